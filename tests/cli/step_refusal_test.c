/* `step`: what is refused, with which status and in whose words; that nothing
   of a refused call is written; own rule rows; formats. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/mem.h"
#include "play.h"
#include "program.h"

/* The file stands as it stood. */
static void refuse_all(const char *db, const char *day, const struct act *acts,
                       size_t n)
{
    char *before = play_books(db, day);
    play(db, acts, n);
    char *after = play_books(db, day);
    assert_string_equal(before, after);
    free(before);
    free(after);
}
#define REFUSE(db, day, acts) refuse_all(db, day, acts, ARRAY_LEN(acts))

/* ---- days ------------------------------------------------------------- */

TEST(step_cli_days_that_cannot_be)
{
    static const struct act begin[] = {
        {"2022-04-20",
         "add roster 姓名=辛八 性别=男 出生日期=2004-05-01 民族=汉族"
         " politic=共青团员 apply_on=2022-05-01",
         1, NULL, NULL},
        {"2022-05-10",
         "add roster 姓名=辛八 性别=男 出生日期=2004-05-01 民族=汉族"
         " politic=共青团员 apply_on=2022-05-01",
         0, NULL, NULL},
    };
    static const struct act acts[] = {
        /* before 18, on the day it is lawful */
        {"2022-05-10", "step 辛八 1 --on 2022-04-30 place=县档案局", 1, NULL,
         "年满 18 岁"},
        {NULL, "step 辛八 1 --on 2022-05-11 place=县档案局", 1, NULL,
         "还没有到"},
        {NULL, "step 辛八 1 --on 2022-02-30", 2, NULL, "E-DATE"},
        {NULL, "step 辛八 1 --on 昨日", 2, NULL, "--on"},
        {NULL, "step 辛八 1 --on 2004-04-30", 1, NULL, NULL},
        /* out of order */
        {NULL, "step 己六 2 --on 2022-03-14 by=甲一", 1, NULL,
         "收到入党申请书以后才派人谈话"},
        {NULL, "step 己六 2 --on 2022-04-16 by=甲一", 1, NULL,
         "应在一个月内派人谈话"},
        {NULL, "step 己六 2 --on 2022-04-10", 1, NULL, "谈话要写明谈话人"},
        {NULL, "step 己六 4 --on 2022-04-10", 1, NULL,
         "确定入党积极分子以后报上级党委备案"},
        {NULL, "step 己六 7 --on 2022-04-10", 1, NULL, "还没有办"},
        {NULL, "step 己六 17 --on 2022-04-10", 1, NULL,
         "支部大会通过以后才能审批"},
    };
    static const struct act late[] = {
        {"2022-05-10", "step 辛八 1 --on 2022-05-01 place=县档案局", 0,
         "已登记 辛八 第 1 步", NULL},
        /* a row that takes a reason keeps it */
        {NULL,
         "step 己六 2 --on 2022-04-16 by=甲一 --reason 本人出差，推迟一天谈话",
         0, "已登记", "应在一个月内派人谈话"},
        {NULL, "list steps --view reasoned", 0, "本人出差，推迟一天谈话", NULL},
    };
    const char *db = play_branch("step-days.db");
    PLAY(db, begin);
    play_way(db, 0, 1);
    REFUSE(db, "2022-05-10", acts);
    PLAY(db, late);
}

/* ---- who may help ----------------------------------------------------- */

