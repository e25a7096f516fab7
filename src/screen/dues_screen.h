/* What the collection screen is made of; shared by its rooms: dues_view.c (the
   view, its keys), dues_load.c (the sheet of a month), dues_columns.c and
   dues_draw.c with dues_foot.c (how it looks), dues_find.c (finding a name),
   dues_amount.c (taking money in the row), dues_everybody.c (all at once),
   dues_way.c (how it is written down), dues_back.c (taking it back),
   dues_month.c (opening and going over months), dues_doors.c (what can be
   opened from here), dues_print.c (F6), dues_pay.h (F4), dues_count.h (F2). */
#ifndef PBTUI_SCREEN_DUES_SCREEN_H
#define PBTUI_SCREEN_DUES_SCREEN_H

#include "pbtui/ledger/dues.h"
#include "pbtui/screen/dues_view.h"
#include "pbtui/tui/editline.h"
#include "sheet_draft.h"

enum dues_column {
    DUES_COL_ORD,
    DUES_COL_NAME,
    DUES_COL_BRIEF,
    DUES_COL_BASE,
    DUES_COL_RATE,
    DUES_COL_DUE,
    DUES_COL_PAST,
    DUES_COL_PAID,
    DUES_COL_ON,
    DUES_COL_WAY,
    DUES_COL_BY,
    DUES_COL_OWED,
    DUES_COL_NOTE,
    DUES_COLUMNS
};

struct dues_view {
    struct view view;
    struct app *app;
    struct arena arena; /* the sheet */
    struct dues_sheet sheet;
    int now;   /* the month that is collected; MONTH_NONE */
    int next;  /* the one that can be opened; MONTH_NONE */
    bool ever; /* any has been */
    int64_t branch;
    int64_t seq; /* of the audit, when the sheet was read */
    struct err err;
    size_t cursor; /* in sheet.rows */
    size_t top;

    const char *way; /* code: of what is taken from now on */
    int on;          /* day; DATE_NONE: today */

    struct editline find;
    size_t find_from; /* where the cursor was when it was begun */
    bool not_found;

    struct editline amount; /* being typed into the row of the cursor */
    bool editing;
    bool adding;              /* to what waits already, not in its place */
    int64_t typed_paid;       /* of the row when it was begun */
    struct sheet_draft draft; /* of it, when the terminal went */
    int64_t fen; /* what was typed, while its reason is asked for */

    /* Of a question that is open: whom and what it named.  The sheet may be
       read anew before the answer comes. */
    int64_t asked_person;
    size_t asked_n_open;
    int64_t asked_open;
    struct arena ask_arena;
    struct dues_paid *asked;
    size_t n_asked;
    struct dues_paid taking_back;

    /* Typed when counting was broken off; NULL. */
    char *counted, *notes, *count_note;
    struct sheet_draft counting;

    struct dues_came came; /* in the month, whatever month it pays */

    int need[DUES_COLUMNS]; /* columns that the widest cell takes */
    struct arena why_arena;
    const char *why; /* of the row why_of; NULL */
    int64_t why_of;
    struct rect grid; /* as last drawn */
};

/* ---- dues_view.c ---- */
struct dues_view *dues_view_make(struct app *app, int month); /* and opens it */
bool dues_move(struct dues_view *v, int cmd); /* false: no way of moving */
/* NULL: another view. */
const struct dues_view *dues_view_of(const struct view *view);

/* ---- dues_load.c ---- */
/* The month anew; the cursor stays on its person. */
void dues_view_load(struct dues_view *v, int month);
/* One person was written to: that row and the sums. */
void dues_view_again(struct dues_view *v, int64_t person);
/* At every key: has another window written, is it another branch? */
void dues_view_watch(struct dues_view *v);
/* What the row of the cursor came to is not what was shown any more: another
   window has taken or taken back.  Told; the key is not for this. */
