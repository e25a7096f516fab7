/* What the roll is made of; shared by its rooms: roll_view.c (the view, its
   keys), roll_find.c (finding a name), roll_draw.c (how it looks), roll_mark.c
   (states and reasons), roll_undo.c (taking marks back), roll_people.c (who
   stands on it, in what order), roll_makeup.c (补学). */
#ifndef PBTUI_SCREEN_ROLL_PARTS_H
#define PBTUI_SCREEN_ROLL_PARTS_H

#include "pbtui/ledger/events.h"
#include "pbtui/screen/roll_view.h"
#include "pbtui/tui/editline.h"

/* A name on the screen. */
struct roll_row {
    size_t at; /* in meeting.roll */
    int64_t person;
    const char *name;
    bool missed; /* was not there last time */
};

/* A place of the roll before a step, or, once taken back, after it. */
struct roll_past {
    size_t step;
    size_t at; /* in meeting.roll */
    struct record was;
    bool gone;
};

struct roll_view {
    struct view view;
    struct app *app;
    struct meeting *m; /* lent */
    bool read_only;
    void (*changed)(void *ctx);
    void *ctx;
    struct arena arena;
    char *title;

    struct roll_row *rows; /* in the order shown */
    size_t n, cap;
    size_t cursor;
    struct editline find;
    bool not_found;
    bool asked;  /* has been told whose reason is missing */
    bool untold; /* the owner does not know of the last marks yet */

    /* Who may stand on it, worked out once; with by_hand anybody may. */
    struct body_person *body;
    size_t n_body;
    bool by_hand;
    bool missed_first, missed_known;

    /* What was marked before the clerk went on to another state, one a person
       and state, so that once round with the space bar loses nothing; and the
       whole roll before all were marked as here.  In the meeting's arena. */
    struct record *kept;
    size_t n_kept, cap_kept;
    struct record *before;
    size_t n_before;

    struct roll_past *past; /* up to past_at it can be taken back */
    size_t n_past, cap_past, past_at;
    size_t step; /* the last one's number */
    bool step_open;

    /* As last drawn. */
    struct rect grid;
    int down, across, cell_cols;
};

/* ---- roll_find.c ---- */
void roll_find_clear(struct roll_view *v);
/* From the cursor on, around; stays where it is when nobody fits. */
void roll_find(struct roll_view *v);
/* The next that fits what was typed, else the next who is not here. */
void roll_find_next(struct roll_view *v, bool backward);

/* ---- roll_people.c ---- */
void roll_read_people(struct roll_view *v);
void roll_order(struct roll_view *v); /* anew; the cursor stays on its name */
void roll_add(struct roll_view *v);
void roll_drop(struct roll_view *v);
void roll_turn_order(struct roll_view *v);
/* Of the body, as worked out for the day; NULL: not of it. */
const struct body_person *roll_of_body(const struct roll_view *v,
                                       int64_t person);

/* ---- roll_mark.c ---- */
struct record *roll_record(const struct roll_view *v, size_t row);
bool roll_is_away(const struct record *r);
bool roll_lacks_reason(const struct record *r);
void roll_cycle(struct roll_view *v);
void roll_all_present(struct roll_view *v);
void roll_digit(struct roll_view *v, int digit);
void roll_pick_reason(struct roll_view *v);
/* "1 因公出差", "2 病假" … "0 其他": what a digit means. */
size_t roll_reasons(struct arena *a, const char ***out);
/* 因公出差; 其他：送孩子; "" */
const char *roll_reason(struct arena *a, const struct record *r);
/* Something has changed, and that is the end of a step. */
void roll_told(struct roll_view *v);
void roll_tell(struct roll_view *v); /* the owner, if there is anything */

/* ---- roll_undo.c ---- */
/* Before a place of meeting.roll changes; roll_told ends the step. */
void roll_remember(struct roll_view *v, size_t at);
void roll_go_back(struct roll_view *v, bool redo);

/* ---- roll_makeup.c ---- */
void roll_makeup_open(struct roll_view *v);

/* ---- roll_draw.c ---- */
void roll_draw(struct roll_view *v, struct ui *ui, struct canvas *c,
               struct rect area);

#endif
