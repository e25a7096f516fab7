/* Words in texts, and the line that shows where they stand.

   Most words are Chinese, and nothing but itself folds to a Chinese character:
   these are looked for as bytes.  Others are tried as bytes first, then in the
   folded text, whose n-th character is the n-th of the text. */
#include "find_parts.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/search.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"
#include "pbtui/text/width.h"

#define DOTS "…"

/* Of the snippet, this part may stand before what was found. */
#define LEAD_PART 4

/* From here on only Chinese: nothing folds to it but itself. */
#define CHINESE_FIRST 0x2E80

/* ---- words ------------------------------------------------------------ */

static bool is_plain(const char *s)
{
    size_t n_bytes = strlen(s);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        if (cp < CHINESE_FIRST) {
            return false;
        }
    }
    return true;
}

/* The word is part of a name that titles show, or another spelling of it. */
static bool is_called(const struct kind *k, const char *word)
{
    size_t n = strlen(word);
    if (strstr(k->name, word) != NULL || strstr(k->abbr, word) != NULL) {
        return true;
    }
    for (const char *s = k->aliases; *s != '\0';) {
        size_t len = strcspn(s, " ");
        if (len == n && memcmp(s, word, n) == 0) {
            return true;
        }
        s += len + (s[len] == ' ');
    }
    return false;
}

static const char *const *kinds_called(struct book *b, struct arena *a,
                                       const char *word)
{
    const struct kinds *all = book_kinds(b);
    const char **codes = arena_array(a, all->n + 1, sizeof *codes);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        if (is_called(&all->list[i], word)) {
            codes[n++] = all->list[i].code;
        }
    }
    return codes;
}

struct find_word find_word_of(struct book *b, struct arena *a,
                              const char *typed)
{
    const char *folded = search_fold(a, typed);
    return (struct find_word){
        .typed = typed,
        .folded = folded,
        .plain = is_plain(folded),
        .kinds = kinds_called(b, a, folded),
    };
}

/* ---- where they stand ------------------------------------------------- */

static const char *look(const char *text, const char *word)
{
    return memmem(text, strlen(text), word, strlen(word));
}

bool find_word_in(const struct find_word *w, const char *text)
{
    if (look(text, w->folded) != NULL ||
        (!w->plain && look(text, w->typed) != NULL)) {
        return true;
    }
    if (w->plain) {
        return false;
    }
    struct arena a = ARENA_INIT;
    bool found = look(search_fold(&a, text), w->folded) != NULL;
    arena_clear(&a);
    return found;
}

/* Bytes that the first `chars` characters take. */
static size_t bytes_of(const char *s, size_t chars)
{
    size_t at = 0;
    size_t n_bytes = strlen(s);
    uint32_t cp;
    while (chars-- > 0 && at < n_bytes) {
        at += utf8_next(s + at, n_bytes - at, &cp);
    }
    return at;
}

bool find_locate(const struct find_word *w, const char *text, size_t from,
                 struct find_span *out)
{
    const char *rest = text + from;
    if (w->plain) {
        const char *at = look(rest, w->folded);
        if (at != NULL) {
            *out = (struct find_span){(size_t)(at - text), strlen(w->folded)};
        }
        return at != NULL;
    }
    struct arena a = ARENA_INIT;
    const char *folded = search_fold(&a, rest);
    const char *at = look(folded, w->folded);
    if (at != NULL) {
        size_t chars = utf8_chars(folded, (size_t)(at - folded));
        size_t begin = bytes_of(rest, chars);
        size_t n =
            bytes_of(rest + begin, utf8_chars(w->folded, strlen(w->folded)));
        *out = (struct find_span){from + begin, n};
    }
    arena_clear(&a);
    return at != NULL;
}

/* ---- the line --------------------------------------------------------- */

/* The word that stands first of all; false when none is there. */
static bool first_of(const struct find_query *q, const char *text,
                     struct find_span *out)
{
    bool any = false;
    for (size_t i = 0; i < q->n_words; i++) {
        struct find_span s;
        if (find_locate(&q->words[i], text, 0, &s) &&
            (!any || s.at_bytes < out->at_bytes)) {
            *out = s;
            any = true;
        }
    }
    return any;
}

