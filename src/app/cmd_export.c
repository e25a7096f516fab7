/* pbtui export: a book as a spreadsheet, or an empty sheet to fill in. */
#include "cmds.h"

#include <string.h>

#include "job.h"
#include "pbtui/ledger/ledger.h"
#include "pbtui/report/export.h"

/* By its ending; "-" goes to a program, which reads csv. */
static bool read_file(struct job *job, struct export_job *e, bool is_template,
                      struct err *err)
{
    const char *path = job->args.value[OPT_OUTPUT];
    const struct ledger *l = e->wish.query.ledger;
    e->flags = args_given(&job->args, OPT_FORCE) ? FILE_REPLACE : FILE_NEW;
    e->format = EXPORT_XLSX;
    e->path = path;
    if (path == NULL) {
        e->path = export_name(&job->arena, &job->session.book, l, e->format,
                              is_template);
    } else if (strcmp(path, "-") == 0) {
        e->format = EXPORT_CSV;
    } else if (!export_format_of(path, &e->format)) {
        return err_set(err, ERR_USAGE, "E-APP-158",
                       "“%s”看不出是哪种表格，文件名请以 .xlsx 或 .csv 结尾。",
                       path);
    }
    return !is_template || e->format == EXPORT_XLSX ||
           err_set(err, ERR_USAGE, "E-APP-159",
                   "空表有下拉选项，只能是 .xlsx，请改文件名。");
}

static bool write_template(struct job *job, struct export_job *e,
                           struct err *err)
{
    if (!export_template(&job->session.book, &job->arena, e, err)) {
        return false;
    }
    job_say(job, "已写入 %s（空表，填好后用 pbtui import 导入）\n", e->path);
    return true;
}

static bool write_book(struct job *job, struct export_job *e, struct err *err)
{
    size_t rows;
    if (!export_book(&job->session.book, &job->arena, e, &rows, err)) {
        return false;
    }
    if (strcmp(e->path, "-") != 0) {
        job_say(job, "已写入 %s（%zu 条）\n", e->path, rows);
    }
    return true;
}

bool cmd_export(struct job *job, struct err *err)
{
    struct export_job e = {.wish = {.ids = args_given(&job->args, OPT_IDS)}};
    bool is_template = args_given(&job->args, OPT_TEMPLATE);
    if (!cmd_read_reveal(job, &e.wish.reveal, err) ||
        !cmd_read_query(job, &e.wish.query, e.wish.reveal != NULL, err) ||
        !job_open(job, e.wish.reveal != NULL, err) ||
        !cmd_read_kind(job, &e.wish.query, err) ||
        !read_file(job, &e, is_template, err) ||
        !job_encoding(job, e.format == EXPORT_CSV, &e.gb18030, err)) {
        return false;
    }
    job->saved = true;
    bool ok =
        is_template ? write_template(job, &e, err) : write_book(job, &e, err);
    return ok || job_taken(err);
}
