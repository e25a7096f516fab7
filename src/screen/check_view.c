/* Runs the check with a progress bar and shows what it found. */
#include "pbtui/screen/check_view.h"

#include "pbtui/ledger/attachments.h"
#include "pbtui/ledger/verify.h"
#include "pbtui/tui/dialog.h"

static bool step(void *ctx, int percent)
{
    return progress_step(ctx, percent, "核对账本");
}

void check_view_open(struct app *app)
{
    struct progress p;
    struct arena a = ARENA_INIT;
    struct check_report report;
    struct err err = ERR_INIT;
    progress_start(&p, &app->ui, "核对账本（Esc 停止）");
    bool ok = ledger_check(app->book, &a, &report, step, &p, &err);
    struct attachment_fault *files = NULL;
    size_t n_files = 0;
    ok = ok && attachments_check(app->book, &a, &files, &n_files, &err);
    progress_end(&p);
    if (!ok) {
        dialog_error(&app->ui, &err);
    } else if (report.n + n_files == 0) {
        ui_note(&app->ui, ROLE_OK,
                "账本完好：核对 %lld 条审计、%lld 行记录，没有差异。",
                (long long)report.entries, (long long)report.rows);
    } else {
        struct strbuf sb;
        sb_init(&sb);
        for (size_t i = 0; i < report.n; i++) {
            sb_addf(&sb, "%zu. %s（%s）\n", i + 1, report.findings[i].text,
                    report.findings[i].code);
        }
        for (size_t i = 0; i < n_files; i++) {
            sb_addf(&sb, "%zu. %s（%s）\n", report.n + i + 1, files[i].text,
                    files[i].code);
        }
        dialog_text_view(&app->ui, "核对结果", sb.s);
        sb_clear(&sb);
    }
    arena_clear(&a);
}
