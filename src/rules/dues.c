/* Rows of dues.ini become dated versions of categories, items, uses and limits,
   and are found again by code and day.

   Stages: both texts are read (rule_file.c) → compiled-in rows become versions
   → an own row without `from` changes every version of its code, one with
   `from` adds a version that takes the place of all compiled-in ones of that
   day and later; a new code is a category, item or use of the branch's own.

   What one row says: dues_rows.c, dues_limits.c.  What a base comes to:
   dues_amount.c. */
#include "pbtui/rules/dues.h"

#include <string.h>

#include "dues_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

struct loader {
    struct dues_rules *out;
    struct rule_file file;
};

/* ---- finding --------------------------------------------------------- */

static bool is_of(const struct dues_version *v, enum dues_row_kind kind,
                  const char *code)
{
    return v->kind == kind && strcmp(v->code, code) == 0;
}

/* The last that had begun on that day, else the first. */
static const struct dues_version *nearest(const struct dues_rules *r,
                                          enum dues_row_kind kind,
                                          const char *code, int day)
{
    const struct dues_version *first = NULL;
    const struct dues_version *last = NULL;
    for (size_t i = 0; i < r->n; i++) {
        const struct dues_version *v = &r->list[i];
        if (!is_of(v, kind, code)) {
            continue;
        }
        if (first == NULL || v->from < first->from) {
            first = v;
        }
        if (v->from <= day && (last == NULL || v->from > last->from)) {
            last = v;
        }
    }
    return last != NULL ? last : first;
}

const struct dues_version *dues_version_on(const struct dues_rules *r,
                                           enum dues_row_kind kind,
                                           const char *code, int day)
{
    const struct dues_version *v = nearest(r, kind, code, day);
    return v != NULL && v->own_code && v->from > day ? NULL : v;
}

const struct dues_category *dues_category(const struct dues_rules *r,
                                          const char *code, int day)
{
    const struct dues_version *v =
        dues_version_on(r, DUES_ROW_CATEGORY, code, day);
    return v == NULL ? NULL : &v->as.category;
}

const struct dues_item *dues_item(const struct dues_rules *r, const char *code,
                                  int day)
{
    const struct dues_version *v = dues_version_on(r, DUES_ROW_ITEM, code, day);
    return v == NULL ? NULL : &v->as.item;
}

const struct dues_use *dues_use(const struct dues_rules *r, const char *code,
                                int day)
{
    const struct dues_version *v = dues_version_on(r, DUES_ROW_USE, code, day);
    return v == NULL ? NULL : &v->as.use;
}

const struct dues_limit *dues_limit(const struct dues_rules *r,
                                    enum dues_setting s, int day)
{
    const struct dues_version *v =
        dues_version_on(r, DUES_ROW_LIMIT, dues_setting_code(s), day);
    return &v->as.limit; /* loading has seen to it that all are there */
}

/* Is this version the one to list on that day? */
static bool is_listed(const struct dues_rules *r, const struct dues_version *v,
                      enum dues_row_kind kind, int day)
{
    return v->kind == kind && dues_version_on(r, kind, v->code, day) == v;
}

size_t dues_categories(const struct dues_rules *r, struct arena *a, int day,
                       const struct dues_category ***out)
{
    const struct dues_category **list =
        arena_array(a, r->n, sizeof(const struct dues_category *));
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (is_listed(r, &r->list[i], DUES_ROW_CATEGORY, day)) {
            list[n++] = &r->list[i].as.category;
        }
    }
    *out = list;
    return n;
}

size_t dues_items(const struct dues_rules *r, struct arena *a, int day,
                  const struct dues_item ***out)
{
    const struct dues_item **list =
        arena_array(a, r->n, sizeof(const struct dues_item *));
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        const struct dues_item *x = &r->list[i].as.item;
        if (is_listed(r, &r->list[i], DUES_ROW_ITEM, day) &&
            (x->to == DATE_NONE || x->to >= day)) {
            list[n++] = x;
        }
    }
    *out = list;
    return n;
}

size_t dues_uses(const struct dues_rules *r, struct arena *a, int day,
                 const struct dues_use ***out)
{
    const struct dues_use **list =
        arena_array(a, r->n, sizeof(const struct dues_use *));
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        if (is_listed(r, &r->list[i], DUES_ROW_USE, day)) {
            list[n++] = &r->list[i].as.use;
        }
    }
    *out = list;
    return n;
}

/* ---- laying rows over each other ------------------------------------- */

static void add_new(struct loader *l, const struct rule_row *r,
                    struct dues_version *v)
{
    v->from = r->from;
    v->local = r->local;
    v->own = r->own;
    v->own_code = r->own;
    if (dues_row_take(&l->file, r, v)) {
        l->out->list[l->out->n++] = *v;
    }
}

static void complain_twice(struct loader *l, const struct rule_row *r)
{
    rule_complain(&l->file, r, NULL,
                  "与前面一条从同一天起施行，这一条没有采用；请只留一条。");
}

