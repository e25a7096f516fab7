/* A part of fit: allowed. */
#include "pbtui/base/err.h"
#include "pbtui/text/fit.h"
