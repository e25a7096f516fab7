/* 党费核定 on the screen: a year for the whole branch, the worksheet of one
   person. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/event_fields.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/screen/assess_view.h"
#include "pbtui/screen/book_view.h"
#include "pbtui/screen/opening.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <stdlib.h>
#include <string.h>

/* ---- the branch ------------------------------------------------------- */

static void run(struct rig *r, const char *sql)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, r->app.book->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s: %s %s", sql, err.text, err.detail);
    }
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static int64_t assess(struct rig *r, int64_t person, const char *base)
{
    struct err err = ERR_INIT;
    struct assess_sheet s;
    must(assess_sheet_new(&s, r->app.book, &r->arena, person,
                          month_make(2026, 1), &err),
         &err);
    must(assess_sheet_put(&s, ASSESS_CATEGORY, "在职", &err), &err);
    must(assess_sheet_put(&s, ASSESS_BASE, base, &err), &err);
    must(assess_sheet_put(&s, ASSESS_DECIDED, "2026-01-08", &err), &err);
    must(assess_sheet_save(&s, NULL, &err), &err);
    return s.now.id;
}

/* 1 plain, 2 near 5,000, 3 was relieved, 4 has retired since, 5 pays beyond the
   cap, 6 has left, 7 will move, 8 is new. */
static void last_year(struct rig *r)
{
    static const char *const bases[] = {"5531.50", "4980", "6000", "4600",
                                        "60000",   "7000", "3200", NULL};
    for (int64_t id = 1; id <= 8; id++) {
        if (bases[id - 1] != NULL) {
            assess(r, id, bases[id - 1]);
        }
    }
    run(r, SQL("update assess set relief = '2', fen = 0, relief_why = '病',"
               " relief_by = '示例机关党委', relief_on = '2026-01-03'"
               " where person_id = 3"));
    run(r, SQL("update person set retired_on = '2026-08-20' where id = 4"));
    run(r, SQL("update member set to_on = '2026-10-09', out_kind = '41',"
               " out_dues_to = '2026-09' where person_id = 6"));
}

static void open_year(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    last_year(r);
    assess_view_open(&r->app, 2027);
}

/* From 研究日期 to the base of the first row. */
static void to_rows(struct rig *r)
{
    rig_type(r, "20261118");
    rig_keys(r, "Enter Down Right");
}

static size_t drafts(struct rig *r, struct draft **list)
{
    size_t n;
    assert_true(
        draft_list(db_state_dir(r->app.session.db), &r->arena, list, &n, NULL));
    return n;
}

/* ---- a year ----------------------------------------------------------- */

TEST(assess_year_shows_every_remark)
{
    struct rig r;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_keys(&r, "End Down Down Down Down Down");
    rig_type(&r, "5200"); /* 3,200 before: another bracket, more by far */
    rig_keys(&r, "Enter Up");
    rig_sees(&r, "比例 1% → 1.5%");
    rig_golden(&r, "assess-year-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "assess-year-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "assess-year-60x16");
    rig_close(&r);
}

TEST(assess_year_where_ambiguous_is_wide)
{
    struct rig r;
    open_year(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "assess-year-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

/* No remark is told by colour alone: the words are on a screen without. */
TEST(assess_year_says_its_remarks_in_words)
{
    static const char *const words[] = {"近档", "减免",      "退休",
                                        "超限", "缺基数 新", "已离开"};
    struct rig r;
    open_year(&r, 24, 80);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        rig_sees(&r, words[i]);
    }
    for (int i = ROLE_TEXT; i < ROLE_COUNT; i++) {
        struct look look = theme_look(THEME_MONO, (enum role)i);
        assert_int_equal(look.fg, -1);
        assert_int_equal(look.bg, -1);
    }
    rig_close(&r);
}

TEST(assess_year_typed_base_moves_rate_and_amount)
{
    struct rig r;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "５０００");
    rig_keys(&r, "Enter Up");
    rig_sees(&r, "5,000.00    50.00");
    rig_type(&r, "5000.01");
    rig_keys(&r, "Enter Up");
    rig_sees(&r, "5,000.01    75.00");
    rig_type(&r, "5000.001");
    rig_keys(&r, "Enter");
    rig_sees(&r, "5000.001"); /* refused, still there to be mended */
    rig_keys(&r, "Esc");
    rig_sees(&r, "5,000.01    75.00");
    rig_close(&r);
}

