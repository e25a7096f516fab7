/* What db_open says to ledgers of another version, left by a crash, or in use
   at this moment. */
#include "ground.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "pbtui/base/clock.h"

/* ---- the state of a ledger ---------------------------------------------- */

TEST(open_and_close_leave_a_good_ledger_alone)
{
    const char *path = ground_ledger();
    for (int mode = DB_READ; mode <= DB_WRITE; mode++) {
        struct ground_print print;
        ground_print_take(&print, path);
        struct db *db = ground_open(path, (enum db_mode)mode);
        assert_int_equal(db_is_read_only(db), mode == DB_READ);
        assert_int_equal(db_warnings(db), 0);
        db_close(db);
        assert_true(ground_print_same(&print, path));
    }
}

TEST(open_of_a_newer_schema_reads_and_writes_no_byte)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma user_version=999");
    chmod(path, 0644); /* not even the rights */
    struct ground_print print;
    ground_print_take(&print, path);
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(db_is_read_only(db));
    assert_non_null(strstr(db_read_only_why(db), "999"));
    assert_int_equal(db_schema_version(db), 999);
    assert_int_equal(sqlite3_db_readonly(db->raw, "main"), 1);
    db_close(db);
    assert_true(ground_print_same(&print, path));
    struct stat st;
    stat(path, &st);
    assert_int_equal(st.st_mode & 0777, 0644);
}

TEST(open_of_a_newer_schema_does_not_recover_it)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma user_version=999");
    ground_crash(path);
    struct ground_print print;
    ground_print_take(&print, path);
    struct err err;
    assert_false(ground_try_open(path, DB_WRITE, &err));
    assert_true(err_is(&err, "E-DB-047"));
    assert_true(ground_print_same(&print, path));
}

TEST(open_of_an_older_schema_for_reading_is_refused)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma user_version=0");
    struct err err;
    assert_false(ground_try_open(path, DB_READ, &err));
    assert_true(err_is(&err, "E-DB-017"));
}

TEST(open_recovers_a_crash_and_says_so)
{
    const char *path = ground_ledger();
    int64_t before = ground_sql_int(path, "select count(*) from meta");
    ground_crash(path);
    struct ground_print print;
    ground_print_take(&print, path);
    struct err err;
    assert_false(ground_try_open(path, DB_READ, &err)); /* may not repair */
    assert_true(err_is(&err, "E-DB-022"));
    assert_true(ground_print_same(&print, path));
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(ground_warned(db, "已自动恢复"));
    db_close(db);
    assert_int_equal(ground_sql_int(path, "select count(*) from meta"), before);
    db = ground_open(path, DB_WRITE);
    assert_int_equal(db_warnings(db), 0);
    db_close(db);
}

TEST(open_turns_a_wal_ledger_back)
{
    const char *path = ground_ledger();
    ground_sql(path, "pragma journal_mode=wal");
    struct err err;
    assert_false(ground_try_open(path, DB_READ, &err));
    assert_true(err_is(&err, "E-DB-040"));
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(ground_warned(db, "日志方式"));
    db_close(db);
    db_close(ground_open(path, DB_READ));
}

/* ---- locks -------------------------------------------------------------- */

static pid_t hold_lock(const char *path, int ms)
{
    int ready[2];
    assert_int_equal(pipe(ready), 0);
    pid_t child = fork();
    if (child == 0) {
        sqlite3 *raw = NULL;
        if (sqlite3_open(path, &raw) != SQLITE_OK ||
            sqlite3_exec(raw, "begin exclusive", 0, 0, 0) != SQLITE_OK ||
            write(ready[1], "x", 1) != 1) {
            _exit(1);
        }
        usleep((useconds_t)ms * 1000);
        sqlite3_exec(raw, "rollback", 0, 0, 0);
        _exit(0);
    }
    char c;
    assert_int_equal(read(ready[0], &c, 1), 1);
    close(ready[0]);
    close(ready[1]);
    return child;
}

/* Asked with fcntl, not with SQLite: a forked SQLite still believes that the
   locks of its parent are its own. */
static bool is_reserved_for_others(const char *path)
{
    pid_t child = fork();
    if (child == 0) {
        struct flock lock = {.l_type = F_WRLCK,
                             .l_whence = SEEK_SET,
                             .l_start = 0x40000001, /* RESERVED */
                             .l_len = 1};
        int fd = open(path, O_RDWR);
        _exit(fd < 0 ? 2 : fcntl(fd, F_SETLK, &lock) == 0 ? 0 : 1);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WEXITSTATUS(status) == 1;
}

/* Any close() of the ledger that is not SQLite's own would drop the lock. */
TEST(open_drops_no_lock_of_another_connection)
{
    const char *dir = ground_dir();
    const char *path = ground_path(dir, "a.db");
    db_close(ground_open(path, DB_CREATE));
    struct db *db = ground_open(path, DB_WRITE);
    assert_true(tx_begin(db, TX_WRITE, NULL));
    db_close(ground_open(path, DB_READ));
    struct err err;
    assert_false(ground_try_open(path, DB_CREATE, &err));
    struct db *reader = ground_open(path, DB_READ);
    assert_true(db_backup(reader, ground_path(dir, "b.db"), NULL));
    db_close(reader);
    assert_true(is_reserved_for_others(path));
    assert_true(tx_commit(db, NULL));
    assert_false(is_reserved_for_others(path));
    db_close(db);
}

TEST(open_waits_for_a_short_lock)
{
    const char *path = ground_ledger();
    pid_t child = hold_lock(path, 400);
    int64_t start = clock_monotonic_ms();
    db_close(ground_open(path, DB_WRITE));
    assert_true(clock_monotonic_ms() - start >= 300);
    waitpid(child, NULL, 0);
}

TEST(open_gives_up_on_a_long_lock)
{
    const char *path = ground_ledger();
    pid_t child = hold_lock(path, 30000);
    int64_t start = clock_monotonic_ms();
    struct err err;
    assert_false(ground_try_open(path, DB_WRITE, &err));
    int64_t took = clock_monotonic_ms() - start;
    assert_true(err_is(&err, "E-DB-005"));
    assert_true(took >= STORE_BUSY_MS && took < STORE_BUSY_MS + 2000);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

TEST(open_tells_a_place_without_locks_from_a_locked_file)
{
    const char *path = ground_ledger();
    ground_fail(CALL_LOCK, 1, true, ENOLCK);
    struct err err;
    int64_t start = clock_monotonic_ms();
    bool ok = ground_try_open(path, DB_WRITE, &err);
    assert_true(ground_calm() > 0);
    assert_false(ok);
    assert_true(err_is(&err, "E-DB-024"));
    assert_true(clock_monotonic_ms() - start < 1000);
}

TEST(open_on_a_full_disk_reads)
{
    const char *path = ground_ledger();
    ground_fail(CALL_WRITE, 1, true, ENOSPC);
    struct db_options opt = {.mode = DB_WRITE};
    struct db *db = NULL;
    bool ok = db_open(&db, path, &opt, NULL);
    assert_true(ground_calm() > 0);
    assert_true(ok);
    assert_true(db_is_read_only(db));
    assert_non_null(strstr(db_read_only_why(db), "已满"));
    db_close(db);
}
