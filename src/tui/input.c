/* Keys from the terminal.

   Bytes are read here in bulk and not through wgetch: wgetch takes one byte a
   system call, which makes a long paste last for many seconds, waits its own
   escape delay before ours, and cannot be given back what was typed before it
   was ready.  Of curses only the terminal's key sequences are used.

   Stages: poll the terminal and the signals' wake-up pipe → buffer → escape
   sequences (seq.c), a paste gathered between its marks, UTF-8 one byte after
   the other → one struct key.

   lint: long because the stages share one buffer that nobody else may see. */
#include "pbtui/tui/input.h"

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/utf8.h"
#include "pbtui/tui/term.h"
#include "seq.h"
#include "term_private.h"
#include "tty.h"

#define BUFFER_BYTES 65536
#define ESC          0x1B
/* A sequence that has begun for certain may be this much slower than ESC. */
#define SEQUENCE_SLOWER 10
/* No byte of a paste for so long: its end mark is lost. */
#define PASTE_LOST_MS 1000
/* Bytes behind a paste's end that come so soon belong to the same stream. */
#define PASTE_SAME_MS   20
#define DOUBLE_CLICK_MS 400

static const char paste_begin[] = "\033[200~";
static const char paste_end[] = "\033[201~";
#define PASTE_MARK_BYTES (sizeof paste_end - 1)

/* The one keyboard of the process. */
static struct input {
    unsigned char buf[BUFFER_BYTES];
    size_t at, end; /* unread bytes */
    int64_t last_byte_ms;
    int esc_delay_ms;
    struct utf8_decoder utf8;
    struct strbuf paste;
    struct seq_entry keys[48];
    size_t n_keys;
    bool gone, resized, resumed;
    struct key last_click;
    int64_t last_click_ms;
} in;

/* ---- opening ---- */

static const struct {
    const char *capability;
    uint32_t code;
} capabilities[] = {
    {"kcuu1", KC_UP},         {"kcud1", KC_DOWN},      {"kcub1", KC_LEFT},
    {"kcuf1", KC_RIGHT},      {"khome", KC_HOME},      {"kend", KC_END},
    {"kpp", KC_PGUP},         {"knp", KC_PGDN},        {"kich1", KC_INSERT},
    {"kdch1", KC_DELETE},     {"kcbt", KC_BACKTAB},    {"kent", KC_ENTER},
    {"kUP5", KC_CTRL_UP},     {"kDN5", KC_CTRL_DOWN},  {"kLFT5", KC_CTRL_LEFT},
    {"kRIT5", KC_CTRL_RIGHT}, {"kHOM5", KC_CTRL_HOME}, {"kEND5", KC_CTRL_END},
    {"kPRV5", KC_CTRL_PGUP},  {"kNXT5", KC_CTRL_PGDN}, {"kDC5", KC_CTRL_DELETE},
    {"kri", KC_SHIFT_UP},     {"kind", KC_SHIFT_DOWN}, {"kf1", KC_F1},
    {"kf2", KC_F1 + 1},       {"kf3", KC_F1 + 2},      {"kf4", KC_F1 + 3},
    {"kf5", KC_F1 + 4},       {"kf6", KC_F1 + 5},      {"kf7", KC_F1 + 6},
    {"kf8", KC_F1 + 7},       {"kf9", KC_F1 + 8},      {"kf10", KC_F1 + 9},
    {"kf11", KC_F1 + 10},     {"kf12", KC_F12},
};

static void learn_keys(void)
{
    in.n_keys = 0;
    for (size_t i = 0; i < ARRAY_LEN(capabilities); i++) {
        const char *bytes = tigetstr(capabilities[i].capability);
        /* NULL: it has none; -1: terminfo does not know the name. */
        if (bytes == NULL || bytes == (const char *)-1 || bytes[0] != ESC) {
            continue;
        }
        struct seq_entry *e = &in.keys[in.n_keys];
        size_t n = strlen(bytes);
        if (n > 1 && n <= sizeof e->bytes) {
            memcpy(e->bytes, bytes, n);
            e->n_bytes = (uint8_t)n;
            e->code = capabilities[i].code;
            in.n_keys++;
        }
    }
}

void input_open(int esc_delay_ms, const struct strbuf *early)
{
    memset(&in, 0, sizeof in);
    sb_init(&in.paste);
    in.esc_delay_ms = esc_delay_ms;
    in.end = early->len < BUFFER_BYTES ? early->len : BUFFER_BYTES;
    memcpy(in.buf, early->s, in.end);
    in.last_byte_ms = clock_monotonic_ms();
    learn_keys();
}

