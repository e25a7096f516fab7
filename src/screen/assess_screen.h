/* What the two sheets of 党费核定 are made of.

   A year: assess_view.c (the view and its commands), assess_draw.c,
   assess_rows.c (what a row is), assess_cells.c (what stands in the cells and
   is put into them), assess_keep.c (saving,
   drafts, another window's change).  One person: assess_sheet_view.c,
   assess_sheet_draw.c, assess_sheet_rows.c, assess_sheet_cells.c,
   assess_sheet_keep.c.  F4 of both is assess_pick.c, finding
   assess_find.c; what they have in common with a count is sheet.c. */
#ifndef PBTUI_SCREEN_ASSESS_SCREEN_H
#define PBTUI_SCREEN_ASSESS_SCREEN_H

#include "pbtui/ledger/dues_assess.h"
#include "pbtui/screen/assess_view.h"
#include "pbtui/tui/dialog.h"
#include "pbtui/tui/editline.h"
#include "sheet.h"

/* ---- warnings --------------------------------------------------------- */

/* Asked once before it is saved; what is changed then is asked about again. */
struct assess_asking {
    struct sheet *sheet;
    enum view_result (*save)(struct sheet *s);
    bool seen; /* the clerk goes on */
};
enum view_result assess_ask(struct assess_asking *a, const struct issues *is);

/* ---- finding ---------------------------------------------------------- */

struct assess_find {
    struct sheet *sheet;
    const char *(*name)(const struct sheet *s, int row);
    struct grid_at (*cell)(const struct sheet *s, int row);
    struct editline line;
    bool on, not_found;
};
void assess_find_init(struct assess_find *f, struct sheet *s,
                      const char *(*name)(const struct sheet *s, int row),
                      struct grid_at (*cell)(const struct sheet *s, int row));
/* True: the key, the command was for finding. */
bool assess_find_key(struct assess_find *f, const struct key *k);
bool assess_find_command(struct assess_find *f, int cmd);
/* Where Enter is no command: it leaves the cursor there. */
bool assess_find_enter(struct assess_find *f, const struct key *k);
/* Over the line that sums are in, while it is on. */
void assess_find_draw(struct assess_find *f, struct canvas *c, int row);

/* ---- a year ----------------------------------------------------------- */

struct assess_view {
    struct sheet sheet;
    struct assess_year y;
    struct record now; /* the decision: only its day and meeting are used */
    struct record was;
    int year;
    struct assess_asking asking;
    /* Whose worksheet lies over this, as it was: what is saved there is not
       typed over again here. */
    int64_t opened; /* person; 0 */
    int64_t opened_id, opened_ver;
    struct assess_find find;
};

void assess_grid_make(struct assess_view *v);
/* The field behind a cell; -1: none. */
int assess_field_at(struct grid_at at);
/* The row of the year that the cursor is on; -1: in the head. */
int assess_row_at(const struct assess_view *v, struct grid_at at);
/* Where a complaint about that person's field is to be mended. */
struct grid_at assess_cell_of(const struct assess_view *v, const char *name,
                              const char *column);
/* Where a base, or a fixed amount, is typed in a row. */
struct grid_at assess_cell_in(const struct assess_view *v, int row);
/* Why nothing is typed into this row here; NULL: something may be. */
const char *assess_row_locked(const struct assess_view *v,
                              const struct assess_row *row);
/* 换档 退休: the remarks as short words. */
const char *assess_remark_brief(const struct assess_row *row, struct arena *a);
/* How many F2 writes. */
size_t assess_wanted(const struct assess_view *v);

struct sheet_fields assess_pack(struct sheet *s, struct arena *a);
size_t assess_unpack(struct sheet *s, const struct draft_field *list, size_t n);
enum view_result assess_keep(struct sheet *s);
enum view_result assess_save(struct sheet *s); /* all is checked */
bool assess_changed(const struct sheet *s);
/* What lay over it has closed. */
void assess_uncovered(struct view *view, struct ui *ui);

void assess_pick(struct assess_view *v); /* F4 */
void assess_draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area);
void assess_help(const struct view *view, struct strbuf *out);

