/* Meetings of the sample, each put together as the meeting's form does it and
   saved through ledger/meeting on the day it was typed in.

   The order of the file is the order of entry: what an earlier meeting decided
   is open in the later one.  Make-up lessons are a second entry, later. */
#include "sample_events.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

/* A meeting and where in it the next line belongs. */
struct writer {
    struct meeting m;
    struct book *book;
    struct arena *arena;
    size_t kind; /* in m.kinds */
    int topic;   /* in m.agenda; -1: none yet */
};

static const char *find_value(const struct sample_block *block, const char *key)
{
    for (size_t i = 0; i < block->n; i++) {
        if (strcmp(block->lines[i].key, key) == 0) {
            return block->lines[i].value;
        }
    }
    return NULL;
}

static const char *kind_code(struct writer *w, const char *name)
{
    const struct kind *k = kinds_find(book_kinds(w->book), name);
    assert(k != NULL);
    return k->code;
}

static bool type(struct writer *w, struct record *r, int field,
                 const char *text, struct err *err)
{
    assert(field >= 0);
    return record_type(r, w->book, w->arena, field, text, err);
}

/* ---- single lines ----------------------------------------------------- */

static bool take_time(struct writer *w, const char *s, struct err *err)
{
    const char *dash = strchr(s, '-');
    assert(dash != NULL);
    const char *from = arena_strn(w->arena, s, (size_t)(dash - s));
    return type(w, &w->m.event, EVENT_TIME_FROM, from, err) &&
           type(w, &w->m.event, EVENT_TIME_TO, dash + 1, err);
}

static bool take_also(struct writer *w, const char *s, struct err *err)
{
    const char *codes[8];
    size_t n = 0;
    for (size_t i = 1; i < w->m.kinds.n; i++) {
        codes[n++] = record_text(&w->m.kinds.v[i].now, EK_KIND);
    }
    assert(n < ARRAY_LEN(codes));
    codes[n++] = kind_code(w, s);
    w->kind = n;
    return meeting_also(&w->m, codes, n, err);
}

static bool take_people(struct writer *w, const char *s, struct err *err)
{
    (void)err;
    for (size_t i = 0; i < w->m.roll.n; i++) {
        meeting_drop(&w->m.roll, i);
    }
    while (*s != '\0') {
        const char *name = sample_word(w->arena, &s);
        meeting_add_person(&w->m,
                           sample_id(w->book, w->arena, &ledger_people, name));
    }
    return true;
}

static bool take_away(struct writer *w, const char *s, struct err *err)
{
    bool ok = true;
    while (ok && *s != '\0') {
        ok = meeting_mark_word(&w->m, sample_word(w->arena, &s), err);
    }
    return ok;
}

static bool take_topic(struct writer *w, const char *s, struct err *err)
{
    (void)err;
    w->topic = (int)w->m.agenda.n;
    meeting_add_agenda(&w->m, s);
    return true;
}

static struct record *add_point(struct writer *w, const char *text)
{
    assert(w->topic >= 0);
    struct record *r = &meeting_add_point(&w->m, (size_t)w->topic)->now;
    record_set_text(r, POINT_TEXT, text);
    return r;
}

static bool take_point(struct writer *w, const char *s, struct err *err)
{
    const char *name = sample_word(w->arena, &s);
    return type(w, add_point(w, s), POINT_PERSON, name, err);
}

static bool take_differing(struct writer *w, const char *s, struct err *err)
{
    const char *name = sample_word(w->arena, &s);
    struct record *r = add_point(w, s);
    record_set_int(r, POINT_DIFFERS, 1);
    return type(w, r, POINT_PERSON, name, err);
}

static bool take_guest(struct writer *w, const char *s, struct err *err)
{
    const char *name = sample_word(w->arena, &s);
    return type(w, add_point(w, s), POINT_SPEAKER, name, err);
}

static bool take_action(struct writer *w, const char *s, struct err *err)
{
    struct record *r = &meeting_add_action(&w->m, w->topic)->now;
    record_set_day(r, w->arena, ACTION_DUE, sample_day(w->arena, &s));
    const char *owner = sample_word(w->arena, &s);
    record_set_text(r, ACTION_TEXT, s);
    return type(w, r, ACTION_OWNER, owner, err);
}

