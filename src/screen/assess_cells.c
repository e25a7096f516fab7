/* The cells of a year's 党费核定: which field stands where, what is shown, what
   is put in. */
#include "assess_screen.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

enum column {
    COL_MARK,
    COL_NO,
    COL_NAME,
    COL_CATEGORY,
    COL_LAST_BASE,
    COL_LAST_FEN,
    COL_BASE,
    COL_RATE,
    COL_FEN,
    COL_MORE,
    COL_REMARK
};

static const struct grid_column columns[] = {
    [COL_MARK] = {.title = "", .cols = 1},
    [COL_NO] = {"序", 3, 4, 3, FIT_RIGHT, false},
    [COL_NAME] = {"姓名", 8, 14, 0, FIT_LEFT, false},
    [COL_CATEGORY] = {"类别", 6, 10, 0, FIT_LEFT, true},
    [COL_LAST_BASE] = {"上年基数", 9, 11, 0, FIT_RIGHT, false},
    [COL_LAST_FEN] = {"上年应交", 8, 10, 2, FIT_RIGHT, false},
    [COL_BASE] = {"今年基数", 9, 11, 0, FIT_RIGHT, false},
    [COL_RATE] = {"比例", 4, 5, 5, FIT_RIGHT, false},
    [COL_FEN] = {"今年应交", 8, 10, 0, FIT_RIGHT, false},
    [COL_MORE] = {"差额", 8, 9, 4, FIT_RIGHT, false},
    [COL_REMARK] = {"提示", 10, 28, 0, FIT_LEFT, false},
};

static const int column_fields[] = {
    [COL_MARK] = -1,          [COL_NO] = -1,
    [COL_NAME] = -1,          [COL_CATEGORY] = ASSESS_CATEGORY,
    [COL_LAST_BASE] = -1,     [COL_LAST_FEN] = -1,
    [COL_BASE] = ASSESS_BASE, [COL_RATE] = -1,
    [COL_FEN] = ASSESS_FEN,   [COL_MORE] = -1,
    [COL_REMARK] = -1,
};

static const struct grid_cell cells[] = {
    {"年度", 4, false, false},
    {"起始月", 7, false, false},
    {"研究日期", 10, false, false},
    {"会议", 26, true, false},
};

static const int cell_fields[] = {ASSESS_YEAR, ASSESS_FROM, ASSESS_DECIDED,
                                  ASSESS_EVENT};

int assess_field_at(struct grid_at at)
{
    return at.row == GRID_HEAD ? cell_fields[at.col] : column_fields[at.col];
}

int assess_row_at(const struct assess_view *v, struct grid_at at)
{
    return at.row == GRID_HEAD || at.row >= (int)v->y.n ? -1 : at.row;
}

static const struct dues_category *category_of(const struct assess_view *v,
                                               const struct assess_row *row)
{
    return row->category[0] == '\0'
               ? NULL
               : dues_category(book_dues(v->sheet.app->book), row->category,
                               month_first_day(row->first));
}

static bool is_gone(const struct assess_row *row)
{
    return (row->remarks & ASSESS_GONE) != 0;
}

static bool is_fixed(const struct assess_view *v, const struct assess_row *row)
{
    const struct dues_category *c = category_of(v, row);
    return c != NULL && c->basis_kind == DUES_FIXED;
}

/* ---- texts ------------------------------------------------------------ */

static const char *money_or_none(struct arena *a, int64_t fen)
{
    char text[32];
    return fen < 0 ? "" : arena_str(a, money_text(fen, text));
}

static const char *more_text(struct arena *a, const struct assess_row *row)
{
    char text[32];
    int64_t more = row->fen - row->last_fen;
    if (row->fen < 0 || row->last_fen < 0 || more == 0) {
        return "";
    }
    return arena_printf(a, "%s%s", more > 0 ? "+" : "-",
                        money_text(more > 0 ? more : -more, text));
}

/* What F2 does with the row: ! cannot, + new, * changed. */
static const char *mark_of(const struct assess_view *v,
                           const struct assess_row *row)
{
    if (is_gone(row)) {
        return "";
    }
    if (row->fen < 0) {
        return "!";
    }
    return row->id == 0 ? "+" : assess_row_wanted(&v->y, row) ? "*" : "";
}

