/* A year's statement: by member, by month, and what became of the money. */
#include "accounts_rig.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static const char *month(struct rig *r, int year, int m)
{
    char text[8];
    return arena_str(r->a, month_text(month_make(year, m), text));
}

static struct dues_year year(struct rig *r, int y)
{
    struct dues_year out;
    struct err err = ERR_INIT;
    if (!dues_year_read(r->b, r->a, y, &out, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return out;
}

static void check_sums(const struct dues_year *y)
{
    int64_t due = 0;
    int64_t paid = 0;
    int64_t by_member[2] = {0, 0};
    for (int m = 0; m < 12; m++) {
        due += y->due[m];
        paid += y->paid[m];
    }
    for (size_t i = 0; i < y->n; i++) {
        int64_t row[2] = {0, 0};
        for (int m = 0; m < 12; m++) {
            row[0] += y->rows[i].m[m].due;
            row[1] += y->rows[i].m[m].paid;
        }
        assert_int_equal(row[0], y->rows[i].due);
        assert_int_equal(row[1], y->rows[i].paid);
        by_member[0] += row[0];
        by_member[1] += row[1];
    }
    assert_int_equal(due, by_member[0]);
    assert_int_equal(paid, by_member[1]);
    assert_int_equal(due, y->total_due);
    assert_int_equal(paid, y->total_paid);
    assert_int_equal(y->brought + y->taken, y->handed + y->kept + y->hand);
}

static const struct dues_year_row *row(const struct dues_year *y,
                                       int64_t person)
{
    for (size_t i = 0; i < y->n; i++) {
        if (y->rows[i].person == person) {
            return &y->rows[i];
        }
    }
    return NULL;
}

static void hand_up(struct rig *r, int64_t fen)
{
    struct record s = record_new(&ledger_handover, r->b, r->a);
    record_set_int(&s, HANDOVER_FEN, fen);
    record_set_int(&s, HANDOVER_CASH, fen);
    assert_string_equal(rig_save(r, &s, NULL), "");
}

TEST(a_year_says_who_paid_what_when)
{
    struct rig r;
    rig_open(&r);
    for (int m = 1; m <= 11; m++) {
        /* The order is the last month's; the third is here until March. */
        rig_due(&r, r.person[0], month(&r, 2026, m), 5000, m == 11 ? 2 : 1,
                DUE_OWED);
        rig_due(&r, r.person[1], month(&r, 2026, m), m == 4 ? 0 : 7500,
                m == 11 ? 1 : 2, m == 4 ? DUE_EXEMPT : DUE_OWED);
        if (m <= 3) {
            rig_due(&r, r.person[2], month(&r, 2026, m), 1000, 0, DUE_OWED);
        }
    }
    rig_due(&r, r.person[0], "2025-12", 5000, 1, DUE_OWED);
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2025-12-05", "2025-12", 5000,
            r.person[0], "2025-12");
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-01-06", "2026-01", 5000,
            r.person[0], "2026-01");
    /* Late: February in April; in two parts. */
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-04-06", "2026-04", 4000,
            r.person[0], "2026-02");
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-04-20", "2026-04", 1000,
            r.person[0], "2026-02");
    /* Taken back in May: as if it had not been. */
    int64_t wrong = rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-03-06",
                            "2026-03", 7500, r.person[1], "2026-03");
    rig_take_back(&r, wrong, "2026-05-06", "2026-05");
    /* Ahead, for a month that is not opened; by somebody without a due. */
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-06", "2026-11", 5000,
            r.person[0], "2026-12");
    rig_pay(&r, PAYMENT_LARGE, PAY_ONLINE, "2026-07-01", "2026-07", 150000,
            r.person[3], NULL);
    struct dues_year y = year(&r, 2026);
    check_sums(&y);
    assert_int_equal(y.n, 4);
    assert_int_equal(y.rows[0].person, r.person[1]);
    assert_int_equal(y.rows[1].person, r.person[0]);
    assert_int_equal(y.rows[2].person, r.person[2]);
    assert_int_equal(y.rows[3].person, r.person[3]);
    const struct dues_year_row *zhang = row(&y, r.person[0]);
    assert_string_equal(zhang->name, "张建国");
    assert_string_equal(zhang->brief, "在职");
    assert_int_equal(zhang->base, 500000);
    assert_int_equal(zhang->monthly, 5000);
    assert_int_equal(zhang->due, 55000);
    assert_int_equal(zhang->paid, 15000);
    assert_int_equal(zhang->late, 5000);
    assert_true(zhang->m[1].late);
    assert_false(zhang->m[0].late);
    assert_int_equal(zhang->m[1].paid_on, date_of(2026, 4, 20));
    assert_int_equal(zhang->m[11].paid, 5000);
    assert_false(zhang->m[11].is_due);
    const struct dues_year_row *li = row(&y, r.person[1]);
    assert_int_equal(li->paid, 0);
    assert_int_equal(li->late, 0);
    assert_int_equal(li->m[2].paid_on, DATE_NONE);
    assert_string_equal(li->m[3].state, DUE_EXEMPT);
    assert_true(li->m[3].is_due);
    assert_int_equal(row(&y, r.person[3])->large, 150000);
    assert_int_equal(y.total_large, 150000);
    assert_int_equal(y.brought, 5000);
    assert_int_equal(y.taken, 165000);
    assert_int_equal(y.hand, 170000);
    hand_up(&r, 12000);
    y = year(&r, 2026);
    check_sums(&y);
    assert_int_equal(y.handed, 12000);
    assert_int_equal(y.hand, 158000);
    y = year(&r, 2025);
    check_sums(&y);
    assert_int_equal(y.hand, 5000);
    y = year(&r, 2027);
    assert_int_equal(y.n, 0);
    assert_int_equal(y.brought, 158000);
    rig_close(&r);
}

