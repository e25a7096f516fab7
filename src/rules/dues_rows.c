/* Lays what a row of dues.ini writes over a version: words and numbers are
   checked, what is not written stays as it was.

   Stages: which of the four kinds the section is → keys that have no place
   there → each key → whether the whole makes sense.  Here are items and uses;
   categories: dues_category.c, limits: dues_limits.c. */
#include <string.h>

#include "dues_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

const char *const dues_keys[] = {"title",    "brief", "kind", "base",
                                 "brackets", "least", "most", "staff",
                                 "to",       "value", "rule", NULL};

static const struct row_kind {
    const char *prefix;
    const char *keys[9]; /* NULL-ended: what may stand there */
} row_kinds[DUES_ROW_KINDS] = {
    [DUES_ROW_CATEGORY] = {"category.",
                           {"title", "brief", "kind", "base", "brackets",
                            "least", "most", "rule", NULL}},
    [DUES_ROW_ITEM] = {"item.", {"title", "kind", "staff", "to", "rule", NULL}},
    [DUES_ROW_USE] = {"use.", {"title", "rule", NULL}},
    [DUES_ROW_LIMIT] = {"limit.", {"value", "rule", NULL}},
};

static const char *const item_names[] = {
    [ITEM_COUNTS] = "counts",
    [ITEM_DEDUCTS] = "deducts",
    [ITEM_OUT] = "out",
};
static const char *const item_rules[] = {
    [ITEM_COUNTS] = "计入基数。",
    [ITEM_DEDUCTS] = "从基数中扣除。",
    [ITEM_OUT] = "不计入基数。",
};
static const char *const staff_names[] = {"机关", "工人", "事业",
                                          "企业", "年薪", "离退休"};

/* ---- what the section is --------------------------------------------- */

static bool is_code(const char *s)
{
    return s[0] != '\0' && s[strspn(s, "abcdefghijklmnopqrstuvwxyz"
                                       "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789._-")] == '\0';
}

bool dues_row_kind(const char *name, enum dues_row_kind *kind,
                   const char **code)
{
    for (size_t i = 0; i < ARRAY_LEN(row_kinds); i++) {
        size_t n = strlen(row_kinds[i].prefix);
        if (strncmp(name, row_kinds[i].prefix, n) == 0 && is_code(name + n)) {
            *kind = (enum dues_row_kind)i;
            *code = name + n;
            return true;
        }
    }
    return false;
}

