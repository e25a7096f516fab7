/* `step --again` with later steps standing on it, and a file ended and opened
   again. */
#include "unit.h"

#include "play.h"
#include "program.h"

/* What later steps fall out is named before, not after. */
TEST(step_cli_again_over_later_steps_asks_why)
{
    static const struct act acts[] = {
        {"2024-01-20", "step 己六 10 --again", 1, NULL,
         "后面的第 12 步支委会审查、第 13 步预审、第 14 步志愿书不再计算"},
        {NULL, "list steps --find 己六 --format csv", 0, "2024-01", NULL},
        {NULL, "step 己六 10 --again --reason 错 number=1", 1, NULL,
         "至少 4 个字"},
        {NULL, "step 己六 10 --again --reason 原来的政审漏了一人", 0,
         "原来的第 13 步保留备查", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-over.db");
    play_way(db, 0, 14);
    PLAY(db, acts);
}

TEST(step_cli_ended_file_is_closed_until_reopened)
{
    static const struct act acts[] = {
        {"2022-06-10", "step 己六 --reopen --reason 终止得不对", 1, NULL,
         "没有结束"},
        {NULL, "step 己六 --end 停止培养 --reason 本人要求暂停", 0, "已终止",
         NULL},
        {NULL, "step 己六", 0, "--reopen --reason 原因 恢复档案", NULL},
        {NULL, "step 己六 --back --reason 登记得不对", 1, NULL, "--reopen"},
        {NULL, "step 己六 3 --reopen --reason 终止得不对", 2, NULL,
         "--reopen 不用写步骤号"},
        {NULL, "step 己六 --reopen", 1, NULL, "至少 4 个字"},
        {NULL, "step 己六 --reopen --reason 终止得不对", 0, "已恢复 己六",
         NULL},
        {NULL, "step 己六", 0, "下一步：第 3 步", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-reopen.db");
    play_way(db, 0, 2);
    PLAY(db, acts);
}
