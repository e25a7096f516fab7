/* The terminal as a device.  All state is that of the process itself (modes of
   its one terminal, its signal handlers, its standard error), so it lives in
   the file and not in an object. */
#include "tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"

#define PROBE_MS         200
#define FAREWELL_MAX     512
#define STDERR_KEPT      2048
#define FATAL_STACK_SIZE 32768

static struct termios kept_modes;
static volatile sig_atomic_t modes_kept;
static char farewell[FAREWELL_MAX];
static volatile sig_atomic_t farewell_bytes;
static int stderr_kept = -1; /* the real one, while it is away */
static volatile sig_atomic_t events;
static int wake[2] = {-1, -1};

/* ---- modes ---- */

static void write_all(const char *s, size_t n)
{
    while (n > 0) {
        ssize_t took = write(STDOUT_FILENO, s, n);
        if (took < 0 && errno == EINTR) {
            continue;
        }
        if (took <= 0) {
            return; /* gone, or nobody reads: nothing can be done about it */
        }
        s += took;
        n -= (size_t)took;
    }
}

void tty_write(const char *s)
{
    write_all(s, strlen(s));
}

void tty_keep_modes(void)
{
    modes_kept = tcgetattr(STDIN_FILENO, &kept_modes) == 0;
}

void tty_set_farewell(const char *bytes, size_t n_bytes)
{
    n_bytes = n_bytes < FAREWELL_MAX ? n_bytes : FAREWELL_MAX;
    memcpy(farewell, bytes, n_bytes);
    farewell_bytes = (sig_atomic_t)n_bytes;
}

void tty_restore(void)
{
    int saved_errno = errno;
    size_t n = (size_t)farewell_bytes;
    farewell_bytes = 0;
    write_all(farewell, n);
    if (modes_kept) {
        modes_kept = 0;
        (void)tcsetattr(STDIN_FILENO, TCSANOW, &kept_modes);
    }
    if (stderr_kept >= 0) {
        (void)dup2(stderr_kept, STDERR_FILENO);
    }
    errno = saved_errno;
}

/* ---- signals ---- */

static void note_event(int sig)
{
    int saved_errno = errno;
    unsigned bit = sig == SIGWINCH  ? TTY_RESIZED
                   : sig == SIGCONT ? TTY_RESUMED
                   : sig == SIGTSTP ? TTY_STOP
                                    : TTY_GONE;
    events = (sig_atomic_t)((unsigned)events | bit);
    /* A full pipe is as good: it is readable. */
    if (write(wake[1], "", 1) < 0) {
        errno = saved_errno;
    }
    errno = saved_errno;
}

/* The program is lost; the terminal need not be.  SA_RESETHAND has put the
   default action back, so that the signal now ends the program as it would
   have done. */
static void on_fatal(int sig)
{
    tty_restore();
    (void)raise(sig);
}

static const struct caught_signal {
    int sig;
    bool fatal;
} caught_signals[] = {
    {SIGHUP, false},   {SIGTERM, false}, {SIGINT, false},  {SIGQUIT, false},
    {SIGWINCH, false}, {SIGCONT, false}, {SIGTSTP, false}, {SIGSEGV, true},
    {SIGBUS, true},    {SIGILL, true},   {SIGFPE, true},   {SIGABRT, true},
};
#define N_CAUGHT (sizeof caught_signals / sizeof caught_signals[0])

static struct sigaction actions_before[N_CAUGHT];
static bool action_taken[N_CAUGHT];

void tty_catch_signals(void)
{
    static char fatal_stack[FATAL_STACK_SIZE];
    stack_t stack = {.ss_sp = fatal_stack, .ss_size = sizeof fatal_stack};
    (void)sigaltstack(&stack, NULL);
    if (wake[0] < 0 && pipe2(wake, O_CLOEXEC | O_NONBLOCK) != 0) {
        wake[0] = wake[1] = -1; /* poll then wakes by EINTR alone */
    }
    for (size_t i = 0; i < N_CAUGHT; i++) {
        const struct caught_signal *c = &caught_signals[i];
        struct sigaction now = {0};
        if (sigaction(c->sig, NULL, &now) != 0 || now.sa_handler != SIG_DFL) {
            continue; /* ignored by the parent (nohup), or a sanitizer's */
        }
        struct sigaction ours = {0};
        sigemptyset(&ours.sa_mask);
        ours.sa_handler = c->fatal ? on_fatal : note_event;
        if (c->fatal) {
            ours.sa_flags =
                (int)(SA_RESETHAND | (unsigned)SA_ONSTACK | SA_NODEFER);
        }
        action_taken[i] = sigaction(c->sig, &ours, &actions_before[i]) == 0;
    }
}

void tty_release_signals(void)
{
    for (size_t i = 0; i < N_CAUGHT; i++) {
        if (action_taken[i]) {
            (void)sigaction(caught_signals[i].sig, &actions_before[i], NULL);
            action_taken[i] = false;
        }
    }
}

