/* The board of 发展党员: its pages, what is opened from them, and the lines of
   the first screen. */
#include "late_rig.h"

#include "unit.h"

#include "pbtui/ledger/pipeline.h"
#include "pbtui/screen/board_view.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/width.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WEEKS3 21

/* ---- people ----------------------------------------------------------- */

static int64_t done(struct rig *r, struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return stmt_last_id(r->app.session.db);
}

static int64_t person(struct rig *r, const char *name, int apply)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, r->app.session.db,
              SQL("insert into person (ver, name, name_key, ord, birth_on,"
                  " home_id, apply_on) values (1, :name, '', 1, '1994-06-12',"
                  " 1, :apply)"));
    stmt_text(&st, ":name", name);
    stmt_text(&st, ":apply", apply == DATE_NONE ? NULL : date_text(apply, day));
    return done(r, &st);
}

static const char *usual(int no)
{
    return no == AT_REPLY                         ? "01"
           : no == AT_VETTING || no == AT_PREVIEW ? "03"
           : no == AT_ACCEPT                      ? "05"
           : no == AT_APPROVE                     ? "07"
                                                  : NULL;
}

static void step(struct rig *r, int64_t file, int no, int on)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, r->app.session.db,
              SQL("insert into step (ver, candidacy_id, no, round, on_day,"
                  " result, elsewhere, entered_on) values (1, :file, :no,"
                  " 1, :day, :result, 0, :day)"));
    stmt_int(&st, ":file", file);
    stmt_int(&st, ":no", no);
    stmt_text(&st, ":day", date_text(on, day));
    stmt_text(&st, ":result", usual(no));
    done(r, &st);
}

/* Steps 1 to `last`, three weeks apart. */
static void file(struct rig *r, const char *name, int first, int last)
{
    struct stmt st;
    struct db *db = r->app.session.db;
    int64_t who = person(r, name, first);
    stmt_open(&st, db,
              SQL("insert into candidacy (ver, branch_id, person_id, origin)"
                  " values (1, 1, :person, '1')"));
    stmt_int(&st, ":person", who);
    int64_t id = done(r, &st);
    for (int no = 1; no <= last; no++) {
        if (no != 6) {
            step(r, id, no, first + (no - 1) * WEEKS3);
        }
    }
}

static int64_t file_of(struct rig *r, const char *name)
{
    struct stmt st;
    stmt_open(&st, r->app.session.db,
              SQL("select c.id from candidacy c join person p"
                  " on p.id = c.person_id where p.name = :name"));
    stmt_text(&st, ":name", name);
    int64_t id = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    assert_true(stmt_done(&st, NULL));
    return id;
}

static void everybody(struct rig *r)
{
    struct stmt st;
    person(r, "周小米", date_of(2026, 11, 1));
    file(r, "石磊", date_of(2026, 9, 1), 2);
    file(r, "阿依古丽·吐尔逊", date_of(2026, 10, 10), 1);
    file(r, "杨帆", date_of(2026, 10, 27), 1);
    file(r, "马小兰", date_of(2025, 6, 1), 5);
    file(r, "陈方", date_of(2026, 8, 10), 3);
    file(r, "韩雪", date_of(2025, 3, 1), 10);
    file(r, "苗春燕", date_of(2026, 1, 20), 14);
    file(r, "贺文斌", date_of(2025, 9, 20), 16);
    file(r, "顾一诺", date_of(2024, 12, 1), 19);
    stmt_open(&st, r->app.session.db,
              SQL("insert into quota (ver, branch_id, for_year, n)"
                  " values (1, 1, 2026, 3)"));
    done(r, &st);
}

static void only(struct rig *r, void (*open)(struct app *app))
{
    while (r->app.ui.top != NULL) {
        ui_pop(&r->app.ui);
    }
    r->app.ui.note[0] = '\0';
    home_view_open(&r->app);
    if (open != NULL) {
        open(&r->app);
    }
}

