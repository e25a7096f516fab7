/* How many keys a standard job takes, from the first screen to the saved
   record: the job is replayed through a terminal, keys beyond the text itself
   are counted and printed.  The number may only go down (ux.md). */
#include "desk.h"
#include "unit.h"

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
