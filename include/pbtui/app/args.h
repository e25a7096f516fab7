/* Options of the command line: one table for parsing, help, manual and
   completion. */
#ifndef PBTUI_APP_ARGS_H
#define PBTUI_APP_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/err.h"

enum cli_option_id {
    OPT_DB,
    OPT_READONLY,
    OPT_VERSION,
    OPT_HELP,
    OPT_ORG,
    OPT_FOUNDED,
    OPT_COMMITTEE,
    OPT_NO_COMMITTEE,
    OPT_GROUPS,
    OPT_BOOKS,
    OPT_VIEW,
    OPT_FIND,
    OPT_MONTH,
    OPT_QUARTER,
    OPT_YEAR,
    OPT_FROM,
    OPT_TO,
    OPT_AS_OF,
    OPT_BRANCH,
    OPT_SORT,
    OPT_FORMAT,
    OPT_OUTPUT,
    OPT_ENCODING,
    OPT_FORCE,
    OPT_REVEAL,
    OPT_REASON,
    OPT_LIST,
    OPT_ANCHOR,
    OPT_SECOND,
    OPT_KIND,
    OPT_ABSENT,
    OPT_PRINTER,
    OPT_COPIES,
    OPT_DUPLEX,
    OPT_PAGES,
    OPT_AS_ISSUED,
    OPT_EDITION,
    OPT_ALL_DUE,
    OPT_ON,
    OPT_METHOD,
    OPT_BY,
    OPT_PROOF,
    OPT_LARGE,
    OPT_DELAY,
    OPT_REFRESH,
    OPT_POST,
    OPT_CASH,
    OPT_NOTES,
    OPT_CLOSE,
    OPT_BACK,
    OPT_AGAIN,
    OPT_REOPEN,
    OPT_END,
    OPT_AUDIT,
    OPT_ROWS,
    OPT_HALF,
    OPT_ALL_BRANCHES,
    OPT_TEMPLATE,
    OPT_IDS,
    OPT_DRY_RUN,
    OPT_MAP,
    OPT_SHEET,
    OPT_TAKE,
    OPT_SKIP_BAD,
    OPT_BAD,
    OPT_UNDO,
    OPT_DONE,
    OPT_ACCEPT,
    OPT_IGNORE,
    OPT_HEADCOUNT,
    OPT_COUNT
};

struct cli_option {
    const char *name;  /* without -- */
    char letter;       /* 0: none */
    const char *value; /* what it takes, "DATE"; NULL: nothing */
    const char *help;  /* Chinese */
};
extern const struct cli_option cli_options[OPT_COUNT];

struct cli_args {
    const char *value[OPT_COUNT]; /* "" for one that takes nothing; NULL: not
                                     given.  The last one wins. */
    char **words;                 /* what is no option */
    int n_words;
};

/* Options are named as a list that OPT_COUNT ends. */
struct cli_option_set {
    bool has[OPT_COUNT];
};
struct cli_option_set args_set(const enum cli_option_id *options);

/* Options among `allowed`; adds to what is in out.  argv[0] is skipped and
   argv may be put into another order.  first_only: stops at the first word.
   E-APP-00x, always ERR_USAGE. */
bool args_parse(struct cli_args *out, int argc, char **argv,
                const enum cli_option_id *allowed, bool first_only,
                struct err *err);
bool args_given(const struct cli_args *args, enum cli_option_id id);

#endif
