/* How many keys a standard job takes, from the first screen to the saved
   record: the job is replayed through a terminal, keys beyond the text itself
   are counted and printed.  The number may only go down (ux.md). */
#include "desk.h"
#include "unit.h"

#include "pbtui/base/file.h"

#include <stdio.h>
#include <string.h>

struct job {
    struct desk desk;
    struct pty *p;
    int keys;
};

static void job_open(struct job *j)
{
    desk_open(&j->desk);
    desk_sample(&j->desk);
    j->p = desk_start(&j->desk, 24, 80);
    j->keys = 0;
    pty_expect(j->p, "党员队伍");
}

static void press(struct job *j, const char *capability)
{
    pty_key(j->p, capability);
    j->keys++;
}

/* Keys that are characters: space, digits, Enter, Tab. */
static void strike(struct job *j, const char *keys)
{
    pty_type(j->p, keys);
    j->keys += (int)strlen(keys);
}

/* The text of the record itself is not counted; letters that only find
   somebody are. */
static void text(struct job *j, const char *s)
{
    pty_type(j->p, s);
}

static void job_close(struct job *j, const char *name, int budget)
{
    printf("%s: %d keys of %d\n", name, j->keys, budget);
    desk_quit(j->p);
    desk_check_clean(&j->desk);
    assert_true(j->keys > 0);
    if (j->keys > budget) {
        fail_msg("%s takes %d keys, %d are allowed", name, j->keys, budget);
    }
}

static void expect_in_list(struct job *j, const char *kind, const char *what)
{
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {PROGRAM,   "--db",     j->desk.db, "list",
                          "events",  "--kind",   kind,       "--month",
                          "2026-11", "--format", "csv",      NULL};
    assert_int_equal(desk_run(&j->desk, &out, argv), 0);
    if (strstr(out.s, what) == NULL) {
        fail_msg("%s is not in\n%s", what, out.s);
    }
    sb_clear(&out);
}

/* This month's 支委会: five members, all present, one topic, one decision.
   It is the first light that is not green, so the cursor stands on it. */
TEST(budget_of_a_committee_meeting)
{
    struct job j;
    job_open(&j);
    strike(&j, "\r");
    pty_expect(j.p, "支部委员会会议");
    pty_expect(j.p, "议题 1");
    text(&j, "研究确定培养对象");
    strike(&j, "\t\t");
    text(&j, "组织委员汇报推荐情况，委员逐一发表意见。");
    strike(&j, "\t");
    text(&j, "同意列为入党积极分子");
    press(&j, "kf2");
    pty_expect(j.p, "已登记");
    expect_in_list(&j, "支委会", "研究确定培养对象");
    expect_in_list(&j, "支委会", "5/5");
    job_close(&j, "支委会", 12);
}

/* A 主题党日 of 28: two on leave with their reasons, one absent, beyond those
   whom the roster itself knows to be away. */
TEST(budget_of_a_theme_day)
{
    struct job j;
    job_open(&j);
    for (int i = 0; i < 4; i++) {
        press(&j, "kcud1"); /* past the groups, of which one does not count */
    }
    press(&j, "kf3");
    pty_expect(j.p, "登记哪一种");
    strike(&j, "\r");
    pty_expect(j.p, "活动主题");
    text(&j, "重温入党志愿");
    press(&j, "kcuu1");
    strike(&j, "\r");
    pty_expect(j.p, "点名");
    strike(&j, "lm 1");
    pty_expect(j.p, "因公出差");
    strike(&j, "wh 2");
    pty_expect(j.p, "病假");
    strike(&j, "zl  ");
    pty_expect(j.p, "无故");
    press(&j, "kf2");
    pty_expect(j.p, "活动主题");
    press(&j, "kf2");
    pty_expect(j.p, "已登记");
    expect_in_list(&j, "主题党日", "重温入党志愿");
    job_close(&j, "主题党日", 22);
}

/* This month's bound ledger as a PDF, and the clerk is told where it is. */
TEST(budget_of_the_month_on_paper)
{
    struct job j;
    job_open(&j);
    press(&j, "kf6");
    pty_expect(j.p, "本月台账");
    strike(&j, "\r");
    pty_expect(j.p, "打印预览");
    press(&j, "kf6");
    pty_expect(j.p, "文件");
    strike(&j, "\r");
    pty_expect(j.p, "已存为");
    pty_expect(j.p, ".pdf");
    job_close(&j, "月度台账 PDF", 4);
}

/* ---- 党费 -------------------------------------------------------------- */

/* What a query of the file says; the program that is open may read it, too. */
static void ask_file(struct job *j, const char *sql, char out[64])
{
    struct strbuf sb;
    sb_init(&sb);
    const char *argv[] = {"sqlite3", j->desk.db, sql, NULL};
    assert_int_equal(desk_run(&j->desk, &sb, argv), 0);
    snprintf(out, 64, "%.*s", (int)strcspn(sb.s, "\n"), sb.s);
    sb_clear(&sb);
}

