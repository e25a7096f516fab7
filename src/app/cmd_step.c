/* `step`: 发展党员.  Without a number where a person stands, step by step; with
   one what that step asks for; with a day or content as well it is written down
   through the door of the screen. */
#include "cmds.h"

#include <string.h>

#include "job.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "resolve.h"
#include "step_end.h"
#include "step_table.h"
#include "step_tell.h"
#include "step_words.h"

static const char *value(const struct job *job, enum cli_option_id id)
{
    const char *s = job->args.value[id];
    return s == NULL ? "" : s;
}

static bool read_on(struct job *job, int *on, struct err *err)
{
    *on = DATE_NONE;
    return !args_given(&job->args, OPT_ON) ||
           date_parse(value(job, OPT_ON), job->session.book.today, on, err) ||
           job_bad_option(OPT_ON, err);
}

static bool read_no(struct job *job, int *no, struct err *err)
{
    struct record r = record_new(&ledger_step, &job->session.book, &job->arena);
    *no = 0;
    if (job->args.n_words > 1) {
        if (!record_type(&r, &job->session.book, &job->arena, STEP_NO,
                         job->args.words[1], err)) {
            if (err != NULL) {
                err->kind = ERR_USAGE;
            }
            return false;
        }
        *no = (int)record_int(&r, STEP_NO);
    }
    return true;
}

/* Every word from the third on. */
static bool read_words(struct job *job, struct pipeline_file *f,
                       struct record *r, int no, struct err *err)
{
    for (int i = 2; i < job->args.n_words; i++) {
        if (!step_word_read(f, r, no, job->args.words[i], err)) {
            return false;
        }
    }
    return true;
}

/* ---- doing ------------------------------------------------------------ */

static void say_effects(struct job *job, const char *text)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        job_say(job, "  同时：%.*s\n", (int)n, text);
        text += n + (text[n] == '\n');
    }
}

/* 报送 is said, and nothing of an answer: no day is meant, not even today. */
static bool asks_only(const struct job *job)
{
    static const char *const answers[] = {"result", "结果",   "number",
                                          "文号",   "on_day", "日期"};
    bool asks = false;
    for (int i = 2; i < job->args.n_words; i++) {
        const char *word = job->args.words[i];
        asks = asks || step_word_is(word, "asked_on") ||
               step_word_is(word, "报送日期");
        for (size_t k = 0; k < ARRAY_LEN(answers); k++) {
            if (step_word_is(word, answers[k])) {
                return false;
            }
        }
    }
    return asks;
}

/* The one that is there is mended; --again begins it anew. */
static bool is_there(const struct job *job, const struct pipeline_file *f,
                     int no)
{
    return f->steps[no].ledger != NULL && f->steps[no].id != 0 &&
           !args_given(&job->args, OPT_AGAIN);
}

/* What the roster says of a step that is not in the books yet. */
static int roster_day(const struct pipeline_file *f, int no)
{
    const struct record *r = &f->steps[no];
    bool said = r->ledger != NULL && r->id == 0 && no != AT_APPROVE;
    return said ? record_day(r, STEP_ON) : DATE_NONE;
}

static struct record step_of(struct job *job, struct pipeline_file *f, int no,
                             int on)
{
    bool there = is_there(job, f, no);
    struct record r = there ? record_copy(&f->steps[no], &job->arena)
                            : pipeline_step_new(f, no);
    bool open = !there || record_is_null(&r, STEP_ON);
    if (!there && on != DATE_NONE) {
        step_link_meeting(f, &r, on);
    }
    if (on != DATE_NONE) {
        record_set_day(&r, &job->arena, STEP_ON, on);
    } else if (open && asks_only(job)) {
        record_set_null(&r, STEP_ON);
    } else if (!there && roster_day(f, no) != DATE_NONE) {
        record_set_day(&r, &job->arena, STEP_ON, roster_day(f, no));
    } else if (record_is_null(&r, STEP_ON)) {
        record_set_day(&r, &job->arena, STEP_ON, f->book->today);
    }
    if (open) {
        pipeline_step_day_typed(f, &r);
    }
    if (args_given(&job->args, OPT_REASON)) {
        record_set_text(&r, STEP_REASON, value(job, OPT_REASON));
    }
    return r;
}

