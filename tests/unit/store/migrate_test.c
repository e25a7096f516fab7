/* Making a new ledger, and bringing an old one up to date. */
#include "ground.h"

#include <dirent.h>
#include <errno.h>

#define STEP(name, text)                                                       \
    {                                                                          \
        name, text, sizeof(text) - 1                                           \
    }

static const char store_step[] =
    "create table meta (key text primary key, value text not null) strict;"
    "create table audit (seq integer primary key, hash blob) strict;"
    "create table pii (id integer primary key) strict;";
static const char people_step[] =
    "create table person (id integer primary key, name text) strict;"
    "create table due (id integer primary key,"
    " person_id integer not null references person) strict;"
    "insert into person values (1, '张三'); insert into due values (1, 1);";
/* A table rebuilt the way SQLite's manual says; rows point at the old one. */
static const char rebuild_step[] =
    "create table person2 (id integer primary key, name text not null,"
    " note text) strict;"
    "insert into person2 select id, name, '' from person;"
    "drop table person; alter table person2 rename to person;";

static const struct embed_file v1[] = {
    STEP("schema/0001_store.sql", store_step), {NULL, NULL, 0}};
static const struct embed_file v2[] = {
    STEP("schema/0002_people.sql", people_step),
    STEP("schema/0001_store.sql", store_step),
    {NULL, NULL, 0}};
static const struct embed_file v10[] = {
    STEP("schema/0001_store.sql", store_step),
    STEP("schema/0010_rebuild.sql", rebuild_step),
    STEP("schema/0002_people.sql", people_step),
    {NULL, NULL, 0}};
static const struct embed_file torn[] = {
    STEP("schema/0001_store.sql", store_step),
    STEP("schema/0002_people.sql", people_step),
    STEP("schema/0003_torn.sql", "create table x (a) strict; nonsense;"),
    {NULL, NULL, 0}};
static const struct embed_file orphan[] = {
    STEP("schema/0001_store.sql", store_step),
    STEP("schema/0002_people.sql", people_step),
    STEP("schema/0003_orphan.sql", "delete from person;"),
    {NULL, NULL, 0}};

static struct db *open_at(const char *path, enum db_mode mode,
                          const struct embed_file *schema, struct err *err)
{
    struct db_options opt = {.mode = mode, .schema = schema};
    struct db *db = NULL;
    db_open(&db, path, &opt, err);
    return db;
}

static const char *ledger_at(const struct embed_file *schema)
{
    const char *path = ground_path(ground_dir(), "a.db");
    struct err err = ERR_INIT;
    struct db *db = open_at(path, DB_CREATE, schema, &err);
    if (db == NULL) {
        fail_msg("%s (%s)", err.text, err.detail);
    }
    db_close(db);
    return path;
}

/* Files beside the ledger whose name holds the words; the last one's path. */
static int beside(const char *path, const char *words, const char **found)
{
    char dir[300];
    snprintf(dir, sizeof dir, "%s", path);
    *strrchr(dir, '/') = '\0';
    DIR *d = opendir(dir);
    assert_non_null(d);
    int n = 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (strstr(e->d_name, words) != NULL) {
            n++;
            *found = ground_path(dir, e->d_name);
        }
    }
    closedir(d);
    return n;
}

/* ---- new ---------------------------------------------------------------- */

TEST(create_makes_a_private_whole_ledger)
{
    for (int i = 0; i < 3; i++) {
        static const mode_t masks[] = {0, 022, 0777};
        const char *dir = ground_path(ground_dir(), "new");
        const char *path = ground_path(ground_path(dir, "deep"), "a.db");
        mode_t old = umask(masks[i]);
        struct err err = ERR_INIT;
        struct db *db = open_at(path, DB_CREATE, NULL, &err);
        umask(old);
        if (db == NULL) {
            fail_msg("umask %o: %s (%s)", masks[i], err.text, err.detail);
        }
        struct stat st;
        stat(path, &st);
        assert_int_equal(st.st_mode & 0777, 0600);
        stat(dir, &st);
        assert_int_equal(st.st_mode & 0777, 0700);
        assert_int_equal(db_schema_version(db), migrate_newest(db));
        assert_int_equal(strlen(db_uuid(db)), 36);
        db_close(db);
        const char *found = NULL;
        assert_int_equal(beside(path, "a.db", &found), 1);
        assert_int_equal(
            ground_sql_int(path, "select count(*) from meta where length(value)"
                                 " > 8 and key in ('ledger_uuid', 'pii_key',"
                                 " 'created_at', 'made_by')"),
            4);
        assert_int_equal(ground_sql_int(path, "select length(value) from meta"
                                              " where key = 'pii_key'"),
                         64);
    }
}

