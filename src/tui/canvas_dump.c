/* The grid as text, for tests: the characters that stand in each row, then,
   when asked for, their roles and the caret.  Changes nothing. */
#include "pbtui/text/utf8.h"
#include "pbtui/tui/canvas.h"

/* One a role. */
static const char role_letters[ROLE_COUNT + 1] = ".dTbLfFSMmorwekBDuU_=";

static const struct cell *cell_at(const struct canvas *c, int row, int col)
{
    return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

static void dump_row(const struct canvas *c, int row, struct strbuf *out)
{
    size_t keep = out->len;
    for (int col = 0; col < c->cols; col++) {
        const struct cell *cell = cell_at(c, row, col);
        if (cell->cols == 0) {
            continue;
        }
        char bytes[4];
        sb_addn(out, bytes, utf8_put(bytes, cell->cp));
        for (int i = 0; i < CELL_MARKS && cell->marks[i] != 0; i++) {
            sb_addn(out, bytes, utf8_put(bytes, cell->marks[i]));
        }
        if (cell->cp != ' ' || cell->marks[0] != 0) {
            keep = out->len;
        }
    }
    sb_cut(out, keep);
    sb_addc(out, '\n');
}

static void dump_roles(const struct canvas *c, int row, struct strbuf *out)
{
    int n = c->cols;
    while (n > 0 && cell_at(c, row, n - 1)->role == ROLE_TEXT) {
        n--;
    }
    for (int col = 0; col < n; col++) {
        sb_addc(out, role_letters[cell_at(c, row, col)->role]);
    }
    if (n > 0) {
        sb_addc(out, '\n');
    }
}

void canvas_dump(const struct canvas *c, struct strbuf *out, bool with_roles)
{
    for (int row = 0; row < c->rows; row++) {
        dump_row(c, row, out);
        if (with_roles) {
            dump_roles(c, row, out);
        }
    }
    if (with_roles && c->caret_row >= 0) {
        sb_addf(out, "caret %d,%d\n", c->caret_row, c->caret_col);
    } else if (with_roles) {
        sb_add(out, "caret none\n");
    }
}
