/* The cells of a worksheet: which field or item stands where, what is shown,
   what is put in, what a closed month keeps. */
#include <inttypes.h>
#include <string.h>

#include "assess_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/pinyin.h"

#define FIELD_STAFF (-2)

enum column { COL_TITLE, COL_FEN, COL_TEXT };

static const struct grid_column columns[] = {
    [COL_TITLE] = {"项目", 18, 28, 0, FIT_LEFT, false},
    [COL_FEN] = {"金额（元）", 10, 12, 0, FIT_RIGHT, false},
    [COL_TEXT] = {"说明、内容", 26, 90, 0, FIT_LEFT, true},
};

static const struct grid_cell cells[] = {
    {"姓名", 10, true, false},      {"年度", 4, false, false},
    {"起始月", 7, false, false},    {"截止月", 7, false, false},
    {"签字", 10, false, false},     {"类别", 20, true, false},
    {"原因", 8, true, false},       {"人员", 6, true, false},
    {"研究日期", 10, false, false}, {"会议", 28, true, false},
    {"基数", 12, false, false},     {"每月应交", 9, false, false},
};

static const int cell_fields[] = {
    ASSESS_PERSON,  ASSESS_YEAR,     ASSESS_FROM,   ASSESS_TO,
    ASSESS_SIGNED,  ASSESS_CATEGORY, ASSESS_REASON, FIELD_STAFF,
    ASSESS_DECIDED, ASSESS_EVENT,    ASSESS_BASE,   ASSESS_FEN,
};

bool assess_sheet_is_staff(struct grid_at at)
{
    return at.row == GRID_HEAD && cell_fields[at.col] == FIELD_STAFF;
}

int assess_sheet_field_at(const struct assess_sheet_view *v, struct grid_at at)
{
    const struct assess_shown *row = assess_shown_at(v, at);
    if (at.row == GRID_HEAD) {
        return cell_fields[at.col] == FIELD_STAFF ? -1 : cell_fields[at.col];
    }
    return row != NULL && row->kind == ASSESS_FIELD ? row->field : -1;
}

struct grid_at assess_sheet_cell_of(const struct assess_sheet_view *v,
                                    const char *column)
{
    int field = ledger_field(&ledger_assess, column);
    for (size_t i = 0; i < ARRAY_LEN(cell_fields); i++) {
        if (cell_fields[i] == field && field != ASSESS_PERSON) {
            return (struct grid_at){GRID_HEAD, (int)i};
        }
    }
    for (int i = 0; i < v->sheet.grid.n_rows; i++) {
        if (v->rows[i].kind == ASSESS_FIELD && v->rows[i].field == field) {
            return (struct grid_at){i, COL_TEXT};
        }
    }
    return v->sheet.grid.at;
}

struct grid_at assess_sheet_cell_at(const struct assess_sheet_view *v, int row)
{
    return (struct grid_at){row, v->rows[row].kind == ASSESS_FIELD ? COL_TEXT
                                                                   : COL_FEN};
}

/* To what is missing, else to the first item, else to the base; of what is
   closed, to what may still be filled in. */
struct grid_at assess_sheet_start(const struct assess_sheet_view *v)
{
    const struct record *r = &v->s.now;
    if (v->s.closed != MONTH_NONE) {
        return assess_sheet_cell_of(v, "signed_on");
    }
    if (record_is_null(r, ASSESS_CATEGORY)) {
        return assess_sheet_cell_of(v, "category");
    }
    if (record_is_null(r, ASSESS_REASON)) {
        return assess_sheet_cell_of(v, "reason");
    }
    struct assess_sheet_sums sums = assess_sheet_sums(v);
    bool itemised = sums.in > 0 || record_is_null(r, ASSESS_BASE);
    for (int i = 0; itemised && i < v->sheet.grid.n_rows; i++) {
        if (v->rows[i].kind == ASSESS_ITEM) {
            return (struct grid_at){i, COL_FEN};
        }
    }
    return assess_sheet_cell_of(v, record_is_null(r, ASSESS_RELIEF) ? "base_fen"
                                                                    : "relief");
}

/* ---- texts ------------------------------------------------------------ */

static const char *money(const struct assess_sheet_view *v, int64_t fen)
{
    char text[32];
    return arena_str(&v->sheet.app->ui.frame, money_text(fen, text));
}

static const char *group_text(const struct assess_sheet_view *v,
                              const struct assess_shown *row, int col)
{
    struct assess_sheet_sums s = assess_sheet_sums(v);
    switch (row->kind) {
    case ASSESS_GROUP_IN:
    case ASSESS_GROUP_LESS:
        return col == COL_TITLE ? row->title
               : col == COL_FEN
                   ? money(v, row->kind == ASSESS_GROUP_IN ? s.in : s.less)
                   : "";
    case ASSESS_GROUP_OUT:
        return col == COL_TITLE ? row->title
               : col == COL_FEN
                   ? arena_printf(&v->sheet.app->ui.frame, "%zu 项", s.n_out)
               : v->outs ? "只列出，不算基数；空格收起"
                         : "只列出，不算基数；空格展开";
    default:
        return col == COL_TITLE ? row->title : "";
    }
}

static const char *item_text(const struct assess_sheet_view *v,
                             const struct assess_line *l, int col)
{
    switch (col) {
    case COL_TITLE:
        return arena_printf(&v->sheet.app->ui.frame, "  %s", l->item->title);
    case COL_FEN:
        return l->fen < 0 ? "" : money(v, l->fen);
    default:
        return l->item->rule;
    }
}

