/* All files that are going on, read whole with a few statements: what the
   board, the calendar and the first screen look at.

   Stages: heads → parts of each kind in one go, handed out to their files →
   each file as it was on the day in view (pipeline_past) → facts and verdict
   (pipeline_facts).  A single file is read by pipeline.c; what comes out is the
   same. */
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

/* ---- handing out ------------------------------------------------------ */

/* With room for what is about to be put in. */
static void put_parts(struct pipeline_file *f, const struct record *all,
                      size_t n, struct record **out, size_t *n_out)
{
    *out = arena_array(f->arena, n + PIPELINE_FRESH_MAX + 1, sizeof **out);
    if (n > 0) {
        memcpy(*out, all, n * sizeof **out);
    }
    *n_out = n;
}

static void hand_to(struct pipeline_file *f, const struct ledger *l,
                    const struct record *all, size_t n)
{
    if (l == &ledger_step) {
        pipeline_put_steps(f, all, n);
    } else if (l == &ledger_step_entry) {
        put_parts(f, all, n, &f->entries, &f->n_entries);
    } else if (l == &ledger_helper) {
        put_parts(f, all, n, &f->helpers, &f->n_helpers);
    } else if (l == &ledger_publicity) {
        put_parts(f, all, n, &f->publicities, &f->n_publicities);
    } else {
        put_parts(f, all, n, &f->papers, &f->n_papers);
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
        if (!pipeline_assume(f, err)) {
            return false;
        }
        pipeline_as_was(f);
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
