/* Tables of a description: their list and columns, and the keys that say more
   about the table above.  What can only be said of the whole table (does it
   fit the sheet?) is said when the next thing begins. */
#include "form_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"

enum {
    WIDTH_MIN = 2, /* one character */
    WIDTH_MAX = 200,
    SHARE_MAX = 20,
    BLANK_MAX = 200,
    TALL_MAX = 20,
    TWICE_MAX = 4,
};

#define NOTHING "没有记录"

/* ---- one column -----------------------------------------------------------
 */

static void trim_right(char *text)
{
    size_t n = strlen(text);
    while (n > 0 && strchr(" \t", text[n - 1]) != NULL) {
        n--;
    }
    text[n] = '\0';
}

/* Takes the last word off; "" when there is none. */
static const char *last_word(struct arena *a, char *text)
{
    trim_right(text);
    size_t n = strlen(text);
    while (n > 0 && strchr(" \t", text[n - 1]) == NULL) {
        n--;
    }
    const char *word = arena_str(a, text + n);
    text[n] = '\0';
    trim_right(text);
    return word;
}

static bool take_align(const char *word, enum page_align *out)
{
    *out = word[0] == 'c'   ? PAGE_CENTRE
           : word[0] == 'r' ? PAGE_RIGHT
                            : PAGE_LEFT;
    return word[0] != '\0' && strchr("lcr", word[0]) != NULL && word[1] == '\0';
}

/* 8, 10+, 10+2 */
static bool take_width(const char *word, struct form_column *c)
{
    size_t n = strspn(word, "0123456789");
    const char *plus = word + n;
    if (n == 0 || n > 3 || (*plus != '\0' && *plus != '+')) {
        return false;
    }
    c->min_cols = (int)strtol(word, NULL, 10);
    c->share = 0;
    if (*plus == '+') {
        size_t m = strspn(plus + 1, "0123456789");
        if (plus[1 + m] != '\0' || m > 2) {
            return false;
        }
        c->share = m == 0 ? 1 : (int)strtol(plus + 1, NULL, 10);
    }
    return c->min_cols >= WIDTH_MIN && c->min_cols <= WIDTH_MAX &&
           c->share <= SHARE_MAX;
}

/* The title of a family is {list.column}. */
static void take_along(struct form_reader *r, struct form_column *c)
{
    size_t n = strspn(c->title + 1, FORM_NAME_CHARS);
    const char *dot = c->title + 1 + n;
    size_t m = c->title[0] == FORM_OPEN && *dot == '.'
                   ? strspn(dot + 1, FORM_NAME_CHARS)
                   : 0;
    if (n == 0 || m == 0 || strcmp(dot + 1 + m, "}") != 0) {
        form_wrong(r,
                   "“%s”是随内容增加的一组列，标题应像 {events.day}"
                   "（列表和它的一列）",
                   c->column);
        return;
    }
    c->along = arena_strn(r->arena, c->title + 1, n);
    c->heading = arena_strn(r->arena, dot + 1, m);
    if (form_check_list(r, c->along)) {
        form_check_column(r, c->along, c->heading);
    }
}

static void take_content(struct form_reader *r, struct form_column *c,
                         const char *content, const char *list)
{
    size_t n = strspn(content, FORM_NAME_CHARS);
    c->text = "";
    if (n > 0 && strcmp(content + n, "*") == 0) {
        c->column = content;
        form_check_column(r, list, content);
        take_along(r, c);
        return;
    }
    r->table_list = NULL;
    form_check_text(r, c->title);
    r->table_list = list;
    if (n > 0 && content[n] == '\0') {
        c->column = content;
        form_check_column(r, list, content);
    } else {
        c->text = content;
        form_check_text(r, content);
    }
    r->table_list = NULL;
}

/* title:content width align */
static void take_column(struct form_reader *r, const char *text)
{
    struct form_table *t = r->table;
    char *title = arena_str(r->arena, text);
    char *colon = form_colon(title);
    if (colon == NULL) {
        form_wrong(r, "“%s”里没有英文的冒号，应像 姓名:name 8", text);
        return;
    }
    if (t->n == FORM_COLUMNS_MAX) {
        form_wrong(r, "列太多，一张表最多 %d 列", FORM_COLUMNS_MAX);
        return;
    }
    struct form_column *c = &t->columns[t->n++];
    *colon = '\0';
    /* A / begins a new line; flow has | for that. */
    c->title = form_swap(r->arena, title, '/', '|');
    char *rest = colon + 1 + strspn(colon + 1, " \t");
    const char *word = last_word(r->arena, rest);
    if (take_align(word, &c->align)) {
        word = last_word(r->arena, rest);
    }
    if (!take_width(word, c)) {
        form_wrong(r,
                   "“%s”的列宽看不懂，应像 8、10+，宽 %d 到 %d，"
                   "后面可加 l、c、r（靠左、居中、靠右）",
                   text, WIDTH_MIN, WIDTH_MAX);
        return;
    }
    take_content(r, c, rest, t->list);
}

static void take_columns(struct form_reader *r, const char *value)
{
    size_t n;
    const char **parts = form_split(r, value, FORM_COLUMNS_MAX + 1, &n);
    for (size_t i = 0; i < n; i++) {
        take_column(r, parts[i]);
    }
}

static void take_table(struct form_reader *r, const char *value)
{
    static const struct form_table none;
    size_t n;
    const char **parts = form_split(r, value, FORM_COLUMNS_MAX + 1, &n);
    struct form_table *t = arena_alloc(r->arena, sizeof *t);
    *t = none;
    t->list = parts[0];
    t->columns = arena_array(r->arena, FORM_COLUMNS_MAX, sizeof *t->columns);
    if (!form_check_list(r, t->list)) {
        return;
    }
    form_new_item(r, THING_TABLE)->table = t;
    r->table = t;
    for (size_t i = 1; i < n; i++) {
        take_column(r, parts[i]);
    }
}

