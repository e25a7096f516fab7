/* Lists as tables.  The view says which columns; in front of them may stand the
   number that commands name a record by, behind them what is shown in full
   (ID numbers, phones) and whether the row is voided. */
#include "pbtui/report/listing.h"

#include <inttypes.h>
#include <string.h>

#include "listing_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/register.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/date.h"

enum {
    EXTRA_COLUMNS = 8,
    SECRET_COLS = 20 /* an ID number cut short is another one */
};

/* A table that is being filled. */
struct listing {
    struct book *book;
    struct arena *arena;
    const struct query *query;
    const struct listing_options *opt;
    struct table_column *columns;
    const struct field **fields; /* of each column; NULL: none */
    size_t n_columns;
    const char *const **rows;
    size_t n, cap;
    size_t first_of_view; /* column */
    size_t n_voided;
    struct err *err;
    bool ok;
};

enum table_cell listing_cell_of(const struct field *f)
{
    return f->kind->right                 ? CELL_NUMBER
           : f->kind == &field_flag       ? CELL_FLAG
           : f->kind->editor == EDIT_MEMO ? CELL_MEMO
                                          : CELL_TEXT;
}

bool listing_reveal(struct book *b, struct arena *a, const struct ledger *l,
                    int64_t id, const struct field *f, const char *reason,
                    const char **value, struct err *err)
{
    return pii_reveal(b->db, a, l->table, id, f->column, reason, value, err) ||
           err_doing(err, "查看%s", f->label);
}

/* ---- columns ---------------------------------------------------------- */

static void add_column(struct listing *ls, const struct field *f,
                       struct table_column column)
{
    ls->fields[ls->n_columns] = f;
    ls->columns[ls->n_columns++] = column;
}

static bool in_view(const struct ledger_view *v, size_t field)
{
    for (size_t i = 0; i < v->n_columns; i++) {
        if ((size_t)v->columns[i].field == field) {
            return true;
        }
    }
    return false;
}

/* A memo in a list is one line of it. */
static enum table_cell cell_in_list(const struct field *f)
{
    enum table_cell kind = listing_cell_of(f);
    return kind == CELL_MEMO ? CELL_TEXT : kind;
}

static void add_view_columns(struct listing *ls)
{
    const struct ledger *l = ls->query->ledger;
    const struct ledger_view *v = ls->query->view;
    ls->first_of_view = ls->n_columns;
    for (size_t i = 0; i < v->n_columns; i++) {
        const struct ledger_column *c = &v->columns[i];
        const struct field *f = &l->fields[c->field];
        add_column(ls, f,
                   (struct table_column){.name = field_name(f, ls->arena),
                                         .title = f->label,
                                         .kind = cell_in_list(f),
                                         .max_cols = c->max_cols,
                                         .min_cols = c->min_cols,
                                         .priority = c->priority});
    }
}

/* Showing numbers means that they stand there, whatever the view has. */
static void add_secret_columns(struct listing *ls)
{
    const struct ledger *l = ls->query->ledger;
    size_t n = 0;
    for (size_t i = 0; i < l->n_fields && n < EXTRA_COLUMNS - 2; i++) {
        const struct field *f = &l->fields[i];
        if (f->kind->secret && !in_view(ls->query->view, i)) {
            add_column(ls, f,
                       (struct table_column){.name = field_name(f, ls->arena),
                                             .title = f->label,
                                             .kind = CELL_TEXT,
                                             .min_cols = SECRET_COLS});
            n++;
        }
    }
}

static void make_columns(struct listing *ls)
{
    size_t most = ls->query->view->n_columns + EXTRA_COLUMNS;
    ls->columns = arena_array(ls->arena, most, sizeof *ls->columns);
    ls->fields = arena_array(ls->arena, most, sizeof(const struct field *));
    if (ls->opt->ids) {
        add_column(ls, NULL,
                   (struct table_column){
                       .name = "id", .title = "编号", .kind = CELL_NUMBER});
    }
    add_view_columns(ls);
    if (ls->opt->reveal != NULL) {
        add_secret_columns(ls);
    }
    add_column(ls, NULL,
               (struct table_column){
                   .name = "voided", .title = "作废", .kind = CELL_FLAG});
}

/* ---- rows ------------------------------------------------------------- */

