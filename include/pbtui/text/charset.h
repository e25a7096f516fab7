/* Texts for programs that do not know UTF-8. */
#ifndef PBTUI_TEXT_CHARSET_H
#define PBTUI_TEXT_CHARSET_H

#include <stdbool.h>

#include "pbtui/base/err.h"
#include "pbtui/base/strbuf.h"

/* Appends UTF-8 as GB18030, which has every character; E-TEXT-2x when the
   system cannot, or when it is no UTF-8. */
bool charset_gb18030(struct strbuf *out, const char *s, size_t n_bytes,
                     struct err *err);

#endif
