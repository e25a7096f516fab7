/* One topic of a meeting as a form of two pages, with the verdict of the vote
   live below it.

   Stages: open (topic and points → items) → typed (into the meeting as it is
   understood) → back.  What is not understood stands beside its field; going
   back is refused once because of it. */
#include "pbtui/screen/topic_view.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/screen/commands.h"
#include "topic_parts.h"

#define VERDICT_ROWS    2
#define RESOLUTION_ROWS 2
#define ROOMY_ROWS      20 /* from here on the sentence is shown, too */

static struct topic_view *self_of(struct view *view)
{
    return (struct topic_view *)view;
}

/* ---- drawing ------------------------------------------------------------ */

static enum role role_of(enum vote_state state)
{
    switch (state) {
    case VOTE_PASSED:
        return ROLE_OK;
    case VOTE_OPEN:
        return ROLE_DIM;
    case VOTE_FAILED:
        return ROLE_WARN;
    case VOTE_NOT_ENOUGH:
    case VOTE_BAD_BALLOTS:
    case VOTE_BAD_SUM:
        break;
    }
    return ROLE_ERROR;
}

/* Rows taken, at most at.rows, the last one cut with …; c NULL: only
   measured. */
static int draw_wrapped(struct canvas *c, struct rect at, enum role role,
                        const char *text)
{
    struct fit_line line;
    size_t n = strlen(text);
    size_t from = 0;
    int rows = 0;
    while (from < n && rows < at.rows &&
           fit_wrap_line(text, n, from, at.cols, &line)) {
        bool cut = rows + 1 == at.rows && line.next_bytes < n;
        if (c != NULL && cut) {
            canvas_put_fit(c, at.row + rows, at.col, at.cols, role, FIT_LEFT,
                           text + line.at_bytes);
        } else if (c != NULL) {
            canvas_putn(c, at.row + rows, at.col, role, text + line.at_bytes,
                        line.n_bytes);
        }
        from = line.next_bytes;
        rows++;
    }
    return rows;
}

/* From the bottom upwards; returns the rows used. */
static int draw_verdict(struct topic_view *v, struct ui *ui, struct canvas *c,
                        struct rect area)
{
    struct vote_verdict verdict = meeting_vote(v->m, v->agenda);
    bool may = !v->form.read_only && area.rows >= ROOMY_ROWS;
    const char *said =
        verdict.resolution[0] != '\0' && may
            ? arena_printf(&ui->frame, "F5 写入决议：%s", verdict.resolution)
            : "";
    if (verdict.text[0] == '\0') {
        return 0;
    }
    struct rect at = {0, area.col + 1, VERDICT_ROWS, area.cols - 2};
    struct rect below = {0, area.col + 1, RESOLUTION_ROWS, area.cols - 2};
    int first = draw_wrapped(NULL, at, ROLE_TEXT, verdict.text);
    int second = draw_wrapped(NULL, below, ROLE_DIM, said);
    at.row = area.row + area.rows - first - second;
    below.row = at.row + first;
    canvas_hline(c, at.row - 1, area.col, area.cols);
    draw_wrapped(c, at, role_of(verdict.state), verdict.text);
    draw_wrapped(c, below, ROLE_DIM, said);
    return first + second + 1;
}

/* What comes from the roll looks as if it could be typed over. */
static void dim_filled(struct topic_view *v, struct canvas *c)
{
    const struct formbox *f = &v->form;
    struct rect before = canvas_clip(c, f->body);
    for (size_t i = 0; i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        if (item->page == f->page && i != f->focus && !item->touched &&
            topic_is_filled(v, item)) {
            canvas_role(c,
                        (struct rect){f->body.row + item->place.row - f->scroll,
                                      f->body.col + item->place.field_col, 1,
                                      item->place.field_cols},
                        ROLE_DIM);
        }
    }
    canvas_unclip(c, before);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct topic_view *v = self_of(view);
    app_draw_top(v->app, c, area.row, v->title);
    int foot = draw_verdict(v, ui, c, area);
    formbox_draw(
        &v->form, c,
        (struct rect){area.row + 1, area.col, area.rows - 1 - foot, area.cols});
    dim_filled(v, c);
}

/* ---- going back --------------------------------------------------------- */

static enum view_result back(struct topic_view *v)
{
    if (v->form.read_only) {
        return VIEW_CLOSE;
    }
    topic_take_texts(v);
    if (!formbox_check_all(&v->form) && !v->asked) {
        v->asked = true;
        ui_note(&v->app->ui, ROLE_ERROR,
                "还有没填对的，已写在那一项旁边；再按一次 Esc 就放弃那一处，"
                "先返回。");
        return VIEW_DONE;
    }
    topic_clear_vote(v);
    topic_tell(v);
    return VIEW_CLOSE;
}

