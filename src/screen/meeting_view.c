/* An event as a form.

   Stages: open (read, or new out of the branch's habits) → typed (each field
   into the meeting on leaving it, a draft kept) → F2 (rules, residue, warnings)
   → one change.  The roll and a topic's own things have views of their own that
   edit the same meeting in memory. */
#include "pbtui/screen/meeting_view.h"

#include <string.h>

#include "meeting_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/history_view.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/roll_view.h"
#include "pbtui/tui/dialog.h"

static struct meeting_view *self_of(struct view *view)
{
    return (struct meeting_view *)view;
}

void meeting_set_title(struct meeting_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    meeting_title(&v->m, &sb);
    size_t n = fit_prefix_bytes(sb.s, sb.len, (int)sizeof v->title / 3);
    memcpy(v->title, sb.s, n);
    v->title[n] = '\0';
    sb_clear(&sb);
}

void meeting_settle(struct meeting_view *v)
{
    if (v->rebuild) {
        meeting_items_make(v, NULL);
    }
}

/* ---- drawing ------------------------------------------------------------ */

static uint64_t contexts(const struct view *view)
{
    const struct meeting_view *v = (const struct meeting_view *)view;
    return CTX_ALL | (v->form.read_only ? CTX_MEETING_SEEN : CTX_MEETING) |
           formbox_contexts(&v->form);
}

/* What the second line says: number and state left, the draft right. */
static void draw_state(const struct meeting_view *v, struct canvas *c, int row)
{
    const struct record *e = &v->m.event;
    struct strbuf sb;
    sb_init(&sb);
    if (e->voided_on[0] != '\0') {
        sb_addf(&sb, "已于 %s 作废：%s", e->voided_on, e->void_reason);
    } else if (v->sealed) {
        sb_add(&sb, "这个月已封账，只能看");
    } else {
        sb_add(&sb, v->m.was.ledger == NULL ? "新登记  " : "");
        record_show(e, v->app->book, EVENT_STATE, &sb);
        for (size_t i = 0; i < v->m.kinds.n; i++) {
            if (!v->m.kinds.v[i].gone &&
                record_int(&v->m.kinds.v[i].now, EK_LATE) != 0) {
                sb_addf(&sb, "  补登（%s 登记）",
                        record_text(e, EVENT_ENTERED));
                break;
            }
        }
    }
    canvas_put_fit(c, row, 1, c->cols - (v->draft_at[0] != '\0' ? 16 : 2),
                   e->voided_on[0] != '\0' ? ROLE_ERROR : ROLE_DIM, FIT_LEFT,
                   sb.s);
    sb_clear(&sb);
    if (v->draft_at[0] != '\0') {
        canvas_putf(c, row, c->cols - 14, ROLE_DIM, "草稿 %s",
                    v->draft_at + 11);
    }
}

/* The first vote; without one, who came. */
static void draw_verdict(struct meeting_view *v, struct canvas *c, int row)
{
    struct vote_verdict verdict = {.state = VOTE_OPEN, .text = ""};
    for (size_t i = 0; i < v->m.agenda.n && verdict.text[0] == '\0'; i++) {
        if (!v->m.agenda.v[i].gone &&
            !record_is_null(&v->m.agenda.v[i].now, AGENDA_VOTE_RULE)) {
            verdict = meeting_vote(&v->m, i);
        }
    }
    const char *text = verdict.text;
    if (text[0] == '\0' && !meeting_is_planned(&v->m)) {
        struct meeting_counts n = meeting_counts(&v->m);
        text = arena_printf(&v->app->ui.frame,
                            "应到 %d = 出席 %d + 线上 %d + 请假 %d + 缺席 %d",
                            n.due, n.present, n.online, n.leave, n.absent);
    }
    bool bad =
        verdict.state == VOTE_NOT_ENOUGH || verdict.state == VOTE_BAD_SUM ||
        verdict.state == VOTE_BAD_BALLOTS || verdict.state == VOTE_FAILED;
    canvas_hline(c, row, 0, c->cols);
    canvas_put_fit(c, row + 1, 1, c->cols - 2,
                   bad                            ? ROLE_ERROR
                   : verdict.state == VOTE_PASSED ? ROLE_OK
                                                  : ROLE_DIM,
                   FIT_LEFT, text);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct meeting_view *v = self_of(view);
    const char *where = arena_printf(&ui->frame, "组织生活 › %s", v->title);
    app_draw_top(v->app, c, area.row, where);
    draw_state(v, c, area.row + 1);
    struct rect inner = {area.row + 2, area.col, area.rows - 4, area.cols};
    formbox_draw(&v->form, c, inner);
    draw_verdict(v, c, area.row + area.rows - 2);
}

