/* One program, from its start to its end: found in fixed folders, with a small
   environment and no terminal, listened to on both of its outputs at once, and
   killed with all its children when it takes too long.

   Not here: what it said means something only to printer.c; whether it ended by
   itself is told here, as an error. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "printer_parts.h"

#define LIMIT_MS 30000
#define SLICE_MS 40
#define SAID_MAX 65536
/* Of a child's child that goes on talking after lp has ended. */
#define LAST_READS 64

void run_said_init(struct run_said *said)
{
    *said = (struct run_said){0};
    sb_init(&said->out);
    sb_init(&said->errors);
}

void run_said_clear(struct run_said *said)
{
    sb_clear(&said->out);
    sb_clear(&said->errors);
}

/* ---- starting ----------------------------------------------------------- */

/* Where the print service is, who prints and which queue is usual; nothing
   else goes along.  English, because the answers are read. */
static void environment(struct arena *a, char *out[])
{
    static const char *const passed[] = {
        "CUPS_SERVER", "CUPS_USER", "CUPS_ENCRYPTION", "IPP_PORT",
        "HOME",        "LPDEST",    "PRINTER",
    };
    size_t n = 0;
    out[n++] = arena_str(a, "LC_ALL=C");
    out[n++] = arena_str(a, "PATH=/usr/bin:/bin");
    for (size_t i = 0; i < ARRAY_LEN(passed); i++) {
        const char *value = getenv(passed[i]);
        if (value != NULL) {
            out[n++] = arena_printf(a, "%s=%s", passed[i], value);
        }
    }
    out[n] = NULL;
}

/* A session of its own: lp must not ask for a password on our terminal. */
static void set_attributes(posix_spawnattr_t *attr)
{
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(attr, &none);
    posix_spawnattr_setsigdefault(attr, &all);
    posix_spawnattr_setflags(attr, POSIX_SPAWN_SETSIGMASK |
                                       POSIX_SPAWN_SETSIGDEF |
                                       POSIX_SPAWN_SETSID);
}

static int spawn_from(const char *const *folders, char *const argv[],
                      const posix_spawn_file_actions_t *files,
                      const posix_spawnattr_t *attr, pid_t *child)
{
    struct arena a = ARENA_INIT;
    char *env[16];
    int why = ENOENT;
    environment(&a, env);
    for (size_t i = 0; folders[i] != NULL && why == ENOENT; i++) {
        const char *path = arena_printf(&a, "%s/%s", folders[i], argv[0]);
        why = posix_spawn(child, path, files, attr, argv, env);
    }
    arena_clear(&a);
    return why;
}

/* 0 or errno. */
static int start(char *const argv[], int in_fd, int out_fd, int err_fd,
                 const struct printer_way *way, pid_t *child)
{
    static const char *const system_folders[] = {"/usr/bin", "/bin", NULL};
    bool own = way != NULL && way->folders != NULL;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    int why = posix_spawn_file_actions_init(&files);
    if (why != 0) {
        return why;
    }
    why = posix_spawnattr_init(&attr);
    if (why == 0) {
        set_attributes(&attr);
        why = posix_spawn_file_actions_adddup2(&files, in_fd, 0);
        why += posix_spawn_file_actions_adddup2(&files, out_fd, 1);
        why += posix_spawn_file_actions_adddup2(&files, err_fd, 2);
        why += posix_spawn_file_actions_addclosefrom_np(&files, 3);
        why = why != 0 ? ENOMEM
                       : spawn_from(own ? way->folders : system_folders, argv,
                                    &files, &attr, child);
        posix_spawnattr_destroy(&attr);
    }
    posix_spawn_file_actions_destroy(&files);
    return why;
}

/* ---- listening ---------------------------------------------------------- */

/* False when there is no more to come now; closes at the end. */
static bool hear(int *fd, struct strbuf *said)
{
    char bytes[16384];
    ssize_t n = read(*fd, bytes, sizeof bytes);
    if (n < 0) {
        return errno == EINTR;
    }
    if (n == 0) {
        close(*fd);
        *fd = -1;
        return false;
    }
    size_t room = said->len < SAID_MAX ? SAID_MAX - said->len : 0;
    sb_addn(said, bytes, (size_t)n < room ? (size_t)n : room);
    return true;
}

/* What lies in the pipe of one that has ended.  Bounded, because a child of it
   may still hold the other end. */
static void hear_rest(int *fd, struct strbuf *said)
{
    for (int i = 0; i < LAST_READS && *fd >= 0 && hear(fd, said); i++) {
    }
}

