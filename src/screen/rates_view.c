/* The screen of attendance: the sums, below them the people, who was not there,
   or one person's meetings.  Everything is read again whenever something above
   it has closed. */
#include "pbtui/screen/rates_view.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/meeting_view.h"
#include "pbtui/screen/record_view.h"
#include "rates_parts.h"

static struct rates_view *self_of(struct view *view)
{
    return (struct rates_view *)view;
}

/* ---- reading ------------------------------------------------------------ */

/* What the row of a list stands for; 0: there is none. */
static int64_t id_at(const struct rates_view *v, enum rates_pane pane, size_t i)
{
    if (i >= v->rows[pane].n) {
        return 0;
    }
    return pane == RATES_PEOPLE ? v->r.people[i].id
           : pane == RATES_AWAY ? v->r.away[i].id
                                : v->lines[i].id;
}

static int64_t current(const struct rates_view *v, enum rates_pane pane)
{
    int64_t row = listbox_id(&v->list[pane]);
    return row > 0 ? id_at(v, pane, (size_t)row - 1) : 0;
}

static void stand_on(struct rates_view *v, enum rates_pane pane, int64_t id)
{
    for (size_t i = 0; id != 0 && i < v->rows[pane].n; i++) {
        if (id_at(v, pane, i) == id) {
            listbox_go_to(&v->list[pane], (int64_t)i + 1);
        }
    }
}

static void read_all(struct rates_view *v)
{
    struct book *b = v->app->book;
    const struct rate_ask ask = rates_asked(v);
    err_clear(&v->err);
    v->r = (struct rates){.day = b->day};
    v->n_lines = 0;
    if (!rates_read(b, &v->arena, &ask, &v->r, &v->err)) {
        v->r = (struct rates){.day = b->day};
        return;
    }
    if (v->person != 0 && !rates_person(b, &v->arena, &ask, v->person,
                                        &v->lines, &v->n_lines, &v->err)) {
        v->n_lines = 0;
    }
}

void rates_load(struct rates_view *v)
{
    int64_t at[N_RATES_PANES];
    for (int i = 0; i < N_RATES_PANES; i++) {
        at[i] = current(v, (enum rates_pane)i);
    }
    if (at[RATES_PEOPLE] == 0) {
        at[RATES_PEOPLE] = v->person; /* an empty span lies between */
    }
    if (v->scope.branch != v->app->book->branch) {
        v->scope.branch = v->app->book->branch;
        v->scope.grp = 0; /* it was the other branch's */
        v->scope.grp_name = "";
    }
    arena_reset(&v->arena);
    read_all(v);
    rates_rows_make(v);
    for (int i = 0; i < N_RATES_PANES; i++) {
        listbox_reload(&v->list[i]);
        stand_on(v, (enum rates_pane)i, at[i]);
    }
}

struct rate_person rates_who(const struct rates_view *v)
{
    for (size_t i = 0; i < v->r.n; i++) {
        if (v->r.people[i].id == v->person) {
            return v->r.people[i];
        }
    }
    const char *name =
        v->person != 0 ? people_name(v->app->book, &v->app->ui.frame, v->person)
                       : "";
    return (struct rate_person){
        .id = v->person, .name = name, .last_away = DATE_NONE};
}

/* ---- commands ----------------------------------------------------------- */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct rates_view *v = self_of(view);
    struct arena *a = &ui->frame;
    const struct rates_heading h = rates_heading(v, a);
    app_draw_top(v->app, c, area.row,
                 arena_printf(a, "出勤统计 › %s", rates_about(a, &h)));
    rates_draw_head(v, c, area.row + 1);
    struct rect inner = {area.row + 3, area.col, area.rows - 3, area.cols};
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, inner.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
    } else {
        listbox_draw(&v->list[v->pane], c, inner, ui->top == view);
    }
}

