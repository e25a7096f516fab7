/* Text as the index sees it.

   Folded, then cut at everything that is no letter: blanks, signs, line ends.
   Of a run ABC the tokens are AB, BC and C; the last stands alone so that a
   word of one character is found as the beginning of some token wherever it
   is.  A word is cut in the same way, so what it asks for is there in every
   text that holds it. */
#include "searching.h"

#include <string.h>

#include "pbtui/store/search.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

/* More pairs than these make no word rarer. */
#define MATCH_TOKENS_MAX 64

static uint32_t fold_cp(uint32_t cp)
{
    cp = text_fold_cp(cp);
    return cp >= 'A' && cp <= 'Z' ? cp - 'A' + 'a' : cp;
}

const char *search_fold(struct arena *a, const char *text)
{
    struct strbuf out;
    sb_init(&out);
    size_t n_bytes = strlen(text);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        size_t step = utf8_next(text + at, n_bytes - at, &cp);
        if (cp == UTF8_INVALID) {
            sb_addn(&out, text + at, step);
        } else {
            utf8_add(&out, fold_cp(cp));
        }
        at += step;
    }
    const char *folded = arena_strn(a, out.s, out.len);
    sb_clear(&out);
    return folded;
}

/* ---- tokens ------------------------------------------------------------- */

struct token {
    char bytes[8]; /* two characters */
    size_t n;
    bool whole; /* false: any token that begins with it */
};

/* Where a text is being cut. */
struct cutter {
    const char *at;
    const char *end;
    char prev[4]; /* the character before, within the run */
    size_t n_prev;
    bool paired; /* prev has been the second of a pair */
};

/* The next character folded; 0 bytes: one that ends a run. */
static size_t next_letter(struct cutter *c, char out[4])
{
    uint32_t cp;
    c->at += utf8_next(c->at, (size_t)(c->end - c->at), &cp);
    if (cp == UTF8_INVALID) {
        return 0;
    }
    cp = fold_cp(cp);
    bool letter =
        cp >= 0x80 || (cp >= '0' && cp <= '9') || (cp >= 'a' && cp <= 'z');
    return letter ? utf8_put(out, cp) : 0;
}

/* The pairs; and prev alone where a run ends (whole is false then). */
static bool next_token(struct cutter *c, struct token *out, bool *after_pair)
{
    while (c->n_prev > 0 || c->at < c->end) {
        char now[4];
        size_t n = c->at < c->end ? next_letter(c, now) : 0;
        size_t n_prev = c->n_prev;
        memcpy(out->bytes, c->prev, n_prev);
        memcpy(out->bytes + n_prev, now, n);
        memcpy(c->prev, now, n);
        c->n_prev = n;
        if (n_prev > 0) {
            *after_pair = c->paired;
            out->n = n_prev + n;
            out->whole = n > 0;
            c->paired = n > 0;
            return true;
        }
    }
    return false;
}

static struct cutter cut(const char *s, size_t n_bytes)
{
    return (struct cutter){.at = s, .end = s + n_bytes};
}

void search_pairs(struct strbuf *out, const char *s, size_t n_bytes)
{
    struct cutter c = cut(s, n_bytes);
    struct token t;
    bool after_pair;
    while (next_token(&c, &t, &after_pair)) {
        sb_addn(out, t.bytes, t.n);
        sb_addc(out, ' ');
    }
}

bool search_match(struct strbuf *out, const char *const *words)
{
    size_t n = 0;
    for (; *words != NULL; words++) {
        struct cutter c = cut(*words, strlen(*words));
        struct token t;
        bool after_pair;
        while (n < MATCH_TOKENS_MAX && next_token(&c, &t, &after_pair)) {
            /* The last of a run asks for nothing that its pair does not. */
            if (t.whole || !after_pair) {
                sb_addc(out, '"');
                sb_addn(out, t.bytes, t.n);
                sb_add(out, t.whole ? "\" " : "\" * ");
                n++;
            }
        }
    }
    return n > 0;
}
