/* Keeping a tally: its draft, its saving, and what another window saved
   meanwhile. */
#include "review_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/tui/dialog.h"

/* ---- drafts ----------------------------------------------------------- */

static struct sheet_fields fields_of(struct review_view *v, struct arena *a)
{
    struct sheet_fields f = {.arena = a};
    struct book *b = v->app->book;
    bool counts = false;
    sheet_add_changes(&f, b, "", &v->r.now, &v->r.was);
    for (int i = REVIEW_DUE; i <= REVIEW_RETURNED; i++) {
        counts =
            counts || !value_same(&v->r.now.values[i], &v->r.was.values[i]);
    }
    /* One count brings others with it: all four, last, as they stand. */
    for (int i = REVIEW_DUE; counts && i <= REVIEW_RETURNED; i++) {
        sheet_add(&f, ledger_review.fields[i].column,
                  arena_printf(a, "%" PRId64, record_int(&v->r.now, i)));
    }
    for (size_t i = 0; i < v->r.n; i++) {
        const struct review_row *row = &v->r.rows[i];
        const char *prefix = arena_printf(
            a, "r%" PRId64 ".", record_int(&row->now, REVIEW_LINE_PERSON));
        if (!row->gone) {
            sheet_add_changes(&f, b, prefix, &row->now, &row->was);
        } else {
            sheet_add(&f, arena_printf(a, "%sgone", prefix), "1");
        }
    }
    return f;
}

void review_write_draft(struct review_view *v)
{
    struct arena a = ARENA_INIT;
    struct sheet_fields f = fields_of(v, &a);
    const char *title = arena_printf(&a, "%s民主评议 %" PRId64 " 年度",
                                     v->r.now.id == 0 ? "新增" : "修改",
                                     record_int(&v->r.now, REVIEW_YEAR));
    sheet_draft_write(&v->draft, v->app, REVIEW_FORM, title, &v->r.now, &f);
    arena_clear(&a);
}

static void apply_row(struct review_view *v, int64_t person, const char *column,
                      const char *value)
{
    for (size_t i = 0; i < v->r.n; i++) {
        if (record_int(&v->r.rows[i].now, REVIEW_LINE_PERSON) != person) {
            continue;
        }
        int field = ledger_field(&ledger_review_line, column);
        if (strcmp(column, "gone") == 0) {
            review_drop(&v->r, i);
        } else if (field >= 0) {
            review_row_put(&v->r, i, field, value, NULL);
        }
        return;
    }
}

void review_apply_fields(struct review_view *v, const struct draft_field *list,
                         size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char mark;
        int64_t person;
        const char *column;
        int field = ledger_field(&ledger_review, list[i].name);
        if (field >= 0) {
            review_put(&v->r, field, list[i].value, NULL);
        } else if (sheet_name(list[i].name, &mark, &person, &column)) {
            apply_row(v, person, column, list[i].value);
        }
    }
    review_show_rows(v);
    sheet_draft_changed(&v->draft, &v->view);
}

/* ---- saving ----------------------------------------------------------- */

/* Read anew, with what was typed here on top of it. */
static void take_over(struct review_view *v)
{
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    struct review theirs;
    struct sheet_fields mine = fields_of(v, &a);
    if (!review_read(&theirs, v->app->book, &v->arena, v->r.now.id, &err)) {
        dialog_error(&v->app->ui, &err);
    } else if (theirs.now.voided_on[0] != '\0') {
        dialog_message(&v->app->ui, "已被作废",
                       "另一个窗口已把这次评议作废，不能再改；您填的内容留在"
                       "草稿里。");
    } else {
        v->r = theirs;
        review_apply_fields(v, mine.list, mine.n);
        dialog_message(&v->app->ui, "另一个窗口刚保存过",
                       "已重新读入；您在这里填的都还在，别的格是那个窗口填的。"
                       "请看一遍，再按 F2 保存。");
    }
    arena_clear(&a);
}

static enum view_result apply(struct review_view *v)
{
    struct err err = ERR_INIT;
    struct ui *ui = &v->app->ui;
    if (!review_save(&v->r, NULL, &err)) {
        if (err_is(&err, "E-SAVE-001")) {
            take_over(v);
        } else {
            dialog_error(ui, &err);
        }
        return VIEW_DONE;
    }
    ui_note(ui, ROLE_OK, "已保存：民主评议 %" PRId64 " 年度（Ctrl+Z 撤销）",
            record_int(&v->r.now, REVIEW_YEAR));
    v->app->saved_in = &ledger_review;
    v->app->saved_id = v->r.now.id;
    sheet_draft_remove(&v->draft, v->app);
    app_forget(v->app);
    return VIEW_CLOSE;
}

static void warned_answer(void *ctx, struct ui *ui, int answer)
{
    struct review_view *v = ctx;
    if (answer == 1) {
        v->warned = true;
        if (apply(v) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    }
}

static void ask_warnings(struct review_view *v, const struct issues *is)
{
    static const char *const buttons[] = {"回去修改", "照样保存", NULL};
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "\n" : "", is->list[i].text);
    }
    dialog_ask(&v->app->ui, "请核对", sb.s, buttons, 0, warned_answer, v);
    sb_clear(&sb);
}

enum view_result review_keep(struct review_view *v)
{
    struct ui *ui = &v->app->ui;
    if (!app_can_write(v->app) || !grid_leave(&v->grid, ui)) {
        return VIEW_DONE;
    }
    if (v->r.now.id != 0 && !review_changed(&v->r)) {
        ui_note(ui, ROLE_DIM, "内容没有变化，不用保存。");
        sheet_draft_remove(&v->draft, v->app);
        return VIEW_CLOSE;
    }
    review_write_draft(v);
    struct issues is = {.arena = &v->arena};
    review_check(&v->r, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks) {
            v->grid.at = review_cell_of(v, is.list[i].column);
            ui_note(ui, ROLE_ERROR, "%s（%s）", is.list[i].text,
                    is.list[i].code);
            return VIEW_DONE;
        }
    }
    if (is.n > 0 && !v->warned) {
        ask_warnings(v, &is);
        return VIEW_DONE;
    }
    return apply(v);
}
