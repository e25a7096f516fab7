/* What every screen works with: the open ledger, the key map, the stack of
   views.  Lives as long as the program; tests make one without a terminal. */
#ifndef PBTUI_SCREEN_APP_H
#define PBTUI_SCREEN_APP_H

#include "pbtui/ledger/session.h"
#include "pbtui/screen/screen.h"

struct app {
    struct screen_options opt;
    struct session session;
    struct book *book; /* &session.book once a ledger is open */
    struct ui ui;
    struct arena arena; /* for the life of the program */
    /* The branch in the top line, so that a key press asks nothing. */
    /* What a form saved last, for the list below it to stand on; 0: nothing. */
    const struct ledger *saved_in;
    int64_t saved_id;
    int64_t shown_branch; /* 0: ask again */
    char branch_name[128];
};

/* Without terminal and without loop: tests draw app->ui themselves. */
bool app_init(struct app *app, const struct screen_options *opt,
              struct err *err);
void app_clear(struct app *app);
struct app *app_of(const struct ui *ui);

/* After the ledger is open: the first list, the offer of drafts. */
void app_start(struct app *app);
/* Takes the file of opt.path (or DB_MEMORY when path is NULL). */
bool app_open_ledger(struct app *app, struct err *err);

/* Commands that are the same everywhere: undo, palette, branch, ledger … */
enum view_result app_command(struct ui *ui, int cmd);

/* The top line of every full screen: branch, where we are, the day it speaks
   for. */
void app_draw_top(struct app *app, struct canvas *c, int row,
                  const char *where);

/* Another branch is looked at from now on; not while a form is open, which is
   said. */
bool app_look_at(struct app *app, int64_t branch);

/* Something was saved: what is remembered of the ledger is asked again. */
void app_forget(struct app *app);

/* At every key: the day may have changed under an open program. */
void app_watch(struct app *app);

/* Allowed to write?  Otherwise says why at the bottom. */
bool app_can_write(struct app *app);

#endif
