/* Records on their way out: one statement over all of them, a row at a time, so
   that a hundred thousand need no more memory than one.

   What a link or a person is called must be understood in another ledger, where
   numbers are others: people of one name are told apart by their day of birth,
   records of one label by their order.

   A book whose import takes more than its own fields (import_door.h) leaves
   with those columns, too: what the door says is here. */
#include "pbtui/ledger/export_rows.h"

#include <inttypes.h>
#include <string.h>

#include "import_door.h"
#include "labels.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/pii.h"
#include "query_sql.h"

/* ---- columns ---------------------------------------------------------- */

/* The branch in view owns what is written; it is not written each time. */
static bool is_own_branch(const struct field *f)
{
    return (f->flags & FIELD_PARENT) != 0 && f->of != NULL &&
           strcmp(f->of, "branches") == 0;
}

bool export_has(const struct ledger *l, const struct field *f)
{
    if ((f->flags & (FIELD_COMPUTED | FIELD_HIDDEN)) != 0 ||
        (l->by_branch && is_own_branch(f))) {
        return false;
    }
    /* Typed on a new record only: what became of it, where that is known. */
    return (f->flags & FIELD_NEW_ONLY) == 0 || f->sql != NULL;
}

static enum export_kind kind_of(const struct field *f)
{
    return f->kind == &field_date    ? EXPORT_DAY
           : f->kind == &field_money ? EXPORT_MONEY
           : f->kind == &field_count ? EXPORT_NUMBER
                                     : EXPORT_TEXT;
}

static bool is_left(const struct import_door *door, const struct field *f)
{
    const char *const *leaves = door == NULL ? NULL : door->leaves;
    for (size_t i = 0; leaves != NULL && leaves[i] != NULL; i++) {
        if (strcmp(leaves[i], f->column) == 0) {
            return true;
        }
    }
    return false;
}

bool export_columns(struct book *b, struct arena *a, const struct ledger *l,
                    bool ids, const struct export_column **out, size_t *n,
                    struct err *err)
{
    const struct import_door *door = import_door_of(l);
    const struct field *extras = door == NULL ? NULL : door->extras;
    size_t n_extras = door == NULL ? 0 : door->n_extras;
    if (door != NULL && door->more != NULL &&
        !door->more(b, a, &extras, &n_extras, err)) {
        return false;
    }
    struct export_column *list =
        arena_array(a, l->n_fields + n_extras + 1, sizeof *list);
    *n = 0;
    if (ids) {
        list[(*n)++] = (struct export_column){"编号", EXPORT_NUMBER, NULL, -1};
    }
    for (size_t i = 0; i < l->n_fields; i++) {
        const struct field *f = &l->fields[i];
        if (export_has(l, f) && !is_left(door, f)) {
            list[(*n)++] = (struct export_column){f->label, kind_of(f), f, -1};
        }
    }
    for (size_t i = 0; i < n_extras; i++) {
        const struct field *f = &extras[i];
        list[(*n)++] = (struct export_column){f->label, kind_of(f), f, (int)i};
    }
    *out = list;
    return true;
}

/* ---- one cell --------------------------------------------------------- */

struct leaving {
    struct book *book;
    const struct export_wish *wish;
    const struct export_column *columns;
    size_t n;
    const struct import_door *door; /* NULL: no columns of its own */
    struct value *none;             /* what a door is given: nothing */
    struct record record;           /* that of the row, for the door */
    void *kept;                     /* … and what the door keeps of it */
    struct labels_set labels;
    struct arena row; /* forgotten after each */
    struct strbuf scratch;
};

static const char *plain_amount(struct arena *a, const char *shown)
{
    char *s = arena_str(a, shown);
    char *to = s;
    for (const char *from = s; *from != '\0'; from++) {
        if (*from != ',') {
            *to++ = *from;
        }
    }
    *to = '\0';
    return s;
}

static bool cell_text(struct leaving *x, const struct export_column *c,
                      const struct value *v, const char **out, struct err *err)
{
    if (c->field->kind == &field_person) {
        *out = people_dated_name(x->book, &x->row, v->i);
        return true;
    }
    sb_reset(&x->scratch);
    const struct ledger *l = c->field->kind == &field_link
                                 ? registry_find(x->book, c->field->of)
                                 : NULL;
    if (l == NULL || !l->many) {
        field_format(c->field, x->book, v, &x->scratch);
    } else if (!labels_add(&x->labels, x->book, l, v->i, &x->scratch, err)) {
        return false;
    }
    *out = c->kind == EXPORT_MONEY
               ? plain_amount(&x->row, x->scratch.s)
               : arena_strn(&x->row, x->scratch.s, x->scratch.len);
    return true;
}

