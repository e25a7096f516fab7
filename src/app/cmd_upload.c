/* 平台录入单 on the command line: what is not in the upper platform yet, the
   next record as it is to be typed there, and marking what has been typed. */
#include "cmds.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "near.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/report/platform_sheet.h"
#include "pbtui/text/date.h"
#include "resolve.h"

struct upload {
    struct platform_set set;
    const struct platform_sheet *sheet;
    struct span span;
    bool timed;
};

/* ---- which sheet --------------------------------------------------------- */

static bool refuse_sheet(struct job *job, const struct platform_set *set,
                         const char *word, struct err *err)
{
    const char **names =
        arena_array(&job->arena, 2 * set->n + 1, sizeof *names);
    struct strbuf near;
    sb_init(&near);
    for (size_t i = 0; i < set->n; i++) {
        names[2 * i] = set->list[i].name;
        names[2 * i + 1] = set->list[i].title;
    }
    near_words(&near, word, names, 2 * set->n);
    err_set(err, ERR_USAGE, "E-APP-150",
            "没有“%s”这张录入单%s；请用 pbtui upload 看有哪些。", word, near.s);
    sb_clear(&near);
    return false;
}

static bool read_asked(struct job *job, struct upload *u, struct err *err)
{
    struct book *b = &job->session.book;
    platform_sheets(&u->set, b, &job->arena);
    for (size_t i = 0; i < u->set.n_complaints; i++) {
        job_notice(u->set.complaints[i]);
    }
    u->timed = u->span.from != DATE_NONE || u->span.to != DATE_NONE;
    if (job->args.n_words == 0) {
        return true;
    }
    const char *word = job->args.words[0];
    u->sheet = platform_sheet_find(&u->set, word);
    return u->sheet != NULL || refuse_sheet(job, &u->set, word, err);
}

static const struct span *span_of(const struct upload *u)
{
    return u->timed ? &u->span : NULL;
}

/* ---- lists --------------------------------------------------------------- */

static bool list_sheets(struct job *job, struct upload *u, struct err *err)
{
    struct arena *a = &job->arena;
    struct platform_list *lists = arena_array(a, u->set.n + 1, sizeof *lists);
    struct table t;
    for (size_t i = 0; i < u->set.n; i++) {
        if (!platform_list(&lists[i], &job->session.book, a, &u->set.list[i],
                           span_of(u), err)) {
            return false;
        }
        job->found = job->found || platform_left(&lists[i]) > 0;
    }
    platform_table_sheets(&t, a, lists, u->set.n);
    return job_table(job, &t, err);
}

static bool list_records(struct job *job, struct upload *u,
                         const struct platform_list *l, struct err *err)
{
    struct table t;
    (void)u;
    platform_table_list(&t, &job->session.book, &job->arena, l, true);
    job->found = platform_left(l) > 0;
    return job_table(job, &t, err);
}

/* ---- one record ---------------------------------------------------------- */

static bool wants_text(const struct job *job)
{
    const char *word = job->args.value[OPT_FORMAT];
    return (word == NULL || strcmp(word, "text") == 0) &&
           !job_wants(job, ".pdf") && !job_wants(job, ".xlsx");
}

static bool reveal(struct job *job, struct platform_page *p, struct err *err)
{
    const char *reason = job->args.value[OPT_REASON];
    if (!args_given(&job->args, OPT_REVEAL)) {
        return true;
    }
    if (apply_reason_is_short(reason)) {
        return err_set(err, ERR_USAGE, "E-APP-154",
                       "看完整的证件号、电话要用 --reason 写明原因（至少 %d 个"
                       "字），会记入账本。",
                       APPLY_REASON_CHARS);
    }
    return platform_reveal(p, &job->session.book, &job->arena, reason, err);
}

static bool show(struct job *job, struct upload *u,
                 const struct platform_list *l, int64_t id, struct err *err)
{
    struct platform_page p;
    struct table t;
    struct arena *a = &job->arena;
    struct strbuf sb;
    if (!platform_fill(&p, &job->session.book, a, u->sheet, id, err) ||
        !reveal(job, &p, err)) {
        return false;
    }
    job->found = p.n_over > 0;
    if (!wants_text(job)) {
        platform_table_page(&t, &job->session.book, a, &p);
        return job_table(job, &t, err);
    }
    sb_init(&sb);
    sb_addf(&sb, "%s　%s #%" PRId64 "\n%s　%s\n\n", u->sheet->title, p.name, id,
            u->sheet->system, platform_progress(a, l));
    platform_text_page(&sb, &p);
    bool ok = job_output(job, &sb, err);
    sb_clear(&sb);
    return ok;
}

static bool show_next(struct job *job, struct upload *u,
                      const struct platform_list *l, struct err *err)
{
    const struct platform_item *next = platform_next(l, 0);
    if (next != NULL) {
        return show(job, u, l, next->id, err);
    }
    job_say(job, "%s：%s。\n", u->sheet->title,
            platform_progress(&job->arena, l));
    return true;
}

