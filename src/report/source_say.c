/* Records in words, for paper.  Nothing is looked up here but what a record or
   a code says; what is put where is the sources' business. */
#include "source_say.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/text/date.h"

const char *say_field(struct arena *a, struct book *b, const struct record *r,
                      int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, b, field, &sb);
    const char *s = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

const char *say_column(struct arena *a, struct book *b, const struct record *r,
                       const char *column)
{
    return say_field(a, b, r, ledger_field(r->ledger, column));
}

int say_column_day(const struct record *r, const char *column)
{
    return record_day(r, ledger_field(r->ledger, column));
}

const char *say_number(struct arena *a, int64_t n)
{
    return arena_printf(a, "%" PRId64, n);
}

const char *say_day(struct arena *a, int day)
{
    char text[24];
    return day == DATE_NONE ? SAY_DAY : arena_str(a, date_text_long(day, text));
}

const char *say_iso(struct arena *a, int day)
{
    char text[11];
    return arena_str(a, date_text(day, text));
}

const char *say_month(struct arena *a, const char *month)
{
    int m, year, number, mday;
    if (!month_read(month, &m)) {
        return SAY_MONTH;
    }
    date_split(month_first_day(m), &year, &number, &mday);
    return arena_printf(a, "%d年%d月", year, number);
}

const char *say_or(const char *text, const char *line)
{
    return text[0] != '\0' ? text : line;
}

const char *say_birth(struct arena *a, const char *iso)
{
    enum { YEAR_AND_MONTH = 7 };
    return strlen(iso) > YEAR_AND_MONTH ? arena_strn(a, iso, YEAR_AND_MONTH)
                                        : iso;
}

const char *say_two(struct arena *a, const char *above, const char *below)
{
    static const char none[] = "—";
    if (above[0] == '\0' && below[0] == '\0') {
        return "";
    }
    return arena_printf(a, "%s\n%s", say_or(above, none), say_or(below, none));
}

const char *say_both(struct arena *a, const char *first, const char *then)
{
    if (first[0] == '\0' || then[0] == '\0') {
        return first[0] == '\0' ? then : first;
    }
    return arena_printf(a, "%s；%s", first, then);
}

const char *say_percent(struct arena *a, int64_t part, int64_t whole)
{
    if (whole == 0) {
        return "0%";
    }
    int64_t thousandths = (part * 2000 + whole) / (2 * whole);
    return arena_printf(a, "%" PRId64 ".%" PRId64 "%%", thousandths / 10,
                        thousandths % 10);
}

const char *say_upper(struct arena *a, struct book *b)
{
    struct record r;
    if (b->branch == 0 ||
        !record_read(&r, &ledger_branch, b, a, b->branch, NULL)) {
        return "";
    }
    return record_text(&r, ledger_field(&ledger_branch, "upper"));
}

const char *say_code(const char *table, const char *code)
{
    const char *name = codes_name(table, code);
    return name[0] != '\0' ? name : code;
}
