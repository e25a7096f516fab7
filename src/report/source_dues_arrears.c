/* 欠交名单: who lacks something up to the last month that is over, worst
   first, with the warning of the rules and when they were reminded; and 催交
   记录, the reminders of a span.

   The warning only says how long nothing was paid and what the rules ask for
   then; what becomes of it is the branch's decision. */
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

/* ---- who lacks something ------------------------------------------------ */

static const char *const arrear_columns[] = {
    "name",  "n",     "fen",      "run",        "months",
    "level", "alarm", "reminded", "n_reminded", NULL};
enum { N_ARREAR = ARRAY_LEN(arrear_columns) - 1 };

static void put_arrear(struct form_data *d, struct book *b,
                       const struct arrear *who)
{
    struct arena *a = d->arena;
    const char *const cells[N_ARREAR] = {
        who->name,
        say_number(a, who->n),
        say_money(a, who->fen),
        say_number(a, who->longest),
        say_months(a, who->from, who->to),
        dues_alarm_word(who->alarm),
        dues_alarm_text(book_dues(b), a, who->longest, b->day),
        say_iso(a, who->reminded_on),
        who->n_reminded > 0 ? say_number(a, who->n_reminded) : ""};
    form_list_row(d, cells);
}

/* The month that is collected now is not over: up to the one before it. */
static bool last_month(const struct form_ask *ask, int *month, struct err *err)
{
    int open;
    *month = month_of(ask->span.to);
    if (!dues_month_now(ask->book, &open, err)) {
        return false;
    }
    if (open == MONTH_NONE) {
        open = month_of(ask->book->today);
    }
    if (*month >= open) {
        *month = open - 1;
    }
    return true;
}

static bool gather_arrears(const struct form_ask *ask, struct form_data *d,
                           struct err *err)
{
    struct arrear *v;
    size_t n;
    int month;
    int64_t sum = 0;
    if (!dues_only_now(ask, err) || !last_month(ask, &month, err) ||
        !arrears_list(ask->book, d->arena, month, MONTH_NONE, &v, &n, err)) {
        return false;
    }
    form_list_begin(d, "rows", arrear_columns, N_ARREAR);
    for (size_t i = 0; i < n; i++) {
        put_arrear(d, ask->book, &v[i]);
        sum += v[i].fen;
    }
    form_set(d, "until", say_month_of(d->arena, month));
    dues_set_number(d, "n", (int64_t)n);
    dues_set(d, "sum", sum);
    return true;
}

static const char *const arrear_values[] = {"until", "n", "sum", NULL};
static const struct source_list arrear_lists[] = {{"rows", arrear_columns}};

const struct source source_dues_arrears = {
    .name = "dues_arrears",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "month",
    .ledger = &ledger_due,
    .values = arrear_values,
    .lists = arrear_lists,
    .n_lists = ARRAY_LEN(arrear_lists),
    .gather = gather_arrears,
};

/* ---- who was reminded --------------------------------------------------- */

static const char *const reminder_columns[] = {
    "on",  "name",  "way",    "by",   "months",
    "fen", "until", "answer", "note", NULL};
enum { N_REMINDER = ARRAY_LEN(reminder_columns) - 1 };

static bool put_reminder(struct form_data *d, struct book *b, int64_t id,
                         struct err *err)
{
    struct record r;
    struct arena *a = d->arena;
    if (!record_read(&r, &ledger_reminder, b, a, id, err)) {
        return false;
    }
    int64_t by = record_int(&r, REMINDER_BY);
    const char *const cells[N_REMINDER] = {
        record_text(&r, REMINDER_ON),
        people_name(b, a, record_int(&r, REMINDER_PERSON)),
        say_field(a, b, &r, REMINDER_WAY),
        by == 0 ? "" : people_name(b, a, by),
        say_number(a, record_int(&r, REMINDER_MONTHS)),
        say_money(a, record_int(&r, REMINDER_FEN)),
        record_text(&r, REMINDER_UNTIL),
        record_text(&r, REMINDER_ANSWER),
        record_text(&r, REMINDER_NOTE)};
    form_list_row(d, cells);
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    int64_t *ids;
    size_t n;
    if (!dues_papers(ask->book, d->arena, DUES_PAPER_REMINDER, &ask->span, &ids,
                     &n, err)) {
        return false;
    }
    form_list_begin(d, "rows", reminder_columns, N_REMINDER);
    for (size_t i = 0; i < n; i++) {
        if (!put_reminder(d, ask->book, ids[i], err)) {
            return false;
        }
    }
    return true;
}

static const char *const values[] = {NULL};
static const struct source_list lists[] = {{"rows", reminder_columns}};

const struct source source_dues_reminders = {
    .name = "dues_reminders",
    .ledger = &ledger_reminder,
    SOURCE_OF_PERIOD("year"),
};
