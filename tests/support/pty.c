/* A program in a pseudo-terminal: libvterm for its screen, every wait by poll
   with a deadline. */
#include "pty.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utmp.h>

#include <vterm.h>

#include "pbtui/base/clock.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/utf8.h"
#include "unit.h"

#define TAIL_BYTES 15

/* From <term.h>, which makes macros of words like bell and lines. */
int setupterm(const char *term, int fd, int *rc);

struct pty {
    int master; /* -1: hung up */
    pid_t child;
    bool job;
    bool exited;
    int status;
    long cpu_ms;
    VTerm *vt;
    VTermScreen *screen;
    int rows, cols;
    enum pty_answer answer;
    struct strbuf late; /* answers held back */
    char stderr_path[96];
    char tail[TAIL_BYTES + 1]; /* last bytes written, for split sequences */
    struct pty_counts counts;
};

/* ---- the screen ---- */

static int on_prop(VTermProp prop, VTermValue *val, void *user)
{
    struct pty *p = user;
    if (prop == VTERM_PROP_TITLE || prop == VTERM_PROP_ICONNAME) {
        p->counts.titles++;
    } else if (prop == VTERM_PROP_ALTSCREEN) {
        p->counts.alternate = val->boolean != 0;
    } else if (prop == VTERM_PROP_CURSORVISIBLE) {
        p->counts.caret_shown = val->boolean != 0;
    }
    return 1;
}

static int on_bell(void *user)
{
    ((struct pty *)user)->counts.bells++;
    return 1;
}

static int on_osc(const char *command, size_t n, void *user)
{
    (void)command;
    (void)n;
    ((struct pty *)user)->counts.osc++;
    return 1;
}

static int on_dcs(const char *command, size_t n, void *user)
{
    (void)command;
    (void)n;
    ((struct pty *)user)->counts.dcs++;
    return 1;
}

static const VTermScreenCallbacks screen_callbacks = {
    .settermprop = on_prop,
    .bell = on_bell,
};
static const VTermParserCallbacks unknown_callbacks = {
    .osc = on_osc,
    .dcs = on_dcs,
};

static void open_screen(struct pty *p)
{
    p->vt = vterm_new(p->rows, p->cols);
    vterm_set_utf8(p->vt, 1);
    p->screen = vterm_obtain_screen(p->vt);
    vterm_screen_set_callbacks(p->screen, &screen_callbacks, p);
    vterm_screen_set_unrecognised_fallbacks(p->screen, &unknown_callbacks, p);
    vterm_screen_enable_altscreen(p->screen, 1);
    vterm_screen_reset(p->screen, 1);
}

/* ---- the program's end ---- */

/* libtinfo forgets a little when it does not know a terminal. */
static void set_leaks_expected(void)
{
    char path[128];
    char options[192];
    snprintf(path, sizeof path, "%s/lsan", unit_tmp());
    snprintf(options, sizeof options, "suppressions=%s:print_suppressions=0",
             path);
    FILE *f = fopen(path, "we");
    if (f != NULL) {
        fputs("leak:libtinfo\n", f);
        fclose(f);
        setenv("LSAN_OPTIONS", options, 1);
    }
}

static void set_environment(const struct pty_spec *spec)
{
    static const char *const fixed[] = {
        "TERM=xterm-256color",    "LANG=C.UTF-8",
        "TZ=Asia/Shanghai",       "ESCDELAY=50",
        "HOME=/nonexistent",      "PATH=/usr/bin:/bin",
        "PBTUI_TODAY=2026-11-20",
    };
    char *sanitizer = getenv("ASAN_OPTIONS");
    char *kept = sanitizer == NULL ? NULL : strdup(sanitizer);
    clearenv();
    if (kept != NULL) {
        setenv("ASAN_OPTIONS", kept, 1);
    }
    set_leaks_expected();
    for (size_t i = 0; i < ARRAY_LEN(fixed); i++) {
        putenv(strdup(fixed[i]));
    }
    for (size_t i = 0; spec->env != NULL && spec->env[i] != NULL; i++) {
        putenv(strdup(spec->env[i])); /* without = it unsets */
    }
}

/* What a shell does for a job: a group of its own in front of the terminal,
   and patience when it stops. */
