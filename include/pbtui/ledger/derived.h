/* Kinds of fields that are worked out and not stored, and the lookups behind
   links: which record a word names, and what a record is called. */
#ifndef PBTUI_LEDGER_DERIVED_H
#define PBTUI_LEDGER_DERIVED_H

#include "pbtui/ledger/ledger.h"

extern const struct field_kind field_age; /* SQL: a date → full years */
extern const struct field_kind field_party_years;
extern const struct field_kind field_birthday; /* 入党日期 → the next one */
extern const struct field_kind field_lost;     /* last contact → lost since */
extern const struct field_kind field_choices; /* SQL: codes apart by commas */

/* Records of l that `typed` names: by number, whole name, part or pinyin; the
   id of the first is put into *id.  Returns how many (2: more than one). */
size_t derived_find_link(struct book *b, struct arena *a,
                         const struct ledger *l, const char *typed,
                         int64_t *id);
/* What all of them are called, in their order; ends with NULL. */
const char *const *derived_link_names(struct book *b, struct arena *a,
                                      const struct ledger *l);
void derived_link_label(struct book *b, const struct ledger *l, int64_t id,
                        struct strbuf *out);

#endif
