/* 党费上缴单 and 党费公示表: one slip as it is handed in, and one notice as it
   is put on the board.  The board shows what everybody had to pay and paid,
   never the base it was worked out of. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "source_all.h"
#include "source_dues.h"
#include "source_say.h"

enum { MONTHS = 12 };

static int month_in(const struct record *r, int field)
{
    int month = MONTH_NONE;
    month_read(record_text(r, field), &month);
    return month;
}

/* ---- a slip ------------------------------------------------------------- */

/* 冲销 2026-0001：原因; 被 2026-0002 冲销; "" */
static bool put_slip_state(struct form_data *d, const struct form_ask *ask,
                           const struct record *r, struct err *err)
{
    char number[16];
    struct record was;
    struct arena *a = d->arena;
    if (!record_is_null(r, HANDOVER_REVERSES)) {
        if (!record_read(&was, &ledger_handover, ask->book, a,
                         record_int(r, HANDOVER_REVERSES), err)) {
            return false;
        }
        form_setf(d, "state", "冲销 %s：%s",
                  number_text((int)record_int(&was, HANDOVER_YEAR),
                              record_int(&was, HANDOVER_NO), number),
                  record_text(r, HANDOVER_REASON));
        return true;
    }
    if (!handover_reversed_by(ask->book, r->id, number, err)) {
        return false;
    }
    form_set(d, "state",
             number[0] == '\0' ? "" : arena_printf(a, "被 %s 冲销", number));
    return true;
}

static bool gather_slip(const struct form_ask *ask, struct form_data *d,
                        struct err *err)
{
    struct record r;
    char number[16];
    struct book *b = ask->book;
    struct arena *a = d->arena;
    if (!record_read(&r, &ledger_handover, b, a, ask->id, err) ||
        !put_slip_state(d, ask, &r, err)) {
        return false;
    }
    form_set(d, "number",
             number_text((int)record_int(&r, HANDOVER_YEAR),
                         record_int(&r, HANDOVER_NO), number));
    form_set(d, "kind", say_field(a, b, &r, HANDOVER_KIND));
    form_set(
        d, "months",
        say_months(a, month_in(&r, HANDOVER_FROM), month_in(&r, HANDOVER_TO)));
    form_set(d, "on", record_text(&r, HANDOVER_ON));
    form_set(d, "on_long", say_day(a, record_day(&r, HANDOVER_ON)));
    form_set(d, "n_members", say_field(a, b, &r, HANDOVER_MEMBERS));
    dues_set(d, "due", record_int(&r, HANDOVER_DUE));
    dues_set(d, "paid", record_int(&r, HANDOVER_PAID));
    dues_set(d, "late", record_int(&r, HANDOVER_LATE));
    dues_set_words(d, "fen", record_int(&r, HANDOVER_FEN));
    form_set(d, "kept", say_some(a, record_int(&r, HANDOVER_KEPT)));
    form_set(d, "fund", say_link(a, b, &r, HANDOVER_FUND));
    dues_set(d, "cash", record_int(&r, HANDOVER_CASH));
    form_set(d, "voucher", record_text(&r, HANDOVER_VOUCHER));
    form_set(d, "voucher_on", record_text(&r, HANDOVER_VOUCHER_ON));
    int64_t handler = record_int(&r, HANDOVER_HANDLER);
    form_set(d, "handler", handler == 0 ? "" : people_name(b, a, handler));
    form_set(d, "receiver",
             say_or(record_text(&r, HANDOVER_RECEIVER), say_upper(a, b)));
    form_set(d, "note", record_text(&r, HANDOVER_NOTE));
    return true;
}

static bool slips(const struct form_ask *ask, struct arena *a, int64_t **ids,
                  size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_HANDOVER, &ask->span, ids, n,
                       err);
}

static const char *const slip_values[] = {
    "number",   "kind",  "months",  "on",   "on_long",    "n_members",
    "due",      "paid",  "late",    "fen",  "fen_words",  "kept",
    "fund",     "cash",  "voucher", "note", "voucher_on", "handler",
    "receiver", "state", NULL};

const struct source source_handover = {
    .name = "handover",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_handover,
    .values = slip_values,
    .gather = gather_slip,
    .records = slips,
};

/* ---- a notice ----------------------------------------------------------- */

static const char *const shown_columns[] = {"name", "due", "paid", "note",
                                            NULL};
static const char *const spent_columns[] = {"on", "use", "what", "fen", NULL};
enum {
    N_SHOWN = ARRAY_LEN(shown_columns) - 1,
    N_SPENT = ARRAY_LEN(spent_columns) - 1
};

/* Of everybody over the months of the notice, which may lie in two years. */
struct shown {
    int64_t person;
    const char *name;
    int64_t due, paid, large;
    bool exempt, outside;
};
struct showing {
    struct form_data *d;
    const struct form_ask *ask;
    int from, to;
    struct shown *v;
    size_t n, cap;
    int64_t due, paid, spent;
};

static struct shown *shown_of(struct showing *s,
                              const struct dues_year_row *row)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->v[i].person == row->person) {
            return &s->v[i];
        }
    }
    MEM_PUSH(s->v, s->n, s->cap);
    s->v[s->n] = (struct shown){.person = row->person, .name = row->name};
    return &s->v[s->n++];
}

