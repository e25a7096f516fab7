/* All files that are going on, read whole with a few statements: what the
   board, the calendar and the first screen look at.

   Stages: heads → parts of each kind in one go, handed out to their files →
   each file as it was on the day in view → facts and verdict (pipeline_facts).
   A single file that is worked on is read by pipeline.c; what comes out is the
   same when the day in view is today. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* A file without any step on that day had not begun, unless it is looked at
   today: it was opened and nothing stands in it yet. */
#define GOING                                                                  \
    "select c.id from candidacy c where c.branch_id = :branch"                 \
    " and c.voided_on is null and (c.ended_on is null or c.ended_on > :day)"
#define OF_GOING "where t.voided_on is null and t.candidacy_id in (" GOING ") "

struct going {
    struct book *book;
    struct arena *arena;
    struct pipeline_file *files;
    size_t n;
};

/* ---- as it was -------------------------------------------------------- */

static bool is_extended(const struct record *r)
{
    return strcmp(record_text(r, STEP_DROPPED), PIPELINE_EXTENDED) == 0;
}

/* Since when a step no longer counts: an extension is in force with its
   approval, anything else when the step or one before it was begun once more.
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
        int64_t no = record_int(s, STEP_NO);
        bool ends = is_extended(r)
                        ? no == AT_CONFIRM && is_extended(s) && s->id >= r->id
                        : s->id > r->id && no <= record_int(r, STEP_NO) &&
                              record_int(s, STEP_ROUND) > 1;
        int on = record_day(s, STEP_ON);
        if (ends && (day == DATE_NONE || on < day)) {
            day = on;
        }
    }
    return day == DATE_NONE ? record_day(r, STEP_ON) : day;
}

/* Of several rounds the last one that had begun; of what had not, at least what
   was handed in by then. */
static void put_step(struct pipeline_file *f, const struct record *all,
                     size_t n, const struct record *r)
{
    int day = f->book->day;
    int64_t no = record_int(r, STEP_NO);
    int gone = dropped_on(all, n, r);
    int asked = record_day(r, STEP_ASKED);
    bool begun = record_day(r, STEP_ON) <= day;
    struct record *at = &f->steps[no];
    f->round[no] = (int)record_int(r, STEP_ROUND);
    bool over = gone != DATE_NONE && (gone <= day || day >= f->book->today);
    if (begun && over) {
        f->earlier[f->n_earlier++] = *r;
    } else if (begun ||
               (at->ledger == NULL && asked != DATE_NONE && asked <= day)) {
        *at = *r;
    }
}

static void put_steps(struct pipeline_file *f, const struct record *all,
                      size_t n)
{
    f->earlier =
        arena_array(f->arena, n + PIPELINE_FRESH_MAX + 1, sizeof *f->earlier);
    for (size_t i = 0; i < n; i++) {
        put_step(f, all, n, &all[i]);
    }
}

/* Rows with a day after the one in view leave no trace. */
static void put_parts(struct pipeline_file *f, const struct record *all,
                      size_t n, int day_field, struct record **out,
                      size_t *n_out)
{
    *out = arena_array(f->arena, n + PIPELINE_FRESH_MAX + 1, sizeof **out);
    for (size_t i = 0; i < n; i++) {
        if (record_day(&all[i], day_field) <= f->book->day) {
            (*out)[(*n_out)++] = all[i];
        }
    }
}

/* ---- handing out ------------------------------------------------------ */

static void hand_to(struct pipeline_file *f, const struct ledger *l,
                    const struct record *all, size_t n)
{
    if (l == &ledger_step) {
        put_steps(f, all, n);
    } else if (l == &ledger_step_entry) {
        put_parts(f, all, n, STEP_ENTRY_ON, &f->entries, &f->n_entries);
    } else if (l == &ledger_helper) {
        put_parts(f, all, n, HELPER_FROM, &f->helpers, &f->n_helpers);
    } else if (l == &ledger_publicity) {
        put_parts(f, all, n, PUBLICITY_FROM, &f->publicities,
                  &f->n_publicities);
    } else {
        put_parts(f, all, n, PAPER_ON, &f->papers, &f->n_papers);
    }
}

/* Every part names its file in its first field; both stand in the order of the
   files' numbers. */
static bool read_parts(struct going *g, const struct ledger *l,
                       const char *tail, struct err *err)
{
    struct record *all = NULL;
    size_t n = 0;
    size_t at = 0;
    if (!record_read_all(&all, &n, l, g->book, g->arena, tail, 0, err)) {
        return false;
    }
    for (size_t i = 0; i < g->n; i++) {
        size_t first = at;
        while (at < n &&
               record_int(&all[at], STEP_FILE) == g->files[i].head.id) {
            at++;
        }
        hand_to(&g->files[i], l, &all[first], at - first);
    }
    return true;
}

/* The order is that of the indexes on the way. */
static bool read_all(struct going *g, struct err *err)
{
    return read_parts(g, &ledger_step,
                      SQL(OF_GOING "order by t.candidacy_id, t.round, t.no,"
                                   " t.id"),
                      err) &&
           read_parts(g, &ledger_step_entry,
                      SQL(OF_GOING "order by t.candidacy_id, t.on_day, t.id"),
                      err) &&
           read_parts(g, &ledger_helper,
                      SQL(OF_GOING "order by t.candidacy_id, t.from_on, t.id"),
                      err) &&
           read_parts(g, &ledger_publicity,
                      SQL(OF_GOING "order by t.candidacy_id, t.from_on, t.id"),
                      err) &&
           read_parts(g, &ledger_paper,
                      SQL(OF_GOING "order by t.candidacy_id, t.no, t.id"), err);
}

/* ---- all of them ------------------------------------------------------ */

static bool had_begun(const struct pipeline_file *f)
{
    if (f->book->day >= f->book->today || f->n_earlier > 0) {
        return true;
    }
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (f->steps[no].ledger != NULL) {
            return true;
        }
    }
    return false;
}

static bool read_heads(struct going *g, struct err *err)
{
    struct record *heads = NULL;
    if (!record_read_all(&heads, &g->n, &ledger_candidacy, g->book, g->arena,
                         SQL("where t.id in (" GOING ") order by t.id"), 0,
                         err)) {
        return false;
    }
    g->files = arena_array(g->arena, g->n + 1, sizeof *g->files);
    for (size_t i = 0; i < g->n; i++) {
        struct pipeline_file *f = &g->files[i];
        pipeline_begin(f, g->book, g->arena);
        f->head = heads[i];
        if (!pipeline_read_who(f, record_int(&f->head, CANDIDACY_PERSON),
                               err)) {
            return false;
        }
    }
    return true;
}

bool pipeline_read_going(struct book *b, struct arena *a,
                         struct pipeline_file **out, size_t *n, struct err *err)
{
    struct going g = {.book = b, .arena = a};
    *n = 0;
    if (!read_heads(&g, err) || (g.n > 0 && !read_all(&g, err))) {
        return false;
    }
    for (size_t i = 0; i < g.n; i++) {
        struct pipeline_file *f = &g.files[i];
        if (had_begun(f)) {
            if (!pipeline_facts_make(f, err)) {
                return false;
            }
            g.files[(*n)++] = *f;
        }
    }
    *out = g.files;
    return true;
}
