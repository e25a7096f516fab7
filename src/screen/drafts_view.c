/* Offering drafts: one after the other at the start, as a list on demand. */
#include "pbtui/screen/drafts_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/store/draft.h"
#include "pbtui/tui/dialog.h"

struct offer {
    struct app *app;
    struct arena arena;
    struct draft draft;
};

static void offer_free(struct offer *o)
{
    arena_clear(&o->arena);
    mem_free(o);
}

static const char *dir_of(struct app *app)
{
    return db_state_dir(app->session.db);
}

static void remove_answer(void *ctx, struct ui *ui, int answer)
{
    struct offer *o = ctx;
    if (answer == 1) {
        draft_remove(dir_of(o->app), o->draft.id);
        ui_note(ui, ROLE_OK, "草稿已丢弃。");
    }
    offer_free(o);
}

static void offer_answer(void *ctx, struct ui *ui, int answer)
{
    static const char *const sure[] = {"留着", "丢弃", NULL};
    struct offer *o = ctx;
    if (answer == 0) {
        record_view_open_draft(o->app, &o->draft);
    } else if (answer == 2) {
        dialog_ask(ui, "丢弃草稿", "丢弃后不能恢复，确定吗？", sure, 0,
                   remove_answer, o);
        return;
    } else {
        ui_note(ui, ROLE_DIM, "草稿还留着，命令“草稿”里可再打开。");
    }
    offer_free(o);
}

static void damaged_answer(void *ctx, struct ui *ui, int answer)
{
    struct offer *o = ctx;
    if (answer == 0) {
        dialog_text_view(ui, "损坏的草稿", o->draft.raw);
    } else if (answer == 1) {
        draft_remove(dir_of(o->app), o->draft.id);
    }
    offer_free(o);
}

static void ask(struct app *app, struct arena arena, const struct draft *d,
                size_t n)
{
    static const char *const good[] = {"接着填", "以后再说", "丢弃", NULL};
    static const char *const bad[] = {"看内容", "丢弃", "以后再说", NULL};
    struct offer *o = mem_new(sizeof *o);
    *o = (struct offer){app, arena, *d};
    struct strbuf sb;
    sb_init(&sb);
    if (d->raw != NULL) {
        sb_add(&sb, "有一份草稿损坏了，只能当作文字查看。");
        dialog_ask(&app->ui, "草稿损坏", sb.s, bad, 2, damaged_answer, o);
    } else {
        sb_addf(&sb, "%s\n写于 %s，填了 %zu 项。", d->title, d->at,
                d->n_fields);
        if (n > 1) {
            sb_addf(&sb, "\n另外还有 %zu 份。", n - 1);
        }
        dialog_ask(&app->ui, "上次有没保存完的内容", sb.s, good, 0,
                   offer_answer, o);
    }
    sb_clear(&sb);
}

void drafts_view_offer(struct app *app)
{
    const char *dir = dir_of(app);
    if (dir == NULL) {
        return;
    }
    draft_expire(dir, app->opt.draft_days > 0 ? app->opt.draft_days : 30);
    struct arena a = ARENA_INIT;
    struct draft *list;
    size_t n;
    if (draft_list(dir, &a, &list, &n, NULL) && n > 0) {
        ask(app, a, &list[0], n); /* takes the arena */
    } else {
        arena_clear(&a);
    }
}

static void list_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct app *app = ctx;
    struct arena a = ARENA_INIT;
    struct draft *list;
    size_t n;
    if (id > 0 && draft_list(dir_of(app), &a, &list, &n, NULL) &&
        (size_t)id <= n) {
        ask(app, a, &list[id - 1], 1);
    } else {
        arena_clear(&a);
    }
}

void drafts_view_open(struct app *app)
{
    struct arena a = ARENA_INIT;
    struct draft *list;
    size_t n;
    const char *dir = dir_of(app);
    if (dir == NULL || !draft_list(dir, &a, &list, &n, NULL) || n == 0) {
        ui_note(&app->ui, ROLE_DIM, "没有草稿。");
        arena_clear(&a);
        return;
    }
    struct pick_text *rows = arena_array(&a, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i].text = list[i].raw != NULL ? "（损坏的草稿）" : list[i].title;
        rows[i].about = list[i].at;
    }
    pick_texts(app, "草稿", rows, n, 0, list_answer, app);
    arena_clear(&a);
}
