/* The tables of a description: a family of columns is spread over its list,
   rows are picked and their cells filled in, then the flow gets it.

   Cells that are a column of the list as it stands are lent, not copied: a
   roster of 10,000 rows costs its pointers. */
#include "form_parts.h"

#include <string.h>

/* A column of the paper: one of the description, or one of a family. */
struct spread {
    const struct form_column *of;
    const char *title;
    size_t column; /* in the list; its n_columns: none */
};

struct laying {
    struct form_fill *f;
    const struct form_table *t;
    const struct form_list *list; /* never NULL */
    struct spread *columns;
    size_t n;
};

/* ---- columns --------------------------------------------------------------
 */

static const char *title_of(struct form_fill *f, const char *text)
{
    return form_swap(f->d->arena, form_fill_str(f, text), '\n', '|');
}

static bool is_no(const struct form_column *c)
{
    return c->column != NULL && strcmp(c->column, FORM_NO) == 0;
}

static size_t along_rows(const struct laying *l, const struct form_column *c)
{
    const struct form_list *along = form_list_of(l->f->d, c->along);
    return along == NULL ? 0 : along->n_rows;
}

/* mark* → mark1, mark2 … */
static void spread_family(struct laying *l, const struct form_column *c)
{
    const struct form_list *along = form_list_of(l->f->d, c->along);
    int stem = (int)strlen(c->column) - 1;
    for (size_t i = 0; i < along_rows(l, c); i++) {
        const char *name =
            arena_printf(l->f->d->arena, "%.*s%zu", stem, c->column, i + 1);
        l->columns[l->n++] = (struct spread){
            .of = c,
            .title = title_of(l->f, form_list_cell(along, i, c->heading)),
            .column = form_list_column(l->list, name),
        };
    }
}

static void spread_columns(struct laying *l)
{
    const struct form_table *t = l->t;
    size_t n = t->n;
    for (size_t i = 0; i < t->n; i++) {
        n += t->columns[i].along == NULL ? 0 : along_rows(l, &t->columns[i]);
    }
    l->columns = arena_array(l->f->d->arena, n, sizeof *l->columns);
    for (size_t i = 0; i < t->n; i++) {
        const struct form_column *c = &t->columns[i];
        if (c->along != NULL) {
            spread_family(l, c);
            continue;
        }
        l->columns[l->n++] = (struct spread){
            .of = c,
            .title = title_of(l->f, c->title),
            .column = c->column == NULL ? l->list->n_columns
                                        : form_list_column(l->list, c->column),
        };
    }
}

/* A column to write in by hand is left out at the end of a sheet narrower than
   the form was made for (text of 80 columns), instead of standing alone in a
   part of its own. */
static void drop_blank_columns(struct laying *l, int sheet_cols)
{
    int cols = 1;
    for (size_t i = 0; i < l->n; i++) {
        cols += l->columns[i].of->min_cols + 1;
    }
    while (l->n > 1 && cols > sheet_cols) {
        const struct form_column *last = l->columns[l->n - 1].of;
        if (last->column != NULL || last->text[0] != '\0') {
            return;
        }
        cols -= last->min_cols + 1;
        l->n--;
    }
}

/* Who a row is about stands in each part, whether the form says so or not. */
static size_t fixed_columns(const struct laying *l)
{
    if (l->t->fixed > 0 || l->t->twice > 0) {
        return (size_t)l->t->fixed;
    }
    size_t fixed = is_no(l->columns[0].of) ? 2 : 1;
    return fixed < l->n ? fixed : 0;
}

static struct flow_column *flow_columns(const struct laying *l)
{
    struct flow_column *out = arena_array(l->f->d->arena, l->n, sizeof *out);
    for (size_t i = 0; i < l->n; i++) {
        out[i] = (struct flow_column){
            .title = l->columns[i].title,
            .min_cols = l->columns[i].of->min_cols,
            .share = l->columns[i].of->share,
            .align = l->columns[i].of->align,
        };
    }
    return out;
}

/* ---- rows -----------------------------------------------------------------
 */

static const char *cell(struct laying *l, const struct spread *c)
{
    const struct form_row *at = &l->f->row;
    if (c->column < l->list->n_columns) {
        return l->list->rows[at->at][c->column];
    }
    /* A family may have more columns than the list. */
    return c->of->column == NULL ? form_fill_str(l->f, c->of->text)
           : is_no(c->of)        ? form_fill_str(l->f, "{row.no}")
                                 : "";
}

static const char *const *make_row(struct laying *l)
{
    const char **cells = arena_array(l->f->d->arena, l->n, sizeof *cells);
    for (size_t i = 0; i < l->n; i++) {
        cells[i] = cell(l, &l->columns[i]);
    }
    return (const char *const *)cells;
}

/* Rows to write in have their number all the same. */
static const char *const *blank_row(struct laying *l, size_t no)
{
    const char **cells = arena_array(l->f->d->arena, l->n, sizeof *cells);
    for (size_t i = 0; i < l->n; i++) {
        cells[i] = is_no(l->columns[i].of)
                       ? arena_printf(l->f->d->arena, "%zu", no)
                       : "";
    }
    return (const char *const *)cells;
}

static bool is_wanted(const struct laying *l, size_t row, const char *is)
{
    return l->t->where == NULL ||
           strcmp(form_list_cell(l->list, row, l->t->where), is) == 0;
}

static void make_rows(struct laying *l, struct flow_table *out)
{
    const struct form_table *t = l->t;
    const char *is = t->where == NULL ? "" : form_fill_str(l->f, t->is);
    size_t blank = (size_t)t->blank;
    const char *const **rows =
        arena_array(l->f->d->arena, l->list->n_rows + blank, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < l->list->n_rows; i++) {
        if (is_wanted(l, i, is)) {
            l->f->row = (struct form_row){l->list, i, n + 1};
            rows[n++] = make_row(l);
        }
    }
    l->f->row = (struct form_row){0};
    size_t whole = t->blank_more ? n + blank : blank;
    while (n < whole) {
        rows[n] = blank_row(l, n + 1);
        n++;
    }
    out->rows = rows;
    out->n_rows = n;
}

/* A family has one part of the total, which stands below its first column. */
static const char *const *make_total(struct laying *l)
{
    if (l->t->n_total == 0) {
        return NULL;
    }
    const char **cells = arena_array(l->f->d->arena, l->n, sizeof *cells);
    size_t at = 0;
    for (size_t i = 0; i < l->t->n_total; i++) {
        const struct form_column *c = &l->t->columns[i];
        size_t span = c->along == NULL ? 1 : along_rows(l, c);
        if (span > 0 && at < l->n) {
            cells[at] = form_fill_str(l->f, l->t->total[i]);
        }
        at += span;
    }
    return (const char *const *)cells;
}

void form_put_table(struct form_fill *f, struct flow *flow,
                    const struct form_table *t)
{
    static const struct form_list empty = {.name = ""};
    const struct form_list *list = form_list_of(f->d, t->list);
    struct laying l = {.f = f, .t = t, .list = list == NULL ? &empty : list};
    spread_columns(&l);
    if (l.n == 0) {
        return;
    }
    drop_blank_columns(&l, flow_cols(flow));
    struct flow_table out = {
        .columns = flow_columns(&l),
        .n_columns = l.n,
        .twice = t->twice,
        .row_lines = t->tall,
        .fixed = fixed_columns(&l),
        .total = make_total(&l),
        .none = t->none[0] == '\0' ? NULL : form_fill_str(f, t->none),
    };
    make_rows(&l, &out);
    flow_put_table(flow, &out);
}
