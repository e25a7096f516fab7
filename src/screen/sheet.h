/* A form that is a table typed into, as far as it is the same for all of them
   (the tally of a review, the count of an election): its draft, leaving it,
   what a lost terminal and another window's change do to it. */
#ifndef PBTUI_SCREEN_SHEET_H
#define PBTUI_SCREEN_SHEET_H

#include "sheet_draft.h"
#include "sheet_grid.h"

struct sheet;

/* What is different in each. */
struct sheet_kind {
    const char *form;   /* of its drafts */
    const char *table;  /* 测评表: for questions */
    const char *record; /* 这次评议 */
    const char *gaps;   /* filled in elsewhere, once it is saved */
    const struct ledger *ledger;
    /* What is written, when it is not one record: 党费核定 2027 年; NULL. */
    const char *(*name)(const struct sheet *s, struct arena *a);
    /* Reads the record, id 0: makes a new one; on failure nothing changes. */
    bool (*read)(struct sheet *s, int64_t id, struct err *err);
    const struct record *(*now)(const struct sheet *s);
    const struct record *(*was)(const struct sheet *s);
    bool (*changed)(const struct sheet *s);
    /* Rows came, went or were read anew. */
    void (*show)(struct sheet *s);
    /* All that differs from the book, and back; returns how many fields do not
       fit any more. */
    struct sheet_fields (*pack)(struct sheet *s, struct arena *a);
    size_t (*unpack)(struct sheet *s, const struct draft_field *list, size_t n);
    enum view_result (*keep)(struct sheet *s); /* F2 */
};

/* First member of every sheet's own struct. */
struct sheet {
    struct view view;
    const struct sheet_kind *kind;
    struct app *app;
    struct arena arena;
    struct grid grid;
    struct sheet_draft draft;
    struct grid_at picking;
};

/* ---- opening ---------------------------------------------------------- */

/* The grid has been made; false: told why, and the sheet is to be closed. */
bool sheet_read(struct sheet *s, int64_t id);
/* In the branch it was written in.  False: told why. */
bool sheet_read_draft(struct sheet *s, const struct draft *d);
bool sheet_has_draft(const struct sheet *s, const char *id);
void sheet_clear(struct sheet *s);

/* ---- typing ----------------------------------------------------------- */

/* As if it were typed into that cell; a refusal is told. */
bool sheet_type(struct sheet *s, struct grid_at at, const char *typed);
/* What stands in a field, as it is shown; lent until the next draw. */
const char *sheet_shown(const struct sheet *s, const struct record *r,
                        int field);
/* F4 on a day: into `picking`. */
void sheet_pick_day(struct sheet *s, const char *title, int day);
/* Something was put in. */
void sheet_changed(struct sheet *s);
/* Something is typed that is not saved, in a cell or not left yet. */
bool sheet_is_unsaved(const struct sheet *s);

/* ---- keeping and leaving ---------------------------------------------- */

void sheet_write_draft(struct sheet *s);
enum view_result sheet_back(struct sheet *s);
/* The commands that are the same everywhere; VIEW_PASS: another one. */
enum view_result sheet_command(struct sheet *s, int cmd);
/* The rest of the record, in a plain form. */
void sheet_open_record(struct sheet *s);
/* Saved: told, its draft gone. */
enum view_result sheet_saved(struct sheet *s);
/* Another window has saved it: read anew, with what was typed on top. */
void sheet_take_over(struct sheet *s);

/* ---- of the view ------------------------------------------------------ */

void sheet_tick(struct view *view, struct ui *ui, int64_t now_ms);
void sheet_hang_up(struct view *view, struct ui *ui);
void sheet_uncovered(struct view *view, struct ui *ui);
bool sheet_unsaved(const struct view *view);

#endif
