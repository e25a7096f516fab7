/* The first screen and the matrix of duties: what stands where, and what every
   line and cell opens. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/duties_view.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/screen/seal_view.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <string.h>

/* ---- a year of records ------------------------------------------------ */

static void done(struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

/* state: "1" planned, "2" held */
static int64_t event(struct rig *r, const char *kind, const char *day,
                     int64_t grp, const char *state, bool late)
{
    struct stmt st;
    struct db *db = r->app.session.db;
    int year = (day[0] - '0') * 1000 + (day[1] - '0') * 100 +
               (day[2] - '0') * 10 + (day[3] - '0');
    stmt_open(&st, db,
              SQL("insert into event (ver, branch_id, kind, grp_id, state,"
                  " on_day, for_year, entered_on, n_due, n_present, n_online,"
                  " n_leave, n_absent, valid) values (1, 1, :kind, :grp,"
                  " :state, :day, :year, :day, 0, 0, 0, 0, 0, 1)"));
    stmt_text(&st, ":kind", kind);
    if (grp != 0) {
        stmt_int(&st, ":grp", grp);
    }
    stmt_text(&st, ":state", state);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":year", year);
    done(&st);
    int64_t id = stmt_last_id(db);
    stmt_open(&st, db,
              SQL("insert into event_kind (ver, event_id, ord, kind,"
                  " branch_id, grp_id, on_day, for_year, counted, late)"
                  " values (1, :event, 1, :kind, 1, :grp, :day, :year,"
                  " :counted, :late)"));
    stmt_int(&st, ":event", id);
    stmt_text(&st, ":kind", kind);
    if (grp != 0) {
        stmt_int(&st, ":grp", grp);
    }
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":year", year);
    stmt_int(&st, ":counted", state[0] == '2');
    stmt_int(&st, ":late", late);
    done(&st);
    return id;
}

static void year_of_records(struct rig *r)
{
    static const char *const days[] = {"05", "12", "20"};
    char day[16];
    for (int m = 1; m <= 11; m++) {
        memcpy(day, "2026-", 5);
        day[5] = (char)('0' + m / 10);
        day[6] = (char)('0' + m % 10);
        day[7] = '-';
        memcpy(day + 8, days[m % 3], 3);
        if (m != 3 && m != 11) {
            event(r, "committee.meeting", day, 0, "2", m == 7);
        }
        event(r, "themeday", day, 0, "2", false);
        if (m != 11) {
            event(r, "group.meeting", day, 1, "2", false);
        }
        event(r, "group.meeting", day, 2, "2", false);
    }
    event(r, "branch.meeting", "2026-03-20", 0, "2", false);
    event(r, "branch.meeting", "2026-06-18", 0, "2", false);
    event(r, "branch.meeting", "2026-10-22", 0, "2", false);
    event(r, "lecture", "2026-05-12", 0, "2", false);
    event(r, "lecture", "2026-08-12", 0, "2", false);
}

static void what_is_due(struct rig *r)
{
    struct stmt st;
    struct db *db = r->app.session.db;
    int64_t last = event(r, "committee.meeting", "2026-10-30", 0, "2", false);
    event(r, "themeday", "2026-11-26", 0, "1", false);
    event(r, "lecture", "2026-11-12", 0, "1", false);
    stmt_open(&st, db,
              SQL("insert into action (ver, event_id, branch_id, ord, text,"
                  " due_on) values (1, :event, 1, 1, '报送备案材料',"
                  " '2026-11-10'), (1, :event, 1, 2, '修订学习计划', null)"));
    stmt_int(&st, ":event", last);
    done(&st);
    stmt_open(&st, db,
              SQL("insert into term (ver, branch_id, no, elected_on, years)"
                  " values (1, 1, 4, '2024-04-18', 3)"));
    done(&st);
    stmt_open(&st, db,
              SQL("insert into period (ver, branch_id, month, sealed_on,"
                  " sealed_by, head, head_seq, events) values (1, 1, '2026-10',"
                  " '2026-11-02', '测试', '', 0, 5)"));
    done(&st);
}

/* The first screen stands at the bottom, whatever the program began with. */
static void home(struct rig *r)
{
    while (r->app.ui.top != NULL) {
        ui_pop(&r->app.ui);
    }
    r->app.ui.note[0] = '\0';
    home_view_open(&r->app);
}

static void open_home(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    year_of_records(r);
    what_is_due(r);
    home(r);
}

