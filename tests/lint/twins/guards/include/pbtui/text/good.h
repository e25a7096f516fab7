/* Good. */
#ifndef PBTUI_TEXT_GOOD_H
#define PBTUI_TEXT_GOOD_H
#endif
