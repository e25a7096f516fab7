/* 党费年度核对: the same year added up in two ways that must agree, by member
   and by month; and what was taken in against what was handed up, kept and is
   in hand.  Every sum is read by itself, so that they prove one another. */
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

enum { MONTHS = 12 };

static const char *const month_columns[] = {"name", "due", "paid", "open",
                                            NULL};
static const char *const people_columns[] = {"name", "due",   "paid",
                                             "open", "large", NULL};
static const char *const item_columns[] = {"what", "fen", NULL};
enum {
    N_ITEM = ARRAY_LEN(item_columns) - 1,
    N_MONTH = ARRAY_LEN(month_columns) - 1,
    N_PEOPLE = ARRAY_LEN(people_columns) - 1
};

struct sums {
    int64_t due, paid, large;
};

static struct sums put_people(struct form_data *d, const struct dues_year *y)
{
    struct arena *a = d->arena;
    struct sums s = {0, 0, 0};
    form_list_begin(d, "people", people_columns, N_PEOPLE);
    for (size_t i = 0; i < y->n; i++) {
        const struct dues_year_row *r = &y->rows[i];
        const char *const cells[N_PEOPLE] = {
            r->name, say_money(a, r->due), say_money(a, r->paid),
            say_some(a, r->due - r->paid), say_some(a, r->large)};
        form_list_row(d, cells);
        s.due += r->due;
        s.paid += r->paid;
        s.large += r->large;
    }
    return s;
}

static struct sums put_months(struct form_data *d, const struct dues_year *y)
{
    struct arena *a = d->arena;
    struct sums s = {0, 0, 0};
    form_list_begin(d, "months", month_columns, N_MONTH);
    for (int m = 0; m < MONTHS; m++) {
        const char *const cells[N_MONTH] = {
            arena_printf(a, "%d月", m + 1), say_money(a, y->due[m]),
            say_money(a, y->paid[m]), say_some(a, y->due[m] - y->paid[m])};
        form_list_row(d, cells);
        s.due += y->due[m];
        s.paid += y->paid[m];
    }
    return s;
}

/* 相符; 不相符，差 0.50 元 */
static const char *agrees(struct arena *a, int64_t left, int64_t right)
{
    return left == right ? "相符"
                         : arena_printf(a, "不相符，差 %s 元",
                                        say_money(a, left - right));
}

struct item {
    const char *what;
    int64_t fen;
};

static void put_items(struct form_data *d, const char *list,
                      const struct item *v, size_t n)
{
    form_list_begin(d, list, item_columns, N_ITEM);
    for (size_t i = 0; i < n; i++) {
        const char *const cells[N_ITEM] = {v[i].what,
                                           say_money(d->arena, v[i].fen)};
        form_list_row(d, cells);
    }
}

static void put_account(struct form_data *d, const struct dues_year *y,
                        const struct dues_bridge *b)
{
    struct arena *a = d->arena;
    const struct item taken[] = {{"属于本年各月的", b->own},
                                 {"属于以前年度的（补交）", b->before},
                                 {"属于以后年度的（预交）", b->after},
                                 {"大额党费", b->large}};
    const struct item hand[] = {{"上年末在手", y->brought},
                                {"加：本年收到", y->taken},
                                {"减：本年上缴", y->handed},
                                {"减：本年留用", y->kept}};
    put_items(d, "taken", taken, ARRAY_LEN(taken));
    put_items(d, "hand", hand, ARRAY_LEN(hand));
    dues_set(d, "taken", y->taken);
    dues_set(d, "hand", y->hand);
    dues_set(d, "elsewhere", b->elsewhere);
    form_set(d, "hand_agrees",
             agrees(a, y->brought + y->taken, y->handed + y->kept + y->hand));
    form_set(d, "taken_agrees",
             agrees(a, b->own + b->before + b->after + b->large, y->taken));
    form_set(d, "months_agree",
             agrees(a, b->own + b->elsewhere, y->total_paid));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct dues_year y;
    struct dues_bridge bridge;
    int year = dues_year_of_ask(ask);
    if (!dues_only_now(ask, err) ||
        !dues_year_read(ask->book, d->arena, year, &y, err) ||
        !dues_bridge_of(ask->book, year, &bridge, err)) {
        return false;
    }
    struct sums people = put_people(d, &y);
    struct sums months = put_months(d, &y);
    dues_set(d, "people_due", people.due);
    dues_set(d, "people_paid", people.paid);
    dues_set(d, "people_large", people.large);
    dues_set(d, "months_due", months.due);
    dues_set(d, "months_paid", months.paid);
    form_set(d, "due_agrees", agrees(d->arena, people.due, months.due));
    form_set(d, "paid_agrees", agrees(d->arena, people.paid, months.paid));
    put_account(d, &y, &bridge);
    return true;
}

static const char *const values[] = {
    "taken",       "hand",         "elsewhere",    "people_due", "people_paid",
    "months_due",  "months_paid",  "people_large", "due_agrees", "paid_agrees",
    "hand_agrees", "taken_agrees", "months_agree", NULL};

static const struct source_list lists[] = {
    {"people", people_columns},
    {"months", month_columns},
    {"taken", item_columns},
    {"hand", item_columns},
};

const struct source source_dues_check = {
    .name = "dues_check",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "year",
    .ledger = &ledger_due,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
