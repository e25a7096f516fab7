/* What an election does, while it is put together: shared by election_posts.c
   (posts) and election_renew.c (terms). */
#ifndef PBTUI_LEDGER_ELECTION_MAKING_H
#define PBTUI_LEDGER_ELECTION_MAKING_H

#include "election_parts.h"

struct stmt;

/* While the deeds of one election are put together. */
struct making {
    struct election *e;
    struct election_deeds *out;
    struct arena *a;
    int64_t branch;
    const char *day;        /* of the election, ISO */
    const char *until;      /* the next term begins; NULL: none does yet */
    struct ledger *of_post; /* posts as an election makes them */
    struct strbuf ended, begun, back;
};

void election_push(struct making *m, struct election_deed deed);
struct record *election_keep_record(struct making *m, struct record r);
/* The ids a statement gives, in the election's arena. */
bool election_collect(struct stmt *st, struct making *m, int64_t **ids,
                      size_t *n, struct err *err);
/* On what the posts and the term rest: a paper, or the election itself. */
const char *election_basis(const struct making *m);
/* 换届: the new term, and the end of the old one; lines into text. */
bool election_renew_term(struct making *m, struct strbuf *text,
                         struct err *err);

#endif
