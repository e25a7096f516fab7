/* Choosing from lists in 党费核定: a day, a meeting, a category (by its number,
   too), a code, a kind of staff. */
#include "assess_screen.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/date.h"

/* ---- categories by number --------------------------------------------- */

static size_t categories(const struct sheet *s, int day,
                         const struct dues_category ***list)
{
    return dues_categories(book_dues(s->app->book), &s->app->ui.frame, day,
                           list);
}

const char *assess_category_numbers(const struct sheet *s, int day)
{
    const struct dues_category **list;
    size_t n = categories(s, day, &list);
    const char *text = "";
    for (size_t i = 0; i < n; i++) {
        text = arena_printf(&s->app->ui.frame, "%s%s%zu%s", text,
                            i > 0 ? " " : "", i + 1, list[i]->brief);
    }
    return arena_printf(&s->app->ui.frame, "%s。", text);
}

static bool is_number(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

const char *assess_category_typed(const struct sheet *s, int day,
                                  const char *typed, struct err *err)
{
    const struct dues_category **list;
    struct strbuf folded;
    size_t n = categories(s, day, &list);
    sb_init(&folded);
    text_fold(&folded, typed);
    const char *text = arena_str(&s->app->ui.frame, folded.s);
    sb_clear(&folded);
    if (!is_number(text)) {
        return typed;
    }
    unsigned long at = strtoul(text, NULL, 10);
    if (at == 0 || at > n) {
        err_set(err, ERR_RULE, "E-ASSESS-049",
                "没有第 %s 种缴费类别：打序号 1 至 %zu、名称或拼音首字母，或按 "
                "F4 选；基数填在右边的“今年基数”。",
                text, n);
        return NULL;
    }
    return list[at - 1]->code;
}

/* ---- answers ---------------------------------------------------------- */

static int field_of(const struct sheet *s, struct grid_at at)
{
    const struct assess_sheet_view *v = (const struct assess_sheet_view *)s;
    return s->kind->name != NULL ? assess_field_at(at)
                                 : assess_sheet_field_at(v, at);
}

static int day_of(const struct sheet *s)
{
    const struct assess_view *v = (const struct assess_view *)s;
    return s->kind->name != NULL
               ? month_first_day(v->y.rows[s->picking.row].first)
               : assess_sheet_day((const struct assess_sheet_view *)s);
}

static void picked_category(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct sheet *s = ctx;
    const struct dues_category **list;
    size_t n = categories(s, day_of(s), &list);
    if (id > 0 && (size_t)id <= n) {
        sheet_type(s, s->picking, list[id - 1]->code);
    }
}

static void picked_option(void *ctx, struct ui *ui, int64_t id)
{
    struct sheet *s = ctx;
    const struct field *f = &ledger_assess.fields[field_of(s, s->picking)];
    const struct field_option *list;
    size_t n = field_options(f, s->app->book, &ui->frame, &list);
    if (id > 0 && (size_t)id <= n) {
        sheet_type(s, s->picking, list[id - 1].text);
    }
}

static void picked_meeting(void *ctx, struct ui *ui, int64_t id)
{
    struct sheet *s = ctx;
    if (id != 0) {
        sheet_type(s, s->picking, arena_printf(&ui->frame, "#%" PRId64, id));
    }
}

static void picked_staff(void *ctx, struct ui *ui, int64_t id)
{
    struct assess_sheet_view *v = ctx;
    const char *const *staff = assess_staff(v, &ui->frame);
    if (id == 1) {
        sheet_type(&v->sheet, v->sheet.picking, "");
    } else if (id > 1) {
        sheet_type(&v->sheet, v->sheet.picking, staff[id - 2]);
    }
}

/* ---- lists ------------------------------------------------------------ */

static void pick_option(struct sheet *s, const struct field *f)
{
    struct arena *frame = &s->app->ui.frame;
    const struct field_option *list;
    size_t n = field_options(f, s->app->book, frame, &list);
    if (n == 0) {
        ui_note(&s->app->ui, ROLE_DIM, "%s没有可选的，直接填写。", f->label);
        return;
    }
    struct pick_text *rows = arena_array(frame, n, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i] = (struct pick_text){list[i].text, list[i].about};
    }
    pick_texts(s->app, f->label, rows, n, 0, picked_option, s);
}

static void pick_category(struct sheet *s)
{
    struct arena *frame = &s->app->ui.frame;
    const struct dues_category **list;
    size_t n = categories(s, day_of(s), &list);
    struct pick_text *rows = arena_array(frame, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        rows[i].text = arena_printf(frame, "%zu %s", i + 1, list[i]->title);
        rows[i].about = list[i]->rule; /* without the figures of its basis */
    }
    pick_texts(s->app, "缴费类别", rows, n, 0, picked_category, s);
}

static void pick_field(struct sheet *s, const struct record *r, int field)
{
    const struct field *f = &ledger_assess.fields[field];
    s->picking = s->grid.at;
    if (f->kind == &field_date) {
        grid_leave_for_choice(&s->grid);
        sheet_pick_day(s, f->label, record_day(r, field));
    } else if (f->kind == &field_link) {
        grid_leave_for_choice(&s->grid);
        pick_record(s->app, &ledger_event, "核定的会议", picked_meeting, s);
    } else if (field == ASSESS_CATEGORY) {
        grid_leave_for_choice(&s->grid);
        pick_category(s);
    } else if (f->kind->picker == PICK_NONE) {
        ui_note(&s->app->ui, ROLE_DIM, "%s没有可选的，直接填写。", f->label);
    } else {
        grid_leave_for_choice(&s->grid);
        pick_option(s, f);
    }
}

static bool may_pick(const struct sheet *s)
{
    return !s->grid.read_only &&
           s->grid.source.open(s->grid.source.ctx, s->grid.at);
}

void assess_pick(struct assess_view *v)
{
    int field = assess_field_at(v->sheet.grid.at);
    int at = assess_row_at(v, v->sheet.grid.at);
    const char *locked = at >= 0 ? assess_row_locked(v, &v->y.rows[at]) : NULL;
    if (locked != NULL) {
        ui_note(&v->sheet.app->ui, ROLE_WARN, "%s。", locked);
    } else if (field >= 0 && may_pick(&v->sheet)) {
        pick_field(&v->sheet, &v->now, field);
    }
}

static void pick_staff(struct assess_sheet_view *v)
{
    struct arena *frame = &v->sheet.app->ui.frame;
    const char *const *staff = assess_staff(v, frame);
    size_t n = 0;
    while (staff[n] != NULL) {
        n++;
    }
    struct pick_text *rows = arena_array(frame, n + 1, sizeof *rows);
    rows[0].text = "全部";
    for (size_t i = 0; i < n; i++) {
        rows[i + 1].text = staff[i];
    }
    v->sheet.picking = v->sheet.grid.at;
    pick_texts(v->sheet.app, "问哪一类人员的项目", rows, n + 1, 0, picked_staff,
               v);
}

void assess_sheet_pick(struct assess_sheet_view *v)
{
    struct grid_at at = v->sheet.grid.at;
    int field = assess_sheet_field_at(v, at);
    if (!may_pick(&v->sheet)) {
        return;
    }
    if (assess_sheet_is_staff(at)) {
        grid_leave_for_choice(&v->sheet.grid);
        pick_staff(v);
    } else if (field >= 0) {
        pick_field(&v->sheet, &v->s.now, field);
    } else {
        ui_note(&v->sheet.app->ui, ROLE_DIM, "直接填写金额。");
    }
}
