/* What the form of a step asks, offers, judges and announces: the hooks of
   ledger_step. */
#ifndef PBTUI_LEDGER_STEP_FORM_H
#define PBTUI_LEDGER_STEP_FORM_H

#include "pbtui/ledger/ledger.h"

bool step_asks(struct book *b, const struct record *r, int field);
bool step_offers(struct book *b, struct arena *a, const struct record *r,
                 int field, const struct field_offer **out, size_t *n);
void step_typed(struct book *b, struct arena *a, struct record *r, int field);
void step_judge(struct book *b, struct arena *a, const struct record *r,
                struct issues *is);
void step_explain(struct book *b, const struct record *r, struct strbuf *out);
bool step_effects(struct book *b, struct arena *a, const struct record *r,
                  struct strbuf *out, struct err *err);

/* Of ledger_step_entry: the kinds of the running step that holds on its day. */
bool step_entry_offers(struct book *b, struct arena *a, const struct record *r,
                       int field, const struct field_offer **out, size_t *n);
/* Of ledger_publicity: as long as the rule of its step asks. */
void publicity_typed(struct book *b, struct arena *a, struct record *r,
                     int field);

#endif
