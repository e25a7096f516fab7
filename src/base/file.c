/* Files other than the ledger: reading, folders, places.  Writing is in
   file_write.c.

   Not here: the ledger itself (SQLite alone may open it), locks. */
#include "pbtui/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_fail.h"

void file_guard_std(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) != -1) {
            continue;
        }
        /* Opened the wrong way round on purpose: reading standard input or
           writing standard output goes on failing as on a closed one, so that
           output into nowhere is never reported as done. */
        int got = open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
        if (got != fd) {
            _exit(3);
        }
    }
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static bool others_may_change(const struct stat *st)
{
    return (st->st_uid != geteuid() && st->st_uid != 0) ||
           (st->st_mode & (S_IWGRP | S_IWOTH)) != 0;
}

static bool check_readable(const struct stat *st, const char *path,
                           size_t limit, bool trusted, struct err *err)
{
    if (S_ISDIR(st->st_mode)) {
        return file_fail(err, EISDIR, path);
    }
    if (!S_ISREG(st->st_mode)) {
        return err_set(err, ERR_IO, "E-FILE-011",
                       "“%s”不是普通文件（可能是设备或管道），不能读取；"
                       "请选择普通文件。",
                       path);
    }
    if (trusted && others_may_change(st)) {
        return err_set(err, ERR_IO, "E-FILE-012",
                       "“%s”不属于您，或允许别人改写，没有采用；"
                       "请用 chmod 600 收紧它的权限。",
                       path);
    }
    if (st->st_size < 0 || (uintmax_t)st->st_size > limit) {
        return err_set(err, ERR_IO, "E-FILE-013",
                       "“%s”太大，最多 %zu KiB；请确认选对了文件。", path,
                       limit / 1024);
    }
    return true;
}

/* The size was checked before; the file may have grown since. */
static bool read_up_to(struct strbuf *out, int fd, size_t limit,
                       const char *path, struct err *err)
{
    char part[16384];
    size_t total = 0;
    for (;;) {
        ssize_t n = read(fd, part, sizeof part);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return file_fail(err, errno, path);
        }
        if (n == 0) {
            return true;
        }
        total += (size_t)n;
        if (total > limit) {
            return err_set(err, ERR_IO, "E-FILE-014",
                           "“%s”在读取时还在变大；请等写完再试。", path);
        }
        sb_addn(out, part, (size_t)n);
    }
}

static bool read_checked(struct strbuf *out, const char *path, size_t limit,
                         bool trusted, struct err *err)
{
    /* O_NONBLOCK: a pipe without a writer would hold us here for ever. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        return file_fail(err, errno, path);
    }
    struct stat st;
    size_t before = out->len;
    bool ok = fstat(fd, &st) == 0 ? true : file_fail(err, errno, path);
    ok = ok && check_readable(&st, path, limit, trusted, err) &&
         read_up_to(out, fd, limit, path, err);
    close(fd);
    if (!ok) {
        sb_cut(out, before);
    }
    return ok;
}

bool file_read(struct strbuf *out, const char *path, size_t limit,
               struct err *err)
{
    return read_checked(out, path, limit, false, err);
}

bool file_read_trusted(struct strbuf *out, const char *path, size_t limit,
                       struct err *err)
{
    return read_checked(out, path, limit, true, err);
}

static bool make_one_dir(const char *path, struct err *err)
{
    if (mkdir(path, 0700) == 0) {
        /* chmod because of a strange umask; a stick may know no modes. */
        (void)chmod(path, 0700);
        return true;
    }
    int saved = errno;
    struct stat st;
    if (stat(path, &st) != 0) {
        return file_fail(err, saved, path);
    }
    return S_ISDIR(st.st_mode) ? true : file_fail(err, ENOTDIR, path);
}

bool file_make_dirs(const char *path, struct err *err)
{
    struct strbuf part;
    sb_init(&part);
    bool ok = path[0] != '\0' ? true : file_fail(err, ENOENT, path);
    for (const char *s = path; ok && *s != '\0';) {
        const char *slash = strchr(s + 1, '/');
        const char *end = slash == NULL ? s + strlen(s) : slash;
        sb_addn(&part, s, (size_t)(end - s));
        if (strcmp(part.s, "/") != 0) {
            ok = make_one_dir(part.s, err);
        }
        s = end;
    }
    sb_clear(&part);
    return ok;
}

static const char *home(void)
{
    const char *dir = getenv("HOME");
    if (dir != NULL && dir[0] == '/') {
        return dir;
    }
    const struct passwd *pw = getpwuid(getuid());
    return pw != NULL && pw->pw_dir != NULL ? pw->pw_dir : "/";
}

void file_place(struct strbuf *out, enum file_place place, const char *tail)
{
    static const struct {
        const char *variable;
        const char *below_home;
    } places[] = {
        [PLACE_DATA] = {"XDG_DATA_HOME", "/.local/share"},
        [PLACE_STATE] = {"XDG_STATE_HOME", "/.local/state"},
        [PLACE_CONFIG] = {"XDG_CONFIG_HOME", "/.config"},
    };
    const char *dir = getenv(places[place].variable);
    if (dir != NULL && dir[0] == '/') { /* a relative one is to be ignored */
        sb_add(out, dir);
    } else {
        sb_add(out, home());
        sb_add(out, places[place].below_home);
    }
    sb_add(out, "/pbtui");
    if (tail != NULL) {
        sb_addc(out, '/');
        sb_add(out, tail);
    }
}