TEST(step_cli_who_may_be_contact_or_introducer)
{
    static const struct act people[] = {
        {"2023-10-13",
         "add roster 姓名=壬九 性别=男 出生日期=1990-01-02 民族=汉族"
         " join_on=2023-07-01 in_kind=发展入党",
         0, NULL, NULL},
        {NULL,
         "add rights person_id=丙三 kind=留党察看 from_on=2023-01-10"
         " basis=示纪〔2023〕1号",
         0, "已登记", NULL},
        {NULL,
         "set membership 2 to_on=2023-10-01 out_kind=转出组织关系"
         " out_to=县教育局支部 out_receipt_on=2023-10-01",
         0, "已修改", NULL},
    };
    static const struct act acts[] = {
        {"2023-10-16", "step 己六 9 introducer=丁四", 1, NULL,
         "两名正式党员作入党介绍人"},
        {NULL, "step 己六 9 --on 2023-10-16", 1, NULL,
         "两名正式党员作入党介绍人"},
        {NULL, "step 己六 9 introducer=丁四 introducer=戊五 introducer=甲一", 1,
         NULL, "最多 2 名"},
        {NULL, "step 己六 9 introducer=丁四 introducer=壬九", 1, NULL,
         "壬九 当日不是本支部的正式党员"},
        {NULL, "step 己六 9 introducer=丁四 introducer=丙三", 1, NULL,
         "丙三 当日没有党员权利"},
        {NULL, "step 己六 9 introducer=丁四 introducer=乙二", 1, NULL,
         "乙二 已经不在本支部"},
        {NULL, "step 己六 9 introducer=丁四 introducer=己六", 1, NULL,
         "己六 是本人"},
    };
    static const struct act good[] = {
        {NULL, "step 己六 9 --on 2023-10-16 introducer=丁四 introducer=戊五", 0,
         "已登记", NULL},
        {NULL, "list helpers --find 己六 --format csv", 0, "入党介绍人", NULL},
    };
    const char *db = play_branch("step-helpers.db");
    play_way(db, 0, 8);
    PLAY(db, people);
    REFUSE(db, "2023-10-16", acts);
    struct act one[ARRAY_LEN(good)];
    memcpy(one, good, sizeof one);
    one[0].day = "2023-10-16";
    PLAY(db, one);
}

TEST(step_cli_contacts_one_or_two_full_members)
{
    static const struct act acts[] = {
        {"2022-09-22", "step 己六 5 --on 2022-09-22", 1, NULL,
         "指定一至两名正式党员作培养联系人"},
        {NULL, "step 己六 5 contact=甲一 contact=丁四 contact=戊五", 1, NULL,
         "最多 2 名"},
        {NULL, "step 己六 5 contact=己六", 1, NULL, "是本人"},
        {NULL, "step 己六 5 --on 2022-09-19 contact=丁四", 1, NULL,
         "确定入党积极分子以后才指定"},
    };
    static const struct act good[] = {
        {"2022-09-22", "step 己六 5 contact=丁四", 0, "已登记", NULL},
    };
    const char *db = play_branch("step-contacts.db");
    play_way(db, 0, 3);
    REFUSE(db, "2022-09-22", acts);
    PLAY(db, good);
}

/* ---- meetings --------------------------------------------------------- */

TEST(step_cli_meetings_quorum_votes_and_approval)
{
    static const struct act acts[] = {
        {"2024-01-26", "step 己六 15 result=通过", 1, NULL,
         "接收预备党员由支部党员大会讨论"},
        {NULL, "add events kind=党员大会 on_day=2024-01-26", 0, NULL, NULL},
        {NULL, "step 己六 15 --on 2024-01-26 result=通过", 1, NULL,
         "没有关联会议"},
        {NULL, "add topics 会议=4 topic=讨论接收 对象=己六", 0, NULL, NULL},
        {NULL, "step 己六 15 result=通过", 1, NULL, "赞成的超过应到会"},
        {NULL, "step 己六 17 --on 2024-01-26", 1, NULL,
         "支部大会通过以后才能审批"},
        /* three of five on leave: no meeting */
        {"2024-01-28", "add events kind=党员大会 on_day=2024-01-28", 0, NULL,
         NULL},
        {NULL, "roll 5 丙三=请假:病假 丁四=请假:病假 戊五=请假:病假", 0,
         "实到 2", NULL},
        {NULL,
         "add topics 会议=5 topic=再讨论 对象=己六 表决事项=接收预备党员"
         " 表决方式=无记名投票 发出票=2 收回票=2 赞成=2",
         0, NULL, NULL},
        {NULL, "step 己六 15 --on 2024-01-28 result=通过", 1, NULL,
         "超过应到会的半数"},
        /* not the day of any meeting */
        {NULL, "step 己六 15 --on 2024-01-27 result=通过", 1, NULL, NULL},
    };
    static const struct act approval[] = {
        {"2024-01-29", "step 己六 17 --on 2024-01-29", 1, NULL,
         "上级党委审批以前"},
        {"2024-02-20", "step 己六 17 --on 2024-01-25", 1, NULL, NULL},
        {"2024-08-01", "step 己六 17 --on 2024-04-27", 1, NULL,
         "应在三个月内审批"},
        {NULL, "step 己六 17 --on 2024-07-27", 1, NULL, "不得超过六个月"},
        {NULL, "step 己六 17 --on 2024-07-27 --reason 党委换届推迟了", 1, NULL,
         "不得超过六个月"},
    };
    static const struct act late[] = {
        {"2024-08-01",
         "step 己六 17 --on 2024-07-26 --reason 党委换届，审批推迟", 0,
         "2024-01-26 起成为本支部预备党员", "应在三个月内审批"},
    };
    const char *db = play_branch("step-meeting.db");
    play_way(db, 0, 14);
    PLAY(db, acts);
    const char *other = play_branch("step-approval.db");
    play_way(other, 0, 15);
    play(other, approval, 1);
    play_way(other, 15, 16);
    REFUSE(other, "2024-08-01", approval);
    PLAY(other, late);
}

