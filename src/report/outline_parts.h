/* What the rooms of an outline share: outline.c (lines and conditions) and
   outline_holes.c (what a hole is filled with). */
#ifndef PBTUI_SRC_REPORT_OUTLINE_PARTS_H
#define PBTUI_SRC_REPORT_OUTLINE_PARTS_H

#include "pbtui/report/outline.h"

struct filling {
    struct book *book;
    struct arena *arena;
    const struct outline *outline;
    struct span span;
    int year;        /* that it lies in */
    bool whole_year; /* it is that */
    bool with_notes;
    int line;                   /* of the file */
    struct figures_line *asked; /* as many as the set has figures; kept */
    struct outline_line *lines;
    size_t n_lines, cap_lines;
    const char **missing;
    size_t n_missing, cap_missing;
    const char **notes;
    size_t n_notes, cap_notes;
    size_t n_filled;
};

/* One look at the ledger from the first hole to the last. */
bool outline_begin(struct filling *f, struct err *err);
bool outline_end(struct filling *f, struct err *err);
/* What stands in the place of {{hole}}. */
const char *outline_hole(struct filling *f, const char *hole);
bool outline_is_true(struct filling *f, const char *hole);
void outline_miss(struct filling *f, const char *what);

#endif
