/* Keeping a count: its draft, its saving with what it makes of terms and posts
   shown before, and what another window saved meanwhile. */
#include "election_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/tui/dialog.h"

#define ROW_MARK "c"

/* ---- drafts ----------------------------------------------------------- */

static struct sheet_fields fields_of(struct election_view *v, struct arena *a)
{
    struct sheet_fields f = {.arena = a};
    struct book *b = v->app->book;
    sheet_add_changes(&f, b, "", &v->e.now, &v->e.was);
    for (size_t i = 0; i < v->e.n; i++) {
        const struct election_row *row = &v->e.rows[i];
        const char *prefix =
            arena_printf(a, ROW_MARK "%" PRId64 ".",
                         record_int(&row->now, CANDIDATE_PERSON));
        if (row->gone) {
            sheet_add(&f, arena_printf(a, "%sgone", prefix), "1");
            continue;
        }
        if (row->fresh) {
            sheet_add(&f, arena_printf(a, "%sfresh", prefix), "1");
        }
        sheet_add_changes(&f, b, prefix, &row->now, &row->was);
    }
    return f;
}

static const char *name_of(struct election_view *v, struct arena *a)
{
    struct strbuf sb;
    sb_init(&sb);
    ledger_election.label(v->app->book, &v->e.now, &sb);
    const char *name = arena_str(a, sb.s);
    sb_clear(&sb);
    return name;
}

void election_write_draft(struct election_view *v)
{
    struct arena a = ARENA_INIT;
    struct sheet_fields f = fields_of(v, &a);
    const char *title = arena_printf(
        &a, "%s选举 %s", v->e.now.id == 0 ? "新增" : "修改", name_of(v, &a));
    sheet_draft_write(&v->draft, v->app, ELECTION_FORM, title, &v->e.now, &f);
    arena_clear(&a);
}

static void apply_row(struct election_view *v, int64_t person,
                      const char *column, const char *value)
{
    struct arena *frame = &v->app->ui.frame;
    if (strcmp(column, "fresh") == 0) {
        election_add(&v->e, arena_printf(frame, "#%" PRId64, person), NULL);
        return;
    }
    for (size_t i = 0; i < v->e.n; i++) {
        if (record_int(&v->e.rows[i].now, CANDIDATE_PERSON) != person) {
            continue;
        }
        int field = ledger_field(&ledger_candidate, column);
        if (strcmp(column, "gone") == 0) {
            election_drop(&v->e, i);
        } else if (field >= 0) {
            election_row_put(&v->e, i, field, value, NULL);
        }
        return;
    }
}

/* The division of work last: it is open only to those who are elected. */
static void apply_once(struct election_view *v, const struct draft_field *list,
                       size_t n, bool posts)
{
    const char *post = ledger_candidate.fields[CANDIDATE_POST].column;
    for (size_t i = 0; i < n; i++) {
        char mark;
        int64_t person;
        const char *column;
        int field = ledger_field(&ledger_election, list[i].name);
        if (field >= 0 && !posts) {
            election_put(&v->e, field, list[i].value, NULL);
        } else if (sheet_name(list[i].name, &mark, &person, &column) &&
                   (strcmp(column, post) == 0) == posts) {
            apply_row(v, person, column, list[i].value);
        }
    }
    election_show_rows(v);
}

void election_apply_fields(struct election_view *v,
                           const struct draft_field *list, size_t n)
{
    apply_once(v, list, n, false);
    apply_once(v, list, n, true);
    sheet_draft_changed(&v->draft, &v->view);
}

/* ---- saving ----------------------------------------------------------- */

/* Read anew, with what was typed here on top of it. */
static void take_over(struct election_view *v)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct election theirs;
    struct sheet_fields mine = fields_of(v, &a);
    if (!election_read(&theirs, v->app->book, &v->arena, v->e.now.id, &err)) {
        dialog_error(&v->app->ui, &err);
    } else if (theirs.now.voided_on[0] != '\0') {
        dialog_message(&v->app->ui, "已被作废",
                       "另一个窗口已把这次选举作废，不能再改；您填的内容留在"
                       "草稿里。");
    } else {
        v->e = theirs;
        election_apply_fields(v, mine.list, mine.n);
        dialog_message(&v->app->ui, "另一个窗口刚保存过",
                       "已重新读入；您在这里填的都还在，别的格是那个窗口填的。"
                       "请看一遍，再按 F2 保存。");
    }
    arena_clear(&a);
}

static enum view_result apply(struct election_view *v)
{
    struct err err = ERR_INIT;
    struct ui *ui = &v->app->ui;
    if (!election_save(&v->e, NULL, &err)) {
        /* A term or a post was changed elsewhere, or the election itself. */
        if (err_is(&err, "E-SAVE-001") && v->e.now.id != 0) {
            take_over(v);
        } else {
            dialog_error(ui, &err);
        }
        return VIEW_DONE;
    }
    ui_note(ui, ROLE_OK, "已保存：%s（Ctrl+Z 撤销）", name_of(v, &ui->frame));
    v->app->saved_in = &ledger_election;
    v->app->saved_id = v->e.now.id;
    sheet_draft_remove(&v->draft, v->app);
    app_forget(v->app);
    return VIEW_CLOSE;
}

static void shown_answer(void *ctx, struct ui *ui, int answer)
{
    if (answer == 1 && apply(ctx) == VIEW_CLOSE) {
        ui_pop(ui);
    }
}

/* What is doubtful, and what saving does besides. */
static void ask(struct election_view *v, const struct issues *is,
                const char *effects)
{
    static const char *const buttons[] = {"回去修改", "保存", NULL};
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s\n", is->list[i].text);
    }
    if (effects[0] != '\0') {
        sb_addf(&sb, "将同时：\n%s", effects);
    }
    sb_cut(&sb, sb.len - 1);
    dialog_ask(&v->app->ui, is->n > 0 ? "请核对" : "保存选举结果", sb.s,
               buttons, is->n > 0 ? 0 : 1, shown_answer, v);
    sb_clear(&sb);
}

static bool refused(struct election_view *v, const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            v->grid.at = election_cell_of(v, is->list[i].column);
            ui_note(&v->app->ui, ROLE_ERROR, "%s（%s）", is->list[i].text,
                    is->list[i].code);
            return true;
        }
    }
    return false;
}

enum view_result election_keep(struct election_view *v)
{
    struct ui *ui = &v->app->ui;
    struct err err = ERR_INIT;
    enum view_result result = VIEW_DONE;
    if (!app_can_write(v->app) || !grid_leave(&v->grid, ui)) {
        return VIEW_DONE;
    }
    if (v->e.now.id != 0 && !election_changed(&v->e)) {
        ui_note(ui, ROLE_DIM, "内容没有变化，不用保存。");
        sheet_draft_remove(&v->draft, v->app);
        return VIEW_CLOSE;
    }
    election_write_draft(v);
    struct issues is = {.arena = &v->arena};
    election_check(&v->e, &is);
    if (refused(v, &is)) {
        return VIEW_DONE;
    }
    struct strbuf effects;
    sb_init(&effects);
    if (!election_effects(&v->e, &effects, &err)) {
        dialog_error(ui, &err);
    } else if (is.n > 0 || effects.len > 0) {
        ask(v, &is, effects.s);
    } else {
        result = apply(v);
    }
    sb_clear(&effects);
    return result;
}
