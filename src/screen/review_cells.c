/* The cells of a tally: which field stands where, what is shown, what is put
   in. */
#include "review_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/tui/dialog.h"

enum column {
    COL_MARK,
    COL_NO,
    COL_NAME,
    COL_BEST,
    COL_GOOD,
    COL_BASIC,
    COL_BAD,
    COL_SPOILED,
    COL_OWN,
    COL_GRADE
};

static const struct grid_column columns[] = {
    [COL_MARK] = {.title = "", .cols = 1},
    [COL_NO] = {"序", 2, 2, 1, FIT_RIGHT, false},
    [COL_NAME] = {"姓名", 6, 14, 0, FIT_LEFT, false},
    [COL_BEST] = {"优秀", 4, 6, 0, FIT_RIGHT, false},
    [COL_GOOD] = {"合格", 4, 6, 0, FIT_RIGHT, false},
    [COL_BASIC] = {"基本合格", 8, 8, 0, FIT_RIGHT, false},
    [COL_BAD] = {"不合格", 6, 6, 0, FIT_RIGHT, false},
    [COL_SPOILED] = {"废票", 4, 6, 0, FIT_RIGHT, false},
    [COL_OWN] = {"自评", 8, 9, 0, FIT_LEFT, false},
    [COL_GRADE] = {"评定", 9, 9, 0, FIT_LEFT, false},
};

static const int column_fields[] = {
    [COL_MARK] = -1,
    [COL_NO] = -1,
    [COL_NAME] = -1,
    [COL_BEST] = REVIEW_LINE_BEST,
    [COL_GOOD] = REVIEW_LINE_GOOD,
    [COL_BASIC] = REVIEW_LINE_BASIC,
    [COL_BAD] = REVIEW_LINE_BAD,
    [COL_SPOILED] = REVIEW_LINE_SPOILED,
    [COL_OWN] = REVIEW_LINE_OWN,
    [COL_GRADE] = REVIEW_LINE_GRADE,
};

static const struct grid_cell cells[] = {
    {"所属年度", 5, false, false},  {"评议日期", 11, false, false},
    {"定等日期", 11, false, false}, {"应参加", 4, false, true},
    {"实参加", 4, false, false},    {"发出", 4, false, false},
    {"收回", 4, false, false},      {"监票计票", 16, true, false},
};

static const int cell_fields[] = {
    REVIEW_YEAR,    REVIEW_ON,     REVIEW_DECIDED,  REVIEW_DUE,
    REVIEW_PRESENT, REVIEW_ISSUED, REVIEW_RETURNED, REVIEW_TELLERS};

int review_field_at(const struct review_view *v, struct grid_at at)
{
    (void)v;
    return at.row == GRID_HEAD ? cell_fields[at.col] : column_fields[at.col];
}

struct grid_at review_cell_of(const struct review_view *v, const char *column)
{
    struct grid_at at = {GRID_HEAD, 0};
    int field = ledger_field(&ledger_review, column);
    for (size_t i = 0; i < ARRAY_LEN(cell_fields); i++) {
        at.col = cell_fields[i] == field ? (int)i : at.col;
    }
    for (int i = 0; field < 0 && i < v->sheet.grid.n_rows; i++) {
        if (review_row_fault(&v->r, v->rows[i], &v->sheet.app->ui.frame) !=
            NULL) {
            return (struct grid_at){i, COL_BEST};
        }
    }
    return at;
}

int review_row_at(const struct review_view *v, struct grid_at at)
{
    return at.row == GRID_HEAD || at.row >= v->sheet.grid.n_rows
               ? -1
               : (int)v->rows[at.row];
}

/* ---- source ----------------------------------------------------------- */

static const char *row_text(struct review_view *v, size_t i, int col)
{
    struct arena *frame = &v->sheet.app->ui.frame;
    const struct review_row *row = &v->r.rows[i];
    const char *proposed;
    switch (col) {
    case COL_MARK:
        return review_row_fault(&v->r, i, frame) != NULL ? "!" : "";
    case COL_NO:
        return arena_printf(frame, "%d",
                            (int)record_int(&row->now, REVIEW_LINE_ORD));
    case COL_NAME:
        return row->name;
    case COL_GRADE:
        proposed = review_proposal(&v->r, i);
        if (record_is_null(&row->now, REVIEW_LINE_GRADE) &&
            proposed[0] != '\0') {
            return arena_printf(frame, "%s?",
                                codes_name("review_grade", proposed));
        }
        break;
    default:
        break;
    }
    return sheet_shown(&v->sheet, &row->now, column_fields[col]);
}

static const char *text(void *ctx, struct grid_at at)
{
    struct review_view *v = ctx;
    return at.row == GRID_HEAD
               ? sheet_shown(&v->sheet, &v->r.now, cell_fields[at.col])
               : row_text(v, v->rows[at.row], at.col);
}

static enum role role(void *ctx, struct grid_at at)
{
    struct review_view *v = ctx;
    if (at.row == GRID_HEAD) {
        return ROLE_TEXT;
    }
    const struct review_row *row = &v->r.rows[v->rows[at.row]];
    if (record_int(&row->now, REVIEW_LINE_GRADED) == 0) {
        return ROLE_DIM;
    }
    if (at.col != COL_OWN && at.col != COL_GRADE && at.col != COL_NO &&
        review_row_fault(&v->r, v->rows[at.row], &v->sheet.app->ui.frame) !=
            NULL) {
        return ROLE_ERROR;
    }
    if (at.col == COL_GRADE && record_is_null(&row->now, REVIEW_LINE_GRADE)) {
        return ROLE_RUNNING;
    }
    return ROLE_TEXT;
}

static bool is_open(void *ctx, struct grid_at at)
{
    struct review_view *v = ctx;
    if (at.row == GRID_HEAD) {
        return true;
    }
    if (at.row >= v->sheet.grid.n_rows || column_fields[at.col] < 0) {
        return false;
    }
    const struct review_row *row = &v->r.rows[v->rows[at.row]];
    return at.col == COL_OWN || record_int(&row->now, REVIEW_LINE_GRADED) != 0;
}

static bool put(void *ctx, struct grid_at at, const char *typed,
                struct err *err)
{
    struct review_view *v = ctx;
    int field = review_field_at(v, at);
    bool ok = at.row == GRID_HEAD
                  ? review_put(&v->r, field, typed, err)
                  : review_row_put(&v->r, v->rows[at.row], field, typed, err);
    if (ok) {
        v->warned = false;
        review_show_rows(v);
        sheet_changed(&v->sheet);
    }
    return ok;
}

/* ---- making ----------------------------------------------------------- */

void review_show_rows(struct review_view *v)
{
    int n = 0;
    v->rows = arena_array(&v->sheet.arena, v->r.n + 1, sizeof *v->rows);
    for (size_t i = 0; i < v->r.n; i++) {
        if (!v->r.rows[i].gone) {
            v->rows[n++] = i;
        }
    }
    grid_set_rows(&v->sheet.grid, n);
}

void review_grid_make(struct review_view *v)
{
    struct grid_source source = {v, text, role, is_open, put};
    grid_init(&v->sheet.grid, columns, ARRAY_LEN(columns), cells,
              ARRAY_LEN(cells), source);
}
