/* Members, assessments and months for the screens of 党费. */
#include "dues_rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/dues_view.h"
#include "pbtui/text/date.h"

#include <stdio.h>

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

static void put(struct rig *r, struct record *rec, const char *column,
                const char *text)
{
    struct err err = ERR_INIT;
    must(record_type(rec, r->app.book, &r->arena,
                     ledger_field(rec->ledger, column), text, &err),
         &err);
}

static void assess(struct rig *r, int64_t person, const char *base)
{
    struct err err = ERR_INIT;
    struct record rec = record_new(&ledger_assess, r->app.book, &r->arena);
    char id[24];
    snprintf(id, sizeof id, "#%lld", (long long)person);
    put(r, &rec, "person_id", id);
    put(r, &rec, "from_month", "2026-01");
    put(r, &rec, "category", person % 8 == 4 ? "离退休" : "在职");
    put(r, &rec, "base_fen", base);
    must(ledger_apply(r->app.book, &r->arena, &rec, NULL, "按工资单核定", &err),
         &err);
}

static void assess_all_but(struct rig *r, size_t n, size_t unassessed)
{
    static const char *const bases[] = {"7812",    "5531.50",  "4980", "5000",
                                        "5000.01", "12345.67", "6800", "3000"};
    for (size_t i = 0; i + unassessed < n; i++) {
        assess(r, (int64_t)i + 1, bases[i % 8]);
        arena_reset(&r->arena);
    }
}

void dues_rig_open(struct rig *r, int rows, int cols, size_t n,
                   size_t unassessed)
{
    rig_open(r, rows, cols, n);
    assess_all_but(r, n, unassessed);
}

void dues_rig_open_file(struct rig *r, int rows, int cols, size_t n)
{
    rig_open_file(r, rows, cols, n);
    assess_all_but(r, n, 0);
}

void dues_rig_month(struct rig *r, int year, int month)
{
    struct dues_opening o;
    struct err err = ERR_INIT;
    must(dues_month_open(r->app.book, &r->arena, month_make(year, month), &o,
                         &err),
         &err);
}

void dues_rig_post(struct rig *r)
{
    struct err err = ERR_INIT;
    int64_t id;
    struct dues_count c = {
        .counted = rig_ask(r, "select coalesce(sum(fen), 0) from payment"
                              " where no is null and voided_on is null"
                              " and way = '1'")};
    must(dues_sitting_close(r->app.book, &r->arena, &c, &id, &err), &err);
}

void dues_rig_close_month(struct rig *r, int year, int month)
{
    struct err err = ERR_INIT;
    struct dues_figures f;
    int m = month_make(year, month);
    must(dues_figures(r->app.book, &r->arena, m, &f, &err), &err);
    struct dues_count c = {.counted = f.hand_cash};
    must(dues_month_close(r->app.book, &r->arena, m, &c, &err), &err);
}

void dues_rig_pay(struct rig *r, int64_t person, int year, int month,
                  int64_t fen)
{
    struct err err = ERR_INIT;
    struct dues_pay part = {person, month_make(year, month), fen};
    struct dues_take t = {.on = r->app.book->today,
                          .way = PAY_CASH,
                          .by = person,
                          .parts = &part,
                          .n = 1};
    must(dues_take(r->app.book, &r->arena, &t, 1, NULL, &err), &err);
}

static void pay_month(struct rig *r, int month)
{
    struct dues_sheet s;
    struct err err = ERR_INIT;
    must(dues_sheet_read(r->app.book, &r->arena, month_make(2026, month), &s,
                         &err),
         &err);
    for (size_t i = 0; i < s.n; i++) {
        const struct dues_row *row = &s.rows[i];
        if (row->due > 0 && (row->person != 3 || month <= 7)) {
            bool half = row->person == 8 && month == 10;
            dues_rig_pay(r, row->person, 2026, month,
                         half ? row->due / 2 : row->due);
        }
    }
}

void dues_rig_year(struct rig *r)
{
    for (int month = 1; month <= 10; month++) {
        dues_rig_month(r, 2026, month);
        pay_month(r, month);
        dues_rig_post(r);
        dues_rig_close_month(r, 2026, month);
        arena_reset(&r->arena);
    }
    dues_rig_month(r, 2026, 11);
}

void dues_rig_november(struct rig *r, int rows, int cols)
{
    dues_rig_open(r, rows, cols, 8, 0);
    dues_rig_year(r);
    dues_view_open(&r->app, MONTH_NONE);
}

void dues_rig_november_file(struct rig *r)
{
    dues_rig_open_file(r, 24, 80, 8);
    dues_rig_year(r);
    dues_view_open(&r->app, MONTH_NONE);
}
