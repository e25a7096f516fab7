/* 政治生日 of a month, a quarter or a year.  Whoever has no entry yet gets one
   by Enter, with the day, the year and the name filled in; F6 prints the sheet
   and the cards, F4 the card of one. */
#include "pbtui/screen/birthdays_view.h"

#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/birthdays.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/report/source.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/record_view.h"

enum { QUARTER = 3, YEAR = 12 };

struct birthdays_view {
    struct memory_view m;
    struct birthday *list;
    int month;  /* the first */
    int months; /* 1, QUARTER, YEAR */
    struct err err;
};

enum { N_COLUMNS = 5 };
static const struct list_column columns[N_COLUMNS] = {
    {"政治生日", 10, 10, 1, FIT_LEFT, false, false},
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"入党日期", 10, 10, 2, FIT_LEFT, false, false},
    {"入党周年", 8, 8, 1, FIT_RIGHT, true, false},
    {"办了没有", 12, 40, 1, FIT_LEFT, false, false},
};

static struct birthdays_view *self_of(struct view *view)
{
    return (struct birthdays_view *)view;
}

static struct span span_of(const struct birthdays_view *v)
{
    return (struct span){month_first_day(v->month),
                         month_last_day(v->month + v->months - 1)};
}

/* ---- rows --------------------------------------------------------------- */

static void make_row(struct birthdays_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct birthday *x = &v->list[i];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    char day[11];
    bool over = x->day < v->m.app->book->today;
    cells[0] = arena_str(a, date_text(x->day, day));
    cells[1] = x->name;
    cells[2] = arena_str(a, date_text(x->join, day));
    cells[3] = arena_printf(a, "%d", x->years);
    cells[4] = x->entry != 0 ? x->state : "没有登记";
    v->m.rows.rows[i] = (struct list_row){.id = (int64_t)i + 1,
                                          .cells = cells,
                                          .role = x->full ? ROLE_OK
                                                  : over  ? ROLE_WARN
                                                          : ROLE_TEXT};
}

static void load(struct memory_view *m)
{
    struct birthdays_view *v = (struct birthdays_view *)m;
    struct span span = span_of(v);
    size_t n = 0;
    arena_reset(&v->m.arena);
    v->err = (struct err)ERR_INIT;
    birthdays_of(v->m.app->book, &v->m.arena, &span, &v->list, &n, &v->err);
    v->m.rows = (struct memory_list){
        .rows = arena_array(&v->m.arena, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = N_COLUMNS,
    };
    for (size_t i = 0; i < n; i++) {
        make_row(v, i);
    }
    listbox_reload(&v->m.box);
}

/* ---- entries ------------------------------------------------------------ */

struct filling {
    struct arena *arena;
    const struct birthday *of;
};

static void preset(struct record *r, void *ctx)
{
    const struct filling *f = ctx;
    birthday_fill(r, f->arena, f->of);
}

void birthdays_open_entry(struct app *app, const struct birthday *x)
{
    struct birthday_book reg;
    struct err err = ERR_INIT;
    if (!birthday_book(app->book, &reg, &err)) {
        ui_note_err(&app->ui, &err);
    } else if (x->entry != 0) {
        opening_record(app, reg.ledger, x->entry);
    } else if (app_can_write(app) && book_view_is_today(app)) {
        struct filling f = {&app->ui.frame, x};
        record_view_open_new(app, reg.ledger, preset, &f);
    }
}

/* ---- paper -------------------------------------------------------------- */

static void print_answer(void *ctx, struct ui *ui, int64_t id)
{
    static const char *const forms[] = {"birthday-month", "birthday-card"};
    struct birthdays_view *v = ctx;
    (void)ui;
    if (id == 1 || id == 2) {
        print_menu_open_form(v->m.app, forms[id - 1], span_of(v));
    }
}

static void ask_print(struct birthdays_view *v)
{
    static const struct pick_text rows[] = {
        {"覆盖表", "谁过政治生日，五个一办了哪些"},
        {"贺卡", "每人一张，一页三张"},
    };
    pick_texts(v->m.app, "打印哪一种", rows, ARRAY_LEN(rows), 0, print_answer,
               v);
}

/* The form of one is for the day that is near; of another year all cards of
   that day are laid. */
static void print_card(struct birthdays_view *v, const struct birthday *x)
{
    struct app *app = v->m.app;
    struct birthday near;
    bool found = false;
    struct err err = ERR_INIT;
    if (!birthday_near(app->book, &app->ui.frame, x->person, &near, &found,
                       &err)) {
        ui_note_err(&app->ui, &err);
    } else if (found && near.day == x->day) {
        print_menu_open_form_of(app, "birthday-card-one", x->person);
    } else {
        print_menu_open_form(app, "birthday-card",
                             (struct span){x->day, x->day});
    }
}

/* ---- the view ----------------------------------------------------------- */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct birthdays_view *v = self_of(view);
    struct span span = span_of(v);
    struct rect list = {area.row + 1, area.col, area.rows - 1, area.cols};
    size_t full = 0;
    for (size_t i = 0; i < v->m.rows.n; i++) {
        full += v->list[i].full;
    }
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(&ui->frame, "政治生日 › %s %zu 人，齐全 %zu",
                              source_span_text(&ui->frame, &span), v->m.rows.n,
                              full));
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
}

