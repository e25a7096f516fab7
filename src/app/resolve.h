/* From words of the command line to what they name. */
#ifndef PBTUI_APP_RESOLVE_H
#define PBTUI_APP_RESOLVE_H

#include "pbtui/ledger/ledger.h"

/* By name, Chinese name or alias; E-APP-020 with near names. */
const struct ledger *resolve_ledger(struct book *b, const char *word,
                                    struct err *err);
const struct ledger_view *resolve_view(const struct ledger *l, const char *word,
                                       struct err *err);
/* Column name or label; -1 with E-APP-022 and near names. */
int resolve_field(const struct ledger *l, const char *word, struct err *err);
/* Number, #number, the number on paper where the book has such (2026-0282), or
   in the roster a name as people_find takes it. */
bool resolve_record(struct book *b, struct arena *a, const struct ledger *l,
                    const char *word, int64_t *id, struct err *err);
/* Nobody is called that. */
#define RESOLVE_NOBODY "E-APP-024"
/* A person alone.  Of several that fit, those that `among` counts stay, when
   there are any; NULL: everybody counts. */
struct resolve_among {
    bool (*counts)(void *ctx, int64_t person);
    void *ctx;
};
bool resolve_person(struct book *b, struct arena *a, const char *word,
                    const struct resolve_among *among, int64_t *id,
                    struct err *err);
/* Puts the branch into view. */
bool resolve_branch(struct book *b, struct arena *a, const char *word,
                    struct err *err);

#endif
