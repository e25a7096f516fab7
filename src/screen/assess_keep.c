/* Keeping a year's 党费核定: its draft, its saving, and what another window
   saved meanwhile. */
#include "assess_screen.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/screen/commands.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define WARNINGS_SHOWN 6

/* ---- drafts ----------------------------------------------------------- */

static void pack_row(struct sheet_fields *f, const struct assess_row *row)
{
    char money[32];
    const char *prefix = arena_printf(f->arena, "r%" PRId64 ".", row->person);
    if (strcmp(row->category, row->was_category) != 0) {
        sheet_add(f, arena_printf(f->arena, "%scategory", prefix),
                  row->category);
    }
    if (row->base != row->was_base) {
        sheet_add(f, arena_printf(f->arena, "%sbase_fen", prefix),
                  row->base < 0 ? "" : money_plain(row->base, money));
    }
    /* Else it follows from the base. */
    if (row->base < 0 && row->fen >= 0 && row->fen != row->was_fen) {
        sheet_add(f, arena_printf(f->arena, "%sfen", prefix),
                  money_plain(row->fen, money));
    }
}

struct sheet_fields assess_pack(struct sheet *s, struct arena *a)
{
    const struct assess_view *v = (const struct assess_view *)s;
    struct sheet_fields f = {.arena = a};
    char day[11];
    sheet_add(&f, "year", arena_printf(a, "%d", v->year));
    if (v->y.event != 0) {
        sheet_add(&f, "event_id", arena_printf(a, "#%" PRId64, v->y.event));
    }
    if (v->y.decided_on != DATE_NONE) {
        sheet_add(&f, "decided_on", date_text(v->y.decided_on, day));
    }
    for (size_t i = 0; i < v->y.n; i++) {
        const struct assess_row *row = &v->y.rows[i];
        if (row->typed && (row->remarks & ASSESS_GONE) == 0) {
            pack_row(&f, row);
        }
    }
    f.n = f.n == 1 ? 0 : f.n; /* nothing but the year */
    return f;
}

static bool put_field(struct assess_view *v, int64_t person, const char *column,
                      const char *value)
{
    for (size_t i = 0; i < v->y.n; i++) {
        const struct assess_row *row = &v->y.rows[i];
        if (row->person != person) {
            continue;
        }
        if (assess_row_locked(v, row) != NULL) {
            return false;
        }
        return strcmp(column, "category") == 0
                   ? assess_year_category(&v->y, i, value, NULL)
               : strcmp(column, "base_fen") == 0
                   ? assess_year_base(&v->y, i, value, NULL)
                   : assess_year_amount(&v->y, i, value, NULL);
    }
    return false;
}

size_t assess_unpack(struct sheet *s, const struct draft_field *list, size_t n)
{
    struct assess_view *v = (struct assess_view *)s;
    size_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        char mark;
        int64_t person;
        const char *column;
        int field = ledger_field(&ledger_assess, list[i].name);
        bool fits = true;
        if (field >= 0) {
            fits = record_type(&v->now, s->app->book, &s->arena, field,
                               list[i].value, NULL);
        } else if (sheet_name(list[i].name, &mark, &person, &column) &&
                   person != v->opened) {
            fits = put_field(v, person, column, list[i].value);
        }
        lost += !fits;
    }
    v->y.decided_on = record_day(&v->now, ASSESS_DECIDED);
    v->y.event = record_int(&v->now, ASSESS_EVENT);
    grid_set_rows(&s->grid, (int)v->y.n);
    return lost;
}

bool assess_changed(const struct sheet *s)
{
    const struct assess_view *v = (const struct assess_view *)s;
    return assess_year_changed(&v->y) || v->y.decided_on != DATE_NONE ||
           v->y.event != 0;
}

/* ---- saving ----------------------------------------------------------- */

static const char *key_of(struct ui *ui, int cmd)
{
    struct strbuf sb;
    sb_init(&sb);
    keymap_first_key(ui->keymap, cmd, &sb);
    const char *key = arena_str(&ui->frame, sb.s);
    sb_clear(&sb);
    return key;
}

static bool is_dues(const struct view *v)
{
    return v->cls->contexts != NULL && (v->cls->contexts(v) & CTX_DUES) != 0;
}

/* The list of the month that is collected is brought up to date there; "" when
   that month is another year's. */
static const char *how_on(const struct sheet *s, int year)
{
    struct ui *ui = &s->app->ui;
    int now = MONTH_NONE;
    int next = MONTH_NONE;
    const struct view *v = s->view.below;
    if (!dues_month_now(s->app->book, &now, NULL) ||
        !dues_month_next(s->app->book, &next, NULL) ||
        (now != MONTH_NONE ? now : next) / 12 != year) {
        return "";
    }
    while (v != NULL && !is_dues(v)) {
        v = v->below;
    }
    const char *key =
        key_of(ui, v != NULL ? (int)CMD_DUES_OPEN : (int)CMD_PALETTE);
    return v == NULL
               ? arena_printf(&ui->frame, "；到收缴表：%s 打“收缴”", key)
               : arena_printf(&ui->frame, "；%s按 %s %s",
                              v == s->view.below ? "" : "回到收缴表后", key,
                              now != MONTH_NONE ? "更新名单" : "启动收缴");
}

enum view_result assess_saved(struct sheet *s, int year)
{
    struct ui *ui = &s->app->ui;
    const char *on = how_on(s, year);
    enum view_result r = sheet_saved(s);
    ui_note(ui, ROLE_OK, "%s%s", arena_str(&ui->frame, ui->note), on);
    return r;
}

/* Somebody was assessed, has left, or a month was closed, since this was
   read. */