static uint64_t contexts(const struct view *view)
{
    const struct rates_view *v = (const struct rates_view *)view;
    uint64_t ctx = listbox_contexts(&v->list[v->pane]);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? CTX_RATES : 0u);
}

static void open_row(struct rates_view *v)
{
    listbox_load(&v->list[v->pane]);
    int64_t id = current(v, v->pane);
    if (id == 0) {
        return;
    }
    switch (v->pane) {
    case RATES_PEOPLE:
        v->person = id;
        v->pane = RATES_PERSON;
        rates_load(v);
        listbox_command(&v->list[RATES_PERSON], CMD_FIRST);
        break;
    case RATES_AWAY:
        record_view_open(v->app, &ledger_attend, id, 0);
        break;
    case RATES_PERSON:
        meeting_view_open(
            v->app, v->lines[listbox_id(&v->list[RATES_PERSON]) - 1].event);
        break;
    }
}

/* From one person's meetings back to where he was opened. */
static enum view_result back(struct rates_view *v)
{
    if (v->pane != RATES_PERSON) {
        return VIEW_CLOSE;
    }
    v->pane = RATES_PEOPLE;
    stand_on(v, RATES_PEOPLE, v->person);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct rates_view *v = self_of(view);
    (void)ui;
    app_watch(v->app);
    if (db_changed_elsewhere(v->app->session.db)) {
        rates_load(v);
    }
    if (listbox_command(&v->list[v->pane], cmd)) {
        return VIEW_DONE;
    }
    switch (cmd) {
    case CMD_RATES_OPEN:
        open_row(v);
        return VIEW_DONE;
    case CMD_RATES_PANE:
        v->pane = v->pane == RATES_PEOPLE ? RATES_AWAY : RATES_PEOPLE;
        return VIEW_DONE;
    case CMD_RATES_BEFORE:
    case CMD_RATES_AFTER:
        rates_scope_move(v, cmd == CMD_RATES_AFTER ? 1 : -1);
        return VIEW_DONE;
    case CMD_RATES_SCOPE:
        rates_scope_pick(v);
        return VIEW_DONE;
    case CMD_RATES_PRINT:
        rates_print(v);
        return VIEW_DONE;
    case CMD_BACK:
        return back(v);
    default:
        return VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct rates_view *v = self_of(view);
    (void)ui;
    return listbox_key(&v->list[v->pane], k) ? VIEW_DONE : VIEW_PASS;
}

static void uncovered(struct view *view, struct ui *ui)
{
    (void)ui;
    rates_load(self_of(view));
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out,
           "【怎样算】只算已召开的会议、活动；几类合开的算一次；没达到规定"
           "人数的也算，因为人到了；计划、流会、取消、作废的不算。应到是开会"
           "那天的名单，后来改名册不影响。\n"
           "【出勤率】（出席＋线上）÷ 应到；补学后再加上已补学的。四舍五入到"
           "千分之一，但差一个人也不写 100%。\n"
           "【待补】请假、缺席还没有补学的。在“未到”里回车登记补学，待补的排在"
           "前面，天数从开会那天算起。\n"
           "【双重】领导班子成员到会参加全体党员、党小组的组织生活的次数"
           "（双重组织生活）。\n\n");
}

static void close_view(struct view *view)
{
    struct rates_view *v = self_of(view);
    for (int i = 0; i < N_RATES_PANES; i++) {
        listbox_clear(&v->list[i]);
    }
    arena_clear(&v->arena);
    arena_clear(&v->scope_arena);
    arena_clear(&v->choice_arena);
    mem_free(v);
}

static const struct view_class rates_view_class = {
    .name = "rates",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .help = help,
    .close = close_view,
};

void rates_view_open(struct app *app, int year)
{
    struct rates_view *v = mem_new(sizeof *v);
    v->view.cls = &rates_view_class;
    v->app = app;
    rates_scope_start(v, year);
    rates_rows_init(v);
    rates_load(v);
    ui_push(&app->ui, &v->view);
}
