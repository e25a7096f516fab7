/* A figure's file: what its keys say, beside what every file with a query has.
 */
#include <string.h>

#include "guest_file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/figures.h"

enum { VALUES_MAX = 12, PARTS_MAX = 6 };

struct maker {
    struct guest_file head;
    struct figure *f;
    struct figure_rule *values;
    struct figure_part *parts;
    const char *adds; /* looked at when all values are there */
    int adds_line;
};

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
    struct arena *a = m->head.to->arena;
    const char *verb = guest_file_word(a, &text, ' ');
    const char *rest = guest_file_trim(a, text, strlen(text));
    if (strcmp(verb, "count") == 0) {
        const char *is = strchr(rest, '=');
        out->how = rest[0] == '\0' ? FIGURE_COUNT
                   : is != NULL    ? FIGURE_COUNT_IS
                                   : FIGURE_COUNT_HAS;
        out->column =
            is == NULL ? rest : guest_file_trim(a, rest, (size_t)(is - rest));
        out->other =
            is == NULL ? "" : guest_file_trim(a, is + 1, strlen(is + 1));
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(words[i].word, verb) == 0) {
            bool share = words[i].how == FIGURE_SHARE;
            const char *by = strstr(rest, share ? " of " : " by ");
            out->how = words[i].how;
            out->column = by == NULL
                              ? rest
                              : guest_file_trim(a, rest, (size_t)(by - rest));
            out->other =
                by == NULL ? "" : guest_file_trim(a, by + 4, strlen(by + 4));
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
    struct arena *a = m->head.to->arena;
    struct figure_rule v = {.line = m->head.line};
    if (m->f->n_values == VALUES_MAX) {
        guest_file_complain(&m->head, "value 太多，最多 %d 个", VALUES_MAX);
        return;
    }
    v.label = guest_file_word(a, &text, '|');
    const char *how = guest_file_word(a, &text, '|');
    v.unit = guest_file_word(a, &text, '|');
    if (v.label[0] == '\0' || !how_of(m, how, &v)) {
        guest_file_complain(
            &m->head,
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
    struct arena *a = m->head.to->arena;
    if (m->f->n_parts == PARTS_MAX) {
        guest_file_complain(&m->head, "part 太多，最多 %d 个", PARTS_MAX);
        return;
    }
    struct figure_part p = {.line = m->head.line,
                            .column = guest_file_word(a, &text, ' ')};
    p.label = guest_file_trim(a, text, strlen(text));
    if (p.label[0] == '\0') {
        guest_file_complain(&m->head,
                            "part 要写成“列名 名称”，例如 class 按对象");
        return;
    }
    m->parts[m->f->n_parts++] = p;
}

/* ---- what adds up ------------------------------------------------------- */

static bool can_add(const struct figure_rule *v)
{
    return v->how == FIGURE_COUNT || v->how == FIGURE_COUNT_IS ||
           v->how == FIGURE_COUNT_HAS || v->how == FIGURE_SUM;
}

static void add_named(struct maker *m, const char *label)
{
    for (size_t i = 0; i < m->f->n_values; i++) {
        if (strcmp(m->values[i].label, label) == 0) {
            m->values[i].adds = can_add(&m->values[i]);
            if (!m->values[i].adds) {
                guest_file_complain(
                    &m->head, "adds 里的“%s”不是 count 或 sum，各段不能相加",
                    label);
            }
            return;
        }
    }
    guest_file_complain(&m->head, "adds 里的“%s”不是 value 的名称", label);
}

/* yes, or 承诺 重大任务 */
static void take_adds(struct maker *m)
{
    m->head.line = m->adds_line;
    if (strcmp(m->adds, "yes") == 0) {
        for (size_t i = 0; i < m->f->n_values; i++) {
            m->values[i].adds = can_add(&m->values[i]);
        }
        return;
    }
    for (const char *s = m->adds; *s != '\0';) {
        const char *label = guest_file_word(m->head.to->arena, &s, ' ');
        if (label[0] != '\0') {
            add_named(m, label);
        }
    }
}

/* ---- the file ----------------------------------------------------------- */

static void take_key(void *ctx, const char *key, const char *value)
{
    struct maker *m = ctx;
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
    } else if (strcmp(key, "adds") == 0) {
        m->adds = value;
        m->adds_line = m->head.line;
    } else {
        guest_file_complain(&m->head,
                            "没有 %s 这个写法，可以写 group、counts、value、"
                            "adds、part、note",
                            key);
    }
}

const struct figure *figure_read(struct complaints *r, const char *file,
                                 const char *text, bool own)
{
    struct figure *f = arena_alloc(r->arena, sizeof *f);
    struct maker m = {.head = {.to = r, .file = file, .noun = "数字"}, .f = f};
    m.values = arena_array(r->arena, VALUES_MAX, sizeof *m.values);
    m.parts = arena_array(r->arena, PARTS_MAX, sizeof *m.parts);
    *f = (struct figure){.group = "其他",
                         .counts = "日期",
                         .note = "",
                         .file = file,
                         .values = m.values,
                         .parts = m.parts,
                         .own = own};
    guest_file_read(&m.head, text, take_key, &m);
    f->code = m.head.code;
    f->name = m.head.name;
    f->sql = m.head.sql;
    if (m.adds != NULL) {
        take_adds(&m);
    }
    m.head.line = 0;
    if (f->n_values == 0) {
        guest_file_complain(&m.head, "没有一行 value，不知道算什么");
    }
    return m.head.bad ? NULL : f;
}
