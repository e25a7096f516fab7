/* 党费 as facts: a month in which nobody lacks anything, a year that was
   assessed, what was shown to the members.

   A month is read by its row alone and by the partial index of what is lacking:
   the first screen asks this with every start.  The day of a month is the last
   one in it on which money was posted; one that was still open for somebody
   when it was closed, and is paid since, counts as late. */
#include "duty_facts_parts.h"

#include "dues_parts.h"
#include "pbtui/ledger/dues_books.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

bool duty_gather_dues_from(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    g->dues_from = MONTH_NONE;
    stmt_open(&st, g->book->db,
              SQL("select min(month), exists (select 1 from dues_notice"
                  " where branch_id = :branch) from dues_month"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", g->book->branch);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), &g->dues_from);
        g->has_notices = stmt_col_int(&st, 1) != 0;
    }
    return stmt_done(&st, err);
}

/* The open month has somebody without an amount; a closed one never has. */
static bool read_unassessed(struct duty_gather *g, int *month, struct err *err)
{
    struct stmt st;
    *month = MONTH_NONE;
    stmt_open(&st, g->book->db,
              SQL("select month from due where branch_id = :branch"
                  " and month = (select max(month) from dues_month"
                  " where branch_id = :branch and voided_on is null)"
                  " and voided_on is null and state = '" DUE_UNASSESSED "'"
                  " limit 1"));
    stmt_int(&st, ":branch", g->book->branch);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), month);
    }
    return stmt_done(&st, err);
}

static void add_month(struct duty_gather *g, struct stmt *st, int unassessed)
{
    int month;
    if (!month_read(stmt_col_text(st, 0), &month) || month == unassessed) {
        return;
    }
    int last = month_last_day(month);
    int paid = duty_gather_day(st, 2);
    bool late = stmt_col_int(st, 1) > 0;
    int day = late || paid > last ? last
              : paid == DATE_NONE ? month_first_day(month)
                                  : paid;
    if (day <= g->book->day) {
        duty_gather_add(g, (struct duty_fact){.what = "dues",
                                              .sub = "",
                                              .day = day,
                                              .year = g->year,
                                              .late = late});
    }
}

static bool gather_months(struct duty_gather *g, int unassessed,
                          struct err *err)
{
    char month[8];
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select m.month, coalesce(m.n_unpaid, 0),"
                  " (select max(x.on_day) from dues_taken x"
                  " where x.branch_id = :branch"
                  " and x.kind = '" PAYMENT_MONTHLY "'"
                  " and x.on_day <= m.month || '-31'"
                  " and x.on_day >= m.month) from dues_month m"
                  " where m.branch_id = :branch"
                  " and m.month between :first and :last"
                  " and m.voided_on is null and not exists (select 1"
                  " from dues_balance x where x.branch_id = :branch"
                  " and x.month = m.month and x.paid_fen < x.due_fen"
                  " and not " DUES_NOT_YET ")"));
    dues_bind_quarter(&st, g->book, month_of(g->book->day));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_text(&st, ":first", month_text(month_make(g->year, 1), month));
    stmt_text(&st, ":last", month_text(month_make(g->year, 12), month));
    while (stmt_row(&st)) {
        add_month(g, &st, unassessed);
    }
    return stmt_done(&st, err);
}

/* Done when the year's sheet is there and nobody is without an amount. */
static bool gather_assessed(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    int day = DATE_NONE;
    stmt_open(&st, g->book->db,
              SQL("select coalesce(decided_on, from_month || '-01')"
                  " from assess where branch_id = :branch"
                  " and for_year = :year and voided_on is null"
                  " order by no limit 1"));
    stmt_int(&st, ":branch", g->book->branch);
    stmt_int(&st, ":year", g->year);
    if (stmt_row(&st)) {
        day = duty_gather_day(&st, 0);
    }
    if (day != DATE_NONE && day <= g->book->day) {
        duty_gather_add(
            g, (struct duty_fact){
                   .what = "assess", .sub = "", .day = day, .year = g->year});
    }
    return stmt_done(&st, err);
}

bool duty_gather_dues(struct duty_gather *g, struct err *err)
{
    int unassessed;
    if (g->dues_from == MONTH_NONE) {
        return true;
    }
    return read_unassessed(g, &unassessed, err) &&
           gather_months(g, unassessed, err) &&
           ((unassessed != MONTH_NONE && unassessed / 12 == g->year) ||
            gather_assessed(g, err));
}

bool duty_gather_notices(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    if (!g->has_notices) {
        return true;
    }
    stmt_open(&st, g->book->db,
              SQL("select id, from_on from dues_notice"
                  " where branch_id = :branch and voided_on is null"
                  " and from_on >= :from and from_on < :behind"));
    duty_gather_bind(g, &st);
    while (stmt_row(&st)) {
        duty_gather_add(g, (struct duty_fact){.what = "notice",
                                              .sub = "",
                                              .day = duty_gather_day(&st, 1),
                                              .year = g->year,
                                              .id = stmt_col_int(&st, 0)});
    }
    return stmt_done(&st, err);
}
