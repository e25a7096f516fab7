/* Days and months as people type them.

   Stages: the text is folded and loses its blanks → words (今天, 上月, +3) are
   looked for → otherwise it is split into numbers and the marks behind them →
   the marks say which number is the year, the month and the day → the numbers
   are checked one by one, so that the refusal names the wrong one. */
#include "pbtui/text/date.h"

#include <string.h>

#include "date_words.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"

#define PARTS_MAX 3
#define NO_PART   (-1)

/* Numbers and, as one letter each, the marks behind them: "Y" 年, "M" 月,
   "D" 日, one of - . / as it stands, "$" for the end. */
struct parts {
    struct date_number numbers[PARTS_MAX];
    char marks[PARTS_MAX + 1];
};

static char take_mark(const char **s)
{
    static const struct {
        const char *word;
        char mark;
    } marks[] = {{"年", 'Y'}, {"月", 'M'}, {"日", 'D'}, {"号", 'D'},
                 {"-", '-'},  {".", '.'},  {"/", '/'}};
    for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
        if (date_word_take(s, marks[i].word)) {
            return marks[i].mark;
        }
    }
    return '\0';
}

static bool split(const char *s, struct parts *p)
{
    memset(p, 0, sizeof *p);
    for (int i = 0; i < PARTS_MAX; i++) {
        if (!date_number_take(&s, &p->numbers[i])) {
            return false;
        }
        if (*s == '\0') {
            p->marks[i] = '$';
            return true;
        }
        p->marks[i] = take_mark(&s);
        if (p->marks[i] == '\0') {
            return false;
        }
        if (*s == '\0') {
            return p->marks[i] >= 'A'; /* 20- is not finished, 20日 is */
        }
    }
    return false;
}

/* ---- checks, shared by days and months ------------------------------- */

static bool fail_form(struct err *err)
{
    return err_set(
        err, ERR_RULE, "E-DATE-001",
        "日期看不明白；请写成 2026-11-20、11-20 或 2026年11月20日。");
}

bool date_check_year(struct date_number year, struct err *err)
{
    if (year.digits <= 2) {
        return err_set(err, ERR_RULE, "E-DATE-002",
                       "年份要写四位，两位的“%02d”分不清是哪个世纪；"
                       "请写成 2024-03-08 的样子。",
                       year.value);
    }
    if (year.digits != 4 || month_make(year.value, 1) == MONTH_NONE) {
        return err_set(err, ERR_RULE, "E-DATE-003",
                       "年份 %d 不对，只接受 1880 年到 2199 年；请核对年份。",
                       year.value);
    }
    return true;
}

static bool check_month(struct date_number month, struct err *err)
{
    if (month.digits > 2 || month.value < 1 || month.value > 12) {
        return err_set(err, ERR_RULE, "E-DATE-004",
                       "没有 %d 月，月份是 1 到 12；请核对月份。", month.value);
    }
    return true;
}

static bool finish_month(struct date_number year, struct date_number month,
                         int *out, struct err *err)
{
    if (!date_check_year(year, err) || !check_month(month, err)) {
        return false;
    }
    *out = month_make(year.value, month.value);
    return true;
}

static bool finish_day(int month, struct date_number mday, int *out,
                       struct err *err)
{
    int y = month / 12;
    int m = month % 12 + 1;
    int day = mday.digits > 2 ? DATE_NONE : date_of(y, m, mday.value);
    if (day == DATE_NONE) {
        int last = month_last_day(month) - month_first_day(month) + 1;
        return err_set(err, ERR_RULE, "E-DATE-005",
                       "%d年%d月没有 %d 日，这个月到 %d 日为止；请核对日期。",
                       y, m, mday.value, last);
    }
    *out = day;
    return true;
}

/* ---- days ------------------------------------------------------------ */

static struct date_number cut(int value, int digits)
{
    return (struct date_number){value, digits};
}

/* Digits without a mark: 20, 1120, 20261120. */
static bool read_compact(struct date_number n, int near, int *day,
                         struct err *err)
{
    int month = month_of(near);
    struct date_number mday = cut(n.value % 100, 2);
    switch (n.digits) {
    case 1:
    case 2:
        return finish_day(month, n, day, err);
    case 4:
        if (!check_month(cut(n.value / 100, 2), err)) {
            return false;
        }
        month = month / 12 * 12 + n.value / 100 - 1;
        return finish_day(month, mday, day, err);
    case 5:
        return err_set(err, ERR_RULE, "E-DATE-006",
                       "“%d”像是电子表格里的日期序号；"
                       "请在表格中把这一列设成日期格式，或直接写日期。",
                       n.value);
    case 6:
        return err_set(err, ERR_RULE, "E-DATE-007",
                       "“%06d”少了几位；请写全八位，例如 20261120。", n.value);
    case 8:
        return finish_month(cut(n.value / 10000, 4),
                            cut(n.value / 100 % 100, 2), &month, err) &&
               finish_day(month, mday, day, err);
    default:
        return fail_form(err);
    }
}

/* Which number is the year, the month and the day, for each order of marks. */
struct shape {
    const char *marks;
    int year, month, day;
};

