/* Year's figures on the command line: the sheet, one figure with its parts, or
   the rows behind it; of a branch or of all.  Reading only; status 1 when one
   could not be worked out.
 */
#include "cmds.h"

#include "job.h"
#include "near.h"
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/rollup.h"
#include "pbtui/report/figures_table.h"
#include "pbtui/report/rollup_table.h"
#include "pbtui/text/date.h"

/* JSON and CSV are read by programs. */
static bool read_words(const struct job *job, bool *words, struct err *err)
{
    enum table_format format;
    bool ok = job_format(job, &format, err);
    *words = format != TABLE_TEXT;
    return ok;
}

static const struct figure *find(struct job *job, const char *word,
                                 struct err *err)
{
    const struct figure_set *set = book_figures(&job->session.book);
    const struct figure *f = figures_find(set, word);
    if (f != NULL) {
        return f;
    }
    const char **names =
        arena_array(&job->arena, 2 * set->n + 1, sizeof *names);
    struct strbuf near;
    sb_init(&near);
    for (size_t i = 0; i < set->n; i++) {
        names[2 * i] = set->list[i].code;
        names[2 * i + 1] = set->list[i].name;
    }
    near_words(&near, word, names, 2 * set->n);
    err_set(err, ERR_USAGE, "E-APP-130",
            "没有“%s”这个数字%s；请用 pbtui figures 看有哪些。", word, near.s);
    sb_clear(&near);
    return NULL;
}

/* What is asked for. */
struct wish {
    struct span span;
    const struct figure *only; /* NULL: all */
    bool words, rows;
};

static bool show_branches(struct job *job, const struct wish *w,
                          struct err *err)
{
    struct table t;
    struct rollup_figures r;
    struct arena *a = &job->arena;
    if (!rollup_figures(&job->session.book, a, &w->span, w->only, &r, err)) {
        return false;
    }
    job->found = r.n_failed > 0;
    if (w->rows) {
        rollup_table_rows(&t, a, &r);
    } else if (w->only != NULL) {
        rollup_table_one(&t, a, &r, w->words);
    } else {
        rollup_table_figures(&t, a, &r, w->words);
    }
    return job_table(job, &t, err);
}

static bool show_branch(struct job *job, const struct wish *w, struct err *err)
{
    struct table t;
    struct figures_sheet sheet;
    struct arena *a = &job->arena;
    if (!figures_sheet(&job->session.book, a, &w->span, w->only, &sheet, err)) {
        return false;
    }
    job->found = sheet.n_failed > 0;
    if (w->rows) {
        figures_table_rows(&t, a, &sheet);
    } else if (w->only != NULL) {
        figures_table_one(&t, a, &sheet, w->words);
    } else {
        figures_table(&t, a, &sheet, w->words);
    }
    return job_table(job, &t, err);
}

bool cmd_figures(struct job *job, struct err *err)
{
    struct book *b = &job->session.book;
    bool one = job->args.n_words > 0;
    bool all = args_given(&job->args, OPT_ALL_BRANCHES);
    struct wish w = {.rows = args_given(&job->args, OPT_ROWS)};
    if (w.rows && !one) {
        return err_set(
            err, ERR_USAGE, "E-APP-131",
            "--rows 要写明哪一个数字，例如 pbtui figures R21 --rows。");
    }
    if (!read_words(job, &w.words, err) || !cmd_read_branches(job, err) ||
        !cmd_read_times(&job->args, &w.span, err) ||
        !job_open(job, false, err)) {
        return false;
    }
    w.only = one ? find(job, job->args.words[0], err) : NULL;
    cmd_close_times(b, &w.span);
    if (!cmd_times_begun(b, &w.span, err)) {
        return false;
    }
    if (one && w.only == NULL) {
        return false;
    }
    for (size_t i = 0; !one && i < book_figures(b)->n_complaints; i++) {
        job_notice(book_figures(b)->complaints[i]);
    }
    return all ? show_branches(job, &w, err) : show_branch(job, &w, err);
}
