/* How many terminal columns a character takes: the only place that knows.
   The same table is exported as wcwidth(), so that ncurses agrees with it. */
#ifndef PBTUI_TEXT_WIDTH_H
#define PBTUI_TEXT_WIDTH_H

#include <stddef.h>
#include <stdint.h>

enum width_ambiguous { WIDTH_NARROW = 1, WIDTH_WIDE = 2 };

void width_set_ambiguous(enum width_ambiguous how); /* default narrow */
enum width_ambiguous width_ambiguous(void);

/* 0 for combining marks, format characters and controls (which text_out never
   lets through), 2 for East Asian wide and full-width, all of planes 2 and 3
   even if unassigned, emoji; private use 2 when ambiguous is wide; else 1. */
int width_cp_cols(uint32_t cp);
int width_cols(const char *s);
int width_n_cols(const char *s, size_t n_bytes);
/* The same for what is no terminal: on paper ambiguous is wide, always. */
int width_n_cols_as(const char *s, size_t n_bytes, enum width_ambiguous how);

#endif
