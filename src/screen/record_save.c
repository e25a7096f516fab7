/* Saving a form: all fields read, rules, warnings asked, the ledger's door, the
   conflict screen; and showing personal data with a trace. */
#include "record_parts.h"

#include <string.h>

#include "pbtui/base/clock.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/screen/conflict_view.h"
#include "pbtui/store/pii.h"
#include "pbtui/tui/dialog.h"

#define REVEAL_MS 10000

static void done(void *ctx)
{
    struct record_view *v = ctx;
    record_draft_remove(&v->draft, v->app);
    app_forget(v->app);
    v->closing = true;
}

static void open_conflict(struct record_view *v)
{
    struct record theirs;
    struct err err = ERR_INIT;
    if (!record_read(&theirs, v->ledger, v->app->book, &v->arena, v->base.id,
                     &err)) {
        dialog_error(&v->app->ui, &err);
        return;
    }
    if (theirs.voided_on[0] != '\0') {
        dialog_message(&v->app->ui, "已被作废",
                       "另一个窗口已把这条记录作废，不能再改；您填的内容留在"
                       "草稿里。");
        return;
    }
    conflict_view_open(v->app, &v->base, &v->typed, &theirs, done, v);
}

static enum view_result apply(struct record_view *v)
{
    bool is_new = v->base.id == 0;
    struct err err = ERR_INIT;
    struct record r = record_copy(&v->typed, &v->arena);
    if (ledger_apply(v->app->book, &v->arena, &r, is_new ? NULL : &v->base,
                     NULL, &err)) {
        struct strbuf label;
        sb_init(&label);
        v->ledger->label(v->app->book, &r, &label);
        ui_note(&v->app->ui, ROLE_OK, "%s：%s %s（%s）",
                !is_new            ? "已保存修改"
                : v->ledger->posts ? "已入账"
                                   : "已保存",
                v->ledger->noun, label.s,
                is_new && v->ledger->posts ? "要改只能冲销" : "Ctrl+Z 撤销");
        sb_clear(&label);
        v->app->saved_in = v->ledger;
        v->app->saved_id = r.id;
        done(v);
        return VIEW_CLOSE;
    }
    if (err_is(&err, "E-SAVE-001")) {
        open_conflict(v);
    } else {
        dialog_error(&v->app->ui, &err);
    }
    return VIEW_DONE;
}

static void warned_answer(void *ctx, struct ui *ui, int answer)
{
    struct record_view *v = ctx;
    if (answer == 1) {
        v->warned = true;
        if (apply(v) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    } else if (v->doubtful != NULL) {
        formbox_focus(&v->form, v->doubtful);
    }
}

static void ask_warnings(struct record_view *v, const struct issues *is)
{
    static const char *const buttons[] = {"回去修改", "照样保存", NULL};
    static const char *const posting[] = {"回去修改", "入账", NULL};
    bool posts = v->ledger->posts && v->base.id == 0;
    v->doubtful = is->list[0].column;
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "\n" : "", is->list[i].text);
    }
    dialog_ask(&v->app->ui, "请核对", sb.s, posts ? posting : buttons, 0,
               warned_answer, v);
    sb_clear(&sb);
}

enum view_result record_on_save(void *ctx, struct ui *ui, struct formbox *f)
{
    (void)ui;
    struct record_view *v = ctx;
    if (!app_can_write(v->app)) {
        return VIEW_DONE;
    }
    record_write_draft(v);
    v->typed = record_copy(&v->base, &v->arena);
    if (!record_items_read(&v->items, v->app->book, &v->arena, &v->typed)) {
        formbox_check_all(f);
        return VIEW_DONE;
    }
    if (v->base.id != 0 && record_same(&v->typed, &v->base)) {
        ui_note(&v->app->ui, ROLE_DIM, "内容没有变化，不用保存。");
        done(v);
        return VIEW_CLOSE;
    }
    struct issues is = {.arena = &v->arena};
    record_check(&v->typed, v->app->book, v->base.id == 0 ? NULL : &v->base,
                 &is);
    bool blocked = false;
    for (size_t i = 0; i < is.n; i++) {
        struct form_item *item =
            record_items_find(&v->items, v->ledger, is.list[i].column);
        if (is.list[i].blocks && item != NULL) {
            formbox_error(item, is.list[i].text);
            if (!blocked) {
                formbox_focus(f, item->name);
            }
        } else if (is.list[i].blocks) {
            ui_note(&v->app->ui, ROLE_ERROR, "%s", is.list[i].text);
        }
        blocked = blocked || is.list[i].blocks;
    }
    if (blocked) {
        return VIEW_DONE;
    }
    if (v->ledger->posts && v->base.id == 0) {
        issue_add(&is, v->ledger->fields[0].column, false, "",
                  "入账后有编号，不能修改、撤销，只能冲销；请再看一遍金额、"
                  "日期和凭证。");
    }
    if (is.n > 0 && !v->warned) {
        ask_warnings(v, &is);
        return VIEW_DONE;
    }
    return apply(v);
}

/* ---- personal data ---------------------------------------------------- */

void record_hide(struct record_view *v)
{
    if (v->revealed != NULL) {
        v->revealed->echo[0] = '\0';
        v->revealed = NULL;
    }
}

void record_reveal(struct record_view *v)
{
    struct form_item *item = formbox_focused(&v->form);
    int field = item != NULL ? record_field_of(v, item) : -1;
    if (field < 0 || !v->ledger->fields[field].kind->secret ||
        v->base.id == 0) {
        ui_note(&v->app->ui, ROLE_WARN,
                "先移到打码的一项（身份证号、电话）上，再按 Ctrl+R。");
        return;
    }
    const char *value;
    struct err err = ERR_INIT;
    struct arena a = ARENA_INIT;
    if (!pii_reveal(v->app->session.db, &a, v->ledger->table, v->base.id,
                    v->ledger->fields[field].column, "屏幕查看", &value,
                    &err)) {
        ui_note_err(&v->app->ui, &err);
    } else {
        record_hide(v);
        size_t n = strnlen(value, sizeof item->echo - 1);
        memcpy(item->echo, value, n);
        item->echo[n] = '\0';
        v->revealed = item;
        v->reveal_until = clock_monotonic_ms() + REVEAL_MS;
        v->view.tick_at = v->reveal_until;
        ui_note(&v->app->ui, ROLE_WARN, "显示十秒，已记入查看记录。");
    }
    arena_clear(&a);
}
