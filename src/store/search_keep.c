/* The index while rows are written, in the transaction of the row.

   FTS5 without content takes a document out only when it is told the very
   words that were put in.  So before a row is written they are made from what
   is in the row still, and after it from what is in it then.  A row whose
   searched texts stay as they are is left alone. */
#include "searching.h"

#include "chain.h"
#include "internal.h"

/* ---- a row's words ------------------------------------------------------ */

void search_pairs_of(struct strbuf *out, const struct shape *shape,
                     const struct image *row)
{
    for (size_t i = 0; i < shape->n_searched; i++) {
        const struct image_value *v = image_find(row, shape->searched[i]);
        if (v != NULL && v->kind == IMAGE_TEXT) {
            search_pairs(out, v->s, v->n);
        }
    }
}

static bool leaves_texts(const struct shape *shape, const struct image *row,
                         const struct image *cells)
{
    for (size_t i = 0; i < shape->n_searched; i++) {
        const struct image_value *to = image_find(cells, shape->searched[i]);
        const struct image_value *is = image_find(row, shape->searched[i]);
        if (to != NULL && (is == NULL || !image_value_same(to, is))) {
            return false;
        }
    }
    return true;
}

/* ---- out ---------------------------------------------------------------- */

/* *doc is 0 when the row is not indexed; no document has that number. */
static bool find_doc(struct db *db, const char *table, int64_t row_id,
                     int64_t *doc, struct err *err)
{
    *doc = 0;
    struct stmt st;
    stmt_open(&st, db,
              SQL("select id from search_doc "
                  "where tbl = :tbl and row_id = :row"));
    stmt_text(&st, ":tbl", table);
    stmt_int(&st, ":row", row_id);
    if (stmt_row(&st)) {
        *doc = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static bool take_out(struct db *db, int64_t doc, const char *pairs,
                     struct err *err)
{
    struct stmt st;
    if (*pairs != '\0') {
        stmt_open(&st, db,
                  SQL("insert into search_pair (search_pair, rowid, pairs) "
                      "values ('delete', :doc, :pairs)"));
        stmt_int(&st, ":doc", doc);
        stmt_text(&st, ":pairs", pairs);
        if (!stmt_run(&st, err)) {
            return false;
        }
    }
    stmt_open(&st, db, SQL("delete from search_doc where id = :doc"));
    stmt_int(&st, ":doc", doc);
    return stmt_run(&st, err);
}

bool search_forget(struct db *db, const struct shape *shape, int64_t row_id,
                   const struct image *row, const struct image *cells,
                   struct err *err)
{
    if (shape->n_searched == 0 ||
        (cells != NULL && leaves_texts(shape, row, cells))) {
        return true;
    }
    int64_t doc;
    if (!find_doc(db, shape->table, row_id, &doc, err)) {
        return false;
    }
    if (doc == 0) {
        return true; /* a row that nobody saved */
    }
    struct strbuf pairs;
    sb_init(&pairs);
    if (row != NULL) {
        search_pairs_of(&pairs, shape, row);
    }
    bool ok = take_out(db, doc, pairs.s, err);
    sb_clear(&pairs);
    return ok;
}

/* ---- in ----------------------------------------------------------------- */

/* The number of the first entry; a row that nobody saved (a stranger's) gets
   one below all of these. */
bool search_enter(struct db *db, const char *table, int64_t row_id,
                  int64_t *doc, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into search_doc (id, tbl, row_id) values (coalesce("
                  "(select min(seq) from audit where tbl = :tbl and "
                  "row_id = :row and op in " CHAIN_ROW_OPS "), "
                  "(select min(0, min(id)) from search_doc) - 1, -1), "
                  ":tbl, :row)"));
    stmt_text(&st, ":tbl", table);
    stmt_int(&st, ":row", row_id);
    if (!stmt_run(&st, err)) {
        return false;
    }
    *doc = stmt_last_id(db);
    return true;
}

bool search_put(struct db *db, int64_t doc, const char *pairs, struct err *err)
{
    if (*pairs == '\0') {
        return true;
    }
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into search_pair (rowid, pairs) "
                  "values (:doc, :pairs)"));
    stmt_int(&st, ":doc", doc);
    stmt_text(&st, ":pairs", pairs);
    return stmt_run(&st, err);
}

bool search_learn(struct db *db, const struct shape *shape, int64_t row_id,
                  const struct image *row, struct err *err)
{
    if (shape->n_searched == 0) {
        return true;
    }
    int64_t doc;
    if (!find_doc(db, shape->table, row_id, &doc, err)) {
        return false;
    }
    if (doc != 0) {
        return true; /* search_forget has left it in */
    }
    struct strbuf pairs;
    sb_init(&pairs);
    search_pairs_of(&pairs, shape, row);
    bool ok = search_enter(db, shape->table, row_id, &doc, err) &&
              search_put(db, doc, pairs.s, err);
    sb_clear(&pairs);
    return ok;
}
