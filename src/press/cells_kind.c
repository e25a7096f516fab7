/* What a file is, found out by its first bytes; what is no table that can be
   read is refused by its name, so that nobody reads rows of rubbish.

   An old container of Microsoft (OLE) is looked through for the name of a
   stream: an encrypted xlsx is one, and so is an .xls. */
#include "cells_kind.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "pbtui/base/mem.h"

enum { FRONT = 1024, PIECE = 65536, NAME_MAX_BYTES = 64 };

static size_t read_at(int fd, char *into, size_t n, uint64_t at)
{
    ssize_t got;
    do {
        got = pread(fd, into, n, (off_t)at);
    } while (got < 0 && errno == EINTR);
    return got > 0 ? (size_t)got : 0;
}

/* ---- OLE -------------------------------------------------------------------
 */

/* Names stand there in UTF-16, whole, in one of its folders. */
static bool has_name(int fd, const char *name)
{
    char wide[NAME_MAX_BYTES];
    const size_t n = 2 * strlen(name);
    for (size_t i = 0; i < n; i++) {
        wide[i] = i % 2 == 0 ? name[i / 2] : '\0';
    }
    char *bytes = mem_new(PIECE);
    bool found = false;
    uint64_t at = 0;
    for (size_t got; !found && (got = read_at(fd, bytes, PIECE, at)) >= n;) {
        found = memmem(bytes, got, wide, n) != NULL;
        at += got - n + 1;
    }
    mem_free(bytes);
    return found;
}

static bool refuse_ole(int fd, struct err *err)
{
    if (has_name(fd, "EncryptedPackage")) {
        return err_set(
            err, ERR_RULE, "E-CELLS-150",
            "这个表格设了打开密码，读不了；请在 Excel 或 WPS 里打开，"
            "取消密码后再存一次。");
    }
    if (has_name(fd, "Workbook") || has_name(fd, "Book")) {
        return err_set(
            err, ERR_RULE, "E-CELLS-151",
            "这是旧格式的 .xls 表格，读不了；请在 Excel 或 WPS 里打开，"
            "另存为 .xlsx 再试。");
    }
    return err_set(err, ERR_RULE, "E-CELLS-152",
                   "这是旧格式的 Office 文件（如 .doc），不是表格；"
                   "请把表格另存为 .xlsx 再试。");
}

/* ---- text that is no csv ---------------------------------------------------
 */

static bool begins(const char *s, const char *word)
{
    return strncasecmp(s, word, strlen(word)) == 0;
}

/* The beginning without a mark, blanks, and the zero bytes of UTF-16. */
static void take_front(char out[FRONT + 1], const char *s, size_t n)
{
    size_t len = 0;
    for (size_t i = 0; i < n; i++) {
        const unsigned char c = (unsigned char)s[i];
        const bool mark = len == 0 && (c >= 0xEF || c == 0xBB || c == 0xBF);
        const bool blank = len == 0 && c <= ' ';
        if (c != '\0' && !mark && !blank) {
            out[len++] = (char)c;
        }
    }
    out[len] = '\0';
}

static bool refuse_markup(const char *s, struct err *err)
{
    static const char *const html[] = {
        "<html", "<!doctype html", "<table", "<head",   "<meta",
        "<body", "<style",         "<div",   "<script", "MIME-Version:"};
    for (size_t i = 0; i < ARRAY_LEN(html); i++) {
        if (begins(s, html[i])) {
            return err_set(err, ERR_RULE, "E-CELLS-153",
                           "这是网页（有的系统导出的“.xls”其实是网页），"
                           "不是表格文件；请用 Excel 或 WPS 打开，"
                           "另存为 .xlsx 再试。");
        }
    }
    if (begins(s, "<?xml") || begins(s, "<Workbook")) {
        return err_set(
            err, ERR_RULE, "E-CELLS-154",
            "这是 XML 文件，不是 .xlsx 表格；请用 Excel 或 WPS 打开，"
            "另存为 .xlsx 再试。");
    }
    if (begins(s, "{\\rtf")) {
        return err_set(err, ERR_RULE, "E-CELLS-155",
                       "这是 RTF 文档，不是表格；请把里面的表复制到 Excel，"
                       "存为 .xlsx 再试。");
    }
    return true;
}

/* ---- by the first bytes ----------------------------------------------------
 */

static bool is_bitmap(const char *s, size_t n)
{
    return n >= 14 && memcmp(s, "BM", 2) == 0 &&
           memcmp(s + 6, "\0\0\0\0", 4) == 0;
}

static bool refuse_picture(const char *s, size_t n, struct err *err)
{
    static const struct {
        const char *bytes;
        size_t n;
    } signs[] = {{"\x89PNG", 4},      {"\xFF\xD8\xFF", 3}, {"GIF8", 4},
                 {"II*\0", 4},        {"MM\0*", 4},        {"RIFF", 4},
                 {"\0\0\0\x0CjP", 6}, {"\0\0\1\0", 4}};
    bool is = is_bitmap(s, n);
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        is = is ||
             (n >= signs[i].n && memcmp(s, signs[i].bytes, signs[i].n) == 0);
    }
    return !is ? true
               : err_set(err, ERR_RULE, "E-CELLS-156",
                         "这是图片，不是表格；请要来原来的表格文件，"
                         "或照着录入。");
}

static bool refuse_packed(const char *s, size_t n, struct err *err)
{
    static const struct {
        const char *bytes;
        size_t n;
    } signs[] = {{"Rar!\x1A\x07", 6},
                 {"7z\xBC\xAF\x27\x1C", 6},
                 {"\x1F\x8B\x08", 3},
                 {"\xFD"
                  "7zXZ",
                  5},
                 {"BZh", 3}};
    for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
        if (n >= signs[i].n && memcmp(s, signs[i].bytes, signs[i].n) == 0) {
            return err_set(err, ERR_RULE, "E-CELLS-157",
                           "这是压缩包，不是表格；请先解压，再选里面的表格。");
        }
    }
    return true;
}

static bool refuse_others(const char *s, size_t n, struct err *err)
{
    if (n >= 5 && memcmp(s, "%PDF-", 5) == 0) {
        return err_set(err, ERR_RULE, "E-CELLS-158",
                       "这是 PDF，不是表格；请要来原来的表格文件（.xlsx 或 "
                       "CSV）。");
    }
    if (n >= 16 && memcmp(s, "SQLite format 3", 16) == 0) {
        return err_set(err, ERR_RULE, "E-CELLS-159",
                       "这是账本一类的数据库文件，不是表格；"
                       "账本请用 --db 打开，不必导入。");
    }
    return refuse_picture(s, n, err) && refuse_packed(s, n, err);
}

bool kind_find(int fd, enum cells_kind *out, struct err *err)
{
    static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    char s[FRONT];
    char front[FRONT + 1];
    const size_t n = read_at(fd, s, sizeof s, 0);
    if (n == 0) {
        return err_set(err, ERR_IO, "E-CELLS-160",
                       "文件是空的，或读不出来；请复制到本机再试。");
    }
    if (n >= 8 && memcmp(s, ole, 8) == 0) {
        return refuse_ole(fd, err);
    }
    if (n >= 4 &&
        (memcmp(s, "PK\3\4", 4) == 0 || memcmp(s, "PK\5\6", 4) == 0)) {
        *out = KIND_ZIP;
        return true;
    }
    take_front(front, s, n);
    *out = KIND_TEXT;
    return refuse_others(s, n, err) && refuse_markup(front, err);
}
