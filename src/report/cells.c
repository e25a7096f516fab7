/* A table read by the press, its rows handed on.

   Stages: the file opened and stamped → the press started with it as its
   standard input → its lines taken while they come, the taker called for each
   row → the stamp looked at again, so that nobody saves one half of an old file
   and one half of a new one → what became of it, in one sentence.

   The file is only handed over; not a byte of it is looked at here. */
#include "pbtui/report/cells.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cells_parts.h"
#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "press_parts.h"

enum { WATCH_MS = 100 /* between two looks at the keyboard */ };

/* ---- the file --------------------------------------------------------------
 */

static bool refuse_missing(const char *path, int why, struct err *err)
{
    switch (why) {
    case ENOENT:
    case ENOTDIR:
        return err_set(err, ERR_USAGE, "E-CELLS-001",
                       "没有 %s 这个文件；请检查文件名和所在的文件夹。", path);
    case EACCES:
    case EPERM:
        return err_set(err, ERR_IO, "E-CELLS-002",
                       "没有权限读 %s；请复制到自己的文件夹，或改它的权限。",
                       path);
    default:
        err_set(err, ERR_IO, "E-CELLS-003", "打不开 %s；请复制到本机再试。",
                path);
        return err_detail(err, "errno %d", why);
    }
}

static bool check_plain(const char *path, const struct stat *st,
                        struct err *err)
{
    if (S_ISDIR(st->st_mode)) {
        return err_set(err, ERR_USAGE, "E-CELLS-004",
                       "%s 是文件夹；请选里面的表格文件。", path);
    }
    if (!S_ISREG(st->st_mode)) {
        return err_set(err, ERR_USAGE, "E-CELLS-005",
                       "%s 不是普通文件（是管道或设备），不能读两遍；"
                       "请先存成文件再导入。",
                       path);
    }
    if (st->st_size == 0) {
        return err_set(err, ERR_RULE, "E-CELLS-006",
                       "%s 是空文件；请重新导出或重新要一份。", path);
    }
    if (st->st_size > CELLS_FILE_BYTES) {
        return err_set(err, ERR_RULE, "E-CELLS-007",
                       "%s 有 %lld MB，一次最多读 %d MB；"
                       "请删去图片和不用的工作表，或分成几个文件。",
                       path, (long long)(st->st_size >> 20),
                       CELLS_FILE_BYTES >> 20);
    }
    return true;
}

static struct cells_stamp stamp_of(const struct stat *st)
{
    return (struct cells_stamp){.device = st->st_dev,
                                .inode = st->st_ino,
                                .size = (unsigned long long)st->st_size,
                                .changed_s = st->st_mtim.tv_sec,
                                .changed_ns = st->st_mtim.tv_nsec};
}

static bool same_stamp(const struct cells_stamp *a, const struct cells_stamp *b)
{
    return a->device == b->device && a->inode == b->inode &&
           a->size == b->size && a->changed_s == b->changed_s &&
           a->changed_ns == b->changed_ns;
}

/* Closed again by whoever gets it; -1 with `err`. */
static int open_plain(const char *path, struct cells_stamp *stamp,
                      struct err *err)
{
    struct stat st;
    /* A pipe without a writer must not be waited for. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &st) != 0) {
        (void)refuse_missing(path, errno, err);
    } else if (check_plain(path, &st, err)) {
        *stamp = stamp_of(&st);
        return fd;
    }
    if (fd >= 0) {
        close(fd);
    }
    return -1;
}

/* Neither the open file nor what the name leads to is another one now. */
static bool is_unchanged(const struct cells_file *f, int fd)
{
    struct stat st[2];
    if (fstat(fd, &st[0]) != 0 || stat(f->wish.path, &st[1]) != 0) {
        return false;
    }
    const struct cells_stamp now[2] = {stamp_of(&st[0]), stamp_of(&st[1])};
    return same_stamp(&f->stamp, &now[0]) && same_stamp(&f->stamp, &now[1]);
}

/* ---- the talk --------------------------------------------------------------
 */

struct talk {
    struct child press;
    struct cells_file *file;
    struct cells_lines lines;
    bool late, stopped;
    int64_t deadline, asked;
    int status;
};

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

static bool may_go_on(struct talk *t)
{
    const struct cells_wish *wish = &t->file->wish;
    const int64_t now = clock_monotonic_ms();
    t->late = now >= t->deadline;
    if (wish->go_on != NULL && now - t->asked >= WATCH_MS) {
        t->asked = now;
        t->stopped = !wish->go_on(wish->ctx, t->file->rows);
    }
    return !t->late && !t->stopped;
}

/* Libraries talk there; nobody listens, but the pipe must not fill up. */
static void drain(int *fd)
{
    char part[4096];
    ssize_t n = read(*fd, part, sizeof part);
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) {
        close_end(fd);
    }
}

static bool take_lines(struct talk *t)
{
    size_t room;
    char *into = cells_lines_room(&t->lines, &room);
    ssize_t n = read(t->press.out, into, room);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        return true;
    }
    if (n <= 0) {
        close_end(&t->press.out);
        return true;
    }
    return cells_lines_take(&t->lines, (size_t)n);
}

