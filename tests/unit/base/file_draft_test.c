/* Files that are written in steps: what is seen of them before they are kept,
   in which order they reach the disk, and what a death in between leaves. */
#include "unit.h"

#include "pbtui/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- the system, as a test wants it ----------------------------------------
   These stand before the C library's; what they are asked is noted. */

static struct {
    char
        order[16]; /* f: file synced, l: linked, r: renamed, d: folder synced */
    size_t n;
    bool named_only;   /* there are no files without names */
    int names_taken;   /* so many names are taken */
    int numbers_given; /* then there are no random numbers; -1: always */
} sys = {.numbers_given = -1};

static void note(char what)
{
    if (sys.n + 1 < sizeof sys.order) {
        sys.order[sys.n++] = what;
        sys.order[sys.n] = '\0';
    }
}

static void sys_reset(void)
{
    memset(&sys, 0, sizeof sys);
    sys.numbers_given = -1;
}

int fsync(int fd)
{
    struct stat st;
    note(fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? 'd' : 'f');
    return (int)syscall(SYS_fsync, fd);
}

int linkat(int from_dir, const char *from, int to_dir, const char *to,
           int flags)
{
    note('l');
    return (int)syscall(SYS_linkat, from_dir, from, to_dir, to, flags);
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
    note('r');
    return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, 0);
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to,
              unsigned flags)
{
    note('r');
    return (int)syscall(SYS_renameat2, from_dir, from, to_dir, to, flags);
}

int openat(int dir, const char *path, int flags, ...)
{
    va_list ap;
    va_start(ap, flags);
    const int mode =
        (flags & (O_CREAT | __O_TMPFILE)) != 0 ? va_arg(ap, int) : 0;
    va_end(ap);
    if (sys.named_only && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    if (sys.names_taken > 0 && (flags & O_EXCL) != 0) {
        sys.names_taken--;
        errno = EEXIST;
        return -1;
    }
    return (int)syscall(SYS_openat, dir, path, flags, mode);
}

ssize_t getrandom(void *to, size_t n, unsigned flags)
{
    if (sys.numbers_given == 0) {
        errno = EAGAIN;
        return -1;
    }
    sys.numbers_given -= sys.numbers_given > 0;
    return syscall(SYS_getrandom, to, n, flags);
}

/* ---- the folder of a test --------------------------------------------------
 */

/* A path in this program's folder; up to four live at once. */
static const char *in_tmp(const char *name)
{
    static char paths[4][512];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", unit_tmp(), name);
    return path;
}

static void assert_holds(const char *path, const char *want)
{
    struct strbuf got;
    sb_init(&got);
    assert_true(file_read(&got, path, 1000, NULL));
    assert_string_equal(got.s, want);
    sb_clear(&got);
}

static int mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

static int files_in(const char *path)
{
    DIR *dir = opendir(path);
    assert_non_null(dir);
    int n = 0;
    while (readdir(dir) != NULL) {
        n++;
    }
    closedir(dir);
    return n - 2;
}

TEST(file_draft_is_there_only_when_kept)
{
    struct err e = ERR_INIT;
    struct file_draft d;
    const char *path = in_tmp("draft/a.pdf");
    assert_true(file_make_dirs(in_tmp("draft"), &e));
    assert_true(file_draft_begin(&d, path, FILE_NEW, &e));
    assert_true(file_draft_add(&d, "一", 3, &e));
    assert_false(file_exists(path));
    file_draft_drop(&d);
    file_draft_drop(&d);
    assert_int_equal(files_in(in_tmp("draft")), 0);

    assert_true(file_draft_begin(&d, path, FILE_NEW, &e));
    assert_true(file_draft_add(&d, "一", 3, &e));
    assert_true(file_draft_add(&d, "二", 3, &e));
    assert_true(file_draft_keep(&d, &e));
    file_draft_drop(&d);
    assert_holds(path, "一二");
    assert_int_equal(mode_of(path), 0600);
    assert_int_equal(files_in(in_tmp("draft")), 1);
}

TEST(file_draft_sees_who_came_in_between)
{
    struct err e = ERR_INIT;
    struct file_draft d;
    const char *path = in_tmp("between/a.pdf");
    assert_true(file_make_dirs(in_tmp("between"), &e));
    assert_true(file_draft_begin(&d, path, FILE_NEW, &e));
    assert_true(file_draft_add(&d, "一", 3, &e));
    assert_true(file_write(path, "他", 3, FILE_NEW, &e));
    assert_false(file_draft_keep(&d, &e));
    assert_string_equal(e.code, "E-FILE-007");
    file_draft_drop(&d);
    assert_holds(path, "他");
    assert_int_equal(files_in(in_tmp("between")), 1);
    assert_false(file_draft_begin(&d, path, FILE_NEW, &e));
    assert_string_equal(e.code, "E-FILE-007");
    file_draft_drop(&d);
}

TEST(file_bytes_reach_the_disk_before_the_name_does)
{
    static const struct {
        bool named_only;
        enum file_flags flags;
        const char *order;
    } rows[] = {{false, FILE_NEW, "fld"},
                {false, FILE_REPLACE, "flrd"},
                {true, FILE_NEW, "frd"},
                {true, FILE_REPLACE, "frd"}};
    assert_true(file_make_dirs(in_tmp("order"), NULL));
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const char *path = in_tmp("order/a");
        unlink(path);
        sys_reset();
        sys.named_only = rows[i].named_only;
        assert_true(file_write(path, "x", 1, rows[i].flags, NULL));
        assert_string_equal(sys.order, rows[i].order);
        assert_holds(path, "x");
        assert_int_equal(mode_of(path), 0600);
        assert_int_equal(files_in(in_tmp("order")), 1);
    }
    sys_reset();
}

