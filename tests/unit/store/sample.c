/* See sample.h. */
#include "sample.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/store/stmt.h"
#include "unit.h"

static const char sample_sql[] =
    "CREATE TABLE grp (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
    " name TEXT NOT NULL) STRICT;"
    "CREATE TABLE person (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
    " name TEXT NOT NULL, age INTEGER, code TEXT UNIQUE,"
    " grp_id INTEGER REFERENCES grp(id),"
    " id_no INTEGER REFERENCES pii(id), note TEXT) STRICT;"
    "CREATE TABLE posting (id INTEGER PRIMARY KEY, ver INTEGER NOT NULL,"
    " fen INTEGER NOT NULL CHECK (fen <> 0), state TEXT NOT NULL) STRICT;"
    "CREATE TRIGGER posting_sealed BEFORE DELETE ON posting "
    "WHEN old.state = 'posted' "
    "BEGIN SELECT RAISE(ABORT, 'posted'); END;";

const struct embed_file *sample_schema(void)
{
    static struct embed_file steps[3];
    steps[0] = *embed_find("schema/0001_store.sql");
    steps[1] = (struct embed_file){"schema/0002_sample.sql", sample_sql,
                                   sizeof sample_sql - 1};
    return steps;
}

static struct db *open_one(const char *path, enum db_mode mode)
{
    struct db *db;
    struct err err = ERR_INIT;
    const struct db_options opt = {
        .mode = mode, .schema = sample_schema(), .actor = "陈文书"};
    if (!db_open(&db, path, &opt, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
    return db;
}

struct db *sample_memory(void)
{
    return open_one(NULL, DB_MEMORY);
}

struct db *sample_file(const char **path)
{
    static char names[64][96];
    static unsigned n;
    char *name = names[n % 64];
    snprintf(name, sizeof names[0], "%s/ledger-%u.db", unit_tmp(), n++);
    if (path != NULL) {
        *path = name;
    }
    return open_one(name, DB_CREATE);
}

struct db *sample_reopen(const char *path)
{
    return open_one(path, DB_WRITE);
}

static void apply(struct db *db, struct change *c)
{
    struct err err = ERR_INIT;
    if (!change_apply(db, c, NULL, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
}

int64_t sample_group(struct db *db, const char *name)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "新建小组");
    struct change_row *r = change_insert(c, "grp");
    change_text(r, "name", name);
    apply(db, c);
    int64_t id = change_row_id(r);
    arena_clear(&a);
    return id;
}

int64_t sample_person(struct db *db, const char *name, int64_t group,
                      const char *id_no)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, arena_printf(&a, "登记党员 %s", name));
    struct change_row *r = change_insert(c, "person");
    change_text(r, "name", name);
    if (group != 0) {
        change_int(r, "grp_id", group);
    }
    change_secret(r, "id_no", id_no);
    apply(db, c);
    int64_t id = change_row_id(r);
    arena_clear(&a);
    return id;
}

void sample_rename(struct db *db, int64_t person, const char *name)
{
    struct arena a = ARENA_INIT;
    struct change *c = change_new(&a, "改姓名");
    struct change_row *r =
        change_update(c, "person", person, sample_ver(db, "person", person));
    change_text(r, "name", name);
    apply(db, c);
    arena_clear(&a);
}

int64_t sample_int(struct db *db, const char *text)
{
    struct sql sql;
    sql_init(&sql);
    sql_lit(&sql, text);
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open_built(&st, db, &sql);
    sql_clear(&sql);
    int64_t v = stmt_row(&st) ? stmt_col_int(&st, 0) : -1;
    if (!stmt_done(&st, &err)) {
        fail_msg("%s: %s %s", text, err.code, err.detail);
    }
    return v;
}

int64_t sample_ver(struct db *db, const char *table, int64_t id)
{
    char text[128];
    snprintf(text, sizeof text, "select ver from %s where id = %lld", table,
             (long long)id);
    return sample_int(db, text);
}

char *sample_dump(struct db *db)
{
    static const char *const queries[] = {
        "select id, name from grp order by id",
        "select id, name, age, code, grp_id, id_no, note "
        "from person order by id",
        "select id, fen, state from posting order by id"};
    struct strbuf out;
    sb_init(&out);
    for (size_t q = 0; q < 3; q++) {
        struct stmt st;
        stmt_open(&st, db, queries[q]);
        while (stmt_row(&st)) {
            for (int i = 0; i < stmt_cols(&st); i++) {
                sb_addf(&out, "%s|",
                        stmt_col_is_null(&st, i) ? "null"
                                                 : stmt_col_text(&st, i));
            }
            sb_addc(&out, '\n');
        }
        assert_true(stmt_done(&st, NULL));
    }
    return out.s;
}

void sample_plant(const char *path, const char *sql)
{
    sqlite3 *raw;
    char *words = NULL;
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    if (sqlite3_exec(raw, sql, NULL, NULL, &words) != SQLITE_OK) {
        fail_msg("planting «%s»: %s", sql, words);
    }
    sqlite3_close(raw);
}

struct check_report sample_check(struct db *db, struct arena *a)
{
    struct check_report report;
    struct err err = ERR_INIT;
    if (!check_run(db, a, &report, NULL, NULL, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
    return report;
}

void sample_expect_sound(struct db *db)
{
    struct arena a = ARENA_INIT;
    struct check_report report = sample_check(db, &a);
    for (size_t i = 0; i < report.n; i++) {
        print_error("%s %s\n", report.findings[i].code,
                    report.findings[i].text);
    }
    size_t n = report.n;
    arena_clear(&a);
    assert_int_equal(n, 0);
}
