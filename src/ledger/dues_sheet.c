/* The sheet of a month: every payer with what is due, what was paid, by what,
   and how the months before stand; read for the screen, which reads single rows
   again after each key.

   Stages: rows → the last payment of each → what stands in the open sitting →
   the months before in the year → what is owed from before → sums. */
#include "dues_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

/* Rows are read in the sheet's order and found by person through an index that
   is sorted once. */
struct sheet_index {
    int64_t person;
    size_t row;
};

struct reading {
    struct book *book;
    struct arena *arena;
    struct dues_sheet *sheet;
    int64_t person; /* only this one; 0: all */
    char month[8];
    struct sheet_index *index;
};

static int by_person(const void *a, const void *b)
{
    int64_t x = ((const struct sheet_index *)a)->person;
    int64_t y = ((const struct sheet_index *)b)->person;
    return (x > y) - (x < y);
}

static struct dues_row *find(const struct reading *r, int64_t person)
{
    size_t from = 0;
    size_t to = r->sheet->n;
    while (from < to) {
        size_t mid = from + (to - from) / 2;
        if (r->index[mid].person < person) {
            from = mid + 1;
        } else {
            to = mid;
        }
    }
    bool found = from < r->sheet->n && r->index[from].person == person;
    return found ? &r->sheet->rows[r->index[from].row] : NULL;
}

static void bind(const struct reading *r, struct stmt *st)
{
    stmt_int(st, ":branch", r->book->branch);
    stmt_text(st, ":month", r->month);
    if (r->person != 0) {
        stmt_int(st, ":person", r->person);
    }
}

/* ---- the month --------------------------------------------------------- */

static bool read_month(struct reading *r, struct err *err)
{
    struct stmt st;
    stmt_open(&st, r->book->db,
              SQL("select opened_on, closed_on from dues_month"
                  " where branch_id = :branch and month = :month"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", r->book->branch);
    stmt_text(&st, ":month", r->month);
    r->sheet->opened_on = r->sheet->closed_on = DATE_NONE;
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), &r->sheet->opened_on);
        date_read(stmt_col_text(&st, 1), &r->sheet->closed_on);
    }
    r->sheet->open =
        r->sheet->opened_on != DATE_NONE && r->sheet->closed_on == DATE_NONE;
    return stmt_done(&st, err);
}

/* ---- rows -------------------------------------------------------------- */

static int64_t or_none(struct stmt *st, int column)
{
    return stmt_col_is_null(st, column) ? -1 : stmt_col_int(st, column);
}

static void take_row(struct reading *r, struct stmt *st, struct dues_row *row)
{
    struct arena *a = r->arena;
    const struct dues_rules *rules = book_dues(r->book);
    *row = (struct dues_row){
        .id = stmt_col_int(st, 0),
        .person = stmt_col_int(st, 1),
        .name = arena_str(a, stmt_col_text(st, 2)),
        .ord = (int)stmt_col_int(st, 3),
        .state = arena_str(a, stmt_col_text(st, 4)),
        .category = arena_str(a, stmt_col_text(st, 5)),
        .base = or_none(st, 6),
        .rate = or_none(st, 7),
        .due = stmt_col_int(st, 8),
        .delayed = arena_str(a, stmt_col_text(st, 9)),
        .paid = stmt_col_int(st, 10),
        .quarterly = stmt_col_int(st, 11) != 0,
        .assess = stmt_col_int(st, 12),
        .relieved = stmt_col_int(st, 14) != 0,
        .paid_on = DATE_NONE,
        .way = "",
        .by = "",
    };
    const struct dues_category *c =
        dues_category(rules, row->category, month_first_day(r->sheet->month));
    row->brief = c != NULL ? c->brief : row->category;
}

/* `of` narrows each of these to one person: a condition with «or» would keep
   SQLite from the index. */
#define ONE(alias) " and " alias ".person_id = :person"
#define ROWS(of)                                                               \
    "select t.id, t.person_id, n.name, t.ord, t.state, t.category,"            \
    " t.base_fen, t.rate, t.fen, t.delayed, coalesce(x.paid_fen, 0),"          \
    " coalesce(q.quarterly, 0), coalesce(t.assess_id, 0), count(*) over (),"   \
    " q.relief is not null"                                                    \
    " from due t join person n on n.id = t.person_id"                          \
    " left join dues_balance x on x.person_id = t.person_id"                   \
    " and x.month = t.month and x.branch_id = t.branch_id"                     \
    " left join assess q on q.id = t.assess_id"                                \
    " where t.branch_id = :branch and t.month = :month"                        \
    " and t.voided_on is null" of " order by t.ord, t.id"