static void hear_for(int ms, int fd[2], struct run_said *said)
{
    struct pollfd polls[2] = {
        {.fd = fd[0], .events = POLLIN},
        {.fd = fd[1], .events = POLLIN},
    };
    /* Both closed: it ends at any moment. */
    if (fd[0] < 0 && fd[1] < 0 && ms > 2) {
        ms = 2;
    }
    if (poll(polls, 2, ms) <= 0) {
        return;
    }
    if (polls[0].revents != 0) {
        hear(&fd[0], &said->out);
    }
    if (polls[1].revents != 0) {
        hear(&fd[1], &said->errors);
    }
}

static enum run_end wait_for(pid_t child, int fd[2],
                             const struct printer_way *way,
                             struct run_said *said)
{
    int limit = way != NULL && way->limit_ms > 0 ? way->limit_ms : LIMIT_MS;
    int64_t until = clock_monotonic_ms() + limit;
    enum run_end end = RUN_DONE;
    for (;;) {
        pid_t ended = waitpid(child, &said->status, WNOHANG);
        if (ended == child) {
            hear_rest(&fd[0], &said->out);
            hear_rest(&fd[1], &said->errors);
            return end;
        }
        if (ended < 0 && errno != EINTR) {
            said->why = errno;
            return RUN_FAILED;
        }
        bool late = clock_monotonic_ms() >= until;
        bool stop = way != NULL && way->go_on != NULL && !way->go_on(way->ctx);
        if (late || stop) {
            kill(-child, SIGKILL);
            while (waitpid(child, &said->status, 0) < 0 && errno == EINTR) {
            }
            return late ? RUN_LATE : RUN_STOPPED;
        }
        hear_for(SLICE_MS, fd, said);
    }
}

/* ---- the whole ---------------------------------------------------------- */

static void close_two(int fd[2])
{
    for (int i = 0; i < 2; i++) {
        if (fd[i] >= 0) {
            close(fd[i]);
            fd[i] = -1;
        }
    }
}

/* Only our end does not block: lp must not meet a full pipe as an error. */
static bool open_pipe(int *mine, int *its)
{
    int fd[2];
    if (pipe2(fd, O_CLOEXEC) != 0) {
        return false;
    }
    *mine = fd[0];
    *its = fd[1];
    return fcntl(fd[0], F_SETFL, O_NONBLOCK) == 0;
}

enum run_end program_run(char *const argv[], int in_fd,
                         const struct printer_way *way, struct run_said *said)
{
    int mine[2] = {-1, -1};
    int its[2] = {-1, -1};
    pid_t child = -1;
    if (!open_pipe(&mine[0], &its[0]) || !open_pipe(&mine[1], &its[1])) {
        said->why = errno;
        close_two(mine);
        close_two(its);
        return RUN_FAILED;
    }
    said->why = start(argv, in_fd, its[0], its[1], way, &child);
    close_two(its);
    enum run_end end = said->why == ENOENT ? RUN_MISSING
                       : said->why != 0    ? RUN_FAILED
                                           : wait_for(child, mine, way, said);
    close_two(mine);
    return end;
}

/* Without a document. */
enum run_end program_ask(char *const argv[], const struct printer_way *way,
                         struct run_said *said)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) {
        said->why = errno;
        return RUN_FAILED;
    }
    enum run_end end = program_run(argv, nothing, way, said);
    close(nothing);
    return end;
}

/* ---- as an error -------------------------------------------------------- */

bool program_ended(enum run_end end, const char *program,
                   const struct run_said *said, struct err *err)
{
    switch (end) {
    case RUN_DONE:
        return true;
    case RUN_MISSING:
        return err_set(err, ERR_IO, "E-LP-001",
                       "这台电脑没有打印程序 %s。请让管理员安装软件包 "
                       "cups-client（以及 cups）；在那以前可以先存成 PDF，拿到"
                       "别的电脑打印。",
                       program);
    case RUN_FAILED:
        err_set(err, ERR_IO, "E-LP-008",
                "无法启动打印程序 %s：%s。请稍后再试，或先存成 PDF。", program,
                said->why == EAGAIN    ? "系统里的程序太多"
                : said->why == EMFILE  ? "打开的文件太多"
                : said->why == EACCES  ? "没有执行它的权限"
                : said->why == ENOEXEC ? "它不是程序"
                                       : "系统不允许");
        return err_detail(err, "%s: %s", program, strerror(said->why));
    case RUN_LATE:
        return err_set(err, ERR_IO, "E-LP-007",
                       "打印程序 %s 一直没有回应，已经停下它。打印机或打印服务"
                       "可能断开了；纸上有没有打出来，请到打印机前看一看。",
                       program);
    case RUN_STOPPED:
        return err_set(err, ERR_RULE, "E-LP-013",
                       "已按您的要求停下，没有打印。");
    }
    return false;
}
