/* What the one-line and the long editor share: where words end, what a paste
   becomes, and keeping a text clean round the place of a change. */
#ifndef PBTUI_TUI_EDIT_TEXT_H
#define PBTUI_TUI_EDIT_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/tui/key.h"

/* Next and previous place to stop at: behind a run of letters and digits, or of
   ideographs, and the blanks or punctuation after it. */
size_t edit_word_next(const char *s, size_t n_bytes, size_t at);
size_t edit_word_prev(const char *s, size_t n_bytes, size_t at);

/* `at`, or the end of the cluster that it lies inside of. */
size_t edit_snap(const char *s, size_t n_bytes, size_t at);

/* The two clusters before `at` and the two behind it: what a change there can
   have made unclean. */
void edit_near(const struct strbuf *text, size_t at, size_t *from, size_t *to);
/* What a change leaves behind may not stay: a joiner whose emoji is gone, a
   selector behind a letter.  Cleans what is near `at`, returns `at` moved along
   and snapped. */
size_t edit_settle(struct strbuf *text, size_t at);

/* Bytes of the first n_chars code points. */
size_t edit_chars_bytes(const char *s, size_t n_bytes, size_t n_chars);

/* The character of a K_CHAR as it may be typed into such a text, folded where
   the kind says so; 0: it may not. */
size_t edit_typed(const struct key *k, enum text_kind kind, char out[4]);

/* A paste, cleaned.  In a line every run of newlines between two texts becomes
   one ；. */
void edit_pasted(struct strbuf *out, const char *s, size_t n_bytes,
                 enum text_kind kind);

#endif
