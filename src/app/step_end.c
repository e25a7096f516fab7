/* `step --back`, `--end` and `--reopen`: a step taken back, a file ended, and
   one that was ended gone on with.  Each through the door of the screen. */
#include "step_end.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

static const char *value(const struct job *job, enum cli_option_id id)
{
    const char *s = job->args.value[id];
    return s == NULL ? "" : s;
}

bool step_back(struct job *job, struct pipeline_file *f, int no,
               struct err *err)
{
    no = no != 0 ? no : pipeline_last_step(f);
    if (no == 0) {
        return err_set(err, ERR_RULE, "E-STEP-007",
                       "%s还没有登记过一步，没有可以收回的。", f->person.name);
    }
    if (!pipeline_step_void(f, no, value(job, OPT_REASON), err)) {
        return false;
    }
    job->saved = true;
    job_say(job, "已收回 %s 第 %d 步%s\n", f->person.name, no,
            book_pipeline(f->book)->steps[no].name);
    return true;
}

static bool refuse_end(struct job *job, struct err *err)
{
    const struct code_table *t = codes_table("pipeline_end");
    const char *all = "";
    for (size_t i = 0; t != NULL && i < t->n; i++) {
        all = arena_printf(&job->arena, "%s%s%s", all, i == 0 ? "" : "、",
                           t->codes[i].name);
    }
    return err_set(err, ERR_USAGE, "E-STEP-002",
                   "没有“%s”这种终止方式，可写%s。", value(job, OPT_END), all);
}

bool step_end(struct job *job, struct pipeline_file *f, int on, struct err *err)
{
    const char *kind = codes_find("pipeline_end", value(job, OPT_END));
    if (kind == NULL) {
        return refuse_end(job, err);
    }
    if (!pipeline_end(f, on != DATE_NONE ? on : f->book->today, kind,
                      value(job, OPT_REASON), err)) {
        return false;
    }
    job->saved = true;
    job_say(job, "已终止 %s 的培养：%s\n", f->person.name,
            codes_name("pipeline_end", kind));
    return true;
}

bool step_reopen(struct job *job, struct pipeline_file *f, struct err *err)
{
    if (!pipeline_reopen(f, value(job, OPT_REASON), err)) {
        return false;
    }
    job->saved = true;
    job_say(job, "已恢复 %s 的发展档案\n", f->person.name);
    return true;
}