TEST(create_gives_each_ledger_its_own_secrets)
{
    struct db *a = ground_memory();
    struct db *b = ground_memory();
    assert_string_not_equal(db_uuid(a), db_uuid(b));
    struct arena mem = ARENA_INIT;
    const char *ka = NULL;
    const char *kb = NULL;
    assert_true(db_meta_get(a, &mem, "pii_key", &ka));
    assert_true(db_meta_get(b, &mem, "pii_key", &kb));
    assert_string_not_equal(ka, kb);
    arena_clear(&mem);
    db_close(a);
    db_close(b);
}

TEST(create_never_overwrites)
{
    const char *path = ground_path(ground_dir(), "a.db");
    const char *link = ground_path(ground_dir(), "l.db");
    ground_write(path, "", 0); /* not even an empty file */
    assert_int_equal(symlink("/nowhere/x", link), 0);
    const char *const taken[] = {path, link};
    for (int i = 0; i < 2; i++) {
        struct err err = ERR_INIT;
        assert_null(open_at(taken[i], DB_CREATE, NULL, &err));
        assert_true(err_is(&err, "E-DB-026"));
        struct stat st;
        assert_int_equal(lstat(taken[i], &st), 0);
    }
}

TEST(create_that_fails_leaves_nothing)
{
    const char *path = ground_path(ground_dir(), "a.db");
    struct err err = ERR_INIT;
    assert_null(open_at(path, DB_CREATE, torn, &err));
    assert_non_null(strstr(err.text, "新建账本"));
    const char *found = NULL;
    assert_int_equal(beside(path, "a.db", &found), 0);
    int injected = 0;
    for (int nth = 1; nth <= 3; nth++) {
        ground_fail(CALL_WRITE, nth, true, ENOSPC);
        struct db *db = open_at(path, DB_CREATE, v1, &err);
        injected += ground_calm();
        assert_null(db);
        assert_true(err_is(&err, "E-DB-013"));
        assert_int_equal(beside(path, "a.db", &found), 0);
    }
    assert_true(injected >= 3);
}

/* ---- old ---------------------------------------------------------------- */

TEST(migrate_runs_the_missing_steps_after_a_backup)
{
    const char *path = ledger_at(v1);
    struct err err = ERR_INIT;
    struct db *db = open_at(path, DB_WRITE, v10, &err);
    if (db == NULL) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
    assert_int_equal(db_schema_version(db), 10);
    assert_true(ground_warned(db, "升级前-v1"));
    assert_true(conn_assert(db, NULL)); /* foreign keys are on again */
    db_close(db);
    assert_int_equal(ground_sql_int(path, "pragma user_version"), 10);
    assert_int_equal(ground_sql_int(path, "select count(*) from due"), 1);
    const char *backup = NULL;
    assert_int_equal(beside(path, "升级前-v1-", &backup), 1);
    struct stat st;
    stat(backup, &st);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_equal(ground_sql_int(backup, "pragma user_version"), 1);
    db = open_at(backup, DB_READ, v1, &err);
    assert_non_null(db);
    db_close(db);
    db = open_at(path, DB_WRITE, v10, &err); /* and not again */
    assert_int_equal(db_warnings(db), 0);
    db_close(db);
    assert_int_equal(beside(path, "升级前", &backup), 1);
}

TEST(migrate_that_fails_leaves_the_old_file)
{
    const struct {
        const struct embed_file *schema;
        const char *code;
    } rows[] = {{torn, "E-DB-039"}, {orphan, "E-MIG-001"}};
    for (int i = 0; i < 2; i++) {
        for (int from = 0; from < 2; from++) {
            const char *path = ledger_at(from == 0 ? v1 : v2);
            struct ground_print print;
            ground_print_take(&print, path);
            struct err err = ERR_INIT;
            assert_null(open_at(path, DB_WRITE, rows[i].schema, &err));
            assert_true(err_is(&err, rows[i].code));
            assert_non_null(strstr(err.text, "没有改动"));
            assert_true(ground_print_same(&print, path));
            const char *backup = NULL;
            assert_int_equal(beside(path, "升级前", &backup), 1);
        }
    }
}

TEST(migrate_survives_a_full_disk_at_every_write)
{
    int injected = 0;
    for (int nth = 1; nth < 200; nth++) {
        const char *path = ledger_at(v1);
        struct err err = ERR_INIT;
        ground_fail(CALL_WRITE, nth, true, ENOSPC);
        struct db *db = open_at(path, DB_WRITE, v2, &err);
        int failed = ground_calm();
        injected += failed;
        bool ok = db != NULL;
        db_close(db);
        const char *half = NULL;
        assert_int_equal(beside(path, ".tmp", &half), 0);
        if (failed == 0) {
            assert_true(ok && injected > 10);
            return;
        }
        assert_false(ok);
        db = open_at(path, DB_WRITE, v2, &err); /* with room it works */
        assert_non_null(db);
        assert_int_equal(db_schema_version(db), 2);
        db_close(db);
    }
    fail_msg("never without a failure");
}
