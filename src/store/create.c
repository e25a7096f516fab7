/* The empty file a new ledger starts from: its folder, its name taken with
   O_EXCL, its rights.  What goes into it is migrate.c's work. */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/base/strbuf.h"

/* The empty file is closed again before SQLite opens it: see look.c. */
bool create_file(struct db *db, const struct look_probe *probe, struct err *err)
{
    int fd = open(db->real_path,
                  O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 && errno == EEXIST) {
        return err_set(
            err, ERR_IO, "E-DB-026",
            "同名的文件已经存在，新建不会覆盖它。请换一个名字，或直接打开那个账本：%s",
            db->path);
    }
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0) {
        err_set(
            err, ERR_IO, "E-DB-042",
            "不能在这里新建账本。请检查文件夹是否可写、磁盘是否已满，或换一个位置：%s",
            db->path);
        err_detail(err, "%s", strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return false;
    }
    (void)fchmod(fd, 0600); /* FAT knows no modes; opening tells the clerk */
    close(fd);
    db->dev = st.st_dev;
    db->ino = st.st_ino;
    const char *why = look_why_read_only(db, probe, &st);
    if (why != NULL) {
        unlink(db->real_path);
        err_set(
            err, ERR_IO, "E-DB-055",
            "这个位置不宜存放账本（网络盘，或文件不归本人所有），没有新建。请把账本建在本机硬盘上。");
        return err_detail(err, "%s", why);
    }
    return true;
}

bool create_folder(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL || slash == path) {
        return true;
    }
    struct strbuf folder;
    sb_init(&folder);
    sb_addn(&folder, path, (size_t)(slash - path));
    bool ok = file_exists(folder.s) || file_make_dirs(folder.s, err);
    sb_clear(&folder);
    return ok;
}
