/* The whole program in a real terminal: a clerk's first hour, with what goes
   wrong in it. */
#include "desk.h"
#include "unit.h"

#include "pbtui/base/file.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A new member by keyboard, up to the birth date; the form stays open. */
static void begin_member(struct pty *p)
{
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "陈方");
    pty_type(p, "\t\t\t1994.6.12\t");
    pty_expect(p, "1994-06-12");
}

/* … and the day of joining, saved. */
static void finish_member(struct pty *p)
{
    pty_type(p, "\t\t\t\t\t\t\t2026.7.1");
    pty_key(p, "kf2");
    pty_expect(p, "已保存：党员 陈方");
}

TEST(first_start_makes_a_ledger_in_three_answers)
{
    struct desk d;
    desk_open(&d);
    struct pty *p = desk_start(&d, 24, 80);
    pty_expect(p, "第一次使用");
    pty_type(p, "中共示例县商务局支部（示例）\r");
    pty_type(p, "２０１５．６．１\r");
    pty_expect(p, "2015-06-01");
    pty_type(p, "\r3\r");
    pty_expect(p, "账本已建好");
    desk_go_to_roster(p);
    pty_expect(p, "按 F3 新增");
    desk_quit(p);
    struct stat st;
    assert_int_equal(stat(d.db, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    desk_check_clean(&d);
}

TEST(a_member_typed_saved_undone_by_name_and_redone)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    begin_member(p);
    pty_expect(p, "星期日");
    finish_member(p);
    pty_type(p, "\x1a"); /* Ctrl+Z */
    pty_expect(p, "已撤销：登记党员 陈方");
    pty_type(p, "\x19"); /* Ctrl+Y */
    pty_expect(p, "已重做：登记党员 陈方");
    desk_quit(p);
    desk_check_clean(&d);
}

TEST(a_wrong_check_digit_is_refused_beside_the_field_then_mended)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 36, 120);
    pty_expect(p, "按 F3 新增");
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "陈方\t\t990101199001010018\t");
    pty_expect(p, "校验码不对");
    pty_key(p, "kcbt");
    pty_type(p, "\x15"
                "990101199001010019\t"); /* Ctrl+U empties it */
    pty_expect(p, "1990-01-01");
    pty_expect_gone(p, "校验码不对");
    pty_type(p, "\t\t\t\t\t\t\t\t2026.7.1");
    pty_key(p, "kf2");
    pty_expect(p, "已保存");
    desk_quit(p);
}

TEST(kill_9_in_a_form_leaves_a_draft_that_the_next_start_offers)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    begin_member(p);
    pty_type(p, "\t\t\t商务局办公室干部");
    pty_expect(p, "商务局办公室干部");
    pty_settle(p, 1500); /* the draft is written after a second without keys */
    pty_signal(p, SIGKILL);
    pty_wait_exit(p, PTY_DEADLINE_MS);
    pty_free(p);

    p = desk_start(&d, 24, 80);
    pty_expect(p, "上次有没保存完的内容");
    pty_expect(p, "新增党员 陈方");
    pty_type(p, "\r");
    pty_expect(p, "商务局办公室干部");
    pty_expect(p, "1994-06-12");
    desk_quit_unsaved(p);
}

TEST(hang_up_in_a_form_keeps_every_character)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "陈方圆");
    pty_expect(p, "陈方圆");
    pty_hang_up(p);
    assert_true(pty_wait_exit(p, 3000) >= 0);
    pty_free(p);
    p = desk_start(&d, 24, 80);
    pty_expect(p, "新增党员 陈方圆");
    pty_type(p, "\r");
    pty_expect(p, "名册 › 新增党员");
    desk_quit_unsaved(p);
}

TEST(a_draft_that_is_dropped_is_gone)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "陈方");
    pty_expect(p, "陈方");
    pty_hang_up(p);
    pty_wait_exit(p, PTY_DEADLINE_MS);
    pty_free(p);
    p = desk_start(&d, 24, 80);
    pty_expect(p, "上次有没保存完的内容");
    pty_type(p, "0");
    pty_expect(p, "丢弃后不能恢复");
    pty_type(p, "2");
    pty_expect(p, "草稿已丢弃");
    desk_quit(p);
    p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    assert_false(pty_has_text(p, "上次有没保存完的内容"));
    desk_quit(p);
}

