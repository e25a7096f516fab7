/* Where the items of a page stand.

   The width is cut into slots: one, two, or three when there is much room.  An
   item takes as many slots as label, field and echo need; what does not fit
   into the row any more begins the next.  All labels have the same columns, so
   that fields stand below each other.  First the rows are found, then, when it
   is known what stands beside what, the room for errors: beside the field, or
   on a line of its own below. */
#include "formbox_parts.h"
#include "pbtui/text/width.h"

#define MARGIN_COLS    1
#define LABEL_COLS_MIN 4
#define FIELD_COLS     20 /* when the item does not say */
#define FIELD_COLS_MIN 4
#define MEMO_ROWS_MIN  4
#define TWO_SLOTS_AT   60
#define THREE_SLOTS_AT 110

struct grid {
    int slots;
    int slot_cols;
    int label_cols;
    int cols;
    int row;  /* the one being filled */
    int used; /* slots of it */
};

static bool on_page(const struct formbox *f, const struct form_item *item)
{
    return item->page == f->page;
}

static bool stands_alone(const struct form_item *item)
{
    return item->editor == FORM_MEMO || item->editor == FORM_HEADING;
}

static int label_cols(const struct form_item *item)
{
    return width_cols(item->label) + (item->required ? 1 : 0);
}

static struct grid grid_of(const struct formbox *f, int cols)
{
    struct grid g = {.cols = cols, .label_cols = LABEL_COLS_MIN};
    g.slots = cols >= THREE_SLOTS_AT ? 3 : cols >= TWO_SLOTS_AT ? 2 : 1;
    g.slot_cols = (cols - MARGIN_COLS) / g.slots;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        if (on_page(f, item) && !stands_alone(item) &&
            label_cols(item) > g.label_cols) {
            g.label_cols = label_cols(item);
        }
    }
    int most = cols / 3 > LABEL_COLS_MIN ? cols / 3 : LABEL_COLS_MIN;
    g.label_cols = g.label_cols < most ? g.label_cols : most;
    return g;
}

static int field_cols(const struct form_item *item)
{
    if (item->editor == FORM_FLAG) {
        return 1;
    }
    int cols = item->cols > 0 ? item->cols : FIELD_COLS;
    if (item->editor == FORM_STATIC) {
        int text = width_cols(item->line.text.s);
        return text > cols ? text : cols;
    }
    return cols;
}

static void next_row(struct grid *g)
{
    if (g->used > 0) {
        g->row++;
        g->used = 0;
    }
}

static void place_in_slots(struct grid *g, struct form_item *item)
{
    struct form_place *p = &item->place;
    int echo = width_cols(item->echo);
    if (echo > item->echo_cols) {
        item->echo_cols = echo;
    }
    int field = field_cols(item);
    /* label, blank, [field], blank and echo, blank to the neighbour */
    int need = g->label_cols + 1 + field + 2 + 1 +
               (item->echo_cols > 0 ? item->echo_cols + 1 : 0);
    int span = (need + g->slot_cols - 1) / g->slot_cols;
    span = span < g->slots ? span : g->slots;
    if (g->used + span > g->slots || item->new_row) {
        next_row(g);
    }
    p->row = g->row;
    p->label_col = MARGIN_COLS + g->used * g->slot_cols;
    p->label_cols = g->label_cols;
    p->field_col = p->label_col + g->label_cols + 2;
    p->end_col = g->cols;
    int most = p->label_col + span * g->slot_cols - p->field_col - 2;
    p->field_cols = field < most ? field : most;
    if (p->field_cols < FIELD_COLS_MIN && item->editor != FORM_FLAG) {
        p->field_cols = FIELD_COLS_MIN;
    }
    g->used += span;
    if (g->used >= g->slots) {
        next_row(g);
    }
}

static void place_alone(struct grid *g, struct form_item *item)
{
    next_row(g);
    item->place =
        (struct form_place){.row = g->row,
                            .label_col = MARGIN_COLS,
                            .label_cols = g->cols - 2 * MARGIN_COLS,
                            .field_col = MARGIN_COLS + 2,
                            .field_cols = g->cols - 2 * MARGIN_COLS - 2,
                            .end_col = g->cols};
    g->row++;
}

/* The next item that stands in the same row ends this one's room. */
static void end_at_neighbour(struct formbox *f, size_t i)
{
    struct form_place *p = &f->items[i].place;
    for (size_t k = i + 1; k < f->n_items; k++) {
        if (on_page(f, &f->items[k])) {
            if (f->items[k].place.row == p->row) {
                p->end_col = f->items[k].place.label_col;
            }
            return;
        }
    }
}

static bool error_goes_below(const struct form_item *item)
{
    const struct form_place *p = &item->place;
    if (item->error[0] == '\0' || item->editor == FORM_MEMO) {
        return false; /* a long text has its label's line for it */
    }
    int echo = item->echo[0] != '\0' ? width_cols(item->echo) + 1 : 0;
    int room = p->end_col - (p->field_col + p->field_cols + 1 + echo + 1) - 1;
    return width_cols(item->error) > room;
}

static int memo_rows(const struct formbox *f, int rows, int used)
{
    int n = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        n += on_page(f, &f->items[i]) && f->items[i].editor == FORM_MEMO;
    }
    int least = rows - 1 < MEMO_ROWS_MIN ? rows - 1 : MEMO_ROWS_MIN;
    least = least > 1 ? least : 1;
    int each = n > 0 ? (rows - used) / n : 0;
    return each > least ? each : least;
}

static int rows_for_errors(const struct formbox *f)
{
    int n = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        n += on_page(f, &f->items[i]) && error_goes_below(&f->items[i]);
    }
    return n;
}

/* Rows of the grid become rows of the page: errors and long texts push down
   what follows. */
static int spread_rows(struct formbox *f, int of_memo)
{
    int pushed = 0;  /* of the rows before */
    int pending = 0; /* of this one */
    int row = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        struct form_place *p = &item->place;
        if (!on_page(f, item)) {
            continue;
        }
        if (p->row != row) {
            pushed += pending;
            pending = 0;
            row = p->row;
        }
        p->row += pushed;
        p->rows = 1;
        p->error_row = -1;
        if (item->editor == FORM_MEMO) {
            pending = of_memo;
            p->rows += of_memo;
        } else if (error_goes_below(item)) {
            pending++;
            p->error_row = p->row + pending;
            p->rows += pending;
        }
    }
    return pushed + pending;
}

int form_layout(struct formbox *f, int rows, int cols)
{
    struct grid g = grid_of(f, cols);
    for (size_t i = 0; i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        if (!on_page(f, item)) {
            continue;
        }
        if (stands_alone(item)) {
            place_alone(&g, item);
        } else {
            place_in_slots(&g, item);
        }
    }
    next_row(&g);
    for (size_t i = 0; i < f->n_items; i++) {
        if (on_page(f, &f->items[i])) {
            end_at_neighbour(f, i);
        }
    }
    int of_memo = memo_rows(f, rows, g.row + rows_for_errors(f));
    return g.row + spread_rows(f, of_memo);
}
