/* `step` with a number alone looks and never writes; what one call says of the
   day, of the people and of the papers it was given; entries pass the doors of
   their books; what the sample's files warn of. */
#include "unit.h"

#include <stdlib.h>

#include "play.h"
#include "program.h"

static void unchanged(const char *db, const char *day, const struct act *acts,
                      size_t n)
{
    char *before = play_books(db, day);
    play(db, acts, n);
    char *after = play_books(db, day);
    assert_string_equal(before, after);
    free(before);
    free(after);
}

/* ---- looking ---------------------------------------------------------- */

TEST(step_cli_number_alone_shows_the_step)
{
    static const struct act acts[] = {
        {"2024-01-08", "step 己六 13", 0, "什么都没有登记", NULL},
        {NULL, "step 己六 13", 0, "文号、编号", NULL},
        {NULL, "step 己六 13 --format csv", 0, "on_day,日期,", NULL},
        {NULL, "step 己六 12", 0, "2023-12-08", NULL},
        {NULL, "step 己六 6", 0, "考察人", NULL},
        {NULL, "step 己六 17", 0, "不能办：", NULL},
        {NULL, "--readonly step 己六 13", 0, "报送日期", NULL},
    };
    const char *db = play_branch("step-look.db");
    play_way(db, 0, 12);
    unchanged(db, "2024-01-08", acts, sizeof acts / sizeof *acts);
}

TEST(step_cli_first_step_takes_the_day_of_the_roster)
{
    static const struct act acts[] = {
        {"2022-03-20", "step 己六 1", 0, "2022-03-15", NULL},
        {NULL, "list steps", 0, "共 0 条", NULL},
        {NULL, "step 己六 1 place=县档案局", 0, "已登记", NULL},
        {NULL, "list steps --format csv", 0, "2022-03-15", NULL},
        {NULL, "list roster --view all --find 己六", 0, "己六", NULL},
        {NULL, "step 己六 1 备注=补记", 0, "已修改 己六 第 1 步", NULL},
        {"2022-06-01", "step 己六", 0, "已超期 47 天", NULL},
    };
    const char *db = play_branch("step-roster-day.db");
    PLAY(db, acts);
}

/* A meeting of that day that was about something else is not his. */
TEST(step_cli_links_only_a_meeting_about_the_person)
{
    static const struct act acts[] = {
        {"2022-09-20", "add events kind=支委会 on_day=2022-09-20", 0, NULL,
         NULL},
        {NULL, "add topics 会议=1 topic=研究经费", 0, NULL, NULL},
        {NULL, "step 己六 3 --on 2022-09-20 way=党员推荐", 1, NULL,
         "支部委员会研究决定"},
    };
    const char *db = play_branch("step-other-topic.db");
    play_way(db, 0, 2);
    PLAY(db, acts);
}

/* ---- what was said ---------------------------------------------------- */

TEST(step_cli_people_papers_and_numbers_as_typed)
{
    static const struct act acts[] = {
        {"2022-09-22", "step 己六 5 contact=某某人", 2, NULL, "E-STEP-008"},
        {NULL, "step 己六 5 contact=丁四 hours=-5", 1, NULL, "学时"},
        {NULL, "step 己六 5 contact=丁四 hours=99999", 1, NULL, "学时"},
        {NULL, "step 己六 5 contact=丁四 --reason 因故", 1, NULL, "E-STEP-006"},
        {NULL, "step 己六 --end 不知道 --reason 本人不愿意", 2, NULL,
         "材料归档"},
    };
    static const struct act near[] = {
        {"2022-09-22", "step 己六 5 contact=外单位:某某人 paper=考察表", 0,
         "已登记", "入党积极分子考察表"},
    };
    const char *db = play_branch("step-typed.db");
    play_way(db, 0, 3);
    unchanged(db, "2022-09-22", acts, sizeof acts / sizeof *acts);
    PLAY(db, near);
}

/* What an input method left full-width is stored as it is looked for. */
TEST(step_cli_folds_numbers)
{
    static const struct act acts[] = {
        {"2022-10-10",
         "step 己六 4 --on 2022-10-10 asked_on=2022-09-21"
         " number=示档组〔２０２２〕３号",
         0, "已登记", NULL},
        {NULL, "list steps --format csv", 0, "示档组〔2022〕3号", NULL},
    };
    const char *db = play_branch("step-folded.db");
    play_way(db, 0, 5);
    PLAY(db, acts);
}

