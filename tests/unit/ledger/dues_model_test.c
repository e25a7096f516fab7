/* Ten thousand random sittings with part payments, late ones, ones ahead,
   takings back, reversals and slips, over many years, against a model that only
   adds and subtracts.  What the model says must not be taken is refused, and
   every sum, balance and number is the model's. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#include <stdlib.h>
#include <string.h>

#define SITTINGS  10000
#define PEOPLE    5
#define MONTHS    900
#define PER_MONTH 15 /* sittings */
#define FIRST     (2016 * 12)
#define REASON    "随机试验里写的原因"

/* Wider than anything that is added here. */
__extension__ typedef __int128 big;

struct model_part {
    size_t who;
    int month;
    int64_t fen;
};
struct model_payment {
    int64_t id;
    struct model_part parts[3];
    size_t n;
    bool posted, gone; /* reversed or taken back */
};
struct model {
    struct desk d;
    uint64_t stream;
    int open;
    big due[PEOPLE][MONTHS], paid[PEOPLE][MONTHS];
    bool has_row[PEOPLE][MONTHS];
    big posted, handed;
    struct model_payment *list;
    size_t n, cap;
    int64_t numbers; /* of payments, this year */
    size_t n_refused, n_reversed, n_untaken, n_late, n_early, n_slips;
};

static size_t below(struct model *m, size_t n)
{
    return (size_t)unit_below(&m->stream, n);
}

static void drop_memory(struct model *m)
{
    arena_reset(m->d.a);
}

/* ---- months ------------------------------------------------------------ */

static void open_month(struct model *m, int month)
{
    int year = month / 12;
    desk_today(&m->d, year, month % 12 + 1, 1);
    if (month % 12 == 0) {
        static const char *const bases[] = {"2999.99", "3000.01", "5000.01",
                                            "10000.01", "345.67"};
        char from[8];
        m->numbers = 0;
        for (size_t i = 0; i < PEOPLE; i++) {
            desk_assess(&m->d, m->d.person[i], month_text(month, from),
                        bases[below(m, 5)]);
        }
    }
    desk_month(&m->d, year, month % 12 + 1);
    struct dues_sheet s = desk_sheet(&m->d, year, month % 12 + 1);
    assert_int_equal(s.n, PEOPLE);
    for (size_t i = 0; i < PEOPLE; i++) {
        const struct dues_row *row = desk_row(&s, m->d.person[i]);
        m->due[i][month - FIRST] = row->due;
        m->has_row[i][month - FIRST] = true;
    }
    m->open = month;
    drop_memory(m);
}

/* False: more was reversed than is in hand, or than there is cash: not yet. */
static bool close_month(struct model *m)
{
    struct in_hand hand;
    struct err err = ERR_INIT;
    m->d.b->today = m->d.b->day = month_last_day(m->open);
    assert_true(
        handover_in_hand(m->d.b, PAYMENT_MONTHLY, m->d.b->today, &hand, &err));
    const char *code = desk_close_month(&m->d, m->open / 12, m->open % 12 + 1);
    assert_string_equal(code, m->posted < m->handed ? "E-DUES-095"
                              : hand.cash < 0       ? "E-DUES-097"
                                                    : "");
    bool closed = code[0] == '\0';
    drop_memory(m);
    return closed;
}

/* ---- taking ------------------------------------------------------------ */

static bool may_take(const struct model *m, const struct model_part *p)
{
    int at = p->month - FIRST;
    if (!m->has_row[p->who][at]) {
        return p->month > m->open;
    }
    return m->paid[p->who][at] < m->due[p->who][at];
}

static struct model_payment *new_payment(struct model *m)
{
    if (m->n == m->cap) {
        m->cap = m->cap == 0 ? 1024 : m->cap * 2;
        m->list = realloc(m->list, m->cap * sizeof *m->list);
        assert_non_null(m->list);
    }
    struct model_payment *p = &m->list[m->n];
    *p = (struct model_payment){0};
    return p;
}

static void add(struct model *m, const struct model_payment *p, int sign)
{
    for (size_t i = 0; i < p->n; i++) {
        m->paid[p->parts[i].who][p->parts[i].month - FIRST] +=
            (big)sign * p->parts[i].fen;
    }
}