int tty_wake_fd(void)
{
    return wake[0];
}

unsigned tty_take_events(void)
{
    char drained[256];
    while (wake[0] >= 0 && read(wake[0], drained, sizeof drained) > 0) {
    }
    /* A signal between the two lines would be lost, so they are held back. */
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &before);
    unsigned got = (unsigned)events;
    events = 0;
    sigprocmask(SIG_SETMASK, &before, NULL);
    return got;
}

void tty_stop(void)
{
    struct sigaction by_default = {0};
    struct sigaction before;
    sigemptyset(&by_default.sa_mask);
    by_default.sa_handler = SIG_DFL;
    if (sigaction(SIGTSTP, &by_default, &before) == 0) {
        /* The whole job: a shell waits for all of it. */
        (void)kill(0, SIGTSTP);
        (void)sigaction(SIGTSTP, &before, NULL);
    }
}

/* ---- standard error ---- */

void tty_stderr_away(void)
{
    if (stderr_kept >= 0 || isatty(STDERR_FILENO) == 0) {
        return;
    }
    (void)fflush(stderr);
    int memory = memfd_create("stderr", MFD_CLOEXEC);
    int fd = memory >= 0 ? memory : open("/dev/null", O_WRONLY | O_CLOEXEC);
    int kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    if (fd >= 0 && kept >= 0 && dup2(fd, STDERR_FILENO) >= 0) {
        stderr_kept = kept;
    } else if (kept >= 0) {
        close(kept);
    }
    if (fd >= 0) {
        close(fd);
    }
}

static void log_stray_lines(int fd)
{
    char text[STDERR_KEPT + 1];
    ssize_t n = pread(fd, text, STDERR_KEPT, 0);
    if (n <= 0) {
        return;
    }
    text[n] = '\0';
    for (char *line = text; *line != '\0';) {
        size_t len = strcspn(line, "\n");
        bool last = line[len] == '\0';
        line[len] = '\0';
        log_line("stderr: %s", line);
        line += last ? len : len + 1;
    }
}

void tty_stderr_back(void)
{
    if (stderr_kept < 0) {
        return;
    }
    (void)fflush(stderr);
    int away = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    (void)dup2(stderr_kept, STDERR_FILENO);
    close(stderr_kept);
    stderr_kept = -1;
    if (away >= 0) {
        log_stray_lines(away);
        close(away);
    }
}

/* ---- how wide is an ambiguous character? ---- */

/* Reads a number of at most four digits; bytes taken, 0: none. */
static size_t read_number(const char *s, int *out)
{
    size_t n = 0;
    *out = 0;
    while (n < 4 && s[n] >= '0' && s[n] <= '9') {
        *out = *out * 10 + (s[n++] - '0');
    }
    return n;
}

/* Bytes of the answer ESC [ row ; col R that s begins with; 0: none. */
static size_t read_answer(const char *s, int *col)
{
    int row;
    if (strncmp(s, "\033[", 2) != 0) {
        return 0;
    }
    size_t row_digits = read_number(s + 2, &row);
    if (row_digits == 0 || s[2 + row_digits] != ';') {
        return 0;
    }
    size_t at = 3 + row_digits;
    size_t col_digits = read_number(s + at, col);
    at += col_digits;
    return col_digits > 0 && s[at] == 'R' ? at + 1 : 0;
}

/* Takes the answer out of what came; the column, 0: not there yet. */
static int take_answer(struct strbuf *got)
{
    for (size_t i = 0; i < got->len; i++) {
        int col;
        size_t used = read_answer(got->s + i, &col);
        if (used > 0) {
            sb_splice(got, i, used, "", 0);
            return col;
        }
    }
    return 0;
}

static int wait_for_answer(struct strbuf *got)
{
    int64_t until = clock_monotonic_ms() + PROBE_MS;
    int col = 0;
    while (col == 0) {
        int64_t left = until - clock_monotonic_ms();
        struct pollfd p = {.fd = STDIN_FILENO, .events = POLLIN};
        if (left <= 0 || poll(&p, 1, (int)left) <= 0) {
            break;
        }
        char bytes[256];
        ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
        if (n <= 0) {
            break;
        }
        sb_addn(got, bytes, (size_t)n);
        col = take_answer(got);
    }
    return col;
}

int tty_probe_ambiguous(struct strbuf *foreign)
{
    struct termios before;
    if (tcgetattr(STDIN_FILENO, &before) != 0) {
        return 0;
    }
    struct termios raw = before;
    cfmakeraw(&raw);
    if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) != 0) {
        return 0;
    }
    tty_write("\r—\033[6n");
    int col = wait_for_answer(foreign);
    tty_write("\r\033[K");
    (void)tcsetattr(STDIN_FILENO, TCSANOW, &before);
    return col == 2 ? 1 : col == 3 ? 2 : 0;
}
