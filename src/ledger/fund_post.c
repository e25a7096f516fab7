/* Posting an entry of a fund, filing what comes later, taking one back: one
   change each, with a number, final.  What a slip kept comes and goes with the
   slip (handover_post.c), its entry is made here. */
#include "accounts_parts.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/money.h"

static bool post(struct book *b, struct arena *a, struct record *r,
                 const char *verb, const char *reason, struct err *err)
{
    struct record now;
    struct record was;
    struct record saved;
    struct strbuf of;
    int first;
    int year = accounts_year(record_day(r, ENTRY_ON));
    if (!number_take(b, a, NUMBER_FUND, year, 1, &now, &was, &first, err)) {
        return false;
    }
    record_set_int(r, ENTRY_YEAR, year);
    record_set_int(r, ENTRY_NO, first);
    struct apply_part parts[] = {{.r = r, APPLY_ALONE},
                                 number_part(&now, &was)};
    sb_init(&of);
    ledger_fund_entry.label(b, r, &of);
    const char *label = arena_printf(a, "%s经费收支 %s", verb, of.s);
    sb_clear(&of);
    if (!ledger_apply_parts(b, a, parts, 2, label, reason, err) ||
        !record_read(&saved, &ledger_fund_entry, b, a, r->id, err)) {
        return false;
    }
    *r = saved;
    return true;
}

static bool post_new(struct book *b, struct arena *a, struct record *r,
                     struct err *err)
{
    struct issues is = {.arena = a};
    record_set_int(r, ENTRY_BRANCH, b->branch);
    record_check(r, b, NULL, &is);
    if (!accounts_refuse(&is, err)) {
        return false;
    }
    /* Written by slips and reversals only. */
    record_set_null(r, ENTRY_HANDOVER);
    record_set_null(r, ENTRY_REVERSES);
    record_set_null(r, ENTRY_REASON);
    return post(b, a, r, "登记", NULL, err);
}

bool fund_post(struct book *b, struct arena *a, struct record *r,
               struct err *err)
{
    struct record done = record_copy(r, a);
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    if (!post_new(b, a, &done, err)) {
        tx_rollback(b->db);
        return false;
    }
    if (!tx_commit(b->db, err)) {
        return false;
    }
    *r = done;
    return true;
}

bool fund_file(struct book *b, struct arena *a, struct record *r,
               const struct record *old, const char *reason, struct err *err)
{
    char no[16];
    struct issues is = {.arena = a};
    struct record saved;
    record_check(r, b, old, &is);
    if (!accounts_refuse(&is, err)) {
        return false;
    }
    struct apply_part part = {.r = r, .old = old, APPLY_ALONE};
    const char *label = arena_printf(
        a, "补填经费收支 %s", accounts_number(old, ENTRY_YEAR, ENTRY_NO, no));
    if (!ledger_apply_parts(b, a, &part, 1, label, reason, err) ||
        !record_read(&saved, &ledger_fund_entry, b, a, r->id, err)) {
        return false;
    }
    *r = saved;
    return true;
}

/* ---- taking back ------------------------------------------------------ */

struct record fund_kept_entry(struct book *b, struct arena *a,
                              const struct record *slip)
{
    struct record r = record_new(&ledger_fund_entry, b, a);
    record_set_int(&r, ENTRY_BRANCH, record_int(slip, HANDOVER_BRANCH));
    record_set_int(&r, ENTRY_FUND, record_int(slip, HANDOVER_FUND));
    record_set_text(&r, ENTRY_ON, record_text(slip, HANDOVER_ON));
    record_set_text(&r, ENTRY_IO, FUND_IN);
    record_set_int(&r, ENTRY_FEN, record_int(slip, HANDOVER_KEPT));
    record_set_text(&r, ENTRY_WHAT,
                    arena_printf(a, "留用党费 %s 至 %s",
                                 record_text(slip, HANDOVER_FROM),
                                 record_text(slip, HANDOVER_TO)));
    record_set_text(&r, ENTRY_VOUCHER, record_text(slip, HANDOVER_VOUCHER));
    if (!record_is_null(slip, HANDOVER_HANDLER)) {
        record_set_int(&r, ENTRY_HANDLER, record_int(slip, HANDOVER_HANDLER));
    }
    return r;
}

