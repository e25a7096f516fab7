/* The command palette and the menu: everything that can be done, found by a
   few words or pinyin initials.  Both are made from the command table and the
   registry; nothing is listed by hand. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/commands.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/screen/registers_view.h"

enum { MAX_ROWS = 320 };

struct palette {
    struct app *app;
    int commands[MAX_ROWS]; /* 0: a ledger */
    const struct ledger *ledgers[MAX_ROWS];
    size_t n;
};

/* The first sentence of the help is what the palette calls a command. */
static const char *title_of(struct arena *a, const struct command *c)
{
    const char *end = strstr(c->help, "。");
    const char *mark = strstr(c->help, "：");
    if (mark != NULL && (end == NULL || mark < end)) {
        end = mark;
    }
    return end != NULL ? arena_strn(a, c->help, (size_t)(end - c->help))
                       : c->help;
}

/* From the bottom view on, so that Esc goes back one step and not through all
   that was open before; a form that is not saved stays where it is. */
static void go_to_book(struct app *app, const struct ledger *l)
{
    bool unsaved = false;
    for (const struct view *v = app->ui.top; v != NULL; v = v->below) {
        unsaved = unsaved || (v->cls->unsaved != NULL && v->cls->unsaved(v));
    }
    while (!unsaved && app->ui.top != NULL && app->ui.top->below != NULL) {
        ui_pop(&app->ui);
    }
    registers_open_book(app, l);
}

static void answer(void *ctx, struct ui *ui, int64_t id)
{
    struct palette *p = ctx;
    struct app *app = p->app;
    size_t at = (size_t)id - 1;
    int cmd = CMD_NONE;
    const struct ledger *l = NULL;
    if (id > 0 && at < p->n) {
        cmd = p->commands[at];
        l = p->ledgers[at];
    }
    mem_free(p);
    if (l != NULL) {
        go_to_book(app, l);
    } else if (cmd != CMD_NONE && ui->top != NULL) {
        enum view_result r = ui->top->cls->command(ui->top, ui, cmd);
        if (r == VIEW_PASS) {
            r = ui->command(ui, cmd);
        }
        if (r == VIEW_CLOSE) {
            ui_pop(ui);
        } else if (r == VIEW_QUIT) {
            ui->quit = true;
        }
    }
}

static void add_ledgers(struct palette *p, struct pick_text *rows,
                        struct arena *a)
{
    const struct ledger *l;
    for (size_t i = 0;
         p->n < MAX_ROWS && (l = registry_at(p->app->book, i)) != NULL; i++) {
        rows[p->n].text = arena_printf(a, "打开%s", l->title);
        rows[p->n].about = NULL;
        p->ledgers[p->n++] = l;
    }
}

static void add_commands(struct palette *p, struct pick_text *rows,
                         struct arena *a, uint64_t contexts)
{
    const struct keymap *km = p->app->ui.keymap;
    struct strbuf keys;
    sb_init(&keys);
    for (size_t i = 0; i < keymap_count(km) && p->n < MAX_ROWS; i++) {
        const struct command *c = keymap_at(km, i);
        if (c->id < CMD_SCREEN || (c->contexts & contexts) == 0) {
            continue;
        }
        sb_reset(&keys);
        keymap_keys(km, c->id, &keys);
        rows[p->n].text = title_of(a, c);
        rows[p->n].about = arena_str(a, keys.s);
        p->commands[p->n++] = c->id;
    }
    sb_clear(&keys);
}

static void open_with(struct app *app, const char *title, bool commands_first)
{
    struct palette *p = mem_new(sizeof *p);
    struct pick_text *rows = mem_new(MAX_ROWS * sizeof *rows);
    struct arena a = ARENA_INIT;
    uint64_t contexts = app->ui.top->cls->contexts(app->ui.top);
    p->app = app;
    if (commands_first) {
        add_commands(p, rows, &a, contexts);
        add_ledgers(p, rows, &a);
    } else {
        add_ledgers(p, rows, &a);
        add_commands(p, rows, &a, CTX_ALL);
    }
    pick_texts(app, title, rows, p->n, 0, answer, p);
    mem_free(rows);
    arena_clear(&a);
}

void palette_open(struct app *app)
{
    open_with(app, "命令（打字或拼音首字母查找）", true);
}

void menu_open(struct app *app)
{
    open_with(app, "菜单", false);
}
