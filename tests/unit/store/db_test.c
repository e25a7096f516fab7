/* An open ledger: effective settings, SQLite's troubles in Chinese, the file
   watched while it is open. */
#include "ground.h"

#include <errno.h>

#include "pbtui/base/mem.h"

/* ---- settings ----------------------------------------------------------- */

TEST(db_settings_are_effective)
{
    const struct {
        const char *sql;
        int64_t want;
    } rows[] = {
        {"pragma synchronous", 3},
        {"pragma foreign_keys", 1},
        {"pragma trusted_schema", 0},
        {"pragma cell_size_check", 1},
        {"pragma mmap_size", 0},
        {"pragma secure_delete", 1},
        {"pragma temp_store", 2},
        {"pragma application_id", 0x50425431},
        {"select 'delete' = (select journal_mode from pragma_journal_mode)", 1},
    };
    const char *path = ground_ledger();
    for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
        struct db *db = ground_open(path, (enum db_mode)mode);
        for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
            int64_t is = -1;
            assert_true(conn_pragma_int(db, rows[i].sql, &is, NULL));
            if (is != rows[i].want) {
                fail_msg("%s: %lld", rows[i].sql, (long long)is);
            }
        }
        db_close(db);
    }
}

TEST(db_refuses_strings_in_double_quotes_and_attached_schema_tricks)
{
    struct db *db = ground_memory();
    assert_false(conn_exec(db, "select \"no such column\"", NULL));
    assert_false(conn_exec(db,
                           "pragma writable_schema=on;"
                           "delete from sqlite_schema",
                           NULL));
    assert_false(conn_exec(db, "select load_extension('x')", NULL));
    db_close(db);
}

/* The known-bad twins: each setting spoilt alone must be noticed. */
TEST(db_assert_notices_each_spoilt_setting)
{
    const char *const pragmas[] = {
        "pragma synchronous=full",     "pragma synchronous=normal",
        "pragma synchronous=off",      "pragma cell_size_check=off",
        "pragma temp_store=file",      "pragma secure_delete=off",
        "pragma secure_delete=fast",   "pragma mmap_size=65536",
        "pragma foreign_keys=off",     "pragma trusted_schema=on",
        "pragma journal_mode=persist", "pragma journal_mode=truncate",
        "pragma journal_mode=memory",
    };
    const char *path = ground_ledger();
    for (size_t i = 0; i < ARRAY_LEN(pragmas); i++) {
        struct db *db = ground_open(path, DB_WRITE);
        assert_true(conn_assert(db, NULL));
        assert_true(conn_exec(db, pragmas[i], NULL));
        struct err err = ERR_INIT;
        if (conn_assert(db, &err) || !err_is(&err, "E-DB-025")) {
            fail_msg("%s went unnoticed", pragmas[i]);
        }
        db_close(db);
    }
}

TEST(db_assert_notices_each_spoilt_option)
{
    const struct {
        int option;
        int bad;
    } rows[] = {
        {SQLITE_DBCONFIG_DEFENSIVE, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 1},
        {SQLITE_DBCONFIG_DQS_DML, 1},
        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1},
        {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1},
    };
    struct db *db = ground_memory();
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        sqlite3_db_config(db->raw, rows[i].option, rows[i].bad, NULL);
        struct err err = ERR_INIT;
        assert_false(conn_assert(db, &err));
        assert_true(err_is(&err, "E-DB-025"));
        sqlite3_db_config(db->raw, rows[i].option, !rows[i].bad, NULL);
        assert_true(conn_assert(db, NULL));
    }
    sqlite3_limit(db->raw, SQLITE_LIMIT_ATTACHED, 5);
    assert_false(conn_assert(db, NULL));
    db_close(db);
}

/* ---- SQLite's troubles -------------------------------------------------- */

