/* What the press may use up, as the system tells it, and what ends it. */
#include "rig.h"
#include "unit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/report/wire.h"

/* A row of /proc/PID/limits. */
static void limit_of(pid_t pid, const char *name, unsigned long long out[2])
{
    char path[40];
    char all[4096];
    snprintf(path, sizeof path, "/proc/%d/limits", (int)pid);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, all, sizeof all - 1) : 0;
    assert_true(n > 0);
    close(fd);
    all[n] = '\0';
    const char *row = strstr(all, name);
    assert_non_null(row);
    char *end;
    out[0] = strtoull(row + strlen(name), &end, 10);
    out[1] = strtoull(end, NULL, 10);
}

/* Waits until it has read the head, and so set its limits. */
static void tell_pages(pid_t pid, int in, const char *head)
{
    unsigned long long cpu[2];
    unsigned long long before[2];
    limit_of(pid, "Max cpu time", before);
    assert_int_equal(write(in, head, strlen(head)), (ssize_t)strlen(head));
    for (int i = 0; i < 500; i++) {
        limit_of(pid, "Max cpu time", cpu);
        if (cpu[0] > 0 && cpu[0] <= WIRE_SECONDS + 2) {
            return;
        }
        usleep(10000);
    }
    fail_msg("cpu time %llu", cpu[0]);
}

static void end(pid_t pid, int in)
{
    close(in);
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
    }
}

TEST(limits_are_set)
{
    static const struct {
        const char *name;
        unsigned long long soft, hard;
    } rows[] = {
        {"Max cpu time", 62, 63}, /* a hundred pages */
        {"Max core file size", 0, 0},
        {"Max open files", 64, 64},
        {"Max file size", 256ull << 20, 256ull << 20},
#ifndef __SANITIZE_ADDRESS__
        {"Max address space", 512ull << 20, 512ull << 20},
#endif
    };
    int in;
    rig_fonts(rig_zenhei);
    pid_t pid = rig_press_waiting(&in, NULL);
    tell_pages(pid, in, "pbtui-press 1\npages 100\n");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        unsigned long long is[2];
        limit_of(pid, rows[i].name, is);
        if (is[0] != rows[i].soft || is[1] != rows[i].hard) {
            fail_msg("%s: %llu %llu", rows[i].name, is[0], is[1]);
        }
    }
    end(pid, in);
}

/* In a process of its own, because they stay. */
static int stricter(void)
{
    const struct rlimit files = {40, 50};
    unsigned long long is[2];
    int in;
    if (setrlimit(RLIMIT_NOFILE, &files) != 0) {
        return 2;
    }
    pid_t pid = rig_press_waiting(&in, NULL);
    tell_pages(pid, in, "pbtui-press 1\npages 100\n");
    limit_of(pid, "Max open files", is);
    end(pid, in);
    return is[0] == 40 && is[1] == 50 ? 0 : 1;
}

TEST(limits_that_are_stricter_stay)
{
    rig_fonts(rig_zenhei);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        _exit(stricter());
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

/* It ends by itself when nobody ends it: nothing comes, so it does not work. */
TEST(limits_on_the_wall_clock_end_it)
{
    int in;
    rig_fonts(rig_zenhei);
    int64_t began = clock_monotonic_ms();
    pid_t pid = rig_press_waiting(&in, "1");
    int status = 0;
    while (waitpid(pid, &status, WNOHANG) == 0) {
        if (clock_monotonic_ms() - began > 4000) {
            end(pid, in);
            fail_msg("it is still there");
        }
        usleep(10000);
    }
    assert_true(clock_monotonic_ms() - began >= 900);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGALRM);
    close(in);
}

/* Its standard input stays open, so nothing but that can tell it. */
TEST(limits_it_goes_with_whoever_started_it)
{
    int tell[2];
    int keep[2];
    assert_int_equal(pipe(tell), 0);
    assert_int_equal(pipe(keep), 0);
    rig_fonts(rig_zenhei);
    fflush(NULL);
    pid_t parent = fork();
    assert_true(parent >= 0);
    if (parent == 0) {
        int in;
        pid_t press = rig_press_waiting(&in, NULL);
        tell_pages(press, in, "pbtui-press 1\npages 1\n");
        /* Another one holds the other end. */
        if (fork() == 0) {
            char c;
            close(keep[1]);
            _exit((int)read(keep[0], &c, 1));
        }
        _exit(write(tell[1], &press, sizeof press) == sizeof press ? 0 : 1);
    }
    pid_t press = 0;
    int status = 0;
    assert_int_equal(waitpid(parent, &status, 0), parent);
    assert_int_equal(status, 0);
    assert_int_equal(read(tell[0], &press, sizeof press), sizeof press);
    char path[40];
    char stat[256];
    bool gone = false;
    snprintf(path, sizeof path, "/proc/%d/stat", (int)press);
    for (int i = 0; i < 300 && !gone; i++) {
        int fd = open(path, O_RDONLY | O_CLOEXEC);
        ssize_t n = fd >= 0 ? read(fd, stat, sizeof stat - 1) : 0;
        close(fd);
        stat[n > 0 ? n : 0] = '\0';
        gone = n <= 0 || strstr(stat, ") Z ") != NULL;
        usleep(10000);
    }
    close(keep[1]);
    close(keep[0]);
    close(tell[0]);
    close(tell[1]);
    assert_true(gone);
}
