/* The disk fills up, or breaks, while a sitting of 500 is closed: at every
   stair of a staircase nothing of it is saved and the clerk is told so; once
   there is room the same sitting closes without a restart.  A broken disk stops
   all writing until the ledger is opened again.  And the limit of the system on
   a file's size, which tells or kills. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

#include <errno.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define DRAFTS  500
#define MEMBERS (DRAFTS + 1) /* one of them pays for another */
#define STAIRS  40

/* ---- writes that fail -------------------------------------------------- */

static struct {
    long from; /* this write and all behind it fail; 0: none */
    long seen;
    long failed;
    int error;
} disk;

static ssize_t write_or_fail(int fd, const void *p, size_t n, off_t at)
{
    disk.seen++;
    if (disk.from == 0 || disk.seen < disk.from) {
        return pwrite(fd, p, n, at);
    }
    disk.failed++;
    errno = disk.error;
    return -1;
}

static void put_in_the_way(void)
{
    static const char *const names[] = {"pwrite", "pwrite64"};
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    for (size_t i = 0; i < 2; i++) {
        int rc = vfs->xSetSystemCall(vfs, names[i],
                                     (sqlite3_syscall_ptr)write_or_fail);
        assert_int_equal(rc, SQLITE_OK);
    }
}

static void set_disk(long from, int error)
{
    memset(&disk, 0, sizeof disk);
    disk.from = from;
    disk.error = error;
}

/* ---- the ledger -------------------------------------------------------- */

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static const char *place(const char *name)
{
    static char path[160];
    snprintf(path, sizeof path, "%s/%s.db", unit_tmp(), name);
    return path;
}

static void open_copy(struct session *s, const char *name)
{
    struct err err = ERR_INIT;
    must(session_open(s, place(name), DB_WRITE, "测试", &err), &err);
}

/* 500 have paid, nothing is posted. */
static void make_drafts(const char *name)
{
    struct session s;
    struct rig_job job;
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    rig_environment(name);
    must(rig_create(&s, place(name), MEMBERS, 2026, 2026, &err), &err);
    do {
        must(rig_prepare(&s.book, &a, &job, &err), &err);
        must(job.step == STEP_SITTING || rig_run(&s.book, &a, &job, &err),
             &err);
    } while (job.step != STEP_SITTING);
    session_close(&s);
    arena_clear(&a);
}

static void copy(const char *from, const char *to)
{
    static char bytes[1 << 16];
    size_t n;
    FILE *in = fopen(place(from), "rb");
    FILE *out = fopen(place(to), "wb");
    assert_true(in != NULL && out != NULL);
    while ((n = fread(bytes, 1, sizeof bytes, in)) > 0) {
        assert_int_equal(fwrite(bytes, 1, n, out), n);
    }
    fclose(in);
    assert_int_equal(fclose(out), 0);
    rig_environment(to);
}

/* ---- closing ----------------------------------------------------------- */

static bool close_sitting(struct session *s, struct err *err)
{
    struct rig_job job;
    struct arena a = ARENA_INIT;
    struct err why = ERR_INIT;
    must(rig_prepare(&s->book, &a, &job, &why), &why);
    assert_int_equal(job.step, STEP_SITTING);
    bool ok = rig_run(&s->book, &a, &job, err);
    arena_clear(&a);
    return ok;
}

static void expect_none_posted(struct session *s)
{
    struct rig_money now;
    struct err err = ERR_INIT;
    assert_int_equal(tx_depth(s->db), 0);
    must(rig_money(&s->book, &now, &err), &err);
    assert_int_equal(now.payments, DRAFTS);
    assert_int_equal(now.posted, 0);
    assert_int_equal(rig_int(&s->book, SQL("select count(*) from sitting")), 0);
    assert_int_equal(rig_int(&s->book, SQL("select count(*) from number")), 0);
    assert_int_equal(rig_halves(&s->book), 0);
}

static void expect_all_posted(struct session *s)
{
    struct rig_money now;
    struct err err = ERR_INIT;
    must(rig_money(&s->book, &now, &err), &err);
    assert_int_equal(now.posted, DRAFTS);
    assert_int_equal(rig_int(&s->book, SQL("select max(no) from payment")),
                     DRAFTS);
    assert_int_equal(rig_halves(&s->book), 0);
    assert_int_equal(rig_findings(&s->book), 0);
}

