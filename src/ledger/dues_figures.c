/* The figures of a month (domain: what a month's report asks for): as stored
   when it was closed, or as they stand while it is open. */
#include "dues_parts.h"

#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"

struct figuring {
    struct book *book;
    int month;
    char text[8];
    struct dues_figures *out;
};

static void bind(const struct figuring *f, struct stmt *st)
{
    stmt_int(st, ":branch", f->book->branch);
    stmt_text(st, ":month", f->text);
}

/* ---- as stored --------------------------------------------------------- */

static bool closed_id(struct figuring *f, int64_t *id, struct err *err)
{
    struct stmt st;
    *id = 0;
    stmt_open(&st, f->book->db,
              SQL("select id from dues_month where branch_id = :branch"
                  " and month = :month and closed_on is not null"
                  " and voided_on is null"));
    bind(f, &st);
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* Which field of the book holds which figure. */
static const struct {
    int field;
    size_t at;
} stored[] = {
#define FIGURE(field, member)                                                  \
    {                                                                          \
        field, offsetof(struct dues_figures, member)                           \
    }
    FIGURE(DUES_MONTH_MEMBERS, n_members),
    FIGURE(DUES_MONTH_PAYERS, n_payers),
    FIGURE(DUES_MONTH_DUE, due),
    FIGURE(DUES_MONTH_N_PAID, n_paid),
    FIGURE(DUES_MONTH_PAID, paid),
    FIGURE(DUES_MONTH_N_UNPAID, n_unpaid),
    FIGURE(DUES_MONTH_UNPAID, unpaid),
    FIGURE(DUES_MONTH_N_OWED, n_owed),
    FIGURE(DUES_MONTH_OWED, owed),
    FIGURE(DUES_MONTH_N_LATE, n_late),
    FIGURE(DUES_MONTH_LATE, late),
    FIGURE(DUES_MONTH_EARLY, early),
    FIGURE(DUES_MONTH_CASH, cash),
    FIGURE(DUES_MONTH_TRANSFER, transfer),
    FIGURE(DUES_MONTH_ONLINE, online),
    FIGURE(DUES_MONTH_LARGE, large),
    FIGURE(DUES_MONTH_HANDED, handed),
    FIGURE(DUES_MONTH_HAND, hand),
    FIGURE(DUES_MONTH_HAND_CASH, hand_cash),
#undef FIGURE
};

void dues_figures_store(const struct dues_figures *f, struct record *r)
{
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++) {
        int64_t v;
        memcpy(&v, (const char *)f + stored[i].at, sizeof v);
        record_set_int(r, stored[i].field, v);
    }
}

static void take_stored(const struct record *r, struct dues_figures *f)
{
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++) {
        int64_t v = record_int(r, stored[i].field);
        memcpy((char *)f + stored[i].at, &v, sizeof v);
    }
}

/* ---- as they stand ----------------------------------------------------- */

/* Members on the month's last day, or today when that is before it. */
static bool count_members(struct figuring *f, struct err *err)
{
    struct book then = *f->book;
    struct people_counts counts;
    int last = month_last_day(f->month);
    then.day = last < f->book->today ? last : f->book->today;
    if (!people_count(&then, &counts, err)) {
        return false;
    }
    f->out->n_members = counts.full + counts.probation;
    return true;
}

/* In time: booked in the month itself or before it. */
static bool sum_due(struct figuring *f, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("with rows as (select t.fen as due, coalesce((select"
                  " sum(x.fen) from payment_part x join payment p"
                  " on p.id = x.payment_id where x.person_id = t.person_id"
                  " and x.month = t.month and x.branch_id = t.branch_id"
                  " and x.voided_on is null and p.voided_on is null"
                  " and p.month <= :month), 0) as paid"
                  " from due t where t.branch_id = :branch"
                  " and t.month = :month and t.voided_on is null)"
                  " select count(*) filter (where due > 0),"
                  " coalesce(sum(due), 0),"
                  " count(*) filter (where due > 0 and paid >= due),"
                  " coalesce(sum(max(due - paid, 0)), 0) from rows"));
    bind(f, &st);
    if (stmt_row(&st)) {
        f->out->n_payers = stmt_col_int(&st, 0);
        f->out->due = stmt_col_int(&st, 1);
        f->out->n_paid = stmt_col_int(&st, 2);
        f->out->unpaid = stmt_col_int(&st, 3);
        f->out->n_unpaid = f->out->n_payers - f->out->n_paid;
    }
    return stmt_done(&st, err);
}