static bool refuse_reason(const struct job *job, struct err *err)
{
    return !args_given(&job->args, OPT_REASON) ||
           !apply_reason_is_short(value(job, OPT_REASON)) ||
           err_set(err, ERR_RULE, "E-STEP-006",
                   "原因说明留在发展档案里备查，请写明白，至少 %d 个字。",
                   APPLY_REASON_CHARS);
}

/* More than anybody meant, or less than nothing. */
static bool refuse_counts(const struct record *r, struct err *err)
{
    static const struct {
        int field, most;
    } counts[] = {{STEP_HOURS, 9999}, {STEP_DAYS, 999}, {STEP_MONTHS, 99}};
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        int64_t n = record_int(r, counts[i].field);
        if (!record_is_null(r, counts[i].field) &&
            (n < 1 || n > counts[i].most)) {
            return err_set(err, ERR_RULE, "E-STEP-009",
                           "%s写的是 %lld，应是 1 到 %d 的整数，请核对。",
                           r->ledger->fields[counts[i].field].label,
                           (long long)n, counts[i].most);
        }
    }
    return true;
}

static bool do_step(struct job *job, struct pipeline_file *f, int no, int on,
                    struct err *err)
{
    bool mends =
        is_there(job, f, no) && !record_is_null(&f->steps[no], STEP_ON);
    if (!refuse_reason(job, err)) {
        return false;
    }
    struct record r = step_of(job, f, no, on);
    struct strbuf effects;
    struct issues is = {.arena = &job->arena};
    if (!read_words(job, f, &r, no, err) || !refuse_counts(&r, err)) {
        return false;
    }
    sb_init(&effects);
    pipeline_step_check(f, &r, &is);
    step_tell_outsiders(job, f);
    step_tell_papers(job, f, no);
    bool ok = pipeline_step_effects(f, &r, &effects, err) &&
              pipeline_step_save(f, &r, NULL, err);
    if (ok) {
        job->saved = true;
        step_tell_warnings(job, &is);
        step_tell_bounds(job, f, &r);
        job_say(job, "%s %s 第 %d 步%s%s\n", mends ? "已修改" : "已登记",
                f->person.name, no, book_pipeline(f->book)->steps[no].name,
                record_is_null(&r, STEP_ON) ? "：已报送，等批复" : "");
        say_effects(job, effects.s != NULL ? effects.s : "");
    }
    sb_clear(&effects);
    return ok;
}

/* Steps 6 and 21 are done by their entries. */
static bool do_entry(struct job *job, struct pipeline_file *f, int no, int on,
                     struct err *err)
{
    struct record r =
        record_new(&ledger_step_entry, &job->session.book, &job->arena);
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    struct issues is = {.arena = &job->arena};
    if (f->head.id == 0) {
        return err_set(err, ERR_RULE, "E-STEP-001",
                       "%s还没有发展档案，请先登记第 1 步。", f->person.name);
    }
    if (!record_is_null(&f->head, CANDIDACY_ENDED)) {
        return err_set(err, ERR_RULE, "E-STEP-010",
                       "%s的发展档案已于 %s 结束，不能再登记第 %d 步的记载；"
                       "结束错了请先恢复档案：--reopen。",
                       f->person.name, record_text(&f->head, CANDIDACY_ENDED),
                       no);
    }
    record_set_int(&r, STEP_ENTRY_FILE, f->head.id);
    record_set_text(&r, STEP_ENTRY_KIND,
                    codes_find("step_entry", s->entries[0]));
    if (on != DATE_NONE) {
        record_set_day(&r, &job->arena, STEP_ENTRY_ON, on);
    }
    if (!read_words(job, f, &r, no, err)) {
        return false;
    }
    record_check(&r, f->book, NULL, &is);
    for (size_t i = 0; i < f->n_fresh; i++) {
        record_check(&f->fresh[i], f->book, NULL, &is);
    }
    step_tell_outsiders(job, f);
    step_tell_papers(job, f, no);
    if (!pipeline_entry_save(f, &r, err)) {
        return false;
    }
    job->saved = true;
    step_tell_warnings(job, &is);
    job_say(job, "已登记 %s %s %s\n", f->person.name,
            codes_name("step_entry", record_text(&r, STEP_ENTRY_KIND)),
            record_text(&r, STEP_ENTRY_ON));
    return true;
}

