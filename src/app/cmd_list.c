/* Commands that show records: list and show. */
#include "cmds.h"

#include <stdlib.h>
#include <string.h>

#include "job.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/form.h"
#include "pbtui/report/listing.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"
#include "resolve.h"

/* ---- which books there are -------------------------------------------- */

static const char *views_of(struct arena *a, const struct ledger *l)
{
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < l->n_views; i++) {
        sb_addf(&sb, "%s%s（%s）", i > 0 ? " " : "", l->views[i].name,
                l->views[i].title);
    }
    const char *s = arena_strn(a, sb.s, sb.len);
    sb_clear(&sb);
    return s;
}

static bool list_books(struct job *job, struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "book", .title = "台账", .kind = CELL_TEXT},
        {.name = "title", .title = "名称", .kind = CELL_TEXT},
        {.name = "aliases", .title = "也可写", .kind = CELL_MEMO},
        {.name = "views", .title = "栏目", .kind = CELL_MEMO},
    };
    struct arena *a = &job->arena;
    struct book *b = &job->session.book;
    size_t n = 0;
    /* Without a ledger there are those that are programmed. */
    if (file_exists(job->path) && !job_open(job, false, err)) {
        return false;
    }
    while (registry_at(b, n) != NULL) {
        n++;
    }
    const char *const **rows = arena_array(a, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        const struct ledger *l = registry_at(b, i);
        cells[0] = l->name;
        cells[1] = l->title;
        cells[2] = l->aliases;
        cells[3] = views_of(a, l);
        rows[i] = cells;
    }
    const struct table t = {.columns = columns,
                            .n_columns = ARRAY_LEN(columns),
                            .rows = rows,
                            .n_rows = n};
    return job_table(job, &t, err);
}

/* Kinds are rows of the rule files, which the ledger opens with. */
bool cmd_read_kind(struct job *job, struct query *q, struct err *err)
{
    const char *typed = job->args.value[OPT_KIND];
    if (typed == NULL) {
        return true;
    }
    const struct kind *k = kinds_find(book_kinds(&job->session.book), typed);
    if (q->ledger->of_kind == NULL) {
        return err_set(err, ERR_USAGE, "E-APP-058",
                       "%s不分会议、活动类型，不能用 --kind。",
                       q->ledger->title);
    }
    if (k == NULL) {
        return err_set(err, ERR_USAGE, "E-APP-059",
                       "没有“%s”这种会议、活动类型，或者对应几种，请写全名。",
                       typed);
    }
    q->kind = k->code;
    return true;
}

/* ---- what is asked for ------------------------------------------------ */

bool cmd_read_reveal(struct job *job, const char **reveal, struct err *err)
{
    if (!args_given(&job->args, OPT_REVEAL)) {
        return true;
    }
    const char *reason = job->args.value[OPT_REASON];
    if (apply_reason_is_short(reason)) {
        return err_set(err, ERR_USAGE, "E-APP-050",
                       "显示完整号码要用 --reason 写明原因（至少 %d 个字），"
                       "会记入账本。",
                       APPLY_REASON_CHARS);
    }
    *reveal = reason;
    return true;
}

static bool read_year(const char *typed, struct span *span, struct err *err)
{
    size_t digits = strspn(typed, "0123456789");
    const char *rest = typed + digits;
    if (digits == 4 && (rest[0] == '\0' || strcmp(rest, "年") == 0)) {
        int year = (int)strtol(typed, NULL, 10);
        if (date_of(year, 1, 1) != DATE_NONE) {
            *span = span_of_year(year);
            return true;
        }
    }
    return err_set(err, ERR_USAGE, "E-APP-051",
                   "年份“%s”不对，请写成 2026 这样。", typed);
}

static bool read_bound(const struct cli_args *args, enum cli_option_id id,
                       int *day, struct err *err)
{
    const char *typed = args->value[id];
    return typed == NULL || date_parse(typed, date_today(), day, err) ||
           job_bad_option(id, err);
}

static int periods_given(const struct cli_args *args)
{
    return args_given(args, OPT_MONTH) + args_given(args, OPT_QUARTER) +
           args_given(args, OPT_HALF) + args_given(args, OPT_YEAR) +
           (args_given(args, OPT_FROM) || args_given(args, OPT_TO));
}