/* ---- commands ----------------------------------------------------------- */

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct meeting_view *v = ctx;
    if (answer == 0) {
        if (meeting_on_save(v, ui, &v->form) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        meeting_remove_draft(v);
        ui_pop(ui);
    }
}

static bool unsaved(const struct view *view)
{
    const struct meeting_view *v = (const struct meeting_view *)view;
    return !v->closing && !v->form.read_only &&
           (v->edited || formbox_touched(&v->form));
}

static enum view_result back(struct meeting_view *v)
{
    static const char *const buttons[] = {"保存", "不保存", "继续填", NULL};
    if (!unsaved(&v->view)) {
        return VIEW_CLOSE;
    }
    meeting_write_draft(v);
    dialog_ask(&v->app->ui, "还没有保存", "这次会议改过，还没有保存。", buttons,
               0, leave_answer, v);
    return VIEW_DONE;
}

/* Into the minutes where they are empty, else behind what is there. */
static void insert_outline(struct meeting_view *v)
{
    struct form_item *item = formbox_item(&v->form, "minutes");
    if (item == NULL || v->form.read_only) {
        return;
    }
    meeting_items_take_all(v);
    meeting_settle(v);
    item = formbox_item(&v->form, "minutes");
    const char *outline = meeting_outline(&v->m);
    if (outline[0] == '\0') {
        ui_note(&v->app->ui, ROLE_DIM, "这一类没有提纲，直接填写。");
        return;
    }
    const char *text = formbox_get(item);
    formbox_type(item, text[0] == '\0' ? outline
                                       : arena_printf(&v->app->ui.frame,
                                                      "%s\n%s", text, outline));
    formbox_focus(&v->form, "minutes");
    meeting_on_changed(v, &v->form);
}

/* In a resolution F5 writes what the vote came to. */
static bool insert_resolution(struct meeting_view *v)
{
    struct form_item *item = formbox_focused(&v->form);
    if (item == NULL || v->form.read_only) {
        return false;
    }
    struct target t = meeting_target(v, item);
    if (t.what != TARGET_TOPIC || t.field != AGENDA_RESOLUTION ||
        t.at >= v->m.agenda.n) {
        return false;
    }
    struct vote_verdict verdict = meeting_vote(&v->m, t.at);
    if (verdict.resolution == NULL || verdict.resolution[0] == '\0') {
        return false;
    }
    formbox_type(item, arena_printf(&v->app->ui.frame, "%s%s",
                                    verdict.resolution, formbox_get(item)));
    meeting_on_changed(v, &v->form);
    return true;
}

static void copy_last(struct meeting_view *v)
{
    struct err err = ERR_INIT;
    if (v->form.read_only) {
        return;
    }
    bool ok = meeting_items_take_all(v);
    meeting_settle(v);
    if (!ok) {
        return;
    }
    if (v->m.event.id != 0 || meeting_count(&v->m.agenda) > 0 ||
        !record_is_null(&v->m.event, EVENT_MINUTES)) {
        ui_note(&v->app->ui, ROLE_WARN,
                "只有新登记、还没写内容的会可以照上次写。");
        return;
    }
    if (!meeting_copy_last(&v->m, &err)) {
        ui_note_err(&v->app->ui, &err);
        return;
    }
    v->guarded = false;
    meeting_changed(v);
    meeting_items_make(v, NULL);
    ui_note(&v->app->ui, ROLE_OK,
            "已照上次写好；保存前会指出还留着的上次的日期、次数和人名。");
}