/* A stick, a network folder. */
TEST(file_drafts_where_every_file_has_a_name)
{
    struct err e = ERR_INIT;
    struct file_draft d;
    assert_true(file_make_dirs(in_tmp("stick"), &e));
    sys.named_only = true;
    assert_true(file_draft_begin(&d, in_tmp("stick/a"), FILE_NEW, &e));
    assert_true(file_is_torso(d.temp));
    assert_int_equal(files_in(in_tmp("stick")), 1);
    assert_true(file_draft_add(&d, "x", 1, &e));
    file_draft_drop(&d);
    assert_int_equal(files_in(in_tmp("stick")), 0);
    assert_true(file_write(in_tmp("stick/a"), "一", 3, FILE_NEW, &e));
    assert_false(file_write(in_tmp("stick/a"), "二", 3, FILE_NEW, &e));
    assert_string_equal(e.code, "E-FILE-007");
    assert_true(file_write(in_tmp("stick/a"), "三", 3, FILE_REPLACE, &e));
    assert_holds(in_tmp("stick/a"), "三");
    assert_int_equal(files_in(in_tmp("stick")), 1);
    sys_reset();
}

/* A name that was taken is somebody else's, and stays. */
TEST(file_draft_that_fails_takes_away_nothing_of_others)
{
    struct err e = ERR_INIT;
    struct file_draft d;
    assert_true(file_make_dirs(in_tmp("others"), &e));
    sys.named_only = true;
    sys.names_taken = 1;
    sys.numbers_given = 1;
    assert_false(file_draft_begin(&d, in_tmp("others/a"), FILE_NEW, &e));
    assert_string_equal(d.temp, "");
    sys_reset();
    sys.named_only = true;
    sys.names_taken = 100;
    assert_false(file_draft_begin(&d, in_tmp("others/a"), FILE_NEW, &e));
    assert_string_equal(d.temp, "");
    sys_reset();
    sys.named_only = true;
    sys.names_taken = 3;
    assert_true(file_write(in_tmp("others/a"), "x", 1, FILE_NEW, &e));
    sys_reset();
    assert_int_equal(files_in(in_tmp("others")), 1);
}

/* True when this disk knows files without names. */
static bool has_nameless(void)
{
    int fd = open(unit_tmp(), O_WRONLY | O_TMPFILE, 0600);
    if (fd >= 0) {
        close(fd);
    }
    return fd >= 0;
}

TEST(file_draft_of_a_process_that_is_killed_leaves_nothing)
{
    if (!has_nameless()) {
        print_message("this disk has no files without names\n");
        skip();
    }
    assert_true(file_make_dirs(in_tmp("killed"), NULL));
    for (int i = 0; i < 2; i++) {
        pid_t pid = fork();
        assert_true(pid >= 0);
        if (pid == 0) {
            struct file_draft d;
            bool ok = file_draft_begin(&d, in_tmp("killed/a"),
                                       i > 0 ? FILE_REPLACE : FILE_NEW, NULL) &&
                      file_draft_add(&d, "half", 4, NULL);
            raise(ok ? SIGKILL : SIGABRT);
        }
        int status = 0;
        assert_int_equal(waitpid(pid, &status, 0), pid);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
        assert_int_equal(files_in(in_tmp("killed")), 0);
    }
}

/* Whoever reads is slow, and the pipe does not block. */
TEST(file_put_waits_for_a_slow_reader)
{
    enum { BYTES = 1 << 20 };
    static char much[BYTES];
    int fd[2];
    assert_int_equal(pipe2(fd, O_NONBLOCK), 0);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        char part[4096];
        long got = 0;
        ssize_t n;
        close(fd[1]);
        usleep(100000);
        fcntl(fd[0], F_SETFL, 0);
        while ((n = read(fd[0], part, sizeof part)) > 0) {
            got += n;
        }
        _exit(got == BYTES ? 0 : 1);
    }
    close(fd[0]);
    assert_true(file_put(fd[1], much, sizeof much));
    close(fd[1]);
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
    signal(SIGPIPE, SIG_IGN);
    assert_int_equal(pipe(fd), 0);
    close(fd[0]);
    assert_false(file_put(fd[1], "x", 1));
    assert_int_equal(errno, EPIPE);
    close(fd[1]);
    signal(SIGPIPE, SIG_DFL);
}
