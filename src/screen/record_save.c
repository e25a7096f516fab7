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

/* The second button saves; any other goes back to what was doubtful. */
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

static void effects_answer(void *ctx, struct ui *ui, int answer)
{
    if (answer == 0) {
        warned_answer(ctx, ui, 1);
    }
}

/* With warnings the careful button is the first; what will also be done is
   only told, and Enter goes on. */
static void ask_warnings(struct record_view *v, const struct issues *is,
                         const char *effects)
{
    static const char *const buttons[] = {"回去修改", "照样保存", NULL};
    static const char *const posting[] = {"回去修改", "入账", NULL};
    static const char *const saving[] = {"保存", "回去修改", NULL};
    bool posts = v->ledger->posts && v->base.id == 0;
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "\n" : "", is->list[i].text);
    }
    if (effects[0] != '\0') {
        sb_addf(&sb, "%s保存时同时：\n%s", is->n > 0 ? "\n" : "", effects);
    }
    v->doubtful = is->n > 0 ? is->list[0].column : NULL;
    if (is->n > 0) {
        dialog_ask(&v->app->ui, "请核对", sb.s, posts ? posting : buttons, 0,
                   warned_answer, v);
    } else {
        dialog_ask(&v->app->ui, "保存", sb.s, saving, 0, effects_answer, v);
    }
    sb_clear(&sb);
}

/* ---- what is said beside the fields ------------------------------------- */

/* As many of the words about a field as its line holds. */
void record_show_judged(struct record_view *v, size_t i,
                        const struct issues *is)
{
    struct form_item *item = &v->items.items[i];
    struct strbuf sb;
    sb_init(&sb);
    for (size_t k = 0; k < is->n; k++) {
        const struct issue *one = &is->list[k];
        if (one->blocks && strcmp(one->column, item->name) == 0 &&
            (sb.len == 0 ||
             sb.len + strlen(one->text) < sizeof item->error - 1)) {
            sb_add(&sb, one->text);
        }
    }
    formbox_error(item, sb.s);
    v->items.judged[i] = sb.len > 0;
    sb_clear(&sb);
}

static bool is_field(const struct record_view *v, const char *column)
{
    for (size_t i = 0; i < v->items.n; i++) {
        if (strcmp(v->items.items[i].name, column) == 0) {
            return true;
        }
    }
    return false;
}

/* The topmost field with a word that blocks, but 原因说明 last: a reason does
   not help against what refuses.  NULL: none of the fields. */
static struct form_item *first_blocked(struct record_view *v,
                                       const struct issues *is)
{
    struct form_item *reason = NULL;
    for (size_t i = 0; i < v->items.n; i++) {
        struct form_item *item = &v->items.items[i];
        for (size_t k = 0; k < is->n; k++) {
            if (!is->list[k].blocks ||
                strcmp(is->list[k].column, item->name) != 0) {
                continue;
            }
            if (strcmp(item->name, "reason") != 0) {
                return item;
            }
            reason = item;
        }
    }
    return reason;
}

/* True when there is a word that blocks. */
static bool show_issues(struct record_view *v, const struct issues *is)
{
    const struct form_item *first = first_blocked(v, is);
    for (size_t i = 0; i < v->items.n; i++) {
        record_show_judged(v, i, is);
    }
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks && !is_field(v, is->list[i].column)) {
            ui_note(&v->app->ui, ROLE_ERROR, "%s", is->list[i].text);
        }
    }
    if (first != NULL) {
        formbox_focus(&v->form, first->name);
    }
    return issues_block(is);
}

static void judge(struct record_view *v, const struct record *r,
                  struct issues *is)
{
    record_check(r, v->app->book, v->base.id == 0 ? NULL : &v->base, is);
    if (v->ledger->judge != NULL && !issues_block(is)) {
        v->ledger->judge(v->app->book, &v->arena, r, is);
    }
}

/* A field that is still empty is only gone to: nobody has done anything wrong
   yet.  What today's day or the meeting cannot be is said at once. */
void record_judge_new(struct record_view *v)
{
    struct issues is = {.arena = &v->arena};
    if (v->base.id != 0) {
        return;
    }
    if (v->ledger->judge != NULL) {
        v->ledger->judge(v->app->book, &v->arena, &v->base, &is);
    } else if (v->ledger->check != NULL) {
        v->ledger->check(v->app->book, &v->base, NULL, &is);
    }
    for (size_t i = 0; i < v->items.n; i++) {
        const struct form_item *item = &v->items.items[i];
        if (formbox_get(item)[0] != '\0' || strcmp(item->name, "reason") == 0) {
            record_show_judged(v, i, &is);
        }
    }
    const struct form_item *first = first_blocked(v, &is);
    if (first != NULL) {
        formbox_focus(&v->form, first->name);
    }
}

/* What saving will also do; false: that could not be found out. */
static bool tell_effects(struct record_view *v, struct strbuf *out)
{
    struct err err = ERR_INIT;
    if (v->ledger->effects != NULL &&
        !v->ledger->effects(v->app->book, &v->arena, &v->typed, out, &err)) {
        dialog_error(&v->app->ui, &err);
        return false;
    }
    return true;
}

static enum view_result save_judged(struct record_view *v, struct issues *is)
{
    struct strbuf effects;
    enum view_result result = VIEW_DONE;
    sb_init(&effects);
    if (v->warned) {
        result = apply(v);
    } else if (tell_effects(v, &effects)) {
        if (is->n > 0 || effects.len > 0) {
            ask_warnings(v, is, effects.s);
        } else {
            result = apply(v);
        }
    }
    sb_clear(&effects);
    return result;
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
    judge(v, &v->typed, &is);
    if (show_issues(v, &is)) {
        return VIEW_DONE;
    }
    if (v->ledger->posts && v->base.id == 0) {
        issue_add(&is, v->ledger->fields[0].column, false, "",
                  "入账后有编号，不能修改、撤销，只能冲销；请再看一遍金额、"
                  "日期和凭证。");
    }
    return save_judged(v, &is);
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
