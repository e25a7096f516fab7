/* The terminal, as a clerk's terminal does it: keys in bursts, pastes, windows
   that shrink and close, signals, odd settings.  Against tests/pty/keyecho.c.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pty.h"
#include "unit.h"

static struct pty *start(struct pty_spec spec)
{
    const char *argv[] = {BUILD_DIR "/test/keyecho", NULL};
    spec.argv = argv;
    return pty_start(&spec);
}

static struct pty *started(struct pty_spec spec)
{
    struct pty *p = start(spec);
    pty_expect(p, "文[]");
    return p;
}

static void quit(struct pty *p)
{
    pty_type(p, "\021"); /* Ctrl+Q */
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 0);
    pty_free(p);
}

static void expect_stderr(struct pty *p, const char *text)
{
    struct strbuf got;
    sb_init(&got);
    pty_stderr(p, &got);
    if (strstr(got.s, text) == NULL) {
        print_error("wanted %s in stderr: %s\n", text, got.s);
        fail();
    }
    sb_clear(&got);
}

/* ---- keys ---- */

TEST(keys_of_an_input_method_in_one_burst)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "研究确定陈方同志为入党积极分子𠮷");
    pty_expect(p, "文[研究确定陈方同志为入党积极分子𠮷]");
    pty_expect(p, "第16个");
    quit(p);
}

TEST(keys_split_inside_a_character)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\xE5");
    pty_type(p, "\xBC");
    pty_settle(p, 30);
    pty_type(p, "\xA0");
    pty_expect(p, "文[张]");
    quit(p);
}

TEST(keys_recover_after_a_lone_gbk_byte)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\xE5");
    pty_type(p, "a张三");
    pty_expect(p, "文[\xEF\xBF\xBD"
                  "a张三]");
    quit(p);
}

TEST(keys_a_polish_letter_is_no_arrow)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "ąĉ");
    pty_expect(p, "文[ąĉ]");
    quit(p);
}

TEST(keys_by_terminfo_have_their_names)
{
    static const struct {
        const char *capability, *seen;
    } rows[] = {
        {"kcuu1", "键[↑]"},         {"kf1", "键[F1]"},
        {"kf5", "键[F5]"},          {"kf10", "键[F10]"},
        {"khome", "键[Home]"},      {"kpp", "键[PgUp]"},
        {"kich1", "键[Insert]"},    {"kdch1", "键[Delete]"},
        {"kcbt", "键[Shift+Tab]"},  {"kLFT5", "键[Ctrl+←]"},
        {"kHOM5", "键[Ctrl+Home]"}, {"kDC5", "键[Ctrl+Delete]"},
        {"kent", "键[Enter]"},      {"kbs", "键[Backspace]"},
    };
    struct pty *p = started((struct pty_spec){0});
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        pty_key(p, rows[i].capability);
        pty_expect(p, rows[i].seen);
    }
    quit(p);
}

TEST(keys_ctrl_s_and_ctrl_z_reach_the_program)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\023");
    pty_expect(p, "命令[form.save]");
    pty_type(p, "\032");
    pty_expect(p, "命令[edit.undo]");
    pty_type(p, "\003");
    pty_expect(p, "键[Ctrl+C]");
    quit(p);
}

TEST(keys_esc_answers_at_once)
{
    struct pty *p = started((struct pty_spec){0});
    int64_t best = PTY_DEADLINE_MS;
    for (int i = 0; i < 5; i++) {
        pty_type(p, "x");
        pty_expect(p, "键[x]");
        int64_t sent = clock_monotonic_ms();
        pty_type(p, "\033");
        pty_expect(p, "键[Esc]");
        int64_t took = clock_monotonic_ms() - sent;
        best = took < best ? took : best;
    }
    /* 50 ms of delay and a little; a busy machine may need longer for some. */
    assert_in_range(best, 40, 75);
    quit(p);
}

TEST(keys_a_slow_line_does_not_split_a_function_key)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\033[1");
    pty_settle(p, 65);
    pty_type(p, "5~");
    pty_expect(p, "键[F5]");
    pty_expect(p, "第1个");
    pty_expect(p, "文[]");
    quit(p);
}

TEST(keys_unknown_sequences_are_swallowed)
{
    static const char *const rows[] = {
        "\033[24;3R",   /* where the cursor is, late */
        "\033[1;2R",    /* the same, like Shift+F3 */
        "\033[200;5u",  /* a key of another protocol */
        "\033[?62;22c", /* what the terminal is */
        "\033[I",       /* focus */
        "\033[1;3A",    /* Alt+Up */
        "\033[25~",     /* F13 */
        "\033]11;rgb:0000/0000/0000\033\\",
        "\033[<0;5;5m",
    };
    struct pty *p = started((struct pty_spec){0});
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        pty_type(p, rows[i]);
    }
    pty_type(p, "好");
    pty_expect(p, "文[好]");
    pty_expect(p, "第1个");
    quit(p);
}

