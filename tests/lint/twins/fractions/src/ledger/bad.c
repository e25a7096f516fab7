/* Dues that lose a fen. */
#include <math.h> /* BAD */
double bad(int fen) /* BAD */
{
    return fen * 0.015; /* BAD */
}
/* 0.5 in a comment, "0.5 %" in a string, v1.2 are allowed. */
static const char *const good = "0.5 %";
int x = a.b1;
