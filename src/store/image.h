/* A row as the audit holds it: every column in table order, as JSON made by
   our own encoder, so that two images of one row are equal byte for byte,
   whatever SQLite's own JSON functions will do in later years. */
#ifndef PBTUI_STORE_IMAGE_H
#define PBTUI_STORE_IMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/store/stmt.h"

/* IMAGE_OTHER is a blob or a real: never written by us, found only in a row
   that somebody else has changed.  Its bytes are kept as hex. */
enum image_kind { IMAGE_NULL, IMAGE_INT, IMAGE_TEXT, IMAGE_OTHER };

struct image_value {
    enum image_kind kind;
    int64_t i;
    const char *s;
    size_t n;
};

struct image_column {
    const char *name;
    struct image_value value;
    /* For many rows of one shape: `,"name":` as it is encoded; else NULL. */
    const char *key;
    size_t n_key;
};

struct image {
    struct image_column *cols;
    size_t n;
};

/* For many rows of one statement: the columns once, then the values of each
   row, lent until the next step. */
void image_shape(struct image *out, struct arena *a, struct stmt *st);
void image_lend(struct image *im, struct stmt *st);
/* The current row of a statement, copied. */
void image_from_row(struct image *out, struct arena *a, struct stmt *st);
/* One row of a table; *found says whether it is there. */
bool image_read(struct image *out, struct arena *a, struct db *db,
                const char *table, int64_t id, bool *found, struct err *err);

void image_encode(struct strbuf *out, const struct image *im);
/* False when the text was not made by image_encode. */
bool image_parse(struct image *out, struct arena *a, const char *json,
                 size_t n);

/* NULL when there is no such column. */
const struct image_value *image_find(const struct image *im,
                                     const char *column);
bool image_value_same(const struct image_value *x, const struct image_value *y);
/* The column `ver`, or 0. */
int64_t image_ver(const struct image *im);

#endif
