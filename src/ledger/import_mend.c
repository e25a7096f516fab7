/* What spreadsheets do to numbers, and how it is undone: ID numbers, phones,
   amounts, counts; and text.

   What is lost is not guessed: a number whose last digits became zeros is
   refused.  What can be proved (a missing X by the other seventeen) is put
   back, and told. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/rules/idno.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/utf8.h"

#define DIGITS "0123456789"

static bool parse(struct import_ask *q, const char *s, struct err *err)
{
    return field_parse(q->f, q->job->b, &q->job->row, s, &q->v, err);
}

/* ---- numbers as a spreadsheet writes them ----------------------------------
 */

/* 1.38001380E+10: digits before and behind the dot, then so many places. */
static const char *expand(struct arena *a, const char *s, size_t mantissa)
{
    const char *dot = memchr(s, '.', mantissa);
    size_t before = dot == NULL ? mantissa : (size_t)(dot - s);
    size_t behind = dot == NULL ? 0 : mantissa - before - 1;
    const char *power = s + mantissa + 1;
    power += *power == '+';
    size_t n = strspn(power, DIGITS);
    if (n == 0 || n > 2 || power[n] != '\0') {
        return NULL;
    }
    size_t places = (size_t)(power[0] - '0') * (n == 2 ? 10 : 1) +
                    (n == 2 ? (size_t)(power[1] - '0') : 0);
    /* Fewer digits than places: the last ones are gone. */
    if (behind < places) {
        return NULL;
    }
    char *out = arena_alloc(a, before + places + 1);
    memcpy(out, s, before);
    if (places > 0) {
        memcpy(out + before, dot + 1, places);
    }
    const char *rest = dot == NULL ? "" : dot + 1 + places;
    return strspn(rest, "0") >= behind - places ? out : NULL;
}

const char *import_whole(struct arena *a, const char *s)
{
    size_t n = strspn(s, DIGITS ".");
    if (n > 0 && (s[n] == 'E' || s[n] == 'e')) {
        return expand(a, s, n);
    }
    const char *dot = strchr(s, '.');
    if (dot != NULL && dot > s && s[n] == '\0' &&
        dot[1 + strspn(dot + 1, "0")] == '\0') {
        return arena_strn(a, s, (size_t)(dot - s));
    }
    return s;
}

static bool is_number(const struct import_ask *q)
{
    return q->cell->kind == IMPORT_NUMBER;
}

/* ---- ID numbers ------------------------------------------------------------
 */

/* Half width, without blanks and the mark of a text. */
static const char *squeezed(struct import_ask *q)
{
    struct strbuf *sb = &q->job->scratch;
    char *out = arena_alloc(&q->job->row, strlen(q->s) + 1);
    size_t n = 0;
    sb_reset(sb);
    text_fold(sb, q->s);
    for (const char *s = sb->s; *s != '\0'; s++) {
        if (strchr(" \t\r\n'", *s) == NULL) {
            out[n++] = *s;
        }
    }
    return out;
}

static bool ruined(struct err *err)
{
    return err_set(err, ERR_RULE, "E-IMPORT-021",
                   "Excel 把身份证号当成数字，后三位已经变成 0，原来的号码在这"
                   "张表里找不回来；请把这一列设为“文本”，照身份证重新填写，"
                   "或向给表的人要没有改坏的一份。");
}

/* Seventeen digits to which X is the right last one. */
static bool mend_lost_x(struct import_ask *q, const char *digits,
                        struct err *err)
{
    char whole[19];
    struct idno id;
    memcpy(whole, digits, 17);
    memcpy(whole + 17, "X", 2);
    if (!idno_parse(whole, q->job->b->today, &id, NULL)) {
        return err_set(err, ERR_RULE, "E-IMPORT-022",
                       "身份证号只有 17 位，末位补 X 校验也不对，说不出少了哪"
                       "一位；请对照身份证补全。");
    }
    q->v = value_text(&q->job->row, id.text);
    q->why = "末位的 X 丢了，按前 17 位的校验补上了 X";
    return true;
}

