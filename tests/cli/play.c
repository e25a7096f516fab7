/* Calls of the program one after another, and the lawful story of one person
   through all twenty-five steps (the worked timeline of the specification). */
#include "play.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "program.h"

enum { LINE_BYTES = 512, BOOKS_BYTES = 1 << 18 };

static struct said say(const char *db, const char *config, const char *day,
                       char *line)
{
    struct program p = {.db = db, .today = day, .config = config};
    size_t n = 0;
    for (char *w = strtok(line, " "); w != NULL; w = strtok(NULL, " ")) {
        assert_true(n < ARGS_MAX);
        p.args[n++] = w;
    }
    return program_run(&p);
}

static bool has(const char *text, const char *part)
{
    return part == NULL || strstr(text, part) != NULL;
}

void play_with(const char *db, const char *config, const struct act *acts,
               size_t n)
{
    const char *day = NULL;
    for (size_t i = 0; i < n; i++) {
        char line[LINE_BYTES];
        day = acts[i].day != NULL ? acts[i].day : day;
        snprintf(line, sizeof line, "%s", acts[i].line);
        struct said s = say(db, config, day, line);
        if (s.status != acts[i].status || !has(s.out, acts[i].out) ||
            !has(s.err, acts[i].err)) {
            fail_msg("%s pbtui %s: status %d\nstdout: %s\nstderr: %s", day,
                     acts[i].line, s.status, s.out, s.err);
        }
        said_clear(&s);
    }
}

void play(const char *db, const struct act *acts, size_t n)
{
    play_with(db, NULL, acts, n);
}

char *play_says(const char *db, const char *day, const char *text)
{
    char line[LINE_BYTES];
    snprintf(line, sizeof line, "%s", text);
    struct said s = say(db, NULL, day, line);
    char *out = strdup(s.out);
    said_clear(&s);
    return out;
}

char *play_books(const char *db, const char *day)
{
    static const char *const lists[] = {
        "list roster --view all --format json",
        "list membership --view all --format json",
        "list placement --view all --format json",
        "list pipeline --view all --format json",
        "list steps --view all --format json",
        "list step-entries --view all --format json",
        "list helpers --view all --format json",
        "list publicities --view all --format json",
        "list papers --view all --format json",
        "step 己六 --format json",
    };
    char *all = calloc(1, BOOKS_BYTES);
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        char *one = play_says(db, day, lists[i]);
        n +=
            (size_t)snprintf(all + n, BOOKS_BYTES - n, "%s\n%s", lists[i], one);
        assert_true(n < BOOKS_BYTES);
        free(one);
    }
    return all;
}

/* ---- the branch ------------------------------------------------------- */

const char *play_branch(const char *name)
{
    static const struct act acts[] = {
        {"2022-03-01",
         "add roster 姓名=甲一 性别=男 出生日期=1980-01-05 民族=汉族"
         " join_on=2005-07-01 full_on=2006-07-01 in_kind=初始登记",
         0, NULL, NULL},
        {NULL,
         "add roster 姓名=乙二 性别=男 出生日期=1981-02-06 民族=汉族"
         " join_on=2006-07-01 full_on=2007-07-01 in_kind=初始登记",
         0, NULL, NULL},
        {NULL,
         "add roster 姓名=丙三 性别=女 出生日期=1982-03-07 民族=汉族"
         " join_on=2007-07-01 full_on=2008-07-01 in_kind=初始登记",
         0, NULL, NULL},
        {NULL,
         "add roster 姓名=丁四 性别=女 出生日期=1983-04-08 民族=汉族"
         " join_on=2008-07-01 full_on=2009-07-01 in_kind=初始登记",
         0, NULL, NULL},
        {NULL,
         "add roster 姓名=戊五 性别=男 出生日期=1984-05-09 民族=汉族"
         " join_on=2009-07-01 full_on=2010-07-01 in_kind=初始登记",
         0, NULL, NULL},
        {NULL, "add posts person_id=甲一 kind=书记 from_on=2020-01-01", 0,
         "已登记", NULL},
        {NULL, "add posts person_id=乙二 kind=组织委员 from_on=2020-01-01", 0,
         "已登记", NULL},
        {NULL, "add posts person_id=丙三 kind=宣传委员 from_on=2020-01-01", 0,
         "已登记", NULL},
        {"2022-03-15",
         "add roster 姓名=己六 性别=女 出生日期=1995-08-09 民族=汉族"
         " politic=群众 apply_on=2022-03-15",
         0, "已登记", NULL},
    };
    const char *db = program_ledger(name);
    PLAY(db, acts);
    return db;
}

/* ---- her way ---------------------------------------------------------- */

#define COMMITTEE_VOTE "表决事项=支部委员会会议 表决方式=举手 赞成=3"
#define BALLOT         "表决方式=无记名投票 发出票=5 收回票=5 赞成=5"

