/* A public header that reaches up. */
#include "pbtui/ledger/query.h"
#include "pbtui/screen/roster.h" /* BAD */
