/* A figure's file: lines that begin with -- say what it is, the rest is the
   query.  Whatever is wrong with the lines is said with its line; the query
   itself is looked at when it is asked. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/folder.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/figures.h"

enum { VALUES_MAX = 12, PARTS_MAX = 6 };

struct maker {
    struct complaints *to;
    const char *file;
    struct figure *f;
    struct figure_rule *values;
    struct figure_part *parts;
    int line;
    bool bad;
};

static void complain(struct maker *m, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

static void complain(struct maker *m, const char *fmt, ...)
{
    char what[320];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(what, sizeof what, fmt, ap);
    va_end(ap);
    if (m->line > 0) {
        complaints_add(m->to, "%s 第 %d 行：%s，这个数字没有采用。", m->file,
                       m->line, what);
    } else {
        complaints_add(m->to, "%s：%s，这个数字没有采用。", m->file, what);
    }
    m->bad = true;
}

static const char *trimmed(struct arena *a, const char *s, size_t n)
{
    while (n > 0 && (s[0] == ' ' || s[0] == '\t')) {
        s++;
        n--;
    }
    while (n > 0 && strchr(" \t\r", s[n - 1]) != NULL) {
        n--;
    }
    return arena_strn(a, s, n);
}

/* The text up to `end`, past which *s is put; "" at the end of the line. */
static const char *take(struct arena *a, const char **s, char end)
{
    const char *at = strchr(*s, end);
    size_t n = at == NULL ? strlen(*s) : (size_t)(at - *s);
    const char *word = trimmed(a, *s, n);
    *s += n + (at != NULL);
    return word;
}

/* ---- a value ------------------------------------------------------------ */

static bool how_of(struct maker *m, const char *text, struct figure_rule *out)
{
    static const struct {
        const char *word;
        enum figure_how how;
    } words[] = {
        {"sum", FIGURE_SUM},     {"distinct", FIGURE_DISTINCT},
        {"share", FIGURE_SHARE}, {"last", FIGURE_LAST},
        {"mean", FIGURE_MEAN},
    };
    struct arena *a = m->to->arena;
    const char *verb = take(a, &text, ' ');
    const char *rest = trimmed(a, text, strlen(text));
    if (strcmp(verb, "count") == 0) {
        const char *is = strchr(rest, '=');
        out->how = rest[0] == '\0' ? FIGURE_COUNT
                   : is != NULL    ? FIGURE_COUNT_IS
                                   : FIGURE_COUNT_HAS;
        out->column = is == NULL ? rest : trimmed(a, rest, (size_t)(is - rest));
        out->other = is == NULL ? "" : trimmed(a, is + 1, strlen(is + 1));
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i].word, verb) == 0) {
            bool share = words[i].how == FIGURE_SHARE;
            const char *by = strstr(rest, share ? " of " : " by ");
            out->how = words[i].how;
            out->column =
                by == NULL ? rest : trimmed(a, rest, (size_t)(by - rest));
            out->other = by == NULL ? "" : trimmed(a, by + 4, strlen(by + 4));
            return out->column[0] != '\0' &&
                   (share ||
                    (out->other[0] != '\0') == (out->how == FIGURE_MEAN));
        }
    }
    return false;
}

/* 慰问金 | sum fen | 元 */
static void take_value(struct maker *m, const char *text)
{
    struct arena *a = m->to->arena;
    struct figure_rule v = {.line = m->line};
    if (m->f->n_values == VALUES_MAX) {
        complain(m, "value 太多，最多 %d 个", VALUES_MAX);
        return;
    }
    v.label = take(a, &text, '|');
    const char *how = take(a, &text, '|');
    v.unit = take(a, &text, '|');
    if (v.label[0] == '\0' || !how_of(m, how, &v)) {
        complain(
            m,
            "value 要写成“名称 | 算法 | 单位”，算法是 count、sum、distinct、"
            "share … of …、mean … by …、last 之一，不能是“%s”",
            how);
        return;
    }
    m->values[m->f->n_values++] = v;
}

/* class 按对象 */
static void take_part(struct maker *m, const char *text)
{
    struct arena *a = m->to->arena;
    if (m->f->n_parts == PARTS_MAX) {
        complain(m, "part 太多，最多 %d 个", PARTS_MAX);
        return;
    }
    struct figure_part p = {.line = m->line, .column = take(a, &text, ' ')};
    p.label = trimmed(a, text, strlen(text));
    if (p.label[0] == '\0') {
        complain(m, "part 要写成“列名 名称”，例如 class 按对象");
        return;
    }
    m->parts[m->f->n_parts++] = p;
}

/* ---- lines -------------------------------------------------------------- */

/* -- R56 走访慰问 */
static void take_name(struct maker *m, const char *text)
{
    struct arena *a = m->to->arena;
    m->f->code = take(a, &text, ' ');
    m->f->name = trimmed(a, text, strlen(text));
    if (m->f->code[0] == '\0' || m->f->name[0] == '\0') {
        complain(m, "第一行要写“-- 编号 名称”，例如 -- R56 走访慰问");
    }
}

static void take_key(struct maker *m, const char *text)
{
    struct arena *a = m->to->arena;
    if (strchr(text, '=') == NULL) {
        return; /* a remark */
    }
    const char *key = take(a, &text, '=');
    const char *value = trimmed(a, text, strlen(text));
    if (strcmp(key, "group") == 0) {
        m->f->group = value;
    } else if (strcmp(key, "counts") == 0) {
        m->f->counts = value;
    } else if (strcmp(key, "note") == 0) {
        m->f->note = value;
    } else if (strcmp(key, "value") == 0) {
        take_value(m, value);
    } else if (strcmp(key, "part") == 0) {
        take_part(m, value);
    } else {
        complain(m, "没有 %s 这个写法，可以写 group、counts、value、part、note",
                 key);
    }
}

/* Where the query begins. */
static const char *take_lines(struct maker *m, const char *text)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        const char *line = trimmed(m->to->arena, text, n);
        if (strncmp(line, "--", 2) != 0 && line[0] != '\0') {
            break;
        }
        m->line++;
        const char *rest = line[0] == '\0' ? "" : line + 2;
        rest = trimmed(m->to->arena, rest, strlen(rest));
        if (m->f->code == NULL && rest[0] != '\0') {
            take_name(m, rest);
        } else if (rest[0] != '\0') {
            take_key(m, rest);
        }
        text += n + (text[n] == '\n');
    }
    return text;
}

const struct figure *figure_read(struct complaints *r, const char *file,
                                 const char *text, bool own)
{
    struct figure *f = arena_alloc(r->arena, sizeof *f);
    struct maker m = {.to = r, .file = file, .f = f};
    *f = (struct figure){.group = "其他",
                         .counts = "日期",
                         .note = "",
                         .file = file,
                         .own = own};
    m.values = arena_array(r->arena, VALUES_MAX, sizeof *m.values);
    m.parts = arena_array(r->arena, PARTS_MAX, sizeof *m.parts);
    f->values = m.values;
    f->parts = m.parts;
    f->sql = take_lines(&m, text);
    m.line = 0;
    if (f->code == NULL) {
        complain(&m, "没有“-- 编号 名称”这一行");
    }
    if (f->n_values == 0) {
        complain(&m, "没有一行 value，不知道算什么");
    }
    if (f->sql[0] == '\0') {
        complain(&m, "没有查询");
    }
    return m.bad ? NULL : f;
}
