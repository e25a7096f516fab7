/* Splits a checked INI text into lines, each of which is nothing, a [section],
   a key = value or a complaint.  What iniparser would reject as a whole file,
   cut or join silently is complained about here, with the line and the
   remedy. */
#include "ini_lines.h"

#include <stdbool.h>
#include <string.h>

#define LINE_BYTES_MAX 1000 /* iniparser fails at 1,023 */

struct slice {
    const char *s;
    size_t n;
};

void ini_complain(struct ini_reader *r, int line, const char *what)
{
    struct ini *out = r->out;
    if (out->n_complaints == r->complaints_cap) {
        size_t cap = r->complaints_cap == 0 ? 8 : r->complaints_cap * 2;
        struct ini_complaint *more = arena_array(r->arena, cap, sizeof *more);
        if (out->n_complaints > 0) {
            memcpy(more, out->complaints, out->n_complaints * sizeof *more);
        }
        out->complaints = more;
        r->complaints_cap = cap;
    }
    struct ini_complaint *c = &out->complaints[out->n_complaints++];
    c->line = line;
    c->text = arena_printf(r->arena, "第 %d 行%s", line, what);
}

static struct ini_key *new_key(struct ini_reader *r)
{
    struct ini *out = r->out;
    if (out->n == r->keys_cap) {
        size_t cap = r->keys_cap == 0 ? 32 : r->keys_cap * 2;
        struct ini_key *more = arena_array(r->arena, cap, sizeof *more);
        if (out->n > 0) {
            memcpy(more, out->keys, out->n * sizeof *more);
        }
        out->keys = more;
        r->keys_cap = cap;
    }
    return &out->keys[out->n++];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static struct slice trim(struct slice t)
{
    while (t.n > 0 && is_blank(t.s[0])) {
        t.s++;
        t.n--;
    }
    while (t.n > 0 && is_blank(t.s[t.n - 1])) {
        t.n--;
    }
    return t;
}

static bool is_comment_mark(char c)
{
    return c == '#' || c == ';';
}

/* Nothing, or a comment, may stand behind a section or a quoted value. */
static bool is_nothing(struct slice t)
{
    t = trim(t);
    return t.n == 0 || is_comment_mark(t.s[0]);
}

static bool starts_with(struct slice t, const char *what)
{
    size_t n = strlen(what);
    return t.n >= n && memcmp(t.s, what, n) == 0;
}

static bool has_control(struct slice t)
{
    for (size_t i = 0; i < t.n; i++) {
        unsigned char c = (unsigned char)t.s[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f) {
            return true;
        }
    }
    return false;
}

static void read_section(struct ini_reader *r, struct slice line)
{
    r->section = NULL; /* what follows must not fall into the one before */
    const char *close = memchr(line.s, ']', line.n);
    if (close == NULL) {
        ini_complain(r, r->line,
                     "：方括号没有关上，应写成 [小节名]；"
                     "到下一个小节为止的设置都没有采用。");
        return;
    }
    size_t at = (size_t)(close - line.s);
    struct slice name = trim((struct slice){line.s + 1, at - 1});
    struct slice rest = {close + 1, line.n - at - 1};
    if (name.n == 0 || !is_nothing(rest)) {
        ini_complain(r, r->line,
                     "：小节应写成 [小节名]，名字不能空，"
                     "后面不能再写别的；"
                     "到下一个小节为止的设置都没有采用。");
        return;
    }
    r->section = arena_strn(r->arena, name.s, name.n);
}

/* The value as typed, without a comment behind it.  False after a complaint.
   `inner` is what it means: without its quotes. */
static bool split_value(struct ini_reader *r, struct slice value,
                        struct slice *typed, struct slice *inner)
{
    *typed = value;
    *inner = value;
    if (value.n > 0 && (value.s[0] == '"' || value.s[0] == '\'')) {
        const char *close = memchr(value.s + 1, value.s[0], value.n - 1);
        if (close == NULL) {
            ini_complain(r, r->line, "：引号没有配对；请在值的末尾补上引号。");
            return false;
        }
        size_t n = (size_t)(close - value.s) + 1;
        if (!is_nothing((struct slice){value.s + n, value.n - n})) {
            ini_complain(r, r->line,
                         "：引号后面还有别的字；请把整个值放进引号里。");
            return false;
        }
        *typed = (struct slice){value.s, n};
        *inner = (struct slice){value.s + 1, n - 2};
        return true;
    }
    for (size_t i = 0; i < value.n; i++) {
        if (!is_comment_mark(value.s[i])) {
            continue;
        }
        if (i == 0 || !is_blank(value.s[i - 1])) {
            ini_complain(r, r->line,
                         "：值里有 ; 或 #，会被当作注释截断；"
                         "请把整个值放进英文双引号里。");
            return false;
        }
        *typed = *inner = trim((struct slice){value.s, i});
        break;
    }
    if (typed->n > 0 && typed->s[typed->n - 1] == '\\') {
        ini_complain(r, r->line,
                     "：行尾的 \\ 会把下一行接上来；"
                     "请去掉它，或把整个值放进英文双引号里。");
        return false;
    }
    return true;
}

static void complain_no_equals(struct ini_reader *r, struct slice line)
{
    if (memmem(line.s, line.n, "＝", strlen("＝")) != NULL) {
        ini_complain(r, r->line, "：等号是全角的“＝”；请改成英文的 =。");
    } else {
        ini_complain(r, r->line, "：没有等号，应写成 名称 = 值。");
    }
}

static void read_key(struct ini_reader *r, struct slice line)
{
    const char *equals = memchr(line.s, '=', line.n);
    const char *wide = memmem(line.s, line.n, "＝", strlen("＝"));
    if (equals == NULL || (wide != NULL && wide < equals)) {
        complain_no_equals(r, line);
        return;
    }
    size_t at = (size_t)(equals - line.s);
    struct slice key = trim((struct slice){line.s, at});
    struct slice value = trim((struct slice){equals + 1, line.n - at - 1});
    if (key.n == 0) {
        ini_complain(r, r->line, "：等号前面没有名称；应写成 名称 = 值。");
        return;
    }
    struct slice typed;
    struct slice inner;
    if (r->section == NULL || !split_value(r, value, &typed, &inner)) {
        return;
    }
    struct ini_key *k = new_key(r);
    k->section = r->section;
    k->key = arena_strn(r->arena, key.s, key.n);
    k->value = arena_strn(r->arena, inner.s, inner.n);
    k->line = r->line;
    if (r->checks) {
        sb_addf(&r->values, "%d = %.*s\n", r->line, (int)typed.n, typed.s);
    }
}

/* A line that is not even looked into; it may have been a section. */
static void refuse_line(struct ini_reader *r, struct slice line,
                        const char *what)
{
    if (line.s[0] == '[') {
        r->section = NULL;
    }
    ini_complain(r, r->line, what);
}

static void read_line(struct ini_reader *r, struct slice line)
{
    if (line.n > 0 && line.s[line.n - 1] == '\r') {
        line.n--;
    }
    line = trim(line);
    if (line.n == 0 || is_comment_mark(line.s[0])) {
        return;
    }
    if (line.n > LINE_BYTES_MAX) {
        refuse_line(r, line, "太长（最多约 330 个汉字），没有采用；请改短。");
    } else if (has_control(line)) {
        refuse_line(r, line, "里有看不见的控制字符，没有采用；请重新输入。");
    } else if (line.s[0] == '[') {
        read_section(r, line);
    } else if (starts_with(line, "［") || starts_with(line, "【")) {
        r->section = NULL;
        ini_complain(r, r->line,
                     "：小节的方括号是全角的，应写成 [小节名]；"
                     "到下一个小节为止的设置都没有采用。");
    } else {
        read_key(r, line);
    }
}

void ini_read_lines(struct ini_reader *r, const char *text, size_t n)
{
    size_t at = starts_with((struct slice){text, n}, "\xEF\xBB\xBF") ? 3 : 0;
    while (at < n) {
        const char *end = memchr(text + at, '\n', n - at);
        size_t len = end == NULL ? n - at : (size_t)(end - text) - at;
        r->line++;
        read_line(r, (struct slice){text + at, len});
        at += len + 1;
    }
}
