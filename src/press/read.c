/* Reading the wire.  Three stages: bytes into a buffer that never grows → one
   line, which is UTF-8 without controls → the parts its word asks for, numbers
   within bounds.

   Whoever wrote the lines is not trusted: a line that is too long, cut off, or
   holds one part more or less is refused.  Which lines may follow which is
   decided where they are used. */
#include "read.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "say.h"

void read_refuse(const struct reader *r)
{
    refuse(WIRE_BAD_INPUT, "排版程序收到的第 %zu 行不合约定。", r->line);
}

/* Moves what is left to the front and fills up; false when nothing came. */
static bool fill(struct reader *r)
{
    memmove(r->bytes, r->bytes + r->at, r->n - r->at);
    r->n -= r->at;
    r->at = 0;
    for (;;) {
        ssize_t got = read(r->fd, r->bytes + r->n, sizeof r->bytes - r->n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            r->over = true;
            return false;
        }
        r->n += (size_t)got;
        return true;
    }
}

static bool is_clean(const char *s, size_t n)
{
    for (size_t at = 0; at < n;) {
        uint32_t cp;
        at += utf8_next(s + at, n - at, &cp);
        if (!text_cp_allowed(cp, TEXT_LINE)) {
            return false; /* no character at all, too */
        }
    }
    return true;
}

/* The next line, ended by NUL. */
static char *next_line(struct reader *r, size_t *n)
{
    r->line++;
    for (;;) {
        char *s = r->bytes + r->at;
        char *end = memchr(s, '\n', r->n - r->at);
        if (end != NULL) {
            *n = (size_t)(end - s);
            if (*n >= WIRE_LINE_BYTES || !is_clean(s, *n)) {
                read_refuse(r);
            }
            *end = '\0';
            r->at += *n + 1;
            return s;
        }
        if (r->n - r->at >= WIRE_LINE_BYTES || r->over || !fill(r)) {
            read_refuse(r);
        }
    }
}

/* ---- parts of a line ------------------------------------------------------
 */

struct parts {
    const struct reader *reader;
    char *at;
    char *end;
};

/* Up to the next blank, or the end. */
static const char *part(struct parts *p)
{
    if (p->at == NULL) {
        read_refuse(p->reader);
    }
    char *word = p->at;
    char *blank = memchr(word, ' ', (size_t)(p->end - word));
    if (blank != NULL) {
        *blank = '\0';
        p->at = blank + 1;
    } else {
        p->at = NULL;
    }
    return word;
}

static int number(struct parts *p, int least, int most)
{
    const char *s = part(p);
    bool minus = s[0] == '-';
    s += minus;
    size_t digits = strspn(s, "0123456789");
    if (digits == 0 || digits > 8 || s[digits] != '\0') {
        read_refuse(p->reader);
    }
    int n = 0;
    for (size_t i = 0; i < digits; i++) {
        n = 10 * n + (s[i] - '0');
    }
    n = minus ? -n : n;
    if (n < least || n > most) {
        read_refuse(p->reader);
    }
    return n;
}

/* Which of the words it is. */
static int choice(struct parts *p, const char *const *words, size_t n)
{
    const char *s = part(p);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(s, words[i]) == 0) {
            return (int)i;
        }
    }
    read_refuse(p->reader);
}

/* The rest of the line; `least` bytes or more. */
static void rest(struct parts *p, struct wire_line *out, size_t least)
{
    if (p->at == NULL || (size_t)(p->end - p->at) < least) {
        read_refuse(p->reader);
    }
    out->text = p->at;
    out->n_text = (size_t)(p->end - p->at);
    p->at = NULL;
}

static const char *const faces[FACE_COUNT] = WIRE_FACES;
static const char *const aligns[] = {"l", "c", "r"};
static const char *const weights[] = {"thin", "thick", "dashed"};
static const char *const ways[] = {"h", "v"};

static void read_parts(struct parts *p, struct wire_line *out)
{
    const int longest = WIRE_LENGTH;
    switch (out->word) {
    case WORD_TITLE:
        rest(p, out, 0);
        break;
    case WORD_FONT:
        out->face = (enum page_face)choice(p, faces, FACE_COUNT);
        rest(p, out, 1);
        break;
    case WORD_PAGES:
        out->pages = (size_t)number(p, 1, WIRE_PAGES);
        break;
    case WORD_PAGE:
        out->width = number(p, 100, longest);
        out->height = number(p, 100, longest);
        break;
    case WORD_STYLE:
        out->face = (enum page_face)choice(p, faces, FACE_COUNT);
        out->size = number(p, 100, 20000);
        out->cell = number(p, 100, 200000);
        break;
    case WORD_TEXT:
        out->x = number(p, -longest, longest);
        out->y = number(p, -longest, longest);
        out->width = number(p, 1, longest);
        out->align = (enum page_align)choice(p, aligns, ARRAY_LEN(aligns));
        rest(p, out, 1);
        break;
    case WORD_RULE:
        out->weight = (enum rule_weight)choice(p, weights, ARRAY_LEN(weights));
        out->x = number(p, -longest, longest);
        out->y = number(p, -longest, longest);
        out->width = number(p, 0, longest);
        out->down = choice(p, ways, ARRAY_LEN(ways)) == 1;
        break;
    case WORD_END:
        break;
    }
    if (p->at != NULL) {
        read_refuse(p->reader);
    }
}

void read_line(struct reader *r, struct wire_line *out)
{
    static const char *const words[] = {
        [WORD_TITLE] = "title", [WORD_FONT] = "font",   [WORD_PAGES] = "pages",
        [WORD_PAGE] = "page",   [WORD_STYLE] = "style", [WORD_TEXT] = "text",
        [WORD_RULE] = "rule",   [WORD_END] = "end"};
    size_t n = 0;
    char *line = next_line(r, &n);
    struct parts p = {.reader = r, .at = line, .end = line + n};
    memset(out, 0, sizeof *out);
    out->word = (enum wire_word)choice(&p, words, ARRAY_LEN(words));
    read_parts(&p, out);
}

void read_begin(struct reader *r, int fd)
{
    memset(r, 0, sizeof *r);
    r->fd = fd;
    size_t n = 0;
    if (strcmp(next_line(r, &n), WIRE_BEGIN) != 0) {
        refuse(WIRE_BAD_INPUT,
               "排版程序与台账程序的版本不一致；请把两个程序一起重新安装。");
    }
}

void read_nothing(struct reader *r)
{
    if (r->at != r->n || (!r->over && fill(r))) {
        r->line++;
        read_refuse(r);
    }
}
