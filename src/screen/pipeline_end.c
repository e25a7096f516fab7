/* F8: the last step is taken back, or what was only 报送, or one is begun once
   more (pipeline_again.c), or the file comes to an end.  A reason that was too
   short stays to be gone on with. */
#include "pipeline_screen.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

/* Above the question stands what else will change. */
static const char *with_effects(struct pipeline_view *v, struct strbuf *also,
                                const char *text)
{
    const char *all =
        also->len == 0
            ? text
            : arena_printf(&v->app->ui.frame, "将同时：\n%s%s", also->s, text);
    sb_clear(also);
    return all;
}

/* ---- taking back ------------------------------------------------------ */

static void back_answer(void *ctx, struct ui *ui, const char *reason);

static void ask_back(struct pipeline_view *v, const char *text,
                     const char *typed)
{
    struct strbuf also;
    struct err err = ERR_INIT;
    int no = v->back_no;
    sb_init(&also);
    if (!pipeline_void_effects(&v->f, no, &also, &err)) {
        sb_clear(&also);
        dialog_error(&v->app->ui, &err);
        return;
    }
    dialog_input(&v->app->ui,
                 arena_printf(&v->app->ui.frame, "收回第 %d 步%s", no,
                              book_pipeline(v->app->book)->steps[no].abbr),
                 with_effects(v, &also, text), typed, PIPELINE_REASON_CHARS,
                 back_answer, v);
}

static void back_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct pipeline_view *v = ctx;
    struct err err = ERR_INIT;
    int no = v->back_no;
    if (reason == NULL) {
        return;
    }
    if (pipeline_step_void(&v->f, no, reason, &err)) {
        ui_note(ui, ROLE_OK, "已收回第 %d 步%s（Ctrl+Z 撤销）", no,
                book_pipeline(v->app->book)->steps[no].abbr);
        app_forget(v->app);
        pipeline_view_load(v);
        listbox_go_to(&v->list, no);
    } else if (err.kind == ERR_RULE) {
        ask_back(v, err.text, reason);
    } else {
        dialog_error(ui, &err);
    }
}

/* ---- the end ---------------------------------------------------------- */

static void reason_answer(void *ctx, struct ui *ui, const char *reason);

static void ask_reason(struct pipeline_view *v, const char *text)
{
    struct strbuf also;
    struct err err = ERR_INIT;
    sb_init(&also);
    if (!pipeline_end_effects(&v->f, v->end_on, v->end_kind, &also, &err)) {
        sb_clear(&also);
        dialog_error(&v->app->ui, &err);
        return;
    }
    dialog_input(&v->app->ui,
                 arena_printf(&v->app->ui.frame, "%s：%s", v->f.person.name,
                              codes_name("pipeline_end", v->end_kind)),
                 with_effects(v, &also, text), v->end_reason,
                 PIPELINE_REASON_CHARS, reason_answer, v);
}

/* Another day may be what is wanted: the reason waits for it. */
static void reason_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct pipeline_view *v = ctx;
    struct err err = ERR_INIT;
    if (reason == NULL) {
        return;
    }
    snprintf(v->end_reason, sizeof v->end_reason, "%s", reason);
    if (pipeline_end(&v->f, v->end_on, v->end_kind, reason, &err)) {
        ui_note(ui, ROLE_OK, "已终止：%s %s（Ctrl+Z 撤销）", v->f.person.name,
                codes_name("pipeline_end", v->end_kind));
        v->end_reason[0] = '\0';
        app_forget(v->app);
        pipeline_view_load(v);
    } else if (err_is(&err, "E-PIPE-028")) {
        ask_reason(v, err.text);
    } else {
        dialog_error(ui, &err);
    }
}

static void day_answer(void *ctx, struct ui *ui, int day)
{
    struct pipeline_view *v = ctx;
    (void)ui;
    if (day != DATE_NONE) {
        v->end_on = day;
        ask_reason(v, "终止后留在档案里备查。请写原因（至少四个字）：");
    }
}

/* ---- which ------------------------------------------------------------ */

#define KINDS_MAX 10
#define BACKS_MAX 4

/* The steps that can be taken back: those that were only 报送, nothing stands
   on them, and the last one.  Returns how many. */