static const struct shape *find_shape(const char *marks)
{
    static const struct shape shapes[] = {
        {"--$", 0, 1, 2},           {"..$", 0, 1, 2},
        {"//$", 0, 1, 2},           {"YMD", 0, 1, 2},
        {"YM$", 0, 1, 2},           {"-$", NO_PART, 0, 1},
        {".$", NO_PART, 0, 1},      {"/$", NO_PART, 0, 1},
        {"MD", NO_PART, 0, 1},      {"M$", NO_PART, 0, 1},
        {"D", NO_PART, NO_PART, 0},
    };
    for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
        if (strcmp(shapes[i].marks, marks) == 0) {
            return &shapes[i];
        }
    }
    return NULL;
}

/* 2026-11, 2026年11月, 11月: a month where a day is asked for. */
static bool lacks_day(const struct parts *p)
{
    return strcmp(p->marks, "M") == 0 || strcmp(p->marks, "Y") == 0 ||
           strcmp(p->marks, "YM") == 0 || strcmp(p->marks, "Y$") == 0 ||
           (strlen(p->marks) == 2 && p->marks[1] == '$' &&
            p->numbers[0].digits == 4);
}

static bool read_parts(const struct parts *p, int near, int *day,
                       struct err *err)
{
    if (strcmp(p->marks, "$") == 0) {
        return read_compact(p->numbers[0], near, day, err);
    }
    if (lacks_day(p)) {
        return err_set(err, ERR_RULE, "E-DATE-008",
                       "只有年月，没有日；请把日补上，例如 2026-11-20。");
    }
    const struct shape *shape = find_shape(p->marks);
    if (shape == NULL) {
        return fail_form(err);
    }
    int month = month_of(near);
    struct date_number year = cut(month / 12, 4);
    if (shape->year != NO_PART) {
        year = p->numbers[shape->year];
    }
    if (shape->month != NO_PART &&
        !finish_month(year, p->numbers[shape->month], &month, err)) {
        return false;
    }
    return finish_day(month, p->numbers[shape->day], day, err);
}

/* 今天 and its like count from the clock, +3 from `near`. */
static bool read_day_word(const char *s, int near, int *day)
{
    static const struct {
        const char *word;
        int offset;
    } words[] = {{"前天", -2}, {"昨天", -1}, {"今天", 0},
                 {"今日", 0},  {"明天", 1},  {"后天", 2}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(s, words[i].word) == 0) {
            *day = date_today() + words[i].offset;
            return true;
        }
    }
    int sign = *s == '+' ? 1 : *s == '-' ? -1 : 0;
    struct date_number n;
    s++;
    if (sign == 0 || !date_number_take(&s, &n) || *s != '\0' || n.digits > 4) {
        return false;
    }
    *day = near + sign * n.value;
    return true;
}

static bool read_day(const char *s, int near, int *day, struct err *err)
{
    if (*s == '\0') {
        return err_set(err, ERR_RULE, "E-DATE-009",
                       "没有填日期；请写成 2026-11-20 的样子。");
    }
    int got;
    if (read_day_word(s, near, &got)) {
        char text[11];
        if (!date_read(date_text(got, text), day)) {
            return err_set(
                err, ERR_RULE, "E-DATE-010",
                "算出来的日期超出 1880 年到 2199 年；请直接写日期。");
        }
        return true;
    }
    struct parts parts;
    return split(s, &parts) ? read_parts(&parts, near, day, err)
                            : fail_form(err);
}

bool date_parse(const char *s, int near, int *day, struct err *err)
{
    struct strbuf text;
    sb_init(&text);
    date_words_prepare(&text, s);
    bool ok =
        read_day(text.s, near == DATE_NONE ? date_today() : near, day, err);
    sb_clear(&text);
    return ok;
}

/* ---- months and quarters --------------------------------------------- */

static bool fail_month_form(struct err *err)
{
    return err_set(err, ERR_RULE, "E-DATE-011",
                   "月份看不明白；请写成 2026-11、11 或 2026年11月。");
}

static bool read_month(const char *s, int near, int *month, struct err *err)
{
    static const struct {
        const char *word;
        int offset;
    } words[] = {{"上月", -1},  {"上个月", -1}, {"本月", 0},
                 {"这个月", 0}, {"下月", 1},    {"下个月", 1}};
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (strcmp(s, words[i].word) == 0) {
            *month = month_of(date_today()) + words[i].offset;
            return true;
        }
    }
    struct parts p;
    if (!split(s, &p)) {
        return fail_month_form(err);
    }
    const struct date_number first = p.numbers[0];
    const struct date_number this_year = cut(near / 12, 4);
    if (strcmp(p.marks, "M") == 0 ||
        (strcmp(p.marks, "$") == 0 && first.digits <= 2)) {
        return finish_month(this_year, first, month, err);
    }
    if (strcmp(p.marks, "$") == 0 && first.digits == 6) {
        return finish_month(cut(first.value / 100, 4),
                            cut(first.value % 100, 2), month, err);
    }
    bool two = strlen(p.marks) == 2 && p.marks[0] != 'M';
    if (!two || (p.marks[1] != '$' && strcmp(p.marks, "YM") != 0)) {
        return fail_month_form(err);
    }
    return finish_month(first, p.numbers[1], month, err);
}

bool month_parse(const char *s, int near, int *month, struct err *err)
{
    struct strbuf text;
    sb_init(&text);
    date_words_prepare(&text, s);
    if (near == MONTH_NONE) {
        near = month_of(date_today());
    }
    bool ok = read_month(text.s, near, month, err);
    sb_clear(&text);
    return ok;
}
