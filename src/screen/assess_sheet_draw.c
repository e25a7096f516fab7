/* How a worksheet looks: the head, what the base and the amount come to, the
   items, and below them the rule of the one under the cursor and why the amount
   is what it is; the same in the help. */
#include "assess_screen.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* ---- drawing ---------------------------------------------------------- */

static const char *relief_text(struct arena *a,
                               const struct assess_sheet_view *v)
{
    const struct record *r = &v->s.now;
    return record_is_null(r, ASSESS_RELIEF)
               ? ""
               : arena_printf(a, "，%s",
                              sheet_shown(&v->sheet, r, ASSESS_RELIEF));
}

/* 计入 7,680.00 - 扣除 2,148.50 = 基数 5,531.50，比例 1.5%，每月 82.97 元 */
static const char *sum_line(const struct assess_sheet_view *v)
{
    struct arena *a = &v->sheet.app->ui.frame;
    const struct record *r = &v->s.now;
    const struct dues_category *c = assess_sheet_category(v);
    struct assess_sheet_sums s = assess_sheet_sums(v);
    char text[3][32];
    char rate[16];
    const char *how = "";
    if (c == NULL) {
        return "先选类别（F4）。";
    }
    const char *fen =
        record_is_null(r, ASSESS_FEN)
            ? "数额还没有填"
            : arena_printf(a, "每月 %s 元",
                           money_text(record_int(r, ASSESS_FEN), text[0]));
    if (c->basis_kind == DUES_FIXED) {
        return arena_printf(a, "%s按定额交%s，%s", c->brief, relief_text(a, v),
                            fen);
    }
    if (record_is_null(r, ASSESS_BASE)) {
        return arena_printf(a, "还没有基数：填下面各项，或直接填基数（%s）",
                            c->base);
    }
    if (s.in > 0 || s.less > 0) {
        how = arena_printf(a, "计入 %s - 扣除 %s = ", money_text(s.in, text[1]),
                           money_text(s.less, text[2]));
    }
    const char *base =
        arena_str(a, money_text(record_int(r, ASSESS_BASE), text[0]));
    return arena_printf(a, "%s基数 %s，比例 %s%s，%s", how, base,
                        dues_rate_text(record_int(r, ASSESS_RATE), rate),
                        relief_text(a, v), fen);
}

/* What the cursor is on, then why the amount is so. */
static const char *foot_line(const struct assess_sheet_view *v, enum role *role)
{
    struct arena *a = &v->sheet.app->ui.frame;
    const struct assess_shown *row = assess_shown_at(v, v->sheet.grid.at);
    int field = assess_sheet_field_at(v, v->sheet.grid.at);
    const char *hint = field >= 0 ? ledger_assess.fields[field].hint : NULL;
    char month[8];
    *role = ROLE_DIM;
    if (v->s.was.voided_on[0] != '\0') {
        *role = ROLE_ERROR;
        return arena_printf(a, "已于 %s 作废：%s", v->s.was.voided_on,
                            v->s.was.void_reason);
    }
    if (row != NULL && row->kind == ASSESS_ITEM) {
        const struct dues_item *item = v->s.lines[row->line].item;
        hint = arena_printf(a, "%s：%s（%s）", item->title, item->rule,
                            item->basis);
    } else if (field == ASSESS_CATEGORY) {
        hint = assess_category_numbers(&v->sheet, assess_sheet_day(v));
    } else if (hint != NULL) {
        hint = arena_printf(a, "%s：%s。", ledger_assess.fields[field].label,
                            hint);
    }
    if (v->s.closed != MONTH_NONE) {
        *role = ROLE_WARN;
        hint = arena_printf(a,
                            "%s 已经结账，类别、基数、数额不再改；要变动的从"
                            "下个月起另行核定。",
                            month_text(v->s.closed, month));
    }
    return arena_printf(a, "%s%s", hint != NULL ? hint : "",
                        assess_sheet_why(&v->s, a));
}

static int foot_rows(int rows)
{
    return rows >= 30 ? 6 : rows >= 20 ? 4 : 2;
}

void assess_sheet_draw(struct view *view, struct ui *ui, struct canvas *c,
                       struct rect area)
{
    struct assess_sheet_view *v = (struct assess_sheet_view *)view;
    struct assess_page page = {
        .title = arena_printf(&ui->frame, "党费核定 › %s%s",
                              people_name(v->s.book, &ui->frame,
                                          record_int(&v->s.now, ASSESS_PERSON)),
                              v->s.now.id == 0 ? "（新）" : ""),
        .line = sum_line(v),
        .line_role = ROLE_OK,
        .foot_rows = foot_rows(area.rows),
    };
    page.foot = foot_line(v, &page.foot_role);
    assess_find_draw(&v->find, c, assess_draw_page(&v->sheet, c, area, &page));
}

void assess_sheet_help(const struct view *view, struct strbuf *out)
{
    const struct assess_sheet_view *v = (const struct assess_sheet_view *)view;
    const struct dues_category *c = assess_sheet_category(v);
    const struct assess_shown *row = assess_shown_at(v, v->sheet.grid.at);
    sb_add(out,
           "【核定单】填了项目的，基数就是“计入”各项减去“扣除”各项；没有填项"
           "目的，直接填基数。比例和每月应交由类别和基数算出。“人员”只决定问"
           "哪些项目。到下面哪一行：打 /，再打它的拼音首字母，如 /jm。\n"
           "【少交、免交】支部研究后报上一级党委批准：选少交或免交，填困难原"
           "因、审批党委、批准日期、文号，截止月写批准到哪个月；少交的数额填在"
           "“每月应交”。\n");
    if (c != NULL) {
        sb_addf(out, "【%s】%s（%s）\n", c->title, c->rule, c->basis);
    }
    if (row != NULL && row->kind == ASSESS_ITEM) {
        const struct dues_item *item = v->s.lines[row->line].item;
        sb_addf(out, "【%s】%s（%s）\n", item->title, item->rule, item->basis);
    }
    sb_addf(out, "【为什么是这个数】%s\n\n",
            assess_sheet_why(&v->s, &v->sheet.app->ui.frame));
}
