/* 党费 at a glance: the month that is collected, what is in hand, who owes two
   months and more.

   Nothing is read where the branch collects none.  Of those who owe only the
   worst are named; the list of all of them is arrears_list. */
#include "outlook_parts.h"

#include "dues_parts.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define OWING_MAX 12 /* looked at one by one */

struct last_month {
    int month;
    bool open;
    int opened_on;
};

static bool read_last(struct outlook_work *w, struct last_month *out,
                      struct err *err)
{
    struct stmt st;
    *out = (struct last_month){MONTH_NONE, false, DATE_NONE};
    stmt_open(&st, w->book->db,
              SQL("select month, closed_on is null, opened_on from dues_month"
                  " where branch_id = :branch and voided_on is null"
                  " order by month desc limit 1"));
    stmt_int(&st, ":branch", w->book->branch);
    if (stmt_row(&st) && month_read(stmt_col_text(&st, 0), &out->month)) {
        out->open = stmt_col_int(&st, 1) != 0;
        out->opened_on = outlook_day(&st, 2);
    }
    return stmt_done(&st, err);
}

static void bind_month(struct outlook_work *w, struct stmt *st, int month)
{
    char text[8];
    stmt_int(st, ":branch", w->book->branch);
    stmt_text(st, ":month", month_text(month, text));
}

/* One more than are counted anywhere on the first screen tells that there are
   more. */
static bool read_sums(struct outlook_work *w, struct outlook_dues *out,
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select count(*), sum(x.due_fen), sum(x.paid_fen),"
                  " sum(x.paid_fen >= x.due_fen) from (select person_id"
                  " from due where branch_id = :branch and month = :month"
                  " and voided_on is null and fen > 0 limit :max) t"
                  " cross join dues_balance x on x.person_id = t.person_id"
                  " and x.month = :month and x.branch_id = :branch"));
    bind_month(w, &st, out->month);
    stmt_int(&st, ":max", OUTLOOK_PEOPLE_MAX + 1);
    if (stmt_row(&st)) {
        out->n_due = (int)stmt_col_int(&st, 0);
        out->due = stmt_col_int(&st, 1);
        out->paid = stmt_col_int(&st, 2);
        out->n_paid = (int)stmt_col_int(&st, 3);
        out->more = out->n_due > OUTLOOK_PEOPLE_MAX;
    }
    return stmt_done(&st, err);
}

static bool read_hand(struct outlook_work *w, struct outlook_dues *out,
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select coalesce((select sum(fen) from dues_taken"
                  " where branch_id = :branch"
                  " and kind = '" PAYMENT_MONTHLY "' and on_day <= :day), 0)"
                  " - coalesce((select sum(fen + kept_fen) from handover"
                  " where branch_id = :branch"
                  " and kind = '" PAYMENT_MONTHLY "' and on_day <= :day), 0)"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", w->day);
    if (stmt_row(&st)) {
        out->hand = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* ---- who owes --------------------------------------------------------- */

/* Who lacks the most months in a row up to the last one: those since the last
   that was paid.  Of so many people only as are counted at all. */
static bool find_owing(struct outlook_work *w, int last, int64_t *ids,
                       size_t *n, struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, w->book->db,
              SQL("select person, (select count(*) from dues_balance x"
                  " where x.person_id = person and x.branch_id = :branch"
                  " and x.month > paid_to and x.month <= :month"
                  " and x.paid_fen < x.due_fen and not " DUES_NOT_YET
                  ") as run from (select"
                  " x.person_id as person, coalesce((select y.month"
                  " from dues_balance y where y.person_id = x.person_id"
                  " and y.branch_id = :branch and y.month < :month"
                  " and y.due_fen > 0 and y.paid_fen >= y.due_fen"
                  " order by y.month desc limit 1), '') as paid_to"
                  " from dues_balance x where x.branch_id = :branch"
                  " and x.month = :month and x.paid_fen < x.due_fen"
                  " and not " DUES_NOT_YET " limit :seen)"
                  " where run >= 2 order by run desc, person limit :max"));
    bind_month(w, &st, last);
    dues_bind_quarter(&st, w->book, last);
    stmt_int(&st, ":seen", OUTLOOK_PEOPLE_MAX);
    stmt_int(&st, ":max", OWING_MAX);
    while (stmt_row(&st)) {
        ids[(*n)++] = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static void add_owing(struct outlook_work *w, struct outlook *out,
                      const struct arrear *who)
{
    enum dues_alarm alarm =
        dues_alarm(book_dues(w->book), who->run, w->book->day);
    if (alarm < DUES_YELLOW) {
        return;
    }
    const char *rule =
        dues_alarm_text(book_dues(w->book), w->arena, who->run, w->book->day);
    const char *sep = out->dues.owing[0] != '\0' ? "、" : "";
    out->dues.owing = arena_printf(w->arena, "%s%s%s（%d 个月）",
                                   out->dues.owing, sep, who->name, who->run);
    outlook_add(w, (struct due){.kind = DUE_ARREARS,
                                .id = who->person,
                                .name = who->name,
                                .about = rule,
                                .day = month_last_day(who->from),
                                .alarm = (int)alarm,
                                .months = who->run,
                                .urgent = alarm >= DUES_REPORT});
}

static bool read_owing(struct outlook_work *w, struct outlook *out, int last,
                       struct err *err)
{
    int64_t ids[OWING_MAX];
    size_t n;
    if (!find_owing(w, last, ids, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        struct arrear who;
        if (!arrears_of(w->book, w->arena, ids[i], last, MONTH_NONE, &who,
                        err)) {
            return false;
        }
        if (who.run > 0) {
            add_owing(w, out, &who);
        }
    }
    return true;
}

/* ---- all of it -------------------------------------------------------- */

/* The collecting day is the branch's own habit: the day of the month on which
   the last one was opened. */
static void see_opening(struct outlook_work *w, const struct last_month *last)
{
    int now = month_of(w->book->day);
    int next = last->month + 1;
    if (last->open || next > now || last->opened_on == DATE_NONE) {
        return;
    }
    int habit = last->opened_on - month_first_day(month_of(last->opened_on));
    int day = month_first_day(next) + habit;
    if (day < w->book->day) {
        outlook_add(w, (struct due){.kind = DUE_COLLECT,
                                    .name = "",
                                    .about = "",
                                    .day = day,
                                    .months = next,
                                    .urgent = next < now});
    }
}

bool outlook_dues(struct outlook_work *w, struct outlook *out, struct err *err)
{
    struct last_month last;
    out->dues = (struct outlook_dues){.month = MONTH_NONE, .owing = ""};
    if (!read_last(w, &last, err)) {
        return false;
    }
    if (last.month == MONTH_NONE) {
        return true;
    }
    out->dues.month = last.month;
    out->dues.open = last.open;
    see_opening(w, &last);
    return read_sums(w, &out->dues, err) && read_hand(w, &out->dues, err) &&
           read_owing(w, out, last.open ? last.month - 1 : last.month, err);
}