/* Neither it nor what took it back is of any share. */
TEST(a_prepayment_taken_back_is_in_no_share_of_the_year)
{
    struct rig r;
    rig_open(&r);
    int64_t ahead = rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-10-06",
                            "2026-10", 5000, r.person[0], "2026-11");
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-10-06", "2026-10", 7500,
            r.person[1], "2026-11");
    rig_take_back(&r, ahead, "2026-11-06", "2026-11");
    struct dues_year y = year(&r, 2026);
    check_sums(&y);
    assert_int_equal(y.n, 1);
    assert_int_equal(row(&y, r.person[1])->early, 7500);
    assert_int_equal(row(&y, r.person[1])->late, 0);
    int64_t own = rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-06",
                          "2026-11", 5000, r.person[0], "2026-11");
    rig_take_back(&r, own, "2026-12-06", "2026-12");
    y = year(&r, 2026);
    check_sums(&y);
    assert_true(row(&y, r.person[0]) == NULL);
    rig_close(&r);
}

TEST(a_payment_not_posted_yet_is_in_no_statement)
{
    struct rig r;
    struct stmt st;
    rig_open(&r);
    rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-06", "2026-11", 5000,
            r.person[0], "2026-11");
    stmt_open(&st, r.b->db,
              SQL("insert into payment (ver, branch_id, month, kind, paid_on,"
                  " way, fen) select 1, branch_id, month, kind, paid_on, way,"
                  " 700 from payment"));
    assert_true(stmt_run(&st, NULL));
    stmt_open(&st, r.b->db,
              SQL("insert into payment_part (ver, payment_id, branch_id,"
                  " person_id, month, fen) select 1, p.id, p.branch_id,"
                  " x.person_id, p.month, p.fen from payment p, payment_part x"
                  " where p.no is null"));
    assert_true(stmt_run(&st, NULL));
    struct dues_year y = year(&r, 2026);
    assert_int_equal(y.taken, 5000);
    assert_int_equal(y.total_paid, 5000);
    assert_int_equal(y.hand, 5000);
    rig_close(&r);
}

PROPERTY(a_year_adds_up_whatever_was_paid_and_taken_back)
{
    struct rig r;
    uint64_t seed = unit_seed();
    int64_t ids[800];
    size_t n = 0;
    int64_t model = 0;
    rig_open(&r);
    for (size_t who = 0; who < 8; who++) {
        for (int m = 1; m <= 11; m++) {
            rig_due(&r, r.person[who], month(&r, 2026, m),
                    (int64_t)unit_below(&seed, 9000), (int)who, DUE_OWED);
        }
    }
    for (int i = 0; i < 800; i++) {
        int on = 1 + (int)unit_below(&seed, 11);
        const char *booked = month(&r, 2026, on);
        const char *day = arena_printf(r.a, "%s-15", booked);
        if (n > 0 && unit_below(&seed, 3) == 0) {
            size_t k = (size_t)unit_below(&seed, n);
            rig_take_back(&r, ids[k], "2026-11-19", "2026-11");
            ids[k] = ids[--n];
            continue;
        }
        int64_t fen = 1 + (int64_t)unit_below(&seed, 9000);
        size_t who = (size_t)unit_below(&seed, 8);
        ids[n++] = rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, day, booked, fen,
                           r.person[who],
                           month(&r, 2026, 1 + (int)unit_below(&seed, 12)));
    }
    struct stmt st;
    stmt_open(&st, r.b->db, SQL("select sum(fen) from payment"));
    assert_true(stmt_row(&st));
    model = stmt_col_int(&st, 0);
    assert_true(stmt_done(&st, NULL));
    hand_up(&r, model / 2);
    struct dues_year y = year(&r, 2026);
    check_sums(&y);
    assert_int_equal(y.total_paid, model);
    assert_int_equal(y.taken, model);
    assert_int_equal(y.hand, model - model / 2);
    for (size_t i = 0; i < y.n; i++) {
        struct dues_year_row one;
        struct err err = ERR_INIT;
        assert_true(dues_year_of(r.b, r.a, y.rows[i].person, 2026, &one, &err));
        assert_string_equal(one.name, y.rows[i].name);
        assert_int_equal(one.due, y.rows[i].due);
        assert_int_equal(one.paid, y.rows[i].paid);
        assert_int_equal(one.late, y.rows[i].late);
        for (int m = 0; m < 12; m++) {
            assert_int_equal(one.m[m].paid, y.rows[i].m[m].paid);
            assert_int_equal(one.m[m].paid_on, y.rows[i].m[m].paid_on);
        }
    }
    rig_close(&r);
}
