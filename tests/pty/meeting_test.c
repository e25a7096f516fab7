/* The event form in a real terminal: what is typed survives the program, two
   windows, and a change of size. */
#include "desk.h"
#include "unit.h"

#include <signal.h>
#include <string.h>

/* A new 支委会 with a topic and the first words of its minutes. */
static void begin_meeting(struct pty *p)
{
    pty_expect(p, "党员队伍");
    pty_type(p, "\r");
    pty_expect(p, "议题 1");
    pty_type(p, "研究年终工作");
    pty_expect(p, "议题 2");
    pty_type(p, "\t\t");
    pty_type(p, "书记通报情况");
    pty_expect(p, "6 字");
}

TEST(kill_9_in_a_meeting_leaves_a_draft_that_the_next_start_offers)
{
    struct desk d;
    desk_open(&d);
    desk_sample(&d);
    struct pty *p = desk_start(&d, 24, 80);
    begin_meeting(p);
    pty_expect(p, "草稿"); /* a second of rest writes it */
    pty_settle(p, 1300);
    pty_signal(p, SIGKILL);
    pty_wait_exit(p, PTY_DEADLINE_MS);
    pty_free(p);
    p = desk_start(&d, 24, 80);
    pty_expect(p, "上次有没保存完的内容");
    pty_type(p, "1");
    pty_expect(p, "研究年终工作");
    pty_expect(p, "书记通报情况");
    pty_key(p, "kf2");
    pty_expect(p, "已登记");
    desk_quit(p);
    desk_check_clean(&d);
}

TEST(two_windows_at_one_meeting_are_put_together)
{
    struct desk d;
    desk_open(&d);
    desk_sample(&d);
    struct pty *p = desk_start(&d, 24, 80);
    begin_meeting(p);
    pty_key(p, "kf2");
    pty_expect(p, "已登记");
    pty_key(p, "kcuu1"); /* the cursor has gone on to the next light */
    pty_type(p, "\r");
    pty_expect(p, "研究年终工作");
    struct pty *q = desk_start(&d, 24, 80);
    pty_expect(q, "党员队伍");
    pty_key(q, "kcuu1");
    pty_type(q, "\r");
    pty_expect(q, "研究年终工作");

    /* Another field in each window. */
    pty_key(q, "kf5");
    pty_expect(q, "通报到会情况");
    pty_key(q, "kf2");
    pty_expect(q, "已保存修改");
    pty_type(p, "\t\t\t\t\t\t\t\t");
    pty_type(p, "乙方代表");
    pty_expect(p, "乙方代表");
    pty_key(p, "kf2");
    pty_expect(p, "另一个窗口先保存了");
    pty_type(p, "1");
    pty_expect(p, "合在一起了");
    pty_type(p, "\r");
    pty_key(p, "kf2");
    pty_expect(p, "已保存修改");
    desk_quit(q);
    desk_quit(p);
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {PROGRAM, "--db", d.db, "find", "乙方代表", NULL};
    assert_int_equal(desk_run(&d, &out, argv), 0);
    assert_non_null(strstr(out.s, "2026-11-20"));
    sb_clear(&out);
    desk_check_clean(&d);
}
