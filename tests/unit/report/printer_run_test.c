/* Print programs that hang, talk without end, or do not even start. */
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "printer_shop.h"

/* ---- time and size ------------------------------------------------------ */

/* Dead, even if nobody has asked for its status yet. */
static bool is_gone(pid_t pid)
{
    char path[40];
    char stat[256];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
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

/* With its children, and also when it has closed its outputs. */
TEST(printer_that_hangs_is_killed)
{
    static const char *const scripts[] = {
        "sleep 60 & echo $! > \"$D/pid\"; wait",
        "exec >&- 2>&-; sleep 60 & echo $! > \"$D/pid\"; wait",
        "trap '' TERM HUP INT; sleep 60 & echo $! > \"$D/pid\"; wait",
    };
    struct shop s;
    shop_open(&s);
    for (size_t i = 0; i < ARRAY_LEN(scripts); i++) {
        shop_program(&s, "lp", scripts[i]);
        s.way.limit_ms = 400;
        int64_t began = clock_monotonic_ms();
        shop_refusal(&s, shop_plain, "E-LP-007");
        assert_in_range(clock_monotonic_ms() - began, 390, 5000);
        const char *pid = shop_seen(&s, "pid");
        assert_non_null(pid);
        assert_true(is_gone((pid_t)strtol(pid, NULL, 10)));
    }
    shop_program(&s, "lpstat", "sleep 60");
    shop_refusal(&s, shop_plain, "E-LP-007");
    shop_close(&s);
}

/* A child that it leaves behind holds its outputs open for long. */
TEST(printer_that_leaves_a_child_is_not_waited_for)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    shop_program(&s, "lp",
                 "echo 'request id is HP-3 (1 file(s))'\n"
                 "sleep 20 & echo $! > \"$D/pid\"");
    int64_t began = clock_monotonic_ms();
    assert_true(shop_send(&s, shop_plain, &job));
    assert_string_equal(job.name, "HP-3");
    assert_true(clock_monotonic_ms() - began < 5000);
    kill((pid_t)strtol(shop_seen(&s, "pid"), NULL, 10), SIGKILL);
    shop_close(&s);
}

TEST(printer_that_talks_without_end_is_heard_out)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    shop_program(&s, "lp",
                 "echo 'lp: Forbidden' >&2\n"
                 "head -c 10000000 /dev/zero | tr '\\0' x >&2\n"
                 "test -e \"$D/good\" || exit 1\n"
                 "cat > /dev/null; echo 'request id is HP-7 (1 file(s))'");
    shop_refusal(&s, shop_plain, "E-LP-015");
    shop_file(&s, "good", "", 0600);
    assert_true(shop_send(&s, shop_plain, &job));
    assert_string_equal(job.name, "HP-7");
    shop_program(&s, "lp", "yes >&2");
    s.way.limit_ms = 300;
    shop_refusal(&s, shop_plain, "E-LP-007");
    shop_close(&s);
}

static bool twice(void *ctx)
{
    return ++*(int *)ctx < 3;
}

TEST(printer_can_be_stopped)
{
    struct shop s;
    int asked = 0;
    shop_open(&s);
    shop_program(&s, "lp", "sleep 60");
    shop_program(&s, "lpstat", "echo 'scheduler is running'\necho HP");
    s.way.go_on = twice;
    s.way.ctx = &asked;
    int64_t began = clock_monotonic_ms();
    shop_refusal(&s, shop_plain, "E-LP-013");
    assert_true(clock_monotonic_ms() - began < 5000);
    assert_int_equal(asked, 3);
    shop_close(&s);
}

static bool when_lp_runs(void *ctx)
{
    return shop_seen(ctx, "runs") == NULL;
}

/* lp has had the job by then: nobody can say that nothing was printed. */
TEST(printer_that_is_stopped_may_have_printed)
{
    struct shop s;
    shop_open(&s);
    s.way.go_on = when_lp_runs;
    s.way.ctx = &s;
    shop_program(&s, "lp", "touch \"$D/runs\"; sleep 60");
    shop_refusal(&s, shop_plain, "E-LP-013");
    assert_non_null(strstr(s.err.text, "到打印机前看一看"));
    assert_null(strstr(s.err.text, "没有打印"));
    unlink(shop_path(&s, "runs"));
    shop_program(&s, "lpstat", "touch \"$D/runs\"; sleep 60");
    shop_refusal(&s, shop_plain, "E-LP-013");
    assert_non_null(strstr(s.err.text, "没有打印"));
    shop_close(&s);
}

