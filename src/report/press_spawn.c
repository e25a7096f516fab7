/* Finding and starting the press, and ending it.

   No shell; an environment of what fonts need and nothing else; no file of ours
   but its three.  Its standard input is a socket, because writing to one whose
   reader is gone can be told to raise no signal. */
#include "press_parts.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"

/* ---- where it is -----------------------------------------------------------
 */

static bool can_run(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISREG(st.st_mode) &&
           access(path, X_OK) == 0;
}

static bool find_press(struct strbuf *path, struct err *err)
{
    static const char *const beside[] = {"/pbtui-press",
                                         "/../libexec/pbtui/pbtui-press"};
    const char *named = getenv("PBTUI_PRESS");
    if (named != NULL && named[0] != '\0') {
        sb_add(path, named);
        if (can_run(path->s)) {
            return true;
        }
    } else {
        char exe[4096];
        ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
        exe[n > 0 ? n : 0] = '\0';
        char *slash = strrchr(exe, '/');
        for (size_t i = 0; slash != NULL && i < ARRAY_LEN(beside); i++) {
            sb_reset(path);
            sb_addn(path, exe, (size_t)(slash - exe));
            sb_add(path, beside[i]);
            if (can_run(path->s)) {
                return true;
            }
        }
    }
    return err_set(
        err, ERR_USAGE, "E-PRESS-001",
        "找不到排版程序 pbtui-press，不能生成 PDF；请重新安装 pbtui，"
        "它应当与 pbtui 在同一个文件夹里。文本打印仍可使用。");
}

/* ---- starting --------------------------------------------------------------
 */

/* What fontconfig reads; where the sanitizers write. */
static const char *const passed[] = {"HOME",
                                     "XDG_DATA_HOME",
                                     "XDG_CACHE_HOME",
                                     "XDG_CONFIG_HOME",
                                     "FONTCONFIG_FILE",
                                     "FONTCONFIG_PATH",
                                     "ASAN_OPTIONS",
                                     "UBSAN_OPTIONS"};

enum { FIXED = 2, ENVIRONMENT = ARRAY_LEN(passed) + FIXED + 1 };

static void fill_environment(char *env[ENVIRONMENT])
{
    size_t n = 0;
    env[n++] = mem_str("PATH=/usr/bin:/bin");
    env[n++] = mem_str("LANG=C.UTF-8");
    for (size_t i = 0; i < ARRAY_LEN(passed); i++) {
        const char *value = getenv(passed[i]);
        if (value != NULL) {
            struct strbuf sb;
            sb_init(&sb);
            sb_addf(&sb, "%s=%s", passed[i], value);
            env[n++] = sb_take(&sb);
            sb_clear(&sb);
        }
    }
    env[n] = NULL;
}

static int start(pid_t *pid, const char *path, const int theirs[3])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&how);
    for (int i = 0; i < 3; i++) {
        posix_spawn_file_actions_adddup2(&files, theirs[i], i);
    }
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    /* A group of its own: Ctrl-C at our terminal is ours. */
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK |
                                       POSIX_SPAWN_SETSIGDEF |
                                       POSIX_SPAWN_SETPGROUP);
    char name[] = "pbtui-press";
    char *argv[] = {name, NULL};
    char *env[ENVIRONMENT];
    fill_environment(env);
    int failed = posix_spawn(pid, path, &files, &how, argv, env);
    for (size_t i = 0; env[i] != NULL; i++) {
        mem_free(env[i]);
    }
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return failed;
}

static void close_all(int fds[6])
{
    for (int i = 0; i < 6; i++) {
        if (fds[i] >= 0) {
            close(fds[i]);
        }
    }
}

/* fds: theirs 0, 1, 2, then ours. */
static bool open_pipes(int fds[6])
{
    int in[2];
    int out[2];
    int err[2];
    memset(fds, -1, 6 * sizeof *fds);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, in) != 0) {
        return false;
    }
    fds[0] = in[0];
    fds[3] = in[1];
    if (pipe2(out, O_CLOEXEC) != 0) {
        return false;
    }
    fds[1] = out[1];
    fds[4] = out[0];
    if (pipe2(err, O_CLOEXEC) != 0) {
        return false;
    }
    fds[2] = err[1];
    fds[5] = err[0];
    return true;
}

bool press_spawn(struct press_process *p, struct err *err)
{
    struct strbuf path;
    int fds[6];
    *p = (struct press_process){-1, -1, -1, -1, NULL};
    sb_init(&path);
    if (!find_press(&path, err)) {
        sb_clear(&path);
        return false;
    }
    int failed = open_pipes(fds) ? start(&p->pid, path.s, fds) : errno;
    sb_clear(&path);
    if (failed != 0) {
        close_all(fds);
        p->pid = -1;
        err_set(err, ERR_IO, "E-PRESS-002",
                "无法启动排版程序 pbtui-press，没有生成 PDF；"
                "请关掉一些程序再试，或重新安装 pbtui。");
        return err_detail(err, "errno %d", failed);
    }
    for (int i = 0; i < 3; i++) {
        close(fds[i]);
    }
    p->in = fds[3];
    p->out = fds[4];
    p->err = fds[5];
    return true;
}

/* ---- ending ----------------------------------------------------------------
 */

int press_reap(struct press_process *p, int64_t deadline_ms)
{
    int *const fds[] = {&p->in, &p->out, &p->err};
    for (size_t i = 0; i < ARRAY_LEN(fds); i++) {
        if (*fds[i] >= 0) {
            close(*fds[i]);
            *fds[i] = -1;
        }
    }
    for (;;) {
        siginfo_t seen = {.si_pid = 0};
        if (waitid(P_PID, (id_t)p->pid, &seen, WEXITED | WNOWAIT | WNOHANG) !=
                0 &&
            errno != EINTR) {
            return -1;
        }
        if (seen.si_pid != 0 || clock_monotonic_ms() >= deadline_ms) {
            break;
        }
        poll(NULL, 0, 2);
    }
    /* Whatever it has started goes with it: it has a group of its own, which
       nobody else can have got before it is waited for. */
    kill(-p->pid, SIGKILL);
    int status = 0;
    while (waitpid(p->pid, &status, 0) < 0) {
        if (errno != EINTR) {
            return -1;
        }
    }
    return status;
}
