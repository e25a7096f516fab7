/* Attendance on the command line: everybody's rates of a span, or who was not
   there.  Reading only. */
#include "cmds.h"

#include "job.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/rates.h"
#include "pbtui/report/rates_table.h"

static bool times_given(const struct cli_args *args)
{
    return args_given(args, OPT_MONTH) || args_given(args, OPT_QUARTER) ||
           args_given(args, OPT_HALF) || args_given(args, OPT_YEAR) ||
           args_given(args, OPT_FROM) || args_given(args, OPT_TO);
}

/* JSON is read by programs. */
static bool read_words(const struct job *job, bool *words, struct err *err)
{
    enum table_format format;
    bool ok = job_format(job, &format, err);
    *words = format == TABLE_JSON;
    return ok;
}

/* Kinds are rows of the rule files, which the ledger opens with. */
static bool read_kind(struct job *job, struct rate_ask *ask,
                      struct rates_heading *h, struct err *err)
{
    const char *typed = job->args.value[OPT_KIND];
    if (typed == NULL || rate_kinds(&job->session.book, &job->arena, typed,
                                    &ask->kinds, &h->kind)) {
        return true;
    }
    return err_set(err, ERR_USAGE, "E-APP-095",
                   "没有“%s”这种会议、活动类型，或者对应几种，请写全名。",
                   typed);
}

static struct span year_in_view(const struct book *b)
{
    int year, month, day;
    date_split(b->day, &year, &month, &day);
    return span_of_year(year);
}

bool cmd_rates(struct job *job, struct err *err)
{
    struct rate_ask ask = {.kinds = NULL};
    struct rates_heading h = {.kind = "", .group = ""};
    struct rates r;
    struct table t;
    struct arena *a = &job->arena;
    if (!read_words(job, &h.words, err) ||
        !cmd_read_times(&job->args, &ask.span, err) ||
        !job_open(job, false, err) || !read_kind(job, &ask, &h, err)) {
        return false;
    }
    struct book *b = &job->session.book;
    if (!times_given(&job->args)) {
        ask.span = year_in_view(b);
    }
    if (!rates_read(b, a, &ask, &r, err)) {
        return false;
    }
    h.branch = org_current(b, a).name;
    h.span = rates_span_text(a, &ask.span);
    if (args_given(&job->args, OPT_ABSENT)) {
        rates_table_away(&t, a, &r, &h);
    } else {
        rates_table_people(&t, a, &r, &h);
    }
    return job_table(job, &t, err);
}
