/* Making text fit columns: cut, pad, align, wrap.  No half characters: a wide
   character that would stand across the edge is left out and padded. */
#ifndef PBTUI_TEXT_FIT_H
#define PBTUI_TEXT_FIT_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/width.h"

enum fit_align { FIT_LEFT, FIT_RIGHT, FIT_CENTRE };

/* Bytes of the longest prefix of whole clusters that takes <= cols. */
size_t fit_prefix_bytes(const char *s, size_t n_bytes, int cols);
/* The same for what is no terminal (paper): see width_n_cols_as. */
size_t fit_prefix_bytes_as(const char *s, size_t n_bytes, int cols,
                           enum width_ambiguous how);

/* Appends s in exactly `cols` columns; when too long it is cut and ends in …
   (where … is wide and an odd number of columns is left, in as many dots).
   s must have passed text_out: a control has no columns. */
void fit_text(struct strbuf *out, const char *s, int cols,
              enum fit_align align);
/* The same, but a number is never cut: it becomes ### like in a sheet. */
void fit_number(struct strbuf *out, const char *s, int cols);

/* Wrapping, one line at a time.  Breaks at spaces and between ideographs;
   ，。、；：？！）」』》】”’…％ and their like never begin a line,
   （「『《【“‘ never end one; a Latin word or a number with its unit stays
   whole unless longer than the line; \n ends a line. */
struct fit_line {
    size_t at_bytes;   /* where the line starts */
    size_t n_bytes;    /* what it shows: no trailing space, no \n */
    size_t next_bytes; /* where the next one starts */
    int cols;
    bool hard; /* ended by \n or the end of the text */
};
/* False when at_bytes is past the end.  An empty text has one empty line; a
   text that ends in \n has an empty last line (at_bytes == n_bytes, once; its
   next_bytes is n_bytes + 1).  A line never shows more than `cols`, but for a
   single cluster that is wider than that: something is always taken. */
bool fit_wrap_line(const char *s, size_t n_bytes, size_t at_bytes, int cols,
                   struct fit_line *line);
/* The same for what is no terminal (paper): see width_n_cols_as. */
bool fit_wrap_line_as(const char *s, size_t n_bytes, size_t at_bytes, int cols,
                      enum width_ambiguous how, struct fit_line *line);

#endif