static void open_board(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 4);
    everybody(r);
    only(r, board_view_open);
}

/* ---- pages ------------------------------------------------------------ */

TEST(board_shows_columns_by_stage)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_golden(&r, "board-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "board-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "board-60x16");
    rig_close(&r);
}

TEST(board_where_ambiguous_is_wide)
{
    struct rig r;
    open_board(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "board-wide");
    rig_keys(&r, "Tab Tab");
    rig_golden(&r, "board-calendar-wide");
    rig_size(&r, 16, 60);
    rig_keys(&r, "Tab Tab");
    rig_golden(&r, "board-wide-60x16");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

/* Nothing runs into its neighbour, and the whole name is seen at the foot. */
TEST(board_cuts_a_long_name_in_its_column)
{
    static const char *const name =
        "阿卜杜热依木江·买买提艾力吾拉木丁·吐尔逊江";
    struct rig r;
    rig_open(&r, 24, 80, 4);
    file(&r, name, date_of(2026, 9, 1), 1);
    file(&r, "李华", date_of(2025, 6, 1), 5);
    only(&r, board_view_open);
    rig_sees(&r, "! 阿卜杜…  2月 │! 李华    16月 │");
    rig_sees(&r, name);
    rig_size(&r, 36, 120);
    rig_sees(&r, name);
    rig_size(&r, 16, 60);
    rig_sees(&r, "阿卜杜热依…");
    rig_size(&r, 24, 80);
    rig_keys(&r, "Tab");
    rig_sees(&r, name);
    rig_keys(&r, "Tab Down Down");
    rig_sees(&r, name);
    rig_keys(&r, "Shift+Tab Enter");
    rig_sees(&r, "现在：入党申请人");
    rig_close(&r);
}

TEST(board_lists_are_the_other_pages)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "Tab");
    rig_golden(&r, "board-list-80x24");
    rig_keys(&r, "Tab");
    rig_golden(&r, "board-calendar-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "board-calendar-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "board-calendar-60x16");
    rig_size(&r, 24, 80);
    rig_keys(&r, "Tab");
    rig_golden(&r, "board-held-80x24");
    rig_size(&r, 16, 60);
    rig_golden(&r, "board-held-60x16");
    rig_keys(&r, "Tab");
    rig_sees(&r, "陈方");
    rig_keys(&r, "Shift+Tab");
    rig_sees(&r, "如果 2026-11-20");
    rig_close(&r);
}

TEST(board_without_anybody_says_what_to_do)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    only(&r, board_view_open);
    rig_sees(&r, "按 F3 登记第一个");
    rig_keys(&r, "Up Down Left Right PgDn Enter Home");
    rig_type(&r, "z");
    rig_keys(&r, "Tab");
    rig_sees(&r, "按 F3 登记第一个");
    rig_keys(&r, "Tab Tab F6");
    rig_keys(&r, "Esc Esc");
    rig_sees(&r, "党员队伍");
    rig_close(&r);
}

/* Many more than there are lines: nobody is lost, the cursor is seen. */
TEST(board_scrolls_a_long_column)
{
    struct rig r;
    char name[16];
    rig_open(&r, 24, 80, 4);
    for (int i = 0; i < 40; i++) {
        snprintf(name, sizeof name, "甲%02d", i);
        file(&r, name, date_of(2026, 9, 1) + i, 1);
    }
    only(&r, board_view_open);
    rig_sees(&r, "还有 26 人");
    for (int i = 1; i < 40; i++) {
        rig_keys(&r, "Down");
        snprintf(name, sizeof name, "甲%02d", i);
        rig_sees(&r, name);
    }
    rig_sees_not(&r, "还有");
    rig_keys(&r, "Home");
    rig_sees(&r, "甲00");
    rig_size(&r, 16, 60);
    for (int i = 1; i < 40; i++) {
        rig_keys(&r, "Down");
        snprintf(name, sizeof name, "甲%02d", i);
        rig_sees(&r, name);
    }
    rig_close(&r);
}