/* What came in, by the month it is for. */
static bool sum_parts(struct figuring *f, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("with people as (select coalesce(sum(x.fen) filter"
                  " (where x.month < :month), 0) as late,"
                  " coalesce(sum(x.fen) filter (where x.month > :month), 0)"
                  " as early from payment p"
                  " join payment_part x on x.payment_id = p.id"
                  " where p.branch_id = :branch and p.month = :month"
                  " and p.voided_on is null and x.voided_on is null"
                  " group by x.person_id)"
                  " select coalesce(sum(late), 0),"
                  " count(*) filter (where late > 0),"
                  " coalesce(sum(early), 0) from people"));
    bind(f, &st);
    if (stmt_row(&st)) {
        f->out->late = stmt_col_int(&st, 0);
        f->out->n_late = stmt_col_int(&st, 1);
        f->out->early = stmt_col_int(&st, 2);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    stmt_open(&st, f->book->db,
              SQL("select coalesce(sum(x.fen), 0) from payment_part x"
                  " join payment p on p.id = x.payment_id"
                  " where x.branch_id = :branch and x.month = :month"
                  " and x.voided_on is null and p.voided_on is null"
                  " and p.month <= :month"));
    bind(f, &st);
    if (stmt_row(&st)) {
        f->out->paid = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* What months before this one lacked when it began: what they lack now, and
   what was booked for them since. */
static bool sum_owed(struct figuring *f, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, f->book->db,
        SQL("with since as (select x.person_id as who, x.month as at,"
            " sum(x.fen) as fen from payment p"
            " join payment_part x on x.payment_id = p.id"
            " where p.branch_id = :branch and p.month >= :month"
            " and x.month < :month and p.voided_on is null"
            " and x.voided_on is null group by x.person_id, x.month),"
            " asked as (select person_id as who, month as at"
            " from dues_balance where branch_id = :branch and month < :month"
            " and paid_fen < due_fen union select who, at from since),"
            " lacks as (select a.who, max(x.due_fen - x.paid_fen"
            " + coalesce(s.fen, 0), 0) as fen from asked a"
            " join dues_balance x on x.person_id = a.who and x.month = a.at"
            " and x.branch_id = :branch and not " DUES_NOT_YET
            " left join since s on s.who = a.who and s.at = a.at)"
            " select count(distinct who), coalesce(sum(fen), 0) from lacks"
            " where fen > 0"));
    bind(f, &st);
    dues_bind_quarter(&st, f->book, f->month);
    if (stmt_row(&st)) {
        f->out->n_owed = stmt_col_int(&st, 0);
        f->out->owed = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

static bool sum_ways(struct figuring *f, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select kind, way, sum(fen) from payment"
                  " where branch_id = :branch and month = :month"
                  " and voided_on is null group by kind, way"));
    bind(f, &st);
    while (stmt_row(&st)) {
        const char *way = stmt_col_text(&st, 1);
        int64_t fen = stmt_col_int(&st, 2);
        if (strcmp(stmt_col_text(&st, 0), PAYMENT_LARGE) == 0) {
            f->out->large += fen;
        } else {
            *dues_of_way(way, &f->out->cash, &f->out->transfer,
                         &f->out->online) += fen;
        }
    }
    return stmt_done(&st, err);
}

/* What went up since the month before was closed: all of it, less what stands
   in the closed months.  A slip belongs to the month that was collected when it
   was written, on whatever day. */
static bool sum_handed(struct figuring *f, struct err *err)
{
    struct in_hand all;
    struct in_hand monthly;
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select coalesce((select sum(fen) from handover"
                  " where branch_id = :branch"
                  " and kind = '" PAYMENT_MONTHLY "'), 0)"
                  " - coalesce((select sum(handed_fen) from dues_month"
                  " where branch_id = :branch and voided_on is null), 0)"));
    stmt_int(&st, ":branch", f->book->branch);
    if (stmt_row(&st)) {
        f->out->handed = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err) ||
        !handover_in_hand(f->book, PAYMENT_MONTHLY, f->book->today, &monthly,
                          err) ||
        !handover_in_hand(f->book, NULL, f->book->today, &all, err)) {
        return false;
    }
    /* The box holds 大额 as well until it has gone up. */
    f->out->hand = monthly.fen;
    f->out->hand_cash = all.cash;
    return true;
}

bool dues_figures_now(struct book *b, int month, struct dues_figures *out,
                      struct err *err)
{
    struct figuring f = {.book = b, .month = month, .out = out};
    *out = (struct dues_figures){0};
    month_text(month, f.text);
    return count_members(&f, err) && sum_due(&f, err) && sum_parts(&f, err) &&
           sum_owed(&f, err) && sum_ways(&f, err) && sum_handed(&f, err);
}

bool dues_figures(struct book *b, struct arena *a, int month,
                  struct dues_figures *out, struct err *err)
{
    struct figuring f = {.book = b, .month = month, .out = out};
    struct record r;
    int64_t id;
    *out = (struct dues_figures){0};
    month_text(month, f.text);
    if (!closed_id(&f, &id, err)) {
        return false;
    }
    if (id == 0) {
        return dues_figures_now(b, month, out, err);
    }
    if (!record_read(&r, &ledger_dues_month, b, a, id, err)) {
        return false;
    }
    take_stored(&r, out);
    return true;
}