static void count_kind(struct model *m, const struct model_payment *p)
{
    for (size_t i = 0; i < p->n; i++) {
        m->n_late += p->parts[i].month < m->open;
        m->n_early += p->parts[i].month > m->open;
    }
}

static void take(struct model *m)
{
    static const char *const ways[] = {PAY_CASH, PAY_TRANSFER, PAY_ONLINE};
    struct model_payment *p = new_payment(m);
    struct dues_pay parts[3];
    struct err err = ERR_INIT;
    bool allowed = true;
    p->n = below(m, 4) == 0 ? 2 + below(m, 2) : 1;
    for (size_t i = 0; i < p->n; i++) {
        int month = m->open - 5 + (int)below(m, 8);
        p->parts[i] =
            (struct model_part){below(m, PEOPLE), month > FIRST ? month : FIRST,
                                1 + (int64_t)below(m, 3000)};
        allowed = allowed && may_take(m, &p->parts[i]);
        for (size_t k = 0; k < i; k++) {
            allowed = allowed && (p->parts[k].who != p->parts[i].who ||
                                  p->parts[k].month != p->parts[i].month);
        }
        parts[i] = (struct dues_pay){m->d.person[p->parts[i].who],
                                     p->parts[i].month, p->parts[i].fen};
    }
    struct dues_take t = {.on = m->d.b->today,
                          .way = ways[below(m, 3)],
                          .by = parts[0].person,
                          .parts = parts,
                          .n = p->n,
                          .reason = REASON};
    bool taken = dues_take(m->d.b, m->d.a, &t, 1, &p->id, &err);
    if (taken != allowed) {
        fail_msg("%s: taken %d, the model says %d: %s %s", err.code, taken,
                 allowed, err.text, err.detail);
    }
    if (taken) {
        count_kind(m, p);
        add(m, p, 1);
        m->n++;
    } else {
        m->n_refused++;
    }
    drop_memory(m);
}

