/* Asking the index: one page of candidates, newest entry first.

   FTS5 gives its documents by falling number, so a page costs what it shows,
   not what there is; the next one goes on below the last number. */
#include "pbtui/store/search.h"

#include "pbtui/store/stmt.h"
#include "searching.h"

static void open_matching(struct stmt *st, struct db *db, const char *match)
{
    /* cross join: the order must be that of the index. */
    stmt_open(st, db,
              SQL("select d.id, d.tbl, d.row_id from search_pair as p "
                  "cross join search_doc as d on d.id = p.rowid "
                  "where search_pair match :match and p.rowid < :below "
                  "and (:tbl is null or d.tbl = :tbl) "
                  "order by p.rowid desc limit :max"));
    stmt_text(st, ":match", match);
}

static void open_any(struct stmt *st, struct db *db)
{
    stmt_open(st, db,
              SQL("select id, tbl, row_id from search_doc "
                  "where id < :below and (:tbl is null or tbl = :tbl) "
                  "order by id desc limit :max"));
}

bool search_page(struct db *db, struct arena *a, const char *const *words,
                 const char *table, int64_t below, struct search_hit *out,
                 size_t max, size_t *n, struct err *err)
{
    *n = 0;
    struct stmt st;
    struct strbuf match;
    sb_init(&match);
    if (search_match(&match, words)) {
        open_matching(&st, db, match.s);
    } else {
        open_any(&st, db);
    }
    sb_clear(&match);
    stmt_int(&st, ":below", below == 0 ? INT64_MAX : below);
    stmt_text(&st, ":tbl", table);
    stmt_int(&st, ":max", (int64_t)max);
    while (*n < max && stmt_row(&st)) {
        out[(*n)++] =
            (struct search_hit){.table = arena_str(a, stmt_col_text(&st, 1)),
                                .row_id = stmt_col_int(&st, 2),
                                .doc = stmt_col_int(&st, 0)};
    }
    return stmt_done(&st, err);
}