/* More files than any branch has. */
TEST(board_of_two_hundred_files_finds_everybody)
{
    struct rig r;
    char name[16];
    rig_open(&r, 24, 80, 4);
    for (int i = 0; i < 200; i++) {
        snprintf(name, sizeof name, "甲%03d", i);
        file(&r, name, date_of(2025, 1, 1) + i, i % 5 + 1);
    }
    file(&r, "终于", date_of(2026, 9, 1), 1);
    only(&r, board_view_open);
    rig_sees(&r, "还有");
    rig_type(&r, "终于");
    rig_sees(&r, "终于  入党申请人");
    rig_keys(&r, "Esc Home");
    rig_sees(&r, "甲000");
    rig_keys(&r, "PgDn PgDn Right End");
    rig_sees(&r, "甲199  入党积极分子");
    rig_keys(&r, "Tab PgDn PgDn PgDn PgDn PgDn");

    rig_sees(&r, "甲199  入党积极分子");
    rig_size(&r, 16, 60);
    rig_keys(&r, "Shift+Tab Home");
    rig_sees(&r, "甲000");
    rig_keys(&r, "End");
    rig_sees(&r, "甲199");
    rig_close(&r);
}

/* ---- moving and finding ----------------------------------------------- */

TEST(board_cursor_goes_from_stage_to_stage)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_sees(&r, "石磊  入党申请人");
    rig_keys(&r, "Down");
    rig_sees(&r, "阿依古丽·吐尔逊  入党申请人");
    rig_keys(&r, "Right");
    rig_sees(&r, "陈方  入党积极分子");
    rig_keys(&r, "Right");
    rig_sees(&r, "韩雪  发展对象");
    rig_keys(&r, "Right Right Right");
    rig_sees(&r, "顾一诺  预备党员");
    rig_keys(&r, "Left");
    rig_sees(&r, "贺文斌  待党委审批");
    rig_keys(&r, "Down Down");
    rig_sees(&r, "苗春燕  待支部大会");
    rig_close(&r);
}

static void click(struct rig *r, int row, int col, uint32_t button)
{
    struct key k = {.kind = K_MOUSE, .code = button, .row = row, .col = col};
    ui_key(&r->app.ui, &k);
}

TEST(board_takes_the_mouse)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_sees(&r, "石磊  入党申请人");
    click(&r, 4, 20, 1);
    rig_sees(&r, "陈方  入党积极分子");
    click(&r, 20, 20, 1); /* nobody there */
    rig_sees(&r, "陈方  入党积极分子");
    click(&r, 3, 70, 1);
    rig_sees(&r, "顾一诺  预备党员");
    click(&r, 6, 2, 1);
    rig_sees(&r, "周小米  入党申请人");
    click(&r, 6, 2, 4); /* the wheel */
    rig_sees(&r, "杨帆  入党申请人");
    rig_size(&r, 16, 60);
    rig_sees(&r, "杨帆  入党申请人");
    click(&r, 8, 5, 1);
    rig_sees(&r, "马小兰  入党积极分子");
    rig_close(&r);
}

TEST(board_finds_a_name_and_opens_the_file)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_type(&r, "mxl");
    rig_sees(&r, "马小兰  入党积极分子");
    rig_type(&r, "q");
    rig_sees(&r, "没有");
    rig_keys(&r, "Enter"); /* nobody is meant */
    rig_sees(&r, "看板");
    rig_keys(&r, "Backspace Enter");
    rig_sees(&r, "发展党员 › 马小兰");
    rig_keys(&r, "Esc");
    rig_sees(&r, "马小兰  入党积极分子");
    rig_type(&r, "韩");
    rig_sees(&r, "韩雪  发展对象");
    rig_keys(&r, "Esc"); /* it was the name */
    rig_sees(&r, "2026 年计划 3");
    rig_keys(&r, "Esc");
    rig_sees(&r, "党员队伍");
    rig_close(&r);
}