/* ---- the view ----------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct formbox *f = &((const struct topic_view *)view)->form;
    return CTX_ALL | (f->read_only ? 0 : CTX_TOPIC) | formbox_contexts(f);
}

static void own_command(struct topic_view *v, int cmd)
{
    struct ui *ui = &v->app->ui;
    switch (cmd) {
    case CMD_TOPIC_POINT:
        topic_focus_empty(v);
        break;
    case CMD_TOPIC_RESOLVE:
        topic_resolve(v);
        break;
    case CMD_TOPIC_REST:
        topic_fill_rest(v);
        break;
    default:
        if (topic_drop_point(v)) {
            topic_changed(v);
        } else {
            ui_note(ui, ROLE_DIM, "光标放在一条发言上，才能去掉它。");
        }
        break;
    }
}

/* After a key: a row more, and the owner is told of the field that was left. */
static void settle(struct topic_view *v, size_t focus)
{
    if (v->form.focus != focus) {
        topic_tell(v);
    }
    topic_settle(v);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct topic_view *v = self_of(view);
    enum view_result r = VIEW_DONE;
    size_t focus = v->form.focus;
    switch (cmd) {
    case CMD_BACK:
    case CMD_TOPIC_DONE:
        return back(v);
    case CMD_TOPIC_POINT:
    case CMD_TOPIC_RESOLVE:
    case CMD_TOPIC_REST:
    case CMD_TOPIC_DROP:
        own_command(v, cmd);
        break;
    case CMD_UNDO:
    case CMD_REDO:
        ui_note(ui, ROLE_WARN,
                "这一议题里没有可以撤销的了；撤销已保存的请先回到列表。");
        break;
    default:
        r = formbox_command(&v->form, ui, cmd);
        break;
    }
    settle(v, focus);
    return r;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct topic_view *v = self_of(view);
    app_watch(v->app);
    size_t focus = v->form.focus;
    enum view_result r = formbox_key(&v->form, ui, k);
    settle(v, focus);
    return r;
}

static void take_texts(struct topic_view *v)
{
    if (v->untaken) {
        topic_take_texts(v);
    }
    topic_tell(v);
}

static void tick(struct view *view, struct ui *ui, int64_t now_ms)
{
    (void)ui;
    (void)now_ms;
    view->tick_at = 0;
    take_texts(self_of(view));
}

static void hang_up(struct view *view, struct ui *ui)
{
    (void)ui;
    take_texts(self_of(view));
}

static bool unsaved(const struct view *view)
{
    return formbox_touched(&((const struct topic_view *)view)->form);
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct topic_view *v = (const struct topic_view *)view;
    if (v->form.focus < v->form.n_items) {
        const struct form_item *item = &v->form.items[v->form.focus];
        sb_addf(out, "【%s】%s\n", item->label,
                item->hint != NULL ? item->hint : "");
        if (item->error[0] != '\0') {
            sb_addf(out, "现在的问题：%s\n", item->error);
        }
    }
    sb_add(out,
           "\n【议题】第一页记讨论：谁发言、说了什么、是不是不同意见，最后一行"
           "写了就多出一行；列席的人直接写姓名、单位。第二页记表决：选了事项，"
           "应到、实到按点名填好（淡色的），可以改；F7 把其余的票记为赞成；"
           "下面随时是表决结果和所依的规定，F5 把结果写进决议。\n\n");
}

static void close_view(struct view *view)
{
    struct topic_view *v = self_of(view);
    formbox_clear(&v->form);
    mem_free(v->targets);
    mem_free(v->points);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class topic_view_class = {
    .name = "topic",
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

bool topic_is_of(const struct view *view, const struct meeting *m)
{
    return view->cls == &topic_view_class &&
           ((const struct topic_view *)view)->m == m;
}

static void set_title(struct topic_view *v)
{
    struct strbuf sb;
    size_t no = 0;
    sb_init(&sb);
    for (size_t i = 0; i <= v->agenda; i++) {
        no += !v->m->agenda.v[i].gone;
    }
    meeting_title(v->m, &sb);
    snprintf(v->title, sizeof v->title, "议题 %zu › %.120s %.10s", no, sb.s,
             record_text(&v->m->event, EVENT_ON));
    sb_clear(&sb);
}

void topic_view_open(struct app *app, struct meeting *m, size_t agenda,
                     bool read_only, void (*changed)(void *ctx), void *ctx)
{
    struct topic_view *v = mem_new(sizeof *v);
    v->view.cls = &topic_view_class;
    v->app = app;
    v->m = m;
    v->agenda = agenda;
    v->changed = changed;
    v->ctx = ctx;
    set_title(v);
    topic_make(v, read_only);
    topic_refresh(v);
    ui_push(&app->ui, &v->view);
}