static void go_to(struct birthdays_view *v, int month)
{
    if (month_first_day(month) != DATE_NONE &&
        month_last_day(month + v->months - 1) != DATE_NONE) {
        v->month = month;
        load(&v->m);
    }
}

/* A month, the quarter around it, the year around that. */
static void next_span(struct birthdays_view *v)
{
    v->months = v->months == 1 ? QUARTER : v->months == QUARTER ? YEAR : 1;
    int month = month_of(v->m.app->book->day);
    bool now = month >= v->month && month < v->month + YEAR;
    int at = v->months == 1 && now ? month : v->month;
    go_to(v, at - at % v->months);
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct birthdays_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    int at = memory_view_at(&v->m);
    switch (cmd) {
    case CMD_BIRTHDAYS_OPEN:
        if (at >= 0) {
            birthdays_open_entry(v->m.app, &v->list[at]);
        }
        return VIEW_DONE;
    case CMD_BIRTHDAYS_CARD:
        if (at >= 0) {
            print_card(v, &v->list[at]);
        }
        return VIEW_DONE;
    case CMD_BIRTHDAYS_SPAN:
        next_span(v);
        return VIEW_DONE;
    case CMD_BIRTHDAYS_PRINT:
        ask_print(v);
        return VIEW_DONE;
    case CMD_BIRTHDAYS_BEFORE:
        go_to(v, v->month - v->months);
        return VIEW_DONE;
    case CMD_BIRTHDAYS_AFTER:
        go_to(v, v->month + v->months);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

static void help(const struct view *view, struct strbuf *out)
{
    (void)view;
    sb_add(out,
           "【政治生日】入党日期的周年，当年入党的从下一年算起，2月29日入党的"
           "平年在28日过。Enter 登记，姓名、日期、周年都已填好；办了哪几项在"
           "登记里打勾。要办的几项在设置文件夹 registers/birthdays.ini 里改。"
           "\n\n");
}

static const struct view_class birthdays_view_class = {
    .name = "birthdays",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void birthdays_view_open(struct app *app, int month, int64_t person)
{
    struct birthdays_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_BIRTHDAYS;
    v->m.load = load;
    v->month = month == MONTH_NONE ? month_of(app->book->day) : month;
    v->months = 1;
    memory_view_open(&v->m, &birthdays_view_class, columns, N_COLUMNS);
    v->m.box.empty = "这段时间没有党员过政治生日。";
    for (size_t i = 0; i < v->m.rows.n; i++) {
        if (v->list[i].person == person) {
            listbox_go_to(&v->m.box, (int64_t)i + 1);
        }
    }
}
