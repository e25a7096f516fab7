/* Folding keeps one character one character, so a match can be told in bytes
   of the text as it stands. */
#include "find.h"

#include <string.h>

#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

static uint32_t fold(uint32_t cp)
{
    cp = text_fold_cp(cp);
    return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
}

void needle_set(struct needle *needle, const char *s)
{
    size_t n_bytes = strlen(s);
    needle->n = 0;
    for (size_t at = 0; at < n_bytes && needle->n < FIND_CHARS;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        needle->cps[needle->n++] = fold(cp);
    }
}

size_t needle_match(const struct needle *needle, const char *s, size_t n_bytes)
{
    size_t at = 0;
    for (size_t i = 0; i < needle->n; i++) {
        uint32_t cp;
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        if (step == 0 || fold(cp) != needle->cps[i]) {
            return 0;
        }
        at += step;
    }
    return at;
}

size_t needle_search(const struct needle *needle, const char *s, size_t n_bytes,
                     size_t from)
{
    uint32_t cp;
    size_t at = from;
    while (needle->n > 0 && at < n_bytes) {
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        if (fold(cp) == needle->cps[0] &&
            needle_match(needle, s + at, n_bytes - at) > 0) {
            return at;
        }
        at += step;
    }
    return n_bytes;
}

/* Start of the first match that reaches into the line. */
static size_t first_match(const struct needle *needle, const char *s,
                          size_t n_bytes, size_t line_at)
{
    size_t from = line_at;
    for (size_t i = 1; i < needle->n && from > 0; i++) {
        uint32_t cp;
        from -= utf8_prev(s, from, &cp);
    }
    while (from < line_at) {
        uint32_t cp;
        if (from + needle_match(needle, s + from, n_bytes - from) > line_at) {
            return from;
        }
        from += utf8_next(s + from, n_bytes - from, &cp);
    }
    return needle_search(needle, s, n_bytes, line_at);
}

void needle_draw_line(const struct needle *needle, struct canvas *c, int row,
                      int col, enum role role, const char *s, size_t n_bytes,
                      const struct fit_line *line)
{
    size_t start = line->at_bytes;
    size_t end = start + line->n_bytes;
    canvas_putn(c, row, col, role, s + start, line->n_bytes);
    if (needle == NULL || needle->n == 0) {
        return;
    }
    /* Not past this line: a search to the text's end at each row would make
       the screen's cost that of the text. */
    size_t reach = end + needle->n * 4;
    if (reach > n_bytes) {
        reach = n_bytes;
    }
    size_t at = first_match(needle, s, reach, start);
    while (at < end) {
        size_t n = needle_match(needle, s + at, n_bytes - at);
        if (n == 0) {
            break;
        }
        size_t from = at > start ? at : start;
        size_t to = at + n < end ? at + n : end;
        int before = width_n_cols(s + start, from - start);
        canvas_role(c,
                    (struct rect){row, col + before, 1,
                                  width_n_cols(s + from, to - from)},
                    ROLE_MATCH);
        at = needle_search(needle, s, reach, at + n);
    }
}