static size_t backs_of(const struct pipeline_view *v, int out[BACKS_MAX])
{
    int last = pipeline_last_step(&v->f);
    size_t n = 0;
    for (int no = 1; no <= PIPELINE_STEPS && n + 1 < BACKS_MAX; no++) {
        const struct pipeline_done *d = &v->f.facts.steps[no];
        if (!d->done && d->id != 0 && d->asked_on != DATE_NONE) {
            out[n++] = no;
        }
    }
    if (last != 0) {
        out[n++] = last;
    }
    return n;
}

static struct pick_text back_row(const struct pipeline_view *v, int no)
{
    struct arena *a = &v->app->ui.frame;
    const struct pipeline_done *d = &v->f.facts.steps[no];
    const struct pipeline_step *s = &book_pipeline(v->app->book)->steps[no];
    char day[11];
    if (!d->done && d->asked_on != DATE_NONE) {
        return (struct pick_text){arena_printf(a, "收回第 %d 步的报送", no),
                                  arena_printf(a, "%s %s 报送，登记错了才收回",
                                               s->abbr,
                                               date_text(d->asked_on, day))};
    }
    return (struct pick_text){arena_printf(a, "收回第 %d 步", no),
                              arena_printf(a, "%s，登记错了才收回", s->name)};
}

static struct pick_text again_row(const struct pipeline_view *v, int no)
{
    struct arena *a = &v->app->ui.frame;
    return (struct pick_text){
        arena_printf(a, "重新办理第 %d 步", no),
        arena_printf(a, "%s，原来的保留备查",
                     book_pipeline(v->app->book)->steps[no].name)};
}

static void end_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct pipeline_view *v = ctx;
    const struct code *kinds[KINDS_MAX];
    struct err err = ERR_INIT;
    size_t n;
    if (!pipeline_end_kinds(&v->f, kinds, KINDS_MAX, &n, &err)) {
        dialog_error(ui, &err);
        return;
    }
    int backs[BACKS_MAX];
    size_t n_backs = backs_of(v, backs);
    int again = pipeline_again_here(v);
    size_t before = n_backs + (again != 0); /* rows above the kinds */
    if (id > 0 && (size_t)id <= n_backs) {
        v->back_no = backs[id - 1];
        ask_back(v, "收回后连同它带来的变动一起恢复。请写原因（至少四个字）：",
                 "");
    } else if (id > 0 && (size_t)id <= before) {
        pipeline_ask_again(v, again);
    } else if (id > 0 && (size_t)id <= before + n) {
        const char *kind = kinds[(size_t)id - before - 1]->code;
        if (strcmp(kind, v->end_kind) != 0) {
            v->end_reason[0] = '\0';
        }
        snprintf(v->end_kind, sizeof v->end_kind, "%s", kind);
        dialog_calendar(ui, "哪一天终止", v->app->book->today, day_answer, v);
    }
}

void pipeline_ask_end(struct pipeline_view *v)
{
    const struct code *kinds[KINDS_MAX];
    struct pick_text rows[KINDS_MAX + BACKS_MAX + 1];
    struct err err = ERR_INIT;
    int backs[BACKS_MAX];
    size_t n_kinds, n = 0;
    if (!app_can_write(v->app) || !book_view_is_today(v->app)) {
        return;
    }
    if (!record_is_null(&v->f.head, CANDIDACY_ENDED) &&
        pipeline_ending_step(&v->f) == 0) {
        pipeline_ask_reopen(v);
        return;
    }
    if (!pipeline_end_kinds(&v->f, kinds, KINDS_MAX, &n_kinds, &err)) {
        dialog_error(&v->app->ui, &err);
        return;
    }
    size_t n_backs = backs_of(v, backs);
    for (size_t i = 0; i < n_backs; i++) {
        rows[n++] = back_row(v, backs[i]);
    }
    int again = pipeline_again_here(v);
    if (again != 0) {
        rows[n++] = again_row(v, again);
    }
    for (size_t i = 0; i < n_kinds; i++) {
        rows[n++] = (struct pick_text){kinds[i]->name, "终止这份档案"};
    }
    pick_texts(v->app, "收回、重新办理或终止", rows, n, 0, end_answer, v);
}
