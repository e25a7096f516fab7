/* Backups: whole, proved, never over anything, nothing left of a failed one. */
#include "ground.h"

#include <dirent.h>
#include <errno.h>

static int files_in(const char *dir)
{
    DIR *d = opendir(dir);
    assert_non_null(d);
    int n = 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        n += e->d_name[0] != '.';
    }
    closedir(d);
    return n;
}

TEST(backup_is_a_ledger_of_its_own)
{
    const char *path = ground_ledger();
    struct db *db = ground_open(path, DB_WRITE);
    const char *dir = ground_dir();
    const char *to = ground_path(dir, "备份 2026.db");
    struct err err = ERR_INIT;
    if (!db_backup(db, to, &err)) {
        fail_msg("%s %s (%s)", err.code, err.text, err.detail);
    }
    assert_int_equal(files_in(dir), 1);
    struct stat st;
    stat(to, &st);
    assert_int_equal(st.st_mode & 0777, 0600);
    struct db *copy = ground_open(to, DB_WRITE);
    assert_string_equal(db_uuid(copy), db_uuid(db));
    db_close(copy);
    db_close(db);
    struct strbuf a;
    struct strbuf b;
    ground_read(path, &a);
    ground_read(to, &b);
    assert_int_equal(a.len, b.len);
    sb_clear(&a);
    sb_clear(&b);
}

TEST(backup_works_while_another_window_writes)
{
    const char *path = ground_ledger();
    struct db *db = ground_open(path, DB_WRITE);
    struct db *other = ground_open(path, DB_WRITE);
    assert_true(tx_begin(other, TX_WRITE, NULL));
    assert_true(conn_exec(other, "insert into meta values ('half', '')", NULL));
    const char *to = ground_path(ground_dir(), "b.db");
    assert_true(db_backup(db, to, NULL));
    assert_int_equal(
        ground_sql_int(to, "select count(*) from meta where key = 'half'"), 0);
    tx_rollback(other);
    db_close(other);
    db_close(db);
}

TEST(backup_names_what_stands_in_its_way)
{
    const char *dir = ground_dir();
    const char *taken = ground_path(dir, "taken.db");
    ground_write(taken, "precious", 8);
    const char *link = ground_path(dir, "link.db");
    assert_int_equal(symlink("/nowhere/x", link), 0);
    const struct {
        const char *to;
        const char *code;
    } rows[] = {
        {taken, "E-BACK-001"},
        {link, "E-BACK-001"},
        {ground_path(dir, "no/folder/b.db"), "E-BACK-003"},
        {ground_path(taken, "b.db"), "E-BACK-003"},
        {"", "E-BACK-003"},
    };
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct err err = ERR_INIT;
        if (db_backup(db, rows[i].to, &err) || !err_is(&err, rows[i].code)) {
            fail_msg("%s: %s %s", rows[i].to, err.code, err.detail);
        }
    }
    db_close(db);
    struct strbuf sb;
    ground_read(taken, &sb);
    assert_string_equal(sb.s, "precious");
    sb_clear(&sb);
    assert_int_equal(files_in(dir), 2);
}

/* Each write and each sync fails once; what is there afterwards is nothing,
   or a whole backup that was reported as such. */
TEST(backup_that_fails_leaves_nothing)
{
    static const struct {
        enum ground_call call;
        int error;
    } rows[] = {{CALL_WRITE, ENOSPC}, {CALL_WRITE, EIO}, {CALL_SYNC, EIO}};
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int injected = 0;
        for (int nth = 1;; nth++) {
            assert_true(nth < 500);
            const char *dir = ground_dir();
            const char *to = ground_path(dir, "b.db");
            ground_fail(rows[i].call, nth, false, rows[i].error);
            struct err err = ERR_INIT;
            bool ok = db_backup(db, to, &err);
            int failed = ground_calm();
            injected += failed;
            assert_int_equal(files_in(dir), ok);
            assert_int_equal(ok, failed == 0);
            if (failed == 0) {
                break;
            }
        }
        assert_true(injected > 0);
        /* The file and its folder: neither sync may be left out. */
        assert_true(rows[i].call != CALL_SYNC || injected == 2);
    }
    db_close(db);
}

TEST(backup_names_a_full_disk)
{
    static const struct {
        enum ground_call call;
        const char *code;
    } rows[] = {{CALL_WRITE, "E-BACK-002"}, {CALL_SYNC, "E-BACK-002"}};
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    for (size_t i = 0; i < 2; i++) {
        ground_fail(rows[i].call, 1, true, ENOSPC);
        struct err err = ERR_INIT;
        bool ok = db_backup(db, ground_path(ground_dir(), "b.db"), &err);
        assert_true(ground_calm() > 0);
        assert_false(ok);
        assert_true(err_is(&err, rows[i].code));
    }
    db_close(db);
}

/* Every page can be read and copied; only the proof finds that an index has
   lost its entries. */
TEST(backup_of_a_damaged_ledger_is_not_called_good)
{
    static const unsigned char empty_leaf[8] = {0x0a, 0, 0, 0, 0, 0x10, 0, 0};
    const char *path = ground_ledger();
    ground_audit(path, 1, 5);
    long root = (long)ground_sql_int(
        path, "select rootpage from sqlite_schema where name = 'audit_change'");
    assert_int_equal(ground_sql_int(path, "pragma page_size"), 4096);
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, (root - 1) * 4096, SEEK_SET), 0);
    assert_int_equal(fwrite(empty_leaf, 1, sizeof empty_leaf, f),
                     sizeof empty_leaf);
    assert_int_equal(fclose(f), 0);
    const char *dir = ground_dir();
    struct db *db = ground_open(path, DB_READ);
    struct err err = ERR_INIT;
    assert_false(db_backup(db, ground_path(dir, "b.db"), &err));
    assert_true(err_is(&err, "E-BACK-004"));
    assert_non_null(strstr(err.detail, "integrity_check"));
    assert_int_equal(files_in(dir), 0);
    db_close(db);
}

/* A process with our number died here: its torso must not stand in the way. */
TEST(backup_goes_over_the_torso_of_a_dead_one)
{
    const char *dir = ground_dir();
    const char *to = ground_path(dir, "b.db");
    char torso[300];
    snprintf(torso, sizeof torso, "%s.%ld.tmp", to, (long)getpid());
    ground_write(torso, "half", 4);
    struct db *db = ground_open(ground_ledger(), DB_WRITE);
    struct err err = ERR_INIT;
    if (!db_backup(db, to, &err)) {
        fail_msg("%s %s", err.code, err.detail);
    }
    assert_int_equal(files_in(dir), 1);
    db_close(db);
}

/* We do not understand it, but the clerk's copy is whole. */
TEST(backup_of_a_newer_ledger_is_made)
{
    const char *path = ground_ledger();
    ground_sql(path, "create table newer (id integer primary key) strict;"
                     "pragma user_version=999");
    struct db *db = ground_open(path, DB_WRITE);
    const char *to = ground_path(ground_dir(), "b.db");
    struct err err = ERR_INIT;
    if (!db_backup(db, to, &err)) {
        fail_msg("%s %s", err.code, err.detail);
    }
    assert_int_equal(ground_sql_int(to, "select count(*) from newer"), 0);
    db_close(db);
}
