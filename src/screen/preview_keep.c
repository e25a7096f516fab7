/* What becomes of a document: a file first, always, then perhaps paper.

   Stages: where the file lies → is there one already (asked: over it, beside
   it, not at all) → written → noted as issued, before it gets its name → handed
   to the printer → told, with the file's path.  When the printer refuses, the
   file stays and is told all the same. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/paper_text.h"
#include "pbtui/report/press.h"
#include "pbtui/report/table_sheet.h"
#include "pbtui/tui/dialog.h"
#include "preview_parts.h"

#define TEXT_COLS   120 /* of a table as text */
#define NAMES_TRIED 99

/* ---- where it lies ------------------------------------------------------ */

const char *keep_ending(enum keep_as as)
{
    static const char *const endings[] = {[KEEP_PDF] = ".pdf",
                                          [KEEP_TEXT] = ".txt",
                                          [KEEP_XLSX] = ".xlsx",
                                          [KEEP_CSV] = ".csv"};
    return endings[as];
}

bool keep_ends(const char *path, const char *ending)
{
    const size_t n = strlen(path);
    const size_t tail = strlen(ending);
    return n > tail && strcmp(path + n - tail, ending) == 0;
}

static bool is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

const char *keep_path(const struct preview_view *v, struct arena *a,
                      const char *typed, enum keep_as as)
{
    const char *home = getenv("HOME");
    const char *path = typed;
    if (strncmp(typed, "~/", 2) == 0 && home != NULL) {
        path = arena_printf(a, "%s%s", home, typed + 1);
    } else if (typed[0] != '/' && home != NULL) {
        path = arena_printf(a, "%s/%s", home, typed);
    }
    if (is_folder(path)) {
        size_t n = strlen(path);
        path = arena_printf(a, "%s%s%s", path, path[n - 1] == '/' ? "" : "/",
                            v->what.file);
    }
    const char *ending = keep_ending(as);
    return keep_ends(path, ending) ? path
                                   : arena_printf(a, "%s%s", path, ending);
}

/* «x.pdf» is taken: «x-2.pdf», «x-3.pdf» … */
static const char *free_path(struct arena *a, const char *path)
{
    int stem = (int)(strrchr(path, '.') - path);
    for (int i = 2; i < NAMES_TRIED; i++) {
        const char *other =
            arena_printf(a, "%.*s-%d%s", stem, path, i, path + stem);
        if (!file_exists(other)) {
            return other;
        }
    }
    return path;
}

/* ---- the file ----------------------------------------------------------- */

static bool write_text(const struct preview_view *v, const char *path,
                       enum keep_as as, enum file_flags flags,
                       const struct file_gate *gate, struct err *err)
{
    struct strbuf sb;
    sb_init(&sb);
    if (as == KEEP_CSV) {
        table_write(&sb, v->what.table, TABLE_CSV, 0, true);
    } else if (v->what.table != NULL) {
        table_write(&sb, v->what.table, TABLE_TEXT, TEXT_COLS, false);
    } else {
        paper_text(&sb, &v->what.doc);
    }
    bool ok = file_write_gated(path, sb.s, sb.len, flags, gate, err);
    sb_clear(&sb);
    return ok;
}

/* From the table, else as the one who made the document knows. */
static bool write_xlsx(struct preview_view *v, struct arena *a,
                       const char *path, enum file_flags flags, struct err *err)
{
    const struct table *t = v->what.table;
    return t != NULL ? table_xlsx(t, a, v->what.file, path, flags, NULL, err)
                     : v->what.xlsx(v->what.ctx, path, flags, err);
}

/* What the press has to say: which font stands for one that is not here. */
static const char *joined(struct arena *a, const struct press_result *made)
{
    const char *all = "";
    for (size_t i = 0; i < made->n_notes; i++) {
        all =
            arena_printf(a, "%s%s%s", all, i > 0 ? "；" : "。", made->notes[i]);
    }
    return all;
}

struct pressing {
    struct progress progress;
    size_t pages;
};

static bool press_on(void *ctx, size_t pages)
{
    struct pressing *p = ctx;
    return progress_step(&p->progress, (int)(100 * pages / p->pages),
                         "正在排版……");
}

static bool write_pdf(struct preview_view *v, struct arena *a, const char *path,
                      enum file_flags flags, const struct file_gate *gate,
                      const char **notes, struct err *err)
{
    struct press_result made;
    struct pressing p = {.pages = v->what.doc.n};
    struct press_watch watch = {press_on, &p, *gate};
    progress_start(&p.progress, &v->app->ui, "生成 PDF");
    bool ok = press_pdf_watched(&v->what.doc, v->app->opt.fonts, path, flags,
                                &watch, a, &made, err);
    progress_end(&p.progress);
    *notes = ok ? joined(a, &made) : "";
    return ok;
}

/* Once; what has been issued stays so, whatever is kept of it later. */
static bool issue(void *ctx, struct err *err)
{
    struct preview_view *v = ctx;
    v->issued =
        v->issued || v->what.issued == NULL || v->what.issued(v->what.ctx, err);
    return v->issued;
}

static bool write_file(struct preview_view *v, struct arena *a,
                       const struct preview_wish *w, enum file_flags flags,
                       const char **notes, struct err *err)
{
    const struct file_gate gate = {issue, v};
    bool ok = w->as == KEEP_PDF
                  ? write_pdf(v, a, w->path, flags, &gate, notes, err)
              : w->as == KEEP_XLSX
                  ? write_xlsx(v, a, w->path, flags, err)
                  : write_text(v, w->path, w->as, flags,
                               w->as == KEEP_CSV ? NULL : &gate, err);
    if (ok) {
        mem_free(v->written);
        v->written = mem_str(w->path);
    }
    return ok;
}

