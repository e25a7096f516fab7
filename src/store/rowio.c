/* Insert, update and delete by table and column names that come from code
   (descriptors, earlier images), never from what is typed.  Names are checked
   against the schema all the same: a misspelt one is told as such, and nothing
   but an existing column can get into the text of a statement.

   A change keeps for each table the statement that reads a row and the one
   that wrote the last row, and for each list of columns it has met a form:
   the names as checked, the texts of the statements, where in a row they stand.
   Values are never kept: every row is read from the file before its entry and
   once more after it. */
#include "rowio.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "rowio_form.h"
#include "searching.h"
#include "shape.h"

struct rowio_table {
    struct rowio_table *next;
    struct rowio *io;
    struct db *db;
    const struct shape *shape;
    int64_t last_id; /* 0: not asked yet */
    struct rowio_form *forms;
    struct rowio_form *form; /* of the row that is written now */
    bool reads;
    struct stmt read;
    struct image row; /* lent by `read` */
    const struct image_value *ver;
    const struct sql *writes; /* what `write` is; NULL: nothing */
    struct stmt write;
};

/* ---- from the first row to the last ------------------------------------- */

void rowio_begin(struct rowio *io, struct chain *chain)
{
    memset(io, 0, sizeof *io);
    io->chain = chain;
    sb_init(&io->first);
    sb_init(&io->again);
}

static void end_table(struct rowio_table *t)
{
    for (struct rowio_form *f = t->forms; f != NULL; f = f->next) {
        rowio_form_clear(f);
    }
    /* What went wrong with one of them was told when it did. */
    if (t->reads) {
        stmt_done(&t->read, NULL);
    }
    if (t->writes != NULL) {
        stmt_done(&t->write, NULL);
    }
}

void rowio_end(struct rowio *io)
{
    for (struct rowio_table *t = io->tables; t != NULL; t = t->next) {
        end_table(t);
    }
    sb_clear(&io->first);
    sb_clear(&io->again);
    arena_clear(&io->arena);
}

struct rowio_table *rowio_table(struct rowio *io, const char *name,
                                struct err *err)
{
    for (struct rowio_table *t = io->tables; t != NULL; t = t->next) {
        if (strcmp(t->shape->table, name) == 0) {
            return t;
        }
    }
    const struct shape *shape = shape_of(io->chain->db, name, err);
    if (shape == NULL) {
        return NULL;
    }
    struct rowio_table *t = arena_alloc(&io->arena, sizeof *t);
    t->io = io;
    t->db = io->chain->db;
    t->shape = shape;
    t->next = io->tables;
    io->tables = t;
    return t;
}

/* ---- reading ------------------------------------------------------------ */

static void open_read(struct rowio_table *t)
{
    if (t->reads) {
        return;
    }
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select * from "));
    sql_name(&sql, t->shape->table);
    sql_lit(&sql, SQL(" where id = :id"));
    stmt_open_built(&t->read, t->db, &sql);
    sql_clear(&sql);
    t->reads = true;
    /* A kept one that was compiled under another schema learns its columns
       only when it is stepped. */
    stmt_null(&t->read, ":id");
    stmt_row(&t->read);
    image_shape(&t->row, &t->io->arena, &t->read);
    t->ver = image_find(&t->row, "ver");
}

/* A row that is still lent would make every writing of its table slower. */
static bool end_read(struct rowio_table *t, struct err *err)
{
    return !t->reads || stmt_again(&t->read, err);
}

bool rowio_read(struct rowio_table *t, int64_t id, const struct image **row,
                struct err *err)
{
    open_read(t);
    *row = NULL;
    if (!stmt_again(&t->read, err)) {
        return false;
    }
    stmt_int(&t->read, ":id", id);
    if (!stmt_row(&t->read)) {
        return stmt_again(&t->read, err);
    }
    image_lend(&t->row, &t->read);
    *row = &t->row;
    return true;
}

bool rowio_new_id(struct rowio_table *t, int64_t *id, struct err *err)
{
    if (t->last_id == 0) {
        struct sql sql;
        sql_init(&sql);
        sql_lit(&sql, SQL("select max(coalesce((select max(id) from "));
        sql_name(&sql, t->shape->table);
        sql_lit(&sql, SQL("), 0), coalesce((select max(row_id) from audit "
                          "where tbl = :tbl), 0))"));
        struct stmt st;
        stmt_open_built(&st, t->db, &sql);
        sql_clear(&sql);
        stmt_text(&st, ":tbl", t->shape->table);
        if (stmt_row(&st)) {
            t->last_id = stmt_col_int(&st, 0);
        }
        if (!stmt_done(&st, err)) {
            return false;
        }
    }
    *id = ++t->last_id;
    return true;
}

/* ---- names -------------------------------------------------------------- */

static bool has_columns(const struct rowio_table *t, const struct image *cells,
                        struct err *err)
{
    const char *column = "ver";
    bool has = shape_is_tracked(t->shape->table) && shape_has(t->shape, column);
    for (size_t i = 0; has && i < cells->n; i++) {
        column = cells->cols[i].name;
        has = shape_has(t->shape, column);
    }
    return has || err_set(err, ERR_USAGE, "E-SAVE-003",
                          "账本里没有 %s.%s 这一栏，本次没有保存。"
                          "请升级程序后再试。",
                          t->shape->table, column);
}

bool rowio_names_ok(struct rowio_table *t, const struct image *cells,
                    struct err *err)
{
    if (t->form != NULL && rowio_form_fits(t->form, cells)) {
        return true;
    }
    struct rowio_form *f = t->forms;
    while (f != NULL && !rowio_form_fits(f, cells)) {
        f = f->next;
    }
    if (f == NULL && !has_columns(t, cells, err)) {
        return false;
    }
    if (f == NULL) {
        open_read(t);
        f = rowio_form_new(&t->io->arena, cells, &t->row);
        f->next = t->forms;
        t->forms = f;
    }
    t->form = f;
    return true;
}