/* A branch of 28 with assessments, October collected and closed, November not
   begun: it is the first thing of the month. */
static void job_open_28(struct job *j)
{
    static const char *const script =
        "set -e\n"
        "run() { \"$PBTUI\" --db \"$DB\" \"$@\" >/dev/null; }\n"
        "for n in 张建国 赵敏 李敏 王海燕 孙立 周立 吴桂芳 郑凯 刘晓 欧阳文静"
        " 尉迟明远 仇志远 单雪梅 解立新 曾宪义 何长顺 黄志强 林婉清 钱卫东"
        " 冯丽华 唐浩 高磊 罗春生 顾一诺 陆海涛 白雪 姜文斌 魏小兰; do\n"
        "run add roster name=$n sex=男 birth_on=1980-05-06"
        " join_on=2010-07-01 full_on=2011-07-01\n"
        "run add assessments person_id=$n from_month=2026-01"
        " category=在职 base_fen=5531.50\n"
        "done\n"
        "run collect 2026-10 --all-due\n"
        "run collect 2026-10 --post --cash 2323.16\n"
        "run collect 2026-10 --close --cash 2323.16\n";
    struct strbuf out;
    struct strbuf whole;
    desk_open(&j->desk);
    desk_init(&j->desk);
    sb_init(&out);
    sb_init(&whole);
    sb_addf(&whole, "PBTUI=%s\nDB=%s\n%s", PROGRAM, j->desk.db, script);
    const char *argv[] = {"sh", "-c", whole.s, NULL};
    int rc = desk_run(&j->desk, &out, argv);
    if (rc != 0) {
        fail_msg("28: %d %s", rc, out.s);
    }
    sb_clear(&whole);
    sb_clear(&out);
    j->p = desk_start(&j->desk, 24, 80);
    j->keys = 0;
    pty_expect(j->p, "党员队伍");
}

static void open_the_month(struct job *j)
{
    strike(j, "2");
    pty_expect(j->p, "2026 年 10 月 收缴");
    press(j, "kf3");
    pty_expect(j->p, "已启动 2026 年 11 月收缴：28 人");
}

/* All the rest in cash, counted and posted. */
static void take_the_rest(struct job *j, const char *of)
{
    char cash[64];
    press(j, "kf5");
    pty_expect(j->p, of);
    strike(j, "\r");
    pty_expect(j->p, "都已收齐");
    press(j, "kf2");
    pty_expect(j->p, "点钞合计");
    ask_file(j,
             "select printf('%d.%02d', sum(fen) / 100, sum(fen) % 100) from"
             " payment where no is null and voided_on is null",
             cash);
    text(j, cash);
    strike(j, "\r");
    pty_expect(j->p, "已入账");
}

TEST(budget_of_a_month_of_dues)
{
    struct job j;
    char n[64];
    job_open_28(&j);
    open_the_month(&j);
    take_the_rest(&j, "收齐 28 人");
    ask_file(&j,
             "select count(*) from dues_balance where month = '2026-11' and"
             " due_fen > 0 and paid_fen = due_fen",
             n);
    assert_string_equal(n, "28");
    job_close(&j, "收党费 28 人", 8);
}

/* One pays three months, one another amount. */
TEST(budget_of_a_month_of_dues_with_two_exceptions)
{
    struct job j;
    char n[64];
    job_open_28(&j);
    open_the_month(&j);
    strike(&j, "zl");
    pty_expect(j.p, "找人");
    press(&j, "kf4");
    pty_expect(j.p, "11 月 82.97");
    strike(&j, "3");
    pty_expect(j.p, "合计 248.91");
    strike(&j, "\r");
    pty_expect(j.p, "已收党费 248.91");
    strike(&j, "lm");
    text(&j, "100");
    strike(&j, "\r");
    pty_expect(j.p, "多交");
    text(&j, "自愿多交");
    strike(&j, "\r");
    pty_expect(j.p, "+100.00");
    take_the_rest(&j, "收齐 26 人");
    ask_file(&j,
             "select count(*) from dues_balance where person_id = (select id"
             " from person where name = '周立') and month > '2026-10' and"
             " paid_fen = 8297",
             n);
    assert_string_equal(n, "3");
    job_close(&j, "收党费 28 人，两人例外", 22);
}

/* ---- 发展党员 ------------------------------------------------------------ */

/* The committee has just decided: its meeting is in the books. */
static void decide(struct job *j)
{
    static const char *const script =
        "set -e\n"
        "\"$PBTUI\" --db \"$DB\" add events kind=committee.meeting"
        " on_day=2026-11-18 >/dev/null\n"
        "\"$PBTUI\" --db \"$DB\" add agenda event_id=2026-11-18"
        " topic=研究确定石磊为入党积极分子 subject_id=石磊 >/dev/null\n";
    struct strbuf out, whole;
    sb_init(&out);
    sb_init(&whole);
    sb_addf(&whole, "PBTUI=%s\nDB=%s\n%s", PROGRAM, j->desk.db, script);
    const char *argv[] = {"sh", "-c", whole.s, NULL};
    int rc = desk_run(&j->desk, &out, argv);
    if (rc != 0) {
        fail_msg("decide: %d %s", rc, out.s);
    }
    sb_clear(&whole);
    sb_clear(&out);
}

