/* See ground.h. */
#include "ground.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <sys/wait.h>

/* ---- folders and ledgers ------------------------------------------------ */

const char *ground_dir(void)
{
    static int n;
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb, "%s/%d", unit_tmp(), ++n);
    assert_int_equal(mkdir(sb.s, 0700), 0);
    assert_int_equal(chmod(unit_tmp(), 0711), 0); /* for ground_as_nobody */
    const char *dir = ground_path(sb.s, "");
    sb_clear(&sb);
    return dir;
}

/* A few hundred short names: kept in one list so that no checker calls them
   lost. */
const char *ground_path(const char *dir, const char *name)
{
    struct kept {
        struct kept *next;
        char path[];
    };
    static struct kept *all;
    size_t n = strlen(dir) + strlen(name) + 2;
    struct kept *k = malloc(sizeof *k + n);
    assert_non_null(k);
    snprintf(k->path, n, "%s%s%s", dir, *name != '\0' ? "/" : "", name);
    k->next = all;
    all = k;
    return k->path;
}

struct db *ground_open(const char *path, enum db_mode mode)
{
    struct db_options opt = {.mode = mode, .actor = "测试员"};
    struct err err = ERR_INIT;
    struct db *db = NULL;
    if (!db_open(&db, path, &opt, &err)) {
        fail_msg("%s: %s %s (%s)", path, err.code, err.text, err.detail);
    }
    return db;
}

bool ground_try_open(const char *path, enum db_mode mode, struct err *err)
{
    struct db_options opt = {.mode = mode};
    struct db *db = NULL;
    err_clear(err);
    bool ok = db_open(&db, path, &opt, err);
    db_close(db);
    return ok;
}

const char *ground_ledger(void)
{
    const char *path = ground_path(ground_dir(), "账本.db");
    db_close(ground_open(path, DB_CREATE));
    return path;
}

struct db *ground_memory(void)
{
    return ground_open("", DB_MEMORY);
}

/* ---- behind the program's back ------------------------------------------ */

static sqlite3 *raw_open(const char *path)
{
    sqlite3 *raw = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    assert_int_equal(sqlite3_open_v2(path, &raw, flags, NULL), SQLITE_OK);
    return raw;
}

void ground_sql(const char *path, const char *sql)
{
    sqlite3 *raw = raw_open(path);
    char *words = NULL;
    if (sqlite3_exec(raw, sql, NULL, NULL, &words) != SQLITE_OK) {
        fail_msg("%s: %s", sql, words);
    }
    sqlite3_close(raw);
}

int64_t ground_sql_int(const char *path, const char *sql)
{
    sqlite3 *raw = raw_open(path);
    sqlite3_stmt *st = NULL;
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &st, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    int64_t v = sqlite3_column_int64(st, 0);
    sqlite3_finalize(st);
    sqlite3_close(raw);
    return v;
}

void ground_audit(const char *path, int from, int to)
{
    for (int seq = from; seq <= to; seq++) {
        char sql[400];
        snprintf(sql, sizeof sql,
                 "insert into audit values (%d, %d, '2026-01-01 08:00:00', 0,"
                 "'甲', 'do', '测试', null, 'meta', 1, null, '', 1,"
                 "zeroblob(32), x'%064x')",
                 seq, seq, seq);
        ground_sql(path, sql);
    }
}

/* ---- files -------------------------------------------------------------- */

void ground_write(const char *path, const void *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

void ground_read(const char *path, struct strbuf *out)
{
    sb_init(out);
    assert_true(file_read(out, path, 64u << 20, NULL));
}

void ground_copy(const char *from, const char *to)
{
    struct strbuf sb;
    ground_read(from, &sb);
    ground_write(to, sb.s, sb.len);
    sb_clear(&sb);
}

void ground_print_take(struct ground_print *p, const char *path)
{
    ground_read(path, &p->bytes);
    assert_int_equal(lstat(path, &p->st), 0);
}

bool ground_print_same(struct ground_print *p, const char *path)
{
    struct ground_print now;
    ground_print_take(&now, path);
    bool same = now.bytes.len == p->bytes.len &&
                memcmp(now.bytes.s, p->bytes.s, now.bytes.len) == 0 &&
                now.st.st_mtim.tv_sec == p->st.st_mtim.tv_sec &&
                now.st.st_mtim.tv_nsec == p->st.st_mtim.tv_nsec &&
                now.st.st_ino == p->st.st_ino;
    sb_clear(&now.bytes);
    sb_clear(&p->bytes);
    return same;
}

bool ground_warned(const struct db *db, const char *words)
{
    for (int i = 0; i < db_warnings(db); i++) {
        if (strstr(db_warning(db, i), words) != NULL) {
            return true;
        }
    }
    return false;
}

/* ---- other processes ---------------------------------------------------- */

void ground_crash(const char *path)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        sqlite3 *raw = NULL;
        if (sqlite3_open(path, &raw) != SQLITE_OK) {
            _exit(1);
        }
        int rc = sqlite3_exec(
            raw,
            "pragma cache_size=2; begin immediate;"
            "with recursive n(i) as (select 1 union all select i + 1 from n "
            "where i < 400) insert into meta select 'crash' || i, "
            "hex(zeroblob(300)) from n;"
            "update meta set value = value || '!'",
            NULL, NULL, NULL);
        _exit(rc == SQLITE_OK ? 0 : 2);
    }
    int status = -1;
    waitpid(child, &status, 0);
    assert_int_equal(status, 0);
    struct stat st;
    struct strbuf journal;
    sb_init(&journal);
    sb_addf(&journal, "%s-journal", path);
    assert_int_equal(stat(journal.s, &st), 0);
    assert_true(st.st_size > 0);
    sb_clear(&journal);
}

