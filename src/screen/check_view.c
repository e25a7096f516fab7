/* Runs the check with a progress bar and shows what it found. */
#include "pbtui/screen/check_view.h"

#include "pbtui/ledger/attachments.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/tui/dialog.h"

static bool step(void *ctx, int percent)
{
    return progress_step(ctx, percent, "核对账本");
}

/* Files that could not be looked at cost nothing of what was found. */
static void add_files(struct app *app, struct arena *a, struct strbuf *sb,
                      size_t n)
{
    struct err err = ERR_INIT;
    struct attachment_fault *files = NULL;
    size_t n_files = 0;
    if (!attachments_check(app->book, a, &files, &n_files, &err)) {
        sb_addf(sb, "%zu. 附件没有核对完：%s（%s）\n", n + 1, err.text,
                err.code);
    }
    for (size_t i = 0; i < n_files; i++) {
        sb_addf(sb, "%zu. %s（%s）\n", n + i + 1, files[i].text, files[i].code);
    }
}

void check_view_open(struct app *app)
{
    struct progress p;
    struct arena a = ARENA_INIT;
    struct check_report report;
    struct err err = ERR_INIT;
    struct strbuf sb;
    sb_init(&sb);
    progress_start(&p, &app->ui, "核对账本（Esc 停止）");
    bool ok = ledger_check(app->book, &a, &report, step, &p, &err);
    for (size_t i = 0; ok && i < report.n; i++) {
        sb_addf(&sb, "%zu. %s（%s）\n", i + 1, report.findings[i].text,
                report.findings[i].code);
    }
    if (ok) {
        add_files(app, &a, &sb, report.n);
    }
    progress_end(&p);
    if (!ok) {
        dialog_error(&app->ui, &err);
    } else if (sb.len == 0) {
        ui_note(&app->ui, ROLE_OK,
                "账本完好：核对 %lld 条审计、%lld 行记录，没有差异。",
                (long long)report.entries, (long long)report.rows);
    } else {
        dialog_text_view(&app->ui, "核对结果", sb.s);
    }
    sb_clear(&sb);
    arena_clear(&a);
}
