/* One [category.…] of dues.ini: how its base is called, its brackets or its
   fixed amount, and whether they go together.

   Other sections, and what is common to all: dues_rows.c. */
#include <string.h>

#include "dues_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/money.h"

static const char *const basis_names[] = {
    [DUES_WAGE] = "wage",   [DUES_PENSION] = "pension",
    [DUES_PAID] = "paid",   [DUES_QUARTER] = "quarter",
    [DUES_FIXED] = "fixed",
};
static bool take_money(struct rule_file *f, const struct rule_row *r,
                       const char *key, int64_t *out)
{
    const char *value = rule_get(r, key);
    if (value[0] == '\0' || dues_money_read(value, out)) {
        return true;
    }
    rule_complain(f, r, key,
                  "%s 不是金额，这一条没有采用；应写成 0.20 的样子，"
                  "最多两位小数。",
                  key);
    return false;
}

/* What is wrong with the i-th bracket, NULL when nothing. */
static const char *bracket_fault(struct arena *a, const char *const *words,
                                 size_t i, struct dues_bracket *list)
{
    const char *up_to = words[2 * i];
    const char *rate = words[2 * i + 1];
    struct dues_bracket *b = &list[i];
    bool last = strcmp(up_to, "-") == 0;
    b->up_to = MONEY_MAX;
    if (!last && !dues_money_read(up_to, &b->up_to)) {
        return arena_printf(a,
                            "%s 不是金额，应写成 3000.00 的样子，"
                            "不用逗号，最多两位小数",
                            up_to);
    }
    if (rate == NULL || strchr(rate, '%') == NULL) {
        return arena_printf(a, "%s 后面没有写比例", up_to);
    }
    if (!dues_rate_read(rate, &b->rate)) {
        return arena_printf(a,
                            "比例 %s 应在 0%% 至 100%% 之间，"
                            "最多两位小数",
                            rate);
    }
    if (i > 0 && list[i - 1].up_to >= b->up_to) {
        return "各档的上限要从低到高";
    }
    if (last != (words[2 * i + 2] == NULL)) {
        return "最后一档的上限要写减号，别的档不能写";
    }
    return NULL;
}

static bool take_brackets(struct rule_file *f, const struct rule_row *r,
                          struct dues_category *c)
{
    const char *value = rule_get(r, "brackets");
    if (value[0] == '\0') {
        return true;
    }
    const char *const *words = rule_words(f->arena, value);
    size_t n = 0;
    while (words[n] != NULL) {
        n++;
    }
    struct dues_bracket *list = arena_array(f->arena, n / 2 + 1, sizeof *list);
    const char *fault = n == 0 ? "没有写一档" : NULL;
    size_t done = 0;
    for (; fault == NULL && 2 * done < n; done++) {
        fault = bracket_fault(f->arena, words, done, list);
    }
    if (fault != NULL) {
        rule_complain(f, r, "brackets",
                      "brackets 读不明白：%s，这一条没有采用；应写成 "
                      "3000.00 0.5%%, - 1%% 的样子。",
                      fault);
        return false;
    }
    c->brackets = list;
    c->n_brackets = done;
    return true;
}

/* A fixed amount has no base, a base no fixed amount. */
static bool check_fixed(struct rule_file *f, const struct rule_row *r,
                        struct dues_category *c)
{
    static const char *const of_base[] = {"base", "brackets"};
    static const char *const of_fixed[] = {"least", "most"};
    bool fixed = c->basis_kind == DUES_FIXED;
    for (size_t i = 0; i < 2; i++) {
        const char *key = fixed ? of_base[i] : of_fixed[i];
        if (rule_get(r, key)[0] != '\0') {
            rule_complain(f, r, key, "kind 是 %s 的不能写 %s，这一条没有采用。",
                          basis_names[c->basis_kind], key);
            return false;
        }
    }
    if (!fixed) {
        c->least = 0;
        c->most = 0;
        return dues_must_write(f, r, "base", c->base[0] != '\0') &&
               dues_must_write(f, r, "brackets", c->n_brackets > 0);
    }
    c->base = "";
    c->brackets = NULL;
    c->n_brackets = 0;
    if (!dues_must_write(f, r, "least", c->least >= 0) ||
        !dues_must_write(f, r, "most", c->most >= 0)) {
        return false;
    }
    if (c->least > c->most) {
        rule_complain(f, r, "most",
                      "least 比 most 大，这一条没有采用；请核对数额。");
        return false;
    }
    return true;
}

static const char *default_rule(struct arena *a, const struct dues_category *c)
{
    if (c->basis_kind == DUES_FIXED) {
        return "每月交固定数额。";
    }
    return arena_printf(a, "以%s为基数，按所在一档的比例全额计算。", c->base);
}

/* Over to a fixed amount, or away from it: what was said before is wrong. */
static void change_kind(const struct rule_row *r, struct dues_category *c,
                        enum dues_basis kind)
{
    bool other = (c->basis_kind == DUES_FIXED) != (kind == DUES_FIXED);
    c->basis_kind = kind;
    if (other) {
        c->least = -1;
        c->most = -1;
        c->rule = rule_get(r, "rule");
    }
}

bool dues_category_take(struct rule_file *f, const struct rule_row *r,
                        struct dues_version *v)
{
    struct dues_category c = v->as.category;
    int kind = (int)c.basis_kind;
    bool first = c.title[0] == '\0';
    if (strcmp(c.brief, c.title) == 0) {
        c.brief = ""; /* it follows a new title */
    }
    dues_take_text(r, "title", &c.title);
    dues_take_text(r, "brief", &c.brief);
    dues_take_text(r, "base", &c.base);
    dues_take_text(r, "rule", &c.rule);
    c.brief = c.brief[0] == '\0' ? c.title : c.brief;
    if (!dues_must_write(f, r, "title", c.title[0] != '\0') ||
        !dues_must_write(f, r, "kind",
                         !first || rule_get(r, "kind")[0] != '\0') ||
        !dues_take_word(f, r, basis_names, ARRAY_LEN(basis_names), &kind)) {
        return false;
    }
    change_kind(r, &c, (enum dues_basis)kind);
    if (!take_brackets(f, r, &c) || !take_money(f, r, "least", &c.least) ||
        !take_money(f, r, "most", &c.most) || !check_fixed(f, r, &c)) {
        return false;
    }
    if (c.rule[0] == '\0') {
        c.rule = default_rule(f->arena, &c);
    }
    c.basis = rule_basis(f->arena, r);
    c.local = v->local;
    c.from = v->from;
    c.own_line = r->own ? r->line : 0;
    v->as.category = c;
    return true;
}
