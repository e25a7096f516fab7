/* 配档表: what was planned for the months of a year, with what became of it;
   all kinds, or one. */
#include "pbtui/ledger/plans.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_tables.h"

static const char *const columns[] = {
    "no",    "month",   "kind", "group", "topic", "readings", "form",
    "owner", "speaker", "unit", "state", "on",    "note",     NULL};
static const char *const values[] = {"about", "planned", "held", "overdue",
                                     NULL};

/* 已办 10-22; what was given up says why. */
static const char *state_of(struct arena *a, const struct plan_item *item)
{
    int year, month, mday;
    const char *state = plan_state_text(item->state);
    if (item->state == PLAN_GIVEN_UP) {
        return arena_printf(a, "%s：%s", state, item->dropped);
    }
    if (item->on == DATE_NONE) {
        return state;
    }
    date_split(item->on, &year, &month, &mday);
    return arena_printf(a, "%s %d月%d日", state, month, mday);
}

static bool put_item(struct form_data *d, struct book *b,
                     const struct plan_item *item, size_t no, struct err *err)
{
    struct record r;
    const char *speaker;
    char on[11];
    int year, month, mday;
    if (!record_read(&r, &ledger_plan, b, d->arena, item->id, err) ||
        !life_lead(b, d->arena, item->event, item->kind, &speaker, err)) {
        return false;
    }
    date_split(month_first_day(item->month), &year, &month, &mday);
    const char *const cells[] = {
        arena_printf(d->arena, "%zu", no),
        arena_printf(d->arena, "%d月", month),
        item->kind_name,
        item->grp_name,
        item->topic,
        record_text(&r, PLAN_READINGS),
        record_text(&r, PLAN_FORM),
        record_is_null(&r, PLAN_OWNER)
            ? ""
            : people_name(b, d->arena, record_int(&r, PLAN_OWNER)),
        speaker,
        record_text(&r, PLAN_OWNER_TEXT),
        state_of(d->arena, item),
        date_text(item->on, on),
        record_text(&r, PLAN_NOTE),
    };
    form_list_row(d, cells);
    return true;
}

static bool is_meant(const struct form_ask *ask, const struct plan_item *item)
{
    return (ask->kind == NULL || strcmp(ask->kind, item->kind) == 0) &&
           (ask->grp == 0 || ask->grp == item->grp);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct plan_year y;
    int planned = 0;
    int held = 0;
    int overdue = 0;
    size_t no = 0;
    const struct kind *k = ask->kind != NULL
                               ? kinds_by_code(book_kinds(ask->book), ask->kind)
                               : NULL;
    if (!plan_year(ask->book, d->arena, source_year_of(ask), &y, err)) {
        return false;
    }
    form_list_begin(d, "items", columns, ARRAY_LEN(columns) - 1);
    for (size_t i = 0; i < y.n; i++) {
        enum plan_state s = y.items[i].state;
        if (!is_meant(ask, &y.items[i])) {
            continue;
        }
        if (!put_item(d, ask->book, &y.items[i], ++no, err)) {
            return false;
        }
        planned += s != PLAN_GIVEN_UP;
        held += s == PLAN_HELD || s == PLAN_UNLINKED;
        overdue += s == PLAN_OVERDUE;
    }
    form_set(d, "about", k != NULL ? k->name : "");
    form_setf(d, "planned", "%d", planned);
    form_setf(d, "held", "%d", held);
    form_setf(d, "overdue", "%d", overdue);
    return true;
}

static const struct source_list lists[] = {{"items", columns}};

const struct source source_plan = {
    .name = "plan",
    .ledger = &ledger_plan,
    .asks = ASKS_PERIOD | ASKS_KIND | ASKS_WHOLE,
    .period = "year",
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
