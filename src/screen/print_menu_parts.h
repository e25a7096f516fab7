/* What the menu of papers is made of: print_menu.c (what there is, choosing)
   and print_menu_lay.c (the one that is chosen, laid and shown). */
#ifndef PBTUI_SCREEN_PRINT_MENU_PARTS_H
#define PBTUI_SCREEN_PRINT_MENU_PARTS_H

#include "pbtui/report/paper.h"
#include "pbtui/screen/print_menu.h"

struct choice {
    const char *text;
    const char *about;
    const struct bound *bound;
    const struct form *form; /* neither: what the screen prints by itself */
    struct span span;
    bool asks_month;
    bool keeps; /* … or keeps as a spreadsheet */
    enum print_sheet sheet;
    int place; /* among forms: the lower, the further in front */
};

struct print_menu {
    struct app *app;
    const struct ledger *ledger; /* of the record at hand; NULL: none */
    int64_t id;
    void (*print_list)(void *list); /* the list at hand; NULL: none */
    /* The same kept as a spreadsheet; NULL: it is not. */
    void (*keep)(void *list, enum print_sheet what);
    void *list;
    const struct ledger *of_list; /* whose records it lists; NULL */
    int month;                    /* it is of that month; MONTH_NONE */
    bool at_once;                 /* the likeliest, without asking */
    struct arena arena;           /* goes to the preview with what is chosen */
    struct forms forms;
    struct choice *v;
    size_t n, cap;
    struct choice chosen; /* while its month is asked */
};

void print_menu_free(struct print_menu *m);
/* The menu is gone then. */
void print_menu_lay(struct print_menu *m, const struct choice *c);

#endif
