/* 经费: the ledger of one fund, of all funds of a year with what each has left,
   and what was handed up and came and went in a month.

   The balance behind an entry is that of its fund, whatever the span.  What was
   taken back and what took it back are both there, each with the other's
   number. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

static const char *const entry_columns[] = {
    "fund",    "on",      "number",  "what",    "use",      "in",   "out",
    "balance", "voucher", "meeting", "handler", "approver", "note", NULL};
static const char *const fund_columns[] = {"name", "kind",    "budget", "in",
                                           "out",  "balance", "left",   NULL};
enum {
    N_ENTRY = ARRAY_LEN(entry_columns) - 1,
    N_FUND = ARRAY_LEN(fund_columns) - 1
};

/* ---- entries ------------------------------------------------------------ */

/* 2026-03-05 支委会; "" when nothing is known. */
static const char *meeting_of(struct arena *a, const struct fund_line *l)
{
    const char *on = say_iso(a, l->decided_on);
    return l->event[0] == '\0' ? on : arena_printf(a, "%s %s", on, l->event);
}

static void put_entry(struct form_data *d, struct book *b,
                      const struct fund_line *l)
{
    struct arena *a = d->arena;
    const struct dues_use *use = dues_use(book_dues(b), l->use, l->on);
    const char *const cells[N_ENTRY] = {
        l->fund_name,
        say_iso(a, l->on),
        l->number,
        l->what,
        use != NULL ? use->title : l->use,
        l->in ? say_money(a, l->fen) : "",
        l->in ? "" : say_money(a, l->fen),
        say_money(a, l->balance),
        l->voucher,
        meeting_of(a, l),
        l->handler,
        l->approver,
        say_both(a, say_entry_state(a, l, b->day), l->note)};
    form_list_row(d, cells);
}

struct flowed {
    int64_t in, out;
};

/* Into the list; the sums of one fund, or of all (0). */
static void put_entries(struct form_data *d, struct book *b,
                        const struct fund_line *v, size_t n)
{
    form_list_begin(d, "entries", entry_columns, N_ENTRY);
    for (size_t i = 0; i < n; i++) {
        put_entry(d, b, &v[i]);
    }
}

static struct flowed sum_of(const struct fund_line *v, size_t n, int64_t fund)
{
    struct flowed f = {0, 0};
    for (size_t i = 0; i < n; i++) {
        if (fund == 0 || v[i].fund == fund) {
            *(v[i].in ? &f.in : &f.out) += v[i].fen;
        }
    }
    return f;
}

static void put_flowed(struct form_data *d, struct flowed f)
{
    dues_set(d, "in", f.in);
    dues_set(d, "out", f.out);
    dues_set_words(d, "balance", f.in - f.out);
}

/* ---- all of a year ------------------------------------------------------ */

/* As of the day: what was entered later is not in it. */
static bool put_funds(struct form_data *d, const struct form_ask *ask, int year,
                      const struct fund_line *v, size_t n, struct err *err)
{
    struct fund_state *list;
    size_t n_funds;
    int64_t budget = 0;
    struct arena *a = d->arena;
    if (!funds_of(ask->book, a, year, &list, &n_funds, err)) {
        return false;
    }
    form_list_begin(d, "funds", fund_columns, N_FUND);
    for (size_t i = 0; i < n_funds; i++) {
        const struct fund_state *s = &list[i];
        struct flowed f = sum_of(v, n, s->id);
        const char *const cells[N_FUND] = {
            s->name,
            say_code("fund_kind", s->kind),
            say_some(a, s->budget),
            say_money(a, f.in),
            say_money(a, f.out),
            say_money(a, f.in - f.out),
            s->budget > 0 ? say_money(a, s->budget - f.out) : ""};
        form_list_row(d, cells);
        budget += s->budget;
    }
    form_set(d, "budget", say_some(a, budget));
    return true;
}

static bool gather_all(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    struct fund_line *v;
    size_t n;
    if (!fund_lines(ask->book, d->arena, 0, &ask->span, &v, &n, err)) {
        return false;
    }
    put_entries(d, ask->book, v, n);
    put_flowed(d, sum_of(v, n, 0));
    return put_funds(d, ask, dues_year_of_ask(ask), v, n, err);
}

static const char *const all_values[] = {"in",      "out",           "budget",
                                         "balance", "balance_words", NULL};
static const struct source_list all_lists[] = {
    {"entries", entry_columns},
    {"funds", fund_columns},
};

const struct source source_funds = {
    .name = "funds",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "year",
    .ledger = &ledger_fund_entry,
    .values = all_values,
    .lists = all_lists,
    .n_lists = ARRAY_LEN(all_lists),
    .gather = gather_all,
};

