/* Tallies: what everybody comes to in a register whose file says `tally`, by
   the words of one of its fields: 基础分, 加分, 减分 and the sum of 党员积分.

   A number that a cap bounds counts only as far as the cap goes, in the order
   of the days; what is beyond is told apart.  An entry counts on its day, but
   one that is made up for later on the last day of the half-year it is for, so
   that the halves of a year add up to it. */
#ifndef PBTUI_LEDGER_TALLY_H
#define PBTUI_LEDGER_TALLY_H

#include "pbtui/ledger/register.h"
#include "pbtui/text/date.h"

struct register_tally {
    const char *title; /* 积分公示表 */
    int who, number;
    struct register_ref by; /* the word it is counted by */
};

struct tally_item {
    int64_t id; /* of the entry */
    int64_t person;
    int word; /* index of tally.words; n_words: none of them */
    int64_t points, counted;
};
struct tally_person {
    int64_t id;
    const char *name;
    int64_t *sums; /* as many as words: what counts */
    int64_t total; /* all that counts */
    int64_t over;  /* beyond the caps, without its sign */
    size_t n;      /* entries */
    int place;     /* by total, the highest 1, equals alike */
};
struct tally {
    const char *const *words;
    size_t n_words;
    struct tally_person *people; /* of the branch at the end, as the roster */
    size_t n_people;
    struct tally_item *items; /* theirs, by day */
    size_t n_items;
};
/* Of a register that has one; nothing behind the day in view. */
bool tally_of(struct book *b, struct arena *a, const struct small_register *reg,
              const struct span *span, struct tally *out, struct err *err);
/* Indices of people, the highest total first, equals as the roster has them. */
const size_t *tally_ranked(struct arena *a, const struct tally *t);

#endif
