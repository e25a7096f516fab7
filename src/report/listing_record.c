/* One record, whole: what is stored, what is worked out from it on the day in
   view, and the records that belong to it.

   For eyes it is a form (field, value), for programs one row with a column a
   field. */
#include "listing_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/text/date.h"

enum { CHILDREN_MAX = REGISTRY_CHILDREN_MAX };

/* A record being taken apart. */
struct portrait {
    struct book *book;
    struct arena *arena;
    const struct record *record;
    const struct listing_options *opt;
    const char **values; /* one a field, as shown; NULL: not to be shown */
};

/* ---- values ----------------------------------------------------------- */

static bool is_stored(const struct field *f)
{
    return (f->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY)) == 0;
}

static bool stored_value(struct portrait *p, size_t i, struct err *err)
{
    const struct record *r = p->record;
    const struct field *f = &r->ledger->fields[i];
    if (f->kind->secret && p->opt->reveal != NULL &&
        !record_is_null(r, (int)i)) {
        return listing_reveal(p->book, p->arena, r->ledger, r->id, f,
                              p->opt->reveal, &p->values[i], err);
    }
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, p->book, (int)i, &sb);
    p->values[i] = arena_strn(p->arena, sb.s, sb.len);
    sb_clear(&sb);
    return true;
}

/* What a list would show in its worked-out columns, as of the day. */
static bool computed_values(struct portrait *p, struct err *err)
{
    const struct ledger *l = p->record->ledger;
    struct ledger_column *columns =
        arena_array(p->arena, l->n_fields, sizeof *columns);
    struct ledger_view view = {
        .name = "one", .title = l->title, .where = "1", .columns = columns};
    for (size_t i = 0; i < l->n_fields; i++) {
        if ((l->fields[i].flags & (FIELD_COMPUTED | FIELD_HIDDEN)) ==
            FIELD_COMPUTED) {
            columns[view.n_columns++].field = (int)i;
        }
    }
    if (view.n_columns == 0) {
        return true;
    }
    struct query q = query_of(l, &view);
    struct query_row row;
    size_t n = 0;
    q.only_id = p->record->id;
    q.limit = 1;
    if (!query_page(p->book, p->arena, &q, &row, &n, err)) {
        return false;
    }
    for (size_t i = 0; n == 1 && i < view.n_columns; i++) {
        p->values[columns[i].field] = row.cells[i];
    }
    return true;
}

static bool take_values(struct portrait *p, struct err *err)
{
    const struct ledger *l = p->record->ledger;
    p->values = arena_array(p->arena, l->n_fields, sizeof *p->values);
    for (size_t i = 0; i < l->n_fields; i++) {
        const struct field *f = &l->fields[i];
        if (is_stored(f) && (f->flags & FIELD_HIDDEN) == 0 &&
            !stored_value(p, i, err)) {
            return false;
        }
    }
    return computed_values(p, err);
}

/* ---- the form --------------------------------------------------------- */

struct form {
    struct arena *arena;
    const char *const **rows;
    size_t n, cap;
};

static void add_line(struct form *f, const char *label, const char *value)
{
    const char **cells = arena_array(f->arena, 2, sizeof *cells);
    cells[0] = label;
    cells[1] = value;
    MEM_PUSH(f->rows, f->n, f->cap);
    f->rows[f->n++] = cells;
}

/* A record of a smaller book in one line: its list columns one behind the
   other, without the one that says whose it is. */
struct child_line {
    struct form *form;
    const struct ledger *ledger;
    const struct ledger_view *view;
};

static bool put_child(void *ctx, const struct query_row *row)
{
    struct child_line *c = ctx;
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < c->view->n_columns; i++) {
        if (c->view->columns[i].field == c->ledger->parent ||
            row->cells[i][0] == '\0') {
            continue;
        }
        sb_addf(&sb, "%s%s %s", sb.len > 0 ? "，" : "",
                c->ledger->fields[c->view->columns[i].field].label,
                row->cells[i]);
    }
    add_line(
        c->form,
        arena_printf(c->form->arena, "%s #%" PRId64, c->ledger->title, row->id),
        arena_strn(c->form->arena, sb.s, sb.len));
    sb_clear(&sb);
    return true;
}

/* Parts that are nothing by themselves are shown with all they say. */
static void show_whole(struct arena *a, const struct ledger *l,
                       struct ledger_view *view)
{
    struct ledger_column *columns =
        arena_array(a, l->n_fields, sizeof *columns);
    size_t n = 0;
    for (size_t i = 0; i < l->n_fields; i++) {
        bool hidden = (l->fields[i].flags & FIELD_HIDDEN) != 0;
        if (!hidden && is_stored(&l->fields[i])) {
            columns[n++].field = (int)i;
        }
    }
    view->columns = columns;
    view->n_columns = n;
}

