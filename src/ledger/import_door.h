/* How a book takes the rows of a file.

   A book that is a plain row needs nothing: its own fields are the columns,
   record_check the rules, ledger_apply the way in.  A book whose rows are more
   than that (a meeting with who came, an assessment with its items, the steps
   of a file) names a door here, which says what further columns there are,
   which record a row is, and how it is saved.

   For each row the engine types every cell by the kind of its field (mending
   and refusing as for all books), asks `find` which record it is, works out
   what is new, the same, filled in or different, asks `check`, and calls `save`
   when something is to be written.  A door never sees text of the file. */
#ifndef PBTUI_LEDGER_IMPORT_DOOR_H
#define PBTUI_LEDGER_IMPORT_DOOR_H

#include "pbtui/ledger/record.h"

/* A row that is understood.  `arena` is forgotten with the row. */
struct import_item {
    struct book *book;
    struct arena *arena;
    size_t row;               /* in the file */
    struct record *record;    /* as it would be saved */
    const struct record *old; /* NULL: a new one */
    /* One for each of the door's own columns: what is to be written, else
       VALUE_NULL (not in the file, the same as here, or not taken). */
    const struct value *extras;
    /* The same as the file has them, whatever is here. */
    const struct value *given;
    /* One for each field of the ledger: does the file say it?  What it does not
       say is as in the book, or as a new record begins. */
    const bool *says;
    const char *reason; /* what the clerk gave, or NULL */
    /* What a door keeps of the row from one of its calls to the next: in the
       row's arena; NULL at first. */
    void **kept;
};

struct import_door {
    const char *book; /* name of the ledger */
    /* Columns beyond the ledger's own fields: label is the head, column what
       `take`, synonyms and maps call it, kind how a cell is typed.  Flags that
       mean something here: FIELD_REQUIRED, FIELD_NEW_ONLY, FIELD_NAME. */
    const struct field *extras;
    size_t n_extras;
    /* The same where they depend on the ledger file; NULL: as above. */
    bool (*more)(struct book *b, struct arena *a, const struct field **extras,
                 size_t *n, struct err *err);
    /* Fields of the ledger that no file may give; ends with NULL. */
    const char *const *leaves;
    /* Fields by which the book tells its records apart, when those that are
       required, people and the day are not right; ends with NULL. */
    const char *const *key;
    /* Which record the row is, instead of what `key` says; *id 0: a new one. */
    bool (*find)(const struct import_item *item, int64_t *id, struct err *err);
    /* What the record `old` has for a column of the door, to compare with;
       NULL: nothing, every value given is written. */
    bool (*here)(const struct import_item *item, size_t extra,
                 struct value *out, struct err *err);
    /* Rules beside record_check (`instead` of it, where saving asks others). */
    void (*check)(const struct import_item *item, struct issues *is);
    bool checks_instead;
    /* Writes it; under the write lock, as a part of the one change of the
       import: ledger_apply, ledger_apply_parts and the books' own doors may be
       called as ever.  NULL: ledger_apply. */
    bool (*save)(struct import_item *item, struct err *err);
    /* How its rows leave, an SQL literal over t, where the book is sorted as
       they were typed in: another ledger gets them in another order. */
    const char *order;
    /* Rows stand on the rows above them (the steps of one file): a look writes,
       too, and takes all of it back. */
    bool in_order;
    /* What a form would fill in after a field was typed stays empty: a file
       tells what was, not what is usual. */
    bool untyped;
};

/* NULL: the book needs none, or takes no imports (import_refusal). */
const struct import_door *import_door_of(const struct ledger *l);

#endif