TEST(assess_year_category_by_letters_and_by_list)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_keys(&r, "Down Down Down Down"); /* 吴桂芳, who has retired */
    rig_type(&r, "ltx");
    rig_keys(&r, "Enter Up");
    rig_sees(&r, "4,600.00    23.00");
    rig_keys(&r, "F4");
    rig_sees(&r, "缴费类别");
    rig_type(&r, "学生");
    rig_keys(&r, "Enter");
    rig_sees(&r, "学生");
    rig_sees(&r, "0.20");
    rig_type(&r, "农民");
    rig_keys(&r, "Enter Up");
    rig_keys(&r, "End");
    rig_type(&r, "1.50");
    rig_keys(&r, "Enter"); /* the most is 1.00 */
    rig_sees(&r, "请改在这个幅度内");
    rig_sees(&r, "E-DUESRULE-017");
    rig_sees(&r, "1.50"); /* still there to be mended */
    rig_keys(&r, "Esc");
    rig_type(&r, "0.50");
    rig_keys(&r, "Enter");
    rig_sees(&r, "0.50");
    rig_close(&r);
}

/* They are numbered in the line below and in F4. */
TEST(assess_year_category_by_number)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_keys(&r, "Down Down Down Down"); /* 吴桂芳, who has retired */
    rig_sees(&r, "1在职 2离退休 3年薪制");
    rig_type(&r, "99");
    rig_keys(&r, "Enter");
    rig_sees(&r, "没有第 99 种缴费类别");
    rig_sees(&r, "E-ASSESS-049");
    rig_keys(&r, "Esc");
    rig_type(&r, "２");
    rig_keys(&r, "Enter Up");
    rig_sees(&r, "4,600.00    23.00");
    rig_golden(&r, "assess-year-category");
    rig_type(&r, "5000"); /* meant for the base */
    rig_keys(&r, "Enter");
    rig_sees(&r, "没有第 5000 种缴费类别");
    rig_keys(&r, "Esc");
    rig_type(&r, "0");
    rig_keys(&r, "Enter");
    rig_sees(&r, "没有第 0 种缴费类别");
    rig_keys(&r, "Esc");
    rig_type(&r, "xyz");
    rig_keys(&r, "Enter");
    rig_sees(&r, "没有叫“xyz”的缴费类别");
    rig_keys(&r, "Esc");
    rig_sees(&r, "4,600.00    23.00");
    rig_keys(&r, "F4");
    rig_sees(&r, "2 离退休干部、职工");
    rig_type(&r, "6");
    rig_keys(&r, "Enter");
    rig_sees(&r, "0.20");
    rig_keys(&r, "Enter"); /* the worksheet */
    rig_keys(&r, "Up Up Up Up Down");
    rig_sees(&r, "1在职 2离退休");
    rig_type(&r, "1");
    rig_keys(&r, "Enter");
    rig_sees(&r, "还没有基数");
    rig_close(&r);
}

TEST(assess_year_finds_a_name)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_type(&r, "/wgf");
    rig_sees(&r, "找 [");
    rig_sees(&r, "吴桂芳：");
    rig_golden(&r, "assess-year-find");
    rig_keys(&r, "Backspace Backspace Backspace");
    rig_type(&r, "周");
    rig_sees(&r, "周立：");
    rig_type(&r, "q");
    rig_sees(&r, "没有找到");
    rig_keys(&r, "Esc"); /* the name, not the sheet */
    rig_sees_not(&r, "找 [");
    rig_sees(&r, "党费核定 › 2027 年");
    rig_type(&r, "6100");
    rig_keys(&r, "Enter");
    rig_sees(&r, "6,100.00    91.50"); /* 周立 */
    /* Where only figures go letters are a name. */
    rig_type(&r, "l");
    rig_sees(&r, "刘晓：");
    rig_keys(&r, "Tab");
    rig_sees_not(&r, "刘晓：");
    rig_keys(&r, "Shift+Tab");
    rig_sees(&r, "刘晓：");
    rig_keys(&r, "Enter");
    rig_sees_not(&r, "找 [");
    rig_type(&r, "3000");
    rig_keys(&r, "Enter");
    rig_sees(&r, "3,000.00    15.00");
    /* An arrow goes on from there. */
    rig_type(&r, "、lm");
    rig_sees(&r, "李敏：");
    rig_keys(&r, "Down");
    rig_sees(&r, "周立：");
    rig_sees_not(&r, "找 [");
    rig_close(&r);
}

