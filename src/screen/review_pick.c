/* Choosing from lists in a tally: a day, a grade. */
#include "review_parts.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

static void picked_grade(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct review_view *v = ctx;
    const struct code_table *t = codes_table("review_grade");
    if (id > 0 && (size_t)id <= t->n) {
        review_type(v, v->picking, t->codes[id - 1].name);
    }
}

static void picked_day(void *ctx, struct ui *ui, int day)
{
    (void)ui;
    struct review_view *v = ctx;
    char text[11];
    if (day != DATE_NONE) {
        review_type(v, v->picking, date_text(day, text));
    }
}

void review_pick(struct review_view *v)
{
    struct ui *ui = &v->app->ui;
    int field = review_field_at(v, v->grid.at);
    const struct ledger *l =
        v->grid.at.row == GRID_HEAD ? &ledger_review : &ledger_review_line;
    v->grid.editing = false;
    v->picking = v->grid.at;
    if (field < 0 || v->grid.read_only) {
        return;
    }
    if (l->fields[field].kind == &field_date) {
        int day = record_day(&v->r.now, field);
        dialog_calendar(ui, l->fields[field].label,
                        day != DATE_NONE ? day : v->app->book->today,
                        picked_day, v);
    } else if (l->fields[field].kind == &field_choice) {
        const struct code_table *t = codes_table("review_grade");
        struct pick_text *rows = arena_array(&ui->frame, t->n, sizeof *rows);
        for (size_t i = 0; i < t->n; i++) {
            rows[i].text = t->codes[i].name;
        }
        pick_texts(v->app, l->fields[field].label, rows, t->n, 0, picked_grade,
                   v);
    } else {
        ui_note(ui, ROLE_DIM, "%s没有可选的，直接填写。",
                l->fields[field].label);
    }
}
