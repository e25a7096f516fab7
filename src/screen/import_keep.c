/* Importing what was looked at, and handing back what could not be taken.

   Stages: counted up in one sentence, asked → when values of the file are taken
   for ours, looked at once more, because a rule may be against one → all of it
   written, or none → the rows that are bad written to a file, if wanted → told,
   with its number, and back to where it began. */
#include <string.h>

#include "file_write.h"
#include "import_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/import_back.h"
#include "pbtui/tui/dialog.h"

enum { PATH_CHARS = 400 };

/* ---- counting -------------------------------------------------------------
 */

size_t importing_count(const struct importing *i, enum import_fate fate)
{
    const struct import_report *r = &i->report;
    size_t n = r->counts[fate];
    for (size_t k = 0; i->n_left > 0 && k < r->n_lines; k++) {
        n -= r->lines[k].fate == fate && importing_is_left(i, r->lines[k].row);
    }
    return n;
}

static bool takes_one(const struct importing *i, const struct import_line *l)
{
    bool takes = false;
    for (size_t k = 0; !takes && k < l->n_differences; k++) {
        takes = importing_takes(i, l->row, l->differences[k].column);
    }
    return takes;
}

/* Of the rows that differ, those that stay as the ledger has them.  Rows that
   are not listed go with all. */
static size_t kept_rows(const struct importing *i)
{
    const struct import_report *r = &i->report;
    size_t listed = 0;
    size_t kept = 0;
    for (size_t k = 0; k < r->n_lines; k++) {
        const struct import_line *l = &r->lines[k];
        bool here =
            l->fate == IMPORT_FATE_CONFLICT && !importing_is_left(i, l->row);
        listed += here;
        kept += here && !takes_one(i, l);
    }
    return i->take_all
               ? kept
               : kept + importing_count(i, IMPORT_FATE_CONFLICT) - listed;
}

struct tally {
    size_t new, fill, change; /* written */
    size_t kept, same, twice, bad, left;
    size_t other; /* twice, and not the same */
};

static struct tally count(const struct importing *i)
{
    struct tally t = {
        .new = importing_count(i, IMPORT_FATE_NEW),
        .fill = importing_count(i, IMPORT_FATE_FILL),
        .kept = kept_rows(i),
        .same = i->report.counts[IMPORT_FATE_SAME],
        .twice = i->report.counts[IMPORT_FATE_TWICE],
        .bad = i->report.counts[IMPORT_FATE_BAD],
    };
    for (size_t k = 0; k < i->report.n_lines; k++) {
        const struct import_line *l = &i->report.lines[k];
        t.other += l->refused && l->fate == IMPORT_FATE_TWICE;
    }
    t.twice -= t.other;
    t.change = importing_count(i, IMPORT_FATE_CONFLICT) - t.kept;
    t.left = i->report.counts[IMPORT_FATE_NEW] +
             i->report.counts[IMPORT_FATE_FILL] +
             i->report.counts[IMPORT_FATE_CONFLICT] -
             (t.new + t.fill + t.kept + t.change);
    return t;
}

static void add_count(struct strbuf *sb, size_t n, const char *what,
                      const char *after)
{
    if (n > 0) {
        sb_addf(sb, "%s%s %zu 条%s", sb->len > 0 ? "，" : "", what, n, after);
    }
}

/* 新增 12 条，补充 3 条，改 1 条。不动：一样的 16 条…… */
static const char *sentence(struct arena *a, const struct tally *t)
{
    struct strbuf does, leaves;
    sb_init(&does);
    sb_init(&leaves);
    add_count(&does, t->new, "新增", "");
    add_count(&does, t->fill, "补充", "");
    add_count(&does, t->change, "改", "");
    add_count(&leaves, t->same, "一样的", "");
    add_count(&leaves, t->kept, "不一致的", "照账本");
    add_count(&leaves, t->twice, "重复的", "");
    add_count(&leaves, t->other, "重复又不一样的", "");
    add_count(&leaves, t->left, "您不导入的", "");
    add_count(&leaves, t->bad, "有问题的", "");
    const char *out = arena_printf(
        a, "%s。%s%s%s", does.len > 0 ? does.s : "没有要写进账本的",
        leaves.len > 0 ? "不动：" : "", leaves.s, leaves.len > 0 ? "。" : "");
    sb_clear(&does);
    sb_clear(&leaves);
    return out;
}

