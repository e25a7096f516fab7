/* Choosing from lists in a count: a day, a kind, a post, a person. */
#include "election_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/date.h"
#include "pbtui/tui/dialog.h"

/* The rows of a code table that may be picked here. */
static bool offered(const struct election_view *v, const char *table,
                    const struct code *code)
{
    bool secretary =
        strcmp(record_text(&v->e.now, ELECTION_KIND), ELECTION_SECRETARY) == 0;
    if (strcmp(table, "post") != 0) {
        return true;
    }
    return strcmp(code->group, "支部委员会") == 0 &&
           (!secretary || strstr(code->name, "书记") != NULL);
}

static const char *table_at(const struct election_view *v)
{
    int field = election_field_at(v, v->sheet.picking);
    return v->sheet.picking.row == GRID_HEAD
               ? ledger_election.fields[field].of
               : ledger_candidate.fields[field].of;
}

static void picked_code(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct election_view *v = ctx;
    const struct code_table *t = codes_table(table_at(v));
    int64_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (offered(v, t->name, &t->codes[i]) && ++n == id) {
            sheet_type(&v->sheet, v->sheet.picking, t->codes[i].name);
            return;
        }
    }
}

static void pick_code(struct election_view *v, const char *title)
{
    const struct code_table *t = codes_table(table_at(v));
    struct pick_text *rows =
        arena_array(&v->sheet.app->ui.frame, t->n, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (offered(v, t->name, &t->codes[i])) {
            rows[n++].text = t->codes[i].name;
        }
    }
    pick_texts(v->sheet.app, title, rows, n, 0, picked_code, v);
}

static void picked_person(void *ctx, struct ui *ui, int64_t id)
{
    struct election_view *v = ctx;
    if (id != 0) {
        election_add_person(v, arena_printf(&ui->frame, "#%" PRId64, id));
    }
}

/* Letters typed on the blank row are what is looked for; other cells are left
   as they should be. */
void election_pick_person(struct election_view *v)
{
    bool blank = v->sheet.grid.at.row != GRID_HEAD &&
                 election_row_at(v, v->sheet.grid.at) < 0;
    if (blank) {
        v->sheet.grid.editing = false;
    }
    if (!v->sheet.grid.read_only &&
        grid_leave(&v->sheet.grid, &v->sheet.app->ui)) {
        pick_person(v->sheet.app, "加候选人", picked_person, v);
    }
}

void election_pick(struct election_view *v)
{
    struct ui *ui = &v->sheet.app->ui;
    struct grid_at at = v->sheet.grid.at;
    int field = election_field_at(v, at);
    if (v->sheet.grid.read_only) {
        return;
    }
    if (at.row != GRID_HEAD && election_row_at(v, at) < 0) {
        election_pick_person(v);
        return;
    }
    if (field < 0) {
        return;
    }
    const struct field *f = at.row == GRID_HEAD
                                ? &ledger_election.fields[field]
                                : &ledger_candidate.fields[field];
    v->sheet.picking = at;
    if (f->kind == &field_date) {
        grid_leave_for_choice(&v->sheet.grid);
        sheet_pick_day(&v->sheet, f->label, record_day(&v->e.now, field));
    } else if (f->kind == &field_choice) {
        grid_leave_for_choice(&v->sheet.grid);
        pick_code(v, f->label);
    } else if (grid_leave(&v->sheet.grid, ui)) {
        ui_note(ui, ROLE_DIM, "%s没有可选的，直接填写。", f->label);
    }
}
