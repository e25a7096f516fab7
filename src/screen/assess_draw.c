/* How a year's 党费核定 looks: the head, the sums, the table, and below it the
   remarks on the row under the cursor and why its amount is what it is; the
   same with all rules in the help. */
#include "assess_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* ---- drawing ---------------------------------------------------------- */

static const char *sums_line(const struct assess_view *v)
{
    struct assess_sums s = assess_year_sums(&v->y);
    char now[32];
    char before[32];
    return arena_printf(
        &v->sheet.app->ui.frame,
        "%zu 人   未核定 %zu 人   待保存 %zu 人   每月合计 %s 元"
        "（上年 %s 元）",
        s.n, s.n_missing, assess_wanted(v), money_text(s.fen, now),
        money_text(s.last_fen, before));
}

static const char *why_of(const struct assess_view *v,
                          const struct assess_row *row)
{
    struct book *b = v->sheet.app->book;
    struct arena *frame = &v->sheet.app->ui.frame;
    const struct dues_reason why = {
        .category = row->category,
        .base = row->base,
        .kept = row->fen,
        .day = month_first_day(row->first),
    };
    if (row->category[0] == '\0') {
        return "";
    }
    return row->id != 0 && !row->typed ? assess_why(b, frame, row->id, &why)
                                       : dues_why(book_dues(b), frame, &why);
}

/* Remarks in words, then what may be done here, then why the amount is so. */
static const char *foot_line(const struct assess_view *v, enum role *role)
{
    struct arena *frame = &v->sheet.app->ui.frame;
    int at = assess_row_at(v, v->sheet.grid.at);
    *role = ROLE_DIM;
    if (at < 0) {
        const char *hint =
            ledger_assess.fields[assess_field_at(v->sheet.grid.at)].hint;
        return arena_printf(frame, "%s。打 / 找人，F1 看说明。",
                            hint != NULL ? hint : "会议里研究过的，选那次会议");
    }
    const struct assess_row *row = &v->y.rows[at];
    const char *remark = assess_year_remark(&v->y, (size_t)at, frame);
    const char *locked = assess_row_locked(v, row);
    bool gone = (row->remarks & ASSESS_GONE) != 0;
    const char *numbers = "";
    if (locked == NULL &&
        assess_field_at(v->sheet.grid.at) == ASSESS_CATEGORY) {
        numbers =
            assess_category_numbers(&v->sheet, month_first_day(row->first));
    }
    if (locked == NULL && row->itemised) {
        locked = "基数由核定单的各项算出，回车打开核定单改";
    }
    *role = (row->remarks & ~(unsigned)ASSESS_NEW) != 0 ? ROLE_WARN : ROLE_DIM;
    return arena_printf(
        frame, "%s%s：%s%s%s%s%s", numbers, row->name, remark,
        remark[0] != '\0' ? "。" : "", locked != NULL && !gone ? locked : "",
        locked != NULL && !gone ? "。" : "", gone ? "" : why_of(v, row));
}

static int foot_rows(int rows)
{
    return rows >= 30 ? 5 : rows >= 20 ? 3 : 2;
}

int assess_draw_page(struct sheet *s, struct canvas *c, struct rect area,
                     const struct assess_page *p)
{
    app_draw_top(s->app, c, area.row, p->title);
    int heads = grid_head_rows(&s->grid, area.cols);
    int row = area.row + 1;
    grid_draw_head(&s->grid, c, (struct rect){row, area.col, heads, area.cols});
    row += heads;
    int end = canvas_put(c, row, 1, p->line_role, p->line);
    if (s->draft.saved_at[0] != '\0' && end < area.cols - 15) {
        canvas_putf(c, row, area.cols - 14, ROLE_DIM, "草稿 %s",
                    s->draft.saved_at + 11);
    }
    int top = row + 1;
    int foot = area.row + area.rows - p->foot_rows;
    grid_draw(&s->grid, c, (struct rect){top, area.col, foot - top, area.cols});
    grid_draw_text(c, (struct rect){foot, 1, p->foot_rows, area.cols - 2},
                   p->foot_role, p->foot);
    return row;
}

void assess_draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct assess_view *v = (struct assess_view *)view;
    struct assess_page page = {
        .title = arena_printf(&ui->frame, "党费核定 › %d 年", v->year),
        .line = sums_line(v),
        .line_role = ROLE_TEXT,
        .foot_rows = foot_rows(area.rows),
    };
    page.foot = foot_line(v, &page.foot_role);
    assess_find_draw(&v->find, c, assess_draw_page(&v->sheet, c, area, &page));
}

/* The rules that amounts are made by. */
void assess_help(const struct view *view, struct strbuf *out)
{
    static const enum dues_setting told[] = {DUES_CAP, DUES_CLIFF,
                                             DUES_ROUND_UNIT, DUES_ROUND_UP};
    const struct assess_view *v = (const struct assess_view *)view;
    const struct dues_rules *rules = book_dues(v->sheet.app->book);
    int day = month_first_day(v->year * 12);
    const struct dues_category **list;
    size_t n = dues_categories(rules, &v->sheet.app->ui.frame, day, &list);
    int at = assess_row_at(v, v->sheet.grid.at);
    if (at >= 0 && (v->y.rows[at].remarks & ASSESS_GONE) == 0) {
        sb_addf(out, "【%s：为什么是这个数】%s\n", v->y.rows[at].name,
                why_of(v, &v->y.rows[at]));
    }
    sb_add(
        out,
        "【年初核定】每名党员的月交数额每年年初核定一次，年内一般不变。上年"
        "的类别和基数已经带过来，只改变了的：打数字就是今年基数，比例和应交"
        "跟着出来；类别打序号、汉字、拼音首字母，或按 F4 选。F2 一次保存所"
        "有能核定的人，没有基数的留到以后；研究日期也给已存、还没有日期"
        "的。\n"
        "【找人】打 /，再打姓名或拼音首字母；在金额格里直接打也行。Tab 到下"
        "一个，回车停下。\n"
        "【提示】换档：比例和上年不同；近档：基数靠近一档的上限；退休：该按"
        "离退休交；减免：去年或今年有少交、免交；年中：年内又另行核定过；变动大：比上年多或少两成以"
        "上。F5 到下一处。\n"
        "【标志】+ 新核定　* 改过　! 缺基数，不会保存。\n【规定】\n");
    for (size_t i = 0; i < n; i++) {
        sb_addf(out, "· %s（%s）\n", list[i]->rule, list[i]->basis);
    }
    for (size_t i = 0; i < ARRAY_LEN(told); i++) {
        const struct dues_limit *l = dues_limit(rules, told[i], day);
        sb_addf(out, "· %s（%s）\n", l->text, l->basis);
    }
    sb_addc(out, '\n');
}
