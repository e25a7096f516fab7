/* An xlsx: an archive as it is, or the XML of its parts, divided by form feeds,
   which is then put into an archive: a sheet, shared texts, styles, the
   workbook, its relations.  Without that hardly a changed byte would get past
   the sums of an archive. */
#include <zlib.h>

#include "cells_feed.h"

#define REL(id, type, target)                                                  \
    "<Relationship Id=\"" id "\" Type=\"x/" type "\" Target=\"" target "\"/>"

static const struct {
    const char *path, *usual;
} parts[] = {
    {"xl/worksheets/sheet1.xml", ""},
    {"xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>"},
    {"xl/styles.xml",
     "<styleSheet><cellXfs><xf/><xf numFmtId=\"22\"/></cellXfs></styleSheet>"},
    {"xl/workbook.xml",
     "<workbook><sheets><sheet name=\"s\" r:id=\"1\"/></sheets></workbook>"},
    {"xl/_rels/workbook.xml.rels",
     "<R>" REL("1", "worksheet", "worksheets/sheet1.xml")
         REL("2", "sharedStrings", "sharedStrings.xml")
             REL("3", "styles", "styles.xml") "</R>"},
};
enum { PARTS = sizeof parts / sizeof parts[0] };

static void add_int(struct strbuf *sb, uint32_t n, int bytes)
{
    for (int i = 0; i < bytes; i++) {
        sb_addc(sb, (char)(n >> 8 * i & 0xFF));
    }
}

/* What both heads of a part share: packed as it is. */
static void add_head(struct strbuf *sb, const char *path, const char *text,
                     size_t n)
{
    add_int(sb, 20, 2);
    add_int(sb, 0, 2);
    add_int(sb, 0, 2);
    add_int(sb, 0x00210000, 4);
    add_int(sb, (uint32_t)crc32(0, (const unsigned char *)text, (uInt)n), 4);
    add_int(sb, (uint32_t)n, 4);
    add_int(sb, (uint32_t)n, 4);
    add_int(sb, (uint32_t)strlen(path), 2);
    add_int(sb, 0, 2);
}

static void add_part(struct strbuf *sb, struct strbuf *list, const char *path,
                     const char *text, size_t n)
{
    const uint32_t at = (uint32_t)sb->len;
    sb_addn(sb, "PK\3\4", 4);
    add_head(sb, path, text, n);
    sb_add(sb, path);
    sb_addn(sb, text, n);
    sb_addn(list, "PK\1\2\24\0", 6);
    add_head(list, path, text, n);
    add_int(list, 0, 2);
    add_int(list, 0, 2);
    add_int(list, 0, 2);
    add_int(list, 0, 4);
    add_int(list, at, 4);
    sb_add(list, path);
}

static void add_end(struct strbuf *sb, const struct strbuf *list)
{
    const uint32_t at = (uint32_t)sb->len;
    sb_addn(sb, list->s, list->len);
    sb_addn(sb, "PK\5\6\0\0\0\0", 8);
    add_int(sb, PARTS, 2);
    add_int(sb, PARTS, 2);
    add_int(sb, (uint32_t)list->len, 4);
    add_int(sb, at, 4);
    add_int(sb, 0, 2);
}

static int archive_of(const char *data, size_t n)
{
    struct strbuf sb;
    struct strbuf list;
    sb_init(&sb);
    sb_init(&list);
    for (size_t i = 0; i < PARTS; i++) {
        const char *end = n > 0 ? memchr(data, '\f', n) : NULL;
        const size_t some = end != NULL ? (size_t)(end - data) : n;
        if (some > 0) {
            add_part(&sb, &list, parts[i].path, data, some);
        } else {
            add_part(&sb, &list, parts[i].path, parts[i].usual,
                     strlen(parts[i].usual));
        }
        const size_t skip = some + (end != NULL);
        data += skip;
        n -= skip;
    }
    add_end(&sb, &list);
    int fd = feed_file(sb.s, sb.len);
    sb_clear(&sb);
    sb_clear(&list);
    return fd;
}

FUZZ(xlsx)
{
    const bool whole = n_bytes > 2 && memcmp(data, "PK", 2) == 0;
    feed_table(whole ? feed_file(data, n_bytes) : archive_of(data, n_bytes), "",
               "");
}
