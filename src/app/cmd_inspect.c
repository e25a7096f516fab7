/* 迎检体检 on the command line.  Reading only; status 1 when something is found
   or a rule could not be asked. */
#include "cmds.h"

#include <string.h>

#include "job.h"
#include "near.h"
#include "pbtui/ledger/inspect.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/report/inspect_table.h"
#include "pbtui/text/date.h"

static bool read_titles(const struct job *job, bool *titles, struct err *err)
{
    enum table_format format;
    bool ok = job_format(job, &format, err);
    *titles = format == TABLE_TEXT;
    return ok;
}

static const char *group_of(const struct inspect_set *set, const char *word)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcmp(set->list[i].group, word) == 0) {
            return set->list[i].group;
        }
    }
    return NULL;
}

static bool refuse(struct job *job, const struct inspect_set *set,
                   const char *word, struct err *err)
{
    const char **names =
        arena_array(&job->arena, 3 * set->n + 1, sizeof *names);
    struct strbuf near;
    sb_init(&near);
    for (size_t i = 0; i < set->n; i++) {
        names[3 * i] = set->list[i].code;
        names[3 * i + 1] = set->list[i].name;
        names[3 * i + 2] = set->list[i].group;
    }
    near_words(&near, word, names, 3 * set->n);
    err_set(err, ERR_USAGE, "E-APP-140",
            "没有“%s”这条规则、这类规则或这本台账%s；请用 pbtui inspect --list "
            "看有哪些。",
            word, near.s);
    sb_clear(&near);
    return false;
}

/* A rule, a group of them, or a book. */
static bool read_only(struct job *job, struct inspect_only *out,
                      struct err *err)
{
    const struct inspect_set *set = book_inspect(&job->session.book);
    *out = (struct inspect_only){.rule = NULL};
    if (job->args.n_words == 0) {
        return true;
    }
    const char *word = job->args.words[0];
    const struct ledger *l = registry_find(&job->session.book, word);
    out->rule = inspect_find(set, word);
    out->group = out->rule == NULL ? group_of(set, word) : NULL;
    if (out->rule != NULL || out->group != NULL) {
        return true;
    }
    out->book = l == NULL ? NULL : l->name;
    return l != NULL || refuse(job, set, word, err);
}

static void tell_complaints(const struct inspect_set *set)
{
    for (size_t i = 0; i < set->n_complaints; i++) {
        job_notice(set->complaints[i]);
    }
}

bool cmd_inspect(struct job *job, struct err *err)
{
    bool titles;
    struct span span;
    struct table t;
    struct inspect_only only;
    struct inspect_sheet sheet;
    struct arena *a = &job->arena;
    struct book *b = &job->session.book;
    if (!read_titles(job, &titles, err) ||
        !cmd_read_times(&job->args, &span, err) || !job_open(job, false, err)) {
        return false;
    }
    tell_complaints(book_inspect(b));
    if (args_given(&job->args, OPT_LIST)) {
        inspect_table_rules(&t, a, book_inspect(b));
        return job_table(job, &t, err);
    }
    cmd_close_times(b, &span);
    if (!cmd_times_begun(b, &span, err) || !read_only(job, &only, err) ||
        !inspect_sheet(b, a, &span, &only, &sheet, NULL, NULL, err)) {
        return false;
    }
    job->found = sheet.n > 0 || sheet.n_failed > 0;
    inspect_table(&t, b, a, &sheet, titles);
    return job_table(job, &t, err);
}
