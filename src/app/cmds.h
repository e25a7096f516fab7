/* What the commands do; the table that names them is command.c. */
#ifndef PBTUI_APP_CMDS_H
#define PBTUI_APP_CMDS_H

#include <stdbool.h>

#include "pbtui/base/err.h"

struct job;
struct record;

bool cmd_init(struct job *job, struct err *err);
bool cmd_demo(struct job *job, struct err *err);
bool cmd_list(struct job *job, struct err *err);
bool cmd_export(struct job *job, struct err *err);
bool cmd_show(struct job *job, struct err *err);
bool cmd_find(struct job *job, struct err *err);
bool cmd_add(struct job *job, struct err *err);
bool cmd_set(struct job *job, struct err *err);
bool cmd_void(struct job *job, struct err *err);
bool cmd_roll(struct job *job, struct err *err);
bool cmd_collect(struct job *job, struct err *err);
bool cmd_step(struct job *job, struct err *err);
bool cmd_undo(struct job *job, struct err *err);
bool cmd_redo(struct job *job, struct err *err);
bool cmd_seal(struct job *job, struct err *err);
bool cmd_unseal(struct job *job, struct err *err);
bool cmd_duties(struct job *job, struct err *err);
bool cmd_rates(struct job *job, struct err *err);
bool cmd_import(struct job *job, struct err *err);
bool cmd_figures(struct job *job, struct err *err);
bool cmd_inspect(struct job *job, struct err *err);
bool cmd_report(struct job *job, struct err *err);
bool cmd_print(struct job *job, struct err *err);
bool cmd_compare(struct job *job, struct err *err);
bool cmd_upload(struct job *job, struct err *err);
bool cmd_check(struct job *job, struct err *err);
bool cmd_backup(struct job *job, struct err *err);
bool cmd_keys(struct job *job, struct err *err);
bool cmd_config(struct job *job, struct err *err);
bool cmd_help(struct job *job, struct err *err);

/* NAME=VALUE into a record; E-APP-06x. */
struct book;
struct arena;
bool cmd_type_word(struct book *b, struct arena *a, struct record *r,
                   const char *word, struct err *err);

/* BOOK as the first word, with --view, the period, --sort and --find. */
struct query;
bool cmd_read_query(struct job *job, struct query *q, bool to_write,
                    struct err *err);
/* --kind, of an open ledger. */
bool cmd_read_kind(struct job *job, struct query *q, struct err *err);
/* --reveal with its --reason; NULL stays where it is not given. */
bool cmd_read_reveal(struct job *job, const char **reveal, struct err *err);

/* --all-branches and --branch exclude each other; E-APP-141. */
bool cmd_read_branches(const struct job *job, struct err *err);

/* --month, --quarter, --half, --year, --from and --to, as one span of days;
   open ends are DATE_NONE.  E-APP-05x. */
struct cli_args;
struct span;
bool cmd_read_times(const struct cli_args *args, struct span *span,
                    struct err *err);
/* Open ends: from the first day of the year to its last. */
void cmd_close_times(const struct book *b, struct span *span);
/* False: all of it is still to come. */
bool cmd_times_begun(const struct book *b, const struct span *span,
                     struct err *err);

#endif
