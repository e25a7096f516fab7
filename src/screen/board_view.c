/* The board of 发展党员 as a view: read when it is opened, uncovered, when
   another window has saved, when the day or the branch is another one. */
#include "pbtui/screen/board_view.h"

#include "board_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/pipeline_view.h"
#include "pbtui/text/date.h"

#define FIND_MAX_CHARS 20

static struct board_view *self_of(struct view *view)
{
    return (struct board_view *)view;
}

/* ---- reading ----------------------------------------------------------- */

void board_go_to(struct board_view *v, int64_t person)
{
    for (size_t i = 0; i < v->board.n; i++) {
        if (v->board.rows[i].person == person) {
            v->at = i;
        }
    }
}

/* 0: nobody. */
static int64_t person_here(struct board_view *v)
{
    const struct pipeline_row *row = board_row(v);
    const struct pipeline_closed *over = board_closed_row(v);
    return over != NULL ? over->person : row != NULL ? row->person : 0;
}

/* Whom the list does not have any more, who stood below takes the place. */
static void keep_place(struct board_view *v, int64_t person, int64_t line)
{
    int64_t at = person_here(v);
    if (v->page != BOARD_GRID && v->rows.n > 0 && person != 0 && at != person) {
        int64_t last = (int64_t)v->rows.n;
        listbox_go_to(&v->box, line < last ? line : last);
        listbox_load(&v->box);
    }
}

void board_load(struct board_view *v)
{
    struct book *b = v->app->book;
    /* Whose file was open comes before who stands under the cursor. */
    int64_t person = v->opened != 0 ? v->opened : person_here(v);
    int64_t line = listbox_id(&v->box);
    arena_reset(&v->arena);
    v->err = (struct err)ERR_INIT;
    v->day = b->day;
    v->branch = b->branch;
    v->held_on = v->held_on < b->today ? b->today : v->held_on;
    v->n_closed = 0;
    if (!pipeline_board(&v->board, b, &v->arena, &v->err) ||
        !pipeline_closed(b, &v->arena, &v->closed, &v->n_closed, &v->err)) {
        v->board = (struct pipeline_board){.quota = -1};
    }
    v->at = v->at < v->board.n ? v->at : 0;
    board_go_to(v, person);
    board_lists_make(v, person);
    keep_place(v, person, line);
}

static void watch(struct board_view *v)
{
    app_watch(v->app);
    if (v->day != v->app->book->day || v->branch != v->app->book->branch ||
        db_changed_elsewhere(v->app->session.db)) {
        board_load(v);
    }
}

const struct pipeline_row *board_row(struct board_view *v)
{
    int64_t id = 0;
    if (v->page == BOARD_GRID) {
        return v->at < v->board.n ? &v->board.rows[v->at] : NULL;
    }
    id = board_shows_closed(v) ? 0 : listbox_id(&v->box);
    if (id <= 0 || (size_t)id > v->rows.n) {
        return NULL;
    }
    if (v->page != BOARD_HELD) {
        return &v->shown[id - 1];
    }
    for (size_t i = 0; i < v->board.n; i++) {
        if (v->board.rows[i].person == v->held[id - 1].person) {
            return &v->board.rows[i];
        }
    }
    return NULL;
}

/* ---- commands ---------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct board_view *v = (const struct board_view *)view;
    if (v->page == BOARD_GRID) {
        return CTX_ALL | CTX_LOOK | CTX_BOARD;
    }
    uint64_t ctx = listbox_contexts(&v->box);
    return CTX_ALL | ctx | ((ctx & CTX_EDIT) == 0 ? CTX_BOARD : 0U);
}

/* Board and list keep the person; what is due, and what a meeting could decide,
   begins at the top. */
static void turn(struct board_view *v, int step)
{
    const struct pipeline_row *row = board_row(v);
    int64_t person = row == NULL ? 0 : row->person;
    int page = ((int)v->page + step + BOARD_PAGES) % BOARD_PAGES;
    bool keep = page == BOARD_GRID || page == BOARD_LIST;
    v->page = (enum board_page)page;
    v->stage = v->stage >= PIPELINE_STAGES ? BOARD_ALL : v->stage;
    editline_set(&v->find, "");
    v->not_found = false;
    board_go_to(v, person);
    board_lists_make(v, keep ? person : 0);
}

/* At the step that the line is about. */
static void open_person(struct board_view *v)
{
    const struct pipeline_row *row = board_row(v);
    const struct pipeline_closed *over = board_closed_row(v);
    int step = 0;
    if (over != NULL) {
        v->opened = over->person;
        pipeline_view_open_file(v->app, over->file, over->step);
        return;
    }
    if (row == NULL || v->not_found) {
        return;
    }
    if (v->page == BOARD_CALENDAR) {
        step = row->due_step;
    } else if (v->page == BOARD_HELD) {
        step = v->held[listbox_id(&v->box) - 1].step;
    }
    editline_set(&v->find, "");
    v->opened = row->person;
    if (row->file == 0) {
        pipeline_view_open(v->app, row->person);
    } else {
        pipeline_view_open_file(v->app, row->file, step);
    }
}

