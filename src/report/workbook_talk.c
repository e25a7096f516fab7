/* The talk with the press about a workbook.  Rows go out when enough of them
   have gathered; whatever comes back meanwhile is taken, so that neither side
   waits for the other.  At the end the xlsx goes into its draft, which is put
   in place when the press has ended well and nobody says no. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/wire.h"
#include "workbook_parts.h"

#define WHAT "xlsx"
#define HEAD "PK\3\4"
#define TAIL "PK\5\6"

enum {
    ENOUGH = 65536,     /* bytes to send */
    ROWS_A_SECOND = 500 /* of a slow computer, packing */
};

bool workbook_talk_begin(struct workbook_talk *t, struct arena *a,
                         const char *path, enum file_flags flags,
                         struct err *err)
{
    static const struct press_job job = {.name = "workbook",
                                         .in_fd = -1,
                                         .cannot = "不能生成 xlsx",
                                         .done = "没有生成 xlsx",
                                         .instead = "文本和 csv 仍可使用。"};
    *t = (struct workbook_talk){.a = a};
    if (!press_draft_begin(&t->draft, path, flags, WHAT, err)) {
        return false;
    }
    if (!press_spawn(&t->press, &job, err)) {
        press_draft_drop(&t->draft);
        return false;
    }
    sb_init(&t->wire);
    press_news_init(&t->news);
    return true;
}

/* ---- one turn --------------------------------------------------------------
 */

static void send_some(struct workbook_talk *t)
{
    const ssize_t n = send(t->press.in, t->wire.s + t->sent,
                           t->wire.len - t->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0) {
        t->sent += (size_t)n;
    } else if (errno != EAGAIN && errno != EINTR) {
        /* It has stopped reading; why, it says on its way out. */
        press_close(&t->press.in);
    }
}

static void take_some(struct workbook_talk *t)
{
    char part[65536];
    const ssize_t n = read(t->press.out, part, sizeof part);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (n <= 0) {
        press_close(&t->press.out);
        return;
    }
    const size_t got = (size_t)n;
    for (size_t i = 0; i < got && t->got + i < sizeof t->head; i++) {
        t->head[t->got + i] = part[i];
    }
    const size_t keep = got < sizeof t->tail ? sizeof t->tail - got : 0;
    memmove(t->tail, t->tail + sizeof t->tail - keep, keep);
    memcpy(t->tail + keep, part + got - (sizeof t->tail - keep),
           sizeof t->tail - keep);
    t->got += got;
    if (!press_draft_add(&t->draft, part, got, &t->err)) {
        t->failed = true;
    }
}

static void take_word(void *to, const char *what, char *rest)
{
    struct workbook_talk *t = to;
    if (strcmp(what, "no") == 0 && t->no == NULL) {
        t->no = press_shown(t->a, rest);
    } else if (strcmp(what, "rows") == 0) {
        t->rows = (size_t)strtoul(rest, NULL, 10);
    }
}

/* Waits until something moves; `rows` that lie with the press. */
static void turn(struct workbook_talk *t, size_t rows)
{
    const bool more = t->sent < t->wire.len;
    struct pollfd fds[] = {{.fd = more ? t->press.in : -1, .events = POLLOUT},
                           {.fd = t->press.out, .events = POLLIN},
                           {.fd = t->press.err, .events = POLLIN}};
    const int64_t left =
        press_deadline(t->idle_at,
                       WIRE_SECONDS + (int64_t)(rows / ROWS_A_SECOND)) -
        clock_monotonic_ms();
    if (left <= 0) {
        t->late = true;
        return;
    }
    if (poll(fds, ARRAY_LEN(fds), (int)(left < 1000 ? left : 1000)) <= 0) {
        return; /* a second has passed, or a signal came */
    }
    t->idle_at = clock_monotonic_ms();
    if (fds[0].revents != 0) {
        send_some(t);
    }
    if (fds[1].revents != 0) {
        take_some(t);
    }
    if (fds[2].revents != 0) {
        press_news_take(&t->news, &t->press.err, take_word, t);
    }
}

