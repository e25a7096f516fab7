/* Records: values side by side with their ledger's fields.

   A secret field holds the id of its pii row as read; once typed it holds the
   text until it is saved. */
#include "pbtui/ledger/record.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static struct value *value_at(const struct record *r, int field)
{
    assert(field >= 0 && (size_t)field < r->ledger->n_fields);
    return &r->values[field];
}

static bool has_column(const struct field *f)
{
    return (f->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY)) == 0;
}

static struct record record_empty(const struct ledger *l, struct arena *a)
{
    struct record r = {.ledger = l, .voided_on = "", .void_reason = ""};
    r.values = arena_array(a, l->n_fields, sizeof *r.values);
    return r;
}

struct record record_new(const struct ledger *l, struct book *b,
                         struct arena *a)
{
    struct record r = record_empty(l, a);
    for (size_t i = 0; i < l->n_fields; i++) {
        if (field_is_tick(&l->fields[i])) {
            record_set_int(&r, (int)i, 0);
        }
    }
    if (l->defaults != NULL) {
        l->defaults(b, a, &r);
    }
    return r;
}

static void read_value(struct record *r, struct arena *a, struct stmt *st,
                       int field, int column)
{
    struct value *v = value_at(r, field);
    if (stmt_col_is_null(st, column)) {
        *v = (struct value){VALUE_NULL, 0, NULL};
    } else if (r->ledger->fields[field].kind->stored == VALUE_INT) {
        *v = (struct value){VALUE_INT, stmt_col_int(st, column), NULL};
    } else {
        const char *s = stmt_col_text(st, column);
        *v = (struct value){VALUE_TEXT, 0, arena_str(a, s)};
    }
}

/* Id, version and voiding come before the fields. */
#define FIRST_FIELD 4

static void select_fields(struct sql *sql, const struct ledger *l)
{
    sql_init(sql);
    sql_lit(sql, SQL("select id, ver, voided_on, void_reason"));
    for (size_t i = 0; i < l->n_fields; i++) {
        if (has_column(&l->fields[i])) {
            sql_lit(sql, SQL(", "));
            sql_name(sql, l->fields[i].column);
        }
    }
    sql_lit(sql, SQL(" from "));
    sql_name(sql, l->table);
}

static struct record read_row(const struct ledger *l, struct arena *a,
                              struct stmt *st)
{
    struct record r = record_empty(l, a);
    int column = FIRST_FIELD;
    r.id = stmt_col_int(st, 0);
    r.ver = stmt_col_int(st, 1);
    if (!stmt_col_is_null(st, 2)) {
        r.voided_on = arena_str(a, stmt_col_text(st, 2));
        r.void_reason = arena_str(a, stmt_col_text(st, 3));
    }
    for (size_t i = 0; i < l->n_fields; i++) {
        if (has_column(&l->fields[i])) {
            read_value(&r, a, st, (int)i, column++);
        }
    }
    return r;
}

bool record_read(struct record *out, const struct ledger *l, struct book *b,
                 struct arena *a, int64_t id, struct err *err)
{
    struct record r = record_empty(l, a);
    struct sql sql;
    select_fields(&sql, l);
    sql_lit(&sql, SQL(" where id = :id"));

    struct stmt st;
    stmt_open_built(&st, b->db, &sql);
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        r = read_row(l, a, &st);
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    if (ok && r.id == 0) {
        return err_set(err, ERR_RULE, "E-RECORD-001",
                       "没有第 %lld 号%s，可能编号写错了，请先列表查看。",
                       (long long)id, l->noun);
    }
    *out = r;
    return ok;
}

bool record_read_all(struct record **out, size_t *n, const struct ledger *l,
                     struct book *b, struct arena *a, const char *tail,
                     size_t more, struct err *err)
{
    char day[11];
    struct record *v = NULL;
    size_t cap = 0;
    struct sql sql;
    struct stmt st;
    *n = 0;
    select_fields(&sql, l);
    sql_lit(&sql, SQL(" t "));
    sql_lit(&sql, tail);
    stmt_open_built(&st, b->db, &sql);
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":day", date_text(b->day, day));
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = read_row(l, a, &st);
    }
    bool ok = stmt_done(&st, err);
    sql_clear(&sql);
    *out = arena_array(a, *n + more, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return ok;
}