static void add_row(struct showing *s, int year,
                    const struct dues_year_row *row)
{
    for (int m = 0; m < MONTHS; m++) {
        int month = month_make(year, m + 1);
        const struct dues_year_month *cell = &row->m[m];
        if (month < s->from || month > s->to ||
            (!cell->is_due && cell->paid == 0)) {
            continue;
        }
        struct shown *one = shown_of(s, row);
        one->due += cell->due;
        one->paid += cell->paid;
        one->exempt |= strcmp(cell->state, DUE_EXEMPT) == 0;
        one->outside |= strcmp(cell->state, DUE_ELSEWHERE) == 0;
        s->due += cell->due;
        s->paid += cell->paid;
    }
}

static bool add_years(struct showing *s, struct err *err)
{
    struct dues_year y;
    for (int year = s->from / MONTHS; year <= s->to / MONTHS; year++) {
        if (!dues_year_read(s->ask->book, s->d->arena, year, &y, err)) {
            return false;
        }
        for (size_t i = 0; i < y.n; i++) {
            add_row(s, year, &y.rows[i]);
        }
    }
    return true;
}

static void put_shown(struct showing *s)
{
    struct arena *a = s->d->arena;
    form_list_begin(s->d, "people", shown_columns, N_SHOWN);
    for (size_t i = 0; i < s->n; i++) {
        const struct shown *one = &s->v[i];
        const char *const cells[N_SHOWN] = {
            one->name, say_money(a, one->due), say_money(a, one->paid),
            say_both(a, one->exempt ? "免交" : "",
                     one->outside ? "在流入地交" : "")};
        form_list_row(s->d, cells);
    }
}

/* What was spent of the dues that were kept; what was taken back, with what
   took it back, is left out. */
static bool put_spent(struct showing *s, struct err *err)
{
    struct arena *a = s->d->arena;
    struct book *b = s->ask->book;
    struct fund_line *v;
    size_t n;
    struct span span = {month_first_day(s->from), month_last_day(s->to)};
    if (!fund_lines(b, a, 0, &span, &v, &n, err)) {
        return false;
    }
    form_list_begin(s->d, "spent", spent_columns, N_SPENT);
    for (size_t i = 0; i < n; i++) {
        const struct fund_line *l = &v[i];
        const struct dues_use *use = dues_use(book_dues(b), l->use, l->on);
        const char *const cells[N_SPENT] = {say_iso(a, l->on),
                                            use != NULL ? use->title : l->use,
                                            l->what, say_money(a, l->fen)};
        if (!l->in && strcmp(l->fund_kind, FUND_DUES) == 0 &&
            l->reverses_number[0] == '\0' && l->reversed_number[0] == '\0') {
            form_list_row(s->d, cells);
            s->spent += l->fen;
        }
    }
    return true;
}

static void put_notice(struct form_data *d, const struct record *r)
{
    struct arena *a = d->arena;
    int from = record_day(r, DUES_NOTICE_FROM_ON);
    int to = record_day(r, DUES_NOTICE_TO_ON);
    form_set(d, "from_on", say_day(a, from));
    form_set(d, "from_iso", say_iso(a, from));
    form_set(d, "to_on", say_day(a, to));
    form_set(d, "days",
             from == DATE_NONE || to == DATE_NONE
                 ? SAY_SHORT
                 : say_number(a, to - from + 1));
    form_set(d, "place", record_text(r, DUES_NOTICE_PLACE));
    form_set(d, "phone", record_text(r, DUES_NOTICE_PHONE));
    form_set(d, "result", record_text(r, DUES_NOTICE_RESULT));
}

static bool gather_notice(const struct form_ask *ask, struct form_data *d,
                          struct err *err)
{
    struct record r;
    struct showing s = {.d = d, .ask = ask};
    if (!record_read(&r, &ledger_dues_notice, ask->book, d->arena, ask->id,
                     err)) {
        return false;
    }
    s.from = month_in(&r, DUES_NOTICE_FROM);
    s.to = month_in(&r, DUES_NOTICE_TO);
    bool ok = add_years(&s, err);
    if (ok) {
        put_notice(d, &r);
        put_shown(&s);
    }
    mem_free(s.v);
    if (!ok || !put_spent(&s, err)) {
        return false;
    }
    form_set(d, "months", say_months(d->arena, s.from, s.to));
    dues_set_number(d, "n", (int64_t)s.n);
    dues_set(d, "due", s.due);
    dues_set(d, "paid", s.paid);
    dues_set(d, "sum_spent", s.spent);
    return true;
}

static bool notices(const struct form_ask *ask, struct arena *a, int64_t **ids,
                    size_t *n, struct err *err)
{
    return dues_papers(ask->book, a, DUES_PAPER_NOTICE, &ask->span, ids, n,
                       err);
}

static const char *const notice_values[] = {
    "months", "from_on", "from_iso", "to_on", "days",      "place", "phone",
    "result", "n",       "due",      "paid",  "sum_spent", NULL};

static const struct source_list notice_lists[] = {
    {"people", shown_columns},
    {"spent", spent_columns},
};

const struct source source_dues_notice = {
    .name = "dues_notice",
    .asks = ASKS_RECORD,
    .period = "year",
    .ledger = &ledger_dues_notice,
    .values = notice_values,
    .lists = notice_lists,
    .n_lists = ARRAY_LEN(notice_lists),
    .gather = gather_notice,
    .records = notices,
};