/* ---- more about the table above -------------------------------------------
 */

static void take_blank(struct form_reader *r, const char *value)
{
    r->table->blank_more = value[0] == '+';
    form_number(r, value + r->table->blank_more, 0, BLANK_MAX,
                &r->table->blank);
}

static void take_twice(struct form_reader *r, const char *value)
{
    form_number(r, value, 2, TWICE_MAX, &r->table->twice);
}

static void take_tall(struct form_reader *r, const char *value)
{
    form_number(r, value, 1, TALL_MAX, &r->table->tall);
}

static void take_fixed(struct form_reader *r, const char *value)
{
    form_number(r, value, 1, FORM_COLUMNS_MAX, &r->table->fixed);
}

static void take_total(struct form_reader *r, const char *value)
{
    struct form_table *t = r->table;
    t->total = form_split(r, value, FORM_COLUMNS_MAX, &t->n_total);
    for (size_t i = 0; i < t->n_total; i++) {
        form_check_text(r, t->total[i]);
    }
}

static void take_none(struct form_reader *r, const char *value)
{
    form_check_text(r, value);
    r->table->none = arena_str(r->arena, value);
}

static void take_where(struct form_reader *r, const char *value)
{
    struct form_table *t = r->table;
    t->where = form_word(r->arena, &value);
    t->is = arena_str(r->arena, value);
    if (t->where[0] == '\0') {
        form_wrong(r, "where 后面是空的，应像 grp {row.name}");
        return;
    }
    form_check_column(r, t->list, t->where);
    form_check_text(r, t->is);
}

/* ---- the whole table ------------------------------------------------------
 */

/* Columns and the lines between and around them. */
static int width_of(const struct form_table *t, size_t from, size_t to)
{
    int cols = 0;
    for (size_t i = from; i < to; i++) {
        cols += t->columns[i].min_cols + 1;
    }
    return cols;
}

static int widest(const struct form_table *t, size_t from)
{
    int cols = 0;
    for (size_t i = from; i < t->n; i++) {
        int own = width_of(t, i, i + 1);
        cols = own > cols ? own : cols;
    }
    return cols;
}

static void check_width(struct form_reader *r, const struct form_table *t)
{
    size_t fixed = (size_t)t->fixed;
    if (r->sheet == NULL) {
        return;
    }
    if (width_of(t, 0, fixed) >= r->sheet->cols / 2) {
        form_wrong(r, "每段重复的前 %d 列共宽 %d，不能超过纸宽 %d 的一半",
                   t->fixed, width_of(t, 0, fixed), r->sheet->cols);
        return;
    }
    int times = t->twice == 0 ? 1 : t->twice;
    int least = fixed > 0 ? width_of(t, 0, fixed) + widest(t, fixed)
                          : width_of(t, 0, t->n) * times;
    if (r->sheet == NULL || least + 1 <= r->sheet->cols) {
        return;
    }
    form_wrong(
        r, "列宽连同边线共 %d，纸张“%s”只有 %d，放不下；请改小%s", least + 1,
        r->sheet->name, r->sheet->cols,
        fixed > 0 || times > 1 ? "" : "，或用 fixed = 2 让放不下的列另起一段");
}

void form_end_table(struct form_reader *r)
{
    struct form_table *t = r->table;
    int line = r->line;
    if (t == NULL) {
        return;
    }
    r->table = NULL;
    r->line = r->items[r->n - 1].line;
    if (t->n == 0) {
        form_wrong(r, "表格没有列，应像 roll | 姓名:name 8 | 备注:reason 10+");
    } else if ((size_t)t->fixed >= t->n) {
        form_wrong(r, "fixed = %d 不比列数 %zu 少，没有列可以另起一段",
                   t->fixed, t->n);
    } else if (t->fixed > 0 && t->twice > 0) {
        form_wrong(r, "fixed 和 twice 不能同时用");
    } else if (t->n_total > t->n) {
        form_wrong(r, "total 有 %zu 段，表格只有 %zu 列", t->n_total, t->n);
    } else {
        check_width(r, t);
    }
    if (t->none == NULL) {
        t->none = t->blank > 0 ? "" : NOTHING;
    }
    r->line = line;
}

/* ---- keys -----------------------------------------------------------------
 */

#define TABLE_KEYS(X)                                                          \
    X(columns)                                                                 \
    X(blank)                                                                   \
    X(twice)                                                                   \
    X(tall)                                                                    \
    X(fixed)                                                                   \
    X(total)                                                                   \
    X(none)                                                                    \
    X(where)

#define X(key) #key,
const char *const form_table_keys[] = {"table", TABLE_KEYS(X) NULL};
#undef X

#define X(key) take_##key,
static void (*const takes[])(struct form_reader *r,
                             const char *value) = {take_table, TABLE_KEYS(X)};
#undef X

bool form_take_table(struct form_reader *r, const struct ini_key *k,
                     const char *key)
{
    size_t i = 0;
    while (form_table_keys[i] != NULL && strcmp(form_table_keys[i], key) != 0) {
        i++;
    }
    if (form_table_keys[i] == NULL) {
        return false;
    }
    if (i == 0) {
        form_end_table(r);
    } else if (r->table == NULL) {
        form_wrong(r, "%s 说的是上面的表格，要紧接在 table 后面", key);
        return true;
    }
    takes[i](r, k->value);
    return true;
}
