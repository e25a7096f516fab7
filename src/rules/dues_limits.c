/* The single limits of dues.ini, [limit.…]: how each is written, and the
   sentence with its number in it.

   What the numbers are for: dues_amount.c, dues_months.c, dues_unpaid.c and
   the rooms that ask for them. */
#include <string.h>

#include "dues_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/money.h"

enum limit_form { LIMIT_COUNT, LIMIT_MONEY, LIMIT_SHARE, LIMIT_WORD };

struct limit_word {
    const char *word;  /* as written */
    const char *shown; /* in the sentence */
    int64_t value;
};
static const struct limit_word units[] = {
    {"分", "分", 1}, {"角", "角", 10}, {"元", "元", 100}, {NULL, NULL, 0}};
static const struct limit_word modes[] = {
    {"half", "四舍五入", 0}, {"up", "有一点就进一", 1}, {NULL, NULL, 0}};
/* The ledger has no day of approval yet, so the sentence has to say it. */
static const struct limit_word firsts[] = {
    {"meeting", "支部大会通过", 0},
    {"approval", "上级党委批准（本版本还没有审批日期，按支部大会通过的日期算）",
     1},
    {NULL, NULL, 0}};
static const struct limit_word moves[] = {
    {"letter", "介绍信上“党费交至”月份的下一个月", 0},
    {"arrival", "转入的当月", 1},
    {NULL, NULL, 0}};
static const struct limit_word years[] = {
    {"fixed", "一般不变动", 1},
    {"follow", "工资变动的从当月起重新核定", 0},
    {NULL, NULL, 0}};
static const struct limit_word reliefs[] = {{"approval", "批准的当月", 1},
                                            {"meeting", "支部研究的当月", 0},
                                            {NULL, NULL, 0}};
static const struct limit_word spendings[] = {
    {"before", "先经集体讨论决定", 1},
    {"after", "在事后经集体讨论确认", 0},
    {NULL, NULL, 0}};

static const struct limit_form_row {
    const char *code;
    enum limit_form form;
    int least; /* LIMIT_COUNT */
    const struct limit_word *words;
} forms[DUES_SETTINGS] = {
    [DUES_ROUND_UNIT] = {"round_unit", LIMIT_WORD, 0, units},
    [DUES_ROUND_UP] = {"round_mode", LIMIT_WORD, 0, modes},
    [DUES_CAP] = {"cap", LIMIT_MONEY, 0, NULL},
    [DUES_LARGE] = {"large", LIMIT_MONEY, 0, NULL},
    [DUES_MOST] = {"most_at_once", LIMIT_MONEY, 0, NULL},
    [DUES_PREPAY_MONTHS] = {"prepay_months", LIMIT_COUNT, 0, NULL},
    [DUES_LATE_MONTHS] = {"late_months", LIMIT_COUNT, 0, NULL},
    [DUES_FIRST_FROM] = {"first_from", LIMIT_WORD, 0, firsts},
    [DUES_MOVED_FROM] = {"moved_from", LIMIT_WORD, 0, moves},
    [DUES_REMIT] = {"remit", LIMIT_SHARE, 0, NULL},
    [DUES_WARN_NOTICE] = {"warn_notice", LIMIT_COUNT, 1, NULL},
    [DUES_WARN_YELLOW] = {"warn_yellow", LIMIT_COUNT, 1, NULL},
    [DUES_WARN_REPORT] = {"warn_report", LIMIT_COUNT, 1, NULL},
    [DUES_WARN_RED] = {"warn_red", LIMIT_COUNT, 1, NULL},
    [DUES_WARN_LIMIT] = {"warn_limit", LIMIT_COUNT, 1, NULL},
    [DUES_CLIFF] = {"cliff", LIMIT_MONEY, 0, NULL},
    [DUES_SHOWN_DAYS] = {"shown_days", LIMIT_COUNT, 1, NULL},
    [DUES_REMIT_LARGE] = {"remit_large", LIMIT_SHARE, 0, NULL},
    [DUES_IN_YEAR] = {"in_year", LIMIT_WORD, 0, years},
    [DUES_RELIEF_FROM] = {"relief_from", LIMIT_WORD, 0, reliefs},
    [DUES_QUARTER_DUE] = {"quarter", LIMIT_COUNT, 1, NULL},
    [DUES_SPEND] = {"spend", LIMIT_WORD, 0, spendings},
};

