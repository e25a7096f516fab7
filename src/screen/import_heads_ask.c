/* What is asked of a column and of the file: the field it goes into, another
   sheet, the same file again. */
#include <string.h>

#include "import_heads.h"
#include "pbtui/ledger/export_rows.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/tui/dialog.h"

/* ---- changing a column --------------------------------------------------- */

/* One field, one column: whichever had it is not used for it any more. */
static void say(struct heads_view *v, size_t at, const struct field *f)
{
    struct importing *i = v->importing;
    for (size_t k = 0; f != NULL && k < i->report.n_columns; k++) {
        const struct import_column *c = &i->report.columns[k];
        if (c->at != at && heads_field(i, c) == f) {
            importing_say(i, c->at, "");
        }
    }
    importing_say(i, at, f != NULL ? f->column : "");
    importing_changed(v->importing, &v->m.view);
    heads_load(&v->m);
}

static const char *taken_by(const struct heads_view *v, struct arena *a,
                            const struct field *f)
{
    const struct importing *i = v->importing;
    for (size_t k = 0; k < i->report.n_columns; k++) {
        const struct import_column *c = &i->report.columns[k];
        if (heads_field(i, c) == f) {
            return arena_printf(a, "%s 列 %s", heads_letters(a, c->at),
                                c->head);
        }
    }
    return (f->flags & FIELD_REQUIRED) != 0 ? "必填" : "";
}

static void field_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct heads_view *v = ctx;
    (void)ui;
    if (id == 1) {
        say(v, v->asked, NULL);
    } else if (id > 1 && (size_t)id - 2 < v->n_offered) {
        say(v, v->asked, v->offered[id - 2]);
    }
}

void heads_ask_field(struct heads_view *v, const struct import_column *c)
{
    struct importing *i = v->importing;
    struct arena *a = &v->m.app->ui.frame;
    const struct import_report *r = &i->report;
    struct pick_text *rows = arena_array(a, r->n_fields + 1, sizeof *rows);
    const struct field *now = heads_field(i, c);
    size_t start = 0;
    v->offered = arena_array(&v->m.arena, r->n_fields + 1, sizeof(void *));
    v->n_offered = 0;
    v->asked = c->at;
    rows[0] = (struct pick_text){"不用", ""};
    for (size_t k = 0; k < r->n_fields; k++) {
        const struct field *f = r->fields[k];
        if (k >= i->ledger->n_fields || export_has(i->ledger, f)) {
            start = f == now ? v->n_offered + 1 : start;
            rows[v->n_offered + 1] =
                (struct pick_text){f->label, taken_by(v, a, f)};
            v->offered[v->n_offered++] = f;
        }
    }
    pick_texts(v->m.app, arena_printf(a, "“%s”收进哪一项", c->head), rows,
               v->n_offered + 1, start, field_answer, v);
}

void heads_toggle_unused(struct heads_view *v, const struct import_column *c)
{
    const struct import_said *said = importing_said(v->importing, c->at);
    bool unused = said != NULL && said->field[0] == '\0';
    importing_say(v->importing, c->at, unused ? NULL : "");
    importing_changed(v->importing, &v->m.view);
    heads_load(&v->m);
}

/* ---- the file again -------------------------------------------------------
 */

void heads_open_again(struct heads_view *v, const char *sheet)
{
    struct importing *i = v->importing;
    struct err err = ERR_INIT;
    if (!importing_open(i, sheet, &err)) {
        dialog_error(&v->m.app->ui, &err);
        return;
    }
    importing_forget_rows(i);
    heads_load(&v->m);
    listbox_go_to(&v->m.box, 1);
    ui_note(&v->m.app->ui, ROLE_OK, "已重新读入：%s",
            heads_counted(v, &v->m.app->ui.frame));
}

static void sheet_typed(void *ctx, struct ui *ui, const char *text)
{
    (void)ui;
    if (text != NULL && text[0] != '\0') {
        heads_open_again(ctx, text);
    }
}

void heads_ask_sheet(struct heads_view *v)
{
    struct app *app = v->m.app;
    const struct cells_file *f = &v->importing->file;
    if (f->is_csv) {
        ui_note(&app->ui, ROLE_WARN, "CSV 文件只有一张表。");
        return;
    }
    dialog_input(&app->ui, "读哪个工作表",
                 arena_printf(&app->ui.frame,
                              "现在读的是“%s”。%s\n写工作表的名字，或第几个：",
                              f->sheet, f->n_notes > 0 ? f->notes[0] : ""),
                 "", SHEET_CHARS, sheet_typed, v);
}
