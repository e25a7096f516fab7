/* A total that SQLite works out in floating point. */
#include <tgmath.h> /* BAD */
const char *average = "select avg(fen) from due"; /* BAD */
const char *cast = "select cast(fen as real) from due"; /* BAD */
const char *sum = "select sum(fen) from due";
const char *said = "round brackets are no rounding";