/* 28 members, last year's bases, two changed: see keys below. */
TEST(assess_year_is_saved_as_one_change)
{
    struct rig r;
    struct change_info info;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter F2");
    rig_sees(&r, "请核对"); /* cliff is none; retired, cap and a gap are */
    rig_sees(&r, "已经退休");
    rig_sees(&r, "还有 1 人没有基数");
    rig_golden(&r, "assess-year-warned");
    rig_keys(&r, "Tab Enter");
    rig_sees(&r, "已保存：党费核定 2027 年");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess"
                                     " where for_year = 2027"
                                     " and decided_on = '2026-11-18'")),
                     6);
    assert_int_equal(rig_ask(&r, SQL("select fen from assess where"
                                     " for_year = 2027 and person_id = 1")),
                     8550);
    assert_true(change_next_undo(r.app.book->db, &info));
    assert_string_equal(info.label, "核定 2027 年党费 6 人");

    /* Done again it writes nothing. */
    int64_t n = rig_ask(&r, SQL("select count(*) from audit"));
    assess_view_open(&r.app, 2027);
    rig_sees(&r, "2026-11-18");
    rig_sees(&r, "待保存 0 人");
    rig_golden(&r, "assess-year-saved");
    rig_keys(&r, "F2");
    rig_sees(&r, "还有 1 人没有基数");
    rig_keys(&r, "Esc");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from audit")), n);

    rig_keys(&r, "Ctrl+Z");
    rig_sees(&r, "已撤销：核定 2027 年党费 6 人");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess"
                                     " where for_year = 2027"
                                     " and voided_on is null")),
                     0);
    rig_close(&r);
}

/* Where to collect by it. */
TEST(assess_year_saved_tells_how_to_go_on)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    last_year(&r);
    assess_view_open(&r.app, 2026);
    rig_keys(&r, "Down Right");
    rig_type(&r, "5700");
    rig_keys(&r, "F2 Tab Enter");
    rig_sees(&r, "已保存：党费核定 2026 年（Ctrl+Z 撤销）；到收缴表：Ctrl+P"
                 " 打“收缴”");
    rig_keys(&r, "Ctrl+P");
    rig_type(&r, "收缴");
    rig_keys(&r, "Enter F7 Enter");
    rig_sees(&r, "党费核定 › 2026 年");
    rig_keys(&r, "Down Right");
    rig_type(&r, "5800");
    rig_keys(&r, "F2 Tab Enter");
    rig_sees(&r, "（Ctrl+Z 撤销）；按 F3 启动收缴");
    rig_keys(&r, "F3");
    rig_golden(&r, "assess-year-then-dues");
    rig_close(&r);
}

TEST(assess_year_leaving_asks_only_when_typed)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_keys(&r, "Esc");
    rig_sees_not(&r, "党费核定 ›");
    assess_view_open(&r.app, 2027);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter Esc");
    rig_sees(&r, "这张核定表改过，还没有保存");
    rig_keys(&r, "3");
    rig_sees(&r, "5,700.00");
    rig_keys(&r, "Esc 2");
    rig_sees_not(&r, "党费核定 ›");
    assert_int_equal(
        rig_ask(&r, SQL("select count(*) from assess where for_year = 2027")),
        0);
    rig_close(&r);
}

TEST(assess_year_is_turned)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_keys(&r, "Ctrl+PgUp");
    rig_sees(&r, "党费核定 › 2026 年");
    rig_keys(&r, "Ctrl+PgDn Left");
    rig_type(&r, "2026");
    rig_keys(&r, "Enter");
    rig_sees(&r, "党费核定 › 2026 年");
    rig_keys(&r, "Ctrl+PgDn");
    rig_type(&r, "20261118");
    rig_keys(&r, "Enter Ctrl+PgUp"); /* something is typed */
    rig_sees(&r, "先保存（F2）再换年度");
    rig_sees(&r, "党费核定 › 2027 年");
    rig_close(&r);
}

