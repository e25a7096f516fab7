/* The index made anew, and when that is due.

   meta.search_fields says of what the index was made: the number of the form
   (how a text is cut) and the columns.  When it is another, because a step of
   the schema added a column, a program cuts otherwise, or a check found the
   index wrong and took the row away, everything is made anew: all rows get
   their numbers, then the texts go in by rising number, which is the order
   FTS5 takes without a flush. */
#include "searching.h"

#include "internal.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/search.h"

/* To be raised whenever search_pairs gives other tokens. */
#define FORM "1 "

#define STEP_EVERY 128

#define FIELDS_NOW                                                             \
    "'" FORM "' || coalesce((select group_concat(field, ' ') from "            \
    "(select tbl || '.' || col as field from search_field "                    \
    "order by tbl, col)), '')"

/* ---- due? --------------------------------------------------------------- */

bool search_is_there(struct db *db, bool *there, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select count(*) = 3 from sqlite_schema where "
                  "type = 'table' and "
                  "name in ('search_field', 'search_doc', 'search_pair')"));
    *there = stmt_row(&st) && stmt_col_int(&st, 0) != 0;
    return stmt_done(&st, err);
}

bool search_is_current(struct db *db, bool *current, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select 1 from meta where key = 'search_fields' "
                  "and value = " FIELDS_NOW));
    *current = stmt_row(&st);
    return stmt_done(&st, err);
}

bool search_usable(struct db *db)
{
    bool there;
    bool current = false;
    return search_is_there(db, &there, NULL) && there &&
           search_is_current(db, &current, NULL) && current;
}

bool search_say_current(struct db *db, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, db,
        SQL("insert into meta (key, value) values ('search_fields', " FIELDS_NOW
            ") on conflict (key) do update "
            "set value = excluded.value"));
    return stmt_run(&st, err);
}

void search_mark_stale(struct db *db)
{
    if (db->read_only || !tx_begin(db, TX_WRITE, NULL)) {
        return;
    }
    struct stmt st;
    stmt_open(&st, db, SQL("delete from meta where key = 'search_fields'"));
    if (!stmt_run(&st, NULL) || !tx_commit(db, NULL)) {
        tx_rollback(db);
    }
}

/* ---- anew --------------------------------------------------------------- */

struct making {
    struct db *db;
    bool (*step)(void *ctx, int percent);
    void *ctx;
    int64_t done;
    int64_t total;
};

static bool tell(struct making *m, struct err *err)
{
    int percent = m->total == 0 ? 0 : (int)(99 * m->done / m->total);
    if (m->step == NULL || m->step(m->ctx, percent)) {
        return true;
    }
    return err_set(err, ERR_RULE, "E-SEARCH-001",
                   "查找用的索引没有重建完就停了，账本内容没有改动。"
                   "查找会慢一些；请有空时再做一次。");
}

static bool empty(struct db *db, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("insert into search_pair (search_pair) "
                  "values ('delete-all')"));
    if (!stmt_run(&st, err)) {
        return false;
    }
    stmt_open(&st, db, SQL("delete from search_doc"));
    return stmt_run(&st, err);
}

/* Every row of the table gets its number. */
static bool enter_table(struct making *m, const char *table, struct err *err)
{
    const struct shape *shape = shape_of(m->db, table, err);
    if (shape == NULL || shape->n_searched == 0) {
        return shape != NULL;
    }
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, SQL("select id from "));
    sql_name(&sql, table);
    sql_lit(&sql, SQL(" order by id"));
    struct stmt st;
    stmt_open_built(&st, m->db, &sql);
    sql_clear(&sql);
    bool ok = true;
    while (ok && stmt_row(&st)) {
        int64_t doc;
        ok = search_enter(m->db, table, stmt_col_int(&st, 0), &doc, err);
        m->total++;
    }
    return stmt_done(&st, ok ? err : NULL) && ok;
}

static bool enter_all(struct making *m, struct err *err)
{
    bool ok = true;
    struct stmt st;
    stmt_open(&st, m->db, SQL("select distinct tbl from search_field"));
    while (ok && stmt_row(&st)) {
        ok = enter_table(m, stmt_col_text(&st, 0), err);
    }
    return stmt_done(&st, ok ? err : NULL) && ok;
}

static bool put_row(struct making *m, struct arena *a, struct strbuf *pairs,
                    struct stmt *doc, struct err *err)
{
    arena_reset(a);
    sb_reset(pairs);
    struct image row;
    bool found;
    const char *table = arena_str(a, stmt_col_text(doc, 1));
    const struct shape *shape = shape_of(m->db, table, err);
    if (shape == NULL ||
        !image_read(&row, a, m->db, table, stmt_col_int(doc, 2), &found, err)) {
        return false;
    }
    search_pairs_of(pairs, shape, &row);
    return search_put(m->db, stmt_col_int(doc, 0), pairs->s, err);
}

static bool put_all(struct making *m, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct strbuf pairs;
    sb_init(&pairs);
    bool ok = true;
    struct stmt st;
    stmt_open(&st, m->db,
              SQL("select id, tbl, row_id from search_doc order by id"));
    while (ok && stmt_row(&st)) {
        ok = (m->done % STEP_EVERY != 0 || tell(m, err)) &&
             put_row(m, &a, &pairs, &st, err);
        m->done++;
    }
    sb_clear(&pairs);
    arena_clear(&a);
    return stmt_done(&st, ok ? err : NULL) && ok;
}

bool search_rebuild(struct db *db, bool (*step)(void *ctx, int percent),
                    void *ctx, struct err *err)
{
    struct making m = {.db = db, .step = step, .ctx = ctx};
    if (!tx_begin(db, TX_WRITE, err)) {
        return err_doing(err, "重建查找用的索引");
    }
    /* A step of the schema may have named columns without changing a table. */
    shape_forget(db);
    if (!empty(db, err) || !enter_all(&m, err) || !put_all(&m, err) ||
        !search_say_current(db, err) || !tx_commit(db, err)) {
        tx_rollback(db);
        return err_doing(err, "重建查找用的索引");
    }
    if (step != NULL) {
        step(ctx, 100);
    }
    return true;
}

bool search_settle(struct db *db, struct err *err)
{
    bool there;
    bool current = false;
    if (!search_is_there(db, &there, err) ||
        (there && !search_is_current(db, &current, err))) {
        return false;
    }
    return !there || current || search_rebuild(db, NULL, NULL, err);
}
