/* Code tables, compiled in from data/codes/.

   A table is parsed when it is first asked for and then kept: names are lent to
   every screen, so they must not move.  Finding goes from the sure to the less
   sure: the code, the name or another spelling, the code without the zeros a
   spreadsheet takes away, the pinyin initials; the last two only when one entry
   fits.

   Not here: which codes a ledger allows, and the order of a picker, which is
   the order of the file. */
#include "pbtui/ledger/codes.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/err.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/pinyin.h"
#include "pbtui/text/utf8.h"

#define DIGITS "0123456789"

/* A name or another spelling of one code. */
struct spelling {
    const char *text;
    const char *key; /* as compared: see fold_key */
    size_t code;
};

struct loaded {
    struct code_table table;
    struct spelling *spellings;
    size_t n_spellings;
    size_t n_keys; /* spellings whose key has been made */
    struct loaded *next;
};

static struct arena kept = ARENA_INIT;
static struct loaded *tables;

/* What typed text and spellings are compared by: text_compare_key, small
   letters. */
static void fold_key(struct strbuf *out, const char *s)
{
    text_compare_key(out, s);
    for (size_t i = 0; i < out->len; i++) {
        if (out->s[i] >= 'A' && out->s[i] <= 'Z') {
            out->s[i] = (char)(out->s[i] - 'A' + 'a');
        }
    }
}

/* ---- loading ---------------------------------------------------------- */

struct cell {
    const char *s;
    size_t n;
};

/* The text up to the next `end` byte, and past it. */
static struct cell take(const char **s, const char *stop, char end)
{
    const char *at = memchr(*s, end, (size_t)(stop - *s));
    struct cell c = {*s, (size_t)((at == NULL ? stop : at) - *s)};
    *s = at == NULL ? stop : at + 1;
    return c;
}

static void add_spelling(struct loaded *t, struct cell text, size_t code)
{
    struct spelling *x = &t->spellings[t->n_spellings++];
    x->text = arena_strn(&kept, text.s, text.n);
    x->code = code;
}

/* Only finding compares: a list that shows names does without the keys. */
static void make_keys(struct loaded *t)
{
    struct strbuf key;
    sb_init(&key);
    for (; t->n_keys < t->n_spellings; t->n_keys++) {
        sb_reset(&key);
        fold_key(&key, t->spellings[t->n_keys].text);
        t->spellings[t->n_keys].key = arena_str(&kept, key.s);
    }
    sb_clear(&key);
}

static void add_line(struct loaded *t, struct code *codes, struct cell line)
{
    const char *s = line.s;
    const char *stop = line.s + line.n;
    struct cell code = take(&s, stop, '\t');
    struct cell name = take(&s, stop, '\t');
    struct cell group = take(&s, stop, '\t');
    if (code.n == 0 || name.n == 0) {
        die("codes/%s.tsv: no code or no name: %.*s", t->table.name,
            (int)line.n, line.s);
    }
    size_t at = t->table.n++;
    add_spelling(t, name, at);
    codes[at].code = arena_strn(&kept, code.s, code.n);
    codes[at].name = t->spellings[t->n_spellings - 1].text;
    codes[at].group = arena_strn(&kept, group.s, group.n);
    while (s < stop) {
        struct cell other = take(&s, stop, ' ');
        if (other.n > 0) {
            add_spelling(t, other, at);
        }
    }
}

/* Upper bounds of what a text can hold: codes, spellings. */
static void count_most(const char *text, size_t *codes, size_t *spellings)
{
    *codes = 1;
    *spellings = 1;
    for (const char *s = text; *s != '\0'; s++) {
        *codes += *s == '\n';
        *spellings += *s == '\n' || *s == '\t' || *s == ' ';
    }
}

static struct loaded *load(const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "codes/%s.tsv", name);
    const struct embed_file *f = embed_find(path);
    if (f == NULL) {
        return NULL;
    }
    size_t most_codes = 0;
    size_t most_spellings = 0;
    count_most(f->text, &most_codes, &most_spellings);
    struct loaded *t = arena_alloc(&kept, sizeof *t);
    struct code *codes = arena_array(&kept, most_codes, sizeof *codes);
    t->table.name = arena_str(&kept, name);
    t->table.codes = codes;
    t->spellings = arena_array(&kept, most_spellings, sizeof *t->spellings);
    const char *s = f->text;
    const char *stop = f->text + f->n;
    while (s < stop) {
        struct cell line = take(&s, stop, '\n');
        if (line.n > 0 && line.s[0] != '#') {
            add_line(t, codes, line);
        }
    }
    t->next = tables;
    tables = t;
    return t;
}

