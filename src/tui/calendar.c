/* A month to pick a day from, Monday first.

   Arrows move the day; what is typed goes into the date line below, is read by
   date_parse at once and moves the day as well.  So Enter always takes the day
   that is shown, unless what was typed is no date: then it says why.  Days
   on which nobody works are dim; today stands in brackets. */
#include <stdio.h>
#include <string.h>

#include "dialog_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "wrap.h"

#define DAY_COLS   4
#define GRID_COLS  (7 * DAY_COLS)
#define INNER_COLS 40
#define TYPED_COLS 14
#define WEEKS      6

struct calendar_view {
    struct view view;
    char *title;
    int day;
    int near; /* what was typed is read relative to this */
    struct editline typed;
    struct err err; /* of what was typed */
    bool told;      /* Enter was pressed on it */
    dialog_day *answer;
    void *ctx;
};

static uint64_t calendar_contexts(const struct view *v)
{
    (void)v;
    return CTX_CALENDAR | CTX_EDIT;
}

static void calendar_close(struct view *v)
{
    struct calendar_view *cal = (struct calendar_view *)v;
    editline_clear(&cal->typed);
    mem_free(cal->title);
    mem_free(cal);
}

/* ---- drawing ---- */

static enum role day_role(const struct calendar_view *cal, int day)
{
    if (day == cal->day) {
        return ROLE_SELECTED;
    }
    return date_is_workday(day) ? ROLE_DIALOG : ROLE_DIM;
}

static void draw_grid(const struct calendar_view *cal, struct canvas *c,
                      int row, int col)
{
    static const char *const weekdays[] = {"一", "二", "三", "四",
                                           "五", "六", "日"};
    for (int i = 0; i < 7; i++) {
        canvas_put(c, row, col + i * DAY_COLS + 1, ROLE_TITLE, weekdays[i]);
    }
    int year;
    int month;
    int mday;
    date_split(cal->day, &year, &month, &mday);
    int first = date_of(year, month, 1);
    int last = month_last_day(month_of(cal->day));
    int skipped = date_weekday(first) - 1;
    int today = date_today();
    for (int day = first; day <= last; day++) {
        int place = skipped + day - first;
        int at_row = row + 1 + place / 7;
        int at_col = col + place % 7 * DAY_COLS;
        canvas_putf(c, at_row, at_col, day_role(cal, day),
                    day == today ? "[%2d]" : " %2d ", day - first + 1);
    }
    int place = skipped + cal->day - first;
    canvas_caret(c, row + 1 + place / 7, col + place % 7 * DAY_COLS + 1);
}

static void draw_typed(struct calendar_view *cal, struct canvas *c,
                       struct rect at)
{
    int col = canvas_put(c, at.row, at.col, ROLE_LABEL, "日期 ");
    bool typing = cal->typed.text.len > 0;
    if (typing) {
        canvas_put(c, at.row, col, ROLE_DIALOG, "[");
        editline_draw(&cal->typed, c, at.row, col + 1, TYPED_COLS, true);
        col = canvas_put(c, at.row, col + 1 + TYPED_COLS, ROLE_DIALOG, "] ");
    }
    if (typing && cal->err.kind != ERR_NONE) {
        return;
    }
    char iso[11];
    canvas_putf(c, at.row, col, ROLE_DIALOG, "%s %s", date_text(cal->day, iso),
                date_weekday_text(cal->day));
}

static void calendar_draw(struct view *v, struct ui *ui, struct canvas *c,
                          struct rect area)
{
    (void)ui;
    struct calendar_view *cal = (struct calendar_view *)v;
    struct rect in = dialog_frame(c, area, WEEKS + 5, INNER_COLS, cal->title);
    int year;
    int month;
    int mday;
    date_split(cal->day, &year, &month, &mday);
    char head[32];
    snprintf(head, sizeof head, "%d 年 %d 月", year, month);
    canvas_put_fit(c, in.row, in.col, in.cols, ROLE_TITLE, FIT_CENTRE, head);
    draw_grid(cal, c, in.row + 1, in.col + (in.cols - GRID_COLS) / 2);
    draw_typed(cal, c, (struct rect){in.row + WEEKS + 2, in.col, 1, in.cols});
    struct rect low = {in.row + WEEKS + 3, in.col, 2, in.cols};
    if (cal->told && cal->err.kind != ERR_NONE) {
        wrap_draw(c, low, ROLE_ERROR, cal->err.text, 0);
    } else {
        wrap_draw(c, low, ROLE_DIM,
                  "直接打日期：20、11-20、今天、+3\n"
                  "T 今天  PgUp PgDn 换月  Home End 换年",
                  0);
    }
}

