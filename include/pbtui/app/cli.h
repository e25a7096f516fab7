/* The command line of cli.md: a table of commands with their options, each a
   function that returns the exit status. */
#ifndef PBTUI_APP_CLI_H
#define PBTUI_APP_CLI_H

/* main's work; returns the exit status. */
int cli_main(int argc, char **argv);

#endif
