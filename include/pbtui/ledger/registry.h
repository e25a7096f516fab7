/* All books of an opened ledger: those the program is made of, then the small
   registers that are declared in files; and the test that descriptors and
   schema say the same. */
#ifndef PBTUI_LEDGER_REGISTRY_H
#define PBTUI_LEDGER_REGISTRY_H

#include "pbtui/ledger/ledger.h"

const struct ledger *registry_at(struct book *b, size_t i); /* NULL: no more */
const struct ledger *registry_find(struct book *b,
                                   const char *word); /* name or alias */
/* Of those the program is made of: by name, alias or title. */
const struct ledger *registry_programmed(const char *name, const char *title);
/* More books than a record will ever have: arrays for registry_children. */
#define REGISTRY_CHILDREN_MAX 128

/* Ledgers whose records belong to a record of this one. */
size_t registry_children(struct book *b, const struct ledger *owner,
                         const struct ledger **out, size_t max);
/* Compares every descriptor with PRAGMA table_info; what differs is written to
   out, one line each; returns how many. */
size_t registry_check(struct book *b, struct strbuf *out);

#endif