struct record fund_opposite(struct book *b, struct arena *a,
                            const struct record *entry, const char *reason)
{
    struct record r = record_copy(entry, a);
    r.id = 0;
    r.ver = 0;
    record_set_day(&r, a, ENTRY_ON, b->today);
    record_set_int(&r, ENTRY_FEN, -record_int(entry, ENTRY_FEN));
    record_set_null(&r, ENTRY_HANDOVER);
    record_set_null(&r, ENTRY_VOUCHER);
    record_set_null(&r, ENTRY_NOTE);
    record_set_int(&r, ENTRY_REVERSES, entry->id);
    record_set_text(&r, ENTRY_REASON, arena_str(a, reason));
    return r;
}

bool fund_may_take_back(struct book *b, struct arena *a,
                        const struct record *entry, struct err *err)
{
    struct fund_row fund;
    char text[32];
    int64_t least;
    if (strcmp(record_text(entry, ENTRY_IO), FUND_IN) != 0) {
        return true;
    }
    if (!fund_read(b, a, record_int(entry, ENTRY_FUND), &fund, err) ||
        !fund_least(b, fund.id, b->today, &least, err)) {
        return false;
    }
    return strcmp(fund.kind, FUND_DUES) != 0 ||
           least >= record_int(entry, ENTRY_FEN) ||
           err_set(err, ERR_RULE, "E-FUND-032",
                   "%s结余只有 %s 元，这笔收入已经用掉一部分，冲销了就透支；"
                   "请先冲销用它的支出。",
                   fund.name, money_text(least, text));
}

static bool may_reverse(struct book *b, const struct record *old,
                        struct err *err)
{
    char by[16];
    if (!record_is_null(old, ENTRY_REVERSES)) {
        return err_set(err, ERR_RULE, "E-FUND-029",
                       "这一笔就是冲销，冲销不能再冲销；请重新登记一笔。");
    }
    if (!record_is_null(old, ENTRY_HANDOVER)) {
        return err_set(err, ERR_RULE, "E-FUND-031",
                       "这一笔是上缴单留用的，不能单独冲销；请冲销那张上缴单，"
                       "这一笔跟着冲销。");
    }
    if (!accounts_reversed_by(
            b, SQL("select year, no from fund_entry where reverses = :id"),
            old->id, by, err)) {
        return false;
    }
    return by[0] == '\0' || err_set(err, ERR_RULE, "E-FUND-030",
                                    "这一笔已由第 %s 号冲销，不用再冲销。", by);
}

static bool reverse_it(struct book *b, struct arena *a, int64_t id,
                       const char *reason, int64_t *reversal, struct err *err)
{
    struct record old;
    if (!record_read(&old, &ledger_fund_entry, b, a, id, err) ||
        !may_reverse(b, &old, err) || !fund_may_take_back(b, a, &old, err) ||
        !period_is_open(b, record_int(&old, ENTRY_BRANCH), b->today, err)) {
        return false;
    }
    struct record r = fund_opposite(b, a, &old, reason);
    if (!post(b, a, &r, "冲销", reason, err)) {
        return false;
    }
    *reversal = r.id;
    return true;
}

bool fund_reverse(struct book *b, struct arena *a, int64_t id,
                  const char *reason, int64_t *reversal, struct err *err)
{
    if (accounts_reason_is_short(reason)) {
        return err_set(err, ERR_RULE, "E-FUND-028",
                       "冲销须写明原因（至少四个字），请补充。");
    }
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    if (!reverse_it(b, a, id, reason, reversal, err)) {
        tx_rollback(b->db);
        return false;
    }
    return tx_commit(b->db, err);
}
