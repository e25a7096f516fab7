/* `step`, the whole way of one person on the command line alone: what the file,
   the roster, 党龄 and the memberships say on the last day before each change
   and on its day; and as it looked on those days themselves. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "play.h"

enum { LINE_BYTES = 160 };

/* What the call says must hold `part`. */
static void says(const char *db, const char *today, const char *line,
                 const char *part)
{
    struct act act = {today, line, 0, part, NULL};
    play(db, &act, 1);
}

static void says_on(const char *db, const char *call, const char *day,
                    const char *more, const char *part)
{
    char line[LINE_BYTES];
    snprintf(line, sizeof line, "%s --as-of %s%s", call, day, more);
    says(db, "2028-02-01", line, part);
}

TEST(step_cli_every_state_begins_on_its_day)
{
    static const struct {
        const char *day, *file, *category, *group;
    } rows[] = {
        {"2022-03-14", "未申请", "群众", NULL},
        {"2022-03-15", "入党申请人", "入党申请人", NULL},
        {"2022-09-19", "入党申请人", "入党申请人", NULL},
        {"2022-09-20", "入党积极分子", "入党积极分子", NULL},
        {"2023-09-19", "入党积极分子", "入党积极分子", NULL},
        {"2023-09-20", "拟发展对象（待备案）", "入党积极分子", NULL},
        {"2023-10-11", "拟发展对象（待备案）", "入党积极分子", NULL},
        {"2023-10-12", "发展对象", "发展对象", NULL},
        {"2023-11-29", "发展对象", "发展对象", NULL},
        {"2023-11-30", "待支委会审查", "发展对象", NULL},
        {"2023-12-07", "待支委会审查", "发展对象", NULL},
        {"2023-12-08", "待预审", "发展对象", NULL},
        {"2024-01-07", "待预审", "发展对象", NULL},
        {"2024-01-08", "待支部大会", "发展对象", NULL},
        {"2024-01-25", "待支部大会", "发展对象", NULL},
        {"2024-01-26", "待党委审批", "预备党员", ""},
        {"2024-04-19", "待党委审批", "预备党员", ""},
        {"2024-04-20", "预备党员", "预备党员", ""},
        {"2024-04-21", "预备党员", "预备党员", ""},
        {"2024-04-22", "预备党员", "预备党员", "第一党小组"},
        {"2025-01-25", "预备党员", "预备党员", "第一党小组"},
        {"2025-01-26", "待批转正", "正式党员", "第一党小组"},
        {"2025-03-19", "待批转正", "正式党员", "第一党小组"},
        {"2025-03-20", "正式党员", "正式党员", "第一党小组"},
    };
    const char *db = play_branch("step-days-of-change.db");
    play_way(db, 0, 25);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char part[LINE_BYTES];
        snprintf(part, sizeof part, "现在：%s\n", rows[i].file);
        says_on(db, "step 己六", rows[i].day, "", part);
        snprintf(part, sizeof part, ",%s,2024-01-26", rows[i].category);
        says_on(db, "list roster --view all", rows[i].day,
                " --find 己六 --format csv", part);
        snprintf(part, sizeof part, "%s,%s,",
                 rows[i].group == NULL ? "" : rows[i].category,
                 rows[i].group == NULL ? "" : rows[i].group);
        says_on(db, "list roster", rows[i].day, " --find 己六 --format csv",
                rows[i].group == NULL ? NULL : part);
        says_on(db, "list roster", rows[i].day, "",
                rows[i].group == NULL ? "共 5 条" : "共 6 条");
    }
}

/* 党龄 is counted from the day of 转正, not from that of the admission. */
TEST(step_cli_party_age_begins_with_full_membership)
{
    static const struct {
        const char *day, *age;
    } rows[] = {
        {"2024-01-26", "2024-01-26,,"},  {"2025-01-25", "2024-01-26,,"},
        {"2025-01-26", "2024-01-26,0,"}, {"2026-01-25", "2024-01-26,0,"},
        {"2026-01-26", "2024-01-26,1,"}, {"2027-01-25", "2024-01-26,1,"},
        {"2027-01-26", "2024-01-26,2,"}, {"2028-01-25", "2024-01-26,2,"},
        {"2028-01-26", "2024-01-26,3,"},
    };
    const char *db = play_branch("step-age.db");
    play_way(db, 0, 25);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        says_on(db, "list roster", rows[i].day, " --find 己六 --format csv",
                rows[i].age);
    }
}

#define MEMBERSHIP "己六,中共示例县档案局支部委员会,2024-01-26,发展入党,,,"

/* What is not decided yet is not known yet: on the days themselves. */
TEST(step_cli_membership_is_made_with_the_approval)
{
    static const struct act before[] = {
        {"2024-01-26", "list membership --find 己六", 0, "共 0 条", NULL},
        {"2024-04-19", "list membership --find 己六", 0, "共 0 条", NULL},
        {NULL, "list roster", 0, "共 5 条", NULL},
        {NULL, "step 己六", 0, "现在：待党委审批", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    static const struct act approved[] = {
        {"2024-04-20", "list membership --find 己六 --format csv", 0,
         MEMBERSHIP, NULL},
        {NULL, "list roster", 0, "共 6 条", NULL},
        {NULL, "list roster --find 己六 --format csv", 0, "预备党员,,", NULL},
    };
    static const struct act waiting[] = {
        {"2025-01-25", "list roster --find 己六", 0, "预备党员", NULL},
        {"2025-01-26", "list roster --find 己六", 0, "预备党员", NULL},
        {"2025-03-19", "list roster --find 己六 --format csv", 0,
         "预备党员,第一党小组,,2024-01-26,,", NULL},
        {NULL, "step 己六", 0, "现在：待批转正", NULL},
    };
    static const struct act full[] = {
        {"2025-03-20", "list roster --find 己六 --format csv", 0,
         "正式党员,第一党小组,,2024-01-26,0,", NULL},
        {NULL, "list membership --find 己六 --format csv", 0, MEMBERSHIP, NULL},
        {NULL, "list membership --view all --find 己六", 0, "共 1 条", NULL},
        {NULL, "check", 0, "没有差异", NULL},
    };
    const char *db = play_branch("step-member.db");
    play_way(db, 0, 16);
    PLAY(db, before);
    play_way(db, 16, 17);
    PLAY(db, approved);
    play_way(db, 17, 23);
    PLAY(db, waiting);
    play_way(db, 23, 24);
    PLAY(db, full);
}
