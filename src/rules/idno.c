/* Reads a citizen number (GB 11643) as people type, paste or import it.

   Stages: clean and fold → take out blanks → shapes that a spreadsheet or a
   masked print leaves behind → length → characters → date → check character.
   An old number of 15 digits is upgraded after its characters are known good.

   Not here: whether the area code exists (areas are merged and renamed, so a
   number may outlive its area), and whether the number is this person's. */
#include "pbtui/rules/idno.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "pbtui/text/utf8.h"

#define LONG_CHARS  18
#define SHORT_CHARS 15
#define BODY_CHARS  17 /* all but the check character */
#define DIGITS      "0123456789"

/* The check character may be written as a Roman ten, which is what the
   standard means by it, or with the multiplication sign. */
static bool is_ten(uint32_t cp)
{
    return cp == 'x' || cp == 'X' || cp == 0x2169 || cp == 0x2179 || cp == 0xD7;
}

/* Blanks (text_in has made them all alike) out, every ten as X, and without the
   apostrophe that marks a cell as text in a spreadsheet. */
static void squeeze(struct strbuf *out, const struct strbuf *in)
{
    for (size_t at = 0; at < in->len;) {
        uint32_t cp = 0;
        size_t n = utf8_next(in->s + at, in->len - at, &cp);
        bool text_mark = cp == '\'' && out->len == 0;
        if (is_ten(cp)) {
            sb_addc(out, 'X');
        } else if (cp != ' ' && !text_mark) {
            sb_addn(out, in->s + at, n);
        }
        at += n;
    }
}

static char check_character(const char *body)
{
    static const int weight[BODY_CHARS] = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                                           3, 7, 9,  10, 5, 8, 4, 2};
    int sum = 0;
    for (int i = 0; i < BODY_CHARS; i++) {
        sum += (body[i] - '0') * weight[i];
    }
    return "10X98765432"[sum % 11];
}

/* 3.2E+17, 3.20106E17 */
static bool is_exponent(const char *s)
{
    size_t n = strspn(s, DIGITS ".");
    if (n == 0 || (s[n] != 'E' && s[n] != 'e')) {
        return false;
    }
    const char *rest = s + n + 1;
    return rest[0] != '\0' && strspn(rest, "+" DIGITS) == strlen(rest);
}

static bool check_shape(const char *s, struct err *err)
{
    if (s[0] == '\0') {
        return err_set(err, ERR_RULE, "E-ID-001",
                       "没有填公民身份号码；请填 18 位号码。");
    }
    if (is_exponent(s)) {
        return err_set(
            err, ERR_RULE, "E-ID-002",
            "公民身份号码被电子表格改成了科学计数法，后几位已经丢失；"
            "请把表格里这一列设为“文本”，重新填号码后再导入。");
    }
    if (strchr(s, '*') != NULL) {
        return err_set(err, ERR_RULE, "E-ID-003",
                       "公民身份号码有几位被 * 遮住了，不能核对；"
                       "请向本人或人事部门要完整的号码。");
    }
    return true;
}

static bool check_length(const char *s, struct err *err)
{
    size_t chars = utf8_chars(s, strlen(s));
    if (chars == LONG_CHARS || chars == SHORT_CHARS) {
        return true;
    }
    return err_set(err, ERR_RULE, "E-ID-004",
                   "公民身份号码应为 18 位（老号码 15 位），现在是 %zu 位；"
                   "请对照身份证看是漏了还是多了。",
                   chars);
}

static bool check_body(const char *s, size_t digits, struct err *err)
{
    size_t good = strspn(s, DIGITS);
    if (good >= digits) {
        return true;
    }
    if (s[good] == 'X') {
        return err_set(err, ERR_RULE, "E-ID-005",
                       "公民身份号码第 %zu 位是 X，而 X 只能是第 18 位；"
                       "请对照身份证改正。",
                       good + 1);
    }
    return err_set(err, ERR_RULE, "E-ID-006",
                   "公民身份号码第 %zu 位不是数字；"
                   "请对照身份证改正（字母 O 与 0、字母 l 与 1 容易混）。",
                   good + 1);
}

