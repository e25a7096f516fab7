/* Private. */
#ifndef PBTUI_SRC_TEXT_PARTS_H
#define PBTUI_SRC_TEXT_PARTS_H
#endif
