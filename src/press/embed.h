/* A font, cut down to the glyphs that were drawn, as objects of a PDF. */
#ifndef PBTUI_PRESS_EMBED_H
#define PBTUI_PRESS_EMBED_H

#include "font.h"
#include "pdf.h"

/* The number of the object that a page's resources name. */
size_t embed_font(struct pdf *p, const struct font *f);

#endif