TEST(step_cli_back_takes_the_last_step)
{
    static const struct act acts[] = {
        {"2022-10-11", "step 己六 --back --reason 备案日期写错了", 0,
         "已收回 己六 第 4 步", NULL},
        {NULL, "step 己六 --back --reason 联系人写错了", 0,
         "已收回 己六 第 5 步", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-last-back.db");
    play_way(db, 0, 4);
    PLAY(db, acts);
}

TEST(step_cli_tells_quota_and_group)
{
    static const struct act acts[] = {
        {"2024-04-20", "add quotas for_year=2024 n=0", 0, "已登记", NULL},
        {NULL, "step 己六 17 --on 2024-04-20 number=示工委〔2024〕9号", 0,
         "已登记", "2024 年的发展计划是 0 名，连同这一名已审批 1 名"},
        {"2024-04-22", "step 己六 19 --on 2024-04-22", 0, "已登记",
         "没有写党小组"},
    };
    const char *db = play_branch("step-quota.db");
    play_way(db, 0, 16);
    PLAY(db, acts);
}

/* ---- entries ---------------------------------------------------------- */

TEST(step_cli_entries_pass_their_door)
{
    static const struct act close[] = {
        {"2023-01-05", "seal 2022-03", 0, NULL, NULL},
        {NULL, "seal 2022-04", 0, NULL, NULL},
        {NULL, "seal 2022-05", 0, NULL, NULL},
        {NULL, "seal 2022-06", 0, NULL, NULL},
        {NULL, "seal 2022-07", 0, NULL, NULL},
        {NULL, "seal 2022-08", 0, NULL, NULL},
        {NULL, "seal 2022-09", 0, NULL, NULL},
        {NULL, "seal 2022-10", 0, NULL, NULL},
        {NULL, "seal 2022-11", 0, NULL, NULL},
    };
    static const struct act sealed[] = {
        {"2023-01-05", "step 己六 6 --on 2022-11-20 by=丁四 结论=合格", 1, NULL,
         "启封"},
    };
    static const struct act ended[] = {
        {"2023-01-06", "step 己六 --end 停止培养 --reason 本人要求停止培养", 0,
         "已终止", NULL},
        {NULL, "step 己六 6 --on 2023-01-06 by=丁四", 1, NULL, "E-STEP-010"},
    };
    const char *db = play_branch("step-entry-door.db");
    play_way(db, 0, 4);
    PLAY(db, close);
    unchanged(db, "2023-01-05", sealed, 1);
    PLAY(db, ended);
}

/* ---- the sample ------------------------------------------------------- */

/* Somebody for every row with a warning, W01 to W15; all but that of 转正审批
   on the sample's own day. */
TEST(step_cli_sample_has_somebody_for_each_warning)
{
    static const struct act warned[] = {
        {"2026-11-20", "step 杨帆", 0, "党组织派人谈话应在 2026-11-15 前办",
         NULL}, /* W01 */
        {NULL, "step 马小兰", 0, "下一次半年考察应在 2026-11-28 前", NULL},
        {NULL, "step 马小兰", 0, "下一次思想汇报应在 2026-11-27 前", NULL},
        {NULL, "step 马小兰", 0, "2026-01-15 起已经可以确定发展对象", NULL},
        {NULL, "step 苗春燕", 0, "进行政治审查 2026-11-10 到期", NULL},
        {NULL, "step 龙志鹏", 0, "上级党委预审应在 2026-10-04 前办", NULL},
        {NULL, "step 苗春燕", 0, "支部大会讨论应在 2026-10-16 前办", NULL},
        {NULL, "step 贺文斌", 0, "最迟 2027-01-02，还有 43 天", NULL}, /* W08 */
        {NULL, "step 顾一诺", 0, "下一次季度考察应在 2026-11-10 前", NULL},
        {NULL, "step 刘晓", 0, "提出转正申请应在 2026-11-26 前办", NULL},
        {NULL, "step 刘晓", 0, "支部大会讨论转正应在 2026-12-18 前办", NULL},
        {NULL, "step 单雪梅 --as-of 2026-09-20", 0, /* W12 */
         "上级党委审批转正应在 2026-10-02 前办，还有 12 天", NULL},
        {NULL, "step 单雪梅", 0, "材料归档应在 2026-10-01 前办", NULL},
        {NULL, "step 刘晓", 0, "入党宣誓应在 2026-02-12 前办", NULL},
        {NULL, "step 陈方", 0, "上级党委备案应在 2026-11-21 前办", NULL},
    };
    /* 主题党日 was held with it; what decides is the 党员大会. */
    static const struct act decided[] = {
        {"2026-11-20", "print pipeline-track 14 --format text", 0,
         "第 3 次党员大会", NULL},
    };
    PLAY(program_sample(), warned);
    PLAY(program_sample(), decided);
}
