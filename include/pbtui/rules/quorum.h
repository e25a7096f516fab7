/* Counts that make a meeting, a vote, an election or a review valid.  Limits
   are rows of data/rules/votes.ini; here is only arithmetic on whole numbers.
   Pure: numbers in, verdict and sentence out. */
#ifndef PBTUI_RULES_QUORUM_H
#define PBTUI_RULES_QUORUM_H

#include <stdint.h>

#include "pbtui/rules/rule_file.h"

/* Of what a share is taken. */
enum vote_of {
    OF_NONE,     /* no such share is asked for */
    OF_ENTITLED, /* 应到会有表决权 */
    OF_PRESENT,  /* 实到会有表决权 */
    OF_SEATS,    /* 应选名额 */
    OF_GRADED    /* 参加评议定等次的正式党员 */
};

/* num/den of something.  As a least: more than it (strict) or at least it; as
   a most: less than it (strict) or at most it. */
struct vote_share {
    enum vote_of of;
    int num, den;
    bool strict;
};

struct vote_rule {
    const char *code;         /* admission */
    const char *title;        /* 接收预备党员 */
    struct vote_share attend; /* of OF_ENTITLED */
    struct vote_share pass;   /* OF_NONE: nothing is voted */
    bool written;             /* written opinions count among the votes */
    bool ballots;             /* by ballots: issued and returned are asked */
    bool members; /* entitled are full members only; else all of the body (a
                     committee) */
    const char
        *who; /* what the entitled are called: 有表决权的正式党员, 委员 */
    struct vote_share best;  /* OF_GRADED, a most: at most this share 优秀 */
    struct vote_share spare; /* OF_SEATS: candidates more than seats by this;
                                OF_NONE: as many as seats will do */
    const char *rule;        /* the rule in one sentence */
    const char *basis;       /* 《…》第…条 */
    bool local;
    int from; /* DATE_NONE: on all days */
    bool own; /* out of the branch's own text */
};
struct vote_rules {
    struct vote_rule *list;
    size_t n;
    struct ini_complaint *complaints;
    size_t n_complaints;
};

/* `own` may be NULL.  An own row says its basis and whatever differs, the rest
   is as in the row it replaces; it holds from its `from` on, or for all days
   when it has none.  A central row can only be changed for days after it came
   into force.  A code that is not compiled in is a rule of the branch's own and
   must be whole.  E-VOTE-001: a compiled-in row is missing or broken. */
bool vote_rules_load(struct vote_rules *out, struct arena *a,
                     const char *builtin, const char *own, struct err *err);
/* In force on a day, before the first one the first one; NULL: no such code. */
const struct vote_rule *vote_rule(const struct vote_rules *r, const char *code,
                                  int day);

/* Not known yet, in counts and limits alike. */
#define VOTE_UNKNOWN (-1)
/* A greater count than this is a slip of the hand. */
#define VOTE_COUNT_MAX 1000000000

/* The smallest count that satisfies a share of n; exact.  OF_NONE: 0.  An n
   below 0 is not known, and so is the answer. */
int64_t vote_least(struct vote_share s, int64_t n);
/* The largest that is allowed (review).  OF_NONE: n. */
int64_t vote_most(struct vote_share s, int64_t n);
/* Candidates wanted for that many seats. */
int64_t vote_candidates(const struct vote_rule *r, int64_t seats);

/* Counts may be VOTE_UNKNOWN while they are being typed.  Spoiled ballots and
   written opinions that are not known are none; everything else is waited
   for. */
struct vote_count {
    int64_t entitled; /* 应到会有表决权 */
    int64_t present;  /* 实到会有表决权 */
    int64_t written_yes, written_no, written_abstain; /* opinions sent in */
    int64_t issued, returned; /* ballots; not looked at without `ballots` */
    int64_t yes, no, abstain; /* cast in the room */
    int64_t spoiled;          /* invalid ballots */
};

/* A fault is told as soon as the known numbers show it, also while others are
   missing. */
enum vote_state {
    VOTE_OPEN,        /* counts are missing */
    VOTE_NOT_ENOUGH,  /* too few came: the meeting is not valid */
    VOTE_BAD_BALLOTS, /* returned more than issued: void, vote again */
    VOTE_BAD_SUM,     /* the numbers do not add up */
    VOTE_PASSED,      /* also: enough came, and nothing is voted */
    VOTE_FAILED
};
struct vote_verdict {
    enum vote_state state;
    int64_t min_present; /* VOTE_UNKNOWN until it can be told */
    int64_t min_yes;     /* 0: nothing is voted; VOTE_UNKNOWN: not yet */
    int64_t yes;         /* with written ones; VOTE_UNKNOWN: not yet */
    const char *text; /* one line: 表决：有表决权 20，到会 12，赞成 11（含书面
                         2），反对 2，弃权 1 → 通过（须超过 10 票） */
    const char
        *resolution; /* 应到会有表决权的正式党员20名，实到12名，…，表决通过
                        with no mark at its end: the topic's own words
                        follow.  "" unless passed or failed */
};
struct vote_verdict vote_judge(struct arena *a, const struct vote_rule *r,
                               const struct vote_count *c);
/* Only whether enough came; state is PASSED, NOT_ENOUGH, OPEN or, for numbers
   that cannot be, BAD_SUM.  超过半数有效：需 3 人，已到 4 人 ✓ */
struct vote_verdict vote_attendance(struct arena *a, const struct vote_rule *r,
                                    int64_t entitled, int64_t present);

/* ---- election --------------------------------------------------------- */
struct election_candidate {
    const char *name;
    int64_t yes, no, abstain; /* only yes is waited for */
    bool other;               /* 另选人: written in, not put up */
    bool elected;             /* out */
    bool again;               /* out: to be voted on once more (a tie) */
};
struct election_count {
    int64_t entitled, present, issued, returned, spoiled;
    int64_t seats;
};
struct election_verdict {
    enum vote_state state; /* PASSED: all seats filled; FAILED: valid, but some
                              are open (tie, vacancy) */
    int64_t min_present, min_yes, min_candidates; /* VOTE_UNKNOWN: not yet */
    int64_t n_elected;
    int64_t tied; /* candidates with equal votes about the last seat: vote
                     again among them */
    int64_t open; /* seats not filled */
    const char *text;
};
/* equal: as many candidates as seats is lawful (书记, 副书记). */
struct election_verdict election_judge(struct arena *a,
                                       const struct vote_rule *r,
                                       const struct election_count *c,
                                       struct election_candidate *list,
                                       size_t n, bool equal);

/* ---- 民主评议 ---------------------------------------------------------- */
struct review_line {
    int64_t valid; /* ballots */
    int64_t best, good, basic, bad;
};
/* NULL: adds up, or may still (numbers are missing); else the sentence. */
const char *review_line_fault(struct arena *a, const struct review_line *l);
/* At most this many 优秀 among n graded members. */
int64_t review_most_best(const struct vote_rule *r, int64_t n);
/* NULL: that many 优秀 among n graded members may be; else the sentence. */
const char *review_best_fault(struct arena *a, const struct vote_rule *r,
                              int64_t best, int64_t n);

#endif
