/* What the list view is made of; shared by its rooms (book_view.c: list and
   commands; book_draw.c: how it looks; book_filter.c: only rows with one
   value; book_day.c: the day in view; book_sheet.c: what it comes to;
   book_print.c: on paper and as a spreadsheet). */
#ifndef PBTUI_SCREEN_BOOK_PARTS_H
#define PBTUI_SCREEN_BOOK_PARTS_H

#include "pbtui/ledger/query.h"
#include "pbtui/screen/app.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/tui/listbox.h"

struct book_view {
    struct view view;
    struct app *app;
    const struct ledger *ledger;
    size_t tab;
    int64_t parent;
    char *parent_name;
    int facet; /* -1: none */
    char *facet_value;
    char *facet_shown;
    struct list_column *columns; /* of the current tab */
    struct listbox list;
    struct arena arena;      /* of the dialog under way */
    int64_t pending_id;      /* the record a dialog is about */
    struct book_scope scope; /* texts are the view's own */
};

const struct ledger_view *book_tab(const struct book_view *v);
struct query book_query(const struct book_view *v, const char *find);
void book_draw(struct view *view, struct ui *ui, struct canvas *c,
               struct rect area);
bool book_patch(struct view *view, struct ui *ui, struct canvas *c);
/* Asks which value of which field to keep to. */
void book_filter(struct book_view *v);
void book_filter_none(struct book_view *v);
void book_void(struct book_view *v);
void book_print(struct book_view *v);
void book_keep(struct book_view *v, enum print_sheet what);
void book_ask_day(struct book_view *v); /* which day to look at */
/* What the whole list comes to, for those that have it. */
bool book_has_sheet(const struct ledger *l);
void book_open_sheet(struct app *app, const struct ledger *l);

#endif
