/* 登记簿: who was an applicant or activist, a 发展对象, on the way to or in
   预备期 in a span of days, a line a file; who has gone on or left says so in
   the remarks. */
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "source_all.h"
#include "source_pipeline.h"
#include "source_say.h"

static const char *const applicant_columns[] = {
    "no",       "name",    "sex",      "nation", "birth",    "education",
    "unit",     "apply",   "talk",     "way",    "activist", "record",
    "contacts", "reviews", "training", "note",   NULL};
enum { N_APPLICANT = 16 };
static const char *const candidate_columns[] = {
    "no",      "name",     "sex",      "nation",  "birth", "education",
    "unit",    "begun",    "contacts", "studied", "reply", "introducers",
    "vetting", "training", "board",    "booklet", "note",  NULL};
enum { N_CANDIDATE = 17 };
static const char *const probation_columns[] = {
    "no",      "name",   "accepted", "vote",    "approved",
    "period",  "sworn",  "reviews",  "request", "convert",
    "confirm", "result", "archive",  "note",    NULL};
enum { N_PROBATION = 14 };

/* ---- what all have ------------------------------------------------------ */

static const char *of_person(const struct track *t, const char *column)
{
    return say_column(t->a, t->book, &t->person, column);
}

static void put_person(const struct track *t, int no, const char **cells)
{
    cells[0] = say_number(t->a, no);
    cells[1] = of_person(t, "name");
    cells[2] = of_person(t, "sex");
    cells[3] = of_person(t, "nation");
    cells[4] = say_birth(t->a, of_person(t, "birth_on"));
    cells[5] = of_person(t, "education");
    cells[6] = of_person(t, "unit");
}

/* Its day, and below it what came of it. */
static const char *day_and(const struct track *t, int no, int field)
{
    const struct record *r = track_step(t, no);
    return track_is_assumed(t, no) ? "按名册"
                                   : track_join(t->a, track_iso(t, no), "\n",
                                                track_field(t, r, field));
}

static const char *training(const struct track *t)
{
    const struct record *r = track_step(t, AT_TRAINING);
    struct arena *a = t->a;
    const char *hours = track_field(t, r, STEP_HOURS);
    const char *days = track_field(t, r, STEP_DAYS);
    const char *from = track_field(t, r, STEP_FROM);
    const char *to = track_field(t, r, STEP_TO);
    const char *when = from[0] != '\0' && to[0] != '\0'
                           ? arena_printf(a, "%s\n%s", from, to)
                           : track_iso(t, AT_TRAINING);
    when =
        track_join(a, when, "\n",
                   hours[0] == '\0' ? "" : arena_printf(a, "%s 学时", hours));
    when = track_join(a, when, "\n",
                      days[0] == '\0' || hours[0] != '\0'
                          ? ""
                          : arena_printf(a, "%s 天", days));
    return track_join(a, when, "\n", track_field(t, r, STEP_NUMBER));
}

static const char *over(const struct track *t)
{
    int on = record_day(&t->f.head, CANDIDACY_ENDED);
    return on == DATE_NONE || on > t->day
               ? ""
               : arena_printf(t->a, "%s %s", say_iso(t->a, on),
                              track_field(t, &t->f.head, CANDIDACY_END_KIND));
}

static const char *came(const struct track *t)
{
    const char *from = record_text(&t->f.head, CANDIDACY_FROM);
    const char *on = record_text(&t->f.head, CANDIDACY_CAME);
    return from[0] == '\0' ? "" : arena_printf(t->a, "%s 由%s转入", on, from);
}

static const char *went_on(const struct track *t, int no, const char *what)
{
    return track_on(t, no) == DATE_NONE
               ? ""
               : arena_printf(t->a, "%s %s", track_iso(t, no), what);
}

static const char *note_of(const struct track *t, const char *went)
{
    return track_join(t->a, track_join(t->a, came(t), "；", went), "；",
                      over(t));
}

/* ---- the three --------------------------------------------------------- */

