/* 月度党费收缴明细表: who had to pay what in a month and how it was paid, what
   came in for other months, what was taken back.

   A month's sheet shows what was booked in that month or before it, as it was
   counted when the month was closed; what was paid for it afterwards stands in
   the sheet of the later month.  Seen from a day within the month, only what
   was paid up to that day.

   Stages: the dues of the month → lines that pay it, put to their rows; who
   paid without a due comes behind them → what was booked in the month for other
   months, and what was taken back → sums. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

static const char *const row_columns[] = {"name", "brief", "base", "rate",
                                          "due",  "paid",  "on",   "way",
                                          "open", "note",  NULL};
static const char *const line_columns[] = {"name", "month",  "fen",  "on",
                                           "way",  "number", "note", NULL};
static const char *const back_columns[] = {"number", "name", "month", "fen",
                                           "on",     "what", "note",  NULL};
enum {
    N_ROW = ARRAY_LEN(row_columns) - 1,
    N_LINE = ARRAY_LEN(line_columns) - 1,
    N_BACK = ARRAY_LEN(back_columns) - 1
};

/* What was paid of a row, as of the day. */
struct paid {
    int64_t person;
    int64_t fen, draft;
    int64_t early;                   /* of fen: came in in earlier months */
    const struct dues_line_of *last; /* that stands; NULL */
};
struct sheet_sums {
    int64_t due, paid, draft, open;
    int64_t ahead; /* of paid: came in in earlier months */
    int64_t late, early, back, large;
    int n_due, n_paid, n_open, n_late, n_back;
};
struct gathering {
    const struct form_ask *ask;
    struct form_data *d;
    struct arena *arena;
    int month, until;
    struct dues_sheet sheet;
    struct paid *paid; /* a row each, in its order; then the others */
    size_t n_paid;
    struct dues_line_of *own, *booked;
    size_t n_own, n_booked;
    struct sheet_sums sums;
};

/* ---- what pays the month ------------------------------------------------ */

static struct paid *paid_of(struct gathering *g, int64_t person)
{
    for (size_t i = 0; i < g->n_paid; i++) {
        if (g->paid[i].person == person) {
            return &g->paid[i];
        }
    }
    g->paid[g->n_paid] = (struct paid){.person = person};
    return &g->paid[g->n_paid++];
}

static void add_paid(struct gathering *g)
{
    size_t most = g->sheet.n + g->n_own + 1;
    g->paid = arena_array(g->arena, most, sizeof *g->paid);
    for (size_t i = 0; i < g->sheet.n; i++) {
        g->paid[g->n_paid++] = (struct paid){.person = g->sheet.rows[i].person};
    }
    for (size_t i = 0; i < g->n_own; i++) {
        const struct dues_line_of *l = &g->own[i];
        struct paid *p = paid_of(g, l->person);
        p->fen += l->fen;
        p->draft += l->number[0] == '\0' ? l->fen : 0;
        p->early += dues_share_of(l) == DUES_SHARE_EARLY ? l->fen : 0;
        if (dues_stands_in(l, g->month, g->until)) {
            p->last = l;
        }
    }
}

/* ---- rows --------------------------------------------------------------- */

/* Why it is less, what keeps it from being paid, or that it is not posted
   yet. */
static const char *note_of(struct arena *a, const struct dues_row *r,
                           const struct paid *p)
{
    bool owed = strcmp(r->state, DUE_OWED) == 0;
    const char *state = !owed         ? say_code("due_state", r->state)
                        : r->relieved ? "减免"
                                      : "";
    const char *note = say_both(a, state, r->delayed);
    note = p->early > 0 ? say_both(a, note, "预交") : note;
    return p->draft != 0 ? say_both(a, note, "待入账") : note;
}

static const char *way_of(struct arena *a, const struct paid *p)
{
    return p->last == NULL
               ? ""
               : arena_printf(a, "%s %s", say_by(a, p->last, p->person),
                              say_way(p->last->way));
}

static void put_row(struct gathering *g, const struct dues_row *r,
                    const struct paid *p)
{
    struct arena *a = g->arena;
    int64_t lack = r->due > p->fen ? r->due - p->fen : 0;
    const char *const cells[N_ROW] = {r->name,
                                      r->brief,
                                      say_base(a, r->base),
                                      r->rate < 0 ? "" : say_rate(a, r->rate),
                                      say_money(a, r->due),
                                      say_some(a, p->fen),
                                      p->last == NULL ? ""
                                                      : say_iso(a, p->last->on),
                                      way_of(a, p),
                                      say_some(a, lack),
                                      note_of(a, r, p)};
    form_list_row(g->d, cells);
    g->sums.due += r->due;
    g->sums.n_due += r->due > 0;
    g->sums.n_paid += r->due > 0 && lack == 0;
    g->sums.n_open += lack > 0;
    g->sums.open += lack;
}

