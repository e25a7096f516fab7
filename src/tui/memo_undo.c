/* The history of a long text: steps that can be taken back and again.  Typing
   on, or erasing on, grows the last step; history_end_run closes it.  Bounded
   by steps: the oldest go first. */
#include "memo_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"

#define STEPS_MAX 500
#define RUN_BYTES 300 /* so that one undo never takes back a page */

static void step_clear(struct memo_step *step)
{
    sb_clear(&step->removed);
    sb_clear(&step->added);
}

static void drop_from(struct memo_history *h, size_t n)
{
    while (h->n > n) {
        step_clear(&h->steps[--h->n]);
    }
}

void history_clear(struct memo_history *h)
{
    drop_from(h, 0);
    mem_free(h->steps);
    memset(h, 0, sizeof *h);
}

void history_end_run(struct memo_history *h)
{
    h->open = false;
}

static bool grow_last(struct memo_history *h, enum memo_run run, size_t at,
                      const char *removed, size_t n_removed, const char *added,
                      size_t n_added)
{
    if (!h->open || h->n_done == 0 || h->n_done != h->n) {
        return false;
    }
    struct memo_step *last = &h->steps[h->n - 1];
    if (last->run != run || last->added.len + last->removed.len > RUN_BYTES) {
        return false;
    }
    if (run == MEMO_TYPE && n_removed == 0 &&
        at == last->at + last->added.len) {
        sb_addn(&last->added, added, n_added);
        return true;
    }
    if (run == MEMO_ERASE && n_added == 0 && at + n_removed == last->at) {
        sb_splice(&last->removed, 0, 0, removed, n_removed);
        last->at = at;
        return true;
    }
    if (run == MEMO_ERASE_NEXT && n_added == 0 && at == last->at) {
        sb_addn(&last->removed, removed, n_removed);
        return true;
    }
    return false;
}

void history_add(struct memo_history *h, enum memo_run run, size_t caret,
                 size_t at, const char *removed, size_t n_removed,
                 const char *added, size_t n_added)
{
    if (grow_last(h, run, at, removed, n_removed, added, n_added)) {
        return;
    }
    drop_from(h, h->n_done);
    if (h->n == STEPS_MAX) {
        step_clear(&h->steps[0]);
        memmove(h->steps, h->steps + 1, (h->n - 1) * sizeof *h->steps);
        h->n--;
    }
    MEM_PUSH(h->steps, h->n, h->cap);
    struct memo_step *step = &h->steps[h->n++];
    memset(step, 0, sizeof *step);
    sb_init(&step->removed);
    sb_init(&step->added);
    sb_addn(&step->removed, removed, n_removed);
    sb_addn(&step->added, added, n_added);
    step->at = at;
    step->caret = caret;
    step->run = run;
    h->n_done = h->n;
    h->open = run != MEMO_ONCE;
}

const struct memo_step *history_undo(struct memo_history *h)
{
    h->open = false;
    return h->n_done == 0 ? NULL : &h->steps[--h->n_done];
}

const struct memo_step *history_redo(struct memo_history *h)
{
    h->open = false;
    return h->n_done == h->n ? NULL : &h->steps[h->n_done++];
}
