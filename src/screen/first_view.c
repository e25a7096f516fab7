/* The first start.  Three answers are enough: the name, the day it was
   founded, the number of groups; the committee is assumed.  Nothing is written
   before F2 (or Enter on the last line). */
#include "pbtui/screen/first_view.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/formbox.h"

#define MAX_GROUPS 20

enum { ITEM_NAME, ITEM_FOUNDED, ITEM_COMMITTEE, ITEM_GROUPS, ITEM_COUNT };

struct first_view {
    struct view view;
    struct app *app;
    struct form_item items[ITEM_COUNT];
    struct formbox form;
};

static const struct form_item blank_items[ITEM_COUNT] = {
    {.name = "name",
     .label = "支部全称",
     .hint = "与印章一致，例如：中共示例县商务局支部委员会",
     .editor = FORM_LINE,
     .kind = TEXT_LINE,
     .cols = 44,
     .required = true},
    {.name = "founded",
     .label = "成立日期",
     .hint = "例如 2015-06-01、2015.6.1 或 20150601；F4 打开日历",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 14,
     .required = true,
     .new_row = true},
    {.name = "committee",
     .label = "设支委会",
     .hint = "正式党员七人以上的支部设支部委员会；空格键切换",
     .editor = FORM_FLAG,
     .cols = 4,
     .new_row = true},
    {.name = "groups",
     .label = "党小组数",
     .hint = "没有就写 0；名称以后可改。回车或 F2 建账",
     .editor = FORM_LINE,
     .kind = TEXT_NUMBER,
     .cols = 4,
     .new_row = true},
};

static bool read_groups(const char *text, int *out, struct err *err)
{
    size_t n = strlen(text);
    long v = n > 0 ? strtol(text, NULL, 10) : 0;
    if (strspn(text, "0123456789") != n || n > 2 || v > MAX_GROUPS) {
        return err_set(err, ERR_RULE, "E-FIRST-001",
                       "党小组数请写 0 到 %d 的整数。", MAX_GROUPS);
    }
    *out = (int)v;
    return true;
}

static void on_check(void *ctx, struct formbox *f, struct form_item *item,
                     bool leaving)
{
    (void)f;
    struct first_view *v = ctx;
    struct err err = ERR_INIT;
    const char *text = formbox_get(item);
    formbox_error(item, "");
    item->echo[0] = '\0';
    if (!leaving || text[0] == '\0') {
        return;
    }
    if (item == &v->items[ITEM_FOUNDED]) {
        int day;
        if (date_parse(text, date_today(), &day, &err)) {
            char iso[11];
            formbox_type(item, date_text(day, iso));
            if (day > date_today()) {
                formbox_error(item, "成立日期在今天之后，请核对。");
            }
        } else {
            formbox_error(item, err.text);
        }
    } else if (item == &v->items[ITEM_GROUPS]) {
        int groups;
        if (!read_groups(text, &groups, &err)) {
            formbox_error(item, err.text);
        }
    }
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    struct first_view *v = ctx;
    char iso[11];
    if (day != DATE_NONE) {
        formbox_put(&v->form, &v->items[ITEM_FOUNDED], date_text(day, iso));
    }
}

static bool on_pick(void *ctx, struct ui *ui, struct formbox *f,
                    struct form_item *item)
{
    (void)f;
    struct first_view *v = ctx;
    if (item != &v->items[ITEM_FOUNDED]) {
        return false;
    }
    dialog_calendar(ui, "成立日期", date_today(), picked_day, v);
    return true;
}

static bool create(struct first_view *v, struct err *err)
{
    struct app *app = v->app;
    struct org_first first = {
        .name = formbox_get(&v->items[ITEM_NAME]),
        .committee = strcmp(formbox_get(&v->items[ITEM_COMMITTEE]), "是") == 0,
    };
    return date_parse(formbox_get(&v->items[ITEM_FOUNDED]), date_today(),
                      &first.founded, err) &&
           read_groups(formbox_get(&v->items[ITEM_GROUPS]), &first.groups,
                       err) &&
           session_create(&app->session, app->opt.path, app->opt.actor, &first,
                          err);
}

/* The ledger is there: this view gives way to the roster. */
static void go_on(struct app *app)
{
    app->book = &app->session.book;
    app->opt.first_start = false;
    ui_pop(&app->ui);
    home_view_open(app);
}

