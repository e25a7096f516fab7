/* What the rooms of the matrix share. */
#ifndef PBTUI_SCREEN_DUTIES_PARTS_H
#define PBTUI_SCREEN_DUTIES_PARTS_H

#include "pbtui/screen/duties_view.h"

enum { DUTIES_MONTHS = 12 };

struct duties_view {
    struct view view;
    struct app *app;
    struct arena arena; /* reset with every gathering */
    struct duty_year year;
    int number; /* of the year */
    bool all;
    bool failed;
    struct err err;
    size_t at;    /* row */
    size_t top;   /* first row shown */
    size_t month; /* 0–11; the cell is the one it lies in */
    int64_t branch;
    int day;
};

const struct duty_row *duties_row(const struct duties_view *v); /* NULL */
size_t duties_cell(const struct duties_view *v);

void duties_draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area);

#endif
