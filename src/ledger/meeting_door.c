/* Single records of an event that come from the command line or from a list:
   made a meeting, which is then saved whole. */
#include "event_rows.h"
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

#define MAX_ALSO 12

/* ---- a new event from a few words --------------------------------------- */

static bool take_also(struct meeting *m, const char *words, struct err *err)
{
    const char *codes[MAX_ALSO];
    size_t n = 0;
    for (const char *s = words; *s != '\0';) {
        size_t skip = strspn(s, " ,+");
        size_t len = strcspn(s + skip, " ,+");
        if (len > 0 && n < MAX_ALSO) {
            const char *word = arena_strn(m->arena, s + skip, len);
            const struct kind *k = kinds_find(book_kinds(m->book), word);
            if (k == NULL) {
                return err_set(err, ERR_RULE, "E-EVENT-040",
                               "同时记为里的“%s”不是会议、活动类型，请核对。",
                               word);
            }
            codes[n++] = k->code;
        }
        s += skip + len;
    }
    return n == 0 || meeting_also(m, codes, n, err);
}

/* One piece up to any of the marks ; ； 。 of the list. */
static const char *piece(struct arena *a, const char **s)
{
    static const char *const marks[] = {";", "；"};
    const char *end = *s + strlen(*s);
    size_t skip = 0;
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        const char *hit = strstr(*s, marks[i]);
        if (hit != NULL && hit < end) {
            end = hit;
            skip = strlen(marks[i]);
        }
    }
    const char *out = arena_strn(a, *s, (size_t)(end - *s));
    *s = end + skip;
    return out + strspn(out, " ");
}

static void take_topics(struct meeting *m, const struct record *r)
{
    const char *s = record_text(r, EVENT_TOPIC);
    while (*s != '\0') {
        const char *topic = piece(m->arena, &s);
        if (topic[0] != '\0') {
            meeting_add_agenda(m, topic);
        }
    }
    if (m->agenda.n == 0 && !record_is_null(r, EVENT_RESOLUTION)) {
        meeting_add_agenda(m, record_text(&m->event, EVENT_TITLE));
    }
    s = record_text(r, EVENT_RESOLUTION);
    for (size_t i = 0; i < m->agenda.n && *s != '\0'; i++) {
        record_set_text(&m->agenda.v[i].now, AGENDA_RESOLUTION,
                        piece(m->arena, &s));
    }
}

/* Up to one of the two signs, narrow or wide; *rest behind it, NULL: none. */
static const char *split_at(struct arena *a, const char *s, const char *narrow,
                            const char *wide, const char **rest)
{
    const char *one = strstr(s, narrow);
    const char *two = strstr(s, wide);
    bool first = one != NULL && (two == NULL || one < two);
    const char *hit = first ? one : two;
    if (hit == NULL) {
        *rest = NULL;
        return s;
    }
    *rest = hit + strlen(first ? narrow : wide);
    return arena_strn(a, s, (size_t)(hit - s));
}

/* 赵敏=请假:因公出差; a name alone did not come. */
static void split_mark(struct arena *a, const char *word, const char **name,
                       const char **state, const char **why)
{
    const char *rest;
    *name = split_at(a, word, "=", "＝", &rest);
    *why = NULL;
    *state = rest != NULL ? split_at(a, rest, ":", "：", why) : "缺席";
}

bool meeting_mark_word(struct meeting *m, const char *word, struct err *err)
{
    struct arena *a = m->arena;
    const char *name;
    const char *state;
    const char *why;
    split_mark(a, word, &name, &state, &why);
    const char *code = codes_find("attend_state", state);
    if (code == NULL) {
        return err_set(err, ERR_RULE, "E-EVENT-041",
                       "到会情况“%s”读不懂，请写出席、线上、请假或缺席。",
                       state);
    }
    struct meeting_part *found = NULL;
    size_t at = 0;
    /* A number behind the name is only needed among namesakes. */
    bool whole = strchr(name, '#') != NULL;
    for (size_t i = 0; i < m->roll.n; i++) {
        int64_t id = record_int(&m->roll.v[i].now, ATTEND_PERSON);
        const char *is = whole ? people_whole_name(m->book, a, id)
                               : people_name(m->book, a, id);
        if (m->roll.v[i].gone || strcmp(is, name) != 0) {
            continue;
        }
        if (found != NULL) {
            return err_set(err, ERR_RULE, "E-EVENT-043",
                           "应到的人里有两个“%s”，请写成 %s #%lld 这样。", name,
                           name, (long long)id);
        }
        found = &m->roll.v[i];
        at = i;
    }
    if (found == NULL) {
        return err_set(err, ERR_RULE, "E-EVENT-042",
                       "应到的人里没有“%s”，请核对姓名和开会日期。", name);
    }
    const char *reason = why != NULL ? codes_find("absence_reason", why) : NULL;
    if (why == NULL && strcmp(code, ATTEND_ABSENT) == 0) {
        reason = codes_find("absence_reason", "无故");
    }
    meeting_mark(m, at, code,
                 why != NULL && reason == NULL
                     ? codes_find("absence_reason", "其他")
                     : reason);
    if (why != NULL && reason == NULL) {
        record_set_text(&found->now, ATTEND_REASON_TEXT, arena_str(a, why));
    }
    return true;
}

