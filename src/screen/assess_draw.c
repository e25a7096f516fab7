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
        return hint != NULL ? hint : "会议里研究过的，选那次会议。";
    }
    const struct assess_row *row = &v->y.rows[at];
    const char *remark = assess_year_remark(&v->y, (size_t)at, frame);
    const char *locked = assess_row_locked(v, row);
    bool gone = (row->remarks & ASSESS_GONE) != 0;
    if (locked == NULL && row->itemised) {
        locked = "基数由核定单的各项算出，回车打开核定单改";
    }
    *role = (row->remarks & ~(unsigned)ASSESS_NEW) != 0 ? ROLE_WARN : ROLE_DIM;
    return arena_printf(
        frame, "%s：%s%s%s%s%s", row->name, remark,
        remark[0] != '\0' ? "。" : "", locked != NULL && !gone ? locked : "",
        locked != NULL && !gone ? "。" : "", gone ? "" : why_of(v, row));
}

static int foot_rows(int rows)
{
    return rows >= 30 ? 5 : rows >= 20 ? 3 : 2;
}

void assess_draw(struct view *view, struct ui *ui, struct canvas *c,
                 struct rect area)
{
    struct assess_view *v = (struct assess_view *)view;
    app_draw_top(v->sheet.app, c, area.row,
                 arena_printf(&ui->frame, "党费核定 › %d 年", v->year));
    int heads = grid_head_rows(&v->sheet.grid, area.cols);
    int row = area.row + 1;
    grid_draw_head(&v->sheet.grid, c,
                   (struct rect){row, area.col, heads, area.cols});
    row += heads;
    int end = canvas_put(c, row, 1, ROLE_TEXT, sums_line(v));
    if (v->sheet.draft.saved_at[0] != '\0' && end < area.cols - 15) {
        canvas_putf(c, row, area.cols - 14, ROLE_DIM, "草稿 %s",
                    v->sheet.draft.saved_at + 11);
    }
    row++;
    int n = foot_rows(area.rows);
    int foot = area.row + area.rows - n;
    grid_draw(&v->sheet.grid, c,
              (struct rect){row, area.col, foot - row, area.cols});
    enum role role;
    const char *text = foot_line(v, &role);
    grid_draw_text(c, (struct rect){foot, 1, n, area.cols - 2}, role, text);
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
    sb_add(out,
           "【年初核定】每名党员的月交数额每年年初核定一次，年内一般不变。上年"
           "的类别和基数已经带过来，只改变了的：打数字就是今年基数，比例和应交"
           "跟着出来；类别打汉字、拼音首字母，或按 F4 选。F2 一次保存所有能核"
           "定的人，没有基数的留到以后。\n"
           "【提示】换档：比例和上年不同；近档：基数靠近一档的上限；退休：该按"
           "离退休交；减免：去年或今年有少交、免交；变动大：比上年多或少两成以"
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
