/* 党费证: the page of one member and one year, as the member's own booklet has
   it: month, due, paid, when, and who took it in.

   The year is that of the span that was asked for, else that of the day in
   view.  Who paid nothing and owed nothing in it has no page. */
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

enum { MONTHS = 12 };

static const char *const columns[] = {"month",    "due",    "paid", "on",
                                      "taken_by", "number", "note", NULL};
enum { N_COLUMNS = ARRAY_LEN(columns) - 1 };

struct card {
    const struct form_ask *ask;
    struct form_data *d;
    int year;
    struct dues_year_row row;
    struct dues_line_of *lines;
    size_t n;
    int64_t due, paid;
    bool any;
};

/* The last posted payment that pays the month; NULL: none does. */
static const struct dues_line_of *line_of(const struct card *c, int month)
{
    const struct dues_line_of *last = NULL;
    for (size_t i = 0; i < c->n; i++) {
        const struct dues_line_of *l = &c->lines[i];
        if (l->month == month && l->number[0] != '\0' && l->reverses == 0 &&
            l->reversed_number[0] == '\0') {
            last = l;
        }
    }
    return last;
}

/* Of the state only what keeps a month from being paid. */
static const char *note_of(struct arena *a, const struct dues_year_month *m,
                           const struct dues_line_of *l)
{
    bool early = l != NULL && dues_share_of(l) == DUES_SHARE_EARLY;
    bool owed = m->state[0] == '\0' || m->state[0] == DUE_OWED[0];
    return say_both(a, owed ? "" : say_code("due_state", m->state),
                    m->late ? "补交"
                    : early ? "预交"
                            : "");
}

static void put_month(struct card *c, int i)
{
    struct arena *a = c->d->arena;
    const struct dues_year_month *m = &c->row.m[i];
    const struct dues_line_of *l = line_of(c, month_make(c->year, i + 1));
    const char *const cells[N_COLUMNS] = {arena_printf(a, "%d月", i + 1),
                                          m->is_due ? say_money(a, m->due) : "",
                                          say_some(a, m->paid),
                                          say_iso(a, m->paid_on),
                                          l == NULL ? ""
                                                    : say_taker(l->taken_by),
                                          l == NULL ? "" : l->number,
                                          note_of(a, m, l)};
    form_list_row(c->d, cells);
    c->due += m->due;
    c->paid += m->paid;
    c->any = c->any || m->is_due || m->paid != 0;
}

static bool read_card(struct card *c, struct err *err)
{
    struct arena *a = c->d->arena;
    struct book *b = c->ask->book;
    struct dues_lines_ask lines = {.which = DUES_LINES_PERSON,
                                   .id = c->ask->id,
                                   .span = span_of_year(c->year),
                                   .until = DATE_NONE};
    return dues_year_of(b, a, c->ask->id, c->year, &c->row, err) &&
           dues_lines(b, a, &lines, &c->lines, &c->n, err);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct record p;
    struct arena *a = d->arena;
    struct card c = {.ask = ask, .d = d, .year = dues_year_of_ask(ask)};
    if (!record_read(&p, &ledger_people, ask->book, a, ask->id, err) ||
        !read_card(&c, err)) {
        return false;
    }
    form_list_begin(d, "months", columns, N_COLUMNS);
    for (int i = 0; i < MONTHS; i++) {
        put_month(&c, i);
    }
    form_set(d, "kinds", c.any ? "dues" : "");
    form_set(d, "for_year", say_number(a, c.year));
    form_set(d, "name", say_column(a, ask->book, &p, "name"));
    form_set(d, "sex", say_column(a, ask->book, &p, "sex"));
    form_set(d, "join", say_column(a, ask->book, &p, "join_on"));
    dues_set(d, "due", c.due);
    dues_set_words(d, "paid", c.paid);
    form_set(d, "large", say_some(a, c.row.large));
    return true;
}

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_CARD, &ask->span, ids, n, err);
}

static const char *const values[] = {"kinds", "for_year", "name", "sex",
                                     "join",  "due",      "paid", "paid_words",
                                     "large", NULL};

static const struct source_list lists[] = {{"months", columns}};

const struct source source_dues_card = {
    .name = "dues_card",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_people,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
