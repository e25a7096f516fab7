/* 会议通知: a planned event as the letter that calls to it: who, when, where,
   what about.

   The roll of the day is made as for the meeting itself, for who is asked to
   come; nothing of it is saved. */
#include "source_all.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rolls.h"
#include "source_say.h"

static const char *const topic_columns[] = {"no", "topic", NULL};
static const char *const person_columns[] = {"no", "name", NULL};

/* 2026年12月3日（星期四）14:30 */
static const char *when_of(struct arena *a, const struct record *e)
{
    int day = record_day(e, EVENT_ON);
    return arena_printf(a, "%s（%s）%s", say_day(a, day),
                        date_weekday_text(day),
                        say_or(record_text(e, EVENT_TIME_FROM), "__时__分"));
}

/* To whom the letter goes, by the body of its first kind. */
static const char *addressed_to(struct arena *a, const struct meeting *m)
{
    const struct kind *k = meeting_kind(m);
    enum kind_body body = k == NULL ? BODY_NAMED : k->body;
    switch (body) {
    case BODY_ALL:
        return "全体党员";
    case BODY_COMMITTEE:
        return "全体支部委员";
    case BODY_GROUP:
        return arena_printf(a, "%s全体党员",
                            say_field(a, m->book, &m->event, EVENT_GRP));
    case BODY_POSTS:
    case BODY_NAMED:
        break;
    }
    return "有关同志";
}

/* Meetings are called, what has a form of its own (活动形式) is carried out. */
static const char *verb_of(const struct kind *k)
{
    bool meeting = k == NULL || (k->agenda && k->part[PART_FORM] == NULL);
    return meeting ? "召开" : "开展";
}

static void put_people(struct form_data *d, const struct meeting *m)
{
    int64_t no = 0;
    struct strbuf sb;
    sb_init(&sb);
    form_list_begin(d, "people", person_columns, 2);
    for (size_t i = 0; i < m->roll.n; i++) {
        const struct record *r = &m->roll.v[i].now;
        if (m->roll.v[i].gone) {
            continue;
        }
        const char *const cells[] = {
            say_number(d->arena, ++no),
            people_name(m->book, d->arena, record_int(r, ATTEND_PERSON))};
        form_list_row(d, cells);
        sb_addf(&sb, "%s%s", no == 1 ? "" : "、", cells[1]);
    }
    form_set(d, "n", say_number(d->arena, no));
    form_set(d, "names", sb.s);
    sb_clear(&sb);
}

/* One paragraph each; without topics the title of the event is what it is
   about. */
static void put_topics(struct form_data *d, const struct meeting *m)
{
    int64_t no = 0;
    struct strbuf sb;
    sb_init(&sb);
    form_list_begin(d, "topics", topic_columns, 2);
    for (size_t i = 0; i < m->agenda.n; i++) {
        if (m->agenda.v[i].gone) {
            continue;
        }
        const char *const cells[] = {
            say_number(d->arena, ++no),
            record_text(&m->agenda.v[i].now, AGENDA_TOPIC)};
        form_list_row(d, cells);
        sb_addf(&sb, "%s%s. %s", no == 1 ? "" : "\n", cells[0], cells[1]);
    }
    form_set(d, "about",
             sb.len > 0
                 ? sb.s
                 : say_or(record_text(&m->event, EVENT_TITLE), SAY_LINE));
    sb_clear(&sb);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct meeting m;
    struct strbuf title;
    struct arena *a = d->arena;
    if (!meeting_read(&m, ask->book, a, ask->id, err) ||
        (meeting_is_planned(&m) && !meeting_prepare(&m, err))) {
        return false;
    }
    const struct kind *k = meeting_kind(&m);
    sb_init(&title);
    meeting_title(&m, &title);
    form_set(d, "title", title.s);
    sb_clear(&title);
    form_set(d, "kind", k == NULL ? "会议" : k->name);
    form_set(d, "verb", verb_of(k));
    form_set(d, "kinds", meeting_is_planned(&m) ? "planned" : "");
    form_set(d, "theme", record_text(&m.event, EVENT_TITLE));
    form_set(d, "on", say_iso(a, record_day(&m.event, EVENT_ON)));
    form_set(d, "when", when_of(a, &m.event));
    form_set(d, "place", say_or(record_text(&m.event, EVENT_PLACE), SAY_LINE));
    form_set(d, "host",
             say_or(say_field(a, ask->book, &m.event, EVENT_HOST), SAY_LINE));
    form_set(
        d, "recorder",
        say_or(say_field(a, ask->book, &m.event, EVENT_RECORDER), SAY_LINE));
    form_set(d, "guests", say_or(record_text(&m.event, EVENT_GUESTS), "无"));
    form_set(d, "to", addressed_to(a, &m));
    put_people(d, &m);
    put_topics(d, &m);
    return true;
}

/* Only what is still ahead. */
static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return rolls_papers(ask->book, a, PAPER_PLANNED, &ask->span, ids, n, err);
}

static const char *const values[] = {
    "verb", "title",    "kind",   "kinds", "theme", "on",    "when",  "place",
    "host", "recorder", "guests", "to",    "n",     "names", "about", NULL};

static const struct source_list lists[] = {
    {"topics", topic_columns},
    {"people", person_columns},
};

const struct source source_letters = {
    .name = "notice",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_event,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
    .records = records,
};