static const char *row_text(const struct assess_view *v, size_t i, int col)
{
    struct arena *a = &v->sheet.app->ui.frame;
    const struct assess_row *row = &v->y.rows[i];
    const struct dues_category *c;
    char rate[16];
    switch (col) {
    case COL_MARK:
        return mark_of(v, row);
    case COL_NO:
        return arena_printf(a, "%zu", i + 1);
    case COL_NAME:
        return row->name;
    case COL_CATEGORY:
        c = category_of(v, row);
        return c != NULL ? c->brief : row->category;
    case COL_LAST_BASE:
        return money_or_none(a, row->last_base);
    case COL_LAST_FEN:
        return money_or_none(a, row->last_fen);
    case COL_BASE:
        return money_or_none(a, row->base);
    case COL_RATE:
        return row->rate < 0 ? ""
                             : arena_str(a, dues_rate_text(row->rate, rate));
    case COL_FEN:
        return money_or_none(a, row->fen);
    case COL_MORE:
        return more_text(a, row);
    default:
        return assess_remark_brief(row, a);
    }
}

/* Decided before, and nothing typed now: the day that stands in the book. */
static bool shows_before(const struct assess_view *v, int field)
{
    return field == ASSESS_DECIDED && v->y.decided_on == DATE_NONE &&
           v->y.decided_before != DATE_NONE;
}

static const char *head_text(const struct assess_view *v, int field)
{
    struct arena *a = &v->sheet.app->ui.frame;
    char text[11];
    switch (field) {
    case ASSESS_YEAR:
        return arena_printf(a, "%d", v->year);
    case ASSESS_FROM:
        return arena_str(a, month_text(v->y.from, text));
    default:
        return shows_before(v, field)
                   ? arena_str(a, date_text(v->y.decided_before, text))
                   : sheet_shown(&v->sheet, &v->now, field);
    }
}

static const char *text(void *ctx, struct grid_at at)
{
    struct assess_view *v = ctx;
    return at.row == GRID_HEAD ? head_text(v, cell_fields[at.col])
                               : row_text(v, (size_t)at.row, at.col);
}

/* ---- roles ------------------------------------------------------------ */

static enum role remark_role(const struct assess_row *row)
{
    if ((row->remarks & ASSESS_MISSING) != 0) {
        return ROLE_ERROR;
    }
    return (row->remarks & ~(unsigned)ASSESS_NEW) != 0 ? ROLE_WARN
                                                       : ROLE_RUNNING;
}

static enum role role(void *ctx, struct grid_at at)
{
    struct assess_view *v = ctx;
    if (at.row == GRID_HEAD) {
        int field = cell_fields[at.col];
        return field == ASSESS_FROM || shows_before(v, field) ? ROLE_DIM
                                                              : ROLE_TEXT;
    }
    const struct assess_row *row = &v->y.rows[at.row];
    if (is_gone(row)) {
        return ROLE_DIM;
    }
    switch (at.col) {
    case COL_REMARK:
        return remark_role(row);
    case COL_MARK:
        return row->fen < 0 ? ROLE_ERROR : ROLE_OK;
    case COL_LAST_BASE:
    case COL_LAST_FEN:
        return ROLE_DIM;
    default:
        return ROLE_TEXT;
    }
}

/* ---- typing ----------------------------------------------------------- */

static bool row_open(const struct assess_view *v, const struct assess_row *row,
                     int col)
{
    if (assess_row_locked(v, row) != NULL) {
        /* The cursor comes here; nothing is typed. */
        return col == COL_BASE;
    }
    switch (col) {
    case COL_CATEGORY:
        return true;
    case COL_BASE:
        return !is_fixed(v, row);
    case COL_FEN:
        return is_fixed(v, row);
    default:
        return false;
    }
}

static bool is_open(void *ctx, struct grid_at at)
{
    struct assess_view *v = ctx;
    if (at.row == GRID_HEAD) {
        return cell_fields[at.col] != ASSESS_FROM;
    }
    return at.row < (int)v->y.n && row_open(v, &v->y.rows[at.row], at.col);
}

