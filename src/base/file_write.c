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

#define TEMP_HEAD ".pbtui-"
#define TEMP_TAIL ".tmp"

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
static bool check_place(const struct file_draft *t, struct err *err)
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
    if (t->flags == FILE_NEW) {
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

static int open_temp(struct file_draft *t)
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
        if (fd >= 0) {
            return fd;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    t->temp[0] = '\0'; /* nothing of ours to be taken away */
    return -1;
}

static bool put_in_place(const struct file_draft *t)
{
    if (t->flags == FILE_REPLACE) {
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

/* ---- the steps -------------------------------------------------------------
 */

bool file_draft_begin(struct file_draft *d, const char *path,
                      enum file_flags flags, struct err *err)
{
    /* The folder is held open, so that nobody can swap it between two steps. */
    *d = (struct file_draft){.fd = -1, .path = path, .flags = flags};
    d->dir = open_dir_of(path, &d->name);
    if (d->dir < 0) {
        return file_fail(err, errno, path);
    }
    bool ok = check_place(d, err);
    if (ok) {
        d->fd = open_temp(d);
        ok = d->fd >= 0 ? true : file_fail(err, errno, path);
    }
    if (!ok) {
        file_draft_drop(d);
        return false;
    }
    /* fchmod because a strange umask may have taken our own bits away; on a
       stick without modes it may fail, and the file is still worth having. */
    (void)fchmod(d->fd, 0600);
    return true;
}

bool file_draft_add(struct file_draft *d, const char *data, size_t n,
                    struct err *err)
{
    return write_all(d->fd, data, n) ? true : file_fail(err, errno, d->path);
}

static bool close_temp(struct file_draft *d)
{
    bool ok = fsync(d->fd) == 0;
    int saved = errno;
    if (close(d->fd) != 0 && ok) {
        ok = false;
        saved = errno;
    }
    d->fd = -1;
    errno = saved;
    return ok;
}

bool file_draft_keep(struct file_draft *d, struct err *err)
{
    if (!close_temp(d) || !put_in_place(d)) {
        return file_fail(err, errno, d->path);
    }
    bool ok = sync_dir(d->dir);
    close(d->dir);
    d->dir = -1;
    return ok ? true
              : err_set(
                    err, ERR_IO, "E-FILE-016",
                    "“%s”已写出，但磁盘没有确认存牢；请检查磁盘后再写一次。",
                    d->path);
}

void file_draft_drop(struct file_draft *d)
{
    if (d->fd >= 0) {
        close(d->fd);
        d->fd = -1;
    }
    if (d->dir >= 0) {
        if (d->temp[0] != '\0') {
            unlinkat(d->dir, d->temp, 0);
        }
        close(d->dir);
        d->dir = -1;
    }
}

bool file_write(const char *path, const char *data, size_t n,
                enum file_flags flags, struct err *err)
{
    struct file_draft d;
    if (!file_draft_begin(&d, path, flags, err)) {
        return false;
    }
    bool ok = file_draft_add(&d, data, n, err) && file_draft_keep(&d, err);
    file_draft_drop(&d);
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