/* ---- paste ---- */

TEST(paste_with_newlines_is_one_key)
{
    struct pty *p = started((struct pty_spec){0});
    assert_true(pty_counts(p).paste_on);
    pty_type(p, "\033[200~一、听取汇报\r二、表决\r三、散会\033[201~");
    pty_expect(p, "3行] 回车0");
    pty_expect(p, "第1个");
    quit(p);
}

TEST(paste_cannot_close_itself)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\033[200~甲\033[201~\021\r乙\033[201~");
    pty_expect(p, "回车0");
    pty_expect(p, "第1个"); /* Ctrl+Q was inside: still running */
    pty_type(p, "丙");
    pty_expect(p, "丙]");
    quit(p);
}

TEST(paste_then_a_key_typed_behind_it)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\033[200~甲\033[201~\r\033[200~乙\033[201~");
    pty_expect(p, "文[甲乙]");
    pty_expect(p, "回车1");
    pty_expect(p, "第3个");
    quit(p);
}

TEST(paste_whose_end_is_lost)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "\033[200~甲乙");
    pty_expect(p, "文[甲乙]");
    pty_type(p, "丙");
    pty_expect(p, "文[甲乙丙]");
    quit(p);
}

TEST(paste_of_ten_megabytes)
{
    struct pty *p = started((struct pty_spec){0});
    size_t n = 10 * 1024 * 1024;
    char *text = mem_new(n);
    memset(text, 'x', n);
    long before = pty_rss_kb(p);
    int64_t sent = clock_monotonic_ms();
    pty_type(p, "\033[200~");
    pty_send(p, text, n);
    pty_type(p, "\033[201~");
    mem_free(text);
    pty_expect(p, "贴[1048576字节 1行 截断]");
    assert_in_range(clock_monotonic_ms() - sent, 0, 3000);
    assert_in_range(pty_rss_kb(p) - before, 0, 8 * 1024);
    pty_type(p, "完");
    pty_expect(p, "文[完]");
    quit(p);
}

/* ---- size ---- */

TEST(resize_storm_keeps_what_was_typed)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "陈方");
    pty_expect(p, "文[陈方]");
    for (int i = 0; i < 1000; i++) {
        pty_resize(p, 16 + i % 30, 60 + i % 70);
        if (i % 50 == 0) {
            pty_settle(p, 0);
        }
    }
    pty_resize(p, 20, 70);
    pty_expect(p, "70×20");
    pty_expect(p, "文[陈方]");
    quit(p);
}

TEST(resize_to_one_cell_and_back)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "陈方");
    pty_expect(p, "文[陈方]");
    pty_resize(p, 1, 1);
    pty_settle(p, 50);
    pty_resize(p, 10, 40);
    pty_expect(p, "窗口太小");
    pty_resize(p, 24, 80);
    pty_expect(p, "文[陈方]");
    quit(p);
}

TEST(resize_is_noticed_with_lines_and_columns_set)
{
    const char *env[] = {"LINES=24", "COLUMNS=80", NULL};
    struct pty *p = started((struct pty_spec){.env = env});
    pty_resize(p, 30, 100);
    pty_expect(p, "100×30");
    quit(p);
}

/* ---- the end of the terminal ---- */

static void expect_hang_up(bool ignored)
{
    char draft[128];
    char assignment[160];
    snprintf(draft, sizeof draft, "%s/draft-%d", unit_tmp(), ignored);
    snprintf(assignment, sizeof assignment, "KEYECHO_DRAFT=%s", draft);
    const char *env[] = {assignment, NULL};
    struct pty *p =
        started((struct pty_spec){.env = env, .ignore_hup = ignored});
    pty_type(p, "没写完的记录");
    pty_expect(p, "文[没写完的记录]");
    int64_t closed = clock_monotonic_ms();
    pty_hang_up(p);
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 9);
    assert_in_range(clock_monotonic_ms() - closed, 0, 1000);
    assert_in_range(pty_cpu_ms(p), 0, 50);
    char text[64] = "";
    FILE *f = fopen(draft, "re");
    assert_non_null(f);
    (void)!fread(text, 1, sizeof text - 1, f);
    fclose(f);
    assert_string_equal(text, "没写完的记录");
    pty_free(p);
}

