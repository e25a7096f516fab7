/* Days and months as spreadsheets leave them: shown as a date, or as the number
   of days that lies behind one.

   What a clerk may type in a form and a file may not: a day without its year
   (20, 11-20) would be taken for this year's, whatever year the table is of. */
#include <stdlib.h>
#include <string.h>

#include "import_parts.h"
#include "pbtui/rules/idno.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

#define DIGITS      "0123456789"
#define SERIAL_1900 25569 /* of 1970-01-01 */
#define SERIAL_1904 24107
#define AHEAD_DAYS  3660 /* a table of plans looks so far ahead at most */

/* A day and what the clerk may have meant by it. */
static bool is_plausible(const struct import_ask *q, int day)
{
    int today = q->job->b->today;
    bool birth = strcmp(q->f->column, "birth_on") == 0;
    return day >= date_of(1900, 1, 1) &&
           day <= (birth ? today : today + AHEAD_DAYS);
}

/* Days since 1899-12-30, or since 1904-01-01 from an old Macintosh. */
static bool read_serial(struct import_ask *q, const char *s, int *day)
{
    size_t n = strspn(s, DIGITS);
    if (n != 5 || (s[n] != '\0' && s[n] != '.') ||
        (s[n] == '.' && s[n + 1 + strspn(s + n + 1, DIGITS)] != '\0')) {
        return false;
    }
    int serial = (int)strtol(s, NULL, 10);
    int since_1900 = serial - SERIAL_1900;
    int since_1904 = serial - SERIAL_1904;
    *day = is_plausible(q, since_1900) || !is_plausible(q, since_1904)
               ? since_1900
               : since_1904;
    char text[11];
    q->why = arena_printf(&q->job->row, "电子表格的日期序号，就是 %s",
                          date_text(*day, text));
    return is_plausible(q, *day);
}

/* 1980.5.6. 2026-03-05 00:00:00 */
static const char *bare(struct import_ask *q)
{
    struct strbuf *sb = &q->job->scratch;
    sb_reset(sb);
    text_fold(sb, q->s);
    while (sb->len > 0 && strchr(" ./-,'", sb->s[sb->len - 1]) != NULL) {
        sb_cut(sb, sb->len - 1);
    }
    const char *s = sb->s + strspn(sb->s, " '");
    const char *blank = strchr(s, ' ');
    const char *time = blank == NULL ? NULL : strchr(blank, ':');
    size_t n = time != NULL ? (size_t)(blank - s) : strlen(s);
    if (time != NULL && strspn(blank, " 0:.") != strlen(blank)) {
        q->why = "后面的时刻没有用，只用了日期";
    }
    return arena_strn(&q->job->row, s, n);
}

static bool no_year(const struct import_ask *q, struct err *err)
{
    return err_set(err, ERR_RULE, "E-IMPORT-025",
                   "“%s”没有写年份，说不出是哪一年的；请写成 2024-03-08 的样"
                   "子。",
                   q->s);
}

static bool set_day(struct import_ask *q, int day)
{
    char text[11];
    q->v = value_text(&q->job->row, date_text(day, text));
    return true;
}

/* The ID number of the row knows the day of a birth of that month. */
static bool birth_of_idno(struct import_ask *q, int month)
{
    struct import_job *j = q->job;
    for (size_t c = 0; c < j->at->n && c < j->n_cols; c++) {
        int target = j->cols[c].target;
        struct idno id;
        if (target >= 0 && j->fields[target]->kind == &field_idno &&
            idno_parse(j->at->cells[c].text, j->b->today, &id, NULL) &&
            month_of(id.birth) == month) {
            q->why = "只有年月，日按身份证号补上了";
            return set_day(q, id.birth);
        }
    }
    return false;
}

static bool only_month(struct import_ask *q, const char *s, struct err *err)
{
    int month;
    if (strcmp(q->f->column, "birth_on") == 0 &&
        month_parse(s, MONTH_NONE, &month, NULL) && birth_of_idno(q, month)) {
        return true;
    }
    const char *where = strcmp(q->f->column, "join_on") == 0
                            ? "请查入党志愿书上支部大会通过的日期，把日补上"
                        : strcmp(q->f->column, "full_on") == 0
                            ? "请查入党志愿书上支部大会通过转正的日期，把日补上"
                        : strcmp(q->f->column, "birth_on") == 0
                            ? "请按人事档案或身份证把日补上"
                            : "请查原件把日补上";
    return err_set(err, ERR_RULE, "E-IMPORT-026",
                   "“%s”只有年月，“%s”要写到日；%s，一时查不到的先把这一格空"
                   "着导入，以后补填。",
                   q->s, q->f->label, where);
}

static bool is_six_digits(const char *s)
{
    int month;
    return strlen(s) == 6 && strspn(s, DIGITS) == 6 &&
           month_parse(s, MONTH_NONE, &month, NULL) && month >= 1900 * 12;
}

/* Two looks from different years: what they do not agree on says no year. */
static bool read_day(struct import_ask *q, const char *s, struct err *err)
{
    int today = q->job->b->today;
    int day;
    int other;
    if (!date_parse(s, today, &day, err)) {
        bool month = err_is(err, "E-DATE-008") || is_six_digits(s);
        return month ? only_month(q, s, err) : false;
    }
    struct err ignored;
    if (!date_parse(s, today - 400, &other, &ignored) || other != day) {
        return no_year(q, err);
    }
    return set_day(q, day);
}

bool import_mend_date(struct import_ask *q, struct err *err)
{
    int day;
    if (strlen(q->s) == 10 && date_read(q->s, &day)) {
        q->v = (struct value){VALUE_TEXT, 0, q->s};
        return true;
    }
    const char *s = bare(q);
    if (read_serial(q, s, &day)) {
        return set_day(q, day);
    }
    return read_day(q, s, err);
}

/* 1980.1 as a number may have been 1980.10. */
static bool lost_zero(const struct import_ask *q, const char *s)
{
    return q->cell->kind == IMPORT_NUMBER && strlen(s) == 6 && s[4] == '.' &&
           s[5] == '1';
}

bool import_mend_month(struct import_ask *q, struct err *err)
{
    int today = q->job->b->today;
    int day;
    int month;
    int other;
    char text[8];
    const char *s = bare(q);
    if (lost_zero(q, s)) {
        return err_set(
            err, ERR_RULE, "E-IMPORT-027",
            "“%s”是数字，说不出是 1 月还是 10 月（末尾的 0 会丢）；请"
            "写成 %.4s-01 或 %.4s-10。",
            q->s, s, s);
    }
    if (date_read(s, &day) || read_serial(q, s, &day)) {
        month = month_of(day);
    } else if (!month_parse(s, month_of(today), &month, err)) {
        struct err ignored;
        if (!date_parse(s, today, &day, &ignored) ||
            !date_parse(s, today - 400, &other, &ignored) || day != other) {
            return false;
        }
        month = month_of(day);
        q->why = "只用了日期里的年月";
    } else if (!month_parse(s, month_of(today) - 13, &other, NULL) ||
               other != month) {
        return no_year(q, err);
    }
    q->v = value_text(&q->job->row, month_text(month, text));
    return true;
}
