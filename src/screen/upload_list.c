/* The records of a hand-over sheet: what is to be typed, oldest first; with Tab
   also what is there already.  Space ticks, F8 ticks all up to here, Enter
   opens the record as it is typed. */
#include "upload_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/opening.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/tui/dialog.h"
#include "sheet_grid.h"

enum { FOOT_ROWS = 3, N_COLUMNS = 5 };

struct upload_list {
    struct memory_view m;
    char *name; /* of the sheet */
    struct platform_set set;
    const struct platform_sheet *sheet; /* NULL: it is not there any more */
    struct platform_list list;
    size_t *shown; /* places in list.items */
    bool all;
    struct err err;
};

static const struct list_column columns[N_COLUMNS] = {
    {"", 2, 2, 1, FIT_LEFT, false, false},
    {"哪一条", 24, 60, 1, FIT_LEFT, false, false},
    {"录入", 6, 6, 2, FIT_LEFT, false, false},
    {"录入日期", 10, 10, 3, FIT_LEFT, false, false},
    {"说明", 12, 50, 2, FIT_LEFT, false, false},
};

/* ---- shared -------------------------------------------------------------- */

bool upload_turn(struct app *app, const struct platform_sheet *s,
                 const struct platform_item *item)
{
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    size_t done = 1;
    bool off = item->state == PLATFORM_DONE;
    if (!app_can_write(app)) {
        return false;
    }
    bool ok = off ? platform_untick(app->book, &a, s, &item->id, 1,
                                    "撤去录入标记", &done, &err)
                  : platform_tick(app->book, &a, s, &item->id, 1,
                                  app->book->today, &err);
    if (ok) {
        app_forget(app);
        ui_note(&app->ui, ROLE_OK, "%s：%s。Ctrl+Z 撤销。",
                off ? "撤去了勾" : "已打勾", item->name);
    } else {
        dialog_error(&app->ui, &err);
    }
    arena_clear(&a);
    return ok;
}

void upload_open_record(struct app *app, const struct platform_sheet *s,
                        int64_t id)
{
    opening_record(app, s->ledger, id);
}

/* ---- rows ---------------------------------------------------------------- */

static void put_row(struct upload_list *v, size_t place)
{
    static const char *const marks[] = {"○", "!", "●"};
    static const enum role roles[] = {ROLE_TEXT, ROLE_WARN, ROLE_DIM};
    struct arena *a = &v->m.arena;
    const struct platform_item *item = &v->list.items[place];
    const char **cells = arena_array(a, N_COLUMNS, sizeof *cells);
    size_t at = v->m.rows.n++;
    cells[0] = marks[item->state];
    cells[1] = item->name;
    cells[2] = platform_state_text(item->state);
    cells[3] = item->on;
    cells[4] = arena_printf(
        a, "%s%s%s", item->changed[0] != '\0' ? "改过：" : "", item->changed,
        item->n_over > 0
            ? arena_printf(a, "%s%zu 处超过字数",
                           item->changed[0] != '\0' ? "；" : "", item->n_over)
            : "");
    v->shown[at] = place;
    v->m.rows.rows[at] = (struct list_row){
        .id = (int64_t)at + 1, .cells = cells, .role = roles[item->state]};
}

static void load(struct memory_view *m)
{
    struct upload_list *v = (struct upload_list *)m;
    struct arena *a = &v->m.arena;
    arena_reset(a);
    v->err = (struct err)ERR_INIT;
    v->list = (struct platform_list){.n = 0};
    platform_sheets(&v->set, v->m.app->book, a);
    v->sheet = platform_sheet_find(&v->set, v->name);
    if (v->sheet != NULL) {
        platform_list(&v->list, v->m.app->book, a, v->sheet, NULL, &v->err);
    }
    size_t n = v->err.kind == ERR_NONE ? v->list.n : 0;
    v->shown = arena_array(a, n + 1, sizeof *v->shown);
    v->m.rows = (struct memory_list){
        .rows = arena_array(a, n + 1, sizeof *v->m.rows.rows),
        .n_cells = 3,
    };
    for (size_t i = 0; i < n; i++) {
        if (v->all || v->list.items[i].state != PLATFORM_DONE) {
            put_row(v, i);
        }
    }
    v->m.box.empty =
        v->list.n == 0 ? "没有要录的记录。" : "全部录入了。按 Tab 看录过的。";
    listbox_reload(&v->m.box);
}

static const struct platform_item *current(struct upload_list *v)
{
    int at = memory_view_at(&v->m);
    return at < 0 ? NULL : &v->list.items[v->shown[at]];
}