static bool read_span(const struct cli_args *args, struct span *span,
                      struct err *err)
{
    int month;
    if (args_given(args, OPT_MONTH)) {
        if (!month_parse(args->value[OPT_MONTH], month_of(date_today()), &month,
                         err)) {
            return job_bad_option(OPT_MONTH, err);
        }
        *span = span_of_month(month);
        return true;
    }
    if (args_given(args, OPT_QUARTER)) {
        return span_parse_quarter(args->value[OPT_QUARTER], span, err) ||
               job_bad_option(OPT_QUARTER, err);
    }
    if (args_given(args, OPT_HALF)) {
        return span_parse_half(args->value[OPT_HALF], date_today(), span,
                               err) ||
               job_bad_option(OPT_HALF, err);
    }
    if (args_given(args, OPT_YEAR)) {
        return read_year(args->value[OPT_YEAR], span, err);
    }
    return read_bound(args, OPT_FROM, &span->from, err) &&
           read_bound(args, OPT_TO, &span->to, err);
}

bool cmd_read_times(const struct cli_args *args, struct span *span,
                    struct err *err)
{
    int n = periods_given(args);
    *span = (struct span){DATE_NONE, DATE_NONE};
    if (n > 1) {
        return err_set(err, ERR_USAGE, "E-APP-052",
                       "--month、--quarter、--half、--year 和 --from/--to "
                       "只能用一种，请去掉多余的。");
    }
    if (n == 1 && !read_span(args, span, err)) {
        return false;
    }
    if (span->from != DATE_NONE && span->to != DATE_NONE &&
        span->from > span->to) {
        return err_set(err, ERR_USAGE, "E-APP-054",
                       "--from 在 --to 之后，请核对日期。");
    }
    return true;
}

void cmd_close_times(const struct book *b, struct span *span)
{
    int year, month, day;
    int any = span->to != DATE_NONE     ? span->to
              : span->from != DATE_NONE ? span->from
                                        : b->day;
    date_split(any, &year, &month, &day);
    struct span whole = span_of_year(year);
    span->from = span->from == DATE_NONE ? whole.from : span->from;
    span->to = span->to == DATE_NONE ? whole.to : span->to;
}

bool cmd_times_begun(const struct book *b, const struct span *span,
                     struct err *err)
{
    char day[24];
    return span->from <= b->day ||
           err_set(err, ERR_USAGE, "E-APP-143",
                   "%s 还没有到，请选看的那天以前的时间。",
                   date_text_long(span->from, day));
}

bool cmd_read_branches(const struct job *job, struct err *err)
{
    return !args_given(&job->args, OPT_ALL_BRANCHES) ||
           !args_given(&job->args, OPT_BRANCH) ||
           err_set(err, ERR_USAGE, "E-APP-141",
                   "--all-branches 是全部支部，不能再写 --branch，"
                   "请去掉一个。");
}

static bool read_period(const struct cli_args *args, struct query *q,
                        struct err *err)
{
    struct span span;
    if (periods_given(args) > 0 && q->ledger->day_column == NULL) {
        return err_set(err, ERR_USAGE, "E-APP-053",
                       "%s不按日期记，不能按时间挑选；"
                       "要看某一天的情况请用 --as-of。",
                       q->ledger->title);
    }
    if (!cmd_read_times(args, &span, err)) {
        return false;
    }
    q->from = span.from;
    q->to = span.to;
    return true;
}

static bool read_sort(struct job *job, struct query *q, struct err *err)
{
    const char *typed = job->args.value[OPT_SORT];
    if (typed == NULL) {
        return true;
    }
    size_t n = strcspn(typed, ":");
    const char *how = typed[n] == ':' ? typed + n + 1 : "asc";
    if (strcmp(how, "asc") != 0 && strcmp(how, "desc") != 0) {
        return err_set(err, ERR_USAGE, "E-APP-055",
                       "--sort 的“:%s”不对，倒着排请写 :desc。", how);
    }
    int field =
        resolve_field(q->ledger, arena_strn(&job->arena, typed, n), err);
    if (field < 0) {
        return false;
    }
    const struct field *f = &q->ledger->fields[field];
    if ((f->flags & FIELD_NEW_ONLY) != 0 || f->kind->secret ||
        (f->sort != NULL && f->sort[0] == '\0')) {
        return err_set(err, ERR_USAGE, "E-APP-056",
                       "不能按“%s”排序，请换一项。", f->label);
    }
    q->sort = field;
    q->descending = strcmp(how, "desc") == 0;
    return true;
}

