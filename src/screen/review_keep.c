/* Keeping a tally: its draft, its saving, and what another window saved
   meanwhile. */
#include "review_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/tui/dialog.h"

/* ---- drafts ----------------------------------------------------------- */

struct sheet_fields review_pack(struct sheet *s, struct arena *a)
{
    const struct review_view *v = (const struct review_view *)s;
    struct sheet_fields f = {.arena = a};
    struct book *b = v->sheet.app->book;
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

static bool put_row(struct review_view *v, int64_t person, const char *column,
                    const char *value)
{
    bool gone = strcmp(column, "gone") == 0;
    for (size_t i = 0; i < v->r.n; i++) {
        struct record *now = &v->r.rows[i].now;
        if (record_int(now, REVIEW_LINE_PERSON) != person) {
            continue;
        }
        int field = ledger_field(&ledger_review_line, column);
        if (gone) {
            review_drop(&v->r, i);
            return true;
        }
        return field >= 0 &&
               (sheet_same(v->sheet.app->book, now, field, value) ||
                review_row_put(&v->r, i, field, value, NULL));
    }
    return gone; /* not there: just what was wanted */
}

size_t review_unpack(struct sheet *s, const struct draft_field *list, size_t n)
{
    struct review_view *v = (struct review_view *)s;
    size_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        char mark;
        int64_t person;
        const char *column;
        int field = ledger_field(&ledger_review, list[i].name);
        bool fits = field >= 0
                        ? review_put(&v->r, field, list[i].value, NULL)
                        : sheet_name(list[i].name, &mark, &person, &column) &&
                              put_row(v, person, column, list[i].value);
        lost += !fits;
    }
    review_show_rows(v);
    return lost;
}

/* ---- saving ----------------------------------------------------------- */

static enum view_result apply(struct review_view *v)
{
    struct err err = ERR_INIT;
    struct ui *ui = &v->sheet.app->ui;
    if (!review_save(&v->r, NULL, &err)) {
        if (err_is(&err, "E-SAVE-001")) {
            sheet_take_over(&v->sheet);
        } else {
            dialog_error(ui, &err);
        }
        return VIEW_DONE;
    }
    return sheet_saved(&v->sheet);
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
    dialog_ask(&v->sheet.app->ui, "请核对", sb.s, buttons, 0, warned_answer, v);
    sb_clear(&sb);
}

enum view_result review_keep(struct sheet *s)
{
    struct review_view *v = (struct review_view *)s;
    struct ui *ui = &v->sheet.app->ui;
    if (!app_can_write(v->sheet.app) || !grid_leave(&v->sheet.grid, ui)) {
        return VIEW_DONE;
    }
    if (v->r.now.id != 0 && !review_changed(&v->r)) {
        ui_note(ui, ROLE_DIM, "内容没有变化，不用保存。");
        sheet_draft_remove(&v->sheet.draft, v->sheet.app);
        return VIEW_CLOSE;
    }
    sheet_write_draft(s);
    struct issues is = {.arena = &v->sheet.arena};
    review_check(&v->r, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks) {
            v->sheet.grid.at = review_cell_of(v, is.list[i].column);
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
