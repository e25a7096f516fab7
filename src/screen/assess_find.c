/* Finding in the sheets of 党费核定, a name in the year, a row in a worksheet:
   after a / anywhere, or by letters and Chinese where only figures go.

   While it is typed the cursor goes along; Tab goes to the next one that fits,
   Enter and Esc leave it there, whatever else is pressed is done there.  A cell
   that is being typed into has its keys to itself. */
#include "assess_screen.h"
#include "name_find.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/clean.h"

#define FIND_COLS      20
#define FIND_MAX_CHARS 20
#define YEN            0xA5

void assess_find_init(struct assess_find *f, struct sheet *s,
                      const char *(*name)(const struct sheet *s, int row),
                      struct grid_at (*cell)(const struct sheet *s, int row))
{
    *f = (struct assess_find){.sheet = s, .name = name, .cell = cell};
    editline_init(&f->line, TEXT_LINE, FIND_MAX_CHARS);
}

/* Where the cursor cannot go nothing is found. */
static const char *name_at(const void *ctx, size_t i)
{
    const struct assess_find *f = ctx;
    const struct grid *g = &f->sheet->grid;
    struct grid_at at = f->cell(f->sheet, (int)i);
    return g->source.open(g->source.ctx, at) ? f->name(f->sheet, (int)i) : "";
}

/* `step`: from the next one on. */
static void look(struct assess_find *f, bool step, bool backward)
{
    struct grid *g = &f->sheet->grid;
    const struct name_list list = {f, (size_t)g->n_rows, name_at};
    size_t at = g->at.row == GRID_HEAD ? 0 : (size_t)g->at.row;
    if (step && list.n > 0) {
        at = (at + (backward ? list.n - 1 : 1)) % list.n;
    }
    bool found = name_find(&list, f->line.text.s, &at, backward);
    f->not_found = f->line.text.len > 0 && !found;
    if (found) {
        grid_go(g, f->cell(f->sheet, (int)at));
    }
}

static void stop(struct assess_find *f)
{
    f->on = f->not_found = false;
}

/* ---- keys ------------------------------------------------------------- */

static bool begins_name(const struct grid *g, uint32_t cp)
{
    bool figures = g->at.row != GRID_HEAD && !g->columns[g->at.col].words;
    bool letter = (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z') ||
                  (cp >= 0x80 && cp != YEN);
    return figures && letter;
}

bool assess_find_key(struct assess_find *f, const struct key *k)
{
    const struct grid *g = &f->sheet->grid;
    uint32_t cp = k->kind == K_CHAR ? text_fold_cp(k->code) : 0;
    if ((k->kind != K_CHAR && k->kind != K_PASTE) || g->editing) {
        return false;
    }
    if (!f->on) {
        if (cp != '/' && !begins_name(g, cp)) {
            return false;
        }
        editline_set(&f->line, "");
        f->on = true;
        if (cp == '/') {
            return true;
        }
    }
    if (cp >= '0' && cp <= '9') { /* found: now the figure is typed */
        stop(f);
        return false;
    }
    editline_key(&f->line, k);
    look(f, false, false);
    return true;
}

bool assess_find_command(struct assess_find *f, int cmd)
{
    if (!f->on) {
        return false;
    }
    switch (cmd) {
    case CMD_NEXT:
    case CMD_PREVIOUS:
        look(f, true, cmd == CMD_PREVIOUS);
        return true;
    case CMD_ERASE:
    case CMD_EDIT_UNDO: /* of the name alone, whether there is any or not */
    case CMD_EDIT_REDO:
        editline_command(&f->line, cmd);
        look(f, false, false);
        return true;
    case CMD_BACK:
    case CMD_ASSESS_OPEN: /* Enter: it was the name that was meant */
        stop(f);
        return true;
    default:
        stop(f);
        return false;
    }
}

bool assess_find_enter(struct assess_find *f, const struct key *k)
{
    bool here = f->on && k->kind == K_NAMED && k->code == KC_ENTER;
    if (here) {
        stop(f);
    }
    return here;
}

/* ---- drawing ---------------------------------------------------------- */

void assess_find_draw(struct assess_find *f, struct canvas *c, int row)
{
    if (!f->on) {
        return;
    }
    canvas_fill(c, (struct rect){row, 0, 1, c->cols}, ROLE_TEXT);
    int col = canvas_put(c, row, 1, ROLE_LABEL, "找 [");
    canvas_put(c, row, col + FIND_COLS, ROLE_LABEL, "]");
    canvas_put(c, row, col + FIND_COLS + 3, f->not_found ? ROLE_WARN : ROLE_DIM,
               f->not_found ? "没有找到"
                            : "汉字或拼音首字母  Tab 下一个  回车停在这里");
    editline_draw(&f->line, c, row, col, FIND_COLS, true);
}
