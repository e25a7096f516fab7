/* What the views of a comparison share. */
#ifndef PBTUI_SCREEN_COMPARE_SCREEN_H
#define PBTUI_SCREEN_COMPARE_SCREEN_H

#include "memory_view.h"
#include "pbtui/report/cells.h"
#include "pbtui/report/compare_table.h"

struct compare_view {
    struct memory_view m;
    char *path;
    struct cells_file file;
    struct compare_report report;
    size_t *shown; /* places in report.lines */
    int group;     /* -1: all but those passed over */
    bool busy;
    struct err err;
};

/* compare_do.c */
void compare_do_take(struct compare_view *v);
void compare_do_pass(struct compare_view *v);

/* The report is lent: it belongs to the view below. */
void compare_heads_open(struct app *app, const struct compare_report *r);

#endif
