/* Whether everything that was given to the library is in the file: it keeps
   rows in temporary files and does not look whether they took them.  Stages:
   the end of the zip → its list of entries → each sheet unpacked, its rows and
   cells counted, its end looked at.

   Only for zips of that library: no comment, no zip64. */
#include <stdint.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include "book_parts.h"
#include "pbtui/base/mem.h"

enum {
    END_BYTES = 22, /* of the zip */
    ENTRY_BYTES = 46,
    LOCAL_BYTES = 30,
    NAME_BYTES = 64,
    PART = 65536
};

#define SHEET_END "</worksheet>"
enum { TAIL = sizeof SHEET_END - 1 };

static bool get(int fd, uint64_t at, void *out, size_t n)
{
    return pread(fd, out, n, (off_t)at) == (ssize_t)n;
}

static uint32_t number(const unsigned char *s, int bytes)
{
    uint32_t n = 0;
    for (int i = bytes - 1; i >= 0; i--) {
        n = n << 8 | s[i];
    }
    return n;
}

/* ---- one sheet ------------------------------------------------------------
 */

struct counting {
    struct book_count found;
    char before[2];  /* the last characters of the part before */
    char tail[TAIL]; /* the last of all */
};

static void count(struct counting *c, const char *s, size_t n)
{
    /* Text has no < of its own, so "<r" and "<c" are rows and cells but for
       <cols> and <col>, which stand before the rows. */
    char edge[4] = {c->before[0], c->before[1], s[0], n > 1 ? s[1] : '\0'};
    const struct {
        const char *s;
        size_t n;
    } runs[] = {{edge, sizeof edge}, {s, n}};
    for (size_t r = 0; r < ARRAY_LEN(runs); r++) {
        const char *at = runs[r].s;
        const char *end = at + runs[r].n;
        while ((at = memchr(at, '<', (size_t)(end - at))) != NULL &&
               end - at >= 3) {
            c->found.rows += memcmp(at, "<ro", 3) == 0;
            c->found.cells += memcmp(at, "<c ", 3) == 0;
            at++;
        }
    }
    for (size_t i = 0; i < n && i < 2; i++) {
        c->before[0] = c->before[1];
        c->before[1] = s[n - (n < 2 ? n : 2) + i];
    }
    const size_t keep = n < TAIL ? TAIL - n : 0;
    memmove(c->tail, c->tail + TAIL - keep, keep);
    memcpy(c->tail + keep, s + n - (TAIL - keep), TAIL - keep);
}

static bool unpack(int fd, uint64_t at, uint64_t size, struct counting *c)
{
    unsigned char in[PART];
    unsigned char out[PART];
    z_stream z = {.next_in = in};
    if (inflateInit2(&z, -MAX_WBITS) != Z_OK) {
        return false;
    }
    int state = Z_OK;
    while (state == Z_OK) {
        if (z.avail_in == 0 && size > 0) {
            const size_t n = size < PART ? (size_t)size : PART;
            if (!get(fd, at, in, n)) {
                break;
            }
            z.next_in = in;
            z.avail_in = (uInt)n;
            at += n;
            size -= n;
        }
        z.next_out = out;
        z.avail_out = PART;
        state = inflate(&z, Z_NO_FLUSH);
        if (z.avail_out < PART) {
            count(c, (const char *)out, PART - z.avail_out);
        }
    }
    inflateEnd(&z);
    return state == Z_STREAM_END;
}

static bool sheet_is_whole(int fd, const unsigned char *entry,
                           const struct book_count *wanted)
{
    unsigned char local[LOCAL_BYTES];
    const uint64_t at = number(entry + 42, 4);
    struct counting c = {.found = {0, 0}};
    return get(fd, at, local, sizeof local) &&
           unpack(fd,
                  at + LOCAL_BYTES + number(local + 26, 2) +
                      number(local + 28, 2),
                  number(entry + 20, 4), &c) &&
           c.found.rows == wanted->rows && c.found.cells == wanted->cells &&
           memcmp(c.tail, SHEET_END, TAIL) == 0;
}

/* ---- the list of entries --------------------------------------------------
 */

/* xl/worksheets/sheet3.xml: 3; else 0. */
static size_t sheet_number(const char *name)
{
    static const char before[] = "xl/worksheets/sheet";
    size_t n = 0;
    if (strncmp(name, before, sizeof before - 1) != 0) {
        return 0;
    }
    for (name += sizeof before - 1; *name >= '0' && *name <= '9'; name++) {
        n = (10 * n + (size_t)(*name - '0')) % (1000000);
    }
    return strcmp(name, ".xml") == 0 ? n : 0;
}

bool book_is_whole(int fd, const struct book_count *counts, size_t n)
{
    unsigned char end[END_BYTES];
    const off_t size = lseek(fd, 0, SEEK_END);
    if (size < END_BYTES ||
        !get(fd, (uint64_t)size - END_BYTES, end, sizeof end) ||
        memcmp(end, "PK\5\6", 4) != 0) {
        return false;
    }
    uint64_t at = number(end + 16, 4);
    size_t whole = 0;
    for (uint32_t i = number(end + 10, 2); i > 0; i--) {
        unsigned char entry[ENTRY_BYTES];
        char name[NAME_BYTES] = "";
        if (!get(fd, at, entry, sizeof entry)) {
            return false;
        }
        const size_t n_name = number(entry + 28, 2);
        if (n_name >= sizeof name || !get(fd, at + ENTRY_BYTES, name, n_name)) {
            return false;
        }
        const size_t which = sheet_number(name);
        if (which > 0 && which <= n) {
            if (!sheet_is_whole(fd, entry, &counts[which - 1])) {
                return false;
            }
            whole++;
        }
        at += ENTRY_BYTES + n_name + number(entry + 30, 2) +
              number(entry + 32, 2);
    }
    return whole == n;
}
