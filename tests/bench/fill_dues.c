/* Years of 党费 for the bench: a branch that is far too large, every member
   with a due and a payment a month up to October 2026, one in four hundred of
   them not paid; November 2026 is next.

   The rows are written by plain SQL, the balances by the file's own triggers;
   there is no audit of them, so such a ledger is for timing, not for use. */
#include "fill.h"

#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

static bool run(struct session *s, const char *sql, struct err *err)
{
    struct stmt st;
    stmt_open(&st, s->db, sql);
    stmt_int(&st, ":branch", s->book.branch);
    return stmt_run(&st, err);
}

/* The bases lie on both sides of every bracket's end. */
static bool fill_assessments(struct session *s, struct err *err)
{
    return run(s,
               SQL("insert into assess (ver, branch_id, person_id, for_year,"
                   " from_month, no, category, base_fen, rate, fen, reason,"
                   " quarterly, place)"
                   " with years (y) as (select 2016 union all select y + 1"
                   " from years where y < 2026)"
                   " select 1, :branch, p.id, y, y || '-01', p.id, 'job',"
                   " 300000 + (p.id % 5) * 200000, 100, 3000, '01', 0, '1'"
                   " from person p, years"),
               err);
}

/* One month after the other, as they would have come. */
static bool fill_month(struct session *s, int month, struct err *err)
{
    char text[8];
    struct stmt st;
    static const char *const rows[] = {
        SQL("insert into due (ver, branch_id, person_id, month, ord,"
            " assess_id, state, category, base_fen, rate, fen)"
            " select 1, a.branch_id, a.person_id, :month, a.no, a.id, '1',"
            " a.category, a.base_fen, a.rate, a.fen from assess a"
            " where a.branch_id = :branch"
            " and a.for_year = cast(substr(:month, 1, 4) as integer)"),
        SQL("insert into payment (ver, branch_id, month, kind, paid_on, way,"
            " person_id, fen, note) select 1, branch_id, month, '1',"
            " month || '-05', '1', person_id, fen, 'of ' || id from due"
            " where branch_id = :branch and month = :month"
            " and (person_id * 7 + ord * 13 + rowid) % 400 <> 0"),
        SQL("insert into payment_part (ver, payment_id, branch_id, person_id,"
            " month, fen) select 1, id, branch_id, person_id, month, fen"
            " from payment where branch_id = :branch and month = :month"),
        SQL("insert into sitting (ver, branch_id, month, on_day, year, no,"
            " kind, taken_by, n, cash_fen, transfer_fen, online_fen)"
            " select 1, branch_id, month, month || '-05',"
            " cast(substr(month, 1, 4) as integer),"
            " cast(substr(month, 6, 2) as integer), '1', 'bench', count(*),"
            " sum(fen), 0, 0 from payment where branch_id = :branch"
            " and month = :month group by month"),
        SQL("update payment set note = null, sitting_id = (select max(id) from"
            " sitting), year = cast(substr(month, 1, 4) as integer),"
            " no = id where branch_id = :branch and month = :month"),
    };
    month_text(month, text);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        stmt_open(&st, s->db, rows[i]);
        stmt_int(&st, ":branch", s->book.branch);
        stmt_text(&st, ":month", text);
        if (!stmt_run(&st, err)) {
            return false;
        }
    }
    return true;
}

/* Closed in one row each, with no figures. */
static bool close_month(struct session *s, int month, struct err *err)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, s->db,
              SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                  " closed_on, hand_fen) values (1, :branch, :month,"
                  " :month || '-01', :month || '-28', 0)"));
    stmt_int(&st, ":branch", s->book.branch);
    stmt_text(&st, ":month", month_text(month, text));
    return stmt_run(&st, err);
}

bool fill_dues(struct session *s, int first, struct err *err)
{
    if (!tx_begin(s->db, TX_WRITE, err)) {
        return false;
    }
    bool ok = fill_assessments(s, err);
    for (int month = first; ok && month < month_make(2026, 11); month++) {
        ok = fill_month(s, month, err) && close_month(s, month, err);
    }
    if (!ok) {
        tx_rollback(s->db);
        return false;
    }
    return tx_commit(s->db, err);
}
