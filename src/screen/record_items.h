/* A record's fields as items of a form, and back. */
#ifndef PBTUI_SCREEN_RECORD_ITEMS_H
#define PBTUI_SCREEN_RECORD_ITEMS_H

#include "pbtui/ledger/record.h"
#include "pbtui/tui/formbox.h"

/* Field behind item i; fields that are not typed have no item. */
struct record_items {
    struct form_item *items;
    int *fields;
    const char **filled; /* text that followed from another field; NULL */
    bool *judged; /* its error is a word of the rules on the whole record */
    size_t n;
};

/* `parent` is shown, not typed, when fixed_parent. */
void record_items_make(struct record_items *out, struct arena *a,
                       struct book *b, const struct record *r,
                       bool fixed_parent);
/* Puts the record's values into the items (not touched). */
void record_items_fill(struct record_items *ri, struct arena *a, struct book *b,
                       const struct record *r);
/* Reads what was typed into r; errors stand beside their items.  False when
   there is one. */
bool record_items_read(struct record_items *ri, struct book *b, struct arena *a,
                       struct record *r);
/* The same in silence: what cannot be read stays as it was in r. */
void record_items_peek(const struct record_items *ri, struct book *b,
                       struct arena *a, struct record *r);
/* Still as another field has filled it in. */
bool record_items_follows(const struct record_items *ri, size_t i);
/* The item of a field's column; NULL. */
struct form_item *record_items_find(struct record_items *ri,
                                    const struct ledger *l, const char *column);

#endif
