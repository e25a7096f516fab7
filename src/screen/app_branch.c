/* Which branch is looked at: asked for, or opened from a list of them. */
#include "app_branch.h"

#include "pbtui/ledger/org.h"
#include "pbtui/screen/pickers.h"

static bool may_leave_branch(struct app *app)
{
    if (app_form_is_open(app, true)) {
        ui_note(&app->ui, ROLE_WARN, "请先保存或关闭打开着的表单，再换支部。");
        return false;
    }
    return true;
}

bool app_look_at(struct app *app, int64_t branch)
{
    if (!may_leave_branch(app)) {
        return false;
    }
    app->book->branch = branch;
    app_forget(app);
    return true;
}

static void branch_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct app *app = ctx;
    struct org_branch *all;
    size_t n = org_list(app->book, &ui->frame, &all);
    if (id > 0 && (size_t)id <= n) {
        app->book->branch = all[id - 1].id;
        app_changed(app);
    }
}

void app_branch_ask(struct app *app)
{
    struct org_branch *all;
    size_t at = 0;
    if (!may_leave_branch(app)) {
        return;
    }
    size_t n = org_list(app->book, &app->ui.frame, &all);
    struct pick_text *rows = arena_array(&app->ui.frame, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){all[i].name, NULL};
        at = all[i].id == app->book->branch ? i : at;
    }
    if (n < 2) {
        ui_note(&app->ui, ROLE_WARN,
                "账本里只有一个支部；新增支部请打开“党支部”。");
        return;
    }
    pick_texts(app, "换一个党支部", rows, n, at, branch_answer, app);
}
