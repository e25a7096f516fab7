/* Printing: a form or a bound ledger → text, a PDF, a printer.

   Stages: what is meant (form, period, records, where to) → the ledger is
   opened (for writing, when the paper leaves the house: that is noted) → laid
   out → noted → written or handed to the printer. */
#include "cmds.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "job.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/report/paper.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/report/press.h"
#include "pbtui/report/printer.h"
#include "pbtui/text/date.h"
#include "resolve.h"

#define COPIES_MAX 99

enum way { WAY_TEXT, WAY_PDF, WAY_PRINTER };

/* ---- print --list ----------------------------------------------------------
 */

static bool read_forms(struct job *job, struct forms *out, struct err *err)
{
    struct strbuf folder;
    sb_init(&folder);
    file_place(&folder, PLACE_CONFIG, "forms");
    bool ok = forms_read(out, &job->arena, folder.s, err);
    sb_clear(&folder);
    for (size_t i = 0; ok && i < out->n_complaints; i++) {
        job_notice(out->complaints[i]);
    }
    return ok;
}

static const char *asks_words(const struct form *f)
{
    unsigned asks = f->source->asks;
    return (asks & ASKS_RECORD) != 0
               ? (asks & ASKS_PERIOD) != 0 || f->source->records != NULL
                     ? "编号或时间"
                     : "编号"
           : (asks & ASKS_PERIOD) != 0 ? "时间"
                                       : "日期";
}

static bool list_papers(struct job *job, const struct forms *forms,
                        struct err *err)
{
    static const struct table_column columns[] = {
        {.name = "form", .title = "名称", .kind = CELL_TEXT},
        {.name = "title", .title = "表格", .kind = CELL_TEXT},
        {.name = "asks", .title = "要写", .kind = CELL_TEXT},
        {.name = "paper", .title = "纸张", .kind = CELL_TEXT},
        {.name = "about", .title = "内容", .kind = CELL_MEMO},
    };
    size_t n = 0;
    struct arena *a = &job->arena;
    for (const struct bound *b = bounds; b->name != NULL; b++) {
        n++;
    }
    const char *const **rows = arena_array(a, n + forms->n, sizeof *rows);
    size_t at = 0;
    for (const struct bound *b = bounds; b->name != NULL; b++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = b->name;
        cells[1] = b->title;
        cells[2] = "时间";
        cells[3] = "装订成册";
        cells[4] = b->about;
        rows[at++] = cells;
    }
    for (size_t i = 0; i < forms->n; i++) {
        const struct form *f = &forms->list[i];
        if (f->part) {
            continue;
        }
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = f->name;
        cells[1] = f->title;
        cells[2] = asks_words(f);
        cells[3] = f->paper;
        cells[4] = f->about;
        rows[at++] = cells;
    }
    const struct table t = {.columns = columns,
                            .n_columns = ARRAY_LEN(columns),
                            .rows = rows,
                            .n_rows = at};
    const char *word = job->args.value[OPT_FORMAT];
    job->args.value[OPT_FORMAT] =
        word != NULL && strcmp(word, "pdf") == 0 ? NULL : word;
    return job_table(job, &t, err);
}

/* ---- what is meant ---------------------------------------------------------
 */

