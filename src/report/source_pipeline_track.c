/* A person's file as it stood on a day: which steps had been taken by then, and
   what they, their votes, helpers, notices and entries are in words.  Which
   files are read: source_pipeline_read.c.  What is put where is the sources'
   business. */
#include "source_pipeline.h"

#include <string.h>

#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "source_dues.h"
#include "source_say.h"

/* ---- steps -------------------------------------------------------------- */

/* 报送 alone is not taken yet. */
static bool was_taken(const struct track *t, const struct record *r)
{
    return !record_is_null(r, STEP_ON) && record_day(r, STEP_ON) <= t->day;
}

const struct record *track_step(const struct track *t, int no)
{
    const struct record *r = &t->f.steps[no];
    return r->ledger == NULL || !was_taken(t, r) ? NULL : r;
}

int track_asked(const struct track *t, int no)
{
    const struct record *r = &t->f.steps[no];
    int asked = r->ledger == NULL ? DATE_NONE : record_day(r, STEP_ASKED);
    return asked > t->day ? DATE_NONE : asked;
}

const struct record *track_last(const struct track *t, int no)
{
    const struct record *last = track_step(t, no);
    for (size_t i = 0; last == NULL && i < t->f.n_earlier; i++) {
        const struct record *r = &t->f.earlier[t->f.n_earlier - 1 - i];
        if (record_int(r, STEP_NO) == no && was_taken(t, r)) {
            last = r;
        }
    }
    return last;
}

bool track_is_attempt(const struct track *t, const struct record *r)
{
    const struct record *now = track_step(t, (int)record_int(r, STEP_NO));
    return was_taken(t, r) &&
           (now == NULL || record_day(now, STEP_ON) != record_day(r, STEP_ON));
}

int track_on(const struct track *t, int no)
{
    const struct record *r = track_step(t, no);
    return r == NULL ? DATE_NONE : record_day(r, STEP_ON);
}

bool track_is_assumed(const struct track *t, int no)
{
    return pipeline_is_assumed(&t->f, no);
}

static int day_to_say(const struct track *t, int no)
{
    return no != AT_ACCEPT && track_is_assumed(t, no) ? DATE_NONE
                                                      : track_on(t, no);
}

const char *track_iso(const struct track *t, int no)
{
    return say_iso(t->a, day_to_say(t, no));
}

const char *track_long(const struct track *t, int no)
{
    return say_day(t->a, day_to_say(t, no));
}

const char *track_field(const struct track *t, const struct record *step,
                        int field)
{
    return step == NULL ? "" : say_link(t->a, t->book, step, field);
}

bool track_came_to(const struct record *step, const char *result)
{
    return step != NULL && strcmp(record_text(step, STEP_RESULT), result) == 0;
}

static const char *person_or(const struct track *t, const struct record *r,
                             int person, int text)
{
    int64_t id = record_int(r, person);
    return id != 0 ? people_name(t->book, t->a, id) : record_text(r, text);
}

const char *track_by(const struct track *t, const struct record *step)
{
    return step == NULL ? "" : person_or(t, step, STEP_BY, STEP_BY_TEXT);
}

bool track_has_moved(const struct track *t)
{
    return strcmp(record_text(&t->f.head, CANDIDACY_ORIGIN),
                  ORIGIN_ELSEWHERE) == 0;
}

bool track_is_elsewhere(const struct track *t, const struct record *step)
{
    int came = record_day(&t->f.head, CANDIDACY_CAME);
    return record_int(step, STEP_ELSEWHERE) != 0 ||
           (track_has_moved(t) && came != DATE_NONE &&
            record_day(step, STEP_ON) < came);
}

const char *track_elsewhere(const struct track *t, const struct record *step)
{
    return step == NULL || !track_is_elsewhere(t, step) ? ""
           : track_has_moved(t)                         ? "外单位转入"
                                                        : "外单位办理";
}

