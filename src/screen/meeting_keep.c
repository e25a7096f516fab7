/* Keeping what is typed in the event form: the draft, F2 with what must be
   looked at first, two windows at the same meeting. */
#include "meeting_parts.h"

#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/topic_view.h"
#include "pbtui/store/draft.h"
#include "pbtui/tui/dialog.h"

#define MAX_RESIDUE 8

/* ---- drafts ------------------------------------------------------------- */

struct gather {
    struct arena *arena;
    struct draft_field *fields;
    size_t n, cap;
};

static void gather(void *ctx, const char *name, const char *value)
{
    struct gather *g = ctx;
    if (g->n == g->cap) {
        size_t cap = g->cap == 0 ? 128 : g->cap * 2;
        struct draft_field *more = arena_array(g->arena, cap, sizeof *more);
        if (g->n > 0) {
            memcpy(more, g->fields, g->n * sizeof *more);
        }
        g->fields = more;
        g->cap = cap;
    }
    g->fields[g->n++] = (struct draft_field){arena_str(g->arena, name),
                                             arena_str(g->arena, value)};
}

void meeting_write_draft(struct meeting_view *v)
{
    const char *dir = db_state_dir(v->app->session.db);
    if (!v->dirty || dir == NULL || v->form.read_only) {
        return;
    }
    struct arena a = ARENA_INIT;
    struct gather g = {.arena = &a};
    char now[20];
    struct err err = ERR_INIT;
    meeting_pack(&v->m, gather, &g);
    for (size_t i = 0; i < v->form.n_items; i++) {
        if (v->form.items[i].touched) {
            gather(&g, arena_printf(&a, "item.%s", v->form.items[i].name),
                   formbox_get(&v->form.items[i]));
        }
    }
    topic_view_pack(&v->app->ui, &v->m, gather, &g);
    clock_now(now);
    struct draft d = {
        .id = v->draft_id,
        .form = MEETING_FORM,
        .title = arena_printf(&a, "%s %s", v->title,
                              record_text(&v->m.event, EVENT_ON)),
        .at = now,
        .row_id = v->m.event.id,
        .base_ver = v->m.event.ver,
        .parent_id = record_int(&v->m.event, EVENT_BRANCH),
        .fields = g.fields,
        .n_fields = g.n,
    };
    if (draft_save(dir, &a, &d, &err)) {
        if (v->draft_id == NULL) {
            v->draft_id = mem_str(d.id);
        }
        memcpy(v->draft_at, now, sizeof v->draft_at);
        v->dirty = false;
    } else {
        ui_note_err(&v->app->ui, &err);
    }
    v->typed = 0;
    arena_clear(&a);
}

void meeting_remove_draft(struct meeting_view *v)
{
    const char *dir = db_state_dir(v->app->session.db);
    if (v->draft_id != NULL && dir != NULL) {
        draft_remove(dir, v->draft_id);
    }
    mem_free(v->draft_id);
    v->draft_id = NULL;
    v->draft_at[0] = '\0';
    v->dirty = false;
}

/* ---- saving ------------------------------------------------------------- */

static void done(struct meeting_view *v)
{
    meeting_remove_draft(v);
    app_forget(v->app);
    v->edited = false;
    v->closing = true;
    v->app->saved_in = &ledger_event;
    v->app->saved_id = v->m.event.id;
}

static enum view_result save_now(struct meeting_view *v);

static void merge_answer(void *ctx, struct ui *ui, int answer)
{
    struct meeting_view *v = ctx;
    struct strbuf both;
    struct err err = ERR_INIT;
    if (answer != 0) {
        return;
    }
    sb_init(&both);
    if (!meeting_merge(&v->m, &both, &err)) {
        dialog_error(ui, &err);
    } else {
        meeting_items_make(v, NULL);
        v->edited = true;
        v->dirty = true;
        meeting_write_draft(v);
        dialog_message(ui, "合在一起了",
                       both.len > 0
                           ? both.s
                           : "两边改的不是同一处，已合在一起；请看一遍再按 F2 "
                             "保存。");
    }
    sb_clear(&both);
}

static void ask_merge(struct meeting_view *v)
{
    static const char *const buttons[] = {"合在一起", "返回", NULL};
    dialog_ask(&v->app->ui, "另一个窗口先保存了",
               "这次会议刚被另一个窗口改过。合在一起：对方改的都取来，您改过的"
               "地方用您的；同一处两边都改了的会列出来。",
               buttons, 0, merge_answer, v);
}

static enum view_result save_now(struct meeting_view *v)
{
    struct err err = ERR_INIT;
    bool is_new = v->m.was.ledger == NULL;
    if (meeting_save(&v->m, NULL, &err)) {
        struct strbuf sb;
        sb_init(&sb);
        meeting_title(&v->m, &sb);
        ui_note(&v->app->ui, ROLE_OK, "%s：%s %s（Ctrl+Z 撤销）",
                is_new ? "已登记" : "已保存修改", sb.s,
                record_text(&v->m.event, EVENT_ON));
        sb_clear(&sb);
        done(v);
        return VIEW_CLOSE;
    }
    if (err_is(&err, "E-SAVE-001")) {
        ask_merge(v);
    } else {
        dialog_error(&v->app->ui, &err);
    }
    return VIEW_DONE;
}

