/* The form of a draft file, shared by its writer and its reader. */
#ifndef PBTUI_STORE_DRAFT_READ_H
#define PBTUI_STORE_DRAFT_READ_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/store/draft.h"

#define DRAFT_HEADER      "pbtui-draft 1\n"
#define DRAFT_LIMIT_BYTES ((size_t)4 << 20)
#define DRAFT_FIELDS_MAX  8192
#define DRAFT_SUM_BYTES   16
#define DRAFT_SUM_HEX     (2 * DRAFT_SUM_BYTES)
/* "sum ", the hex, the newline. */
#define DRAFT_SUM_LINE (4 + DRAFT_SUM_HEX + 1)

/* Lower-case letters, digits, _ and -: the names of forms; those of fields may
   have dots between their parts. */
bool draft_name_ok(const char *s, size_t n);
bool draft_field_name_ok(const char *s, size_t n);
void draft_sum(const char *s, size_t n, char hex[DRAFT_SUM_HEX + 1]);
/* False when the text is not exactly what draft_save writes; what has been
   filled in by then is of no use. */
bool draft_read(struct arena *a, const struct strbuf *text, struct draft *d);

#endif
