/* Figures: the numbers a year's report asks for (R01 … R73).

   A figure is a query of rows, a file of data/figures/ or of the folder figures
   of the configuration.  Its numbers are counts and sums of those rows, its
   parts are the rows by one of their columns, its annex is the rows themselves:
   they cannot differ.

       -- R56 走访慰问
       -- group = 关爱和服务
       -- counts = 走访慰问的日期
       -- value = 次数 | count | 次
       -- value = 慰问金 | sum fen | 元
       -- adds = yes
       -- part = class 按对象
       -- note = 一句话的说明
       select 'visits' as book, t.id, t.on_day as date, t.whom as text,
              t.class, t.fen
       from r_visits t
       where t.branch_id = :branch and t.voided_on is null
         and t.on_day between :from and :to

   The first four columns have these names; others are what values and parts
   speak of.  A value is one of

       count                rows
       count COL=WORD       rows of one kind
       count COL            rows where it is neither null nor 0 nor empty
       sum COL              of whole numbers; fen in yuan, minutes in hours
       distinct COL         how many different ones
       share COL            rows where COL is 1, of all, in per cent
       share COL of OTHER   the sum of the one, of the sum of the other
       mean COL by OTHER    the sum of the one for each different other
       last COL             the word of the last row

   and the first is what the sheet shows.  `adds` says which counts and sums of
   a year are those of its four quarters together, because each row has a day
   that it counts for: all of them (yes), or by name; what looks at the end of a
   span, or at 所属年度, is not among them.  What the query may name is said in
   ledger/guest_rows.h. */
#ifndef PBTUI_LEDGER_FIGURES_H
#define PBTUI_LEDGER_FIGURES_H

#include "pbtui/ledger/guest_rows.h"

enum figure_how {
    FIGURE_COUNT,
    FIGURE_COUNT_IS, /* col = word */
    FIGURE_COUNT_HAS,
    FIGURE_SUM,
    FIGURE_DISTINCT,
    FIGURE_SHARE,
    FIGURE_MEAN,
    FIGURE_LAST
};
struct figure_rule {
    const char *label; /* 慰问金 */
    enum figure_how how;
    const char *column, *other; /* by COL, or the word */
    const char *unit;           /* 次; "" for none */
    bool adds;                  /* over spans that follow each other */
    int line;
};
struct figure_part {
    const char *column;
    const char *label; /* 按对象 */
    int line;
};
struct figure {
    const char *code;   /* R56 */
    const char *name;   /* 走访慰问 */
    const char *group;  /* 关爱和服务 */
    const char *counts; /* which date counts */
    const char *note;
    const char *file;
    const char *sql;
    const struct figure_rule *values;
    size_t n_values;
    const struct figure_part *parts;
    size_t n_parts;
    bool own;
};

struct figure_set {
    const struct figure *list; /* by code */
    size_t n;
    const char *const *complaints; /* R56.sql 第 3 行：… */
    size_t n_complaints;
};
/* Compiled in and the branch's own over them, read when first asked for. */
const struct figure_set *book_figures(struct book *b);
const struct figure *figures_find(const struct figure_set *set,
                                  const char *word); /* R56, r56, 走访慰问 */
/* One file; NULL: each reason is a complaint. */
struct complaints;
const struct figure *figure_read(struct complaints *to, const char *file,
                                 const char *text, bool own);

/* ---- the numbers -------------------------------------------------------- */

struct figure_count {
    const char *name; /* 老党员; （未填） */
    int64_t n;
};
/* What a number is made of: shares and means are the one for the other. */
struct figure_sum {
    int64_t over, under; /* of the others under is 0 */
};
struct figure_answer {
    const struct figure *figure;
    struct span span;
    struct guest_rows rows;
    const char **values; /* as many as figure->values, as they are shown */
    int64_t *numbers;    /* the same, as stored; mean and share in hundredths */
    struct figure_sum *sums;
};
/* Of the branch in view.  False: the query is wrong (E-GUEST-…), with the file.
 */
bool figure_ask(struct book *b, struct arena *a, const struct figure *f,
                const struct span *span, struct figure_answer *out,
                struct err *err);
/* The number of such a sum, or of several together. */
int64_t figure_number(const struct figure_rule *v, struct figure_sum sum);
/* A number of that value as it is shown: a difference of two, say. */
const char *figure_shown(struct arena *a, const struct figure_rule *v,
                         int64_t number);
/* Of what a part counts: rows, called as the first value calls them when it
   counts rows, too. */
const char *figure_part_unit(const struct figure *f);
/* The rows by a part's column, the most first. */
size_t figure_counts(const struct figure_answer *answer, struct arena *a,
                     size_t part, struct figure_count **out);

/* ---- the sheet ---------------------------------------------------------- */

/* A figure with the one of the year before; what could not be asked has a
   reason instead. */
struct figures_line {
    const struct figure *figure;
    struct figure_answer now, before;
    const char *why; /* NULL: both are there */
};
struct figures_sheet {
    const char *branch;
    struct span span, before; /* the same days a year earlier */
    struct figures_line *lines;
    size_t n;
    size_t n_failed;
};
/* One of them; false: it has a reason. */
bool figures_line(struct book *b, struct arena *a, const struct figure *f,
                  const struct span *span, struct figures_line *out);
/* Between the two all numbers are of one moment. */
bool figures_hold(struct book *b, struct err *err);
bool figures_let_go(struct book *b, struct err *err);
/* All of the set, or one (NULL: all), of the branch in view. */
bool figures_sheet(struct book *b, struct arena *a, const struct span *span,
                   const struct figure *only, struct figures_sheet *out,
                   struct err *err);

#endif
