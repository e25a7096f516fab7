/* 党员变动: who came and left, was admitted or became a full member, went to
   another group, took up or laid down a post, went away and came back, in a
   span of days.  One list, by day. */
#include "source_all.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/people.h"
#include "source_say.h"

static const char *const columns[] = {"no",   "day",   "name",
                                      "what", "about", NULL};
enum { N_COLUMNS = ARRAY_LEN(columns) - 1 };
static const char *const values[] = {"moves", NULL};
static const struct source_list lists[] = {{"changes", columns}};

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct arena *a = d->arena;
    struct life_move *list;
    size_t n;
    if (!life_moves(ask->book, a, &ask->span, &list, &n, err)) {
        return false;
    }
    form_list_begin(d, "changes", columns, N_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        const char *cells[N_COLUMNS] = {say_number(a, (int64_t)i + 1),
                                        say_iso(a, list[i].on), list[i].name,
                                        list[i].what, list[i].about};
        form_list_row(d, cells);
    }
    form_set(d, "moves", say_number(a, (int64_t)n));
    return true;
}

const struct source source_changes = {
    .name = "changes",
    .ledger = &ledger_member,
    SOURCE_OF_PERIOD("month"),
};