static enum view_result go_back(struct board_view *v)
{
    if (v->find.text.len > 0) {
        editline_set(&v->find, ""); /* it was the name that was meant */
        v->not_found = false;
        return VIEW_DONE;
    }
    if (!book_view_to_today(v->app)) {
        return VIEW_CLOSE;
    }
    board_load(v);
    return VIEW_DONE;
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct board_view *v = self_of(view);
    (void)ui;
    watch(v);
    if (v->page == BOARD_GRID ? board_grid_command(v, cmd)
                              : listbox_command(&v->box, cmd)) {
        return VIEW_DONE;
    }
    if (v->page != BOARD_GRID) {
        listbox_load(&v->box);
    }
    switch (cmd) {
    case CMD_BOARD_OPEN:
        open_person(v);
        return VIEW_DONE;
    case CMD_BOARD_NEXT:
    case CMD_BOARD_PREVIOUS:
        turn(v, cmd == CMD_BOARD_NEXT ? 1 : -1);
        return VIEW_DONE;
    case CMD_BOARD_NEW:
        board_ask_applicant(v);
        return VIEW_DONE;
    case CMD_BOARD_DAY:
        board_ask_day(v);
        return VIEW_DONE;
    case CMD_AS_OF:
        board_ask_as_of(v);
        return VIEW_DONE;
    case CMD_BOARD_STAGE:
        board_ask_filter(v);
        return VIEW_DONE;
    case CMD_BOARD_PRINT:
        board_print(v);
        return VIEW_DONE;
    case CMD_BOARD_QUOTA:
        book_view_open(v->app, &ledger_quota, 0, NULL);
        return VIEW_DONE;
    case CMD_BACK:
        return go_back(v);
    default:
        return VIEW_PASS;
    }
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct board_view *v = self_of(view);
    (void)ui;
    if (k->kind == K_RESUME) {
        board_load(v);
        return VIEW_DONE;
    }
    bool taken =
        v->page == BOARD_GRID ? board_grid_key(v, k) : listbox_key(&v->box, k);
    return taken ? VIEW_DONE : VIEW_PASS;
}

/* ---- the view ---------------------------------------------------------- */

/* A list of one stage does not have who has left it. */
static void say_where(struct board_view *v)
{
    for (size_t i = 0; v->stage != BOARD_ALL && i < v->board.n; i++) {
        const struct pipeline_row *row = &v->board.rows[i];
        if (row->person == v->opened && (int)row->stage != v->stage &&
            v->stage < PIPELINE_STAGES && v->page != BOARD_GRID &&
            v->page != BOARD_HELD) {
            ui_note(&v->app->ui, ROLE_OK,
                    "%s现在是%s，这里只看%s（F5 换一个阶段）", row->name,
                    board_stage_name(row->stage),
                    board_stage_name((enum pipeline_stage)v->stage));
        }
    }
}

static void uncovered(struct view *view, struct ui *ui)
{
    struct board_view *v = self_of(view);
    (void)ui;
    board_load(v);
    say_where(v);
    v->opened = 0;
    board_take_applicant(v);
}

/* What holds the person up, each with its rule. */
static void help_row(const struct pipeline_row *row, struct strbuf *out)
{
    const struct step_view *s = &row->verdict->steps[row->next];
    for (size_t i = 0; i < row->verdict->n_warnings; i++) {
        const struct pipeline_warning *w = &row->verdict->warnings[i];
        sb_addf(out, "%s %s。%s（%s）\n", w->guard->warn, w->text,
                w->guard->text, w->guard->basis);
    }
    for (size_t i = 0; row->next != 0 && i < s->n_issues; i++) {
        sb_addf(out, "%s\n", s->issues[i].text);
    }
    if (out->len > 0) {
        sb_addc(out, '\n');
    }
}

static void help(const struct view *view, struct strbuf *out)
{
    const struct pipeline_row *row =
        board_row((struct board_view *)(uintptr_t)view);
    if (row != NULL) {
        sb_addf(out, "【%s】%s\n", row->name, row->state);
        help_row(row, out);
    }
    sb_add(out, "【看板】各阶段的人和在这一阶段的时间；! 是有到期的事，红色是"
                "已经过期。打字母或汉字找人。\n"
                "【名单】按 F5 只看一个阶段；已归档、已终止的档案也从 F5 "
                "里看，只能看，不能再办。\n"
                "【日历】每个人下一步最早、最迟哪天办，缺什么材料，由谁办。\n"
                "【开会】如果某天开会、在那以前什么都不再办，谁可以讨论。\n\n");
}

static void close_view(struct view *view)
{
    struct board_view *v = self_of(view);
    listbox_clear(&v->box);
    editline_clear(&v->find);
    arena_clear(&v->arena);
    mem_free(v);
}

static const struct view_class board_view_class = {
    .name = "board",
    .contexts = contexts,
    .draw = board_draw,
    .command = command,
    .key = key,
    .uncovered = uncovered,
    .help = help,
    .close = close_view,
};

static void open_on(struct app *app, enum board_page page)
{
    struct board_view *v = mem_new(sizeof *v);
    size_t n = 0;
    v->view.cls = &board_view_class;
    v->app = app;
    v->stage = BOARD_ALL;
    v->held_on = app->book->today;
    v->page = page;
    editline_init(&v->find, TEXT_LINE, FIND_MAX_CHARS);
    const struct list_column *columns = board_columns(v, &n);
    listbox_init(&v->box, columns, n, memory_list_source(&v->rows));
    board_load(v);
    ui_push(&app->ui, &v->view);
}

void board_view_open(struct app *app)
{
    open_on(app, BOARD_GRID);
}

void board_view_open_calendar(struct app *app)
{
    open_on(app, BOARD_CALENDAR);
}
