/* What comes up, as one list: the day, what it is, whose, and what is to be
   done about it. */
#include "pbtui/ledger/milestones.h"

#include "source_all.h"
#include "source_say.h"

static const char *const values[] = {"unknown", NULL};
static const char *const columns[] = {"no",   "day",  "title", "name",
                                      "text", "what", "basis", NULL};
static const struct source_list lists[] = {{"rows", columns}};

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct milestones m;
    struct arena *a = d->arena;
    if (!milestones_of(ask->book, a, &ask->span, &m, err)) {
        return false;
    }
    form_set(d, "unknown",
             m.n_unknown == 0 ? "" : say_number(a, (int64_t)m.n_unknown));
    form_list_begin(d, lists[0].name, columns, ARRAY_LEN(columns) - 1);
    for (size_t i = 0; i < m.n; i++) {
        const struct milestone *x = &m.list[i];
        const char *const cells[] = {
            say_number(a, (int64_t)i + 1),
            say_iso(a, x->day),
            x->rule->title,
            x->name,
            x->over ? arena_printf(a, "%s（已过）", x->text) : x->text,
            x->rule->what,
            x->rule->basis,
        };
        form_list_row(d, cells);
    }
    return true;
}

/* So many months from the day in view: what is over is told of, too. */
static struct span usual(const struct form_ask *ask)
{
    return milestones_ahead(ask->book, 0);
}

const struct source source_milestones = {
    .name = "milestones",
    .asks = ASKS_PERIOD,
    .usual = usual,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