/* ---- writing ------------------------------------------------------------ */

static void open_write(struct rowio_table *t, struct rowio_form *f,
                       enum writing how)
{
    const struct sql *sql = rowio_form_sql(f, t->shape->table, how);
    if (t->writes == sql) {
        return;
    }
    if (t->writes != NULL) {
        stmt_done(&t->write, NULL);
    }
    stmt_open_built(&t->write, t->db, sql);
    t->writes = sql;
}

static void bind_cell(struct stmt *st, const char *param,
                      const struct image_value *v)
{
    assert(v != NULL); /* a form takes its own cells only */
    switch (v->kind) {
    case IMAGE_NULL:
        stmt_null(st, param);
        break;
    case IMAGE_INT:
        stmt_int(st, param, v->i);
        break;
    case IMAGE_TEXT:
        stmt_lent_text(st, param, v->s, v->n);
        break;
    case IMAGE_OTHER:
        stmt_lent_blob(st, param, v->s, v->n);
        break;
    }
}

static void bind_key(struct stmt *st, int64_t id, int64_t ver)
{
    stmt_int(st, ":id", id);
    stmt_int(st, ":ver", ver);
}

/* A row that was read is not looked at any more.  What is bound comes in the
   order of the text, which is the quick one. */
static bool write_row(struct rowio_table *t, enum writing how, int64_t id,
                      int64_t ver, const struct image *cells, struct err *err)
{
    const struct rowio_form *f = t->form;
    struct stmt *st = &t->write;
    if (!end_read(t, err)) {
        return false;
    }
    open_write(t, t->form, how);
    if (how == WRITE_INSERT) {
        bind_key(st, id, ver);
    }
    for (size_t i = 0; i < f->n; i++) {
        if (f->params[i] != NULL) {
            bind_cell(st, f->params[i], &cells->cols[i].value);
        }
    }
    if (how != WRITE_INSERT) {
        bind_key(st, id, ver);
    }
    stmt_row(st);
    return stmt_again(st, err);
}

bool rowio_insert(struct rowio_table *t, int64_t id, int64_t ver,
                  const struct image *cells, struct err *err)
{
    return write_row(t, WRITE_INSERT, id, ver, cells, err);
}

bool rowio_update(struct rowio_table *t, int64_t id, int64_t ver,
                  const struct image *before, const struct image *cells,
                  struct err *err)
{
    return search_forget(t->db, t->shape, id, before, cells, err) &&
           write_row(t, WRITE_UPDATE, id, ver, cells, err);
}

bool rowio_delete(struct rowio_table *t, int64_t id, int64_t ver,
                  const struct image *before, struct err *err)
{
    const struct image none = {NULL, 0};
    return search_forget(t->db, t->shape, id, before, NULL, err) &&
           rowio_names_ok(t, &none, err) &&
           write_row(t, WRITE_DELETE, id, ver, &none, err);
}

/* ---- sealing ------------------------------------------------------------ */

/* The row as it stands holds every cell, in the version it should have. */
static bool holds(const struct rowio_table *t, int64_t ver,
                  const struct image *cells)
{
    const struct rowio_form *f = t->form;
    if (image_ver(&t->row) != ver) {
        return false;
    }
    for (size_t i = 0; i < f->n; i++) {
        if (f->params[i] != NULL &&
            (f->now[i] == NULL ||
             !image_value_same(f->now[i], &cells->cols[i].value))) {
            return false;
        }
    }
    return true;
}

static bool has_only_storable(const struct image *row)
{
    for (size_t i = 0; i < row->n; i++) {
        if (row->cols[i].value.kind == IMAGE_OTHER) {
            return false;
        }
    }
    return true;
}

/* The row in canonical JSON; nothing when it is gone. */
static bool encode_row(struct rowio_table *t, int64_t id, struct strbuf *out,
                       const struct image **row, struct err *err)
{
    sb_reset(out);
    if (!rowio_read(t, id, row, err)) {
        return false;
    }
    if (*row != NULL) {
        image_encode(out, *row);
    }
    return true;
}

bool rowio_seal(struct rowio_table *t, const struct chain_entry *as, int64_t id,
                int64_t ver, const struct image *cells, struct err *err)
{
    struct strbuf *first = &t->io->first;
    struct strbuf *again = &t->io->again;
    const struct image *row;
    if (!encode_row(t, id, first, &row, err)) {
        return false;
    }
    if (row != NULL && !has_only_storable(row)) {
        return err_set(err, ERR_USAGE, "E-SAVE-005",
                       "%s 里有流水记不下的内容（既不是文字也不是整数），"
                       "本次没有保存。请升级程序后再试。",
                       t->shape->table);
    }
    bool as_asked =
        cells == NULL ? row == NULL : row != NULL && holds(t, ver, cells);
    struct chain_entry entry = *as;
    entry.table = t->shape->table;
    entry.row_id = id;
    entry.after = cells == NULL ? NULL : first->s;
    if (as_asked && (!chain_append(t->io->chain, &entry, err) ||
                     !encode_row(t, id, again, &row, err))) {
        return false;
    }
    if (!as_asked || first->len != again->len ||
        memcmp(first->s, again->s, first->len) != 0) {
        return err_set(err, ERR_IO, "E-SAVE-004",
                       "写进 %s 的内容读回来不一样，本次没有保存。"
                       "请先备份账本文件，再运行检查。",
                       t->shape->table);
    }
    return (cells == NULL || search_learn(t->db, t->shape, id, row, err)) &&
           end_read(t, err);
}
