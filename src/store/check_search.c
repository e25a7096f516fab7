/* The index for searching against the rows: is it made of the columns that
   are to be searched, has every row its number and every number its row, and
   does a sample of them find itself by its own words?

   Words too many are not looked for: a page of candidates is compared with the
   texts anyway.  Findings here are counted apart, because nothing is lost. */
#include "checking.h"

#include <string.h>

#include "internal.h"
#include "searching.h"

enum { SAMPLE_ROWS = 64, SAMPLE_TOKENS = 12 };

#define REMEDY "账本里的记录不受影响；请退出后正常打开账本，索引会自动重建。"

static bool is_made(struct checking *c, bool *made, struct err *err)
{
    if (!search_is_current(c->db, made, err)) {
        return false;
    }
    if (!*made) {
        c->n_search++;
        checking_add(c, "E-CHECK-070", "", 0, 0,
                     "查找用的索引还没有建好，查找会慢一些。" REMEDY);
    }
    return true;
}

/* ---- numbers ------------------------------------------------------------ */

/* The first row that a statement finds, 0 when none. */
static bool first_of(struct db *db, const char *before, const char *table,
                     const char *after, int64_t *id, struct err *err)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, before);
    sql_name(&sql, table);
    sql_lit(&sql, after);
    struct stmt st;
    stmt_open_built(&st, db, &sql);
    sql_clear(&sql);
    stmt_text(&st, ":tbl", table);
    *id = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, err);
}

static bool check_numbers(struct checking *c, const char *table,
                          struct err *err)
{
    int64_t unknown;
    int64_t gone;
    if (!first_of(c->db, SQL("select id from "), table,
                  SQL(" as t where not exists (select 1 from search_doc as d "
                      "where d.tbl = :tbl and d.row_id = t.id) limit 1"),
                  &unknown, err) ||
        !first_of(c->db,
                  SQL("select row_id from search_doc as d where tbl = :tbl "
                      "and not exists (select 1 from "),
                  table, SQL(" as t where t.id = d.row_id) limit 1"), &gone,
                  err)) {
        return false;
    }
    if (unknown != 0) {
        c->n_search++;
        checking_add(c, "E-CHECK-071", table, unknown, 0,
                     "查找用的索引里没有表 %s 第 %lld 行。" REMEDY, table,
                     (long long)unknown);
    }
    if (gone != 0) {
        c->n_search++;
        checking_add(
            c, "E-CHECK-072", table, gone, 0,
            "查找用的索引里还有表 %s 第 %lld 行，这一行已经没有了。" REMEDY,
            table, (long long)gone);
    }
    return true;
}

static bool check_tables(struct checking *c, struct err *err)
{
    bool ok = true;
    struct stmt st;
    stmt_open(&st, c->db, SQL("select distinct tbl from search_field"));
    while (ok && stmt_row(&st)) {
        const char *table = arena_str(c->arena, stmt_col_text(&st, 0));
        const struct shape *shape = shape_of(c->db, table, err);
        ok = shape != NULL &&
             (shape->n_searched == 0 || check_numbers(c, table, err));
    }
    return stmt_done(&st, ok ? err : NULL) && ok;
}

/* ---- words -------------------------------------------------------------- */

/* Some of the pairs, spread over the whole text, as a MATCH expression. */
static void pick_tokens(struct strbuf *out, const char *pairs)
{
    size_t n = 0;
    for (const char *s = pairs; *s != '\0'; s++) {
        n += *s == ' ';
    }
    size_t every = n / SAMPLE_TOKENS + 1;
    size_t i = 0;
    for (const char *s = pairs; *s != '\0'; i++) {
        size_t len = strcspn(s, " ");
        if (i % every == 0) {
            sb_addc(out, '"');
            sb_addn(out, s, len);
            sb_add(out, "\" ");
        }
        s += len + 1;
    }
}

static bool finds_itself(struct db *db, int64_t doc, const char *match,
                         bool *found, struct err *err)
{
    struct stmt st;
    stmt_open(&st, db,
              SQL("select 1 from search_pair "
                  "where search_pair match :match and rowid = :doc"));
    stmt_text(&st, ":match", match);
    stmt_int(&st, ":doc", doc);
    *found = stmt_row(&st);
    return stmt_done(&st, err);
}

static bool check_words(struct checking *c, int64_t doc, const char *table,
                        int64_t row_id, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct strbuf pairs;
    struct strbuf match;
    sb_init(&pairs);
    sb_init(&match);
    struct image row;
    bool there;
    bool found = true;
    const struct shape *shape = shape_of(c->db, table, err);
    bool ok = shape != NULL &&
              image_read(&row, &a, c->db, table, row_id, &there, err);
    if (ok && there) {
        search_pairs_of(&pairs, shape, &row);
        pick_tokens(&match, pairs.s);
        ok = match.len == 0 || finds_itself(c->db, doc, match.s, &found, err);
    }
    if (ok && !found) {
        c->n_search++;
        checking_add(c, "E-CHECK-073", table, row_id, 0,
                     "查找用的索引与表 %s 第 %lld 行的文字对不上。" REMEDY,
                     table, (long long)row_id);
    }
    sb_clear(&pairs);
    sb_clear(&match);
    arena_clear(&a);
    return ok;
}

static bool check_sample(struct checking *c, struct err *err)
{
    bool ok = true;
    struct stmt st;
    stmt_open(&st, c->db,
              SQL("select id, tbl, row_id from (select *, row_number() over "
                  "(order by id desc) as i, count(*) over () as n "
                  "from search_doc) where (i - 1) % (n / :rows + 1) = 0"));
    stmt_int(&st, ":rows", SAMPLE_ROWS);
    while (ok && stmt_row(&st)) {
        const char *table = arena_str(c->arena, stmt_col_text(&st, 1));
        ok = check_words(c, stmt_col_int(&st, 0), table, stmt_col_int(&st, 2),
                         err);
    }
    return stmt_done(&st, ok ? err : NULL) && ok;
}

/* ---- the stage ---------------------------------------------------------- */

static bool check_parts(struct checking *c, struct err *err)
{
    bool there;
    bool made;
    if (!shape_refresh(c->db, err) || !search_is_there(c->db, &there, err)) {
        return false;
    }
    if (!there) {
        return true;
    }
    return is_made(c, &made, err) &&
           (!made || (check_tables(c, err) && check_sample(c, err)));
}

bool check_search(struct checking *c, struct err *err)
{
    struct err why = ERR_INIT;
    if (check_parts(c, &why)) {
        return true;
    }
    if (err_is(&why, "E-DB-058")) {
        c->n_search++;
        checking_add(c, "E-CHECK-074", "", 0, 0, "查找用的索引已损坏。" REMEDY);
        return true;
    }
    if (err != NULL) {
        *err = why;
    }
    return false;
}