TEST(hang_up_saves_the_draft)
{
    expect_hang_up(false);
}

TEST(hang_up_is_noticed_with_sighup_ignored)
{
    expect_hang_up(true);
}

TEST(end_by_sigterm_leaves_a_clean_terminal)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGQUIT, SIGHUP};
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        struct pty *p = started((struct pty_spec){0});
        pty_signal(p, signals[i]);
        assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 9);
        assert_false(pty_counts(p).alternate);
        assert_false(pty_counts(p).paste_on);
        pty_free(p);
    }
}

TEST(end_by_a_crash_leaves_a_clean_terminal)
{
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    struct pty *p = start((struct pty_spec){0});
    struct termios before;
    pty_modes(p, &before);
    pty_expect(p, "文[]");
    pty_key(p, "kf12");
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 128 + SIGABRT);
    struct termios after;
    pty_modes(p, &after);
    assert_true(pty_same_modes(&before, &after));
    assert_false(pty_counts(p).alternate);
    assert_false(pty_counts(p).paste_on);
    assert_true(pty_counts(p).caret_shown);
    pty_free(p);
}

TEST(end_gives_the_modes_back)
{
    struct pty *p = start((struct pty_spec){0});
    struct termios before;
    pty_modes(p, &before);
    pty_expect(p, "文[]");
    struct termios during;
    pty_modes(p, &during);
    assert_false(pty_same_modes(&before, &during));
    assert_true(pty_counts(p).alternate);
    pty_type(p, "\021");
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 0);
    struct termios after;
    pty_modes(p, &after);
    assert_true(pty_same_modes(&before, &after));
    assert_false(pty_counts(p).alternate);
    assert_false(pty_counts(p).paste_on);
    pty_free(p);
}

TEST(suspend_gives_the_terminal_back_and_returns)
{
    struct pty *p = start((struct pty_spec){.job = true});
    struct termios before;
    pty_modes(p, &before);
    pty_expect(p, "文[]");
    pty_type(p, "陈方");
    pty_expect(p, "文[陈方]");
    pty_type(p, "\034");
    assert_true(pty_wait_stopped(p));
    pty_settle(p, 20);
    struct termios stopped;
    pty_modes(p, &stopped);
    assert_true(pty_same_modes(&before, &stopped));
    assert_false(pty_counts(p).alternate);
    assert_false(pty_counts(p).paste_on);
    pty_signal(p, SIGCONT);
    pty_expect(p, "回来1");
    pty_expect(p, "文[陈方]");
    assert_true(pty_counts(p).alternate);
    assert_true(pty_counts(p).paste_on);
    quit(p);
}

TEST(suspend_from_outside)
{
    static const int signals[] = {SIGTSTP, SIGSTOP};
    for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
        struct pty *p = started((struct pty_spec){.job = true});
        pty_signal(p, signals[i]);
        assert_true(pty_wait_stopped(p));
        pty_signal(p, SIGCONT);
        pty_expect(p, "回来1");
        pty_type(p, "好");
        pty_expect(p, "文[好]");
        quit(p);
    }
}

/* ---- the environment ---- */