static bool put_row(void *ctx, const struct query_row *r)
{
    struct listing *ls = ctx;
    const char **cells = arena_array(ls->arena, ls->n_columns, sizeof *cells);
    size_t in_view_end = ls->first_of_view + ls->query->view->n_columns;
    for (size_t c = 0; c < ls->n_columns; c++) {
        const struct field *f = ls->fields[c];
        bool of_view = c >= ls->first_of_view && c < in_view_end;
        if (f != NULL && f->kind->secret && ls->opt->reveal != NULL) {
            ls->ok =
                listing_reveal(ls->book, ls->arena, ls->query->ledger, r->id, f,
                               ls->opt->reveal, &cells[c], ls->err);
        } else if (of_view) {
            cells[c] = arena_str(ls->arena, r->cells[c - ls->first_of_view]);
        } else if (c < ls->first_of_view) {
            cells[c] = arena_printf(ls->arena, "%" PRId64, r->id);
        } else {
            cells[c] = r->voided ? "是" : "否";
        }
        if (!ls->ok) {
            return false;
        }
    }
    ls->n_voided += r->voided;
    MEM_PUSH(ls->rows, ls->n, ls->cap);
    ls->rows[ls->n++] = cells;
    return true;
}

/* ---- the table -------------------------------------------------------- */

/* What was searched for or filtered by belongs on the paper. */
static const char *narrowed(const struct listing *ls, const char *when)
{
    const struct query *q = ls->query;
    if (q->facet >= 0) {
        when =
            arena_printf(ls->arena, "%s  只列%s：%s", when,
                         q->ledger->fields[q->facet].label,
                         q->facet_value[0] != '\0' ? q->facet_value : "（空）");
    }
    return q->find[0] != '\0'
               ? arena_printf(ls->arena, "%s  查找：%s", when, q->find)
               : when;
}

bool listing_is_of_branch(const struct ledger_view *v)
{
    return strstr(v->where, ":branch") != NULL ||
           (v->join != NULL && strstr(v->join, ":branch") != NULL);
}

static void put_heading(const struct listing *ls, struct table *out)
{
    char from[24];
    char to[24];
    const struct query *q = ls->query;
    bool spans = q->ledger->day_column != NULL &&
                 (q->from != DATE_NONE || q->to != DATE_NONE);
    const char *when =
        spans ? arena_printf(ls->arena, "%s至%s",
                             q->from == DATE_NONE ? "最早"
                                                  : date_text(q->from, from),
                             q->to == DATE_NONE ? "今" : date_text(q->to, to))
              : arena_printf(ls->arena, "截至 %s",
                             date_text(ls->book->day, from));
    /* Only what is of one branch says which. */
    const char *branch = listing_is_of_branch(q->view)
                             ? org_current(ls->book, ls->arena).name
                             : "";
    const char *title = q->ledger->title;
    const char *view = q->view->title;
    bool same = strcmp(title, view) == 0;
    out->of = branch;
    out->title = same ? title : arena_printf(ls->arena, "%s · %s", title, view);
    out->when = narrowed(ls, when);
}

static const char *foot_of(const struct listing *ls)
{
    if (ls->n_voided == 0) {
        return arena_printf(ls->arena, "共 %zu 条", ls->n);
    }
    return arena_printf(ls->arena, "共 %zu 条，其中作废 %zu 条", ls->n,
                        ls->n_voided);
}

bool listing_may_leave(const struct ledger *l,
                       const struct listing_options *opt, struct err *err)
{
    const struct small_register *reg = register_of(l);
    return reg == NULL || !reg->restricted || opt->reveal != NULL ||
           err_set(err, ERR_RULE, "E-REPORT-002",
                   "“%s”是涉密台账，不列表、不打印、不导出，只在屏幕上看；"
                   "确实要列出的，在命令行用 --reveal 加 --reason 写明原因。",
                   l->title);
}

bool listing_make_as(struct table *out, struct book *b, struct arena *a,
                     const struct query *q, const struct listing_options *opt,
                     struct err *err)
{
    struct listing ls = {
        .book = b, .arena = a, .query = q, .opt = opt, .err = err, .ok = true};
    if (!listing_may_leave(q->ledger, opt, err)) {
        return false;
    }
    make_columns(&ls);
    bool ok = query_each(b, a, q, put_row, &ls, err) && ls.ok;
    if (ok) {
        /* The last column only where it says something. */
        ls.n_columns -= ls.n_voided == 0;
        const char *const **rows = arena_array(a, ls.n, sizeof *rows);
        if (ls.n > 0) {
            memcpy(rows, ls.rows, ls.n * sizeof *rows);
        }
        *out = (struct table){.columns = ls.columns,
                              .n_columns = ls.n_columns,
                              .rows = rows,
                              .n_rows = ls.n,
                              .foot = foot_of(&ls)};
        put_heading(&ls, out);
    }
    mem_free(ls.rows);
    return ok;
}

bool listing_make(struct table *out, struct book *b, struct arena *a,
                  const struct query *q, struct err *err)
{
    const struct listing_options plain = {false, NULL};
    return listing_make_as(out, b, a, q, &plain, err);
}
