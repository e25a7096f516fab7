/* Lays what a row writes over a duty: words are checked, what is not written
   stays as it was. */
#include "duties_row.h"

#include <string.h>

#include "pbtui/base/mem.h"

static const char *const period_names[] = {
    [DUTY_MONTH] = "month", [DUTY_QUARTER] = "quarter", [DUTY_HALF] = "half",
    [DUTY_YEAR] = "year",   [DUTY_EVENT] = "event",
};
static const char *const if_names[] = {
    [DUTY_ALWAYS] = "always",
    [DUTY_HAS_COMMITTEE] = "committee",
    [DUTY_HAS_GROUPS] = "groups",
    [DUTY_HAS_ACTIVISTS] = "activists",
};
static const char *const yes_names[] = {"no", "yes"};

/* A word out of a list into its place there; not written: *out stays. */
static bool take_word(struct rule_file *f, const struct rule_row *r,
                      const char *key, const char *const *names, size_t n,
                      int *out)
{
    const char *value = rule_get(r, key);
    if (value[0] == '\0') {
        return true;
    }
    for (size_t i = 0; i < n; i++) {
        if (strcmp(names[i], value) == 0) {
            *out = (int)i;
            return true;
        }
    }
    rule_complain(f, r, key, "%s 不认识 %s，这一条没有采用；请核对能写哪些词。",
                  key, value);
    return false;
}

static bool take_flag(struct rule_file *f, const struct rule_row *r,
                      const char *key, bool *out)
{
    int yes = *out;
    if (!take_word(f, r, key, yes_names, ARRAY_LEN(yes_names), &yes)) {
        return false;
    }
    *out = yes == 1;
    return true;
}

/* A minus takes away what was said before. */
static void take_text(const struct rule_row *r, const char *key,
                      const char **out)
{
    const char *value = rule_get(r, key);
    if (value[0] != '\0') {
        *out = strcmp(value, "-") == 0 ? "" : value;
    }
}

static bool take_min(struct rule_file *f, const struct rule_row *r, int *out)
{
    if (rule_get(r, "min")[0] == '\0') {
        return true;
    }
    if (!rule_number(r, "min", out) || *out == 0) {
        rule_complain(f, r, "min",
                      "min 应是 1 至 9999 的整数，这一条没有采用。");
        return false;
    }
    return true;
}

/* An event kind or a book: what is written takes the place of the other. */
static bool take_counted(struct rule_file *f, const struct rule_row *r,
                         struct duty *d)
{
    bool kind = rule_get(r, "kind")[0] != '\0';
    bool book = rule_get(r, "book")[0] != '\0';
    if (kind && book) {
        rule_complain(f, r, "book",
                      "kind 和 book 只能写一个，这一条没有采用。");
        return false;
    }
    if (kind || book) {
        d->kind = rule_get(r, "kind");
        d->book = rule_get(r, "book");
        /* What somebody logs by hand is told apart by the duty's code. */
        d->sub = strcmp(d->book, "done") == 0 ? d->code : "";
    }
    take_text(r, "sub", &d->sub);
    return true;
}

static void take_names(const struct rule_row *r, struct duty *d)
{
    if (strcmp(d->abbr, d->name) == 0) {
        d->abbr = ""; /* it follows a new name */
    }
    take_text(r, "name", &d->name);
    take_text(r, "abbr", &d->abbr);
    take_text(r, "when", &d->when);
    take_text(r, "note", &d->note);
    d->abbr = d->abbr[0] == '\0' ? d->name : d->abbr;
}

bool duty_take_row(struct rule_file *f, const struct rule_row *r,
                   struct duty *d)
{
    int period = (int)d->period;
    int applies = (int)d->applies;
    bool good =
        take_word(f, r, "period", period_names, ARRAY_LEN(period_names),
                  &period) &&
        take_word(f, r, "applies", if_names, ARRAY_LEN(if_names), &applies) &&
        take_flag(f, r, "group", &d->per_group) &&
        take_flag(f, r, "off", &d->off) &&
        take_flag(f, r, "advisory", &d->advisory) &&
        take_flag(f, r, "by_year", &d->by_year) && take_min(f, r, &d->min) &&
        take_counted(f, r, d);
    if (!good) {
        return false;
    }
    take_names(r, d);
    if (d->name[0] == '\0') {
        rule_complain(f, r, "name",
                      "没有写 name，这一条没有采用；请写这一项的名称。");
        return false;
    }
    d->period = (enum duty_period)period;
    d->applies = (enum duty_if)applies;
    d->basis = rule_basis(f->arena, r);
    d->own = r->own;
    return true;
}
