/* The talk with the press: pages out, PDF and news in, all at once, so that
   neither side waits for the other for ever.

   One loop over poll: when the press takes bytes it gets the next page, when it
   gives bytes they go to the sink, when it says something the lines that are
   meant for us are kept.  The loop ends when both of its outputs are closed, at
   the limit, or when what comes is no PDF. */
#include "press_parts.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/wire.h"
#include "pbtui/text/clean.h"

#define PDF_HEAD "%PDF-"
#define PDF_TAIL "%%EOF\n"

enum {
    HEAD_BYTES = sizeof PDF_HEAD - 1,
    TAIL_BYTES = sizeof PDF_TAIL - 1,
    NEWS_LINE = 4096,
    WATCH_MS = 100, /* between two looks at the keyboard */
    NOTES_MAX = 64
};

/* More than any PDF of ours: a press gone mad must not fill the disk. */
#define PDF_BYTES_MAX   (UINT64_C(64) << 20)
#define PDF_BYTES_APAGE (UINT64_C(1) << 20)

struct talk {
    struct child *press;
    const struct document *doc;
    const struct press_fonts *fonts;
    const struct press_watch *watch;
    press_sink *sink;
    void *to;
    struct arena *a;
    struct press_talk *out;
    struct err *err;
    /* out */
    struct strbuf wire;
    size_t sent;
    size_t next_page; /* doc->n: the end; then nothing more */
    bool head_done, end_done;
    /* in */
    uint64_t got;
    char head[HEAD_BYTES];
    char tail[TAIL_BYTES];
    struct strbuf news;
    bool skipping; /* the rest of a line that is too long */
    bool failed;   /* the sink */
};

static void close_end(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

/* ---- pages out -------------------------------------------------------------
 */

static bool fill_wire(struct talk *t)
{
    sb_reset(&t->wire);
    t->sent = 0;
    if (!t->head_done) {
        press_wire_head(&t->wire, t->doc, t->fonts);
        t->head_done = true;
    } else if (t->next_page < t->doc->n) {
        press_wire_page(&t->wire, &t->doc->pages[t->next_page],
                        t->next_page + 1);
        t->next_page++;
    } else if (!t->end_done) {
        press_wire_end(&t->wire);
        t->end_done = true;
    }
    return t->wire.len > 0;
}

static void send_pages(struct talk *t)
{
    if (t->sent == t->wire.len && !fill_wire(t)) {
        close_end(&t->press->in);
        return;
    }
    ssize_t n = send(t->press->in, t->wire.s + t->sent, t->wire.len - t->sent,
                     MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n >= 0) {
        t->sent += (size_t)n;
    } else if (errno != EAGAIN && errno != EINTR) {
        /* It has stopped reading; why, it says on its way out. */
        close_end(&t->press->in);
    }
}

/* ---- PDF in ----------------------------------------------------------------
 */

static uint64_t most_bytes(size_t pages)
{
    const char *fewer = getenv("PBTUI_PRESS_BYTES"); /* tests */
    const uint64_t most = PDF_BYTES_MAX + PDF_BYTES_APAGE * pages;
    const uint64_t wanted = fewer != NULL ? strtoull(fewer, NULL, 10) : most;
    return wanted < most ? wanted : most;
}

static void check_pdf(struct talk *t, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n && t->got + i < HEAD_BYTES; i++) {
        t->head[t->got + i] = bytes[i];
    }
    size_t keep = n < TAIL_BYTES ? TAIL_BYTES - n : 0;
    memmove(t->tail, t->tail + TAIL_BYTES - keep, keep);
    memcpy(t->tail + keep, bytes + n - (TAIL_BYTES - keep), TAIL_BYTES - keep);
    t->got += n;
    size_t known = t->got < HEAD_BYTES ? (size_t)t->got : HEAD_BYTES;
    if (memcmp(t->head, PDF_HEAD, known) != 0 ||
        t->got > most_bytes(t->doc->n)) {
        t->out->not_a_pdf = true;
    }
}

static void take_pdf(struct talk *t)
{
    char part[65536];
    ssize_t n = read(t->press->out, part, sizeof part);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (n <= 0) {
        close_end(&t->press->out);
        return;
    }
    check_pdf(t, part, (size_t)n);
    if (!t->out->not_a_pdf && !t->sink(t->to, part, (size_t)n, t->err)) {
        t->failed = true;
    }
}

/* ---- news in ---------------------------------------------------------------
 */