TEST(assess_year_draft_survives_a_lost_terminal)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    last_year(&r);
    assess_view_open(&r.app, 2027);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter Left");
    rig_type(&r, "离退休");
    rig_keys(&r, "Enter Right");
    rig_type(&r, "6100"); /* not left yet */
    rig_restart(&r);
    rig_sees(&r, "新增党费核定 2027 年");
    rig_keys(&r, "Esc");
    assert_int_equal(drafts(&r, &list), 1);
    assert_string_equal(list[0].form, ASSESS_YEAR_FORM);
    opening_draft(&r.app, &list[0]);
    assert_true(assess_view_has_draft(r.app.ui.top, list[0].id));
    rig_sees(&r, "2026-11-18");
    rig_sees(&r, "5,700.00    85.50");
    rig_sees(&r, "6,100.00    91.50");
    rig_golden(&r, "assess-year-draft");
    rig_keys(&r, "F2 Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select base_fen from assess where"
                                     " for_year = 2027 and person_id = 3")),
                     610000);
    assert_int_equal(drafts(&r, &list), 0);
    rig_close(&r);
}

/* Another window has assessed one of them, and who typed here keeps it. */
TEST(assess_year_meets_another_window)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct assess_sheet theirs;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter");
    must(assess_sheet_new(&theirs, r.app.book, &r.arena, 2, month_make(2027, 1),
                          &err),
         &err);
    must(assess_sheet_put(&theirs, ASSESS_BASE, "5100", &err), &err);
    must(assess_sheet_save(&theirs, NULL, &err), &err);
    rig_keys(&r, "F2 Tab Enter");
    rig_sees(&r, "另一个窗口刚保存过");
    rig_keys(&r, "Enter");
    rig_sees(&r, "5,700.00    85.50");
    rig_sees(&r, "5,100.00    76.50");
    rig_keys(&r, "F2 Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " for_year = 2027 and person_id = 2")),
                     1);
    assert_int_equal(rig_ask(&r, SQL("select base_fen from assess where"
                                     " for_year = 2027 and person_id = 1")),
                     570000);
    rig_close(&r);
}

TEST(assess_year_under_closed_months_is_looked_at)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    last_year(&r);
    run(&r, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                " closed_on) values (1, 1, '2026-10', '2026-10-01',"
                " '2026-10-31')"));
    assess_view_open(&r.app, 2026);
    rig_sees(&r, "2026-11");
    rig_keys(&r, "Down");
    rig_sees(&r, "已有月份结账");
    rig_type(&r, "9");
    rig_keys(&r, "Enter");
    rig_sees(&r, "E-ASSESS-046");
    rig_keys(&r, "Esc F4");
    rig_sees(&r, "已有月份结账");
    rig_keys(&r, "F3"); /* 年中 */
    rig_sees(&r, "党费核定 › 张建国（新）");
    rig_sees(&r, "2026-11");
    rig_golden(&r, "assess-sheet-between");
    rig_close(&r);
}

TEST(assess_year_goes_from_remark_to_remark)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_keys(&r, "F5");
    rig_sees(&r, "李敏：临近分档");
    rig_keys(&r, "F5");
    rig_sees(&r, "周立：上年免交");
    rig_keys(&r, "F5 F5 F5 F5");
    rig_sees(&r, "李敏：临近分档"); /* round, past who has gone */
    rig_close(&r);
}

static void add_meeting(struct rig *r)
{
    struct err err = ERR_INIT;
    struct meeting m;
    must(meeting_new(&m, r->app.book, &r->arena, "branch.meeting", 0,
                     date_of(2026, 11, 12), &err),
         &err);
    record_set_text(&m.event, EVENT_TITLE, "研究党费核定");
    must(meeting_save(&m, NULL, &err), &err);
}

TEST(assess_year_meeting_is_picked)
{
    struct rig r;
    open_year(&r, 24, 80);
    add_meeting(&r);
    rig_keys(&r, "Right F4");
    rig_sees(&r, "核定的会议");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026-11-12");
    rig_close(&r);
}

TEST(assess_year_prints_what_is_saved)
{
    struct rig r;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter F6");
    rig_sees(&r, "先按 F2 保存，再打印");
    rig_keys(&r, "F2 Tab Enter");
    assess_view_open(&r.app, 2027);
    rig_keys(&r, "F6");
    rig_sees(&r, "2027年党费核定表");
    rig_keys(&r, "Esc Down Enter F6");
    rig_sees(&r, "打印哪一种");
    rig_keys(&r, "Esc"); /* a list that is closed over keeps its rows */
    rig_close(&r);
}

