/* 党内统计: the tables a branch hands in at the middle and at the end of a
   year.  Every number is the people behind it, in a list; nothing is counted
   apart from its list.

   What counts is the formal relation.  Who was admitted here counts from the
   superior's approval, not from the meeting (入党日期); a full member from the
   approval of that; a transfer out from the day of its letter, but who has not
   been received (no 回执) is still there: the difference of table 1.  The
   wording, the formulas of rows and the age bands are data/stats/NAME.ini. */
#ifndef PBTUI_LEDGER_STATS_H
#define PBTUI_LEDGER_STATS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

enum stats_which {
    STATS_CHANGE,     /* 表一　党员数量变化情况 */
    STATS_MEMBERS,    /* 表二　党员基本情况 */
    STATS_CONVERSION, /* 预备党员转正情况 */
    STATS_REVIEW,     /* 民主评议党员情况 */
    STATS_N
};

/* One of those a number counts. */
struct stats_entry {
    const char *book; /* ledger that `id` opens in */
    int64_t id;
    int64_t person, member; /* 0: not about one */
    const char *name;
    int on;          /* the day that counts; DATE_NONE */
    const char *why; /* 转出组织关系，去往…，2026-11-02 开介绍信 */
    int sign;        /* -1: one too few, in differences only */
    int64_t key;     /* the same one in another row of the table */
};
struct stats_cell {
    bool blank; /* nothing is kept about it: to be filled in by hand */
    int64_t n;  /* sum of the signs */
    const struct stats_entry *list;
    size_t n_list;
};
struct stats_row {
    const char *no;   /* 17; "" */
    const char *name; /* 　　其中：重新入党 */
    const struct stats_cell *cells;
    size_t n_cells; /* lines below a table have only the first */
    bool derived;   /* a sum of other rows, or everybody of a day */
    bool must_be_0; /* a difference */
};
/* What has to be said beside the numbers, with those whom it is about. */
struct stats_note {
    const char *word; /* which one it is, however many it is about */
    const char *text;
    struct stats_cell who;
};
struct stats_table {
    enum stats_which which;
    const char *name;   /* 表一 */
    const char *title;  /* 党员数量变化情况 */
    const char *counts; /* which date counts, one sentence */
    int year, from, closing;
    const char *const *columns;
    size_t n_columns;
    const struct stats_row *rows;
    size_t n_rows;
    const struct stats_note *notes;
    size_t n_notes;
};

/* Of the branch in view: what the year of `closing` had by then; a day behind
   the day in view is that day.  False: E-STATS-001, that year has not begun. */
bool stats_table(struct book *b, struct arena *a, enum stats_which which,
                 int closing, struct stats_table *out, struct err *err);
/* 12-31 of the year, or 06-30. */
int stats_closing(int year, bool half);
/* The row that must be 0; NULL: there is none. */
const struct stats_row *stats_difference(const struct stats_table *t);
/* "change", "members", … */
const char *stats_word(enum stats_which which);

#endif
