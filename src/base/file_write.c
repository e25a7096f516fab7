/* Writing a file whole or not at all.

   Five steps: look at what stands under the name → a new file without a name in
   the same folder → its bytes to the disk → its name → the folder to the disk.
   Until it has its name nothing has changed; after that everything has.  A
   process that is killed before leaves nothing.

   A name that is taken is taken over by a rename, so the file gets a random
   name first; where there are no files without names (FAT, network folders) it
   has one from the start. */
#include "pbtui/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

/* Until there is room again. */
static bool wait_to_write(int fd)
{
    struct pollfd p = {.fd = fd, .events = POLLOUT};
    return poll(&p, 1, -1) >= 0 || errno == EINTR;
}

bool file_put(int fd, const char *data, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, data, n);
        if (done >= 0) {
            data += done;
            n -= (size_t)done;
        } else if (errno == EAGAIN ? !wait_to_write(fd) : errno != EINTR) {
            return false;
        }
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

/* ---- names -----------------------------------------------------------------
 */

static bool link_as(const struct file_draft *d, const char *name)
{
    char self[40];
    snprintf(self, sizeof self, "/proc/self/fd/%d", d->fd);
    return linkat(AT_FDCWD, self, d->dir, name, AT_SYMLINK_FOLLOW) == 0;
}

static bool create_as(struct file_draft *d, const char *name)
{
    d->fd = openat(d->dir, name,
                   O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    return d->fd >= 0;
}

/* Under a random name, which stands in d->temp only when it is ours: it may be
   taken away later. */
static bool name_at_random(struct file_draft *d)
{
    for (int tries = 0; tries < 16; tries++) {
        uint64_t random = 0;
        char name[sizeof d->temp];
        if (getrandom(&random, sizeof random, 0) != sizeof random) {
            return false;
        }
        snprintf(name, sizeof name, TEMP_HEAD "%016llx" TEMP_TAIL,
                 (unsigned long long)random);
        if (d->fd >= 0 ? link_as(d, name) : create_as(d, name)) {
            memcpy(d->temp, name, sizeof name);
            return true;
        }
        if (errno != EEXIST) {
            break;
        }
    }
    return false;
}

/* Without /proc it could not be named later. */
static bool open_nameless(struct file_draft *d)
{
    d->fd = openat(d->dir, ".", O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
    if (d->fd >= 0 && access("/proc/self/fd", X_OK) != 0) {
        close(d->fd);
        d->fd = -1;
    }
    return d->fd >= 0;
}

static bool open_temp(struct file_draft *d)
{
    return open_nameless(d) || name_at_random(d);
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
        ok = open_temp(d) ? true : file_fail(err, errno, path);
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
    return file_put(d->fd, data, n) ? true : file_fail(err, errno, d->path);
}

/* Its bytes first: a name must never lead to half a file. */
static bool name_it(struct file_draft *d)
{
    if (fsync(d->fd) != 0) {
        return false;
    }
    if (d->temp[0] == '\0' && d->flags == FILE_NEW) {
        return link_as(d, d->name);
    }
    return (d->temp[0] != '\0' || name_at_random(d)) && put_in_place(d);
}

bool file_draft_keep(struct file_draft *d, struct err *err)
{
    if (!name_it(d)) {
        return file_fail(err, errno, d->path);
    }
    close(d->fd); /* what it could tell, fsync has told */
    d->fd = -1;
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

bool file_gate_ask(const struct file_gate *gate, struct err *err)
{
    return gate == NULL || gate->ready == NULL || gate->ready(gate->ctx, err);
}

bool file_write_gated(const char *path, const char *data, size_t n,
                      enum file_flags flags, const struct file_gate *gate,
                      struct err *err)
{
    struct file_draft d;
    if (!file_draft_begin(&d, path, flags, err)) {
        return false;
    }
    bool ok = file_draft_add(&d, data, n, err) && file_gate_ask(gate, err) &&
              file_draft_keep(&d, err);
    file_draft_drop(&d);
    return ok;
}

bool file_write(const char *path, const char *data, size_t n,
                enum file_flags flags, struct err *err)
{
    return file_write_gated(path, data, n, flags, NULL, err);
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
