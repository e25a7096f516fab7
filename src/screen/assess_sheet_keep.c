/* Keeping a worksheet: its draft, its saving, and what another window saved
   meanwhile. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "assess_screen.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define ITEM_PREFIX "i." /* of an item's name in a draft */

/* ---- drafts ----------------------------------------------------------- */

static bool has_lines(const struct assess_sheet_view *v)
{
    for (size_t i = 0; i < v->s.n; i++) {
        if (v->s.lines[i].fen >= 0) {
            return true;
        }
    }
    return false;
}

/* The amount is just what the rules make of the base. */
static bool follows(const struct assess_sheet_view *v)
{
    int64_t fen;
    int from;
    const struct record *r = &v->s.now;
    return record_is_null(r, ASSESS_RELIEF) &&
           !record_is_null(r, ASSESS_BASE) &&
           month_read(record_text(r, ASSESS_FROM), &from) &&
           dues_amount(book_dues(v->s.book), record_text(r, ASSESS_CATEGORY),
                       record_int(r, ASSESS_BASE), month_first_day(from), &fen,
                       NULL) &&
           fen == record_int(r, ASSESS_FEN);
}

static void pack_lines(const struct assess_sheet_view *v,
                       struct sheet_fields *f)
{
    char money[32];
    for (size_t i = 0; i < v->s.n; i++) {
        const struct assess_line *l = &v->s.lines[i];
        if (l->fen != l->was) {
            sheet_add(f,
                      arena_printf(f->arena, ITEM_PREFIX "%s", l->item->code),
                      l->fen < 0 ? "" : money_plain(l->fen, money));
        }
    }
}

static void pack_money(const struct assess_sheet_view *v,
                       struct sheet_fields *f, int field)
{
    char money[32];
    const struct record *r = &v->s.now;
    if (!value_same(&r->values[field], &v->s.was.values[field])) {
        sheet_add(f, ledger_assess.fields[field].column,
                  record_is_null(r, field)
                      ? ""
                      : money_plain(record_int(r, field), money));
    }
}

/* What others follow from comes first: the category, then the items, then what
   is typed instead of being worked out. */
struct sheet_fields assess_sheet_pack(struct sheet *s, struct arena *a)
{
    const struct assess_sheet_view *v = (const struct assess_sheet_view *)s;
    struct sheet_fields f = {.arena = a};
    struct record now = record_copy(&v->s.now, a);
    char month[8];
    struct record was = record_copy(&v->s.was, a);
    now.values[ASSESS_BASE] = was.values[ASSESS_BASE];
    now.values[ASSESS_FEN] = was.values[ASSESS_FEN];
    if (now.id == 0 && assess_sheet_changed(&v->s)) {
        /* The year's decision: taken along, not typed. */
        record_set_null(&was, ASSESS_DECIDED);
        record_set_null(&was, ASSESS_EVENT);
    }
    sheet_add_changes(&f, v->s.book, "", &now, &was);
    pack_lines(v, &f);
    if (!has_lines(v)) {
        pack_money(v, &f, ASSESS_BASE);
    }
    if (!follows(v)) {
        pack_money(v, &f, ASSESS_FEN);
    }
    if (f.n > 0) {
        sheet_add(
            &f, "person",
            arena_printf(a, "%" PRId64, record_int(&v->s.now, ASSESS_PERSON)));
        sheet_add(&f, "month",
                  v->month == MONTH_NONE ? record_text(&v->s.now, ASSESS_FROM)
                                         : month_text(v->month, month));
    }
    return f;
}

static bool put_line(struct assess_sheet_view *v, const char *code,
                     const char *value)
{
    for (size_t i = 0; i < v->s.n; i++) {
        if (strcmp(v->s.lines[i].item->code, code) == 0) {
            return assess_sheet_line(&v->s, i, value, NULL);
        }
    }
    return value[0] == '\0'; /* not asked any more: just what was wanted */
}

size_t assess_sheet_unpack(struct sheet *s, const struct draft_field *list,
                           size_t n)
{
    struct assess_sheet_view *v = (struct assess_sheet_view *)s;
    size_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        int field = ledger_field(&ledger_assess, list[i].name);
        bool fits = true;
        if (field >= 0) {
            fits = sheet_same(v->s.book, &v->s.now, field, list[i].value) ||
                   assess_sheet_put(&v->s, field, list[i].value, NULL);
        } else if (strncmp(list[i].name, ITEM_PREFIX, strlen(ITEM_PREFIX)) ==
                   0) {
            fits =
                put_line(v, list[i].name + strlen(ITEM_PREFIX), list[i].value);
        }
        lost += !fits;
    }
    v->staff = NULL;
    assess_sheet_show(s);
    return lost;
}

/* ---- saving ----------------------------------------------------------- */

enum view_result assess_sheet_apply(struct sheet *s)
{
    struct assess_sheet_view *v = (struct assess_sheet_view *)s;
    struct err err = ERR_INIT;
    if (assess_sheet_save(&v->s, NULL, &err)) {
        return assess_saved(&v->sheet, (int)record_int(&v->s.now, ASSESS_YEAR));
    }
    if (err_is(&err, "E-SAVE-001")) {
        sheet_take_over(&v->sheet);
    } else {
        dialog_error(&v->sheet.app->ui, &err);
    }
    return VIEW_DONE;
}

enum view_result assess_sheet_keep(struct sheet *s)
{
    struct assess_sheet_view *v = (struct assess_sheet_view *)s;
    struct ui *ui = &s->app->ui;
    if (!app_can_write(s->app) || !grid_leave(&s->grid, ui)) {
        return VIEW_DONE;
    }
    if (v->s.now.id != 0 && !assess_sheet_changed(&v->s)) {
        ui_note(ui, ROLE_DIM, "内容没有变化，不用保存。");
        sheet_draft_remove(&s->draft, s->app);
        return VIEW_CLOSE;
    }
    sheet_write_draft(s);
    struct issues is = {.arena = &s->arena};
    assess_sheet_check(&v->s, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (is.list[i].blocks) {
            grid_go(&s->grid, assess_sheet_cell_of(v, is.list[i].column));
            ui_note(ui, ROLE_ERROR, "%s（%s）", is.list[i].text,
                    is.list[i].code);
            return VIEW_DONE;
        }
    }
    return assess_ask(&v->asking, &is);
}
