/* Ledgers of one kind over a span, as they are filed apart: 第一议题,
   中心组学习, 党课, 主题党日, and whatever kind is asked for; a line an event
   that was held.

   Stages: ids of the events of the span → each is told once, as the source
   `meeting` tells it → those of its values that a ledger shows, by kind. */
#include "form_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"

static const char *const columns[] = {
    "no",   "on",        "meeting",  "place", "title",   "lead",   "sub",
    "form", "base",      "readings", "hours", "extra",   "host",   "due",
    "came", "attendees", "guests",   "away",  "minutes", "follow", NULL};
static const char *const values[] = {"about", "events", NULL};

/* The lists, and the values of `meeting` that their kind's own fields stand
   under; the first is of the kind asked for, or of all. */
static const struct {
    const char *list, *kind, *prefix;
} books[] = {
    {"events", "", "main"},
    {"first", "first.topic", "first"},
    {"centre", "centre.study", "centre"},
    {"lectures", "lecture", "lecture"},
    {"themedays", "themeday", "theme"},
};

static const char *own(const struct form_data *m, const char *prefix,
                       const char *part)
{
    return form_get(m, arena_printf(m->arena, "%s_%s", prefix, part));
}

/* What was decided, and how far it has come. */
static const char *follow_of(const struct form_data *m)
{
    const char *actions = form_get(m, "actions");
    return actions[0] != '\0' ? actions : form_get(m, "resolutions");
}

static void put_event(struct form_data *d, const struct form_data *m,
                      const char *prefix, size_t no)
{
    const char *title = own(m, prefix, "title");
    const char *const cells[] = {
        arena_printf(d->arena, "%zu", no),
        form_get(m, "on"),
        form_get(m, "title"),
        form_get(m, "place"),
        title[0] != '\0' ? title : form_get(m, "topics"),
        own(m, prefix, "lead"),
        own(m, prefix, "sub"),
        own(m, prefix, "form"),
        own(m, prefix, "base"),
        own(m, prefix, "readings"),
        own(m, prefix, "hours"),
        own(m, prefix, "extra"),
        form_get(m, "host"),
        form_get(m, "due"),
        form_get(m, "came"),
        form_get(m, "attendees"),
        form_get(m, "guests"),
        form_get(m, "away"),
        form_get(m, "minutes"),
        follow_of(m),
    };
    form_list_row(d, cells);
}

static size_t put_book(struct form_data *d, size_t book, const char *kind,
                       const struct form_data *told, size_t n)
{
    size_t no = 0;
    form_list_begin(d, books[book].list, columns, ARRAY_LEN(columns) - 1);
    for (size_t i = 0; i < n; i++) {
        bool held = form_get(&told[i], "state_mark")[0] == '\0';
        if (held && (kind == NULL ||
                     form_has_word(form_get(&told[i], "kind_codes"), kind))) {
            put_event(d, &told[i], books[book].prefix, ++no);
        }
    }
    return no;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    int64_t *ids;
    size_t n;
    struct form_ask each = *ask;
    each.kind = NULL;
    if (!source_meeting.records(&each, d->arena, &ids, &n, err)) {
        return false;
    }
    struct form_data *told = arena_array(d->arena, n, sizeof *told);
    for (size_t i = 0; i < n; i++) {
        each.id = ids[i];
        form_data_init(&told[i], d->arena);
        if (!source_meeting.gather(&each, &told[i], err)) {
            return false;
        }
    }
    form_setf(d, "events", "%zu", put_book(d, 0, ask->kind, told, n));
    for (size_t i = 1; i < ARRAY_LEN(books); i++) {
        put_book(d, i, books[i].kind, told, n);
    }
    const struct kind *k = ask->kind != NULL
                               ? kinds_by_code(book_kinds(ask->book), ask->kind)
                               : NULL;
    form_set(d, "about", k != NULL ? k->name : "");
    return true;
}

static const struct source_list lists[] = {
    {"events", columns},   {"first", columns},     {"centre", columns},
    {"lectures", columns}, {"themedays", columns},
};

const struct source source_rolls = {
    .name = "rolls",
    .ledger = &ledger_event,
    .asks = ASKS_PERIOD | ASKS_KIND,
    .period = "year",
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
