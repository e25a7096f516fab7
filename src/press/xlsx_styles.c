/* Styles of cells, as far as they make days of numbers.

   A format is looked at letter by letter: what stands in quotes, in brackets,
   after \ _ or * says nothing; y and d are days, h and s times, m is a month
   unless a time stands beside it.  Formats that the program knows by number
   have no letters in the file; the Chinese ones are 27–36 and 50–58. */
#include "xlsx_styles.h"

#include <string.h>
#include <strings.h>

#include "pbtui/base/mem.h"
#include "xlsx_xml.h"

/* ---- by number -------------------------------------------------------------
 */

static const struct {
    unsigned char from, to, look;
} built_in[] = {
    {14, 17, LOOK_DAY},
    {18, 21, LOOK_TIME},
    {22, 22, LOOK_BOTH},
    {27, 31, LOOK_DAY},
    {32, 35, LOOK_TIME},
    {36, 36, LOOK_DAY},
    {45, 45, LOOK_TIME},
    {46, 46, LOOK_SPAN},
    {47, 47, LOOK_TIME},
    {50, 54, LOOK_DAY},
    /* A time in Chinese, a day in Japanese: what stands there decides. */
    {55, 56, LOOK_BOTH},
    {57, 58, LOOK_DAY},
};

void styles_init(struct xlsx_styles *s)
{
    memset(s, 0, sizeof *s);
    for (size_t i = 0; i < ARRAY_LEN(built_in); i++) {
        for (int n = built_in[i].from; n <= built_in[i].to; n++) {
            s->looks[n] = built_in[i].look;
        }
    }
}

void styles_clear(struct xlsx_styles *s)
{
    mem_free(s->formats);
}

enum xlsx_look styles_look(const struct xlsx_styles *s, size_t style)
{
    return style < s->n ? (enum xlsx_look)s->looks[s->formats[style]]
                        : LOOK_NUMBER;
}

/* ---- by letters ------------------------------------------------------------
 */

struct seen {
    bool day, time, month, span;
};

/* What means nothing: its length; 0 when something may. */
static size_t skip_plain(const char *s)
{
    if (*s == '"') {
        const char *end = strchr(s + 1, '"');
        return end != NULL ? (size_t)(end + 1 - s) : strlen(s);
    }
    if (*s == '\\' || *s == '_' || *s == '*') {
        return s[1] != '\0' ? 2 : 1;
    }
    /* 1E+05 */
    return (*s == 'E' || *s == 'e') && (s[1] == '+' || s[1] == '-') ? 2 : 0;
}

/* [h], [mm], [ss] count on past a day; other brackets are colours,
   languages, conditions. */
static size_t skip_brackets(const char *s, struct seen *seen)
{
    const char *end = strchr(s, ']');
    if (end == NULL) {
        return strlen(s);
    }
    const size_t n = (size_t)(end - s - 1);
    if (n > 0 && strspn(s + 1, "hHmMsS") == n) {
        seen->span = true;
    }
    return n + 2;
}

static size_t skip_half_day(const char *s)
{
    if (strncasecmp(s, "AM/PM", 5) == 0) {
        return 5;
    }
    return strncasecmp(s, "A/P", 3) == 0 ? 3 : 0;
}

static void see_letter(char c, struct seen *seen)
{
    switch (c | 0x20) {
    case 'y':
    case 'd':
    case 'e': /* year of an era */
        seen->day = true;
        break;
    case 'h':
    case 's':
        seen->time = true;
        break;
    case 'm':
        seen->month = true;
        break;
    default:
        break;
    }
}

enum xlsx_look styles_look_of_code(const char *code)
{
    struct seen seen = {.day = false};
    if (strncasecmp(code, "General", 7) == 0 ||
        strncasecmp(code, "Standard", 8) == 0) {
        return LOOK_NUMBER;
    }
    /* Only the first section: the others are for what is below zero, zero and
       text. */
    while (*code != '\0' && *code != ';') {
        size_t n = skip_plain(code);
        if (n == 0 && *code == '[') {
            n = skip_brackets(code, &seen);
        } else if (n == 0 && (n = skip_half_day(code)) > 0) {
            seen.time = true;
        }
        if (n == 0) {
            see_letter(*code, &seen);
            n = 1;
        }
        code += n;
    }
    if (seen.span) {
        return LOOK_SPAN;
    }
    const bool day = seen.day || (seen.month && !seen.time);
    return (enum xlsx_look)((day ? LOOK_DAY : 0) | (seen.time ? LOOK_TIME : 0));
}

/* ---- reading ---------------------------------------------------------------
 */

struct reading {
    struct xlsx_styles *styles;
    bool in_formats, in_styles;
};

static void add_style(struct xlsx_styles *s, const char *const *attributes)
{
    size_t format = 0;
    (void)xml_number(xml_attribute(attributes, "numFmtId"), STYLES_MAX - 1,
                     &format);
    if (s->n < STYLES_MAX) {
        MEM_PUSH(s->formats, s->n, s->cap);
        s->formats[s->n++] = (unsigned short)format;
    }
}

/* styleSheet > numFmts > numFmt, styleSheet > cellXfs > xf */
static void on_start(void *to, const char *name, const char *const *attributes,
                     int depth)
{
    struct reading *r = to;
    if (depth == 2) {
        r->in_formats = strcmp(name, "numFmts") == 0;
        r->in_styles = strcmp(name, "cellXfs") == 0;
    } else if (depth == 3 && r->in_formats && strcmp(name, "numFmt") == 0) {
        const char *code = xml_attribute(attributes, "formatCode");
        size_t format;
        if (code != NULL && xml_number(xml_attribute(attributes, "numFmtId"),
                                       STYLES_MAX - 1, &format)) {
            r->styles->looks[format] = (unsigned char)styles_look_of_code(code);
        }
    } else if (depth == 3 && r->in_styles && strcmp(name, "xf") == 0) {
        add_style(r->styles, attributes);
    }
}

bool styles_read(struct xlsx_styles *s, struct archive *a, const char *part,
                 struct err *err)
{
    struct reading r = {.styles = s};
    struct xml_events events = {.start = on_start, .to = &r};
    return xml_read(a, part, &events, err);
}
