/* Where the output of a command goes: standard output, or a file that -o names.
   Text as it is; tables as text, csv, JSON lines, pages or an xlsx, as --format
   says or the ending of the file. */
#include <string.h>
#include <strings.h>

#include "job.h"
#include "pbtui/report/press.h"
#include "pbtui/report/table_paper.h"
#include "pbtui/report/table_sheet.h"
#include "pbtui/text/charset.h"

/* By which a spreadsheet knows UTF-8. */
#define BOM "\xEF\xBB\xBF"

/* NULL: standard output. */
static const char *output_file(const struct job *job)
{
    const char *path = job->args.value[OPT_OUTPUT];
    return path == NULL || strcmp(path, "-") == 0 ? NULL : path;
}

bool job_wants(const struct job *job, const char *ending)
{
    const char *path = job->args.value[OPT_OUTPUT];
    const size_t n = path == NULL ? 0 : strlen(path);
    const size_t tail = strlen(ending);
    return n > tail && strcasecmp(path + n - tail, ending) == 0;
}

bool job_taken(struct err *err)
{
    return err_is(err, "E-FILE-007") ? err_doing(err, "要覆盖请加 --force")
                                     : false;
}

bool job_output(struct job *job, struct strbuf *text, struct err *err)
{
    return job_output_gated(job, text, NULL, err);
}

bool job_output_gated(struct job *job, struct strbuf *text,
                      const struct file_gate *gate, struct err *err)
{
    const char *path = output_file(job);
    if (job_wants(job, ".xlsx")) {
        return err_set(err, ERR_USAGE, "E-APP-190",
                       "-o 写了 .xlsx，这里写出来的不是 xlsx；"
                       "请换一个文件名。");
    }
    if (path == NULL) {
        sb_addn(&job->out, text->s, text->len);
        return true;
    }
    bool force = args_given(&job->args, OPT_FORCE);
    if (!file_write_gated(path, text->s, text->len,
                          force ? FILE_REPLACE : FILE_NEW, gate, err)) {
        return job_taken(err);
    }
    job->saved = true;
    job_say(job, "已写入 %s\n", path);
    return true;
}

bool job_pdf(struct job *job, const struct document *doc, struct err *err)
{
    struct press_fonts fonts;
    struct press_result got;
    const char *path = job->args.value[OPT_OUTPUT];
    bool force = args_given(&job->args, OPT_FORCE);
    config_fonts(&job->config, fonts.family);
    if (!press_pdf(doc, &fonts, path, force ? FILE_REPLACE : FILE_NEW,
                   &job->arena, &got, err)) {
        return job_taken(err);
    }
    job->saved = true;
    job_say(job, "已写入 %s（%zu 页）\n", path, doc->n);
    return true;
}

/* ---- tables ----------------------------------------------------------------
 */

static bool table_pdf(struct job *job, const struct table *t,
                      const char *format, struct err *err)
{
    struct document doc;
    if (format != NULL || !job->is_open) {
        return err_set(
            err, ERR_USAGE, "E-APP-142", "-o 写了 .pdf，%s；请换一个文件名。",
            format != NULL ? "--format 又写了别的格式" : "这张表只有文字的");
    }
    return table_lay(t, &job->session.book, &job->arena, "", &doc, err) &&
           job_pdf(job, &doc, err);
}

static bool is_xlsx(const char *format)
{
    return format != NULL && strcmp(format, "xlsx") == 0;
}

static bool write_xlsx(struct job *job, const struct table *t, struct err *err)
{
    const char *path = job->args.value[OPT_OUTPUT];
    const char *format = job->args.value[OPT_FORMAT];
    const bool force = args_given(&job->args, OPT_FORCE);
    if (format != NULL && !is_xlsx(format)) {
        return err_set(err, ERR_USAGE, "E-APP-191",
                       "-o 写了 .xlsx，--format 又写了别的格式；"
                       "请换一个文件名。");
    }
    if (path == NULL) {
        return err_set(err, ERR_USAGE, "E-APP-192",
                       "xlsx 要写到文件，请加 -o，例如 -o 名册.xlsx"
                       "（-o - 是标准输出）。");
    }
    if (!table_xlsx(t, &job->arena, "表", path, force ? FILE_REPLACE : FILE_NEW,
                    NULL, err)) {
        return job_taken(err);
    }
    if (strcmp(path, "-") != 0) {
        job->saved = true;
        job_say(job, "已写入 %s（%zu 行）\n", path, t->n_rows);
    }
    return true;
}

bool job_encoding(const struct job *job, bool csv, bool *gb18030,
                  struct err *err)
{
    const char *word = job->args.value[OPT_ENCODING];
    /* As offices call it; what it has not is in GB18030 as well. */
    *gb18030 = word != NULL && (strcasecmp(word, "gb18030") == 0 ||
                                strcasecmp(word, "gbk") == 0);
    if (word == NULL) {
        return true;
    }
    if (!*gb18030 && strcasecmp(word, "utf-8") != 0) {
        return err_set(err, ERR_USAGE, "E-APP-193",
                       "没有“%s”这种编码，可以写 utf-8 或 gb18030。", word);
    }
    return csv ? true
               : err_set(err, ERR_USAGE, "E-APP-194",
                         "--encoding 只用于 csv，请加上 --format csv。");
}

bool job_format(const struct job *job, enum table_format *out, struct err *err)
{
    const char *word = job->args.value[OPT_FORMAT];
    *out = TABLE_TEXT;
    return word == NULL || is_xlsx(word) || table_format_parse(word, out, err);
}

bool job_csv(struct job *job, struct strbuf *csv, struct err *err)
{
    bool gb18030;
    struct strbuf as;
    if (!job_encoding(job, true, &gb18030, err)) {
        return false;
    }
    sb_init(&as);
    bool ok = true;
    if (gb18030) {
        ok = charset_gb18030(&as, csv->s, csv->len, err);
    } else {
        sb_add(&as, output_file(job) != NULL ? BOM : "");
        sb_addn(&as, csv->s, csv->len);
    }
    ok = ok && job_output(job, &as, err);
    sb_clear(&as);
    return ok;
}

bool job_table(struct job *job, const struct table *t, struct err *err)
{
    enum table_format format;
    const char *word = job->args.value[OPT_FORMAT];
    bool gb18030;
    if (!job_format(job, &format, err) ||
        !job_encoding(job, format == TABLE_CSV, &gb18030, err)) {
        return false;
    }
    if (job_wants(job, ".pdf")) {
        return table_pdf(job, t, word, err);
    }
    if (is_xlsx(word) || job_wants(job, ".xlsx")) {
        return write_xlsx(job, t, err);
    }
    struct strbuf sb;
    sb_init(&sb);
    /* A file has no width; its reader has. */
    table_write(&sb, t, format, output_file(job) != NULL ? 0 : job_cols(),
                false);
    bool ok = format == TABLE_CSV ? job_csv(job, &sb, err)
                                  : job_output(job, &sb, err);
    sb_clear(&sb);
    return ok;
}