static bool check_characters(const char *s, struct err *err)
{
    if (utf8_chars(s, strlen(s)) == SHORT_CHARS) {
        return check_body(s, SHORT_CHARS, err);
    }
    if (!check_body(s, BODY_CHARS, err)) {
        return false;
    }
    const char *last = s + BODY_CHARS;
    if (strspn(last, DIGITS "X") == 1) {
        return true;
    }
    return err_set(err, ERR_RULE, "E-ID-007",
                   "公民身份号码的最后一位只能是数字或 X；"
                   "请对照身份证改正。");
}

/* Old numbers left out the century, which was always the twentieth, and had no
   check character. */
static void upgrade(struct idno *id, const char *s)
{
    id->upgraded = true;
    memcpy(id->text, s, 6);
    memcpy(id->text + 6, "19", 2);
    memcpy(id->text + 8, s + 6, 9);
    id->text[BODY_CHARS] = check_character(id->text);
    id->text[LONG_CHARS] = '\0';
}

static bool read_birth(struct idno *id, int today, struct err *err)
{
    char iso[11];
    snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", id->text + 6, id->text + 10,
             id->text + 12);
    if (!date_read(iso, &id->birth)) {
        if (id->upgraded) {
            return err_set(err, ERR_RULE, "E-ID-008",
                           "15 位号码里的出生日期 %s 不存在；"
                           "如果本来是 18 位号码，就是漏了 3 位，请补全。",
                           iso);
        }
        return err_set(err, ERR_RULE, "E-ID-009",
                       "公民身份号码里的出生日期 %s 不存在；"
                       "请对照身份证核对第 7 至 14 位。",
                       iso);
    }
    if (id->birth > today) {
        return err_set(err, ERR_RULE, "E-ID-010",
                       "公民身份号码里的出生日期 %s 还没有到；"
                       "请核对第 7 至 14 位，也看看电脑的日期对不对。",
                       iso);
    }
    return true;
}

/* Which character it should have been is not told: the mistake is as likely
   in another place, and the clerk would just type what the program wants. */
static bool check_last(struct idno *id, struct err *err)
{
    id->ends_000 = !id->upgraded && strcmp(id->text + 15, "000") == 0;
    if (id->text[BODY_CHARS] == check_character(id->text)) {
        return true;
    }
    if (id->ends_000) {
        return err_set(err, ERR_RULE, "E-ID-011",
                       "公民身份号码疑似被电子表格改坏：末 3 位都成了 0；"
                       "请把表格里这一列设为“文本”，重新填号码后再导入。");
    }
    return err_set(err, ERR_RULE, "E-ID-012",
                   "公民身份号码的校验码不对，至少有一位填错；"
                   "请对照身份证逐位核对。");
}

static bool read_number(struct idno *id, const char *s, int today,
                        struct err *err)
{
    if (!check_shape(s, err) || !check_length(s, err) ||
        !check_characters(s, err)) {
        return false;
    }
    if (strlen(s) == SHORT_CHARS) {
        upgrade(id, s);
    } else {
        memcpy(id->text, s, LONG_CHARS + 1);
    }
    if (!read_birth(id, today, err) || !check_last(id, err)) {
        return false;
    }
    bool odd = (id->text[BODY_CHARS - 1] - '0') % 2 == 1;
    id->sex = odd ? 1 : 2;
    return true;
}

bool idno_parse(const char *typed, int today, struct idno *out, struct err *err)
{
    assert(today != DATE_NONE);
    struct strbuf clean;
    struct strbuf number;
    sb_init(&clean);
    sb_init(&number);
    struct idno id = {.text = "", .birth = DATE_NONE};
    bool ok = text_in(&clean, typed, strlen(typed), TEXT_NUMBER, err);
    if (!ok) {
        err_doing(err, "读公民身份号码");
    } else {
        squeeze(&number, &clean);
        ok = read_number(&id, number.s, today, err);
    }
    if (ok) {
        *out = id;
    }
    sb_clear(&number);
    sb_clear(&clean);
    return ok;
}