/* The last one again, by the door for records. */
static void take_back(struct model *m)
{
    struct err err = ERR_INIT;
    struct model_payment *p = &m->list[m->n - 1];
    if (m->n == 0 || p->posted || p->gone) {
        return;
    }
    if (!ledger_void(m->d.b, m->d.a, &ledger_payment, p->id, REASON, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    p->gone = true;
    add(m, p, -1);
    m->n_untaken++;
    drop_memory(m);
}

static int64_t sum_of(const struct model_payment *p)
{
    int64_t sum = 0;
    for (size_t i = 0; i < p->n; i++) {
        sum += p->parts[i].fen;
    }
    return sum;
}

static void post(struct model *m)
{
    bool any = false;
    for (size_t i = m->n; i > 0 && !m->list[i - 1].posted; i--) {
        struct model_payment *p = &m->list[i - 1];
        if (!p->gone) {
            any = true;
            m->posted += sum_of(p);
            m->numbers++;
        }
        p->posted = true;
    }
    assert_string_equal(desk_post(&m->d), any ? "" : "E-DUES-077");
    drop_memory(m);
}

static void reverse(struct model *m)
{
    struct err err = ERR_INIT;
    int64_t back;
    if (m->n == 0) {
        return;
    }
    struct model_payment *p = &m->list[below(m, m->n)];
    if (!p->posted) {
        return;
    }
    bool done = dues_reverse(m->d.b, m->d.a, p->id, REASON, &back, &err);
    assert_int_equal(done, !p->gone);
    if (done) {
        p->gone = true;
        add(m, p, -1);
        m->posted -= sum_of(p);
        m->numbers++;
        m->n_reversed++;
    }
    drop_memory(m);
}

static void hand_up(struct model *m)
{
    struct err err = ERR_INIT;
    struct record r;
    struct in_hand hand;
    assert_true(
        handover_in_hand(m->d.b, PAYMENT_MONTHLY, m->d.b->today, &hand, &err));
    assert_true((big)hand.fen == m->posted - m->handed);
    if (hand.fen <= 0 || hand.cash < 0 || hand.cash > hand.fen) {
        return;
    }
    if (!handover_propose(m->d.b, m->d.a, PAYMENT_MONTHLY, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    if (!handover_post(m->d.b, m->d.a, &r, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    m->handed += record_int(&r, HANDOVER_FEN);
    m->n_slips++;
    drop_memory(m);
}

/* ---- comparing --------------------------------------------------------- */

static void compare(struct model *m)
{
    struct stmt st;
    char month[8];
    for (size_t i = 0; i < PEOPLE; i++) {
        for (int at = 0; at <= m->open - FIRST + 4; at++) {
            stmt_open(&st, m->d.b->db,
                      SQL("select due_fen, paid_fen from dues_balance"
                          " where person_id = :person and month = :month"));
            stmt_int(&st, ":person", m->d.person[i]);
            stmt_text(&st, ":month", month_text(FIRST + at, month));
            bool there = stmt_row(&st);
            int64_t due = there ? stmt_col_int(&st, 0) : 0;
            int64_t paid = there ? stmt_col_int(&st, 1) : 0;
            assert_true(stmt_done(&st, NULL));
            if ((big)due != m->due[i][at] || (big)paid != m->paid[i][at]) {
                fail_msg("%s: due %lld, paid %lld; the model: %lld, %lld",
                         month, (long long)due, (long long)paid,
                         (long long)m->due[i][at], (long long)m->paid[i][at]);
            }
        }
    }
}

static void compare_year(struct model *m)
{
    struct dues_year y;
    struct err err = ERR_INIT;
    int64_t by_member = 0;
    int64_t by_month = 0;
    if (!dues_year_read(m->d.b, m->d.a, m->open / 12, &y, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    for (size_t i = 0; i < y.n; i++) {
        by_member += y.rows[i].paid;
    }
    for (int i = 0; i < 12; i++) {
        by_month += y.paid[i];
    }
    assert_int_equal(by_member, by_month);
    assert_int_equal(y.total_paid, by_month);
    assert_int_equal(y.brought + y.taken, y.handed + y.kept + y.hand);
    assert_int_equal(
        desk_count(&m->d, SQL("select coalesce(max(last), 0) from number"
                              " where series = 'payment' and year ="
                              " (select max(year) from number)")),
        m->numbers);
    drop_memory(m);
}

PROPERTY(dues_of_ten_thousand_sittings_are_those_of_a_model)
{
    struct model *m = calloc(1, sizeof *m);
    assert_non_null(m);
    m->stream = unit_seed();
    desk_open(&m->d, 0);
    m->d.n = PEOPLE;
    for (size_t i = 0; i < PEOPLE; i++) {
        static const char *const names[] = {"甲一", "乙二", "丙三", "丁四",
                                            "戊五"};
        m->d.person[i] = fixture_member(&m->d.f, names[i], "1960-01-01",
                                        "1985-05-20", "1986-05-20");
    }
    open_month(m, FIRST);
    for (size_t i = 1; i <= SITTINGS; i++) {
        for (size_t k = 1 + below(m, 3); k > 0; k--) {
            take(m);
        }
        if (below(m, 8) == 0) {
            take_back(m);
        }
        post(m);
        if (below(m, 6) == 0) {
            reverse(m);
        }
        if (i % PER_MONTH == 0) {
            if (m->posted >= m->handed) {
                hand_up(m);
            }
            bool december = m->open % 12 == 11;
            if (!close_month(m)) {
                continue;
            }
            if (december) {
                compare(m);
                compare_year(m);
            }
            open_month(m, m->open + 1);
        }
    }
    compare(m);
    assert_string_equal(desk_verify(&m->d), "");
    print_message("%zu payments, %zu refused, %zu taken back, %zu reversed,"
                  " %zu late, %zu early, %zu slips\n",
                  m->n, m->n_refused, m->n_untaken, m->n_reversed, m->n_late,
                  m->n_early, m->n_slips);
    assert_true(m->n > SITTINGS / 2 && m->n_refused > 100);
    assert_true(m->n_reversed > 500 && m->n_untaken > 300);
    assert_true(m->n_late > 1000 && m->n_early > 500 && m->n_slips > 100);
    desk_close(&m->d);
    free(m->list);
    free(m);
}
