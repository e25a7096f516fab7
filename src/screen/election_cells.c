/* The cells of a count: which field stands where, what is shown, what is put
   in.  The blank row below the candidates takes a name. */
#include "election_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"

enum column {
    COL_MARK,
    COL_NO,
    COL_NAME,
    COL_ADDED,
    COL_YES,
    COL_NOES,
    COL_ABSTAIN,
    COL_RESULT,
    COL_POST
};

static const struct grid_column columns[] = {
    [COL_MARK] = {.title = "", .cols = 1},
    [COL_NO] = {"序", 2, 2, 1, FIT_RIGHT, false},
    [COL_NAME] = {"姓名", 8, 16, 0, FIT_LEFT, true},
    [COL_ADDED] = {"另选", 4, 4, 0, FIT_LEFT, false},
    [COL_YES] = {"赞成", 4, 6, 0, FIT_RIGHT, false},
    [COL_NOES] = {"不赞成", 6, 6, 0, FIT_RIGHT, false},
    [COL_ABSTAIN] = {"弃权", 4, 6, 0, FIT_RIGHT, false},
    [COL_RESULT] = {"结果", 4, 6, 0, FIT_LEFT, false},
    [COL_POST] = {"分工", 12, 16, 0, FIT_LEFT, true},
};

static const int column_fields[] = {
    [COL_MARK] = -1,
    [COL_NO] = -1,
    [COL_NAME] = -1,
    [COL_ADDED] = CANDIDATE_ADDED,
    [COL_YES] = CANDIDATE_YES,
    [COL_NOES] = CANDIDATE_NO,
    [COL_ABSTAIN] = CANDIDATE_ABSTAIN,
    [COL_RESULT] = -1,
    [COL_POST] = CANDIDATE_POST,
};

static const struct grid_cell cells[] = {
    {"选举种类", 16, true, false}, {"选举日期", 11, false, false},
    {"应选名额", 3, false, false}, {"备注", 10, true, false},
    {"应到会", 4, false, true},    {"实到会", 4, false, false},
    {"发出", 4, false, false},     {"收回", 4, false, false},
    {"废票", 4, false, false},     {"监票计票", 11, true, false},
};

static const int cell_fields[] = {
    ELECTION_KIND,     ELECTION_ON,      ELECTION_SEATS,  ELECTION_NOTE,
    ELECTION_ENTITLED, ELECTION_PRESENT, ELECTION_ISSUED, ELECTION_RETURNED,
    ELECTION_SPOILED,  ELECTION_TELLERS};

int election_field_at(const struct election_view *v, struct grid_at at)
{
    (void)v;
    return at.row == GRID_HEAD ? cell_fields[at.col] : column_fields[at.col];
}

struct grid_at election_cell_of(const struct election_view *v,
                                const char *column)
{
    struct grid_at at = {GRID_HEAD, 0};
    int field = ledger_field(&ledger_election, column);
    for (size_t i = 0; i < ARRAY_LEN(cell_fields); i++) {
        at.col = cell_fields[i] == field ? (int)i : at.col;
    }
    if (field < 0 && v->sheet.grid.n_rows > 1) {
        int row = v->sheet.grid.at.row >= 0 ? v->sheet.grid.at.row : 0;
        at = (struct grid_at){row, COL_YES};
    }
    return at;
}

int election_row_at(const struct election_view *v, struct grid_at at)
{
    return at.row < 0 || at.row >= v->sheet.grid.n_rows - 1
               ? -1
               : (int)v->rows[at.row];
}

/* ---- source ----------------------------------------------------------- */

static const char *row_text(struct election_view *v, int row, int col)
{
    const struct election_row *r = &v->e.rows[row];
    switch (col) {
    case COL_MARK:
        return "";
    case COL_NO:
        return arena_printf(&v->sheet.app->ui.frame, "%d",
                            (int)record_int(&r->now, CANDIDATE_ORD));
    case COL_NAME:
        return r->name;
    case COL_ADDED:
        return record_int(&r->now, CANDIDATE_ADDED) != 0 ? "另选" : "";
    case COL_RESULT:
        return record_int(&r->now, CANDIDATE_ELECTED) != 0 ? "当选"
               : r->again                                  ? "再投"
                                                           : "";
    default:
        return sheet_shown(&v->sheet, &r->now, column_fields[col]);
    }
}

static const char *text(void *ctx, struct grid_at at)
{
    struct election_view *v = ctx;
    int row = election_row_at(v, at);
    if (at.row == GRID_HEAD) {
        return sheet_shown(&v->sheet, &v->e.now, cell_fields[at.col]);
    }
    if (row >= 0) {
        return row_text(v, row, at.col);
    }
    return at.col == COL_NAME ? "写姓名…" : "";
}

static enum role role(void *ctx, struct grid_at at)
{
    struct election_view *v = ctx;
    int row = election_row_at(v, at);
    if (at.row == GRID_HEAD) {
        return ROLE_TEXT;
    }
    if (row < 0) {
        return ROLE_DIM;
    }
    bool elected = record_int(&v->e.rows[row].now, CANDIDATE_ELECTED) != 0;
    if (at.col == COL_RESULT) {
        return elected ? ROLE_OK : ROLE_WARN;
    }
    return ROLE_TEXT;
}

static bool is_open(void *ctx, struct grid_at at)
{
    struct election_view *v = ctx;
    int row = election_row_at(v, at);
    if (at.row == GRID_HEAD) {
        return true;
    }
    if (row < 0) {
        return at.col == COL_NAME && at.row == v->sheet.grid.n_rows - 1;
    }
    if (at.col == COL_POST) {
        return record_int(&v->e.rows[row].now, CANDIDATE_ELECTED) != 0;
    }
    return column_fields[at.col] >= 0;
}

static bool put(void *ctx, struct grid_at at, const char *typed,
                struct err *err)
{
    struct election_view *v = ctx;
    int row = election_row_at(v, at);
    bool ok = true;
    if (at.row == GRID_HEAD) {
        ok = election_put(&v->e, cell_fields[at.col], typed, err);
    } else if (row >= 0) {
        ok = election_row_put(&v->e, (size_t)row, column_fields[at.col], typed,
                              err);
    } else if (typed[0] != '\0') {
        ok = election_add(&v->e, typed, err);
    }
    if (ok) {
        election_show_rows(v);
        sheet_changed(&v->sheet);
    }
    return ok;
}

void election_add_person(struct election_view *v, const char *typed)
{
    const struct grid_at blank = {v->sheet.grid.n_rows - 1, COL_NAME};
    if (sheet_type(&v->sheet, blank, typed)) {
        v->sheet.grid.at = (struct grid_at){v->sheet.grid.n_rows - 2, COL_YES};
    }
}

/* ---- making ----------------------------------------------------------- */

void election_show_rows(struct election_view *v)
{
    int n = 0;
    v->verdict = election_judge_now(&v->e);
    v->rows = arena_array(&v->sheet.arena, v->e.n + 1, sizeof *v->rows);
    for (size_t i = 0; i < v->e.n; i++) {
        if (!v->e.rows[i].gone) {
            v->rows[n++] = i;
        }
    }
    grid_set_rows(&v->sheet.grid, n + 1);
}

void election_grid_make(struct election_view *v)
{
    struct grid_source source = {v, text, role, is_open, put};
    grid_init(&v->sheet.grid, columns, ARRAY_LEN(columns), cells,
              ARRAY_LEN(cells), source);
}
