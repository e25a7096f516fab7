/* What a base comes to: bracket, share, rounding, how near the next bracket is;
   what a base is made of.  Whole fen and whole 1/10000, every step checked.

   Which rows are in force: dues.c.  The sentences about it: dues_words.c. */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "dues_parts.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define RATE_ALL 10000 /* 100% */

/* ---- rates ----------------------------------------------------------- */

const char *dues_rate_text(int64_t rate, char out[16])
{
    out[0] = '\0';
    if (rate < 0 || rate > RATE_ALL) {
        return out;
    }
    int whole = (int)(rate / 100);
    int rest = (int)(rate % 100);
    if (rest == 0) {
        snprintf(out, 16, "%d%%", whole);
    } else if (rest % 10 == 0) {
        snprintf(out, 16, "%d.%d%%", whole, rest / 10);
    } else {
        snprintf(out, 16, "%d.%02d%%", whole, rest);
    }
    return out;
}

bool dues_rate_read(const char *s, int64_t *rate)
{
    static const char digits[] = "0123456789";
    size_t whole = strspn(s, digits);
    const char *rest = s + whole;
    size_t decimals = 0;
    if (*rest == '.') {
        decimals = strspn(++rest, digits);
        if (decimals == 0 || decimals > 2) {
            return false;
        }
    }
    const char *end = rest + decimals;
    if (whole == 0 || whole > 3 || strcmp(end + (*end == '%'), "") != 0) {
        return false;
    }
    int64_t sum = 0;
    for (size_t i = 0; i < whole; i++) {
        sum = sum * 10 + (s[i] - '0');
    }
    for (size_t i = 0; i < 2; i++) {
        sum = sum * 10 + (i < decimals ? rest[i] - '0' : 0);
    }
    if (sum > RATE_ALL) {
        return false;
    }
    *rate = sum;
    return true;
}

/* ---- an amount ------------------------------------------------------- */

const struct dues_bracket *dues_bracket(const struct dues_category *c,
                                        int64_t base)
{
    for (size_t i = 0; base >= 0 && i < c->n_brackets; i++) {
        if (base <= c->brackets[i].up_to) {
            return &c->brackets[i];
        }
    }
    return NULL;
}

/* Every rest makes one more, away from zero like the other mode. */
static bool round_up(int64_t base, int64_t rate, int64_t unit, int64_t *out)
{
    const int64_t divisor = RATE_ALL * unit;
    int64_t product = 0;
    if (__builtin_mul_overflow(base, rate, &product)) {
        return false;
    }
    int64_t units = product / divisor;
    int64_t rest = product % divisor;
    units += rest > 0 ? 1 : rest < 0 ? -1 : 0;
    int64_t fen = units * unit; /* no more than the product and a unit */
    if (fen > MONEY_MAX || fen < -MONEY_MAX) {
        return false;
    }
    *out = fen;
    return true;
}

bool dues_round(int64_t base, int64_t rate, int64_t unit, bool up, int64_t *out)
{
    if (unit != 1 && unit != 10 && unit != 100) {
        return false;
    }
    return up ? round_up(base, rate, unit, out)
              : money_share(base, rate, unit, out);
}

static bool need_base(const struct dues_category *c, int64_t base,
                      struct err *err)
{
    if (base < 0) {
        return err_set(err, ERR_RULE, "E-DUESRULE-011",
                       "“%s”要有%s才能算党费，不能是负数；请填基数。", c->title,
                       c->base);
    }
    if (dues_bracket(c, base) == NULL) {
        return err_set(err, ERR_RULE, "E-DUESRULE-012",
                       "基数太大，没有这样的%s；请核对数额。", c->base);
    }
    return true;
}

bool dues_work_out(const struct dues_rules *r, const char *category,
                   int64_t base, int day, struct dues_sum *out, struct err *err)
{
    const struct dues_category *c = dues_category(r, category, day);
    *out = (struct dues_sum){.category = c};
    if (c == NULL) {
        return err_set(err, ERR_RULE, "E-DUESRULE-010",
                       "当时没有“%s”这个缴费类别；请在核定里选一个。",
                       category);
    }
    if (c->basis_kind == DUES_FIXED) {
        out->fen = c->least;
        return (base < 0 && c->least == c->most) ||
               err_set(err, ERR_RULE, "E-DUESRULE-013",
                       "“%s”交固定数额，不按基数算；请填每月交多少。",
                       c->title);
    }
    if (!need_base(c, base, err)) {
        return false;
    }
    out->bracket = dues_bracket(c, base);
    assert(out->bracket != NULL); /* the last one has no end */
    out->unit = dues_limit(r, DUES_ROUND_UNIT, day)->value;
    out->up = dues_limit(r, DUES_ROUND_UP, day)->value == 1;
    return dues_round(base, out->bracket->rate, out->unit, out->up,
                      &out->fen) ||
           err_set(err, ERR_RULE, "E-DUESRULE-014",
                   "算出的党费超出范围；请核对基数。");
}

