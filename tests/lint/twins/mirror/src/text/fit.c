/* Its header comes too late. */
#include "pbtui/base/err.h" /* BAD */
#include "pbtui/text/fit.h"
