/* Lists as SQL: one statement a page, put together from the literals of the
   descriptors in the stages select → where → key → order → limit, then bound
   and read in the same order.

   Pages go by key: (sort value, id) behind the last row seen, so that a page
   in the middle of 20,000 rows costs what the first one costs.  The ledger's
   own order is an index; the outer table comes first (cross join in the
   views), so a page of it reads no more rows than it shows. */
#include "pbtui/ledger/query.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/pii.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

#define MAX_WORDS    8
#define MAX_PII_HITS 8
#define PII_MIN_DIGITS 7

/* Parameter names by number; literals, so that they can be bound by name. */
static const char *const word_params[MAX_WORDS] = {":w0", ":w1", ":w2", ":w3",
                                                   ":w4", ":w5", ":w6", ":w7"};
static const char *const like_params[MAX_WORDS] = {":l0", ":l1", ":l2", ":l3",
                                                   ":l4", ":l5", ":l6", ":l7"};
static const char *const pii_params[MAX_PII_HITS] = {
    ":p0", ":p1", ":p2", ":p3", ":p4", ":p5", ":p6", ":p7"};

/* A query under way: its SQL, and the values its parameters will take. */
struct plan {
    struct sql sql;
    const char *words[MAX_WORDS];
    size_t n_words;
    int64_t pii_ids[MAX_PII_HITS];
    size_t n_pii;
    bool key_is_int;
};

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

/* ---- what a field is in SQL ------------------------------------------- */

static void add_field(struct sql *sql, const struct field *f)
{
    if ((f->flags & FIELD_COMPUTED) != 0) {
        sql_lit(sql, SQL("("));
        sql_lit(sql, f->sql);
        sql_lit(sql, SQL(")"));
    } else {
        sql_lit(sql, SQL("t."));
        sql_name(sql, f->column);
    }
}

static bool sorts_as_int(const struct field *f)
{
    return f->sort == NULL && f->kind->stored == VALUE_INT;
}

/* The sort value is never null: row values do not compare through null. */
static void add_key(struct plan *p, const struct query *q)
{
    struct sql *sql = &p->sql;
    if (q->sort < 0) {
        sql_lit(sql, q->ledger->order);
        p->key_is_int = q->ledger->order_is_int;
        return;
    }
    const struct field *f = &q->ledger->fields[q->sort];
    p->key_is_int = sorts_as_int(f);
    sql_lit(sql, SQL("coalesce("));
    if (f->sort != NULL) {
        sql_lit(sql, f->sort);
    } else {
        add_field(sql, f);
    }
    sql_lit(sql, p->key_is_int ? SQL(", -1)") : SQL(", '')"));
}

/* ---- where ------------------------------------------------------------ */

static void split_words(struct plan *p, struct arena *a, const char *find)
{
    struct strbuf folded;
    sb_init(&folded);
    text_fold(&folded, find);
    const char *s = arena_str(a, folded.s);
    sb_clear(&folded);
    while (*s != '\0' && p->n_words < MAX_WORDS) {
        s += strspn(s, " ");
        size_t n = strcspn(s, " ");
        if (n > 0) {
            p->words[p->n_words++] = arena_strn(a, s, n);
        }
        s += n;
    }
}

/* A whole ID number or phone finds its person without being shown. */
static void find_secrets(struct plan *p, struct book *b,
                         const struct query *q, const char *word)
{
    if (strspn(word, "0123456789") < PII_MIN_DIGITS) {
        return;
    }
    for (size_t i = 0; i < q->ledger->n_fields; i++) {
        const struct field *f = &q->ledger->fields[i];
        if (f->kind->secret && p->n_pii < MAX_PII_HITS) {
            p->n_pii += pii_find(b->db, q->ledger->table, f->column, word,
                                 p->pii_ids + p->n_pii,
                                 MAX_PII_HITS - p->n_pii);
        }
    }
}

