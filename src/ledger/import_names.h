/* People and topics as they stand in one cell: 张三、李四（因公出差）, and
   numbered lines.  Written always in the same way, so that two cells that say
   the same are the same. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_NAMES_H
#define PBTUI_SRC_LEDGER_IMPORT_NAMES_H

#include "pbtui/ledger/field.h"

struct import_name {
    int64_t person;
    const char *note; /* what stood in brackets; "" */
};
struct import_names {
    struct import_name *list;
    size_t n;
    int64_t count; /* only a number was written: so many people; -1 */
};
/* Each is somebody of the books by his whole name; namesakes with their birth
   or number behind it. */
bool import_names_read(struct import_names *out, struct book *b,
                       struct arena *a, const char *text, struct err *err);
/* In the roster's order, namesakes with their birth; "" for nobody. */
const char *import_names_write(struct book *b, struct arena *a,
                               const struct import_names *names);

struct import_items {
    const char **list; /* "" where a number was left out */
    size_t n;
};
/* Lines, or what is apart by ；, or numbered: 1. … 2. … */
struct import_items import_items_read(struct arena *a, const char *text);
const char *import_items_write(struct arena *a, const struct import_items *i);

/* Columns of doors that hold such cells; what is typed comes out as it would be
   written. */
extern const struct field_kind import_field_names; /* or a number */
extern const struct field_kind import_field_items;
extern const struct field_kind import_field_kinds; /* of meetings */

#endif
