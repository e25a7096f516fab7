/* The parts of report/press: what is written to the press, and the running of
   it. */
#ifndef PBTUI_REPORT_PRESS_PARTS_H
#define PBTUI_REPORT_PRESS_PARTS_H

#include <stdint.h>

#include "child.h"
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

struct press_job {
    const char *name;          /* of src/press/main.c */
    const char *const *words;  /* further arguments, NULL-ended; NULL: none */
    int in_fd;                 /* its standard input; -1: the socket c->in */
    const char *cannot, *done; /* 不能生成 PDF, 没有生成 PDF */
    const char *instead;       /* a sentence about what still works, or "" */
};
bool press_spawn(struct child *c, const struct press_job *job, struct err *err);
/* So many seconds after a time of clock_monotonic_ms; sooner when a test says
   so. */
int64_t press_deadline(int64_t from_ms, int64_t seconds);
/* Ends it: at once when its work is `over`, otherwise after a moment in which
   it may do so itself, as it should when both its outputs are closed.  *late
   becomes true when it did not, or was ended by a limit of its own.  Its status
   as waitpid tells it, -1 when that is unknown. */
int press_end(struct child *c, bool over, int64_t deadline_ms, bool *late);
/* Kills it unless it has ended by itself until `deadline_ms`, then tells so;
   what it has started is killed either way.  Its status as waitpid tells it, -1
   when that is unknown. */
int press_reap(struct child *c, int64_t deadline_ms, bool *killed);

/* ---- press_draft.c ------------------------------------------------------- */

struct press_draft {
    bool standard;    /* output */
    int memory;       /* its draft */
    const char *what; /* PDF */
    struct file_draft file;
};
/* Begun, it is dropped in the end; kept before, when all is well. */
bool press_draft_begin(struct press_draft *d, const char *path,
                       enum file_flags flags, const char *what,
                       struct err *err);
bool press_draft_add(void *draft, const char *bytes, size_t n, struct err *err);
bool press_draft_keep(struct press_draft *d, struct err *err);
void press_draft_drop(struct press_draft *d);

/* ---- press_news.c -------------------------------------------------------- */

struct press_news {
    struct strbuf line;
    bool skipping; /* the rest of a line that is too long */
};
/* A line for us: its word, and what stands behind it. */
typedef void press_word(void *to, const char *what, char *rest);
void press_news_init(struct press_news *n);
void press_news_clear(struct press_news *n);
/* Reads once; *fd is closed at its end. */
void press_news_take(struct press_news *n, int *fd, press_word *word, void *to);
/* As people may see it. */
const char *press_shown(struct arena *a, const char *s);
void press_close(int *fd);

/* ---- press_talk.c -------------------------------------------------------- */

/* What became of it. */
struct press_talk {
    size_t pages; /* as it said itself */
    const char *fonts[FACE_COUNT];
    const char **notes;
    size_t n_notes;
    const char *no; /* why not, NULL when it did not say */
    bool late;      /* killed by a limit, ours or its own */
    bool stopped;   /* killed because the watch said so */
    bool not_a_pdf; /* killed because what came is none */
    bool whole;     /* a PDF from beginning to end, with all pages */
    int status;     /* as waitpid tells it */
};

/* Where the PDF goes; false ends the talk. */
typedef bool press_sink(void *to, const char *bytes, size_t n, struct err *err);

/* Writes all pages, takes everything that comes back.  `watch` may be NULL.
   False only when the sink has failed; everything else stands in `out`. */
bool press_talk(struct child *c, const struct document *doc,
                const struct press_fonts *fonts,
                const struct press_watch *watch, press_sink *sink, void *to,
                struct arena *a, struct press_talk *out, struct err *err);

#endif