/* ---- the end --------------------------------------------------------------
 */

/* Screens and the list of files close; the import is gone with them. */
static void close_all(struct importing *i)
{
    struct ui *ui = &i->app->ui;
    const struct view *base = i->base;
    while (ui->top != NULL && ui->top != base) {
        ui_pop(ui);
    }
}

struct done {
    struct app *app;
    struct arena arena;
    const char *text;
};

static void tell(struct done *d, const char *more)
{
    ui_note(&d->app->ui, ROLE_OK, "%s%s", d->text, more);
    arena_clear(&d->arena);
    mem_free(d);
}

static struct done *done_new(const struct importing *i, const struct tally *t,
                             const struct import_report *r)
{
    struct done *d = mem_new(sizeof *d);
    struct strbuf sb;
    sb_init(&sb);
    add_count(&sb, r->counts[IMPORT_FATE_NEW], "新增", "");
    add_count(&sb, r->counts[IMPORT_FATE_FILL], "补充", "");
    add_count(&sb, t->change, "改", "");
    d->app = i->app;
    /* Another window may have written the same since the look. */
    d->text =
        r->number == 0
            ? arena_printf(&d->arena, "%s里已经有这些了，没有要写的。",
                           i->ledger->title)
            : arena_printf(&d->arena, "第 %lld 号导入：%s%s（Ctrl+Z 撤销）。",
                           (long long)r->number, i->ledger->title, sb.s);
    sb_clear(&sb);
    return d;
}

/* ---- bad rows -------------------------------------------------------------
 */

struct handing {
    struct importing *importing;
    struct done *done; /* NULL: nothing was imported, the screens stay */
    struct arena arena;
    size_t rows;
};

static void handing_over(struct handing *h, const char *more)
{
    if (h->done != NULL) {
        close_all(h->importing);
        tell(h->done, more);
    } else if (more[0] != '\0') {
        ui_note(&h->importing->app->ui, ROLE_OK, "%s", more);
    }
    arena_clear(&h->arena);
    mem_free(h);
}

static bool write_bad(void *ctx, const char *path, enum file_flags flags,
                      struct err *err)
{
    struct handing *h = ctx;
    struct importing *i = h->importing;
    return import_back_write(&i->report, &i->file.source, &h->arena, path,
                             flags, &h->rows, err);
}

static void wrote_bad(void *ctx, const char *path)
{
    struct handing *h = ctx;
    const char *more = arena_printf(&h->importing->app->ui.frame,
                                    "有问题的 %zu 行已存为 %s", h->rows, path);
    handing_over(h, more);
}

static void dropped_bad(void *ctx)
{
    handing_over(ctx, "");
}

static void path_typed(void *ctx, struct ui *ui, const char *typed)
{
    struct handing *h = ctx;
    struct importing *i = h->importing;
    const struct file_writer w = {write_bad, wrote_bad, dropped_bad, h};
    (void)ui;
    if (typed == NULL || typed[0] == '\0') {
        handing_over(h, "");
        return;
    }
    file_write_at(i->app, typed,
                  import_back_name(&h->arena, i->file.source.name), &w);
}