/* What the door says that is here. */
static bool put_extra(struct leaving *x, const struct export_column *c,
                      const char **out, struct err *err)
{
    struct value v = {.type = VALUE_NULL};
    const struct import_item item = {.book = x->book,
                                     .arena = &x->row,
                                     .record = &x->record,
                                     .old = &x->record,
                                     .extras = x->none,
                                     .given = x->none,
                                     .kept = &x->kept};
    *out = "";
    if (x->door != NULL && x->door->here != NULL &&
        !x->door->here(&item, (size_t)c->extra, &v, err)) {
        return false;
    }
    return v.type == VALUE_NULL || cell_text(x, c, &v, out, err);
}

static bool put_cell(struct leaving *x, struct stmt *st, int column,
                     const struct export_column *c, const char **out,
                     struct err *err)
{
    struct value v;
    *out = "";
    if (c->field == NULL) {
        *out = arena_printf(&x->row, "%" PRId64, stmt_col_int(st, 0));
        return true;
    }
    if (c->extra >= 0) {
        return put_extra(x, c, out, err);
    }
    if (stmt_col_is_null(st, column)) {
        return true;
    }
    if (c->field->kind->secret && x->wish->reveal != NULL) {
        return pii_reveal(x->book->db, &x->row, x->wish->query.ledger->table,
                          stmt_col_int(st, 0), c->field->column,
                          x->wish->reveal, out, err) ||
               err_doing(err, "查看%s", c->field->label);
    }
    v = c->field->kind->stored == VALUE_INT
            ? (struct value){VALUE_INT, stmt_col_int(st, column), NULL}
            : (struct value){VALUE_TEXT, 0, stmt_col_text(st, column)};
    return cell_text(x, c, &v, out, err);
}

/* ---- all rows --------------------------------------------------------- */

static void plan_all(struct plan *p, const struct leaving *x)
{
    const struct query *q = &x->wish->query;
    struct sql *sql = &p->sql;
    sql_lit(sql, SQL("select t.id"));
    for (size_t i = 0; i < x->n; i++) {
        const struct field *f = x->columns[i].field;
        sql_lit(sql, SQL(", "));
        if (f == NULL || x->columns[i].extra >= 0) {
            sql_lit(sql, SQL("null"));
        } else if (f->sql != NULL) {
            sql_lit(sql, SQL("("));
            sql_lit(sql, f->sql);
            sql_lit(sql, SQL(")"));
        } else {
            plan_field(p, f);
        }
    }
    plan_from_where(p, q);
    /* What is taken back from the file would be in force. */
    if (strcmp(q->view->name, "voided") != 0) {
        sql_lit(sql, SQL(" and t.voided_on is null"));
    }
    sql_lit(sql, SQL(" order by "));
    const struct import_door *door = import_door_of(q->ledger);
    if (door != NULL && door->order != NULL) {
        sql_lit(sql, door->order);
    } else {
        plan_key(p, q);
    }
    sql_lit(sql, SQL(", t.id"));
}

static bool step(struct leaving *x, struct stmt *st, const char **cells,
                 struct err *err)
{
    arena_reset(&x->row);
    x->kept = NULL;
    if (x->door != NULL &&
        !record_read(&x->record, x->wish->query.ledger, x->book, &x->row,
                     stmt_col_int(st, 0), err)) {
        return false;
    }
    for (size_t i = 0; i < x->n; i++) {
        if (!put_cell(x, st, (int)i + 1, &x->columns[i], &cells[i], err)) {
            return false;
        }
    }
    return true;
}

/* Of a book with columns of its own the record is read for each row. */
static void use_door(struct leaving *x, struct arena *a)
{
    const struct import_door *door = import_door_of(x->wish->query.ledger);
    x->none = arena_array(a, x->n + 1, sizeof *x->none);
    for (size_t i = 0; i < x->n; i++) {
        x->door = x->columns[i].extra >= 0 ? door : x->door;
    }
}

bool export_each(struct book *b, const struct export_wish *w,
                 bool (*row)(void *ctx, const char *const *cells,
                             struct err *err),
                 void *ctx, struct err *err)
{
    struct leaving x = {
        .book = b, .wish = w, .labels = LABELS_INIT, .row = ARENA_INIT};
    struct arena a = ARENA_INIT;
    struct plan p;
    struct stmt st;
    if (!export_columns(b, &a, w->query.ledger, w->ids, &x.columns, &x.n,
                        err)) {
        arena_clear(&a);
        return false;
    }
    use_door(&x, &a);
    const char **cells = arena_array(&a, x.n, sizeof *cells);
    sb_init(&x.scratch);
    plan_begin(&p, b, &a, &w->query);
    plan_all(&p, &x);
    stmt_open_built(&st, b->db, &p.sql);
    plan_bind(&st, &p, b, &w->query);
    bool ok = true;
    while (ok && stmt_row(&st)) {
        ok = step(&x, &st, cells, err) && row(ctx, cells, err);
    }
    ok = stmt_done(&st, ok ? err : NULL) && ok;
    sql_clear(&p.sql);
    sb_clear(&x.scratch);
    labels_clear(&x.labels);
    arena_clear(&x.row);
    arena_clear(&a);
    return ok;
}
