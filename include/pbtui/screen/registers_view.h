/* 事项台账: all small registers by their groups, with what this year holds. */
#ifndef PBTUI_SCREEN_REGISTERS_VIEW_H
#define PBTUI_SCREEN_REGISTERS_VIEW_H

#include "pbtui/screen/app.h"

void registers_view_open(struct app *app);
/* The list of a book; of a restricted one only after it was asked. */
struct ledger;
void registers_open_book(struct app *app, const struct ledger *l);

#endif
