/* What registers and letters on paper ask for and no view of a book gives: the
   spells of a day, who came and went in a span, which records a span has paper
   for.  Reads only; everything is of the branch in view, nothing behind the day
   in view. */
#ifndef PBTUI_LEDGER_ROLLS_H
#define PBTUI_LEDGER_ROLLS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

/* The membership that holds on b->day; codes as stored, "" for null. */
struct roll_spell {
    int64_t person;
    const char *from_on, *in_kind, *in_from;
    bool in_transfer; /* a letter is out, its receipt has not come back */
};
/* By person, so that one is found by its number. */
bool rolls_spells(struct book *b, struct arena *a, struct roll_spell **out,
                  size_t *n, struct err *err);
const struct roll_spell *rolls_spell_of(const struct roll_spell *list, size_t n,
                                        int64_t person);

enum roll_kind {
    ROLL_JOINED,    /* became probationary members here */
    ROLL_CONFIRMED, /* became full members here */
    ROLL_CAME,      /* transferred in */
    ROLL_LEFT       /* left, in whatever way */
};
/* Cells of a row, as stored; "" for null. */
enum roll_admitted {
    ADMITTED_NAME,
    ADMITTED_SEX,
    ADMITTED_NATION,
    ADMITTED_BIRTH,
    ADMITTED_UNIT,
    ADMITTED_APPLY,
    ADMITTED_ACTIVIST,
    ADMITTED_CANDIDATE,
    ADMITTED_JOIN,
    ADMITTED_FULL,
    ADMITTED_INTRODUCERS,
    ADMITTED_N
};
enum roll_moved {
    MOVED_NAME,
    MOVED_SEX,
    MOVED_CATEGORY, /* in words, what they were on the day they moved */
    MOVED_ON,
    MOVED_KIND,
    MOVED_UNIT,
    MOVED_LETTER,
    MOVED_LETTER_ON,
    MOVED_DUES_TO,
    MOVED_RECEIPT,
    MOVED_REASON,
    MOVED_N
};
/* Oldest first.  DATE_NONE at an end: no bound. */
bool rolls_each(struct book *b, enum roll_kind kind, const struct span *span,
                void (*row)(void *ctx, const char *const *cells), void *ctx,
                struct err *err);

/* Records that have paper of their own, by their day.  Seen from today, those
   whose paper is printed ahead (elections, votes, plans) are there, too. */
enum roll_paper {
    PAPER_LETTER, /* spells that end in a transfer, by the letter's day */
    PAPER_REVIEW,
    PAPER_ELECTION,
    PAPER_VOTE,   /* topics that were put to the vote */
    PAPER_PLANNED /* events that are still only planned */
};
bool rolls_papers(struct book *b, struct arena *a, enum roll_paper kind,
                  const struct span *span, int64_t **ids, size_t *n,
                  struct err *err);

#endif