TEST(step_cli_training_preview_and_leaving)
{
    static const struct act training[] = {
        {"2023-11-30", "step 己六 11 学时=20", 1, NULL,
         "集中培训不少于三天或二十四个学时"},
        {NULL, "step 己六 11 天数=2", 1, NULL, "不少于三天"},
        {NULL, "step 己六 11 --on 2023-11-30", 1, NULL, "不少于三天"},
        {NULL, "step 己六 11 from_on=2023-11-30 to_on=2023-11-27 学时=24", 1,
         NULL, NULL},
    };
    static const struct act leaving[] = {
        {"2024-01-26", "set pipeline 1 拟离开单位日期=2024-04-25", 0, "已修改",
         NULL},
        {NULL, "add events kind=党员大会 on_day=2024-01-26", 0, NULL, NULL},
        {NULL,
         "add topics 会议=4 topic=接收 对象=己六 表决事项=接收预备党员"
         " 表决方式=无记名投票 发出票=5 收回票=5 赞成=5",
         0, NULL, NULL},
        {NULL, "step 己六 15 --on 2024-01-26", 1, NULL, "一般不办理接收手续"},
        {NULL, "step 己六 15 --reason 调动已经推迟到年底", 0, "已登记",
         "一般不办理接收手续"},
    };
    const char *db = play_branch("step-training.db");
    play_way(db, 0, 10);
    REFUSE(db, "2023-11-30", training);
    play_way(db, 10, 14);
    PLAY(db, leaving);
}

TEST(step_cli_conversion_not_a_day_early)
{
    static const struct act acts[] = {
        {"2025-01-25", "add events kind=党员大会 on_day=2025-01-25", 0, NULL,
         NULL},
        {NULL,
         "add topics 会议=5 topic=转正 对象=己六 表决事项=预备党员转正"
         " 表决方式=无记名投票 发出票=5 收回票=5 赞成=5",
         0, NULL, NULL},
        {NULL, "step 己六 23 --on 2025-01-25", 1, NULL, "最早 2025-01-26"},
        {NULL, "step 己六 23 --reason 本人要求提前一天", 1, NULL,
         "一天也不能提前"},
        {NULL, "step 己六 24 --on 2025-01-25", 1, NULL,
         "支部大会通过以后才能审批"},
    };
    const char *db = play_branch("step-early.db");
    play_way(db, 0, 21);
    PLAY(db, acts);
}

/* ---- usage ------------------------------------------------------------ */

TEST(step_cli_wrong_usage_is_status_two)
{
    static const struct act acts[] = {
        {"2022-03-15", "step", 2, NULL, "E-APP-007"},
        {NULL, "step 无此人", 2, NULL, "E-APP-024"},
        {NULL, "step 己六 26", 2, NULL, NULL},
        {NULL, "step 己六 0", 2, NULL, NULL},
        {NULL, "step 己六 谈话室", 2, NULL, NULL},
        {NULL, "step 己六 1 地点", 2, NULL, "E-APP-062"},
        {NULL, "step 己六 1 无此项=5", 2, NULL, "E-APP-022"},
        {NULL, "step 己六 1 result=很好", 1, NULL, "E-FIELD-006"},
        {NULL, "step 己六 1 学时=很多", 1, NULL, "E-FIELD-004"},
        {NULL, "step 己六 3 notice=2022-03-01", 2, NULL, "E-STEP-003"},
        {NULL, "step 己六 --on 2022-03-15", 2, NULL, "E-STEP-005"},
        {NULL, "step 己六 --back --reason 日期写错了", 1, NULL, "E-STEP-007"},
        {NULL, "step 己六 1 --audit", 2, NULL, "E-STEP-004"},
        {NULL, "step 己六 --format xml", 2, NULL, "E-REPORT-001"},
        {NULL, "step 己六 --cash 5", 2, NULL, "E-APP-004"},
        /* rules are status one */
        {NULL, "step 己六 6 by=甲一", 1, NULL, "E-STEP-001"},
        {NULL, "step 己六 1 --back --reason 日期写错了", 1, NULL, "E-PIPE-024"},
        {NULL, "step 己六 --end 停止培养 --reason 本人不愿意", 1, NULL, NULL},
    };
    const char *db = play_branch("step-usage.db");
    REFUSE(db, "2022-03-15", acts);
}

