/* The columns of the sheet: their titles, their cells as words, how wide the
   widest cell of each is.  A number is never cut, so the widths come from what
   is in the sheet. */
#include "dues_screen.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"
#include "pbtui/text/width.h"

#define NAME_COLS_MIN  6
#define NAME_COLS_MAX  14
#define BRIEF_COLS_MAX 8
#define BY_COLS_MAX    14
#define NOTE_COLS_MAX  24
#define YEAR_CHARS     5 /* 2026- */

/* ---- marks ------------------------------------------------------------- */

enum dues_mark dues_row_mark(const struct dues_row *r)
{
    if (strcmp(r->state, DUE_EXEMPT) == 0 ||
        strcmp(r->state, DUE_ELSEWHERE) == 0) {
        return DUES_MARK_FREE;
    }
    if (r->due == 0) {
        return r->paid > 0 ? DUES_MARK_PAID : DUES_MARK_NONE;
    }
    return r->paid >= r->due ? DUES_MARK_PAID
           : r->paid > 0     ? DUES_MARK_PART
                             : DUES_MARK_UNPAID;
}

const char *dues_mark_sign(enum dues_mark mark)
{
    static const char *const signs[] = {
        [DUES_MARK_NONE] = "–", [DUES_MARK_PAID] = "●",
        [DUES_MARK_PART] = "◐", [DUES_MARK_UNPAID] = "✗",
        [DUES_MARK_FREE] = "–",
    };
    return signs[mark];
}

enum role dues_mark_role(enum dues_mark mark)
{
    static const enum role roles[] = {
        [DUES_MARK_NONE] = ROLE_DIM,  [DUES_MARK_PAID] = ROLE_OK,
        [DUES_MARK_PART] = ROLE_WARN, [DUES_MARK_UNPAID] = ROLE_ERROR,
        [DUES_MARK_FREE] = ROLE_DIM,
    };
    return roles[mark];
}

/* ---- titles ------------------------------------------------------------ */

static const char *past_title(int month)
{
    static const char *const titles[] = {
        "往月",     "一月",     "一二月",   "一至三月",
        "一至四月", "一至五月", "一至六月", "一至七月",
        "一至八月", "一至九月", "一至十月", "一至十一月",
    };
    return titles[month % 12];
}

bool dues_column_is_number(enum dues_column c)
{
    return c == DUES_COL_ORD || c == DUES_COL_BASE || c == DUES_COL_RATE ||
           c == DUES_COL_DUE || c == DUES_COL_OWED;
}

const char *dues_column_title(const struct dues_view *v, enum dues_column c)
{
    static const char *const titles[] = {
        [DUES_COL_ORD] = "序",     [DUES_COL_NAME] = "姓名",
        [DUES_COL_BRIEF] = "类别", [DUES_COL_BASE] = "基数",
        [DUES_COL_RATE] = "比例",  [DUES_COL_DUE] = "应交",
        [DUES_COL_PAST] = "",      [DUES_COL_PAID] = "本月实交",
        [DUES_COL_ON] = "日期",    [DUES_COL_WAY] = "方式",
        [DUES_COL_BY] = "代交人",  [DUES_COL_OWED] = "欠往月",
        [DUES_COL_NOTE] = "备注",
    };
    return c == DUES_COL_PAST ? past_title(v->sheet.month) : titles[c];
}

/* ---- cells ------------------------------------------------------------- */

static const char *money(struct arena *a, int64_t fen)
{
    char text[32];
    return arena_str(a, money_text(fen, text));
}

static const char *paid_text(struct arena *a, const struct dues_row *r)
{
    if (r->paid == 0) {
        return "—";
    }
    if (r->draft == 0 || r->draft == r->paid) {
        return arena_printf(a, "%s%s", r->draft != 0 ? "+" : "",
                            money(a, r->paid));
    }
    return arena_printf(a, "%s+%s", money(a, r->paid - r->draft),
                        money(a, r->draft));
}

static const char *rate_text(struct arena *a, const struct dues_row *r)
{
    char text[16];
    if (r->rate >= 0) {
        return arena_str(a, dues_rate_text(r->rate, text));
    }
    return r->category[0] != '\0' ? "定额" : "";
}

static const char *day_text(struct arena *a, int day)
{
    char text[11];
    const char *s = date_text(day, text);
    return strlen(s) > YEAR_CHARS ? arena_str(a, s + YEAR_CHARS) : "";
}