TEST(environment_of_term)
{
    static const struct {
        const char *setting;
        int status;
        const char *code;
    } rows[] = {
        {"TERM=xterm", 0, NULL},
        {"TERM=xterm-256color", 0, NULL},
        {"TERM=screen-256color", 0, NULL},
        {"TERM=tmux-256color", 0, NULL},
        {"TERM=rxvt-unicode", 0, NULL},
        {"TERM", 2, "E-TERM-003"},
        {"TERM=", 2, "E-TERM-003"},
        {"TERM=dumb", 2, "E-TERM-005"},
        {"TERM=no-such-terminal", 2, "E-TERM-005"},
        {"TERM=linux", 2, "E-TERM-004"},
        {"TERM=vt100", 2, "E-TERM-004"},
        {"TERM=vt220", 2, "E-TERM-004"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *env[] = {rows[i].setting, NULL};
        struct pty *p = start((struct pty_spec){.env = env});
        if (rows[i].code == NULL) {
            pty_expect(p, "文[]");
            pty_type(p, "好");
            pty_expect(p, "文[好]");
            pty_type(p, "\021");
        }
        int status = pty_wait_exit(p, PTY_DEADLINE_MS);
        if (status != rows[i].status) {
            fail_msg("%s: exit %d", rows[i].setting, status);
        }
        if (rows[i].code != NULL) {
            expect_stderr(p, rows[i].code);
            assert_int_equal(pty_counts(p).bytes, 0); /* not even a probe */
        }
        pty_free(p);
    }
}

TEST(environment_of_locale)
{
    static const char *const rows[] = {
        "LC_ALL=xx", "LC_ALL=C", "LC_ALL=POSIX", "LANG=zh_CN.UTF-8", "LANG",
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *env[] = {rows[i], NULL};
        struct pty *p = started((struct pty_spec){.env = env});
        pty_type(p, "张");
        pty_expect(p, "文[张]");
        quit(p);
    }
}

TEST(environment_without_standard_input)
{
    struct pty *p = start((struct pty_spec){.closed_stdin = true});
    assert_int_equal(pty_wait_exit(p, PTY_DEADLINE_MS), 3);
    expect_stderr(p, "E-TERM-002");
    pty_free(p);
}

TEST(environment_without_colour)
{
    const char *env[] = {"NO_COLOR=1", NULL};
    struct pty *p = started((struct pty_spec){.env = env});
    assert_int_equal(pty_attrs(p, 3, 2), PTY_BOLD);
    quit(p);
}

/* ---- how wide a dash is ---- */

TEST(ambiguous_width_as_the_terminal_answers)
{
    struct pty *p = started((struct pty_spec){.answer = PTY_NARROW});
    pty_expect(p, "宽1");
    pty_expect(p, "┌─ 按键回显 ─");
    quit(p);
    p = started((struct pty_spec){.answer = PTY_WIDE});
    pty_expect(p, "宽2");
    pty_expect(p, "+- 按键回显 -");
    quit(p);
}

TEST(ambiguous_width_never_answered)
{
    int64_t begun = clock_monotonic_ms();
    struct pty *p = started((struct pty_spec){.answer = PTY_SILENT});
    pty_expect(p, "宽1");
    assert_in_range(clock_monotonic_ms() - begun, 150, 1000);
    quit(p);
}

TEST(ambiguous_width_answered_late_types_nothing)
{
    struct pty *p = started((struct pty_spec){.answer = PTY_LATE});
    pty_release_answer(p);
    pty_type(p, "好");
    pty_expect(p, "文[好]");
    pty_expect(p, "第1个");
    quit(p);
}

TEST(ambiguous_width_keeps_what_was_typed_ahead)
{
    struct pty *p = start((struct pty_spec){0});
    pty_type(p, "张三");
    pty_expect(p, "文[张三]");
    quit(p);
}

TEST(ambiguous_width_set_is_not_asked)
{
    const char *env[] = {"KEYECHO_AMBIGUOUS=wide", NULL};
    int64_t begun = clock_monotonic_ms();
    struct pty *p =
        started((struct pty_spec){.env = env, .answer = PTY_SILENT});
    pty_expect(p, "宽2");
    assert_in_range(clock_monotonic_ms() - begun, 0, 190);
    quit(p);
}

/* ---- the screen ---- */

TEST(screen_caret_stands_behind_the_text)
{
    struct pty *p = started((struct pty_spec){0});
    pty_type(p, "张三");
    pty_expect(p, "文[张三]");
    pty_settle(p, 20);
    int row;
    int col;
    pty_caret(p, &row, &col);
    assert_int_equal(row, 5);
    assert_int_equal(col, 2 + 3 + 4);
    assert_true(pty_counts(p).caret_shown);
    assert_int_equal(pty_attrs(p, 5, 5), PTY_REVERSE);
    quit(p);
}

TEST(screen_one_key_repaints_little)
{
    struct pty *p = started((struct pty_spec){0});
    pty_settle(p, 30);
    size_t before = pty_counts(p).bytes;
    pty_type(p, "张");
    pty_expect(p, "文[张]");
    pty_settle(p, 30);
    assert_in_range(pty_counts(p).bytes - before, 1, 250);
    assert_int_equal(pty_counts(p).bells, 0);
    assert_int_equal(pty_counts(p).titles, 0);
    assert_int_equal(pty_counts(p).osc, 0);
    assert_int_equal(pty_counts(p).dcs, 0);
    quit(p);
}

TEST(screen_is_repainted_on_ctrl_l)
{
    struct pty *p = started((struct pty_spec){0});
    pty_settle(p, 30);
    size_t before = pty_counts(p).bytes;
    pty_type(p, "\014");
    pty_expect(p, "命令[app.redraw]");
    pty_settle(p, 30);
    /* The frame alone is 2 × 78 signs of three bytes. */
    assert_in_range(pty_counts(p).bytes - before, 400, 20000);
    quit(p);
}
