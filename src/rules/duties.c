/* Rows of duties.ini become duties, each with its dated versions.

   Stages: both texts are read (rule_file.c) → compiled-in rows become versions
   → an own row without `from` changes every version of its code, one with
   `from` adds a version that takes the place of all compiled-in ones of that
   day and later; a new code is a new duty → limits set the warnings.

   What one row says: duties_row.c.  Which facts satisfy a duty:
   duties_judge.c. */
#include "pbtui/rules/duties.h"

#include <string.h>

#include "duties_row.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

static const char *const duty_keys[] = {
    "name", "abbr",  "kind",    "sub", "book",     "period",
    "min",  "group", "applies", "off", "advisory", "by_year",
    "when", "note",  "value",   NULL};

/* May be changed in a central row for all days: they ask for no less. */
static const char *const harmless_keys[] = {"name", "abbr", "when", "note",
                                            NULL};

struct loader {
    struct duties *out;
    struct rule_file file;
    struct arena *arena;
    bool has_warn, has_founding;
};

/* ---- versions -------------------------------------------------------- */

const struct duty *duty_find(const struct duties *d, const char *code, int day)
{
    const struct duty *found = NULL;
    for (size_t i = 0; i < d->n; i++) {
        const struct duty *x = &d->list[i];
        if (x->from <= day && strcmp(x->code, code) == 0 &&
            (found == NULL || x->from > found->from)) {
            found = x;
        }
    }
    return found;
}

static struct duty *first_of(const struct duties *d, const char *code)
{
    struct duty *first = NULL;
    for (size_t i = 0; i < d->n; i++) {
        struct duty *x = &d->list[i];
        if (strcmp(x->code, code) == 0 &&
            (first == NULL || x->from < first->from)) {
            first = x;
        }
    }
    return first;
}

static bool is_code(const char *s)
{
    return s[0] != '\0' && s[strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "abcdefghijklmnopqrstuvwxyz"
                                       "0123456789._")] == '\0';
}

static void add_new(struct loader *l, const struct rule_row *r)
{
    static const char *const needed[] = {"period", "min"};
    struct duty d = {
        .code = r->name,
        .name = "",
        .abbr = "",
        .kind = "",
        .sub = "",
        .book = "",
        .when = "",
        .note = "",
        .local = r->local,
        .from = r->from,
    };
    if (!is_code(r->name)) {
        rule_complain(&l->file, r, NULL,
                      "小节名是这一项的代码，只能用英文字母、数字和点，"
                      "这一条没有采用。");
        return;
    }
    for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
        if (rule_get(r, needed[i])[0] == '\0') {
            rule_complain(&l->file, r, NULL, "没有写 %s，这一条没有采用。",
                          needed[i]);
            return;
        }
    }
    if (rule_get(r, "kind")[0] == '\0' && rule_get(r, "book")[0] == '\0') {
        rule_complain(&l->file, r, NULL,
                      "没有写 kind 或 book，不知道数什么，这一条没有采用。");
        return;
    }
    if (duty_take_row(&l->file, r, &d)) {
        l->out->list[l->out->n++] = d;
    }
}

/* The first key by which a row might ask for less than before; NULL: none. */
static const char *loosening(const struct rule_row *r)
{
    for (size_t i = 0; i < r->n_keys; i++) {
        const struct rule_key *k = &r->keys[i];
        bool stricter =
            (strcmp(k->key, "off") == 0 || strcmp(k->key, "advisory") == 0) &&
            strcmp(k->value, "no") == 0;
        bool harmless = false;
        for (size_t h = 0; harmless_keys[h] != NULL; h++) {
            harmless = harmless || strcmp(harmless_keys[h], k->key) == 0;
        }
        if (!stricter && !harmless) {
            return k->key;
        }
    }
    return NULL;
}

/* Without a day: every version of the code says it. */
static void change_all(struct loader *l, const struct rule_row *r,
                       const struct duty *base)
{
    const char *key = base->local ? NULL : loosening(r);
    if (key != NULL) {
        rule_complain(&l->file, r, key,
                      "这是中央规定，改它要写 from，这一条没有采用；"
                      "请写新规定从哪一天起施行。");
        return;
    }
    for (size_t i = 0; i < l->out->n; i++) {
        struct duty *x = &l->out->list[i];
        struct duty changed = *x;
        if (strcmp(x->code, r->name) != 0) {
            continue;
        }
        if (!duty_take_row(&l->file, r, &changed)) {
            return;
        }
        *x = changed;
    }
}

/* Has an own row of this code and day been added already? */
static bool has_own(const struct loader *l, const struct rule_row *r)
{
    for (size_t i = 0; i < l->out->n; i++) {
        const struct duty *x = &l->out->list[i];
        if (x->own_version && x->from == r->from &&
            strcmp(x->code, r->name) == 0) {
            return true;
        }
    }
    return false;
}

/* Compiled-in versions of that day and later give way. */
static void give_way(struct duties *all, const struct rule_row *r)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct duty *x = &all->list[i];
        bool goes = !x->own_version && x->from >= r->from &&
                    strcmp(x->code, r->name) == 0;
        if (!goes) {
            all->list[kept++] = *x;
        }
    }
    all->n = kept;
}