static bool take_away(struct meeting *m, const char *s, struct err *err)
{
    while (*s != '\0') {
        const char *word = piece(m->arena, &s);
        if (word[0] != '\0' && !meeting_mark_word(m, word, err)) {
            return false;
        }
    }
    return true;
}

static bool is_own(int field)
{
    return field >= EVENT_HOST || field == EVENT_TIME_FROM ||
           field == EVENT_TIME_TO || field == EVENT_PLACE;
}

size_t meeting_lecture(const struct meeting *m)
{
    for (size_t i = 0; i < m->kinds.n; i++) {
        const struct kind *k = meeting_kind_of(m, &m->kinds.v[i].now);
        if (!m->kinds.v[i].gone && k != NULL && k->subs != NULL &&
            k->part[PART_LEAD] != NULL) {
            return i;
        }
    }
    return 0;
}

static bool build_new(struct meeting *m, struct book *b, struct arena *a,
                      const struct record *r, struct err *err)
{
    int day = record_day(r, EVENT_ON);
    if (!meeting_new(m, b, a, record_text(r, EVENT_KIND),
                     record_int(r, EVENT_GRP), day, err)) {
        return false;
    }
    bool planned = meeting_state_is(m, EVENT_PLANNED);
    int64_t year = record_int(&m->event, EVENT_FOR_YEAR);
    for (int i = 0; i < EVENT_DUE; i++) {
        if (is_own(i) && !record_is_null(r, i)) {
            m->event.values[i] = r->values[i];
        }
    }
    /* A day ahead is a plan, and the year follows the kind, unless said. */
    struct record plain = record_new(&ledger_event, b, a);
    if (planned &&
        value_same(&r->values[EVENT_STATE], &plain.values[EVENT_STATE])) {
        record_set_text(&m->event, EVENT_STATE, EVENT_PLANNED);
    }
    if (value_same(&r->values[EVENT_FOR_YEAR], &plain.values[EVENT_FOR_YEAR])) {
        record_set_int(&m->event, EVENT_FOR_YEAR, year);
    }
    if (!take_also(m, record_text(r, EVENT_ALSO), err) ||
        !take_away(m, record_text(r, EVENT_AWAY), err)) {
        return false;
    }
    take_topics(m, r);
    if (!record_is_null(r, EVENT_LEAD) && m->kinds.n > 0) {
        size_t at = meeting_lecture(m);
        m->kinds.v[at].now.values[EK_LEAD] = r->values[EVENT_LEAD];
        meeting_suggest_sub(m, at, 0);
    }
    return true;
}

static bool build_changed(struct meeting *m, struct book *b, struct arena *a,
                          const struct record *r, const struct record *old,
                          struct err *err)
{
    if (!meeting_read(m, b, a, r->id, err)) {
        return false;
    }
    bool moved = false;
    for (int i = 0; i < EVENT_ALSO; i++) {
        bool same = value_same(&r->values[i], &old->values[i]);
        moved = moved || (!same && (i == EVENT_KIND || i == EVENT_GRP ||
                                    i == EVENT_ON || i == EVENT_STATE));
        if (!same) {
            m->event.values[i] = r->values[i];
        }
    }
    m->was.ver = old->ver;
    /* A plan that is held now has the roll of now. */
    return !moved || meeting_follow(m, true, err);
}

bool meeting_build(struct meeting *m, struct book *b, struct arena *a,
                   const struct record *r, const struct record *old,
                   struct err *err)
{
    return old == NULL ? build_new(m, b, a, r, err)
                       : build_changed(m, b, a, r, old, err);
}

void meeting_forget_habits(struct meeting *m, const struct record *r)
{
    static const int usual[] = {EVENT_TIME_FROM, EVENT_TIME_TO, EVENT_PLACE,
                                EVENT_HOST, EVENT_RECORDER};
    for (size_t i = 0; i < ARRAY_LEN(usual); i++) {
        m->event.values[usual[i]] = r->values[usual[i]];
    }
}

bool meeting_save_event(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err)
{
    struct meeting m;
    if (!meeting_build(&m, b, a, r, old, err) ||
        !meeting_save(&m, reason, err)) {
        return false;
    }
    *r = m.event;
    return true;
}

void meeting_tell(struct meeting *m, bool built, const struct err *err,
                  struct issues *is)
{
    if (built) {
        meeting_check(m, is);
    } else if (err->kind == ERR_RULE) {
        issue_add(is, "kind", true, err->code, "%s", err->text);
    }
}

void meeting_check_event(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is)
{
    struct meeting m;
    struct err err = ERR_INIT;
    if (!record_is_null(r, EVENT_KIND) &&
        record_day(r, EVENT_ON) != DATE_NONE) {
        bool built = meeting_build(&m, b, is->arena, r, old, &err);
        meeting_tell(&m, built, &err, is);
    }
}
