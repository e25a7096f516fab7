/* Values of JSON, appended. */
#ifndef PBTUI_BASE_JSON_H
#define PBTUI_BASE_JSON_H

#include <stdint.h>

#include "pbtui/base/strbuf.h"

/* In quotation marks; control characters as \u00xx, the rest as it is. */
void json_text(struct strbuf *out, const char *s, size_t n);
void json_int(struct strbuf *out, int64_t v);

#endif