static enum view_result on_save(void *ctx, struct ui *ui, struct formbox *f)
{
    struct first_view *v = ctx;
    struct app *app = v->app;
    struct err err = ERR_INIT;
    if (!formbox_check_all(f)) {
        return VIEW_DONE;
    }
    if (!create(v, &err)) {
        dialog_error(ui, &err);
        return VIEW_DONE;
    }
    go_on(app);
    ui_note(&app->ui, ROLE_OK, "账本已建好：%s。按 F3 登记第一名党员。",
            app->opt.path != NULL ? app->opt.path : "（内存）");
    return VIEW_DONE;
}

static void open_sample(struct first_view *v)
{
    struct app *app = v->app;
    struct err err = ERR_INIT;
    struct strbuf path;
    sb_init(&path);
    file_place(&path, PLACE_DATA, "示例支部.db");
    bool ok = app->opt.make_sample != NULL;
    if (ok && !file_exists(path.s)) {
        ok = app->opt.make_sample(path.s, &err);
    }
    if (ok) {
        const char *own = app->opt.path;
        app->opt.path = arena_str(&app->arena, path.s);
        ok = app_open_ledger(app, &err);
        app->opt.path = ok ? app->opt.path : own;
    }
    sb_clear(&path);
    if (!ok) {
        dialog_error(&app->ui, &err);
        return;
    }
    go_on(app);
    ui_note(&app->ui, ROLE_OK, "这是示例支部，可以随便试；文件：%s",
            app->opt.path);
}

/* ---- the view --------------------------------------------------------- */

static uint64_t contexts(const struct view *view)
{
    const struct first_view *v = (const struct first_view *)view;
    return CTX_ALL | CTX_FIRST | formbox_contexts(&v->form);
}

static void draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    (void)ui;
    struct first_view *v = (struct first_view *)view;
    app_draw_top(v->app, c, area.row, "第一次使用");
    int row = area.row + 2;
    canvas_put(c, row, 2, ROLE_TEXT,
               "欢迎使用党支部台账。先回答几个问题，就可以开始记账：");
    struct rect form = {row + 2, area.col, area.rows - 8, area.cols};
    formbox_draw(&v->form, c, form);
    canvas_put(c, area.row + area.rows - 3, 2, ROLE_DIM,
               "想先看看样子：按 F5 打开示例支部（二十八名虚构党员）。");
    if (v->app->opt.path != NULL) {
        canvas_putf(c, area.row + area.rows - 2, 2, ROLE_DIM, "账本将存为：%s",
                    v->app->opt.path);
    }
}

static enum view_result command(struct view *view, struct ui *ui, int cmd)
{
    struct first_view *v = (struct first_view *)view;
    if (cmd == CMD_SAMPLE) {
        open_sample(v);
        return VIEW_DONE;
    }
    enum view_result r = formbox_command(&v->form, ui, cmd);
    if (r == VIEW_PASS && cmd == CMD_BACK) {
        return VIEW_QUIT;
    }
    return r;
}

static enum view_result key(struct view *view, struct ui *ui,
                            const struct key *k)
{
    struct first_view *v = (struct first_view *)view;
    bool last = formbox_focused(&v->form) == &v->items[ITEM_GROUPS];
    if (last && k->kind == K_NAMED && k->code == KC_ENTER) {
        return on_save(v, ui, &v->form);
    }
    return formbox_key(&v->form, ui, k);
}

static void close_view(struct view *view)
{
    struct first_view *v = (struct first_view *)view;
    formbox_clear(&v->form);
    mem_free(v);
}

static const struct view_class first_view_class = {
    .name = "first",
    .contexts = contexts,
    .draw = draw,
    .command = command,
    .key = key,
    .close = close_view,
};

void first_view_open(struct app *app)
{
    static const char *const pages[] = {"建账", NULL};
    struct first_view *v = mem_new(sizeof *v);
    v->view.cls = &first_view_class;
    v->app = app;
    memcpy(v->items, blank_items, sizeof v->items);
    struct form_hooks hooks = {
        .ctx = v,
        .check = on_check,
        .pick = on_pick,
        .save = on_save,
    };
    formbox_init(&v->form, v->items, ITEM_COUNT, pages, 1, hooks);
    formbox_set(&v->items[ITEM_COMMITTEE], "是");
    formbox_set(&v->items[ITEM_GROUPS], "0");
    ui_push(&app->ui, &v->view);
}
