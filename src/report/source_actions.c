/* What was decided and who does it: every action that was open on some day of
   the span, as it stood at the end of it: what was due by then and is not done
   is 逾期, as the book of actions calls it; on the day it is due it is not. */
#include "source_all.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/record.h"
#include "source_say.h"

static const char *const columns[] = {"no",  "text", "from",  "day",  "owner",
                                      "due", "done", "state", "note", NULL};
enum { N_COLUMNS = ARRAY_LEN(columns) - 1 };
static const char *const values[] = {"open", "overdue", "done", NULL};
static const struct source_list lists[] = {{"actions", columns}};

/* An event's name is read when its first action comes. */
struct from {
    int64_t event;
    const char *title;
};

static bool title_of(struct from *from, const struct form_ask *ask,
                     struct arena *a, int64_t event, struct err *err)
{
    struct record r;
    struct strbuf sb;
    if (from->event == event) {
        return true;
    }
    if (!record_read(&r, &ledger_event, ask->book, a, event, err)) {
        return false;
    }
    sb_init(&sb);
    event_title(ask->book, &r, &sb);
    *from = (struct from){event, arena_strn(a, sb.s, sb.len)};
    sb_clear(&sb);
    return true;
}

static bool is_overdue(const struct life_action *c, int end)
{
    return c->done == DATE_NONE && c->due != DATE_NONE && c->due < end;
}

static const char *state_of(const struct life_action *c, int end)
{
    return c->done != DATE_NONE ? "已办结"
           : is_overdue(c, end) ? "逾期"
                                : "在办";
}

static void put_action(struct form_data *d, const struct life_action *c,
                       size_t no, const char *title, int end)
{
    struct arena *a = d->arena;
    const char *cells[N_COLUMNS] = {
        say_number(a, (int64_t)no), c->text,          title,
        say_iso(a, c->on),          c->owner,         say_iso(a, c->due),
        say_iso(a, c->done),        state_of(c, end), c->done_note};
    form_list_row(d, cells);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct arena *a = d->arena;
    struct from from = {0, ""};
    struct life_action *list;
    size_t n;
    int64_t done = 0;
    int64_t overdue = 0;
    int end = life_end(ask->book, &ask->span);
    if (!life_actions(ask->book, a, &ask->span, &list, &n, err)) {
        return false;
    }
    form_list_begin(d, "actions", columns, N_COLUMNS);
    for (size_t i = 0; i < n; i++) {
        if (!title_of(&from, ask, a, list[i].event, err)) {
            return false;
        }
        done += list[i].done != DATE_NONE;
        overdue += is_overdue(&list[i], end);
        put_action(d, &list[i], i + 1, from.title, end);
    }
    form_set(d, "open", say_number(a, (int64_t)n - done));
    form_set(d, "overdue", say_number(a, overdue));
    form_set(d, "done", say_number(a, done));
    return true;
}

const struct source source_actions = {
    .name = "actions",
    .ledger = &ledger_action,
    SOURCE_OF_PERIOD("month"),
};
