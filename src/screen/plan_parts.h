/* What the screen of the plan is made of; shared by its rooms: plan_view.c (the
   view and its commands), plan_rows.c (the rows, on the screen and on paper),
   plan_link.c (from a row to its event, and last year's plan). */
#ifndef PBTUI_SCREEN_PLAN_PARTS_H
#define PBTUI_SCREEN_PLAN_PARTS_H

#include "memory_list.h"
#include "pbtui/ledger/plans.h"
#include "pbtui/screen/app.h"

enum { PLAN_EVENTS_MAX = 50 };

struct plan_view {
    struct view view;
    struct app *app;
    struct arena arena; /* the year and its rows */
    struct plan_year y;
    struct err err; /* why there is none */
    struct memory_list rows;
    struct listbox list;
    /* Under a dialog, or while an event of a row is typed. */
    int64_t pending; /* a plan row; 0: none */
    struct arena events_arena;
    struct plan_event events[PLAN_EVENTS_MAX];
    size_t n_events;
    bool may_unlink; /* the first line of the dialog takes the link away */
};

#define N_PLAN_COLUMNS 6
extern const struct list_column plan_columns[];
void plan_rows_make(struct plan_view *v);

/* The row the cursor is on; NULL. */
const struct plan_item *plan_current(const struct plan_view *v);
void plan_load(struct plan_view *v);

/* Links at once where there is just one event of the month; else asks. */
void plan_link_row(struct plan_view *v);
/* Opens the row's event, or a new one out of the row. */
void plan_meet(struct plan_view *v);
/* What was typed out of a row was saved: it is the row's event. */
void plan_take_saved(struct plan_view *v);
void plan_copy_ask(struct plan_view *v);

#endif
