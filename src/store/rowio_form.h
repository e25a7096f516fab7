/* A list of columns that rows of one table are written with: the names, the
   parameters, the texts of the statements, and where a row that is read has
   them.  Made once a change for all rows that are written alike. */
#ifndef PBTUI_STORE_ROWIO_FORM_H
#define PBTUI_STORE_ROWIO_FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "image.h"
#include "pbtui/base/arena.h"
#include "pbtui/store/stmt.h"

enum writing { WRITE_INSERT, WRITE_UPDATE, WRITE_DELETE, WRITINGS };

struct rowio_form {
    struct rowio_form *next;
    size_t n;
    const char **columns;
    const char **params;            /* ":name"; NULL: given by itself */
    const struct image_value **now; /* where a row that is read has it */
    struct sql sql[WRITINGS];       /* made when first asked for */
};

/* The columns of `cells`; `row` is what every row is read into. */
struct rowio_form *rowio_form_new(struct arena *a, const struct image *cells,
                                  const struct image *row);
void rowio_form_clear(struct rowio_form *f);
/* These columns, in this order. */
bool rowio_form_fits(const struct rowio_form *f, const struct image *cells);

/* With the parameters :id and :ver, which stand first in an insert and last in
   the others, and those of the form between. */
const struct sql *rowio_form_sql(struct rowio_form *f, const char *table,
                                 enum writing how);

#endif
