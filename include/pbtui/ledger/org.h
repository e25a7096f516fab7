/* The organisation: branches, groups, terms. */
#ifndef PBTUI_LEDGER_ORG_H
#define PBTUI_LEDGER_ORG_H

#include "pbtui/ledger/ledger.h"

extern const struct ledger ledger_branch, ledger_grp, ledger_term;

/* What a first start asks. */
struct org_first {
    const char *name;
    int founded;
    bool committee;
    int groups; /* 第一党小组 … */
};
bool org_create(struct book *b, struct arena *a, const struct org_first *f,
                struct err *err);

struct org_branch {
    int64_t id;
    const char *name;
    const char *short_name;
    int founded;
    bool committee;
};
/* Branches open on b->day, in their order. */
size_t org_branches(struct book *b, struct arena *a, struct org_branch *out,
                    size_t max);
/* All of them, however many. */
size_t org_list(struct book *b, struct arena *a, struct org_branch **out);
/* Those that were there on some day from the one to the other, inclusive. */
size_t org_list_of(struct book *b, struct arena *a, int from, int to,
                   struct org_branch **out);
/* The one in view; id 0 when it is not there on b->day. */
struct org_branch org_current(struct book *b, struct arena *a);

#endif
