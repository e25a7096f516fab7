/* What the rooms of the board of 发展党员 share: board_view.c (the view and its
   commands), board_grid.c (columns by stage), board_lists.c (its lists),
   board_closed.c (the list of files that are over),
   board_draw.c (head, foot), board_ask.c (who is new, which day, which stage),
   board_print.c. */
#ifndef PBTUI_SCREEN_BOARD_PARTS_H
#define PBTUI_SCREEN_BOARD_PARTS_H

#include "memory_list.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/screen/app.h"
#include "pbtui/screen/board_view.h"
#include "pbtui/tui/editline.h"

enum board_page {
    BOARD_GRID,     /* 看板 */
    BOARD_LIST,     /* 名单 */
    BOARD_CALENDAR, /* 日历 */
    BOARD_HELD,     /* 如果某天开会 */
    BOARD_PAGES
};
/* What is shown in place of a stage. */
#define BOARD_ALL      (-1) /* no stage is left out */
#define BOARD_ARCHIVED PIPELINE_STAGES
#define BOARD_ENDED    (PIPELINE_STAGES + 1)
#define BOARD_CHOICES  (PIPELINE_STAGES + 3)

struct board_view {
    struct view view;
    struct app *app;
    struct arena arena; /* all that was read, and the lines of the page */
    struct pipeline_board board;
    struct err err; /* why there is none */
    int day;        /* read for */
    int64_t branch;

    enum board_page page;
    int stage;        /* BOARD_…, or only this one */
    int held_on;      /* the day of the meeting */
    const char *kind; /* code of the meeting; NULL: any */

    /* the columns */
    size_t at;  /* the cursor: a row of the board, also behind the lists */
    size_t top; /* first row shown of the cursor's column */
    int page_rows;
    struct rect grid; /* where they stood at the last draw, for the mouse */
    struct editline find;
    bool not_found;

    /* the lists */
    struct memory_list rows;
    struct listbox box;
    struct pipeline_row *shown;     /* of the lines of list and calendar */
    const struct pipeline_if *held; /* of the lines of the meeting */
    struct pipeline_closed *closed; /* archived and ended */
    size_t n_closed;
    const struct pipeline_closed *
        *over;                    /* of the lines, where they are shown */
    size_t n_possible, n_reasons; /* … of them, that ask for a reason */

    int64_t opened; /* whose file is open above; 0 */
    bool adding;    /* a new person is being entered, to be an applicant */
};

/* Reads the branch; keeps the person under the cursor. */
void board_load(struct board_view *v);
/* The row the cursor stands on; NULL: none, or the file is over. */
const struct pipeline_row *board_row(struct board_view *v);
void board_go_to(struct board_view *v, int64_t person);
const char *board_stage_name(enum pipeline_stage stage);
/* 13 个月, or 12 天 in the first one. */
const char *board_age(struct arena *a, int since, int day, bool brief);
enum role board_role(const struct pipeline_row *row);

bool board_grid_is_narrow(const struct canvas *c);
void board_grid_draw(struct board_view *v, struct ui *ui, struct canvas *c,
                     struct rect area);
bool board_grid_command(struct board_view *v, int cmd);
bool board_grid_key(struct board_view *v, const struct key *k);

/* The lines of the page in view, the cursor on that person; 0: at the top. */
void board_lists_make(struct board_view *v, int64_t person);
const struct list_column *board_columns(const struct board_view *v, size_t *n);
/* 发展对象, 已归档, 已终止: what is shown, and how many there are. */
const char *board_choice_name(int stage);
size_t board_choice_count(const struct board_view *v, int stage);

/* ---- board_closed.c ---- */
bool board_shows_closed(const struct board_view *v);
const struct list_column *board_closed_columns(size_t *n);
/* The lines of those that are asked for. */
void board_closed_make(struct board_view *v);
/* Under the cursor; NULL: none. */
const struct pipeline_closed *board_closed_row(const struct board_view *v);
void board_closed_foot(const struct board_view *v, struct canvas *c,
                       struct rect area);

void board_draw(struct view *view, struct ui *ui, struct canvas *c,
                struct rect area);

void board_ask_applicant(struct board_view *v);
/* After a form above has closed: was the new person saved? */
void board_take_applicant(struct board_view *v);
void board_ask_day(struct board_view *v);
/* Which past day to look at. */
void board_ask_as_of(struct board_view *v);
void board_ask_filter(struct board_view *v);

void board_print(struct board_view *v);

#endif
