/* What the rooms of elections share. */
#ifndef PBTUI_LEDGER_ELECTION_PARTS_H
#define PBTUI_LEDGER_ELECTION_PARTS_H

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/election.h"

/* A head or a candidate that came by itself (command line, plain form) is saved
   as part of the whole election. */
bool election_save_head(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err);
bool election_save_candidate(struct book *b, struct arena *a, struct record *r,
                             const struct record *old, const char *reason,
                             struct err *err);

/* The term in force on a day; 0: none. */
bool election_term_on(struct book *b, int64_t branch, int day, int64_t *term,
                      struct err *err);
/* Had the branch a committee on that day: members' posts say so; where none is
   on file, the branch as it is today. */
bool election_had_committee(struct book *b, int64_t branch, int day, bool *had,
                            struct err *err);

/* Who could vote on the election's day: of the branch, or of its committee. */
bool election_electors(const struct election *e, bool committee,
                       struct body_person **list, size_t *n, struct err *err);

/* How many of them count towards 应到会. */
int64_t election_count_voters(const struct body_person *list, size_t n);

/* Whether there was a committee on the election's day. */
bool election_look_committee(struct election *e, struct err *err);
/* 应到会 is the roster's number of that day until another is typed. */
bool election_follow(struct election *e, struct err *err);

/* What a result makes of terms and posts: records ready to be saved, and what
   the clerk is told of them. */
struct election_deed {
    struct record *r;
    const struct record *old;
    bool of_new_term; /* term_id is that of deeds[0] */
    const char *void_reason;
};
struct election_deeds {
    struct election_deed *list;
    size_t n, cap;
    bool new_term; /* list[0] is a new term */
    int64_t term;  /* else the one it fills up; 0: none */
    const char *text;
};
/* Nothing when the counts have no result, or it has made them already. */
bool election_deeds_make(struct election_deeds *out, struct election *e,
                         struct err *err);

/* A post that belongs to the committee; and one of secretary or deputy. */
bool election_is_committee_post(const char *code);
bool election_is_secretary_post(const char *code);

#endif