static enum view_result own_command(struct meeting_view *v, struct ui *ui,
                                    int cmd)
{
    switch (cmd) {
    case CMD_BACK:
        return back(v);
    case CMD_ROLL:
        meeting_items_take_all(v);
        meeting_settle(v);
        roll_view_open(v->app, &v->m, v->form.read_only, meeting_changed, v);
        return VIEW_DONE;
    case CMD_OUTLINE:
        if (!insert_resolution(v)) {
            insert_outline(v);
        }
        return VIEW_DONE;
    case CMD_COPY_LAST:
        copy_last(v);
        return VIEW_DONE;
    case CMD_NEW_LATER:
        ui_note(ui, ROLE_WARN, "先保存（F2）或返回（Esc），再新登记。");
        return VIEW_DONE;
    case CMD_UNDO:
    case CMD_REDO:
        /* Not the ledger's: it may be this very meeting. */
        ui_note(ui, ROLE_WARN,
                "这张表单里没有可以撤销的了；撤销已保存的请先返回。");
        return VIEW_DONE;
    case CMD_HISTORY:
        if (v->m.event.id != 0) {
            history_view_open(v->app, &ledger_event, v->m.event.id);
        }
        return VIEW_DONE;
    case CMD_PRINT:
        if (v->m.event.id == 0 || unsaved(&v->view)) {
            ui_note(ui, ROLE_WARN, "先按 F2 保存，再打印。");
        } else {
            print_menu_open_record(v->app, &ledger_event, v->m.event.id);
        }
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct meeting_view *v = self_of(view);
    enum view_result r = formbox_command(&v->form, ui, cmd);
    meeting_settle(v);
    return r != VIEW_PASS ? r : own_command(v, ui, cmd);
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct meeting_view *v = self_of(view);
    app_watch(v->app);
    if (v->m.event.id != 0 && db_changed_elsewhere(v->app->session.db)) {
        struct record now;
        if (record_read(&now, &ledger_event, v->app->book, &ui->frame,
                        v->m.event.id, NULL) &&
            now.ver != v->m.event.ver) {
            ui_note(ui, ROLE_WARN,
                    "另一个窗口刚保存过这次会议；保存时会合在一起。");
        }
    }
    enum view_result r = formbox_key(&v->form, ui, k);
    meeting_settle(v);
    return r;
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    meeting_write_draft(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    struct meeting_view *v = self_of(view);
    v->dirty = v->dirty || formbox_touched(&v->form);
    meeting_write_draft(v);
}

static void uncovered(struct view *view, struct ui *ui)
{
    struct meeting_view *v = self_of(view);
    if (v->closing) {
        ui_pop(ui);
        return;
    }
    meeting_settle(v);
    meeting_items_refresh(v);
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct meeting_view *v = (const struct meeting_view *)view;
    if (v->form.focus >= v->form.n_items) {
        return;
    }
    const struct form_item *item = &v->form.items[v->form.focus];
    if (item->label[0] != '\0') {
        sb_addf(out, "【%s】%s\n", item->label,
                item->hint != NULL ? item->hint : "");
    }
    if (item->error[0] != '\0') {
        sb_addf(out, "现在的问题：%s\n", item->error);
    }
    for (size_t i = 0; i < v->m.kinds.n; i++) {
        const struct kind *k =
            kinds_by_code(book_kinds(v->app->book),
                          record_text(&v->m.kinds.v[i].now, EK_KIND));
        if (!v->m.kinds.v[i].gone && k != NULL) {
            sb_addf(out, "【%s】依据：%s\n", k->name, k->basis);
        }
    }
    sb_addc(out, '\n');
}

static void close_view(struct view *view)
{
    struct meeting_view *v = self_of(view);
    formbox_clear(&v->form);
    mem_free(v->draft_id);
    arena_clear(&v->items_arena);
    arena_clear(&v->arena);
    mem_free(v);
}

const struct view_class meeting_view_class = {
    .name = "meeting",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .uncovered = uncovered,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};
