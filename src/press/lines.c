/* Reading lines.  Whoever wrote them is not trusted: a line that is too long,
   cut off, or holds one part more or less is refused.  Which lines may follow
   which is decided where they are used. */
#include "lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "say.h"

enum { LINES_HELD = 4 };

void lines_refuse(const struct lines *l)
{
    refuse(WIRE_BAD_INPUT, "排版程序收到的第 %zu 行不合约定。", l->line);
}

/* Moves what is left to the front and fills up; false when nothing came. */
static bool fill(struct lines *l)
{
    memmove(l->bytes, l->bytes + l->at, l->n - l->at);
    l->n -= l->at;
    l->at = 0;
    for (;;) {
        ssize_t got = read(l->fd, l->bytes + l->n, l->cap - l->n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            l->over = true;
            return false;
        }
        l->n += (size_t)got;
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
struct parts lines_next(struct lines *l)
{
    l->line++;
    for (;;) {
        char *s = l->bytes + l->at;
        char *end = memchr(s, '\n', l->n - l->at);
        if (end != NULL) {
            const size_t n = (size_t)(end - s);
            if (n >= l->most || !is_clean(s, n)) {
                lines_refuse(l);
            }
            *end = '\0';
            l->at += n + 1;
            return (struct parts){.lines = l, .at = s, .end = end};
        }
        if (l->n - l->at >= l->most || l->over || !fill(l)) {
            lines_refuse(l);
        }
    }
}

void lines_begin(struct lines *l, int fd, size_t most, const char *version)
{
    *l = (struct lines){.fd = fd, .most = most, .cap = LINES_HELD * most};
    l->bytes = mem_new(l->cap);
    if (strcmp(lines_next(l).at, version) != 0) {
        refuse(WIRE_BAD_INPUT,
               "排版程序与台账程序的版本不一致；请把两个程序一起重新安装。");
    }
}

void lines_clear(struct lines *l)
{
    mem_free(l->bytes);
    l->bytes = NULL;
}

void lines_nothing(struct lines *l)
{
    if (l->at != l->n || (!l->over && fill(l))) {
        l->line++;
        lines_refuse(l);
    }
}

/* ---- parts of a line ------------------------------------------------------
 */

const char *parts_word(struct parts *p)
{
    if (p->at == NULL) {
        lines_refuse(p->lines);
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

int parts_number(struct parts *p, int least, int most)
{
    const char *s = parts_word(p);
    bool minus = s[0] == '-';
    s += minus;
    size_t digits = strspn(s, "0123456789");
    if (digits == 0 || digits > 8 || s[digits] != '\0') {
        lines_refuse(p->lines);
    }
    int n = 0;
    for (size_t i = 0; i < digits; i++) {
        n = 10 * n + (s[i] - '0');
    }
    n = minus ? -n : n;
    if (n < least || n > most) {
        lines_refuse(p->lines);
    }
    return n;
}

size_t parts_choice(struct parts *p, const char *const *words, size_t n)
{
    const char *s = parts_word(p);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(s, words[i]) == 0) {
            return i;
        }
    }
    lines_refuse(p->lines);
}

char *parts_rest(struct parts *p, size_t least, size_t *n_bytes)
{
    if (p->at == NULL || (size_t)(p->end - p->at) < least) {
        lines_refuse(p->lines);
    }
    char *rest = p->at;
    *n_bytes = (size_t)(p->end - p->at);
    p->at = NULL;
    return rest;
}

void parts_end(const struct parts *p)
{
    if (p->at != NULL) {
        lines_refuse(p->lines);
    }
}