/* ---- one person ------------------------------------------------------- */

enum assess_line_kind {
    ASSESS_GROUP_IN, /* 计入, with its sum */
    ASSESS_GROUP_LESS,
    ASSESS_GROUP_OUT, /* opens and closes */
    ASSESS_GROUP_FIELDS,
    ASSESS_ITEM,
    ASSESS_FIELD
};
struct assess_shown {
    enum assess_line_kind kind;
    size_t line;       /* ASSESS_ITEM: of the sheet */
    int field;         /* ASSESS_FIELD */
    const char *title; /* ASSESS_GROUP_FIELDS */
};
struct assess_sheet_view {
    struct sheet sheet;
    struct assess_sheet s;
    int64_t person;    /* of a new one */
    int month;         /* MONTH_NONE: as the record has it by itself */
    const char *staff; /* whose items are asked; "": everybody's; NULL: not
                          known yet */
    bool outs;         /* what does not count is shown */
    struct assess_shown *rows;
    struct assess_asking asking;
    /* Of the year it was opened from; DATE_NONE, 0: none. */
    int decided_on;
    int64_t event;
    struct assess_find find;
};

struct assess_sheet_sums {
    int64_t in, less;
    size_t n_out; /* asked of this staff, though it does not count */
};
struct assess_sheet_sums assess_sheet_sums(const struct assess_sheet_view *v);
const struct dues_category *assess_sheet_category(
    const struct assess_sheet_view *v);
/* Kinds of staff that items are asked of: 机关 工人 …; ends with NULL. */
const char *const *assess_staff(struct assess_sheet_view *v, struct arena *a);
void assess_sheet_guess_staff(struct assess_sheet_view *v);
/* The rows that are shown now. */
void assess_sheet_show(struct sheet *s);
const struct assess_shown *assess_shown_at(const struct assess_sheet_view *v,
                                           struct grid_at at);

void assess_sheet_grid_make(struct assess_sheet_view *v);
/* The field of the record behind a cell; -1: none. */
int assess_sheet_field_at(const struct assess_sheet_view *v, struct grid_at at);
bool assess_sheet_is_staff(struct grid_at at);
struct grid_at assess_sheet_cell_of(const struct assess_sheet_view *v,
                                    const char *column);

/* Where a row is typed into, if it is. */
struct grid_at assess_sheet_cell_at(const struct assess_sheet_view *v, int row);
struct grid_at assess_sheet_start(const struct assess_sheet_view *v);

struct sheet_fields assess_sheet_pack(struct sheet *s, struct arena *a);
size_t assess_sheet_unpack(struct sheet *s, const struct draft_field *list,
                           size_t n);
enum view_result assess_sheet_keep(struct sheet *s);
enum view_result assess_sheet_apply(struct sheet *s); /* all is checked */

void assess_sheet_pick(struct assess_sheet_view *v);
void assess_sheet_draw(struct view *view, struct ui *ui, struct canvas *c,
                       struct rect area);
void assess_sheet_help(const struct view *view, struct strbuf *out);
/* The worksheet of a row of the year, with what is typed there. */
void assess_sheet_view_row(struct app *app, const struct assess_year *y,
                           const struct assess_row *row);

/* ---- both ------------------------------------------------------------- */

/* Saved: told, with the way to where it is collected by, when the year is. */
enum view_result assess_saved(struct sheet *s, int year);

/* The categories of a day have numbers: 1在职 2离退休 …, in one line. */
const char *assess_category_numbers(const struct sheet *s, int day);
/* What was typed, or the code of the category that has this number; NULL:
   refused. */
const char *assess_category_typed(const struct sheet *s, int day,
                                  const char *typed, struct err *err);
/* The day that categories are looked up on. */
int assess_sheet_day(const struct assess_sheet_view *v);

/* Head, one line, table, sentences below. */
struct assess_page {
    const char *title;
    const char *line;
    const char *foot;
    enum role line_role, foot_role;
    int foot_rows;
};
/* Returns the row of the line. */
int assess_draw_page(struct sheet *s, struct canvas *c, struct rect area,
                     const struct assess_page *p);

#endif
