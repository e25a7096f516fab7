/* A year's statement: what everybody had to pay and paid for each month of it,
   and how what was taken in in the year was handed up, kept or is in hand.

   Stages: dues of the twelve months, the last one first, so that the rows stand
   in its order → names → parts of what is posted → 大额 → sums by month → the
   account of the year.  A payment that was taken back and what took it back
   stand in neither row: both are gone.  Reading only. */
#include "pbtui/ledger/dues_accounts.h"

#include <string.h>

#include "accounts_parts.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

/* Rows found by person: open addressing over indexes + 1. */
struct reading {
    struct book *b;
    struct arena *a;
    int year;
    int64_t only; /* one person; 0: all */
    struct dues_year_row *rows;
    size_t n, cap;
    size_t *slots;
    size_t n_slots; /* a power of two, more than twice cap */
};

static size_t slot_of(const struct reading *rd, int64_t person)
{
    uint64_t h = (uint64_t)person * UINT64_C(0x9E3779B97F4A7C15);
    size_t i = (size_t)(h >> 32) & (rd->n_slots - 1);
    while (rd->slots[i] != 0 && rd->rows[rd->slots[i] - 1].person != person) {
        i = (i + 1) & (rd->n_slots - 1);
    }
    return i;
}

static void grow(struct reading *rd)
{
    size_t cap = rd->cap == 0 ? 64 : rd->cap * 2;
    struct dues_year_row *rows = arena_array(rd->a, cap, sizeof *rows);
    if (rd->n > 0) {
        memcpy(rows, rd->rows, rd->n * sizeof *rows);
    }
    rd->rows = rows;
    rd->cap = cap;
    rd->n_slots = cap * 4;
    rd->slots = arena_array(rd->a, rd->n_slots, sizeof *rd->slots);
    for (size_t i = 0; i < rd->n; i++) {
        rd->slots[slot_of(rd, rows[i].person)] = i + 1;
    }
}

