/* Kinds of fields about time that are not dates: a time of day, hours of study,
   a year; and ticked words. */
#include "pbtui/ledger/events.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/text/date.h"

#define MINUTES_MAX (200 * 60)

/* ---- a time of day ------------------------------------------------------ */

static bool parse_time(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    int minutes;
    char text[6];
    if (!time_parse(typed, &minutes, err)) {
        return false;
    }
    *out = value_text(a, time_text(minutes, text));
    return true;
}

static void format_plain(const struct field *f, struct book *b,
                         const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    if (v->type == VALUE_INT) {
        sb_addf(out, "%" PRId64, v->i);
    } else {
        sb_add(out, v->s);
    }
}

const struct field_kind field_time = {
    .name = "time",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .fold = true,
    .parse = parse_time,
    .format = format_plain,
};

/* ---- hours of study: minutes in the file, hours with one or two digits -- */

static bool parse_hours(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    (void)a;
    char *rest;
    long whole = strtol(typed, &rest, 10);
    long minutes = whole * 60;
    if (rest[0] == '.' && rest != typed) {
        size_t n = strspn(rest + 1, "0123456789");
        long part = n > 0 && n <= 2 ? strtol(rest + 1, NULL, 10) : -1;
        /* Quarters and tenths come out even; anything finer is a slip. */
        long of_hundred = n == 1 ? part * 10 : part;
        minutes = part < 0 || of_hundred * 60 % 100 != 0
                      ? -1
                      : minutes + of_hundred * 60 / 100;
        rest += 1 + n;
    }
    if (strcmp(rest, "学时") == 0 || strcmp(rest, "小时") == 0) {
        rest += strlen(rest);
    }
    if (rest == typed || *rest != '\0' || whole < 0 || minutes < 0 ||
        minutes > MINUTES_MAX) {
        return err_set(err, ERR_RULE, "E-FIELD-024",
                       "学时读不懂：%s；写小时数，例如 1.5 或 4。", typed);
    }
    *out = value_int(minutes);
    return true;
}

static void format_hours(const struct field *f, struct book *b,
                         const struct value *v, struct strbuf *out)
{
    (void)f;
    (void)b;
    int64_t hundredths = v->i * 100 / 60;
    sb_addf(out, "%" PRId64, hundredths / 100);
    if (hundredths % 100 != 0) {
        sb_addf(out, ".%" PRId64, hundredths % 100 / 10);
        if (hundredths % 10 != 0) {
            sb_addf(out, "%" PRId64, hundredths % 10);
        }
    }
}

const struct field_kind field_hours = {
    .name = "hours",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .right = true,
    .parse = parse_hours,
    .format = format_hours,
};

/* ---- a year ------------------------------------------------------------- */

static bool parse_year(const struct field *f, struct book *b, struct arena *a,
                       const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)a;
    int year, month, day;
    date_split(b->today, &year, &month, &day);
    char *rest;
    long v = strtol(typed, &rest, 10);
    if (strcmp(typed, "今年") == 0 || strcmp(typed, "本年") == 0) {
        v = year;
        rest = NULL;
    } else if (strcmp(typed, "去年") == 0 || strcmp(typed, "上年") == 0) {
        v = year - 1;
        rest = NULL;
    } else if (rest != typed &&
               (strcmp(rest, "年") == 0 || strcmp(rest, "年度") == 0)) {
        rest = NULL;
    }
    if ((rest != NULL && (rest == typed || *rest != '\0')) ||
        date_of((int)v, 1, 1) == DATE_NONE) {
        return err_set(err, ERR_RULE, "E-FIELD-025",
                       "年度读不懂：%s；写四位数字，例如 %d。", typed, year);
    }
    *out = value_int(v);
    return true;
}

const struct field_kind field_year = {
    .name = "year",
    .stored = VALUE_INT,
    .editor = EDIT_LINE,
    .fold = true,
    .parse = parse_year,
    .format = format_plain,
};

/* ---- ticked words ------------------------------------------------------- */

static bool parse_ticks(const struct field *f, struct book *b, struct arena *a,
                        const char *typed, struct value *out, struct err *err)
{
    (void)f;
    (void)b;
    (void)err;
    struct strbuf sb;
    sb_init(&sb);
    for (const char *s = typed; *s != '\0';) {
        size_t skip = strspn(s, " ,");
        size_t n = strcspn(s + skip, " ,");
        if (n > 0) {
            sb_add(&sb, sb.len > 0 ? " " : "");
            sb_addn(&sb, s + skip, n);
        }
        s += skip + n;
    }
    *out =
        sb.len > 0 ? value_text(a, sb.s) : (struct value){VALUE_NULL, 0, NULL};
    sb_clear(&sb);
    return true;
}

const struct field_kind field_ticks = {
    .name = "ticks",
    .stored = VALUE_TEXT,
    .editor = EDIT_LINE,
    .parse = parse_ticks,
    .format = format_plain,
};
