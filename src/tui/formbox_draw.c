/* How the form looks: the tab line when there are pages, the page, scrolled so
   that the focused item is in sight, and what is said below it
   (formbox_bottom.c). */
#include <string.h>

#include "formbox_parts.h"
#include "pbtui/text/width.h"

/* ---- tab line ---- */

static bool page_has_error(const struct formbox *f, int page)
{
    for (size_t i = 0; i < f->n_items; i++) {
        if (f->items[i].page == page && !f->items[i].hidden &&
            f->items[i].error[0] != '\0') {
            return true;
        }
    }
    return false;
}

static void tab_text(const struct formbox *f, int page, struct strbuf *out)
{
    sb_reset(out);
    sb_addf(out, " %d %s%s ", page + 1, f->page_titles[page],
            page_has_error(f, page) ? "!" : "");
}

/* The first page whose tab leaves room for the current one's. */
static int first_tab(const struct formbox *f, int cols, struct strbuf *text)
{
    int first = f->page;
    int used = 0;
    for (int page = f->page; page >= 0; page--) {
        tab_text(f, page, text);
        used += width_cols(text->s) + 1;
        if (used > cols) {
            break;
        }
        first = page;
    }
    return first;
}

static void draw_tabs(const struct formbox *f, struct canvas *c, struct rect at)
{
    struct strbuf text;
    sb_init(&text);
    int col = at.col;
    for (int page = first_tab(f, at.cols, &text); page < f->n_pages; page++) {
        tab_text(f, page, &text);
        enum role role = page == f->page           ? ROLE_BUTTON_ON
                         : page_has_error(f, page) ? ROLE_ERROR
                                                   : ROLE_DIM;
        col = canvas_put(c, at.row, col, role, text.s) + 1;
    }
    sb_clear(&text);
}

/* ---- items ---- */

static void draw_label(const struct form_item *item, struct canvas *c, int row,
                       int col)
{
    const struct form_place *p = &item->place;
    col += p->label_col;
    if (p->joined) {
        canvas_put(c, row, col, ROLE_LABEL, item->joint);
        return;
    }
    int cols = p->label_cols;
    int mark = item->mark != NULL ? width_cols(item->mark) + 1 : 0;
    int star = item->required ? 1 : 0;
    int text = width_cols(item->label);
    text = text < cols - star - mark ? text : cols - star - mark;
    int at = col + cols - text;
    if (item->required) {
        canvas_put(c, row, at - 1, ROLE_WARN, "*");
    }
    if (item->mark != NULL) {
        canvas_put(c, row, at - star - mark, item->mark_role, item->mark);
    }
    canvas_put_fit(c, row, at, text, ROLE_LABEL, FIT_LEFT, item->label);
}

static void draw_line(struct formbox *f, struct form_item *item,
                      struct canvas *c, int row, int col, bool focused)
{
    const struct form_place *p = &item->place;
    if (f->read_only) {
        canvas_put_fit(c, row, col, p->field_cols,
                       focused ? ROLE_FOCUS : ROLE_TEXT, FIT_LEFT,
                       item_shows_mask(item) && item->mask != NULL
                           ? item->mask
                           : item->line.text.s);
        if (focused) {
            canvas_caret(c, row, col);
        }
        return;
    }
    canvas_put(c, row, col - 1, ROLE_DIM, "[");
    canvas_put(c, row, col + p->field_cols, ROLE_DIM, "]");
    if (!item_shows_mask(item)) {
        editline_draw(&item->line, c, row, col, p->field_cols, focused);
        return;
    }
    canvas_put_fit(c, row, col, p->field_cols,
                   focused ? ROLE_FOCUS : ROLE_FIELD, FIT_LEFT,
                   item->mask != NULL ? item->mask : "");
    if (focused) {
        canvas_caret(c, row, col);
    }
}

static void draw_flag(const struct form_item *item, struct canvas *c, int row,
                      int col, bool focused)
{
    canvas_put(c, row, col - 1, ROLE_DIM, "[");
    canvas_put(c, row, col, focused ? ROLE_FOCUS : ROLE_FIELD,
               flag_is_on(item) ? "x" : " ");
    canvas_put(c, row, col + 1, ROLE_DIM, "]");
    if (focused) {
        canvas_caret(c, row, col);
    }
}

/* Only where nothing else stands. */
static void draw_trail(const struct form_item *item, struct canvas *c, int row,
                       int from, int end)
{
    int cols = item->trail != NULL ? width_cols(item->trail) : 0;
    if (cols > 0 && from + cols < end) {
        canvas_put(c, row, end - 1 - cols, ROLE_DIM, item->trail);
    }
}

/* Echo, then the error where there is room for it, else the trail. */
static void draw_behind(const struct form_item *item, struct canvas *c, int row,
                        struct rect body)
{
    const struct form_place *p = &item->place;
    int end = body.col + p->end_col;
    struct rect before =
        canvas_clip(c, (struct rect){row, body.col, 1, p->end_col});
    int col = body.col + p->field_col + p->field_cols + 2;
    if (item->echo[0] != '\0') {
        col = canvas_put(c, row, col, ROLE_DIM, item->echo) + 1;
    }
    if (item->error[0] != '\0' && p->error_row < 0) {
        canvas_put_fit(c, row, col, end - col, ROLE_ERROR, FIT_LEFT,
                       item->error);
    } else {
        draw_trail(item, c, row, col, end);
    }
    canvas_unclip(c, before);
}

/* Under the field; further left when it would be cut there, since what to do
   stands at its end. */