TEST(two_windows_meet_at_the_conflict_screen_and_nothing_is_lost)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    begin_member(p);
    finish_member(p);
    struct pty *q = desk_roster(&d, 24, 80);
    pty_expect(q, "陈方");
    /* Both open the same person; q saves first, p meets it. */
    pty_type(p, "\r");
    pty_expect(p, "名册 › 陈方");
    pty_type(q, "\r");
    pty_expect(q, "名册 › 陈方");
    for (int i = 0; i < 7; i++) {
        pty_type(p, "\t");
        pty_type(q, "\t");
    }
    pty_type(q, "\x01\x0b商务局财务股");
    pty_key(q, "kf2");
    pty_expect(q, "已保存");
    pty_type(p, "商务局办公室");
    pty_key(p, "kf2");
    pty_expect(p, "对方保存的");
    pty_expect(p, "商务局财务股");
    pty_expect(p, "商务局办公室");
    pty_key(p, "kf2");
    pty_expect(p, "已按选定的内容保存");
    desk_quit(p);
    desk_quit(q);
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {PROGRAM, "--db", d.db, "show", "roster", "1", NULL};
    assert_int_equal(desk_run(&d, &out, argv), 0);
    assert_non_null(strstr(out.s, "商务局办公室"));
    sb_clear(&out);
    desk_check_clean(&d);
}

TEST(check_names_the_row_that_was_changed_from_outside)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    begin_member(p);
    finish_member(p);
    desk_quit(p);
    struct strbuf out;
    sb_init(&out);
    const char *edit[] = {"sqlite3", d.db,
                          "update person set name='x' where id=1", NULL};
    assert_int_equal(desk_run(&d, &out, edit), 0);
    const char *argv[] = {PROGRAM, "--db", d.db, "check", NULL};
    assert_int_equal(desk_run(&d, &out, argv), 1);
    assert_non_null(strstr(out.s, "person"));
    assert_non_null(strstr(out.s, "陈方"));
    sb_clear(&out);
}

TEST(resize_in_every_dialog_keeps_the_program_whole)
{
    static const struct {
        const char *keys;
        const char *sees;
    } dialogs[] = {
        {"\x10", "命令"},     {"\x07", "帮助"},       {"\x02", "菜单"},
        {"\x12", "只看哪些"}, {"\x0e", "新增党员"},   {"\x04", "作废党员："},
        {"\x05", "相关记录"}, {"\x0f", "打印哪一种"}, {"\x0f\r", "打印预览"},
    };
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    begin_member(p);
    finish_member(p);
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "李敏\t女\t\t\t\t\t\t\t\t\t\t2026.6.1");
    pty_key(p, "kf2");
    pty_expect(p, "已保存：党员 李敏");
    for (size_t i = 0; i < sizeof dialogs / sizeof dialogs[0]; i++) {
        pty_type(p, dialogs[i].keys);
        pty_expect(p, dialogs[i].sees);
        pty_resize(p, 1, 1);
        pty_resize(p, 10, 30);
        pty_expect(p, "窗口太小");
        pty_resize(p, 36, 120);
        pty_expect(p, dialogs[i].sees);
        pty_resize(p, 24, 80);
        pty_expect(p, dialogs[i].sees);
        pty_type(p, "\x1b");
        pty_expect(p, "在册党员");
    }
    desk_quit(p);
}

TEST(paste_into_a_field_is_cleaned_and_runs_nothing)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    /* In a list a paste is no command. */
    pty_type(p, "\x1b[200~\x1b[21~qqq\n\x1b[201~");
    pty_settle(p, 200);
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "\x1b[200~陈\xe2\x80\xae方\n\x1b[201~");
    pty_expect(p, "陈方");
    struct strbuf screen;
    sb_init(&screen);
    pty_screen(p, &screen);
    assert_null(strstr(screen.s, "\xe2\x80\xae"));
    sb_clear(&screen);
    desk_quit_unsaved(p);
}

