/* How sources put records into words: fields as the clerk reads them, days and
   months as paper writes them, and a line to write on where nothing is known.
 */
#ifndef PBTUI_REPORT_SOURCE_SAY_H
#define PBTUI_REPORT_SOURCE_SAY_H

#include "pbtui/ledger/record.h"
#include "pbtui/report/source.h"

/* Lines to write on by hand. */
#define SAY_LINE  "__________"
#define SAY_SHORT "____"
#define SAY_DAY   "____年__月__日"
#define SAY_MONTH "____年__月"

/* A field as shown; secrets masked; "" for null. */
const char *say_field(struct arena *a, struct book *b, const struct record *r,
                      int field);
/* The same by the column's name. */
const char *say_column(struct arena *a, struct book *b, const struct record *r,
                       const char *column);
/* The day in such a column; DATE_NONE for null. */
int say_column_day(const struct record *r, const char *column);
const char *say_number(struct arena *a, int64_t n);
/* 2026年11月20日; DATE_NONE: SAY_DAY. */
const char *say_day(struct arena *a, int day);
/* 2026-11-20; "" for DATE_NONE. */
const char *say_iso(struct arena *a, int day);
/* "2026-07" → 2026年7月; what is no month: SAY_MONTH. */
const char *say_month(struct arena *a, const char *month);
/* The text, or the line when it is "". */
const char *say_or(const char *text, const char *line);
/* What of a stored day tells the month: 1990-06; "" stays so. */
const char *say_birth(struct arena *a, const char *iso);
/* Both on lines of their own, — for one that is ""; "" when both are. */
const char *say_two(struct arena *a, const char *above, const char *below);
/* One behind the other, with ； between when there are both. */
const char *say_both(struct arena *a, const char *first, const char *then);
/* 33.3%: whole numbers only, half up; of nothing 0%. */
const char *say_percent(struct arena *a, int64_t part, int64_t whole);

/* The branch in view, for letters: its record's 上级党组织; "" none. */
const char *say_upper(struct arena *a, struct book *b);

/* Full name of a kind of row that has a code: the name, or the code itself when
   nobody knows it. */
const char *say_code(const char *table, const char *code);

#endif