const char *dues_row_state(struct arena *a, const struct dues_row *r,
                           enum role *role)
{
    enum dues_mark mark = dues_row_mark(r);
    *role = ROLE_DIM;
    if (strcmp(r->state, DUE_UNASSESSED) == 0) {
        *role = ROLE_ERROR;
        return "未核定";
    }
    if (mark == DUES_MARK_FREE && r->paid == 0) {
        return strcmp(r->state, DUE_EXEMPT) == 0 ? "免交" : "流入地";
    }
    if (r->paid > 0 && r->paid_on != DATE_NONE && r->owed > 0) {
        *role = ROLE_WARN; /* what was just taken is seen, too */
        return arena_printf(a, "%s欠", day_text(a, r->paid_on));
    }
    if (r->run > 0) {
        *role = r->run > 1 ? ROLE_ERROR : ROLE_WARN;
        return arena_printf(a, "欠 %d 月", r->run);
    }
    if (r->owed > 0) {
        *role = ROLE_WARN;
        return "欠往月";
    }
    if (r->delayed[0] != '\0' && mark != DUES_MARK_PAID) {
        *role = ROLE_WARN;
        return "迟交";
    }
    *role = ROLE_TEXT;
    return r->by[0] != '\0' ? "代交" : day_text(a, r->paid_on);
}

const char *dues_cell(const struct dues_view *v, struct arena *a,
                      const struct dues_row *r, enum dues_column c)
{
    enum role role;
    (void)v;
    switch (c) {
    case DUES_COL_ORD:
        return arena_printf(a, "%d", r->ord);
    case DUES_COL_NAME:
        return r->name;
    case DUES_COL_BRIEF:
        return r->brief;
    case DUES_COL_BASE:
        return r->base >= 0 ? money(a, r->base) : "";
    case DUES_COL_RATE:
        return rate_text(a, r);
    case DUES_COL_DUE:
        return money(a, r->due);
    case DUES_COL_PAID:
        return paid_text(a, r);
    case DUES_COL_ON:
        return dues_row_state(a, r, &role);
    case DUES_COL_WAY:
        return codes_name("pay_way", r->way);
    case DUES_COL_BY:
        return r->by;
    case DUES_COL_OWED:
        return r->owed > 0 ? money(a, r->owed) : "";
    case DUES_COL_NOTE:
        return r->delayed;
    case DUES_COL_PAST:
    case DUES_COLUMNS:
        break;
    }
    return "";
}

/* ---- widths ------------------------------------------------------------ */

static int most(int a, int b)
{
    return a > b ? a : b;
}

static int within(int cols, int max)
{
    return cols < max ? cols : max;
}

static int money_cols(int64_t fen)
{
    char text[32];
    return width_cols(money_text(fen, text));
}

/* The largest number is the widest: so only that one is made into text. */
struct widest {
    int64_t base, due, paid, owed;
    int both; /* columns of 15.00+10.00 */
    int ord, name, brief, by, note;
};

static void look(struct widest *w, const struct dues_row *r)
{
    w->base = r->base > w->base ? r->base : w->base;
    w->due = r->due > w->due ? r->due : w->due;
    w->paid = r->paid > w->paid ? r->paid : w->paid;
    w->owed = r->owed > w->owed ? r->owed : w->owed;
    if (r->draft != 0 && r->draft != r->paid) {
        w->both = most(w->both, money_cols(r->paid - r->draft) +
                                    width_cols("+") + money_cols(r->draft));
    }
    w->ord = most(w->ord, r->ord);
    w->name = most(w->name, width_cols(r->name));
    w->brief = most(w->brief, width_cols(r->brief));
    w->by = most(w->by, width_cols(r->by));
    w->note = most(w->note, width_cols(r->delayed));
}

void dues_columns_measure(struct dues_view *v)
{
    struct widest w = {0};
    char ord[16];
    for (size_t i = 0; i < v->sheet.n; i++) {
        look(&w, &v->sheet.rows[i]);
    }
    snprintf(ord, sizeof ord, "%d", w.ord);
    int *need = v->need;
    need[DUES_COL_ORD] = width_cols(ord);
    need[DUES_COL_NAME] = within(most(w.name, NAME_COLS_MIN), NAME_COLS_MAX);
    need[DUES_COL_BRIEF] = within(w.brief, BRIEF_COLS_MAX);
    need[DUES_COL_BASE] = money_cols(w.base);
    need[DUES_COL_RATE] = width_cols("0.5%");
    need[DUES_COL_DUE] = money_cols(w.due);
    need[DUES_COL_PAST] = v->sheet.month % 12 * width_cols("●");
    need[DUES_COL_PAID] =
        width_cols("●") + 1 +
        most(width_cols("+") + money_cols(w.paid > w.due ? w.paid : w.due),
             w.both);
    need[DUES_COL_ON] = width_cols("欠 3 月");
    need[DUES_COL_WAY] = width_cols("转账");
    need[DUES_COL_BY] = within(w.by, BY_COLS_MAX);
    need[DUES_COL_OWED] = money_cols(w.owed);
    need[DUES_COL_NOTE] = within(w.note, NOTE_COLS_MAX);
    for (int c = 0; c < DUES_COLUMNS; c++) {
        need[c] = most(need[c],
                       width_cols(dues_column_title(v, (enum dues_column)c)));
    }
}