TEST(assess_year_help_has_the_rules)
{
    struct rig r;
    open_year(&r, 24, 80);
    rig_keys(&r, "Down F1");
    rig_sees(&r, "张建国：为什么是这个数");
    rig_golden(&r, "assess-year-help");
    rig_close(&r);
}

/* ---- the worksheet ---------------------------------------------------- */

static void open_sheet(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    assess_sheet_view_new(&r->app, 1, month_make(2027, 1));
}

/* domain.md 1.3: 7,680.00 less 2,148.50. */
static void type_civil_servant(struct rig *r)
{
    static const char *const items[] = {"1990", "2360",  "1850", "1480",
                                        "",     "68.50", "640",  "160",
                                        "",     "960",   "320"};
    for (size_t i = 0; i < sizeof items / sizeof items[0]; i++) {
        rig_type(r, items[i]);
        rig_keys(r, "Enter");
    }
}

TEST(assess_sheet_civil_servant_item_by_item)
{
    struct rig r;
    open_sheet(&r, 24, 80);
    rig_golden(&r, "assess-sheet-new-80x24");
    rig_type(&r, "1990");
    rig_keys(&r, "Enter Up");
    rig_sees(&r, "基数 1,990.00，比例 0.5%，每月 9.95 元");
    type_civil_servant(&r);
    rig_sees(&r, "基数 5,531.50，比例 1.5%，每月 82.97 元");
    rig_golden(&r, "assess-sheet-80x24");
    rig_keys(&r, "Space Down Down");
    rig_type(&r, "650"); /* 交通补贴: shown only */
    rig_keys(&r, "Enter");
    rig_sees(&r, "基数 5,531.50，比例 1.5%，每月 82.97 元");
    rig_golden(&r, "assess-sheet-outs");
    rig_keys(&r, "Up Up Up Space"); /* what is filled in stays */
    rig_size(&r, 36, 120);
    rig_golden(&r, "assess-sheet-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "assess-sheet-60x16");
    rig_keys(&r, "F2");
    rig_sees(&r, "已保存：党费核定 张建国 2027-01 起");
    assert_int_equal(rig_ask(&r, SQL("select fen from assess")), 8297);
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess_item")), 10);
    rig_close(&r);
}

TEST(assess_sheet_where_ambiguous_is_wide)
{
    struct rig r;
    open_sheet(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "assess-sheet-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(assess_sheet_finds_a_row)
{
    struct rig r;
    open_sheet(&r, 24, 80);
    rig_type(&r, "/gjj");
    rig_sees(&r, "住房公积金（个人缴纳）：");
    rig_keys(&r, "Enter");
    rig_type(&r, "960");
    rig_keys(&r, "Enter");
    rig_sees(&r, "960.00");
    rig_type(&r, "/mj");
    rig_sees(&r, "减免：");
    rig_golden(&r, "assess-sheet-find");
    rig_keys(&r, "Enter");
    rig_type(&r, "免交");
    rig_keys(&r, "Enter");
    rig_sees(&r, "困难原因");
    rig_sees(&r, "还没有填批准情况");
    rig_type(&r, "/xyz");
    rig_sees(&r, "没有找到");
    rig_keys(&r, "Esc");
    rig_sees(&r, "党费核定 › 张建国（新）");
    rig_close(&r);
}

TEST(assess_sheet_base_of_items_is_not_typed)
{
    struct rig r;
    open_sheet(&r, 24, 80);
    rig_type(&r, "3000");
    rig_keys(&r, "Enter Up Up Down Down Right"); /* 年度, 类别, 会议, 基数 */
    rig_type(&r, "5000");
    rig_keys(&r, "Enter");
    rig_sees(&r, "E-ASSESS-030");
    rig_close(&r);
}

TEST(assess_sheet_asks_other_items_of_other_staff)
{
    struct rig r;
    open_sheet(&r, 24, 80);
    rig_sees(&r, "级别工资");
    rig_keys(&r, "Up Down Right Right"); /* 年度, 类别, 原因, 人员 */
    rig_type(&r, "sy");
    rig_keys(&r, "Enter");
    rig_sees(&r, "薪级工资");
    rig_sees_not(&r, "级别工资");
    rig_close(&r);
}

TEST(assess_sheet_relief)
{
    struct rig r;
    rig_open(&r, 36, 120, 8);
    last_year(&r);
    assess_sheet_view_new(&r.app, 1, month_make(2026, 11));
    rig_type(&r, "减免"); /* the reason, which the cursor begins on */
    rig_keys(&r, "Enter F2");
    rig_sees(&r, "E-ASSESS-020");
    rig_type(&r, "少交"); /* the cursor stands on it */
    rig_keys(&r, "Enter");
    rig_type(&r, "家中有重病人");
    rig_keys(&r, "Enter");
    rig_type(&r, "示例机关党委");
    rig_keys(&r, "Enter");
    rig_type(&r, "20261103");
    rig_keys(&r, "Enter");
    rig_type(&r, "示机党〔2026〕3号");
    rig_keys(&r, "Enter F2");
    rig_sees(&r, "E-ASSESS-010"); /* less than by rule */
    rig_type(&r, "10");
    rig_keys(&r, "Enter");
    rig_sees(&r, "少交（家中有重病人；示例机关党委 2026-11-03 批准");
    rig_golden(&r, "assess-sheet-relief");
    rig_keys(&r, "F2");
    rig_sees(&r, "没有填截止月份"); /* an approval has its months */
    rig_keys(&r, "Right Enter");
    rig_sees(&r, "已保存");
    assert_int_equal(rig_ask(&r, SQL("select fen from assess where"
                                     " from_month = '2026-11'")),
                     1000);
    assess_view_open(&r.app, 2027);
    rig_sees(&r, "减免");
    rig_close(&r);
}

/* What the year has typed and not saved goes along, and comes back saved. */
TEST(assess_sheet_from_the_year_and_back)
{
    struct rig r;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter");
    rig_type(&r, "5100");
    rig_keys(&r, "Enter Up Enter"); /* 李敏 */
    rig_sees(&r, "党费核定 › 李敏（新）");
    rig_sees(&r, "基数 5,100.00，比例 1.5%，每月 76.50 元");
    rig_type(&r, "5150");
    rig_keys(&r, "F2");
    rig_sees(&r, "党费核定 › 2027 年");
    rig_sees(&r, "5,150.00    77.25");
    rig_sees(&r, "5,700.00    85.50"); /* still typed */
    rig_sees(&r, "待保存 5 人");
    rig_keys(&r, "F2 Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " for_year = 2027")),
                     6);
    rig_close(&r);
}

/* Day and meeting of the head hold for a worksheet opened from there. */
TEST(assess_sheet_takes_the_decision_of_the_year)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    last_year(&r);
    assess_view_open(&r.app, 2027);
    to_rows(&r);
    rig_keys(&r, "Enter");
    rig_sees(&r, "党费核定 › 张建国（新）");
    rig_sees(&r, "2026-11-18");
    rig_keys(&r, "F1 Esc");
    rig_sees(&r, "2026-11-18"); /* read again, still there */
    rig_keys(&r, "Esc");        /* nothing was typed here */
    rig_sees(&r, "党费核定 › 2027 年");
    rig_keys(&r, "Enter");
    rig_type(&r, "5700");
    rig_keys(&r, "Enter");
    rig_restart(&r);
    rig_keys(&r, "Esc");
    for (size_t i = drafts(&r, &list); i-- > 0;) {
        if (strcmp(list[i].form, ASSESS_SHEET_FORM) == 0) {
            opening_draft(&r.app, &list[i]);
        }
    }
    rig_sees(&r, "2026-11-18");
    rig_keys(&r, "F2");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " for_year = 2027"
                                     " and decided_on = '2026-11-18'")),
                     1);
    /* In between the year's decision is not this one's. */
    assess_view_open(&r.app, 2027);
    rig_sees(&r, "2026-11-18");
    rig_keys(&r, "Down Down Enter");
    rig_sees(&r, "党费核定 › 李敏（新）");
    rig_sees(&r, "2026-11-18"); /* decided with the year's first */
    rig_keys(&r, "Esc Esc");
    assess_view_open(&r.app, 2027);
    rig_keys(&r, "Down F3");
    rig_sees(&r, "党费核定 › 张建国（新）");
    rig_sees_not(&r, "2026-11-18");
    rig_close(&r);
}

