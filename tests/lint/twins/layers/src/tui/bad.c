/* A drawing room that reads the ledger. */
#include "pbtui/ledger/record.h" /* BAD */
#include "pbtui/text/fit.h"
#include "../text/fit_parts.h" /* BAD */
#include "bad_parts.h"
#include "other_parts.h" /* BAD: not in this folder */
