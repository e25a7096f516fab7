/* The one door for writing records: checks → change → audit → commit.
   Nothing else in the program calls change_apply. */
#ifndef PBTUI_LEDGER_APPLY_H
#define PBTUI_LEDGER_APPLY_H

#include "pbtui/ledger/record.h"

/* Saves r; old is the record as read, NULL for a new one.  A blocking issue
   is E-SAVE-010 with the first one's text; warnings do not stop (the caller
   has asked).  On success r->id and r->ver are as in the file. */
bool ledger_apply(struct book *b, struct arena *a, struct record *r,
                  const struct record *old, const char *reason,
                  struct err *err);
/* Several records saved as one change: whole, undone together. */
struct apply_ref { /* this field gets the id of that part, new in the change */
    int field;
    size_t part;
};
struct apply_part {
    struct record *r;
    const struct record *old; /* NULL: new */
    int under; /* the part whose new id goes into r's parent field; -1: it is
                  known already */
    struct apply_ref ref;    /* a second one; field -1: none */
    const char *void_reason; /* not NULL: r is taken out of the books */
    /* When anything of the change is written this one is, too, as it is:
       whoever else has it open meets the conflict. */
    bool touch;
    /* The change gives something away that does not come back (a number): it
       may not be undone. */
    bool final;
    /* Its values follow from the other parts: rules about typing it by hand are
       not asked. */
    bool follows;
};
#define APPLY_ALONE .under = -1, .ref = {-1, 0}

/* What has not changed is not written; nothing changed at all is no error.
   Every part is checked by its ledger's own rules, except parts of a record
   that is saved through a door of its own (ledger.save): whoever puts those
   together has checked the whole. */
bool ledger_apply_parts(struct book *b, struct arena *a,
                        struct apply_part *parts, size_t n, const char *label,
                        const char *reason, struct err *err);

/* What is taken out of the books says why, in that many characters that can be
   seen; so does whoever opens a sealed month or shows whole numbers. */
#define APPLY_REASON_CHARS 4
bool apply_reason_is_short(const char *reason);

/* Takes a record out of the books with a reason that is not too short;
   it stays readable.  E-SAVE-02x when others stand on it.  Of a book whose
   records are posted it is reversed (ledger.reverse). */
bool ledger_void(struct book *b, struct arena *a, const struct ledger *l,
                 int64_t id, const char *reason, struct err *err);

#endif
