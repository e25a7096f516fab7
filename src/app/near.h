/* Words that are near to one that is not known. */
#ifndef PBTUI_APP_NEAR_H
#define PBTUI_APP_NEAR_H

#include <stddef.h>

#include "pbtui/base/strbuf.h"

/* Appends "（相近的有 a、b）" or, when none is near, nothing. */
void near_words(struct strbuf *out, const char *word, const char *const *known,
                size_t n);

#endif
