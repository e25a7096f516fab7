/* One event as a form shows it: what it is, when and where, who led it, in what
   state it is on file; and which events of a span have something to show.

   Stages: the event is read whole (a plan gets the roll of its day) → head
   here → people, kinds and texts in the rooms beside.  What was entered behind
   the day in view (a make-up, an action done) is not told. */
#include "source_meeting_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"

/* ---- for all rooms ------------------------------------------------------ */

const char *telling_name(struct telling *t, int64_t person)
{
    return person == 0 ? "" : people_name(t->book, t->d->arena, person);
}

void telling_put(struct telling *t, const char *name, struct strbuf *sb)
{
    form_set(t->d, name, sb->s);
    sb_clear(sb);
}

void telling_count(struct telling *t, const char *name, int64_t n)
{
    form_setf(t->d, name, "%" PRId64, n);
}

const char *telling_number(struct telling *t, const struct record *r, int field)
{
    return record_is_null(r, field)
               ? ""
               : arena_printf(t->d->arena, "%" PRId64, record_int(r, field));
}

size_t source_columns(const char *const *columns)
{
    size_t n = 0;
    while (columns[n] != NULL) {
        n++;
    }
    return n;
}

/* ---- when, where, by whom ----------------------------------------------- */

/* 2026年10月22日 14:30—16:00 星期四, as much of it as is known. */
static void tell_when(struct telling *t)
{
    char day[24];
    struct strbuf sb;
    const struct record *e = &t->m.event;
    int on = record_day(e, EVENT_ON);
    const char *from = record_text(e, EVENT_TIME_FROM);
    const char *to = record_text(e, EVENT_TIME_TO);
    sb_init(&sb);
    sb_add(&sb, date_text_long(on, day));
    if (from[0] != '\0') {
        sb_addf(&sb, " %s%s%s", from, to[0] != '\0' ? "—" : "", to);
    }
    sb_addf(&sb, " %s", date_weekday_text(on));
    telling_put(t, "when", &sb);
    form_set(t->d, "on", record_text(e, EVENT_ON));
    form_set(t->d, "on_long", date_text_long(on, day));
}

static void tell_host(struct telling *t)
{
    const struct record *e = &t->m.event;
    const char *name = telling_name(t, record_int(e, EVENT_HOST));
    const char *note = record_text(e, EVENT_HOST_NOTE);
    bool both = name[0] != '\0' && note[0] != '\0';
    form_setf(t->d, "host", "%s%s%s%s", name, both ? "（" : "", note,
              both ? "）" : "");
    form_set(t->d, "recorder", telling_name(t, record_int(e, EVENT_RECORDER)));
}

static void tell_head(struct telling *t)
{
    struct strbuf sb;
    const struct record *e = &t->m.event;
    sb_init(&sb);
    meeting_title(&t->m, &sb);
    telling_put(t, "title", &sb);
    sb_init(&sb);
    record_show(e, t->book, EVENT_GRP, &sb);
    telling_put(t, "group", &sb);
    telling_count(t, "for_year", record_int(e, EVENT_FOR_YEAR));
    form_set(t->d, "place", record_text(e, EVENT_PLACE));
    form_set(t->d, "guests", record_text(e, EVENT_GUESTS));
    form_set(t->d, "campaign", record_text(e, EVENT_CAMPAIGN));
    form_set(t->d, "note", record_text(e, EVENT_NOTE));
    tell_when(t);
    tell_host(t);
}

/* ---- in what state ------------------------------------------------------ */

static bool is_late(const struct telling *t)
{
    for (size_t i = 0; i < t->m.kinds.n; i++) {
        if (record_int(&t->m.kinds.v[i].now, EK_LATE) != 0) {
            return true;
        }
    }
    return false;
}

static const char *state_mark(struct telling *t)
{
    const struct record *e = &t->m.event;
    const char *state = record_text(e, EVENT_STATE);
    return strcmp(state, EVENT_HELD) == 0
               ? ""
               : arena_printf(t->d->arena, "【%s】%s",
                              codes_name("event_state", state),
                              record_text(e, EVENT_STATE_REASON));
}

static const char *late_mark(struct telling *t)
{
    return is_late(t) ? arena_printf(t->d->arena, "【补登】%s 登记",
                                     record_text(&t->m.event, EVENT_ENTERED))
                      : "";
}

/* What must stand on the paper of a record that is not simply in force; that it
   is void is told of every record (source.c). */
static void tell_state(struct telling *t)
{
    const char *const marks[] = {form_get(t->d, "void"), state_mark(t),
                                 late_mark(t)};
    struct strbuf all;
    sb_init(&all);
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        sb_add(&all, all.len > 0 && marks[i][0] != '\0' ? "　" : "");
        sb_add(&all, marks[i]);
    }
    form_set(t->d, "state_mark", marks[1]);
    form_set(t->d, "late", marks[2]);
    telling_put(t, "mark", &all);
    form_set(t->d, "state",
             codes_name("event_state", record_text(&t->m.event, EVENT_STATE)));
}

/* ---- the source --------------------------------------------------------- */

static const char *const values[] = {
    "title",
    "group",
    "for_year",
    "place",
    "guests",
    "campaign",
    "note",
    "when",
    "on",
    "on_long",
    "host",
    "recorder",
    "state",
    "state_mark",
    "late",
    "mark",
    "due",
    "present",
    "online",
    "leave",
    "absent",
    "came",
    "made_up",
    "enough",
    "attendees",
    "away",
    "away_names",
    "kind",
    "kinds",
    "kind_codes",
    "particulars",
    "about",
    "topics",
    "minutes",
    "ending",
    "dissent",
    "votes",
    "resolutions",
    "actions",
    "files",
    "outline",
    "box_theme",
    "box_speaker",
    "box_discussion",
    "box_harvest",
    "box_dues",
    "box_oath",
    "box_reread",
    "box_badge",
    MEETING_KIND_VALUES("main"),
    MEETING_KIND_VALUES("lecture"),
    MEETING_KIND_VALUES("theme"),
    MEETING_KIND_VALUES("centre"),
    MEETING_KIND_VALUES("first"),
    MEETING_KIND_VALUES("study"),
    NULL,
};

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct telling t = {.d = d, .book = ask->book};
    if (!meeting_read(&t.m, ask->book, d->arena, ask->id, err)) {
        return false;
    }
    for (const char *const *v = values; *v != NULL; v++) {
        form_set(d, *v, "");
    }
    t.held = !meeting_is_planned(&t.m);
    /* What is only planned has no roll on file: that of its day is called. */
    if (!t.held && t.m.event.voided_on[0] == '\0' &&
        !meeting_prepare(&t.m, err)) {
        return false;
    }
    tell_head(&t);
    tell_state(&t);
    tell_people(&t);
    tell_kinds(&t);
    tell_texts(&t);
    return true;
}

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    const struct life_ask what = {ask->span, ask->kind, ask->grp};
    return life_events(ask->book, a, &what, ids, n, err);
}

static const struct source_list lists[] = {
    {"roll", meeting_roll_columns},      {"kinds", meeting_kind_columns},
    {"topics", meeting_topic_columns},   {"votes", meeting_vote_columns},
    {"actions", meeting_action_columns}, {"files", meeting_file_columns},
};

const struct source source_meeting = {
    .name = "meeting",
    .asks = ASKS_RECORD | ASKS_KIND,
    .ledger = &ledger_event,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