/* Beside the file that they are from. */
static void ask_path(struct importing *i, struct done *done)
{
    struct handing *h = mem_new(sizeof *h);
    const struct tally t = count(i);
    const char *name = import_back_name(&h->arena, i->file.source.name);
    const char *slash = strrchr(i->path, '/');
    const char *path =
        slash == NULL ? name
                      : arena_printf(&h->arena, "%.*s/%s",
                                     (int)(slash - i->path), i->path, name);
    h->importing = i;
    h->done = done;
    dialog_input(&i->app->ui, "有问题的行另存",
                 arena_printf(&h->arena,
                              "%s有问题的 %zu 行，连同原因存成表格，退给报表的"
                              "人改；改好可以再导入。Esc 不存。",
                              done != NULL ? done->text : "", t.bad + t.other),
                 path, PATH_CHARS, path_typed, h);
}

void import_keep_bad(struct importing *i)
{
    const struct tally t = count(i);
    if (t.bad + t.other == 0) {
        ui_note(&i->app->ui, ROLE_DIM, "没有有问题的行。");
        return;
    }
    ask_path(i, NULL);
}

/* ---- importing ------------------------------------------------------------
 */

static bool was_bad(const struct importing *i, size_t row)
{
    bool bad = false;
    for (size_t k = 0; !bad && k < i->report.n_lines; k++) {
        bad = i->report.lines[k].row == row &&
              i->report.lines[k].fate == IMPORT_FATE_BAD;
    }
    return bad;
}

/* Values that were taken from the file may offend a rule that ours did not. */
static bool still_good(struct importing *i)
{
    struct arena a = ARENA_INIT;
    struct import_report now;
    struct err err = ERR_INIT;
    bool good = true;
    if (!importing_takes_any(i)) {
        return true;
    }
    if (!importing_run(i, &a, false, false, &now, &err)) {
        dialog_error(&i->app->ui, &err);
        good = false;
    }
    for (size_t k = 0; good && k < now.n_lines; k++) {
        const struct import_line *l = &now.lines[k];
        if (l->fate == IMPORT_FATE_BAD && !was_bad(i, l->row)) {
            dialog_message(
                &i->app->ui, "不能都用文件里的",
                arena_printf(&a,
                             "第 %zu 行 %s：%s请改回照账本，或不导入这一"
                             "行。",
                             l->row, l->name, import_line_about(i, &a, l)));
            good = false;
        }
    }
    arena_clear(&a);
    return good;
}

static void save(struct importing *i, const struct tally *t)
{
    struct arena a = ARENA_INIT;
    struct import_report made;
    struct err err = ERR_INIT;
    if (!importing_run(i, &a, true, t->bad + t->other > 0, &made, &err)) {
        dialog_error(&i->app->ui, &err);
        arena_clear(&a);
        return;
    }
    struct done *d = done_new(i, t, &made);
    sheet_draft_remove(&i->draft, i->app);
    importing_forget_rows(i);
    i->n_said = 0;
    arena_clear(&a);
    app_forget(i->app);
    if (t->bad + t->other > 0) {
        ask_path(i, d);
    } else {
        close_all(i);
        tell(d, "");
    }
}

static void sure_answer(void *ctx, struct ui *ui, int answer)
{
    struct importing *i = ctx;
    const struct tally t = count(i);
    (void)ui;
    if (answer == 0) {
        save(i, &t);
    }
}

void import_keep(struct importing *i)
{
    static const char *const buttons[] = {"导入", "再看看", NULL};
    static const char *const with_bad[] = {"导入其余的", "再看看", NULL};
    struct arena *a = &i->app->ui.frame;
    const struct tally t = count(i);
    size_t refused = t.bad + t.other;
    if (t.new + t.fill + t.change == 0) {
        dialog_message(&i->app->ui, "没有可导入的", sentence(a, &t));
        return;
    }
    if (!app_can_write(i->app) || !still_good(i)) {
        return;
    }
    dialog_ask(&i->app->ui, arena_printf(a, "导入到%s", i->ledger->title),
               sentence(a, &t), refused > 0 ? with_bad : buttons,
               refused > 0 ? 1 : 0, sure_answer, i);
}
