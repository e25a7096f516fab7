/* Private to report: what was put into a flow, one thing after another. */
#ifndef PBTUI_REPORT_FLOW_TAPE_H
#define PBTUI_REPORT_FLOW_TAPE_H

#include "flow_parts.h"

enum flow_thing {
    FLOW_PARA,  /* texts[0], style */
    FLOW_LINE,  /* texts: left, middle, right */
    FLOW_GRID,  /* texts: labels and values between the edges */
    FLOW_AREA,  /* texts: label, text; edges when the label stands beside */
    FLOW_BOX,   /* texts: label */
    FLOW_TABLE, /* table */
    FLOW_SIGN,  /* texts */
    FLOW_CUT,   /* texts[0] */
    FLOW_SPACE, /* lines */
    FLOW_PAGE
};

struct flow_item {
    enum flow_thing thing;
    const char *const *texts; /* cleaned */
    size_t n;
    const bool *is_label; /* grids: which of them */
    const int *edges;     /* n + 1 columns of the verticals */
    struct flow_style style;
    int lines; /* at least */
    struct flow_table table;
};

struct flow_tape {
    struct flow_item *items;
    size_t n, cap;
};

/* A further item. */
struct flow_item *flow_tape_add(struct flow *f, enum flow_thing thing);
/* The same with texts, which are copied by their pointers. */
struct flow_item *flow_tape_say(struct flow *f, enum flow_thing thing,
                                const char *const *texts, size_t n);

#endif