static void tell_idno(struct import_ask *q, const char *s, bool was_wide)
{
    struct idno id;
    if (strlen(s) == 15) {
        q->why = "15 位的旧号码，升成了 18 位";
    } else if (was_wide) {
        q->why = "全角字符改成了半角";
    } else if (strchr(s, 'x') != NULL) {
        q->why = "末位的小写 x 改成了大写 X";
    }
    if (idno_parse(s, q->job->b->today, &id, NULL) && id.ends_000) {
        q->warn = "身份证号末三位都是 0，校验正好也对；请对照身份证看是不是被"
                  "电子表格改坏了。";
    }
}

bool import_mend_idno(struct import_ask *q, struct err *err)
{
    const char *s = squeezed(q);
    if (strchr(s, '*') != NULL) {
        q->masked = s;
        return true;
    }
    if (is_number(q)) {
        const char *whole = import_whole(&q->job->row, s);
        if (whole == NULL || strlen(whole) > 15) {
            return ruined(err);
        }
        s = whole;
    }
    if (strlen(s) == 17 && strspn(s, DIGITS) == 17) {
        return mend_lost_x(q, s, err);
    }
    if (!parse(q, s, err)) {
        return false;
    }
    tell_idno(q, s, strcmp(s, q->s) != 0 && strlen(q->s) >= 3 * strlen(s));
    return true;
}

/* ---- phones ----------------------------------------------------------------
 */

bool import_mend_phone(struct import_ask *q, struct err *err)
{
    const char *s = squeezed(q);
    if (strchr(s, '*') != NULL) {
        q->masked = s;
        return true;
    }
    const char *whole = import_whole(&q->job->row, s);
    if (whole == NULL) {
        return err_set(err, ERR_RULE, "E-IMPORT-023",
                       "电话被电子表格改成了科学计数法（%s），后几位已经丢失；"
                       "请把这一列设为“文本”，重新填写。",
                       q->s);
    }
    if (whole != s) {
        q->why = "电子表格写成的数字改回了号码";
    }
    return parse(q, whole, err);
}

/* ---- amounts and counts ----------------------------------------------------
 */

/* 12.099999999999999 and 12.100000000000001 are 12.1 to whoever typed it. */
static const char *rounded(struct arena *a, const char *s)
{
    const char *dot = strchr(s, '.');
    size_t n = dot == NULL ? 0 : strspn(dot + 1, DIGITS);
    if (n < 8 || dot[1 + n] != '\0' || strspn(s, DIGITS) != (size_t)(dot - s)) {
        return NULL;
    }
    const char *tail = dot + 3;
    size_t near = strspn(tail, tail[0] == '9' ? "9" : "0");
    if (near + 2 + 2 < n || near < 4) {
        return NULL;
    }
    char *out = arena_strn(a, s, (size_t)(tail - s));
    if (tail[0] == '0') {
        return out;
    }
    for (char *d = out + strlen(out) - 1; d >= out; d--) {
        if (*d == '.') {
            continue;
        }
        if (*d != '9') {
            ++*d;
            return out;
        }
        *d = '0';
    }
    return arena_printf(a, "1%s", out);
}

bool import_mend_money(struct import_ask *q, struct err *err)
{
    const char *s = import_whole(&q->job->row, q->s);
    const char *near =
        is_number(q) && s != NULL ? rounded(&q->job->row, s) : NULL;
    if (near != NULL) {
        q->why = "电子表格算出的尾数按分取整";
    }
    return parse(q, near != NULL ? near : s != NULL ? s : q->s, err);
}

static const char *without_unit(struct arena *a, const char *s)
{
    static const char units[] = "人名次个份册场本元条篇期届岁年月天项户件位";
    size_t n = strspn(s, "-" DIGITS);
    uint32_t cp;
    if (n == 0 || s[n] == '\0' || s[n + utf8_next(s + n, 4, &cp)] != '\0' ||
        strstr(units, s + n) == NULL) {
        return s;
    }
    return arena_strn(a, s, n);
}