static void open_matrix(struct rig *r, int rows, int cols)
{
    open_home(r, rows, cols);
    duties_view_open(&r->app, 0, NULL, 0);
}

/* ---- the first screen ------------------------------------------------- */

TEST(home_at_80x24)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_golden(&r, "home-80x24");
    rig_close(&r);
}

TEST(home_at_120x36)
{
    struct rig r;
    open_home(&r, 36, 120);
    rig_golden(&r, "home-120x36");
    rig_close(&r);
}

TEST(home_at_60x16_shows_one_column_at_a_time)
{
    struct rig r;
    open_home(&r, 16, 60);
    rig_golden(&r, "home-60x16");
    rig_keys(&r, "Tab");
    rig_golden(&r, "home-60x16-right");
    rig_close(&r);
}

TEST(home_where_ambiguous_is_wide)
{
    struct rig r;
    open_home(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "home-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(home_of_a_new_ledger_says_what_comes_first)
{
    struct rig r;
    rig_open(&r, 24, 80, 0);
    home(&r);
    rig_golden(&r, "home-empty");
    rig_keys(&r, "Enter");
    rig_sees(&r, "新增党员");
    rig_close(&r);
}

TEST(home_says_when_nothing_is_due)
{
    struct rig r;
    rig_open(&r, 24, 80, 7); /* without the one on probation */
    year_of_records(&r);
    event(&r, "committee.meeting", "2026-11-03", 0, "2", false);
    event(&r, "group.meeting", "2026-11-03", 1, "2", false);
    home(&r);
    rig_sees(&r, "近期没有到期的事");
    rig_sees(&r, "十一月必办 · 都办了");
    rig_close(&r);
}

TEST(home_follows_what_is_saved)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_sees(&r, "支部委员会会议 每月 1   已 0");
    event(&r, "committee.meeting", "2026-11-19", 0, "2", false);
    rig_keys(&r, "F5");
    rig_sees(&r, "支部委员会会议 每月 1   已 1 11-19");
    rig_close(&r);
}

TEST(home_cursor_begins_with_what_is_to_be_done)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "Down Up Up Home");
    rig_screen(&r);
    assert_int_equal(r.app.ui.canvas.caret_row, 2);
    rig_keys(&r, "End");
    rig_screen(&r);
    assert_int_not_equal(r.app.ui.canvas.caret_row, 2);
    rig_keys(&r, "Right");
    rig_screen(&r);
    assert_true(r.app.ui.canvas.caret_col > 40);
    rig_close(&r);
}

TEST(home_digits_open_books)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_type(&r, "4");
    rig_sees(&r, "在册党员");
    rig_keys(&r, "Esc");
    rig_type(&r, "４"); /* with an input method on */
    rig_sees(&r, "在册党员");
    rig_keys(&r, "Esc");
    rig_type(&r, "2");
    rig_sees(&r, "党费 › 2026 年 11 月");
    rig_keys(&r, "Esc");
    rig_type(&r, "3");
    rig_sees(&r, "还没有申请入党的人");
    rig_keys(&r, "Esc");
    rig_type(&r, "5");
    rig_sees(&r, "事项台账");
    rig_keys(&r, "Esc");
    rig_type(&r, "6");
    rig_sees(&r, "年终数字 › 2026年");
    rig_keys(&r, "Esc");
    rig_type(&r, "7");
    rig_sees(&r, "这一本台账还没有");
    rig_close(&r);
}

TEST(home_people_open_the_person)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "Right Home");
    for (int i = 0; i < 12; i++) {
        rig_screen(&r);
        struct view *before = r.app.ui.top;
        rig_keys(&r, "Enter");
        if (r.app.ui.top != before && strstr(rig_screen(&r), "刘晓") != NULL &&
            strstr(rig_screen(&r), "入党日期") != NULL) {
            rig_close(&r);
            return;
        }
        while (r.app.ui.top != before) {
            ui_pop(&r.app.ui);
        }
        rig_keys(&r, "Down");
    }
    fail_msg("no line opens 刘晓");
}

static const char *top_name(const struct rig *r)
{
    return r->app.ui.top->cls->name;
}

/* The month first, then the forms that need no record; parts of the bound
   ledger are not among them. */
