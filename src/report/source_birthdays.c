/* 政治生日 on paper: who has it in a span, what of the things to be done is
   done, and what a card says; of a person the one near the day in view.

   The things to be done are the register's (kind = ticks): as many marks as it
   has of them. */
#include "pbtui/ledger/birthdays.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "source_all.h"
#include "source_say.h"

#define DONE "■"
#define OPEN "□"

static const char *const people_columns[] = {
    "no",    "name", "join",  "join_long", "day",  "day_long", "years",
    "state", "talk", "words", "note",      "dear", "mark*",    NULL};
static const char *const item_columns[] = {"name", NULL};
static const struct source_list lists[] = {{"people", people_columns},
                                           {"items", item_columns}};
enum { PEOPLE, ITEMS, FRONT = ARRAY_LEN(people_columns) - 2 };

static size_t count(const int *items)
{
    size_t n = 0;
    while (items[n] >= 0) {
        n++;
    }
    return n;
}

static const char *const *columns_of(struct arena *a, size_t n_items)
{
    const char **c = arena_array(a, FRONT + n_items + 1, sizeof *c);
    for (size_t i = 0; i < FRONT; i++) {
        c[i] = people_columns[i];
    }
    for (size_t i = 0; i < n_items; i++) {
        c[FRONT + i] = arena_printf(a, "mark%zu", i + 1);
    }
    return c;
}

/* "" where the branch's own register has no such field. */
static const char *column(struct arena *a, struct book *b,
                          const struct record *r, const char *name)
{
    return r == NULL || ledger_field(r->ledger, name) < 0
               ? ""
               : say_column(a, b, r, name);
}

static const char *state_of(const struct birthday *x)
{
    return x->entry == 0 ? "没有登记" : x->state;
}

static bool put_person(const struct form_ask *ask, struct form_data *d,
                       const struct birthday_book *reg,
                       const struct birthday *x, size_t no, struct err *err)
{
    struct record r;
    struct arena *a = d->arena;
    size_t n = count(reg->items);
    const char **cells = arena_array(a, FRONT + n + 1, sizeof *cells);
    if (x->entry != 0 &&
        !record_read(&r, reg->ledger, ask->book, a, x->entry, err)) {
        return false;
    }
    const struct record *entry = x->entry == 0 ? NULL : &r;
    const char *const front[FRONT] = {
        say_number(a, (int64_t)no),
        x->name,
        say_iso(a, x->join),
        say_day(a, x->join),
        say_iso(a, x->day),
        say_day(a, x->day),
        say_number(a, x->years),
        state_of(x),
        say_two(a, column(a, ask->book, entry, "talk_on"),
                column(a, ask->book, entry, "talk_by_id")),
        column(a, ask->book, entry, "words"),
        column(a, ask->book, entry, "note"),
        arena_printf(a, "%s同志：", x->name),
    };
    for (size_t i = 0; i < FRONT; i++) {
        cells[i] = front[i];
    }
    for (size_t i = 0; i < n; i++) {
        cells[FRONT + i] =
            entry != NULL && record_int(entry, reg->items[i]) == 1 ? DONE
                                                                   : OPEN;
    }
    form_list_row(d, cells);
    return true;
}

static bool put_people(const struct form_ask *ask, struct form_data *d,
                       const struct birthday_book *reg,
                       const struct birthday *list, size_t n, struct err *err)
{
    size_t n_items = count(reg->items);
    form_list_begin(d, lists[PEOPLE].name, columns_of(d->arena, n_items),
                    FRONT + n_items);
    for (size_t i = 0; i < n; i++) {
        if (!put_person(ask, d, reg, &list[i], i + 1, err)) {
            return false;
        }
    }
    form_list_begin(d, lists[ITEMS].name, item_columns, 1);
    for (size_t i = 0; i < n_items; i++) {
        const char *const cells[] = {reg->ledger->fields[reg->items[i]].label};
        form_list_row(d, cells);
    }
    return true;
}

/* ---- of a span ---------------------------------------------------------- */

static const char *const span_values[] = {"full", "noted", "share", "br", NULL};

static bool gather_span(const struct form_ask *ask, struct form_data *d,
                        struct err *err)
{
    struct birthday_book reg;
    struct birthday *list;
    size_t n;
    int64_t full = 0;
    int64_t noted = 0;
    if (!birthday_book(ask->book, &reg, err) ||
        !birthdays_of(ask->book, d->arena, &ask->span, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        full += list[i].full;
        noted += list[i].entry != 0;
    }
    form_set(d, "full", say_number(d->arena, full));
    form_set(d, "noted", say_number(d->arena, noted));
    form_set(d, "share", say_percent(d->arena, full, (int64_t)n));
    form_set(d, "br", "\n");
    return put_people(ask, d, &reg, list, n, err);
}

const struct source source_birthdays = {
    .name = "birthdays",
    .asks = ASKS_PERIOD,
    .period = "month",
    .values = span_values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather_span,
};

/* ---- of a person -------------------------------------------------------- */

static const char *const one_values[] = {"years", "name", "day_iso", "br",
                                         NULL};

/* Asked of whomever F6 is pressed on: an own register without what is needed
   only means that there is no card. */
static bool gather_one(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    static const int none[] = {-1};
    struct err no_book = ERR_INIT;
    struct birthday_book reg;
    struct birthday x = {.day = DATE_NONE, .name = ""};
    bool found = false;
    if (!birthday_book(ask->book, &reg, &no_book)) {
        reg = (struct birthday_book){.items = none};
    } else if (!birthday_near(ask->book, d->arena, ask->id, &x, &found, err)) {
        return false;
    }
    form_set(d, "years", found ? say_number(d->arena, x.years) : "");
    form_set(d, "name", people_name(ask->book, d->arena, ask->id));
    form_set(d, "day_iso", say_iso(d->arena, x.day));
    form_set(d, "br", "\n");
    return put_people(ask, d, &reg, &x, found ? 1 : 0, err);
}

const struct source source_birthday = {
    .name = "birthday",
    .asks = ASKS_RECORD,
    .ledger = &ledger_people,
    .values = one_values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather_one,
};