/* Three programs, one limit. */
TEST(printer_programs_share_their_limit)
{
    struct shop s;
    shop_open(&s);
    shop_program(&s, "lpstat",
                 "sleep 0.6\necho 'scheduler is running'\necho HP");
    shop_program(&s, "lp", "sleep 60");
    s.way.limit_ms = 1000;
    int64_t began = clock_monotonic_ms();
    shop_refusal(&s, shop_plain, "E-LP-007");
    assert_in_range(clock_monotonic_ms() - began, 990, 1500);
    shop_close(&s);
}

/* The job is on its way; only the note about the queue would be missing. */
TEST(printer_is_not_asked_long_about_its_queue)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    shop_program(&s, "lpstat",
                 "test \"$1\" = -p && sleep 60\n"
                 "echo 'scheduler is running'\necho HP");
    int64_t began = clock_monotonic_ms();
    assert_true(shop_send(&s, shop_plain, &job));
    assert_in_range(clock_monotonic_ms() - began, 2900, 4500);
    assert_string_equal(job.note, "");
    shop_close(&s);
}

/* What a child begins with: its three files, no signal ignored or held back. */
static int print_under_bad_signals(struct shop *s)
{
    struct print_job job;
    sigset_t term;
    int fd = open("/dev/null", O_RDONLY);
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    return fcntl(fd, F_DUPFD, 33) < 33      ? 2
           : shop_send(s, shop_plain, &job) ? 0
                                            : 1;
}

TEST(printer_child_inherits_nothing)
{
    struct shop s;
    int status = 0;
    shop_open(&s);
    shop_program(&s, "lp",
                 "ls /proc/$$/fd > \"$D/fds\"\n"
                 /* By the shell itself: while it starts a program it holds
                    all signals back. */
                 "while read -r line; do echo \"$line\"; done"
                 " < /proc/$$/status > \"$D/signals\"\n"
                 "echo 'request id is HP-3 (1 file(s))'");
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        _exit(print_under_bad_signals(&s));
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_null(strstr(shop_seen(&s, "fds"), "33"));
    const char *signals = shop_seen(&s, "signals");
    assert_non_null(signals);
    const char *blocked = strstr(signals, "SigBlk:");
    const char *ignored = strstr(signals, "SigIgn:");
    assert_true(blocked != NULL && ignored != NULL);
    assert_int_equal(strtoull(blocked + 7, NULL, 16), 0);
    /* Two more are the C library's own. */
    assert_int_equal(strtoull(ignored + 7, NULL, 16) & 0x7FFFFFFF, 0);
    shop_close(&s);
}

/* ---- not even started --------------------------------------------------- */

TEST(printer_that_is_no_program)
{
    struct shop s;
    shop_open(&s);
    shop_file(&s, "lp", "no program at all", 0755);
    shop_refusal(&s, shop_plain, "E-LP-008");
    assert_non_null(strstr(s.err.text, "lp"));
    if (geteuid() != 0) {
        shop_file(&s, "lp", "#!/bin/sh\n", 0600);
        shop_refusal(&s, shop_plain, "E-LP-008");
    }
    shop_close(&s);
}

/* In a process of its own, because the limits stay. */
static int code_in_child(struct shop *s, enum __rlimit_resource resource)
{
    pid_t child = fork();
    if (child == 0) {
        struct printers list;
        struct rlimit none = {0, 0};
        if (geteuid() == 0 && (setgroups(0, NULL) != 0 || setgid(65534) != 0 ||
                               setuid(65534) != 0)) {
            _exit(3);
        }
        if (resource == RLIMIT_NOFILE) {
            none.rlim_cur = none.rlim_max = 3;
        }
        if (setrlimit(resource, &none) != 0) {
            _exit(4);
        }
        bool ok = printers_list(&list, &s->arena, &s->way, &s->err);
        _exit(ok ? 1 : err_is(&s->err, "E-LP-008") ? 0 : 2);
    }
    int status = 0;
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(printer_without_processes_or_files_says_so)
{
    struct shop s;
    shop_open(&s);
    assert_int_equal(code_in_child(&s, RLIMIT_NPROC), 0);
    assert_int_equal(code_in_child(&s, RLIMIT_NOFILE), 0);
    shop_close(&s);
}

TEST(printer_leaves_no_file_and_no_process_behind)
{
    struct shop s;
    struct print_job job;
    shop_open(&s);
    int before = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(before);
    for (int i = 0; i < 5; i++) {
        assert_true(shop_send(&s, shop_plain, &job));
    }
    shop_program(&s, "lp", "sleep 60");
    s.way.limit_ms = 200;
    shop_refusal(&s, shop_plain, "E-LP-007");
    unlink(shop_path(&s, "lp"));
    shop_refusal(&s, shop_plain, "E-LP-001");
    int after = open("/dev/null", O_RDONLY | O_CLOEXEC);
    close(after);
    assert_int_equal(after, before);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    shop_close(&s);
}