/* ---- own rows --------------------------------------------------------- */

#define OWN_CONFIG "config-own"

static void write_own(const char *text)
{
    static const char *const folders[] = {"", "/pbtui", "/rules"};
    char path[400];
    snprintf(path, sizeof path, "%s", program_file(OWN_CONFIG));
    for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
        strcat(path, folders[i]);
        mkdir(path, 0700);
    }
    strcat(path, "/pipeline.ini");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    assert_int_equal(fclose(f), 0);
}

/* At least three contacts, at most two: that row is named, the other holds. */
TEST(step_cli_own_rows_stricter_and_contradicting)
{
    static const struct act acts[] = {
        {"2022-09-20", "list roster", 0, "共 5 条",
         "第 2 行 [guard.contact.who]：least 大于 most，前后矛盾"},
        {NULL, "add events kind=支委会 on_day=2022-09-20", 0, NULL, NULL},
        {NULL,
         "add topics 会议=1 topic=研究 对象=己六 表决事项=支部委员会会议"
         " 表决方式=举手 赞成=3",
         0, NULL, NULL},
        {NULL, "step 己六 3 way=党员推荐", 1, NULL,
         "最早 2022-10-15；依据示例县规定，满七个月才确定"},
        {NULL, "step 己六 3 way=党员推荐 --reason 县委组织部同意提前", 0,
         "已登记", "满七个月才确定"},
    };
    const char *db = play_branch("step-own.db");
    play_way(db, 0, 2);
    write_own("[guard.contact.who]\nleast = 3 名\nbasis = 示例县规定\n"
              "[guard.activist.wait]\nleast = 7 个月\n"
              "text = 满七个月才确定。\nbasis = 示例县规定\n");
    play_with(db, OWN_CONFIG, acts, ARRAY_LEN(acts));
    /* Without it again. */
    play_way(db, 3, 5);
}

/* ---- formats ---------------------------------------------------------- */

static void expect_lines(const char *db, const char *line, size_t want,
                         const char *part)
{
    char *out = play_says(db, "2022-10-10", line);
    size_t n = 0;
    for (const char *s = out; *s != '\0'; s++) {
        n += *s == '\n';
    }
    if (n != want || strstr(out, part) == NULL) {
        fail_msg("%s: %zu lines\n%s", line, n, out);
    }
    free(out);
}

TEST(step_cli_formats)
{
    static const struct act acts[] = {
        {"2022-10-10", "step 己六 --audit --format csv", 1,
         "3,问题,第 3 步确定积极分子：缺少材料“推荐（推优）表”,请找到", NULL},
        {NULL, "step 己六 --audit", 1, "问题 ", NULL},
        {NULL, "step 己六 --audit", 1, " 处，提示 ", NULL},
        {NULL, "list pipeline", 0, "己六", NULL},
        {NULL, "list 发展党员 --format json", 0, "\"person_id\": \"己六\"",
         NULL},
        {NULL, "list steps --format csv", 0, "2022-03-15", NULL},
        {NULL, "list steps --find 己六", 0, "共 5 条", NULL},
        {NULL, "list papers", 0, "入党申请书", NULL},
        {NULL, "list helpers", 0, "丁四", NULL},
        {NULL, "add quotas for_year=2022 n=2", 0, "已登记", NULL},
        {NULL, "add quotas for_year=2022 n=3", 1, NULL, "E-PIPE-013"},
        {NULL, "list quotas --format csv", 0, "2022,2", NULL},
        {NULL, "step 己六 4 备注=补记", 0, "已修改", NULL},
    };
    const char *db = play_branch("step-formats.db");
    play_way(db, 0, 4);
    PLAY(db, acts);
    expect_lines(db, "step 己六 --format csv", 1 + 25,
                 "1,递交入党申请书,已办,2022-03-15,");
    expect_lines(db, "step 己六 --format json", 25,
                 "{\"no\": 3, \"step\": \"推荐和确定入党积极分子\", \"state\":"
                 " \"已办\", \"on_day\": \"2022-09-20\"");
    expect_lines(db, "step 己六 --audit --format json", 9, "\"remedy\"");
}
