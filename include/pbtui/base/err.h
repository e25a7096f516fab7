/* Errors: one Chinese sentence for the clerk, a code for the manual and the
   tests, a detail for the log.

   The lowest layer says what happened (err_set), callers say what was being
   done (err_doing).  The kind is the exit status of the command line. */
#ifndef PBTUI_BASE_ERR_H
#define PBTUI_BASE_ERR_H

#include <stdbool.h>

enum err_kind {
    ERR_NONE = 0,
    ERR_RULE = 1,  /* refused by a rule or by the data */
    ERR_USAGE = 2, /* wrong words, wrong environment */
    ERR_IO = 3     /* file, disk, printer: could not be done */
};

struct err {
    enum err_kind kind;
    char code[16];    /* "E-DUES-014" */
    char text[640];   /* Chinese, says what to do */
    char detail[320]; /* English or SQLite's words, for the log only */
};

#define ERR_INIT                                                               \
    {                                                                          \
        ERR_NONE, "", "", ""                                                   \
    }

/* All three return false, so that a failing function can end with
   `return err_set(...)`.  A NULL err is allowed and ignored. */
bool err_set(struct err *e, enum err_kind kind, const char *code,
             const char *fmt, ...) __attribute__((format(printf, 4, 5)));
bool err_doing(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
bool err_detail(struct err *e, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

void err_clear(struct err *e);
bool err_is(const struct err *e, const char *code);

/* Ends the program: no memory, or a state that cannot be.  Runs the hook
   (the terminal's restore) first, then writes one line to stderr. */
void die(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
void die_set_hook(void (*hook)(void));

#endif
