/* The program's diary: a ring of the last lines in memory, and a file when
   one is open.  Never holds personal data; never writes to the terminal. */
#ifndef PBTUI_BASE_LOG_H
#define PBTUI_BASE_LOG_H

#include "pbtui/base/strbuf.h"

void log_open(const char *path); /* appended, 0600; failure is silent */
void log_close(void);
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_recent(struct strbuf *out); /* the ring, oldest first */

#endif