const char *track_state(const struct track *t)
{
    const char *kind = record_text(&t->f.head, CANDIDACY_END_KIND);
    int over = record_day(&t->f.head, CANDIDACY_ENDED);
    return over == DATE_NONE || over > t->day ? t->f.now.state
           : strcmp(kind, END_ARCHIVED) == 0  ? "正式党员，材料已归档"
                                              : say_code("pipeline_end", kind);
}

/* One meeting may be several things at once: here it is what the step takes it
   for, 支部党员大会 and not the 主题党日 that it was held with. */
const char *track_meeting_title(const struct track *t,
                                const struct record *step)
{
    int no = (int)record_int(step, STEP_NO);
    struct pipeline_file f = t->f;
    f.steps[no] = *step;
    f.facts.steps[no].meeting.event = record_int(step, STEP_EVENT);
    return pipeline_meeting_title(&f, no);
}

const char *track_meeting(const struct track *t, const struct record *step)
{
    struct record event;
    if (step == NULL || record_is_null(step, STEP_EVENT)) {
        return "";
    }
    const char *title = track_meeting_title(t, step);
    bool read =
        title[0] != '\0' && record_read(&event, &ledger_event, t->book, t->a,
                                        record_int(step, STEP_EVENT), NULL);
    return read ? arena_printf(t->a, "%s %s", title,
                               record_text(&event, EVENT_ON))
                : track_field(t, step, STEP_EVENT);
}

const char *track_stage(enum pipeline_stage stage)
{
    static const char *const titles[PIPELINE_STAGES] = {
        [STAGE_APPLICANT] = "一、申请入党",
        [STAGE_ACTIVIST] = "二、入党积极分子的确定和培养教育",
        [STAGE_CANDIDATE] = "三、发展对象的确定和考察",
        [STAGE_ADMISSION] = "四、预备党员的接收",
        [STAGE_PROBATION] = "五、预备党员的教育、考察和转正",
    };
    return titles[stage];
}

int track_extended_before(const struct track *t)
{
    const struct pipeline_facts *f = &t->f.facts;
    bool alone = f->n_rounds > t->f.n_earlier;
    return alone ? f->extended_months : 0;
}

struct probation track_probation(const struct track *t)
{
    const struct record *accept = track_step(t, AT_ACCEPT);
    int more = track_extended_before(t);
    for (size_t i = 0; i < t->f.n_earlier; i++) {
        const struct record *r = &t->f.earlier[i];
        if (!t->f.facts.rounds[i].failed &&
            record_int(r, STEP_NO) == AT_CONVERT &&
            record_day(r, STEP_ON) <= t->day &&
            track_came_to(r, RESULT_EXTENDED)) {
            more += (int)record_int(r, STEP_MONTHS);
        }
    }
    return track_came_to(accept, RESULT_PASSED)
               ? pipeline_probation(t->rules, record_day(accept, STEP_ON), more)
               : (struct probation){DATE_NONE, DATE_NONE, DATE_NONE};
}

struct span track_span(const struct form_ask *ask)
{
    struct span s = ask->span;
    if (s.to == DATE_NONE || s.to > ask->book->day) {
        s.to = ask->book->day;
    }
    return s;
}

/* The days between which something of the file happened. */
bool track_is_in(const struct track *t, const struct span *span)
{
    int first = DATE_NONE;
    int over = record_day(&t->f.head, CANDIDACY_ENDED);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        int on = track_on(t, no);
        if (on != DATE_NONE && (first == DATE_NONE || on < first)) {
            first = on;
        }
    }
    return first != DATE_NONE && (span->to == DATE_NONE || first <= span->to) &&
           (over == DATE_NONE || span->from == DATE_NONE || over >= span->from);
}

/* ---- helpers ------------------------------------------------------------ */

static bool is_of(const struct track *t, const struct record *h,
                  const char *role)
{
    return strcmp(record_text(h, HELPER_ROLE), role) == 0 &&
           record_day(h, HELPER_FROM) <= t->day;
}

