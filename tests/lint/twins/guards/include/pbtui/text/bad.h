/* Another header's name. */
#ifndef PBTUI_TEXT_FIT_H /* BAD */
#define PBTUI_TEXT_FIT_H
#endif