static void read_name(struct reading *rd, struct dues_year_row *row)
{
    struct stmt st;
    row->name = "";
    stmt_open(&st, rd->b->db, SQL("select name from person where id = :id"));
    stmt_int(&st, ":id", row->person);
    if (stmt_row(&st)) {
        row->name = arena_str(rd->a, stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

/* The person's row, a new one at the end when there is none. */
static struct dues_year_row *row_of(struct reading *rd, int64_t person,
                                    bool *is_new)
{
    if (rd->n == rd->cap) {
        grow(rd);
    }
    size_t i = slot_of(rd, person);
    *is_new = rd->slots[i] == 0;
    if (*is_new) {
        struct dues_year_row *row = &rd->rows[rd->n++];
        memset(row, 0, sizeof *row);
        row->person = person;
        row->brief = row->note = "";
        row->base = row->rate = row->monthly = -1;
        for (int m = 0; m < 12; m++) {
            row->m[m].paid_on = DATE_NONE;
            row->m[m].state = "";
        }
        read_name(rd, row);
        rd->slots[i] = rd->n;
    }
    return &rd->rows[rd->slots[i] - 1];
}

/* ---- due -------------------------------------------------------------- */

/* Codes of a state are few: the constant, not a copy a row. */
static const char *state_of(struct arena *a, const char *code)
{
    static const char *const known[] = {DUE_OWED, DUE_EXEMPT, DUE_ELSEWHERE,
                                        DUE_UNASSESSED};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strcmp(code, known[i]) == 0) {
            return known[i];
        }
    }
    return arena_str(a, code);
}

static int64_t col_or_none(struct stmt *st, int i)
{
    return stmt_col_is_null(st, i) ? -1 : stmt_col_int(st, i);
}

static const char *brief_of(struct reading *rd, const char *code, int month)
{
    const struct dues_category *c =
        dues_category(book_dues(rd->b), code, month_last_day(month));
    return c != NULL ? c->brief : arena_str(rd->a, code);
}

/* Columns: person, state, category, base, rate, fen, note. */
static void take_due(struct reading *rd, struct stmt *st, int month)
{
    bool is_new;
    struct dues_year_row *row = row_of(rd, stmt_col_int(st, 0), &is_new);
    struct dues_year_month *m = &row->m[month % 12];
    if (is_new) {
        row->brief = brief_of(rd, stmt_col_text(st, 2), month);
        row->base = col_or_none(st, 3);
        row->rate = col_or_none(st, 4);
        row->monthly = stmt_col_int(st, 5);
        row->note = arena_str(rd->a, stmt_col_text(st, 6));
    }
    m->is_due = true;
    m->state = state_of(rd->a, stmt_col_text(st, 1));
    m->due += stmt_col_int(st, 5);
    row->due += stmt_col_int(st, 5);
}

static bool read_due(struct reading *rd, int month, struct err *err)
{
    struct stmt st;
    char text[8];
    if (rd->only != 0) {
        stmt_open(&st, rd->b->db,
                  SQL("select person_id, state, coalesce(category, ''),"
                      " base_fen, rate, fen, note from due"
                      " where person_id = :person and month = :month"
                      " and branch_id = :branch and voided_on is null"));
        stmt_int(&st, ":person", rd->only);
    } else {
        stmt_open(&st, rd->b->db,
                  SQL("select person_id, state, coalesce(category, ''),"
                      " base_fen, rate, fen, note from due"
                      " where branch_id = :branch and month = :month"
                      " and voided_on is null order by ord, id"));
    }
    stmt_int(&st, ":branch", rd->b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    while (stmt_row(&st)) {
        take_due(rd, &st, month);
    }
    return stmt_done(&st, err);
}

/* ---- paid ------------------------------------------------------------- */

/* Of a payment neither it nor what took it back. */
#define STANDS                                                                 \
    " and p.no is not null and p.voided_on is null and p.reverses is null"     \
    " and p.id not in (select y.reverses from payment y"                       \
    " where y.reverses is not null and y.voided_on is null)"
#define PARTS                                                                  \
    "select x.person_id, x.month, x.fen, p.paid_on, p.month"                   \
    " from payment_part x cross join payment p"                                \
    " where p.id = x.payment_id and x.month between :from and :to"             \
    " and x.voided_on is null" STANDS

static void take_part(struct reading *rd, struct stmt *st)
{
    bool is_new;
    int month;
    int on;
    struct dues_year_row *row = row_of(rd, stmt_col_int(st, 0), &is_new);
    int64_t fen = stmt_col_int(st, 2);
    if (!month_read(stmt_col_text(st, 1), &month)) {
        return;
    }
    struct dues_year_month *m = &row->m[month % 12];
    m->paid += fen;
    row->paid += fen;
    if (date_read(stmt_col_text(st, 3), &on) && on > m->paid_on) {
        m->paid_on = on;
    }
    int booked = strcmp(stmt_col_text(st, 4), stmt_col_text(st, 1));
    m->late = m->late || booked > 0;
    row->late += booked > 0 ? fen : 0;
    row->early += booked < 0 ? fen : 0;
}

static bool read_parts(struct reading *rd, struct err *err)
{
    struct stmt st;
    char from[8];
    char to[8];
    /* The plus: by the person's index, not by the branch's. */
    if (rd->only != 0) {
        stmt_open(&st, rd->b->db,
                  SQL(PARTS " and x.person_id = :person"
                            " and +x.branch_id = :branch"));
        stmt_int(&st, ":person", rd->only);
    } else {
        stmt_open(&st, rd->b->db, SQL(PARTS " and x.branch_id = :branch"));
    }
    stmt_int(&st, ":branch", rd->b->branch);
    stmt_text(&st, ":from", month_text(month_make(rd->year, 1), from));
    stmt_text(&st, ":to", month_text(month_make(rd->year, 12), to));
    while (stmt_row(&st)) {
        take_part(rd, &st);
    }
    return stmt_done(&st, err);
}

static void bind_days(struct stmt *st, struct reading *rd)
{
    char from[11];
    char to[11];
    struct span s = span_of_year(rd->year);
    stmt_int(st, ":branch", rd->b->branch);
    stmt_text(st, ":from", date_text(s.from, from));
    stmt_text(st, ":to", date_text(s.to, to));
}

#define LARGE                                                                  \
    "select coalesce(p.person_id, 0), p.fen from payment p"                    \
    " where p.paid_on between :from and :to"                                   \
    " and p.kind = '" PAYMENT_LARGE "'" STANDS

/* 大额 is of the year it was given in; given by nobody known, it is in the
   total only. */
static bool read_large(struct reading *rd, struct dues_year *out,
                       struct err *err)
{
    struct stmt st;
    bool is_new;
    if (rd->only != 0) {
        stmt_open(&st, rd->b->db,
                  SQL(LARGE " and p.person_id = :person"
                            " and +p.branch_id = :branch"));
        stmt_int(&st, ":person", rd->only);
    } else {
        stmt_open(&st, rd->b->db, SQL(LARGE " and p.branch_id = :branch"));
    }
    bind_days(&st, rd);
    while (stmt_row(&st)) {
        int64_t person = stmt_col_int(&st, 0);
        out->total_large += stmt_col_int(&st, 1);
        if (person != 0) {
            row_of(rd, person, &is_new)->large += stmt_col_int(&st, 1);
        }
    }
    return stmt_done(&st, err);
}

/* ---- sums ------------------------------------------------------------- */

static void sum_up(const struct reading *rd, struct dues_year *out)
{
    for (size_t i = 0; i < rd->n; i++) {
        const struct dues_year_row *row = &rd->rows[i];
        for (int m = 0; m < 12; m++) {
            out->due[m] += row->m[m].due;
            out->paid[m] += row->m[m].paid;
        }
        out->total_due += row->due;
        out->total_paid += row->paid;
    }
    out->rows = rd->rows;
    out->n = rd->n;
}

static bool two_sums(struct stmt *st, int64_t *first, int64_t *second,
                     struct err *err)
{
    if (stmt_row(st)) {
        *first = stmt_col_int(st, 0);
        *second = stmt_col_int(st, 1);
    }
    return stmt_done(st, err);
}

/* Every figure is read by itself, so that they prove one another: in hand is
   the box, by its days; taken are the payments one by one. */
static bool read_account(struct reading *rd, struct dues_year *out,
                         struct err *err)
{
    struct stmt st;
    struct in_hand before;
    struct in_hand after;
    int64_t n;
    struct span s = span_of_year(rd->year);
    if (!handover_in_hand(rd->b, NULL, s.from - 1, &before, err) ||
        !handover_in_hand(rd->b, NULL, s.to, &after, err)) {
        return false;
    }
    out->brought = before.fen;
    out->hand = after.fen;
    stmt_open(&st, rd->b->db,
              SQL("select coalesce(sum(fen), 0), count(*) from payment"
                  " where +branch_id = :branch and no is not null"
                  " and voided_on is null"
                  " and paid_on between :from and :to"));
    bind_days(&st, rd);
    if (!two_sums(&st, &out->taken, &n, err)) {
        return false;
    }
    stmt_open(&st, rd->b->db,
              SQL("select coalesce(sum(fen), 0), coalesce(sum(kept_fen), 0)"
                  " from handover where branch_id = :branch"
                  " and on_day between :from and :to"));
    bind_days(&st, rd);
    return two_sums(&st, &out->handed, &out->kept, err);
}

static bool read_rows(struct reading *rd, struct dues_year *out,
                      struct err *err)
{
    for (int m = 12; m >= 1; m--) {
        if (!read_due(rd, month_make(rd->year, m), err)) {
            return false;
        }
    }
    return read_parts(rd, err) && read_large(rd, out, err);
}

bool dues_year_read(struct book *b, struct arena *a, int year,
                    struct dues_year *out, struct err *err)
{
    struct reading rd = {.b = b, .a = a, .year = year};
    memset(out, 0, sizeof *out);
    out->year = year;
    if (!read_rows(&rd, out, err) || !read_account(&rd, out, err)) {
        return false;
    }
    sum_up(&rd, out);
    return true;
}

bool dues_year_of(struct book *b, struct arena *a, int64_t person, int year,
                  struct dues_year_row *out, struct err *err)
{
    struct reading rd = {.b = b, .a = a, .year = year, .only = person};
    struct dues_year sums;
    bool is_new;
    memset(&sums, 0, sizeof sums);
    if (!read_rows(&rd, &sums, err)) {
        return false;
    }
    *out = *row_of(&rd, person, &is_new);
    return true;
}
