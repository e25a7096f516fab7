/* Columns of a character, from the Unicode tables and not from the C library:
   libc is often older than the rare ideographs of names, and it cannot know
   that this terminal draws ambiguous characters wide.

   Stages: ASCII and the common blocks of Chinese text are decided by comparing,
   the rest by a binary search in the runs of width_table.h.  wcwidth() and
   wcswidth() at the end take the place of libc's: libncursesw binds to them,
   so that its idea of a cell is always ours.

   What is not decided here: in wide mode lines of frames are ambiguous as well;
   drawing them as + - | is the business of who draws. */
#include "pbtui/text/width.h"

#include <string.h>
#include <wchar.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "width_table.h"

/* Set once, when the terminal has been asked; read by every measure. */
static int ambiguous_cols = WIDTH_NARROW;

void width_set_ambiguous(enum width_ambiguous how)
{
    ambiguous_cols = (int)how;
}

enum width_ambiguous width_ambiguous(void)
{
    return (enum width_ambiguous)ambiguous_cols;
}

static enum width_class find_class(uint32_t cp)
{
    size_t low = 0;
    size_t high = ARRAY_LEN(width_runs);
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (width_runs[middle] >> WIDTH_RUN_SHIFT <= cp) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (enum width_class)(width_runs[low] & ((1u << WIDTH_RUN_SHIFT) - 1));
}

static inline int cols_of(uint32_t cp, int ambiguous)
{
    if (cp < 0x7F) {
        return cp >= 0x20;
    }
    if ((cp >= 0x4E00 && cp <= 0x9FFF) || /* unified ideographs */
        (cp >= 0x3001 && cp <= 0x3029) || /* 、。〈〉《》「」… */
        (cp >= 0xFF01 && cp <= 0xFF60)) { /* full-width ASCII */
        return 2;
    }
    if (cp > 0x10FFFF) {
        return cols_of(UTF8_REPLACE, ambiguous); /* what is shown for it */
    }
    switch (find_class(cp)) {
    case NIL:
        return 0;
    case TWO:
        return 2;
    case AMB:
        return ambiguous;
    case ONE:
        break;
    }
    return 1;
}

int width_cp_cols(uint32_t cp)
{
    return cols_of(cp, ambiguous_cols);
}

int width_n_cols_as(const char *s, size_t n_bytes, enum width_ambiguous how)
{
    int cols = 0;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t cp;
        at += utf8_next(s + at, n_bytes - at, &cp);
        cols += cols_of(cp, (int)how);
    }
    return cols;
}

int width_n_cols(const char *s, size_t n_bytes)
{
    return width_n_cols_as(s, n_bytes, width_ambiguous());
}

int width_cols(const char *s)
{
    return width_n_cols(s, strlen(s));
}

/* POSIX: -1 for what cannot be printed. */
int wcwidth(wchar_t c)
{
    uint32_t cp = (uint32_t)c;
    if (cp == 0) {
        return 0;
    }
    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 ||
        cp == 0x2029 || (cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF) {
        return -1;
    }
    return cols_of(cp, ambiguous_cols);
}

int wcswidth(const wchar_t *s, size_t n)
{
    int sum = 0;
    for (size_t i = 0; i < n && s[i] != L'\0'; i++) {
        int cols = wcwidth(s[i]);
        if (cols < 0) {
            return -1;
        }
        sum += cols;
    }
    return sum;
}
