/* Where the items of a page stand.

   The width is cut into slots: one, two, or three when there is much room.  An
   item takes as many slots as label, field and echo need; what does not fit
   into the row any more begins the next.  All labels have the same columns, so
   that fields stand below each other.  An item with a joint stands behind the
   one before it, slots or not, if there are columns enough.

   First the lines of items are found, then, when it is known what stands beside
   what, the rows each line takes: a field may have several, and an error that
   has no room beside its field has one of its own below.  Long texts share the
   rows that are left. */
#include "formbox_parts.h"
#include "pbtui/text/width.h"

#define MARGIN_COLS    1
#define LABEL_COLS_MIN 4
#define FIELD_COLS     20 /* when the item does not say */
#define FIELD_COLS_MIN 4
#define MEMO_ROWS      4 /* when the item does not say */
#define TWO_SLOTS_AT   60
#define THREE_SLOTS_AT 110

struct grid {
    int slots;
    int slot_cols;
    int label_cols;
    int cols;
    int line;                       /* the one being filled */
    int used;                       /* slots of it */
    const struct form_item *before; /* NULL: nothing can be joined to it */
};

bool item_on_page(const struct formbox *f, const struct form_item *item)
{
    return item->page == f->page && !item->hidden;
}

static bool stands_alone(const struct form_item *item)
{
    return item->editor == FORM_MEMO || item->editor == FORM_HEADING ||
           item->editor == FORM_BLOCK;
}

/* ---- widths ---- */

static int label_cols(const struct form_item *item)
{
    int mark = item->mark != NULL ? width_cols(item->mark) + 1 : 0;
    return mark + (item->required ? 1 : 0) + width_cols(item->label);
}

/* What has no label column of its own asks for none; who has a joint may. */
static bool wants_label(const struct formbox *f, const struct form_item *item)
{
    return item_on_page(f, item) && item->editor != FORM_MEMO &&
           item->editor != FORM_HEADING;
}

