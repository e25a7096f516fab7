/* The shared texts of a workbook: runs of one text joined, readings of
   characters (rPh) left out, escapes undone.  They lie one after another in one
   piece of memory. */
#include "xlsx_strings.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "xlsx_xml.h"

void strings_init(struct xlsx_strings *s)
{
    *s = (struct xlsx_strings){.n = 0};
    sb_init(&s->text);
}

void strings_clear(struct xlsx_strings *s)
{
    sb_clear(&s->text);
    mem_free(s->ends);
}

const char *strings_at(const struct xlsx_strings *s, size_t i, size_t *n)
{
    if (i >= s->n) {
        return NULL;
    }
    const size_t from = i == 0 ? 0 : s->ends[i - 1];
    *n = s->ends[i] - from;
    return s->text.s + from;
}

/* ---- escapes ---------------------------------------------------------------
 */

static int hex(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* _xHHHH_ */
static bool read_unit(const char *s, uint32_t *out)
{
    uint32_t unit = 0;
    if (s[0] != '_' || s[1] != 'x') {
        return false;
    }
    for (int i = 2; i < 6; i++) {
        const int digit = hex(s[i]);
        if (digit < 0) {
            return false;
        }
        unit = unit << 4 | (uint32_t)digit;
    }
    *out = unit;
    return s[6] == '_';
}

enum { UNIT = 7 };

/* Bytes of the escapes that make one character; 0: none. */
static size_t read_escape(const char *s, uint32_t *out)
{
    uint32_t low;
    if (!read_unit(s, out) || *out == 0) {
        return 0;
    }
    if (*out < 0xD800 || *out > 0xDFFF) {
        return UNIT;
    }
    if (*out > 0xDBFF || !read_unit(s + UNIT, &low) || low < 0xDC00 ||
        low > 0xDFFF) {
        return 0;
    }
    *out = 0x10000 + ((*out - 0xD800) << 10) + (low - 0xDC00);
    return 2 * UNIT;
}

void strings_unescape(struct strbuf *sb, size_t from)
{
    const char *at = strstr(sb->s + from, "_x");
    if (at == NULL) {
        return;
    }
    char *to = sb->s + (at - sb->s);
    while (*at != '\0') {
        uint32_t cp;
        const size_t n = read_escape(at, &cp);
        if (n > 0) {
            char bytes[4];
            const size_t some = utf8_put(bytes, cp);
            memcpy(to, bytes, some);
            to += some;
            at += n;
        } else {
            *to++ = *at++;
        }
    }
    sb_cut(sb, (size_t)(to - sb->s));
}

/* ---- reading ---------------------------------------------------------------
 */

/* sst > si > t, or sst > si > r > t. */
enum { DEPTH_ITEM = 2, DEPTH_TEXT = 3, DEPTH_RUN_TEXT = 4 };

struct reading {
    struct xlsx_strings *strings;
    struct xml_events *events;
    struct err *err;
    bool in_run, in_text;
    size_t begun;
};

static void on_start(void *to, const char *name, const char *const *attributes,
                     int depth)
{
    struct reading *r = to;
    (void)attributes;
    const bool text = strcmp(name, "t") == 0;
    if (depth == DEPTH_ITEM) {
        r->begun = r->strings->text.len;
    } else if (depth == DEPTH_TEXT) {
        r->in_run = strcmp(name, "r") == 0;
        r->in_text = text;
    } else if (depth == DEPTH_RUN_TEXT) {
        r->in_text = text && r->in_run;
    }
}

static void end_item(struct reading *r)
{
    struct xlsx_strings *s = r->strings;
    strings_unescape(&s->text, r->begun);
    if (s->text.len > STRINGS_BYTES || s->n == STRINGS_COUNT) {
        r->events->stop = true;
        err_set(r->err, ERR_RULE, "E-CELLS-182",
                "这个表格里的文字太多（超过 %d MB），没有读；"
                "请把要导入的那一张另存为新的 .xlsx，或分成几个文件。",
                STRINGS_BYTES >> 20);
        return;
    }
    MEM_PUSH(s->ends, s->n, s->cap);
    s->ends[s->n++] = (uint32_t)s->text.len;
}

static void on_end(void *to, const char *name, int depth)
{
    struct reading *r = to;
    (void)name;
    r->in_text = false;
    if (depth == DEPTH_ITEM) {
        end_item(r);
    }
}

static void on_text(void *to, const char *text, int n)
{
    struct reading *r = to;
    if (r->in_text && r->strings->text.len <= STRINGS_BYTES) {
        sb_addn(&r->strings->text, text, (size_t)n);
    }
}

bool strings_read(struct xlsx_strings *s, struct archive *a, const char *part,
                  struct err *err)
{
    struct xml_events events = {on_start, on_end, on_text, NULL, false};
    struct reading r = {.strings = s, .events = &events, .err = err};
    events.to = &r;
    return xml_read(a, part, &events, err);
}
