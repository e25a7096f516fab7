/* Tables that files declare (the small registers), beside those that the
   steps of the schema make: one that is not there yet is made, a column that a
   newer declaration names is added.  Nothing is ever taken away or changed:
   what was written stays readable by whoever still knows the column.

   Their names begin with r_.  Such a table is like any other: audited, undone,
   searched.  Its columns stand between id, ver and voided_on, void_reason. */
#ifndef PBTUI_STORE_GROW_H
#define PBTUI_STORE_GROW_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/err.h"

struct db;

struct grow_column {
    const char *name;
    const char *refers; /* table whose id it holds; NULL: none */
    bool is_int;
    bool not_null; /* only of a table that is new */
    bool searched;
};
struct grow_table {
    const char *name;
    const struct grow_column *columns;
    size_t n_columns;
    const char *first, *second; /* columns of its index */
    /* Columns of a day by which, and of the day when it was done: then what is
       not done has an index of its own.  NULL: no such thing. */
    const char *due, *done;
    const char *declared; /* kept in meta as declared:<name>; NULL: nothing */
    const char *told;     /* kept in meta as due:<name>; NULL: nothing */
};

/* `stamp` stands for the whole of the declarations: is it that of the last
   time? */
bool grow_is_settled(struct db *db, const char *stamp, bool *same,
                     struct err *err);

/* Makes what is missing, in one transaction.  A ledger opened for reading is
   left as it is. */
bool grow_settle(struct db *db, const char *stamp,
                 const struct grow_table *tables, size_t n, struct err *err);
enum grow_state {
    GROW_ABSENT,
    GROW_LACKS, /* columns, which settling will add */
    GROW_THERE,
    GROW_OTHER /* one that it cannot become: a column of another type, or one
                  that may not be empty and is not declared any more */
};
bool grow_look(struct db *db, const struct grow_table *t,
               enum grow_state *state, struct err *err);

#endif
