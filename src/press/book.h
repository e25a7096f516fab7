/* A workbook's rows in on standard input, an xlsx out. */
#ifndef PBTUI_PRESS_BOOK_H
#define PBTUI_PRESS_BOOK_H

/* Temporary files, one a sheet, besides what every job needs. */
enum { BOOK_FILES = 960 };

/* A WIRE_ or WORKBOOK_WIRE_ status; limits are set already; takes no words. */
int book_run(const char *const *words);

#endif