static void put_applicant(const struct track *t, int no)
{
    const char *c[N_APPLICANT];
    const struct record *talk = track_step(t, TRACK_TALK);
    int candidate = track_on(t, AT_CANDIDATE);
    put_person(t, no, c);
    c[7] = track_iso(t, AT_APPLY);
    c[8] = track_join(t->a, track_by(t, talk), "\n", track_iso(t, TRACK_TALK));
    c[9] = track_field(t, track_step(t, AT_ACTIVIST), STEP_WAY);
    c[10] = track_iso(t, AT_ACTIVIST);
    c[11] = track_iso(t, TRACK_RECORD);
    c[12] = track_in_lines(t->a, track_helpers(t, ROLE_CONTACT));
    c[13] = track_entries(t, "半年考察", track_on(t, AT_ACTIVIST), candidate);
    c[14] = track_entries(t, "培训", track_on(t, AT_ACTIVIST), candidate);
    c[15] = note_of(t, went_on(t, AT_REPLY, "列为发展对象"));
    form_list_row(t->d, c);
}

static void put_candidate(const struct track *t, int no)
{
    const char *c[N_CANDIDATE];
    put_person(t, no, c);
    c[7] = track_join(t->a, track_iso(t, AT_APPLY), "\n",
                      track_iso(t, AT_ACTIVIST));
    c[8] = track_in_lines(t->a, track_helpers(t, ROLE_CONTACT));
    c[9] = track_iso(t, AT_CANDIDATE);
    c[10] = day_and(t, AT_REPLY, STEP_NUMBER);
    c[11] = track_in_lines(t->a, track_helpers(t, ROLE_INTRODUCER));
    c[12] = day_and(t, AT_VETTING, STEP_RESULT);
    c[13] = training(t);
    c[15] = track_field(t, track_step(t, TRACK_BOOKLET), STEP_NUMBER);
    c[14] = track_join(
        t->a, track_iso(t, AT_BOARD), "\n",
        track_join(t->a, day_and(t, AT_PREVIEW, STEP_RESULT), "\n", c[15]));
    c[16] = note_of(t, track_came_to(track_step(t, AT_APPROVE), RESULT_APPROVED)
                           ? went_on(t, AT_ACCEPT, "接收为预备党员")
                           : "");
    form_list_row(t->d, c);
}

/* 20/12, and below it 11/0/1. */
static bool counts(const struct track *t, const struct record *r,
                   const char **out, struct err *err)
{
    struct track_vote v;
    if (!track_vote(t, r, &v, err)) {
        return false;
    }
    *out = v.topic == 0 ? track_elsewhere(t, r)
                        : arena_printf(t->a, "%s/%s\n%s/%s/%s", v.entitled,
                                       v.present, v.yes, v.no, v.abstain);
    return true;
}

/* The extension that took effect, then what it came to in the end. */
static const char *result(const struct track *t)
{
    int before = track_extended_before(t);
    const char *all =
        before == 0 ? "" : arena_printf(t->a, "延长 %d 个月（按名册）", before);
    for (size_t i = 0; i < t->f.n_earlier; i++) {
        const struct record *r = &t->f.earlier[i];
        if (record_int(r, STEP_NO) == AT_CONVERT &&
            !t->f.facts.rounds[i].failed && track_came_to(r, RESULT_EXTENDED) &&
            record_day(r, STEP_ON) <= t->day) {
            all = track_join(t->a, all, "\n",
                             arena_printf(t->a, "%s 延长 %s 个月",
                                          record_text(r, STEP_ON),
                                          track_field(t, r, STEP_MONTHS)));
        }
    }
    return track_join(t->a, all, "\n",
                      track_field(t, track_step(t, AT_CONVERT), STEP_RESULT));
}

