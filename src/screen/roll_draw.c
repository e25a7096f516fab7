/* How the roll looks: names below each other in as few columns as show all of
   them, so that reasons have room; with more names than fit, pages of such
   columns.  Geometry is worked out in every draw. */
#include <stdio.h>
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/width.h"
#include "roll_parts.h"

#define SIGN_COLS     2 /* 假 */
#define NAME_COLS_MIN 6
#define NAME_COLS_MAX 16
#define WHY_COLS      8 /* at least: 因公出差 */
#define FIND_COLS     12
#define GAP_COLS      2
#define YEAR_CHARS    5 /* 2026- */

static const struct look_of {
    const char *state;
    const char *sign;
    enum role role;
} looks[] = {
    {ATTEND_PRESENT, "✓", ROLE_OK},
    {ATTEND_ONLINE, "线", ROLE_RUNNING},
    {ATTEND_LEAVE, "假", ROLE_WARN},
    {ATTEND_ABSENT, "缺", ROLE_ERROR},
};

static const struct look_of *look_of(const struct record *r)
{
    for (size_t i = 0; i < sizeof looks / sizeof looks[0]; i++) {
        if (strcmp(looks[i].state, record_text(r, ATTEND_STATE)) == 0) {
            return &looks[i];
        }
    }
    return &looks[0];
}

/* ---- head --------------------------------------------------------------- */

static enum role role_of(enum vote_state state)
{
    return state == VOTE_PASSED ? ROLE_OK
           : state == VOTE_OPEN ? ROLE_DIM
                                : ROLE_WARN;
}

/* Counts, and whether that is enough; below them where it is narrow.  Returns
   the rows used. */
static int draw_counts(struct roll_view *v, struct canvas *c, struct rect area)
{
    struct strbuf sb;
    sb_init(&sb);
    meeting_roll_line(v->m, &sb);
    int col = canvas_put(c, area.row, 1, ROLE_TEXT, sb.s) + GAP_COLS;
    struct vote_verdict verdict = meeting_verdict(v->m);
    int cols = width_cols(verdict.text);
    int rows = 1;
    if (col + cols < area.cols) {
        col = area.cols - cols - 1;
    } else {
        col = 1;
        rows = 2;
    }
    canvas_put_fit(c, area.row + rows - 1, col, area.cols - col - 1,
                   role_of(verdict.state), FIT_LEFT, verdict.text);
    sb_clear(&sb);
    return rows;
}

/* ---- the names ---------------------------------------------------------- */

static int name_cols(const struct roll_view *v)
{
    int most = NAME_COLS_MIN;
    for (size_t i = 0; i < v->n; i++) {
        int cols = width_cols(v->rows[i].name);
        most = cols > most ? cols : most;
    }
    return most < NAME_COLS_MAX ? most : NAME_COLS_MAX;
}

static void lay_out(struct roll_view *v, struct rect grid, int names)
{
    int least = SIGN_COLS + 1 + names + 1 + WHY_COLS + GAP_COLS;
    int most = (grid.cols - 1) / least;
    int n = (int)v->n;
    most = most > 0 ? most : 1;
    v->grid = grid;
    v->across = n > 0 ? (n + grid.rows - 1) / grid.rows : 1;
    v->across = v->across < most ? v->across : most;
    v->down = n > 0 ? (n + v->across - 1) / v->across : 1;
    v->down = v->down < grid.rows ? v->down : grid.rows;
    v->cell_cols = (grid.cols - 1) / v->across;
}

static const char *why_of(const struct roll_view *v, struct arena *a, size_t i)
{
    const struct record *r = roll_record(v, i);
    const char *why = roll_reason(a, r);
    const char *makeup = record_text(r, ATTEND_MAKEUP_ON);
    if (roll_lacks_reason(r)) {
        why = "原因？";
    }
    if (makeup[0] != '\0') { /* first, because it is the end that is cut */
        why = arena_printf(a, "补 %s %s", makeup + YEAR_CHARS, why);
    }
    return record_int(r, ATTEND_LEADER) != 0 ? arena_printf(a, "双 %s", why)
                                             : why;
}

static void draw_cell(struct roll_view *v, struct ui *ui, struct canvas *c,
                      size_t i, struct rect at, int names)
{
    const struct record *r = roll_record(v, i);
    const struct look_of *look = look_of(r);
    int col = at.col;
    canvas_put_fit(c, at.row, col, SIGN_COLS, look->role, FIT_LEFT, look->sign);
    col += SIGN_COLS + 1;
    canvas_put_fit(c, at.row, col, names, ROLE_TEXT, FIT_LEFT, v->rows[i].name);
    col += names + 1;
    canvas_put_fit(c, at.row, col, at.col + at.cols - GAP_COLS - col,
                   roll_lacks_reason(r) ? ROLE_ERROR : ROLE_DIM, FIT_LEFT,
                   why_of(v, &ui->frame, i));
    if (i == v->cursor) {
        canvas_role(c, (struct rect){at.row, at.col, 1, at.cols - 1},
                    ROLE_SELECTED);
    }
}

