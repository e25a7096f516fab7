/* Copies of files beside the ledger, named by what is in them.

   Putting one in: open the file → make the folder of the copies → copy into a
   temp file there, taking the digest on the way → sync → rename into the
   folder of the first two digits → sync of both folders.  A copy that is there
   already and whole is left alone, one that was changed is replaced.

   The folders themselves are attach_folder.c. */
#include "pbtui/store/attach.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attach_folder.h"
#include "internal.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

#define DIGEST_BYTES (ATTACH_HASH_CHARS / 2)
#define CHUNK_BYTES  ((size_t)128 * 1024)
#define TEMP_CHARS   40

/* ---- digest ------------------------------------------------------------- */

struct digest {
    crypto_generichash_state state;
    unsigned char *chunk;
    int64_t bytes;
};

static void digest_start(struct digest *d)
{
    crypto_generichash_init(&d->state, NULL, 0, DIGEST_BYTES);
    d->chunk = mem_new(CHUNK_BYTES);
    d->bytes = 0;
}

/* The next chunk: its bytes, 0 at the end, -1 with errno. */
static ssize_t digest_read(struct digest *d, int fd)
{
    ssize_t n;
    do {
        n = read(fd, d->chunk, CHUNK_BYTES);
    } while (n < 0 && errno == EINTR);
    if (n > 0) {
        crypto_generichash_update(&d->state, d->chunk, (size_t)n);
        d->bytes += n;
    }
    return n;
}

static void digest_end(struct digest *d, char hash[ATTACH_HASH_CHARS + 1])
{
    unsigned char raw[DIGEST_BYTES];
    crypto_generichash_final(&d->state, raw, sizeof raw);
    sodium_bin2hex(hash, ATTACH_HASH_CHARS + 1, raw, sizeof raw);
    mem_free(d->chunk);
}

/* False with errno: it could not be read. */
static bool digest_of(int fd, char hash[ATTACH_HASH_CHARS + 1])
{
    struct digest d;
    digest_start(&d);
    ssize_t n;
    do {
        n = digest_read(&d, fd);
    } while (n > 0);
    int why = errno;
    digest_end(&d, hash);
    errno = why;
    return n == 0;
}

/* ---- the file to be put in ---------------------------------------------- */

static bool source_trouble(int why, const char *path, struct err *err)
{
    if (why == ENOENT || why == ENOTDIR) {
        return err_set(err, ERR_IO, "E-FILE-017",
                       "找不到要存为附件的文件“%s”。请核对路径。", path);
    }
    err_set(err, ERR_IO, "E-FILE-018",
            "要存为附件的文件“%s”读不了，没有存。"
            "请检查它的权限和所在的磁盘。",
            path);
    return err_detail(err, "%s", strerror(why));
}

/* O_NONBLOCK: a pipe must be refused, not waited for. */
static int open_source(const char *path, struct stat *st, struct err *err)
{
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0 || fstat(fd, st) != 0) {
        source_trouble(errno, path, err);
    } else if (!S_ISREG(st->st_mode)) {
        err_set(err, ERR_IO, "E-FILE-019",
                "“%s”是文件夹或设备，不能存为附件。请选一个文件。", path);
    } else if (st->st_size > ATTACH_BYTES_MAX) {
        err_set(err, ERR_IO, "E-FILE-020",
                "文件“%s”超过 64 MB，不能存为附件。"
                "请压缩或拆开，或只登记它存放的位置。",
                path);
    } else {
        return fd;
    }
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

/* What was copied is one state of the file, not half of two. */
static bool source_stood_still(int fd, const struct stat *before,
                               int64_t copied, const char *path,
                               struct err *err)
{
    struct stat st;
    if (fstat(fd, &st) == 0 && st.st_size == copied &&
        st.st_size == before->st_size &&
        st.st_mtim.tv_sec == before->st_mtim.tv_sec &&
        st.st_mtim.tv_nsec == before->st_mtim.tv_nsec) {
        return true;
    }
    return err_set(err, ERR_IO, "E-FILE-021",
                   "存附件时文件“%s”正在被改动，没有存。"
                   "请在别的程序里存好、关闭它以后再试。",
                   path);
}

/* ---- putting in --------------------------------------------------------- */

