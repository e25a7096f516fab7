/* A document as a PDF file.  Stages: the target is looked at, so that a taken
   name is told before anything runs → the press is started → the talk with it,
   its PDF going into a draft beside the target → the draft is put in place when
   the press has ended well.

   Standard output gets nothing before the PDF is whole: the draft of it lies in
   memory. */
#include "pbtui/report/press.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "pbtui/report/wire.h"
#include "press_parts.h"

/* ---- where it goes ---------------------------------------------------------
 */

struct draft {
    bool standard; /* output */
    int memory;    /* its draft */
    struct file_draft file;
};

static bool draft_begin(struct draft *d, const char *path,
                        enum file_flags flags, struct err *err)
{
    d->standard = strcmp(path, "-") == 0;
    d->memory = -1;
    if (!d->standard) {
        return file_draft_begin(&d->file, path, flags, err);
    }
    d->memory = memfd_create("pbtui-pdf", MFD_CLOEXEC);
    return d->memory >= 0
               ? true
               : err_set(err, ERR_IO, "E-PRESS-003",
                         "内存不足，没有生成 PDF；请关掉一些程序再试。");
}

static bool draft_add(void *to, const char *bytes, size_t n, struct err *err)
{
    struct draft *d = to;
    if (!d->standard) {
        return file_draft_add(&d->file, bytes, n, err);
    }
    return file_put(d->memory, bytes, n)
               ? true
               : err_set(err, ERR_IO, "E-PRESS-004",
                         "内存不足，PDF 没有写完；请打印到文件。");
}

static bool copy_out(int from)
{
    char part[65536];
    off_t at = 0;
    ssize_t n;
    while ((n = pread(from, part, sizeof part, at)) > 0) {
        if (!file_put(STDOUT_FILENO, part, (size_t)n)) {
            return false;
        }
        at += n;
    }
    return n == 0;
}

static bool draft_keep(struct draft *d, struct err *err)
{
    if (!d->standard) {
        return file_draft_keep(&d->file, err);
    }
    return copy_out(d->memory)
               ? true
               : err_set(err, ERR_IO, "E-PRESS-005",
                         "标准输出写不进去（磁盘已满，或接收的程序已退出），"
                         "PDF 没有写完。");
}

static void draft_drop(struct draft *d)
{
    if (!d->standard) {
        file_draft_drop(&d->file);
    } else if (d->memory >= 0) {
        close(d->memory);
    }
}

/* ---- what became of it -----------------------------------------------------
 */

/* The press has said why, in a sentence of its own. */
static bool judge_refusal(const struct press_talk *t, struct err *err)
{
    switch (WEXITSTATUS(t->status)) {
    case WIRE_NO_FONT:
        return err_set(err, ERR_USAGE, "E-PRESS-010", "%s", t->no);
    case WIRE_NO_GLYPH:
        return err_set(err, ERR_IO, "E-PRESS-011", "%s", t->no);
    case WIRE_BAD_FONT:
        return err_set(err, ERR_IO, "E-PRESS-012", "%s", t->no);
    case WIRE_BAD_INPUT:
        return err_set(err, ERR_IO, "E-PRESS-013",
                       "没有生成 PDF，请重新安装 pbtui，在那以前改用文本打印："
                       "%s",
                       t->no);
    default:
        return err_set(err, ERR_IO, "E-PRESS-014",
                       "没有生成 PDF，请再试一次，仍不行就改用文本打印：%s",
                       t->no);
    }
}

static bool judge(const struct press_talk *t, struct err *err)
{
    if (t->stopped) {
        return err_set(err, ERR_RULE, "E-PRESS-019",
                       "已按您的要求停下，没有生成 PDF。");
    }
    if (t->late) {
        return err_set(err, ERR_IO, "E-PRESS-015",
                       "排版超过时限，已停止，没有生成 PDF；请分几次打印，"
                       "或改用文本打印。");
    }
    /* The status is unknown when somebody has told the system to forget dead
       children; then the PDF speaks for itself. */
    const bool known = t->status >= 0;
    const bool well = !known || t->status == WIRE_DONE;
    if (t->not_a_pdf || (well && !t->whole)) {
        return err_set(err, ERR_IO, "E-PRESS-018",
                       "排版程序送回的不是完整的 PDF，没有采用；"
                       "请重新安装 pbtui。");
    }
    if (well) {
        return true;
    }
    if (WIFSIGNALED(t->status)) {
        err_set(err, ERR_IO, "E-PRESS-016",
                "排版程序意外中止，没有生成 PDF，账本不受影响；请再试一次，"
                "仍不行就改用文本打印。");
        return err_detail(err, "signal %d", WTERMSIG(t->status));
    }
    if (t->no != NULL) {
        return judge_refusal(t, err);
    }
    err_set(err, ERR_IO, "E-PRESS-017",
            "排版程序没有完成（可能内存不足），没有生成 PDF；"
            "请分几次打印，或改用文本打印。");
    return err_detail(err, "exit %d", WEXITSTATUS(t->status));
}

static bool check_length(const struct document *doc, struct err *err)
{
    if (doc->n == 0) {
        return err_set(err, ERR_RULE, "E-PRESS-006",
                       "没有可以打印的页；请换一个时期或一份表。");
    }
    if (doc->n > WIRE_PAGES) {
        return err_set(err, ERR_RULE, "E-PRESS-007",
                       "一共 %zu 页，一次最多 %d 页；请分几次打印。", doc->n,
                       WIRE_PAGES);
    }
    return true;
}

static bool print(struct draft *d, const struct document *doc,
                  const struct press_fonts *fonts,
                  const struct press_watch *watch, struct arena *a,
                  struct press_result *out, struct err *err)
{
    static const struct press_job job = {.name = "pages",
                                         .in_fd = -1,
                                         .cannot = "不能生成 PDF",
                                         .done = "没有生成 PDF",
                                         .instead = "文本打印仍可使用。"};
    struct child c;
    struct press_talk t;
    if (!press_spawn(&c, &job, err)) {
        return false;
    }
    if (!press_talk(&c, doc, fonts, watch, draft_add, d, a, &t, err) ||
        !judge(&t, err) ||
        (watch != NULL && !file_gate_ask(&watch->gate, err)) ||
        !draft_keep(d, err)) {
        return false;
    }
    *out = (struct press_result){
        .pages = t.pages, .notes = t.notes, .n_notes = t.n_notes};
    memcpy(out->fonts, t.fonts, sizeof out->fonts);
    return true;
}

bool press_pdf(const struct document *doc, const struct press_fonts *fonts,
               const char *path, enum file_flags flags, struct arena *a,
               struct press_result *out, struct err *err)
{
    return press_pdf_watched(doc, fonts, path, flags, NULL, a, out, err);
}

bool press_pdf_watched(const struct document *doc,
                       const struct press_fonts *fonts, const char *path,
                       enum file_flags flags, const struct press_watch *watch,
                       struct arena *a, struct press_result *out,
                       struct err *err)
{
    struct draft d;
    *out = (struct press_result){.pages = 0};
    if (!check_length(doc, err) || !draft_begin(&d, path, flags, err)) {
        return false;
    }
    bool ok = print(&d, doc, fonts, watch, a, out, err);
    draft_drop(&d);
    return ok;
}
