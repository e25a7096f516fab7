/* What must not be counted: the ledger written around its doors, row by row of
   every table of records. */
#include "figures_crowd.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#include <inttypes.h>
#include <string.h>

#define SHIFT INT64_C(1000000)

static void run(struct crowd *c, const char *sql)
{
    struct stmt st;
    struct sql text;
    struct err err = ERR_INIT;
    sql_init(&text);
    sql_lit(&text, sql);
    stmt_open_built(&st, c->ground->book->db, &text);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s: %s %s", sql, err.code, err.detail);
    }
    sql_clear(&text);
}

/* The names that a query finds, in memory: each is worked on while nothing
   else is open. */
static size_t names(struct crowd *c, const char *sql, const char *of,
                    const char *const **out)
{
    struct stmt st;
    struct sql text;
    struct arena *a = &c->ground->arena;
    const char **list = arena_array(a, 256, sizeof *list);
    size_t n = 0;
    sql_init(&text);
    sql_lit(&text, sql);
    stmt_open_built(&st, c->ground->book->db, &text);
    if (of != NULL) {
        stmt_text(&st, ":of", of);
    }
    while (stmt_row(&st)) {
        assert_true(n < 256);
        list[n++] = arena_str(a, stmt_col_text(&st, 0));
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&text);
    *out = list;
    return n;
}

static bool among(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i], word) == 0) {
            return true;
        }
    }
    return false;
}

/* Triggers refuse what is wrong, and one row of a kind is enough for most
   tables: neither may stand in the way. */
static void open_up(struct crowd *c)
{
    const char *const *list;
    struct arena *a = &c->ground->arena;
    run(c, SQL("pragma foreign_keys = off"));
    size_t n = names(c,
                     SQL("select name from sqlite_master where type ="
                         " 'trigger'"),
                     NULL, &list);
    for (size_t i = 0; i < n; i++) {
        run(c, arena_printf(a, "drop trigger \"%s\"", list[i]));
    }
    n = names(c,
              SQL("select name from sqlite_master where type = 'index'"
                  " and sql like '%unique%'"),
              NULL, &list);
    for (size_t i = 0; i < n; i++) {
        run(c, arena_printf(a, "drop index \"%s\"", list[i]));
    }
}

/* Tables of records, and the two sums of dues that triggers keep. */
static bool is_record(const char *table)
{
    static const char *const not [] = {"pii", "meta", "audit", "number"};
    return !among(not, ARRAY_LEN(not ), table) &&
           strncmp(table, "search_", 7) != 0 && strncmp(table, "sqlite_", 7);
}

/* What a column refers to, but branches and numbers that are kept apart; NULL:
   nothing. */
static const char *referred(struct crowd *c, const char *table,
                            const char *column)
{
    const char *const *list;
    size_t n =
        names(c,
              arena_printf(&c->ground->arena,
                           "select \"table\" from pragma_foreign_key_list('%s')"
                           " where \"table\" <> 'pii' and \"from\" = :of",
                           table),
              column, &list);
    return n > 0                              ? list[0]
           : strcmp(column, "branch_id") == 0 ? "branch"
           : strcmp(column, "person_id") == 0 ? "person"
                                              : NULL;
}

/* The next one of what a column refers to. */
static const char *next_one(struct crowd *c, const char *column,
                            const char *table)
{
    return arena_printf(&c->ground->arena,
                        "iif(\"%s\" is null, null, coalesce((select min(x.id)"
                        " from \"%s\" x where x.id > \"%s\" and x.id < %" PRId64
                        "), \"%s\"))",
                        column, table, column, SHIFT, column);
}

/* A column as it is in the copy: ids and what refers to them are others. */
static const char *copied(struct crowd *c, const char *table,
                          const char *column, int what)
{
    struct arena *a = &c->ground->arena;
    const char *as_is = arena_printf(a, "\"%s\"", column);
    const char *moved =
        arena_printf(a, "\"%s\" + %" PRId64, column, SHIFT * (what + 1));
    const char *of = referred(c, table, column);
    if (strcmp(column, "id") == 0) {
        return moved;
    }
    if (what == NOISE_TWIN || what == NOISE_SHARED) {
        bool stays =
            of == NULL || (what == NOISE_SHARED && strcmp(of, "person") == 0);
        return stays ? as_is : moved;
    }
    if (strcmp(column, "voided_on") == 0) {
        return "coalesce(voided_on, '2026-11-20')";
    }
    return what == NOISE_LOST && of != NULL && strcmp(of, "branch") != 0
               ? next_one(c, column, of)
               : as_is;
}

static void copy_table(struct crowd *c, const char *table, int what)
{
    const char *const *columns;
    struct arena *a = &c->ground->arena;
    struct strbuf sql;
    size_t n = names(c, SQL("select name from pragma_table_info(:of)"), table,
                     &columns);
    if (what >= NOISE_VOIDED && !among(columns, n, "voided_on")) {
        return;
    }
    sb_init(&sql);
    sb_addf(&sql, "insert into \"%s\" select ", table);
    for (size_t i = 0; i < n; i++) {
        sb_addf(&sql, "%s%s", i > 0 ? ", " : "",
                copied(c, table, columns[i], what));
    }
    sb_addf(&sql, " from \"%s\"", table);
    if (among(columns, n, "id")) {
        sb_addf(&sql, " where id < %" PRId64, SHIFT);
    } else {
        sb_addf(&sql, " where branch_id < %" PRId64, SHIFT);
    }
    run(c, arena_str(a, sql.s));
    sb_clear(&sql);
}

/* Is it of a branch, by itself or by what it belongs to? */
static bool is_of_branch(struct crowd *c, const char *table)
{
    const char *const *refs;
    size_t n = names(c,
                     SQL("select \"table\" from pragma_foreign_key_list(:of)"
                         " where \"table\" not in ('person', 'pii')"
                         " union select 'branch' from pragma_table_info(:of)"
                         " where name = 'branch_id'"),
                     table, &refs);
    return n > 0;
}

void crowd_faults(struct crowd *c)
{
    open_up(c);
    run(c, SQL("update step set reason = '当时没有人手' where id % 5 = 0"));
    run(c, SQL("update paper set missing = '原件遗失' where id % 9 = 0"));
}

void crowd_noise(struct crowd *c)
{
    const char *const *tables;
    size_t n = names(c,
                     SQL("select name from sqlite_master where type ="
                         " 'table'"),
                     NULL, &tables);
    for (int what = NOISE_TWIN; what <= NOISE_LOST; what++) {
        for (size_t i = 0; i < n; i++) {
            bool goes = is_record(tables[i]) &&
                        (what != NOISE_SHARED || is_of_branch(c, tables[i]) ||
                         strcmp(tables[i], "branch") == 0);
            if (goes) {
                copy_table(c, tables[i], what);
            }
        }
    }
}

int64_t crowd_count(struct crowd *c, const char *table)
{
    struct stmt st;
    struct sql text;
    int64_t n = 0;
    sql_init(&text);
    sql_lit(&text, SQL("select count(*) from "));
    sql_name(&text, table);
    stmt_open_built(&st, c->ground->book->db, &text);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&text);
    return n;
}
