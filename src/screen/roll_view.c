/* The roll as a screen of its own.

   Letters and Chinese find a name, the space bar goes on to the next state,
   one digit gives the reason, F2 goes back to the event's form; everything is
   changed in the meeting that was lent, at once.  Going back with a reason
   missing is refused the first time. */
#include "pbtui/screen/roll_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/clean.h"
#include "roll_parts.h"

#define FIND_MAX_CHARS 20
#define WHEEL_UP       4
#define WHEEL_DOWN     5

static struct roll_view *self_of(struct view *view)
{
    return (struct roll_view *)view;
}

/* ---- moving ------------------------------------------------------------- */

static void move_to(struct roll_view *v, int64_t to)
{
    int64_t last = (int64_t)v->n - 1;
    to = to < last ? to : last;
    v->cursor = to > 0 ? (size_t)to : 0;
    roll_find_clear(v);
}

/* To the next column; from the last but one also where that one is shorter. */
static void move_across(struct roll_view *v, int by)
{
    int64_t down = v->down > 0 ? v->down : 1;
    int64_t to = (int64_t)v->cursor + by * down;
    int64_t column = (int64_t)v->cursor / down;
    bool shorter = to >= (int64_t)v->n && column < ((int64_t)v->n - 1) / down;
    if (to >= 0 && (to < (int64_t)v->n || shorter)) {
        move_to(v, to);
    }
    roll_find_clear(v);
}

static bool move(struct roll_view *v, int cmd)
{
    int64_t at = (int64_t)v->cursor;
    int64_t page = (int64_t)v->down * v->across;
    switch (cmd) {
    case CMD_UP:
        move_to(v, at - 1);
        return true;
    case CMD_DOWN:
        move_to(v, at + 1);
        return true;
    case CMD_LEFT:
        move_across(v, -1);
        return true;
    case CMD_RIGHT:
        move_across(v, 1);
        return true;
    case CMD_PAGE_UP:
        move_to(v, at - page);
        return true;
    case CMD_PAGE_DOWN:
        move_to(v, at + page);
        return true;
    default:
        return false;
    }
}

/* ---- going back --------------------------------------------------------- */

static enum view_result back(struct roll_view *v)
{
    roll_find_clear(v);
    for (size_t i = 0; !v->read_only && !v->asked && i < v->n; i++) {
        const struct record *r = roll_record(v, i);
        if (roll_lacks_reason(r)) {
            v->cursor = i;
            v->asked = true;
            ui_note(&v->app->ui, ROLE_ERROR,
                    "%s%s，还没有写原因：按数字选；再按一次 Esc 就先返回。",
                    v->rows[i].name,
                    codes_name("attend_state", record_text(r, ATTEND_STATE)));
            return VIEW_DONE;
        }
    }
    roll_tell(v);
    return VIEW_CLOSE;
}

/* ---- the view ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    return ((const struct roll_view *)view)->read_only
               ? CTX_ALL | CTX_ROLL_SEEN | CTX_LOOK
               : CTX_ALL | CTX_ROLL | CTX_FORM;
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    roll_draw(self_of(view), ui, c, area);
}

static bool may_change(struct roll_view *v)
{
    if (v->read_only) {
        ui_note(&v->app->ui, ROLE_WARN,
                "这次会议的记录现在不能改（已封账、已作废，或账本是只读的），"
                "只能看。");
    }
    return !v->read_only;
}

static void change(struct roll_view *v, int cmd)
{
    if (!may_change(v)) {
        return;
    }
    switch (cmd) {
    case CMD_ROLL_CYCLE:
        if (v->n > 0) {
            roll_cycle(v);
        }
        break;
    case CMD_ROLL_ALL:
        roll_all_present(v);
        break;
    case CMD_ROLL_REASON:
        roll_pick_reason(v);
        break;
    case CMD_ROLL_ADD:
        roll_add(v);
        break;
    case CMD_ROLL_DROP:
        roll_drop(v);
        break;
    default:
        roll_makeup_open(v);
        break;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    (void)ui;
    struct roll_view *v = self_of(view);
    bool finding = v->find.text.len > 0;
    if (move(v, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_BACK:
    case CMD_ROLL_TAKE:
        if (finding) { /* it was the name that was meant */
            roll_find_clear(v);
            return VIEW_DONE;
        }
        return back(v);
    case CMD_ROLL_DONE:
        return back(v);
    case CMD_ROLL_NEXT:
    case CMD_ROLL_PREVIOUS:
        roll_find_next(v, cmd == CMD_ROLL_PREVIOUS);
        return VIEW_DONE;
    case CMD_ROLL_ORDER:
        roll_find_clear(v);
        roll_turn_order(v);
        return VIEW_DONE;
    case CMD_ROLL_CYCLE:
    case CMD_ROLL_REASON:
    case CMD_ROLL_MAKEUP:
    case CMD_ROLL_DROP:
        if (v->not_found) { /* nobody is meant; the line says so */
            return VIEW_DONE;
        }
        roll_find_clear(v);
        change(v, cmd);
        return VIEW_DONE;
    case CMD_ROLL_ALL:
    case CMD_ROLL_ADD:
        roll_find_clear(v);
        change(v, cmd);
        return VIEW_DONE;
    case CMD_UNDO: /* not the ledger's: it may be this very meeting */
    case CMD_REDO:
        roll_find_clear(v);
        roll_go_back(v, cmd == CMD_REDO);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