/* 丁 is read zheng too: nobody who types zy means him before 曾毅. */
TEST(board_letters_mean_the_usual_reading_first)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    file(&r, "丁一", date_of(2026, 9, 1), 2);
    file(&r, "曾毅", date_of(2026, 10, 10), 1);
    only(&r, board_view_open);
    rig_type(&r, "zy");
    rig_sees(&r, "曾毅  入党申请人");
    rig_close(&r);
}

TEST(board_shows_one_stage_when_asked)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "F5 Down Down Enter");
    rig_sees(&r, "只看积极分子 2 人");
    rig_sees(&r, "马小兰");
    rig_sees_not(&r, "韩雪");
    rig_keys(&r, "Tab");
    rig_sees(&r, "只看积极分子 2 人");
    rig_sees_not(&r, "韩雪");
    rig_keys(&r, "F5 Up Up Enter");
    rig_sees(&r, "韩雪");
    rig_close(&r);
}

/* ---- what is over ------------------------------------------------------ */

static void end_file(struct rig *r, const char *name, const char *kind,
                     const char *reason)
{
    struct stmt st;
    stmt_open(&st, r->app.session.db,
              SQL("update candidacy set ended_on = '2026-11-10',"
                  " end_kind = :kind, end_reason = :reason where id = :file"));
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":reason", reason);
    stmt_int(&st, ":file", file_of(r, name));
    done(r, &st);
}

TEST(board_keeps_a_place_for_files_that_are_over)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    everybody(&r);
    file(&r, "单雪梅", date_of(2023, 12, 1), 25);
    end_file(&r, "单雪梅", "8", NULL);
    end_file(&r, "杨帆", "1", "本人书面提出，另有打算");
    only(&r, board_view_open);
    rig_sees_not(&r, "单雪梅");
    rig_sees_not(&r, "杨帆");
    rig_keys(&r, "F5");
    rig_sees(&r, "已归档");
    rig_sees(&r, "已终止");
    rig_type(&r, "yzz");
    rig_keys(&r, "Enter");
    rig_sees(&r, "只看已终止 1 人");
    rig_sees(&r, "原因：本人书面提出，另有打算");
    rig_golden(&r, "board-ended");
    rig_keys(&r, "F5");
    rig_type(&r, "ygd");
    rig_keys(&r, "Enter");
    rig_sees(&r, "只看已归档 1 人");
    rig_sees(&r, "材料归档");
    rig_keys(&r, "Enter");
    rig_sees(&r, "发展党员 › 单雪梅");
    rig_keys(&r, "Enter");
    rig_sees(&r, "只供查看");
    rig_type(&r, "9");
    rig_keys(&r, "F2 Esc");
    rig_sees_not(&r, "还没有保存");
    rig_keys(&r, "F3");
    rig_sees(&r, "不能再登记");
    rig_keys(&r, "Esc");
    rig_sees(&r, "只看已归档 1 人");
    rig_sees(&r, "单雪梅  2026-11-10 材料归档");
    rig_keys(&r, "Tab"); /* nobody of them is in the calendar */
    rig_sees_not(&r, "只看");
    rig_keys(&r, "F6");
    rig_close(&r);
}

/* ---- a meeting on a day ----------------------------------------------- */

TEST(board_says_what_a_meeting_could_decide)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "F4");
    rig_sees(&r, "哪一天开会");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "2026-11-19");
    rig_keys(&r, "Enter");
    rig_sees(&r, "今天或以后");
    rig_sees(&r, "2026-11-19"); /* still typed */
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "2027-13-1");
    rig_keys(&r, "Enter");
    rig_sees(&r, "2027-13-1");
    rig_keys(&r, "Ctrl+U");
    rig_type(&r, "2027-3-22");
    rig_keys(&r, "Enter");
    rig_sees(&r, "如果 2027-03-22");
    rig_sees(&r, "支委会或党员大会");
    rig_keys(&r, "F5 Down Down Enter"); /* 党员大会 */
    rig_sees(&r, "开党员大会");
    rig_sees(&r, "苗春燕");
    rig_close(&r);
}

