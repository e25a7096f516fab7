/* Holes in the texts of a description: {name}, {list.n}, {each.x}, {row.x},
   {box:…}, {…?else}; {{ is a brace.

   The same taking apart serves both ends: when a description is read, every
   hole is held against the names of its source; when it is laid out, it is
   filled in.  So nothing can go wrong any more when it is printed. */
#include "form_parts.h"

#include <string.h>

#define BOX      "box:"
#define TICKED   "■" /* every Chinese face has it, ☑ hardly one */
#define UNTICKED "□"

/* ---- taking apart ---------------------------------------------------------
 */

struct name {
    char scope[FORM_NAME_MAX]; /* each, row or a list; "": a value */
    char name[FORM_NAME_MAX];
};

struct hole {
    bool box;
    struct name of;
    const char *other; /* said when it is empty */
    size_t n_other;
};

static bool take_part(const char **s, char out[FORM_NAME_MAX])
{
    size_t n = strspn(*s, FORM_NAME_CHARS);
    if (n == 0 || n >= FORM_NAME_MAX) {
        return false;
    }
    memcpy(out, *s, n);
    out[n] = '\0';
    *s += n;
    return true;
}

static bool take_name(const char **s, struct name *out)
{
    out->scope[0] = '\0';
    if (!take_part(s, out->name)) {
        return false;
    }
    if (**s != '.') {
        return true;
    }
    (*s)++;
    memcpy(out->scope, out->name, sizeof out->scope);
    return take_part(s, out->name);
}

/* `s` stands on a brace; bytes of the hole, 0 when it is none. */
static size_t take_hole(const char *s, struct hole *out)
{
    const char *at = s + 1;
    *out = (struct hole){.other = ""};
    if (strncmp(at, BOX, strlen(BOX)) == 0) {
        out->box = true;
        at += strlen(BOX);
    }
    if (!take_name(&at, &out->of)) {
        return 0;
    }
    if (*at == '?') {
        out->other = at + 1;
        out->n_other = strcspn(out->other, "{}");
        at = out->other + out->n_other;
    }
    return *at == FORM_CLOSE ? (size_t)(at + 1 - s) : 0;
}

/* ---- checking -------------------------------------------------------------
 */

static const char *value_words(struct form_reader *r)
{
    const char *common = form_words(r->arena, source_common);
    const char *const *own = r->form->source->values;
    return own == NULL || own[0] == NULL
               ? common
               : arena_printf(r->arena, "%s、%s", form_words(r->arena, own),
                              common);
}

static const char *list_words(struct form_reader *r)
{
    const struct source *s = r->form->source;
    const char **names = arena_array(r->arena, s->n_lists + 1, sizeof *names);
    for (size_t i = 0; i < s->n_lists; i++) {
        names[i] = s->lists[i].name;
    }
    return s->n_lists == 0 ? "（没有列表）" : form_words(r->arena, names);
}

bool form_check_list(struct form_reader *r, const char *list)
{
    if (r->form->source == NULL) {
        return true;
    }
    if (source_list(r->form->source, list) == NULL) {
        form_wrong(r, "来源“%s”没有列表“%s”，可以写：%s", r->form->source->name,
                   list, list_words(r));
        return false;
    }
    return true;
}

void form_check_column(struct form_reader *r, const char *list,
                       const char *column)
{
    const struct source *s = r->form->source;
    if (s == NULL || strcmp(column, FORM_NO) == 0 ||
        source_list(s, list) == NULL || source_has_column(s, list, column)) {
        return;
    }
    form_wrong(r, "列表“%s”没有“%s”这一列，可以写：%s", list, column,
               form_words(r->arena, source_list(s, list)->columns));
}

static const char *repeat_list(const struct form_reader *r)
{
    return r->repeat > 0 ? r->items[r->repeat - 1].parts[0] : NULL;
}

static void check_row(struct form_reader *r, const char *column)
{
    const char *outer = repeat_list(r);
    const char *list = r->table_list != NULL ? r->table_list : outer;
    if (list == NULL) {
        form_wrong(r, "{row.%s} 只能写在表格的列里，或写在 repeat 里", column);
        return;
    }
    bool in_outer = list != outer && outer != NULL &&
                    source_has_column(r->form->source, outer, column);
    if (!in_outer) {
        form_check_column(r, list, column);
    }
}

static void check_name(struct form_reader *r, const struct name *of)
{
    const struct source *s = r->form->source;
    if (s == NULL) {
        return;
    }
    if (strcmp(of->scope, "row") == 0) {
        check_row(r, of->name);
    } else if (strcmp(of->scope, "each") == 0) {
        if (r->form->each[0] == '\0') {
            form_wrong(r, "{each.%s} 要先写明 each = 列表", of->name);
        } else {
            form_check_column(r, r->form->each, of->name);
        }
    } else if (of->scope[0] != '\0') {
        if (form_check_list(r, of->scope) && strcmp(of->name, "n") != 0) {
            form_wrong(r,
                       "{%s.%s} 不能这样写：列表的行数是 {%s.n}，"
                       "表格里一行的内容是 {row.%s}",
                       of->scope, of->name, of->scope, of->name);
        }
    } else if (!source_has_value(s, of->name)) {
        form_wrong(r, "来源“%s”没有“%s”这一项，可以写：%s", s->name, of->name,
                   value_words(r));
    }
}

