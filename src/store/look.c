/* The file before SQLite sees it.

   SQLite answers a fifo by "disk I/O error", a folder by "unable to open" and
   an empty file by an empty database.  So the name is looked at first, with
   lstat and statfs only: the ledger is never opened by us, because closing
   any descriptor of it would drop SQLite's locks (reliability F20).  Stages:
   name → kind of file → size → journal beside it → who may write. */
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

/* Not in <linux/magic.h> of every distribution. */
#define MAGIC_CIFS 0xFF534D42ul
#define MAGIC_SMB2 0xFE534D42ul
#define MAGIC_CEPH 0x00C36400ul

const struct look_probe look_system = {lstat, statfs};

/* ---- the name ----------------------------------------------------------- */

static bool name_trouble(int error, const char *path, struct err *err)
{
    switch (error) {
    case ENOENT:
        err_set(
            err, ERR_IO, "E-DB-001",
            "找不到账本文件。请检查名字和所在的文件夹（U盘是否插好），或者用“新建”另建一本：%s",
            path);
        break;
    case EACCES:
        err_set(
            err, ERR_IO, "E-DB-018",
            "没有权限读取账本或进入它所在的文件夹。请用账本主人的账户登录，或请管理员改权限：%s",
            path);
        break;
    case ENOTDIR:
    case ELOOP:
    case ENAMETOOLONG:
        err_set(
            err, ERR_USAGE, "E-DB-027",
            "账本的路径不对（中间有一段不是文件夹，或者名字太长）。请检查后重新输入：%s",
            path);
        break;
    default:
        err_set(
            err, ERR_IO, "E-DB-041",
            "账本所在的位置现在读不了。请检查磁盘或U盘是否插好、是否损坏：%s",
            path);
        break;
    }
    return err_detail(err, "%s", strerror(error));
}

char *look_real_path(const char *path, struct err *err)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    if (*name == '\0') {
        name_trouble(ENOTDIR, path, err);
        return NULL;
    }
    struct strbuf folder;
    sb_init(&folder);
    if (slash == NULL) {
        sb_add(&folder, ".");
    } else {
        sb_addn(&folder, path, (size_t)(slash - path) + 1);
    }
    char *real = realpath(folder.s, NULL);
    sb_clear(&folder);
    if (real == NULL) {
        name_trouble(errno, path, err);
        return NULL;
    }
    struct strbuf whole;
    sb_init(&whole);
    sb_addf(&whole, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
    mem_free(real);
    char *joined = mem_str(whole.s);
    sb_clear(&whole);
    return joined;
}

/* ---- kind of file ------------------------------------------------------- */

static bool kind_is_file(const char *path, mode_t mode, struct err *err)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return true;
    case S_IFDIR:
        return err_set(err, ERR_IO, "E-DB-002",
                       "这是一个文件夹，不是账本。请选文件夹里面的账本文件：%s",
                       path);
    case S_IFIFO:
        return err_set(err, ERR_IO, "E-DB-003",
                       "这是一个管道，不是账本文件。请另选一个文件：%s", path);
    case S_IFSOCK:
        return err_set(err, ERR_IO, "E-DB-006",
                       "这是一个套接字，不是账本文件。请另选一个文件：%s",
                       path);
    case S_IFLNK:
        return err_set(
            err, ERR_IO, "E-DB-007",
            "这是一个链接（快捷方式），从两个名字打开同一账本会损坏它。请打开链接所指的那个文件本身：%s",
            path);
    default:
        return err_set(err, ERR_IO, "E-DB-004",
                       "这是一个设备，不是账本文件。请另选一个文件：%s", path);
    }
}

/* ---- journal ------------------------------------------------------------ */

/* Never deleted, never moved: it may hold the only copy of old pages. */
static bool look_at_journal(struct db *db, const struct look_probe *probe,
                            struct look *out, struct err *err)
{
    struct strbuf name;
    sb_init(&name);
    sb_addf(&name, "%s-journal", db->real_path);
    struct stat st;
    bool there = probe->file_stat(name.s, &st) == 0;
    bool readable =
        !there || faccessat(AT_FDCWD, name.s, R_OK, AT_EACCESS) == 0;
    sb_clear(&name);
    out->has_journal = there && st.st_size > 0;
    if (there && !S_ISREG(st.st_mode)) {
        return err_set(
            err, ERR_IO, "E-DB-019",
            "账本旁边有一个同名的“-journal”，但它不是普通文件（可能是链接），打开会损坏账本。请不要删除，把它和账本一起另存一份，再请人检查它的来历。");
    }
    if (out->has_journal && st.st_uid != out->st.st_uid) {
        return err_set(
            err, ERR_IO, "E-DB-020",
            "账本旁边有另一个用户留下的“-journal”日志，说明他没有正常退出。请不要删除，让那位用户打开一次账本自动恢复；要保险，先把两个文件一起另存一份。");
    }
    if (out->has_journal && !readable) {
        return err_set(
            err, ERR_IO, "E-DB-021",
            "账本旁边的“-journal”日志没有权限读取，无法判断账本是否完整。请不要删除，请管理员把它的权限改成与账本相同，再打开。");
    }
    return true;
}

