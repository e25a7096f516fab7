/* 补学 of somebody who was not there: day, form, by whom, in a small form over
   the roll.  An empty day takes it away again.

   What is typed goes into the meeting with F2, or when the program ends under
   it, so that the meeting's draft has it; given up, what was there before comes
   back. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"
#include "record_items.h"
#include "roll_parts.h"

#define BOX_ROWS 8
#define BOX_COLS 58

struct makeup {
    struct view view;
    struct roll_view *roll; /* below it on the stack */
    size_t at;              /* in meeting.roll */
    struct arena arena;
    struct record was;
    struct record typed; /* its texts in the meeting's arena */
    bool kept;           /* the meeting has what is typed */
    struct form_item items[3];
    struct formbox form;
    char *title;
};

static const int fields[] = {ATTEND_MAKEUP_ON, ATTEND_MAKEUP_FORM,
                             ATTEND_MAKEUP_BY};

static struct makeup *self_of(struct view *view)
{
    return (struct makeup *)view;
}

/* ---- typing ------------------------------------------------------------- */

static const char *day_fault(const struct makeup *k)
{
    const struct meeting *m = k->roll->m;
    int day = record_day(&k->typed, ATTEND_MAKEUP_ON);
    bool wrong = day != DATE_NONE && (day < record_day(&m->event, EVENT_ON) ||
                                      day > m->book->today);
    return wrong ? "补学应在开会以后、今天以前，请核对。" : "";
}

/* Letters are a name on the roster, where only one has them; anything else is
   somebody from elsewhere and stays as it is typed. */
static void read_letters(struct makeup *k, struct form_item *item)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
    struct arena a = ARENA_INIT;
    struct person_hit hits[2];
    const char *typed = formbox_get(item);
    if (typed[0] != '\0' && typed[strspn(typed, letters)] == '\0' &&
        people_find(k->roll->m->book, &a, typed, hits, ARRAY_LEN(hits)) == 1) {
        formbox_set(item, hits[0].name);
    }
    arena_clear(&a);
}

static void on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    struct makeup *k = ctx;
    size_t i = (size_t)(item - f->items);
    struct err err = ERR_INIT;
    if (!leaving) {
        return;
    }
    if (fields[i] == ATTEND_MAKEUP_BY) {
        read_letters(k, item);
    }
    if (!record_type(&k->typed, k->roll->m->book, k->roll->m->arena, fields[i],
                     formbox_get(item), &err)) {
        formbox_error(item, err.text);
        return;
    }
    if (item->editor == FORM_LINE) {
        struct strbuf sb;
        sb_init(&sb);
        record_show(&k->typed, k->roll->m->book, fields[i], &sb);
        formbox_set(item, sb.s);
        sb_clear(&sb);
    }
    if (fields[i] == ATTEND_MAKEUP_ON) {
        formbox_error(item, day_fault(k));
    }
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    struct makeup *k = ctx;
    char text[11];
    if (day != DATE_NONE) {
        formbox_put(&k->form, &k->form.items[0], date_text(day, text));
    }
}

static void picked_person(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct makeup *k = ctx;
    if (id > 0) {
        formbox_put(&k->form, &k->form.items[2],
                    people_name(k->roll->m->book, &k->arena, id));
    }
}

static bool on_pick(void *ctx, struct ui *ui, struct formbox *f,
                    struct form_item *item)
{
    struct makeup *k = ctx;
    int today = k->roll->m->book->today;
    int day;
    if (item == &f->items[2]) {
        pick_person(k->roll->app, item->label, picked_person, k);
        return true;
    }
    if (item != &f->items[0]) {
        return false;
    }
    if (!date_parse(formbox_get(item), today, &day, NULL)) {
        day = today;
    }
    dialog_calendar(ui, item->label, day, picked_day, k);
    return true;
}

/* ---- into the meeting --------------------------------------------------- */

static void put(struct makeup *k, const struct record *from)
{
    struct record *to = &k->roll->m->roll.v[k->at].now;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        to->values[fields[i]] = from->values[fields[i]];
    }
}

static enum view_result on_save(void *ctx, struct ui *ui, struct formbox *f)
{
    (void)ui;
    struct makeup *k = ctx;
    bool none = record_is_null(&k->typed, ATTEND_MAKEUP_ON);
    bool had = !record_is_null(&k->was, ATTEND_MAKEUP_ON);
    bool more = !record_is_null(&k->typed, ATTEND_MAKEUP_FORM) ||
                !record_is_null(&k->typed, ATTEND_MAKEUP_BY);
    if (none && more && !had) { /* not taken away, but forgotten */
        formbox_error(&f->items[0], "写明哪天补学的。");
        formbox_focus(f, f->items[0].name);
        return VIEW_DONE;
    }
    for (size_t i = 0; none && i < ARRAY_LEN(fields); i++) {
        record_set_null(&k->typed, fields[i]);
    }
    put(k, &k->was); /* one step back is what was there before */
    roll_remember(k->roll, k->at);
    put(k, &k->typed);
    roll_told(k->roll);
    return VIEW_CLOSE;
}

