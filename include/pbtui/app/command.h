/* The commands of the command line: one table for running, help, manual and
   completion. */
#ifndef PBTUI_APP_COMMAND_H
#define PBTUI_APP_COMMAND_H

#include "pbtui/app/args.h"
#include "pbtui/base/strbuf.h"

struct job;

struct cli_command {
    const char *name;
    const char *words;                 /* what follows: "BOOK ID" */
    const char *help;                  /* Chinese, a sentence */
    const char *example;               /* a whole line */
    const enum cli_option_id *options; /* OPT_COUNT ends them */
    int min_words;
    int max_words; /* -1: any number */
    /* False: err says why, and its kind is the exit status. */
    bool (*run)(struct job *job, struct err *err);
};

extern const struct cli_command cli_commands[]; /* ends with name NULL */

/* Before the command. */
extern const enum cli_option_id cli_global_options[];

/* E-APP-006 with names that are near. */
const struct cli_command *command_find(const char *name, struct err *err);
/* Help of one command, and of the whole program. */
void command_help(struct strbuf *out, const struct cli_command *c);
void command_overview(struct strbuf *out);

#endif
