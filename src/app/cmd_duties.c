/* The compliance matrix on the command line: a year, or the duties of one
   month, of a branch or of all.  Reading only; status 1 when something due is
   missing. */
#include "cmds.h"

#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/rollup.h"
#include "pbtui/report/duties_table.h"
#include "pbtui/report/rollup_table.h"
#include "pbtui/text/date.h"

#define MONTHS 12

struct asked {
    int year;
    int month; /* MONTH_NONE: the whole year */
};

static bool read_year(const char *typed, int *year, struct err *err)
{
    size_t digits = strspn(typed, "0123456789");
    const char *rest = typed + digits;
    if (digits == 4 && (rest[0] == '\0' || strcmp(rest, "年") == 0)) {
        *year = (int)strtol(typed, NULL, 10);
        /* The year's own end is looked at, too. */
        if (date_of(*year, 1, 1) != DATE_NONE &&
            date_of(*year + 1, 1, 1) != DATE_NONE) {
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "E-APP-090",
                   "年份“%s”不对，请写成 2026 这样。", typed);
}

static bool read_asked(const struct job *job, struct asked *out,
                       struct err *err)
{
    const struct cli_args *args = &job->args;
    int today = date_today();
    int month;
    int mday;
    date_split(today, &out->year, &month, &mday);
    out->month = MONTH_NONE;
    if (args_given(args, OPT_MONTH) && args_given(args, OPT_YEAR)) {
        return err_set(err, ERR_USAGE, "E-APP-091",
                       "--month 和 --year 只能用一种，请去掉一个。");
    }
    if (args_given(args, OPT_YEAR)) {
        return read_year(args->value[OPT_YEAR], &out->year, err);
    }
    if (args_given(args, OPT_MONTH)) {
        if (!month_parse(args->value[OPT_MONTH], month_of(today), &out->month,
                         err)) {
            return job_bad_option(OPT_MONTH, err);
        }
        out->year = out->month / MONTHS;
    }
    return true;
}

/* JSON is read by programs: words instead of signs. */
static bool read_words(const struct job *job, bool *words, struct err *err)
{
    enum table_format format;
    bool ok = job_format(job, &format, err);
    *words = format == TABLE_JSON;
    return ok;
}

static bool show_branches(struct job *job, const struct asked *asked,
                          bool words, struct err *err)
{
    struct table t;
    struct rollup_duties r;
    struct arena *a = &job->arena;
    if (!rollup_duties(&job->session.book, a, asked->year, asked->month, &r,
                       err)) {
        return false;
    }
    rollup_table_duties(&t, a, &r, words);
    job->found = r.n_missing > 0;
    return job_table(job, &t, err);
}

static bool show_branch(struct job *job, const struct asked *asked, bool words,
                        struct err *err)
{
    struct table t;
    struct duty_matrix m;
    struct arena *a = &job->arena;
    struct book *b = &job->session.book;
    if (!duty_matrix_of(b, a, asked->year, false, &m, err)) {
        return false;
    }
    const char *branch = org_current(b, a).name;
    if (asked->month == MONTH_NONE) {
        duties_table_year(&t, a, &m, branch, words);
        job->found = m.missing > 0;
    } else {
        duties_table_month(&t, a, &m, branch, asked->month, words);
        job->found = duties_missing_in(&m, asked->month) > 0;
    }
    return job_table(job, &t, err);
}

bool cmd_duties(struct job *job, struct err *err)
{
    struct asked asked;
    bool words;
    if (!read_words(job, &words, err) || !cmd_read_branches(job, err) ||
        !read_asked(job, &asked, err) || !job_open(job, false, err)) {
        return false;
    }
    if (!args_given(&job->args, OPT_MONTH) &&
        !args_given(&job->args, OPT_YEAR)) {
        asked.year = month_of(job->session.book.day) / MONTHS;
    }
    return args_given(&job->args, OPT_ALL_BRANCHES)
               ? show_branches(job, &asked, words, err)
               : show_branch(job, &asked, words, err);
}
