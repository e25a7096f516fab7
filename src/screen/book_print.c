/* A list on paper and as a spreadsheet. */
#include "book_parts.h"
#include "pbtui/screen/export_view.h"
#include "pbtui/screen/print_view.h"

static struct query shown(const struct book_view *v)
{
    struct query q = book_query(v, v->list.filter.text.s);
    if (v->list.sort >= 0) {
        q.sort = book_tab(v)->columns[v->list.sort].field;
    }
    q.descending = v->list.descending;
    return q;
}

static void open_print(struct book_view *v, bool csv)
{
    struct query q = shown(v);
    print_view_open(v->app, &q, csv);
}

void book_keep(struct book_view *v, enum print_sheet what)
{
    struct query q = shown(v);
    switch (what) {
    case PRINT_SHEET_ALL:
        export_view_open(v->app, &q);
        break;
    case PRINT_SHEET_SEEN:
        open_print(v, true);
        break;
    case PRINT_SHEET_EMPTY:
        export_view_open_template(v->app, v->ledger);
        break;
    }
}

static void print_list(void *list)
{
    open_print(list, false);
}

static void keep_list(void *list, enum print_sheet what)
{
    book_keep(list, what);
}

void book_print(struct book_view *v)
{
    print_menu_open_book(v->app, v->ledger, print_list, keep_list, v);
}
