/* The folders of attach.c: made, opened, swept, and what their troubles mean.

   Each is held open and nothing in it is reached through a link: who can put a
   link there must not make us write, or read, elsewhere. */
#include "attach_folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "internal.h"
#include "pbtui/base/file.h"
#include "pbtui/store/attach.h"

#define DAY_SECONDS (24 * 60 * 60)

void attach_folder(const struct db *db, struct strbuf *out)
{
    sb_addf(out, "%s.附件", db->real_path);
}

/* Lower-case hex and nothing else: it becomes the name of a file. */
static bool is_hash(const char *hash)
{
    return strlen(hash) == ATTACH_HASH_CHARS &&
           strspn(hash, "0123456789abcdef") == ATTACH_HASH_CHARS;
}

bool attach_trouble(int why, const struct db *db, struct err *err)
{
    switch (why) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return err_set(err, ERR_IO, "E-FILE-022",
                       "账本所在的磁盘已满，附件没有存。请腾出空间后再试。");
    case ELOOP:
    case ENOTDIR:
    case EISDIR:
        return err_set(err, ERR_IO, "E-FILE-023",
                       "账本旁边存附件的地方被链接或别的文件占着，"
                       "为免写到别处，没有存。请移开它后再试：%s.附件",
                       db->path);
    default:
        err_set(err, ERR_IO, "E-FILE-024",
                "附件写不到账本旁边的文件夹里，没有存。"
                "请检查文件夹的权限和磁盘：%s.附件",
                db->path);
        return err_detail(err, "%s", strerror(why));
    }
}

static int open_folder(int at, const char *name)
{
    return openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

int attach_make_folder(int at, const char *name)
{
    int fd = open_folder(at, name);
    if (fd < 0 && errno == ENOENT &&
        (mkdirat(at, name, 0700) == 0 || errno == EEXIST)) {
        fd = open_folder(at, name);
        if (fd >= 0) {
            (void)fchmod(fd, 0700); /* the umask; FAT knows no modes */
        }
    }
    return fd;
}

bool attach_sync_folder(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

int attach_open_plain(int at, const char *name)
{
    int fd = openat(at, name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
    struct stat st;
    if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
        close(fd);
        errno = ENOENT;
        return -1;
    }
    return fd;
}

static int open_in_sub(int base, const char *hash)
{
    char name[ATTACH_SUB_CHARS + 1] = "";
    memcpy(name, hash, ATTACH_SUB_CHARS);
    int sub = open_folder(base, name);
    if (sub < 0) {
        return -1;
    }
    int fd = attach_open_plain(sub, hash + ATTACH_SUB_CHARS);
    int why = errno;
    close(sub);
    errno = why;
    return fd;
}

int attach_open_copy(const struct db *db, const char *hash)
{
    if (db->in_memory || !is_hash(hash)) {
        errno = ENOENT;
        return -1;
    }
    struct strbuf folder;
    sb_init(&folder);
    attach_folder(db, &folder);
    int base = open_folder(AT_FDCWD, folder.s);
    int why = errno;
    sb_clear(&folder);
    int fd = -1;
    if (base >= 0) {
        fd = open_in_sub(base, hash);
        why = errno;
        close(base);
    }
    errno = why;
    return fd;
}

void attach_sweep(int base, time_t now)
{
    int fd = open_folder(base, ".");
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    const struct dirent *e;
    while (folder != NULL && (e = readdir(folder)) != NULL) {
        struct stat st;
        if (file_is_torso(e->d_name) &&
            fstatat(base, e->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 &&
            st.st_mtim.tv_sec < now - DAY_SECONDS) {
            unlinkat(base, e->d_name, 0);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    } else if (fd >= 0) {
        close(fd);
    }
}
