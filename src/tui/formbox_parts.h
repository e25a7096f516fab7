/* Private to formbox*.c. */
#ifndef PBTUI_TUI_FORMBOX_PARTS_H
#define PBTUI_TUI_FORMBOX_PARTS_H

#include "pbtui/tui/formbox.h"

/* ---- formbox.c ---- */

bool item_takes_focus(const struct form_item *item);
/* Typed by the formbox itself: touched, checked, told. */
void item_typed(struct formbox *f, struct form_item *item);
bool item_shows_mask(const struct form_item *item);
bool flag_is_on(const struct form_item *item);
bool item_has_line(const struct form_item *item); /* edited in a line */
void form_check_leaving(struct formbox *f);
void form_set_focus(struct formbox *f, size_t i);
void form_go_to(struct formbox *f, size_t i); /* leaves, then set_focus */

/* ---- formbox_layout.c ---- */

/* Sets the places of all items of the page; returns its rows. */
int form_layout(struct formbox *f, int rows, int cols);

/* ---- formbox_choice.c ---- */

/* The text is none of the choices yet. */
bool choice_is_open(const struct form_item *item);
/* The index of the n-th choice that what was typed narrows to, best first;
   -1: no more. */
int choice_match(const struct form_item *item, int n);
void choice_step(struct form_item *item, int by);
/* When leaving: the best match becomes the text; none: an error. */
void choice_settle(struct form_item *item);
/* A list to pick from. */
void choice_open_list(struct ui *ui, struct formbox *f, struct form_item *item);

#endif
