/* Reads rows of rules out of INI text.

   Stages: base/ini splits the text into keys → keys are gathered into drafts,
   one a [section] → a line that could not be read spoils the draft it stands
   in → the common keys of each draft are checked; a draft without a fault
   becomes a row, any other a complaint.

   What the keys of one file mean is for those who ask (kinds, duties, votes);
   limits that are single numbers have their own reader, standing_rows.c. */
#include "pbtui/rules/rule_file.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#define OWN_BYTES_MAX     (64 * 1024)
#define BUILTIN_BYTES_MAX (256 * 1024)
#define COMPLAINT_BYTES   640

enum common { BASIS, ARTICLE, FROM, SCOPE, N_COMMON };
static const char *const common_names[N_COMMON] = {"basis", "article", "from",
                                                   "scope"};

struct draft {
    struct rule_row row;
    const char *common[N_COMMON]; /* NULL: not written, or empty */
    bool bad;                     /* already complained about */
};

struct reader {
    struct rule_file *out;
    const struct ini *ini;
    const char *const *keys;
    size_t n_keys; /* of `keys`: no draft has more */
    bool own;
    struct draft *drafts;
    size_t n;
};

/* ---- complaints ------------------------------------------------------ */

static void complain_plain(struct rule_file *f, int line, const char *text)
{
    size_t n = f->n_complaints;
    /* Full at 0, 8, 16, 32 …: room is doubled there. */
    if (n == 0 || (n >= 8 && (n & (n - 1)) == 0)) {
        struct ini_complaint *more =
            arena_array(f->arena, n == 0 ? 8 : n * 2, sizeof *more);
        if (n > 0) {
            memcpy(more, f->complaints, n * sizeof *more);
        }
        f->complaints = more;
    }
    f->complaints[f->n_complaints++] = (struct ini_complaint){line, text};
}

static void complain_at(struct rule_file *f, const struct rule_row *r, int line,
                        const char *what)
{
    complain_plain(f, line,
                   arena_printf(f->arena, "%s第 %d 行 [%s]：%s",
                                r->own ? "" : "内置规则", line, r->section,
                                what));
}

void rule_complain(struct rule_file *f, const struct rule_row *r,
                   const char *key, const char *fmt, ...)
{
    char what[COMPLAINT_BYTES];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    complain_at(f, r, key == NULL ? r->line : rule_line(r, key), what);
}

/* ---- keys to drafts -------------------------------------------------- */

static struct draft *draft_of(struct reader *r, const struct ini_key *k)
{
    for (size_t i = r->n; i > 0; i--) { /* most often the last one */
        if (strcmp(r->drafts[i - 1].row.section, k->section) == 0) {
            return &r->drafts[i - 1];
        }
    }
    struct arena *a = r->out->arena;
    struct draft *d = &r->drafts[r->n++];
    d->row.section = k->section;
    d->row.name = arena_strn(a, k->section, strcspn(k->section, " \t"));
    d->row.line = k->line;
    d->row.own = r->own;
    d->row.keys = arena_array(a, r->n_keys + 1, sizeof *d->row.keys);
    return d;
}

/* The place of a key's value among the common ones, or of its own. */
static const char **value_place(struct reader *r, struct draft *d,
                                const struct ini_key *k)
{
    for (size_t i = 0; i < N_COMMON; i++) {
        if (strcmp(common_names[i], k->key) == 0) {
            return &d->common[i];
        }
    }
    struct rule_row *row = &d->row;
    for (size_t i = 0; i < row->n_keys; i++) {
        if (strcmp(row->keys[i].key, k->key) == 0) {
            return &row->keys[i].value;
        }
    }
    for (size_t i = 0; r->keys[i] != NULL; i++) {
        if (strcmp(r->keys[i], k->key) == 0) {
            row->keys[row->n_keys++] = (struct rule_key){k->key, NULL, k->line};
            return &row->keys[row->n_keys - 1].value;
        }
    }
    return NULL;
}

static void spoil(struct reader *r, struct draft *d, int line, const char *what)
{
    d->bad = true;
    complain_at(r->out, &d->row, line, what);
}