TEST(ten_megabytes_pasted_into_a_name_are_cut_and_told)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    struct strbuf paste;
    sb_init(&paste);
    sb_add(&paste, "\x1b[200~");
    while (paste.len < 10 * 1024 * 1024) {
        sb_add(&paste, "党支部台账");
    }
    sb_add(&paste, "\x1b[201~");
    pty_send(p, paste.s, paste.len);
    sb_clear(&paste);
    pty_expect(p, "粘贴内容过长");
    assert_true(pty_rss_kb(p) < 100 * 1024);
    desk_quit_unsaved(p);
}

TEST(bytes_that_are_no_utf_8_do_not_stop_the_typing)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_expect(p, "按 F3 新增");
    pty_key(p, "kf3");
    pty_expect(p, "新增党员");
    pty_type(p, "\xd5\xc5\xc8\xfd"); /* 张三 as GBK */
    pty_type(p, "陈方");
    pty_expect(p, "陈方");
    desk_quit_unsaved(p);
}

TEST(a_read_only_ledger_says_why_and_refuses_new_records)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    const char *argv[] = {PROGRAM, "--db", d.db, "--readonly", NULL};
    struct pty_spec spec = {.argv = argv, .env = d.env_list};
    struct pty *p = pty_start(&spec);
    pty_expect(p, "只读");
    pty_key(p, "kf3");
    pty_expect(p, "不能修改");
    desk_quit(p);
}

TEST(the_sample_branch_opens_from_the_first_start)
{
    struct desk d;
    desk_open(&d);
    struct pty *p = desk_start(&d, 36, 120);
    pty_expect(p, "第一次使用");
    pty_key(p, "kf5");
    pty_expect(p, "可以随便试"); /* until the next key */
    desk_go_to_roster(p);
    pty_expect(p, "张建国");
    desk_quit(p);
}

TEST(no_terminal_is_one_sentence_and_status_2)
{
    struct desk d;
    desk_open(&d);
    desk_init(&d);
    struct strbuf out;
    sb_init(&out);
    const char *argv[] = {"sh",    "-c", "\"$0\" --db \"$1\" </dev/null | cat",
                          PROGRAM, d.db, NULL};
    desk_run(&d, &out, argv);
    assert_non_null(strstr(out.s, "E-TERM-"));
    sb_clear(&out);
}

/* Esc in the middle of the writing: none of it stays. */
TEST(an_import_that_is_stopped_leaves_nothing)
{
    enum { ROWS = 20000 };
    struct desk d;
    struct strbuf table;
    char path[160];
    desk_open(&d);
    desk_init(&d);
    sb_init(&table);
    sb_add(&table, "姓名,性别,出生日期,入党日期,转正日期\n");
    for (int i = 0; i < ROWS; i++) {
        sb_addf(&table, "王%c%c,男,19%02d-%02d-%02d,2015-06-30,2016-06-30\n",
                'a' + i / 26 % 26, 'a' + i % 26, 50 + i % 45, i / 45 % 12 + 1,
                i / 540 % 28 + 1);
    }
    snprintf(path, sizeof path, "%s/many.csv", d.home);
    assert_true(file_write(path, table.s, table.len, FILE_NEW, NULL));
    sb_clear(&table);
    struct pty *p = desk_roster(&d, 24, 80);
    pty_type(p, "\x15");
    pty_expect(p, "选文件");
    pty_type(p, path);
    pty_type(p, "\r");
    pty_expect(p, "收进哪一项");
    pty_key(p, "kf2");
    pty_expect(p, "全部 20000");
    pty_key(p, "kf2");
    pty_expect(p, "再看看");
    pty_type(p, "1");
    pty_expect(p, "正在写第");
    pty_type(p, "\x1b");
    pty_expect(p, "已停下");
    pty_type(p, "\r");
    pty_expect(p, "全部 20000");
    pty_type(p, "\x1b");
    pty_expect(p, "收进哪一项");
    pty_type(p, "\x1b");
    pty_expect(p, "选文件");
    pty_type(p, "\x1b");
    pty_expect(p, "这里还没有记录");
    desk_quit(p);
    desk_check_clean(&d);
}
