/* Files of tables, and what the real press reads in them, as text. */
#ifndef PBTUI_TESTS_PRESS_CELLS_GROUND_H
#define PBTUI_TESTS_PRESS_CELLS_GROUND_H

#include "pbtui/report/cells.h"

/* Writes rig_file(name) and reads it; owned by the caller.  The head, then a
   line for each note, merge and row:

       csv GB18030 ,
       xlsx 名册
       note 另有 1 个工作表没有读：…
       merge 1-1 0-5
       3h T张三|D2026-03-05|-|n12
       E-CELLS-130 第 3 行有一个引号…

   a cell being the letter of its kind, a small one of a formula, and its text,
   with newline and tab as \n and \t, or - when empty. */
char *cells_of(const char *name, const char *bytes, size_t n);
/* The same of a file that is there, with what is wished of it. */
char *cells_of_file(const struct cells_wish *wish);
/* Fails with both when it is not what is expected; `s` is freed. */
void cells_expect(char *s, const char *expected);
/* The same of its last line, which must begin so. */
void cells_expect_end(char *s, const char *expected);
/* `text` in another encoding, by iconv's name; owned by the caller. */
char *cells_encoded(const char *text, const char *encoding, size_t *n);

#endif
