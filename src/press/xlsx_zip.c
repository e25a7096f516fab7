/* An archive read part by part, never unpacked as a whole, never by a name that
   it chose for the disk.

   What a part says of its size is not believed: bytes are counted as they come,
   against what they were packed in, for each part and for all. */
#include "xlsx_zip.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static uint64_t mib(enum xlsx_limits n)
{
    return (uint64_t)n << 20;
}

bool archive_refuse(struct err *err, const char *what)
{
    err_set(err, ERR_RULE, "E-CELLS-170",
            "这个表格文件已损坏（可能没有下载完、没有拷贝完），没有读；"
            "请重新要一份，或在 Excel、WPS 里打开后另存为 .xlsx。");
    return err_detail(err, "%s", what);
}

static bool refuse_entries(struct err *err)
{
    return err_set(err, ERR_RULE, "E-CELLS-171",
                   "这个表格文件里有太多部件（最多 %d 个），不像普通的表格，"
                   "没有读；请把要导入的那一张表另存为新的 .xlsx。",
                   XLSX_ENTRIES);
}

static bool refuse_size(struct err *err)
{
    return err_set(err, ERR_RULE, "E-CELLS-172",
                   "这个表格解开以后大得不正常（可能是压缩炸弹，或有大片的"
                   "空行空列），没有读；请把有内容的部分复制到新表，"
                   "另存为 .xlsx。");
}

static bool refuse_password(struct err *err)
{
    return err_set(err, ERR_RULE, "E-CELLS-173",
                   "这个表格文件加了密，读不了；请取消密码后再存一次。");
}

/* ---- the archive -----------------------------------------------------------
 */

bool archive_open(struct archive *a, int fd, struct err *err)
{
    int why = 0;
    *a = (struct archive){.zip = NULL};
    /* libzip closes what it is given. */
    const int own = dup(fd);
    if (own < 0) {
        return archive_refuse(err, "dup");
    }
    a->zip = zip_fdopen(own, 0, &why);
    if (a->zip == NULL) {
        close(own);
        return why == ZIP_ER_MEMORY ? refuse_entries(err)
                                    : archive_refuse(err, "no archive");
    }
    a->entries = zip_get_num_entries(a->zip, 0);
    return a->entries <= XLSX_ENTRIES || refuse_entries(err);
}

void archive_close(struct archive *a)
{
    if (a->zip != NULL) {
        zip_discard(a->zip);
        a->zip = NULL;
    }
}

static char plain(char c)
{
    return (char)(c == '\\' ? '/' : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

/* How many bytes of `path` the name begins with. */
static size_t common(const char *name, const char *path)
{
    size_t n = 0;
    while (name[n] != '\0' && plain(name[n]) == plain(path[n])) {
        n++;
    }
    return n;
}

static const char *name_of(const struct archive *a, zip_int64_t i)
{
    const char *name = zip_get_name(a->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
    if (name == NULL) {
        return "";
    }
    return name[0] == '/' || name[0] == '\\' ? name + 1 : name;
}

zip_int64_t archive_find(const struct archive *a, const char *path)
{
    for (zip_int64_t i = 0; i < a->entries; i++) {
        const char *name = name_of(a, i);
        const size_t n = common(name, path);
        if (name[n] == '\0' && path[n] == '\0') {
            return i;
        }
    }
    return -1;
}

bool archive_has(const struct archive *a, const char *folder)
{
    for (zip_int64_t i = 0; i < a->entries; i++) {
        if (folder[common(name_of(a, i), folder)] == '\0') {
            return true;
        }
    }
    return false;
}

/* ---- a part ----------------------------------------------------------------
 */

bool part_open(struct part *p, struct archive *a, const char *path,
               struct err *err)
{
    struct zip_stat st;
    *p = (struct part){.archive = a, .path = path};
    const zip_int64_t i = archive_find(a, path);
    if (i < 0 || zip_stat_index(a->zip, (zip_uint64_t)i, 0, &st) != 0) {
        return archive_refuse(err, path);
    }
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 &&
        st.encryption_method != ZIP_EM_NONE) {
        return refuse_password(err);
    }
    p->packed = (st.valid & ZIP_STAT_COMP_SIZE) != 0 ? st.comp_size : 0;
    p->file = zip_fopen_index(a->zip, (zip_uint64_t)i, 0);
    return p->file != NULL || archive_refuse(err, path);
}

static bool is_too_much(const struct part *p)
{
    return p->unpacked > mib(XLSX_PART_MIB) ||
           p->archive->unpacked > mib(XLSX_ALL_MIB) ||
           (p->unpacked > mib(XLSX_RATIO_FROM_MIB) &&
            p->unpacked / XLSX_RATIO > p->packed);
}

int part_read(struct part *p, void *into, int n, struct err *err)
{
    const zip_int64_t got = zip_fread(p->file, into, (zip_uint64_t)n);
    if (got < 0) {
        (void)archive_refuse(err, p->path);
        return -1;
    }
    p->unpacked += (uint64_t)got;
    p->archive->unpacked += (uint64_t)got;
    if (is_too_much(p)) {
        (void)refuse_size(err);
        return -1;
    }
    return (int)got;
}

void part_close(struct part *p)
{
    if (p->file != NULL) {
        zip_fclose(p->file);
        p->file = NULL;
    }
}