/* Some line of the right column opens what shows the text. */
static void some_line_opens(struct rig *r, const char *text)
{
    struct view *home = r->app.ui.top;
    rig_keys(r, "Right Home");
    for (int i = 0; i < 24; i++) {
        rig_keys(r, "Enter");
        bool shows =
            r->app.ui.top != home && strstr(rig_screen(r), text) != NULL;
        while (r->app.ui.top != home) {
            ui_pop(&r->app.ui);
        }
        if (shows) {
            return;
        }
        rig_keys(r, "Down");
    }
    fail_msg("no line opens %s", text);
}

TEST(home_names_what_is_due_in_registers_and_opens_it)
{
    struct rig r;
    struct err err = ERR_INIT;
    rig_open(&r, 36, 120, 8);
    struct change *c = change_new(&r.arena, "登记台账");
    for (int i = 0; i < 7; i++) {
        struct change_row *row = change_insert(c, "r_problems");
        change_int(row, "branch_id", r.app.book->branch);
        change_text(row, "on_day", "2026-01-05");
        change_text(row, "title", i == 0 ? "走访次数偏少" : "台账不全");
        change_text(row, "due_on", i == 0 ? "2026-11-02" : "2026-11-25");
    }
    if (!change_apply(r.app.session.db, c, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    home_view_open(&r.app);
    rig_sees(&r, "! 过期 11-02 问题：走访次数偏少");
    rig_sees(&r, "· 到期 11-25 问题：台账不全");
    rig_sees(&r, "事项台账还有 2 项到期");
    some_line_opens(&r, "问题清单 › 走访次数偏少");
    some_line_opens(&r, "未办结");
    rig_close(&r);
}

TEST(home_offers_what_can_be_printed)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "F6");
    rig_golden(&r, "home-print-80x24");
    rig_sees_not(&r, "台账封面");
    rig_keys(&r, "Enter");
    assert_string_equal(top_name(&r), "preview");
    rig_sees(&r, "2026年11月台账");
    rig_keys(&r, "Esc");
    assert_string_equal(top_name(&r), "home");
    rig_close(&r);
}

/* In the first half of a month the ledger that is bound is that of the month
   before. */
TEST(home_prints_the_month_that_is_just_over)
{
    struct rig r;
    open_home(&r, 24, 80);
    r.app.book->day = date_of(2026, 11, 15);
    rig_keys(&r, "F6 Enter");
    rig_sees(&r, "2026年10月台账");
    rig_keys(&r, "Esc");
    r.app.book->day = date_of(2026, 11, 16);
    rig_keys(&r, "F6 Enter");
    rig_sees(&r, "2026年11月台账");
    rig_close(&r);
}

/* What was saved before is not taken back by a key that shows nothing of it. */
TEST(home_preview_undoes_nothing)
{
    struct rig r;
    open_home(&r, 24, 80);
    int64_t before = rig_ask(&r, SQL("select max(seq) from audit"));
    rig_keys(&r, "F6 Enter Ctrl+Z");
    rig_sees(&r, "预览里不能撤销");
    rig_keys(&r, "Ctrl+Y");
    assert_int_equal(rig_ask(&r, SQL("select max(seq) from audit")), before);
    rig_close(&r);
}

/* Another month is typed; what is no month is told. */
TEST(home_prints_another_month)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "F6 Down Down Enter");
    rig_sees(&r, "年月");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2026年9月台账");
    rig_keys(&r, "Esc");
    rig_keys(&r, "F6 Down Down Enter");
    rig_type(&r, "x");
    rig_keys(&r, "Enter");
    rig_sees_not(&r, "打印预览");
    rig_close(&r);
}

/* ---- the matrix ------------------------------------------------------- */

TEST(duties_at_80x24)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_golden(&r, "duties-80x24");
    rig_close(&r);
}

TEST(duties_at_120x36)
{
    struct rig r;
    open_matrix(&r, 36, 120);
    rig_golden(&r, "duties-120x36");
    rig_close(&r);
}

TEST(duties_at_60x16)
{
    struct rig r;
    open_matrix(&r, 16, 60);
    rig_keys(&r, "Down Left Left");
    rig_golden(&r, "duties-60x16");
    rig_close(&r);
}

TEST(duties_where_ambiguous_is_wide)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "duties-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

TEST(duties_tab_shows_all_and_back)
{
    struct rig r;
    open_matrix(&r, 36, 80);
    rig_sees_not(&r, "民主生活会");
    rig_keys(&r, "Tab");
    rig_sees(&r, "民主生活会");
    rig_keys(&r, "Tab");
    rig_sees_not(&r, "民主生活会");
    rig_close(&r);
}