/* While a worksheet lay over it, another window saved somebody typed here. */
TEST(assess_year_is_told_of_the_other_window_when_it_comes_back)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct assess_sheet theirs;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_keys(&r, "Down");
    rig_type(&r, "5200"); /* 李敏 */
    rig_keys(&r, "Enter Up Up Enter");
    rig_sees(&r, "党费核定 › 张建国（新）");
    must(assess_sheet_new(&theirs, r.app.book, &r.arena, 2, month_make(2027, 1),
                          &err),
         &err);
    must(assess_sheet_put(&theirs, ASSESS_BASE, "5100", &err), &err);
    must(assess_sheet_save(&theirs, NULL, &err), &err);
    rig_keys(&r, "F2");
    rig_sees(&r, "另一个窗口刚改过您填的 1 处");
    rig_sees(&r, "5,200.00    78.00");
    rig_keys(&r, "F2 Tab Enter");
    assert_int_equal(rig_ask(&r, SQL("select base_fen from assess where"
                                     " for_year = 2027 and person_id = 2")),
                     520000);
    rig_close(&r);
}

/* Left without saving, the worksheet takes nothing with it. */
TEST(assess_sheet_given_up_leaves_what_the_year_has_typed)
{
    struct rig r;
    open_year(&r, 24, 80);
    to_rows(&r);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter Up Enter");
    rig_sees(&r, "基数 5,700.00");
    rig_keys(&r, "Esc 2");
    rig_sees(&r, "党费核定 › 2027 年");
    rig_sees(&r, "5,700.00    85.50");
    rig_close(&r);
}

