/* Offering drafts: the newest at the start, all of them as a list on demand. */
#include "pbtui/screen/drafts_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pickers.h"
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
        opening_draft(o->app, &o->draft);
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
    /* 1–8 open the books on the home screen below: whoever presses one of them
       at once means that, and shall neither put the draft off nor lose it. */
    static const char *const good[] = {"接着填", "9 以后再说", "0 丢弃", NULL};
    static const char *const bad[] = {"看内容", "0 丢弃", "9 以后再说", NULL};
    struct offer *o = mem_new(sizeof *o);
    *o = (struct offer){app, arena, *d};
    struct strbuf sb;
    sb_init(&sb);
    if (d->raw != NULL) {
        sb_add(&sb, "有一份草稿损坏了，只能当作文字查看。");
        dialog_ask(&app->ui, "草稿损坏", sb.s, bad, 2, damaged_answer, o);
    } else {
        sb_addf(&sb, "%s\n写于 %s，还没有保存。", d->title, d->at);
        if (n > 1) {
            sb_addf(&sb, "\n另外还有 %zu 份。", n - 1);
        }
        dialog_ask(&app->ui, "上次有没保存完的内容", sb.s, good, 0,
                   offer_answer, o);
    }
    sb_clear(&sb);
}

static bool is_open(const struct app *app, const char *id)
{
    for (const struct view *v = app->ui.top; v != NULL; v = v->below) {
        if (opening_has_draft(v, id)) {
            return true;
        }
    }
    return false;
}

/* Those of forms that are open right now are left out. */
static size_t read_drafts(struct app *app, struct arena *a, struct draft **out)
{
    size_t n = 0;
    size_t kept = 0;
    const char *dir = dir_of(app);
    if (dir == NULL || !draft_list(dir, a, out, &n, NULL)) {
        return 0;
    }
    for (size_t i = 0; i < n; i++) {
        if (!is_open(app, (*out)[i].id)) {
            (*out)[kept++] = (*out)[i];
        }
    }
    return kept;
}

void drafts_view_offer(struct app *app)
{
    struct arena a = ARENA_INIT;
    struct draft *list = NULL;
    if (dir_of(app) != NULL) {
        draft_expire(dir_of(app),
                     app->opt.draft_days > 0 ? app->opt.draft_days : 30);
    }
    size_t n = read_drafts(app, &a, &list);
    if (n > 0) {
        ask(app, a, &list[0], n); /* takes the arena */
    } else {
        arena_clear(&a);
    }
}

/* The list as it was shown: another window may change the folder meanwhile. */
struct draft_choice {
    struct app *app;
    struct arena arena;
    struct draft *list;
    size_t n;
};

static void list_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct draft_choice *choice = ctx;
    if (id > 0 && (size_t)id <= choice->n) {
        ask(choice->app, choice->arena, &choice->list[id - 1], 1);
    } else {
        arena_clear(&choice->arena);
    }
    mem_free(choice);
}

void drafts_view_open(struct app *app)
{
    struct draft_choice *choice = mem_new(sizeof *choice);
    choice->app = app;
    choice->n = read_drafts(app, &choice->arena, &choice->list);
    if (choice->n == 0) {
        ui_note(&app->ui, ROLE_DIM, "没有草稿。");
        arena_clear(&choice->arena);
        mem_free(choice);
        return;
    }
    struct pick_text *rows =
        arena_array(&choice->arena, choice->n, sizeof *rows);
    for (size_t i = 0; i < choice->n; i++) {
        const struct draft *d = &choice->list[i];
        rows[i].text = d->raw != NULL ? "（损坏的草稿）" : d->title;
        rows[i].about = d->at;
    }
    pick_texts(app, "草稿", rows, choice->n, 0, list_answer, choice);
}
