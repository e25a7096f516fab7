/* Posting an entry of a fund and taking one back (posting.c).  What a slip kept
   comes and goes with the slip (handover_post.c), its entry is made here. */
#include "accounts_parts.h"

#include <string.h>

#include "dues_parts.h"
#include "pbtui/ledger/events.h"

/* `old`: what the entry takes back; NULL: it is new. */
static bool post(struct book *b, struct arena *a, struct record *r,
                 const struct record *old, const char *reason, struct err *err)
{
    struct dues_parts parts = {.arena = a};
    const char *verb = old == NULL ? "登记" : "冲销";
    return posting_add(b, &parts, &fund_posting, r, err) &&
           posting_write(b, &parts, verb, old, reason, r, err);
}

/* What slips and reversals alone write is not typed. */
static bool fill(struct book *b, struct record *r, struct err *err)
{
    (void)err;
    record_set_int(r, ENTRY_BRANCH, b->branch);
    record_set_null(r, ENTRY_HANDOVER);
    return true;
}

static bool post_new(struct book *b, struct arena *a, struct record *r,
                     struct err *err)
{
    return post(b, a, r, NULL, NULL, err);
}

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

/* ---- taking back ------------------------------------------------------ */

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

static bool take_back(struct book *b, struct arena *a, const struct record *old,
                      struct record *opposite, const char *reason,
                      struct err *err)
{
    if (!record_is_null(old, ENTRY_HANDOVER)) {
        return err_set(err, ERR_RULE, "E-FUND-031",
                       "这一笔是上缴单留用的，不能单独冲销；请冲销那张上缴单，"
                       "这一笔跟着冲销。");
    }
    return fund_may_take_back(b, a, old, err) &&
           period_is_open(b, record_int(old, ENTRY_BRANCH), b->today, err) &&
           post(b, a, opposite, old, reason, err);
}

static const int turned[] = {ENTRY_FEN, -1};
static const int cleared[] = {ENTRY_HANDOVER, ENTRY_VOUCHER, ENTRY_NOTE, -1};

const struct posting_book fund_posting = {
    .ledger = &ledger_fund_entry,
    .series = NUMBER_FUND,
    .on = ENTRY_ON,
    .year = ENTRY_YEAR,
    .no = ENTRY_NO,
    .reverses = ENTRY_REVERSES,
    .reason = ENTRY_REASON,
    .turned = turned,
    .cleared = cleared,
    .reversed_by = SQL("select year, no from fund_entry where reverses = :id"),
    .this_one = "这一笔",
    .instead = "请重新登记一笔",
    .e_reason = "E-FUND-028",
    .e_reverses = "E-FUND-029",
    .e_reversed = "E-FUND-030",
    .take_back = take_back,
};
const struct posting_new fund_new = {.fill = fill, .post = post_new};

bool fund_reverse(struct book *b, struct arena *a, int64_t id,
                  const char *reason, int64_t *reversal, struct err *err)
{
    return posting_reverse(&fund_posting, b, a, id, reason, reversal, err);
}
