/* The write door: what one save does, from the list of rows to the commit.

   A change is built in an arena (insert and update rows, each with its cells)
   and written by change_apply in stages: resolve references and personal data
   → write the row, guarded by its version → read it back, compare it with what
   was asked → audit entry with the whole row → read both once more.  Any
   trouble takes all of it back.  Undoing is undo.c. */
#include "pbtui/store/change.h"

#include <assert.h>
#include <string.h>

#include "door.h"
#include "image.h"
#include "pii_keep.h"
#include "rowio.h"

enum cell_kind { CELL_VALUE, CELL_REF, CELL_SECRET };

struct cell {
    struct cell *next;
    const char *column;
    enum cell_kind kind;
    struct image_value value;       /* of a secret: the value in plain */
    const struct change_row *other; /* of a reference */
};

struct change_row {
    struct change_row *next;
    struct change *owner;
    const char *table;
    int64_t id; /* of an insert: known when written */
    int64_t ver;
    bool touch;
    bool is_insert;
    struct cell *cells;
    struct cell **last_cell;
};

struct change {
    struct arena *arena;
    const char *label;
    const char *reason;
    const char *op;
    struct change_row *rows;
    struct change_row **last_row;
};

/* ---- building ----------------------------------------------------------- */

struct change *change_new(struct arena *a, const char *label)
{
    struct change *c = arena_alloc(a, sizeof *c);
    c->arena = a;
    c->label = arena_str(a, label);
    c->reason = "";
    c->op = "do";
    c->last_row = &c->rows;
    return c;
}

void change_set_reason(struct change *c, const char *reason)
{
    c->reason = arena_str(c->arena, reason == NULL ? "" : reason);
}

void change_set_final(struct change *c)
{
    c->op = "post";
}

static struct change_row *add_row(struct change *c, const char *table)
{
    struct change_row *r = arena_alloc(c->arena, sizeof *r);
    r->owner = c;
    r->table = table;
    r->last_cell = &r->cells;
    *c->last_row = r;
    c->last_row = &r->next;
    return r;
}

struct change_row *change_insert(struct change *c, const char *table)
{
    struct change_row *r = add_row(c, table);
    r->is_insert = true;
    return r;
}

struct change_row *change_update(struct change *c, const char *table,
                                 int64_t id, int64_t ver)
{
    /* One entry a row and change: a second update joins the first. */
    for (struct change_row *r = c->rows; r != NULL; r = r->next) {
        if (!r->is_insert && r->id == id && strcmp(r->table, table) == 0) {
            return r;
        }
    }
    struct change_row *r = add_row(c, table);
    r->id = id;
    r->ver = ver;
    return r;
}

/* The cell of this column, new or emptied for a new value. */
static struct cell *cell_of(struct change_row *r, const char *column)
{
    assert(strcmp(column, "id") != 0 && strcmp(column, "ver") != 0);
    struct cell *cell = r->cells;
    while (cell != NULL && strcmp(cell->column, column) != 0) {
        cell = cell->next;
    }
    if (cell == NULL) {
        cell = arena_alloc(r->owner->arena, sizeof *cell);
        cell->column = column;
        *r->last_cell = cell;
        r->last_cell = &cell->next;
    }
    cell->kind = CELL_VALUE;
    cell->value = (struct image_value){IMAGE_NULL, 0, "", 0};
    cell->other = NULL;
    return cell;
}

void change_int(struct change_row *r, const char *column, int64_t v)
{
    struct cell *cell = cell_of(r, column);
    cell->value.kind = IMAGE_INT;
    cell->value.i = v;
}

static void set_text(struct change_row *r, struct cell *cell, const char *s)
{
    cell->value.kind = IMAGE_TEXT;
    cell->value.n = strlen(s);
    cell->value.s = arena_str(r->owner->arena, s);
}

void change_text(struct change_row *r, const char *column, const char *s)
{
    struct cell *cell = cell_of(r, column);
    if (s != NULL) {
        set_text(r, cell, s);
    }
}

void change_null(struct change_row *r, const char *column)
{
    cell_of(r, column);
}

void change_ref(struct change_row *r, const char *column,
                const struct change_row *other)
{
    struct cell *cell = cell_of(r, column);
    cell->kind = CELL_REF;
    cell->other = other;
}

void change_secret(struct change_row *r, const char *column, const char *value)
{
    struct cell *cell = cell_of(r, column);
    if (value != NULL && value[0] != '\0') {
        cell->kind = CELL_SECRET;
        set_text(r, cell, value);
    }
}

void change_touch(struct change_row *r)
{
    r->touch = true;
}

bool change_is_empty(const struct change *c)
{
    for (const struct change_row *r = c->rows; r != NULL; r = r->next) {
        if (r->is_insert || r->cells != NULL) {
            return false;
        }
    }
    return true;
}

int64_t change_row_id(const struct change_row *r)
{
    return r->id;
}

/* ---- writing ------------------------------------------------------------ */

static struct chain_entry entry_of(const struct change *c)
{
    return (struct chain_entry){
        .op = c->op, .label = c->label, .reason = c->reason};
}

/* A secret becomes the id of a pii row; the one the column has already stays
   when it holds the same value.  Nothing else of the row is needed from
   `before`, which is empty for an insert. */
