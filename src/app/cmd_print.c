/* Printing: a form or a bound ledger → text, a PDF, a spreadsheet, a printer.

   Stages: what is meant (form, period, records, where to) → the ledger is
   opened (for writing, when the paper leaves the house: that is noted) → laid
   out → noted → written or handed to the printer. */
#include "cmds.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "job.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/paper.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/report/printer.h"
#include "pbtui/report/registers_print.h"
#include "pbtui/text/date.h"
#include "print_list.h"
#include "print_out.h"
#include "resolve.h"

#define COPIES_MAX 99

/* What --format calls them, and how their files end. */
static const struct {
    const char *word, *ending;
    enum print_way way;
} ways[] = {{"text", ".txt", WAY_TEXT},
            {"pdf", ".pdf", WAY_PDF},
            {"xlsx", ".xlsx", WAY_XLSX},
            {"csv", ".csv", WAY_CSV}};

static bool read_forms(struct job *job, struct forms *out, struct err *err)
{
    bool ok = forms_read_of(out, &job->arena, &job->session.book, err);
    bool all = args_given(&job->args, OPT_LIST);
    for (size_t i = 0; ok && all && i < out->n_complaints; i++) {
        job_notice(out->complaints[i]);
    }
    if (ok && !all && out->n_complaints > 0) {
        job_notice("自己的表样有错，没有采用；pbtui print --list 说明错在哪里");
    }
    return ok;
}

/* ---- what is meant ---------------------------------------------------------
 */

/* .pdf; "" for none. */
static const char *ending_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *dot = strrchr(slash != NULL ? slash : path, '.');
    return dot != NULL ? dot : "";
}

static bool read_way(const struct job *job, enum print_way *way,
                     struct err *err)
{
    const char *format = job->args.value[OPT_FORMAT];
    const char *path = job->args.value[OPT_OUTPUT];
    const char *ending = path != NULL ? ending_of(path) : "";
    *way = args_given(&job->args, OPT_PRINTER) ? WAY_PRINTER : WAY_TEXT;
    if (*way == WAY_PRINTER || (format == NULL && ending[0] == '\0')) {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
        if (format != NULL ? strcmp(format, ways[i].word) == 0
                           : strcasecmp(ending, ways[i].ending) == 0) {
            *way = ways[i].way;
            return true;
        }
    }
    return format != NULL
               ? err_set(
                     err, ERR_USAGE, "E-APP-100",
                     "打印没有“%s”这种格式，可以写 text、pdf、xlsx 或 csv。",
                     format)
               : err_set(err, ERR_USAGE, "E-APP-107",
                         "不会写“%s”这种文件，请写 .pdf、.xlsx、.csv 或 .txt，"
                         "或者用 --format 说明。",
                         ending);
}

static bool read_number(const struct job *job, enum cli_option_id id, int least,
                        int most, int *out, struct err *err)
{
    const char *typed = job->args.value[id];
    if (typed == NULL) {
        return true;
    }
    size_t n = strlen(typed);
    long v = n > 0 && n < 6 && strspn(typed, "0123456789") == n
                 ? strtol(typed, NULL, 10)
                 : -1;
    if (v < least || v > most) {
        return err_set(err, ERR_USAGE, "E-APP-101",
                       "--%s 要写 %d 到 %d 的整数。", cli_options[id].name,
                       least, most);
    }
    *out = (int)v;
    return true;
}

/* How it is printed, in as far as a file has that as well. */
static bool read_copies(const struct job *job, enum print_way way,
                        struct print_wish *to_printer, struct paper_wish *w,
                        struct err *err)
{
    static const enum cli_option_id printers[] = {OPT_DUPLEX, OPT_PAGES};
    *to_printer = (struct print_wish){
        .printer = job->args.value[OPT_PRINTER],
        .copies = 1,
        .duplex = args_given(&job->args, OPT_DUPLEX),
        .pages = job->args.value[OPT_PAGES],
    };
    for (size_t i = 0; way != WAY_PRINTER && i < ARRAY_LEN(printers); i++) {
        if (args_given(&job->args, printers[i])) {
            return err_set(err, ERR_USAGE, "E-APP-106",
                           "--%s 只在交给打印机时有用，请加上 --printer。",
                           cli_options[printers[i]].name);
        }
    }
    /* Of ballots and slips: so many of them; a printer counts by itself. */
    return read_number(
        job, OPT_COPIES, 1, COPIES_MAX,
        way == WAY_PRINTER ? &to_printer->copies : &w->ask.copies, err);
}

static bool read_kind(struct job *job, struct form_ask *ask, struct err *err)
{
    const char *typed = job->args.value[OPT_KIND];
    if (typed == NULL) {
        return true;
    }
    const struct kind *k = kinds_find(book_kinds(ask->book), typed);
    if (k == NULL) {
        return err_set(err, ERR_USAGE, "E-APP-102",
                       "没有“%s”这种会议、活动类型，或者对应几种，请写全名。",
                       typed);
    }
    ask->kind = k->code;
    return true;
}

