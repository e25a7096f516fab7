/* A print service of the test's own: a real cupsd on a socket in a folder of
   its own, with one queue, «PDF», that passes PDFs through pdftopdf (pages,
   copies) into a file.  The program finds it by ~/.cups/client.conf. */
#ifndef PBTUI_TESTS_CLI_CUPSD_H
#define PBTUI_TESTS_CLI_CUPSD_H

#include <stdbool.h>

/* Where cupsd is not installed the case is skipped, with its reason. */
void cupsd_need(void);
/* Runs until the end of the test program, or cupsd_stop; started again, it
   knows its queue. */
void cupsd_start(void);
void cupsd_stop(void);
/* What the queue has printed: a PDF.  Waits for it, then takes it away. */
const char *cupsd_printed(void);
/* Nothing has come out, and no job is in the queue. */
bool cupsd_is_idle(void);
/* lpadmin and its like: a command line of CUPS. */
void cupsd_admin(const char *command);
/* What it has noted of its jobs: printer|number|title|… */
const char *cupsd_log(void);

#endif
