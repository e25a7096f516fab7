/* A view that is a list over rows in memory: read when it is opened and
   whenever something above it has closed.  Its own struct begins with this one.
 */
#ifndef PBTUI_SCREEN_MEMORY_VIEW_H
#define PBTUI_SCREEN_MEMORY_VIEW_H

#include "memory_list.h"
#include "pbtui/screen/app.h"

struct memory_view {
    struct view view;
    struct app *app;
    struct arena arena; /* what was read, and the rows */
    struct memory_list rows;
    struct listbox box;
    uint64_t context; /* of its own commands, while nothing is typed */
    void (*load)(struct memory_view *m);
    int day; /* read for */
    int64_t branch;
};

/* Reads it anew when the day, the branch or the ledger is another by now. */
void memory_view_watch(struct memory_view *m);
/* The place of the row under the cursor in `rows`; -1: there is none. */
int memory_view_at(struct memory_view *m);

/* Reads it, and puts it on the screen; cls has the hooks below. */
void memory_view_open(struct memory_view *m, const struct view_class *cls,
                      const struct list_column *columns, size_t n);

/* At the beginning of its command: read anew where that is due, and moved when
   the command moves in the list. */
bool memory_view_moved(struct memory_view *m, int cmd);

/* Of its class, all but what is its own (draw, command, help) and the end. */
#define MEMORY_VIEW_HOOKS                                                      \
    .contexts = memory_view_contexts, .key = memory_view_key,                  \
    .uncovered = memory_view_uncovered
uint64_t memory_view_contexts(const struct view *view);
enum view_result memory_view_key(struct view *view, struct ui *ui,
                                 const struct key *k);
void memory_view_uncovered(struct view *view, struct ui *ui);
void memory_view_close(struct view *view);

#endif
