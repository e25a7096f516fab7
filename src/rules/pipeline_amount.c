/* Amounts with units: “1 年”, “6 个月”, “5 个工作日”, “-1 周”, “24/3”. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

static const struct unit_word {
    const char *word;
    enum guard_unit unit;
    int times;
} unit_words[] = {
    {"", UNIT_NONE, 1},           {"天", UNIT_DAYS, 1},
    {"日", UNIT_DAYS, 1},         {"周", UNIT_DAYS, 7},
    {"个星期", UNIT_DAYS, 7},     {"个工作日", UNIT_WORKDAYS, 1},
    {"工作日", UNIT_WORKDAYS, 1}, {"个月", UNIT_MONTHS, 1},
    {"月", UNIT_MONTHS, 1},       {"年", UNIT_YEARS, 1},
    {"岁", UNIT_YEARS, 1},        {"名", UNIT_COUNT, 1},
    {"人", UNIT_COUNT, 1},        {"次", UNIT_COUNT, 1},
    {"份", UNIT_COUNT, 1},        {"学时", UNIT_COUNT, 1},
};

/* A number of at most four digits and its unit, up to `end`. */
static bool read_one(const char *s, const char *end, struct guard_amount *out)
{
    bool minus = s < end && *s == '-';
    s += minus;
    int n = 0;
    int digits = 0;
    for (; s < end && *s >= '0' && *s <= '9' && digits <= 4; s++, digits++) {
        n = n * 10 + (*s - '0');
    }
    if (digits == 0 || digits > 4) {
        return false;
    }
    s += strspn(s, " \t");
    size_t left = s < end ? (size_t)(end - s) : 0;
    for (size_t i = 0; i < ARRAY_LEN(unit_words); i++) {
        const struct unit_word *u = &unit_words[i];
        if (strlen(u->word) == left && memcmp(u->word, s, left) == 0) {
            n *= u->times;
            *out = (struct guard_amount){true, minus ? -n : n, u->unit};
            return true;
        }
    }
    return false;
}

enum amount_read pipe_amount_read(const char *text, struct guard_amount *first,
                                  struct guard_amount *or_second)
{
    if (text[0] == '\0') {
        return AMOUNT_NONE;
    }
    const char *end = text + strlen(text);
    const char *slash = strchr(text, '/');
    struct guard_amount one;
    struct guard_amount two = {false, 0, UNIT_NONE};
    if (!read_one(text, slash == NULL ? end : slash, &one) ||
        (slash != NULL &&
         (or_second == NULL || !read_one(slash + 1, end, &two)))) {
        return AMOUNT_BAD;
    }
    *first = one;
    if (or_second != NULL) {
        *or_second = two;
    }
    return AMOUNT_GOOD;
}

bool pipe_take_positive(struct rule_file *f, const struct rule_row *r,
                        const char *key, struct guard_amount *out)
{
    struct guard_amount x;
    if (pipe_amount_read(rule_get(r, key), &x, NULL) != AMOUNT_GOOD ||
        x.n <= 0 || (x.unit != UNIT_YEARS && x.unit != UNIT_MONTHS)) {
        rule_complain(f, r, key,
                      "%s 应写成 1 年、6 个月的样子，这一条没有采用。", key);
        return false;
    }
    *out = x;
    return true;
}

int pipe_add(int day, struct guard_amount x)
{
    const int first = date_of(1880, 1, 1);
    const int last = date_of(2199, 12, 31);
    if (day == DATE_NONE || !x.set) {
        return day;
    }
    switch (x.unit) {
    case UNIT_WORKDAYS:
        return date_add_workdays(day, x.n);
    case UNIT_MONTHS:
        return date_add_months(day, x.n);
    case UNIT_YEARS:
        return date_add_years(day, x.n);
    case UNIT_NONE:
    case UNIT_DAYS:
    case UNIT_COUNT:
        break;
    }
    int sum = day + x.n;
    return sum < first || sum > last ? DATE_NONE : sum;
}