/* As far as it is understood; what is not stays in its field. */
static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    struct makeup *k = self_of(view);
    if (!formbox_touched(&k->form)) {
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (k->form.items[i].touched) {
            record_type(&k->typed, k->roll->m->book, k->roll->m->arena,
                        fields[i], formbox_get(&k->form.items[i]), NULL);
        }
    }
    put(k, &k->typed);
    k->kept = true;
    k->roll->untold = true; /* no step: it is not done yet */
}

static void give_up(struct makeup *k)
{
    if (k->kept) {
        put(k, &k->was);
        k->roll->untold = true;
    }
}

/* ---- going back --------------------------------------------------------- */

static void leave_answer(void *ctx, struct ui *ui, int answer)
{
    struct makeup *k = ctx;
    if (answer == 0) {
        if (formbox_command(&k->form, ui, CMD_SAVE) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (answer == 1) {
        give_up(k);
        ui_pop(ui);
    }
}

static enum view_result back(struct makeup *k, struct ui *ui)
{
    static const char *const buttons[] = {"记下", "不记", "继续填", NULL};
    if (!formbox_touched(&k->form)) {
        return VIEW_CLOSE;
    }
    dialog_ask(ui, "补学还没有记下", "补学填过，还没有记下。", buttons, 0,
               leave_answer, k);
    return VIEW_DONE;
}

/* ---- the view ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    return formbox_contexts(&((const struct makeup *)view)->form);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    struct makeup *k = self_of(view);
    int cols = BOX_COLS < area.cols ? BOX_COLS : area.cols;
    int rows = BOX_ROWS < area.rows ? BOX_ROWS : area.rows;
    struct rect box = rect_centred(area, rows, cols);
    canvas_fill(c, box, ROLE_TEXT);
    canvas_box(c, box, k->title);
    formbox_draw(&k->form, c, rect_inset(box, 1, 1));
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct makeup *k = self_of(view);
    enum view_result r = formbox_command(&k->form, ui, cmd);
    if (r == VIEW_PASS && cmd == CMD_BACK) {
        return back(k, ui);
    }
    if (r == VIEW_PASS && (cmd == CMD_UNDO || cmd == CMD_REDO)) {
        /* Not the roll's: it may be the very mark this is about. */
        ui_note(ui, ROLE_WARN, "这里没有可以撤销的了；撤销点名请先返回。");
        return VIEW_DONE;
    }
    return r;
}

/* Enter on the last line is the end of it. */
static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct formbox *f = &self_of(view)->form;
    bool last = f->focus + 1 == f->n_items;
    if (last && k->kind == K_NAMED && k->code == KC_ENTER) {
        return formbox_command(f, ui, CMD_SAVE);
    }
    return formbox_key(f, ui, k);
}

static bool unsaved(const struct view *view)
{
    return formbox_touched(&((const struct makeup *)view)->form);
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out, "【补学】没有到会的人以后补了学，记下哪天、什么形式、由谁补课"
                "或送学。日期空着就是去掉补学。补学后的到课率单独算，请假、"
                "缺席仍然照记。\n\n");
}

static void close_view(struct view *view)
{
    struct makeup *k = self_of(view);
    formbox_clear(&k->form);
    mem_free(k->title);
    arena_clear(&k->arena);
    mem_free(k);
}

static const struct view_class makeup_class = {
    .name = "makeup",
    .overlay = true,
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .hang_up = hang_up,
    .unsaved = unsaved,
    .help = help,
    .close = close_view,
};

static void make_items(struct makeup *k)
{
    struct book *b = k->roll->m->book;
    struct record_items all;
    record_items_make(&all, &k->arena, b, &k->typed, true);
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        const char *column = ledger_attend.fields[fields[i]].column;
        k->items[i] = *record_items_find(&all, &ledger_attend, column);
        k->items[i].new_row = true;
    }
    formbox_init(
        &k->form, k->items, ARRAY_LEN(fields), NULL, 1,
        (struct form_hooks){
            .ctx = k, .check = on_check, .pick = on_pick, .save = on_save});
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        struct strbuf sb;
        sb_init(&sb);
        record_show(&k->typed, b, fields[i], &sb);
        formbox_set(&k->items[i], sb.s);
        sb_clear(&sb);
    }
}

void roll_makeup_open(struct roll_view *v)
{
    struct ui *ui = &v->app->ui;
    if (v->n == 0) {
        return;
    }
    struct record *r = roll_record(v, v->cursor);
    if (!roll_is_away(r)) {
        ui_note(ui, ROLE_WARN, "%s到会了，不用补学；补学只记请假、缺席的人。",
                v->rows[v->cursor].name);
        return;
    }
    if (record_day(&v->m->event, EVENT_ON) > v->m->book->today) {
        ui_note(ui, ROLE_WARN, "会还没有开，开过以后再记补学。");
        return;
    }
    struct makeup *k = mem_new(sizeof *k);
    struct strbuf title;
    k->view.cls = &makeup_class;
    k->roll = v;
    k->at = v->rows[v->cursor].at;
    k->was = record_copy(r, v->m->arena);
    k->typed = record_copy(r, &k->arena);
    sb_init(&title);
    sb_addf(&title, "补学：%s", v->rows[v->cursor].name);
    k->title = sb_take(&title);
    sb_clear(&title);
    make_items(k);
    ui_push(ui, &k->view);
}
