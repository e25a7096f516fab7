/* `step`: people named by the fields of the form, and by name alone. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "play.h"

TEST(step_cli_fields_of_the_form_name_people)
{
    static const struct act contacts[] = {
        {"2022-09-22", "step 己六 5 contact_1=丁四 外单位联系人=刘某", 0,
         "已登记", NULL},
        {NULL, "list helpers --find 己六 --format csv", 0, "丁四", NULL},
        {NULL, "list helpers --find 己六 --format csv", 0, "刘某", NULL},
    };
    static const struct act introducers[] = {
        {"2023-10-16", "step 己六 9 introducer_out=刘某、王某 另一介绍人=戊五",
         1, NULL, "最多 2 名"},
        {NULL, "step 己六 9 入党介绍人=甲一 introducer_2=戊五", 0, "已登记",
         NULL},
    };
    const char *db = play_branch("step-form-names.db");
    play_way(db, 0, 3);
    PLAY(db, contacts);
    db = play_branch("step-form-introducers.db");
    play_way(db, 0, 8);
    PLAY(db, introducers);
    char *said =
        play_says(db, "2023-10-16", "list helpers --find 己六 --format csv");
    assert_non_null(strstr(said, "甲一"));
    assert_non_null(strstr(said, "戊五"));
    free(said);
}

TEST(step_cli_an_outsider_whom_the_roster_knows)
{
    static const struct act acts[] = {
        {"2022-09-22",
         "add roster 姓名=石磊 性别=男 出生日期=1994-05-01 民族=汉族"
         " politic=群众 apply_on=2022-05-01",
         0, NULL, NULL},
        {NULL, "step 己六 5 contact=外单位:己六", 1, NULL, "是本人"},
        {NULL, "step 己六 5 contact=外单位:石磊", 1, NULL, "不是正式党员"},
    };
    const char *db = play_branch("step-outsiders.db");
    play_way(db, 0, 3);
    PLAY(db, acts);
    char *said = play_says(db, "2022-09-22", "step 己六 5 contact=外单位:石磊");
    assert_null(strstr(said, "石磊不在本账本的名册里"));
    free(said);
}