bool import_mend_count(struct import_ask *q, struct err *err)
{
    const char *folded = squeezed(q);
    const char *s = import_whole(&q->job->row, folded);
    return parse(q, s == NULL ? folded : without_unit(&q->job->row, s), err);
}

/* ---- text ------------------------------------------------------------------
 */

/* Plain ASCII and the Han of every day, which need no door: most cells. */
static bool is_plain(const char *s, size_t *n_bytes, bool *blank)
{
    const unsigned char *p = (const unsigned char *)s;
    *blank = false;
    while (*p != '\0') {
        if (*p >= ' ' && *p < 0x7F) {
            *blank = *blank || *p == ' ';
            p++;
        } else if (*p >= 0xE4 && *p <= 0xE9 && (p[1] & 0xC0) == 0x80 &&
                   (p[2] & 0xC0) == 0x80) {
            p += 3;
        } else {
            return false;
        }
    }
    *n_bytes = (size_t)(p - (const unsigned char *)s);
    return true;
}

static bool is_han(uint32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

/* 张　三 → 张三; blanks between letters stay. */
static const char *joined_name(struct import_ask *q)
{
    struct strbuf *sb = &q->job->scratch;
    size_t n_bytes = strlen(q->s);
    bool dropped = false;
    sb_reset(sb);
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        size_t n = utf8_next(q->s + at, n_bytes - at, &cp);
        if (cp == UTF8_INVALID) {
            return NULL;
        }
        bool blank = cp == ' ' || cp == 0x3000 || cp == 0xA0 || cp == '\t' ||
                     cp == '\n' || cp == '\r';
        if (blank) {
            dropped = true;
        } else if (is_han(cp) || cp == 0xB7) {
            sb_addn(sb, q->s + at, n);
        } else {
            return NULL;
        }
        at += n;
    }
    return dropped ? arena_strn(&q->job->row, sb->s, sb->len) : NULL;
}

bool import_mend_text(struct import_ask *q, struct err *err)
{
    size_t n_bytes;
    bool blank;
    bool name = (q->f->flags & FIELD_NAME) != 0;
    if (is_number(q) && import_whole(&q->job->row, q->s) == NULL) {
        return err_set(err, ERR_RULE, "E-IMPORT-024",
                       "这一格被电子表格改成了科学计数法（%s），原来的数字已经"
                       "丢失；请把这一列设为“文本”，重新填写。",
                       q->s);
    }
    if (is_plain(q->s, &n_bytes, &blank) && !(name && blank) &&
        n_bytes <= field_max_chars(q->f) && q->s[0] != ' ' &&
        (n_bytes == 0 || q->s[n_bytes - 1] != ' ')) {
        q->v = (struct value){VALUE_TEXT, 0, q->s};
        return true;
    }
    const char *whole = name ? joined_name(q) : NULL;
    if (whole != NULL && whole[0] != '\0') {
        q->why = arena_printf(&q->job->row, "姓名中间的空格去掉了，登记为“%s”",
                              whole);
    }
    return parse(q, whole != NULL && whole[0] != '\0' ? whole : q->s, err);
}

/* What stands for something else says for what. */
bool import_mend_other(struct import_ask *q, struct err *err)
{
    const char *s = import_whole(&q->job->row, q->s);
    if (!parse(q, s != NULL && is_number(q) ? s : q->s, err)) {
        return false;
    }
    if (q->v.type != VALUE_NULL && q->f->kind->picker != PICK_NONE) {
        struct strbuf *sb = &q->job->scratch;
        sb_reset(sb);
        field_format(q->f, q->job->b, &q->v, sb);
        if (strcmp(sb->s, q->s) != 0) {
            q->why = arena_printf(&q->job->row, "按“%s”登记", sb->s);
        }
    }
    return true;
}