TEST(db_trouble_gives_every_result_code_a_sentence)
{
    const struct {
        int rc;
        const char *code;
        bool stops;
    } rows[] = {
        {SQLITE_BUSY, "E-DB-005", false},
        {SQLITE_BUSY_RECOVERY, "E-DB-005", false},
        {SQLITE_CORRUPT, "E-DB-011", true},
        {SQLITE_CORRUPT_INDEX, "E-DB-011", true},
        {SQLITE_NOTADB, "E-DB-010", true},
        {SQLITE_FULL, "E-DB-013", false},
        {SQLITE_IOERR, "E-DB-028", true},
        {SQLITE_IOERR_FSYNC, "E-DB-028", true},
        {SQLITE_IOERR_DIR_FSYNC, "E-DB-056", true},
        {SQLITE_IOERR_NOMEM, "E-DB-049", false},
        {SQLITE_IOERR_LOCK, "E-DB-050", false},
        {SQLITE_IOERR_RDLOCK, "E-DB-050", false},
        {SQLITE_NOMEM, "E-DB-030", false},
        {SQLITE_READONLY, "E-DB-029", false},
        {SQLITE_READONLY_DIRECTORY, "E-DB-029", false},
        {SQLITE_READONLY_DBMOVED, "E-DB-048", true},
        {SQLITE_READONLY_ROLLBACK, "E-DB-022", false},
        {SQLITE_CANTOPEN, "E-DB-043", false},
        {SQLITE_CANTOPEN_SYMLINK, "E-DB-043", false},
        {SQLITE_CONSTRAINT, "E-DB-037", false},
        {SQLITE_CONSTRAINT_ROWID, "E-DB-037", false},
        {SQLITE_TOOBIG, "E-DB-038", false},
        {SQLITE_INTERRUPT, "E-DB-044", false},
        {SQLITE_MISUSE, "E-DB-039", false},
        {SQLITE_ERROR, "E-DB-039", false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct db *db = ground_memory();
        struct err err = ERR_INIT;
        assert_false(db_trouble(db, rows[i].rc, "test", &err));
        if (!err_is(&err, rows[i].code) || strlen(err.text) < 40 ||
            err.detail[0] == '\0' || (db->broken[0] != '\0') != rows[i].stops) {
            fail_msg("%d: %s %s", rows[i].rc, err.code, db->broken);
        }
        assert_int_equal(tx_begin(db, TX_WRITE, &err), !rows[i].stops);
        assert_true(tx_depth(db) == 1 || err_is(&err, "E-TX-002"));
        db_close(db);
    }
}

TEST(db_trouble_names_the_constraint)
{
    const struct {
        const char *sql;
        const char *code;
    } rows[] = {
        {"insert into t values (1, 'a', 1, 1)", "E-DB-051"},
        {"insert into t values (2, '甲', 1, 1)", "E-DB-031"},
        {"insert into t values (2, null, 1, 1)", "E-DB-032"},
        {"insert into t values (2, 'b', 9, 1)", "E-DB-033"},
        {"insert into t values (2, 'b', 1, 7)", "E-DB-034"},
        {"insert into t values (2, 'b', 'x', 1)", "E-DB-036"},
        {"delete from t", "E-DB-035"},
    };
    struct db *db = ground_memory();
    assert_true(conn_exec(
        db,
        "create table t (id integer primary key, name text not null unique,"
        " small integer check (small < 5), up integer references t) strict;"
        "create trigger keep before delete on t begin"
        " select raise(abort, 'kept'); end;"
        "insert into t values (1, '甲', 1, 1)",
        NULL));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        assert_false(conn_exec(db, rows[i].sql, &err));
        if (!err_is(&err, rows[i].code) || err.kind != ERR_RULE) {
            fail_msg("%s: %s (%s)", rows[i].sql, err.code, err.detail);
        }
        /* The clerk reads no English and no SQL. */
        assert_null(strstr(err.text, "constraint"));
    }
    db_close(db);
}

/* ---- the file while it is open ------------------------------------------ */