static void add_word(struct plan *p, const struct query *q, size_t word)
{
    struct sql *sql = &p->sql;
    sql_lit(sql, SQL(" and (0"));
    for (size_t i = 0; i < q->ledger->n_fields; i++) {
        const struct field *f = &q->ledger->fields[i];
        if ((f->flags & FIELD_SEARCHED) == 0) {
            continue;
        }
        if ((f->flags & FIELD_NAME) != 0) {
            sql_lit(sql, SQL(" or py_match("));
            add_field(sql, f);
            sql_lit(sql, SQL(", "));
            sql_lit(sql, word_params[word]);
            sql_lit(sql, SQL(")"));
        } else {
            sql_lit(sql, SQL(" or "));
            add_field(sql, f);
            sql_lit(sql, SQL(" like "));
            sql_lit(sql, like_params[word]);
            sql_lit(sql, SQL(" escape '\\'"));
        }
    }
    for (size_t i = 0; i < p->n_pii; i++) {
        sql_lit(sql, SQL(" or t.id = "));
        sql_lit(sql, pii_params[i]);
    }
    sql_lit(sql, SQL(")"));
}

static void add_from_where(struct plan *p, const struct query *q)
{
    struct sql *sql = &p->sql;
    const struct ledger *l = q->ledger;
    sql_lit(sql, SQL(" from "));
    sql_lit(sql, l->from);
    if (q->view->join != NULL) {
        sql_lit(sql, SQL(" "));
        sql_lit(sql, q->view->join);
    }
    sql_lit(sql, SQL(" where ("));
    sql_lit(sql, q->view->where);
    sql_lit(sql, SQL(")"));
    if (q->parent > 0 && l->parent >= 0) {
        sql_lit(sql, SQL(" and "));
        add_field(sql, &l->fields[l->parent]);
        sql_lit(sql, SQL(" = :parent"));
    }
    if (q->facet >= 0) {
        sql_lit(sql, SQL(" and cast(coalesce("));
        add_field(sql, &l->fields[q->facet]);
        sql_lit(sql, SQL(", '') as text) = :facet"));
    }
    if (l->day_column != NULL && q->from != DATE_NONE) {
        sql_lit(sql, SQL(" and t."));
        sql_name(sql, l->day_column);
        sql_lit(sql, SQL(" >= :from"));
    }
    if (l->day_column != NULL && q->to != DATE_NONE) {
        sql_lit(sql, SQL(" and t."));
        sql_name(sql, l->day_column);
        sql_lit(sql, SQL(" <= :to"));
    }
    for (size_t i = 0; i < p->n_words; i++) {
        add_word(p, q, i);
    }
}

static bool goes_down(const struct query *q)
{
    bool down = q->sort < 0 ? q->ledger->order_descending != q->descending
                            : q->descending;
    return down != q->backward;
}

static void add_page(struct plan *p, const struct query *q)
{
    struct sql *sql = &p->sql;
    bool down = goes_down(q);
    if (q->key != NULL || q->only_id > 0) {
        sql_lit(sql, SQL(" and ("));
        add_key(p, q);
        sql_lit(sql, SQL(", t.id)"));
        sql_lit(sql, down ? SQL(" <") : SQL(" >"));
        sql_lit(sql, q->only_id > 0 ? SQL("= (") : SQL(" ("));
        if (q->only_id > 0) {
            sql_lit(sql, SQL("(select "));
            add_key(p, q);
            add_from_where(p, q);
            sql_lit(sql, SQL(" and t.id = :only), :only)"));
        } else {
            sql_lit(sql, SQL(":key, :id)"));
        }
    }
    sql_lit(sql, SQL(" order by "));
    add_key(p, q);
    sql_lit(sql, down ? SQL(" desc, t.id desc") : SQL(", t.id"));
    sql_lit(sql, SQL(" limit :limit"));
}

/* ---- binding ---------------------------------------------------------- */

static void bind_like(struct stmt *st, const char *param, const char *word)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addc(&sb, '%');
    for (const char *s = word; *s != '\0'; s++) {
        if (*s == '%' || *s == '_' || *s == '\\') {
            sb_addc(&sb, '\\');
        }
        sb_addc(&sb, *s);
    }
    sb_addc(&sb, '%');
    stmt_textn(st, param, sb.s, sb.len);
    sb_clear(&sb);
}

/* Only parameters that stand in the text: views differ in what they use. */
static bool uses(const struct plan *p, const char *param)
{
    return strstr(p->sql.text.s, param) != NULL;
}

