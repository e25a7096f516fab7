/* Ten thousand random sittings with part payments, late ones, ones ahead, other
   amounts, other days, takings back, undoing, reversals, 大额 and slips, over
   many years, against a model that only adds and subtracts.  What the model
   says must not be taken is refused, and every sum, balance and number is the
   model's. */
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#include <stdlib.h>
#include <string.h>

#define SITTINGS  10000
#define PEOPLE    5
#define MONTHS    900
#define PER_MONTH 20 /* sittings */
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
    int64_t large;     /* beside the months; then there are no parts */
    bool posted, gone; /* reversed or taken back */
};
struct model {
    struct desk d;
    uint64_t stream;
    int open;
    big due[PEOPLE][MONTHS], paid[PEOPLE][MONTHS];
    bool has_row[PEOPLE][MONTHS];
    big posted, handed, large;
    struct model_payment *list;
    size_t n, cap;
    int64_t numbers; /* of payments, this year */
    struct model_slip {
        int64_t id, fen;
    } slips[MONTHS]; /* that stand */
    size_t n_standing;
    int64_t newest;  /* payment whose taking is the newest change; 0 */
    int last_closed; /* day on which a month was closed last */
    size_t n_refused, n_reversed, n_untaken, n_late, n_early, n_slips;
    size_t n_undone, n_retaken, n_back, n_moved, n_large;
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
    m->last_closed = closed ? m->d.b->today : m->last_closed;
    drop_memory(m);
    return closed;
}

/* ---- taking ------------------------------------------------------------ */

/* Who was here is asked in every month; what a month without a row comes to:
   what the open one does, for nobody's base changes within a year and the next
   year's are not known yet.  Every other month has a row. */
static bool may_take(const struct model *m, const struct model_part *p,
                     big instead)
{
    int at = p->month - FIRST;
    int like = m->has_row[p->who][at] ? at : m->open - FIRST;
    return m->paid[p->who][at] - instead < m->due[p->who][like];
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
        allowed = allowed && may_take(m, &p->parts[i], 0);
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
        m->newest = p->id;
        m->n++;
    } else {
        m->n_refused++;
    }
    drop_memory(m);
}

static void take_large(struct model *m)
{
    struct model_payment *p = new_payment(m);
    struct err err = ERR_INIT;
    p->large = 99990 + (int64_t)below(m, 20);
    struct dues_take t = {.kind = PAYMENT_LARGE,
                          .on = m->d.b->today,
                          .way = PAY_TRANSFER,
                          .by = m->d.person[below(m, PEOPLE)],
                          .fen = p->large};
    bool taken = dues_take(m->d.b, m->d.a, &t, 1, &p->id, &err);
    assert_int_equal(taken, p->large > 100000);
    if (taken) {
        m->newest = p->id;
        m->n++;
        m->n_large++;
    }
    drop_memory(m);
}

/* The newest that is still a draft; NULL: there is none. */
static struct model_payment *draft(struct model *m)
{
    if (m->n == 0 || m->list[m->n - 1].posted || m->list[m->n - 1].gone) {
        return NULL;
    }
    return &m->list[m->n - 1];
}

