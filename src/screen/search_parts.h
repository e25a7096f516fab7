/* The view of a find: its state, and how it is drawn (search_draw.c) and
   printed (search_print.c). */
#ifndef PBTUI_SRC_SCREEN_SEARCH_PARTS_H
#define PBTUI_SRC_SCREEN_SEARCH_PARTS_H

#include "pbtui/ledger/find.h"
#include "pbtui/screen/app.h"
#include "pbtui/tui/editline.h"

struct search_view {
    struct view view;
    struct app *app;
    struct editline line;
    struct strbuf typed; /* the text that is being looked for */
    bool stale;          /* another text is in the line, or data changed */
    struct arena arena;  /* of the query */
    struct find_query query;
    struct find *find; /* NULL: nothing is asked, or it failed */
    struct err err;
    struct find_hit *hits;
    size_t n, cap;
    size_t cursor, top;
    bool wants; /* to stand on `wanted` again as soon as it is found */
    struct find_hit wanted;
    /* What the hits of the window look like: made once, not for every key. */
    struct arena shown_arena;
    struct find_shown *shown;
    size_t shown_from, n_shown;
    int shown_cols;
    /* Of the last draw. */
    struct rect list;
    int rows_a_hit;
};

bool search_is_over(const struct search_view *v);
/* All that was found so far (search_print.c). */
void search_print(struct search_view *v);
void search_draw(struct search_view *v, struct canvas *c, struct rect area);
/* Hits that the list has room for. */
size_t search_page_hits(const struct search_view *v);

#endif