static bool read_way(const struct job *job, enum way *way, struct err *err)
{
    const char *format = job->args.value[OPT_FORMAT];
    const char *path = job->args.value[OPT_OUTPUT];
    size_t n = path != NULL ? strlen(path) : 0;
    bool named = n > 4 && strcmp(path + n - 4, ".pdf") == 0;
    *way = args_given(&job->args, OPT_PRINTER) ? WAY_PRINTER
           : named                             ? WAY_PDF
                                               : WAY_TEXT;
    if (format == NULL || *way == WAY_PRINTER) {
        return true;
    }
    if (strcmp(format, "pdf") == 0) {
        *way = WAY_PDF;
        return true;
    }
    if (strcmp(format, "text") == 0) {
        *way = WAY_TEXT;
        return true;
    }
    return err_set(err, ERR_USAGE, "E-APP-100",
                   "打印没有“%s”这种格式，可以写 text 或 pdf。", format);
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
    if (w->form == NULL || w->form->source->ledger == NULL) {
        return err_set(err, ERR_USAGE, "E-APP-103",
                       "“%s”按时间打印，不写编号；请用 --month 2026-10 这样"
                       "的写法。",
                       job->args.words[0]);
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

/* ---- where to --------------------------------------------------------------
 */

static bool write_text(struct job *job, const struct paper *p, struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    paper_text(&sb, &p->doc);
    bool ok = job_output(job, &sb, err);
    sb_clear(&sb);
    return ok;
}

static bool press(struct job *job, const struct paper *p, const char *path,
                  enum file_flags flags, struct err *err)
{
    struct press_fonts fonts;
    struct press_result got;
    config_fonts(&job->config, fonts.family);
    if (!press_pdf(&p->doc, &fonts, path, flags, &job->arena, &got, err)) {
        return err_is(err, "E-FILE-007") ? err_doing(err, "要覆盖请加 --force")
                                         : false;
    }
    for (size_t i = 0; i < got.n_notes; i++) {
        job_notice(got.notes[i]);
    }
    return true;
}

static bool write_pdf(struct job *job, const struct paper *p, struct err *err)
{
    const char *path = job->args.value[OPT_OUTPUT];
    bool force = args_given(&job->args, OPT_FORCE);
    if (path == NULL) {
        path = arena_printf(&job->arena, "%s.pdf", p->file);
    }
    if (!press(job, p, path, force ? FILE_REPLACE : FILE_NEW, err)) {
        return false;
    }
    if (strcmp(path, "-") != 0) {
        job->saved = true;
        job_say(job, "已写入 %s（%zu 页）\n", path, p->doc.n);
    }
    return true;
}

/* A file of its own, gone again when the printer has it. */
static bool print_it(struct job *job, const struct paper *p, struct err *err)
{
    struct print_wish wish = {
        .printer = job->args.value[OPT_PRINTER],
        .copies = 1,
        .duplex = args_given(&job->args, OPT_DUPLEX),
        .pages = job->args.value[OPT_PAGES],
        .of = p->doc.n,
    };
    struct print_job out;
    struct strbuf path;
    if (!read_number(job, OPT_COPIES, 1, COPIES_MAX, &wish.copies, err)) {
        return false;
    }
    wish.pages = wish.pages != NULL ? wish.pages : "";
    sb_init(&path);
    file_place(&path, PLACE_STATE, "print");
    bool ok = file_make_dirs(path.s, err);
    sb_addf(&path, "/%d.pdf", (int)getpid());
    ok = ok && press(job, p, path.s, FILE_REPLACE, err) &&
         printer_send(path.s, &wish, &job->arena, NULL, &out, err);
    unlink(path.s);
    sb_clear(&path);
    if (ok) {
        job->saved = true;
        job_say(job, "已交给打印机 %s%s%s%s\n", out.printer,
                out.name[0] != '\0' ? "，任务号 " : "", out.name,
                out.note[0] != '\0'
                    ? arena_printf(&job->arena, "（%s）", out.note)
                    : "");
    }
    return ok;
}

static bool put_out(struct job *job, struct paper *p, enum way way,
                    struct err *err)
{
    switch (way) {
    case WAY_PDF:
        return write_pdf(job, p, err);
    case WAY_PRINTER:
        return print_it(job, p, err);
    case WAY_TEXT:
        break;
    }
    return write_text(job, p, err);
}

/* Text on the screen stays in the house; so does what cannot be noted. */
static bool leaves(const struct job *job, enum way way)
{
    const char *path = job->args.value[OPT_OUTPUT];
    bool shown = way == WAY_TEXT && (path == NULL || strcmp(path, "-") == 0);
    return !shown && !args_given(&job->args, OPT_READONLY);
}

bool cmd_print(struct job *job, struct err *err)
{
    struct forms forms;
    struct paper p;
    enum way way;
    struct paper_wish w = {.forms = &forms};
    if (!read_forms(job, &forms, err)) {
        return false;
    }
    if (args_given(&job->args, OPT_LIST)) {
        return list_papers(job, &forms, err);
    }
    if (job->args.n_words == 0) {
        return err_set(err, ERR_USAGE, "E-APP-105",
                       "请写要印哪种表格，例如 pbtui print month；"
                       "pbtui print --list 列出全部。");
    }
    if (!read_way(job, &way, err) || !read_wish(job, &w, err)) {
        return false;
    }
    /* Of ballots and slips: so many of them; a printer counts by itself. */
    if (way != WAY_PRINTER &&
        !read_number(job, OPT_COPIES, 1, COPIES_MAX, &w.ask.copies, err)) {
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
           paper_issue(&p, w.ask.book, err) && put_out(job, &p, way, err);
}
