/* F8: the last step is taken back, or the file comes to an end.  A reason that
   was too short stays to be gone on with. */
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

#define REASON_CHARS 100

/* ---- taking back ------------------------------------------------------ */

/* The step that was done last: the only one that can be taken back. */
static int last_done(const struct pipeline_view *v)
{
    int last = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_done *d = &v->f.facts.steps[no];
        if (d->done && d->id != 0 &&
            (last == 0 || d->on >= v->f.facts.steps[last].on)) {
            last = no;
        }
    }
    return last;
}

static void back_answer(void *ctx, struct ui *ui, const char *reason);

static void ask_back(struct pipeline_view *v, const char *text,
                     const char *typed)
{
    int no = last_done(v);
    dialog_input(&v->app->ui,
                 arena_printf(&v->app->ui.frame, "收回第 %d 步%s", no,
                              book_pipeline(v->app->book)->steps[no].abbr),
                 text, typed, REASON_CHARS, back_answer, v);
}

static void back_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct pipeline_view *v = ctx;
    struct err err = ERR_INIT;
    int no = last_done(v);
    if (reason == NULL) {
        return;
    }
    if (pipeline_step_void(&v->f, no, reason, &err)) {
        ui_note(ui, ROLE_OK, "已收回第 %d 步%s（Ctrl+Z 撤销）", no,
                book_pipeline(v->app->book)->steps[no].abbr);
        app_forget(v->app);
        pipeline_view_load(v);
        listbox_go_to(&v->list, no);
    } else if (err_is(&err, "E-PIPE-026")) {
        ask_back(v, err.text, reason);
    } else {
        dialog_error(ui, &err);
    }
}

/* ---- the end ---------------------------------------------------------- */

static void reason_answer(void *ctx, struct ui *ui, const char *reason);

static void ask_reason(struct pipeline_view *v, const char *text,
                       const char *typed)
{
    dialog_input(&v->app->ui,
                 arena_printf(&v->app->ui.frame, "%s：%s", v->f.person.name,
                              codes_name("pipeline_end", v->end_kind)),
                 text, typed, REASON_CHARS, reason_answer, v);
}

static void reason_answer(void *ctx, struct ui *ui, const char *reason)
{
    struct pipeline_view *v = ctx;
    struct err err = ERR_INIT;
    if (reason == NULL) {
        return;
    }
    if (pipeline_end(&v->f, v->end_on, v->end_kind, reason, &err)) {
        ui_note(ui, ROLE_OK, "已终止：%s %s（Ctrl+Z 撤销）", v->f.person.name,
                codes_name("pipeline_end", v->end_kind));
        app_forget(v->app);
        pipeline_view_load(v);
    } else if (err_is(&err, "E-PIPE-028")) {
        ask_reason(v, err.text, reason);
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
        ask_reason(v, "终止后留在档案里备查。请写原因（至少四个字）：", "");
    }
}

/* ---- which ------------------------------------------------------------ */

/* Kinds of end that this stage has, by the groups of the code table; the file
   ends by itself when it is archived. */
static size_t kinds_of(const struct pipeline_view *v, const struct code **out,
                       size_t max)
{
    const struct code_table *t = codes_table("pipeline_end");
    const char *own = v->f.facts.steps[AT_ACCEPT].done ? "预备期" : "入党以前";
    size_t n = 0;
    for (size_t i = 0; i < t->n && n < max; i++) {
        const char *group = t->codes[i].group;
        if (strcmp(group, own) == 0 || strcmp(group, "死亡") == 0) {
            out[n++] = &t->codes[i];
        }
    }
    return n;
}

#define KINDS_MAX 10

static void end_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct pipeline_view *v = ctx;
    const struct code *kinds[KINDS_MAX];
    size_t n = kinds_of(v, kinds, KINDS_MAX);
    size_t first = last_done(v) != 0 ? 2 : 1; /* of the kinds, from 1 on */
    if (id == 1 && first == 2) {
        ask_back(v, "收回后连同它带来的变动一起恢复。请写原因（至少四个字）：",
                 "");
    } else if (id >= (int64_t)first && (size_t)id < n + first) {
        snprintf(v->end_kind, sizeof v->end_kind, "%s",
                 kinds[(size_t)id - first]->code);
        dialog_calendar(ui, "哪一天终止", v->app->book->today, day_answer, v);
    }
}

void pipeline_ask_end(struct pipeline_view *v)
{
    const struct code *kinds[KINDS_MAX];
    struct pick_text rows[KINDS_MAX + 1];
    struct arena *a = &v->app->ui.frame;
    size_t n_kinds = kinds_of(v, kinds, KINDS_MAX), n = 0;
    int last = last_done(v);
    if (!app_can_write(v->app) || !book_view_is_today(v->app)) {
        return;
    }
    if (!record_is_null(&v->f.head, CANDIDACY_ENDED)) {
        ui_note(&v->app->ui, ROLE_WARN,
                "这份档案已经终止；弄错了请按 Ctrl+Z 撤销。");
        return;
    }
    if (last != 0) {
        rows[n++] = (struct pick_text){
            arena_printf(a, "收回第 %d 步", last),
            arena_printf(a, "%s，登记错了才收回",
                         book_pipeline(v->app->book)->steps[last].name)};
    }
    for (size_t i = 0; i < n_kinds; i++) {
        rows[n++] = (struct pick_text){kinds[i]->name, "终止这份档案"};
    }
    pick_texts(v->app, "收回或终止", rows, n, 0, end_answer, v);
}
