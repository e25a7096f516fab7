/* A hundred branches of ten years for the bench: the sample, its year copied
   to the years before it, and then the whole to other branches.

   In stages: tables in such an order that what a row points to is there before
   it; one statement a table; the years; the branches.  A row is copied when all
   it points to was, so that what hangs on a row left out is left out, too, and
   the sample's second branch stays alone.  One event in sixteen is left out of
   a year, one in 32 of a branch, so that no two are alike.

   Rows are written below the program's feet and have no audit; balances are
   kept by the file's own triggers.  Such a ledger is for timing, not for use.
 */
#include "fill.h"

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/app/sample.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

#define YEARS      10
#define TABLES_MAX 160

enum stage { OF_YEARS, OF_BRANCHES };

struct copier {
    sqlite3 *db;
    char tables[TABLES_MAX][40]; /* in order */
    size_t n;
    struct strbuf sql;
};

static bool told(struct copier *c, bool ok)
{
    if (!ok) {
        fprintf(stderr, "fill: %s\n%s\n", sqlite3_errmsg(c->db), c->sql.s);
    }
    return ok;
}

static bool run(struct copier *c, const char *sql)
{
    return told(c, sqlite3_exec(c->db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

/* Questions about the file: of a table, one of its columns, a number. */
static sqlite3_stmt *ask(struct copier *c, const char *sql, const char *table)
{
    sqlite3_stmt *st = NULL;
    sqlite3_prepare_v2(c->db, sql, -1, &st, NULL);
    sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
    return st;
}

static const char *word(sqlite3_stmt *st, int column)
{
    return (const char *)sqlite3_column_text(st, column);
}

static int64_t number(struct copier *c, const char *sql)
{
    sqlite3_stmt *st = ask(c, sql, "");
    int64_t n =
        sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int64(st, 0) : 0;
    sqlite3_finalize(st);
    return n;
}

/* ---- which tables ------------------------------------------------------- */

static bool is_one_of(const char *word_, const char *const *list)
{
    for (; *list != NULL; list++) {
        if (strcmp(word_, *list) == 0) {
            return true;
        }
    }
    return false;
}

/* No record, or worked out by triggers. */
static bool is_copied(const char *table)
{
    static const char *const others[] = {"meta",         "audit",      "pii",
                                         "dues_balance", "dues_taken", NULL};
    return !is_one_of(table, others) && strncmp(table, "search_", 7) != 0 &&
           strncmp(table, "sqlite_", 7) != 0;
}

/* One for all years. */
static bool stands(const char *table)
{
    static const char *const all[] = {
        "branch",    "grp",      "term", "person", "member",
        "placement", "post",     "away", "rights", "election",
        "candidate", "duty_own", "pii",  NULL};
    return is_one_of(table, all);
}

static bool is_listed(const struct copier *c, const char *table)
{
    for (size_t i = 0; i < c->n; i++) {
        if (strcmp(c->tables[i], table) == 0) {
            return true;
        }
    }
    return false;
}

/* All it points to comes before it.  A month that is closed takes no more dues,
   so months are last. */
static bool is_next(struct copier *c, const char *table)
{
    bool next = strcmp(table, "dues_month") != 0 || is_listed(c, "due");
    sqlite3_stmt *st =
        ask(c, "select \"table\" from pragma_foreign_key_list(?)", table);
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *to = word(st, 0);
        next = next &&
               (strcmp(to, table) == 0 || !is_copied(to) || is_listed(c, to));
    }
    sqlite3_finalize(st);
    return next;
}

static bool list_tables(struct copier *c)
{
    for (size_t before = SIZE_MAX; before != c->n;) {
        before = c->n;
        sqlite3_stmt *st =
            ask(c, "select name from sqlite_schema where type = 'table'", "");
        while (c->n < TABLES_MAX && sqlite3_step(st) == SQLITE_ROW) {
            const char *table = word(st, 0);
            if (is_copied(table) && !is_listed(c, table) && is_next(c, table)) {
                snprintf(c->tables[c->n++], sizeof c->tables[0], "%s", table);
            }
        }
        sqlite3_finalize(st);
    }
    sqlite3_stmt *st =
        ask(c, "select name from sqlite_schema where type = 'table'", "");
    bool all = true;
    while (sqlite3_step(st) == SQLITE_ROW) {
        all = all && (!is_copied(word(st, 0)) || is_listed(c, word(st, 0)));
    }
    sqlite3_finalize(st);
    return all;
}

/* ---- the statement of a table ------------------------------------------- */

/* Where a column points to; "" when nowhere. */
static void points_to(struct copier *c, const char *table, const char *column,
                      char to[40])
{
    sqlite3_stmt *st = ask(c,
                           "select \"table\" from pragma_foreign_key_list(?)"
                           " where \"from\" = ?",
                           table);
    sqlite3_bind_text(st, 2, column, -1, SQLITE_STATIC);
    snprintf(to, 40, "%s", sqlite3_step(st) == SQLITE_ROW ? word(st, 0) : "");
    sqlite3_finalize(st);
}

/* What is open in the sample was over in the years before. */
static const char *otherwise(const char *table, const char *column)
{
    static const struct {
        const char *table, *column, *sql;
    } rows[] = {
        {"dues_month", "closed_on", "coalesce(t.closed_on, t.month || '-28')"},
        {"candidacy", "ended_on", "coalesce(t.ended_on, '2026-11-10')"},
        {"candidacy", "end_kind", "coalesce(t.end_kind, '8')"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (strcmp(rows[i].table, table) == 0 &&
            strcmp(rows[i].column, column) == 0) {
            return rows[i].sql;
        }
    }
    return NULL;
}

/* Days and months are known by what stands in them, or is to. */
static bool is_time(struct copier *c, const char *table, const char *column)
{
    char sql[400];
    snprintf(sql, sizeof sql,
             "select min(\"%s\" glob '[12][0-9][0-9][0-9]-[01][0-9]*'"
             " and length(\"%s\") in (7, 10)) from \"%s\" where ? = ''",
             column, column, table);
    return number(c, sql) == 1 ||
           (otherwise(table, column) != NULL && strstr(column, "_on") != NULL);
}

static void add_column(struct copier *c, enum stage stage, const char *table,
                       const char *column)
{
    char to[40];
    char plain[48];
    struct strbuf *sql = &c->sql;
    snprintf(plain, sizeof plain, "t.\"%s\"", column);
    const char *value = stage == OF_YEARS ? otherwise(table, column) : NULL;
    value = value == NULL ? plain : value;
    points_to(c, table, column, to);
    bool moves = is_copied(to) && (stage == OF_BRANCHES || !stands(to));
    if (strcmp(column, "id") == 0 || (to[0] != '\0' && moves)) {
        sb_addf(sql, "%s + :ids", value);
    } else if (stage == OF_YEARS && (strcmp(column, "year") == 0 ||
                                     strcmp(column, "for_year") == 0)) {
        sb_addf(sql, "%s - :n", value);
    } else if (stage == OF_YEARS && is_time(c, table, column)) {
        sb_addf(sql,
                "iif(length(%s) = 10, date(%s, '-' || :n || ' years'),"
                " (substr(%s, 1, 4) - :n) || substr(%s, 5))",
                value, value, value, value);
    } else if (strcmp(table, "branch") == 0 && strcmp(column, "name") == 0) {
        sb_addf(sql, "%s || ' ' || :n", value);
    } else {
        sb_add(sql, value);
    }
}

/* All it points to is there, moved as the row is. */
static void add_parents(struct copier *c, enum stage stage, const char *table)
{
    sqlite3_stmt *st = ask(c,
                           "select \"table\", \"from\""
                           " from pragma_foreign_key_list(?)",
                           table);
    while (sqlite3_step(st) == SQLITE_ROW) {
        const char *to = word(st, 0);
        if (!is_copied(to) || strcmp(to, table) == 0 ||
            (stage == OF_YEARS && stands(to))) {
            continue;
        }
        sb_addf(&c->sql,
                " and (t.\"%s\" is null or exists (select 1 from \"%s\" p"
                " where p.id = t.\"%s\" + :ids))",
                word(st, 1), to, word(st, 1));
    }
    sqlite3_finalize(st);
}

/* What is left out besides. */
static void add_thinning(struct copier *c, enum stage stage, const char *table)
{
    if (strcmp(table, "event") == 0) {
        sb_addf(&c->sql, " and (t.id * 7919 + :n * 104729) %% %d <> 0",
                stage == OF_YEARS ? 16 : 32);
    } else if (stage == OF_YEARS && strncmp(table, "r_", 2) == 0) {
        sb_add(&c->sql, " and (t.id * 7919 + :n * 104729) % 16 <> 0");
    } else if (strcmp(table, "branch") == 0) {
        sb_add(&c->sql, " and t.id = 1");
    } else if (stage == OF_YEARS && strcmp(table, "candidacy") == 0) {
        sb_add(&c->sql, " and (t.id + :n) % 7 = 0"); /* two come to an end */
    } else if (stage == OF_YEARS && strcmp(table, "quota") == 0) {
        sb_add(&c->sql,
               " and t.for_year = 2025"); /* one a year, two are there */
    }
}

static void make_statement(struct copier *c, enum stage stage,
                           const char *table)
{
    sqlite3_stmt *st =
        ask(c, "select name from pragma_table_info(?) order by cid", table);
    sb_reset(&c->sql);
    sb_addf(&c->sql, "insert into \"%s\" select ", table);
    for (int i = 0; sqlite3_step(st) == SQLITE_ROW; i++) {
        sb_add(&c->sql, i == 0 ? "" : ", ");
        add_column(c, stage, table, word(st, 0));
    }
    sqlite3_finalize(st);
    sb_addf(&c->sql, " from \"%s\" t where t.id <= :most", table);
    add_parents(c, stage, table);
    add_thinning(c, stage, table);
    sb_add(&c->sql, " order by t.id");
}

/* ---- copies ------------------------------------------------------------- */

static void tell(sqlite3_stmt *st, const char *name, int64_t n)
{
    int at = sqlite3_bind_parameter_index(st, name);
    if (at > 0) {
        sqlite3_bind_int64(st, at, n);
    }
}

/* n copies of all rows up to an id, each moved on by that much again. */
static bool copy_table(struct copier *c, enum stage stage, const char *table,
                       int64_t most, int64_t n)
{
    sqlite3_stmt *st;
    make_statement(c, stage, table);
    bool ok = told(c, sqlite3_prepare_v2(c->db, c->sql.s, -1, &st, NULL) ==
                          SQLITE_OK);
    tell(st, ":most", most);
    for (int64_t i = 1; ok && i < n; i++) {
        tell(st, ":ids", i * most);
        tell(st, ":n", i);
        ok = told(c, sqlite3_step(st) == SQLITE_DONE);
        sqlite3_reset(st);
    }
    sqlite3_finalize(st);
    return ok;
}

static bool copy_all(struct copier *c, enum stage stage, int64_t most,
                     int64_t n)
{
    bool ok = true;
    for (size_t i = 0; ok && i < c->n; i++) {
        ok = (stage == OF_YEARS && stands(c->tables[i])) ||
             copy_table(c, stage, c->tables[i], most, n);
    }
    return ok;
}

static int64_t greatest_id(struct copier *c)
{
    int64_t most = 0;
    for (size_t i = 0; i < c->n; i++) {
        char sql[80];
        snprintf(sql, sizeof sql, "select max(id) from \"%s\" where ? = ''",
                 c->tables[i]);
        int64_t n = number(c, sql);
        most = n > most ? n : most;
    }
    return most;
}

static bool copy(struct copier *c, long branches)
{
    int64_t most = greatest_id(c);
    return copy_all(c, OF_YEARS, most, YEARS) &&
           copy_all(c, OF_BRANCHES, most * YEARS, branches);
}

bool fill_branches(const char *path, long branches, struct err *err)
{
    struct copier *c = mem_new(sizeof *c);
    sb_init(&c->sql);
    bool ok = sample_write(path, err);
    if (ok) {
        ok = told(c, sqlite3_open(path, &c->db) == SQLITE_OK) &&
             list_tables(c) && run(c, "begin") && copy(c, branches) &&
             run(c, "commit");
        sqlite3_close(c->db);
    }
    sb_clear(&c->sql);
    mem_free(c);
    return ok;
}