/* ---- keys ---- */

static enum view_result calendar_take(struct calendar_view *cal, struct ui *ui,
                                      int day)
{
    dialog_day *call = cal->answer;
    void *ctx = cal->ctx;
    ui_pop(ui);
    if (call != NULL) {
        call(ctx, ui, day);
    }
    return VIEW_DONE;
}

/* Out of the years that there are: stays. */
static void go(struct calendar_view *cal, int day)
{
    if (day != DATE_NONE) {
        cal->day = day;
    }
    cal->near = cal->day;
    cal->told = false;
    err_clear(&cal->err);
    editline_set(&cal->typed, "");
}

static void read_typed(struct calendar_view *cal)
{
    cal->told = false;
    err_clear(&cal->err);
    if (cal->typed.text.len == 0 ||
        !date_parse(cal->typed.text.s, cal->near, &cal->day, &cal->err)) {
        cal->day = cal->near;
    }
}

static int day_by(int day, int n)
{
    int year;
    int month;
    int mday;
    date_split(day + n, &year, &month, &mday);
    return date_of(year, month, mday);
}

static bool move(struct calendar_view *cal, int cmd)
{
    switch (cmd) {
    case CMD_LEFT:
        go(cal, day_by(cal->day, -1));
        return true;
    case CMD_RIGHT:
        go(cal, day_by(cal->day, 1));
        return true;
    case CMD_UP:
        go(cal, day_by(cal->day, -7));
        return true;
    case CMD_DOWN:
        go(cal, day_by(cal->day, 7));
        return true;
    case CMD_PAGE_UP:
        go(cal, date_add_months(cal->day, -1));
        return true;
    case CMD_PAGE_DOWN:
        go(cal, date_add_months(cal->day, 1));
        return true;
    case CMD_FIRST:
    case CMD_PAGE_PREVIOUS:
        go(cal, date_add_years(cal->day, -1));
        return true;
    case CMD_LAST:
    case CMD_PAGE_NEXT:
        go(cal, date_add_years(cal->day, 1));
        return true;
    default:
        return false;
    }
}

static enum view_result calendar_command(struct view *v, struct ui *ui, int cmd)
{
    struct calendar_view *cal = (struct calendar_view *)v;
    if (cmd == CMD_BACK) {
        return calendar_take(cal, ui, DATE_NONE);
    }
    if (cmd == CMD_OPEN) {
        if (cal->err.kind == ERR_NONE) {
            return calendar_take(cal, ui, cal->day);
        }
        cal->told = true;
        return VIEW_DONE;
    }
    if (move(cal, cmd)) {
        return VIEW_DONE;
    }
    if (editline_command(&cal->typed, cmd)) {
        read_typed(cal);
        return VIEW_DONE;
    }
    return dialog_other(cmd);
}

static enum view_result calendar_key(struct view *v, struct ui *ui,
                                     const struct key *k)
{
    (void)ui;
    struct calendar_view *cal = (struct calendar_view *)v;
    if (k->kind == K_CHAR && cal->typed.text.len == 0 &&
        (text_fold_cp(k->code) | 0x20u) == 't') {
        go(cal, date_today());
    } else if (editline_key(&cal->typed, k)) {
        read_typed(cal);
    }
    return VIEW_DONE;
}

static void calendar_help(const struct view *v, struct strbuf *out)
{
    (void)v;
    sb_add(out,
           "方向键按天、按周移动，PgUp PgDn 换月，Home End 换年，T 回到"
           "今天，回车选定。\n也可以直接打日期：20、11-20、1120、2026.11.20、"
           "今天、昨天、+3；下面随时显示认出的日期。\n");
}

static const struct view_class calendar_class = {
    .name = "calendar",
    .overlay = true,
    .contexts = calendar_contexts,
    .draw = calendar_draw,
    .command = calendar_command,
    .key = calendar_key,
    .help = calendar_help,
    .close = calendar_close,
};

void dialog_calendar(struct ui *ui, const char *title, int day,
                     dialog_day *answer, void *ctx)
{
    struct calendar_view *cal = mem_new(sizeof *cal);
    cal->view.cls = &calendar_class;
    cal->title = mem_str(title == NULL ? "" : title);
    editline_init(&cal->typed, TEXT_NUMBER, 32);
    cal->day = date_today();
    go(cal, day);
    cal->answer = answer;
    cal->ctx = ctx;
    ui_push(ui, &cal->view);
}