static bool take_done(struct writer *w, const char *s, struct err *err)
{
    int day = sample_day(w->arena, &s);
    const char *word = sample_word(w->arena, &s);
    struct record *found = NULL;
    for (size_t i = 0; i < w->m.open.n; i++) {
        struct record *r = &w->m.open.v[i].now;
        if (strstr(record_text(r, ACTION_TEXT), word) != NULL) {
            assert(found == NULL);
            found = r;
        }
    }
    assert(found != NULL);
    record_set_day(found, w->arena, ACTION_DONE, day);
    return type(w, found, ACTION_DONE_NOTE, s, err);
}

/* ---- a block ---------------------------------------------------------- */

static const struct {
    const char *key;
    bool (*take)(struct writer *w, const char *value, struct err *err);
} takers[] = {
    {"时间", take_time},      {"同时", take_also},  {"参加", take_people},
    {"未到", take_away},      {"议题", take_topic}, {"发言", take_point},
    {"异议", take_differing}, {"点评", take_guest}, {"待办", take_action},
    {"办结", take_done},
};

static bool take_field(struct writer *w, const struct sample_line *line,
                       struct err *err)
{
    struct record *targets[] = {
        w->topic >= 0 ? &w->m.agenda.v[w->topic].now : NULL,
        &w->m.kinds.v[w->kind].now,
        &w->m.event,
    };
    for (size_t i = 0; i < ARRAY_LEN(targets); i++) {
        int field = targets[i] != NULL
                        ? sample_field(targets[i]->ledger, line->key)
                        : -1;
        if (field >= 0) {
            return type(w, targets[i], field, line->value, err);
        }
    }
    assert(!"a key that no field is called by");
    return false;
}

static bool take_line(struct writer *w, const struct sample_line *line,
                      struct err *err)
{
    static const char *const elsewhere[] = {"会议", "登记", "补学"};
    for (size_t i = 0; i < ARRAY_LEN(elsewhere); i++) {
        if (strcmp(line->key, elsewhere[i]) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < ARRAY_LEN(takers); i++) {
        if (strcmp(line->key, takers[i].key) == 0) {
            return takers[i].take(w, line->value, err);
        }
    }
    return take_field(w, line, err);
}

static bool begin(struct writer *w, const struct sample_block *block,
                  struct err *err)
{
    const char *s = find_value(block, "会议");
    assert(s != NULL);
    const char *kind = kind_code(w, sample_word(w->arena, &s));
    int day = sample_day(w->arena, &s);
    int64_t grp = *s != '\0' ? sample_id(w->book, w->arena, &ledger_grp, s) : 0;
    const char *entered = find_value(block, "登记");
    w->book->today = entered != NULL ? sample_day(w->arena, &entered) : day + 1;
    w->book->day = w->book->today;
    return meeting_new(&w->m, w->book, w->arena, kind, grp, day, err);
}

static struct record *find_in_roll(struct writer *w, const char *name)
{
    int64_t id = sample_id(w->book, w->arena, &ledger_people, name);
    for (size_t i = 0; i < w->m.roll.n; i++) {
        if (record_int(&w->m.roll.v[i].now, ATTEND_PERSON) == id) {
            return &w->m.roll.v[i].now;
        }
    }
    assert(!"a make-up lesson of somebody who need not come");
    return NULL;
}

static bool take_makeup(struct writer *w, const char *s, struct err *err)
{
    struct record *r = find_in_roll(w, sample_word(w->arena, &s));
    int day = sample_day(w->arena, &s);
    if (day > w->book->today) {
        w->book->today = day;
        w->book->day = day;
    }
    record_set_day(r, w->arena, ATTEND_MAKEUP_ON, day);
    return type(w, r, ATTEND_MAKEUP_FORM, sample_word(w->arena, &s), err) &&
           type(w, r, ATTEND_MAKEUP_BY, s, err);
}

/* All of them at once, on the day of the last. */
static bool save_makeups(struct writer *w, const struct sample_block *block,
                         struct err *err)
{
    bool any = false;
    for (size_t i = 0; i < block->n; i++) {
        if (strcmp(block->lines[i].key, "补学") == 0) {
            any = true;
            if (!take_makeup(w, block->lines[i].value, err)) {
                return false;
            }
        }
    }
    return !any || meeting_save(&w->m, NULL, err);
}

bool sample_event_save(struct book *b, struct arena *a,
                       const struct sample_block *block, struct err *err)
{
    struct writer w = {.book = b, .arena = a, .topic = -1};
    bool ok = begin(&w, block, err);
    for (size_t i = 0; ok && i < block->n; i++) {
        ok = take_line(&w, &block->lines[i], err);
    }
    return ok && meeting_save(&w.m, NULL, err) && save_makeups(&w, block, err);
}
