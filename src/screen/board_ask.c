/* Questions of the board: who applies, on which day the meeting would be, what
   is to be shown. */
#include "board_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/pipeline_view.h"
#include "pbtui/screen/record_view.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

#define DAY_CHARS 20

/* ---- who applies ------------------------------------------------------- */

struct applicants {
    struct app *app;
    struct board_view *view;
    struct arena arena;
    struct pipeline_applicant *list;
    size_t n;
};

static void applicants_free(struct applicants *x)
{
    arena_clear(&x->arena);
    mem_free(x);
}

/* Who applies has applied today, until something else is typed. */
static void fill_applicant(struct record *r, void *ctx)
{
    const struct applicants *x = ctx;
    record_set_day(r, &x->app->arena, ledger_field(r->ledger, "apply_on"),
                   x->app->book->today);
}

static void answer_applicant(void *ctx, struct ui *ui, int64_t id)
{
    struct applicants *x = ctx;
    (void)ui;
    if (id == 1) {
        x->view->adding = true;
        x->app->saved_in = NULL;
        x->app->saved_id = 0;
        record_view_open_new(x->app, &ledger_people, fill_applicant, x);
    } else if (id > 1) {
        x->view->opened = x->list[id - 2].person;
        pipeline_view_open(x->app, x->list[id - 2].person);
    }
    applicants_free(x);
}

void board_ask_applicant(struct board_view *v)
{
    struct err err = ERR_INIT;
    if (!app_can_write(v->app) || !book_view_is_today(v->app)) {
        return;
    }
    struct applicants *x = mem_new(sizeof *x);
    *x = (struct applicants){.app = v->app, .view = v};
    if (!pipeline_applicants(v->app->book, &x->arena, &x->list, &x->n, &err)) {
        dialog_error(&v->app->ui, &err);
        applicants_free(x);
        return;
    }
    struct pick_text *rows =
        arena_array(&v->app->ui.frame, x->n + 1, sizeof *rows);
    rows[0] = (struct pick_text){"新登记一个人…", "名册里还没有的"};
    for (size_t i = 0; i < x->n; i++) {
        rows[i + 1] = (struct pick_text){x->list[i].name, x->list[i].about};
    }
    pick_texts(v->app, "谁申请入党", rows, x->n + 1, 0, answer_applicant, x);
}

void board_take_applicant(struct board_view *v)
{
    struct app *app = v->app;
    if (v->adding && app->saved_in == &ledger_people && app->saved_id != 0) {
        int64_t person = app->saved_id;
        v->opened = person;
        pipeline_view_open(app, person);
    }
    v->adding = false;
}

/* ---- which day --------------------------------------------------------- */

static void answer_day(void *ctx, struct ui *ui, const char *typed);

static void ask_day(struct board_view *v, const char *text, const char *typed)
{
    dialog_input(&v->app->ui, "如果某天开会", text, typed, DAY_CHARS,
                 answer_day, v);
}

/* What cannot be meant stays typed, to be mended. */
static void answer_day(void *ctx, struct ui *ui, const char *typed)
{
    struct board_view *v = ctx;
    struct err err = ERR_INIT;
    int day = DATE_NONE;
    (void)ui;
    if (typed == NULL) {
        return;
    }
    if (!date_parse(typed, v->app->book->today, &day, &err)) {
        ask_day(v, err.text, typed);
    } else if (day < v->app->book->today) {
        ask_day(v, "开会的日期应是今天或以后；以前的会照实登记。", typed);
    } else {
        v->page = BOARD_HELD;
        v->held_on = day;
        board_lists_make(v, 0);
    }
}

void board_ask_day(struct board_view *v)
{
    char text[11];
    ask_day(v, "哪一天开会，例如 12-10：", date_text(v->held_on, text));
}

/* ---- as it was --------------------------------------------------------- */

static void answer_as_of(void *ctx, struct ui *ui, int day)
{
    struct board_view *v = ctx;
    char text[24];
    if (day == DATE_NONE) {
        return;
    }
    v->app->book->day = day;
    board_load(v);
    ui_note(ui, ROLE_OK, "现在看的是 %s 的情况，按 Esc 回到今天。",
            date_text_long(day, text));
}

void board_ask_as_of(struct board_view *v)
{
    dialog_calendar(&v->app->ui, "看哪一天的发展党员", v->app->book->day,
                    answer_as_of, v);
}

/* ---- what is shown ----------------------------------------------------- */

static void answer_stage(void *ctx, struct ui *ui, int64_t id)
{
    struct board_view *v = ctx;
    (void)ui;
    if (id <= 0) {
        return;
    }
    v->stage = (int)id - 1 + BOARD_ALL;
    v->page = v->page == BOARD_GRID || v->stage >= PIPELINE_STAGES ? BOARD_LIST
                                                                   : v->page;
    board_lists_make(v, 0);
}

static void ask_stage(struct board_view *v)
{
    struct pick_text rows[BOARD_CHOICES];
    struct arena *a = &v->app->ui.frame;
    for (int i = 0; i < BOARD_CHOICES; i++) {
        rows[i] = (struct pick_text){
            board_choice_name(i + BOARD_ALL),
            arena_printf(a, "%zu 人", board_choice_count(v, i + BOARD_ALL))};
    }
    pick_texts(v->app, "看哪一个阶段", rows, ARRAY_LEN(rows),
               (size_t)(v->stage - BOARD_ALL), answer_stage, v);
}

/* The kinds of meeting that decide on anybody, in the order of their names. */
static const char *const meetings[] = {NULL, "committee.meeting",
                                       "branch.meeting"};

static void answer_kind(void *ctx, struct ui *ui, int64_t id)
{
    struct board_view *v = ctx;
    (void)ui;
    if (id > 0) {
        v->kind = meetings[id - 1];
        board_lists_make(v, 0);
    }
}

static void ask_kind(struct board_view *v)
{
    struct pick_text rows[ARRAY_LEN(meetings)] = {{"不分会议", NULL}};
    size_t at = 0;
    for (size_t i = 1; i < ARRAY_LEN(meetings); i++) {
        const struct kind *k =
            kinds_by_code(book_kinds(v->app->book), meetings[i]);
        rows[i] = (struct pick_text){k == NULL ? meetings[i] : k->name, NULL};
        at = v->kind == meetings[i] ? i : at;
    }
    pick_texts(v->app, "开哪一种会", rows, ARRAY_LEN(rows), at, answer_kind, v);
}

void board_ask_filter(struct board_view *v)
{
    if (v->page == BOARD_HELD) {
        ask_kind(v);
    } else {
        ask_stage(v);
    }
}
