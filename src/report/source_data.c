/* What a source tells: named values, lists of rows.  Everything is copied into
   the arena of the data. */
#include "pbtui/report/source.h"

#include <stdarg.h>
#include <string.h>

void form_data_init(struct form_data *d, struct arena *a)
{
    *d = (struct form_data){.arena = a};
}

/* The arena's memory cannot be made longer, only copied. */
static void *longer(struct arena *a, const void *old, size_t n, size_t *cap,
                    size_t size)
{
    *cap = *cap == 0 ? 16 : 2 * *cap;
    void *more = arena_array(a, *cap, size);
    if (n > 0) {
        memcpy(more, old, n * size);
    }
    return more;
}

static void set_value(struct form_data *d, const char *name, const char *text)
{
    for (size_t i = 0; i < d->n_values; i++) {
        if (strcmp(d->values[i].name, name) == 0) {
            d->values[i].text = text;
            return;
        }
    }
    if (d->n_values == d->cap_values) {
        d->values = longer(d->arena, d->values, d->n_values, &d->cap_values,
                           sizeof *d->values);
    }
    d->values[d->n_values++] =
        (struct form_value){arena_str(d->arena, name), text};
}

void form_set(struct form_data *d, const char *name, const char *text)
{
    set_value(d, name, text == NULL ? "" : arena_str(d->arena, text));
}

void form_setf(struct form_data *d, const char *name, const char *fmt, ...)
{
    va_list ap;
    struct strbuf sb;
    sb_init(&sb);
    va_start(ap, fmt);
    sb_addv(&sb, fmt, ap);
    va_end(ap);
    set_value(d, name, arena_strn(d->arena, sb.s, sb.len));
    sb_clear(&sb);
}

const char *form_get(const struct form_data *d, const char *name)
{
    for (size_t i = 0; i < d->n_values; i++) {
        if (strcmp(d->values[i].name, name) == 0) {
            return d->values[i].text;
        }
    }
    return "";
}

const struct form_list *form_list_of(const struct form_data *d,
                                     const char *name)
{
    for (size_t i = 0; i < d->n_lists; i++) {
        if (strcmp(d->lists[i].name, name) == 0) {
            return &d->lists[i];
        }
    }
    return NULL;
}

void form_list_begin(struct form_data *d, const char *name,
                     const char *const *columns, size_t n_columns)
{
    if (d->n_lists == d->cap_lists) {
        d->lists = longer(d->arena, d->lists, d->n_lists, &d->cap_lists,
                          sizeof *d->lists);
    }
    const char **names = arena_array(d->arena, n_columns, sizeof *names);
    for (size_t i = 0; i < n_columns; i++) {
        names[i] = arena_str(d->arena, columns[i]);
    }
    d->lists[d->n_lists++] = (struct form_list){
        .name = arena_str(d->arena, name),
        .columns = names,
        .n_columns = n_columns,
    };
}

void form_list_row(struct form_data *d, const char *const *cells)
{
    if (d->n_lists == 0) {
        die("form_list_row before form_list_begin");
    }
    struct form_list *l = &d->lists[d->n_lists - 1];
    const char **row = arena_array(d->arena, l->n_columns, sizeof *row);
    for (size_t i = 0; i < l->n_columns; i++) {
        row[i] = cells[i] == NULL ? "" : arena_str(d->arena, cells[i]);
    }
    if (l->n_rows == l->cap_rows) {
        l->rows =
            longer(d->arena, l->rows, l->n_rows, &l->cap_rows, sizeof *l->rows);
    }
    l->rows[l->n_rows++] = row;
}

size_t form_list_column(const struct form_list *l, const char *column)
{
    size_t i = 0;
    while (i < l->n_columns && strcmp(l->columns[i], column) != 0) {
        i++;
    }
    return i;
}

const char *form_list_cell(const struct form_list *l, size_t row,
                           const char *column)
{
    size_t i = form_list_column(l, column);
    return i < l->n_columns && row < l->n_rows ? l->rows[row][i] : "";
}
