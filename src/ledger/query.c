/* Lists: one statement a page, read into cells as the clerk sees them.

   Pages go by key: (sort value, id) behind the last row seen, so that a page
   in the middle of 20,000 rows costs what the first one costs. */
#include "pbtui/ledger/query.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "query_sql.h"

struct query query_of(const struct ledger *l, const struct ledger_view *v)
{
    return (struct query){
        .ledger = l,
        .view = v != NULL ? v : &l->views[0],
        .sort = -1,
        .facet = -1,
        .find = "",
        .from = DATE_NONE,
        .to = DATE_NONE,
    };
}

/* ---- reading ---------------------------------------------------------- */

static const char *shown(struct book *b, struct arena *a, const struct field *f,
                         struct stmt *st, int column, struct strbuf *scratch)
{
    if (stmt_col_is_null(st, column)) {
        return "";
    }
    struct value v;
    if (f->kind->stored == VALUE_INT) {
        v = (struct value){VALUE_INT, stmt_col_int(st, column), NULL};
    } else {
        v = (struct value){VALUE_TEXT, 0, stmt_col_text(st, column)};
    }
    sb_reset(scratch);
    field_format(f, b, &v, scratch);
    for (size_t i = 0; i < scratch->len; i++) {
        if (scratch->s[i] == '\n') {
            scratch->s[i] = ' '; /* a list shows one line */
        }
    }
    return arena_strn(a, scratch->s, scratch->len);
}

static void read_row(struct query_row *row, struct plan *p, struct book *b,
                     struct arena *a, const struct query *q, struct stmt *st,
                     struct strbuf *scratch)
{
    row->id = stmt_col_int(st, 0);
    row->key = p->key_is_int ? arena_printf(a, "%" PRId64 " I%" PRId64, row->id,
                                            stmt_col_int(st, 1))
                             : arena_printf(a, "%" PRId64 " T%s", row->id,
                                            stmt_col_text(st, 1));
    row->voided = !stmt_col_is_null(st, 2);
    row->cells = arena_array(a, q->view->n_columns, sizeof *row->cells);
    for (size_t i = 0; i < q->view->n_columns; i++) {
        const struct field *f = &q->ledger->fields[q->view->columns[i].field];
        row->cells[i] = shown(b, a, f, st, (int)i + 3, scratch);
    }
}

bool query_page(struct book *b, struct arena *a, const struct query *q,
                struct query_row *rows, size_t *n, struct err *err)
{
    struct plan p;
    plan_begin(&p, b, a, q);
    sql_lit(&p.sql, SQL("select t.id, "));
    plan_key(&p, q);
    sql_lit(&p.sql, SQL(", t.voided_on"));
    for (size_t i = 0; i < q->view->n_columns; i++) {
        sql_lit(&p.sql, SQL(", "));
        plan_field(&p, &q->ledger->fields[q->view->columns[i].field]);
    }
    plan_from_where(&p, q);
    plan_page(&p, q);

    struct stmt st;
    stmt_open_built(&st, b->db, &p.sql);
    plan_bind(&st, &p, b, q);
    if (q->only_id > 0) {
        stmt_int(&st, ":only", q->only_id);
    } else if (q->key != NULL) {
        plan_bind_key(&st, q->key);
    }
    stmt_int(&st, ":limit", (int64_t)q->limit);
    struct strbuf scratch;
    sb_init(&scratch);
    *n = 0;
    while (*n < q->limit && stmt_row(&st)) {
        read_row(&rows[(*n)++], &p, b, a, q, &st, &scratch);
    }
    sb_clear(&scratch);
    bool ok = stmt_done(&st, err);
    sql_clear(&p.sql);
    return ok || err_doing(err, "读取%s", q->ledger->title);
}

bool query_count(struct book *b, const struct query *q, int64_t *n,
                 struct err *err)
{
    struct arena a = ARENA_INIT;
    struct plan p;
    plan_begin(&p, b, &a, q);
    sql_lit(&p.sql, SQL("select count(*)"));
    plan_from_where(&p, q);
    struct stmt st;
    stmt_open_built(&st, b->db, &p.sql);
    plan_bind(&st, &p, b, q);
    *n = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    bool ok = stmt_done(&st, err);
    sql_clear(&p.sql);
    arena_clear(&a);
    return ok;
}

bool query_facets(struct book *b, struct arena *a, const struct query *q,
                  int field, struct query_facet *out, size_t *n,
                  struct err *err)
{
    const struct field *f = &q->ledger->fields[field];
    struct query whole = *q;
    whole.facet = -1;
    struct plan p;
    plan_begin(&p, b, a, &whole);
    sql_lit(&p.sql, SQL("select "));
    plan_field(&p, f);
    sql_lit(&p.sql, SQL(", count(*)"));
    plan_from_where(&p, &whole);
    sql_lit(&p.sql, SQL(" group by 1 order by 2 desc, 1 limit :limit"));
    struct stmt st;
    stmt_open_built(&st, b->db, &p.sql);
    plan_bind(&st, &p, b, &whole);
    stmt_int(&st, ":limit", (int64_t)*n);
    struct strbuf scratch;
    sb_init(&scratch);
    size_t max = *n;
    *n = 0;
    while (*n < max && stmt_row(&st)) {
        struct query_facet *o = &out[(*n)++];
        o->shown = shown(b, a, f, &st, 0, &scratch);
        o->value = arena_str(a, stmt_col_text(&st, 0));
        o->count = stmt_col_int(&st, 1);
    }
    sb_clear(&scratch);
    bool ok = stmt_done(&st, err);
    sql_clear(&p.sql);
    return ok;
}

bool query_each(struct book *b, struct arena *a, const struct query *q,
                bool (*row)(void *ctx, const struct query_row *r), void *ctx,
                struct err *err)
{
    enum { BATCH = 256 };
    struct query_row *rows = arena_array(a, BATCH, sizeof *rows);
    struct query page = *q;
    struct arena batch = ARENA_INIT;
    char *key = NULL;
    bool ok = true;
    for (;;) {
        size_t n;
        page.limit = BATCH;
        page.key = key;
        ok = query_page(b, &batch, &page, rows, &n, err);
        bool go_on = ok;
        for (size_t i = 0; go_on && i < n; i++) {
            go_on = row(ctx, &rows[i]);
        }
        if (!go_on || n < BATCH) {
            break;
        }
        mem_free(key);
        key = mem_str(rows[n - 1].key);
        arena_reset(&batch);
    }
    mem_free(key);
    arena_clear(&batch);
    return ok;
}
