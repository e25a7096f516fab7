/* The parts of report/press: what is written to the press, and the running of
   it. */
#ifndef PBTUI_REPORT_PRESS_PARTS_H
#define PBTUI_REPORT_PRESS_PARTS_H

#include <stdint.h>
#include <sys/types.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/report/press.h"

/* ---- press_wire.c -------------------------------------------------------- */

void press_wire_head(struct strbuf *out, const struct document *doc,
                     const struct press_fonts *fonts);
/* `number` counts from 1 and says which side the binding edge is on. */
void press_wire_page(struct strbuf *out, const struct page *page,
                     size_t number);
void press_wire_end(struct strbuf *out);

/* ---- press_spawn.c ------------------------------------------------------- */

/* The press as a process, and our ends of its three files. */
struct press_process {
    pid_t pid;
    int in, out,
        err; /* -1: closed; `in` is a socket, which raises no SIGPIPE */
    const struct press_watch *watch; /* may be NULL */
};

bool press_spawn(struct press_process *p, struct err *err);
/* Kills it unless it has ended by itself until `deadline_ms`; its status as
   waitpid tells it, -1 when that is unknown. */
int press_reap(struct press_process *p, int64_t deadline_ms);

/* ---- press_talk.c -------------------------------------------------------- */

/* What became of it. */
struct press_talk {
    size_t pages; /* as it said itself */
    const char *fonts[FACE_COUNT];
    const char **notes;
    size_t n_notes;
    const char *no; /* why not, NULL when it did not say */
    bool late;      /* killed by our limit */
    bool stopped;   /* killed because the watch said so */
    bool strange;   /* killed because what came is no PDF */
    bool whole;     /* a PDF from beginning to end, with all pages */
    int status;     /* as waitpid tells it */
};

/* Where the PDF goes; false ends the talk. */
typedef bool press_sink(void *to, const char *bytes, size_t n, struct err *err);

/* Writes all pages, takes everything that comes back.  False only when the
   sink has failed; everything else stands in `out`. */
bool press_talk(struct press_process *p, const struct document *doc,
                const struct press_fonts *fonts, press_sink *sink, void *to,
                struct arena *a, struct press_talk *out, struct err *err);

#endif
