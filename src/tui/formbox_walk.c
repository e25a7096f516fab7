/* From item to item: in the order they were given, by rows as they stand on the
   screen, by pages, by what is seen, and where the mouse points.

   Going to an item leaves the one before, and so checks it (formbox.c). */
#include "formbox_parts.h"

void form_step(struct formbox *f, bool forward)
{
    size_t i = f->focus;
    while (forward ? i + 1 < f->n_items : i > 0) {
        i = forward ? i + 1 : i - 1;
        if (item_takes_focus(&f->items[i])) {
            form_go_to(f, i);
            return;
        }
    }
    form_check_leaving(f); /* at the end it is as if left: the echo is wanted */
}

/* The nearest item below (above) in the next row that has one, as it stands on
   the screen; past the last row of a page in the order of Tab. */
void form_step_row(struct formbox *f, bool down)
{
    const struct form_place *from = &f->items[f->focus].place;
    size_t best = f->n_items;
    int best_rows = 0;
    int best_cols = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        int rows =
            down ? item->place.row - from->row : from->row - item->place.row;
        int cols = item->place.field_col - from->field_col;
        cols = cols < 0 ? -cols : cols;
        if (item->page != f->page || rows <= 0 || !item_takes_focus(item) ||
            (best < f->n_items &&
             (rows > best_rows || (rows == best_rows && cols >= best_cols)))) {
            continue;
        }
        best = i;
        best_rows = rows;
        best_cols = cols;
    }
    if (best < f->n_items) {
        form_go_to(f, best);
    } else {
        form_step(f, down);
    }
}

void form_step_page(struct formbox *f, bool forward)
{
    int page = f->page + (forward ? 1 : -1);
    for (; page >= 0 && page < f->n_pages; page += forward ? 1 : -1) {
        for (size_t i = 0; i < f->n_items; i++) {
            if (f->items[i].page == page && item_takes_focus(&f->items[i])) {
                f->scroll = 0;
                form_go_to(f, i);
                return;
            }
        }
    }
}

/* With one page only: a view of rows up or down. */
void form_step_view(struct formbox *f, bool forward)
{
    int from = f->items[f->focus].place.row;
    int by = f->body.rows > 2 ? f->body.rows - 1 : 1;
    size_t i = f->focus;
    size_t to = i;
    while (forward ? i + 1 < f->n_items : i > 0) {
        i = forward ? i + 1 : i - 1;
        if (item_takes_focus(&f->items[i])) {
            to = i;
            int moved = f->items[i].place.row - from;
            if ((forward ? moved : -moved) >= by) {
                break;
            }
        }
    }
    form_go_to(f, to);
}

/* Row and column in the field, brackets included. */
static void point_at_word(struct form_item *item, int row, int col)
{
    if (item->editor != FORM_TICKS) {
        return;
    }
    int n = ticks_word_at(item, item->place.field_cols + 2, row, col);
    item->at = n >= 0 ? n : item->at;
}

bool form_click(struct formbox *f, const struct key *k)
{
    int row = k->row - f->body.row + f->scroll;
    int col = k->col - f->body.col;
    for (size_t i = 0; k->code <= 2 && i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        const struct form_place *p = &item->place;
        if (item_on_page(f, item) && item_takes_focus(item) && row >= p->row &&
            row < p->row + p->rows && col >= p->label_col && col < p->end_col) {
            form_go_to(f, i);
            point_at_word(&f->items[i], row - p->row, col - p->field_col + 1);
            return true;
        }
    }
    return false;
}