static void become_job(void)
{
    int go[2];
    if (pipe(go) != 0) {
        _exit(126);
    }
    signal(SIGTTOU, SIG_IGN);
    pid_t pid = fork();
    if (pid == 0) {
        char c;
        setpgid(0, 0);
        close(go[1]);
        (void)!read(go[0], &c, 1); /* until we are in front */
        close(go[0]);
        signal(SIGTTOU, SIG_DFL);
        return;
    }
    setpgid(pid, pid);
    tcsetpgrp(STDIN_FILENO, pid);
    close(go[0]);
    close(go[1]);
    int status = 0;
    while (waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status)) {
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

static void run_program(const struct pty *p, const struct pty_spec *spec)
{
    /* Tests started in the background inherit ignored signals. */
    signal(SIGINT, SIG_DFL);
    signal(SIGQUIT, SIG_DFL);
    signal(SIGHUP, spec->ignore_hup ? SIG_IGN : SIG_DFL);
    set_environment(spec);
    if (spec->job) {
        become_job();
    }
    int fd = open(p->stderr_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd >= 0) {
        dup2(fd, STDERR_FILENO);
        close(fd);
    }
    if (spec->closed_stdin) {
        close(STDIN_FILENO);
    }
    execv(spec->argv[0], (char *const *)(uintptr_t)spec->argv);
    _exit(127);
}

/* Opens both ends; returns the program's. */
static int open_pair(struct pty *p)
{
    p->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    assert_true(p->master >= 0);
    assert_int_equal(grantpt(p->master) | unlockpt(p->master), 0);
    int slave = open(ptsname(p->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(slave >= 0);
    struct winsize size = {.ws_row = (unsigned short)p->rows,
                           .ws_col = (unsigned short)p->cols};
    assert_int_equal(ioctl(slave, TIOCSWINSZ, &size), 0);
    return slave;
}

struct pty *pty_start(const struct pty_spec *spec)
{
    static int number;
    struct pty *p = mem_new(sizeof *p);
    p->rows = spec->rows > 0 ? spec->rows : 24;
    p->cols = spec->cols > 0 ? spec->cols : 80;
    p->answer = spec->answer;
    p->job = spec->job;
    p->counts.caret_shown = true;
    sb_init(&p->late);
    snprintf(p->stderr_path, sizeof p->stderr_path, "%s/stderr-%d", unit_tmp(),
             number++);
    open_screen(p);
    int slave = open_pair(p);
    fflush(NULL);
    p->child = fork();
    if (p->child == 0) {
        login_tty(slave);
        run_program(p, spec);
    }
    close(slave);
    assert_true(p->child > 0);
    return p;
}

/* The program itself, not the shell around it. */
static pid_t program_of(const struct pty *p)
{
    pid_t front = p->job && p->master >= 0 ? tcgetpgrp(p->master) : -1;
    return front > 0 ? front : p->child;
}

/* ---- bytes both ways ---- */

static void write_master(struct pty *p, const char *bytes, size_t n)
{
    while (n > 0 && p->master >= 0) {
        ssize_t took = write(p->master, bytes, n);
        if (took > 0) {
            bytes += took;
            n -= (size_t)took;
        } else if (took < 0 && errno != EAGAIN && errno != EINTR) {
            return;
        }
    }
}

/* What the screen answers, made as the test wants it. */
static void answer(struct pty *p, char *bytes, size_t n)
{
    static const char narrow[] = "\033[1;2R";
    bool is_position = n >= 6 && bytes[0] == '\033' && bytes[n - 1] == 'R';
    if (is_position && p->answer == PTY_SILENT) {
        return;
    }
    if (is_position && p->answer == PTY_LATE) {
        sb_addn(&p->late, bytes, n);
        return;
    }
    if (is_position && p->answer == PTY_WIDE && n == sizeof narrow - 1 &&
        memcmp(bytes, narrow, n) == 0) {
        bytes[n - 2] = '3';
    }
    write_master(p, bytes, n);
}

static void watch_paste_mode(struct pty *p, const char *bytes, size_t n)
{
    struct strbuf joined;
    sb_init(&joined);
    sb_add(&joined, p->tail);
    sb_addn(&joined, bytes, n);
    for (size_t i = 0; i + 8 <= joined.len; i++) {
        if (memcmp(joined.s + i, "\033[?2004", 7) == 0) {
            p->counts.paste_on = joined.s[i + 7] == 'h';
        }
    }
    size_t keep = joined.len < 7 ? joined.len : 7;
    memcpy(p->tail, joined.s + joined.len - keep, keep);
    p->tail[keep] = '\0';
    sb_clear(&joined);
}

/* Takes what the program has written; false when nothing came in time. */
static bool pump(struct pty *p, int timeout_ms)
{
    if (p->master < 0) {
        return false;
    }
    struct pollfd fd = {.fd = p->master, .events = POLLIN};
    if (poll(&fd, 1, timeout_ms) <= 0 || (fd.revents & POLLIN) == 0) {
        return false;
    }
    char bytes[16384];
    ssize_t n = read(p->master, bytes, sizeof bytes);
    if (n <= 0) {
        return false;
    }
    p->counts.bytes += (size_t)n;
    watch_paste_mode(p, bytes, (size_t)n);
    vterm_input_write(p->vt, bytes, (size_t)n);
    char reply[256];
    size_t n_reply;
    while ((n_reply = vterm_output_read(p->vt, reply, sizeof reply)) > 0) {
        answer(p, reply, n_reply);
    }
    return true;
}

void pty_send(struct pty *p, const char *bytes, size_t n_bytes)
{
    int64_t until = clock_monotonic_ms() + PTY_DEADLINE_MS;
    while (n_bytes > 0 && clock_monotonic_ms() < until) {
        size_t part = n_bytes < 4096 ? n_bytes : 4096;
        ssize_t took = write(p->master, bytes, part);
        if (took > 0) {
            bytes += took;
            n_bytes -= (size_t)took;
            continue;
        }
        struct pollfd fd = {.fd = p->master, .events = POLLIN | POLLOUT};
        (void)poll(&fd, 1, 1000);
        while ((fd.revents & POLLIN) != 0 && pump(p, 0)) {
        }
    }
    assert_int_equal(n_bytes, 0);
}

void pty_type(struct pty *p, const char *text)
{
    pty_send(p, text, strlen(text));
}

void pty_key(struct pty *p, const char *capability)
{
    static bool known;
    int rc;
    if (!known) {
        known = setupterm("xterm-256color", STDOUT_FILENO, &rc) == OK;
    }
    const char *bytes = tigetstr(capability);
    assert_true(known && bytes != NULL && bytes != (const char *)-1);
    pty_type(p, bytes);
}

void pty_resize(struct pty *p, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows,
                           .ws_col = (unsigned short)cols};
    vterm_set_size(p->vt, rows, cols);
    p->rows = rows;
    p->cols = cols;
    assert_int_equal(ioctl(p->master, TIOCSWINSZ, &size), 0);
}

void pty_signal(struct pty *p, int sig)
{
    kill(program_of(p), sig);
}

void pty_hang_up(struct pty *p)
{
    if (p->master >= 0) {
        close(p->master);
        p->master = -1;
    }
}

/* ---- what is seen ---- */

void pty_row(struct pty *p, int row, struct strbuf *out)
{
    size_t keep = out->len;
    for (int col = 0; col < p->cols; col++) {
        VTermScreenCell cell;
        VTermPos pos = {.row = row, .col = col};
        vterm_screen_get_cell(p->screen, pos, &cell);
        if (cell.chars[0] == (uint32_t)-1) {
            continue; /* right half */
        }
        if (cell.chars[0] == 0) {
            sb_addc(out, ' ');
            continue;
        }
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0;
             i++) {
            char bytes[4];
            sb_addn(out, bytes, utf8_put(bytes, cell.chars[i]));
        }
        keep = cell.chars[0] != ' ' ? out->len : keep;
    }
    sb_cut(out, keep);
}

void pty_screen(struct pty *p, struct strbuf *out)
{
    for (int row = 0; row < p->rows; row++) {
        pty_row(p, row, out);
        sb_addc(out, '\n');
    }
}

bool pty_has_text(struct pty *p, const char *text)
{
    struct strbuf row;
    sb_init(&row);
    bool found = false;
    for (int i = 0; i < p->rows && !found; i++) {
        sb_reset(&row);
        pty_row(p, i, &row);
        found = strstr(row.s, text) != NULL;
    }
    sb_clear(&row);
    return found;
}

bool pty_wait_text(struct pty *p, const char *text, int deadline_ms)
{
    int64_t until = clock_monotonic_ms() + deadline_ms;
    while (!pty_has_text(p, text)) {
        int64_t left = until - clock_monotonic_ms();
        if (left <= 0 || (!pump(p, (int)left) && p->master < 0)) {
            return false;
        }
        if (pty_wait_exit(p, 0) >= 0 && !pump(p, 0)) {
            return pty_has_text(p, text);
        }
    }
    return true;
}

/* Does not return. */
static void give_up(struct pty *p, const char *waited_for, const char *text)
{
    struct strbuf seen;
    sb_init(&seen);
    pty_screen(p, &seen);
    sb_add(&seen, "-- stderr --\n");
    pty_stderr(p, &seen);
    print_error("waited for%s: %s\n%s", waited_for, text, seen.s);
    sb_clear(&seen);
    pty_signal(p, SIGKILL);
    fail();
}

void pty_expect(struct pty *p, const char *text)
{
    if (!pty_wait_text(p, text, PTY_DEADLINE_MS)) {
        give_up(p, "", text);
    }
}

void pty_expect_gone(struct pty *p, const char *text)
{
    int64_t until = clock_monotonic_ms() + PTY_DEADLINE_MS;
    while (pty_has_text(p, text)) {
        int64_t left = until - clock_monotonic_ms();
        if (left <= 0 || !pump(p, (int)left)) {
            give_up(p, " the end of", text);
        }
    }
}

void pty_settle(struct pty *p, int quiet_ms)
{
    while (pump(p, quiet_ms)) {
    }
}

void pty_caret(struct pty *p, int *row, int *col)
{
    VTermPos pos;
    vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
    *row = pos.row;
    *col = pos.col;
}

unsigned pty_attrs(struct pty *p, int row, int col)
{
    VTermScreenCell cell;
    VTermPos pos = {.row = row, .col = col};
    vterm_screen_get_cell(p->screen, pos, &cell);
    return (cell.attrs.bold ? PTY_BOLD : 0u) |
           (cell.attrs.underline ? PTY_UNDERLINE : 0u) |
           (cell.attrs.reverse ? PTY_REVERSE : 0u);
}

struct pty_counts pty_counts(const struct pty *p)
{
    return p->counts;
}

void pty_release_answer(struct pty *p)
{
    write_master(p, p->late.s, p->late.len);
    sb_reset(&p->late);
}

/* ---- the process ---- */

/* The state letter of /proc: R, S, T stopped, Z ended. */
static char state_of(pid_t pid)
{
    char path[64];
    char line[512] = "";
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    FILE *f = fopen(path, "re");
    if (f == NULL) {
        return 'Z';
    }
    (void)!fread(line, 1, sizeof line - 1, f);
    fclose(f);
    const char *name_end = strrchr(line, ')');
    return name_end == NULL ? 'Z' : name_end[2];
}

bool pty_wait_stopped(struct pty *p)
{
    int64_t until = clock_monotonic_ms() + PTY_DEADLINE_MS;
    while (state_of(program_of(p)) != 'T') {
        if (clock_monotonic_ms() > until) {
            return false;
        }
        (void)pump(p, 5);
    }
    return true;
}

int pty_wait_exit(struct pty *p, int deadline_ms)
{
    int64_t until = clock_monotonic_ms() + deadline_ms;
    while (!p->exited) {
        struct rusage used;
        int status;
        if (wait4(p->child, &status, WNOHANG, &used) == p->child) {
            p->exited = true;
            p->status = WIFEXITED(status) ? WEXITSTATUS(status)
                                          : 128 + WTERMSIG(status);
            p->cpu_ms = (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1000 +
                        (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1000;
            break;
        }
        if (clock_monotonic_ms() >= until) {
            return -1;
        }
        if (!pump(p, 2)) {
            (void)poll(NULL, 0, 2);
        }
    }
    while (deadline_ms > 0 && pump(p, 0)) {
    }
    return p->status;
}

void pty_modes(struct pty *p, struct termios *out)
{
    assert_int_equal(tcgetattr(p->master, out), 0);
}

bool pty_same_modes(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag &&
           a->c_cflag == b->c_cflag && a->c_lflag == b->c_lflag &&
           memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

void pty_stderr(struct pty *p, struct strbuf *out)
{
    FILE *f = fopen(p->stderr_path, "re");
    char bytes[4096];
    size_t n;
    while (f != NULL && (n = fread(bytes, 1, sizeof bytes, f)) > 0) {
        sb_addn(out, bytes, n);
    }
    if (f != NULL) {
        fclose(f);
    }
}

long pty_rss_kb(struct pty *p)
{
    char path[64];
    char line[256];
    long kb = -1;
    snprintf(path, sizeof path, "/proc/%d/status", (int)program_of(p));
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        if (strncmp(line, "VmHWM:", 6) == 0) {
            kb = strtol(line + 6, NULL, 10);
        }
    }
    if (f != NULL) {
        fclose(f);
    }
    return kb;
}

long pty_cpu_ms(const struct pty *p)
{
    return p->cpu_ms;
}

void pty_free(struct pty *p)
{
    if (!p->exited) {
        kill(program_of(p), SIGKILL);
        kill(p->child, SIGKILL);
        (void)waitpid(p->child, NULL, 0);
    }
    pty_hang_up(p);
    vterm_free(p->vt);
    sb_clear(&p->late);
    mem_free(p);
}
