/* A file as it was on the day in view: which steps stood then, which had been
   dropped, which parts were there.  The one way for the board and for a single
   file; what it leaves is for looking at, not for saving. */
#include "pipeline_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/text/date.h"

/* ---- all of it -------------------------------------------------------- */

void pipeline_put_steps(struct pipeline_file *f, const struct record *all,
                        size_t n)
{
    f->earlier =
        arena_array(f->arena, n + PIPELINE_FRESH_MAX + 1, sizeof *f->earlier);
    for (size_t i = 0; i < n; i++) {
        int64_t no = record_int(&all[i], STEP_NO);
        f->round[no] = (int)record_int(&all[i], STEP_ROUND);
        if (record_is_null(&all[i], STEP_DROPPED)) {
            f->steps[no] = all[i];
        } else {
            f->earlier[f->n_earlier++] = all[i];
        }
    }
}

/* ---- steps ------------------------------------------------------------ */

static bool is_extended(const struct record *r)
{
    return strcmp(record_text(r, STEP_DROPPED), PIPELINE_EXTENDED) == 0;
}

bool pipeline_dropped_by(const struct record *dropped,
                         const struct record *attempt)
{
    return !record_is_null(dropped, STEP_DROPPED_NO) &&
           record_int(dropped, STEP_DROPPED_NO) ==
               record_int(attempt, STEP_NO) &&
           record_int(dropped, STEP_DROPPED_ROUND) ==
               record_int(attempt, STEP_ROUND);
}

/* Since when a step no longer counts: an extension is in force with its
   approval, anything else when the attempt that took it along was begun.
   DATE_NONE: it counts. */
static int dropped_on(const struct record *all, size_t n,
                      const struct record *r)
{
    int day = DATE_NONE;
    if (record_is_null(r, STEP_DROPPED)) {
        return DATE_NONE;
    }
    for (size_t i = 0; i < n; i++) {
        const struct record *s = &all[i];
        bool ends = is_extended(r) ? record_int(s, STEP_NO) == AT_CONFIRM &&
                                         is_extended(s) && s->id >= r->id
                                   : pipeline_dropped_by(r, s);
        int on = pipeline_day_of(s);
        if (ends && (day == DATE_NONE || on < day)) {
            day = on;
        }
    }
    return day == DATE_NONE ? pipeline_day_of(r) : day;
}

/* As it was handed in, before the answer came. */
static struct record unanswered(struct pipeline_file *f, const struct record *r)
{
    static const int answer[] = {STEP_ON, STEP_RESULT, STEP_NUMBER,
                                 STEP_CONCLUSION, STEP_REASON};
    struct record was = record_copy(r, f->arena);
    for (size_t i = 0; i < sizeof answer / sizeof answer[0]; i++) {
        record_set_null(&was, answer[i]);
    }
    return was;
}

/* Of several rounds the last one that had begun; of what had not, at least what
   was handed in by then. */
static void put_step(struct pipeline_file *f, const struct record *all,
                     size_t n, const struct record *r)
{
    int day = f->book->day;
    int64_t no = record_int(r, STEP_NO);
    int gone = dropped_on(all, n, r);
    int on = record_day(r, STEP_ON);
    int asked = record_day(r, STEP_ASKED);
    bool begun = on != DATE_NONE && on <= day;
    bool handed_in = asked != DATE_NONE && asked <= day;
    if (!begun && !handed_in) {
        return;
    }
    struct record *at = &f->steps[no];
    if (gone != DATE_NONE && gone <= day) {
        f->earlier[f->n_earlier++] = *r;
        f->round[no] = (int)record_int(r, STEP_ROUND);
    } else if (begun || at->ledger == NULL) {
        *at = begun ? *r : unanswered(f, r);
        f->round[no] = (int)record_int(r, STEP_ROUND);
    }
}

static int by_round(const void *x, const void *y)
{
    static const int keys[] = {STEP_ROUND, STEP_NO};
    const struct record *a = x, *b = y;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        int64_t one = record_int(a, keys[i]), other = record_int(b, keys[i]);
        if (one != other) {
            return one < other ? -1 : 1;
        }
    }
    return a->id < b->id ? -1 : a->id > b->id;
}

static void cut_steps(struct pipeline_file *f)
{
    struct record *all =
        arena_array(f->arena, f->n_earlier + PIPELINE_STEPS + 1, sizeof *all);
    size_t n = 0;
    for (; n < f->n_earlier; n++) {
        all[n] = f->earlier[n];
    }
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (f->steps[no].ledger != NULL) {
            all[n++] = f->steps[no];
        }
        f->steps[no] = (struct record){.ledger = NULL};
        f->round[no] = 0;
    }
    if (n > 1) {
        qsort(all, n, sizeof *all, by_round);
    }
    f->earlier =
        arena_array(f->arena, n + PIPELINE_FRESH_MAX + 1, sizeof *f->earlier);
    f->n_earlier = 0;
    for (size_t i = 0; i < n; i++) {
        put_step(f, all, n, &all[i]);
    }
}

/* ---- parts ------------------------------------------------------------ */

/* A paper without a day is there on every day. */
static void cut_parts(const struct pipeline_file *f, int day_field,
                      struct record *list, size_t *n)
{
    size_t kept = 0;
    for (size_t i = 0; i < *n; i++) {
        if (record_day(&list[i], day_field) <= f->book->day) {
            list[kept++] = list[i];
        }
    }
    *n = kept;
}

void pipeline_as_was(struct pipeline_file *f)
{
    if (f->book->day >= f->book->today) {
        return;
    }
    f->extends = pipeline_extended(f) > 0;
    cut_steps(f);
    cut_parts(f, STEP_ENTRY_ON, f->entries, &f->n_entries);
    cut_parts(f, HELPER_FROM, f->helpers, &f->n_helpers);
    cut_parts(f, PUBLICITY_FROM, f->publicities, &f->n_publicities);
    cut_parts(f, PAPER_ON, f->papers, &f->n_papers);
}
