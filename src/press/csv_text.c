/* What a csv is written in, and its bytes as UTF-8.

   Stages: a mark at the beginning decides, whatever was wished → what was
   wished → zero bytes at one parity only: UTF-16 without its mark → valid UTF-8
   from beginning to end → GB18030 (never GBK, which lacks characters of names).
   A file that is nearly all UTF-8 is a damaged one, not GB18030: nearly any
   pair of bytes is some character there.

   The whole file is looked at for that and then read again, because a file may
   be longer than memory. */
#include "csv_text.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"

/* A file with so many characters of UTF-8 for one byte that is none. */
enum { MOSTLY = 8, MOSTLY_LEAST = 16 };

const char *csv_encoding_name(enum csv_encoding e)
{
    static const char *const names[] = {[CSV_UTF8] = "UTF-8",
                                        [CSV_GB18030] = "GB18030",
                                        [CSV_UTF16LE] = "UTF-16LE",
                                        [CSV_UTF16BE] = "UTF-16BE"};
    return names[e];
}

static ssize_t read_at(int fd, char *into, size_t n, uint64_t at)
{
    ssize_t got;
    do {
        got = pread(fd, into, n, (off_t)at);
    } while (got < 0 && errno == EINTR);
    return got;
}

/* ---- which it is -----------------------------------------------------------
 */

/* Length of the mark, 0: there is none. */
static size_t read_mark(const char *s, size_t n, enum csv_encoding *out)
{
    static const struct {
        const char *bytes;
        size_t n;
        enum csv_encoding is;
    } marks[] = {{"\xEF\xBB\xBF", 3, CSV_UTF8},
                 {"\x84\x31\x95\x33", 4, CSV_GB18030},
                 {"\xFF\xFE", 2, CSV_UTF16LE},
                 {"\xFE\xFF", 2, CSV_UTF16BE}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (n >= marks[i].n && memcmp(s, marks[i].bytes, marks[i].n) == 0) {
            *out = marks[i].is;
            return marks[i].n;
        }
    }
    return 0;
}

static bool read_wish(const char *wish, bool *any16, enum csv_encoding *out)
{
    static const struct {
        const char *name;
        enum csv_encoding is;
    } names[] = {{"utf-8", CSV_UTF8},       {"utf8", CSV_UTF8},
                 {"gb18030", CSV_GB18030},  {"gbk", CSV_GB18030},
                 {"gb2312", CSV_GB18030},   {"utf-16le", CSV_UTF16LE},
                 {"utf-16be", CSV_UTF16BE}, {"utf-16", CSV_UTF16LE},
                 {"utf16", CSV_UTF16LE}};
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        if (strcasecmp(wish, names[i].name) == 0) {
            *out = names[i].is;
            *any16 = strncasecmp(wish, "utf", 3) == 0 &&
                     strcmp(wish + strlen(wish) - 2, "16") == 0;
            return true;
        }
    }
    return false;
}

/* UTF-16 of a table has blanks, digits, separators and ends of lines, each
   with a zero byte on the same side (on the other 一 and the wide blank have
   one), and no such byte where the high ones are. */
static bool is_high_side(const char *s, size_t n, size_t side)
{
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < n; i++) {
        const char c = s[i];
        zeros[i % 2] += c == '\0';
        if (i % 2 == side &&
            (c == '\t' || c == '\n' || c == '\r' || c == ',')) {
            return false;
        }
    }
    return zeros[side] > n / 16 && zeros[side] > 2 * zeros[1 - side];
}

static bool looks_like_16(const char *s, size_t n, enum csv_encoding *out)
{
    if (is_high_side(s, n, 1)) {
        *out = CSV_UTF16LE;
        return true;
    }
    if (is_high_side(s, n, 0)) {
        *out = CSV_UTF16BE;
        return true;
    }
    return false;
}

struct scan {
    uint64_t characters; /* of three bytes and more */
    uint64_t bad, first_bad;
};

/* How far a piece could be looked at; the rest is the beginning of a
   character, unless `last`. */
static size_t scan_piece(struct scan *scan, const char *s, size_t n,
                         uint64_t at, bool last)
{
    size_t i = 0;
    while (i < n) {
        uint32_t cp;
        if ((unsigned char)s[i] < 0x80) {
            i++;
            continue;
        }
        const size_t bytes = utf8_next(s + i, n - i, &cp);
        if (cp != UTF8_INVALID) {
            scan->characters += bytes >= 3;
        } else if (!last && n - i < 4) {
            break;
        } else {
            scan->first_bad = scan->bad++ == 0 ? at + i : scan->first_bad;
        }
        i += bytes;
    }
    return i;
}

static bool scan_utf8(struct csv_text *t, struct scan *scan)
{
    uint64_t at = t->at;
    *scan = (struct scan){.first_bad = UINT64_MAX};
    for (size_t held = 0;;) {
        ssize_t got =
            read_at(t->fd, t->raw + held, sizeof t->raw - held, at + held);
        if (got < 0) {
            return false;
        }
        const size_t n = held + (size_t)got;
        const size_t done = scan_piece(scan, t->raw, n, at, got == 0);
        memmove(t->raw, t->raw + done, n - done);
        at += done;
        held = n - done;
        if (got == 0) {
            return true;
        }
    }
}