static struct grid grid_of(const struct formbox *f, int cols, bool with_joints)
{
    struct grid g = {.cols = cols, .label_cols = LABEL_COLS_MIN};
    g.slots = cols >= THREE_SLOTS_AT ? 3 : cols >= TWO_SLOTS_AT ? 2 : 1;
    g.slot_cols = (cols - MARGIN_COLS) / g.slots;
    for (size_t i = 0; i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        if (wants_label(f, item) && (with_joints || item->joint == NULL) &&
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
    if (item->editor == FORM_TICKS && item->cols == 0) {
        return ticks_cols(item) - 2; /* the outer brackets are not the inside */
    }
    int cols = item->cols > 0 ? item->cols : FIELD_COLS;
    if (item->editor == FORM_STATIC) {
        int text = width_cols(item->line.text.s);
        return text > cols ? text : cols;
    }
    return cols;
}

static int echo_cols(struct form_item *item)
{
    int cols = width_cols(item->echo);
    if (cols > item->echo_cols) {
        item->echo_cols = cols;
    }
    return item->echo_cols > 0 ? item->echo_cols + 1 : 0;
}

/* ---- lines ---- */

static void next_line(struct grid *g)
{
    if (g->used > 0) {
        g->line++;
        g->used = 0;
    }
}

static void use_slots(struct grid *g, int used)
{
    g->used = used;
    if (g->used >= g->slots) {
        next_line(g);
    }
}

static void place_in_slots(struct grid *g, struct form_item *item)
{
    struct form_place *p = &item->place;
    int field = field_cols(item);
    /* label, blank, [field], blank and echo, blank to the neighbour */
    int need = g->label_cols + 1 + field + 2 + 1 + echo_cols(item);
    int span = (need + g->slot_cols - 1) / g->slot_cols;
    span = span < g->slots ? span : g->slots;
    if (g->used + span > g->slots || item->new_row) {
        next_line(g);
    }
    p->line = g->line;
    p->joined = false;
    p->label_col = MARGIN_COLS + g->used * g->slot_cols;
    p->label_cols = g->label_cols;
    p->field_col = p->label_col + g->label_cols + 2;
    p->end_col = g->cols;
    int most = p->label_col + span * g->slot_cols - p->field_col - 2;
    p->field_cols = field < most ? field : most;
    if (p->field_cols < FIELD_COLS_MIN && item->editor != FORM_FLAG) {
        p->field_cols = FIELD_COLS_MIN;
    }
    use_slots(g, g->used + span);
}

/* False: there is nothing to join it to, or no room. */
static bool place_joined(struct grid *g, struct form_item *item)
{
    if (item->joint == NULL || g->before == NULL) {
        return false;
    }
    const struct form_place *to = &g->before->place;
    int echo = g->before->echo_cols > 0 ? g->before->echo_cols + 1 : 0;
    int col = to->field_col + to->field_cols + 1 + echo;
    int joint = width_cols(item->joint);
    int field = field_cols(item);
    int end = col + joint + 1 + field + 1 + echo_cols(item);
    if (end > g->cols - MARGIN_COLS) {
        return false;
    }
    item->place = (struct form_place){.line = to->line,
                                      .joined = true,
                                      .label_col = col,
                                      .label_cols = joint,
                                      .field_col = col + joint + 1,
                                      .field_cols = field,
                                      .end_col = g->cols};
    if (g->line == to->line) { /* else it was full before */
        int slots = (end + 1 - MARGIN_COLS + g->slot_cols - 1) / g->slot_cols;
        use_slots(g, slots > g->used ? slots : g->used);
    }
    return true;
}

static void place_alone(struct grid *g, struct form_item *item)
{
    next_line(g);
    struct form_place p = {.line = g->line,
                           .label_col = MARGIN_COLS,
                           .label_cols = g->cols - 2 * MARGIN_COLS,
                           .field_col = MARGIN_COLS + 2,
                           .end_col = g->cols};
    if (item->editor == FORM_BLOCK) {
        bool labelled = item->label[0] != '\0';
        p.label_cols = labelled ? g->label_cols : 0;
        p.field_col = MARGIN_COLS + (labelled ? g->label_cols + 2 : 0);
    }
    p.field_cols = g->cols - MARGIN_COLS - p.field_col;
    item->place = p;
    g->line++;
}

/* False: one with a joint had to go into a line of its own, and its label is
   wider than the labels' column. */
static bool place_all(struct formbox *f, struct grid *g)
{
    bool fits = true;
    for (size_t i = 0; i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        if (!item_on_page(f, item)) {
            continue;
        }
        if (stands_alone(item)) {
            place_alone(g, item);
            g->before = NULL;
            continue;
        }
        if (!place_joined(g, item)) {
            place_in_slots(g, item);
            fits = fits && label_cols(item) <= g->label_cols;
        }
        g->before = item;
    }
    return fits;
}

/* The next item that stands in the same line ends this one's room. */
static void end_at_neighbour(struct formbox *f, size_t i)
{
    struct form_place *p = &f->items[i].place;
    for (size_t k = i + 1; k < f->n_items; k++) {
        if (item_on_page(f, &f->items[k])) {
            if (f->items[k].place.line == p->line) {
                p->end_col = f->items[k].place.label_col;
            }
            return;
        }
    }
}

/* ---- rows ---- */

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

static int field_rows(const struct formbox *f, const struct form_item *item)
{
    switch (item->editor) {
    case FORM_TICKS:
        return ticks_rows(item, item->place.field_cols + 2);
    case FORM_BLOCK:
        return block_rows(f, item);
    default:
        return 1;
    }
}

/* The line that begins with item `from`, at `row`; returns the rows it takes:
   those of its tallest field, then one for every error that goes below. */
static int spread_line(struct formbox *f, size_t from, size_t end, int row)
{
    int tall = 0;
    for (size_t i = from; i < end; i++) {
        int rows = f->items[i].place.field_rows;
        if (item_on_page(f, &f->items[i]) && rows > tall) {
            tall = rows;
        }
    }
    int rows = tall;
    for (size_t i = from; i < end; i++) {
        struct form_place *p = &f->items[i].place;
        if (!item_on_page(f, &f->items[i])) {
            continue;
        }
        p->row = row;
        p->rows = p->field_rows;
        p->error_row = -1;
        if (error_goes_below(&f->items[i])) {
            p->error_row = row + rows++;
            p->rows = rows;
        }
    }
    return rows;
}

/* Behind the last item of the line that item `i` is in or before. */
static size_t line_end(const struct formbox *f, size_t i)
{
    int line = -1;
    for (; i < f->n_items; i++) {
        const struct form_item *item = &f->items[i];
        if (item_on_page(f, item)) {
            if (line >= 0 && item->place.line != line) {
                break;
            }
            line = item->place.line;
        }
    }
    return i;
}

/* Returns the rows of the page. */
static int spread_rows(struct formbox *f)
{
    int row = 0;
    for (size_t i = 0; i < f->n_items;) {
        size_t end = line_end(f, i);
        row += spread_line(f, i, end, row);
        i = end;
    }
    return row;
}

static int memo_rows_least(const struct form_item *item, int rows)
{
    int want = item->rows > 0 ? item->rows : MEMO_ROWS;
    int least = rows - 1 < want ? rows - 1 : want;
    return least > 1 ? least : 1;
}

/* Every long text its least, then what is left in equal parts. */
static void grow_memos(struct formbox *f, int rows)
{
    int n = 0;
    for (size_t i = 0; i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        if (item_on_page(f, item) && item->editor == FORM_MEMO) {
            item->place.field_rows += memo_rows_least(item, rows);
            n++;
        }
    }
    int left = n > 0 ? rows - spread_rows(f) : 0;
    for (size_t i = 0; left > 0 && i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        if (item_on_page(f, item) && item->editor == FORM_MEMO) {
            item->place.field_rows += left / n;
        }
    }
}

int form_layout(struct formbox *f, int rows, int cols)
{
    struct grid g = grid_of(f, cols, false);
    if (!place_all(f, &g)) {
        g = grid_of(f, cols, true);
        place_all(f, &g);
    }
    for (size_t i = 0; i < f->n_items; i++) {
        struct form_item *item = &f->items[i];
        if (item_on_page(f, item)) {
            end_at_neighbour(f, i);
            item->place.field_rows = field_rows(f, item);
        }
    }
    grow_memos(f, rows);
    return spread_rows(f);
}
