/* The meeting that a step stands on, and the topic of it that is about this
   person, as facts for the rules.

   A step takes the vote of its own topic: when one meeting votes on several
   things about him, the one that the step's result needs. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- whose topic ------------------------------------------------------ */

bool pipeline_names(struct pipeline_file *f, const char *topic, bool *out,
                    struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db, SQL("select " PIPELINE_NAMES(":topic")));
    stmt_text(&st, ":topic", topic);
    stmt_text(&st, ":name", f->person.name);
    stmt_int(&st, ":person", f->person.id);
    *out = stmt_row(&st) && stmt_col_int(&st, 0) != 0;
    return stmt_done(&st, err);
}

/* By hand and in writing; NULL: neither was counted. */
#define VOTES(of) "coalesce(" of " + written_" of ", " of ", written_" of ")"

#define WRITTEN                                                                \
    "nullif(coalesce(written_yes, 0) + coalesce(written_no, 0)"                \
    " + coalesce(written_abstain, 0), 0)"
#define COUNTED VOTES("yes") ", " VOTES("no") ", " VOTES("abstain") ", " WRITTEN
#define NAMED   PIPELINE_NAMES("topic")
/* Columns of read_topic: rule, verdict, tally, id. */
enum { TALLY = 2, N_TALLY = 6, TOPIC_ID = TALLY + N_TALLY };

/* What is known of 应到, 实到 and the votes. */
static const char *tally_of(struct pipeline_file *f, struct stmt *st, int first)
{
    static const char *const words[N_TALLY] = {"应到", "实到", "赞成",
                                               "反对", "弃权", "其中书面"};
    const char *all = "";
    for (int i = 0; i < (int)ARRAY_LEN(words); i++) {
        if (!stmt_col_is_null(st, first + i)) {
            all = arena_printf(f->arena, "%s%s%s %d", all,
                               all[0] == '\0' ? "" : " ", words[i],
                               (int)stmt_col_int(st, first + i));
        }
    }
    return all;
}

/* ---- which topic -------------------------------------------------------- */

enum { VOTE_OWN, VOTE_OF_STEP, VOTE_OTHER, VOTE_NONE, VOTE_RANKS };

int pipeline_vote_rank(const struct pipeline_file *f, const struct record *step,
                       const char *rule)
{
    const struct pipeline_rules *r = book_pipeline(f->book);
    int64_t no = record_int(step, STEP_NO);
    const char *result =
        codes_name("step_result", record_text(step, STEP_RESULT));
    int rank = rule[0] == '\0' ? VOTE_NONE : VOTE_OTHER;
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        if (g->step != no || g->kind != GUARD_VOTE ||
            strcmp(g->what, rule) != 0) {
            continue;
        }
        if (strcmp(g->only, result) == 0) {
            return VOTE_OWN;
        }
        rank = VOTE_OF_STEP;
    }
    return rank;
}

static void open_topics(struct stmt *st, struct pipeline_file *f, int64_t event)
{
    stmt_open(st, f->book->db,
              SQL("select coalesce(vote_rule, ''), coalesce(verdict, ''),"
                  " entitled, present, " COUNTED ", id from agenda"
                  " where event_id = :event and voided_on is null"
                  " and (subject_id = :person or (subject_id is null"
                  " and " NAMED "))"
                  " order by subject_id is null, coalesce(verdict, '') <> '1',"
                  " ord"));
    stmt_int(st, ":event", event);
    stmt_int(st, ":person", f->person.id);
    stmt_text(st, ":name", f->person.name);
}

/* The topic about this person: the vote that the step's result needs before
   another of the step's (an extension after the conversion failed), and that
   before any; who is its subject before who is only named in it; one that
   passed before one that did not. */
static bool read_topic(struct pipeline_file *f, const struct record *step,
                       int64_t event, struct pipeline_meeting *out,
                       struct err *err)
{
    struct stmt st;
    int best = VOTE_RANKS;
    open_topics(&st, f, event);
    while (stmt_row(&st)) {
        int rank = pipeline_vote_rank(f, step, stmt_col_text(&st, 0));
        if (rank >= best) {
            continue;
        }
        best = rank;
        out->about = true;
        out->topic = stmt_col_int(&st, TOPIC_ID);
        out->rule = arena_str(f->arena, stmt_col_text(&st, 0));
        out->passed = strcmp(stmt_col_text(&st, 1), "1") == 0;
        out->tally = out->rule[0] != '\0' ? tally_of(f, &st, TALLY) : "";
    }
    return stmt_done(&st, err);
}

/* ---- the meeting --------------------------------------------------------- */

bool pipeline_meeting_of(struct pipeline_file *f, const struct record *step,
                         struct pipeline_meeting *out, struct err *err)
{
    int64_t event = record_int(step, STEP_EVENT);
    *out = (struct pipeline_meeting){
        .kind = "", .on = DATE_NONE, .rule = "", .tally = ""};
    if (event == 0) {
        return true;
    }
    struct stmt st;
    stmt_open(
        &st, f->book->db,
        SQL("select on_day, valid, state, (select group_concat(k.kind, ' ')"
            " from event_kind k where k.event_id = e.id"
            " and k.voided_on is null) from event e where id = :id"
            " and voided_on is null"));
    stmt_int(&st, ":id", event);
    if (stmt_row(&st)) {
        out->event = event;
        out->on = pipeline_stmt_day(&st, 0);
        out->valid = stmt_col_int(&st, 1) != 0 &&
                     strcmp(stmt_col_text(&st, 2), EVENT_HELD) == 0;
        out->kind = arena_str(f->arena, stmt_col_text(&st, 3));
    }
    return stmt_done(&st, err) &&
           (out->event == 0 || read_topic(f, step, event, out, err));
}

bool pipeline_topic(const struct pipeline_file *f, const struct record *step,
                    int64_t *topic, struct err *err)
{
    struct pipeline_file same = *f;
    struct pipeline_meeting m;
    bool ok = pipeline_meeting_of(&same, step, &m, err);
    *topic = ok ? m.topic : 0;
    return ok;
}
