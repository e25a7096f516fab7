/* What the screen of attendance is made of; shared by its rooms: rates_view.c
   (the view and its commands), rates_draw.c (what stands above the lists),
   rates_rows.c (the rows of its lists, and paper), rates_ask.c (which span,
   kinds and group). */
#ifndef PBTUI_SCREEN_RATES_PARTS_H
#define PBTUI_SCREEN_RATES_PARTS_H

#include "memory_list.h"
#include "pbtui/ledger/rates.h"
#include "pbtui/report/rates_table.h"
#include "pbtui/screen/app.h"

enum rates_pane { RATES_PEOPLE, RATES_AWAY, RATES_PERSON };
#define N_RATES_PANES 3

enum rates_unit { RATES_MONTH, RATES_QUARTER, RATES_YEAR };

struct rates_choice;

/* What is asked for; its texts live as long as the view. */
struct rates_scope {
    enum rates_unit unit;
    int month; /* the first of the span */
    const char *kinds;
    const char *kind_name; /* "" */
    int64_t grp;
    const char *grp_name; /* "" */
    int64_t branch;       /* whose group it is */
};

struct rates_view {
    struct view view;
    struct app *app;
    struct arena scope_arena;
    struct rates_scope scope;
    struct arena arena; /* what was read, and its rows */
    struct rates r;
    struct err err; /* why there is none */
    int64_t person; /* whose meetings are shown; 0: nobody's */
    struct rate_line *lines;
    size_t n_lines;
    enum rates_pane pane;
    struct memory_list rows[N_RATES_PANES];
    struct listbox list[N_RATES_PANES];
    struct arena choice_arena; /* of the dialog */
    struct rates_choice *choices;
    size_t n_choices;
};

void rates_load(struct rates_view *v);
/* Whose meetings are shown; an empty one when he is in no roll. */
struct rate_person rates_who(const struct rates_view *v);

/* ---- rates_ask ---- */
struct rate_ask rates_asked(const struct rates_view *v);
struct rates_heading rates_heading(const struct rates_view *v, struct arena *a);
void rates_scope_start(struct rates_view *v, int year);
/* The span before or behind; says so when it has not begun. */
void rates_scope_move(struct rates_view *v, int n);
void rates_scope_pick(struct rates_view *v);

/* ---- rates_draw ---- */
/* Two lines. */
void rates_draw_head(const struct rates_view *v, struct canvas *c, int row);

/* ---- rates_rows ---- */
void rates_rows_init(struct rates_view *v);
void rates_rows_make(struct rates_view *v);
void rates_print(struct rates_view *v);

#endif
