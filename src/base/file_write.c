/* Writing a file whole or not at all.

   Five steps: look at what stands under the name → a new file with a random
   name in the same folder → its bytes to the disk → the rename → the folder to
   the disk.  Until the rename nothing under the name has changed; after it
   everything has. */
#include "pbtui/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "file_fail.h"

#define TEMP_BYTES 40
#define TEMP_HEAD  ".pbtui-"
#define TEMP_TAIL  ".tmp"

/* Where a file is written: the folder held open, so that nobody can swap it
   between two steps, and the names inside it. */
struct target {
    int dir;
    const char *name;
    const char *path; /* as given, for messages */
    char temp[TEMP_BYTES];
};

static int open_dir_of(const char *path, const char **name)
{
    const char *slash = strrchr(path, '/');
    *name = slash == NULL ? path : slash + 1;
    struct strbuf dir;
    sb_init(&dir);
    if (slash == NULL) {
        sb_add(&dir, ".");
    } else {
        sb_addn(&dir, path, slash == path ? 1 : (size_t)(slash - path));
    }
    int fd = open(dir.s, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int saved = errno;
    sb_clear(&dir);
    errno = saved;
    return fd;
}

/* What stands under the name already must be nothing or, when replacing, a
   plain file. */
static bool check_place(const struct target *t, enum file_flags flags,
                        struct err *err)
{
    if (t->name[0] == '\0' || strcmp(t->name, ".") == 0 ||
        strcmp(t->name, "..") == 0) {
        return file_fail(err, EISDIR, t->path);
    }
    struct stat st;
    if (fstatat(t->dir, t->name, &st, AT_SYMLINK_NOFOLLOW) != 0) {
        return errno == ENOENT ? true : file_fail(err, errno, t->path);
    }
    if (S_ISLNK(st.st_mode)) {
        return file_fail(err, ELOOP, t->path);
    }
    if (S_ISDIR(st.st_mode)) {
        return file_fail(err, EISDIR, t->path);
    }
    if (flags == FILE_NEW) {
        return file_fail(err, EEXIST, t->path);
    }
    if (!S_ISREG(st.st_mode)) {
        return err_set(err, ERR_IO, "E-FILE-015",
                       "“%s”是设备或管道，不能用文件替换它；请换个文件名。",
                       t->path);
    }
    return true;
}

static bool write_all(int fd, const char *data, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, data, n);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done < 0) {
            return false;
        }
        data += done;
        n -= (size_t)done;
    }
    return true;
}

bool file_is_torso(const char *name)
{
    const size_t head = sizeof TEMP_HEAD - 1;
    return strncmp(name, TEMP_HEAD, head) == 0 &&
           strspn(name + head, "0123456789abcdef") == 16 &&
           strcmp(name + head + 16, TEMP_TAIL) == 0;
}

static int open_temp(struct target *t)
{
    for (int tries = 0; tries < 16; tries++) {
        uint64_t random = 0;
        if (getrandom(&random, sizeof random, 0) != sizeof random) {
            return -1;
        }
        snprintf(t->temp, sizeof t->temp, TEMP_HEAD "%016llx" TEMP_TAIL,
                 (unsigned long long)random);
        int fd =
            openat(t->dir, t->temp,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

/* The temp file holds all bytes, on the disk, with the right mode. */
static bool fill_temp(struct target *t, const char *data, size_t n,
                      struct err *err)
{
    int fd = open_temp(t);
    if (fd < 0) {
        return file_fail(err, errno, t->path);
    }
    /* fchmod because a strange umask may have taken our own bits away; on a
       stick without modes it may fail, and the file is still worth having. */
    (void)fchmod(fd, 0600);
    bool ok = write_all(fd, data, n) && fsync(fd) == 0;
    int saved = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        saved = errno;
    }
    if (!ok) {
        unlinkat(t->dir, t->temp, 0);
        return file_fail(err, saved, t->path);
    }
    return true;
}

static bool put_in_place(const struct target *t, enum file_flags flags)
{
    if (flags == FILE_REPLACE) {
        return renameat(t->dir, t->temp, t->dir, t->name) == 0;
    }
    if (renameat2(t->dir, t->temp, t->dir, t->name, RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return false;
    }
    /* Network folders know no RENAME_NOREPLACE; a hard link refuses a taken
       name, too. */
    if (linkat(t->dir, t->temp, t->dir, t->name, 0) != 0) {
        return false;
    }
    unlinkat(t->dir, t->temp, 0);
    return true;
}

/* Some file systems cannot sync a folder; that is no failure. */
static bool sync_dir(int dir)
{
    return fsync(dir) == 0 || errno == EINVAL || errno == ENOTSUP ||
           errno == EROFS;
}

bool file_write(const char *path, const char *data, size_t n,
                enum file_flags flags, struct err *err)
{
    struct target t = {.path = path};
    t.dir = open_dir_of(path, &t.name);
    if (t.dir < 0) {
        return file_fail(err, errno, path);
    }
    bool ok = check_place(&t, flags, err) && fill_temp(&t, data, n, err);
    if (ok && !put_in_place(&t, flags)) {
        int saved = errno;
        unlinkat(t.dir, t.temp, 0);
        ok = file_fail(err, saved, path);
    }
    if (ok && !sync_dir(t.dir)) {
        ok = err_set(err, ERR_IO, "E-FILE-016",
                     "“%s”已写出，但磁盘没有确认存牢；请检查磁盘后再写一次。",
                     path);
    }
    close(t.dir);
    return ok;
}

bool file_sync_dir_of(const char *path)
{
    const char *name;
    int fd = open_dir_of(path, &name);
    if (fd < 0) {
        return false;
    }
    bool ok = sync_dir(fd);
    close(fd);
    return ok;
}
