/* What the commands do; the table that names them is command.c. */
#ifndef PBTUI_APP_CMDS_H
#define PBTUI_APP_CMDS_H

#include <stdbool.h>

#include "pbtui/base/err.h"

struct job;

bool cmd_init(struct job *job, struct err *err);
bool cmd_demo(struct job *job, struct err *err);
bool cmd_list(struct job *job, struct err *err);
bool cmd_show(struct job *job, struct err *err);
bool cmd_add(struct job *job, struct err *err);
bool cmd_set(struct job *job, struct err *err);
bool cmd_void(struct job *job, struct err *err);
bool cmd_undo(struct job *job, struct err *err);
bool cmd_redo(struct job *job, struct err *err);
bool cmd_check(struct job *job, struct err *err);
bool cmd_backup(struct job *job, struct err *err);
bool cmd_keys(struct job *job, struct err *err);
bool cmd_config(struct job *job, struct err *err);
bool cmd_help(struct job *job, struct err *err);

#endif
