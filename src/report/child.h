/* Private to report: another program, run as a child that can do us no harm. */
#ifndef PBTUI_REPORT_CHILD_H
#define PBTUI_REPORT_CHILD_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct child {
    pid_t pid;
    /* Our ends, which do not block; -1: closed.  `in` is a socket, because
       writing to one whose reader has gone can be told to raise no signal. */
    int in, out, err;
};

/* Starts the first of the NULL-ended `paths` that is there, without a shell: in
   a session of its own (no terminal, and a group that is killed as one), with
   that environment, no signal ignored or held back, and no file but its three.
   `in_fd` is its standard input; -1: the socket `in` leads there.  0 or
   errno. */
int child_start(struct child *c, const char *const *paths, char *const argv[],
                char *const env[], int in_fd);
/* True also when the system knows it no more. */
bool child_has_ended(const struct child *c);
void child_close(struct child *c); /* our ends */
/* Its status as waitpid tells it, -1 when that is unknown.  child_end waits,
   child_kill ends it at once, with all that it has started. */
int child_end(struct child *c);
int child_kill(struct child *c);

#endif
