/* What the commands that work everywhere do with the ledger's file: a backup
   beside it, where it lies. */
#include "app_file.h"

#include "pbtui/base/file.h"
#include "pbtui/ledger/attachments.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

void app_backup(struct app *app)
{
    char now[20];
    struct strbuf to;
    struct err err = ERR_INIT;
    date_text(app->book->today, now);
    sb_init(&to);
    sb_addf(&to, "%s.备份-%s", db_path(app->session.db), now);
    for (int i = 2; file_exists(to.s) && i < 100; i++) {
        sb_reset(&to);
        sb_addf(&to, "%s.备份-%s-%d", db_path(app->session.db), now, i);
    }
    size_t files = 0;
    if (db_backup(app->session.db, to.s, &err) &&
        attachments_copy(app->book, to.s, &files, &err)) {
        ui_note(&app->ui, ROLE_OK,
                files > 0 ? "备份已核对：%s，附件在同名的“.附件”文件夹里，"
                            "要一起带走。"
                          : "备份已核对：%s",
                to.s);
    } else {
        dialog_error(&app->ui, &err);
    }
    sb_clear(&to);
}

void app_about(struct app *app)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_addf(&sb,
            "pbtui " PBTUI_VERSION "  党支部台账\n账本：%s\n"
            "草稿：%s\n程序不联网，数据只在这台电脑上。",
            db_path(app->session.db),
            db_state_dir(app->session.db) != NULL
                ? db_state_dir(app->session.db)
                : "（不保存）");
    dialog_message(&app->ui, "关于", sb.s);
    sb_clear(&sb);
}