TEST(duties_bottom_line_says_what_the_cell_is)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_keys(&r, "Down"); /* M02, November */
    rig_sees(&r,
             "M02 支部委员会会议 11 月：已办 0 次，应 1 次，还剩 6 个工作日");
    rig_sees(&r, "第十二条");
    rig_keys(&r, "Left Left Left Left");
    rig_sees(&r, "7 月：已办 1 次（补登），应 1 次");
    rig_keys(&r, "Left Left Left Left");
    rig_sees(&r, "3 月：缺：已办 0 次，应 1 次");
    rig_keys(&r, "Up"); /* the first quarter of M01 */
    rig_sees(&r, "一季度：已办 1 次");
    rig_keys(&r, "Right");
    rig_sees(&r, "二季度：已办 1 次");
    rig_close(&r);
}

TEST(duties_years_turn)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_keys(&r, "PgUp");
    rig_sees(&r, "2025 年达标表");
    rig_keys(&r, "PgDn PgDn");
    rig_sees(&r, "2027 年达标表");
    rig_close(&r);
}

TEST(duties_cell_without_a_book_says_so)
{
    struct rig r;
    open_matrix(&r, 36, 80);
    for (int i = 0; i < 20; i++) {
        if (strstr(rig_screen(&r), "M14 ") != NULL) {
            break;
        }
        rig_keys(&r, "Down");
    }
    rig_keys(&r, "Enter");
    rig_sees(&r, "党费台账还没有启用，不计");
    rig_close(&r);
}

TEST(duties_basis_is_told)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_keys(&r, "F12");
    rig_sees(&r, "怎样算：");
    rig_sees(&r, "《中国共产党支部工作条例（试行）》");
    rig_sees(&r, "中央规定");
    rig_close(&r);
}

TEST(duties_cell_of_several_opens_their_list)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    event(&r, "committee.meeting", "2026-10-08", 0, "2", false);
    rig_keys(&r, "F5 Down Left Enter");
    rig_sees(&r, "10 月");
    rig_sees(&r, "2026-10-08");
    rig_sees_not(&r, "2026-09");
    rig_close(&r);
}

TEST(duties_own_word_form_begins_filled)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_keys(&r, "F4");
    rig_sees(&r, "规定动作 [支部党员大会");
    rig_sees(&r, "从哪天起 [2026-10-01");
    rig_close(&r);
}

TEST(home_strip_opens_the_matrix_on_its_gap)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "End Up Up Up Enter");
    rig_sees(&r, "M02 支部委员会会议 3 月：缺");
    rig_close(&r);
}

TEST(duties_missing_cell_opens_a_new_one_inside_its_period)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_keys(&r, "Down Left Left Left Left Left Left Left Left Enter");
    rig_sees(&r, "支部委员会");
    rig_sees(&r, "2026-03-31"); /* its last working day */
    rig_close(&r);
}

TEST(duties_running_cell_opens_a_new_one_today)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "Enter"); /* 支委会 of November */
    rig_sees(&r, "支部委员会");
    rig_sees(&r, "2026-11-20");
    rig_close(&r);
}

TEST(duties_cell_of_one_opens_it)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    rig_keys(&r, "Left Left Enter"); /* 党员大会 of the second quarter */
    rig_sees(&r, "2026-06-18");
    rig_close(&r);
}

TEST(home_help_says_the_rule_of_the_line)
{
    struct rig r;
    open_home(&r, 24, 80);
    rig_keys(&r, "F1");
    rig_sees(&r, "M02 支部委员会会议");
    rig_sees(&r, "首页和达标表");
    rig_close(&r);
}

/* A day that was looked at in the roster is the day of the lights, too. */
TEST(home_follows_the_day_in_view)
{
    struct rig r;
    open_home(&r, 24, 80);
    r.app.book->day = date_of(2026, 10, 15);
    rig_keys(&r, "Down");
    rig_sees(&r, "截至 2026年10月15日");
    rig_sees(&r, "十月必办");
    rig_close(&r);
}

/* What could not be gathered is not gone to: its lines lie in what was thrown
   away. */
