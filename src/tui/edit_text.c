/* Chinese has no blanks between words, so Ctrl+arrow stops where the kind of
   character changes: a clause between two punctuation marks is one step.

   Cleaning after a change is local: only the clusters on both sides of it can
   have lost the neighbour they need, so that a key costs the same in a long
   text as in a short one. */
#include "edit_text.h"

#include <string.h>

#include "pbtui/text/utf8.h"

enum char_class { CLASS_BLANK, CLASS_MARK, CLASS_WORD, CLASS_HAN };

static enum char_class class_of(uint32_t cp)
{
    uint32_t folded = text_fold_cp(cp);
    if (folded == ' ' || folded == '\n') {
        return CLASS_BLANK;
    }
    if (folded < 0x80) {
        bool letter = (folded >= '0' && folded <= '9') ||
                      (folded >= 'a' && folded <= 'z') ||
                      (folded >= 'A' && folded <= 'Z');
        return letter ? CLASS_WORD : CLASS_MARK;
    }
    bool mark = (cp >= 0x2000 && cp <= 0x2BFF) ||
                (cp >= 0x3001 && cp <= 0x3003) ||
                (cp >= 0x3008 && cp <= 0x3020) || cp == 0xB7;
    if (mark) {
        return CLASS_MARK;
    }
    return cp >= 0x2E80 ? CLASS_HAN : CLASS_WORD;
}

static bool ends_word(enum char_class c)
{
    return c == CLASS_BLANK || c == CLASS_MARK;
}

static enum char_class class_at(const char *s, size_t n_bytes, size_t at)
{
    uint32_t cp = ' ';
    utf8_next(s + at, n_bytes - at, &cp);
    return class_of(cp);
}

size_t edit_word_next(const char *s, size_t n_bytes, size_t at)
{
    if (at >= n_bytes) {
        return n_bytes;
    }
    enum char_class run = class_at(s, n_bytes, at);
    while (at < n_bytes && !ends_word(run) && class_at(s, n_bytes, at) == run) {
        at += utf8_cluster_next(s + at, n_bytes - at);
    }
    while (at < n_bytes && ends_word(class_at(s, n_bytes, at))) {
        at += utf8_cluster_next(s + at, n_bytes - at);
    }
    return at;
}

size_t edit_word_prev(const char *s, size_t n_bytes, size_t at)
{
    while (at > 0) {
        size_t before = at - utf8_cluster_prev(s, at);
        if (!ends_word(class_at(s, n_bytes, before))) {
            break;
        }
        at = before;
    }
    if (at == 0) {
        return 0;
    }
    enum char_class run = class_at(s, n_bytes, at - utf8_cluster_prev(s, at));
    while (at > 0) {
        size_t before = at - utf8_cluster_prev(s, at);
        if (class_at(s, n_bytes, before) != run) {
            break;
        }
        at = before;
    }
    return at;
}

size_t edit_snap(const char *s, size_t n_bytes, size_t at)
{
    if (at == 0 || at >= n_bytes) {
        return at > n_bytes ? n_bytes : at;
    }
    size_t start = at - utf8_cluster_prev(s, at);
    size_t end = start + utf8_cluster_next(s + start, n_bytes - start);
    return end > at ? end : at;
}

/* Two, to have the base that the nearest one's mark needs. */
void edit_near(const struct strbuf *text, size_t at, size_t *from, size_t *to)
{
    const char *s = text->s;
    *from = at;
    *to = at;
    for (int i = 0; i < 2; i++) {
        *from -= utf8_cluster_prev(s, *from);
        *to += utf8_cluster_next(s + *to, text->len - *to);
    }
}

size_t edit_settle(struct strbuf *text, size_t at)
{
    size_t from;
    size_t to;
    edit_near(text, at, &from, &to);
    struct strbuf clean;
    sb_init(&clean);
    text_in_lossy(&clean, text->s + from, to - from, TEXT_MEMO);
    if (clean.len != to - from) {
        /* What of the front part stays is what it gives when cleaned with its
           follower in sight: measured from the back, where nothing is typed. */
        struct strbuf back;
        sb_init(&back);
        text_in_lossy(&back, text->s + at, to - at, TEXT_MEMO);
        size_t front = clean.len > back.len ? clean.len - back.len : 0;
        sb_clear(&back);
        sb_splice(text, from, to - from, clean.s, clean.len);
        at = from + front;
    }
    sb_clear(&clean);
    return edit_snap(text->s, text->len, at);
}

size_t edit_chars_bytes(const char *s, size_t n_bytes, size_t n_chars)
{
    uint32_t cp;
    size_t at = 0;
    while (n_chars > 0 && at < n_bytes) {
        at += utf8_next(s + at, n_bytes - at, &cp);
        n_chars--;
    }
    return at;
}

size_t edit_typed(const struct key *k, enum text_kind kind, char out[4])
{
    if (!text_cp_allowed(k->code, kind)) {
        return 0;
    }
    return utf8_put(out, kind == TEXT_NUMBER ? text_fold_cp(k->code) : k->code);
}

/* Newlines as ； between texts; at the ends, where a copied cell or paragraph
   brings one along, nothing. */
static void join_lines(struct strbuf *out, const char *s, size_t n_bytes)
{
    size_t start = out->len;
    bool broken = false;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        size_t step = utf8_next(s + at, n_bytes - at, &cp);
        if (cp == '\n' || cp == '\r' || cp == 0x85 || cp == 0x2028 ||
            cp == 0x2029) {
            broken = true;
        } else {
            if (broken && out->len > start) {
                sb_add(out, "；");
            }
            broken = false;
            sb_addn(out, s + at, step);
        }
        at += step;
    }
}

void edit_pasted(struct strbuf *out, const char *s, size_t n_bytes,
                 enum text_kind kind)
{
    if (kind == TEXT_MEMO) {
        text_in_lossy(out, s, n_bytes, kind);
        return;
    }
    struct strbuf joined;
    sb_init(&joined);
    join_lines(&joined, s, n_bytes);
    text_in_lossy(out, joined.s, joined.len, kind);
    sb_clear(&joined);
}