static bool read_find(struct job *job, struct query *q, struct err *err)
{
    const char *typed = job->args.value[OPT_FIND];
    if (typed == NULL) {
        return true;
    }
    struct strbuf clean;
    sb_init(&clean);
    bool ok = text_in(&clean, typed, strlen(typed), TEXT_LINE, err);
    q->find = arena_strn(&job->arena, clean.s, clean.len);
    sb_clear(&clean);
    return ok || job_bad_option(OPT_FIND, err);
}

/* A table that is printed is no book: 欠交 is worked out of two of them. False,
   with that instead of what err says, when the word is one. */
static bool refuse_form(struct job *job, const char *word, struct err *err)
{
    struct forms forms;
    struct strbuf folder;
    sb_init(&folder);
    file_place(&folder, PLACE_CONFIG, "forms");
    bool ok = !forms_read(&forms, &job->arena, folder.s, NULL) ||
              forms_find(&forms, word) == NULL ||
              err_set(err, ERR_USAGE, "E-APP-064",
                      "“%s”是一张表，不是台账；看和打印请用 pbtui print %s。",
                      word, word);
    sb_clear(&folder);
    return ok;
}

static bool find_book(struct job *job, const char *word, bool to_write,
                      const struct ledger **out, struct err *err)
{
    if (job_book(job, word, to_write, out, err)) {
        return true;
    }
    refuse_form(job, word, err);
    return false;
}

bool cmd_read_query(struct job *job, struct query *q, bool to_write,
                    struct err *err)
{
    const char *view = job->args.value[OPT_VIEW];
    const char *word = job->args.words[0];
    const struct ledger *l;
    if (!find_book(job, word, to_write, &l, err)) {
        return false;
    }
    *q = query_of(l, NULL);
    if (view != NULL) {
        q->view = resolve_view(l, view, err);
    }
    return q->view != NULL && read_period(&job->args, q, err) &&
           read_sort(job, q, err) && read_find(job, q, err);
}

/* Before the ledger is opened: a typo must not cost a look into it. */
static bool format_is_good(const struct job *job, struct err *err)
{
    enum table_format format;
    return job_format(job, &format, err);
}

/* ---- the commands ----------------------------------------------------- */

bool cmd_list(struct job *job, struct err *err)
{
    struct query q;
    struct table t;
    struct listing_options opt = {.ids = true};
    bool all = args_given(&job->args, OPT_ALL_BRANCHES);
    if (args_given(&job->args, OPT_BOOKS)) {
        return list_books(job, err);
    }
    if (job->args.n_words == 0) {
        return err_set(err, ERR_USAGE, "E-APP-057",
                       "请写明列哪一本台账，例如 pbtui list roster；"
                       "有哪些用 --books 看。");
    }
    if (!format_is_good(job, err) || !cmd_read_branches(job, err) ||
        !cmd_read_reveal(job, &opt.reveal, err) ||
        !cmd_read_query(job, &q, opt.reveal != NULL, err) ||
        !job_open(job, opt.reveal != NULL, err)) {
        return false;
    }
    job->saved = opt.reveal != NULL;
    return cmd_read_kind(job, &q, err) &&
           (all ? listing_make_all : listing_make_as)(
               &t, &job->session.book, &job->arena, &q, &opt, err) &&
           job_table(job, &t, err);
}

bool cmd_show(struct job *job, struct err *err)
{
    struct table t;
    struct record r;
    int64_t id;
    enum table_format format;
    struct listing_options opt = {.ids = true};
    const struct ledger *l;
    if (!cmd_read_reveal(job, &opt.reveal, err) ||
        !job_format(job, &format, err) ||
        !job_book(job, job->args.words[0], opt.reveal != NULL, &l, err) ||
        !job_open(job, opt.reveal != NULL, err)) {
        return false;
    }
    struct book *b = &job->session.book;
    if (!resolve_record(b, &job->arena, l, job->args.words[1], &id, err) ||
        !record_read(&r, l, b, &job->arena, id, err)) {
        return false;
    }
    job->saved = opt.reveal != NULL;
    bool ok = format == TABLE_TEXT
                  ? listing_record_as(&t, b, &job->arena, &r, &opt, err)
                  : listing_record_row(&t, b, &job->arena, &r, &opt, err);
    return ok && job_table(job, &t, err);
}