static void draw_error_below(const struct form_item *item, struct canvas *c,
                             int row, struct rect body)
{
    int col = body.col + item->place.field_col;
    int end = body.col + body.cols - 1;
    int over = col + width_cols(item->error) - end;
    int left = body.col + 1;
    col = over > 0 ? col - over : col;
    col = col < left ? left : col;
    canvas_put_fit(c, row, col, end - col, ROLE_ERROR, FIT_LEFT, item->error);
}

static void draw_heading(const struct form_item *item, struct canvas *c,
                         int row, struct rect body)
{
    int col = canvas_put(c, row, body.col + item->place.label_col, ROLE_TITLE,
                         item->label) +
              1;
    canvas_hline(c, row, col, body.col + body.cols - 1 - col);
}

static void draw_memo(struct form_item *item, struct canvas *c,
                      struct rect body, int row, bool focused)
{
    const struct form_place *p = &item->place;
    int col =
        canvas_put(c, row, body.col + p->label_col, ROLE_LABEL, item->label);
    if (item->required) {
        col = canvas_put(c, row, col, ROLE_WARN, "*");
    }
    if (item->error[0] != '\0') {
        int cols = body.col + body.cols - 12 - col - 2;
        canvas_put_fit(c, row, col + 2, cols, ROLE_ERROR, FIT_LEFT,
                       item->error);
    }
    struct strbuf count;
    sb_init(&count);
    sb_addf(&count, "%zu 字", memo_chars(item->memo));
    canvas_put_fit(c, row, body.col + body.cols - 12, 11, ROLE_DIM, FIT_RIGHT,
                   count.s);
    sb_clear(&count);
    canvas_vline(c, row + 1, body.col + p->label_col, p->rows - 1);
    memo_draw(item->memo, c,
              (struct rect){row + 1, body.col + p->field_col, p->rows - 1,
                            p->field_cols},
              focused);
}

/* What stands in a line with a label before it. */
static void draw_field(struct formbox *f, struct form_item *item,
                       struct canvas *c, struct rect at, bool focused)
{
    switch (item->editor) {
    case FORM_STATIC:
        canvas_put_fit(c, at.row, at.col, at.cols, ROLE_TEXT, FIT_LEFT,
                       item->line.text.s);
        break;
    case FORM_FLAG:
        draw_flag(item, c, at.row, at.col, focused);
        break;
    case FORM_TICKS:
        ticks_draw(item, c,
                   (struct rect){at.row, at.col - 1, at.rows, at.cols + 2},
                   focused);
        break;
    case FORM_BLOCK:
        block_draw(f, item, c, at, focused);
        break;
    default:
        draw_line(f, item, c, at.row, at.col, focused);
        break;
    }
}

static void draw_item(struct formbox *f, struct form_item *item,
                      struct canvas *c, struct rect body, bool focused)
{
    const struct form_place *p = &item->place;
    int row = body.row + p->row - f->scroll;
    if (row + p->rows <= body.row || row >= body.row + body.rows) {
        return;
    }
    if (item->editor == FORM_HEADING) {
        draw_heading(item, c, row, body);
        return;
    }
    if (item->editor == FORM_MEMO) {
        draw_memo(item, c, body, row, focused);
        return;
    }
    draw_label(item, c, row, body.col);
    draw_field(f, item, c,
               (struct rect){row, body.col + p->field_col, p->field_rows,
                             p->field_cols},
               focused);
    if (item->editor != FORM_BLOCK) {
        draw_behind(item, c, row, body);
    }
    if (p->error_row >= 0) {
        draw_error_below(item, c, body.row + p->error_row - f->scroll, body);
    }
}

/* ---- the whole ---- */

static void scroll_to_focus(struct formbox *f, int page_rows)
{
    const struct form_place *p = &f->items[f->focus].place;
    int rows = f->body.rows;
    if (p->row + p->rows > f->scroll + rows) {
        f->scroll = p->row + p->rows - rows;
    }
    if (p->row < f->scroll) {
        f->scroll = p->row; /* its first row counts most */
    }
    int furthest = page_rows > rows ? page_rows - rows : 0;
    f->scroll = f->scroll < furthest ? f->scroll : furthest;
}

void formbox_draw(struct formbox *f, struct canvas *c, struct rect area)
{
    if (f->n_items == 0 || area.rows < 1 || area.cols < 12) {
        return;
    }
    struct form_item *focused = formbox_focused(f);
    int tabs = f->n_pages > 1 && area.rows >= 3 ? 1 : 0;
    int bottom = bottom_rows(f, focused, area);
    f->body = (struct rect){area.row + tabs, area.col,
                            area.rows - tabs - bottom, area.cols};
    struct rect before = canvas_clip(c, area);
    canvas_fill(c, area, ROLE_TEXT);
    if (tabs > 0) {
        draw_tabs(f, c, (struct rect){area.row, area.col, 1, area.cols});
    }
    scroll_to_focus(f, form_layout(f, f->body.rows, f->body.cols));
    struct rect whole = canvas_clip(c, f->body);
    for (size_t i = 0; i < f->n_items; i++) {
        if (item_on_page(f, &f->items[i])) {
            draw_item(f, &f->items[i], c, f->body, i == f->focus);
        }
    }
    canvas_unclip(c, whole);
    if (bottom > 0) {
        bottom_draw(f, focused, c,
                    (struct rect){area.row + area.rows - bottom, area.col + 1,
                                  bottom, area.cols - 2});
    }
    canvas_unclip(c, before);
}