static void warned_answer(void *ctx, struct ui *ui, int answer)
{
    struct meeting_view *v = ctx;
    if (answer == 1) {
        v->warned = true;
        if (meeting_on_save(v, ui, &v->form) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    }
}

static bool ask_warnings(struct meeting_view *v, const struct issues *is)
{
    static const char *const buttons[] = {"回去修改", "照样保存", NULL};
    if (is->n == 0 || v->warned) {
        return false;
    }
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "\n" : "", is->list[i].text);
    }
    dialog_ask(&v->app->ui, "请核对", sb.s, buttons, 0, warned_answer, v);
    sb_clear(&sb);
    return true;
}

/* ---- what may be left of the one it was copied from ---------------------- */

static void residue_answer(void *ctx, struct ui *ui, int answer)
{
    struct meeting_view *v = ctx;
    if (answer == 1) {
        v->guarded = true;
        if (meeting_on_save(v, ui, &v->form) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    }
}

static bool ask_residue(struct meeting_view *v)
{
    static const char *const buttons[] = {"回去修改", "没有错，保存", NULL};
    struct residue list[MAX_RESIDUE];
    size_t n = v->guarded ? 0 : meeting_residue(&v->m, list, MAX_RESIDUE);
    struct strbuf sb;
    if (n == 0) {
        return false;
    }
    sb_init(&sb);
    sb_add(&sb, "照上次写的，下面这些还是上次的：\n");
    for (size_t i = 0; i < n; i++) {
        sb_addf(&sb, "%s：“%s”（…%s…）\n", list[i].where, list[i].text,
                list[i].around);
    }
    dialog_ask(&v->app->ui, "可能没改", sb.s, buttons, 0, residue_answer, v);
    sb_clear(&sb);
    return true;
}

/* Which item an issue of the whole meeting is shown at. */
static struct form_item *item_of(struct meeting_view *v, const char *column)
{
    static const struct {
        const char *column;
        const char *item;
    } names[] = {
        {"on_day", "on"},         {"time_to", "to"},
        {"time_from", "from"},    {"host_id", "host"},
        {"grp_id", "grp"},        {"agenda", "topic0"},
        {"actions", "act0.text"}, {"recorder_id", "recorder"},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(names[i].column, column) == 0) {
            return formbox_item(&v->form, names[i].item);
        }
    }
    return formbox_item(&v->form, column);
}

static bool show_blocking(struct meeting_view *v, const struct issues *is)
{
    bool blocked = false;
    for (size_t i = 0; i < is->n; i++) {
        struct form_item *item = item_of(v, is->list[i].column);
        if (!is->list[i].blocks) {
            continue;
        }
        if (item != NULL && item->editor != FORM_BLOCK && !item->hidden) {
            formbox_error(item, is->list[i].text);
        } else {
            ui_note(&v->app->ui, ROLE_ERROR, "%s", is->list[i].text);
        }
        if (!blocked && item != NULL) {
            formbox_focus(&v->form, item->name);
        }
        blocked = true;
    }
    return blocked;
}

/* Somebody came or went while the form was open, or a plan is being held: the
   roll is called again and looked at once more. */
static bool roll_has_moved(struct meeting_view *v)
{
    struct meeting_gap gap;
    struct err err = ERR_INIT;
    bool held = v->m.was.ledger != NULL &&
                strcmp(record_text(&v->m.was, EVENT_STATE), EVENT_HELD) == 0;
    if (held || !meeting_gaps(&v->m, &gap, &err) ||
        (gap.missing[0] == NULL && gap.extra[0] == NULL)) {
        return false;
    }
    const char *name = gap.missing[0] != NULL ? gap.missing[0] : gap.extra[0];
    if (!meeting_follow(&v->m, true, &err)) {
        dialog_error(&v->app->ui, &err);
        return true;
    }
    meeting_changed(v);
    ui_note(&v->app->ui, ROLE_WARN,
            "名册刚有变动（%s等），应到名单已按那天重排；看一遍再按 F2。",
            name);
    return true;
}

enum view_result meeting_on_save(void *ctx, struct ui *ui, struct formbox *f)
{
    (void)f;
    struct meeting_view *v = ctx;
    if (!app_can_write(v->app)) {
        return VIEW_DONE;
    }
    meeting_write_draft(v);
    if (!meeting_items_take_all(v)) {
        return VIEW_DONE;
    }
    if (roll_has_moved(v)) {
        return VIEW_DONE;
    }
    if (v->m.was.ledger != NULL && !v->edited) {
        ui_note(ui, ROLE_DIM, "内容没有变化，不用保存。");
        return VIEW_CLOSE;
    }
    struct issues is = {.arena = &v->arena};
    meeting_check(&v->m, &is);
    if (show_blocking(v, &is) || ask_residue(v) || ask_warnings(v, &is)) {
        return VIEW_DONE;
    }
    return save_now(v);
}