static bool put_probation(const struct track *t, int no, struct err *err)
{
    const char *c[N_PROBATION];
    struct probation p = track_probation(t);
    c[0] = say_number(t->a, no);
    c[1] = of_person(t, "name");
    c[2] = track_iso(t, AT_ACCEPT);
    c[4] = day_and(t, AT_APPROVE, STEP_RESULT);
    c[5] = p.from == DATE_NONE
               ? ""
               : arena_printf(t->a, "%s\n%s", say_iso(t->a, p.from),
                              say_iso(t->a, p.to));
    c[6] = track_iso(t, TRACK_OATH);
    c[7] = track_entries(t, "季度考察", track_on(t, AT_APPROVE), DATE_NONE);
    c[8] = track_iso(t, AT_REQUEST);
    c[10] = day_and(t, AT_CONFIRM, STEP_RESULT);
    c[12] = track_iso(t, AT_ARCHIVE);
    c[11] = track_join(t->a, result(t), "\n", c[12]);
    c[13] = note_of(t, "");
    if (!counts(t, track_step(t, AT_ACCEPT), &c[3], err) ||
        !counts(t, track_step(t, AT_CONVERT), &c[9], err)) {
        return false;
    }
    c[9] = track_join(t->a, track_iso(t, AT_CONVERT), "\n", c[9]);
    form_list_row(t->d, c);
    return true;
}

/* ---- who is in which ------------------------------------------------------
 */

enum which { APPLICANTS, CANDIDATES, PROBATIONERS };

/* The day of a step, when it came to what goes on. */
static int went_through(const struct track *t, int no, const char *result)
{
    const struct record *r = no == 0 ? NULL : track_step(t, no);
    return r == NULL || (result != NULL && !track_came_to(r, result))
               ? DATE_NONE
               : record_day(r, STEP_ON);
}

/* From the step that brings one in to the one that takes one out. */
static bool is_in(const struct track *t, const struct span *s, enum which w)
{
    static const struct {
        int from;
        const char *came;
        int until;
        const char *went;
    } bounds[] = {
        [APPLICANTS] = {AT_APPLY, NULL, AT_REPLY, RESULT_AGREED},
        [CANDIDATES] = {AT_CANDIDATE, NULL, AT_APPROVE, RESULT_APPROVED},
        [PROBATIONERS] = {AT_ACCEPT, RESULT_PASSED, 0, NULL}};
    int from = went_through(t, bounds[w].from, bounds[w].came);
    int out = went_through(t, bounds[w].until, bounds[w].went);
    return from != DATE_NONE && from <= s->to && track_is_in(t, s) &&
           (out == DATE_NONE || out >= s->from);
}

static int by_day(const void *x, const void *y)
{
    const struct track *a = x, *b = y;
    int first = track_on(a, AT_APPLY), other = track_on(b, AT_APPLY);
    return first != other ? (first > other) - (first < other)
                          : (a->f.person.id > b->f.person.id) -
                                (a->f.person.id < b->f.person.id);
}

static bool put_all(struct form_data *d, const struct track *v, size_t n,
                    const struct span *span, struct err *err)
{
    int no = 0;
    form_list_begin(d, "applicants", applicant_columns, N_APPLICANT);
    for (size_t i = 0; i < n; i++) {
        if (is_in(&v[i], span, APPLICANTS)) {
            put_applicant(&v[i], ++no);
        }
    }
    no = 0;
    form_list_begin(d, "candidates", candidate_columns, N_CANDIDATE);
    for (size_t i = 0; i < n; i++) {
        if (is_in(&v[i], span, CANDIDATES)) {
            put_candidate(&v[i], ++no);
        }
    }
    no = 0;
    form_list_begin(d, "probation", probation_columns, N_PROBATION);
    for (size_t i = 0; i < n; i++) {
        if (is_in(&v[i], span, PROBATIONERS) &&
            !put_probation(&v[i], ++no, err)) {
            return false;
        }
    }
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct track *all = NULL;
    size_t n = 0;
    struct span span = track_span(ask);
    if (!track_read_all(ask, d, span.to, &all, &n, err)) {
        return false;
    }
    if (n > 1) {
        qsort(all, n, sizeof *all, by_day);
    }
    return put_all(d, all, n, &span, err);
}

static const char *const values[] = {NULL};

static const struct source_list lists[] = {
    {"applicants", applicant_columns},
    {"candidates", candidate_columns},
    {"probation", probation_columns},
};

const struct source source_pipeline_rolls = {
    .name = "pipeline_rolls",
    .ledger = &ledger_candidacy,
    SOURCE_OF_PERIOD("year"),
};
