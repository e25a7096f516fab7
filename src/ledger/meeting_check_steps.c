/* Steps of 发展党员 that a meeting decided: what is changed in the meeting must
   not take the ground away from them unnoticed.  It is told, not refused: what
   happened is written down as it happened, and the file shows the step as
   faulty until it is looked at. */
#include "meeting_parts.h"

#include <limits.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

#define STEPS_MAX 40 /* of one meeting */

/* ---- the meeting as it will be ------------------------------------------- */

static const char *kinds_of(const struct meeting *m)
{
    const char *all = "";
    for (size_t i = 0; i < m->kinds.n; i++) {
        if (!m->kinds.v[i].gone) {
            all = arena_printf(m->arena, "%s %s", all,
                               record_text(&m->kinds.v[i].now, EK_KIND));
        }
    }
    return all;
}

static bool is_about(const struct record *topic, struct pipeline_file *f,
                     bool *out, struct err *err)
{
    *out = record_int(topic, AGENDA_SUBJECT) == f->person.id;
    return !record_is_null(topic, AGENDA_SUBJECT) ||
           pipeline_names(f, record_text(topic, AGENDA_TOPIC), out, err);
}

/* As pipeline_meeting_of reads it: the vote that the step needs before all
   others. */
static bool put_topics(struct meeting *m, struct pipeline_file *f,
                       const struct record *step, struct pipeline_meeting *out,
                       struct err *err)
{
    int best = INT_MAX;
    for (size_t i = 0; i < m->agenda.n; i++) {
        const struct record *topic = &m->agenda.v[i].now;
        bool about = false;
        if (m->agenda.v[i].gone) {
            continue;
        }
        if (!is_about(topic, f, &about, err)) {
            return false;
        }
        out->about = out->about || about;
        if (!about || record_is_null(topic, AGENDA_VOTE_RULE) ||
            meeting_vote(m, i).state != VOTE_PASSED) {
            continue;
        }
        const char *rule = record_text(topic, AGENDA_VOTE_RULE);
        int rank = pipeline_vote_rank(f, step, rule);
        if (rank < best) {
            best = rank;
            out->passed = true;
            out->rule = rule;
        }
    }
    return true;
}

static bool meeting_as(struct meeting *m, struct pipeline_file *f,
                       const struct record *step, struct pipeline_meeting *out,
                       struct err *err)
{
    *out = (struct pipeline_meeting){
        .event = m->event.id,
        .kind = kinds_of(m),
        .on = meeting_day(m),
        .valid = meeting_state_is(m, EVENT_HELD) &&
                 meeting_verdict(m).state == VOTE_PASSED,
        .rule = "",
        .tally = "",
    };
    return put_topics(m, f, step, out, err);
}

/* ---- its steps ------------------------------------------------------------
 */

struct decided {
    int64_t file;
    int no;
};

static bool read_steps(struct meeting *m, struct decided *out, size_t *n,
                       struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, m->book->db,
              SQL("select s.candidacy_id, s.no from step s"
                  " join candidacy c on c.id = s.candidacy_id"
                  " and c.voided_on is null where s.event_id = :event"
                  " and s.voided_on is null and s.dropped is null"
                  " order by s.id limit :max"));
    stmt_int(&st, ":event", m->event.id);
    stmt_int(&st, ":max", STEPS_MAX);
    while (stmt_row(&st)) {
        out[(*n)++] =
            (struct decided){stmt_col_int(&st, 0), (int)stmt_col_int(&st, 1)};
    }
    return stmt_done(&st, err);
}

static bool look_at(struct meeting *m, const struct decided *s,
                    struct issues *is, struct err *err)
{
    struct pipeline_file was, now;
    int no = 0;
    if (!pipeline_read_whole(&was, m->book, m->arena, s->file, err)) {
        return false;
    }
    now = was;
    if (!meeting_as(m, &was, &was.steps[s->no], &now.facts.steps[s->no].meeting,
                    err)) {
        return false;
    }
    const struct step_issue *issue = pipeline_broken(&was, &now, &no);
    if (issue != NULL) {
        issue_add(is, "agenda", false, "W-PIPE-217",
                  "%s的第 %d 步%s以这次会议为依据，这样改以后不再合规定：%s",
                  was.person.name, no, book_pipeline(m->book)->steps[no].abbr,
                  issue->text);
    }
    return true;
}

void meeting_check_steps(struct meeting *m, struct issues *is)
{
    struct decided list[STEPS_MAX];
    struct err err = ERR_INIT;
    size_t n = 0;
    bool ok = m->event.id == 0 || read_steps(m, list, &n, &err);
    for (size_t i = 0; ok && i < n; i++) {
        ok = look_at(m, &list[i], is, &err);
    }
    if (!ok) {
        issue_add_err(is, "agenda", &err);
    }
}
