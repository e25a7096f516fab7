/* The collection screen as a view: what its keys mean.

   Letters and Chinese find a name, digits begin an amount in the row, the space
   bar takes what is lacking; everything is written at once and can be undone
   until the sitting is closed.  While an amount is typed nothing else happens:
   Enter takes it, Esc forgets it. */
#include "pbtui/screen/dues_view.h"

#include "dues_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

#define FIND_MAX_CHARS   20
#define AMOUNT_MAX_CHARS 24
#define WHEEL_UP         4
#define WHEEL_DOWN       5

static struct dues_view *self_of(struct view *view)
{
    return (struct dues_view *)view;
}

/* ---- moving ------------------------------------------------------------ */

static void move_to(struct dues_view *v, int64_t to)
{
    int64_t last = (int64_t)v->sheet.n - 1;
    to = to < last ? to : last;
    v->cursor = to > 0 ? (size_t)to : 0;
    dues_find_clear(v);
}

bool dues_move(struct dues_view *v, int cmd)
{
    int64_t at = (int64_t)v->cursor;
    int64_t page = v->grid.rows > 1 ? v->grid.rows - 1 : 1;
    switch (cmd) {
    case CMD_UP:
        move_to(v, at - 1);
        return true;
    case CMD_DOWN:
        move_to(v, at + 1);
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

/* ---- commands ---------------------------------------------------------- */

/* Takes or takes back what the cursor stands on. */
static bool is_for_row(int cmd)
{
    return cmd == CMD_DUES_TAKE || cmd == CMD_DUES_BACK ||
           cmd == CMD_DUES_PAYMENTS || cmd == CMD_DUES_PAY || cmd == CMD_OPEN;
}

/* What is done to the row of the cursor: nobody is meant when a name was not
   found. */
static bool change_row(struct dues_view *v, int cmd)
{
    if (cmd != CMD_DUES_TAKE && cmd != CMD_DUES_PAY && cmd != CMD_DUES_BACK &&
        cmd != CMD_DUES_DELAY) {
        return false;
    }
    if (v->not_found) {
        return true;
    }
    dues_find_clear(v);
    switch (cmd) {
    case CMD_DUES_TAKE:
        dues_take_row(v);
        break;
    case CMD_DUES_PAY:
        dues_pay_open(v);
        break;
    case CMD_DUES_BACK:
        dues_take_back(v);
        break;
    default:
        dues_ask_delay(v);
        break;
    }
    return true;
}

static enum view_result other_command(struct dues_view *v, int cmd)
{
    switch (cmd) {
    case CMD_DUES_PAYMENTS:
        dues_open_payments(v);
        return VIEW_DONE;
    case CMD_DUES_CLOSE:
        dues_count_open(v);
        return VIEW_DONE;
    case CMD_DUES_OPEN:
        dues_open_month(v);
        return VIEW_DONE;
    case CMD_DUES_ALL:
        dues_take_everybody(v);
        return VIEW_DONE;
    case CMD_DUES_PRINT:
        dues_print(v);
        return VIEW_DONE;
    case CMD_DUES_BOOKS:
        dues_open_books(v);
        return VIEW_DONE;
    case CMD_DUES_WAY:
        dues_ask_way(v);
        return VIEW_DONE;
    case CMD_DUES_BEFORE:
    case CMD_DUES_AFTER:
        dues_go_month(v, cmd == CMD_DUES_AFTER ? 1 : -1);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct dues_view *v = self_of(view);
    bool finding = v->find.text.len > 0;
    (void)ui;
    if (dues_view_was_overtaken(v) && is_for_row(cmd)) {
        return VIEW_DONE;
    }
    if (v->editing) {
        return dues_amount_command(v, cmd);
    }
    if (dues_move(v, cmd) || change_row(v, cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_DUES_NEXT:
    case CMD_DUES_PREVIOUS:
        dues_find_next(v, cmd == CMD_DUES_PREVIOUS);
        return VIEW_DONE;
    case CMD_UNDO:
    case CMD_REDO:
        if (finding) { /* of the line alone */
            editline_command(&v->find,
                             cmd == CMD_UNDO ? CMD_EDIT_UNDO : CMD_EDIT_REDO);
            dues_find(v);
            return VIEW_DONE;
        }
        break;
    case CMD_BACK:
    case CMD_DUES_PAYMENTS:
        if (finding) { /* it was the name that was meant */
            dues_find_clear(v);
            return VIEW_DONE;
        }
        break;
    default:
        break;
    }
    if (cmd == CMD_BACK) {
        return VIEW_CLOSE;
    }
    dues_find_clear(v);
    return other_command(v, cmd);
}

/* ---- keys -------------------------------------------------------------- */

/* A sign, too: it is refused with the amount, not dropped from it. */
static bool begins_amount(uint32_t cp)
{
    return (cp >= '0' && cp <= '9') || cp == '.' || cp == 0xA5 || cp == '-' ||
           cp == '+';
}

static bool is_for_amount(const struct dues_view *v, const struct key *k)
{
    uint32_t cp = text_fold_cp(k->code);
    return v->editing || begins_amount(cp) || cp == ' ';
}

static enum view_result type_amount(struct dues_view *v, const struct key *k)
{
    if (!v->editing) {
        if (v->not_found || dues_view_row(v) == NULL ||
            !dues_view_may_take(v)) {
            return VIEW_DONE;
        }
        dues_find_clear(v);
        dues_amount_begin(v);
    }
    editline_key(&v->amount, k);
    if (v->amount.complaint[0] != '\0') {
        ui_note(&v->app->ui, ROLE_WARN, "%s", v->amount.complaint);
    }
    return VIEW_DONE;
}

static enum view_result typed(struct dues_view *v, const struct key *k)
{
    uint32_t cp = text_fold_cp(k->code);
    if (v->editing || begins_amount(cp)) {
        return type_amount(v, k);
    }
    if (cp == ' ') { /* full-width, where the keymap did not take it */
        return change_row(v, CMD_DUES_TAKE) ? VIEW_DONE : VIEW_PASS;
    }
    bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
    if (!letter && cp < 0x80) {
        return VIEW_PASS;
    }
    dues_find_type(v, k);
    return VIEW_DONE;
}

static enum view_result pasted(struct dues_view *v, const struct key *k)
{
    bool digit = k->n_bytes > 0 && k->text[0] >= '0' && k->text[0] <= '9';
    if (v->editing || digit) {
        return type_amount(v, k);
    }
    dues_find_type(v, k);
    return VIEW_DONE;
}

static enum view_result named(struct dues_view *v, uint32_t code)
{
    if (v->editing) { /* keys of the sheet: they are asleep */
        dues_amount_busy(v);
        return VIEW_DONE;
    }
    switch (code) {
    case KC_HOME:
        move_to(v, 0);
        return VIEW_DONE;
    case KC_END:
        move_to(v, (int64_t)v->sheet.n - 1);
        return VIEW_DONE;
    case KC_BACKSPACE:
        editline_command(&v->find, CMD_ERASE);
        dues_find(v);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

/* The wheel moves; a click goes to a row. */
static enum view_result click(struct dues_view *v, const struct key *k)
{
    int row = k->row - v->grid.row;
    if (v->editing) {
        return VIEW_DONE;
    }
    if (k->code == WHEEL_UP || k->code == WHEEL_DOWN) {
        dues_move(v, k->code == WHEEL_UP ? CMD_UP : CMD_DOWN);
    } else if (row >= 0 && row < v->grid.rows &&
               v->top + (size_t)row < v->sheet.n) {
        move_to(v, (int64_t)v->top + row);
    }
    return VIEW_DONE;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct dues_view *v = self_of(view);
    struct err err = ERR_INIT;
    bool overtaken = dues_view_was_overtaken(v);
    switch (k->kind) {
    case K_CHAR:
        return overtaken && is_for_amount(v, k) ? VIEW_DONE : typed(v, k);
    case K_NAMED:
        return named(v, k->code);
    case K_PASTE:
        return pasted(v, k);
    case K_MOUSE:
        return click(v, k);
    case K_RESUME:
        if (!db_same_file(v->app->session.db, &err)) {
            dialog_error(ui, &err);
        }
        dues_view_load(v, v->sheet.month);
        return VIEW_DONE;
    default:
        return VIEW_PASS;
    }
}

/* ---- the view ---------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct dues_view *v = (const struct dues_view *)view;
    /* An amount in the row is a question of its own, with its own few keys. */
    return v->editing ? CTX_ALL | CTX_DIALOG | CTX_EDIT
                      : CTX_ALL | CTX_DUES | CTX_LOOK;
}

/* Something above has closed, or was undone: read again when the book has
   changed. */
static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    dues_view_watch(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    dues_amount_draft(self_of(view));
}

static void close_view(struct view *view)
{
    struct dues_view *v = self_of(view);
    editline_clear(&v->find);
    editline_clear(&v->amount);
    sheet_draft_clear(&v->draft);
    mem_free(v->counted);
    mem_free(v->notes);
    mem_free(v->count_note);
    sheet_draft_clear(&v->counting);
    arena_clear(&v->arena);
    arena_clear(&v->why_arena);
    arena_clear(&v->ask_arena);
    mem_free(v);
}

static const struct view_class dues_view_class = {
    .name = "dues",
    .contexts = contexts,
    .draw = dues_draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .hang_up = hang_up,
    .help = dues_help,
    .close = close_view,
};

const struct dues_view *dues_view_of(const struct view *view)
{
    return view->cls == &dues_view_class ? (const struct dues_view *)view
                                         : NULL;
}

struct dues_view *dues_view_make(struct app *app, int month)
{
    struct dues_view *v = mem_new(sizeof *v);
    v->view.cls = &dues_view_class;
    v->app = app;
    v->way = PAY_CASH;
    v->on = DATE_NONE;
    v->branch = app->book->branch;
    editline_init(&v->find, TEXT_LINE, FIND_MAX_CHARS);
    editline_init(&v->amount, TEXT_NUMBER, AMOUNT_MAX_CHARS);
    dues_view_load(v, month);
    dues_find_open(v);
    ui_push(&app->ui, &v->view);
    return v;
}

void dues_view_open(struct app *app, int month)
{
    dues_view_make(app, month);
}