static const char *row_text(const struct assess_sheet_view *v,
                            const struct assess_shown *row, int col)
{
    if (row->kind == ASSESS_ITEM) {
        return item_text(v, &v->s.lines[row->line], col);
    }
    if (row->kind != ASSESS_FIELD) {
        return group_text(v, row, col);
    }
    return col == COL_TITLE
               ? arena_printf(&v->sheet.app->ui.frame, "  %s",
                              ledger_assess.fields[row->field].label)
           : col == COL_TEXT ? sheet_shown(&v->sheet, &v->s.now, row->field)
                             : "";
}

static const char *text(void *ctx, struct grid_at at)
{
    struct assess_sheet_view *v = ctx;
    if (assess_sheet_is_staff(at)) {
        return v->staff == NULL || v->staff[0] == '\0' ? "全部" : v->staff;
    }
    return at.row == GRID_HEAD
               ? sheet_shown(&v->sheet, &v->s.now, cell_fields[at.col])
               : row_text(v, &v->rows[at.row], at.col);
}

/* ---- what may be typed ------------------------------------------------ */

/* What a closed month rests on. */
static bool is_kept(const struct assess_sheet_view *v, int field)
{
    static const int kept[] = {ASSESS_YEAR,  ASSESS_FROM, ASSESS_CATEGORY,
                               ASSESS_BASE,  ASSESS_FEN,  ASSESS_PLACE,
                               ASSESS_RELIEF};
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        if (kept[i] == field) {
            return v->s.closed != MONTH_NONE;
        }
    }
    return false;
}

static bool row_open(const struct assess_sheet_view *v,
                     const struct assess_shown *row, int col)
{
    switch (row->kind) {
    case ASSESS_ITEM:
        return col == COL_FEN && v->s.closed == MONTH_NONE;
    case ASSESS_FIELD:
        return col == COL_TEXT && !is_kept(v, row->field);
    default:
        return col == COL_FEN && row->kind == ASSESS_GROUP_OUT;
    }
}

static bool is_open(void *ctx, struct grid_at at)
{
    struct assess_sheet_view *v = ctx;
    if (at.row == GRID_HEAD) {
        return cell_fields[at.col] != ASSESS_PERSON &&
               !is_kept(v, cell_fields[at.col]);
    }
    return at.row < v->sheet.grid.n_rows &&
           row_open(v, &v->rows[at.row], at.col);
}

static enum role row_role(const struct assess_sheet_view *v,
                          const struct assess_shown *row, int col)
{
    switch (row->kind) {
    case ASSESS_ITEM:
        return col == COL_TEXT || v->s.lines[row->line].item->kind == ITEM_OUT
                   ? ROLE_DIM
                   : ROLE_TEXT;
    case ASSESS_FIELD:
        return ROLE_TEXT;
    default:
        return col == COL_TEXT ? ROLE_DIM : ROLE_LABEL;
    }
}

static enum role role(void *ctx, struct grid_at at)
{
    struct assess_sheet_view *v = ctx;
    if (at.row != GRID_HEAD) {
        const struct assess_shown *row = &v->rows[at.row];
        bool typed = row->kind != ASSESS_GROUP_OUT && row_open(v, row, at.col);
        return typed && !v->sheet.grid.read_only ? ROLE_FIELD
                                                 : row_role(v, row, at.col);
    }
    return is_open(ctx, at) ? ROLE_TEXT : ROLE_DIM;
}

/* ---- typing ----------------------------------------------------------- */

static bool put_staff(struct assess_sheet_view *v, const char *typed,
                      struct err *err)
{
    const char *const *staff = assess_staff(v, &v->sheet.arena);
    if (typed[0] == '\0' || strcmp(typed, "全部") == 0 ||
        pinyin_match("全部", typed)) {
        v->staff = "";
        return true;
    }
    for (size_t i = 0; staff[i] != NULL; i++) {
        if (strcmp(staff[i], typed) == 0 || pinyin_match(staff[i], typed)) {
            v->staff = staff[i];
            return true;
        }
    }
    return err_set(err, ERR_RULE, "E-ASSESS-047",
                   "没有“%s”这一类人员的项目，按 F4 选。", typed);
}

/* Another category is asked other items. */
static bool put_field(struct assess_sheet_view *v, int field, const char *typed,
                      struct err *err)
{
    if (field == ASSESS_CATEGORY) {
        typed =
            assess_category_typed(&v->sheet, assess_sheet_day(v), typed, err);
    }
    if (typed == NULL || !assess_sheet_put(&v->s, field, typed, err)) {
        return false;
    }
    if (field == ASSESS_CATEGORY) {
        v->staff = NULL;
    }
    return true;
}

static bool put(void *ctx, struct grid_at at, const char *typed,
                struct err *err)
{
    struct assess_sheet_view *v = ctx;
    const struct assess_shown *row = assess_shown_at(v, at);
    bool ok = true;
    if (assess_sheet_is_staff(at)) {
        ok = put_staff(v, typed, err);
    } else if (row == NULL || row->kind == ASSESS_FIELD) {
        ok = put_field(v, assess_sheet_field_at(v, at), typed, err);
    } else if (row->kind == ASSESS_ITEM) {
        ok = assess_sheet_line(&v->s, row->line, typed, err);
    }
    if (ok) {
        v->asking.seen = false;
        assess_sheet_show(&v->sheet);
        sheet_changed(&v->sheet);
    }
    return ok;
}

void assess_sheet_grid_make(struct assess_sheet_view *v)
{
    struct grid_source source = {v, text, role, is_open, put};
    grid_init(&v->sheet.grid, columns, ARRAY_LEN(columns), cells,
              ARRAY_LEN(cells), source);
}
