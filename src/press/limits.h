/* What the press may use up: it ends itself before it becomes a burden. */
#ifndef PBTUI_PRESS_LIMITS_H
#define PBTUI_PRESS_LIMITS_H

#include <stddef.h>

/* For a document of any length; ended together with whoever started it. */
void limits_set(unsigned files);
/* Now that the length is known. */
void limits_set_pages(size_t pages);

#endif