static bool resolve_secret(struct chain *chain, const struct change *c,
                           const struct cell *cell, const struct image *before,
                           struct image_value *out, struct err *err)
{
    const struct image_value *old = image_find(before, cell->column);
    bool same = false;
    if (old != NULL && old->kind == IMAGE_INT &&
        !pii_holds(chain->db, old->i, cell->value.s, &same, err)) {
        return false;
    }
    if (same) {
        *out = *old;
        return true;
    }
    struct chain_entry as = entry_of(c);
    *out = (struct image_value){IMAGE_INT, 0, "", 0};
    return pii_put(chain, &as, cell->value.s, &out->i, err);
}

/* The cells with their values as far as they are known before writing. */
static void list_cells(const struct change_row *r, struct image *out)
{
    size_t n = 0;
    for (const struct cell *cell = r->cells; cell; cell = cell->next) {
        n++;
    }
    out->n = n;
    out->cols = arena_array(r->owner->arena, n, sizeof *out->cols);
    struct image_column *col = out->cols;
    for (const struct cell *cell = r->cells; cell; cell = cell->next) {
        col->name = cell->column;
        col->value = cell->value;
        col++;
    }
}

/* References and secrets become ids. */
static bool resolve_cells(struct chain *chain, const struct change_row *r,
                          const struct image *before, struct image *cells,
                          struct err *err)
{
    struct image_column *col = cells->cols;
    for (const struct cell *cell = r->cells; cell; cell = cell->next, col++) {
        if (cell->kind == CELL_REF) {
            assert(cell->other->id != 0); /* written before, in this order */
            col->value.kind = IMAGE_INT;
            col->value.i = cell->other->id;
        } else if (cell->kind == CELL_SECRET &&
                   !resolve_secret(chain, r->owner, cell, before, &col->value,
                                   err)) {
            return false;
        }
    }
    return true;
}

static bool write_insert(struct chain *chain, struct change_row *r,
                         struct err *err)
{
    const struct image none = {NULL, 0};
    const struct chain_entry as = entry_of(r->owner);
    struct image cells;
    list_cells(r, &cells);
    return rowio_names_ok(chain->db, r->table, &cells, err) &&
           resolve_cells(chain, r, &none, &cells, err) &&
           rowio_new_id(chain->db, r->table, &r->id, err) &&
           rowio_insert(chain->db, r->table, r->id, 1, &cells, err) &&
           rowio_seal(chain, &as, r->table, r->id, 1, &cells, err);
}

/* The row to be updated, in the version that the caller has seen. */
static bool read_before(struct db *db, const struct change_row *r,
                        struct image *before, struct err *err)
{
    bool found;
    if (!image_read(before, r->owner->arena, db, r->table, r->id, &found,
                    err)) {
        return false;
    }
    if (!found) {
        return err_set(err, ERR_RULE, "E-SAVE-002",
                       "这条记录已被撤销或删除，本次没有保存。"
                       "请返回列表重新打开。");
    }
    if (image_ver(before) != r->ver) {
        return err_set(err, ERR_RULE, "E-SAVE-001",
                       "这条记录在您打开之后已被别的窗口改过，本次没有保存。"
                       "请重新打开，核对后再改。");
    }
    return true;
}

static bool changes_something(const struct image *before,
                              const struct image *cells)
{
    for (size_t i = 0; i < cells->n; i++) {
        const struct image_value *old = image_find(before, cells->cols[i].name);
        if (old == NULL || !image_value_same(old, &cells->cols[i].value)) {
            return true;
        }
    }
    return false;
}

static bool write_update(struct chain *chain, struct change_row *r,
                         struct err *err)
{
    const struct chain_entry as = entry_of(r->owner);
    struct image before;
    struct image cells;
    list_cells(r, &cells);
    if (!rowio_names_ok(chain->db, r->table, &cells, err) ||
        !read_before(chain->db, r, &before, err) ||
        !resolve_cells(chain, r, &before, &cells, err)) {
        return false;
    }
    if (!r->touch && !changes_something(&before, &cells)) {
        return true;
    }
    return rowio_update(chain->db, r->table, r->id, r->ver, &cells, err) &&
           rowio_seal(chain, &as, r->table, r->id, r->ver + 1, &cells, err);
}

bool change_apply(struct db *db, struct change *c, int64_t *number,
                  struct err *err)
{
    if (number != NULL) {
        *number = 0;
    }
    if (change_is_empty(c)) {
        return true;
    }
    struct chain chain;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    const int64_t seq = chain.seq;
    bool ok = true;
    for (struct change_row *r = c->rows; ok && r != NULL; r = r->next) {
        ok = r->is_insert ? write_insert(&chain, r, err)
                          : write_update(&chain, r, err);
    }
    if (!door_close(&chain, ok, err)) {
        return false;
    }
    if (number != NULL && chain.seq > seq) {
        *number = chain.change;
    }
    return true;
}

bool change_note(struct db *db, const char *op, const char *table,
                 int64_t row_id, const char *label, const char *reason,
                 struct err *err)
{
    /* These are the ops of entries with rows. */
    assert(strstr(CHAIN_ROW_OPS, op) == NULL);
    struct chain chain;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    struct chain_entry entry = {.op = op,
                                .label = label,
                                .reason = reason == NULL ? "" : reason,
                                .table = table,
                                .row_id = row_id};
    return door_close(&chain, chain_append(&chain, &entry, err), err);
}
