/* A 民主评议 as a whole: its head and a line for everybody who took part,
   made from the roster of its day, counted, checked and saved as one change. */
#ifndef PBTUI_LEDGER_REVIEW_H
#define PBTUI_LEDGER_REVIEW_H

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"

enum review_field {
    REVIEW_BRANCH,
    REVIEW_YEAR,
    REVIEW_ON,
    REVIEW_DUE,
    REVIEW_PRESENT,
    REVIEW_ISSUED,
    REVIEW_RETURNED,
    REVIEW_DECIDED,
    REVIEW_TELLERS,
    REVIEW_EVENT,
    REVIEW_NOTE,
    REVIEW_N_GRADED, /* computed */
    REVIEW_N_BEST
};
enum review_line_field {
    REVIEW_LINE_REVIEW,
    REVIEW_LINE_PERSON,
    REVIEW_LINE_ORD,
    REVIEW_LINE_GRADED,
    REVIEW_LINE_SPOILED,
    REVIEW_LINE_BEST,
    REVIEW_LINE_GOOD,
    REVIEW_LINE_BASIC,
    REVIEW_LINE_BAD,
    REVIEW_LINE_OWN,
    REVIEW_LINE_GRADE,
    REVIEW_LINE_OPINION
};

/* Codes as stored. */
#define REVIEW_BEST_CODE "1"
#define REVIEW_GOOD_CODE "2"
#define REVIEW_NONE_CODE "5"

/* The grades of one person, year by year; looked at only: they are given in the
   review. */
extern const struct ledger ledger_review_grade;

struct review_row {
    struct record now;
    struct record was; /* as read, or as it was made */
    const char *name;
    bool gone; /* not on the roster of that day after all */
};
struct review {
    struct book *book;
    struct arena *arena;
    struct record now;
    struct record was; /* as read, or as it was made */
    struct review_row *rows;
    size_t n;
};

bool review_new(struct review *r, struct book *b, struct arena *a,
                struct err *err);
bool review_read(struct review *r, struct book *b, struct arena *a, int64_t id,
                 struct err *err);
/* The day has changed: the lines and 应参加 are those of the roster of that
   day; what was typed for those who stay is kept. */
bool review_follow(struct review *r, struct err *err);

/* As typed, into the head or a row.  Ballots follow those who came until they
   are typed; a row that adds up has noughts in its empty cells; another day
   brings another roster. */
bool review_put(struct review *r, int field, const char *typed,
                struct err *err);
bool review_row_put(struct review *r, size_t i, int field, const char *typed,
                    struct err *err);
/* Takes somebody off the list by hand. */
void review_drop(struct review *r, size_t i);
bool review_changed(const struct review *r);

struct review_sums {
    int64_t graded; /* who are given a grade */
    int64_t most;   /* at most so many of them 优秀 */
    int64_t best;   /* that are 优秀 */
    int64_t open;   /* no grade yet */
};
struct review_sums review_sums(const struct review *r);
/* 有效票 of one row: returned less the spoiled. */
int64_t review_valid(const struct review *r, size_t i);
/* Why a row does not add up; NULL: it does, or numbers are missing. */
const char *review_row_fault(const struct review *r, size_t i, struct arena *a);
/* More 优秀 than may be, and who has the fewest ballots among them; NULL. */
const char *review_over(const struct review *r, struct arena *a);
/* What the ballots say, within the limit: a code; "" when they say nothing or
   are not counted.  A proposal: the clerk confirms. */
const char *review_proposal(const struct review *r, size_t i);

void review_check(const struct review *r, struct issues *is);
/* One change with all that differs. */
bool review_save(struct review *r, const char *reason, struct err *err);

#endif