static void draft_take(struct reader *r, const struct ini_key *k)
{
    struct draft *d = draft_of(r, k);
    const char **value = value_place(r, d, k);
    if (value == NULL) {
        spoil(r, d, k->line,
              arena_printf(r->out->arena,
                           "没有 %s 这个项目，这一条没有采用；"
                           "请核对项目的名称。",
                           k->key));
        return;
    }
    if (*value != NULL) {
        spoil(r, d, k->line,
              arena_printf(r->out->arena,
                           "%s 写了两次，这一条没有采用；要写新旧两种规定，"
                           "请分写两个小节，名称后空一格各加记号。",
                           k->key));
    }
    *value = k->value[0] == '\0' ? NULL : k->value;
}

/* An empty key counts as not written. */
static void drop_empty(struct rule_row *row)
{
    size_t kept = 0;
    for (size_t i = 0; i < row->n_keys; i++) {
        if (row->keys[i].value != NULL) {
            row->keys[kept++] = row->keys[i];
        }
    }
    row->n_keys = kept;
}

/* ---- lines that could not be read ------------------------------------ */

static bool is_header(const char *line)
{
    static const char *const opens[] = {"[", "［", "【"};
    line += strspn(line, " \t");
    for (size_t i = 0; i < ARRAY_LEN(opens); i++) {
        if (strncmp(line, opens[i], strlen(opens[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* For each line the one of the section header above it, 0 for none. */
static const int *find_headers(struct arena *a, const char *text)
{
    size_t n = 2;
    for (const char *s = text; *s != '\0'; s++) {
        n += *s == '\n';
    }
    int *headers = arena_array(a, n, sizeof *headers);
    for (size_t i = 1; i < n; i++) {
        headers[i] = is_header(text) ? (int)i : headers[i - 1];
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
    return headers;
}

/* A row with an unreadable line is left out whole: without its `from` it would
   change the past, too. */
static void take_unreadable(struct reader *r, const int *headers,
                            const struct ini_complaint *c)
{
    complain_plain(r->out, c->line, c->text);
    for (size_t i = 0; i < r->ini->n; i++) {
        const struct ini_key *k = &r->ini->keys[i];
        if (headers[k->line] != headers[c->line]) {
            continue;
        }
        struct draft *d = draft_of(r, k);
        if (!d->bad) {
            spoil(r, d, c->line, "有一行读不明白，这一条没有采用。");
        }
    }
}

/* ---- drafts to rows -------------------------------------------------- */

/* What is wrong with the common keys, NULL when nothing. */
static const char *common_fault(const struct draft *d, int *from)
{
    if (d->row.name[0] == '\0') {
        return "前面没有 [小节名]，没有采用；请先写小节名。";
    }
    if (d->common[BASIS] == NULL) {
        return "没有写 basis，这一条没有采用；请写依据的文件和文号。";
    }
    if (d->common[FROM] != NULL && !date_read(d->common[FROM], from)) {
        return "from 不是日期，这一条没有采用；应写成 2027-01-01 的样子。";
    }
    const char *scope = d->common[SCOPE];
    if (scope != NULL && strcmp(scope, "central") != 0 &&
        strcmp(scope, "local") != 0) {
        return "scope 只能是 central 或 local，这一条没有采用。";
    }
    if (!d->row.own && (d->common[FROM] == NULL || scope == NULL)) {
        return "from 或 scope 没有写，这一条没有采用。";
    }
    return NULL;
}

static void draft_finish(struct reader *r, struct draft *d)
{
    int from = DATE_NONE;
    const char *fault = d->bad ? NULL : common_fault(d, &from);
    if (fault != NULL) {
        spoil(r, d, d->row.line, fault);
    }
    if (d->bad) {
        return;
    }
    const char *article = d->common[ARTICLE];
    const char *scope = d->common[SCOPE];
    drop_empty(&d->row);
    d->row.basis = d->common[BASIS];
    d->row.article = article == NULL ? "" : article;
    d->row.from = from;
    d->row.local = scope == NULL || strcmp(scope, "local") == 0;
    r->out->rows[r->out->n++] = d->row;
}

bool rule_file_read(struct rule_file *out, struct arena *a, const char *text,
                    const char *const *keys, bool own, struct err *err)
{
    struct ini ini;
    *out = (struct rule_file){.arena = a};
    size_t n = strlen(text);
    bool ok = own ? ini_parse(&ini, a, text, n, OWN_BYTES_MAX, err)
                  : ini_parse_builtin(&ini, a, text, n, err);
    if (!ok) {
        return false;
    }
    struct reader r = {.out = out, .ini = &ini, .keys = keys, .own = own};
    while (keys[r.n_keys] != NULL) {
        r.n_keys++;
    }
    r.drafts = arena_array(a, ini.n + 1, sizeof *r.drafts);
    for (size_t i = 0; i < ini.n; i++) {
        draft_take(&r, &ini.keys[i]);
    }
    const int *headers = ini.n_complaints > 0 ? find_headers(a, text) : NULL;
    for (size_t i = 0; i < ini.n_complaints; i++) {
        take_unreadable(&r, headers, &ini.complaints[i]);
    }
    out->rows = arena_array(a, r.n + 1, sizeof *out->rows);
    for (size_t i = 0; i < r.n; i++) {
        draft_finish(&r, &r.drafts[i]);
    }
    return true;
}

static void join(struct rule_file *out, const struct rule_file *more)
{
    struct rule_row *rows =
        arena_array(out->arena, out->n + more->n + 1, sizeof *rows);
    memcpy(rows, out->rows, out->n * sizeof *rows);
    memcpy(rows + out->n, more->rows, more->n * sizeof *rows);
    out->rows = rows;
    out->n += more->n;
    for (size_t i = 0; i < more->n_complaints; i++) {
        complain_plain(out, more->complaints[i].line, more->complaints[i].text);
    }
}

void rule_file_add_own(struct rule_file *f, const char *own,
                       const char *const *keys)
{
    struct rule_file mine;
    struct err err = ERR_INIT;
    if (own == NULL) {
        return;
    }
    if (!rule_file_read(&mine, f->arena, own, keys, true, &err)) {
        /* The branch can work on; it must only be told. */
        complain_plain(f, 0, arena_str(f->arena, err.text));
        return;
    }
    join(f, &mine);
}

/* ---- asking ---------------------------------------------------------- */

static const struct rule_key *find_key(const struct rule_row *r,
                                       const char *key)
{
    for (size_t i = 0; i < r->n_keys; i++) {
        if (strcmp(r->keys[i].key, key) == 0) {
            return &r->keys[i];
        }
    }
    return NULL;
}

const char *rule_get(const struct rule_row *r, const char *key)
{
    const struct rule_key *k = find_key(r, key);
    return k == NULL ? "" : k->value;
}

int rule_line(const struct rule_row *r, const char *key)
{
    const struct rule_key *k = find_key(r, key);
    return k == NULL ? r->line : k->line;
}

bool rule_number(const struct rule_row *r, const char *key, int *out)
{
    const char *s = rule_get(r, key);
    size_t n = strspn(s, "0123456789");
    if (n == 0 || n > 4 || s[n] != '\0') {
        return false;
    }
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        *out = *out * 10 + (s[i] - '0');
    }
    return true;
}

/* Bytes of a mark between words at s, 0 when there is none. */
static size_t mark_bytes(const char *s)
{
    static const char *const marks[] = {" ", "\t", ",", "、", "，", "　"};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        size_t n = strlen(marks[i]);
        if (strncmp(s, marks[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

const char *const *rule_words(struct arena *a, const char *value)
{
    const char **words = arena_array(a, strlen(value) / 2 + 2, sizeof *words);
    size_t n = 0;
    for (const char *s = value; *s != '\0';) {
        size_t mark = mark_bytes(s);
        if (mark > 0) {
            s += mark;
            continue;
        }
        const char *end = s;
        while (*end != '\0' && mark_bytes(end) == 0) {
            end++;
        }
        words[n++] = arena_strn(a, s, (size_t)(end - s));
        s = end;
    }
    return words;
}

const char *rule_basis(struct arena *a, const struct rule_row *r)
{
    return arena_printf(a, "%s%s", r->basis, r->article);
}
