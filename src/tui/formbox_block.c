/* Rows of the form that its owner draws: a roll of names, the counts of a vote.

   The form gives them their place, keeps what is drawn inside it, and shows by
   a mark at the left edge that they have the focus. */
#include "formbox_parts.h"

int block_rows(const struct formbox *f, const struct form_item *item)
{
    int rows = 1;
    if (f->hooks.block_rows != NULL) {
        rows = f->hooks.block_rows(f->hooks.ctx, item, item->place.field_cols);
    }
    return rows > 1 ? rows : 1;
}

static void draw_mark(struct canvas *c, struct rect r)
{
    int col = r.col - 1;
    canvas_put(c, r.row, col, ROLE_FOCUS, ">");
    canvas_vline(c, r.row + 1, col, r.rows - 1);
    canvas_caret(c, r.row, col);
}

void block_draw(const struct formbox *f, const struct form_item *item,
                struct canvas *c, struct rect r, bool focused)
{
    if (focused) {
        draw_mark(c, r);
    }
    if (f->hooks.block_draw != NULL) {
        struct rect before = canvas_clip(c, r);
        f->hooks.block_draw(f->hooks.ctx, item, c, r, focused);
        canvas_unclip(c, before);
    }
}
