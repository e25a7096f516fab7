/* What the records of a book are called where their numbers mean nothing, in a
   file that goes to another ledger: their label, and where several have the
   same, which of them in the order of their numbers: 党小组会 2026-03-05〔2〕.
 */
#ifndef PBTUI_LEDGER_LABELS_H
#define PBTUI_LEDGER_LABELS_H

#include "pbtui/ledger/ledger.h"

struct label {
    const char *text;
    int64_t id;
};
struct labels {
    const struct ledger *ledger;
    struct label *list; /* by text, then number */
    size_t n;
    struct labels *next;
};
/* Of several books, each read when it is first asked for. */
struct labels_set {
    struct arena arena;
    struct labels *first;
};
#define LABELS_INIT                                                            \
    {                                                                          \
        .arena = ARENA_INIT                                                    \
    }
void labels_clear(struct labels_set *s);

bool labels_of(struct labels_set *s, struct book *b, const struct ledger *l,
               const struct labels **out, struct err *err);
/* How many are called that (〔k〕 says which one); the first one's number. */
size_t labels_find(const struct labels *x, const char *text, int64_t *id);
/* What labels_find understands as this one. */
bool labels_add(struct labels_set *s, struct book *b, const struct ledger *l,
                int64_t id, struct strbuf *out, struct err *err);

#endif