void input_close(void)
{
    sb_clear(&in.paste);
}

/* ---- bytes ---- */

static void take_events(void)
{
    unsigned events = tty_take_events();
    if ((events & TTY_STOP) != 0) {
        term_suspend();
        events |= tty_take_events();
    }
    if ((events & TTY_RESIZED) != 0) {
        term_resized();
        in.resized = true;
    }
    if ((events & TTY_RESUMED) != 0) {
        term_resumed();
        in.resumed = true;
    }
    in.gone = in.gone || (events & TTY_GONE) != 0;
}

static void hang_up(void)
{
    in.gone = true;
    term_gone();
}

static void read_bytes(void)
{
    if (in.at > 0) {
        memmove(in.buf, in.buf + in.at, in.end - in.at);
        in.end -= in.at;
        in.at = 0;
    }
    if (in.end == BUFFER_BYTES) {
        return;
    }
    ssize_t n = read(STDIN_FILENO, in.buf + in.end, BUFFER_BYTES - in.end);
    if (n > 0) {
        in.end += (size_t)n;
        in.last_byte_ms = clock_monotonic_ms();
    } else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
        hang_up();
    }
}

enum woken { BY_TIME, BY_BYTES, BY_EVENT };

static enum woken wait_for_bytes(int timeout_ms)
{
    struct pollfd fds[2] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = tty_wake_fd(), .events = POLLIN},
    };
    int n = poll(fds, 2, timeout_ms);
    if (n < 0 || fds[1].revents != 0) {
        take_events();
        return BY_EVENT;
    }
    if (n == 0) {
        return BY_TIME;
    }
    if ((fds[0].revents & POLLIN) != 0) {
        read_bytes();
        return in.gone ? BY_EVENT : BY_BYTES;
    }
    /* POLLHUP, POLLERR, POLLNVAL: noticed even where SIGHUP is ignored. */
    hang_up();
    return BY_EVENT;
}

/* ---- a paste ---- */

static size_t unread(void)
{
    return in.end - in.at;
}

static const unsigned char *find_mark(const char *mark)
{
    return memmem(in.buf + in.at, unread(), mark, PASTE_MARK_BYTES);
}

static void keep_pasted(size_t n, bool *cut)
{
    size_t room = INPUT_PASTE_MAX - in.paste.len;
    *cut = *cut || n > room;
    sb_addn(&in.paste, (const char *)in.buf + in.at, n < room ? n : room);
    in.at += n;
}

/* A pasted text may hold the end mark itself, to have what follows taken for
   typing.  So what comes in the same stream behind an end mark is looked at: a
   second end without a beginning tells that the first was not the true one, and
   nobody types a buffer full in that time. */
static bool end_was_pasted(void)
{
    for (;;) {
        const unsigned char *begin = find_mark(paste_begin);
        const unsigned char *end = find_mark(paste_end);
        if (end != NULL && (begin == NULL || end < begin)) {
            return true;
        }
        if (begin != NULL) {
            return false;
        }
        if (unread() > BUFFER_BYTES / 2) {
            return true;
        }
        if (in.gone || wait_for_bytes(PASTE_SAME_MS) != BY_BYTES) {
            return false;
        }
    }
}

static void read_paste(struct key *out)
{
    bool cut = false;
    sb_reset(&in.paste);
    for (;;) {
        const unsigned char *end = find_mark(paste_end);
        if (end != NULL) {
            keep_pasted((size_t)(end - (in.buf + in.at)), &cut);
            in.at += PASTE_MARK_BYTES;
            if (!end_was_pasted()) {
                break;
            }
            continue;
        }
        /* The last bytes may be the first half of the mark. */
        if (unread() >= PASTE_MARK_BYTES) {
            keep_pasted(unread() - (PASTE_MARK_BYTES - 1), &cut);
        }
        if (in.gone || wait_for_bytes(PASTE_LOST_MS) == BY_TIME) {
            keep_pasted(unread(), &cut);
            break;
        }
    }
    *out = (struct key){.kind = K_PASTE,
                        .text = in.paste.s,
                        .n_bytes = in.paste.len,
                        .cut = cut};
}

/* ---- keys ---- */

