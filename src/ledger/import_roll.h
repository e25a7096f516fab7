/* The roll of a meeting as five columns of names. */
#ifndef PBTUI_SRC_LEDGER_IMPORT_ROLL_H
#define PBTUI_SRC_LEDGER_IMPORT_ROLL_H

#include "pbtui/ledger/meeting.h"

enum {
    ROLL_DUE,
    ROLL_PRESENT,
    ROLL_ONLINE,
    ROLL_LEAVE,
    ROLL_ABSENT,
    ROLL_COLUMNS
};

/* Marks the roll by what the columns say; VALUE_NULL: says nothing. */
bool import_roll_put(struct meeting *m, const struct value *columns,
                     struct err *err);
/* What a column would say of the meeting; where the file gave only a number,
   a number. */
const char *import_roll_text(struct meeting *m, size_t column,
                             const struct value *given);

#endif
