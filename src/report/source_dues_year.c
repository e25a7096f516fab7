/* 党费收缴台账 of a year: what everybody pays a month and has paid for each of
   the twelve, with the sums at the end; and the same year proved against
   itself: by member, by month, and against slips and what is in hand. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/text/money.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

enum { MONTHS = 12 };

/* Half characters of the columns of data/forms/dues-year.ini, which has twelve
   months side by side. */
enum {
    COLS_MONTH = 6,
    COLS_MONTHLY = 6,
    COLS_PAID = 8,
    COLS_LATE = 6,
    COLS_EARLY = 6
};

/* ---- a member ----------------------------------------------------------- */

#define ROW_COLUMNS(X)                                                         \
    X("name", r->name)                                                         \
    X("brief", r->brief)                                                       \
    X("base", say_base(a, r->base))                                            \
    X("rate", r->rate < 0 ? "定额" : say_rate(a, r->rate))                     \
    X("monthly", say_base(a, r->monthly))                                      \
    X("m1", month_cell(a, &r->m[0]))                                           \
    X("m2", month_cell(a, &r->m[1]))                                           \
    X("m3", month_cell(a, &r->m[2]))                                           \
    X("m4", month_cell(a, &r->m[3]))                                           \
    X("m5", month_cell(a, &r->m[4]))                                           \
    X("m6", month_cell(a, &r->m[5]))                                           \
    X("m7", month_cell(a, &r->m[6]))                                           \
    X("m8", month_cell(a, &r->m[7]))                                           \
    X("m9", month_cell(a, &r->m[8]))                                           \
    X("m10", month_cell(a, &r->m[9]))                                          \
    X("m11", month_cell(a, &r->m[10]))                                         \
    X("m12", month_cell(a, &r->m[11]))                                         \
    X("due", say_money(a, r->due))                                             \
    X("paid", say_money(a, r->paid))                                           \
    X("late", say_some(a, r->late))                                            \
    X("early", say_some(a, r->early))                                          \
    X("open", say_some(a, lacks(r)))                                           \
    X("large", say_some(a, r->large))                                          \
    X("monthly_narrow", narrow(a, say_base(a, r->monthly), COLS_MONTHLY))      \
    X("paid_narrow", narrow(a, say_money(a, r->paid), COLS_PAID))              \
    X("late_narrow", narrow(a, say_some(a, r->late), COLS_LATE))               \
    X("early_narrow", narrow(a, say_some(a, r->early), COLS_EARLY))            \
    X("note", note_of(a, r))

static const char *const columns[] = {
#define X(column, text) column,
    ROW_COLUMNS(X)
#undef X
        NULL};
enum { N_COLUMNS = ARRAY_LEN(columns) - 1 };

/* An amount that is wider than its column stands on two lines, 角 and 分 below,
   so that it is never broken elsewhere. */
static const char *narrow(struct arena *a, const char *text, size_t cols)
{
    size_t n = strlen(text);
    return n <= cols
               ? text
               : arena_printf(a, "%.*s\n%s", (int)(n - 3), text, text + n - 3);
}

static const char *amount_cell(struct arena *a, int64_t fen)
{
    char text[32];
    return narrow(a, arena_str(a, money_plain(fen, text)), COLS_MONTH);
}

static const char *month_cell(struct arena *a, const struct dues_year_month *m)
{
    if (m->paid != 0) {
        return amount_cell(a, m->paid);
    }
    if (!m->is_due) {
        return "";
    }
    return strcmp(m->state, DUE_EXEMPT) == 0       ? "免"
           : strcmp(m->state, DUE_ELSEWHERE) == 0  ? "外"
           : strcmp(m->state, DUE_UNASSESSED) == 0 ? "未核定"
           : m->due > 0                            ? "未交"
                                                   : "";
}

static int64_t lacks(const struct dues_year_row *r)
{
    int64_t fen = 0;
    for (int m = 0; m < MONTHS; m++) {
        fen += r->m[m].paid < r->m[m].due ? r->m[m].due - r->m[m].paid : 0;
    }
    return fen;
}

/* The months that were paid in part: a look at the amount does not tell. */
static const char *note_of(struct arena *a, const struct dues_year_row *r)
{
    const char *note = r->note;
    for (int m = 0; m < MONTHS; m++) {
        if (r->m[m].paid > 0 && r->m[m].paid < r->m[m].due) {
            note = say_both(a, note, arena_printf(a, "%d月未交清", m + 1));
        }
    }
    return note;
}

static void put_rows(struct form_data *d, const struct dues_year *y)
{
    struct arena *a = d->arena;
    form_list_begin(d, "rows", columns, N_COLUMNS);
    for (size_t i = 0; i < y->n; i++) {
        const struct dues_year_row *r = &y->rows[i];
        const char *const cells[N_COLUMNS] = {
#define X(column, text) text,
            ROW_COLUMNS(X)
#undef X
        };
        form_list_row(d, cells);
    }
}

static void put_sums(struct form_data *d, const struct dues_year *y)
{
    struct arena *a = d->arena;
    int64_t late = 0;
    int64_t early = 0;
    int64_t open = 0;
    int64_t monthly = 0;
    for (size_t i = 0; i < y->n; i++) {
        late += y->rows[i].late;
        early += y->rows[i].early;
        open += lacks(&y->rows[i]);
        monthly += y->rows[i].monthly > 0 ? y->rows[i].monthly : 0;
    }
    for (int m = 0; m < MONTHS; m++) {
        form_set(d, arena_printf(a, "t%d", m + 1),
                 y->due[m] == 0 && y->paid[m] == 0
                     ? ""
                     : amount_cell(a, y->paid[m]));
    }
    dues_set_number(d, "n", (int64_t)y->n);
    dues_set(d, "monthly", monthly);
    dues_set(d, "due", y->total_due);
    dues_set_words(d, "paid", y->total_paid);
    dues_set(d, "late", late);
    dues_set(d, "early", early);
    dues_set(d, "open", open);
    dues_set(d, "large", y->total_large);
    form_set(d, "monthly_narrow",
             narrow(a, say_money(a, monthly), COLS_MONTHLY));
    form_set(d, "paid_narrow",
             narrow(a, say_money(a, y->total_paid), COLS_PAID));
    form_set(d, "late_narrow", narrow(a, say_some(a, late), COLS_LATE));
    form_set(d, "early_narrow", narrow(a, say_some(a, early), COLS_EARLY));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct dues_year y;
    if (!dues_only_now(ask, err) ||
        !dues_year_read(ask->book, d->arena, dues_year_of_ask(ask), &y, err)) {
        return false;
    }
    put_rows(d, &y);
    put_sums(d, &y);
    return true;
}

static const char *const values[] = {
    "n",           "monthly",     "due",   "paid",  "paid_words",
    "late",        "open",        "t1",    "t2",    "monthly_narrow",
    "paid_narrow", "late_narrow", "t3",    "t4",    "t5",
    "t6",          "t7",          "t8",    "t9",    "t10",
    "t11",         "t12",         "large", "early", "early_narrow",
    NULL};

static const struct source_list lists[] = {{"rows", columns}};

const struct source source_dues_year = {
    .name = "dues_year",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "year",
    .ledger = &ledger_due,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
