/* What the rooms of the first screen share. */
#ifndef PBTUI_SCREEN_HOME_PARTS_H
#define PBTUI_SCREEN_HOME_PARTS_H

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/screen/duties_view.h"
#include "pbtui/screen/home_view.h"

enum home_shape {
    HOME_HEAD,   /* a rule with a title; the cursor passes over it */
    HOME_MONTHS, /* 1 2 3 … over the strips; passed over, too */
    HOME_DUTY,   /* sign, name, how often, how many, when */
    HOME_STRIP,  /* a duty's whole year */
    HOME_BAR,    /* so many of so many; passed over, too */
    HOME_TEXT
};
enum home_goes {
    HOME_STAYS,
    HOME_TO_CELL,
    HOME_TO_MATRIX,
    HOME_TO_BOOK,
    HOME_TO_RECORD,   /* id */
    HOME_TO_NEW,      /* a new record of the ledger */
    HOME_TO_EVENT,    /* id */
    HOME_TO_KINDS,    /* a new event: which kind? */
    HOME_TO_DUES,     /* the month that is collected */
    HOME_TO_ARREARS,  /* who owes */
    HOME_TO_STEP,     /* of the file id of 发展党员 */
    HOME_TO_CALENDAR, /* of all */
    HOME_TO_ENTRY,    /* id, of the register `what` */
    HOME_TO_REGISTERS,
    HOME_TO_BIRTHDAY, /* 政治生日 of the person id, in the month */
    HOME_TO_DRAFTS,
    HOME_TO_INSPECT,
    HOME_TO_CHECK
};

struct home_line {
    enum home_shape shape;
    enum home_goes goes;
    enum role role;
    const char *sign; /* "" none */
    const char *text;
    const char *tail; /* HOME_DUTY: when done, or how long there is */
    const struct duty_row *row;
    size_t cell;
    const struct ledger *ledger;
    int64_t id;
    int step;         /* HOME_TO_STEP */
    const char *what; /* … and what is due in it: 半年考察; a register */
    int part, whole;  /* HOME_BAR */
    int month;        /* HOME_TO_BIRTHDAY */
    const char *rule; /* what F1 says of it; "" none */
};

enum { HOME_LEFT, HOME_RIGHT, HOME_COLUMNS };
struct home_column {
    struct home_line *v;
    size_t n, cap;
    size_t at;  /* the cursor */
    size_t top; /* first line shown */
};

struct home_view {
    struct view view;
    struct app *app;
    struct arena arena; /* what was gathered; reset with every gathering */
    struct duty_year year;
    struct outlook outlook;
    size_t n_drafts;
    bool failed;
    struct err err;
    struct home_column columns[HOME_COLUMNS];
    int focus;
    bool placed;    /* the cursors have been put where they begin */
    int64_t branch; /* gathered for */
    int day;
};

/* The digits of the bottom line. */
struct home_book {
    char digit;
    const char *title;
    const struct ledger *ledger;
    void (*open)(struct app *app); /* a screen of its own; NULL: the list */
};
extern const struct home_book home_books[]; /* ends with title NULL */

/* Lines of both columns from what was gathered. */
void home_lines(struct home_view *v);
/* What they point to is gone. */
void home_forget_lines(struct home_view *v);
void home_left(struct home_view *v);
void home_right(struct home_view *v);
void home_put(struct home_view *v, int column, struct home_line line);
void home_put_head(struct home_view *v, int column, const char *title);
/* 11-20; with its year when that is another one. */
const char *home_month_day(struct arena *a, int day, int year);
bool home_is_stop(const struct home_line *l); /* the cursor may stand there */
struct home_line *home_line(struct home_view *v); /* NULL: none */
/* Goes where the line under the cursor leads (home_open.c). */
void home_open(struct home_view *v);
/* What is missing there is filled in at once; else the kind is asked for,
   beginning with that of the duty under the cursor. */
void home_new(struct home_view *v);

void home_draw(struct view *view, struct ui *ui, struct canvas *c,
               struct rect area);
bool home_is_narrow(const struct canvas *c); /* one column at a time */

#endif
