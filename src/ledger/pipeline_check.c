/* What is said to a step before it is saved: the rows of the rules as issues of
   its fields, and what only the books know (a voided file, an approval that
   stands on it, a meeting of another branch, a sealed month). */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- the day ------------------------------------------------------------ */

static bool is_asked_for(const struct pipeline_step *s)
{
    for (size_t i = 0; s->fields[i] != NULL; i++) {
        if (strcmp(s->fields[i], "asked_on") == 0) {
            return true;
        }
    }
    return false;
}

/* What is only 报送 has no day of its own yet, and no answer. */
static void check_no_day(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is)
{
    int64_t no = record_int(r, STEP_NO);
    bool known = no >= 1 && no <= PIPELINE_STEPS;
    bool may = known && is_asked_for(&book_pipeline(b)->steps[no]);
    if (old != NULL && !record_is_null(old, STEP_ON)) {
        issue_add(is, "on_day", true, "E-PIPE-224",
                  "已经办了的一步不能把日期改空，登记错了的请收回这一步。");
    } else if (!may || record_is_null(r, STEP_ASKED)) {
        issue_add(is, "on_day", true, "E-PIPE-225", "请写这一步办的日期%s。",
                  may ? "；只是报送、还没有批复的，写报送日期" : "");
    } else if (!record_is_null(r, STEP_RESULT)) {
        issue_add(is, "result", true, "E-PIPE-226",
                  "有了结果就要写这一步办的日期；只是报送的，结果先空着。");
    }
}

static void check_result(struct book *b, const struct record *r,
                         struct issues *is)
{
    const struct code_table *t = codes_table("step_result");
    int64_t no = record_int(r, STEP_NO);
    for (size_t i = 0; no >= 1 && no <= PIPELINE_STEPS && i < t->n; i++) {
        if (strcmp(t->codes[i].code, record_text(r, STEP_RESULT)) == 0 &&
            !pipeline_result_fits(book_pipeline(b), (int)no, &t->codes[i])) {
            issue_add(is, "result", true, "E-PIPE-231",
                      "“%s”不是第 %d 步%s的结果，请另选。", t->codes[i].name,
                      (int)no, book_pipeline(b)->steps[no].abbr);
        }
    }
}

void step_check(struct book *b, const struct record *r,
                const struct record *old, struct issues *is)
{
    int from = record_day(r, STEP_FROM), to = record_day(r, STEP_TO);
    if (from != DATE_NONE && to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-PIPE-031",
                  "结束日期不能早于开始日期，请核对。");
    }
    if (record_is_null(r, STEP_ON)) {
        check_no_day(b, r, old, is);
    }
    check_result(b, r, is);
}

/* ---- what the rules say ----------------------------------------------- */

/* The field that a rule's word is shown at. */
static const char *column_of(const struct pipeline_guard *g)
{
    if (g == NULL) {
        return "on_day";
    }
    switch (g->kind) {
    case GUARD_BY:
        return "by_id";
    case GUARD_FIELD:
        return strcmp(g->what, "by") == 0 ? "by_id" : g->what;
    case GUARD_HELPERS:
    case GUARD_KIN:
        return strcmp(g->what, "introducer") == 0 ? "introducer_1"
                                                  : "contact_1";
    case GUARD_AMOUNT:
        return strncmp(g->what, "hours", 5) == 0 ? "hours" : "months";
    case GUARD_MEETING:
    case GUARD_VOTE:
        return "event_id";
    case GUARD_LEAGUE:
        return "way";
    case GUARD_RESULT:
    case GUARD_ONCE:
        return "result";
    default:
        return "on_day";
    }
}

static void add_word(const struct step_issue *s, struct issues *is)
{
    const char *column = column_of(s->guard);
    if (s->refuses) {
        issue_add(is, column, true, "E-PIPE-020", "%s", s->text);
    } else if (s->reasoned) {
        issue_add(is, column, false, PIPELINE_REASONED, "%s", s->text);
    } else {
        issue_add(is, "reason", true, "E-PIPE-022", "%s原因写在“原因说明”里。",
                  s->text);
    }
}

static void check_ends(struct pipeline_file *f, struct issues *is)
{
    if (f->head.voided_on != NULL && f->head.voided_on[0] != '\0') {
        issue_add(is, "candidacy_id", true, "E-PIPE-023",
                  "%s的发展档案已作废，不能再登记；作废错了请撤销那次作废。",
                  f->person.name);
    }
}

static void check_event(struct pipeline_file *f, const struct record *step,
                        struct issues *is)
{
    struct stmt st;
    struct err err = ERR_INIT;
    if (record_is_null(step, STEP_EVENT)) {
        return;
    }
    stmt_open(&st, f->book->db,
              SQL("select 1 from event where id = :id"
                  " and branch_id not in (:branch, :file)"));
    stmt_int(&st, ":id", record_int(step, STEP_EVENT));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_int(&st, ":file", record_int(&f->head, CANDIDACY_BRANCH));
    if (stmt_row(&st)) {
        issue_add(is, "event_id", true, "E-PIPE-203",
                  "关联的会议不是本支部的，请另选；在外单位办的请写“外单位"
                  "办理”。");
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "event_id", &err);
    }
}

