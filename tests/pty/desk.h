/* The program in a real terminal on a home of its own: started, brought to a
   screen, looked after by other programs, left. */
#ifndef PBTUI_TESTS_DESK_H
#define PBTUI_TESTS_DESK_H

#include "pty.h"

#define PROGRAM BUILD_DIR "/pbtui"

struct desk {
    char home[128];
    char env[5][192];
    const char *env_list[6];
    char db[160];
};

void desk_open(struct desk *d);
struct pty *desk_start(struct desk *d, int rows, int cols);
/* From the first screen to the roster; started there. */
void desk_go_to_roster(struct pty *p);
struct pty *desk_roster(struct desk *d, int rows, int cols);
/* Runs a command of the program (or sqlite3) and returns its exit status; what
   it printed goes to out. */
int desk_run(struct desk *d, struct strbuf *out, const char *const *argv);
/* A branch with nobody in it; the sample branch. */
void desk_init(struct desk *d);
void desk_sample(struct desk *d);
void desk_check_clean(struct desk *d);
void desk_quit(struct pty *p);
/* From a form that has not been saved. */
void desk_quit_unsaved(struct pty *p);

#endif