/* ---- one fund ----------------------------------------------------------- */

static bool gather_one(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    struct record r;
    struct fund_line *v;
    size_t n;
    struct book *b = ask->book;
    struct arena *a = d->arena;
    const struct span all = {date_of(1900, 1, 1), DATE_NONE};
    if (!record_read(&r, &ledger_fund, b, a, ask->id, err) ||
        !fund_lines(b, a, ask->id, &all, &v, &n, err)) {
        return false;
    }
    put_entries(d, b, v, n);
    struct flowed f = sum_of(v, n, 0);
    put_flowed(d, f);
    int64_t budget = record_int(&r, FUND_BUDGET);
    form_set(d, "name", record_text(&r, FUND_NAME));
    form_set(d, "kind", say_field(a, b, &r, FUND_KIND));
    form_set(d, "for_year", say_field(a, b, &r, FUND_YEAR));
    form_set(d, "source", record_text(&r, FUND_SOURCE));
    form_set(d, "budget", say_some(a, budget));
    form_set(d, "left", budget > 0 ? say_money(a, budget - f.out) : "");
    form_set(d, "note", record_text(&r, FUND_NOTE));
    return true;
}

static bool records(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_FUND, &ask->span, ids, n, err);
}

static const char *const one_values[] = {
    "name", "kind", "for_year", "source",        "budget",  "left",
    "note", "in",   "out",      "balance_words", "balance", NULL};
static const struct source_list one_lists[] = {{"entries", entry_columns}};

const struct source source_fund = {
    .name = "fund",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_fund,
    .values = one_values,
    .lists = one_lists,
    .n_lists = ARRAY_LEN(one_lists),
    .gather = gather_one,
    .records = records,
};

/* ---- what went up, what came and went ------------------------------------ */

static const char *const slip_columns[] = {
    "number", "on",      "kind",     "months", "fen",
    "kept",   "voucher", "receiver", "note",   NULL};
enum { N_SLIP = ARRAY_LEN(slip_columns) - 1 };

static bool put_slip(struct form_data *d, struct book *b, int64_t id,
                     int64_t *sum, struct err *err)
{
    struct record r;
    char number[16];
    struct arena *a = d->arena;
    int from = MONTH_NONE;
    int to = MONTH_NONE;
    if (!record_read(&r, &ledger_handover, b, a, id, err)) {
        return false;
    }
    month_read(record_text(&r, HANDOVER_FROM), &from);
    month_read(record_text(&r, HANDOVER_TO), &to);
    const char *const cells[N_SLIP] = {
        number_text((int)record_int(&r, HANDOVER_YEAR),
                    record_int(&r, HANDOVER_NO), number),
        record_text(&r, HANDOVER_ON),
        say_field(a, b, &r, HANDOVER_KIND),
        say_months(a, from, to),
        say_money(a, record_int(&r, HANDOVER_FEN)),
        say_some(a, record_int(&r, HANDOVER_KEPT)),
        record_text(&r, HANDOVER_VOUCHER),
        record_text(&r, HANDOVER_RECEIVER),
        say_both(a, record_is_null(&r, HANDOVER_REVERSES) ? "" : "冲销",
                 say_or(record_text(&r, HANDOVER_NOTE),
                        record_text(&r, HANDOVER_REASON)))};
    form_list_row(d, cells);
    *sum += record_int(&r, HANDOVER_FEN);
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct fund_line *v;
    int64_t *ids;
    size_t n, n_slips;
    int64_t sum = 0;
    struct book *b = ask->book;
    if (!fund_lines(b, d->arena, 0, &ask->span, &v, &n, err) ||
        !dues_papers(b, d->arena, DUES_PAPER_HANDOVER, &ask->span, &ids,
                     &n_slips, err)) {
        return false;
    }
    form_list_begin(d, "handovers", slip_columns, N_SLIP);
    for (size_t i = 0; i < n_slips; i++) {
        if (!put_slip(d, b, ids[i], &sum, err)) {
            return false;
        }
    }
    put_entries(d, b, v, n);
    struct flowed f = sum_of(v, n, 0);
    dues_set(d, "in", f.in);
    dues_set(d, "out", f.out);
    dues_set_words(d, "handed", sum);
    form_set(d, "kinds", n + n_slips > 0 ? "dues" : "");
    return true;
}

static const char *const values[] = {"kinds",  "in",           "out",
                                     "handed", "handed_words", NULL};
static const struct source_list lists[] = {
    {"handovers", slip_columns},
    {"entries", entry_columns},
};

const struct source source_accounts = {
    .name = "accounts",
    .ledger = &ledger_handover,
    SOURCE_OF_PERIOD("month"),
};
