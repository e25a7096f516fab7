/* One program, from its start to its end: found in fixed folders, with a small
   environment, listened to on both of its outputs at once, and killed with all
   its children when it takes too long.

   Not here: what it said means something only to printer.c; whether it ended by
   itself is told here, as an error. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child.h"
#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/fit.h"
#include "printer_parts.h"

#define LIMIT_MS    30000
#define FOLDERS_MAX 4
#define SLICE_MS    40
#define SAID_MAX    65536
#define SAID_COLS   100
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

/* 0 or errno. */
static int start(struct child *c, char *const argv[], int in_fd,
                 const struct printer_way *way)
{
    static const char *const system_folders[] = {"/usr/bin", "/bin", NULL};
    bool own = way != NULL && way->folders != NULL;
    const char *const *folders = own ? way->folders : system_folders;
    const char *paths[FOLDERS_MAX + 1] = {NULL};
    struct arena a = ARENA_INIT;
    char *env[16];
    environment(&a, env);
    for (size_t i = 0; i < FOLDERS_MAX && folders[i] != NULL; i++) {
        paths[i] = arena_printf(&a, "%s/%s", folders[i], argv[0]);
    }
    int why = child_start(c, paths, argv, env, in_fd);
    arena_clear(&a);
    return why;
}

/* ---- listening ---------------------------------------------------------- */

/* False when there is no more to come now; closes at the end. */
static bool read_some(int *fd, struct strbuf *said)
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
static void read_rest(int *fd, struct strbuf *said)
{
    for (int i = 0; i < LAST_READS && *fd >= 0 && read_some(fd, said); i++) {
    }
}

static void read_for(int ms, struct child *c, struct run_said *said)
{
    struct pollfd polls[2] = {
        {.fd = c->out, .events = POLLIN},
        {.fd = c->err, .events = POLLIN},
    };
    /* Both closed: it ends at any moment. */
    if (c->out < 0 && c->err < 0 && ms > 2) {
        ms = 2;
    }
    if (poll(polls, 2, ms) <= 0) {
        return;
    }
    if (polls[0].revents != 0) {
        read_some(&c->out, &said->out);
    }
    if (polls[1].revents != 0) {
        read_some(&c->err, &said->errors);
    }
}

/* One that ends by itself may leave a child behind: some print services hand
   on that way. */
static enum run_end wait_for(struct child *c, const struct errand *e,
                             struct run_said *said)
{
    const struct printer_way *way = e->way;
    while (!child_has_ended(c)) {
        bool late = clock_monotonic_ms() >= e->until;
        bool stop = way != NULL && way->go_on != NULL && !way->go_on(way->ctx);
        if (late || stop) {
            said->status = child_kill(c);
            return late ? RUN_LATE : RUN_STOPPED;
        }
        read_for(SLICE_MS, c, said);
    }
    read_rest(&c->out, &said->out);
    read_rest(&c->err, &said->errors);
    said->status = child_end(c);
    said->why = said->status < 0 ? ECHILD : 0;
    return said->status < 0 ? RUN_FAILED : RUN_DONE;
}

/* ---- the whole ---------------------------------------------------------- */

struct errand errand_begin(const struct printer_way *way)
{
    int limit = way != NULL && way->limit_ms > 0 ? way->limit_ms : LIMIT_MS;
    return (struct errand){way, clock_monotonic_ms() + limit};
}

enum run_end program_run(char *const argv[], int in_fd, const struct errand *e,
                         struct run_said *said)
{
    struct child c;
    said->why = start(&c, argv, in_fd, e->way);
    return said->why == ENOENT ? RUN_MISSING
           : said->why != 0    ? RUN_FAILED
                               : wait_for(&c, e, said);
}

/* Without a document. */
enum run_end program_ask(char *const argv[], const struct errand *e,
                         struct run_said *said)
{
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0) {
        said->why = errno;
        return RUN_FAILED;
    }
    enum run_end end = program_run(argv, nothing, e, said);
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
        return err_set(err, ERR_RULE, "E-LP-013", "%s",
                       strcmp(program, "lp") == 0
                           ? "已按您的要求停下打印程序 lp；纸上有没有打出来，"
                             "请到打印机前看一看。"
                           : "已按您的要求停下，没有打印。");
    }
    return false;
}

int run_said_bytes(const char *words)
{
    return (int)fit_prefix_bytes(words, strcspn(words, "\n"), SAID_COLS);
}
