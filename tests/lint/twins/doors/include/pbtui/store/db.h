/* A contract that drags a library along. */
#include <sqlite3.h> /* BAD */