static bool goes_on(const struct workbook_talk *t)
{
    return !t->failed && !t->late;
}

/* Until all lines have gone, or nobody reads them any more. */
static void send_all(struct workbook_talk *t)
{
    t->idle_at = clock_monotonic_ms();
    while (goes_on(t) && t->press.in >= 0 && t->sent < t->wire.len) {
        turn(t, 0);
    }
    sb_reset(&t->wire);
    t->sent = 0;
}

void workbook_talk_send(struct workbook_talk *t)
{
    if (t->wire.len >= ENOUGH) {
        send_all(t);
    }
}

/* ---- the end ---------------------------------------------------------------
 */

static bool judge_refusal(const struct workbook_talk *t, int status,
                          struct err *err)
{
    switch (WEXITSTATUS(status)) {
    case WORKBOOK_WIRE_NO_ROOM:
        return err_set(err, ERR_IO, "E-PRESS-040",
                       "没有生成 xlsx，请清理临时文件夹（/tmp）再试，"
                       "或分几次导出：%s",
                       t->no);
    case WIRE_BAD_INPUT:
        return err_set(err, ERR_IO, "E-PRESS-041",
                       "没有生成 xlsx，请重新安装 pbtui，在那以前改用 csv：%s",
                       t->no);
    default:
        return err_set(err, ERR_IO, "E-PRESS-042",
                       "没有生成 xlsx，请再试一次，仍不行就改用 csv：%s",
                       t->no);
    }
}

static bool is_whole(const struct workbook_talk *t, size_t rows)
{
    return t->got > sizeof t->tail && memcmp(t->head, HEAD, 4) == 0 &&
           memcmp(t->tail, TAIL, 4) == 0 && t->rows == rows;
}

static bool judge(const struct workbook_talk *t, int status, size_t rows,
                  struct err *err)
{
    const bool known = status >= 0;
    const int signal = known && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (t->late) {
        return err_set(err, ERR_IO, "E-PRESS-043",
                       "制表超过时限，已停止，没有生成 xlsx；请分几次导出，"
                       "或改用 csv。");
    }
    if (signal != 0) {
        err_set(err, ERR_IO, "E-PRESS-044",
                "制表程序意外中止，没有生成 xlsx，账本不受影响；请再试一次，"
                "仍不行就改用 csv。");
        return err_detail(err, "signal %d", signal);
    }
    const bool well = !known || status == WIRE_DONE;
    if (!well && t->no != NULL) {
        return judge_refusal(t, status, err);
    }
    if (!well) {
        err_set(err, ERR_IO, "E-PRESS-045",
                "制表程序没有完成（可能内存不足），没有生成 xlsx；"
                "请分几次导出，或改用 csv。");
        return err_detail(err, "exit %d", WEXITSTATUS(status));
    }
    return is_whole(t, rows)
               ? true
               : err_set(err, ERR_IO, "E-PRESS-046",
                         "制表程序送回的不是完整的 xlsx，没有采用；"
                         "请重新安装 pbtui。");
}

bool workbook_talk_end(struct workbook_talk *t, size_t rows,
                       const struct file_gate *gate)
{
    send_all(t);
    press_close(&t->press.in);
    while (goes_on(t) && (t->press.out >= 0 || t->press.err >= 0)) {
        turn(t, rows);
    }
    const bool over = !goes_on(t);
    const int status =
        press_end(&t->press, over,
                  press_deadline(clock_monotonic_ms(), WIRE_SECONDS), &t->late);
    const bool kept = !t->failed && judge(t, status, rows, &t->err) &&
                      file_gate_ask(gate, &t->err) &&
                      press_draft_keep(&t->draft, &t->err);
    press_draft_drop(&t->draft);
    sb_clear(&t->wire);
    press_news_clear(&t->news);
    return kept;
}