static bool may_stand(enum dues_row_kind kind, const char *key)
{
    for (size_t i = 0; row_kinds[kind].keys[i] != NULL; i++) {
        if (strcmp(row_kinds[kind].keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

static void empty_category(struct dues_version *v)
{
    v->as.category = (struct dues_category){.code = v->code,
                                            .title = "",
                                            .brief = "",
                                            .base = "",
                                            .basis_kind = DUES_FIXED,
                                            .least = -1,
                                            .most = -1,
                                            .rule = ""};
}

bool dues_row_begin(struct rule_file *f, const struct rule_row *r,
                    struct dues_version *v)
{
    bool known = dues_row_kind(r->name, &v->kind, &v->code);
    if (!known ||
        (v->kind == DUES_ROW_LIMIT && !dues_setting_of(v->code, &v->setting))) {
        rule_complain(f, r, NULL,
                      "没有这条规定，没有采用；小节名应是 category.、item.、"
                      "use. 加英文代码，或者已有的 limit. 一条。");
        return false;
    }
    for (size_t i = 0; i < r->n_keys; i++) {
        if (!may_stand(v->kind, r->keys[i].key)) {
            rule_complain(f, r, r->keys[i].key,
                          "这一条里不能写 %s，没有采用；请核对能写哪些项目。",
                          r->keys[i].key);
            return false;
        }
    }
    v->sentence = "";
    if (v->kind == DUES_ROW_CATEGORY) {
        empty_category(v);
    } else if (v->kind == DUES_ROW_ITEM) {
        v->as.item = (struct dues_item){
            .code = v->code, .title = "", .rule = "", .to = DATE_NONE};
    } else if (v->kind == DUES_ROW_USE) {
        v->as.use = (struct dues_use){.code = v->code, .title = "", .rule = ""};
    }
    return true;
}

/* ---- single keys ----------------------------------------------------- */

void dues_take_text(const struct rule_row *r, const char *key, const char **out)
{
    const char *value = rule_get(r, key);
    if (value[0] != '\0') {
        *out = value;
    }
}

bool dues_take_word(struct rule_file *f, const struct rule_row *r,
                    const char *const *names, size_t n, int *out)
{
    const char *value = rule_get(r, "kind");
    if (value[0] == '\0') {
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], value) == 0) {
            *out = (int)i;
            return true;
        }
    }
    rule_complain(f, r, "kind",
                  "kind 不认识 %s，这一条没有采用；请核对能写哪些词。", value);
    return false;
}

bool dues_must_write(struct rule_file *f, const struct rule_row *r,
                     const char *key, bool there)
{
    if (!there) {
        rule_complain(f, r, NULL, "没有写 %s，这一条没有采用。", key);
    }
    return there;
}

bool dues_money_read(const char *s, int64_t *fen)
{
    struct err err = ERR_INIT;
    return s[strspn(s, "0123456789.")] == '\0' && money_parse(s, fen, &err);
}

/* ---- items and uses -------------------------------------------------- */

static bool take_staff(struct rule_file *f, const struct rule_row *r,
                       struct dues_item *x)
{
    const char *value = rule_get(r, "staff");
    if (value[0] == '\0') {
        return true;
    }
    if (strcmp(value, "-") == 0) {
        x->staff = NULL;
        return true;
    }
    const char *const *words = rule_words(f->arena, value);
    for (size_t i = 0; words[i] != NULL; i++) {
        bool known = false;
        for (size_t k = 0; k < ARRAY_LEN(staff_names); k++) {
            known = known || strcmp(words[i], staff_names[k]) == 0;
        }
        if (!known) {
            rule_complain(f, r, "staff",
                          "staff 不认识 %s，这一条没有采用；只能写机关、工人、"
                          "事业、企业、年薪、离退休。",
                          words[i]);
            return false;
        }
    }
    x->staff = words;
    return true;
}

static bool take_end(struct rule_file *f, const struct rule_row *r,
                     struct dues_item *x)
{
    const char *value = rule_get(r, "to");
    if (strcmp(value, "-") == 0) {
        x->to = DATE_NONE;
    } else if (value[0] != '\0' && !date_read(value, &x->to)) {
        rule_complain(
            f, r, "to",
            "to 不是日期，这一条没有采用；应写成 2027-12-31 的样子。");
        return false;
    }
    if (x->to != DATE_NONE && x->from != DATE_NONE && x->to < x->from) {
        rule_complain(f, r, "to", "to 早于 from，这一条没有采用；请核对日期。");
        return false;
    }
    return true;
}

static bool take_item(struct rule_file *f, const struct rule_row *r,
                      struct dues_version *v)
{
    struct dues_item x = v->as.item;
    int kind = (int)x.kind;
    bool first = x.title[0] == '\0';
    x.from = v->from;
    dues_take_text(r, "title", &x.title);
    dues_take_text(r, "rule", &x.rule);
    if (!dues_must_write(f, r, "title", x.title[0] != '\0') ||
        !dues_must_write(f, r, "kind",
                         !first || rule_get(r, "kind")[0] != '\0') ||
        !dues_take_word(f, r, item_names, ARRAY_LEN(item_names), &kind) ||
        !take_staff(f, r, &x) || !take_end(f, r, &x)) {
        return false;
    }
    bool other = (int)x.kind != kind && rule_get(r, "rule")[0] == '\0';
    if (other || x.rule[0] == '\0') {
        x.rule = item_rules[kind]; /* the old sentence would be wrong */
    }
    x.kind = (enum dues_item_kind)kind;
    x.basis = rule_basis(f->arena, r);
    x.local = v->local;
    v->as.item = x;
    return true;
}

static bool take_use(struct rule_file *f, const struct rule_row *r,
                     struct dues_version *v)
{
    struct dues_use x = v->as.use;
    dues_take_text(r, "title", &x.title);
    dues_take_text(r, "rule", &x.rule);
    if (!dues_must_write(f, r, "title", x.title[0] != '\0')) {
        return false;
    }
    if (x.rule[0] == '\0') {
        x.rule = arena_printf(f->arena, "%s。", x.title);
    }
    x.basis = rule_basis(f->arena, r);
    x.local = v->local;
    x.from = v->from;
    v->as.use = x;
    return true;
}

bool dues_row_take(struct rule_file *f, const struct rule_row *r,
                   struct dues_version *v)
{
    switch (v->kind) {
    case DUES_ROW_CATEGORY:
        return dues_category_take(f, r, v);
    case DUES_ROW_ITEM:
        return take_item(f, r, v);
    case DUES_ROW_USE:
        return take_use(f, r, v);
    default:
        return dues_limit_take(f, r, v);
    }
}
