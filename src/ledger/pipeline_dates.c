/* What a file of 发展党员 says of the roster: 申请, 积极分子, 发展对象 by their
   steps, 入党 by the meeting that the superior approved, 转正 by the end of
   预备期, and how far that was put off; and the 政治面貌 that comes of it. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

const struct pipeline_dated pipeline_dated[PIPELINE_DATES] = {
    [DATED_APPLY] = {"apply_on", AT_APPLY, "申请入党"},
    [DATED_ACTIVIST] = {"activist_on", AT_ACTIVIST, "确定为入党积极分子"},
    [DATED_CANDIDATE] = {"candidate_on", AT_REPLY, "列为发展对象"},
    [DATED_JOIN] = {"join_on", AT_APPROVE, "入党日期"},
    [DATED_FULL] = {"full_on", AT_CONFIRM, "转正日期"},
    [DATED_UNTIL] = {"probation_until", AT_CONFIRM, "预备期延长至"},
};

const struct record *pipeline_step_at(const struct pipeline_file *f, int no)
{
    const struct record *r = &f->steps[no];
    return r->ledger == NULL || record_is_null(r, STEP_ON) ? NULL : r;
}

int pipeline_on_of(const struct record *r)
{
    return r == NULL ? DATE_NONE : record_day(r, STEP_ON);
}

int pipeline_day_of(const struct record *r)
{
    return record_day(r, record_is_null(r, STEP_ON) ? STEP_ASKED : STEP_ON);
}

int pipeline_round(const struct pipeline_file *f, int no)
{
    return f->steps[no].ledger != NULL
               ? (int)record_int(&f->steps[no], STEP_ROUND)
               : f->round[no] + 1;
}

bool pipeline_read_round(struct book *b, int64_t file, int no, int *round,
                         struct err *err)
{
    struct stmt st;
    *round = 1;
    stmt_open(&st, b->db,
              SQL("select coalesce(max(case when dropped is null then round"
                  " end), max(round) + 1, 1) from step"
                  " where candidacy_id = :file and no = :no"
                  " and voided_on is null"));
    stmt_int(&st, ":file", file);
    stmt_int(&st, ":no", no);
    if (stmt_row(&st)) {
        *round = (int)stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* What was done elsewhere and is known by its day alone went the usual way, as
   for the rules (pipe_passed). */
static bool came_to(const struct record *r, const char *result)
{
    if (r == NULL) {
        return false;
    }
    bool usual = strcmp(result, RESULT_EXTENDED) != 0 &&
                 strcmp(result, RESULT_CANCELLED) != 0;
    return strcmp(record_text(r, STEP_RESULT), result) == 0 ||
           (usual && record_int(r, STEP_ELSEWHERE) != 0 &&
            record_is_null(r, STEP_RESULT));
}

bool pipeline_admitted(const struct pipeline_file *f)
{
    return came_to(pipeline_step_at(f, AT_APPROVE), RESULT_APPROVED) &&
           came_to(pipeline_step_at(f, AT_ACCEPT), RESULT_PASSED);
}

bool pipeline_decided(const struct pipeline_file *f, const char *result)
{
    return came_to(pipeline_step_at(f, AT_CONFIRM), RESULT_APPROVED) &&
           came_to(pipeline_step_at(f, AT_CONVERT), result);
}

int pipeline_extended(const struct pipeline_file *f)
{
    int months = 0;
    for (size_t i = 0; i < f->n_earlier; i++) {
        const struct record *r = &f->earlier[i];
        if (record_int(r, STEP_NO) == AT_CONVERT &&
            strcmp(record_text(r, STEP_RESULT), RESULT_EXTENDED) == 0 &&
            strcmp(record_text(r, STEP_DROPPED), PIPELINE_EXTENDED) == 0) {
            months += (int)record_int(r, STEP_MONTHS);
        }
    }
    return months;
}

/* ---- days ---------------------------------------------------------------- */

static void say(struct pipeline_said *out, int on)
{
    *out = (struct pipeline_said){true, on};
}

static void say_step(const struct pipeline_file *f, int no,
                     struct pipeline_said *out)
{
    if (pipeline_step_at(f, no) != NULL) {
        say(out, pipeline_on_of(pipeline_step_at(f, no)));
    }
}

static void say_membership(const struct pipeline_file *f,
                           struct pipeline_said out[])
{
    if (!pipeline_admitted(f)) {
        return;
    }
    int joined = pipeline_on_of(pipeline_step_at(f, AT_ACCEPT));
    struct probation p = pipeline_probation(book_pipeline(f->book), joined,
                                            f->facts.extended_months);
    say(&out[DATED_JOIN], joined);
    if (pipeline_extended(f) > 0) {
        say(&out[DATED_UNTIL], p.full_from);
    }
    if (pipeline_step_at(f, AT_CONFIRM) != NULL) {
        say(&out[DATED_FULL],
            pipeline_decided(f, RESULT_CONVERTED) ? p.full_from : DATE_NONE);
    }
}

void pipeline_says(const struct pipeline_file *f,
                   struct pipeline_said out[PIPELINE_DATES])
{
    memset(out, 0, PIPELINE_DATES * sizeof *out);
    /* Who gave up, or was given up, before he was admitted is none of these
       any longer. */
    if (!record_is_null(&f->head, CANDIDACY_ENDED) && !pipeline_admitted(f)) {
        for (int i = DATED_APPLY; i <= DATED_CANDIDATE; i++) {
            say(&out[i], DATE_NONE);
        }
        return;
    }
    const struct record *reply = pipeline_step_at(f, AT_REPLY);
    say_step(f, AT_APPLY, &out[DATED_APPLY]);
    say_step(f, AT_ACTIVIST, &out[DATED_ACTIVIST]);
    if (reply != NULL) {
        say(&out[DATED_CANDIDATE],
            came_to(reply, RESULT_AGREED) ? pipeline_on_of(reply) : DATE_NONE);
    }
    say_membership(f, out);
}

/* ---- 政治面貌 -------------------------------------------------------------
 */

static bool ended_as(const struct pipeline_file *f, const char *kind)
{
    return strcmp(record_text(&f->head, CANDIDACY_END_KIND), kind) == 0;
}

bool pipeline_is_over(const struct pipeline_file *f)
{
    return ended_as(f, END_CANCELLED) || ended_as(f, END_NOT_KNOWN);
}

bool pipeline_is_partys(const char *politic)
{
    return strncmp(codes_name("politic", politic), "中共", strlen("中共")) == 0;
}

const char *pipeline_politic(const struct pipeline_file *f)
{
    if (!pipeline_admitted(f)) {
        return NULL;
    }
    if (pipeline_is_over(f)) {
        return codes_find("politic", "群众");
    }
    return codes_find("politic", pipeline_decided(f, RESULT_CONVERTED)
                                     ? "中共党员"
                                     : "中共预备党员");
}
