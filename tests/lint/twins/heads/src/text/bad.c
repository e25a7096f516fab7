#include "pbtui/text/bad.h" /* BAD: what is this room? */
