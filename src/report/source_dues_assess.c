/* 党费核定表 of a year: who pays what a month, out of which items, one row for
   each assessment; the items that occur are columns.  The worksheet of one
   assessment is source_dues_assess_one.c. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_dues_sheet.h"
#include "source_say.h"

enum { DECEMBER = 12 };

static const char *const item_columns[] = {"title", NULL};
static const char *const columns[] = {
    "line", "name", "brief",  "from", "counted", "deducted", "base",
    "rate", "fen",  "signed", "note", "item*",   NULL};
enum { N_FIXED = ARRAY_LEN(columns) - 2 };

/* The sheets of the year and the counted items that occur in them. */
struct year_sheets {
    struct form_data *d;
    struct book *book;
    struct assess_sheet *v;
    size_t n;
    const struct dues_item **items;
    size_t n_items;
};

static size_t item_at(const struct year_sheets *y, const char *code)
{
    size_t i = 0;
    while (i < y->n_items && strcmp(y->items[i]->code, code) != 0) {
        i++;
    }
    return i;
}

/* Filled in, and counted. */
static bool is_column(const struct assess_line *l)
{
    return l->fen >= 0 && l->item->kind == ITEM_COUNTS;
}

static bool occurs(const struct year_sheets *y, const char *code)
{
    for (size_t i = 0; i < y->n; i++) {
        for (size_t k = 0; k < y->v[i].n; k++) {
            const struct assess_line *l = &y->v[i].lines[k];
            if (is_column(l) && strcmp(l->item->code, code) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* In the order of the rules as they are at the end of the year; what they do
   not know any more comes behind. */
static void collect_items(struct year_sheets *y, int year)
{
    const struct dues_item **known;
    size_t n = dues_items(book_dues(y->book), y->d->arena,
                          month_last_day(month_make(year, DECEMBER)), &known);
    size_t most = n;
    for (size_t i = 0; i < y->n; i++) {
        most += y->v[i].n;
    }
    y->items =
        arena_array(y->d->arena, most + 1, sizeof(const struct dues_item *));
    for (size_t i = 0; i < n; i++) {
        if (occurs(y, known[i]->code)) {
            y->items[y->n_items++] = known[i];
        }
    }
    for (size_t i = 0; i < y->n; i++) {
        for (size_t k = 0; k < y->v[i].n; k++) {
            const struct assess_line *l = &y->v[i].lines[k];
            if (is_column(l) && item_at(y, l->item->code) == y->n_items) {
                y->items[y->n_items++] = l->item;
            }
        }
    }
}

static void put_items(struct year_sheets *y)
{
    form_list_begin(y->d, "items", item_columns, 1);
    for (size_t i = 0; i < y->n_items; i++) {
        form_list_row(y->d, &y->items[i]->title);
    }
}

/* Why there is a row in the middle of the year, and what it was relieved of. */
static const char *note_of(struct arena *a, struct book *b,
                           const struct record *r)
{
    bool yearly = strcmp(record_text(r, ASSESS_REASON), ASSESSED_YEARLY) == 0;
    const char *note = yearly ? "" : say_field(a, b, r, ASSESS_REASON);
    note = say_both(a, note, say_field(a, b, r, ASSESS_RELIEF));
    if (strcmp(record_text(r, ASSESS_PLACE), DUES_OUTSIDE) == 0) {
        note = say_both(a, note, "在流入地交");
    }
    if (record_int(r, ASSESS_QUARTERLY) != 0) {
        note = say_both(a, note, "按季交");
    }
    return say_both(a, note, record_text(r, ASSESS_NOTE));
}

static void put_sheet(struct year_sheets *y, const struct assess_sheet *s,
                      const char **cells)
{
    struct arena *a = y->d->arena;
    const struct record *r = &s->now;
    int64_t counted, deducted;
    sheet_sums(s, &counted, &deducted);
    size_t n = 0;
    cells[n++] = say_field(a, y->book, r, ASSESS_NO);
    cells[n++] = people_name(y->book, a, record_int(r, ASSESS_PERSON));
    cells[n++] = sheet_brief(s);
    cells[n++] = record_text(r, ASSESS_FROM);
    cells[n++] = say_some(a, counted);
    cells[n++] = say_some(a, deducted);
    cells[n++] = record_is_null(r, ASSESS_BASE)
                     ? ""
                     : say_money(a, record_int(r, ASSESS_BASE));
    cells[n++] = record_is_null(r, ASSESS_RATE)
                     ? "定额"
                     : say_rate(a, record_int(r, ASSESS_RATE));
    cells[n++] = say_money(a, record_int(r, ASSESS_FEN));
    cells[n++] = record_text(r, ASSESS_SIGNED);
    cells[n++] = note_of(a, y->book, r);
    for (size_t i = 0; i < y->n_items; i++) {
        cells[n + i] = "";
    }
    for (size_t k = 0; k < s->n; k++) {
        size_t at = item_at(y, s->lines[k].item->code);
        if (s->lines[k].fen >= 0 && at < y->n_items) {
            cells[n + at] = say_money(a, s->lines[k].fen);
        }
    }
    form_list_row(y->d, cells);
}

static void put_rows(struct year_sheets *y)
{
    struct arena *a = y->d->arena;
    size_t n = N_FIXED + y->n_items;
    const char **names = arena_array(a, n, sizeof *names);
    const char **cells = arena_array(a, n, sizeof *cells);
    for (size_t i = 0; i < N_FIXED; i++) {
        names[i] = columns[i];
    }
    for (size_t i = 0; i < y->n_items; i++) {
        names[N_FIXED + i] = arena_printf(a, "item%zu", i + 1);
    }
    form_list_begin(y->d, "rows", names, n);
    for (size_t i = 0; i < y->n; i++) {
        put_sheet(y, &y->v[i], cells);
    }
}

/* What everybody pays at the end of the year: a row that was followed by
   another one is not counted twice. */
static bool put_sum(struct year_sheets *y, int year, struct err *err)
{
    struct assess_hold *holds;
    int64_t *people;
    size_t n;
    int64_t sum = 0;
    if (!assess_all(y->book, y->d->arena, month_make(year, DECEMBER), &holds,
                    &people, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        sum += holds[i].fen;
    }
    dues_set(y->d, "sum", sum);
    return true;
}

/* The day of the year's own decision, not that of a row in between. */
static void put_decided(struct year_sheets *y)
{
    int decided = DATE_NONE;
    for (size_t i = 0; i < y->n && decided == DATE_NONE; i++) {
        const struct record *r = &y->v[i].now;
        if (strcmp(record_text(r, ASSESS_REASON), ASSESSED_YEARLY) == 0) {
            decided = record_day(r, ASSESS_DECIDED);
        }
    }
    dues_set_number(y->d, "n", (int64_t)y->n);
    form_set(y->d, "decided", say_day(y->d->arena, decided));
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    int64_t *ids;
    struct arena *a = d->arena;
    struct year_sheets y = {.d = d, .book = ask->book};
    if (!dues_papers(ask->book, a, DUES_PAPER_ASSESS, &ask->span, &ids, &y.n,
                     err)) {
        return false;
    }
    y.v = arena_array(a, y.n + 1, sizeof *y.v);
    for (size_t i = 0; i < y.n; i++) {
        if (!assess_sheet_read(&y.v[i], ask->book, a, ids[i], err)) {
            return false;
        }
    }
    collect_items(&y, dues_year_of_ask(ask));
    put_items(&y);
    put_rows(&y);
    put_decided(&y);
    return put_sum(&y, dues_year_of_ask(ask), err);
}

static const char *const values[] = {"n", "sum", "decided", NULL};

static const struct source_list lists[] = {
    {"rows", columns},
    {"items", item_columns},
};

const struct source source_dues_assess = {
    .name = "dues_assess",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "year",
    .ledger = &ledger_assess,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
