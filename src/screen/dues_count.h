/* F2 on the collection screen: cash counted, then a sitting or a month closed;
   shared by dues_count_form.c (the view), dues_count_notes.c (the notes),
   dues_count_keep.c (what is typed and not posted), dues_count_draw.c (what
   stands above and below them) and dues_count_list.c (the payments of the
   sitting). */
#ifndef PBTUI_SCREEN_DUES_COUNT_H
#define PBTUI_SCREEN_DUES_COUNT_H

#include "dues_screen.h"
#include "pbtui/tui/formbox.h"

enum count_item {
    COUNT_SUM,
    COUNT_FIRST_FACE,
    COUNT_NOTE = COUNT_FIRST_FACE + DUES_FACES,
    COUNT_ITEMS
};

/* A payment of the sitting, as it is gone through when the cash is wrong. */
struct count_payment {
    int64_t id;
    const char *way; /* code */
    const char *by;
    const char *first;    /* the first one it pays for */
    const char *pays_for; /* 张建国、周立 2026-08—2026-11 */
    int64_t fen;
};
enum { COUNT_WAYS = 3 };
struct count_way {
    const char *code;
    size_t n;
    int64_t fen;
};
struct count_list {
    struct arena arena;
    struct count_payment *v; /* cash first, then in the order they came */
    size_t n;
    struct count_way ways[COUNT_WAYS];
    size_t top;
    int rows; /* as last drawn */
    struct err err;
};

struct count_form {
    struct view view;
    struct dues_view *of;
    struct arena arena;
    bool month;   /* the month itself is closed; else the sitting */
    int64_t cash; /* what there has to be */
    struct dues_figures figures;
    struct issues issues;
    struct count_list list;
    int64_t seq; /* of the audit, when it was read */
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

/* ---- dues_count_keep.c ---- */
void count_keep(struct count_form *f);
void count_put_back(struct count_form *f);
void count_forget(struct dues_view *v); /* it is posted */
void count_write_draft(struct count_form *f);
/* Of the sitting, or of the month, where nothing is kept on the screen. */
void count_take_draft(struct dues_view *v, bool month);

/* ---- dues_count_list.c ---- */
void count_list_read(struct count_form *f);
/* PgUp and PgDn; false: all of it is in sight. */
bool count_list_scroll(struct count_form *f, int cmd);
void count_list_draw(struct count_form *f, struct ui *ui, struct canvas *c,
                     struct rect at);

/* ---- dues_count_draw.c ---- */
/* The lines above the form; returns the rows used. */
int count_draw_head(struct count_form *f, struct ui *ui, struct canvas *c,
                    struct rect at);
void count_draw_difference(struct count_form *f, struct ui *ui,
                           struct canvas *c, int row);

#endif