/* ---- drawing ------------------------------------------------------------- */

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct upload_list *v = (struct upload_list *)view;
    struct arena *a = &ui->frame;
    struct rect list = {area.row + 1, area.col, area.rows - 1 - FOOT_ROWS,
                        area.cols};
    int foot = area.row + area.rows - FOOT_ROWS;
    app_draw_top(v->m.app, c, area.row,
                 arena_printf(a, "平台录入单 › %s%s",
                              v->sheet == NULL ? v->name : v->sheet->title,
                              v->all ? " › 全部" : ""));
    if (v->err.kind != ERR_NONE || v->sheet == NULL) {
        canvas_put_fit(c, list.row + 1, 1, area.cols - 2, ROLE_ERROR, FIT_LEFT,
                       v->sheet == NULL ? "这张录入单的文件现在读不了。"
                                        : v->err.text);
        return;
    }
    listbox_draw(&v->m.box, c, list, ui->top == view);
    canvas_hline(c, foot, area.col, area.cols);
    canvas_put_fit(c, foot + 1, 1, area.cols - 2, ROLE_TEXT, FIT_LEFT,
                   arena_printf(a, "%s。%s", platform_progress(a, &v->list),
                                v->sheet->system));
    const struct platform_item *item = current(v);
    const char *more =
        item == NULL ? ""
        : item->changed[0] != '\0'
            ? arena_printf(a, "%s 录入以后改过：%s。", item->on, item->changed)
        : item->on[0] != '\0'
            ? arena_printf(a, "%s 由%s录入。", item->on, item->by)
            : "还没有录进平台。";
    canvas_put_fit(c, foot + 2, 1, area.cols - 2, ROLE_DIM, FIT_LEFT, more);
}

/* ---- commands ------------------------------------------------------------ */

static void tick_until(void *ctx, struct ui *ui, int answer)
{
    struct upload_list *v = ctx;
    struct app *app = v->m.app;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    int at = memory_view_at(&v->m);
    size_t n = 0;
    (void)ui;
    if (answer != 0 || at < 0) {
        return;
    }
    int64_t *ids = arena_array(&a, v->list.n + 1, sizeof *ids);
    for (size_t i = 0; i <= v->shown[at]; i++) {
        if (v->list.items[i].state != PLATFORM_DONE) {
            ids[n++] = v->list.items[i].id;
        }
    }
    if (platform_tick(app->book, &a, v->sheet, ids, n, app->book->today,
                      &err)) {
        app_forget(app);
        load(&v->m);
        ui_note(&app->ui, ROLE_OK, "打了 %zu 个勾，Ctrl+Z 一次撤销。", n);
    } else {
        dialog_error(&app->ui, &err);
    }
    arena_clear(&a);
}

static void ask_until(struct upload_list *v)
{
    static const char *const buttons[] = {"一起打勾", "不", NULL};
    const struct platform_item *item = current(v);
    if (item == NULL || !app_can_write(v->m.app)) {
        return;
    }
    dialog_ask(&v->m.app->ui, "以前的都录过",
               arena_printf(&v->m.app->ui.frame,
                            "从最早的一条到“%s”，都算已经录进平台，一起打勾？"
                            "可以一次撤销。",
                            item->name),
               buttons, 1, tick_until, v);
}

static void turn(struct upload_list *v)
{
    const struct platform_item *item = current(v);
    if (item != NULL && upload_turn(v->m.app, v->sheet, item)) {
        load(&v->m);
    }
}

static void print(struct upload_list *v)
{
    struct table t;
    if (v->sheet != NULL) {
        platform_table_list(&t, v->m.app->book, &v->m.app->ui.frame, &v->list,
                            v->all);
        print_view_open_table(v->m.app, t.title, &t);
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct upload_list *v = (struct upload_list *)view;
    (void)ui;
    if (memory_view_moved(&v->m, cmd)) {
        return VIEW_DONE;
    }
    const struct platform_item *item = current(v);
    switch (cmd) {
    case CMD_UPLOAD_OPEN:
        if (item != NULL) {
            upload_page_open(v->m.app, v->name, item->id);
        }
        return VIEW_DONE;
    case CMD_UPLOAD_TICK:
        turn(v);
        return VIEW_DONE;
    case CMD_UPLOAD_ALL:
        ask_until(v);
        return VIEW_DONE;
    case CMD_UPLOAD_WHICH:
        v->all = !v->all;
        load(&v->m);
        return VIEW_DONE;
    case CMD_UPLOAD_PRINT:
        print(v);
        return VIEW_DONE;
    case CMD_UPLOAD_RECORD:
        if (item != NULL) {
            upload_open_record(v->m.app, v->sheet, item->id);
        }
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
           "【要录的记录】○ 没有录，! 录过以后本账又改了，● 录过了。按 Enter 看"
           "要录的内容；录好了按空格打勾。刚开始用的，把光标放到已经录过的最后"
           "一条上按 F8，以前的一起打勾。\n\n");
}

static void close_view(struct view *view)
{
    struct upload_list *v = (struct upload_list *)view;
    mem_free(v->name);
    memory_view_close(view);
}

static const struct view_class upload_list_class = {
    .name = "upload-list",
    MEMORY_VIEW_HOOKS,
    .draw = draw,
    .command = command,
    .help = help,
    .close = close_view,
};

void upload_list_open(struct app *app, const char *sheet)
{
    struct upload_list *v = mem_new(sizeof *v);
    v->m.app = app;
    v->m.context = CTX_UPLOAD_LIST;
    v->m.load = load;
    v->name = mem_str(sheet);
    memory_view_open(&v->m, &upload_list_class, columns, N_COLUMNS);
}
