/* The digest of a month: everything that was posted in it and never changes
   any more, in key order.  It is stored when the month is closed, printed, and
   computed again by the check.

   Slips and entries of the funds have no month of their own.  They belong to
   the one that was collected when they were written: those whose first entry
   in the audit lies behind the closing before, up to the head at this one.  So
   each is in exactly one digest, and what is posted later changes none.  Of
   them only what may not be filled in later is in it. */
#include "dues_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/store/digest.h"
#include "pbtui/text/date.h"

/* Every value of a row, each with its length before it: nothing runs into
   the next. */
static void add_row(struct strbuf *out, struct stmt *st)
{
    for (int i = 0; i < stmt_cols(st); i++) {
        const char *s = stmt_col_text(st, i);
        sb_addf(out, "%zu:%s,", strlen(s), s);
    }
    sb_addc(out, '\n');
}

/* First in the audit between the two closings; an open month goes on. */
#define WRITTEN(table)                                                         \
    "select a.row_id from audit a where a.tbl = '" table "'"                   \
    " group by a.row_id having min(a.seq) > coalesce((select max(m.head_seq)"  \
    " from dues_month m where m.branch_id = :branch and m.month < :month"      \
    " and m.voided_on is null), 0) and min(a.seq) <= coalesce((select"         \
    " m.head_seq from dues_month m where m.branch_id = :branch"                \
    " and m.month = :month and m.voided_on is null), 9223372036854775807)"

static const char *const parts[] = {
    SQL("select id, person_id, ord, assess_id, state, category, base_fen, rate,"
        " fen, delayed, note from due where branch_id = :branch"
        " and month = :month and voided_on is null order by id"),
    SQL("select id, year, no, kind, on_day, taken_by, n, cash_fen,"
        " transfer_fen, online_fen, counted_fen, notes, note from sitting"
        " where branch_id = :branch and month = :month order by id"),
    SQL("select id, kind, paid_on, way, person_id, payer, fen, proof, note,"
        " sitting_id, year, no, reverses, reason from payment"
        " where branch_id = :branch and month = :month and no is not null"
        " order by id"),
    SQL("select x.id, x.payment_id, x.person_id, x.month, x.fen from payment p"
        " join payment_part x on x.payment_id = p.id"
        " where p.branch_id = :branch and p.month = :month"
        " and p.no is not null and x.voided_on is null order by x.id"),
    SQL("select id, kind, from_month, to_month, on_day, n_members, due_fen,"
        " paid_fen, late_fen, fen, kept_fen, fund_id, cash_fen, year, no,"
        " reverses, reason from handover where branch_id = :branch"
        " and id in (" WRITTEN("handover") ") order by id"),
    SQL("select id, fund_id, on_day, io, fen, use, handover_id, year, no,"
        " reverses, reason from fund_entry where branch_id = :branch"
        " and id in (" WRITTEN("fund_entry") ") order by id"),
};

static bool add_rows(struct strbuf *out, struct book *b, int64_t branch,
                     int month, const char *sql, struct err *err)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, b->db, sql);
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":month", month_text(month, text));
    while (stmt_row(&st)) {
        add_row(out, &st);
    }
    return stmt_done(&st, err);
}

bool dues_month_digest(struct book *b, int64_t branch, int month, char out[65],
                       struct err *err)
{
    struct strbuf sb;
    bool ok = true;
    sb_init(&sb);
    for (size_t i = 0; ok && i < sizeof parts / sizeof *parts; i++) {
        ok = add_rows(&sb, b, branch, month, parts[i], err);
        sb_addc(&sb, '\n'); /* where a kind ends */
    }
    digest_sha256(sb.s, sb.len, out);
    sb_clear(&sb);
    return ok;
}