void form_check_name(struct form_reader *r, const char *name)
{
    struct name of;
    const char *at = name;
    if (!take_name(&at, &of) || *at != '\0') {
        form_wrong(r, "“%s”不是名称，应像 title、roll.n", name);
        return;
    }
    check_name(r, &of);
}

void form_check_text(struct form_reader *r, const char *text)
{
    for (const char *s = strchr(text, FORM_OPEN); s != NULL;
         s = strchr(s, FORM_OPEN)) {
        struct hole hole;
        if (s[1] == FORM_OPEN) {
            s += 2;
            continue;
        }
        size_t n = take_hole(s, &hole);
        if (n == 0) {
            form_wrong(r,
                       "“%s”里的花括号看不懂，应像 {title}、{roll.n}；"
                       "要印出花括号请写 {{",
                       text);
            return;
        }
        check_name(r, &hole.of);
        s += n;
    }
}

/* ---- filling in -----------------------------------------------------------
 */

/* NULL: this row has no such thing. */
static const char *row_value(const struct form_fill *f,
                             const struct form_row *r, const char *column)
{
    if (r->list == NULL) {
        return NULL;
    }
    size_t i = form_list_column(r->list, column);
    if (i < r->list->n_columns && r->at < r->list->n_rows) {
        return r->list->rows[r->at][i];
    }
    return strcmp(column, FORM_NO) == 0
               ? arena_printf(f->d->arena, "%zu", r->no)
               : NULL;
}

static const char *value_of(const struct form_fill *f, const struct name *of)
{
    const char *value = NULL;
    if (of->scope[0] == '\0') {
        return form_get(f->d, of->name);
    }
    if (strcmp(of->scope, "each") == 0) {
        value = row_value(f, &f->each, of->name);
    } else if (strcmp(of->scope, "row") == 0) {
        value = row_value(f, &f->row, of->name);
        value = value != NULL ? value : row_value(f, &f->repeat, of->name);
    } else {
        const struct form_list *l = form_list_of(f->d, of->scope);
        value = arena_printf(f->d->arena, "%zu", l == NULL ? 0 : l->n_rows);
    }
    return value == NULL ? "" : value;
}

const char *form_fill_name(struct form_fill *f, const char *name)
{
    struct name of;
    return take_name(&name, &of) ? value_of(f, &of) : "";
}

static bool is_something(const char *value)
{
    return value[0] != '\0' && strcmp(value, "0") != 0;
}

static void fill_hole(struct form_fill *f, struct strbuf *out,
                      const struct hole *hole)
{
    const char *value = value_of(f, &hole->of);
    f->holes++;
    f->filled += hole->box || value[0] != '\0';
    if (hole->box) {
        sb_add(out, is_something(value) ? TICKED : UNTICKED);
    } else if (value[0] != '\0') {
        sb_add(out, value);
    } else {
        sb_addn(out, hole->other, hole->n_other);
    }
}

void form_fill_text(struct form_fill *f, struct strbuf *out, const char *text)
{
    while (*text != '\0') {
        struct hole hole;
        size_t n = strcspn(text, "{}");
        sb_addn(out, text, n);
        text += n;
        if (*text == '\0') {
            return;
        }
        n = *text == FORM_OPEN && text[1] != FORM_OPEN ? take_hole(text, &hole)
                                                       : 0;
        if (n > 0) {
            fill_hole(f, out, &hole);
        } else {
            sb_addc(out, *text);
            n = text[1] == *text ? 2 : 1;
        }
        text += n;
    }
}

const char *form_fill_str(struct form_fill *f, const char *text)
{
    if (strpbrk(text, "{}") == NULL) {
        return text;
    }
    struct strbuf sb;
    sb_init(&sb);
    form_fill_text(f, &sb, text);
    const char *out = arena_strn(f->d->arena, sb.s, sb.len);
    sb_clear(&sb);
    return out;
}

/* ---- conditions -----------------------------------------------------------
 */

static const char *const word_ends[] = {" ", "\n", ",", "，", "、", ";", "；"};

/* Bytes of what stands between words at `s`. */
static size_t gap(const char *s)
{
    for (size_t i = 0; i < sizeof word_ends / sizeof word_ends[0]; i++) {
        size_t n = strlen(word_ends[i]);
        if (strncmp(s, word_ends[i], n) == 0) {
            return n;
        }
    }
    return 0;
}

/* The next word from *s on, its bytes in *n; false when there is none. */
static bool next_word(const char **s, size_t *n)
{
    for (size_t g = gap(*s); g > 0; g = gap(*s)) {
        *s += g;
    }
    *n = 0;
    while ((*s)[*n] != '\0' && gap(*s + *n) == 0) {
        (*n)++;
    }
    return *n > 0;
}

bool form_has_word(const char *text, const char *words)
{
    size_t n_text;
    size_t n_word;
    for (; next_word(&words, &n_word); words += n_word) {
        for (const char *t = text; next_word(&t, &n_text); t += n_text) {
            if (n_text == n_word && memcmp(t, words, n_word) == 0) {
                return true;
            }
        }
    }
    return false;
}

bool form_cond_holds(struct form_fill *f, const struct form_cond *c)
{
    if (c == NULL) {
        return true;
    }
    const char *value = form_fill_name(f, c->name);
    bool is = c->words[0] == '\0' ? is_something(value)
                                  : form_has_word(value, c->words);
    return is != c->not ;
}