const char *dues_setting_code(enum dues_setting s)
{
    return forms[s].code;
}

bool dues_setting_of(const char *code, enum dues_setting *out)
{
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        if (strcmp(forms[i].code, code) == 0) {
            *out = (enum dues_setting)i;
            return true;
        }
    }
    return false;
}

/* ---- value ----------------------------------------------------------- */

static bool read_word(const struct limit_word *words, const char *value,
                      int64_t *out)
{
    for (; words->word != NULL; words++) {
        if (strcmp(words->word, value) == 0) {
            *out = words->value;
            return true;
        }
    }
    return false;
}

static const char *words_text(struct arena *a, const struct limit_word *words)
{
    const char *text = words->word;
    for (words++; words->word != NULL; words++) {
        text = arena_printf(a, "%s、%s", text, words->word);
    }
    return text;
}

/* What should have been written. */
static const char *like(struct arena *a, const struct limit_form_row *x)
{
    switch (x->form) {
    case LIMIT_COUNT:
        return arena_printf(a, "%d 至 9999 的整数", x->least);
    case LIMIT_MONEY:
        return "金额，例如 1000.00，不用逗号，最多两位小数";
    case LIMIT_SHARE:
        return "0% 至 100% 的比例，最多两位小数";
    default:
        return words_text(a, x->words);
    }
}

static bool read_value(const struct rule_row *r, const struct limit_form_row *x,
                       int64_t *out)
{
    const char *value = rule_get(r, "value");
    int count = 0;
    switch (x->form) {
    case LIMIT_COUNT:
        if (!rule_number(r, "value", &count) || count < x->least) {
            return false;
        }
        *out = count;
        return true;
    case LIMIT_MONEY:
        return dues_money_read(value, out);
    case LIMIT_SHARE:
        return strchr(value, '%') != NULL && dues_rate_read(value, out);
    default:
        return read_word(x->words, value, out);
    }
}

/* ---- sentence -------------------------------------------------------- */

static const char *shown(struct arena *a, const struct limit_form_row *x,
                         int64_t value)
{
    char text[32];
    switch (x->form) {
    case LIMIT_COUNT:
        return arena_printf(a, "%d", (int)value);
    case LIMIT_MONEY:
        return arena_str(a, money_text(value, text));
    case LIMIT_SHARE:
        return arena_str(a, dues_rate_text(value, text));
    default:
        break;
    }
    const struct limit_word *w = x->words;
    while (w->value != value) {
        w++;
    }
    return w->shown;
}

static const char *fill_in(struct arena *a, const char *sentence,
                           const char *number)
{
    struct strbuf sb;
    sb_init(&sb);
    for (const char *s = sentence; *s != '\0';) {
        const char *at = strstr(s, "{}");
        sb_addn(&sb, s, at == NULL ? strlen(s) : (size_t)(at - s));
        if (at == NULL) {
            break;
        }
        sb_add(&sb, number);
        s = at + strlen("{}");
    }
    const char *text = arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

bool dues_limit_take(struct rule_file *f, const struct rule_row *r,
                     struct dues_version *v)
{
    const struct limit_form_row *x = &forms[v->setting];
    struct dues_limit limit = v->as.limit;
    const char *sentence = rule_get(r, "rule");
    bool written = rule_get(r, "value")[0] != '\0';
    if (!written && v->sentence[0] == '\0') {
        rule_complain(f, r, NULL, "没有写 value，这一条没有采用。");
        return false;
    }
    if (written && !read_value(r, x, &limit.value)) {
        rule_complain(f, r, "value", "value 应是 %s，这一条没有采用。",
                      like(f->arena, x));
        return false;
    }
    if (sentence[0] == '\0' && v->sentence[0] == '\0') {
        rule_complain(f, r, NULL, "没有写 rule，这一条没有采用。");
        return false;
    }
    if (sentence[0] != '\0') {
        v->sentence = sentence;
    }
    limit.text =
        fill_in(f->arena, v->sentence, shown(f->arena, x, limit.value));
    limit.basis = rule_basis(f->arena, r);
    limit.local = v->local;
    limit.from = v->from;
    limit.own_line = r->own ? r->line : 0;
    v->as.limit = limit;
    return true;
}
