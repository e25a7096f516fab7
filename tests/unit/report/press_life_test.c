/* The press as a process: one that hangs, that is ended, that must not be
   waited for; what it inherits and what it leaves. */
#include "unit.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "press_ground.h"

TEST(press_that_hangs_is_ended_at_the_limit)
{
    static const char *const ways[] = {
        "sleep 60",
        "exec sleep 60",
        "trap '' TERM HUP INT; cat >/dev/null; sleep 60",
        "sleep 60 & exit 0",       /* a child keeps the pipes */
        "exec >&- 2>&-; sleep 60", /* says nothing any more */
        "cat >/dev/null\n" PRESS_GOOD "\nsleep 60",
    };
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        press_be(ways[i]);
        setenv("PBTUI_PRESS_SECONDS", "1", 1);
        int64_t began = clock_monotonic_ms();
        press_refused(press_path("late.pdf"), "E-PRESS-015");
        int64_t took = clock_monotonic_ms() - began;
        if (took < 900 || took > 5000) {
            fail_msg("%s: %d ms", ways[i], (int)took);
        }
        assert_false(file_exists(press_path("late.pdf")));
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    }
    assert_int_equal(press_torsos(), 0);
}

/* Dead, even if nobody has asked for its status yet. */
static bool is_gone(const char *name)
{
    char path[40];
    char stat[256];
    char *pid = press_read_back(name);
    snprintf(path, sizeof path, "/proc/%ld/stat", strtol(pid, NULL, 10));
    mem_free(pid);
    for (int i = 0; i < 200; i++) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t n = fd >= 0 ? read(fd, stat, sizeof stat - 1) : 0;
        if (fd >= 0) {
            close(fd);
        }
        stat[n > 0 ? n : 0] = '\0';
        if (n <= 0 || strstr(stat, ") Z ") != NULL) {
            return true;
        }
        usleep(10000);
    }
    return false;
}

TEST(press_takes_its_children_along)
{
    struct err e;
    press_be("sleep 60 & echo $! > \"$HOME/pid\"; wait");
    setenv("PBTUI_PRESS_SECONDS", "1", 1);
    press_refused(press_path("late.pdf"), "E-PRESS-015");
    assert_true(is_gone("pid"));
    /* Also one that has done well. */
    press_be("sleep 60 <&- >&- 2>&- & echo $! > \"$HOME/pid\"\n"
             "cat >/dev/null\n" PRESS_GOOD);
    assert_true(press_two(press_path("well.pdf"), FILE_NEW, &e));
    assert_true(is_gone("pid"));
}

/* Nothing more can come from it, and the limit is far away. */
TEST(press_that_has_said_all_is_not_waited_for_long)
{
    press_be("cat >/dev/null\n" PRESS_GOOD "\nexec >&- 2>&-\nsleep 60");
    int64_t began = clock_monotonic_ms();
    press_refused(press_path("mute.pdf"), "E-PRESS-015");
    assert_in_range(clock_monotonic_ms() - began, 1900, 5000);
}

TEST(press_past_its_own_limit_was_late)
{
    press_be("cat >/dev/null; kill -XCPU $$");
    press_refused(press_path("own.pdf"), "E-PRESS-015");
    press_be("cat >/dev/null; kill -ALRM $$");
    press_refused(press_path("own.pdf"), "E-PRESS-015");
}

TEST(press_that_does_not_stop_writing_is_ended)
{
    press_be("printf '%%PDF-1.5\\n'; exec yes");
    setenv("PBTUI_PRESS_BYTES", "3000000", 1);
    int64_t began = clock_monotonic_ms();
    press_refused(press_path("much.pdf"), "E-PRESS-018");
    assert_true(clock_monotonic_ms() - began < 5000);
    /* As much as that is still taken. */
    struct err e;
    press_be("cat >/dev/null\n" PRESS_GOOD);
    setenv("PBTUI_PRESS_BYTES", "25", 1);
    assert_true(press_two(press_path("much.pdf"), FILE_NEW, &e));
    setenv("PBTUI_PRESS_BYTES", "24", 1);
    press_refused(press_path("more.pdf"), "E-PRESS-018");
    unsetenv("PBTUI_PRESS_BYTES");
}

static int next_fd(void)
{
    int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(fd);
    return fd;
}

TEST(press_leaves_no_file_and_no_process_behind)
{
    static const char *const ways[] = {"cat >/dev/null\n" PRESS_GOOD, "exit 3",
                                       "kill -SEGV $$",
                                       "echo garbage; sleep 60"};
    const int before = next_fd();
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        struct err e;
        press_be(ways[i]);
        (void)press_two(press_path("left-behind.pdf"), FILE_REPLACE, &e);
        assert_int_equal(next_fd(), before);
        assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    }
    setenv("PBTUI_PRESS", press_path("nowhere"), 1);
    press_refused(press_path("missing.pdf"), "E-PRESS-001");
    assert_int_equal(next_fd(), before);
}

/* In a process of its own, whose signals are not as they should be. */
static int press_under_bad_signals(void)
{
    struct err e;
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGCHLD, SIG_IGN); /* its status is lost; the PDF speaks for it */
    return press_two(press_path("signals.pdf"), FILE_NEW, &e) ? 0 : 1;
}

TEST(press_begins_with_its_signals_in_order)
{
    int status = 0;
    /* By the shell itself: while it starts a program it holds all signals
       back. */
    press_be("while read -r line; do echo \"$line\"; done"
             " < /proc/$$/status > \"$HOME/signals\"\n"
             "cat >/dev/null\n" PRESS_GOOD);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(press_under_bad_signals());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    char *signals = press_read_back("signals");
    /* Two more are the C library's own. */
    const char *blocked = strstr(signals, "SigBlk:");
    const char *ignored = strstr(signals, "SigIgn:");
    assert_true(blocked != NULL && ignored != NULL);
    assert_int_equal(strtoull(blocked + 7, NULL, 16), 0);
    assert_int_equal(strtoull(ignored + 7, NULL, 16) & 0x7FFFFFFF, 0);
    mem_free(signals);
}

/* Neither side may wait for the other: a press that answers before it reads,
   and one that leaves in the middle, with more to say than a pipe holds. */
TEST(press_talk_never_locks)
{
    struct arena a = ARENA_INIT;
    struct press_result r;
    struct err e = ERR_INIT;
    struct page *many = arena_array(&a, 3000, sizeof *many);
    for (size_t i = 0; i < 3000; i++) {
        many[i] = press_pages.pages[0];
    }
    const struct document doc = {"长", many, 3000};
    press_be("printf '%%PDF-1.5\\n'; head -c 3000000 /dev/zero\n"
             "head -c 3000000 /dev/zero >&2; echo >&2\n"
             "wc -c > \"$HOME/count\"\n"
             "printf 'press\\tpages\\t3000\\n' >&2\n"
             "printf '%%%%EOF\\n'");
    assert_true(
        press_pdf(&doc, NULL, press_path("locks.pdf"), FILE_NEW, &a, &r, &e));
    char *count = press_read_back("count");
    assert_true(atol(count) > 500000);
    mem_free(count);
    press_be("head -c 10 >/dev/null; exit 5");
    assert_false(
        press_pdf(&doc, NULL, press_path("left.pdf"), FILE_NEW, &a, &r, &e));
    assert_string_equal(e.code, "E-PRESS-017");
    arena_clear(&a);
}
