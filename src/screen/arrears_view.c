/* The list of arrears: one line a person, worst first, with the rule that the
   length of the run brings into play below it.  Enter shows the months, F3
   writes down that somebody was reminded.  Nobody's standing is changed here:
   what follows is for the branch to find out and to decide. */
#include "pbtui/screen/arrears_view.h"

#include "memory_view.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "sheet_grid.h"

#define FOOT_ROWS 4

struct arrears_view {
    struct memory_view m;
    struct arrear *list;
    int64_t fen;
    struct err err;
};

enum { N_COLUMNS = 7 };
static const struct list_column columns[N_COLUMNS] = {
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"连续", 4, 6, 1, FIT_RIGHT, true, false},
    {"起止月份", 15, 15, 3, FIT_LEFT, false, false},
    {"共欠月", 6, 6, 4, FIT_RIGHT, true, false},
    {"欠交金额", 9, 12, 1, FIT_RIGHT, true, false},
    {"预警", 8, 14, 1, FIT_LEFT, false, false},
    {"上次催交", 10, 18, 2, FIT_LEFT, false, false},
};

static struct arrears_view *self_of(struct view *view)
{
    return (struct arrears_view *)view;
}

/* ---- rows --------------------------------------------------------------- */

static enum role role_of(enum dues_alarm alarm)
{
    return alarm >= DUES_RED      ? ROLE_ERROR
           : alarm >= DUES_YELLOW ? ROLE_WARN
                                  : ROLE_TEXT;
}

static const char *months(struct arena *a, const struct arrear *who)
{
    char from[8];
    char to[8];
    if (who->from == MONTH_NONE) {
        return "";
    }
    return who->from == who->to
               ? arena_str(a, month_text(who->from, from))
               : arena_printf(a, "%s—%s", month_text(who->from, from),
                              month_text(who->to, to));
}

static void make_row(struct arrears_view *v, size_t i)
{
    struct arena *a = &v->m.arena;
    const struct arrear *who = &v->list[i];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    char fen[32];
    char day[11];
    cells[0] = who->name;
    cells[1] = arena_printf(a, "%d", who->longest);
    cells[2] = months(a, who);
    cells[3] = arena_printf(a, "%d", who->n);
    cells[4] = arena_str(a, money_text(who->fen, fen));
    cells[5] = dues_alarm_word(who->alarm);
    cells[6] =
        who->n_reminded == 0
            ? ""
            : arena_printf(a, "%s 共 %d 次", date_text(who->reminded_on, day),
                           who->n_reminded);
    v->m.rows.rows[i] = (struct list_row){
        .id = (int64_t)i + 1, .cells = cells, .role = role_of(who->alarm)};
    v->fen += who->fen;
}

static void load(struct memory_view *m)
{
    struct arrears_view *v = (struct arrears_view *)m;
    struct book *b = v->m.app->book;
    size_t n = 0;
    arena_reset(&v->m.arena);
    v->err = (struct err)ERR_INIT;
    v->fen = 0;
    if (!arrears_list(b, &v->m.arena, MONTH_NONE, MONTH_NONE, &v->list, &n,
                      &v->err)) {
        n = 0;
    }
    v->m.rows = (struct memory_list){
        .rows = arena_array(&v->m.arena, n + 1, sizeof *v->m.rows.rows),
        .n = n,
        .n_cells = 1,
    };
    for (size_t i = 0; i < n; i++) {
        make_row(v, i);
    }
    listbox_reload(&v->m.box);
}

/* NULL: nobody. */
static const struct arrear *current(struct arrears_view *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->list[at];
}

/* ---- drawing ------------------------------------------------------------ */

static void draw_foot(struct arrears_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    const struct arrear *who = current(v);
    char fen[32];
    canvas_hline(c, area.row, area.col, area.cols);
    canvas_put_fit(c, area.row + 1, 1, area.cols - 2, ROLE_TEXT, FIT_LEFT,
                   arena_printf(&ui->frame,
                                "共 %zu 人欠交 %s；算到上一个收缴的月份。",
                                v->m.rows.n, money_text(v->fen, fen)));
    if (who != NULL) {
        const char *rule =
            dues_alarm_text(book_dues(v->m.app->book), &ui->frame, who->longest,
                            v->m.app->book->day);
        grid_draw_text(c, (struct rect){area.row + 2, 1, 2, area.cols - 2},
                       role_of(who->alarm),
                       arena_printf(&ui->frame, "%s：%s", who->name, rule));
    }
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct arrears_view *v = self_of(view);
    int foot = area.rows > 12 ? FOOT_ROWS : 0;
    struct rect list = {area.row + 1, area.col, area.rows - 1 - foot,
                        area.cols};
    app_draw_top(v->m.app, c, area.row, "党费 › 欠交");
    if (v->err.kind != ERR_NONE) {
        canvas_putf(c, list.row + 1, 1, ROLE_ERROR, "%s（%s）", v->err.text,
                    v->err.code);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
    if (foot > 0) {
        draw_foot(v, ui, c,
                  (struct rect){area.row + area.rows - foot, area.col, foot,
                                area.cols});
    }
}

/* ---- the view ----------------------------------------------------------- */

static void remind(struct arrears_view *v, const struct arrear *who)
{
    if (app_can_write(v->m.app) && book_view_is_today(v->m.app)) {
        opening_new(v->m.app, &ledger_reminder, who->person, NULL);
    }
}

static void print(struct arrears_view *v)
{
    int month = month_of(v->m.app->book->day);
    print_menu_open_form(
        v->m.app, "arrears",
        (struct span){month_first_day(month), month_last_day(month)});
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct arrears_view *v = self_of(view);
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct arrear *who = current(v);
    switch (cmd) {
    case CMD_ARREARS_MONTHS:
        if (who != NULL) {
            book_view_open(v->m.app, &ledger_due, who->person, who->name);
        }
        return VIEW_DONE;
    case CMD_ARREARS_REMIND:
        if (who != NULL) {
            remind(v, who);
        }
        return VIEW_DONE;
    case CMD_ARREARS_REMINDED:
        book_view_open(v->m.app, &ledger_reminder, 0, NULL);
        return VIEW_DONE;
    case CMD_ARREARS_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_BACK:
        return VIEW_CLOSE;
    default:
        return VIEW_PASS;
    }
}

/* Every grade with its own rule. */
static void help(const struct view *view, struct strbuf *out)
{
    static const enum dues_setting grades[] = {
        DUES_WARN_NOTICE, DUES_WARN_YELLOW, DUES_WARN_REPORT, DUES_WARN_RED,
        DUES_WARN_LIMIT};
    const struct arrears_view *v = (const struct arrears_view *)view;
    sb_add(
        out,
        "【欠交】一个月交得不够就算欠；免交、在流入地交、没有应交的月份不算，"
        "也不打断连续。补上中间一个月，连续就从它后面重新算起。程序只提示，"
        "不改任何人的身份。\n");
    for (size_t i = 0; i < ARRAY_LEN(grades); i++) {
        const struct dues_limit *l =
            dues_limit(book_dues(v->m.app->book), grades[i], v->m.day);
        sb_addf(out, "%s（%s）\n", l->text, l->basis);
    }
    sb_addc(out, '\n');
}

static const struct view_class arrears_view_class = {
    .name = "arrears",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = memory_view_close,
};

void arrears_view_open(struct app *app)
{
    struct arrears_view *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_ARREARS;
    v->m.load = load;
    memory_view_open(&v->m, &arrears_view_class, columns, N_COLUMNS);
    v->m.box.empty = "没有人欠交党费。";
}
