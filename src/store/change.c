/* The write door: what one save does, from the list of rows to the commit.

   A change is built by change_build.c and written by change_apply in stages:
   resolve references and personal data → write the row, guarded by its version
   → read it back, compare it with what was asked → audit entry with the whole
   row → read both once more.  Any trouble takes all of it back.  Several that
   are one change are join.c, undoing is undo.c. */
#include "pbtui/store/change.h"

#include <assert.h>
#include <string.h>

#include "change_rows.h"
#include "door.h"
#include "internal.h"
#include "join.h"
#include "pii_keep.h"
#include "rowio.h"

/* Of a joined one the label and the reason are those of the whole. */
static struct chain_entry entry_of(const struct chain *chain,
                                   const struct change *c)
{
    const struct change_join *join = chain->db->join;
    return (struct chain_entry){.op = c->op,
                                .label = join ? join->label : c->label,
                                .reason = join ? join->reason : c->reason};
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
    struct chain_entry as = entry_of(chain, c);
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
static bool resolve_cells(struct rowio *io, const struct change_row *r,
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
                   !resolve_secret(io->chain, r->owner, cell, before,
                                   &col->value, err)) {
            return false;
        }
    }
    return true;
}

static bool write_insert(struct rowio *io, struct change_row *r,
                         struct err *err)
{
    const struct image none = {NULL, 0};
    const struct chain_entry as = entry_of(io->chain, r->owner);
    struct image cells;
    list_cells(r, &cells);
    struct rowio_table *t = rowio_table(io, r->table, err);
    return t != NULL && rowio_names_ok(t, &cells, err) &&
           resolve_cells(io, r, &none, &cells, err) &&
           rowio_new_id(t, &r->id, err) &&
           rowio_insert(t, r->id, 1, &cells, err) &&
           rowio_seal(t, &as, r->id, 1, &cells, err);
}

/* The row to be updated, in the version that the caller has seen. */
static bool read_before(struct rowio_table *t, const struct change_row *r,
                        const struct image **before, struct err *err)
{
    if (!rowio_read(t, r->id, before, err)) {
        return false;
    }
    if (*before == NULL) {
        return err_set(err, ERR_RULE, "E-SAVE-002",
                       "这条记录已被撤销或删除，本次没有保存。"
                       "请返回列表重新打开。");
    }
    if (image_ver(*before) != r->ver) {
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

static bool write_update(struct rowio *io, struct change_row *r,
                         struct err *err)
{
    const struct chain_entry as = entry_of(io->chain, r->owner);
    const struct image *before;
    struct image cells;
    list_cells(r, &cells);
    struct rowio_table *t = rowio_table(io, r->table, err);
    if (t == NULL || !rowio_names_ok(t, &cells, err) ||
        !read_before(t, r, &before, err) ||
        !resolve_cells(io, r, before, &cells, err)) {
        return false;
    }
    if (!r->touch && !changes_something(before, &cells)) {
        return true;
    }
    return rowio_update(t, r->id, r->ver, before, &cells, err) &&
           rowio_seal(t, &as, r->id, r->ver + 1, &cells, err);
}

static bool write_rows(struct rowio *io, const struct change *c,
                       struct err *err)
{
    bool ok = true;
    for (struct change_row *r = c->rows; ok && r != NULL; r = r->next) {
        ok = r->is_insert ? write_insert(io, r, err) : write_update(io, r, err);
    }
    return ok;
}

static bool write_alone(struct chain *chain, const struct change *c,
                        struct err *err)
{
    struct rowio io;
    rowio_begin(&io, chain);
    bool ok = write_rows(&io, c, err);
    rowio_end(&io);
    return ok;
}

/* As a part of what is being joined; all of it is lost with one that fails. */
static bool write_joined(struct change_join *join, const struct change *c,
                         int64_t *number, struct err *err)
{
    const int64_t seq = join->chain.seq;
    if (join->failed) {
        return err_set(err, ERR_IO, "E-SAVE-007",
                       "前面有一条没有写成，这一条也没有保存。账本完好。");
    }
    if (!write_rows(&join->io, c, err)) {
        join->failed = true;
        return false;
    }
    if (number != NULL && join->chain.seq > seq) {
        *number = join->chain.change;
    }
    return true;
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
    if (db->join != NULL) {
        return write_joined(db->join, c, number, err);
    }
    struct chain chain;
    if (!door_open(&chain, db, err)) {
        return false;
    }
    const int64_t seq = chain.seq;
    if (!door_close(&chain, write_alone(&chain, c, err), err)) {
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