/* ---- the printer -------------------------------------------------------- */

static bool still_wanted(void *ctx)
{
    return progress_step(ctx, -1, "等打印程序回应……");
}

static bool print(struct preview_view *v, struct arena *a,
                  const struct preview_wish *w, struct print_job *job,
                  struct err *err)
{
    struct progress p;
    struct printer_way way = {0};
    const struct sheet *s = v->what.doc.pages[0].sheet;
    struct print_wish wish = {
        .printer = w->printer,
        .copies = w->copies,
        .duplex = w->duplex,
        .width = s->width,
        .height = s->height,
        .pages = w->pages,
        .of = v->what.doc.n,
    };
    if (v->what.way != NULL) {
        way = *v->what.way;
    }
    way.go_on = still_wanted;
    way.ctx = &p;
    progress_start(&p, &v->app->ui, "打印");
    bool ok = printer_send(w->path, &wish, a, &way, job, err);
    progress_end(&p);
    return ok;
}

/* ---- the whole ---------------------------------------------------------- */

struct keeping {
    struct preview_view *v;
    struct arena arena;
    struct preview_wish wish;
    const char *other; /* the name beside the one that is taken */
    const char *notes; /* of the press */
    void (*done)(void *ctx);
    void *ctx;
};

static void keeping_free(struct keeping *k)
{
    arena_clear(&k->arena);
    mem_free(k);
}

static void tell_file(const struct keeping *k)
{
    const struct preview_view *v = k->v;
    const struct preview_wish *w = &k->wish;
    struct ui *ui = &v->app->ui;
    if (v->what.table != NULL && w->as != KEEP_PDF) {
        ui_note(ui, ROLE_OK, "已存为 %s（%zu 行）", w->path,
                v->what.table->n_rows);
    } else if (w->as == KEEP_XLSX) {
        ui_note(ui, ROLE_OK, "已存为 %s（可编辑的表，不作为印发稿）", w->path);
    } else {
        ui_note(ui, ROLE_OK, "已存为 %s（%zu 页）%s", w->path, v->what.doc.n,
                k->notes);
    }
}

/* A queue that stands still must not be missed. */
static void tell_job(struct keeping *k, const struct print_job *job)
{
    struct ui *ui = &k->v->app->ui;
    const char *text =
        arena_printf(&k->arena, "已交给打印机 %s%s%s%s。PDF 存为 %s",
                     job->printer, job->name[0] != '\0' ? "（任务 " : "",
                     job->name, job->name[0] != '\0' ? "）" : "", k->wish.path);
    if (job->note[0] != '\0') {
        dialog_message(ui, "打印",
                       arena_printf(&k->arena, "%s\n%s", text, job->note));
    } else {
        ui_note(ui, ROLE_OK, "%s%s", text, k->notes);
    }
}

static void tell_refusal(struct keeping *k, const struct err *err)
{
    dialog_message(&k->v->app->ui, "没有打印",
                   arena_printf(&k->arena, "%s（%s）\nPDF 已存为 %s", err->text,
                                err->code, k->wish.path));
}

/* The form goes before the word about it comes, so that the word is on top. */
static void carry_out(struct keeping *k, enum file_flags flags)
{
    struct preview_view *v = k->v;
    struct print_job job;
    struct err err = ERR_INIT;
    if (!write_file(v, &k->arena, &k->wish, flags, &k->notes, &err)) {
        dialog_error(&v->app->ui, &err);
    } else if (k->wish.printer == NULL) {
        k->done(k->ctx);
        tell_file(k);
    } else if (print(v, &k->arena, &k->wish, &job, &err)) {
        k->done(k->ctx);
        tell_job(k, &job);
    } else {
        tell_refusal(k, &err);
    }
    keeping_free(k);
}

static void taken_answer(void *ctx, struct ui *ui, int answer)
{
    struct keeping *k = ctx;
    (void)ui;
    if (answer == 0) {
        carry_out(k, FILE_REPLACE);
    } else if (answer == 1) {
        k->wish.path = k->other;
        carry_out(k, FILE_NEW);
    } else {
        keeping_free(k);
    }
}

void preview_keep(struct preview_view *v, const struct preview_wish *wish,
                  void (*done)(void *ctx), void *ctx)
{
    static const char *const buttons[] = {"覆盖", "另存", "不", NULL};
    struct keeping *k = mem_new(sizeof *k);
    k->v = v;
    k->notes = "";
    k->wish = *wish;
    k->wish.path = arena_str(&k->arena, wish->path);
    k->wish.pages = arena_str(&k->arena, wish->pages);
    k->wish.printer =
        wish->printer != NULL ? arena_str(&k->arena, wish->printer) : NULL;
    k->done = done;
    k->ctx = ctx;
    bool ours = v->written != NULL && strcmp(v->written, k->wish.path) == 0;
    if (ours || !file_exists(k->wish.path)) {
        carry_out(k, ours ? FILE_REPLACE : FILE_NEW);
        return;
    }
    k->other = free_path(&k->arena, k->wish.path);
    dialog_ask(
        &v->app->ui, "文件已存在",
        arena_printf(&k->arena, "%s\n另存就叫 %s", k->wish.path, k->other),
        buttons, 1, taken_answer, k);
}
