/* What the screens of an import share: import_view.c (which file, which book),
   import_heads.c (what each column is), import_rows.c with import_rows_draw.c
   (what becomes of the rows), import_row.c (one of them, side by side),
   import_keep.c (saving, and handing back what is bad), import_choice.c (what
   the clerk has decided so far), import_draft.c (the same, kept). */
#ifndef PBTUI_SCREEN_IMPORT_SCREEN_H
#define PBTUI_SCREEN_IMPORT_SCREEN_H

#include "pbtui/ledger/import.h"
#include "pbtui/report/cells.h"
#include "pbtui/screen/app.h"
#include "sheet_draft.h"

/* A column that the clerk has said something of. */
struct import_said {
    size_t at;
    const char *field; /* its column; "": not used */
};
/* A field of a row, whose value was chosen by itself. */
struct import_pick {
    size_t row;
    const char *column;
    bool taken;
};

enum { SHEET_CHARS = 40 };

/* Lives as long as the screen of columns, which is below all others. */
struct importing {
    struct app *app;
    const struct ledger *ledger;
    struct view *base;  /* what was on top when it began; all above it closes */
    struct arena arena; /* of what is said here */
    const char *path;
    const char *sheet; /* NULL: the first */
    /* Of a workbook in whose sheet nothing was found: what else it has; NULL */
    const char *others;
    struct arena *file_arena;
    struct cells_file file;
    struct arena found;
    struct import_report report; /* of the last look */

    struct import_said *said;
    size_t n_said, cap_said;
    bool take_all;
    struct import_pick *picks; /* by row and column */
    size_t n_picks, cap_picks;
    size_t *left; /* rows, in order */
    size_t n_left, cap_left;
    struct sheet_draft draft; /* of all this */
};

/* ---- import_choice.c ----------------------------------------------------- */

/* NULL: nothing was said of it. */
const struct import_said *importing_said(const struct importing *i, size_t at);
/* field NULL: as the program finds it. */
void importing_say(struct importing *i, size_t at, const char *field);
bool importing_takes(const struct importing *i, size_t row, const char *column);
void importing_take(struct importing *i, size_t row, const char *column,
                    bool taken);
/* Of all rows; what was chosen field by field is forgotten. */
void importing_take_all(struct importing *i, bool taken);
bool importing_is_left(const struct importing *i, size_t row);
void importing_leave(struct importing *i, size_t row, bool left);
/* With the rows below that are the same: without it they would be the ones that
   count. */
void importing_leave_line(struct importing *i, const struct import_line *line,
                          bool left);
/* Something was decided that closing would lose. */
bool importing_has_decided(const struct importing *i);
/* Some value of the file is taken for one that is here. */
bool importing_takes_any(const struct importing *i);
void importing_forget_rows(struct importing *i);

/* ---- import_view.c --------------------------------------------------------
 */

struct importing *importing_new(struct app *app, const struct ledger *l,
                                struct view *base, const char *path);
/* Opens the file (again) and looks at it; on failure all is as before. */
bool importing_open(struct importing *i, const char *sheet, struct err *err);
/* A dry run with what was said, into the report. */
bool importing_look(struct importing *i, struct err *err);
/* The run itself; `out` lives in the arena. */
bool importing_run(struct importing *i, struct arena *a, bool save,
                   bool skip_bad, struct import_report *out, struct err *err);
void importing_free(struct importing *i);
/* The book is asked for, those first whose fields the file has. */
void importing_ask_book(struct app *app, const char *path,
                        void (*answer)(void *ctx, const struct ledger *l),
                        void *ctx);

/* ---- import_draft.c -------------------------------------------------------
 */

/* Something was decided: written a moment later, by the tick of that view. */
void importing_changed(struct importing *i, struct view *view);
void importing_write_draft(struct importing *i);

/* ---- the screens ----------------------------------------------------------
 */

void import_heads_open(struct importing *i);
void import_rows_open(struct importing *i);
/* The line in the list of rows, and how to go on to its neighbours. */
struct import_walk {
    const struct import_line *(*step)(void *ctx, int by); /* NULL: no more */
    void *ctx;
};
void import_row_open(struct importing *i, const struct import_line *line,
                     const struct import_walk *walk);

/* 新增 一样 补充 不一致 重复 有问题 略过 */
const char *import_fate_word(enum import_fate fate);
/* A line's own, with what the clerk has decided: 不导入, 用文件的. */
const char *import_line_word(const struct importing *i,
                             const struct import_line *line);
/* What there is to say of it, in one line. */
const char *import_line_about(const struct importing *i, struct arena *a,
                              const struct import_line *line);
/* All that it would change: what differs, then what is filled in. */
size_t import_line_items(const struct import_line *line);
const struct import_difference *import_line_item(const struct import_line *line,
                                                 size_t at);
/* May be left out, or taken again. */
bool import_line_counts(const struct import_line *line);

/* ---- import_keep.c --------------------------------------------------------
 */

/* Asks and does it; all screens of the import close after it was done. */
void import_keep(struct importing *i);
/* How many rows there are of a fate, without those that are left out. */
size_t importing_count(const struct importing *i, enum import_fate fate);
void import_keep_bad(struct importing *i);

#endif
