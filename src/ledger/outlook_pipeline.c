/* What the files of 发展党员 warn of: every warning of every file that is going
   on, the worst ones first; a few are named, the rest is counted.

   Nothing is read where there is no file. */
#include "outlook_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

#define NAMED_MAX 5

struct warned {
    const struct pipeline_file *file;
    const struct pipeline_warning *warning;
    int rank; /* among those of its file */
};

static bool has_files(struct outlook_work *w, bool *out, struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select 1 from candidacy where branch_id = :branch"
                  " and voided_on is null"
                  " and (ended_on is null or ended_on > :day) limit 1"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", w->day);
    *out = stmt_row(&st);
    return stmt_done(&st, err);
}

/* Twice over, over by a central rule, over by a local one, near, possible. */
static int grade(const struct pipeline_warning *x)
{
    if (x->guard->kind == GUARD_AFTER) {
        return 0;
    }
    return x->red ? 4 : !x->over ? 1 : x->guard->local ? 2 : 3;
}

static int worst_first(const void *one, const void *other)
{
    const struct warned *a = one;
    const struct warned *b = other;
    int order = a->rank - b->rank;
    order = order != 0 ? order : grade(b->warning) - grade(a->warning);
    order = order != 0 ? order : a->warning->due - b->warning->due;
    order = order != 0 ? order : a->warning->step - b->warning->step;
    return order != 0 ? order
                      : (a->file->head.id > b->file->head.id) -
                            (a->file->head.id < b->file->head.id);
}

/* The worst one of everybody comes before anybody's second. */
static void rank(struct warned *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++) {
            list[i].rank += list[k].file == list[i].file;
        }
    }
}

static struct warned *list_all(struct outlook_work *w,
                               const struct pipeline_file *files, size_t n,
                               size_t *n_out)
{
    size_t all = 0;
    for (size_t i = 0; i < n; i++) {
        all += files[i].now.n_warnings;
    }
    struct warned *list = arena_array(w->arena, all + 1, sizeof *list);
    *n_out = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < files[i].now.n_warnings; k++) {
            list[(*n_out)++] =
                (struct warned){&files[i], &files[i].now.warnings[k], 0};
        }
    }
    if (all > 1) {
        qsort(list, all, sizeof *list, worst_first);
        rank(list, all);
        qsort(list, all, sizeof *list, worst_first);
    }
    return list;
}

/* Whose 转正 is warned of is not told of a second time. */
static void forget_probation(struct outlook_work *w, int64_t person)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->n; i++) {
        if (w->due[i].kind != DUE_PROBATION || w->due[i].id != person) {
            w->due[kept++] = w->due[i];
        }
    }
    w->n = kept;
}

static void add_warning(struct outlook_work *w, const struct warned *x)
{
    const struct pipeline_warning *a = x->warning;
    const struct pipeline_guard *g = a->guard;
    outlook_add(w,
                (struct due){
                    .kind = DUE_PIPELINE,
                    .id = x->file->person.id,
                    .name = x->file->person.name,
                    .about = arena_printf(w->arena, "%s %s。\n%s（%s）",
                                          g->warn, a->text, g->text, g->basis),
                    .day = a->due,
                    .alarm = a->red ? 2 : a->over,
                    .file = x->file->head.id,
                    .step = a->step,
                    .what = pipeline_due_what(book_pipeline(w->book), a),
                    .opens = g->kind == GUARD_AFTER,
                    .urgent = g->kind != GUARD_AFTER,
                });
}

bool outlook_pipeline(struct outlook_work *w, struct outlook *out,
                      struct err *err)
{
    struct pipeline_file *files = NULL;
    size_t n = 0;
    size_t n_warned = 0;
    bool any = false;
    if (!has_files(w, &any, err)) {
        return false;
    }
    if (!any) {
        return true;
    }
    if (!pipeline_read_going(w->book, w->arena, &files, &n, err)) {
        return false;
    }
    struct warned *list = list_all(w, files, n, &n_warned);
    for (size_t i = 0; i < n_warned && i < NAMED_MAX; i++) {
        if (list[i].warning->step >= AT_REQUEST) {
            forget_probation(w, list[i].file->person.id);
        }
        add_warning(w, &list[i]);
    }
    out->more_pipeline = n_warned > NAMED_MAX ? (int)(n_warned - NAMED_MAX) : 0;
    return true;
}
