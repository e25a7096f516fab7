/* F8 on what is done with: a file that was ended is opened again.  And a step
   that is done, begun once more: what no longer counts with it is said,
   why is asked where later steps go along, and its form opens.  The form's one
   save is the one change. */
#include "pipeline_screen.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/tui/dialog.h"

static bool can_again(const struct pipeline_view *v, int no)
{
    const struct pipeline_done *d = &v->f.facts.steps[no];
    return d->done && d->id != 0 &&
           !book_pipeline(v->app->book)->steps[no].running &&
           pipeline_may_again(&v->f, no, NULL);
}

int pipeline_again_here(const struct pipeline_view *v)
{
    int no = pipeline_view_step(v);
    const struct step_view *s = &v->f.now.steps[no];
    if (can_again(v, no)) {
        return no;
    }
    /* What holds it up may be an earlier step that has grown too old. */
    for (size_t i = 0; i < s->n_issues; i++) {
        const struct pipeline_guard *g = s->issues[i].guard;
        if (g->kind == GUARD_VALID && can_again(v, g->of)) {
            return g->of;
        }
    }
    return 0;
}

static void open_form(struct pipeline_view *v, const char *reason)
{
    if (pipeline_resume_again(v, v->again_no)) {
        return;
    }
    struct record r = pipeline_step_new(&v->f, v->again_no);
    if (reason[0] != '\0') {
        record_set_text(&r, STEP_REASON, reason);
    }
    pipeline_open_new(v, &r);
}

static void reason_answer(void *ctx, struct ui *ui, const char *reason);

static void ask_reason(struct pipeline_view *v, const char *text,
                       const char *typed)
{
    dialog_input(
        &v->app->ui,
        arena_printf(&v->app->ui.frame, "重新办理第 %d 步%s", v->again_no,
                     book_pipeline(v->app->book)->steps[v->again_no].abbr),
        text, typed, PIPELINE_REASON_CHARS, reason_answer, v);
}

static void reason_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct pipeline_view *v = ctx;
    if (reason == NULL) {
        return;
    }
    if (apply_reason_is_short(reason)) {
        ask_reason(v,
                   arena_printf(&ui->frame, "原因说明至少写 %d 个字：",
                                APPLY_REASON_CHARS),
                   reason);
        return;
    }
    open_form(v, reason);
}

void pipeline_ask_again(struct pipeline_view *v, int no)
{
    const char *drops = pipeline_again_drops(&v->f, no);
    v->again_no = no;
    if (drops[0] == '\0') {
        open_form(v, "");
        return;
    }
    ask_reason(v,
               arena_printf(&v->app->ui.frame,
                            "保存以后，原来的这一步和后面的%s保留备查，不再"
                            "计算，要重新办。请写原因（至少四个字）：",
                            drops),
               "");
}

/* ---- a file that was ended ---------------------------------------------- */

static void reopen_answer(void *ctx, struct ui *ui, const char *reason);

static void ask_reopen(struct pipeline_view *v, const char *text,
                       const char *typed)
{
    struct strbuf also;
    struct err err = ERR_INIT;
    sb_init(&also);
    if (pipeline_reopen_effects(&v->f, &also, &err)) {
        const char *effects =
            also.len > 0
                ? arena_printf(&v->app->ui.frame, "将同时：\n%s", also.s)
                : "";
        dialog_input(
            &v->app->ui,
            arena_printf(&v->app->ui.frame, "%s：恢复档案", v->f.person.name),
            arena_printf(&v->app->ui.frame, "%s%s", effects, text), typed,
            PIPELINE_REASON_CHARS, reopen_answer, v);
    } else {
        dialog_error(&v->app->ui, &err);
    }
    sb_clear(&also);
}

static void reopen_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct pipeline_view *v = ctx;
    struct err err = ERR_INIT;
    if (reason == NULL) {
        return;
    }
    if (pipeline_reopen(&v->f, reason, &err)) {
        ui_note(ui, ROLE_OK, "已恢复 %s 的发展档案（Ctrl+Z 撤销）",
                v->f.person.name);
        app_forget(v->app);
        pipeline_view_load(v);
    } else if (err_is(&err, "E-PIPE-285")) {
        ask_reopen(v, err.text, reason);
    } else {
        dialog_error(ui, &err);
    }
}

void pipeline_ask_reopen(struct pipeline_view *v)
{
    ask_reopen(v, "这份档案已经终止。恢复后接着办理，请写原因（至少四个字）：",
               "");
}
