/* Reading a draft file back: checksum first, then the exact form that draft.c
   writes, then every value through the text door. */
#include "draft_read.h"

#include <ctype.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/text/clean.h"

static bool name_of(const char *s, size_t n, bool dots)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (!(c >= 'a' && c <= 'z') && !isdigit(c) && c != '_' && c != '-' &&
            !(dots && c == '.')) {
            return false;
        }
    }
    return n > 0 && n <= 120;
}

bool draft_name_ok(const char *s, size_t n)
{
    return name_of(s, n, false);
}

bool draft_field_name_ok(const char *s, size_t n)
{
    return name_of(s, n, true);
}

void draft_sum(const char *s, size_t n, char hex[DRAFT_SUM_HEX + 1])
{
    unsigned char raw[DRAFT_SUM_BYTES];
    crypto_generichash(raw, sizeof raw, (const unsigned char *)s, n, NULL, 0);
    sodium_bin2hex(hex, DRAFT_SUM_HEX + 1, raw, sizeof raw);
}

/* A line of the file: `key rest`.  Lent, not terminated. */
struct line {
    const char *s;
    size_t n;
};

static bool next_line(const char **at, const char *end, struct line *out)
{
    const char *stop = memchr(*at, '\n', (size_t)(end - *at));
    if (stop == NULL) {
        return false;
    }
    *out = (struct line){*at, (size_t)(stop - *at)};
    *at = stop + 1;
    return true;
}

/* The rest of the line after `key `. */
static bool after_key(const struct line *l, const char *key, struct line *rest)
{
    size_t n = strlen(key);
    if (l->n < n + 1 || memcmp(l->s, key, n) != 0 || l->s[n] != ' ') {
        return false;
    }
    *rest = (struct line){l->s + n + 1, l->n - n - 1};
    return true;
}

static bool next_after_key(const char **at, const char *end, const char *key,
                           struct line *rest)
{
    struct line line;
    return next_line(at, end, &line) && after_key(&line, key, rest);
}

/* Unescaped and through the text door. */
static bool read_value(struct arena *a, const struct line *l, const char **out)
{
    struct strbuf plain;
    struct strbuf clean;
    sb_init(&plain);
    sb_init(&clean);
    bool ok = true;
    for (size_t i = 0; ok && i < l->n; i++) {
        char c = l->s[i];
        if (c == '\\') {
            i++;
            ok = i < l->n && (l->s[i] == 'n' || l->s[i] == '\\');
            c = ok && l->s[i] == 'n' ? '\n' : '\\';
        }
        sb_addc(&plain, c);
    }
    ok = ok && text_in(&clean, plain.s, plain.len, TEXT_MEMO, NULL);
    *out = arena_strn(a, clean.s, clean.len);
    sb_clear(&plain);
    sb_clear(&clean);
    return ok;
}

static bool read_number(const struct line *l, int64_t *out)
{
    char digits[24];
    if (l->n == 0 || l->n >= sizeof digits) {
        return false;
    }
    memcpy(digits, l->s, l->n);
    digits[l->n] = '\0';
    char *end;
    *out = strtoll(digits, &end, 10);
    return *end == '\0' && !isspace((unsigned char)digits[0]);
}

static bool read_field(struct arena *a, const struct line *l, struct draft *d)
{
    const char *space = memchr(l->s, ' ', l->n);
    if (space == NULL || d->n_fields == DRAFT_FIELDS_MAX) {
        return false;
    }
    size_t name_bytes = (size_t)(space - l->s);
    struct draft_field *f = &d->fields[d->n_fields++];
    f->name = arena_strn(a, l->s, name_bytes);
    const struct line rest = {space + 1, l->n - name_bytes - 1};
    return draft_field_name_ok(l->s, name_bytes) &&
           read_value(a, &rest, &f->value);
}

/* The six lines that every draft begins with, in their order. */
static bool read_head(struct arena *a, const char **at, const char *end,
                      struct draft *d)
{
    struct line rest;
    return next_after_key(at, end, "form", &rest) &&
           read_value(a, &rest, &d->form) &&
           next_after_key(at, end, "title", &rest) &&
           read_value(a, &rest, &d->title) &&
           next_after_key(at, end, "at", &rest) &&
           read_value(a, &rest, &d->at) &&
           next_after_key(at, end, "row", &rest) &&
           read_number(&rest, &d->row_id) &&
           next_after_key(at, end, "ver", &rest) &&
           read_number(&rest, &d->base_ver) &&
           next_after_key(at, end, "parent", &rest) &&
           read_number(&rest, &d->parent_id) &&
           draft_name_ok(d->form, strlen(d->form)) && strlen(d->at) == 19;
}

static bool sum_is_right(const char *s, size_t n)
{
    if (n < sizeof DRAFT_HEADER - 1 + DRAFT_SUM_LINE ||
        memcmp(s, DRAFT_HEADER, sizeof DRAFT_HEADER - 1) != 0) {
        return false;
    }
    char hex[DRAFT_SUM_HEX + 1];
    draft_sum(s, n - DRAFT_SUM_LINE, hex);
    const char *line = s + n - DRAFT_SUM_LINE;
    return memcmp(line, "sum ", 4) == 0 &&
           memcmp(line + 4, hex, DRAFT_SUM_HEX) == 0 &&
           line[DRAFT_SUM_LINE - 1] == '\n';
}

bool draft_read(struct arena *a, const struct strbuf *text, struct draft *d)
{
    if (!sum_is_right(text->s, text->len)) {
        return false;
    }
    const char *at = text->s + sizeof DRAFT_HEADER - 1;
    const char *end = text->s + text->len - DRAFT_SUM_LINE;
    if (!read_head(a, &at, end, d)) {
        return false;
    }
    d->fields = arena_array(a, DRAFT_FIELDS_MAX, sizeof *d->fields);
    struct line rest;
    while (at < end) {
        if (!next_after_key(&at, end, "field", &rest) ||
            !read_field(a, &rest, d)) {
            return false;
        }
    }
    return true;
}