/* The last one again, by the door for records, or by undoing. */
static void take_back(struct model *m)
{
    struct err err = ERR_INIT;
    struct change_info info;
    struct model_payment *p = draft(m);
    if (p == NULL) {
        return;
    }
    bool undo = m->newest == p->id && below(m, 2) == 0;
    if (undo ? !change_undo(m->d.b->db, &info, &err)
             : !ledger_void(m->d.b, m->d.a, &ledger_payment, p->id, REASON,
                            &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    p->gone = true;
    add(m, p, -1);
    m->newest = 0;
    m->n_untaken += !undo;
    m->n_undone += undo;
    drop_memory(m);
}

/* Another amount for a month of which the sitting holds something. */
static void retake(struct model *m)
{
    struct err err = ERR_INIT;
    struct model_payment *p = draft(m);
    if (p == NULL || p->n == 0) {
        return;
    }
    struct model_part now = p->parts[0];
    big instead = 0;
    bool alone = true;
    for (size_t i = m->n; i > 0 && !m->list[i - 1].posted; i--) {
        const struct model_payment *x = &m->list[i - 1];
        for (size_t k = 0; k < x->n && !x->gone; k++) {
            if (x->parts[k].who == now.who && x->parts[k].month == now.month) {
                instead += x->parts[k].fen;
                alone = alone && x->n == 1;
            }
        }
    }
    now.fen = 1 + (int64_t)below(m, 3000);
    struct dues_pay part = {m->d.person[now.who], now.month, now.fen};
    struct dues_take t = {.on = m->d.b->today,
                          .way = PAY_CASH,
                          .by = part.person,
                          .parts = &part,
                          .n = 1,
                          .reason = REASON};
    bool done = dues_retake(m->d.b, m->d.a, &t, &err);
    if (done != (alone && may_take(m, &now, instead))) {
        fail_msg("%s: changed %d: %s %s", err.code, done, err.text, err.detail);
    }
    drop_memory(m);
    if (!done) {
        return;
    }
    for (size_t i = m->n; i > 0 && !m->list[i - 1].posted; i--) {
        struct model_payment *x = &m->list[i - 1];
        bool same = x->n == 1 && !x->gone && x->parts[0].who == now.who &&
                    x->parts[0].month == now.month;
        if (same) {
            x->gone = true;
            add(m, x, -1);
        }
    }
    struct model_payment *made = new_payment(m);
    made->id = desk_count(&m->d, SQL("select max(id) from payment"));
    made->parts[0] = now;
    made->n = 1;
    add(m, made, 1);
    m->newest = 0;
    m->n++;
    m->n_retaken++;
}

/* A draft gets another day: not ahead, not behind the last closing. */
static void move_day(struct model *m)
{
    struct err err = ERR_INIT;
    struct record r;
    struct model_payment *p = draft(m);
    if (p == NULL) {
        return;
    }
    int day = m->d.b->today + 1 - (int)below(m, 4);
    assert_true(record_read(&r, &ledger_payment, m->d.b, m->d.a, p->id, &err));
    struct record old = record_copy(&r, m->d.a);
    record_set_day(&r, m->d.a, PAYMENT_ON, day);
    bool done = ledger_apply(m->d.b, m->d.a, &r, &old, NULL, &err);
    bool may = day <= m->d.b->today && day >= m->last_closed;
    if (done != may) {
        fail_msg("%s: moved %d: %s %s", err.code, done, err.text, err.detail);
    }
    if (done && day != m->d.b->today) {
        m->newest = 0;
        m->n_moved++;
    }
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
            m->large += p->large;
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
        m->large -= p->large;
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
    struct in_hand large;
    assert_true(
        handover_in_hand(m->d.b, PAYMENT_LARGE, m->d.b->today, &large, &err));
    assert_true((big)large.fen == m->large);
    if (hand.fen <= 0 || hand.cash < 0 || hand.cash > hand.fen) {
        return;
    }
    if (!handover_propose(m->d.b, m->d.a, PAYMENT_MONTHLY, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    if (!handover_post(m->d.b, m->d.a, &r, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    int64_t fen = record_int(&r, HANDOVER_FEN);
    m->handed += fen;
    assert_true(m->n_standing < MONTHS);
    m->slips[m->n_standing++] = (struct model_slip){r.id, fen};
    m->n_slips++;
    drop_memory(m);
}

/* Of what was reversed after it had been handed up: the last slip is taken
   back, else nothing would ever be in hand again. */
static void slip_back(struct model *m)
{
    struct err err = ERR_INIT;
    int64_t back;
    if (m->n_standing == 0) {
        return;
    }
    const struct model_slip *s = &m->slips[--m->n_standing];
    if (!handover_reverse(m->d.b, m->d.a, s->id, REASON, &back, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    m->handed -= s->fen;
    m->n_back++;
    drop_memory(m);
}

/* ---- comparing --------------------------------------------------------- */

static void compare(struct model *m)
{
    struct stmt st;
    for (size_t i = 0; i < PEOPLE; i++) {
        big due = 0;
        big paid = 0;
        stmt_open(&st, m->d.b->db,
                  SQL("select month, due_fen, paid_fen from dues_balance"
                      " where person_id = :person"));
        stmt_int(&st, ":person", m->d.person[i]);
        while (stmt_row(&st)) {
            int month;
            int64_t is_due = stmt_col_int(&st, 1);
            int64_t is_paid = stmt_col_int(&st, 2);
            assert_true(month_read(stmt_col_text(&st, 0), &month));
            int at = month - FIRST;
            if ((big)is_due != m->due[i][at] ||
                (big)is_paid != m->paid[i][at]) {
                fail_msg("%s: due %lld, paid %lld; the model: %lld, %lld",
                         stmt_col_text(&st, 0), (long long)is_due,
                         (long long)is_paid, (long long)m->due[i][at],
                         (long long)m->paid[i][at]);
            }
            due += is_due;
            paid += is_paid;
        }
        assert_true(stmt_done(&st, NULL));
        /* Nothing of the model's is missing. */
        for (int at = 0; at <= m->open - FIRST + 4; at++) {
            due -= m->due[i][at];
            paid -= m->paid[i][at];
        }
        assert_true(due == 0 && paid == 0);
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
        for (size_t k = 1 + below(m, 2); k > 0; k--) {
            take(m);
        }
        if (below(m, 16) == 0) {
            take_large(m);
        }
        if (below(m, 16) == 0) {
            retake(m);
        }
        if (below(m, 16) == 0) {
            move_day(m);
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
                slip_back(m);
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
    print_message("%zu payments, %zu refused, %zu taken back, %zu undone,"
                  " %zu of another amount, %zu of another day, %zu large,"
                  " %zu reversed, %zu late, %zu early, %zu slips,"
                  " %zu of them taken back\n",
                  m->n, m->n_refused, m->n_untaken, m->n_undone, m->n_retaken,
                  m->n_moved, m->n_large, m->n_reversed, m->n_late, m->n_early,
                  m->n_slips, m->n_back);
    assert_true(m->n > SITTINGS / 2 && m->n_refused > 100);
    assert_true(m->n_reversed > 500 && m->n_untaken > 150);
    assert_true(m->n_undone > 150 && m->n_retaken > 50);
    assert_true(m->n_moved > 50 && m->n_large > 100);
    assert_true(m->n_late > 1000 && m->n_early > 500 && m->n_slips > 100);
    desk_close(&m->d);
    free(m->list);
    free(m);
}
