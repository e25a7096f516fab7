/* SQLite behind the back of the store. */
#include <sqlite3.h> /* BAD */
#include <sodium.h> /* BAD */
