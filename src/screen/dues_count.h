/* F2 on the collection screen: cash counted, then a sitting or a month closed;
   shared by dues_count_form.c (the view) and dues_count_notes.c (notes, the
   difference, what stands above). */
#ifndef PBTUI_SCREEN_DUES_COUNT_H
#define PBTUI_SCREEN_DUES_COUNT_H

#include "dues_screen.h"
#include "pbtui/tui/formbox.h"

enum { COUNT_FACES = 8 };
enum count_item {
    COUNT_SUM,
    COUNT_FIRST_FACE,
    COUNT_NOTE = COUNT_FIRST_FACE + COUNT_FACES,
    COUNT_ITEMS
};

struct count_form {
    struct view view;
    struct dues_view *of;
    struct arena arena;
    bool month;   /* the month itself is closed; else the sitting */
    int64_t cash; /* what there has to be */
    struct dues_figures figures;
    struct issues issues;
    struct form_item items[COUNT_ITEMS];
    struct formbox form;
};

/* ---- dues_count_notes.c ---- */
void count_items_make(struct count_form *f);
/* "100×3 50×1"; "" when none is written down. */
const char *count_notes(struct count_form *f, struct arena *a);
void count_put_notes(struct count_form *f, const char *notes);
/* What was counted, -1: nothing.  False: cannot be read, *err says why. */
bool count_read(struct count_form *f, int64_t *fen, struct err *err);
/* A number of notes was typed: the sum follows. */
void count_follow(struct count_form *f);
/* The lines above the form; returns the rows used. */
int count_draw_head(struct count_form *f, struct ui *ui, struct canvas *c,
                    struct rect at);
void count_draw_difference(struct count_form *f, struct ui *ui,
                           struct canvas *c, int row);

#endif
