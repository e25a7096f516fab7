/* Printers, through lp and lpstat by posix_spawn: no shell, no library.  The
   document goes in on standard input, its title says nothing about people. */
#ifndef PBTUI_REPORT_PRINTER_H
#define PBTUI_REPORT_PRINTER_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/arena.h"
#include "pbtui/base/err.h"

/* Where the programs are looked for and how they are waited for.  NULL where a
   way is asked for: /usr/bin and /bin, 30 s. */
struct printer_way {
    const char *const *folders; /* NULL-ended; NULL: those two */
    int limit_ms;               /* for all of them together; 0: 30 s */
    /* Asked some times a second; false: the program is stopped, E-LP-013. */
    bool (*go_on)(void *ctx);
    void *ctx;
};

struct printers {
    const char *const *names; /* the usual one first */
    size_t n;
    bool usual; /* names[0] is the default */
};
/* No lp at all: E-LP-001; nobody there who prints: E-LP-004; no queue: n is 0
   and true. */
bool printers_list(struct printers *out, struct arena *a,
                   const struct printer_way *way, struct err *err);

struct print_wish {
    const char *printer; /* must be in the list: E-LP-003; NULL: the default */
    int copies;          /* 1 … 99 */
    bool duplex;
    int width, height; /* of the paper, 1/100 mm; 0: the queue's own */
    const char *pages; /* as typed, see printer_pages; "": all … */
    size_t of;         /* … of so many */
};
struct print_job {
    const char *printer;
    const char *name; /* the job's number for the clerk, «HP-12»; "" */
    const char *note; /* Chinese: the queue is stopped …; "" */
};
/* Whether it can be handed over: copies, pages, such a printer. */
bool printer_check(const struct print_wish *wish, struct arena *a,
                   const struct printer_way *way, struct err *err);
/* Hands a PDF over. */
bool printer_send(const char *pdf_path, const struct print_wish *wish,
                  struct arena *a, const struct printer_way *way,
                  struct print_job *out, struct err *err);

/* Pages as typed, «1-3，5、8-» of 12, → "1-3,5,8-12": in order, each once, as
   lp wants them; nothing typed, or all of them: "".  E-LP-010, E-LP-011. */
bool printer_pages(const char *typed, size_t of, struct arena *a,
                   const char **out, struct err *err);

#endif
