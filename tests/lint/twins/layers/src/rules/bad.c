/* A rule that asks the file. */
#include "pbtui/base/err.h"
#include "pbtui/store/db.h" /* BAD */