static bool is_blank(char c)
{
    return c == '\n' || c == ' ' || c == '\t';
}

/* As far back as leaves room for what was found, by whole clusters, and not
   over the end of a line: a sentence begins there. */
static size_t line_start(const char *text, size_t at, int cols)
{
    int used = 0;
    size_t start = at;
    while (start > 0) {
        size_t n = utf8_cluster_prev(text, start);
        int wide = width_n_cols(text + start - n, n);
        if (text[start - 1] == '\n' || used + wide > cols) {
            break;
        }
        used += wide;
        start -= n;
    }
    return start;
}

/* Appends clusters while they fit; returns where it stopped. */
static size_t add_line(struct strbuf *line, const char *text, size_t at,
                       size_t least, int cols)
{
    size_t n_bytes = strlen(text);
    int used = 0;
    while (at < n_bytes) {
        size_t n = utf8_cluster_next(text + at, n_bytes - at);
        bool blank = is_blank(text[at]);
        int wide = blank ? 1 : width_n_cols(text + at, n);
        if (used + wide > cols && at >= least) {
            break;
        }
        if (!blank) {
            sb_addn(line, text + at, n);
            used += wide;
        } else if (line->len > 0 && line->s[line->len - 1] != ' ') {
            sb_addc(line, ' ');
            used++;
        }
        at += n;
    }
    return at;
}

/* Spans in order, none over another: the longer of two that begin together. */
static void add_spans(struct find_shown *out, const struct find_query *q,
                      size_t from)
{
    size_t at = from;
    while (out->n_spans < FIND_SPANS) {
        struct find_span best = {0, 0};
        for (size_t i = 0; i < q->n_words; i++) {
            struct find_span s;
            if (find_locate(&q->words[i], out->snippet, at, &s) &&
                (best.n_bytes == 0 || s.at_bytes < best.at_bytes ||
                 (s.at_bytes == best.at_bytes && s.n_bytes > best.n_bytes))) {
                best = s;
            }
        }
        if (best.n_bytes == 0) {
            return;
        }
        out->spans[out->n_spans++] = best;
        at = best.at_bytes + best.n_bytes;
    }
}

/* Columns that may stand before what was found: what is left when the text runs
   to its end, else a part; never so many that the word itself would not fit
   between the dots.  A word wider than the line may be cut: *least says so. */
static int lead_cols(const char *text, const struct find_span *first, int room,
                     size_t *least)
{
    int dots = width_cols(DOTS);
    int word = width_n_cols(text + first->at_bytes, first->n_bytes);
    int most = room - 2 * dots - word;
    int rest = room - dots - width_cols(text + first->at_bytes);
    int lead = rest > room / LEAD_PART ? rest : room / LEAD_PART;
    if (most < 0) {
        *least = 0;
        return 0;
    }
    return lead < most ? lead : most;
}

void find_snippet(struct find_shown *out, struct arena *a,
                  const struct find_query *q, const char *before,
                  const char *text, int cols)
{
    struct find_span first = {0, 0};
    struct strbuf line;
    bool found = first_of(q, text, &first);
    int room = cols - width_cols(before);
    sb_init(&line);
    size_t start = 0;
    size_t least = first.at_bytes + first.n_bytes;
    if (found) {
        start = line_start(text, first.at_bytes,
                           lead_cols(text, &first, room, &least));
    }
    sb_add(&line, before);
    if (start > 0) {
        sb_add(&line, DOTS);
        room -= width_cols(DOTS);
    }
    size_t head = line.len;
    size_t stop = add_line(&line, text, start, least, room - width_cols(DOTS));
    while (line.len > head && line.s[line.len - 1] == ' ') {
        sb_cut(&line, line.len - 1);
    }
    if (text[stop + strspn(text + stop, " \n\t")] != '\0') {
        sb_add(&line, DOTS);
    }
    out->snippet = arena_strn(a, line.s, line.len);
    out->n_spans = 0;
    add_spans(out, q, strlen(before));
    sb_clear(&line);
}