static void bind_common(struct stmt *st, const struct plan *p, struct book *b,
                        const struct query *q)
{
    char day[11];
    if (uses(p, ":day")) {
        stmt_text(st, ":day", date_text(b->day, day));
    }
    if (uses(p, ":branch")) {
        stmt_int(st, ":branch", b->branch);
    }
    if (uses(p, ":parent")) {
        stmt_int(st, ":parent", q->parent);
    }
    if (uses(p, ":facet")) {
        stmt_text(st, ":facet", q->facet_value);
    }
    if (uses(p, ":from")) {
        stmt_text(st, ":from", date_text(q->from, day));
    }
    if (uses(p, ":to")) {
        stmt_text(st, ":to", date_text(q->to, day));
    }
    for (size_t i = 0; i < p->n_words; i++) {
        if (uses(p, word_params[i])) {
            stmt_text(st, word_params[i], p->words[i]);
        }
        if (uses(p, like_params[i])) {
            bind_like(st, like_params[i], p->words[i]);
        }
    }
    for (size_t i = 0; i < p->n_pii; i++) {
        stmt_int(st, pii_params[i], p->pii_ids[i]);
    }
}

/* A key is "<id> I<number>" or "<id> T<text>". */
static void bind_key(struct stmt *st, const char *key)
{
    char *rest;
    stmt_int(st, ":id", strtoll(key, &rest, 10));
    assert(rest[0] == ' ' && rest[1] != '\0');
    if (rest[1] == 'I') {
        stmt_int(st, ":key", strtoll(rest + 2, NULL, 10));
    } else {
        stmt_text(st, ":key", rest + 2);
    }
}

static void plan_begin(struct plan *p, struct book *b, struct arena *a,
                       const struct query *q)
{
    memset(p, 0, sizeof *p);
    sql_init(&p->sql);
    split_words(p, a, q->find);
    for (size_t i = 0; i < p->n_words; i++) {
        find_secrets(p, b, q, p->words[i]);
    }
}

/* ---- reading ---------------------------------------------------------- */

static const char *shown(struct book *b, struct arena *a,
                         const struct field *f, struct stmt *st, int column,
                         struct strbuf *scratch)
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
    return arena_strn(a, scratch->s, scratch->len);
}

static void read_row(struct query_row *row, struct plan *p, struct book *b,
                     struct arena *a, const struct query *q, struct stmt *st,
                     struct strbuf *scratch)
{
    row->id = stmt_col_int(st, 0);
    row->key =
        p->key_is_int
            ? arena_printf(a, "%" PRId64 " I%" PRId64, row->id,
                           stmt_col_int(st, 1))
            : arena_printf(a, "%" PRId64 " T%s", row->id,
                           stmt_col_text(st, 1));
    row->voided = !stmt_col_is_null(st, 2);
    row->cells = arena_array(a, q->view->n_columns, sizeof *row->cells);
    for (size_t i = 0; i < q->view->n_columns; i++) {
        const struct field *f =
            &q->ledger->fields[q->view->columns[i].field];
        row->cells[i] = shown(b, a, f, st, (int)i + 3, scratch);
    }
}

bool query_page(struct book *b, struct arena *a, const struct query *q,
                struct query_row *rows, size_t *n, struct err *err)
{
    struct plan p;
    plan_begin(&p, b, a, q);
    sql_lit(&p.sql, SQL("select t.id, "));
    add_key(&p, q);
    sql_lit(&p.sql, SQL(", t.voided_on"));
    for (size_t i = 0; i < q->view->n_columns; i++) {
        sql_lit(&p.sql, SQL(", "));
        add_field(&p.sql, &q->ledger->fields[q->view->columns[i].field]);
    }
    add_from_where(&p, q);
    add_page(&p, q);

    struct stmt st;
    stmt_open_built(&st, b->db, &p.sql);
    bind_common(&st, &p, b, q);
    if (q->only_id > 0) {
        stmt_int(&st, ":only", q->only_id);
    } else if (q->key != NULL) {
        bind_key(&st, q->key);
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
    add_from_where(&p, q);
    struct stmt st;
    stmt_open_built(&st, b->db, &p.sql);
    bind_common(&st, &p, b, q);
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
    add_field(&p.sql, f);
    sql_lit(&p.sql, SQL(", count(*)"));
    add_from_where(&p, &whole);
    sql_lit(&p.sql, SQL(" group by 1 order by 2 desc, 1 limit :limit"));
    struct stmt st;
    stmt_open_built(&st, b->db, &p.sql);
    bind_common(&st, &p, b, &whole);
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
