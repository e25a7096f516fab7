/* Nobody can call what is in here. */
#include "pbtui/base/err.h" /* BAD */