/* What it says is shown to people, so it passes text_out. */
static const char *shown(struct talk *t, const char *s)
{
    struct strbuf sb;
    sb_init(&sb);
    text_out(&sb, s, strlen(s), TEXT_LINE);
    const char *kept = arena_str(t->a, sb.s);
    sb_clear(&sb);
    return kept;
}

static void read_news(struct talk *t, char *line)
{
    static const char *const faces[FACE_COUNT] = WIRE_FACES;
    struct press_talk *out = t->out;
    char *rest = line;
    const char *who = strsep(&rest, "\t");
    const char *what = strsep(&rest, "\t");
    if (strcmp(who, "press") != 0 || what == NULL || rest == NULL) {
        return;
    }
    if (strcmp(what, "no") == 0 && out->no == NULL) {
        out->no = shown(t, rest);
    } else if (strcmp(what, "note") == 0 && out->n_notes < NOTES_MAX) {
        out->notes[out->n_notes++] = shown(t, rest);
    } else if (strcmp(what, "pages") == 0) {
        out->pages = (size_t)strtoul(rest, NULL, 10);
    } else if (strcmp(what, "font") == 0) {
        const char *face = strsep(&rest, "\t");
        for (int i = 0; i < FACE_COUNT && rest != NULL; i++) {
            if (strcmp(face, faces[i]) == 0) {
                out->fonts[i] = shown(t, rest);
            }
        }
    }
}

static void take_news(struct talk *t)
{
    char part[8192];
    ssize_t n = read(t->press->err, part, sizeof part);
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) {
        return;
    }
    if (n <= 0) {
        close_end(&t->press->err);
        return;
    }
    for (ssize_t i = 0; i < n; i++) {
        if (part[i] == '\n') {
            if (!t->skipping) {
                read_news(t, t->news.s);
            }
            sb_reset(&t->news);
            t->skipping = false;
        } else if (t->news.len < NEWS_LINE) {
            sb_addc(&t->news, part[i]);
        } else {
            t->skipping = true;
        }
    }
}

/* ---- the loop --------------------------------------------------------------
 */

static void poll_once(struct talk *t, int64_t deadline)
{
    const struct child *p = t->press;
    struct pollfd fds[] = {{.fd = p->in, .events = POLLOUT},
                           {.fd = p->out, .events = POLLIN},
                           {.fd = p->err, .events = POLLIN}};
    int64_t left = deadline - clock_monotonic_ms();
    if (left <= 0) {
        t->out->late = true;
        return;
    }
    const struct press_watch *watch = t->watch;
    if (watch != NULL && watch->go_on != NULL &&
        !watch->go_on(watch->ctx, t->next_page)) {
        t->out->stopped = true;
        return;
    }
    int64_t most = watch != NULL ? WATCH_MS : 1000;
    if (poll(fds, ARRAY_LEN(fds), (int)(left < most ? left : most)) <= 0) {
        return; /* the time has passed, or a signal came */
    }
    if (fds[0].revents != 0) {
        send_pages(t);
    }
    if (fds[1].revents != 0) {
        take_pdf(t);
    }
    if (fds[2].revents != 0) {
        take_news(t);
    }
}

static void end_press(struct talk *t, int64_t deadline)
{
    struct press_talk *out = t->out;
    /* Nothing that comes now could be used; otherwise all has been said. */
    bool over = out->late || out->not_a_pdf || out->stopped || t->failed;
    out->status = press_end(t->press, over, deadline, &out->late);
}

bool press_talk(struct child *c, const struct document *doc,
                const struct press_fonts *fonts,
                const struct press_watch *watch, press_sink *sink, void *to,
                struct arena *a, struct press_talk *out, struct err *err)
{
    struct talk t = {.press = c,
                     .doc = doc,
                     .fonts = fonts,
                     .watch = watch,
                     .sink = sink,
                     .to = to,
                     .a = a,
                     .out = out,
                     .err = err};
    *out = (struct press_talk){
        .notes = arena_array(a, NOTES_MAX, sizeof *out->notes)};
    sb_init(&t.wire);
    sb_init(&t.news);
    const int64_t deadline =
        press_deadline(WIRE_SECONDS + (int64_t)(doc->n / WIRE_PAGES_A_SECOND));
    while ((c->out >= 0 || c->err >= 0) && !out->late && !out->not_a_pdf &&
           !out->stopped && !t.failed) {
        poll_once(&t, deadline);
    }
    end_press(&t, deadline);
    out->whole = t.got >= HEAD_BYTES + TAIL_BYTES &&
                 memcmp(t.tail, PDF_TAIL, TAIL_BYTES) == 0 &&
                 out->pages == doc->n;
    sb_clear(&t.wire);
    sb_clear(&t.news);
    return !t.failed;
}
