/* A branch that collects 党费. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/ledger/dues_assess.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <string.h>

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

int64_t desk_assess(struct desk *d, int64_t person, const char *from,
                    const char *base)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_assess, d->b, d->a);
    char id[24];
    snprintf(id, sizeof id, "#%lld", (long long)person);
    fixture_type(&d->f, &r, "person_id", id);
    fixture_type(&d->f, &r, "from_month", from);
    fixture_type(&d->f, &r, "category", "在职");
    fixture_type(&d->f, &r, "base_fen", base);
    if (strcmp(from + 4, "-01") != 0) {
        fixture_type(&d->f, &r, "reason", "更正");
    }
    must(ledger_apply(d->b, d->a, &r, NULL, "按工资单核定", &err), &err);
    return r.id;
}

void desk_open(struct desk *d, size_t n)
{
    static const char *const bases[] = {"5000.00", "5000.01", "5531.50",
                                        "3000.00", "7812.00"};
    char name[32];
    char family[5] = "";
    fixture_open(&d->f);
    d->b = d->f.book;
    d->a = &d->f.arena;
    d->n = n;
    assert_true(n <= DESK_MAX);
    desk_today(d, 2026, 11, 20);
    for (size_t i = 0; i < n; i++) {
        /* 一 … : invented, each another character. */
        unsigned cp = 0x4E00 + 37 * (unsigned)i;
        family[0] = (char)(0xE0 | (cp >> 12));
        family[1] = (char)(0x80 | ((cp >> 6) & 0x3F));
        family[2] = (char)(0x80 | (cp & 0x3F));
        family[3] = '\0';
        snprintf(name, sizeof name, "试%s", family);
        d->person[i] = fixture_member(&d->f, name, "1980-01-01", "2010-05-20",
                                      "2011-05-20");
        desk_assess(d, d->person[i], "2026-01", bases[i % 5]);
    }
}

void desk_close(struct desk *d)
{
    fixture_close(&d->f);
}

void desk_today(struct desk *d, int year, int month, int day)
{
    d->b->today = d->b->day = date_of(year, month, day);
}

struct dues_opening desk_month(struct desk *d, int year, int month)
{
    struct dues_opening o;
    struct err err = ERR_INIT;
    must(dues_month_open(d->b, d->a, month_make(year, month), &o, &err), &err);
    return o;
}

struct dues_sheet desk_sheet(struct desk *d, int year, int month)
{
    struct dues_sheet s;
    struct err err = ERR_INIT;
    must(dues_sheet_read(d->b, d->a, month_make(year, month), &s, &err), &err);
    return s;
}

const struct dues_row *desk_row(const struct dues_sheet *s, int64_t person)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->rows[i].person == person) {
            return &s->rows[i];
        }
    }
    return NULL;
}

const char *desk_take(struct desk *d, size_t who, int year, int month,
                      int64_t fen, const char *reason, int64_t *id)
{
    struct err err = ERR_INIT;
    struct dues_pay part = {d->person[who], month_make(year, month), fen};
    struct dues_take t = {.on = d->b->today,
                          .way = PAY_CASH,
                          .by = d->person[who],
                          .parts = &part,
                          .n = 1,
                          .reason = reason};
    return dues_take(d->b, d->a, &t, 1, id, &err) ? ""
                                                  : arena_str(d->a, err.code);
}

static int64_t drafted_cash(struct desk *d)
{
    return desk_count(d, SQL("select coalesce(sum(fen), 0) from payment"
                             " where no is null and voided_on is null"
                             " and way = '1'"));
}

const char *desk_post(struct desk *d)
{
    struct err err = ERR_INIT;
    int64_t sitting;
    struct dues_count c = {.counted = drafted_cash(d)};
    if (dues_sitting_close(d->b, d->a, &c, &sitting, &err)) {
        return "";
    }
    return arena_str(d->a, err.code);
}

const char *desk_close_month(struct desk *d, int year, int month)
{
    struct err err = ERR_INIT;
    struct dues_figures f;
    int m = month_make(year, month);
    must(dues_figures(d->b, d->a, m, &f, &err), &err);
    struct dues_count c = {.counted = f.hand_cash};
    return dues_month_close(d->b, d->a, m, &c, &err)
               ? ""
               : arena_str(d->a, err.code);
}

int64_t desk_count(struct desk *d, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    stmt_open(&st, d->b->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    return n;
}

struct heard {
    struct strbuf codes;
};

static void hear(void *ctx, const char *code, const char *table, int64_t id,
                 const char *text)
{
    struct heard *h = ctx;
    (void)table;
    (void)id;
    assert_true(text[0] != '\0');
    sb_addf(&h->codes, "%s%s", h->codes.len > 0 ? " " : "", code);
}

const char *desk_verify(struct desk *d)
{
    struct heard h;
    struct err err = ERR_INIT;
    sb_init(&h.codes);
    must(dues_verify(d->b, d->a, hear, &h, &err), &err);
    const char *codes = arena_str(d->a, h.codes.s);
    sb_clear(&h.codes);
    return codes;
}