/* The base that a worksheet adds up is changed there. */
TEST(assess_sheet_holds_the_base_of_the_year)
{
    struct rig r;
    open_sheet(&r, 24, 80);
    type_civil_servant(&r);
    rig_keys(&r, "F2");
    assess_view_open(&r.app, 2027);
    rig_keys(&r, "Down Right");
    rig_sees(&r, "基数由核定单的各项算出");
    rig_type(&r, "9");
    rig_keys(&r, "Enter");
    rig_sees(&r, "E-ASSESS-043");
    rig_close(&r);
}

TEST(assess_sheet_opens_from_its_lists)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    int64_t id = assess(&r, 1, "5531.50");
    opening_record(&r.app, &ledger_assess, id);
    rig_sees(&r, "党费核定 › 张建国");
    rig_keys(&r, "F2");
    rig_sees(&r, "内容没有变化");
    book_view_open(&r.app, &ledger_assess, 0, NULL);
    rig_keys(&r, "Enter");
    rig_sees(&r, "基数 5,531.50，比例 1.5%，每月 82.97 元");
    rig_keys(&r, "Esc F3");
    rig_sees(&r, "给谁核定");
    rig_type(&r, "limin");
    rig_keys(&r, "Enter");
    rig_sees(&r, "党费核定 › 李敏（新）");
    rig_sees(&r, "2026-11");
    rig_close(&r);
}

TEST(assess_sheet_draft_survives_a_lost_terminal)
{
    struct rig r;
    struct draft *list;
    rig_open_file(&r, 24, 80, 8);
    assess_sheet_view_new(&r.app, 2, month_make(2027, 1));
    rig_type(&r, "1990");
    rig_keys(&r, "Enter");
    rig_type(&r, "2360"); /* not left yet */
    rig_restart(&r);
    rig_sees(&r, "新增党费核定 李敏 2027-01 起");
    rig_keys(&r, "Esc");
    assert_int_equal(drafts(&r, &list), 1);
    assert_string_equal(list[0].form, ASSESS_SHEET_FORM);
    opening_draft(&r.app, &list[0]);
    assert_true(assess_sheet_view_has_draft(r.app.ui.top, list[0].id));
    rig_sees(&r, "基数 4,350.00，比例 1%，每月 43.50 元");
    rig_keys(&r, "F2");
    assert_int_equal(rig_ask(&r, SQL("select base_fen from assess where"
                                     " person_id = 2")),
                     435000);
    assert_int_equal(drafts(&r, &list), 0);
    rig_close(&r);
}