/* The wheel moves; a click goes to a name. */
static enum view_result click(struct roll_view *v, const struct key *k)
{
    int row = k->row - v->grid.row;
    if (k->code == WHEEL_UP || k->code == WHEEL_DOWN) {
        return move(v, k->code == WHEEL_UP ? CMD_UP : CMD_DOWN) ? VIEW_DONE
                                                                : VIEW_PASS;
    }
    if (v->n == 0 || row < 0 || row >= v->down || k->col < 1) {
        return VIEW_PASS;
    }
    int column = (k->col - 1) / v->cell_cols;
    int64_t page = (int64_t)v->down * v->across;
    int64_t to =
        (int64_t)v->cursor / page * page + (int64_t)column * v->down + row;
    if (column < v->across && to < (int64_t)v->n) {
        move_to(v, to);
    }
    return VIEW_DONE;
}

static enum view_result typed(struct roll_view *v, const struct key *k)
{
    uint32_t cp = text_fold_cp(k->code);
    if (cp >= '0' && cp <= '9' && v->not_found) {
        return VIEW_DONE;
    }
    if (cp >= '0' && cp <= '9') {
        roll_find_clear(v);
        if (may_change(v)) {
            roll_digit(v, (int)(cp - '0'));
        }
        return VIEW_DONE;
    }
    if (cp == ' ' && !may_change(v)) {
        return VIEW_DONE;
    }
    bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    if (!letter && cp < 0x80) {
        return VIEW_PASS;
    }
    editline_key(&v->find, k);
    roll_find(v);
    return VIEW_DONE;
}

static enum view_result named(struct roll_view *v, uint32_t code)
{
    switch (code) {
    case KC_HOME:
        move_to(v, 0);
        return VIEW_DONE;
    case KC_END:
        move_to(v, (int64_t)v->n - 1);
        return VIEW_DONE;
    case KC_BACKSPACE:
        editline_command(&v->find, CMD_ERASE);
        roll_find(v);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    (void)ui;
    struct roll_view *v = self_of(view);
    app_watch(v->app);
    switch (k->kind) {
    case K_CHAR:
        return typed(v, k);
    case K_NAMED:
        return named(v, k->code);
    case K_PASTE:
        editline_key(&v->find, k);
        roll_find(v);
        return VIEW_DONE;
    case K_MOUSE:
        return click(v, k);
    default:
        return VIEW_PASS;
    }
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    roll_tell(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    roll_tell(self_of(view));
}

/* The owner asks before it goes; it must know that there is something. */
static bool unsaved(const struct view *view)
{
    return ((const struct roll_view *)view)->untold;
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct roll_view *v = (const struct roll_view *)view;
    sb_add(out,
           "【点名】名单里的人先都算出席，只改没有到的：打姓名的拼音首字母、"
           "全拼或汉字，光标就到那个人；按空格依次换成请假、缺席、线上、出席；"
           "请假、缺席再按一个数字选原因，0 是其他，要写明。记错了按 Ctrl+Z "
           "退回一步。\n"
           "应到 = 出席 + 线上 + 请假 + 缺席，实到 = 出席 + 线上；列席的不在"
           "名单上，写在表单的“列席”一栏。\n");
    sb_add(out, v->by_hand
                    ? "这类活动的名单由人定：F3 加人，F8 去掉。\n"
                    : "应到的人按开会那天的名册、职务和党小组算出，不能随意"
                      "增减。\n");
    sb_add(out,
           "没有到的人以后补了学，按 F5 记下日期、形式和由谁补。“双”是也参加"
           "领导班子民主生活会的党员领导干部，要过双重组织生活。\n\n");
}

static void close_view(struct view *view)
{
    struct roll_view *v = self_of(view);
    editline_clear(&v->find);
    mem_free(v->rows);
    mem_free(v->kept);
    mem_free(v->past);
    mem_free(v->title);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class roll_view_class = {
    .name = "roll",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .tick = tick,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};

static char *title_of(const struct meeting *m)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_add(&sb, "点名 › ");
    meeting_title(m, &sb);
    sb_addf(&sb, " %s", record_text(&m->event, EVENT_ON));
    char *title = sb_take(&sb);
    sb_clear(&sb);
    return title;
}

void roll_view_open(struct app *app, struct meeting *m, bool read_only,
                    void (*changed)(void *ctx), void *ctx)
{
    struct roll_view *v = mem_new(sizeof *v);
    v->view.cls = &roll_view_class;
    v->app = app;
    v->m = m;
    v->read_only = read_only;
    v->changed = changed;
    v->ctx = ctx;
    editline_init(&v->find, TEXT_LINE, FIND_MAX_CHARS);
    v->title = title_of(m);
    roll_read_people(v);
    roll_order(v);
    ui_push(&app->ui, &v->view);
}
