/* Lays a description over what its source tells: each thing with its holes
   filled in goes into the flow.  Names were checked when it was read, so that
   there is nothing here that could fail; what is not there is "". */
#include "form_parts.h"

#include <string.h>

#include "pbtui/text/clean.h"

#define NOTHING "没有可以打印的内容。"

/* ---- texts ----------------------------------------------------------------
 */

/* For places of one line. */
static const char *one_line(struct form_fill *f, const char *text)
{
    const char *filled = form_fill_str(f, text);
    return strchr(filled, '\n') == NULL
               ? filled
               : form_swap(f->d->arena, filled, '\n', ' ');
}

/* 联系电话：{phone} is nothing when there is no phone. */
static const char *line_part(struct form_fill *f, const char *text)
{
    f->holes = 0;
    f->filled = 0;
    const char *filled = one_line(f, text);
    return f->holes > 0 && f->filled == 0 ? "" : filled;
}

/* ---- things ---------------------------------------------------------------
 */

static void put_line(struct form_fill *f, struct flow *flow,
                     const struct form_item *i)
{
    const char *left = line_part(f, i->parts[0]);
    const char *middle = line_part(f, i->parts[1]);
    const char *right = line_part(f, i->parts[2]);
    if (left[0] != '\0' || middle[0] != '\0' || right[0] != '\0') {
        flow_line(flow, left, middle, right);
    }
}

static void put_grid(struct form_fill *f, struct flow *flow,
                     const struct form_item *i)
{
    struct flow_cell cells[FORM_CELLS_MAX];
    for (size_t c = 0; c < i->n_parts; c++) {
        cells[c] = (struct flow_cell){
            .label = i->labels[c] == NULL ? NULL : one_line(f, i->labels[c]),
            .value = form_fill_str(f, i->parts[c]),
            .share = i->shares[c],
        };
    }
    flow_grid(flow, cells, i->n_parts, i->number);
}

static void put_para(struct form_fill *f, struct flow *flow,
                     const struct form_item *i)
{
    const char *text = form_fill_str(f, i->parts[0]);
    if (text_visible(text)) {
        flow_para(flow, i->style, text);
    }
}

static void put_sign(struct form_fill *f, struct flow *flow,
                     const struct form_item *i)
{
    const char **parts = arena_array(f->d->arena, i->n_parts, sizeof *parts);
    for (size_t p = 0; p < i->n_parts; p++) {
        parts[p] = one_line(f, i->parts[p]);
    }
    flow_sign(flow, parts, i->n_parts);
}

static void put_thing(struct form_fill *f, struct flow *flow,
                      const struct form_item *i)
{
    switch (i->thing) {
    case THING_LINE:
        put_line(f, flow, i);
        break;
    case THING_GRID:
        put_grid(f, flow, i);
        break;
    case THING_AREA:
    case THING_ABOVE:
        flow_area(flow, one_line(f, i->parts[0]), form_fill_str(f, i->parts[1]),
                  i->number, i->thing == THING_ABOVE);
        break;
    case THING_PHOTO:
        flow_box(flow, one_line(f, i->parts[0]), i->number);
        break;
    case THING_PARA:
        put_para(f, flow, i);
        break;
    case THING_SPACE:
        flow_space(flow, i->number);
        break;
    case THING_CUT:
        flow_cut(flow, one_line(f, i->parts[0]));
        break;
    case THING_PAGE:
        flow_new_page(flow);
        break;
    case THING_SIGN:
        put_sign(f, flow, i);
        break;
    case THING_TABLE:
        form_put_table(f, flow, i->table);
        break;
    case THING_REPEAT: /* put_things */
        break;
    }
}

static void put_things(struct form_fill *f, struct flow *flow,
                       const struct form *form, size_t from, size_t to);

static void put_repeat(struct form_fill *f, struct flow *flow,
                       const struct form *form, size_t at)
{
    const struct form_item *i = &form->items[at];
    const struct form_list *l = form_list_of(f->d, i->parts[0]);
    for (size_t r = 0; l != NULL && r < l->n_rows; r++) {
        f->repeat = (struct form_row){l, r, r + 1};
        put_things(f, flow, form, at + 1, i->until);
    }
    f->repeat = (struct form_row){0};
}

static void put_things(struct form_fill *f, struct flow *flow,
                       const struct form *form, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        const struct form_item *item = &form->items[i];
        bool holds = form_cond_holds(f, item->cond);
        if (item->thing == THING_REPEAT) {
            if (holds) {
                put_repeat(f, flow, form, i);
            }
            i = item->until - 1;
        } else if (holds) {
            put_thing(f, flow, item);
        }
    }
}

/* ---- the whole ------------------------------------------------------------
 */

static void put_once(struct form_fill *f, struct flow *flow,
                     const struct form *form)
{
    const char *title = one_line(f, form->heading);
    if (text_visible(title)) {
        flow_title(flow, title);
    }
    put_things(f, flow, form, 0, form->n_items);
}

static void put_nothing(struct form_fill *f, struct flow *flow,
                        const struct form *form)
{
    static const struct flow_style centred = {
        .face = FACE_BODY, .align = PAGE_CENTRE, .size = 100};
    const char *title = one_line(f, form->heading);
    flow_title(flow, text_visible(title) ? title : form->title);
    flow_para(flow, &centred, NOTHING);
}

void form_put(const struct form *form, struct flow *flow,
              const struct form_data *d)
{
    struct form_fill f = {.d = d};
    if (form->each[0] == '\0') {
        put_once(&f, flow, form);
        return;
    }
    const struct form_list *l = form_list_of(d, form->each);
    if (l == NULL || l->n_rows == 0) {
        put_nothing(&f, flow, form);
        return;
    }
    for (size_t r = 0; r < l->n_rows; r++) {
        if (r > 0 && !form->together) {
            flow_new_page(flow);
        }
        f.each = (struct form_row){l, r, r + 1};
        put_once(&f, flow, form);
    }
}
