/* Private to the printers: one program run to its end. */
#ifndef PBTUI_REPORT_PRINTER_PARTS_H
#define PBTUI_REPORT_PRINTER_PARTS_H

#include <stdint.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/report/printer.h"

enum run_end {
    RUN_DONE,    /* of its own; look at the status */
    RUN_MISSING, /* in none of the folders */
    RUN_FAILED,  /* could not be started: said->why */
    RUN_LATE,
    RUN_STOPPED /* go_on said so */
};
struct run_said {
    int status;                /* as waitpid gives it */
    int why;                   /* errno */
    struct strbuf out, errors; /* the beginning of both */
};
void run_said_init(struct run_said *said);
void run_said_clear(struct run_said *said);

/* Of its words: a line's worth, no character cut. */
int run_said_bytes(const char *words);

/* The programs that are run for one wish: they have one limit together. */
struct errand {
    const struct printer_way *way; /* may be NULL */
    int64_t until;
};
struct errand errand_begin(const struct printer_way *way);

/* argv[0] is the program's name, looked for in the way's folders only.  What
   it says beyond the first SAID_MAX bytes is read and dropped. */
enum run_end program_run(char *const argv[], int in_fd, const struct errand *e,
                         struct run_said *said);
/* With nothing on its standard input. */
enum run_end program_ask(char *const argv[], const struct errand *e,
                         struct run_said *said);
/* How it ended, as an error; true: by itself, whatever its status. */
bool program_ended(enum run_end end, const char *program,
                   const struct run_said *said, struct err *err);
/* The queue of that name, NULL: the usual one. */
bool printer_find(const char **out, struct arena *a, const char *wanted,
                  const struct errand *e, struct err *err);

#endif
