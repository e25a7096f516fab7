/* Which words somebody may have meant: those that share most characters, in
   order, with what was typed (生日 and 出生日期, nme and name).  Works on
   characters, so Chinese and English alike. */
#include "near.h"

#include <stdint.h>
#include <string.h>

#include "pbtui/text/utf8.h"

enum { WORD_CHARS = 32, SHOWN = 5 };

static size_t to_chars(const char *s, uint32_t out[WORD_CHARS])
{
    size_t n = 0;
    size_t left = strlen(s);
    while (left > 0 && n < WORD_CHARS) {
        size_t step = utf8_next(s, left, &out[n++]);
        s += step;
        left -= step;
    }
    return n;
}

/* Characters that both have in the same order. */
static size_t common(const uint32_t *a, size_t n_a, const uint32_t *b,
                     size_t n_b)
{
    size_t best[WORD_CHARS + 1] = {0};
    for (size_t i = 0; i < n_a; i++) {
        size_t diagonal = 0;
        for (size_t k = 0; k < n_b; k++) {
            size_t above = best[k + 1];
            size_t here = a[i] == b[k]      ? diagonal + 1
                          : above > best[k] ? above
                                            : best[k];
            diagonal = above;
            best[k + 1] = here;
        }
    }
    return best[n_b];
}

/* Out of 100; below 60 it is another word. */
static size_t likeness(const char *word, const char *known)
{
    uint32_t a[WORD_CHARS];
    uint32_t b[WORD_CHARS];
    size_t n_a = to_chars(word, a);
    size_t n_b = to_chars(known, b);
    if (n_a == 0 || n_b == 0) {
        return 0;
    }
    size_t shorter = n_a < n_b ? n_a : n_b;
    size_t longer = n_a < n_b ? n_b : n_a;
    size_t same = common(a, n_a, b, n_b);
    return (70 * same / shorter) + (30 * same / longer);
}

void near_words(struct strbuf *out, const char *word, const char *const *known,
                size_t n)
{
    size_t shown = 0;
    for (size_t score = 100; score >= 60 && shown < SHOWN; score--) {
        for (size_t i = 0; i < n && shown < SHOWN; i++) {
            if (likeness(word, known[i]) == score) {
                sb_add(out, shown++ == 0 ? "（相近的有 " : "、");
                sb_add(out, known[i]);
            }
        }
    }
    sb_add(out, shown > 0 ? "）" : "");
}
