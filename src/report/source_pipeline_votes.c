/* The votes about a person: the topic of the meeting that a step is linked
   with, its counts in words, and 票决情况汇总表 of each.

   Counts that were not typed come from the roll, and written opinions are
   counted in, as the rules of the steps look at them. */
#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_pipeline.h"
#include "source_say.h"

static const char *count_of(const struct track *t, const struct record *topic,
                            int ballots, int written)
{
    return say_number(t->a,
                      record_int(topic, ballots) + record_int(topic, written));
}

static int64_t typed_or(const struct record *topic, int field, int64_t else_n)
{
    return record_is_null(topic, field) ? else_n : record_int(topic, field);
}

static struct track_vote vote_of(const struct track *t, const struct meeting *m,
                                 const struct record *topic)
{
    struct meeting_counts roll = meeting_voters(m, topic);
    const struct vote_rule *rule =
        vote_rule(book_votes(t->book), record_text(topic, AGENDA_VOTE_RULE),
                  record_day(&m->event, EVENT_ON));
    return (struct track_vote){
        .topic = topic->id,
        .entitled =
            say_number(t->a, typed_or(topic, AGENDA_ENTITLED, roll.entitled)),
        .present =
            say_number(t->a, typed_or(topic, AGENDA_PRESENT, roll.voters)),
        .yes = count_of(t, topic, AGENDA_YES, AGENDA_WRITTEN_YES),
        .no = count_of(t, topic, AGENDA_NO, AGENDA_WRITTEN_NO),
        .abstain = count_of(t, topic, AGENDA_ABSTAIN, AGENDA_WRITTEN_ABSTAIN),
        .written = record_int(topic, AGENDA_WRITTEN_YES) +
                   record_int(topic, AGENDA_WRITTEN_NO) +
                   record_int(topic, AGENDA_WRITTEN_ABSTAIN),
        .way = codes_name("vote_way", record_text(topic, AGENDA_VOTE_WAY)),
        .ballots = rule != NULL && rule->ballots,
    };
}

/* The topic that the rules took: of two people voted on in one meeting, or two
   votes on one, it is not just any that has the name. */
bool track_vote(const struct track *t, const struct record *step,
                struct track_vote *out, struct err *err)
{
    struct meeting m;
    int64_t topic, event = step == NULL ? 0 : record_int(step, STEP_EVENT);
    *out = (struct track_vote){0, "", "", "", "", "", 0, "", false};
    if (event == 0) {
        return true;
    }
    if (!pipeline_topic(&t->f, step, &topic, err) ||
        !meeting_read(&m, t->book, t->a, event, err)) {
        return false;
    }
    for (size_t i = 0; i < m.agenda.n; i++) {
        const struct record *r = &m.agenda.v[i].now;
        if (!m.agenda.v[i].gone && r->id == topic &&
            !record_is_null(r, AGENDA_VOTE_RULE)) {
            *out = vote_of(t, &m, r);
        }
    }
    return true;
}

const char *track_tally(const struct track *t, const struct track_vote *v)
{
    const char *written = v->written == 0
                              ? ""
                              : arena_printf(t->a, "（含书面意见 %s）",
                                             say_number(t->a, v->written));
    return v->topic == 0
               ? ""
               : arena_printf(t->a,
                              "应到 %s，实到 %s，赞成 %s，反对 %s，弃权 %s%s",
                              v->entitled, v->present, v->yes, v->no,
                              v->abstain, written);
}

/* ---- 票决情况汇总表 -------------------------------------------------------
 */

/* Values of the source of votes, by their names there. */
const char *const track_vote_columns[] = {
    "topic",   "name",     "matter",     "rule",     "basis",   "way",
    "meeting", "on",       "on_long",    "entitled", "present", "written",
    "issued",  "returned", "spoiled",    "yes",      "no",      "abstain",
    "result",  "verdict",  "resolution", NULL};
enum { N_VOTE = 21 };

static bool put_vote(struct track *t, const struct record *step,
                     struct err *err)
{
    struct track_vote v;
    struct form_data d;
    const char *cells[N_VOTE];
    struct form_ask ask = *t->ask;
    if (!track_vote(t, step, &v, err)) {
        return false;
    }
    if (v.topic == 0) {
        return true;
    }
    ask.id = v.topic;
    form_data_init(&d, t->a);
    if (!source_vote.gather(&ask, &d, err)) {
        return false;
    }
    form_set(&d, "meeting", track_meeting_title(t, step));
    for (size_t i = 0; i < N_VOTE; i++) {
        cells[i] = form_get(&d, track_vote_columns[i]);
    }
    form_list_row(t->d, cells);
    return true;
}

/* Those by ballot: of admission and of conversion. */
bool track_put_votes(struct track *t, struct err *err)
{
    static const int steps[] = {AT_ACCEPT, AT_CONVERT};
    form_list_begin(t->d, "votes", track_vote_columns, N_VOTE);
    for (size_t k = 0; k < ARRAY_LEN(steps); k++) {
        for (size_t i = 0; i < t->f.n_earlier; i++) {
            const struct record *r = &t->f.earlier[i];
            if (record_int(r, STEP_NO) == steps[k] && track_is_attempt(t, r) &&
                !put_vote(t, r, err)) {
                return false;
            }
        }
        if (!put_vote(t, track_step(t, steps[k]), err)) {
            return false;
        }
    }
    return true;
}
