/* What the clerk should hear about a step besides whether it was saved: people
   of other branches, papers under other names, rules that only warn, the
   year's number.  Nothing here refuses. */
#include "step_tell.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

static bool is_known(const struct pipeline_file *f, const char *name)
{
    for (size_t i = 0; i < f->facts.n_helpers; i++) {
        const struct pipeline_helper *h = &f->facts.helpers[i];
        if (h->named && strcmp(h->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* A name that nobody here has may be another branch's, or a slip. */
void step_tell_outsiders(struct job *job, const struct pipeline_file *f)
{
    for (size_t i = 0; i < f->n_fresh; i++) {
        const struct record *r = &f->fresh[i];
        if (r->ledger == &ledger_helper && !record_is_null(r, HELPER_NAME)) {
            const char *name = record_text(r, HELPER_NAME);
            job_notice(arena_printf(
                &job->arena,
                is_known(f, name)
                    ? "本账本的名册里有一位%s，这里按外单位党员写，请核对。"
                    : "%s不在本账本的名册里，按外单位党员登记。",
                name));
        }
    }
}

/* A paper that the step does not ask for may be one under another name. */
void step_tell_papers(struct job *job, const struct pipeline_file *f, int no)
{
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    for (size_t i = 0; i < f->n_fresh; i++) {
        const char *all = "";
        bool known = f->fresh[i].ledger != &ledger_paper;
        for (size_t k = 0; k < s->n_papers; k++) {
            const char *name = s->papers[k].name;
            known = known ||
                    strcmp(name, record_text(&f->fresh[i], PAPER_NAME)) == 0;
            all = arena_printf(&job->arena, "%s%s%s", all, k == 0 ? "" : "、",
                               name);
        }
        if (!known && s->n_papers > 0) {
            job_notice(arena_printf(
                &job->arena,
                "“%s”不是第 %d 步要求的材料，要求的是 %s；名称要一样才算有。",
                record_text(&f->fresh[i], PAPER_NAME), no, all));
        }
    }
}

void step_tell_warnings(struct job *job, const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (!is->list[i].blocks) {
            job_notice(arena_printf(&job->arena, "%s（%s）", is->list[i].text,
                                    is->list[i].code));
        }
    }
}

/* Past the year's number, or into no group: nothing refuses it. */
void step_tell_bounds(struct job *job, struct pipeline_file *f,
                      const struct record *r)
{
    int64_t no = record_int(r, STEP_NO);
    struct pipeline_board p;
    int year, month, mday;
    if (record_is_null(r, STEP_ON)) {
        return;
    }
    date_split(record_day(r, STEP_ON), &year, &month, &mday);
    if (no == AT_PLACE && record_is_null(r, STEP_GRP)) {
        job_notice(
            "没有写党小组，只编入党支部；要编入党小组请写 党小组=名称。");
    }
    if (no == AT_APPROVE && pipeline_board(&p, f->book, &job->arena, NULL) &&
        p.year == year && p.quota >= 0 && p.used > p.quota) {
        job_notice(arena_printf(&job->arena,
                                "%d 年的发展计划是 %d 名，连同这一名已审批 %d "
                                "名，超出 %d 名，请核对计划或报上级党委。",
                                year, p.quota, p.used, p.used - p.quota));
    }
}
