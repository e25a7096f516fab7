/* What the press may use up: it ends itself before it becomes a burden. */
#ifndef PBTUI_PRESS_LIMITS_H
#define PBTUI_PRESS_LIMITS_H

#include <stddef.h>

/* For a document of any length; ended together with whoever started it. */
void limits_set(void);
/* Now that the length is known. */
void limits_set_pages(size_t pages);
/* Of the processor, and on the wall: waiting for whoever takes what it makes
   is no work. */
void limits_set_seconds(unsigned busy, unsigned wall);

#endif
