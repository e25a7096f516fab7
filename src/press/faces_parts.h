/* Private to the choice of fonts: what characters are looked up in. */
#ifndef PBTUI_PRESS_FACES_PARTS_H
#define PBTUI_PRESS_FACES_PARTS_H

#include "faces.h"

/* In f->fonts, opened if it was not; -1: it cannot be used. */
int faces_open(struct faces *f, const struct catalog_font *from);
/* The font of a face, in f->fonts. */
int faces_chosen(struct faces *f, enum page_face face);
int faces_weight(enum page_face face);
bool faces_is_private(uint32_t cp);

#endif