/* One file on its way in. */
struct putting {
    const struct db *db;
    const char *path;
    int source;
    struct stat before;
    int base;
    char temp[TEMP_CHARS];
    int out;
    char hash[ATTACH_HASH_CHARS + 1];
    int64_t bytes;
};

static bool write_all(int fd, const unsigned char *p, size_t n)
{
    while (n > 0) {
        ssize_t done = write(fd, p, n);
        if (done < 0 && errno == EINTR) {
            continue;
        }
        if (done < 0) {
            return false;
        }
        p += done;
        n -= (size_t)done;
    }
    return true;
}

/* Under the name that base/file gives to files that are not whole yet. */
static int open_temp(struct putting *p)
{
    unsigned char random[8];
    char hex[2 * sizeof random + 1];
    randombytes_buf(random, sizeof random);
    sodium_bin2hex(hex, sizeof hex, random, sizeof random);
    snprintf(p->temp, sizeof p->temp, ".pbtui-%s.tmp", hex);
    return openat(p->base, p->temp,
                  O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static bool copy_chunks(struct putting *p, struct digest *d, struct err *err)
{
    ssize_t n;
    while ((n = digest_read(d, p->source)) > 0) {
        /* A file that grows meanwhile is refused afterwards; here it must
           only not fill the disk. */
        if (d->bytes > p->before.st_size) {
            break;
        }
        if (!write_all(p->out, d->chunk, (size_t)n)) {
            return attach_trouble(errno, p->db, err);
        }
    }
    return n >= 0 || source_trouble(errno, p->path, err);
}

static bool copy_into(struct putting *p, struct err *err)
{
    struct digest d;
    digest_start(&d);
    bool ok = copy_chunks(p, &d, err);
    p->bytes = d.bytes;
    digest_end(&d, p->hash);
    if (!ok ||
        !source_stood_still(p->source, &p->before, p->bytes, p->path, err)) {
        return false;
    }
    (void)fchmod(p->out, 0600); /* the umask; FAT knows no modes */
    return fsync(p->out) == 0 || attach_trouble(errno, p->db, err);
}

static bool copy_to_temp(struct putting *p, struct err *err)
{
    p->out = open_temp(p);
    if (p->out < 0) {
        return attach_trouble(errno, p->db, err);
    }
    struct stat st;
    if (fstat(p->out, &st) == 0) {
        attach_sweep(p->base, st.st_mtim.tv_sec);
    }
    bool ok = copy_into(p, err);
    if (close(p->out) != 0 && ok) {
        ok = attach_trouble(errno, p->db, err);
    }
    if (!ok) {
        unlinkat(p->base, p->temp, 0);
    }
    return ok;
}

static bool is_there_whole(int sub, const char *hash)
{
    char is[ATTACH_HASH_CHARS + 1];
    int fd = attach_open_plain(sub, hash + ATTACH_SUB_CHARS);
    bool whole = fd >= 0 && digest_of(fd, is) && strcmp(is, hash) == 0;
    if (fd >= 0) {
        close(fd);
    }
    return whole;
}

/* A link under the name is replaced itself, not what it points to. */
static bool put_in_place(const struct putting *p, struct err *err)
{
    char sub_name[ATTACH_SUB_CHARS + 1];
    snprintf(sub_name, sizeof sub_name, "%.*s", ATTACH_SUB_CHARS, p->hash);
    int sub = attach_make_folder(p->base, sub_name);
    bool ok = sub >= 0;
    bool moved = false;
    if (ok && !is_there_whole(sub, p->hash)) {
        moved =
            renameat(p->base, p->temp, sub, p->hash + ATTACH_SUB_CHARS) == 0;
        ok = moved && attach_sync_folder(sub) && attach_sync_folder(p->base);
    }
    int why = errno;
    if (!moved) {
        unlinkat(p->base, p->temp, 0);
    }
    if (sub >= 0) {
        close(sub);
    }
    return ok || attach_trouble(why, p->db, err);
}

static bool put_into_folder(struct putting *p, struct err *err)
{
    struct strbuf folder;
    sb_init(&folder);
    attach_folder(p->db, &folder);
    p->base = attach_make_folder(AT_FDCWD, folder.s);
    bool ok = p->base >= 0 && file_sync_dir_of(folder.s);
    int why = errno;
    sb_clear(&folder);
    ok = ok ? copy_to_temp(p, err) && put_in_place(p, err)
            : attach_trouble(why, p->db, err);
    if (p->base >= 0) {
        close(p->base);
    }
    return ok;
}

static bool may_put(struct db *db, struct err *err)
{
    if (db->in_memory) {
        return err_set(err, ERR_RULE, "E-FILE-025",
                       "这是没有存成文件的账本，旁边没有地方放附件。"
                       "请先新建账本。");
    }
    if (db->read_only) {
        return err_set(err, ERR_RULE, "E-FILE-026",
                       "账本现在只能读，没有存附件。%s", db->why);
    }
    return db_same_file(db, err);
}

/* Closes what it copies from. */
static bool put_source(struct putting *p, struct err *err)
{
    bool ok = put_into_folder(p, err);
    close(p->source);
    return ok;
}

bool attach_put(struct db *db, const char *path,
                char hash[ATTACH_HASH_CHARS + 1], int64_t *bytes,
                struct err *err)
{
    struct putting p = {.db = db, .path = path};
    if (!may_put(db, err)) {
        return false;
    }
    p.source = open_source(path, &p.before, err);
    if (p.source < 0 || !put_source(&p, err)) {
        return false;
    }
    memcpy(hash, p.hash, sizeof p.hash);
    *bytes = p.bytes;
    return true;
}

void attach_digest(const void *data, size_t n, char hash[ATTACH_HASH_CHARS + 1])
{
    unsigned char raw[DIGEST_BYTES];
    crypto_generichash(raw, sizeof raw, data, n, NULL, 0);
    sodium_bin2hex(hash, ATTACH_HASH_CHARS + 1, raw, sizeof raw);
}

/* Through a file in memory: one way in for all copies. */
bool attach_put_bytes(struct db *db, const void *data, size_t n,
                      char hash[ATTACH_HASH_CHARS + 1], struct err *err)
{
    struct putting p = {.db = db, .path = ""};
    if (!may_put(db, err)) {
        return false;
    }
    p.source = memfd_create("pbtui", MFD_CLOEXEC);
    if (p.source < 0) {
        return attach_trouble(errno, db, err);
    }
    if (!write_all(p.source, data, n) || lseek(p.source, 0, SEEK_SET) != 0 ||
        fstat(p.source, &p.before) != 0) {
        int why = errno;
        close(p.source);
        return attach_trouble(why, db, err);
    }
    if (!put_source(&p, err)) {
        return false;
    }
    memcpy(hash, p.hash, sizeof p.hash);
    return true;
}

/* ---- reading ------------------------------------------------------------ */

bool attach_path(const struct db *db, const char *hash, struct strbuf *out)
{
    int fd = attach_open_copy(db, hash);
    if (fd < 0) {
        return false;
    }
    close(fd);
    attach_folder(db, out);
    sb_addf(out, "/%.*s/%s", ATTACH_SUB_CHARS, hash, hash + ATTACH_SUB_CHARS);
    return true;
}

bool attach_check(const struct db *db, const char *hash, struct err *err)
{
    int fd = attach_open_copy(db, hash);
    if (fd < 0) {
        err_set(err, ERR_IO, "E-FILE-027",
                "这份附件不在账本旁边的“附件”文件夹里了。"
                "请从备份拷回来，或重新添加原来的文件。");
        return err_detail(err, "%s: %s", hash, strerror(errno));
    }
    char is[ATTACH_HASH_CHARS + 1];
    bool read = digest_of(fd, is);
    int why = errno;
    close(fd);
    if (!read) {
        err_set(err, ERR_IO, "E-FILE-028",
                "这份附件读不出来，可能磁盘有损坏。请从备份拷回来。");
        return err_detail(err, "%s: %s", hash, strerror(why));
    }
    if (strcmp(is, hash) != 0) {
        err_set(err, ERR_RULE, "E-FILE-029",
                "这份附件存好之后被改过，已不是原来的内容。"
                "请从备份拷回来，或重新添加原来的文件。");
        return err_detail(err, "%s is now %s", hash, is);
    }
    return true;
}
