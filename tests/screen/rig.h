/* Screens in tests: the program without a terminal, on a ledger in memory with
   a small invented branch; keys by name; the screen compared with a file in
   tests/screen/golden.  GOLDEN=write rewrites the files: read the diff. */
#ifndef PBTUI_TESTS_SCREEN_RIG_H
#define PBTUI_TESTS_SCREEN_RIG_H

#include "pbtui/screen/app.h"

struct rig {
    struct app app;
    struct arena arena;
    int rows, cols;
};

void rig_open(struct rig *r, int rows, int cols, size_t people);
/* With this folder of configuration. */
void rig_open_with(struct rig *r, int rows, int cols, size_t people,
                   const char *config);
/* On a file of its own, so that drafts are kept. */
void rig_open_file(struct rig *r, int rows, int cols, size_t people);
/* Ends the program as a lost terminal does, and starts it again. */
void rig_restart(struct rig *r);
void rig_open_first(struct rig *r, int rows, int cols);
void rig_close(struct rig *r);
void rig_size(struct rig *r, int rows, int cols);

/* "F3", "Tab Tab", "Ctrl+S": names apart by blanks. */
void rig_keys(struct rig *r, const char *names);
/* Characters as an input method sends them. */
void rig_type(struct rig *r, const char *text);
/* The screen as text without roles. */
const char *rig_screen(struct rig *r);
void rig_sees(struct rig *r, const char *text);
void rig_sees_not(struct rig *r, const char *text);
/* The first number that a statement gives; −1 for none. */
int64_t rig_ask(struct rig *r, const char *sql);
/* Compares with golden/NAME.txt, roles and caret included. */
void rig_golden(struct rig *r, const char *name);

#endif