TEST(assess_sheet_meets_another_window)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct assess_sheet theirs;
    rig_open(&r, 24, 80, 8);
    int64_t id = assess(&r, 1, "5531.50");
    assess_sheet_view_open(&r.app, id);
    rig_type(&r, "5700"); /* the base */
    rig_keys(&r, "Enter");
    must(assess_sheet_read(&theirs, r.app.book, &r.arena, id, &err), &err);
    must(assess_sheet_put(&theirs, ASSESS_NOTE, "已看过工资单", &err), &err);
    must(assess_sheet_save(&theirs, NULL, &err), &err);
    rig_keys(&r, "F2");
    rig_sees(&r, "另一个窗口刚保存过");
    rig_keys(&r, "Enter F2");
    rig_sees(&r, "已保存");
    assert_int_equal(rig_ask(&r, SQL("select fen from assess where"
                                     " note = '已看过工资单'")),
                     8550);
    rig_close(&r);
}

/* The amount follows what both have put in. */
TEST(assess_sheet_works_out_anew_what_two_windows_changed)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct assess_sheet theirs;
    rig_open(&r, 24, 80, 8);
    int64_t id = assess(&r, 1, "5531.50");
    assess_sheet_view_open(&r.app, id);
    rig_type(&r, "5700");
    rig_keys(&r, "Enter");
    must(assess_sheet_read(&theirs, r.app.book, &r.arena, id, &err), &err);
    must(assess_sheet_put(&theirs, ASSESS_CATEGORY, "离退休", &err), &err);
    must(assess_sheet_save(&theirs, NULL, &err), &err);
    rig_keys(&r, "F2 Enter");
    rig_sees(&r, "基数 5,700.00，比例 1%，每月 57.00 元");
    rig_close(&r);
}

TEST(assess_sheet_under_a_closed_month_keeps_its_amount)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    int64_t id = assess(&r, 1, "5531.50");
    run(&r, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                " closed_on) values (1, 1, '2026-10', '2026-10-01',"
                " '2026-10-31')"));
    assess_sheet_view_open(&r.app, id);
    rig_sees(&r, "2026-10 已经结账");
    rig_golden(&r, "assess-sheet-closed");
    rig_type(&r, "20261118"); /* 签字 */
    rig_keys(&r, "Enter F2");
    rig_sees(&r, "已保存");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " signed_on = '2026-11-18'")),
                     1);
    rig_close(&r);
}

TEST(assess_sheet_leaving_asks_and_undo_takes_it_back)
{
    struct rig r;
    struct change_info info;
    open_sheet(&r, 24, 80);
    rig_type(&r, "3000");
    rig_keys(&r, "Enter Esc");
    rig_sees(&r, "这张核定单改过，还没有保存");
    rig_keys(&r, "1");
    rig_sees(&r, "已保存");
    assert_true(change_next_undo(r.app.book->db, &info));
    assert_string_equal(info.label, "登记党费核定 张建国 2027-01 起");
    rig_keys(&r, "Ctrl+Z");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " voided_on is null")),
                     0);
    rig_close(&r);
}

/* ---- keys ------------------------------------------------------------- */

/* The whole job for 28 members, of whom two have another base: how many keys.
   Ctrl+P, 核定, Enter; the day of the meeting; two figures; F2. */
TEST(assess_year_of_28_members_in_few_keys)
{
    struct rig r;
    rig_open(&r, 24, 80, 28);
    for (int64_t id = 1; id <= 28; id++) {
        assess(&r, id, "5531.50");
    }
    setenv("PBTUI_TODAY", "2026-12-20", 1);
    rig_keys(&r, "Ctrl+P"); /* 1 */
    rig_type(&r, "核定");   /* 2 */
    rig_keys(&r, "Enter");  /* 1 */
    rig_sees(&r, "党费核定 › 2027 年");
    rig_type(&r, "1218");                       /* 4 */
    rig_keys(&r, "Enter Down Right Down Down"); /* 5 */
    rig_type(&r, "5700");                       /* 4 */
    rig_keys(&r, "Enter Down Down");            /* 3 */
    rig_type(&r, "6100");                       /* 4 */
    rig_keys(&r, "F2");                         /* 1 */
    rig_sees(&r, "已保存：党费核定 2027 年");
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " for_year = 2027"
                                     " and decided_on = '2026-12-18'")),
                     28);
    assert_int_equal(rig_ask(&r, SQL("select count(*) from assess where"
                                     " for_year = 2027"
                                     " and base_fen <> 553150")),
                     2);
    rig_close(&r);
}
