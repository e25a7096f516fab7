/* The first 100 bytes of the file: is it a database, is it ours, is it whole?

   They are read through SQLite's own file handle, before any SQL: a second
   descriptor of ours would drop SQLite's locks when closed.  application_id
   and the magic lie in one disk sector and are written once, so they can be
   trusted even while a journal waits to be rolled back; sizes cannot, and are
   looked at only after recovery and under a read lock. */
#include "internal.h"

#include <string.h>

#include "pbtui/base/mem.h"

enum { HEADER = 100 };

static uint32_t be32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static sqlite3_file *file_of(struct db *db)
{
    sqlite3_file *file = NULL;
    sqlite3_file_control(db->raw, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return file != NULL && file->pMethods != NULL ? file : NULL;
}

static bool read_start(struct db *db, unsigned char bytes[HEADER],
                       int64_t *size, struct err *err)
{
    sqlite3_file *file = file_of(db);
    sqlite3_int64 n = 0;
    int rc =
        file == NULL ? SQLITE_CANTOPEN : file->pMethods->xFileSize(file, &n);
    if (rc == SQLITE_OK) {
        rc = file->pMethods->xRead(file, bytes, HEADER, 0);
    }
    *size = n;
    /* A short read is filled up with zeros, which no check below accepts. */
    if (rc != SQLITE_OK && rc != SQLITE_IOERR_SHORT_READ) {
        return db_trouble(db, rc, "read the file header", err);
    }
    return true;
}

/* ---- what else it may be ------------------------------------------------ */

static bool refuse_as_other_kind(const unsigned char *bytes, struct err *err)
{
    static const unsigned char zeros[HEADER];
    if (memcmp(bytes, zeros, HEADER) == 0) {
        return err_set(
            err, ERR_IO, "E-DB-009",
            "文件里全是零，多半是拷贝中断或磁盘故障，账本内容已不在其中。请不要再往这个盘上存东西，从备份恢复。");
    }
    if (memcmp(bytes, "PK\003\004", 4) == 0) {
        return err_set(
            err, ERR_IO, "E-DB-012",
            "这是 Excel 表格（xlsx）或压缩包，不是账本。请先打开或新建账本，再用“导入”读入表格。");
    }
    if (memcmp(bytes, "\320\317\021\340", 4) == 0) {
        return err_set(
            err, ERR_IO, "E-DB-052",
            "这是旧式的 Excel 或 Word 文件（xls、doc），不是账本。请在表格软件里另存为 xlsx 或 csv，再用“导入”。");
    }
    if (memcmp(bytes, "%PDF-", 5) == 0) {
        return err_set(err, ERR_IO, "E-DB-053",
                       "这是打印出来的 PDF，不是账本。请选账本文件。");
    }
    return err_set(
        err, ERR_IO, "E-DB-054",
        "这不是账本文件（是文字或别的程序的文件，也可能文件头已损坏）。请检查是否选错；若确是账本，请从备份恢复。");
}

static bool tell_torn(int64_t size, struct err *err)
{
    return err_set(
        err, ERR_IO, "E-DB-016",
        "账本文件不完整，只剩 %lld 字节，多半是拷贝没有完成。请重新拷贝，或从备份恢复；这个残缺的文件请先留着。",
        (long long)size);
}

bool header_read(struct db *db, struct header *out, struct err *err)
{
    unsigned char b[HEADER] = {0};
    if (!read_start(db, b, &out->file_size, err)) {
        return false;
    }
    if (memcmp(b, "SQLite format 3", 16) != 0) {
        return refuse_as_other_kind(b, err);
    }
    if (out->file_size < HEADER) {
        return tell_torn(out->file_size, err);
    }
    if (be32(b + 68) != STORE_APPLICATION_ID) {
        return err_set(
            err, ERR_IO, "E-DB-014",
            "这是另一个程序的数据库，不是党支部账本，没有改动它。请检查是否选错了文件。");
    }
    uint32_t page = (uint32_t)b[16] << 8 | b[17];
    out->page_size = page == 1 ? 65536 : page;
    /* An old writer may leave the count behind; then the two differ. */
    bool counted = be32(b + 24) == be32(b + 92);
    out->pages = counted ? be32(b + 28) : 0;
    out->user_version = be32(b + 60);
    out->wal = b[18] == 2 || b[19] == 2;
    return true;
}

bool header_is_whole(struct db *db, struct err *err)
{
    struct header h = {0};
    if (!header_read(db, &h, err)) {
        return false;
    }
    int64_t want = (int64_t)h.pages * h.page_size;
    bool torn = h.page_size == 0 || h.file_size % h.page_size != 0;
    if (!torn && h.file_size >= want) {
        return true;
    }
    tell_torn(h.file_size, err);
    return err_detail(err, "pages %u of %u bytes", h.pages, h.page_size);
}

bool header_someone_writes(struct db *db)
{
    sqlite3_file *file = file_of(db);
    int reserved = 0;
    return file != NULL &&
           file->pMethods->xCheckReservedLock(file, &reserved) == SQLITE_OK &&
           reserved != 0;
}