static bool put_year(struct assess_view *v, const char *typed, struct err *err)
{
    struct value value;
    struct record head = record_copy(&v->now, &v->sheet.arena);
    int before = v->year;
    if (!field_parse(&ledger_assess.fields[ASSESS_YEAR], v->sheet.app->book,
                     &v->sheet.arena, typed, &value, err)) {
        return false;
    }
    if (value.type == VALUE_NULL || value.i == before) {
        return true;
    }
    if (assess_changed(&v->sheet)) {
        return err_set(err, ERR_RULE, "E-ASSESS-045",
                       "这一年的核定改过还没有保存，先保存（F2）再换年度。");
    }
    v->year = (int)value.i;
    if (!v->sheet.kind->read(&v->sheet, 0, err)) {
        v->year = before;
        v->now = head;
        return false;
    }
    v->sheet.kind->show(&v->sheet);
    return true;
}

static bool put_head(struct assess_view *v, int field, const char *typed,
                     struct err *err)
{
    struct book *b = v->sheet.app->book;
    if (field == ASSESS_YEAR) {
        return put_year(v, typed, err);
    }
    if (!record_type(&v->now, b, &v->sheet.arena, field, typed, err)) {
        return false;
    }
    v->y.decided_on = record_day(&v->now, ASSESS_DECIDED);
    v->y.event = record_int(&v->now, ASSESS_EVENT);
    return true;
}

static bool put_row(struct assess_view *v, size_t i, int field,
                    const char *typed, struct err *err)
{
    const struct assess_row *row = &v->y.rows[i];
    const char *locked = assess_row_locked(v, row);
    if (locked != NULL) {
        return err_set(err, ERR_RULE, "E-ASSESS-046", "%s：%s。", row->name,
                       locked);
    }
    switch (field) {
    case ASSESS_CATEGORY:
        typed = assess_category_typed(&v->sheet, month_first_day(row->first),
                                      typed, err);
        return typed != NULL && assess_year_category(&v->y, i, typed, err);
    case ASSESS_BASE:
        return assess_year_base(&v->y, i, typed, err);
    default:
        return assess_year_amount(&v->y, i, typed, err);
    }
}

static bool put(void *ctx, struct grid_at at, const char *typed,
                struct err *err)
{
    struct assess_view *v = ctx;
    int field = assess_field_at(at);
    bool ok = at.row == GRID_HEAD
                  ? put_head(v, field, typed, err)
                  : put_row(v, (size_t)at.row, field, typed, err);
    if (ok) {
        v->asking.seen = false;
        grid_set_rows(&v->sheet.grid, (int)v->y.n);
        sheet_changed(&v->sheet);
    }
    return ok;
}

struct grid_at assess_cell_in(const struct assess_view *v, int row)
{
    bool fixed = is_fixed(v, &v->y.rows[row]) &&
                 assess_row_locked(v, &v->y.rows[row]) == NULL;
    return (struct grid_at){row, fixed ? COL_FEN : COL_BASE};
}

struct grid_at assess_cell_of(const struct assess_view *v, const char *name,
                              const char *column)
{
    int field = ledger_field(&ledger_assess, column);
    for (size_t i = 0; i < ARRAY_LEN(cell_fields); i++) {
        if (cell_fields[i] == field && field != ASSESS_FROM) {
            return (struct grid_at){GRID_HEAD, (int)i};
        }
    }
    for (size_t i = 0; i < v->y.n; i++) {
        const struct assess_row *row = &v->y.rows[i];
        size_t n = strlen(row->name);
        if (strncmp(name, row->name, n) == 0 &&
            strncmp(name + n, "：", strlen("：")) == 0) {
            return field == ASSESS_CATEGORY
                       ? (struct grid_at){(int)i, COL_CATEGORY}
                       : assess_cell_in(v, (int)i);
        }
    }
    return v->sheet.grid.at;
}

void assess_grid_make(struct assess_view *v)
{
    struct grid_source source = {v, text, role, is_open, put};
    grid_init(&v->sheet.grid, columns, ARRAY_LEN(columns), cells,
              ARRAY_LEN(cells), source);
}
