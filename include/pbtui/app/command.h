/* The commands of the command line: one table for running, help, manual and
   completion. */
#ifndef PBTUI_APP_COMMAND_H
#define PBTUI_APP_COMMAND_H

#include "pbtui/app/args.h"
#include "pbtui/base/strbuf.h"

struct job;

struct cli_command {
    const char *name;
    const char *words;   /* what follows: "BOOK ID" */
    const char *help;    /* Chinese, a sentence */
    const char *example; /* a whole line */
    uint64_t options;
    int min_words;
    int max_words; /* -1: any number */
    /* False: err says why, and its kind is the exit status. */
    bool (*run)(struct job *job, struct err *err);
};

extern const struct cli_command cli_commands[]; /* ends with name NULL */

/* Before the command. */
#define CLI_GLOBAL_OPTIONS (OPT(DB) | OPT(READONLY) | OPT(VERSION) | OPT(HELP))
/* Every command knows these as well. */
#define CLI_COMMON_OPTIONS (OPT(DB) | OPT(READONLY) | OPT(HELP))

/* E-APP-006 with names that are near. */
const struct cli_command *command_find(const char *name, struct err *err);
/* Help of one command, and of the whole program. */
void command_help(struct strbuf *out, const struct cli_command *c);
void command_overview(struct strbuf *out);

#endif
