/* Private to rules/: what the rooms of quorum.h share, which is checking
   numbers against each other and putting shares into words. */
#ifndef PBTUI_SRC_RULES_QUORUM_PARTS_H
#define PBTUI_SRC_RULES_QUORUM_PARTS_H

#include "pbtui/rules/quorum.h"

/* One typed number as the sentences call it. */
struct quorum_number {
    const char *name; /* 收回票 */
    int64_t value;    /* VOTE_UNKNOWN */
    const char *unit; /* 张 */
};

/* Below 0 or beyond VOTE_COUNT_MAX; NULL: none of the numbers is. */
const char *quorum_number_fault(struct arena *a, const struct quorum_number *v,
                                size_t n);
/* None may be more than the known one before it.  The first two are people of
   the roster; the others are counted by hand. */
const char *quorum_chain_fault(struct arena *a, const struct quorum_number *v,
                               size_t n);
/* The parts must make up the whole, and may not be more than it while some are
   missing.  NULL: they do, or the whole is not known.  `whole_text`: how the
   whole is called. */
const char *quorum_sum_fault(struct arena *a, const struct quorum_number *v,
                             size_t n, int64_t whole, const char *whole_text);
/* Of those that are known; VOTE_UNKNOWN when none is. */
int64_t quorum_sum(const struct quorum_number *v, size_t n);
/* Names of the numbers that are not known, 、 between them; "": none. */
const char *quorum_missing(struct arena *a, const struct quorum_number *v,
                           size_t n);
int64_t quorum_or_none(int64_t count); /* not known: 0 */

/* A share as the rule file writes it: >=4/5 entitled, as a most <=1/3 graded,
   none.  False: it is none of these, or more than all. */
bool quorum_share_read(const char *s, bool most, struct vote_share *out);

/* 半数, 五分之四 */
const char *quorum_fraction_text(struct arena *a, struct vote_share s);
/* 超过半数, 不少于五分之四 */
const char *quorum_share_text(struct arena *a, struct vote_share s);
/* 应到会有表决权的正式党员 */
const char *quorum_base_text(struct arena *a, const struct vote_rule *r,
                             enum vote_of of);
/* 须超过 10 票, 须有 3 票; before n is known 须超过实到会委员的半数 */
const char *quorum_need_text(struct arena *a, const struct vote_rule *r,
                             int64_t n);
/* 须到会 11; before it is known 到会须超过半数 */
const char *quorum_come_text(struct arena *a, const struct vote_rule *r,
                             int64_t min_present);
/* Too few came; NULL: enough, or not known. */
const char *quorum_short_fault(struct arena *a, const struct vote_rule *r,
                               int64_t min_present, int64_t present);
/* The count a share of that kind is taken of. */
int64_t quorum_base(enum vote_of of, int64_t entitled, int64_t present);

#endif