/* Without a day: every version of the code says it. */
static void change_all(struct loader *l, const struct rule_row *r,
                       const struct dues_version *base)
{
    if (!base->local) {
        rule_complain(&l->file, r, NULL,
                      "这是中央规定，改它要写 from，这一条没有采用；"
                      "请写新规定从哪一天起施行。");
        return;
    }
    if (base->changed || base->own_code) {
        complain_twice(l, r);
        return;
    }
    enum dues_row_kind kind = base->kind;
    const char *code = base->code;
    for (size_t i = 0; i < l->out->n; i++) {
        struct dues_version *x = &l->out->list[i];
        struct dues_version v = *x;
        if (!is_of(x, kind, code)) {
            continue;
        }
        if (!dues_row_take(&l->file, r, &v)) {
            return;
        }
        v.changed = true;
        *x = v;
    }
}

/* The versions of one code stand together: lists are in this order. */
static void insert(struct dues_rules *all, const struct dues_version *v)
{
    size_t at = all->n;
    for (size_t i = 0; i < all->n; i++) {
        if (is_of(&all->list[i], v->kind, v->code)) {
            at = i + 1;
        }
    }
    memmove(&all->list[at + 1], &all->list[at],
            (all->n - at) * sizeof *all->list);
    all->list[at] = *v;
    all->n++;
}

/* Compiled-in versions of that day and later give way. */
static void give_way(struct dues_rules *all, const struct dues_version *v)
{
    size_t kept = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct dues_version *x = &all->list[i];
        if (x->own || x->from < v->from || !is_of(x, v->kind, v->code)) {
            all->list[kept++] = *x;
        }
    }
    all->n = kept;
}

static void add_dated(struct loader *l, const struct rule_row *r,
                      const struct dues_version *base)
{
    struct dues_version v = *base;
    /* An own row may take the place of a compiled-in one of its day. */
    if (v.from == r->from && (v.own || !r->own)) {
        complain_twice(l, r);
        return;
    }
    if (r->own && !v.local && r->from <= v.from) {
        rule_complain(&l->file, r, NULL,
                      "这是中央规定，from 应晚于原规定施行的日子，"
                      "这一条没有采用；以前的事仍照原规定。");
        return;
    }
    v.from = r->from;
    v.own = r->own;
    v.local = r->own ? v.local : r->local;
    if (!dues_row_take(&l->file, r, &v)) {
        return;
    }
    /* The new version first: without any, its place would be lost. */
    insert(l->out, &v);
    if (r->own) {
        give_way(l->out, &v);
    }
}

static void add_row(struct loader *l, const struct rule_row *r)
{
    struct dues_version v = {.code = ""};
    if (!dues_row_begin(&l->file, r, &v)) {
        return;
    }
    const struct dues_version *base = nearest(l->out, v.kind, v.code, r->from);
    if (base == NULL) {
        add_new(l, r, &v);
    } else if (r->from == DATE_NONE) {
        change_all(l, r, base);
    } else {
        add_dated(l, r, base);
    }
}

static void add_rows(struct loader *l, size_t first)
{
    struct dues_rules *all = l->out;
    struct dues_version *list =
        arena_array(l->file.arena, all->n + l->file.n + 1, sizeof *list);
    if (all->n > 0) {
        memcpy(list, all->list, all->n * sizeof *list);
    }
    all->list = list;
    for (size_t i = first; i < l->file.n; i++) {
        add_row(l, &l->file.rows[i]);
    }
}

/* ---- loading --------------------------------------------------------- */

/* What of the compiled-in text is not there; NULL: it is whole. */
static const char *missing(const struct dues_rules *r)
{
    static const char *const parts[] = {"缴费类别", "收入项目", "用途"};
    for (int s = 0; s < DUES_SETTINGS; s++) {
        const char *code = dues_setting_code((enum dues_setting)s);
        if (nearest(r, DUES_ROW_LIMIT, code, DATE_NONE) == NULL) {
            return code;
        }
    }
    for (size_t k = 0; k < ARRAY_LEN(parts); k++) {
        bool there = false;
        for (size_t i = 0; i < r->n; i++) {
            there = there || (size_t)r->list[i].kind == k;
        }
        if (!there) {
            return parts[k];
        }
    }
    return NULL;
}

bool dues_load(struct dues_rules **out, struct arena *a, const char *builtin,
               const char *own, struct err *err)
{
    struct dues_rules *r = arena_alloc(a, sizeof *r);
    struct loader l = {.out = r};
    if (!rule_file_read(&l.file, a, builtin, dues_keys, false, err)) {
        return err_doing(err, "读内置的党费规定");
    }
    add_rows(&l, 0);
    const char *lack = missing(r);
    if (l.file.n_complaints > 0 || lack != NULL) {
        return err_set(err, ERR_IO, "E-DUESRULE-001",
                       "内置的党费规定不完整（%s%s），程序不完整；请重新安装。",
                       l.file.n_complaints > 0 ? "" : "缺少",
                       l.file.n_complaints > 0 ? l.file.complaints[0].text
                                               : lack);
    }
    size_t n_builtin = l.file.n;
    rule_file_add_own(&l.file, own, dues_keys);
    add_rows(&l, n_builtin);
    r->complaints = l.file.complaints;
    r->n_complaints = l.file.n_complaints;
    *out = r;
    return true;
}

const struct ini_complaint *dues_complaints(const struct dues_rules *r,
                                            size_t *n)
{
    *n = r->n_complaints;
    return r->complaints;
}
