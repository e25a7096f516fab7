/* F6: what can be printed from here, the likeliest first; the preview opens on
   what was chosen.  Pages are noted as an edition when they leave. */
#ifndef PBTUI_SCREEN_PRINT_MENU_H
#define PBTUI_SCREEN_PRINT_MENU_H

#include "pbtui/screen/app.h"
#include "pbtui/text/date.h"

/* Nothing at hand: the bound ledgers, then every form that needs no record. */
void print_menu_open(struct app *app);
/* A record: the forms that fit it, then all that it holds; at once when there
   is nothing to choose. */
void print_menu_open_record(struct app *app, const struct ledger *l,
                            int64_t id);
/* The first of those at once: for who has just chosen the record in a list of
   papers. */
void print_menu_open_likeliest(struct app *app, const struct ledger *l,
                               int64_t id);
/* One form and no list, over a span; `form` is compiled in. */
void print_menu_open_form(struct app *app, const char *form, struct span span);
/* One form of one record. */
void print_menu_open_form_of(struct app *app, const char *form, int64_t id);
/* A list of records: as it stands on the screen, then what is printed of that
   book, then the rest of what print_menu_open has. */
void print_menu_open_list(struct app *app, const struct ledger *of,
                          void (*print)(void *list), void *list);
/* The same, which can also be kept as a spreadsheet. */
enum print_sheet {
    PRINT_SHEET_ALL,  /* all that is typed of its records */
    PRINT_SHEET_SEEN, /* the columns of the list */
    PRINT_SHEET_EMPTY /* nothing, to fill in and import */
};
void print_menu_open_book(struct app *app, const struct ledger *of,
                          void (*print)(void *list),
                          void (*keep)(void *list, enum print_sheet what),
                          void *list);
/* The same for what a month is: its forms begin with that month, or the quarter
   or year around it. */
void print_menu_open_month(struct app *app, const struct ledger *of, int month,
                           void (*print)(void *list), void *list);

#endif