#define PAYMENTS(of)                                                           \
    "select x.person_id, x.fen, p.no is null, p.paid_on, p.way, p.person_id,"  \
    " coalesce(p.payer, n.name, '') from payment_part x"                       \
    " join payment p on p.id = x.payment_id"                                   \
    " left join person n on n.id = p.person_id"                                \
    " where x.branch_id = :branch and x.month = :month" of                     \
    " and x.voided_on is null and " PAYMENT_STANDS " order by p.paid_on, p.id"
#define PAST(of)                                                               \
    "select t.person_id, t.month, t.state, t.fen, coalesce(x.paid_fen, 0)"     \
    " from due t left join dues_balance x on x.person_id = t.person_id"        \
    " and x.month = t.month and x.branch_id = t.branch_id"                     \
    " where t.branch_id = :branch and t.month >= :first"                       \
    " and t.month < :month and t.voided_on is null" of

static bool read_rows(struct reading *r, struct err *err)
{
    struct dues_sheet *s = r->sheet;
    struct stmt st;
    stmt_open(&st, r->book->db,
              r->person != 0 ? SQL(ROWS(ONE("t"))) : SQL(ROWS("")));
    bind(r, &st);
    while (stmt_row(&st)) {
        if (s->rows == NULL) {
            size_t n = (size_t)stmt_col_int(&st, 13);
            s->rows = arena_array(r->arena, n, sizeof *s->rows);
        }
        take_row(r, &st, &s->rows[s->n++]);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    r->index = arena_array(r->arena, s->n + 1, sizeof *r->index);
    for (size_t i = 0; i < s->n; i++) {
        r->index[i] = (struct sheet_index){s->rows[i].person, i};
    }
    qsort(r->index, s->n, sizeof *r->index, by_person);
    return true;
}

/* The last payment that stands, and how much of the month is not posted. */
static bool read_payments(struct reading *r, struct err *err)
{
    struct stmt st;
    stmt_open(&st, r->book->db,
              r->person != 0 ? SQL(PAYMENTS(ONE("x"))) : SQL(PAYMENTS("")));
    bind(r, &st);
    while (stmt_row(&st)) {
        struct dues_row *row = find(r, stmt_col_int(&st, 0));
        if (row == NULL) {
            continue;
        }
        row->draft += stmt_col_int(&st, 2) != 0 ? stmt_col_int(&st, 1) : 0;
        date_read(stmt_col_text(&st, 3), &row->paid_on);
        row->way = arena_str(r->arena, stmt_col_text(&st, 4));
        row->by = stmt_col_int(&st, 5) == row->person
                      ? ""
                      : arena_str(r->arena, stmt_col_text(&st, 6));
    }
    return stmt_done(&st, err);
}

/* ---- before ------------------------------------------------------------ */

static enum dues_mark mark_of(const char *state, int64_t due, int64_t paid)
{
    if (strcmp(state, DUE_EXEMPT) == 0 || strcmp(state, DUE_ELSEWHERE) == 0) {
        return DUES_MARK_FREE;
    }
    if (due == 0) {
        return paid > 0 ? DUES_MARK_PAID : DUES_MARK_NONE;
    }
    if (paid >= due) {
        return DUES_MARK_PAID;
    }
    return paid > 0 ? DUES_MARK_PART : DUES_MARK_UNPAID;
}

static bool read_past(struct reading *r, struct err *err)
{
    char first[8];
    struct stmt st;
    int month = r->sheet->month;
    int january = month - month % 12;
    stmt_open(&st, r->book->db,
              r->person != 0 ? SQL(PAST(ONE("t"))) : SQL(PAST("")));
    bind(r, &st);
    stmt_text(&st, ":first", month_text(january, first));
    while (stmt_row(&st)) {
        struct dues_row *row = find(r, stmt_col_int(&st, 0));
        int at;
        if (row != NULL && month_read(stmt_col_text(&st, 1), &at)) {
            row->past[at - january] =
                mark_of(stmt_col_text(&st, 2), stmt_col_int(&st, 3),
                        stmt_col_int(&st, 4));
        }
    }
    return stmt_done(&st, err);
}

static bool read_arrears(struct reading *r, struct err *err)
{
    struct arrear *list;
    size_t n = 1;
    int before = r->sheet->month - 1;
    if (r->person != 0) {
        list = arena_alloc(r->arena, sizeof *list);
        if (!arrears_of(r->book, r->arena, r->person, before, r->sheet->month,
                        list, err)) {
            return false;
        }
    } else if (!arrears_list(r->book, r->arena, before, r->sheet->month, &list,
                             &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        struct dues_row *row = find(r, list[i].person);
        if (row != NULL) {
            row->run = list[i].run;
            row->owed = list[i].fen;
        }
    }
    return true;
}

/* ---- sums -------------------------------------------------------------- */

static bool add_ways(struct reading *r, struct err *err)
{
    struct dues_sums *s = &r->sheet->sums;
    struct stmt st;
    stmt_open(&st, r->book->db,
              SQL("select p.way, sum(x.fen) from payment_part x"
                  " join payment p on p.id = x.payment_id"
                  " where x.branch_id = :branch and x.month = :month"
                  " and x.voided_on is null group by p.way"));
    stmt_int(&st, ":branch", r->book->branch);
    stmt_text(&st, ":month", r->month);
    while (stmt_row(&st)) {
        const char *way = stmt_col_text(&st, 0);
        int64_t fen = stmt_col_int(&st, 1);
        *dues_of_way(way, &s->cash, &s->transfer, &s->online) += fen;
    }
    return stmt_done(&st, err);
}

static bool add_sums(struct reading *r, struct err *err)
{
    struct dues_sheet *sheet = r->sheet;
    struct dues_sums *s = &sheet->sums;
    struct dues_drafts drafts;
    *s = (struct dues_sums){.hand = s->hand};
    for (size_t i = 0; i < sheet->n; i++) {
        const struct dues_row *row = &sheet->rows[i];
        s->paid += row->paid;
        if (row->due == 0) {
            continue;
        }
        s->n_due++;
        s->due += row->due;
        s->n_paid += row->paid >= row->due;
        s->n_open += row->paid < row->due;
        s->open += row->paid < row->due ? row->due - row->paid : 0;
    }
    if (!add_ways(r, err) || !dues_drafts_of(r->book, &drafts, err)) {
        return false;
    }
    s->n_draft = drafts.n;
    s->draft_cash = drafts.cash;
    s->draft_transfer = drafts.transfer;
    s->draft_online = drafts.online;
    return true;
}

/* Of what is posted: a key that takes money does not change it. */
static bool read_hand(struct reading *r, struct err *err)
{
    struct in_hand hand;
    if (!handover_in_hand(r->book, PAYMENT_MONTHLY, r->book->today, &hand,
                          err)) {
        return false;
    }
    r->sheet->sums.hand = hand.fen;
    return true;
}

/* ---- doors ------------------------------------------------------------- */

bool dues_sheet_read(struct book *b, struct arena *a, int month,
                     struct dues_sheet *out, struct err *err)
{
    *out = (struct dues_sheet){.month = month};
    struct reading r = {.book = b, .arena = a, .sheet = out};
    month_text(month, r.month);
    return read_month(&r, err) && read_rows(&r, err) &&
           read_payments(&r, err) && read_past(&r, err) &&
           read_arrears(&r, err) && read_hand(&r, err) && add_sums(&r, err);
}

bool dues_sheet_again(struct book *b, struct arena *a, struct dues_sheet *sheet,
                      int64_t person, struct err *err)
{
    struct dues_sheet one = {.month = sheet->month};
    struct reading r = {.book = b, .arena = a, .sheet = &one, .person = person};
    month_text(sheet->month, r.month);
    if (!read_rows(&r, err) || !read_payments(&r, err) || !read_past(&r, err) ||
        !read_arrears(&r, err)) {
        return false;
    }
    for (size_t i = 0; i < sheet->n && one.n == 1; i++) {
        if (sheet->rows[i].person == person) {
            sheet->rows[i] = one.rows[0];
        }
    }
    r.sheet = sheet;
    return add_sums(&r, err);
}

const char *dues_row_why(struct book *b, struct arena *a,
                         const struct dues_row *row, int month)
{
    bool exempt = strcmp(row->state, DUE_EXEMPT) == 0;
    struct dues_reason why = {
        .category = row->category,
        .base = row->base,
        .kept = row->due,
        .day = month_first_day(month),
        .relief = exempt ? "免交" : NULL,
        .place = strcmp(row->state, DUE_ELSEWHERE) == 0 ? "流入地" : NULL,
    };
    if (strcmp(row->state, DUE_UNASSESSED) == 0) {
        return arena_printf(
            a, "%s：还没有核定，请先核定基数（收缴屏幕按 F7）。", row->name);
    }
    return arena_printf(a, "%s：%s", row->name,
                        assess_why(b, a, row->assess, &why));
}
