/* The sheet that the collection screen shows: which month, read when it is
   opened, when something was written by whomever, or the branch is another one.
   After a key that takes money only the row of that person is read. */
#include "dues_screen.h"

#include "pbtui/ledger/periods.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/audit.h"
#include "pbtui/text/date.h"

const char *dues_month_title(struct arena *a, int month)
{
    char words[32];
    return arena_str(a, period_words(month, words));
}

static int64_t seq_now(const struct dues_view *v)
{
    struct audit_head head;
    return audit_head(v->app->session.db, &head, NULL) ? head.seq : 0;
}

const struct dues_row *dues_view_row(const struct dues_view *v)
{
    return v->cursor < v->sheet.n ? &v->sheet.rows[v->cursor] : NULL;
}

const struct dues_row *dues_view_asked(const struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    if (r == NULL || r->person != v->asked_person) {
        ui_note(&v->app->ui, ROLE_WARN,
                "另一个窗口把这个人从名单里去掉了，没有收。");
        return NULL;
    }
    return r;
}

int dues_view_day(const struct dues_view *v)
{
    return v->on != DATE_NONE ? v->on : v->app->book->today;
}

static void forget_why(struct dues_view *v)
{
    arena_reset(&v->why_arena);
    v->why = NULL;
    v->why_of = 0;
}

static void stand_on(struct dues_view *v, int64_t person)
{
    for (size_t i = 0; i < v->sheet.n; i++) {
        if (v->sheet.rows[i].person == person) {
            v->cursor = i;
            return;
        }
    }
    if (v->editing) {
        dues_amount_forget(v);
        ui_note(&v->app->ui, ROLE_WARN,
                "另一个窗口把这个人从名单里去掉了，刚打的金额没有收。");
    }
    v->cursor = v->cursor < v->sheet.n ? v->cursor : 0;
}

/* Which month is collected, which could be, and whether one ever was. */
static bool read_months(struct dues_view *v, struct err *err)
{
    struct book *b = v->app->book;
    struct dues_sheet last;
    if (!dues_month_now(b, &v->now, err) ||
        !dues_month_next(b, &v->next, err)) {
        return false;
    }
    v->ever = v->now != MONTH_NONE || v->next == MONTH_NONE;
    if (!v->ever) {
        if (!dues_sheet_read(b, &v->arena, v->next - 1, &last, err)) {
            return false;
        }
        v->ever = last.opened_on != DATE_NONE;
    }
    return true;
}

static int month_meant(const struct dues_view *v, int month)
{
    if (month != MONTH_NONE) {
        return month;
    }
    if (v->now != MONTH_NONE) {
        return v->now;
    }
    if (v->next == MONTH_NONE) {
        return month_of(v->app->book->today);
    }
    return v->ever ? v->next - 1 : v->next;
}

void dues_view_load(struct dues_view *v, int month)
{
    const struct dues_row *row = dues_view_row(v);
    int64_t person = row != NULL ? row->person : 0;
    struct book *b = v->app->book;
    if (v->branch != b->branch) {
        v->branch = b->branch;
        month = MONTH_NONE;
    }
    arena_reset(&v->arena);
    forget_why(v);
    err_clear(&v->err);
    v->sheet = (struct dues_sheet){
        .month = month != MONTH_NONE ? month : month_of(b->today)};
    v->seq = seq_now(v);
    db_changed_elsewhere(v->app->session.db); /* seen with this reading */
    if (!read_months(v, &v->err) ||
        !dues_sheet_read(b, &v->arena, month_meant(v, month), &v->sheet,
                         &v->err) ||
        !dues_came_in(b, v->sheet.month, &v->came, &v->err)) {
        v->sheet.n = 0;
    }
    stand_on(v, person);
    dues_columns_measure(v);
}

void dues_view_again(struct dues_view *v, int64_t person)
{
    struct err err = ERR_INIT;
    if (db_changed_elsewhere(v->app->session.db)) {
        dues_view_load(v, v->sheet.month); /* theirs, too */
        return;
    }
    v->seq = seq_now(v);
    forget_why(v);
    if (!dues_sheet_again(v->app->book, &v->arena, &v->sheet, person, &err) ||
        !dues_came_in(v->app->book, v->sheet.month, &v->came, &err)) {
        ui_note_err(&v->app->ui, &err);
        return;
    }
    dues_columns_measure(v);
}

void dues_view_watch(struct dues_view *v)
{
    app_watch(v->app);
    if (v->branch != v->app->book->branch || v->seq != seq_now(v)) {
        dues_view_load(v, v->sheet.month);
    }
}

bool dues_view_was_overtaken(struct dues_view *v)
{
    const struct dues_row *r = dues_view_row(v);
    struct dues_row shown = r != NULL ? *r : (struct dues_row){0};
    if (r != NULL && v->editing) {
        shown.paid = v->typed_paid;
    }
    dues_view_watch(v);
    r = dues_view_row(v);
    if (r == NULL || r->person != shown.person || r->paid == shown.paid) {
        return false;
    }
    v->typed_paid = r->paid;
    ui_note(&v->app->ui, ROLE_WARN,
            "另一个窗口刚收过或撤过%s的党费，已换成现在的数；请看清再按一次。",
            r->name);
    return true;
}

bool dues_view_may_take(struct dues_view *v)
{
    struct ui *ui = &v->app->ui;
    if (!app_can_write(v->app)) {
        return false;
    }
    if (v->sheet.open) {
        return true;
    }
    if (v->sheet.closed_on != DATE_NONE) {
        ui_note(ui, ROLE_WARN,
                "%s已经结账，只能看；补交的记到正在收缴的月份，按 F4 选所属"
                "月份。",
                dues_month_title(&ui->frame, v->sheet.month));
    } else {
        ui_note(ui, ROLE_WARN, "没有正在收缴的月份，请先按 F3 启动。");
    }
    return false;
}