/* As the lists have it: a past day, and Esc comes back. */
TEST(board_is_seen_as_of_a_past_day)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_sees(&r, "顾一诺");
    rig_keys(&r, "Ctrl+P");
    rig_type(&r, "某一天");
    rig_keys(&r, "Enter");
    rig_sees(&r, "看哪一天的发展党员");
    rig_keys(&r, "PgUp PgUp PgUp PgUp PgUp PgUp Enter"); /* 2026-05-20 */

    rig_sees(&r, "现在看的是 2026年5月20日 的情况");
    rig_sees_not(&r, "石磊"); /* who applied in September */
    rig_sees(&r, "韩雪");
    rig_keys(&r, "F3");
    rig_sees(&r, "不能登记新的");
    rig_keys(&r, "Esc");
    rig_sees(&r, "回到今天");
    rig_sees(&r, "石磊");
    rig_keys(&r, "Esc");
    rig_sees(&r, "党员队伍");
    rig_close(&r);
}

/* ---- new, quota, print ------------------------------------------------ */

TEST(board_opens_a_file_for_somebody_of_the_roster)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "F3");
    rig_sees(&r, "谁申请入党");
    rig_sees(&r, "周小米");
    rig_sees_not(&r, "张建国"); /* a member */
    rig_type(&r, "zxm");
    rig_keys(&r, "Enter");
    rig_sees(&r, "发展党员 › 周小米");
    rig_close(&r);
}

TEST(board_opens_a_file_for_somebody_new)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "F3 Enter");
    rig_sees(&r, "姓名");
    rig_type(&r, "吴小米");
    rig_keys(&r, "F2");
    rig_sees(&r, "发展党员 › 吴小米");
    rig_keys(&r, "Esc");
    rig_sees(&r, "看板");
    /* Given up, nothing follows. */
    rig_keys(&r, "F3 Enter Esc");
    rig_sees(&r, "看板");
    rig_close(&r);
}

/* ---- back from a file -------------------------------------------------- */

TEST(board_stays_with_who_was_worked_on)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "F3");
    rig_type(&r, "zxm");
    rig_keys(&r, "Enter Esc");
    rig_sees(&r, "周小米  入党申请人");
    rig_keys(&r, "F3 Enter");
    rig_type(&r, "吴小米");
    rig_keys(&r, "F2 Esc");
    rig_sees(&r, "吴小米  入党申请人");
    rig_type(&r, "hwb");
    rig_keys(&r, "Tab Tab");
    rig_sees(&r, "到期");
    rig_keys(&r, "Esc");
    board_view_open_calendar(&r.app);
    rig_keys(&r, "/");
    rig_type(&r, "hwb");
    rig_keys(&r, "Enter Enter");
    rig_sees(&r, "发展党员 › 贺文斌");
    step(&r, file_of(&r, "贺文斌"), 17, date_of(2026, 11, 19));
    rig_keys(&r, "Esc");
    rig_sees(&r, "贺文斌  预备党员");
    rig_close(&r);
}

TEST(board_tells_who_is_in_another_stage_now)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "Tab F5 Down Enter");
    rig_sees(&r, "只看申请人 4 人");
    rig_keys(&r, "Enter");
    rig_sees(&r, "发展党员 › 石磊");
    step(&r, file_of(&r, "石磊"), 3, date_of(2026, 11, 19));
    rig_keys(&r, "Esc");
    rig_sees(&r, "石磊现在是积极分子，这里只看申请人");
    rig_sees(&r, "只看申请人 3 人");
    rig_sees(&r, "阿依古丽·吐尔逊  入党申请人"); /* who came into his place */
    rig_close(&r);
}

