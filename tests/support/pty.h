/* A program in a pseudo-terminal, with libvterm as its screen.

   Nothing here sleeps: tests wait for what they want to see, with a deadline.
   A wait that ends without it fails the test and prints the screen. */
#ifndef PBTUI_TESTS_PTY_H
#define PBTUI_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "pbtui/base/strbuf.h"

#define PTY_DEADLINE_MS 10000

/* How the screen answers "where is the cursor" (ESC [ 6 n). */
enum pty_answer { PTY_NARROW, PTY_WIDE, PTY_SILENT, PTY_LATE };

struct pty_spec {
    const char *const *argv; /* ends with NULL */
    int rows, cols;          /* 0: 24, 80 */
    /* NAME=VALUE sets, NAME alone unsets; after the fixed environment: TERM
       LANG TZ ESCDELAY PBTUI_TODAY PATH HOME. */
    const char *const *env;
    enum pty_answer answer;
    bool ignore_hup;   /* as nohup does */
    bool job;          /* under a small shell, so that it can be stopped */
    bool closed_stdin; /* <&- */
};

enum { PTY_BOLD = 1, PTY_UNDERLINE = 2, PTY_REVERSE = 4 };

struct pty;

struct pty *pty_start(const struct pty_spec *spec);
void pty_free(struct pty *p); /* kills what still runs */

void pty_send(struct pty *p, const char *bytes, size_t n_bytes);
void pty_type(struct pty *p, const char *text);
/* A key by its terminfo name: "kf2", "kcuu1", "kLFT5". */
void pty_key(struct pty *p, const char *capability);
/* PTY_LATE: sends the answers that were held back. */
void pty_release_answer(struct pty *p);
void pty_resize(struct pty *p, int rows, int cols);
void pty_signal(struct pty *p, int sig);
void pty_hang_up(struct pty *p); /* the window is closed */

/* Waits until the text stands somewhere in a row. */
void pty_expect(struct pty *p, const char *text);
/* Waits until it stands nowhere any more: what is drawn anew comes in pieces.
 */
void pty_expect_gone(struct pty *p, const char *text);
bool pty_wait_text(struct pty *p, const char *text, int deadline_ms);
bool pty_has_text(struct pty *p, const char *text); /* now */
bool pty_wait_stopped(struct pty *p);
/* Takes what the program writes until nothing has come for quiet_ms. */
void pty_settle(struct pty *p, int quiet_ms);
/* Exit status, 128 + signal, or -1 when it still runs at the deadline. */
int pty_wait_exit(struct pty *p, int deadline_ms);

void pty_row(struct pty *p, int row, struct strbuf *out);
void pty_screen(struct pty *p, struct strbuf *out);
void pty_caret(struct pty *p, int *row, int *col);
unsigned pty_attrs(struct pty *p, int row, int col);
/* Bytes the program has written so far, and what should never be there. */
struct pty_counts {
    size_t bytes, bells, titles, osc, dcs;
    bool paste_on; /* bracketed paste asked for */
    bool alternate;
    bool caret_shown;
};
struct pty_counts pty_counts(const struct pty *p);

void pty_modes(struct pty *p, struct termios *out);
bool pty_same_modes(const struct termios *a, const struct termios *b);
void pty_stderr(struct pty *p, struct strbuf *out);
long pty_rss_kb(struct pty *p);       /* its peak so far */
long pty_cpu_ms(const struct pty *p); /* user and system, after its exit */

#endif