/* ---- who may write ------------------------------------------------------ */

const char *look_share_name(unsigned long fs_type)
{
    static const struct {
        unsigned long type;
        const char *name;
    } shares[] = {
        {NFS_SUPER_MAGIC, "NFS"},   {MAGIC_CIFS, "CIFS"},
        {MAGIC_SMB2, "SMB2"},       {SMB_SUPER_MAGIC, "SMB"},
        {V9FS_MAGIC, "9P"},         {FUSE_SUPER_MAGIC, "FUSE"},
        {AFS_SUPER_MAGIC, "AFS"},   {AFS_FS_MAGIC, "AFS"},
        {CODA_SUPER_MAGIC, "Coda"}, {MAGIC_CEPH, "Ceph"},
    };
    for (size_t i = 0; i < ARRAY_LEN(shares); i++) {
        if (shares[i].type == fs_type) {
            return shares[i].name;
        }
    }
    return NULL;
}

const char *look_why_read_only(const struct db *db,
                               const struct look_probe *probe,
                               const struct stat *st)
{
    struct statfs fs;
    if (probe->fs_stat(db->real_path, &fs) == 0) {
        /* f_type is signed and 32 bits wide on some machines. */
        if (look_share_name((unsigned long)fs.f_type & 0xFFFFFFFFul) != NULL) {
            return "账本在网络位置上，多人同时写可能损坏，因此只读打开。请复制到本机硬盘再登记。";
        }
        if (((unsigned long)fs.f_flags & ST_RDONLY) != 0) {
            return "账本所在的盘是只读的（光盘，或U盘写保护开着），因此只读打开。请关掉写保护，或复制到本机硬盘再登记。";
        }
    }
    if (st->st_uid != geteuid()) {
        return "账本属于另一个用户，代他写入会留下他打不开的文件，因此只读打开。请用账本主人的账户登录后再登记。";
    }
    return NULL;
}

bool look_at_file(struct db *db, const struct look_probe *probe,
                  struct look *out, struct err *err)
{
    memset(out, 0, sizeof *out);
    if (probe->file_stat(db->real_path, &out->st) != 0) {
        return name_trouble(errno, db->path, err);
    }
    if (!kind_is_file(db->path, out->st.st_mode, err)) {
        return false;
    }
    if (out->st.st_size == 0) {
        return err_set(
            err, ERR_IO, "E-DB-008",
            "文件是空的（0 字节），可能被截断，不是新账本。请从备份恢复；若是刚才新建时断了电，请改名或删除这个空文件后重新新建：%s",
            db->path);
    }
    if (faccessat(AT_FDCWD, db->real_path, R_OK, AT_EACCESS) != 0) {
        return name_trouble(errno, db->path, err);
    }
    if (!look_at_journal(db, probe, out, err)) {
        return false;
    }
    if (out->st.st_nlink >= 2) {
        db_warn(
            db,
            "账本文件有 %ju 个名字（硬链接）。从不同的名字同时打开会损坏账本，请只保留一个名字。",
            (uintmax_t)out->st.st_nlink);
    }
    out->read_why = look_why_read_only(db, probe, &out->st);
    return true;
}

/* ---- rights ------------------------------------------------------------- */

static void warn_of_open_folder(struct db *db, const struct look_probe *probe)
{
    struct strbuf folder;
    sb_init(&folder);
    sb_add(&folder, db->real_path);
    char *slash = strrchr(folder.s, '/');
    sb_cut(&folder, slash == folder.s ? 1 : (size_t)(slash - folder.s));
    struct stat st;
    if (probe->file_stat(folder.s, &st) == 0 &&
        (st.st_mode & (S_IWGRP | S_IWOTH)) != 0 &&
        (st.st_mode & S_ISVTX) == 0) {
        db_warn(
            db,
            "账本所在的文件夹别的用户也能写，账本可能被换掉。请把账本移到只有本人能进的文件夹。");
    }
    sb_clear(&folder);
}

void look_tighten(struct db *db, const struct look_probe *probe,
                  const struct look *look)
{
    warn_of_open_folder(db, probe);
    if ((look->st.st_mode & (S_IRWXG | S_IRWXO)) == 0) {
        return;
    }
    struct stat st;
    if (chmod(db->real_path, S_IRUSR | S_IWUSR) == 0 &&
        probe->file_stat(db->real_path, &st) == 0 &&
        (st.st_mode & (S_IRWXG | S_IRWXO)) == 0) {
        db_warn(db, "账本文件原来别的用户也能读，已改为只有本人能读写。");
        return;
    }
    /* FAT and exFAT take the chmod and forget it. */
    db_warn(
        db,
        "账本所在的盘不能设权限，拿到这个盘的人都能读。请把账本放在本机硬盘，U盘上只放加密的备份。");
}
