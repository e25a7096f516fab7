/* 党费核定: what a member pays a month, and the worksheet behind it; the whole
   branch at the start of a year, one person in between. */
#ifndef PBTUI_LEDGER_DUES_ASSESS_H
#define PBTUI_LEDGER_DUES_ASSESS_H

#include "pbtui/ledger/dues_books.h"
#include "pbtui/ledger/record.h"
#include "pbtui/rules/dues.h"

/* ---- one, with its worksheet ------------------------------------------ */

struct assess_line {
    const struct dues_item *item;
    int64_t fen; /* -1: nothing typed */
    int64_t was;
    int64_t id; /* 0: not in the book */
    int64_t ver;
};
struct assess_sheet {
    struct book *book;
    struct arena *arena;
    struct record now;
    struct record was;         /* as read, or as it was made */
    struct assess_line *lines; /* every item that may be asked, in order */
    size_t n;
    int closed; /* last closed month it holds for: base, amount and what they
                   rest on do not change any more; MONTH_NONE */
};
bool assess_sheet_new(struct assess_sheet *s, struct book *b, struct arena *a,
                      int64_t person, int month, struct err *err);
bool assess_sheet_read(struct assess_sheet *s, struct book *b, struct arena *a,
                       int64_t id, struct err *err);
/* As typed: into the record, or the amount of a line ("" takes it out).  With
   lines the base is their sum, and the amount follows base and category.  A
   fixed category clears the lines. */
bool assess_sheet_put(struct assess_sheet *s, int field, const char *typed,
                      struct err *err);
bool assess_sheet_line(struct assess_sheet *s, size_t i, const char *typed,
                       struct err *err);
/* A new one is of that decision, where it has none: nothing that was typed.
   DATE_NONE, 0: none. */
void assess_sheet_decide(struct assess_sheet *s, int day, int64_t event);
bool assess_sheet_changed(const struct assess_sheet *s);
const char *assess_sheet_why(const struct assess_sheet *s, struct arena *a);
void assess_sheet_check(const struct assess_sheet *s, struct issues *is);
bool assess_sheet_save(struct assess_sheet *s, const char *reason,
                       struct err *err);

/* ---- a year ----------------------------------------------------------- */

enum assess_remark {
    ASSESS_NEW = 1 << 0,      /* nothing last year */
    ASSESS_BRACKET = 1 << 1,  /* another bracket than last year */
    ASSESS_RETIRED = 1 << 2,  /* retired since: category should change */
    ASSESS_MISSING = 1 << 3,  /* no base */
    ASSESS_CLIFF = 1 << 4,    /* near the end of a bracket */
    ASSESS_RELIEVED = 1 << 5, /* had a relief that has run out or goes on */
    ASSESS_CAP = 1 << 6,
    ASSESS_MOVED = 1 << 7, /* more than a fifth up or down */
    ASSESS_GONE = 1 << 8,  /* assessed, but no payer any more */
    ASSESS_LATER = 1 << 9  /* another assessment from a later month */
};
struct assess_row {
    int64_t person;
    const char *name;
    int64_t last_id;             /* the one in force in December before; 0 */
    const char *last_category;   /* code; "" */
    const char *last_relief;     /* code; "" */
    int64_t last_base, last_fen; /* -1: none */
    int64_t last_rate;
    int64_t id;           /* this year's, in force in `first`; 0 */
    const char *category; /* code; "" */
    int64_t base;         /* -1: none */
    int64_t fen;          /* -1: cannot be told yet */
    int64_t rate;         /* -1: a fixed amount, or none */
    const char *relief;   /* code; "": this year's, entered one by one */
    int first;            /* month it is for from: `from`, or the entry's */
    int later;            /* the last one from a later month; MONTH_NONE */
    int64_t later_fen;
    const char *reason; /* code of a new row: 年初核定, 新入党, 转入 … */
    int retired_on;     /* DATE_NONE */
    bool typed;         /* differs from what is in the book */
    bool itemised;      /* the base is the sum of this year's worksheet */
    bool undated; /* this year's 年初核定, by no day and no meeting: gets
                     them, in months that are closed, too */
    unsigned remarks;
    /* As it was read; -1, "": nothing. */
    int64_t ver, was_base, was_fen;
    const char *was_category;
};
struct assess_year {
    struct book *book;
    struct arena *arena;
    int year;
    int from; /* January, or the month after the last one that is closed; who
                 came in later begins with the first month paid here */
    int decided_on; /* DATE_NONE */
    int64_t event;  /* 0 */
    /* What stands in the book for the year; a row of 年初核定 takes it where
       nothing was typed.  DATE_NONE, 0: nothing does. */
    int decided_before;
    int64_t event_before;
    struct assess_row *rows;
    size_t n;
};
/* Everybody who pays in the year, in the roster's order, with last year's
   category and base taken over where there is nothing for this year yet; behind
   them who was assessed and pays no more (ASSESS_GONE: looked at only). */
bool assess_year_read(struct assess_year *y, struct book *b, struct arena *a,
                      int year, struct err *err);
bool assess_year_base(struct assess_year *y, size_t i, const char *typed,
                      struct err *err);
bool assess_year_category(struct assess_year *y, size_t i, const char *typed,
                          struct err *err);
bool assess_year_amount(struct assess_year *y, size_t i, const char *typed,
                        struct err *err);
const char *assess_year_remark(const struct assess_year *y, size_t i,
                               struct arena *a); /* words; "" */
struct assess_sums {
    size_t n, n_ready, n_missing;
    int64_t fen, last_fen; /* a month */
};
struct assess_sums assess_year_sums(const struct assess_year *y);
bool assess_year_changed(const struct assess_year *y);
/* Is it in the change that saving makes: new and complete, or different, or
   given its day?  Not who is gone. */
bool assess_row_wanted(const struct assess_year *y,
                       const struct assess_row *row);
void assess_year_check(const struct assess_year *y, struct issues *is);
/* All that is new and complete, or differs, with one decision, as one change
   「核定 2027 年党费 28 人」.  Nobody who lacks a base is in it.  Done again it
   writes only what differs. */
bool assess_year_save(struct assess_year *y, struct err *err);

/* ---- asked by others -------------------------------------------------- */

/* What holds for somebody in a month: the row that began last and has not
   ended; when one has ended (减免) it is the one before it again.

   The amount is what the rules of that month make of base and category: a rate
   that is dated 2027-01-01 changes January 2027 whenever it was assessed.  As
   assessed stay a relief, a fixed amount, and what is paid freely beyond the
   rule. */
struct assess_hold {
    int64_t id; /* 0: nothing is assessed */
    int no;     /* 核定表第几行 */
    const char *category;
    int64_t base, rate; /* -1: none */
    int64_t fen;
    const char *place, *relief; /* codes; "" */
    bool quarterly;
};
/* Of everybody in the branch in view, by person. */
bool assess_all(struct book *b, struct arena *a, int month,
                struct assess_hold **out, int64_t **people, size_t *n,
                struct err *err);
/* The words for an amount: 2026 年核定表第 5 行（年初核定，2026-01-08）。基数
   5,000.01，在…; id 0: only what the rules say. */
const char *assess_why(struct book *b, struct arena *a, int64_t id,
                       const struct dues_reason *why);

#endif