/* Who is a member already, of which this file says nothing, had gone these
   steps before; whoever left the Party may begin anew. */
static void check_joined(struct pipeline_file *f, const struct record *step,
                         struct issues *is)
{
    char day[11];
    struct stmt st;
    struct err err = ERR_INIT;
    int64_t no = record_int(step, STEP_NO);
    if (no > AT_ACCEPT || (pipeline_step_at(f, AT_APPROVE) != NULL &&
                           !pipeline_is_assumed(f, AT_APPROVE))) {
        return;
    }
    stmt_open(&st, f->book->db,
              SQL("select p.join_on from person p where p.id = :person"
                  " and p.join_on < :day and not exists (select 1 from member m"
                  " where m.person_id = p.id and m.voided_on is null"
                  " and m.to_on <= :day and m.out_kind not in (:out, :whole)"
                  " and not exists (select 1 from member x"
                  " where x.person_id = p.id and x.voided_on is null"
                  " and (x.to_on is null or x.to_on > :day)))"));
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":day", date_text(pipeline_day_of(step), day));
    stmt_text(&st, ":out", codes_find("out_kind", "转出组织关系"));
    stmt_text(&st, ":whole", codes_find("out_kind", "整建制转出"));
    if (stmt_row(&st)) {
        issue_add(is, "on_day", true, "E-PIPE-227",
                  "%s已是党员，入党日期 %s，第 %d 步%s应在这以前；请核对两个"
                  "日期。",
                  f->person.name, stmt_col_text(&st, 0), (int)no,
                  book_pipeline(f->book)->steps[no].abbr);
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "on_day", &err);
    }
}

static void check_days(struct pipeline_file *f, const struct record *step,
                       struct issues *is)
{
    const struct record *was = &f->steps[record_int(step, STEP_NO)];
    struct err err = ERR_INIT;
    if (!pipeline_refuse_left(f, pipeline_day_of(step), &err)) {
        issue_add_err(is, "on_day", &err);
    }
    if (record_int(step, STEP_ELSEWHERE) == 0) {
        pipeline_check_period(f, pipeline_day_of(step), "on_day", is);
    }
    if (step->id == 0 || was->ledger == NULL || was->id != step->id ||
        record_int(was, STEP_ELSEWHERE) != 0) {
        return;
    }
    /* An answer to what was handed in in a sealed month changes nothing there.
     */
    bool answered =
        record_is_null(was, STEP_ON) && !record_is_null(step, STEP_ON);
    if (!answered && pipeline_day_of(was) != pipeline_day_of(step)) {
        pipeline_check_period(f, pipeline_day_of(was), "on_day", is);
    }
}

/* Begun once more: what stood on the last attempt does not count any longer. */
static bool facts_for(struct pipeline_file *f, const struct record *step,
                      struct pipeline_facts *out, struct err *err)
{
    int no = (int)record_int(step, STEP_NO);
    const struct record *there = &f->steps[no];
    *out = f->facts;
    /* The day of what stands there by the roster alone is not known so well
       that an earlier step could be too late for it. */
    for (int i = no + 1; i <= AT_APPROVE; i++) {
        if (pipeline_is_assumed(f, i)) {
            out->steps[i] = pipeline_open();
        }
    }
    if (step->id != 0 || there->ledger == NULL || there->id == 0) {
        return true;
    }
    struct pipeline_follow w = {.text = {0}};
    struct record copy = record_copy(step, f->arena);
    sb_init(&w.text);
    bool ok = pipeline_after(&w, f, &copy, 0, err);
    if (ok) {
        *out = w.now.facts;
    }
    sb_clear(&w.text);
    return ok;
}

void pipeline_step_check(struct pipeline_file *f, const struct record *step,
                         struct issues *is)
{
    struct pipeline_done d;
    struct pipeline_facts facts;
    struct step_issue *list = NULL;
    struct err err = ERR_INIT;
    if (record_is_null(step, STEP_NO) || pipeline_day_of(step) == DATE_NONE) {
        return; /* said as a required field, or by step_check */
    }
    int no = (int)record_int(step, STEP_NO);
    check_ends(f, is);
    pipeline_check_again(f, step, is);
    check_event(f, step, is);
    check_joined(f, step, is);
    if (!facts_for(f, step, &facts, &err) ||
        !pipeline_done_of(f, step, &d, &err)) {
        issue_add_err(is, "on_day", &err);
        return;
    }
    size_t n = pipeline_check(f->arena, book_pipeline(f->book), &facts, no, &d,
                              f->book->today, &list);
    /* What no reason helps against comes first: nobody writes one in vain. */
    for (int refuses = 1; refuses >= 0; refuses--) {
        for (size_t i = 0; i < n; i++) {
            if (list[i].refuses == (refuses != 0)) {
                add_word(&list[i], is);
            }
        }
    }
    check_days(f, step, is);
}
