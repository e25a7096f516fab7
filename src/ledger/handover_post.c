/* Posting a slip, filing what comes later, taking one back.

   Posting: rules → figures of the months → number → slip, number and, when
   something is kept, the fund's entry with a number of its own: one change that
   is final.  Taking back: the same with opposite amounts, dated today. */
#include "accounts_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

/* A slip and what is written with it. */
struct posting {
    struct record *slip;
    struct record entry; /* 留用; only when has_entry */
    bool has_entry;
    struct record now[2], was[2]; /* the two numbers */
    struct apply_part parts[4];
    size_t n;
};

static bool add_number(struct book *b, struct arena *a, struct posting *p,
                       const char *series, struct record *of, int year_field,
                       int no_field, int year, struct err *err)
{
    int first;
    size_t i = p->n > 1;
    if (!number_take(b, a, series, year, 1, &p->now[i], &p->was[i], &first,
                     err)) {
        return false;
    }
    record_set_int(of, year_field, year);
    record_set_int(of, no_field, first);
    p->parts[p->n++] = (struct apply_part){.r = of, APPLY_ALONE};
    p->parts[p->n++] = number_part(&p->now[i], &p->was[i]);
    return true;
}

/* The number is in the label, so it is taken before the change is named. */
static bool post(struct book *b, struct arena *a, struct posting *p,
                 const char *verb, const char *reason, struct err *err)
{
    char no[16];
    int year = accounts_year(record_day(p->slip, HANDOVER_ON));
    if (!add_number(b, a, p, NUMBER_HANDOVER, p->slip, HANDOVER_YEAR,
                    HANDOVER_NO, year, err)) {
        return false;
    }
    if (p->has_entry) {
        size_t entry = p->n;
        if (!add_number(b, a, p, NUMBER_FUND, &p->entry, ENTRY_YEAR, ENTRY_NO,
                        year, err)) {
            return false;
        }
        p->parts[entry].ref = (struct apply_ref){ENTRY_HANDOVER, 0};
    }
    const char *label =
        arena_printf(a, "%s上缴单 %s", verb,
                     accounts_number(p->slip, HANDOVER_YEAR, HANDOVER_NO, no));
    return ledger_apply_parts(b, a, p->parts, p->n, label, reason, err);
}

/* Reads what was written: ids and versions as in the file. */
static bool read_again(struct book *b, struct arena *a, struct record *r,
                       struct err *err)
{
    struct record saved;
    if (!record_read(&saved, r->ledger, b, a, r->id, err)) {
        return false;
    }
    *r = saved;
    return true;
}

static bool post_new(struct book *b, struct arena *a, struct record *r,
                     struct err *err)
{
    struct issues is = {.arena = a};
    struct posting p = {.slip = r};
    /* Written by the program, so that it cannot be missing or another's. */
    record_set_int(r, HANDOVER_BRANCH, b->branch);
    if (!record_is_null(r, HANDOVER_KIND) && !handover_fill(b, r, err)) {
        return false;
    }
    record_check(r, b, NULL, &is);
    if (!accounts_refuse(&is, err)) {
        return false;
    }
    record_set_null(r, HANDOVER_REVERSES);
    record_set_null(r, HANDOVER_REASON);
    if (record_int(r, HANDOVER_KEPT) > 0) {
        p.entry = fund_kept_entry(b, a, r);
        p.has_entry = true;
    }
    return post(b, a, &p, "登记", NULL, err) && read_again(b, a, r, err);
}

bool handover_post(struct book *b, struct arena *a, struct record *r,
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

bool handover_file(struct book *b, struct arena *a, struct record *r,
                   const struct record *old, const char *reason,
                   struct err *err)
{
    char no[16];
    struct issues is = {.arena = a};
    record_check(r, b, old, &is);
    if (!accounts_refuse(&is, err)) {
        return false;
    }
    struct apply_part part = {.r = r, .old = old, APPLY_ALONE};
    const char *label =
        arena_printf(a, "补填上缴单 %s",
                     accounts_number(old, HANDOVER_YEAR, HANDOVER_NO, no));
    return ledger_apply_parts(b, a, &part, 1, label, reason, err) &&
           read_again(b, a, r, err);
}

/* ---- taking back ------------------------------------------------------ */

static bool may_reverse(struct book *b, const struct record *old,
                        struct err *err)
{
    char by[16];
    if (!record_is_null(old, HANDOVER_REVERSES)) {
        return err_set(err, ERR_RULE, "E-HANDOVER-023",
                       "这张就是冲销的单子，冲销不能再冲销；要上缴请重新登记"
                       "一张。");
    }
    if (!accounts_reversed_by(
            b, SQL("select year, no from handover where reverses = :id"),
            old->id, by, err)) {
        return false;
    }
    return by[0] == '\0' ||
           err_set(err, ERR_RULE, "E-HANDOVER-024",
                   "这张上缴单已由第 %s 号冲销，不用再冲销。", by);
}

static struct record opposite(struct book *b, struct arena *a,
                              const struct record *old, const char *reason)
{
    static const int turned[] = {HANDOVER_DUE, HANDOVER_PAID, HANDOVER_LATE,
                                 HANDOVER_FEN, HANDOVER_KEPT, HANDOVER_CASH};
    struct record r = record_copy(old, a);
    r.id = 0;
    r.ver = 0;
    for (size_t i = 0; i < ARRAY_LEN(turned); i++) {
        record_set_int(&r, turned[i], -record_int(old, turned[i]));
    }
    record_set_day(&r, a, HANDOVER_ON, b->today);
    record_set_null(&r, HANDOVER_VOUCHER);
    record_set_null(&r, HANDOVER_VOUCHER_ON);
    record_set_null(&r, HANDOVER_NOTE);
    record_set_int(&r, HANDOVER_REVERSES, old->id);
    record_set_text(&r, HANDOVER_REASON, arena_str(a, reason));
    return r;
}

/* The entry that the slip's kept part became; id 0: it kept nothing. */
static bool kept_entry(struct book *b, int64_t slip, int64_t *id,
                       struct err *err)
{
    struct stmt st;
    *id = 0;
    stmt_open(&st, b->db,
              SQL("select id from fund_entry where handover_id = :id"
                  " and reverses is null"));
    stmt_int(&st, ":id", slip);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static bool reverse_it(struct book *b, struct arena *a, int64_t id,
                       const char *reason, int64_t *reversal, struct err *err)
{
    struct record old;
    struct record entry;
    int64_t kept;
    if (!record_read(&old, &ledger_handover, b, a, id, err) ||
        !may_reverse(b, &old, err) || !kept_entry(b, id, &kept, err)) {
        return false;
    }
    struct record r = opposite(b, a, &old, reason);
    struct posting p = {.slip = &r};
    if (kept != 0) {
        if (!record_read(&entry, &ledger_fund_entry, b, a, kept, err) ||
            !fund_may_take_back(b, a, &entry, err)) {
            return false;
        }
        p.entry = fund_opposite(b, a, &entry, reason);
        p.has_entry = true;
    }
    struct issues is = {.arena = a};
    handover_check_day(b, &r, b->today, &is);
    if (!accounts_refuse(&is, err) || !post(b, a, &p, "冲销", reason, err)) {
        return false;
    }
    *reversal = r.id;
    return true;
}

bool handover_reverse(struct book *b, struct arena *a, int64_t id,
                      const char *reason, int64_t *reversal, struct err *err)
{
    if (accounts_reason_is_short(reason)) {
        return err_set(err, ERR_RULE, "E-HANDOVER-022",
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