static bool is_overtaken(const struct err *err)
{
    return err_is(err, "E-SAVE-001") || err_is(err, "E-ASSESS-037") ||
           err_is(err, "E-ASSESS-041") || err_is(err, "E-ASSESS-042");
}

enum view_result assess_save(struct sheet *s)
{
    struct assess_view *v = (struct assess_view *)s;
    struct err err = ERR_INIT;
    if (assess_year_save(&v->y, &err)) {
        return assess_saved(&v->sheet, v->year);
    }
    if (is_overtaken(&err)) {
        sheet_take_over(&v->sheet);
    } else {
        dialog_error(&v->sheet.app->ui, &err);
    }
    return VIEW_DONE;
}

static void asked(void *ctx, struct ui *ui, int answer)
{
    struct assess_asking *a = ctx;
    if (answer == 1) {
        a->seen = true;
        if (a->save(a->sheet) == VIEW_CLOSE) {
            ui_pop(ui);
        }
    }
}

enum view_result assess_ask(struct assess_asking *a, const struct issues *is)
{
    static const char *const buttons[] = {"回去修改", "照样保存", NULL};
    if (is->n == 0 || a->seen) {
        return a->save(a->sheet);
    }
    struct strbuf sb;
    sb_init(&sb);
    for (size_t i = 0; i < is->n && i < WARNINGS_SHOWN; i++) {
        sb_addf(&sb, "%s%s", i > 0 ? "\n" : "", is->list[i].text);
    }
    if (is->n > WARNINGS_SHOWN) {
        sb_addf(&sb, "\n另外还有 %zu 处。", is->n - WARNINGS_SHOWN);
    }
    dialog_ask(&a->sheet->app->ui, "请核对", sb.s, buttons, 0, asked, a);
    sb_clear(&sb);
    return VIEW_DONE;
}

/* Nothing new: the whole year stands in the book. */
static enum view_result nothing_to_save(struct assess_view *v)
{
    struct assess_sums sums = assess_year_sums(&v->y);
    if (sums.n_missing > 0) {
        ui_note(&v->sheet.app->ui, ROLE_WARN,
                "还有 %zu 人没有基数（数额），填了再保存。", sums.n_missing);
        return VIEW_DONE;
    }
    ui_note(&v->sheet.app->ui, ROLE_DIM,
            "%d 年的核定都在账本里了，没有要保存的。", v->year);
    sheet_draft_remove(&v->sheet.draft, v->sheet.app);
    return VIEW_CLOSE;
}

enum view_result assess_keep(struct sheet *s)
{
    struct assess_view *v = (struct assess_view *)s;
    struct ui *ui = &s->app->ui;
    if (!app_can_write(s->app) || !grid_leave(&s->grid, ui)) {
        return VIEW_DONE;
    }
    if (assess_wanted(v) == 0) {
        return nothing_to_save(v);
    }
    sheet_write_draft(s);
    struct issues is = {.arena = &s->arena};
    assess_year_check(&v->y, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (!is.list[i].blocks) {
            continue;
        }
        struct err found = ERR_INIT;
        err_set(&found, ERR_RULE, is.list[i].code, "%s", is.list[i].text);
        if (is_overtaken(&found)) {
            sheet_take_over(s);
        } else {
            grid_go(&s->grid,
                    assess_cell_of(v, is.list[i].text, is.list[i].column));
            ui_note(ui, ROLE_ERROR, "%s（%s）", is.list[i].text,
                    is.list[i].code);
        }
        return VIEW_DONE;
    }
    return assess_ask(&v->asking, &is);
}

/* ---- what lay over this ----------------------------------------------- */

/* Rows typed into that another window has saved since they were read. */
static size_t count_overtaken(const struct assess_year *before,
                              const struct assess_year *now, int64_t but)
{
    size_t n = 0;
    for (size_t i = 0; i < before->n; i++) {
        const struct assess_row *mine = &before->rows[i];
        for (size_t k = 0; k < now->n && mine->typed; k++) {
            const struct assess_row *row = &now->rows[k];
            n += row->person == mine->person && row->person != but &&
                 (row->id != mine->id || row->ver != mine->ver);
        }
    }
    return n;
}

/* Read again, with what is typed here on top; whose worksheet was saved stands
   as it was saved there. */
static bool read_over(struct assess_view *v, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct assess_year before = v->y;
    struct sheet_fields mine = assess_pack(&v->sheet, &a);
    if (!v->sheet.kind->read(&v->sheet, 0, err)) {
        arena_clear(&a);
        return false;
    }
    for (size_t i = 0; i < v->y.n; i++) {
        const struct assess_row *row = &v->y.rows[i];
        if (row->person == v->opened && row->id == v->opened_id &&
            row->ver == v->opened_ver) {
            v->opened = 0; /* left without saving: what is typed here holds */
            break;
        }
    }
    size_t lost = assess_unpack(&v->sheet, mine.list, mine.n);
    size_t theirs = count_overtaken(&before, &v->y, v->opened);
    if (lost + theirs > 0) {
        ui_note(&v->sheet.app->ui, ROLE_WARN,
                "另一个窗口刚改过您填的 %zu 处；您填的还在，%zu 处放不进现在的"
                "名单，请看一遍再保存。",
                lost + theirs, lost);
    }
    arena_clear(&a);
    return true;
}

void assess_uncovered(struct view *view, struct ui *ui)
{
    struct assess_view *v = (struct assess_view *)view;
    struct err err = ERR_INIT;
    if (v->opened == 0) {
        sheet_uncovered(view, ui);
        return;
    }
    if (!read_over(v, &err)) {
        ui_note_err(ui, &err);
    }
    v->opened = 0;
}
