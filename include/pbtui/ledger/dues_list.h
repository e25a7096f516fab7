/* What paper about 党费 and 经费 asks for and no view of a book gives: payments
   with the months they pay, the entries of the funds with what is left, which
   records a span has paper for.  Reads only; of the branch in view, nothing
   behind the day in view. */
#ifndef PBTUI_LEDGER_DUES_LIST_H
#define PBTUI_LEDGER_DUES_LIST_H

#include "pbtui/ledger/dues_books.h"
#include "pbtui/text/date.h"

/* ---- payments --------------------------------------------------------- */

/* A month that a payment pays, with its payment; 大额 pays no month and is one
   line by itself. */
struct dues_line_of {
    int64_t payment;
    const char *number; /* 2026-0012; "" not posted */
    const char *kind, *way;
    int booked; /* month */
    int came;   /* the same; of what takes another back, that one's */
    int on;
    int64_t total; /* of the payment */
    int64_t payer; /* the member who brought it; 0 */
    const char *by;
    const char *proof, *note, *reason;
    const char *taken_by; /* of its sitting */
    int64_t reverses;
    const char *reverses_number; /* what it takes back; "" */
    const char *reversed_number; /* what took it back; "" */
    int reversed_month;          /* booked in; MONTH_NONE */
    int reversed_on;             /* DATE_NONE */
    int64_t person;              /* whose month; 0 */
    const char *name;
    int month; /* MONTH_NONE: 大额 */
    int64_t fen;
};
enum dues_lines {
    DUES_LINES_BOOKED,  /* `month`: what came in in it */
    DUES_LINES_FOR,     /* `month`: what pays it, booked in it or before */
    DUES_LINES_SITTING, /* `id` */
    DUES_LINES_PAYMENT, /* `id`, also one that was taken back */
    DUES_LINES_PERSON,  /* `id`: months of `span`, posted or not */
    DUES_LINES_LARGE    /* 大额 of the days of `span` */
};
struct dues_lines_ask {
    enum dues_lines which;
    int month;
    int64_t id;
    struct span span;
    int until; /* paid up to that day; DATE_NONE: all */
};
/* Posted ones by their number, then the others as they came in. */
bool dues_lines(struct book *b, struct arena *a,
                const struct dues_lines_ask *ask, struct dues_line_of **out,
                size_t *n, struct err *err);

/* Is there a month up to that one that was ever collected? */
bool dues_begun(struct book *b, int month, bool *out, struct err *err);
/* The record of a month; 0: it was never opened. */
bool dues_month_id(struct book *b, int month, int64_t *id, struct err *err);

/* What was taken in in a year, by the year it is for, and what was taken in
   for the year in others: how the sum of its months and the sum of its
   payments come together.  Posted only. */
struct dues_bridge {
    int64_t own;       /* for its own months */
    int64_t before;    /* for months of earlier years */
    int64_t after;     /* for months of later years */
    int64_t large;     /* 大额 */
    int64_t elsewhere; /* for its months, taken in in other years */
};
bool dues_bridge_of(struct book *b, int year, struct dues_bridge *out,
                    struct err *err);

/* Number of the slip that took a slip back; "" none. */
bool handover_reversed_by(struct book *b, int64_t id, char out[16],
                          struct err *err);

/* ---- funds ------------------------------------------------------------ */

struct fund_line {
    int64_t id, fund;
    const char *fund_name, *fund_kind;
    const char *number; /* 2026-0003 */
    int on;
    bool in;
    int64_t fen;
    int64_t balance; /* of its fund, behind it */
    const char *use; /* code; "" */
    const char *what, *voucher, *handler, *approver, *note;
    const char *event; /* what decided it: its title; "" */
    int decided_on;    /* the event's day or the one that was written down */
    const char *reverses_number, *reversed_number; /* "" */
    int reversed_on;                               /* DATE_NONE */
};
/* Of one fund, or of all (0): by fund, day and number. */
bool fund_lines(struct book *b, struct arena *a, int64_t fund,
                const struct span *span, struct fund_line **out, size_t *n,
                struct err *err);

/* ---- records that have paper of their own ------------------------------ */

enum dues_paper {
    DUES_PAPER_PAYMENT,  /* posted ones by number */
    DUES_PAPER_LARGE,    /* 大额 of them */
    DUES_PAPER_SITTING,  /* by day and number */
    DUES_PAPER_HANDOVER, /* by day and number */
    DUES_PAPER_NOTICE,   /* by the day it was shown from */
    DUES_PAPER_REMINDER, /* by day */
    DUES_PAPER_ASSESS,   /* by the line of the year's sheet */
    DUES_PAPER_RELIEF,   /* of them, those with 少交 or 免交 */
    DUES_PAPER_FUND,     /* of the years of the span */
    DUES_PAPER_CARD      /* people with something due in it, by the roster */
};
bool dues_papers(struct book *b, struct arena *a, enum dues_paper kind,
                 const struct span *span, int64_t **ids, size_t *n,
                 struct err *err);

#endif
