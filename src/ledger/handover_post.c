/* Posting a slip and taking one back (posting.c).  When something is kept, the
   fund's entry with a number of its own goes into the same change, and comes
   out again with the slip. */
#include "accounts_parts.h"

#include "dues_parts.h"

/* `old`: what the slip takes back; NULL: it is new. */
static bool post(struct book *b, struct arena *a, struct record *slip,
                 struct record *entry, const struct record *old,
                 const char *reason, struct err *err)
{
    struct dues_parts parts = {.arena = a};
    const char *verb = old == NULL ? "登记" : "冲销";
    if (!posting_add(b, &parts, &handover_posting, slip, err)) {
        return false;
    }
    if (entry != NULL) {
        size_t at = parts.n;
        if (!posting_add(b, &parts, &fund_posting, entry, err)) {
            return false;
        }
        parts.v[at].ref = (struct apply_ref){ENTRY_HANDOVER, 0};
    }
    return posting_write(b, &parts, verb, old, reason, slip, err);
}

/* Written by the program, so that it cannot be missing or another's. */
static bool fill(struct book *b, struct record *r, struct err *err)
{
    record_set_int(r, HANDOVER_BRANCH, b->branch);
    return record_is_null(r, HANDOVER_KIND) || handover_fill(b, r, err);
}

static bool post_new(struct book *b, struct arena *a, struct record *r,
                     struct err *err)
{
    if (record_int(r, HANDOVER_KEPT) <= 0) {
        return post(b, a, r, NULL, NULL, NULL, err);
    }
    struct record kept = fund_kept_entry(b, a, r);
    return post(b, a, r, &kept, NULL, NULL, err);
}

/* ---- taking back ------------------------------------------------------ */

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

static bool take_back(struct book *b, struct arena *a, const struct record *old,
                      struct record *opposite, const char *reason,
                      struct err *err)
{
    struct issues is = {.arena = a};
    struct record entry;
    int64_t kept;
    if (!kept_entry(b, old->id, &kept, err)) {
        return false;
    }
    if (kept != 0) {
        if (!record_read(&entry, &ledger_fund_entry, b, a, kept, err) ||
            !fund_may_take_back(b, a, &entry, err)) {
            return false;
        }
        entry = posting_opposite(&fund_posting, b, a, &entry, reason);
    }
    handover_check_day(b, opposite, b->today, &is);
    return issues_refuse(&is, err) &&
           post(b, a, opposite, kept != 0 ? &entry : NULL, old, reason, err);
}

static const int turned[] = {HANDOVER_DUE,
                             HANDOVER_PAID,
                             HANDOVER_LATE,
                             HANDOVER_FEN,
                             HANDOVER_KEPT,
                             HANDOVER_CASH,
                             -1};
static const int cleared[] = {HANDOVER_VOUCHER, HANDOVER_VOUCHER_ON,
                              HANDOVER_NOTE, -1};

const struct posting_book handover_posting = {
    .ledger = &ledger_handover,
    .series = NUMBER_HANDOVER,
    .on = HANDOVER_ON,
    .year = HANDOVER_YEAR,
    .no = HANDOVER_NO,
    .reverses = HANDOVER_REVERSES,
    .reason = HANDOVER_REASON,
    .turned = turned,
    .cleared = cleared,
    .reversed_by = SQL("select year, no from handover where reverses = :id"),
    .this_one = "这张上缴单",
    .instead = "要上缴请重新登记一张",
    .e_reason = "E-HANDOVER-022",
    .e_reverses = "E-HANDOVER-023",
    .e_reversed = "E-HANDOVER-024",
    .take_back = take_back,
};
const struct posting_new handover_new = {.fill = fill, .post = post_new};

bool handover_reverse(struct book *b, struct arena *a, int64_t id,
                      const char *reason, int64_t *reversal, struct err *err)
{
    return posting_reverse(&handover_posting, b, a, id, reason, reversal, err);
}