/* What leads to a step and the step itself, in the order of the days. */
static const struct {
    int step; /* reached with this act; 0: on the way to the next */
    struct act act;
} way[] = {
    {1,
     {"2022-03-15", "step 己六 1 place=县档案局 paper=入党申请书", 0,
      "已登记 己六 第 1 步递交入党申请书", ""}},
    {2, {"2022-04-10", "step 己六 2 by=甲一 paper=谈话记录", 0, "第 2 步", ""}},
    {0,
     {"2022-09-20", "add events kind=支委会 on_day=2022-09-20", 0, NULL, ""}},
    {0,
     {NULL, "add topics 会议=1 topic=研究 对象=己六 " COMMITTEE_VOTE, 0, NULL,
      NULL}},
    {3,
     {NULL, "step 己六 3 way=党员推荐", 0,
      "同时：确定为入党积极分子 2022-09-20", ""}},
    {5, {"2022-09-22", "step 己六 5 联系人=丁四 联系人=戊五", 0, NULL, ""}},
    {4,
     {"2022-10-10", "step 己六 4 asked_on=2022-09-21 number=示档组〔2022〕3号",
      0, "第 4 步上级党委备案", ""}},
    {0, {"2022-12-20", "step 己六 6 kind=思想汇报 by=丁四", 0, NULL, ""}},
    {0, {"2023-03-20", "step 己六 6 kind=思想汇报 by=丁四", 0, NULL, ""}},
    {0, {NULL, "step 己六 6 by=戊五 结论=合格", 0, "半年考察 2023-03-20", ""}},
    {0, {"2023-06-20", "step 己六 6 kind=思想汇报 by=丁四", 0, NULL, ""}},
    {0, {"2023-09-18", "step 己六 6 kind=思想汇报 by=丁四", 0, NULL, ""}},
    {6,
     {"2023-09-19", "step 己六 6 by=戊五 结论=合格 paper=半年考察写实", 0, NULL,
      ""}},
    {0,
     {"2023-09-20", "add events kind=支委会 on_day=2023-09-20", 0, NULL, ""}},
    {0,
     {NULL, "add topics 会议=2 topic=研究 对象=己六 " COMMITTEE_VOTE, 0, NULL,
      NULL}},
    {7,
     {NULL,
      "step 己六 7 notice=2023-09-11..2023-09-15 paper=征求意见记录 paper=公示",
      0, "第 7 步确定发展对象", ""}},
    {8,
     {"2023-10-12", "step 己六 8 asked_on=2023-09-21 number=示档组〔2023〕7号",
      0, "同时：列为发展对象 2023-10-12", ""}},
    {9, {"2023-10-16", "step 己六 9 介绍人=丁四 introducer=戊五", 0, NULL, ""}},
    {10, {"2023-11-06", "step 己六 10 conclusion=没有问题", 0, NULL, ""}},
    {11,
     {"2023-11-30", "step 己六 11 from_on=2023-11-27 to_on=2023-11-30 学时=24",
      0, NULL, ""}},
    {0,
     {"2023-12-08", "add events kind=支委会 on_day=2023-12-08", 0, NULL, ""}},
    {0,
     {NULL, "add topics 会议=3 topic=审查 对象=己六 " COMMITTEE_VOTE, 0, NULL,
      NULL}},
    {12, {NULL, "step 己六 12 --on 2023-12-08", 0, NULL, ""}},
    {13,
     {"2024-01-08", "step 己六 13 asked_on=2023-12-11 number=示档组〔2024〕1号",
      0, NULL, ""}},
    {14, {"2024-01-10", "step 己六 14 number=示志0042", 0, NULL, ""}},
    {0,
     {"2024-01-26", "add events kind=党员大会 on_day=2024-01-26", 0, NULL, ""}},
    {0,
     {NULL,
      "add topics 会议=4 topic=接收 对象=己六 表决事项=接收预备党员 " BALLOT, 0,
      NULL, NULL}},
    {15, {NULL, "step 己六 15 --on 2024-01-26", 0, "第 15 步支部大会讨论", ""}},
    {16, {"2024-02-20", "step 己六 16 by=党委委员何七", 0, NULL, ""}},
    {17,
     {"2024-04-20", "step 己六 17 asked_on=2024-01-29 number=示工委〔2024〕9号",
      0, "2024-01-26 起成为本支部预备党员", ""}},
    {19,
     {"2024-04-22", "step 己六 19 党小组=第一党小组", 0, "编入 第一党小组",
      ""}},
    {18, {"2024-04-28", "step 己六 18 number=备5号", 0, NULL, ""}},
    {20, {"2024-05-10", "step 己六 20 by=甲一 place=活动室", 0, NULL, ""}},
    {0, {"2024-07-19", "step 己六 21 by=丁四", 0, "季度考察", ""}},
    {0, {"2024-10-18", "step 己六 21 by=丁四", 0, NULL, ""}},
    {22, {"2025-01-10", "step 己六 22 paper=转正申请书", 0, NULL, ""}},
    {21, {"2025-01-17", "step 己六 21 by=丁四", 0, NULL, ""}},
    {0,
     {"2025-01-26", "add events kind=党员大会 on_day=2025-01-26", 0, NULL, ""}},
    {0,
     {NULL,
      "add topics 会议=5 topic=转正 对象=己六 表决事项=预备党员转正 " BALLOT, 0,
      NULL, NULL}},
    {23,
     {NULL, "step 己六 23 --on 2025-01-26", 0, "第 23 步支部大会讨论转正", ""}},
    {24,
     {"2025-03-20", "step 己六 24 number=示工委〔2025〕6号", 0,
      "同时：转正日期 2025-01-26", ""}},
    {25,
     {"2025-03-25", "step 己六 25 by=乙二 number=交字3号", 0,
      "发展档案结束：材料归档", ""}},
};

static size_t index_of(int step)
{
    size_t i = 0;
    while (way[i].step != step) {
        i++;
        assert_true(i < ARRAY_LEN(way));
    }
    return i;
}

const char *play_day(int step)
{
    size_t i = index_of(step);
    while (way[i].act.day == NULL) {
        i--;
    }
    return way[i].act.day;
}

void play_way(const char *db, int after, int step)
{
    struct act acts[ARRAY_LEN(way)];
    size_t from = after == 0 ? 0 : index_of(after) + 1;
    size_t to = index_of(step) + 1;
    for (size_t i = from; i < to; i++) {
        acts[i - from] = way[i].act;
    }
    acts[0].day = acts[0].day != NULL ? acts[0].day : play_day(after);
    play(db, acts, to - from);
}
