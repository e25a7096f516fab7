/* «为什么是这个数»: the sentences behind an amount in the book.

   Stages: what the rules give, with the sum in it (or why there is none) →
   what was decided besides: relief, paid elsewhere → how the amount in the book
   differs → the limit it goes beyond → the rule itself. */
#include <stdio.h>
#include <string.h>

#include "dues_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/money.h"

struct money {
    char s[32];
};

static const char *money(int64_t fen, struct money *m)
{
    return money_text(fen, m->s);
}

/* ---- the sum --------------------------------------------------------- */

/* 3,000.00 以下（含）一档 */
static void add_bracket(struct strbuf *out, const struct dues_category *c,
                        const struct dues_bracket *b)
{
    struct money m;
    size_t i = (size_t)(b - c->brackets);
    if (c->n_brackets == 1) {
        sb_add(out, "不分档");
        return;
    }
    sb_add(out, "在 ");
    if (i > 0) {
        sb_addf(out, "%s 以上（不含）", money(b[-1].up_to, &m));
    }
    if (i + 1 < c->n_brackets) {
        sb_addf(out, "%s%s 以下（含）", i > 0 ? "、" : "", money(b->up_to, &m));
    }
    sb_add(out, "一档");
}

/* 82.9725: the product before it was rounded, no zeros behind 分. */
static void add_exact(struct strbuf *out, int64_t product)
{
    char parts[16];
    struct money m;
    int64_t rest = product % 10000;
    sb_add(out, money(product / 10000, &m));
    if (rest == 0) {
        return;
    }
    snprintf(parts, sizeof parts, "%04d", (int)rest);
    size_t n = strlen(parts);
    while (parts[n - 1] == '0') {
        n--;
    }
    sb_addn(out, parts, n);
}

static const char *unit_text(int64_t unit)
{
    return unit == 1 ? "分" : unit == 10 ? "角" : "元";
}

static void add_sum(struct strbuf *out, const struct dues_sum *sum,
                    int64_t base)
{
    char rate[16];
    struct money m;
    /* dues_round has seen to it that this fits. */
    int64_t product = base * sum->bracket->rate;
    sb_addf(out, "基数 %s，", money(base, &m));
    add_bracket(out, sum->category, sum->bracket);
    sb_addf(out, "，全额 × %s ＝ ", dues_rate_text(sum->bracket->rate, rate));
    add_exact(out, product);
    if (product != sum->fen * 10000) {
        sb_addf(out, "，%s到%s：%s", sum->up ? "有零头进" : "四舍五入",
                unit_text(sum->unit), money(sum->fen, &m));
    }
}

static void add_range(struct strbuf *out, const struct dues_category *c)
{
    struct money least;
    struct money most;
    sb_addf(out, "“%s”每月交固定数额 %s", c->title, money(c->least, &least));
    if (c->least != c->most) {
        sb_addf(out, " 至 %s，由当地定", money(c->most, &most));
    }
}

/* ---- all of it ------------------------------------------------------- */

struct reasoning {
    const struct dues_rules *rules;
    const struct dues_reason *why;
    struct dues_sum sum;
    bool known; /* the rules give an amount by themselves */
    struct strbuf *out;
};

static void add_by_rule(struct reasoning *x)
{
    const struct dues_category *c = x->sum.category;
    if (c == NULL) {
        sb_addf(x->out, "当时没有“%s”这个缴费类别", x->why->category);
    } else if (c->basis_kind == DUES_FIXED) {
        add_range(x->out, c);
    } else if (x->known) {
        add_sum(x->out, &x->sum, x->why->base);
    } else if (x->why->base < 0) {
        sb_addf(x->out, "“%s”按%s算，还没有核定基数", c->title, c->base);
    } else {
        sb_add(x->out, "基数超出范围，算不出来");
    }
}

/* Relief and another place are decided by people: the rule is told behind. */
static bool add_decided(struct reasoning *x)
{
    const char *relief = x->why->relief;
    const char *place = x->why->place;
    struct money m;
    if (place != NULL && place[0] != '\0') {
        sb_addf(x->out, "%s，本支部不收。", place);
    }
    if (relief != NULL && relief[0] != '\0') {
        sb_add(x->out, relief);
        if (x->why->kept >= 0) {
            sb_addf(x->out, "，每月交 %s", money(x->why->kept, &m));
        }
        sb_add(x->out, "。");
    }
    bool decided = x->out->len > 0;
    sb_add(x->out, decided ? "按规定：" : "");
    return decided;
}

/* What the book says when the rules leave it open, or say otherwise. */
static void add_kept(struct reasoning *x)
{
    const struct dues_category *c = x->sum.category;
    int64_t kept = x->why->kept;
    struct err err = ERR_INIT;
    struct money m;
    struct money d;
    if (kept < 0) {
        return;
    }
    if (x->known && kept != x->sum.fen) {
        int64_t more = kept - x->sum.fen;
        sb_addf(x->out, "账上是 %s，比按规定算的%s %s。", money(kept, &m),
                more > 0 ? "多" : "少", money(more > 0 ? more : -more, &d));
    } else if (!x->known && c != NULL && c->basis_kind == DUES_FIXED) {
        sb_addf(x->out, "核定为 %s%s。", money(kept, &m),
                dues_fixed_ok(c, kept, &err) ? "" : "，不在这个幅度内");
    } else if (!x->known) {
        sb_addf(x->out, "账上是 %s。", money(kept, &m));
    }
}

static void add_rule(struct reasoning *x)
{
    const struct dues_category *c = x->sum.category;
    const struct dues_limit *cap =
        dues_over_cap(x->rules, x->why->kept, x->why->day);
    if (cap != NULL) {
        sb_addf(x->out, "%s（%s）", cap->text, cap->basis);
    }
    if (c != NULL) {
        sb_addf(x->out, "%s：%s", c->basis, c->rule);
    }
}

const char *dues_why(const struct dues_rules *r, struct arena *a,
                     const struct dues_reason *why)
{
    struct strbuf sb;
    struct err err = ERR_INIT;
    sb_init(&sb);
    struct reasoning x = {.rules = r, .why = why, .out = &sb};
    x.known =
        dues_work_out(r, why->category, why->base, why->day, &x.sum, &err);
    bool decided = add_decided(&x);
    add_by_rule(&x);
    sb_add(&sb, "。");
    if (!decided) {
        add_kept(&x);
    }
    add_rule(&x);
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}