/* ---- showing ---------------------------------------------------------- */

static bool show(struct job *job, struct pipeline_file *f, int no,
                 struct err *err)
{
    struct table t;
    if (args_given(&job->args, OPT_AUDIT)) {
        audit_table(&t, f);
        job->found = t.n_rows > 0;
    } else if (no != 0) {
        one_step_table(&t, f, no);
    } else {
        step_table(&t, f);
    }
    return job_table(job, &t, err);
}

/* What is said with a step, said without one. */
static bool refuse_alone(struct job *job, struct err *err)
{
    static const enum cli_option_id of_a_step[] = {OPT_ON, OPT_REASON,
                                                   OPT_AGAIN};
    bool ends = args_given(&job->args, OPT_END);
    bool reopens = args_given(&job->args, OPT_REOPEN);
    bool whole = ends || reopens || args_given(&job->args, OPT_BACK);
    if (job->args.n_words > 1 &&
        (ends || reopens || args_given(&job->args, OPT_AUDIT))) {
        return err_set(err, ERR_USAGE, "E-STEP-004",
                       "--%s 不用写步骤号，请把姓名后面的词去掉。",
                       cli_options[ends      ? OPT_END
                                   : reopens ? OPT_REOPEN
                                             : OPT_AUDIT]
                           .name);
    }
    for (size_t i = 0;
         !whole && job->args.n_words == 1 && i < ARRAY_LEN(of_a_step); i++) {
        if (args_given(&job->args, of_a_step[i])) {
            return err_set(err, ERR_USAGE, "E-STEP-005",
                           "--%s 要写在一步上，请在姓名后面写步骤号，1 到 %d。",
                           cli_options[of_a_step[i]].name, PIPELINE_STEPS);
        }
    }
    return true;
}

/* A day or a word of content; a number alone asks what the step is about. */
static bool says_something(const struct job *job)
{
    return job->args.n_words > 2 || args_given(&job->args, OPT_ON) ||
           args_given(&job->args, OPT_REASON) ||
           args_given(&job->args, OPT_AGAIN);
}

/* ---- all of it -------------------------------------------------------- */

bool cmd_step(struct job *job, struct err *err)
{
    bool ends = args_given(&job->args, OPT_END);
    bool backs = args_given(&job->args, OPT_BACK);
    bool reopens = args_given(&job->args, OPT_REOPEN);
    bool writes = ends || backs || reopens ||
                  (job->args.n_words > 1 && says_something(job));
    struct pipeline_file f;
    int64_t person = 0;
    int on, no;
    if (!refuse_alone(job, err) || !job_open(job, writes, err) ||
        !read_on(job, &on, err) || !read_no(job, &no, err) ||
        !resolve_person(&job->session.book, &job->arena, job->args.words[0],
                        NULL, &person, err) ||
        !pipeline_read_person(&f, &job->session.book, &job->arena, person,
                              err)) {
        return false;
    }
    if (ends) {
        return step_end(job, &f, on, err);
    }
    if (backs) {
        return step_back(job, &f, no, err);
    }
    if (reopens) {
        return step_reopen(job, &f, err);
    }
    if (!writes) {
        return show(job, &f, no, err);
    }
    return book_pipeline(f.book)->steps[no].running
               ? do_entry(job, &f, no, on, err)
               : do_step(job, &f, no, on, err);
}