static bool read_ids(struct job *job, struct paper_wish *w, struct err *err)
{
    size_t n = (size_t)job->args.n_words - 1;
    if (n == 0) {
        return true;
    }
    if (w->form == NULL || (w->form->source->asks & ASKS_RECORD) == 0) {
        bool by_day =
            w->form != NULL && (w->form->source->asks & ASKS_DAY) != 0;
        return err_set(err, ERR_USAGE, "E-APP-103",
                       "“%s”按%s打印，不写编号；请用 %s 这样的写法。",
                       job->args.words[0], by_day ? "日期" : "时间",
                       by_day ? "--as-of 2026-10-31" : "--month 2026-10");
    }
    int64_t *ids = arena_array(&job->arena, n, sizeof *ids);
    for (size_t i = 0; i < n; i++) {
        if (!resolve_record(w->ask.book, &job->arena, w->form->source->ledger,
                            job->args.words[i + 1], &ids[i], err)) {
            return false;
        }
    }
    w->ids = ids;
    w->n_ids = n;
    return true;
}

static bool find_form(struct job *job, struct paper_wish *w, struct err *err)
{
    const char *word = job->args.words[0];
    w->bound = bound_find(word);
    if (w->bound != NULL) {
        return true;
    }
    w->form = forms_find(w->forms, word);
    return w->form != NULL ||
           err_set(err, ERR_USAGE, "E-APP-104",
                   "没有“%s”这种表格，请用 pbtui print --list 看有哪些。",
                   word);
}

static bool read_wish(struct job *job, struct paper_wish *w, struct err *err)
{
    w->ask.span = (struct span){DATE_NONE, DATE_NONE};
    if (args_given(&job->args, OPT_AS_ISSUED)) {
        w->as_issued = 1;
    }
    return find_form(job, w, err) &&
           cmd_read_times(&job->args, &w->ask.span, err) &&
           read_number(job, OPT_EDITION, 1, 9999, &w->as_issued, err);
}

/* ---- the command -----------------------------------------------------------
 */

/* Text on the screen stays in the house; so does what cannot be noted.  What
   anyone can change is no edition. */
static bool leaves(const struct job *job, enum print_way way)
{
    const char *path = job->args.value[OPT_OUTPUT];
    bool shown = way == WAY_TEXT && (path == NULL || strcmp(path, "-") == 0);
    return !shown && way != WAY_XLSX && way != WAY_CSV &&
           !args_given(&job->args, OPT_READONLY);
}

/* Registers, whose forms are listed with the others, are of a ledger. */
static bool open_for_list(struct job *job, struct err *err)
{
    return !file_exists(job->path) || job_open(job, false, err);
}

/* A word that means no form of the program may be a register: the ledger says
   which there are. */
static bool add_registers(struct job *job, enum print_way way,
                          struct forms *forms, struct err *err)
{
    const char *word = job->args.words[0];
    return forms_find(forms, word) != NULL || bound_find(word) != NULL ||
           !file_exists(job->path) ||
           (job_open(job, leaves(job, way), err) &&
            read_forms(job, forms, err));
}

bool cmd_print(struct job *job, struct err *err)
{
    struct forms forms;
    struct paper p;
    enum print_way way;
    bool gb18030;
    struct print_wish to_printer;
    struct paper_wish w = {.forms = &forms};
    bool list = args_given(&job->args, OPT_LIST);
    if ((list && !open_for_list(job, err)) || !read_forms(job, &forms, err)) {
        return false;
    }
    if (list) {
        return print_list(job, &forms, err);
    }
    if (job->args.n_words == 0) {
        return err_set(err, ERR_USAGE, "E-APP-105",
                       "请写要印哪种表格，例如 pbtui print month；"
                       "pbtui print --list 列出全部。");
    }
    if (!read_way(job, &way, err) ||
        !job_encoding(job, way == WAY_CSV, &gb18030, err) ||
        !add_registers(job, way, &forms, err) || !read_wish(job, &w, err) ||
        !read_copies(job, way, &to_printer, &w, err)) {
        return false;
    }
    w.unnoted = !leaves(job, way);
    if (!job_open(job, !w.unnoted, err)) {
        return false;
    }
    w.ask.book = &job->session.book;
    if (way == WAY_TEXT) {
        w.text = paper_text_sheet(&job->arena, job_cols());
    }
    return read_kind(job, &w.ask, err) && read_ids(job, &w, err) &&
           paper_make(&p, &job->arena, &w, err) &&
           print_out(job, &p, way, &to_printer, err);
}
