/* Private to formbox*.c. */
#ifndef PBTUI_TUI_FORMBOX_PARTS_H
#define PBTUI_TUI_FORMBOX_PARTS_H

#include "pbtui/tui/formbox.h"

/* ---- formbox.c ---- */

bool item_takes_focus(const struct form_item *item);
bool item_on_page(const struct formbox *f, const struct form_item *item);
/* Typed by the formbox itself: touched, checked, told. */
void item_typed(struct formbox *f, struct form_item *item);
bool item_shows_mask(const struct form_item *item);
bool flag_is_on(const struct form_item *item);
bool item_has_line(const struct form_item *item); /* edited in a line */
void form_check_leaving(struct formbox *f);
void form_set_focus(struct formbox *f, size_t i);
void form_go_to(struct formbox *f, size_t i); /* leaves, then set_focus */
/* Off an item that has become hidden. */
void form_settle_focus(struct formbox *f);

/* ---- formbox_walk.c ---- */

void form_step(struct formbox *f, bool forward);      /* Tab */
void form_step_row(struct formbox *f, bool down);     /* arrows */
void form_step_page(struct formbox *f, bool forward); /* to its first item */
void form_step_view(struct formbox *f, bool forward); /* by what is seen */
bool form_click(struct formbox *f, const struct key *k);

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

/* ---- formbox_ticks.c ---- */

/* The words of `value` that are choices, in their order, become the text. */
void ticks_set(struct form_item *item, const char *value);
void ticks_step(struct form_item *item, int by);
/* The n-th word (0 …), ticked or not any more; the cursor goes there.  False:
   there is none. */
bool ticks_toggle(struct form_item *item, int n);
/* Columns of all words in one row, and the rows they take in so many columns;
   brackets included. */
int ticks_cols(const struct form_item *item);
int ticks_rows(const struct form_item *item, int cols);
/* The word at a place in such rows; -1: none. */
int ticks_word_at(const struct form_item *item, int cols, int row, int col);
void ticks_draw(const struct form_item *item, struct canvas *c, struct rect r,
                bool focused);

/* ---- formbox_block.c ---- */

int block_rows(const struct formbox *f, const struct form_item *item);
void block_draw(const struct formbox *f, const struct form_item *item,
                struct canvas *c, struct rect r, bool focused);

/* ---- formbox_bottom.c ---- */

/* What there is to say about the focused item, below the page. */
int bottom_rows(const struct formbox *f, const struct form_item *item,
                struct rect area);
void bottom_draw(const struct formbox *f, const struct form_item *item,
                 struct canvas *c, struct rect at);

#endif