/* How many writes closing it takes; proves that they pass here. */
static long count_writes(void)
{
    struct session s;
    struct err err = ERR_INIT;
    copy("drafts", "counted");
    open_copy(&s, "counted");
    set_disk(0, 0);
    must(close_sitting(&s, &err), &err);
    long n = disk.seen;
    expect_all_posted(&s);
    session_close(&s);
    assert_true(n > STAIRS);
    return n;
}

static void drafts_once(void)
{
    struct stat st;
    put_in_the_way();
    set_disk(0, 0);
    if (stat(place("drafts"), &st) != 0) {
        make_drafts("drafts");
    }
}

TEST(a_full_disk_while_a_sitting_of_500_is_closed)
{
    struct session s;
    long refused = 0;
    drafts_once();
    long writes = count_writes();
    copy("drafts", "full");
    open_copy(&s, "full");
    for (long i = 0; i < STAIRS; i++) {
        struct err err = ERR_INIT;
        set_disk(1 + writes * i / STAIRS, ENOSPC);
        bool ok = close_sitting(&s, &err);
        assert_true(disk.failed > 0);
        set_disk(0, 0);
        assert_false(ok);
        assert_string_equal(err.code, "E-DB-013");
        expect_none_posted(&s);
        refused++;
    }
    assert_int_equal(rig_findings(&s.book), 0);
    struct err err = ERR_INIT;
    must(close_sitting(&s, &err), &err); /* the same window, there is room */
    expect_all_posted(&s);
    session_close(&s);
    print_message("a sitting of %d takes %ld writes; disk full at %ld stairs\n",
                  DRAFTS, writes, refused);
}

TEST(a_broken_disk_while_a_sitting_of_500_is_closed)
{
    struct session s;
    drafts_once();
    copy("drafts", "broken");
    for (long i = 1; i <= 3; i++) {
        struct err err = ERR_INIT;
        open_copy(&s, "broken");
        set_disk(i * 40, EIO);
        bool ok = close_sitting(&s, &err);
        assert_true(disk.failed > 0);
        set_disk(0, 0);
        assert_false(ok);
        assert_string_equal(err.code, "E-DB-028");
        assert_false(close_sitting(&s, &err)); /* it does not trust it again */
        assert_string_equal(err.code, "E-TX-002");
        session_close(&s);
        open_copy(&s, "broken");
        expect_none_posted(&s);
        session_close(&s);
    }
    struct err err = ERR_INIT;
    open_copy(&s, "broken");
    must(close_sitting(&s, &err), &err);
    expect_all_posted(&s);
    session_close(&s);
}

/* ---- the system's limit ------------------------------------------------ */

/* The child may let the file grow by a page or two; its exit status. */
static int close_under_limit(const char *name, bool ignored)
{
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct session s;
        struct stat st;
        struct err err = ERR_INIT;
        stat(place(name), &st);
        const struct rlimit limit = {(rlim_t)st.st_size + 8192,
                                     (rlim_t)st.st_size + 8192};
        signal(SIGXFSZ, ignored ? SIG_IGN : SIG_DFL);
        if (!session_open(&s, place(name), DB_WRITE, "测试", &err) ||
            setrlimit(RLIMIT_FSIZE, &limit) != 0) {
            _exit(3);
        }
        bool ok = close_sitting(&s, &err);
        _exit(ok ? 1 : strcmp(err.code, "E-DB-028") == 0 ? 0 : 2);
    }
    int status = -1;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    return status;
}

TEST(a_limit_on_the_file_while_a_sitting_of_500_is_closed)
{
    struct session s;
    drafts_once();
    for (int ignored = 0; ignored < 2; ignored++) {
        const char *name = ignored != 0 ? "told" : "killed";
        copy("drafts", name);
        int status = close_under_limit(name, ignored != 0);
        if (ignored != 0) {
            assert_true(WIFEXITED(status));
            assert_int_equal(WEXITSTATUS(status), 0);
        } else {
            assert_true(WIFSIGNALED(status));
            assert_int_equal(WTERMSIG(status), SIGXFSZ);
        }
        open_copy(&s, name);
        expect_none_posted(&s);
        assert_int_equal(rig_findings(&s.book), 0);
        struct err err = ERR_INIT;
        must(close_sitting(&s, &err), &err);
        expect_all_posted(&s);
        session_close(&s);
    }
}
