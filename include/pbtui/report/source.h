/* Sources: what a form can show, as named values and lists of rows.  One row in
   the table of sources for each, with the names it gives, so that a description
   is checked when it is read, not when it is printed. */
#ifndef PBTUI_REPORT_SOURCE_H
#define PBTUI_REPORT_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

struct form_list {
    const char *name;
    const char *const *columns;
    size_t n_columns;
    const char *const **rows; /* n_rows arrays of n_columns */
    size_t n_rows, cap_rows;
};
struct form_value {
    const char *name;
    const char *text; /* may hold \n */
};
struct form_data {
    struct arena *arena;
    struct form_value *values;
    size_t n_values, cap_values;
    struct form_list *lists;
    size_t n_lists, cap_lists;
};
void form_data_init(struct form_data *d, struct arena *a);
void form_set(struct form_data *d, const char *name, const char *text);
void form_setf(struct form_data *d, const char *name, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "" when it is not there; the last one set holds. */
const char *form_get(const struct form_data *d, const char *name);
const struct form_list *form_list_of(const struct form_data *d,
                                     const char *name);
/* Rows are put one by one; the cells (as many as columns) are copied. */
void form_list_begin(struct form_data *d, const char *name,
                     const char *const *columns, size_t n_columns);
void form_list_row(struct form_data *d, const char *const *cells);
/* Index of a column; n_columns when there is none. */
size_t form_list_column(const struct form_list *l, const char *column);
/* "" when there is no such column. */
const char *form_list_cell(const struct form_list *l, size_t row,
                           const char *column);

/* What is asked for. */
struct source;
struct form_ask {
    struct book *book;           /* branch and day in view */
    const struct source *source; /* put in by source_gather */
    struct span span; /* DATE_NONE at both ends: none named.  gather of a
                         source that asks for a period always finds one */
    int64_t id;       /* of a record; 0 */
    const char *kind; /* of event, NULL: all */
    int64_t grp;      /* 党小组; 0: all */
    int copies;       /* slips and ballots: how many; 0: as many as needed */
};

enum source_asks {
    ASKS_RECORD = 1, /* one record of `ledger` */
    ASKS_PERIOD = 2, /* a span of days; without one: the month of the day */
    ASKS_DAY = 4,    /* how things stand on the day in view */
    ASKS_KIND = 8,   /* may be of one kind of event only */
    ASKS_WHOLE = 16, /* of a period: just one whole `period` */
    ASKS_COPIES = 32 /* slips and ballots: how many may be said */
};

/* A column "mark*" is a family: the list has as many as the data make, mark1,
   mark2 … (an event each, say); a form spreads them over another list. */
struct source_list {
    const char *name;
    const char *const *columns; /* NULL-ended */
};
struct source {
    const char *name;
    unsigned asks;
    const char *period; /* "month" (also NULL), "quarter", "half", "year": when
                           no period and no record is named */
    /* Instead of `period`, where it hangs on the ledger; NULL: as that says. */
    struct span (*usual)(const struct form_ask *ask);
    const struct ledger *ledger; /* it tells of; that of the record asked for;
                                    NULL: of several */
    const char *const *values;   /* NULL-ended; those below are always there */
    const struct source_list *lists;
    size_t n_lists;
    /* Fills in exactly what it names. */
    bool (*gather)(const struct form_ask *ask, struct form_data *d,
                   struct err *err);
    /* ASKS_RECORD without an id: the records of the span, oldest first; NULL:
       a record must be named. */
    bool (*records)(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err);
};

/* For every form: org (支部全称), branch (the short name), period (2026年10月,
   "" when none was named), day (2026-11-20 the roster speaks for), day_long
   (2026年11月20日, as GB/T 9704 wants it), year (of the period, else of the
   day), printed (打印日期), clerk; of a record void (作废：…, "" in force). */
extern const char *const source_common[]; /* NULL-ended */
bool source_set_common(const struct form_ask *ask, struct form_data *d,
                       struct err *err);

extern const struct source *const sources[]; /* ends with NULL */
const struct source *source_find(const char *name);
/* The period meant: the one named, else the source's usual one around the day
   in view; of a source that asks for none: as named. */
struct span source_span(const struct source *s, const struct form_ask *ask);
/* Its usual one around a month. */
struct span source_span_around(const struct source *s, int month);
/* 2026年, 2026年上半年, 2026年三季度, 2026年10月,
   2026年3月5日至2026年4月1日; "" for none. */
const char *source_span_text(struct arena *a, const struct span *span);
/* Common values, then the source's own. */
bool source_gather(const struct source *s, const struct form_ask *ask,
                   struct form_data *d, struct err *err);
bool source_has_value(const struct source *s, const char *name);
const struct source_list *source_list(const struct source *s, const char *name);
bool source_has_column(const struct source *s, const char *list,
                       const char *column);
/* What was gathered and what is named, where they differ: a line each; returns
   how many.  For the tests of sources. */
size_t source_check(const struct source *s, const struct form_data *d,
                    struct strbuf *out);

#endif