static void talk(struct talk *t)
{
    bool well = true;
    while (well && (t->press.out >= 0 || t->press.err >= 0)) {
        struct pollfd fds[] = {{.fd = t->press.out, .events = POLLIN},
                               {.fd = t->press.err, .events = POLLIN}};
        well = may_go_on(t);
        if (!well || poll(fds, ARRAY_LEN(fds), WATCH_MS) <= 0) {
            continue;
        }
        if (fds[1].revents != 0) {
            drain(&t->press.err);
        }
        if (fds[0].revents != 0) {
            well = take_lines(t);
        }
    }
    t->status = press_end(&t->press, !well, t->deadline, &t->late);
}

/* ---- what became of it -----------------------------------------------------
 */

static bool refuse_changed(const struct cells_file *f, struct err *err)
{
    return err_set(err, ERR_RULE, "E-CELLS-010",
                   "%s 在读的时候被改动了（可能还开着，或正在下载、同步），"
                   "没有采用；请关掉它再试。",
                   f->source.name);
}

static bool judge_end(const struct talk *t, struct err *err)
{
    if (t->lines.bad) {
        return err_set(err, ERR_IO, "E-CELLS-012",
                       "读表格的程序送回的内容不合约定，没有采用；"
                       "请把表格另存为 CSV 再试，仍不行就重新安装 pbtui。");
    }
    if (t->lines.no.kind != ERR_NONE) {
        const struct err *no = &t->lines.no;
        return err_set(err, no->kind, no->code, "%s", no->text);
    }
    if (t->late) {
        return err_set(err, ERR_IO, "E-CELLS-011",
                       "读表格超过时限，已停止；请把表格分成几个文件再试。");
    }
    if (t->status >= 0 && WIFSIGNALED(t->status)) {
        err_set(err, ERR_IO, "E-CELLS-013",
                "读表格的程序意外中止（文件可能损坏），账本不受影响；"
                "请在 Excel 里打开，另存一份再试。");
        return err_detail(err, "signal %d", WTERMSIG(t->status));
    }
    if (t->lines.stage != LINES_OVER ||
        (t->status >= 0 && WEXITSTATUS(t->status) != 0)) {
        err_set(err, ERR_IO, "E-CELLS-014",
                "读表格的程序没有读完（可能内存不足）；"
                "请删去不用的工作表，或把表格分成几个文件再试。");
        return err_detail(err, "status %d", t->status);
    }
    return true;
}

static bool judge(const struct talk *t, int fd, struct err *err)
{
    if (t->lines.failed) {
        return false;
    }
    if (t->stopped) {
        return err_set(err, ERR_RULE, "E-CELLS-015",
                       "已按您的要求停下，没有读完 %s。", t->file->source.name);
    }
    return is_unchanged(t->file, fd) ? judge_end(t, err)
                                     : refuse_changed(t->file, err);
}

static bool read_open(struct cells_file *f, int fd,
                      const struct import_taker *taker, struct err *err)
{
    const char *const words[] = {
        f->wish.sheet != NULL ? f->wish.sheet : "",
        f->wish.encoding != NULL ? f->wish.encoding : "", NULL};
    const struct press_job job = {.name = "cells",
                                  .words = words,
                                  .in_fd = fd,
                                  .cannot = "不能读表格",
                                  .done = "没有读表格",
                                  .instead = ""};
    struct talk t = {.file = f};
    if (!press_spawn(&t.press, &job, err)) {
        return false;
    }
    cells_lines_begin(&t.lines, f, taker, err);
    t.deadline = press_deadline(clock_monotonic_ms(), CELLS_SECONDS);
    t.asked = clock_monotonic_ms();
    talk(&t);
    const bool ok = judge(&t, fd, err);
    f->n_notes = t.lines.n_notes;
    const char **notes = arena_array(f->arena, CELLS_NOTES, sizeof *notes);
    memcpy(notes, t.lines.notes, sizeof t.lines.notes);
    f->notes = notes;
    cells_lines_clear(&t.lines);
    return ok;
}

static bool read_file(void *from, const struct import_taker *taker,
                      struct err *err)
{
    struct cells_file *f = from;
    struct cells_stamp stamp;
    int fd = open_plain(f->wish.path, &stamp, err);
    if (fd < 0) {
        return false;
    }
    const bool ok = same_stamp(&stamp, &f->stamp)
                        ? read_open(f, fd, taker, err)
                        : err_set(err, ERR_RULE, "E-CELLS-016",
                                  "%s 在读过以后又被改动了，没有采用；"
                                  "请重新检查一遍再导入。",
                                  f->source.name);
    close(fd);
    return ok;
}

bool cells_open(struct cells_file *f, struct arena *a,
                const struct cells_wish *wish, struct err *err)
{
    *f = (struct cells_file){.wish = *wish, .arena = a};
    f->wish.path = arena_str(a, wish->path);
    f->wish.sheet = wish->sheet != NULL ? arena_str(a, wish->sheet) : NULL;
    f->wish.encoding =
        wish->encoding != NULL ? arena_str(a, wish->encoding) : NULL;
    const char *slash = strrchr(f->wish.path, '/');
    /* It is shown, and noted with the import. */
    f->source = (struct import_source){
        .name = press_shown(a, slash != NULL ? slash + 1 : f->wish.path),
        .read = read_file,
        .from = f};
    f->encoding = "";
    f->sheet = "";
    int fd = open_plain(f->wish.path, &f->stamp, err);
    if (fd < 0) {
        return false;
    }
    close(fd);
    return true;
}
