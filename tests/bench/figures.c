/* Times what the figures of a year, the inspection of it and the first screen
   wait for, in one branch of many:

       figures LEDGER       (of `fill branches`; nothing is written)

   Lines as timing.h says.  Time is the processor's.  The slowest figure is
   looked for first, and the line says which it is. */
#include <stdint.h>
#include <stdio.h>

#include "timing.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/inspect.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/session.h"

#define TRIES        5
#define BRANCHES_MAX 256

struct bench {
    struct session s;
    struct arena arena; /* reset before each time */
    struct span span;
    const struct figure *figure; /* the one that is asked */
    size_t rows;
};

/* What could not be asked makes a time worth nothing. */
static bool all_asked(size_t failed)
{
    if (failed > 0) {
        fprintf(stderr, "figures: %zu queries could not be asked\n", failed);
    }
    return failed == 0;
}

static bool ask_all(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct figures_sheet sheet;
    arena_reset(&b->arena);
    bool ok = figures_sheet(&b->s.book, &b->arena, &b->span, NULL, &sheet, err);
    b->rows = ok ? sheet.n : 0;
    return ok && all_asked(sheet.n_failed);
}

static bool ask_one(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct figure_answer x;
    arena_reset(&b->arena);
    bool ok = figure_ask(&b->s.book, &b->arena, b->figure, &b->span, &x, err);
    b->rows = ok ? x.rows.n : 0;
    return ok;
}

static bool inspect(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct inspect_sheet sheet;
    arena_reset(&b->arena);
    bool ok = inspect_sheet(&b->s.book, &b->arena, &b->span, NULL, &sheet, NULL,
                            NULL, err);
    b->rows = ok ? sheet.n : 0;
    return ok && all_asked(sheet.n_failed);
}

static bool read_outlook(void *ctx, struct err *err)
{
    struct bench *b = ctx;
    struct outlook o;
    arena_reset(&b->arena);
    bool ok = outlook_of(&b->s.book, &b->arena, &o, err);
    b->rows = ok ? o.n_due : 0;
    return ok;
}

/* ---- which figure ------------------------------------------------------- */

/* The least of some tries, so that a figure is not named for a hiccup. */
static int64_t least_time(struct bench *b, struct err *err)
{
    int64_t least = INT64_MAX;
    for (int i = 0; i < TRIES; i++) {
        struct timespec from, to;
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
        if (!ask_one(b, err)) {
            return -1;
        }
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
        int64_t took = (int64_t)(to.tv_sec - from.tv_sec) * 1000000 +
                       (to.tv_nsec - from.tv_nsec) / 1000;
        least = took < least ? took : least;
    }
    return least;
}

static const struct figure *slowest(struct bench *b, struct err *err)
{
    const struct figure_set *set = book_figures(&b->s.book);
    const struct figure *found = NULL;
    int64_t most = -1;
    for (size_t i = 0; i < set->n; i++) {
        b->figure = &set->list[i];
        int64_t took = least_time(b, err);
        if (took < 0) {
            return NULL;
        }
        if (took > most) {
            most = took;
            found = b->figure;
        }
    }
    return found;
}

/* ---- all ---------------------------------------------------------------- */

static void tell(struct bench *b, const char *what, int target,
                 bool (*work)(void *, struct err *))
{
    const struct timing t = {
        what, TIMING_MOST, target, CLOCK_PROCESS_CPUTIME_ID,
        work, NULL,        b,      &b->rows};
    timing_tell(&t);
}

/* In the middle of the file, with as many before it as behind. */
static void go_to_the_middle(struct bench *b)
{
    struct org_branch *list =
        arena_array(&b->arena, BRANCHES_MAX, sizeof *list);
    size_t n = org_branches(&b->s.book, &b->arena, list, BRANCHES_MAX);
    b->s.book.branch = list[n / 2].id;
}

int main(int argc, char **argv)
{
    struct bench b = {.span = span_of_year(2025)};
    struct err err = ERR_INIT;
    if (argc != 2) {
        fputs("usage: figures LEDGER\n", stderr);
        return 2;
    }
    if (session_open(&b.s, argv[1], DB_READ, "bench", &err)) {
        go_to_the_middle(&b);
        b.figure = slowest(&b, &err);
    }
    if (b.figure == NULL) {
        fprintf(stderr, "figures: %s %s %s\n", err.code, err.text, err.detail);
        return 1;
    }
    char name[64];
    snprintf(name, sizeof name, "the slowest figure's rows (%s)",
             b.figure->code);
    tell(&b, "all figures of a year and of the one before", 300, ask_all);
    tell(&b, name, 30, ask_one);
    tell(&b, "inspection of a year", 1000, inspect);
    tell(&b, "first screen", 16, read_outlook);
    session_close(&b.s);
    arena_clear(&b.arena);
    return 0;
}
