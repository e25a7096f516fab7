/* Several records as one change.

   Stages: each part is checked by its own rules → rows, those that are new
   getting the ids of the parts above them → one change, one audit label, one
   undo. */
#include "apply_parts.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/store/db.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

static void put_value(struct change_row *row, const struct field *f,
                      const struct value *v)
{
    if (f->kind->secret && v->type == VALUE_TEXT) {
        change_secret(row, f->column, v->s);
        return;
    }
    switch (v->type) {
    case VALUE_NULL:
        change_null(row, f->column);
        break;
    case VALUE_INT:
        change_int(row, f->column, v->i);
        break;
    case VALUE_TEXT:
        change_text(row, f->column, v->s);
        break;
    }
}

static bool is_skipped(int field, const int *skip, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (skip[i] == field) {
            return true;
        }
    }
    return false;
}

void apply_put_values(struct change_row *row, const struct record *r,
                      const struct record *old, const int *skip, size_t n_skip)
{
    for (size_t i = 0; i < r->ledger->n_fields; i++) {
        const struct field *f = &r->ledger->fields[i];
        if ((f->flags & (FIELD_COMPUTED | FIELD_NEW_ONLY)) != 0 ||
            is_skipped((int)i, skip, n_skip)) {
            continue;
        }
        if (old == NULL ? r->values[i].type != VALUE_NULL
                        : !value_same(&r->values[i], &old->values[i])) {
            put_value(row, f, &r->values[i]);
        }
    }
}

void apply_void_row(struct change *c, struct arena *a, const char *table,
                    int64_t id, int64_t ver, int today, const char *reason)
{
    char day[11];
    struct change_row *row = change_update(c, table, id, ver);
    change_text(row, "voided_on", arena_str(a, date_text(today, day)));
    change_text(row, "void_reason", reason);
}

/* A part whose owner is saved in the same change has no owner's number yet. */
static bool check_part(struct book *b, struct arena *a,
                       const struct apply_part *p, struct err *err)
{
    if (p->void_reason != NULL || p->follows || p->r->ledger->save != NULL) {
        return true;
    }
    struct record r = record_copy(p->r, a);
    if (p->under >= 0) {
        record_set_int(&r, r.ledger->parent, 0);
    }
    struct issues is = {.arena = a};
    record_check(&r, b, p->old, &is);
    return issues_refuse(&is, err);
}

/* The row that a part became. */
struct slot {
    struct change_row *row;
};

static bool add_part(struct book *b, struct arena *a, struct change *c,
                     struct slot *rows, const struct apply_part *parts,
                     size_t i, struct err *err)
{
    const struct apply_part *p = &parts[i];
    const struct ledger *l = p->r->ledger;
    if (p->void_reason != NULL) {
        apply_void_row(c, a, l->table, p->r->id, p->r->ver, b->today,
                       p->void_reason);
        return true;
    }
    if (p->old != NULL && p->ref.field < 0 && record_same(p->r, p->old)) {
        return true;
    }
    int skip[2];
    size_t n_skip = 0;
    struct change_row *row =
        p->old == NULL ? change_insert(c, l->table)
                       : change_update(c, l->table, p->r->id, p->old->ver);
    if (p->under >= 0) {
        skip[n_skip++] = l->parent;
        change_ref(row, l->fields[l->parent].column, rows[p->under].row);
    }
    if (p->ref.field >= 0) {
        skip[n_skip++] = p->ref.field;
        change_ref(row, l->fields[p->ref.field].column, rows[p->ref.part].row);
    }
    apply_put_values(row, p->r, p->old, skip, n_skip);
    rows[i].row = row;
    return l->expand == NULL || l->save != NULL ||
           l->expand(b, a, p->r, p->old, c, row, err);
}

/* Its first text again. */
static void touch(struct change *c, const struct apply_part *p)
{
    const struct ledger *l = p->r->ledger;
    size_t f = 0;
    while (f < l->n_fields && p->old->values[f].type != VALUE_TEXT) {
        f++;
    }
    if (f < l->n_fields) {
        struct change_row *row =
            change_update(c, l->table, p->r->id, p->old->ver);
        change_text(row, l->fields[f].column, p->old->values[f].s);
        change_touch(row);
    }
}

static bool save_all(struct book *b, struct arena *a, struct apply_part *parts,
                     size_t n, const char *label, const char *reason,
                     struct err *err)
{
    struct change *c = change_new(a, label);
    struct slot *rows = arena_array(a, n, sizeof *rows);
    if (reason != NULL) {
        change_set_reason(c, reason);
    }
    for (size_t i = 0; i < n; i++) {
        if (!check_part(b, a, &parts[i], err) ||
            !add_part(b, a, c, rows, parts, i, err)) {
            return false;
        }
        if (parts[i].final) {
            change_set_final(c);
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct apply_part *p = &parts[i];
        if (p->touch && p->old != NULL && rows[i].row == NULL &&
            !change_is_empty(c)) {
            touch(c, p);
        }
    }
    if (!change_is_empty(c) && !change_apply(b->db, c, NULL, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (parts[i].old == NULL && rows[i].row != NULL) {
            parts[i].r->id = change_row_id(rows[i].row);
        }
    }
    return true;
}

bool ledger_apply_parts(struct book *b, struct arena *a,
                        struct apply_part *parts, size_t n, const char *label,
                        const char *reason, struct err *err)
{
    if (db_is_read_only(b->db)) {
        return apply_refuse_read_only(b, err);
    }
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(b->db, save_all(b, a, parts, n, label, reason, err), err);
}