static struct key key_of_cp(uint32_t cp)
{
    switch (cp) {
    case 8:
    case 127:
        return (struct key){.kind = K_NAMED, .code = KC_BACKSPACE};
    case '\t':
        return (struct key){.kind = K_NAMED, .code = KC_TAB};
    case '\n':
    case '\r':
        return (struct key){.kind = K_NAMED, .code = KC_ENTER};
    case 0:
        return (struct key){.kind = K_CTRL, .code = '@'};
    default:
        break;
    }
    if (cp < 27) {
        return (struct key){.kind = K_CTRL, .code = cp - 1 + 'a'};
    }
    if (cp < 32) {
        return (struct key){.kind = K_CTRL, .code = cp - 28 + '\\'};
    }
    if (cp >= 0x80 && cp < 0xA0) {
        return (struct key){.kind = K_NONE}; /* C1: no key sends it */
    }
    return (struct key){.kind = K_CHAR, .code = cp};
}

/* Feeds the next byte; true when it completes a key. */
static bool take_byte(struct key *out)
{
    uint32_t cp;
    enum utf8_fed fed = utf8_feed(&in.utf8, in.buf[in.at], &cp);
    in.at += fed != UTF8_BAD_RETRY;
    if (fed == UTF8_MORE) {
        return false;
    }
    *out = key_of_cp(cp);
    return out->kind != K_NONE;
}

static void mark_double_click(struct key *k)
{
    int64_t now = clock_monotonic_ms();
    if (k->kind != K_MOUSE || k->code != 1) {
        return;
    }
    bool twice = in.last_click.kind == K_MOUSE && in.last_click.row == k->row &&
                 in.last_click.col == k->col &&
                 now - in.last_click_ms <= DOUBLE_CLICK_MS;
    in.last_click = *k;
    in.last_click_ms = now;
    if (twice) {
        k->code = 2;
        in.last_click.kind = K_NONE;
    }
}

/* True when a key is done; *more when the buffer ends inside a sequence. */
static bool take_key(struct key *out, bool *more)
{
    *more = false;
    while (in.at < in.end) {
        if (in.buf[in.at] != ESC || in.utf8.have > 0) {
            if (take_byte(out)) {
                return true;
            }
            continue;
        }
        size_t used = 0;
        switch (seq_decode(in.keys, in.n_keys, in.buf + in.at, unread(), &used,
                           out)) {
        case SEQ_KEY:
            in.at += used;
            mark_double_click(out);
            return true;
        case SEQ_PASTE:
            in.at += used;
            read_paste(out);
            return true;
        case SEQ_SKIP:
            in.at += used;
            break;
        case SEQ_MORE:
            *more = true;
            return false;
        case SEQ_NOT:
            in.at++;
            *out = (struct key){.kind = K_NAMED, .code = KC_ESC};
            return true;
        }
    }
    return false;
}

/* Nothing came to complete the sequence: a lone ESC is the key, the beginning
   of anything longer is rubbish from a bad line. */
static bool give_up_sequence(struct key *out)
{
    bool lone = unread() == 1;
    in.at = in.end;
    *out = (struct key){.kind = K_NAMED, .code = KC_ESC};
    return lone;
}

static bool take_event(struct key *out)
{
    enum key_kind kind = in.gone      ? K_GONE
                         : in.resumed ? K_RESUME
                         : in.resized ? K_RESIZE
                                      : K_NONE;
    in.resized = in.resized && in.resumed;
    in.resumed = false;
    *out = (struct key){.kind = kind};
    return kind != K_NONE;
}

/* Milliseconds until `at`, which is -1 for never. */
static int until(int64_t at)
{
    if (at < 0) {
        return -1;
    }
    int64_t left = at - clock_monotonic_ms();
    return left < 0 ? 0 : (int)left;
}

void input_read(struct key *out, int timeout_ms)
{
    int64_t deadline = timeout_ms < 0 ? -1 : clock_monotonic_ms() + timeout_ms;
    for (;;) {
        bool more = false;
        if (take_event(out) || take_key(out, &more)) {
            return;
        }
        int64_t give_up = -1;
        if (more) {
            int slower = unread() == 1 ? 1 : SEQUENCE_SLOWER;
            give_up = in.last_byte_ms + (int64_t)in.esc_delay_ms * slower;
        }
        bool sequence_first = more && (deadline < 0 || give_up <= deadline);
        enum woken woken =
            wait_for_bytes(until(sequence_first ? give_up : deadline));
        if (woken == BY_TIME && sequence_first) {
            if (give_up_sequence(out)) {
                return;
            }
        } else if (woken == BY_TIME) {
            *out = (struct key){.kind = K_NONE};
            return;
        }
    }
}

bool input_pending(void)
{
    if (in.gone || in.resized || in.resumed || in.at < in.end) {
        return true;
    }
    struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
    return poll(&p, 1, 0) > 0;
}