/* From the warning on the first screen to the entry that was missing. */
TEST(budget_of_a_half_year_review)
{
    struct job j;
    char n[64];
    job_open(&j);
    strike(&j, "\t");
    for (int i = 0; i < 5; i++) {
        press(&j, "kcud1"); /* past what is worse */
    }
    press(&j, "kf3");
    pty_expect(j.p, "新增考察记载");
    pty_expect(j.p, "半年考察");
    text(&j, "ok"); /* the cursor begins at what is missing: the conclusion */
    press(&j, "kf2");
    pty_expect(j.p, "发展党员 › 曾毅");
    ask_file(&j,
             "select count(*) from step_entry where kind = '2' and on_day ="
             " '2026-11-20'",
             n);
    assert_string_equal(n, "1");
    job_close(&j, "半年考察", 8);
}

/* All five papers of 确定积极分子, from the person's file. */
TEST(budget_of_the_papers_of_a_step)
{
    struct job j;
    job_open(&j);
    text(&j, "3");
    pty_expect(j.p, "看板");
    text(&j, "石磊\r");
    pty_expect(j.p, "发展党员 › 石磊");
    press(&j, "kf5");
    pty_expect(j.p, "材料");
    strike(&j, "     ");
    pty_expect(j.p, "已有 3，共 3");
    pty_expect(j.p, "[x]   3  公示（当地）");
    job_close(&j, "一步的材料", 6);
}

/* From the first screen: his file, the step with the meeting that the program
   has found, the way, and two contacts by their letters. */
TEST(budget_of_an_activist)
{
    struct job j;
    char n[64];
    desk_open(&j.desk);
    desk_sample(&j.desk);
    decide(&j);
    j.p = desk_start(&j.desk, 24, 80);
    j.keys = 0;
    pty_expect(j.p, "党员队伍");
    strike(&j, "3");
    pty_expect(j.p, "看板");
    text(&j, "/石磊");
    strike(&j, "\r");
    pty_expect(j.p, "现在：入党申请人");
    strike(&j, "\r");
    pty_expect(j.p, "2026-11-18");
    strike(&j, "  ");
    pty_expect(j.p, "团组织推优");
    press(&j, "kf2");
    pty_expect(j.p, "确定为入党积极分子");
    strike(&j, "\r");
    pty_expect(j.p, "现在：入党积极分子");
    press(&j, "kcud1");
    strike(&j, "\r");
    pty_expect(j.p, "另一联系人");
    text(&j, "李敏");
    strike(&j, "\t");
    text(&j, "周立");
    press(&j, "kf2");
    pty_expect(j.p, "李敏 周立");
    ask_file(&j,
             "select count(*) from step s join helper h on h.candidacy_id ="
             " s.candidacy_id where s.no = 3 and s.way = '2' and s.on_day ="
             " '2026-11-18' and s.event_id is not null",
             n);
    assert_string_equal(n, "2");
    job_close(&j, "确定积极分子", 14);
}

/* Three new people from a table: all but the choice of the file. */
TEST(budget_of_an_import)
{
    static const char table[] =
        "党员花名册,,,\n姓名,性别,出生年月,入党时间\n"
        "王小明,男,1990-01-05,2015-06-30\n李小红,女,1988.3.2,2012年7月1日\n"
        "赵大刚,男,19900420,2016/5/4\n";
    struct job j;
    struct strbuf out;
    char path[160];
    job_open(&j);
    snprintf(path, sizeof path, "%s/三个人.csv", j.desk.home);
    assert_true(file_write(path, table, sizeof table - 1, FILE_NEW, NULL));
    strike(&j, "4");
    pty_expect(j.p, "党员名册");
    strike(&j, "\x15");
    pty_expect(j.p, "选文件");
    text(&j, path);
    text(&j, "\r");
    pty_expect(j.p, "收进哪一项");
    press(&j, "kf2");
    pty_expect(j.p, "新增 3");
    press(&j, "kf2");
    pty_expect(j.p, "新增 3 条。");
    strike(&j, "\r");
    pty_expect(j.p, "第 1 号导入");
    sb_init(&out);
    const char *argv[] = {PROGRAM,  "--db",     j.desk.db, "list",
                          "roster", "--format", "csv",     NULL};
    assert_int_equal(desk_run(&j.desk, &out, argv), 0);
    assert_non_null(strstr(out.s, "赵大刚"));
    sb_clear(&out);
    job_close(&j, "导入新的一张表", 6);
}
