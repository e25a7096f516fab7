/* `step`: a person from the application to full membership on the command line
   alone, with what the rest of the books say on the days between; extension,
   cancellation, moving in, a second file; undo. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "play.h"

/* ---- the whole way ---------------------------------------------------- */

TEST(step_cli_whole_way_and_what_stands_on_every_day)
{
    static const struct act standing[] = {
        /* 党员从支部大会通过之日算起，审批以后才看得到 */
        {"2026-02-01", "list roster --as-of 2024-01-25 --find 己六", 0,
         "共 0 条", NULL},
        {NULL, "list roster --as-of 2024-01-26 --find 己六", 0, "预备党员",
         NULL},
        {NULL, "list roster --as-of 2024-04-21 --find 己六 --format csv", 0,
         "预备党员,,", NULL},
        {NULL, "list roster --as-of 2024-04-22 --find 己六", 0, "第一党小组",
         NULL},
        {NULL, "list roster --as-of 2025-01-25 --find 己六 --format csv", 0,
         "预备党员,第一党小组,,2024-01-26,,", NULL},
        {NULL, "list roster --as-of 2025-01-26 --find 己六 --format csv", 0,
         "正式党员,第一党小组,,2024-01-26,0,", NULL},
        {NULL, "list roster --as-of 2026-01-25 --find 己六 --format csv", 0,
         "2024-01-26,0,", NULL},
        {NULL, "list roster --as-of 2026-01-26 --find 己六 --format csv", 0,
         "2024-01-26,1,", NULL},
        {NULL, "step 己六 --as-of 2023-09-19 --format csv", 0,
         "确定发展对象,不能办,,,2023-09-20,", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    static const struct act between[] = {
        {"2024-02-20", "list roster", 0, "共 5 条", NULL},
        {NULL, "list roster --find 己六", 0, "共 0 条", NULL},
    };
    static const struct act waiting[] = {
        {"2025-02-01", "list roster --find 己六", 0, "预备党员", NULL},
        {NULL, "list roster", 0, "共 6 条", NULL},
    };
    const char *db = play_branch("step-way.db");
    play_way(db, 0, 16);
    PLAY(db, between);
    play_way(db, 16, 23);
    PLAY(db, waiting);
    play_way(db, 23, 25);
    PLAY(db, standing);
}

#define ASSESS(name, base)                                                     \
    {                                                                          \
        NULL,                                                                  \
            "add assessments person_id=" name                                  \
            " from_month=2024-01 category=在职"                              \
            " base=" base,                                                     \
            0, "已登记", NULL                                                  \
    }

/* 报送 needs no day, and means none; the answer comes with one. */
TEST(step_cli_notes_what_was_asked_without_an_answer)
{
    static const struct act acts[] = {
        {"2024-01-08", "step 己六 13 asked_on=2023-12-18 材料=预审请示", 0,
         "：已报送，等批复", NULL},
        {NULL, "step 己六 --format csv", 0, "已报送 2023-12-18", NULL},
        {NULL, "step 己六", 0, "现在：待预审", NULL},
        {NULL, "step 己六 14 number=0001", 1, NULL, "E-PIPE-020"},
        {NULL, "step 己六 13 --on 2024-01-08 number=0002", 0, "已登记", NULL},
        {NULL, "step 己六", 0, "现在：待支部大会", NULL},
    };
    const char *db = play_branch("step-asked.db");
    play_way(db, 0, 12);
    PLAY(db, acts);
}

/* She owes from the month of the meeting on: what was opened before the
   approval is put right. */
TEST(step_cli_dues_begin_with_the_month_of_the_meeting)
{
    static const struct act wait[] = {
        {"2024-02-21", "list roster", 0, "共 5 条", NULL},
        ASSESS("甲一", "4000"),
        {NULL, "collect 2024-01 --refresh", 0, "5 人，应交 40.00", NULL},
        {NULL, "list dues --month 2024-01 --find 己六", 0, "共 0 条", NULL},
    };
    static const struct act approved[] = {
        {"2024-04-20", "list roster", 0, "共 6 条", NULL},
        ASSESS("己六", "3500"),
        {NULL, "collect 2024-01 --refresh", 0, "加 1 人", NULL},
        {NULL, "list dues --month 2024-01 --find 己六 --format csv", 0,
         "2024-01,己六,在职（按月领取工资）,3500.00,1%,35.00,0.00", NULL},
        {NULL, "list dues --find 己六 --year 2023", 0, "共 0 条", NULL},
        {NULL, "collect 2024-01 己六=@2024-01..2024-04", 0, "已收 1 笔 140.00",
         NULL},
        {NULL, "list payment-parts --find 己六 --format csv", 0, "2024-04",
         NULL},
    };
    const char *db = play_branch("step-dues.db");
    play_way(db, 0, 16);
    PLAY(db, wait);
    play_way(db, 16, 17);
    PLAY(db, approved);
}

/* The month of the meeting is closed by the time of the approval: it is named
   as not collected, the next one has her. */
TEST(step_cli_dues_of_a_closed_month_are_named)
{
    static const struct act wait[] = {
        {"2024-01-27", "list roster", 0, "共 5 条", NULL},
        ASSESS("甲一", "4000"),
        ASSESS("乙二", "4000"),
        ASSESS("丙三", "4000"),
        ASSESS("丁四", "4000"),
        ASSESS("戊五", "4000"),
        {NULL, "collect 2024-01 --refresh", 0, "5 人，应交 200.00", NULL},
        {"2024-02-19", "collect 2024-01 --close --cash 0", 0, "已结账", NULL},
        {NULL, "collect 2024-02 --refresh", 0, "5 人", NULL},
    };
    static const struct act approved[] = {
        {"2024-04-20",
         "add assessments person_id=己六 from_month=2024-01 category=在职"
         " base=3500",
         1, NULL, "E-ASSESS-021"},
        {NULL,
         "add assessments person_id=己六 from_month=2024-02 category=在职"
         " base=3500",
         0, "已登记", NULL},
        {NULL, "collect 2024-02 --refresh", 0, "加 1 人", "己六 2024-01"},
        {NULL, "list dues --find 己六 --year 2024 --format csv", 0,
         "2024-02,己六,在职（按月领取工资）,3500.00,1%,35.00,0.00", NULL},
    };
    const char *db = play_branch("step-dues-late.db");
    play_way(db, 0, 15);
    PLAY(db, wait);
    play_way(db, 15, 17);
    PLAY(db, approved);
}

/* ---- other ways ------------------------------------------------------- */

#define MEETING(no, day, topic, rule)                                          \
    {day, "add events kind=党员大会 on_day=" day, 0, NULL, NULL},              \
    {                                                                          \
        NULL,                                                                  \
            "add topics 会议=" no " topic=" topic " 对象=己六 表决事项=" rule  \
            " 表决方式=无记名投票 发出票=5 收回票=5 赞成=5",                   \
            0, NULL, NULL                                                      \
    }

TEST(step_cli_extension_once_and_to_the_lawful_day)
{
    static const struct act acts[] = {
        MEETING("5", "2025-01-26", "延长", "延长预备期"),
        {NULL, "step 己六 23 result=延长预备期", 1, NULL,
         "延长预备期不少于半年"},
        {NULL, "step 己六 23 months=3", 1, NULL, "延长预备期不少于半年"},
        {NULL, "step 己六 23 months=13", 1, NULL, "最长不超过一年"},
        {NULL, "step 己六 23 months=6", 0, "已登记", NULL},
        {NULL, "step 己六", 0, "现在：待批延长", NULL},
        {"2025-03-01", "step 己六 24 number=示工委〔2025〕6号", 0,
         "预备期延长至 2025-07-26", NULL},
        {NULL, "step 己六", 0, "现在：预备党员", NULL},
        {"2025-07-10", "step 己六 22 paper=转正申请书（延长后）", 0, "已登记",
         NULL},
        MEETING("6", "2025-07-25", "转正", "预备党员转正"),
        {NULL, "step 己六 23 --on 2025-07-25", 1, NULL, "一天也不能提前"},
        MEETING("7", "2025-07-26", "再延长", "延长预备期"),
        {NULL, "step 己六 23 months=6", 1, NULL, "预备期只能延长一次"},
        MEETING("8", "2025-07-27", "转正", "预备党员转正"),
        {NULL, "step 己六 23 --on 2025-07-27", 0, "已登记", NULL},
        {"2025-08-20", "step 己六 24 number=示工委〔2025〕20号", 0,
         "转正日期 2025-07-26", NULL},
        {NULL, "list roster --as-of 2025-07-25 --find 己六", 0, "预备党员",
         NULL},
        {NULL, "list roster --as-of 2025-07-26 --find 己六", 0, "正式党员",
         NULL},
        {"2026-07-26", "list roster --find 己六 --format csv", 0,
         "2024-01-26,1,", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-extend.db");
    play_way(db, 0, 22);
    PLAY(db, acts);
}

TEST(step_cli_cancellation_ends_the_membership_on_the_approval)
{
    static const struct act acts[] = {
        MEETING("5", "2024-11-01", "取消", "取消预备党员资格"),
        {NULL, "step 己六 23 --on 2024-11-01", 0, "已登记", NULL},
        {NULL, "step 己六", 0, "现在：待批取消", NULL},
        {"2024-12-01", "step 己六 24 number=示工委〔2024〕30号", 0,
         "发展档案结束：取消预备党员资格", NULL},
        {NULL, "list roster --as-of 2024-11-30 --find 己六", 0, "预备党员",
         NULL},
        {NULL, "list roster --as-of 2024-12-01 --find 己六", 0, "共 0 条",
         NULL},
        {"2025-02-01", "list roster", 0, "共 5 条", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-cancel.db");
    play_way(db, 0, 20);
    PLAY(db, acts);
}

/* What was done in another unit is not asked for its meeting and helpers. */
TEST(step_cli_moved_in_half_way)
{
    static const struct act acts[] = {
        {"2023-02-01",
         "add roster 姓名=庚七 性别=男 出生日期=1996-01-02 民族=汉族"
         " politic=群众 apply_on=2022-01-10",
         0, NULL, NULL},
        {NULL, "step 庚七 1 --on 2022-01-10 外单位办理=是 place=县水务局", 1,
         NULL, "不是外单位转入"},
        {NULL,
         "add pipeline person_id=庚七 来源=外单位转入"
         " 转入前党组织=县水务局支部 转入日期=2023-01-15"
         " 材料审核日期=2023-01-30",
         0, "已登记", NULL},
        {NULL, "step 庚七 1 --on 2022-01-10 外单位办理=是 place=县水务局", 0,
         NULL, NULL},
        {NULL, "step 庚七 2 --on 2022-01-20 外单位办理=是 by=郝书记", 0, NULL,
         NULL},
        {NULL, "step 庚七 3 --on 2022-08-01 way=党员推荐", 1, NULL,
         "入党积极分子由支部委员会研究决定"},
        {NULL, "step 庚七 3 --on 2022-08-01 way=党员推荐 外单位办理=是", 0,
         "确定为入党积极分子 2022-08-01", NULL},
        {NULL, "step 庚七 4 --on 2022-08-20 外单位办理=是", 0, NULL, NULL},
        {NULL,
         "step 庚七 5 --on 2022-08-02 contact=外单位:郝书记 外单位办理=是", 0,
         NULL, "郝书记不在本账本的名册里，按外单位党员登记"},
        /* the time there counts */
        {NULL, "step 庚七 --format csv", 0, "2023-08-01", NULL},
        {NULL, "step 庚七", 0, "现在：入党积极分子", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-moved.db");
    PLAY(db, acts);
}

TEST(step_cli_withdrawn_and_begun_anew)
{
    static const struct act acts[] = {
        {"2022-05-10", "step 己六 --end 本人撤回申请", 1, NULL, "E-PIPE-028"},
        {NULL, "step 己六 --end 不知道 --reason 本人不愿意", 2, NULL,
         "E-STEP-002"},
        {NULL, "step 己六 --end 本人撤回申请 --reason 本人提出撤回申请", 0,
         "已终止 己六 的培养：本人撤回申请", NULL},
        {NULL, "step 己六", 0, "现在：已终止", NULL},
        {NULL, "list pipeline", 0, "共 0 条", NULL},
        {NULL, "list pipeline --view ended", 0, "己六", NULL},
        {NULL, "step 己六 3 way=党员推荐", 1, NULL, ""},
        {"2023-02-01", "add pipeline person_id=己六", 0, "已登记", NULL},
        {NULL, "step 己六 1 --on 2023-02-01 place=县档案局", 0, "已登记", NULL},
        {NULL, "step 己六", 0, "现在：入党申请人", NULL},
        {NULL, "list pipeline --view all", 0, "共 2 条", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-again.db");
    play_way(db, 0, 2);
    PLAY(db, acts);
}

/* A meeting that did not agree is kept, and the next one counts. */
TEST(step_cli_second_attempt_keeps_the_first)
{
    static const struct act acts[] = {
        {"2024-01-20", "add events kind=党员大会 on_day=2024-01-20", 0, NULL,
         NULL},
        {NULL,
         "add topics 会议=4 topic=接收 对象=己六 表决事项=接收预备党员"
         " 表决方式=无记名投票 发出票=5 收回票=5 赞成=2 反对=3",
         0, NULL, NULL},
        {NULL, "step 己六 15 result=通过", 1, NULL, "赞成的超过应到会"},
        {NULL, "step 己六 15 result=未通过", 0, "已登记", NULL},
        {NULL, "step 己六 16 by=党委委员何七", 1, NULL,
         "支部大会通过接收的决议"},
        MEETING("5", "2024-02-05", "接收", "接收预备党员"),
        {NULL, "step 己六 15 --again", 0, "原来的第 15 步保留备查", NULL},
        {NULL, "step 己六 16 by=党委委员何七", 0, "已登记", NULL},
        {NULL, "list steps --find 己六 --format csv", 0, "未通过", NULL},
        {"2024-03-01", "step 己六 17 --on 2024-03-01", 0,
         "2024-02-05 起成为本支部预备党员", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-attempt.db");
    play_way(db, 0, 14);
    PLAY(db, acts);
}

/* ---- back ------------------------------------------------------------- */

/* After every kind of act undo gives back every row as it was. */
TEST(step_cli_undo_after_each_kind_restores_all)
{
    static const struct {
        int after; /* the file stands there */
        const char *day, *line;
    } table[] = {
        {0, "2022-03-15", "step 己六 1 place=县档案局 paper=入党申请书"},
        {2, "2022-04-11", "step 己六 2 by=乙二 paper=补记"},
        {2, "2022-05-10", "step 己六 --end 停止培养 --reason 本人要求暂停"},
        {4, "2022-12-20", "step 己六 6 kind=思想汇报 by=丁四 paper=思想汇报"},
        {8, "2023-10-16", "step 己六 9 introducer=丁四 introducer=戊五"},
        {8, "2023-10-16", "step 己六 8 --back --reason 批复日期写错了"},
        {16, "2024-04-20", "step 己六 17 number=示工委〔2024〕9号"},
        {17, "2024-04-21", "step 己六 17 --back --reason 批复日期写错了"},
        {17, "2024-04-22", "step 己六 19 党小组=第二党小组"},
        {23, "2025-03-20", "step 己六 24 number=示工委〔2025〕6号"},
        {24, "2025-03-25", "step 己六 25 by=乙二"},
        {25, "2025-03-26", "step 己六 25 --back --reason 移交清单不全"},
    };
    const char *db = play_branch("step-undo.db");
    int at = 0;
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        struct act act = {table[i].day, table[i].line, 0, NULL, NULL};
        struct act undo[] = {{table[i].day, "undo", 0, "已撤销", NULL},
                             {NULL, "check", 0, "没有差异", NULL}};
        if (table[i].after != at) {
            play_way(db, at, table[i].after);
            at = table[i].after;
        }
        char *before = play_books(db, table[i].day);
        play(db, &act, 1);
        char *done = play_books(db, table[i].day);
        if (strcmp(before, done) == 0) {
            fail_msg("%s: nothing happened", table[i].line);
        }
        PLAY(db, undo);
        char *after = play_books(db, table[i].day);
        if (strcmp(before, after) != 0) {
            fail_msg("%s\n%s\n----\n%s", table[i].line, before, after);
        }
        free(before);
        free(done);
        free(after);
    }
}