TEST(home_that_cannot_be_gathered_opens_nothing)
{
    struct rig r;
    struct stmt st;
    open_home(&r, 24, 80);
    stmt_open(&st, r.app.session.db, SQL("alter table event_kind rename to h"));
    done(&st);
    rig_keys(&r, "F5");
    rig_sees(&r, "统计 2026 年应办事项");
    static const char *const keys[] = {"Enter", "Down", "Enter", "Tab",
                                       "Enter", "Up",   "Enter"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        rig_keys(&r, keys[i]);
        assert_string_equal(top_name(&r), "home");
    }
    rig_keys(&r, "F1");
    rig_sees_not(&r, "支部委员会会议");
    rig_keys(&r, "Esc");
    stmt_open(&st, r.app.session.db, SQL("alter table h rename to event_kind"));
    done(&st);
    rig_keys(&r, "F5");
    rig_sees(&r, "支部委员会会议");
    rig_close(&r);
}

static void in_training(struct rig *r, const char *name, const char *stage)
{
    struct stmt st;
    stmt_open(&st, r->app.session.db,
              SQL("insert into person (ver, ord, name, name_key, home_id,"
                  " apply_on, activist_on, candidate_on) values (1, 90, :name,"
                  " :name, 1,"
                  " '2023-01-10', case when :stage > 'a' then '2024-01-10' end,"
                  " case when :stage > 'b' then '2026-01-10' end)"));
    stmt_text(&st, ":name", name);
    stmt_text(&st, ":stage", stage);
    done(&st);
}

TEST(home_cuts_no_number_of_those_in_training)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    in_training(&r, "甲一", "a");
    in_training(&r, "甲二", "b");
    in_training(&r, "甲三", "b");
    in_training(&r, "甲四", "c");
    home(&r);
    rig_sees(&r, "正式 7  预备 1");
    rig_sees(&r, "积极分子 2  发展对象 1  申请 1");
    rig_close(&r);
}

/* As of a past day later events are not known, and nothing new is begun. */
TEST(home_as_of_a_past_day_takes_nothing_new)
{
    struct rig r;
    open_home(&r, 24, 80);
    r.app.book->day = date_of(2026, 3, 15);
    rig_keys(&r, "F3");
    assert_string_equal(top_name(&r), "home");
    rig_sees(&r, "不能登记新的");
    rig_keys(&r, "1");
    rig_sees(&r, "截至 2026年3月15日");
    rig_sees(&r, "2026-03-05");
    rig_sees_not(&r, "2026-03-20");
    rig_sees_not(&r, "2026-11-26");
    rig_keys(&r, "F3");
    assert_string_equal(top_name(&r), "book");
    rig_sees(&r, "不能登记新的");
    rig_keys(&r, "Esc");
    assert_int_equal(r.app.book->day, r.app.book->today);
    rig_sees(&r, "2026-05-20");
    rig_keys(&r, "F3");
    assert_string_not_equal(top_name(&r), "book");
    rig_keys(&r, "Esc");
    rig_close(&r);
}

TEST(home_goes_back_to_today)
{
    struct rig r;
    open_home(&r, 24, 80);
    r.app.book->day = date_of(2026, 3, 15);
    rig_keys(&r, "F5");
    rig_sees(&r, "三月必办");
    rig_keys(&r, "Esc");
    rig_sees(&r, "十一月必办");
    assert_int_equal(r.app.book->day, r.app.book->today);
    assert_string_equal(top_name(&r), "home");
    rig_close(&r);
}

TEST(duties_as_of_a_past_day_take_nothing_new)
{
    struct rig r;
    open_matrix(&r, 24, 80);
    r.app.book->day = date_of(2026, 3, 15);
    static const char *const keys[] = {"F3", "F4"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        rig_keys(&r, keys[i]);
        assert_string_equal(top_name(&r), "duties");
    }
    rig_sees(&r, "不能登记新的");
    rig_close(&r);
}

/* Two empty answers open nothing, and what was typed stays. */
TEST(home_month_is_not_opened_without_reason_and_second)
{
    struct rig r;
    struct err err = ERR_INIT;
    const int october = month_make(2026, 10);
    rig_open(&r, 24, 80, 8);
    home(&r);
    assert_true(period_seal(r.app.book, &r.arena, october, &err));
    seal_view_unseal(&r.app);
    rig_keys(&r, "Enter Enter");
    rig_sees(&r, "启封须写明原因");
    assert_true(period_is_sealed(r.app.book, 1, october));
    rig_type(&r, "漏记主题党日");
    rig_keys(&r, "Enter Enter");
    rig_sees(&r, "请写第二人");
    rig_type(&r, "李敏");
    rig_keys(&r, "Enter");
    rig_sees(&r, "已启封");
    assert_false(period_is_sealed(r.app.book, 1, october));
    rig_close(&r);
}
