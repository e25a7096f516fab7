/* The screens' commands: one table, see tui/keymap. */
#ifndef PBTUI_SCREEN_COMMANDS_H
#define PBTUI_SCREEN_COMMANDS_H

#include "pbtui/tui/keymap.h"

enum {
    CTX_BOOK = CTX_SCREEN,        /* a list of records */
    CTX_RECORD = CTX_SCREEN << 1, /* a record's form */
    CTX_CONFLICT = CTX_SCREEN << 2,
    CTX_FIRST = CTX_SCREEN << 3, /* first start */
    CTX_TABLE = CTX_SCREEN << 4, /* a printed table on the screen */
    CTX_OWNER = CTX_SCREEN << 5  /* a record that others belong to */
};

enum screen_command {
    CMD_OPEN_RECORD = CMD_SCREEN,
    CMD_NEW,
    CMD_NEW_LATER, /* asked for while a form is open */
    CMD_FILTER,
    CMD_PRINT,
    CMD_KEEP_TABLE,
    CMD_VOID,
    CMD_RELATED,
    CMD_UNDO,
    CMD_REDO,
    CMD_UNDO_LIST,
    CMD_QUIT,
    CMD_REVEAL,
    CMD_HISTORY,
    CMD_EXPORT,
    CMD_AS_OF,
    CMD_VIEW_NEXT,
    CMD_VIEW_PREVIOUS,
    CMD_BRANCH,
    CMD_DRAFTS,
    CMD_CHECK,
    CMD_BACKUP,
    CMD_ABOUT,
    CMD_SAMPLE
};

extern const struct command screen_commands[];

#endif
