/* Where printed paper goes: text, a PDF, a spreadsheet, a printer. */
#include "print_out.h"

#include <string.h>
#include <unistd.h>

#include "pbtui/base/file.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/report/press.h"

/* What leaves the house is noted when all of it is there. */
struct issuing {
    struct paper *paper;
    struct book *book;
};

static bool issue(void *ctx, struct err *err)
{
    const struct issuing *i = ctx;
    return paper_issue(i->paper, i->book, err);
}

static bool write_text(struct job *job, struct paper *p, struct err *err)
{
    struct issuing issuing = {p, &job->session.book};
    const struct file_gate gate = {issue, &issuing};
    struct strbuf sb;
    sb_init(&sb);
    paper_text(&sb, &p->doc);
    bool ok = job_output_gated(job, &sb, &gate, err);
    sb_clear(&sb);
    return ok;
}

static bool press(struct job *job, struct paper *p, const char *path,
                  enum file_flags flags, struct err *err)
{
    struct issuing issuing = {p, &job->session.book};
    const struct press_watch watch = {.gate = {issue, &issuing}};
    struct press_fonts fonts;
    struct press_result got;
    config_fonts(&job->config, fonts.family);
    if (!press_pdf_watched(&p->doc, &fonts, path, flags, &watch, &job->arena,
                           &got, err)) {
        return err_is(err, "E-FILE-007") ? err_doing(err, "要覆盖请加 --force")
                                         : false;
    }
    for (size_t i = 0; i < got.n_notes; i++) {
        job_notice(got.notes[i]);
    }
    return true;
}

static bool write_pdf(struct job *job, struct paper *p, struct err *err)
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

static bool write_xlsx(struct job *job, struct paper *p, struct err *err)
{
    const char *path = job->args.value[OPT_OUTPUT];
    bool force = args_given(&job->args, OPT_FORCE);
    if (path == NULL) {
        path = arena_printf(&job->arena, "%s.xlsx", p->file);
    }
    if (!paper_xlsx(p, &job->session.book, path,
                    force ? FILE_REPLACE : FILE_NEW, err)) {
        return job_taken(err);
    }
    if (strcmp(path, "-") != 0) {
        job->saved = true;
        job_say(job, "已写入 %s\n", path);
    }
    return true;
}

static bool write_csv(struct job *job, struct paper *p, struct err *err)
{
    struct strbuf sb;
    bool ok;
    sb_init(&sb);
    ok = paper_csv(p, &sb, err) && job_csv(job, &sb, err);
    sb_clear(&sb);
    return ok;
}

/* A file of its own, gone again when the printer has it; when that fails it
   stays, for the clerk to print by other means. */
static bool print_it(struct job *job, struct paper *p, struct print_wish *wish,
                     struct err *err)
{
    struct print_job out;
    struct strbuf path;
    const struct sheet *sheet = p->doc.pages[0].sheet;
    wish->pages = wish->pages != NULL ? wish->pages : "";
    wish->of = p->doc.n;
    wish->width = sheet->width;
    wish->height = sheet->height;
    /* Nobody there who prints: then the PDF is what the clerk has. */
    if (!printer_check(wish, &job->arena, NULL, err)) {
        if (err->kind == ERR_USAGE) {
            return false;
        }
        err_clear(err);
    }
    sb_init(&path);
    file_place(&path, PLACE_STATE, "print");
    bool ok = file_make_dirs(path.s, err);
    sb_addf(&path, "/%s-%d.pdf", p->file, (int)getpid());
    ok = ok && press(job, p, path.s, FILE_REPLACE, err);
    bool sent = ok && printer_send(path.s, wish, &job->arena, NULL, &out, err);
    if (sent) {
        unlink(path.s);
    } else if (ok) {
        job_notice(
            p->edition.nr == 0
                ? arena_printf(&job->arena, "没有打印出来，PDF 留在 %s", path.s)
                : arena_printf(&job->arena,
                               "没有打印出来，PDF 留在 %s"
                               "（已登记为第 %d 次印发）",
                               path.s, p->edition.nr));
    }
    sb_clear(&path);
    if (!sent) {
        return false;
    }
    job->saved = true;
    job_say(job, "已交给打印机 %s%s%s%s\n", out.printer,
            out.name[0] != '\0' ? "，任务号 " : "", out.name,
            out.note[0] != '\0' ? arena_printf(&job->arena, "（%s）", out.note)
                                : "");
    return true;
}

bool print_out(struct job *job, struct paper *p, enum print_way way,
               struct print_wish *to_printer, struct err *err)
{
    switch (way) {
    case WAY_PDF:
        return write_pdf(job, p, err);
    case WAY_XLSX:
        return write_xlsx(job, p, err);
    case WAY_CSV:
        return write_csv(job, p, err);
    case WAY_PRINTER:
        return print_it(job, p, to_printer, err);
    case WAY_TEXT:
        break;
    }
    return write_text(job, p, err);
}