struct record record_copy(const struct record *r, struct arena *a)
{
    struct record copy = *r;
    size_t n = r->ledger->n_fields;
    copy.values = arena_array(a, n, sizeof *copy.values);
    memcpy(copy.values, r->values, n * sizeof *copy.values);
    return copy;
}

bool record_same(const struct record *a, const struct record *b)
{
    for (size_t i = 0; i < a->ledger->n_fields; i++) {
        if (!value_same(&a->values[i], &b->values[i])) {
            return false;
        }
    }
    return true;
}

bool record_type(struct record *r, struct book *b, struct arena *a, int field,
                 const char *typed, struct err *err)
{
    const struct field *f = &r->ledger->fields[field];
    struct value v;
    if (!field_parse(f, b, a, typed, &v, err)) {
        return false;
    }
    if (v.type == VALUE_NULL && field_is_tick(f)) {
        v = (struct value){VALUE_INT, 0, NULL};
    }
    *value_at(r, field) = v;
    if (r->ledger->typed != NULL) {
        r->ledger->typed(b, a, r, field);
    }
    return true;
}

void record_show(const struct record *r, struct book *b, int field,
                 struct strbuf *out)
{
    field_format(&r->ledger->fields[field], b, value_at(r, field), out);
}

const char *record_text(const struct record *r, int field)
{
    const struct value *v = value_at(r, field);
    return v->type == VALUE_TEXT ? v->s : "";
}

int64_t record_int(const struct record *r, int field)
{
    const struct value *v = value_at(r, field);
    return v->type == VALUE_INT ? v->i : 0;
}

bool record_is_null(const struct record *r, int field)
{
    return value_at(r, field)->type == VALUE_NULL;
}

int record_day(const struct record *r, int field)
{
    int day;
    return date_read(record_text(r, field), &day) ? day : DATE_NONE;
}

void record_set_text(struct record *r, int field, const char *s)
{
    *value_at(r, field) = s == NULL || s[0] == '\0'
                              ? (struct value){VALUE_NULL, 0, NULL}
                              : (struct value){VALUE_TEXT, 0, s};
}

void record_set_int(struct record *r, int field, int64_t v)
{
    *value_at(r, field) = (struct value){VALUE_INT, v, NULL};
}

void record_set_null(struct record *r, int field)
{
    *value_at(r, field) = (struct value){VALUE_NULL, 0, NULL};
}

void record_set_day(struct record *r, struct arena *a, int field, int day)
{
    char text[11];
    record_set_text(
        r, field, day == DATE_NONE ? NULL : arena_str(a, date_text(day, text)));
}

static void check_required(const struct record *r, bool is_new,
                           struct issues *is)
{
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct field *f = &r->ledger->fields[i];
        if ((f->flags & FIELD_REQUIRED) == 0 ||
            ((f->flags & FIELD_NEW_ONLY) != 0 && !is_new)) {
            continue;
        }
        if (record_is_null(r, (int)i)) {
            issue_add(is, f->column, true, "E-RECORD-002",
                      "%s不能空着，请填写。", f->label);
        }
    }
}

void record_check(const struct record *r, struct book *b,
                  const struct record *old, struct issues *is)
{
    check_required(r, old == NULL, is);
    if (r->ledger->check != NULL) {
        r->ledger->check(b, r, old, is);
    }
}

/* NULL: none does. */
static const struct issue *first_block(const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            return &is->list[i];
        }
    }
    return NULL;
}

bool issues_block(const struct issues *is)
{
    return first_block(is) != NULL;
}

bool issues_refuse(const struct issues *is, struct err *err)
{
    const struct issue *it = first_block(is);
    return it == NULL || err_set(err, ERR_RULE, it->code, "%s", it->text);
}