bool dues_amount(const struct dues_rules *r, const char *category, int64_t base,
                 int day, int64_t *fen, struct err *err)
{
    struct dues_sum sum;
    if (!dues_work_out(r, category, base, day, &sum, err)) {
        return false;
    }
    *fen = sum.fen;
    return true;
}

bool dues_fixed_ok(const struct dues_category *c, int64_t fen, struct err *err)
{
    char least[32];
    char most[32];
    if (c->basis_kind != DUES_FIXED) {
        return err_set(err, ERR_RULE, "E-DUESRULE-015",
                       "“%s”按基数算党费，不能直接定数额；要少交，请登记减免。",
                       c->title);
    }
    if (fen >= c->least && fen <= c->most) {
        return true;
    }
    money_text(c->least, least);
    if (c->least == c->most) {
        return err_set(err, ERR_RULE, "E-DUESRULE-016",
                       "“%s”每月交 %s 元；请照这个数额。", c->title, least);
    }
    return err_set(err, ERR_RULE, "E-DUESRULE-017",
                   "“%s”每月交 %s 至 %s 元；请改在这个幅度内。", c->title,
                   least, money_text(c->most, most));
}

const struct dues_limit *dues_over_cap(const struct dues_rules *r, int64_t fen,
                                       int day)
{
    const struct dues_limit *cap = dues_limit(r, DUES_CAP, day);
    return fen > cap->value ? cap : NULL;
}

/* ---- near the end of a bracket --------------------------------------- */

/* The nearest base on the other side of an end that is no farther than
   `reach`; -1: there is none. */
static int64_t other_side(const struct dues_category *c, int64_t base,
                          int64_t reach)
{
    int64_t best = -1;
    int64_t best_far = 0;
    for (size_t i = 0; i + 1 < c->n_brackets; i++) {
        int64_t end = c->brackets[i].up_to;
        int64_t far = base <= end ? end - base : base - end;
        if (far <= reach && (best < 0 || far < best_far)) {
            best = base <= end ? end + 1 : end;
            best_far = far;
        }
    }
    return best;
}

int64_t dues_cliff(const struct dues_rules *r, const char *category,
                   int64_t base, int day)
{
    struct err err = ERR_INIT;
    int64_t here = 0;
    int64_t there = 0;
    if (base < 0 || !dues_amount(r, category, base, day, &here, &err)) {
        return 0;
    }
    int64_t reach = dues_limit(r, DUES_CLIFF, day)->value;
    int64_t other = other_side(dues_category(r, category, day), base, reach);
    if (other < 0 || !dues_amount(r, category, other, day, &there, &err)) {
        return 0;
    }
    return there - here;
}

/* ---- a base ---------------------------------------------------------- */

static const struct dues_item *item_of(const struct dues_rules *r, int day,
                                       const struct dues_line *l,
                                       struct err *err)
{
    const struct dues_item *x = dues_item(r, l->item, day);
    if (x == NULL) {
        err_set(err, ERR_RULE, "E-DUESRULE-020",
                "当时没有“%s”这个收入项目；请删去这一行。", l->item);
        return NULL;
    }
    if (x->to != DATE_NONE && x->to < day) {
        char to[11];
        err_set(err, ERR_RULE, "E-DUESRULE-021",
                "“%s”只到 %s 为止；请删去这一行。", x->title,
                date_text(x->to, to));
        return NULL;
    }
    if (l->fen < 0) {
        err_set(err, ERR_RULE, "E-DUESRULE-022", "“%s”不能是负数；请核对。",
                x->title);
        return NULL;
    }
    return x;
}

bool dues_base(const struct dues_rules *r, int day, const struct dues_line *l,
               size_t n, int64_t *base, struct err *err)
{
    int64_t counted = 0;
    int64_t deducted = 0;
    for (size_t i = 0; i < n; i++) {
        const struct dues_item *x = item_of(r, day, &l[i], err);
        if (x == NULL) {
            return false;
        }
        bool fits =
            x->kind == ITEM_OUT ||
            money_add(x->kind == ITEM_COUNTS ? &counted : &deducted, l[i].fen);
        if (!fits) {
            return err_set(err, ERR_RULE, "E-DUESRULE-023",
                           "加到“%s”时超出范围；请核对数额。", x->title);
        }
    }
    *base = counted > deducted ? counted - deducted : 0;
    return true;
}

int64_t dues_quarter_base(int64_t income)
{
    /* A third never ends on a half: two of three go up. */
    return income / 3 + (income % 3 == 2 ? 1 : income % 3 == -2 ? -1 : 0);
}
