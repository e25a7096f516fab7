/* Money as clerks type it, as tables show it and as receipts spell it.

   Reading goes over the text once: optional ¥, whole yuan with or without
   grouping, decimals or 角 and 分 words.  What is not clear is refused with the
   reason; nothing is ever rounded on the way in.

   Not here: what an amount is for, or whether it is right. */
#include "pbtui/text/money.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/text/clean.h"

/* ---- reading --------------------------------------------------------- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool take(const char **s, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(*s, word, n) != 0) {
        return false;
    }
    *s += n;
    return true;
}

static void skip_blanks(const char **s)
{
    while (**s == ' ') {
        (*s)++;
    }
}

static bool fail_form(struct err *err)
{
    return err_set(err, ERR_RULE, "E-MONEY-001",
                   "金额看不明白；请只写数字，例如 82.97、1,500 或 20元5角。");
}

/* Adds one digit to a number of fen that stays within MONEY_MAX. */
static bool push_digit(int64_t *fen, char digit)
{
    int64_t next;
    if (__builtin_mul_overflow(*fen, INT64_C(10), &next) ||
        __builtin_add_overflow(next, (int64_t)(digit - '0'), &next) ||
        next > MONEY_MAX) {
        return false;
    }
    *fen = next;
    return true;
}

static bool fail_large(struct err *err)
{
    return err_set(err, ERR_RULE, "E-MONEY-002",
                   "金额太大，最多 999,999,999,999.99 元；请核对位数。");
}

/* Whole digits, perhaps grouped in threes: 1500, 1,500, 12,345,678. */
static bool read_whole(const char **s, int64_t *number, struct err *err)
{
    int run = 0;    /* digits since the last comma */
    int commas = 0; /* seen so far */
    *number = 0;
    for (; is_digit(**s) || **s == ','; (*s)++) {
        if (is_digit(**s)) {
            run++;
            if (!push_digit(number, **s)) {
                return fail_large(err);
            }
            continue;
        }
        if (run == 0 || run > 3 || (commas > 0 && run != 3)) {
            break;
        }
        commas++;
        run = 0;
    }
    if (**s == ',' || (commas > 0 && run != 3)) {
        return err_set(err, ERR_RULE, "E-MONEY-003",
                       "金额里的逗号位置不对，应每三位一个，如 1,500；"
                       "不写逗号也可以。");
    }
    return run > 0 ? true : fail_form(err);
}

/* Behind the point: one or two digits, as fen. */
static bool read_decimals(const char **s, int64_t *fen, struct err *err)
{
    const char *start = *s;
    *fen = 0;
    for (int i = 0; i < 2; i++) {
        *fen *= 10;
        if (is_digit(**s)) {
            *fen += **s - '0';
            (*s)++;
        }
    }
    if (*s == start) {
        return fail_form(err);
    }
    if (is_digit(**s)) {
        return err_set(err, ERR_RULE, "E-MONEY-004",
                       "金额最多写到分（两位小数），不会自动四舍五入；"
                       "请写准确的数。");
    }
    return true;
}

/* 5角, 3分, 5角3分, 零5分; each a single digit. */
static bool read_small_words(const char **s, int64_t *fen)
{
    *fen = 0;
    bool any = false;
    (void)take(s, "零");
    if (is_digit((*s)[0]) && strncmp(*s + 1, "角", 3) == 0) {
        *fen += (int64_t)(**s - '0') * 10;
        *s += 1 + strlen("角");
        any = true;
    }
    (void)(any && take(s, "零"));
    if (is_digit((*s)[0]) && strncmp(*s + 1, "分", 3) == 0) {
        *fen += **s - '0';
        *s += 1 + strlen("分");
        any = true;
    }
    return any;
}

static bool read_amount(const char *s, int64_t *out, struct err *err)
{
    int64_t fen;
    const char *words = s;
    if (read_small_words(&words, &fen) && *words == '\0') {
        *out = fen;
        return true;
    }
    int64_t yuan;
    int64_t small = 0;
    if (!read_whole(&s, &yuan, err)) {
        return false;
    }
    bool point = take(&s, ".");
    if (point && !read_decimals(&s, &small, err)) {
        return false;
    }
    skip_blanks(&s);
    if (take(&s, "元")) {
        skip_blanks(&s);
        if (!take(&s, "整") && *s != '\0' &&
            (point || !read_small_words(&s, &small))) {
            return fail_form(err);
        }
    }
    if (*s != '\0') {
        return fail_form(err);
    }
    if (__builtin_mul_overflow(yuan, INT64_C(100), &fen) ||
        __builtin_add_overflow(fen, small, &fen) || fen > MONEY_MAX) {
        return fail_large(err);
    }
    *out = fen;
    return true;
}

static bool has_sign(const char *s)
{
    return *s == '-' || *s == '+' || strncmp(s, "负", strlen("负")) == 0;
}

