/* The one clock.  PBTUI_TODAY=YYYY-MM-DD (tests, reprints) fixes the day; the
   time of day stays real unless PBTUI_NOW=HH:MM:SS is set as well. */
#ifndef PBTUI_BASE_CLOCK_H
#define PBTUI_BASE_CLOCK_H

#include <stdint.h>

void clock_today(char out[11]);   /* YYYY-MM-DD, local */
void clock_now(char out[20]);     /* YYYY-MM-DD HH:MM:SS, local */
int64_t clock_monotonic_ms(void); /* counts suspended time, too */

#endif