TEST(board_leads_to_the_quota_and_to_paper)
{
    struct rig r;
    open_board(&r, 24, 80);
    rig_keys(&r, "F7");
    rig_sees(&r, "发展计划");
    rig_sees(&r, "2026");
    rig_keys(&r, "Esc Tab F6");
    rig_sees(&r, "这张列表");
    rig_keys(&r, "Enter");
    rig_sees(&r, "发展党员名单");
    rig_close(&r);
}

/* ---- the first screen ------------------------------------------------- */

TEST(home_opens_the_board_and_the_warnings)
{
    struct rig r;
    rig_open(&r, 36, 120, 4);
    everybody(&r);
    only(&r, NULL);
    rig_sees(&r, "3 发展党员");
    rig_sees(&r, "! 顾一诺 转正大会 10-06 已过");
    rig_golden(&r, "home-pipeline-120x36");
    rig_size(&r, 24, 80);
    rig_golden(&r, "home-pipeline-80x24");
    rig_keys(&r, "3");
    rig_sees(&r, "看板");
    rig_keys(&r, "Esc Tab Down Down Down F1");
    rig_sees(&r, "W0");
    rig_keys(&r, "Esc Enter");
    rig_sees(&r, "发展党员 › ");
    rig_close(&r);
}

/* The cursor begins with what is urgent; F3 fills in what is missing, an entry
   of the kind that is late. */
TEST(home_fills_in_what_is_warned_of)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    everybody(&r);
    only(&r, NULL);
    rig_keys(&r, "Tab F3");
    rig_sees(&r, "考察记载 › ");
    rig_sees(&r, "[半年考察");
    rig_sees(&r, "[2026-11-20");
    rig_keys(&r, "Esc");
    rig_sees(&r, "发展党员 › 马小兰");
    rig_keys(&r, "Esc Down F3"); /* 韩雪: vetting is out of date */
    rig_sees(&r, "韩雪 12 支委会审查");
    rig_keys(&r, "Esc Esc");
    rig_sees(&r, "要办的事");
    rig_close(&r);
}

/* ---- somebody late at every warning ------------------------------------- */

/* Everybody at one warning each, and at no other one. */
static void check_codes(struct rig *r)
{
    struct pipeline_board b;
    struct err err = ERR_INIT;
    int late[LATE_CODES + 1] = {0};
    assert_true(pipeline_board(&b, r->app.book, &r->arena, &err));
    for (size_t i = 0; i < b.n; i++) {
        const struct pipeline_verdict *v = b.rows[i].verdict;
        for (size_t k = 0; k < v->n_warnings; k++) {
            const struct pipeline_warning *w = &v->warnings[k];
            int code = atoi(w->guard->warn + 1);
            if (!w->over && w->guard->kind != GUARD_AFTER) {
                continue; /* near is not late */
            }
            assert_in_range(code, 1, LATE_CODES);
            late[code]++;
            if (strcmp(b.rows[i].name, late_name(code)) != 0) {
                fail_msg("%s: %s", w->guard->warn, b.rows[i].name);
            }
        }
    }
    for (int code = 1; code <= LATE_CODES; code++) {
        if (late[code] != 1) {
            fail_msg("W%02d: %d", code, late[code]);
        }
    }
}

TEST(somebody_is_late_at_every_warning)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    late_branch(&r);
    check_codes(&r);
    only(&r, board_view_open);
    rig_golden(&r, "late-board-80x24");
    rig_keys(&r, "Tab Tab");
    rig_golden(&r, "late-calendar-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "late-calendar-120x36");
    rig_size(&r, 24, 80);
    only(&r, NULL);
    rig_keys(&r, "Tab");
    rig_golden(&r, "late-home-80x24");
    rig_close(&r);
}
