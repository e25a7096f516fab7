/* Which character id each glyph of a CFF font has: a PDF names glyphs of such a
   font by it. */
#ifndef PBTUI_PRESS_CFF_H
#define PBTUI_PRESS_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cff_kind {
    CFF_BROKEN,
    CFF_PLAIN, /* no ids: glyphs are named by their number */
    CFF_CID
};

/* Fills in cids[0 … n_glyphs-1] when it is CFF_CID. */
enum cff_kind cff_read_cids(const unsigned char *cff, size_t n, uint16_t *cids,
                            size_t n_glyphs);

#endif