bool money_parse(const char *s, int64_t *fen, struct err *err)
{
    struct strbuf folded;
    sb_init(&folded);
    text_fold(&folded, s);
    while (folded.len > 0 && folded.s[folded.len - 1] == ' ') {
        sb_cut(&folded, folded.len - 1);
    }
    const char *at = folded.s;
    skip_blanks(&at);
    bool ok;
    if (*at == '\0') {
        ok = err_set(err, ERR_RULE, "E-MONEY-005",
                     "没有填金额；请写数字，例如 82.97。");
    } else {
        bool sign = has_sign(at);
        if (!sign && take(&at, "¥")) {
            skip_blanks(&at);
            sign = has_sign(at);
        }
        ok = sign ? err_set(err, ERR_RULE, "E-MONEY-006",
                            "金额不能带正负号；退款或更正请用冲销。")
                  : read_amount(at, fen, err);
    }
    sb_clear(&folded);
    return ok;
}

/* ---- showing --------------------------------------------------------- */

/* Right for INT64_MIN, too. */
static uint64_t magnitude(int64_t fen)
{
    return fen < 0 ? (uint64_t)0 - (uint64_t)fen : (uint64_t)fen;
}

const char *money_plain(int64_t fen, char out[32])
{
    uint64_t n = magnitude(fen);
    snprintf(out, 32, "%s%" PRIu64 ".%02" PRIu64, fen < 0 ? "-" : "", n / 100,
             n % 100);
    return out;
}

const char *money_text(int64_t fen, char out[32])
{
    char plain[32];
    money_plain(fen, plain);
    size_t whole = (size_t)(strchr(plain, '.') - plain);
    size_t first = plain[0] == '-' ? 1 : 0;
    size_t n = 0;
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (i > first && i < whole && (whole - i) % 3 == 0) {
            out[n++] = ',';
        }
        out[n++] = plain[i];
    }
    out[n] = '\0';
    return out;
}

static const char *const numerals[] = {"零", "壹", "贰", "叁", "肆",
                                       "伍", "陆", "柒", "捌", "玖"};

/* One section of four digits.  Zeros are silent before the first digit of all
   (`begun` is false); later they make one 零, as does a `skipped` section. */
static void section_words(struct strbuf *out, unsigned n, bool begun,
                          bool skipped)
{
    static const char *const units[] = {"仟", "佰", "拾", ""};
    bool zero = begun && skipped;
    unsigned weight = 1000;
    for (int i = 0; i < 4; i++, weight /= 10) {
        unsigned digit = n / weight % 10;
        if (digit == 0) {
            zero = begun;
            continue;
        }
        sb_add(out, zero ? numerals[0] : "");
        sb_add(out, numerals[digit]);
        sb_add(out, units[i]);
        begun = true;
        zero = false;
    }
}

/* Sections of 亿, 万 and units.  Ten thousand 亿 and more, which no ledger
   entry reaches but a sum of damaged ones may, are spelled by the same rule. */
static void yuan_words(struct strbuf *out, uint64_t n)
{
    static const struct {
        uint64_t weight;
        const char *unit;
    } sections[] = {{100000000, "亿"}, {10000, "万"}, {1, ""}};
    bool begun = false;
    bool skipped = false;
    for (size_t i = 0; i < 3; i++) {
        uint64_t part = n / sections[i].weight;
        n %= sections[i].weight;
        if (part == 0) {
            skipped = true;
            continue;
        }
        if (part >= 10000) {
            yuan_words(out, part);
        } else {
            section_words(out, (unsigned)part, begun, skipped);
        }
        sb_add(out, sections[i].unit);
        begun = true;
        skipped = false;
    }
}

void money_words(struct strbuf *out, int64_t fen)
{
    uint64_t n = magnitude(fen);
    uint64_t yuan = n / 100;
    unsigned jiao = (unsigned)(n / 10 % 10);
    unsigned last = (unsigned)(n % 10);
    sb_add(out, "人民币");
    sb_add(out, fen < 0 ? "负" : "");
    if (yuan > 0) {
        yuan_words(out, yuan);
        sb_add(out, "元");
    }
    if (jiao == 0 && last == 0) {
        sb_add(out, yuan == 0 ? "零元整" : "整");
        return;
    }
    if (yuan > 0 && (jiao == 0 || yuan % 10 == 0)) {
        sb_add(out, numerals[0]);
    }
    if (jiao > 0) {
        sb_add(out, numerals[jiao]);
        sb_add(out, "角");
    }
    if (last > 0) {
        sb_add(out, numerals[last]);
        sb_add(out, "分");
    }
}

/* ---- reckoning ------------------------------------------------------- */

static bool in_range(int64_t fen)
{
    return fen >= -MONEY_MAX && fen <= MONEY_MAX;
}

bool money_add(int64_t *sum, int64_t fen)
{
    int64_t next;
    if (__builtin_add_overflow(*sum, fen, &next) || !in_range(next)) {
        return false;
    }
    *sum = next;
    return true;
}

bool money_share(int64_t fen, int64_t permyriad, int64_t unit, int64_t *out)
{
    assert(unit == 1 || unit == 10 || unit == 100);
    int64_t product;
    if (__builtin_mul_overflow(fen, permyriad, &product)) {
        return false;
    }
    /* One division for both the share and the unit: rounding twice would turn
       0.0449 into 0.05 on the way to 0.1.  Away from zero at the half, so that
       a reversal is the exact negative. */
    const int64_t divisor = 10000 * unit;
    int64_t units = product / divisor;
    int64_t rest = product % divisor;
    if (rest >= divisor / 2) {
        units++;
    } else if (rest <= -(divisor / 2)) {
        units--;
    }
    if (!in_range(units * unit)) {
        return false;
    }
    *out = units * unit;
    return true;
}
