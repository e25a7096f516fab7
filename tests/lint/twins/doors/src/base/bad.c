/* Test code in the program. */
#include <cmocka.h> /* BAD */