static bool add_children(struct portrait *p, struct form *f, struct err *err)
{
    const struct ledger *children[CHILDREN_MAX];
    size_t n =
        registry_children(p->book, p->record->ledger, children, CHILDREN_MAX);
    for (size_t i = 0; i < n; i++) {
        struct ledger_view view = children[i]->views[0];
        view.join = NULL;
        view.where = "t.voided_on is null";
        if (children[i]->many) {
            show_whole(p->arena, children[i], &view);
        }
        struct query q = query_of(children[i], &view);
        q.parent = p->record->id;
        /* Rows without a date of their own stand as they were written. */
        q.descending =
            children[i]->order_is_int && children[i]->order_descending;
        struct child_line line = {f, children[i], &view};
        if (!query_each(p->book, p->arena, &q, put_child, &line, err)) {
            return false;
        }
    }
    return true;
}

static void add_fields(struct portrait *p, struct form *f)
{
    const struct record *r = p->record;
    add_line(f, "编号", arena_printf(p->arena, "%" PRId64, r->id));
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        if (p->values[i] != NULL && p->values[i][0] != '\0') {
            add_line(f, r->ledger->fields[i].label, p->values[i]);
        }
    }
    if (r->voided_on[0] != '\0') {
        add_line(f, "作废日期", r->voided_on);
        add_line(f, "作废原因", r->void_reason);
    }
}

static void put_heading(struct portrait *p, struct table *out)
{
    char day[11];
    struct strbuf name;
    sb_init(&name);
    p->record->ledger->label(p->book, p->record, &name);
    out->of = p->record->ledger->noun;
    out->title = arena_str(p->arena, name.s);
    out->when = arena_printf(p->arena, "截至 %s", date_text(p->book->day, day));
    sb_clear(&name);
}

bool listing_record_as(struct table *out, struct book *b, struct arena *a,
                       const struct record *r,
                       const struct listing_options *opt, struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "field", .title = "项目", .kind = CELL_TEXT},
        {.name = "value", .title = "内容", .kind = CELL_MEMO},
    };
    struct portrait p = {b, a, r, opt, NULL};
    struct form f = {.arena = a};
    bool ok = listing_may_leave(r->ledger, opt, err) && take_values(&p, err);
    if (ok) {
        add_fields(&p, &f);
        ok = add_children(&p, &f, err);
    }
    if (ok) {
        const char *const **rows = arena_array(a, f.n, sizeof *rows);
        memcpy(rows, f.rows, f.n * sizeof *rows);
        *out = (struct table){.columns = columns,
                              .n_columns = ARRAY_LEN(columns),
                              .rows = rows,
                              .n_rows = f.n};
        put_heading(&p, out);
    }
    mem_free(f.rows);
    return ok;
}

bool listing_record(struct table *out, struct book *b, struct arena *a,
                    const struct record *r, struct err *err)
{
    const struct listing_options plain = {false, NULL};
    return listing_record_as(out, b, a, r, &plain, err);
}

/* ---- the row ---------------------------------------------------------- */

bool listing_record_row(struct table *out, struct book *b, struct arena *a,
                        const struct record *r,
                        const struct listing_options *opt, struct err *err)
{
    struct portrait p = {b, a, r, opt, NULL};
    if (!listing_may_leave(r->ledger, opt, err) || !take_values(&p, err)) {
        return false;
    }
    size_t most = r->ledger->n_fields + 3;
    struct table_column *columns = arena_array(a, most, sizeof *columns);
    const char **cells = arena_array(a, most, sizeof *cells);
    size_t n = 0;
    columns[n] = (struct table_column){"id", "编号", CELL_NUMBER, 0, 0, 0};
    cells[n++] = arena_printf(a, "%" PRId64, r->id);
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct field *f = &r->ledger->fields[i];
        if (p.values[i] != NULL) {
            columns[n] = (struct table_column){
                field_name(f, a), f->label, listing_cell_of(f), 0, 0, 0};
            cells[n++] = p.values[i];
        }
    }
    columns[n] =
        (struct table_column){"voided_on", "作废日期", CELL_TEXT, 0, 0, 0};
    cells[n++] = r->voided_on;
    columns[n] =
        (struct table_column){"void_reason", "作废原因", CELL_TEXT, 0, 0, 0};
    cells[n++] = r->void_reason;
    const char *const **rows = arena_array(a, 1, sizeof *rows);
    rows[0] = cells;
    *out = (struct table){
        .columns = columns, .n_columns = n, .rows = rows, .n_rows = 1};
    return true;
}
