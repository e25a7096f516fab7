/* Rates that are nearly right. */
static const float half = 5e-3f; /* BAD */
_Float64 share(long fen) /* BAD */
{
    return fen * .015; /* BAD */
}
long none = 0x1e3 + 15; /* 0x1p-6 in a comment is allowed. */
long bad = 0x1p-6; /* BAD */
struct rate x = {.rate = 150, .list[0] = 1};
