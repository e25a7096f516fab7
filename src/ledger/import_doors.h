/* The doors of books whose rows are more than plain rows, a room each. */
#ifndef PBTUI_LEDGER_IMPORT_DOORS_H
#define PBTUI_LEDGER_IMPORT_DOORS_H

#include "import_door.h"

extern const struct import_door import_door_placement;

#endif