static const char *helper_name(const struct track *t, const struct record *h)
{
    return person_or(t, h, HELPER_PERSON, HELPER_NAME);
}

const char *track_helpers(const struct track *t, const char *role)
{
    const char *all = "";
    for (size_t i = 0; i < t->f.n_helpers; i++) {
        const struct record *h = &t->f.helpers[i];
        int to = record_day(h, HELPER_TO);
        if (is_of(t, h, role) && (to == DATE_NONE || to > t->day)) {
            all = track_join(t->a, all, "、", helper_name(t, h));
        }
    }
    return all;
}

const char *track_helpers_ever(const struct track *t, const char *role)
{
    const char *all = "";
    for (size_t i = 0; i < t->f.n_helpers; i++) {
        const struct record *h = &t->f.helpers[i];
        int to = record_day(h, HELPER_TO);
        const char *name = helper_name(t, h);
        if (!is_of(t, h, role)) {
            continue;
        }
        if (to != DATE_NONE && to <= t->day) {
            const char *why = record_text(h, HELPER_REASON);
            name =
                arena_printf(t->a, "%s（至 %s%s%s）", name, say_iso(t->a, to),
                             why[0] != '\0' ? "，" : "", why);
        }
        all = track_join(t->a, all, "、", name);
    }
    return all;
}

/* ---- notices and entries --------------------------------------------------
 */

const struct record *track_notice(const struct track *t, int no)
{
    const struct record *last = NULL;
    for (size_t i = 0; i < t->f.n_publicities; i++) {
        const struct record *r = &t->f.publicities[i];
        if (record_int(r, PUBLICITY_NO) == no) {
            last = r;
        }
    }
    return last;
}

const char *track_notice_said(const struct track *t, int no)
{
    const struct record *r = track_notice(t, no);
    if (r == NULL || record_day(r, PUBLICITY_TO) > t->day) {
        return "";
    }
    const char *came = record_text(r, PUBLICITY_OBJECTIONS);
    return arena_printf(t->a, "公示 %s 至 %s，%s%s",
                        record_text(r, PUBLICITY_FROM),
                        record_text(r, PUBLICITY_TO),
                        came[0] != '\0' ? "收到意见：" : "没有收到意见", came);
}

const char *track_entry_by(const struct track *t, const struct record *entry)
{
    return person_or(t, entry, STEP_ENTRY_BY, STEP_ENTRY_BY_TEXT);
}

const char *track_entries(const struct track *t, const char *kind, int since,
                          int until)
{
    const char *all = "";
    for (size_t i = 0; i < t->f.n_entries; i++) {
        const struct record *r = &t->f.entries[i];
        int on = record_day(r, STEP_ENTRY_ON);
        if (strcmp(say_code("step_entry", record_text(r, STEP_ENTRY_KIND)),
                   kind) != 0 ||
            on > t->day || (since != DATE_NONE && on < since) ||
            (until != DATE_NONE && on > until)) {
            continue;
        }
        all = track_join(t->a, all, "\n",
                         track_join(t->a, say_iso(t->a, on), "\n",
                                    record_text(r, STEP_ENTRY_CONCLUSION)));
    }
    return all;
}

const char *track_join(struct arena *a, const char *first, const char *mark,
                       const char *then)
{
    if (first[0] == '\0' || then[0] == '\0') {
        return first[0] == '\0' ? then : first;
    }
    return arena_printf(a, "%s%s%s", first, mark, then);
}

const char *track_in_lines(struct arena *a, const char *names)
{
    const char *all = "";
    while (names[0] != '\0') {
        const char *mark = strstr(names, "、");
        size_t n = mark == NULL ? strlen(names) : (size_t)(mark - names);
        all = track_join(a, all, "\n", arena_strn(a, names, n));
        names += mark == NULL ? n : n + strlen("、");
    }
    return all;
}
