/* The built program, run as a shell would run it, in a home of its own. */
#ifndef PBTUI_TESTS_CLI_PROGRAM_H
#define PBTUI_TESTS_CLI_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>

enum { ARGS_MAX = 16 };

struct program {
    const char *args[ARGS_MAX]; /* ends with NULL */
    const char *db;             /* PBTUI_DB; NULL: unset */
    const char *today;          /* NULL: 2026-11-20 */
    const char *config;         /* a folder under $HOME; NULL: config */
    const char *input;          /* standard input is this file; NULL: empty */
    const char *to;             /* standard output goes there; NULL: kept */
    unsigned closed;            /* bit 0, 1, 2: that file is closed */
    bool gone_reader;           /* standard output is a pipe nobody reads */
    unsigned kill_ms;           /* killed after so long; 0: left to end */
};

struct said {
    int status; /* exit status, 128 + n for signal n */
    char *out;
    size_t out_bytes;
    char *err;
};

struct said program_run(const struct program *p);
void said_clear(struct said *s);

/* A file of that name in the home of the tests; lent until the
   sixteenth after it. */
const char *program_file(const char *name);
/* The sample ledger, written once. */
const char *program_sample(void);
/* A new ledger with one branch, under that name. */
const char *program_ledger(const char *name);

#endif
