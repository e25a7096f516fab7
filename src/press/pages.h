/* Pages in on standard input, a PDF out. */
#ifndef PBTUI_PRESS_PAGES_H
#define PBTUI_PRESS_PAGES_H

/* A WIRE_ status; limits are set already. */
int pages_run(void);

#endif