static void draw_names(struct roll_view *v, struct ui *ui, struct canvas *c,
                       int names)
{
    if (v->n == 0) {
        canvas_put_fit(c, v->grid.row, 1, v->grid.cols - 2, ROLE_DIM, FIT_LEFT,
                       v->read_only ? "名单是空的。"
                       : v->by_hand ? "名单是空的：按 F3 加人。"
                                    : "那天没有应到的人：请核对日期、党小组。");
        return;
    }
    size_t page = (size_t)v->down * (size_t)v->across;
    size_t first = v->cursor / page * page;
    for (size_t i = first; i < v->n && i < first + page; i++) {
        int k = (int)(i - first);
        struct rect at = {v->grid.row + k % v->down,
                          1 + k / v->down * v->cell_cols, 1, v->cell_cols};
        draw_cell(v, ui, c, i, at, names);
    }
}

/* ---- foot --------------------------------------------------------------- */

/* What there is to know about the one under the cursor. */
static const char *about(struct roll_view *v, struct arena *a, enum role *role)
{
    const struct roll_row *row = &v->rows[v->cursor];
    const struct record *r = roll_record(v, v->cursor);
    const struct body_person *who = roll_of_body(v, row->person);
    const char *state =
        codes_name("attend_state", record_text(r, ATTEND_STATE));
    const char *why = roll_reason(a, r);
    *role = ROLE_DIM;
    if (roll_lacks_reason(r)) {
        *role = ROLE_ERROR;
        return arena_printf(a, "%s %s，%s", row->name, state,
                            v->read_only ? "没有写原因" : "要写原因：按数字选");
    }
    if (!roll_is_away(r) && who != NULL && who->away != NULL) {
        *role = ROLE_WARN;
        return arena_printf(a, "%s %s；当天登记为%s，请核对", row->name, state,
                            who->away);
    }
    const char *on = record_text(r, ATTEND_MAKEUP_ON);
    if (on[0] != '\0') {
        const char *form =
            codes_name("makeup_form", record_text(r, ATTEND_MAKEUP_FORM));
        return arena_printf(a, "%s %s %s，%s 补学 %s %s", row->name, state, why,
                            on, form, record_text(r, ATTEND_MAKEUP_BY));
    }
    return arena_printf(
        a, "%s %s%s%s%s", row->name, state, why[0] != '\0' ? " " : "", why,
        record_int(r, ATTEND_LEADER) != 0 ? "，双重组织生活" : "");
}

static void draw_find(struct roll_view *v, struct ui *ui, struct canvas *c,
                      struct rect area)
{
    int row = area.row;
    int col = canvas_put(c, row, 1, ROLE_LABEL, "找人") + 1;
    if (!v->read_only || v->find.text.len > 0) {
        canvas_put(c, row, col, ROLE_DIM, "[");
        editline_draw(&v->find, c, row, col + 1, FIND_COLS, true);
        canvas_put(c, row, col + 1 + FIND_COLS, ROLE_DIM, "]");
    }
    col += FIND_COLS + 2 + GAP_COLS;
    if (v->not_found) {
        canvas_put_fit(c, row, col, area.cols - col - 1, ROLE_ERROR, FIT_LEFT,
                       "名单里没有，按退格改，Esc 清空");
        return;
    }
    char page[48] = "";
    int size = v->down * v->across;
    if (size > 0 && (int)v->n > size) {
        snprintf(page, sizeof page, "%d/%d 页", (int)v->cursor / size + 1,
                 ((int)v->n + size - 1) / size);
    }
    int end = area.cols - 1 - width_cols(page);
    canvas_put(c, row, end, ROLE_DIM, page);
    if (v->n > 0) {
        enum role role;
        const char *text = about(v, &ui->frame, &role);
        canvas_put_fit(c, row, col, end - col - 1, role, FIT_LEFT, text);
    }
}

/* Dim while none is due; c NULL: only measured.  Returns the rows. */
static int draw_reasons(const struct roll_view *v, struct arena *a,
                        struct canvas *c, struct rect at)
{
    static const char head[] = "原因：";
    const char **words;
    bool due = v->n > 0 && roll_is_away(roll_record(v, v->cursor));
    enum role role = due ? ROLE_TEXT : ROLE_DIM;
    size_t n = v->read_only ? 0 : roll_reasons(a, &words);
    int left = at.col + width_cols(head);
    int col = left;
    int row = 0;
    for (size_t i = 0; i < n; i++) {
        int cols = width_cols(words[i]);
        if (col > left && col + cols > at.col + at.cols) {
            row++;
            col = left;
        }
        if (c != NULL) {
            canvas_put(c, at.row + row, col, role, words[i]);
        }
        col += cols + GAP_COLS;
    }
    if (c != NULL && n > 0) {
        canvas_put(c, at.row, at.col, ROLE_LABEL, head);
    }
    return n > 0 ? row + 1 : 0;
}

/* ---- the whole ---------------------------------------------------------- */

void roll_draw(struct roll_view *v, struct ui *ui, struct canvas *c,
               struct rect area)
{
    int names = name_cols(v);
    app_draw_top(v->app, c, area.row, v->title);
    int head =
        1 +
        draw_counts(v, c, (struct rect){area.row + 1, area.col, 2, area.cols});
    struct rect ask = {0, 1, 0, area.cols - 2};
    int asked = draw_reasons(v, &ui->frame, NULL, ask);
    int foot = area.row + area.rows - 2 - asked; /* the rule above it */
    int top = area.row + head;
    lay_out(v, (struct rect){top, area.col, foot - top, area.cols}, names);
    draw_names(v, ui, c, names);
    canvas_hline(c, foot, area.col, area.cols);
    ask.row = foot + 1;
    draw_reasons(v, &ui->frame, c, ask);
    draw_find(v, ui, c,
              (struct rect){foot + 1 + asked, area.col, 1, area.cols});
}