bool dues_view_was_overtaken(struct dues_view *v);
/* NULL: the list is empty. */
const struct dues_row *dues_view_row(const struct dues_view *v);
/* The same while a question about that person is open; NULL, and said so, when
   another window has taken that person off the list. */
const struct dues_row *dues_view_asked(const struct dues_view *v);
/* The month is open and may be written to; else says why not. */
bool dues_view_may_take(struct dues_view *v);
int dues_view_day(const struct dues_view *v);
const char *dues_month_title(struct arena *a, int month); /* 2026 年 11 月 */

/* ---- dues_columns.c ---- */
enum dues_mark dues_row_mark(const struct dues_row *r);
const char *dues_mark_sign(enum dues_mark mark);
enum role dues_mark_role(enum dues_mark mark);
const char *dues_column_title(const struct dues_view *v, enum dues_column c);
const char *dues_cell(const struct dues_view *v, struct arena *a,
                      const struct dues_row *r, enum dues_column c);
bool dues_column_is_number(enum dues_column c);
void dues_columns_measure(struct dues_view *v);
/* 欠 3 月, 免交, 未核定, 11-05 … */
const char *dues_row_state(struct arena *a, const struct dues_row *r,
                           enum role *role);

/* ---- dues_draw.c ---- */
void dues_draw(struct view *view, struct ui *ui, struct canvas *c,
               struct rect area);
/* Wrapped; what has no room is marked as left out.  Returns the rows. */
int dues_draw_text(struct canvas *c, struct rect at, enum role role,
                   const char *text);

/* ---- dues_foot.c ---- */
/* Reasons in that rectangle, the sums below it. */
void dues_draw_foot(struct dues_view *v, struct ui *ui, struct canvas *c,
                    struct rect reasons);

/* ---- dues_find.c ---- */
void dues_find_clear(struct dues_view *v);
void dues_find(struct dues_view *v);
void dues_find_type(struct dues_view *v, const struct key *k);
void dues_find_open(struct dues_view *v); /* when the screen is opened */
/* The next that fits what was typed, else the next who lacks something. */
void dues_find_next(struct dues_view *v, bool backward);

/* ---- dues_amount.c ---- */
void dues_take_row(struct dues_view *v); /* Space */
void dues_amount_begin(struct dues_view *v);
void dues_amount_forget(struct dues_view *v);
/* True when it was taken; false: it stays in the row, or a reason is asked. */
bool dues_amount_take(struct dues_view *v);
/* A command while it is typed: hardly any means something then. */
enum view_result dues_amount_command(struct dues_view *v, int cmd);
void dues_amount_busy(struct dues_view *v); /* says so */

/* ---- dues_everybody.c ---- */
void dues_take_everybody(struct dues_view *v);

/* ---- dues_way.c ---- */
int dues_way_index(const char *way);
void dues_ask_way(struct dues_view *v);
void dues_ask_delay(struct dues_view *v);

/* ---- dues_back.c ---- */
void dues_take_back(struct dues_view *v);
/* Space: what waits of this month and pays something else, too, is asked about
   as a whole.  False: there is no such payment. */
bool dues_take_back_shared(struct dues_view *v);

/* ---- dues_month.c ---- */
void dues_open_month(struct dues_view *v);
void dues_go_month(struct dues_view *v, int by);

/* ---- dues_doors.c ---- */
void dues_open_books(struct dues_view *v);
void dues_open_payments(struct dues_view *v);
void dues_print_sheet(void *v); /* as it stands on the screen */
void dues_help(const struct view *view, struct strbuf *out);

/* ---- dues_print.c ---- */
void dues_print(struct dues_view *v);

/* ---- dues_pay_form.c ---- */
void dues_pay_open(struct dues_view *v);
/* What is being typed into the row, as a draft of that form. */
void dues_amount_draft(struct dues_view *v);

/* ---- dues_count_form.c ---- */
/* The sitting when something is not posted, else the month. */
void dues_count_open(struct dues_view *v);

#endif