static struct loaded *table_of(const char *name)
{
    for (struct loaded *t = tables; t != NULL; t = t->next) {
        if (strcmp(t->table.name, name) == 0) {
            return t;
        }
    }
    return load(name);
}

const struct code_table *codes_table(const char *table)
{
    const struct loaded *t = table_of(table);
    return t == NULL ? NULL : &t->table;
}

const char *codes_name(const char *table, const char *code)
{
    const struct code_table *t = codes_table(table);
    for (size_t i = 0; t != NULL && i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return t->codes[i].name;
        }
    }
    return "";
}

/* ---- finding ---------------------------------------------------------- */

/* Collects what fits: one code, or the news that there are several. */
struct fit {
    const char *code;
    bool several;
};

static void fit_add(struct fit *f, const char *code)
{
    f->several = f->several || (f->code != NULL && strcmp(f->code, code) != 0);
    f->code = code;
}

static const char *fit_only(const struct fit *f)
{
    return f->several ? NULL : f->code;
}

static const char *find_exact(const struct loaded *t, const char *key)
{
    for (size_t i = 0; i < t->table.n; i++) {
        if (strcmp(t->table.codes[i].code, key) == 0) {
            return t->table.codes[i].code;
        }
    }
    for (size_t i = 0; i < t->n_spellings; i++) {
        if (strcmp(t->spellings[i].key, key) == 0) {
            return t->table.codes[t->spellings[i].code].code;
        }
    }
    return NULL;
}

static const char *skip_zeros(const char *s)
{
    size_t n = strspn(s, "0");
    return s[n] == '\0' && n > 0 ? s + n - 1 : s + n;
}

/* 1 for 01: what a spreadsheet makes of it. */
static const char *find_number(const struct loaded *t, const char *key)
{
    struct fit fit = {NULL, false};
    for (size_t i = 0; i < t->table.n; i++) {
        const char *code = t->table.codes[i].code;
        bool number = code[strspn(code, DIGITS)] == '\0';
        if (number && strcmp(skip_zeros(code), skip_zeros(key)) == 0) {
            fit_add(&fit, code);
        }
    }
    return fit_only(&fit);
}

/* A character may be read in several ways; any initial will do. */
static bool initial_is(uint32_t cp, char letter)
{
    const char *readings[PINYIN_READINGS];
    size_t n = pinyin_readings(cp, readings);
    for (size_t i = 0; i < n; i++) {
        if (readings[i][0] == letter) {
            return true;
        }
    }
    return false;
}

static bool initials_are(const char *text, const char *letters)
{
    size_t n_bytes = strlen(text);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp = 0;
        const char *readings[PINYIN_READINGS];
        at += utf8_next(text + at, n_bytes - at, &cp);
        if (pinyin_readings(cp, readings) == 0) {
            continue; /* punctuation is not typed */
        }
        if (!initial_is(cp, *letters)) {
            return false;
        }
        letters++;
    }
    return *letters == '\0';
}

static const char *find_initials(const struct loaded *t, const char *key)
{
    struct fit fit = {NULL, false};
    for (size_t i = 0; i < t->n_spellings; i++) {
        if (initials_are(t->spellings[i].text, key)) {
            fit_add(&fit, t->table.codes[t->spellings[i].code].code);
        }
    }
    return fit_only(&fit);
}

const char *codes_find(const char *table, const char *typed)
{
    struct loaded *t = table_of(table);
    if (t == NULL) {
        return NULL;
    }
    make_keys(t);
    struct strbuf key;
    sb_init(&key);
    fold_key(&key, typed);
    const char *code = NULL;
    if (key.len > 0) {
        code = find_exact(t, key.s);
        if (code == NULL && key.s[strspn(key.s, DIGITS)] == '\0') {
            code = find_number(t, key.s);
        } else if (code == NULL &&
                   key.s[strspn(key.s, "abcdefghijklmnopqrstuvwxyz")] == '\0') {
            code = find_initials(t, key.s);
        }
    }
    sb_clear(&key);
    return code;
}

bool codes_match(const char *coded, const char *word)
{
    char table[32];
    char code[16];
    size_t n = strcspn(coded, ":");
    if (coded[n] != ':' || n >= sizeof table) {
        return false;
    }
    memcpy(table, coded, n);
    table[n] = '\0';
    for (const char *s = coded + n + 1; *s != '\0';) {
        size_t len = strcspn(s, ",");
        if (len < sizeof code) {
            memcpy(code, s, len);
            code[len] = '\0';
            if (pinyin_match(codes_name(table, code), word)) {
                return true;
            }
        }
        s += len + (s[len] == ',');
    }
    return false;
}
