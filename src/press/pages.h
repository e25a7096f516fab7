/* Pages in on standard input, a PDF out. */
#ifndef PBTUI_PRESS_PAGES_H
#define PBTUI_PRESS_PAGES_H

/* A WIRE_ status; limits are set already; takes no words. */
int pages_run(const char *const *words);

#endif
