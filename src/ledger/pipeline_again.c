/* A step that is begun once more: whether it may be, which later steps go
   along with its last attempt, and the reason that stays in the file for them.
   What becomes of those is pipeline_after.c. */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"

static bool is_there(const struct pipeline_file *f, int no)
{
    return f->steps[no].ledger != NULL && f->steps[no].id != 0;
}

const char *pipeline_again_drops(const struct pipeline_file *f, int no)
{
    const struct pipeline_rules *r = book_pipeline(f->book);
    bool leans[PIPELINE_STEPS + 1];
    const char *all = "";
    pipeline_stands_on(r, no, leans);
    for (int i = no + 1; i <= PIPELINE_STEPS; i++) {
        if (leans[i] && is_there(f, i)) {
            all = arena_printf(f->arena, "%s%s第 %d 步%s", all,
                               all[0] == '\0' ? "" : "、", i, r->steps[i].abbr);
        }
    }
    return all;
}

/* What the superior has approved is not begun once more under it. */
bool pipeline_may_again(const struct pipeline_file *f, int no, struct err *err)
{
    bool leans[PIPELINE_STEPS + 1];
    bool full = pipeline_decided(f, RESULT_CONVERTED) ||
                pipeline_decided(f, RESULT_CANCELLED);
    pipeline_stands_on(book_pipeline(f->book), no, leans);
    int stands = full && leans[AT_CONFIRM]                   ? AT_CONFIRM
                 : pipeline_admitted(f) && leans[AT_APPROVE] ? AT_APPROVE
                                                             : 0;
    return stands == 0 ||
           err_set(err, ERR_RULE, "E-PIPE-202",
                   "%s的第 %d 步%s已经批准，第 %d 步不能重新办理；登记错了的请"
                   "先收回第 %d 步。",
                   f->person.name, stands,
                   book_pipeline(f->book)->steps[stands].abbr, no, stands);
}

void pipeline_check_again(struct pipeline_file *f, const struct record *step,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    int no = (int)record_int(step, STEP_NO);
    if (step->id != 0 || !is_there(f, no)) {
        return;
    }
    if (!pipeline_may_again(f, no, &err)) {
        issue_add_err(is, "on_day", &err);
        return;
    }
    const char *drops = pipeline_again_drops(f, no);
    if (drops[0] != '\0' &&
        apply_reason_is_short(record_text(step, STEP_REASON))) {
        issue_add(is, "reason", true, "E-PIPE-280",
                  "重新办理第 %d 步%s，后面的%s不再计算，要重新办；请写明为什么"
                  "重新办理，至少 %d 个字。",
                  no, book_pipeline(f->book)->steps[no].abbr, drops,
                  APPLY_REASON_CHARS);
    }
}