/* Paid ahead, then gone from the branch: the money is here. */
static void put_stranger(struct gathering *g, const struct paid *p)
{
    struct arena *a = g->arena;
    const char *const cells[N_ROW] = {p->last == NULL ? "" : p->last->name,
                                      "",
                                      "",
                                      "",
                                      "",
                                      say_money(a, p->fen),
                                      p->last == NULL ? ""
                                                      : say_iso(a, p->last->on),
                                      way_of(a, p),
                                      "",
                                      "本月没有应交"};
    if (p->fen != 0) {
        form_list_row(g->d, cells);
    }
}

static void put_rows(struct gathering *g)
{
    form_list_begin(g->d, "rows", row_columns, N_ROW);
    for (size_t i = 0; i < g->n_paid; i++) {
        if (i < g->sheet.n) {
            put_row(g, &g->sheet.rows[i], &g->paid[i]);
        } else {
            put_stranger(g, &g->paid[i]);
        }
        g->sums.paid += g->paid[i].fen;
        g->sums.draft += g->paid[i].draft;
        g->sums.ahead += g->paid[i].early;
    }
}

/* ---- other months ------------------------------------------------------- */

static bool is_other(const struct gathering *g, const struct dues_line_of *l,
                     bool late)
{
    return l->month != MONTH_NONE && l->month != g->month &&
           (l->month < g->month) == late &&
           dues_stands_in(l, g->month, g->until);
}

/* Whoever stands there twice is one of them. */
static bool was_counted(const struct gathering *g, size_t at)
{
    for (size_t i = 0; i < at; i++) {
        if (g->booked[i].person == g->booked[at].person &&
            is_other(g, &g->booked[i], true)) {
            return true;
        }
    }
    return false;
}

static void put_others(struct gathering *g, const char *list, bool late)
{
    struct arena *a = g->arena;
    form_list_begin(g->d, list, line_columns, N_LINE);
    for (size_t i = 0; i < g->n_booked; i++) {
        const struct dues_line_of *l = &g->booked[i];
        if (!is_other(g, l, late)) {
            continue;
        }
        const char *const cells[N_LINE] = {
            l->name,
            say_month_iso(a, l->month),
            say_money(a, l->fen),
            say_iso(a, l->on),
            arena_printf(a, "%s %s", say_by(a, l, l->person), say_way(l->way)),
            l->number[0] != '\0' ? l->number : "待入账",
            say_both(a, l->reason, l->note)};
        form_list_row(g->d, cells);
        *(late ? &g->sums.late : &g->sums.early) += l->fen;
        g->sums.n_late += late && !was_counted(g, i);
    }
}

/* ---- taken back --------------------------------------------------------- */

static void put_back(struct gathering *g, const struct dues_line_of *l,
                     const char *what, const char *note)
{
    struct arena *a = g->arena;
    const char *const cells[N_BACK] = {
        l->number,
        l->name,
        l->month == MONTH_NONE ? "大额" : say_month_iso(a, l->month),
        say_money(a, l->fen),
        say_iso(a, l->on),
        what,
        note};
    form_list_row(g->d, cells);
}

/* Both are printed: what was taken back, whenever it was booked, and what took
   it back. */
