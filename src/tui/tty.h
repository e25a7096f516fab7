/* Private to term.c and input.c: the terminal as a device, without curses.
   Modes kept and given back, signals turned into flags and a wake-up byte,
   standard error out of the way, the question how wide a dash is. */
#ifndef PBTUI_TUI_TTY_H
#define PBTUI_TUI_TTY_H

#include <stdbool.h>
#include <stddef.h>

#include "pbtui/base/strbuf.h"

enum tty_event {
    TTY_GONE = 1,    /* SIGHUP, SIGTERM, SIGINT, SIGQUIT */
    TTY_RESIZED = 2, /* SIGWINCH */
    TTY_RESUMED = 4, /* SIGCONT */
    TTY_STOP = 8     /* SIGTSTP from outside */
};

/* Keeps the modes that tty_restore gives back. */
void tty_keep_modes(void);
/* What to write to leave the screen (alternate screen off, cursor on …). */
void tty_set_farewell(const char *bytes, size_t n_bytes);
/* Farewell, modes, standard error: only calls that a signal handler may make;
   does nothing a second time. */
void tty_restore(void);

void tty_catch_signals(void);
void tty_release_signals(void);
int tty_wake_fd(void);          /* readable when an event has come */
unsigned tty_take_events(void); /* TTY_… bits since the last call */
/* Stops this job as the shell's Ctrl+Z would; back when it is continued. */
void tty_stop(void);

/* Standard error to memory, when it is this terminal, and back: what was
   written there goes to the log. */
void tty_stderr_away(void);
void tty_stderr_back(void);

/* Columns of an ambiguous character, 1 or 2; 0: the terminal does not say.
   Other bytes that arrive meanwhile are appended to `foreign`. */
int tty_probe_ambiguous(struct strbuf *foreign);

void tty_write(const char *s);

#endif