static bool find_encoding(struct csv_text *t)
{
    struct scan scan;
    ssize_t n = read_at(t->fd, t->raw, sizeof t->raw, 0);
    if (n < 0) {
        return false;
    }
    t->guessed = true;
    if (looks_like_16(t->raw, (size_t)n, &t->encoding)) {
        return true;
    }
    if (!scan_utf8(t, &scan)) {
        return false;
    }
    const bool mostly =
        scan.characters >= MOSTLY_LEAST && scan.characters / MOSTLY >= scan.bad;
    t->encoding = scan.bad == 0 || mostly ? CSV_UTF8 : CSV_GB18030;
    t->bad = scan.first_bad;
    return true;
}

/* ---- opening ---------------------------------------------------------------
 */

static bool choose(struct csv_text *t, const char *wish, struct err *err)
{
    ssize_t n = read_at(t->fd, t->raw, sizeof t->raw, 0);
    enum csv_encoding wished = CSV_UTF8;
    bool any16 = false;
    if (wish[0] != '\0' && !read_wish(wish, &any16, &wished)) {
        return err_set(err, ERR_USAGE, "E-CELLS-120",
                       "不认识编码“%s”；可以写 utf-8、gb18030 或 utf-16。",
                       wish);
    }
    size_t mark = n > 0 ? read_mark(t->raw, (size_t)n, &t->encoding) : 0;
    bool ok = n >= 0;
    t->at = mark;
    if (mark == 0 && wish[0] != '\0') {
        t->encoding = wished;
        if (any16 && n > 0) {
            (void)looks_like_16(t->raw, (size_t)n, &t->encoding);
        }
    } else if (mark == 0) {
        ok = ok && find_encoding(t);
    }
    if (ok && t->encoding == CSV_UTF8 && !t->guessed) {
        struct scan scan;
        ok = scan_utf8(t, &scan);
        t->bad = scan.first_bad;
    }
    return ok ? true
              : err_set(err, ERR_IO, "E-CELLS-121",
                        "这个文件读不出来（磁盘或网络盘有问题）；"
                        "请复制到本机再试。");
}

bool csv_text_open(struct csv_text *t, int fd, const char *wish,
                   struct err *err)
{
    *t = (struct csv_text){.fd = fd, .bad = UINT64_MAX, .to_utf8 = (iconv_t)-1};
    if (!choose(t, wish, err)) {
        return false;
    }
    if (t->encoding != CSV_UTF8) {
        t->to_utf8 = iconv_open("UTF-8", csv_encoding_name(t->encoding));
        if (t->to_utf8 == (iconv_t)-1) {
            return err_set(err, ERR_IO, "E-CELLS-122",
                           "这台电脑缺少 %s 的转换表，读不了这个文件；"
                           "请在 Excel 里另存为 .xlsx 再试。",
                           csv_encoding_name(t->encoding));
        }
    }
    return true;
}

void csv_text_close(struct csv_text *t)
{
    if (t->to_utf8 != (iconv_t)-1) {
        iconv_close(t->to_utf8);
        t->to_utf8 = (iconv_t)-1;
    }
}

static size_t mark_of(const struct csv_text *t)
{
    char s[4];
    enum csv_encoding is;
    ssize_t n = read_at(t->fd, s, sizeof s, 0);
    return n > 0 ? read_mark(s, (size_t)n, &is) : 0;
}

void csv_text_again(struct csv_text *t)
{
    t->at = mark_of(t);
    t->held = 0;
    if (t->to_utf8 != (iconv_t)-1) {
        (void)iconv(t->to_utf8, NULL, NULL, NULL, NULL);
    }
}

/* ---- reading ---------------------------------------------------------------
 */

static enum csv_got next_utf8(struct csv_text *t, const char **s, size_t *n)
{
    if (t->at >= t->bad) {
        return CSV_BAD;
    }
    const uint64_t left = t->bad - t->at;
    const size_t most = sizeof t->raw < left ? sizeof t->raw : (size_t)left;
    ssize_t got = read_at(t->fd, t->raw, most, t->at);
    if (got <= 0) {
        return got == 0 ? CSV_OVER : CSV_FAILED;
    }
    t->at += (uint64_t)got;
    *s = t->raw;
    *n = (size_t)got;
    return CSV_SOME;
}

enum csv_got csv_text_next(struct csv_text *t, const char **s, size_t *n)
{
    if (t->encoding == CSV_UTF8) {
        return next_utf8(t, s, n);
    }
    ssize_t got =
        read_at(t->fd, t->raw + t->held, sizeof t->raw - t->held, t->at);
    if (got < 0) {
        return CSV_FAILED;
    }
    t->at += (uint64_t)got;
    t->held += (size_t)got;
    char *in = t->raw;
    char *out = t->text;
    size_t in_left = t->held;
    size_t out_left = sizeof t->text;
    size_t rc = iconv(t->to_utf8, &in, &in_left, &out, &out_left);
    const int why = rc == (size_t)-1 ? errno : 0;
    memmove(t->raw, in, in_left);
    t->held = in_left;
    *s = t->text;
    *n = sizeof t->text - out_left;
    if (*n > 0) {
        return CSV_SOME; /* what is bad stands at the front next time */
    }
    if (why == EILSEQ || (in_left > 0 && got == 0)) {
        return CSV_BAD;
    }
    return got == 0 ? CSV_OVER : csv_text_next(t, s, n);
}