static bool put_reversal(struct gathering *g, const struct dues_line_of *of,
                         struct err *err)
{
    struct dues_line_of *was;
    size_t n;
    struct dues_lines_ask ask = {.which = DUES_LINES_PAYMENT,
                                 .id = of->reverses};
    if (!dues_lines(g->ask->book, g->arena, &ask, &was, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        put_back(g, &was[i], "被冲销",
                 arena_printf(g->arena, "记入 %s",
                              say_month_iso(g->arena, was[i].booked)));
    }
    for (size_t i = 0; i < g->n_booked; i++) {
        if (g->booked[i].payment == of->payment) {
            put_back(g, &g->booked[i], "冲销", of->reason);
        }
    }
    g->sums.n_back++;
    g->sums.back += of->total;
    return true;
}

static bool put_reversals(struct gathering *g, struct err *err)
{
    form_list_begin(g->d, "reversed", back_columns, N_BACK);
    for (size_t i = 0; i < g->n_booked; i++) {
        const struct dues_line_of *l = &g->booked[i];
        bool first = i == 0 || g->booked[i - 1].payment != l->payment;
        if (first && l->reverses != 0 && !put_reversal(g, l, err)) {
            return false;
        }
        g->sums.large += l->month == MONTH_NONE ? l->fen : 0;
    }
    return true;
}

/* ---- all of it ---------------------------------------------------------- */

static bool read_all(struct gathering *g, struct err *err)
{
    struct book *b = g->ask->book;
    struct dues_lines_ask own = {
        .which = DUES_LINES_FOR, .month = g->month, .until = g->until};
    struct dues_lines_ask booked = own;
    booked.which = DUES_LINES_BOOKED;
    if (!dues_sheet_read(b, g->arena, g->month, &g->sheet, err) ||
        !dues_lines(b, g->arena, &own, &g->own, &g->n_own, err) ||
        !dues_lines(b, g->arena, &booked, &g->booked, &g->n_booked, err)) {
        return false;
    }
    if (g->sheet.opened_on == DATE_NONE ||
        (g->until != DATE_NONE && g->sheet.opened_on > g->until)) {
        g->sheet.n = 0;
    }
    return true;
}

static const char *state_of(const struct gathering *g)
{
    struct arena *a = g->arena;
    const struct dues_sheet *s = &g->sheet;
    bool closed = s->closed_on != DATE_NONE &&
                  (g->until == DATE_NONE || s->closed_on <= g->until);
    return g->sheet.n == 0 ? "还没有开始收缴"
           : closed ? arena_printf(a, "已于 %s 结账", say_iso(a, s->closed_on))
                    : "还没有结账";
}

static void put_sums(struct gathering *g)
{
    struct form_data *d = g->d;
    const struct sheet_sums *s = &g->sums;
    dues_set(d, "due", s->due);
    dues_set_words(d, "paid", s->paid);
    form_set(d, "draft", say_some(d->arena, s->draft));
    dues_set(d, "open", s->open);
    dues_set(d, "late", s->late);
    dues_set(d, "early", s->early);
    form_set(d, "ahead", say_some(d->arena, s->ahead));
    form_set(d, "back", say_some(d->arena, s->back));
    form_set(d, "large", say_some(d->arena, s->large));
    dues_set_number(d, "n_due", s->n_due);
    dues_set_number(d, "n_paid", s->n_paid);
    dues_set_number(d, "n_open", s->n_open);
    dues_set_number(d, "n_late", s->n_late);
    dues_set_number(d, "n_back", s->n_back);
    form_set(d, "state", state_of(g));
}

/* What came in in the month, by the months it is for; what was taken back is
   taken off. */
static void put_came(struct gathering *g)
{
    struct dues_shares s = dues_shares_of(g->booked, g->n_booked);
    const int64_t *fen = s.fen;
    dues_set_shares(g->d, &s);
    dues_set(g->d, "came",
             fen[DUES_SHARE_OWN] + fen[DUES_SHARE_LATE] +
                 fen[DUES_SHARE_EARLY]);
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    int day = ask->book->day;
    bool begun;
    struct gathering g = {.ask = ask,
                          .d = d,
                          .arena = d->arena,
                          .month = dues_month_of(ask),
                          .until = day < ask->span.to ? day : DATE_NONE};
    if (!dues_begun(ask->book, g.month, &begun, err) || !read_all(&g, err)) {
        return false;
    }
    form_set(d, "kinds", begun ? "dues" : "");
    add_paid(&g);
    put_rows(&g);
    put_others(&g, "late", true);
    put_others(&g, "early", false);
    if (!put_reversals(&g, err)) {
        return false;
    }
    put_sums(&g);
    put_came(&g);
    return true;
}

static const char *const values[] = {
    "kinds",       "due",         "paid",    "paid_words", "draft",
    "open",        "late",        "early",   "back",       "large",
    "n_due",       "n_paid",      "state",   "n_open",     "n_late",
    "n_back",      "ahead",       "came",    "share_own",  "share_late",
    "share_early", "share_large", "monthly", NULL};

static const struct source_list lists[] = {
    {"rows", row_columns},
    {"late", line_columns},
    {"early", line_columns},
    {"reversed", back_columns},
};

const struct source source_dues_month = {
    .name = "dues_month",
    .asks = ASKS_PERIOD | ASKS_WHOLE,
    .period = "month",
    .ledger = &ledger_due,
    .values = values,
    .lists = lists,
    .n_lists = ARRAY_LEN(lists),
    .gather = gather,
};