int ground_as_nobody(const char *dir, int (*fn)(const char *dir))
{
    bool root = geteuid() == 0;
    if (root) {
        assert_int_equal(chown(dir, 65534, 65534), 0);
    }
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (root && (setresgid(65534, 65534, 65534) != 0 ||
                     setresuid(65534, 65534, 65534) != 0)) {
            _exit(99);
        }
        _exit(fn(dir));
    }
    int status = -1;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

/* ---- faults ------------------------------------------------------------- */

static struct {
    enum ground_call call;
    int nth;
    bool ever;
    int error;
    int seen;
    int failed;
    sqlite3_syscall_ptr fcntl;
    sqlite3_syscall_ptr pwrite;
    sqlite3_syscall_ptr pwrite64;
    sqlite3_syscall_ptr unlink;
} fault;

static bool fails_now(enum ground_call call)
{
    if (fault.call != call) {
        return false;
    }
    fault.seen++;
    if (fault.seen < fault.nth || (fault.seen > fault.nth && !fault.ever)) {
        return false;
    }
    fault.failed++;
    errno = fault.error;
    return true;
}

static int my_fcntl(int fd, int cmd, ...)
{
    va_list ap;
    va_start(ap, cmd);
    void *arg = va_arg(ap, void *);
    va_end(ap);
    if (cmd == F_SETLK && ((struct flock *)arg)->l_type != F_UNLCK &&
        fails_now(CALL_LOCK)) {
        return -1;
    }
    return fcntl(fd, cmd, arg);
}

static ssize_t my_pwrite(int fd, const void *p, size_t n, off_t at)
{
    return fails_now(CALL_WRITE) ? -1 : pwrite(fd, p, n, at);
}

static int my_unlink(const char *path)
{
    return fails_now(CALL_UNLINK) ? -1 : unlink(path);
}

/* SQLite calls these two straight from libc, not through its table, so they
   stand in the program and win over libc's. */
int fdatasync(int fd)
{
    return fails_now(CALL_SYNC) ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int fsync(int fd)
{
    return fails_now(CALL_SYNC) ? -1 : (int)syscall(SYS_fsync, fd);
}

static sqlite3_syscall_ptr swap_call(const char *name, sqlite3_syscall_ptr fn)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    sqlite3_syscall_ptr old = vfs->xGetSystemCall(vfs, name);
    assert_int_equal(vfs->xSetSystemCall(vfs, name, fn), SQLITE_OK);
    return old;
}

void ground_fail(enum ground_call call, int nth, bool ever, int error)
{
    fault.fcntl = swap_call("fcntl", (sqlite3_syscall_ptr)my_fcntl);
    fault.pwrite = swap_call("pwrite", (sqlite3_syscall_ptr)my_pwrite);
    fault.pwrite64 = swap_call("pwrite64", (sqlite3_syscall_ptr)my_pwrite);
    fault.unlink = swap_call("unlink", (sqlite3_syscall_ptr)my_unlink);
    fault.call = call;
    fault.nth = nth;
    fault.ever = ever;
    fault.error = error;
    fault.seen = 0;
    fault.failed = 0;
}

int ground_calm(void)
{
    fault.call = CALL_NONE;
    swap_call("fcntl", fault.fcntl);
    swap_call("pwrite", fault.pwrite);
    swap_call("pwrite64", fault.pwrite64);
    swap_call("unlink", fault.unlink);
    return fault.failed;
}