TEST(db_same_file_notices_removal_and_replacement)
{
    const char *path = ground_ledger();
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(db_same_file(db, NULL));
    const char *aside = ground_path(ground_dir(), "aside.db");
    ground_copy(path, aside);
    struct err err = ERR_INIT;
    assert_int_equal(unlink(path), 0);
    assert_false(db_same_file(db, &err));
    assert_true(err_is(&err, "E-DB-023"));
    assert_false(tx_begin(db, TX_WRITE, &err));
    assert_true(err_is(&err, "E-DB-023"));
    assert_int_equal(rename(aside, path), 0);
    struct ground_print print;
    ground_print_take(&print, path);
    assert_false(tx_begin(db, TX_WRITE, &err));
    assert_true(err_is(&err, "E-DB-045"));
    assert_int_equal(tx_depth(db), 0);
    db_close(db);
    assert_true(ground_print_same(&print, path));
}

static void put(struct db *db, const char *key)
{
    struct stmt st;
    stmt_open(&st, db, SQL("insert into meta values (:k, 'v')"));
    stmt_text(&st, ":k", key);
    assert_true(stmt_run(&st, NULL));
}

TEST(db_changed_elsewhere_sees_others_and_not_itself)
{
    const char *path = ground_ledger();
    struct db *db = ground_open(path, DB_WRITE);
    struct db *other = ground_open(path, DB_WRITE);
    assert_false(db_changed_elsewhere(db));
    put(db, "own");
    assert_false(db_changed_elsewhere(db));
    put(other, "theirs");
    assert_true(db_changed_elsewhere(db));
    assert_false(db_changed_elsewhere(db));
    assert_true(db_changed_elsewhere(other));
    db_close(other);
    db_close(db);
}

/* A change between db_open and the first question counts, too. */
TEST(db_changed_elsewhere_starts_at_the_open)
{
    const char *path = ground_ledger();
    struct db *db = ground_open(path, DB_WRITE);
    ground_sql(path, "insert into meta values ('theirs', '')");
    assert_true(db_changed_elsewhere(db));
    db_close(db);
}

/* ---- small services ----------------------------------------------------- */

static bool begins_with(const char *text, const char *query)
{
    return strncmp(text, query, strlen(query)) == 0;
}

TEST(db_add_match_can_be_asked_in_sql)
{
    struct db *db = ground_memory();
    assert_true(db_add_match(db, "begins", begins_with, NULL));
    const struct {
        const char *sql;
        int64_t want;
    } rows[] = {
        {"select begins('张三', '张')", 1},
        {"select begins('张三', '李')", 0},
        {"select begins(null, '李')", 0},
        {"select begins('张三', null)", 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t is = -1;
        assert_true(conn_pragma_int(db, rows[i].sql, &is, NULL));
        assert_int_equal(is, rows[i].want);
    }
    /* Innocuous: allowed in a view although the schema is not trusted. */
    assert_true(conn_exec(db,
                          "create view v as select begins('a', 'a');"
                          "select * from v",
                          NULL));
    db_close(db);
}

TEST(db_meta_get_tells_missing_from_there)
{
    struct db *db = ground_memory();
    struct arena a = ARENA_INIT;
    const char *value = "x";
    assert_true(db_meta_get(db, &a, "ledger_uuid", &value));
    assert_string_equal(value, db_uuid(db));
    assert_false(db_meta_get(db, &a, "no such key", &value));
    assert_null(value);
    arena_clear(&a);
    db_close(db);
}

TEST(db_keeps_copies_of_its_options)
{
    char actor[] = "张三";
    char dir[] = "/nowhere/state";
    struct db_options opt = {DB_MEMORY, NULL, dir, actor};
    struct db *db = NULL;
    assert_true(db_open(&db, "ignored", &opt, NULL));
    actor[0] = dir[1] = 'X';
    assert_string_equal(db_actor(db), "张三");
    assert_true(strncmp(db_state_dir(db), "/nowhere/state/", 15) == 0);
    assert_string_equal(db_state_dir(db) + 15, db_uuid(db));
    db_close(db);
    db_close(NULL);
}
