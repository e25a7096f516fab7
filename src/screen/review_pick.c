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
        sheet_type(&v->sheet, v->sheet.picking, t->codes[id - 1].name);
    }
}

void review_pick(struct review_view *v)
{
    struct ui *ui = &v->sheet.app->ui;
    int field = review_field_at(v, v->sheet.grid.at);
    const struct ledger *l = v->sheet.grid.at.row == GRID_HEAD
                                 ? &ledger_review
                                 : &ledger_review_line;
    v->sheet.picking = v->sheet.grid.at;
    if (field < 0 || v->sheet.grid.read_only) {
        return;
    }
    const struct field *f = &l->fields[field];
    if (f->kind == &field_date) {
        grid_leave_for_choice(&v->sheet.grid);
        sheet_pick_day(&v->sheet, f->label, record_day(&v->r.now, field));
    } else if (f->kind == &field_choice) {
        grid_leave_for_choice(&v->sheet.grid);
        const struct code_table *t = codes_table("review_grade");
        struct pick_text *rows = arena_array(&ui->frame, t->n, sizeof *rows);
        for (size_t i = 0; i < t->n; i++) {
            rows[i].text = t->codes[i].name;
        }
        pick_texts(v->sheet.app, f->label, rows, t->n, 0, picked_grade, v);
    } else if (grid_leave(&v->sheet.grid, ui)) {
        ui_note(ui, ROLE_DIM, "%s没有可选的，直接填写。", f->label);
    }
}