/* The versions of one code stand together: the matrix is in this order. */
static void insert(struct duties *all, const struct duty *d)
{
    size_t at = all->n;
    for (size_t i = 0; i < all->n; i++) {
        if (strcmp(all->list[i].code, d->code) == 0) {
            at = i + 1;
        }
    }
    memmove(&all->list[at + 1], &all->list[at],
            (all->n - at) * sizeof *all->list);
    all->list[at] = *d;
    all->n++;
}

static void add_dated(struct loader *l, const struct rule_row *r,
                      const struct duty *first)
{
    const struct duty *base = duty_find(l->out, r->name, r->from);
    struct duty d = base != NULL ? *base : *first;
    if (r->own && !d.local && r->from <= d.from) {
        rule_complain(&l->file, r, NULL,
                      "这是中央规定，from 应晚于原规定施行的日子，"
                      "这一条没有采用；以前的事仍照原规定。");
        return;
    }
    if (has_own(l, r) || (!r->own && d.from == r->from)) {
        rule_complain(&l->file, r, NULL,
                      "与前面一条从同一天起施行，这一条没有采用；"
                      "请只留一条。");
        return;
    }
    if (!duty_take_row(&l->file, r, &d)) {
        return;
    }
    d.from = r->from;
    d.own_version = r->own;
    d.local = r->own ? d.local : r->local;
    /* The new version first: without any, its place would be lost. */
    insert(l->out, &d);
    if (r->own) {
        give_way(l->out, r);
    }
}

/* ---- limits ---------------------------------------------------------- */

static bool take_warn_days(struct loader *l, const struct rule_row *r)
{
    struct duties *out = l->out;
    const char *const *words = rule_words(l->arena, rule_get(r, "value"));
    int days[ARRAY_LEN(out->warn_days)];
    size_t n = 0;
    for (; n < ARRAY_LEN(days) && words[n] != NULL; n++) {
        struct rule_key key = {"value", words[n], r->line};
        struct rule_row one = {.keys = &key, .n_keys = 1};
        if (!rule_number(&one, "value", &days[n]) ||
            (n > 0 && days[n] >= days[n - 1])) {
            break;
        }
    }
    if (n < ARRAY_LEN(days) || words[n] != NULL) {
        rule_complain(&l->file, r, "value",
                      "value 应是三个从多到少的整数，例如 10 5 1，"
                      "这一条没有采用。");
        return false;
    }
    memcpy(out->warn_days, days, sizeof days);
    return true;
}

static bool take_founding(struct loader *l, const struct rule_row *r)
{
    const char *value = rule_get(r, "value");
    bool yes = strcmp(value, "yes") == 0;
    if (!yes && strcmp(value, "no") != 0) {
        rule_complain(&l->file, r, "value",
                      "value 只能是 yes 或 no，这一条没有采用。");
        return false;
    }
    l->out->founding_month = yes;
    return true;
}

static void add_limit(struct loader *l, const struct rule_row *r)
{
    if (strcmp(r->name, "limit.warn_days") == 0) {
        l->has_warn = take_warn_days(l, r) || l->has_warn;
    } else if (strcmp(r->name, "limit.founding_month") == 0) {
        l->has_founding = take_founding(l, r) || l->has_founding;
    } else {
        rule_complain(&l->file, r, NULL,
                      "没有这条规定，没有采用；请核对小节的名称。");
    }
}

/* ---- all rows -------------------------------------------------------- */

static void add_row(struct loader *l, const struct rule_row *r)
{
    bool is_limit = strncmp(r->name, "limit.", strlen("limit.")) == 0;
    if (is_limit) {
        add_limit(l, r);
        return;
    }
    if (rule_get(r, "value")[0] != '\0') {
        rule_complain(&l->file, r, "value",
                      "这一条里不能写 value，没有采用；次数写在 min。");
        return;
    }
    const struct duty *first = first_of(l->out, r->name);
    if (first == NULL) {
        add_new(l, r);
    } else if (r->from == DATE_NONE) {
        change_all(l, r, first);
    } else {
        add_dated(l, r, first);
    }
}

static void add_rows(struct loader *l, size_t from)
{
    struct duties *all = l->out;
    struct duty *list =
        arena_array(l->arena, all->n + l->file.n + 1, sizeof *list);
    if (all->n > 0) {
        memcpy(list, all->list, all->n * sizeof *list);
    }
    all->list = list;
    for (size_t i = from; i < l->file.n; i++) {
        add_row(l, &l->file.rows[i]);
    }
}

bool duties_load(struct duties *out, struct arena *a, const char *builtin,
                 const char *own, struct err *err)
{
    *out = (struct duties){.list = NULL};
    struct loader l = {.out = out, .arena = a};
    if (!rule_file_read(&l.file, a, builtin, duty_keys, false, err)) {
        return err_doing(err, "读内置的必办事项");
    }
    add_rows(&l, 0);
    if (l.file.n_complaints > 0 || out->n == 0 || !l.has_warn ||
        !l.has_founding) {
        return err_set(err, ERR_IO, "E-DUTY-001",
                       "内置的必办事项不完整（%s），程序不完整；请重新安装。",
                       l.file.n_complaints > 0 ? l.file.complaints[0].text
                                               : "缺少小节");
    }
    size_t n_builtin = l.file.n;
    rule_file_add_own(&l.file, own, duty_keys);
    add_rows(&l, n_builtin);
    out->complaints = l.file.complaints;
    out->n_complaints = l.file.n_complaints;
    return true;
}