/* ---- marking ------------------------------------------------------------- */

/* Those that are named; without a name those of the span that are to be typed
   (or, to take off, that are marked). */
static bool read_ids(struct job *job, struct upload *u,
                     const struct platform_list *l, bool off, int64_t **out,
                     size_t *n, struct err *err)
{
    size_t words = (size_t)job->args.n_words - 1;
    int64_t *ids = arena_array(&job->arena, words + l->n + 1, sizeof *ids);
    *n = 0;
    for (size_t i = 0; i < words; i++) {
        if (!resolve_record(&job->session.book, &job->arena, u->sheet->ledger,
                            job->args.words[i + 1], &ids[*n], err)) {
            return false;
        }
        (*n)++;
    }
    if (words == 0 && !u->timed) {
        return err_set(err, ERR_USAGE, "E-APP-151",
                       "请写明是哪几条的编号，或者写 --month、--from、--to "
                       "这样的时间，把那段时间的一起打勾。");
    }
    for (size_t i = 0; i < l->n && words == 0; i++) {
        bool done = l->items[i].state == PLATFORM_DONE;
        bool marked = l->items[i].on[0] != '\0';
        if (off ? marked : !done) {
            ids[(*n)++] = l->items[i].id;
        }
    }
    *out = ids;
    return true;
}

static bool read_day(struct job *job, int *day, struct err *err)
{
    const char *typed = job->args.value[OPT_ON];
    *day = job->session.book.today;
    return typed == NULL || date_parse(typed, *day, day, err) ||
           job_bad_option(OPT_ON, err);
}

static bool tell_left(struct job *job, struct upload *u, struct err *err)
{
    struct platform_list l;
    if (!platform_list(&l, &job->session.book, &job->arena, u->sheet, NULL,
                       err)) {
        return false;
    }
    job_say(job, "%s：%s。\n", u->sheet->title,
            platform_progress(&job->arena, &l));
    return true;
}

static bool tick(struct job *job, struct upload *u,
                 const struct platform_list *l, struct err *err)
{
    int day;
    int64_t *ids = NULL;
    size_t n = 0;
    if (!read_day(job, &day, err) ||
        !read_ids(job, u, l, false, &ids, &n, err) ||
        !platform_tick(&job->session.book, &job->arena, u->sheet, ids, n, day,
                       err)) {
        return false;
    }
    job->saved = n > 0;
    job_say(job, n > 0 ? "已打勾 %zu 条。" : "没有要打勾的（%zu 条）。", n);
    return tell_left(job, u, err);
}

static bool untick(struct job *job, struct upload *u,
                   const struct platform_list *l, struct err *err)
{
    int64_t *ids;
    size_t n;
    size_t done;
    const char *reason = job->args.value[OPT_REASON];
    if (!read_ids(job, u, l, true, &ids, &n, err) ||
        !platform_untick(&job->session.book, &job->arena, u->sheet, ids, n,
                         reason != NULL ? reason : "撤去录入标记", &done,
                         err)) {
        return false;
    }
    job->saved = done > 0;
    job_say(job, "已撤去 %zu 条的勾。", done);
    return tell_left(job, u, err);
}

/* ---- the command --------------------------------------------------------- */

static bool check_words(const struct job *job, struct err *err)
{
    bool marks = args_given(&job->args, OPT_DONE);
    bool off = args_given(&job->args, OPT_BACK);
    if (marks && off) {
        return err_set(err, ERR_USAGE, "E-APP-152",
                       "--done 和 --back 只能写一个。");
    }
    if (job->args.n_words == 0 && (marks || off)) {
        return err_set(
            err, ERR_USAGE, "E-APP-153",
            "请写明哪一张录入单，例如 pbtui upload life 12 --done。");
    }
    return true;
}

bool cmd_upload(struct job *job, struct err *err)
{
    struct upload u = {.sheet = NULL};
    struct platform_list l;
    struct book *b = &job->session.book;
    bool marks = args_given(&job->args, OPT_DONE);
    bool off = args_given(&job->args, OPT_BACK);
    if (!check_words(job, err) || !cmd_read_times(&job->args, &u.span, err) ||
        !job_open(job, marks || off || args_given(&job->args, OPT_REVEAL),
                  err) ||
        !read_asked(job, &u, err)) {
        return false;
    }
    if (u.sheet == NULL) {
        return list_sheets(job, &u, err);
    }
    if (!platform_list(&l, b, &job->arena, u.sheet, span_of(&u), err)) {
        return false;
    }
    if (marks || off) {
        return marks ? tick(job, &u, &l, err) : untick(job, &u, &l, err);
    }
    if (args_given(&job->args, OPT_LIST)) {
        return list_records(job, &u, &l, err);
    }
    int64_t id;
    return job->args.n_words < 2
               ? show_next(job, &u, &l, err)
               : resolve_record(b, &job->arena, u.sheet->ledger,
                                job->args.words[1], &id, err) &&
                     show(job, &u, &l, id, err);
}
