/* Who owes what: the worked example of the rules, people in between, those who
   left, reminders. */
#include "accounts_rig.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *month(int year, int m)
{
    static char text[8];
    return month_text(month_make(year, m), text);
}

static void pay(struct rig *r, size_t who, const char *m, int64_t fen)
{
    rig_pay(r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-05", "2026-11", fen,
            r->person[who], m);
}

static struct arrear of(struct rig *r, size_t who, int m)
{
    struct arrear a;
    struct err err = ERR_INIT;
    if (!arrears_of(r->b, r->a, r->person[who], m, MONTH_NONE, &a, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return a;
}

/* 1.7: paid through 2024-01, nothing after. */
TEST(six_months_in_a_row_as_in_the_worked_example)
{
    struct rig r;
    struct arrear a;
    rig_open(&r);
    for (int m = 1; m <= 8; m++) {
        rig_due(&r, r.person[0], month(2024, m), 5000, 1, DUE_OWED);
    }
    pay(&r, 0, "2024-01", 5000);
    static const enum dues_alarm alarms[] = {
        DUES_FINE,   DUES_NOTICE, DUES_YELLOW, DUES_REPORT,
        DUES_REPORT, DUES_RED,    DUES_LIMIT};
    for (int m = 1; m <= 7; m++) {
        a = of(&r, 0, month_make(2024, m));
        assert_int_equal(a.run, m - 1);
        assert_int_equal(a.longest, m - 1);
        assert_int_equal(a.alarm, alarms[m - 1]);
    }
    assert_int_equal(a.from, month_make(2024, 2));
    assert_int_equal(a.to, month_make(2024, 7));
    assert_int_equal(a.fen, 30000);
    assert_string_equal(a.name, "张建国");
    /* May is paid later: 3 and 2, no six. */
    pay(&r, 0, "2024-05", 5000);
    a = of(&r, 0, month_make(2024, 7));
    assert_int_equal(a.longest, 3);
    assert_int_equal(a.run, 2);
    assert_int_equal(a.n, 5);
    assert_int_equal(a.from, month_make(2024, 6));
    assert_int_equal(a.alarm, DUES_REPORT);
    rig_close(&r);
}

TEST(exempt_months_break_no_run_and_a_part_is_not_paid)
{
    struct rig r;
    struct arrear a;
    rig_open(&r);
    for (int m = 2; m <= 7; m++) {
        bool exempt = m == 4;
        if (m != 6) { /* nothing of the month at all */
            rig_due(&r, r.person[0], month(2024, m), exempt ? 0 : 5000, 1,
                    exempt ? DUE_EXEMPT : DUE_OWED);
        }
    }
    pay(&r, 0, "2024-03", 4999);
    a = of(&r, 0, month_make(2024, 7));
    assert_int_equal(a.run, 4); /* 2 3 5 7 */
    assert_int_equal(a.n, 4);
    assert_int_equal(a.fen, 3 * 5000 + 1);
    assert_int_equal(a.from, month_make(2024, 2));
    pay(&r, 0, "2024-03", 1);
    a = of(&r, 0, month_make(2024, 7));
    assert_int_equal(a.run, 2);
    assert_int_equal(a.longest, 2);
    /* Paid ahead for a month nobody has opened: nothing of it is owed. */
    pay(&r, 0, "2024-08", 5000);
    assert_int_equal(of(&r, 0, month_make(2024, 8)).run, 2);
    rig_close(&r);
}

static void pay_by_quarter(struct rig *r, size_t who)
{
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, r->b->db,
              SQL("insert into assess (id, ver, branch_id, person_id, for_year,"
                  " from_month, no, category, base_fen, rate, fen, reason,"
                  " quarterly, place) values (1, 1, :branch, :person, 2026,"
                  " '2026-01', 1, 'job', 500000, 100, 5000, '01', 1, '1')"));
    stmt_int(&st, ":branch", r->b->branch);
    stmt_int(&st, ":person", r->person[who]);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    stmt_open(&st, r->b->db,
              SQL("update due set assess_id = 1 where person_id = :person"));
    stmt_int(&st, ":person", r->person[who]);
    assert_true(stmt_run(&st, &err));
}

/* 1.6: who pays by the quarter owes nothing before its last month. */
TEST(a_quarter_is_owed_when_its_last_month_is_over)
{
    static const struct {
        int month, n, run, from;
        enum dues_alarm alarm;
    } rows[] = {
        {4, 0, 0, 0, DUES_FINE},   {5, 0, 0, 0, DUES_FINE},
        {6, 3, 3, 4, DUES_REPORT}, {7, 3, 3, 4, DUES_REPORT},
        {8, 3, 3, 4, DUES_REPORT}, {9, 6, 6, 4, DUES_LIMIT},
    };
    struct rig r;
    struct arrear *list;
    size_t n;
    struct err err = ERR_INIT;
    rig_open(&r);
    for (size_t who = 0; who < 2; who++) {
        for (int m = 1; m <= 9; m++) {
            rig_due(&r, r.person[who], month(2026, m), 5000, (int)who,
                    DUE_OWED);
            if (m <= 3) {
                pay(&r, who, month(2026, m), 5000);
            }
        }
    }
    pay_by_quarter(&r, 0);
    /* Asked in June what is lacking up to May: the quarter is due. */
    struct arrear in_june;
    assert_true(arrears_of(r.b, r.a, r.person[0], month_make(2026, 5),
                           month_make(2026, 6), &in_june, &err));
    assert_int_equal(in_june.n, 2);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arrear a = of(&r, 0, month_make(2026, rows[i].month));
        if (a.n != rows[i].n || a.run != rows[i].run ||
            a.longest != rows[i].run || a.alarm != rows[i].alarm ||
            a.from != (rows[i].from == 0 ? MONTH_NONE
                                         : month_make(2026, rows[i].from))) {
            fail_msg("%d: n %d, run %d, alarm %d", rows[i].month, (int)a.n,
                     a.run, (int)a.alarm);
        }
        /* The other pays by the month. */
        assert_int_equal(of(&r, 1, month_make(2026, rows[i].month)).run,
                         rows[i].month - 3);
    }
    assert_true(arrears_list(r.b, r.a, month_make(2026, 5), MONTH_NONE, &list,
                             &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(list[0].person, r.person[1]);
    rig_close(&r);
}

TEST(a_payment_taken_back_is_owed_again)
{
    struct rig r;
    rig_open(&r);
    rig_due(&r, r.person[0], "2026-10", 5000, 1, DUE_OWED);
    int64_t p = rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-10-05", "2026-10",
                        5000, r.person[0], "2026-10");
    assert_int_equal(of(&r, 0, MONTH_NONE).n, 0);
    rig_take_back(&r, p, "2026-11-05", "2026-11");
    assert_int_equal(of(&r, 0, MONTH_NONE).n, 1);
    assert_int_equal(of(&r, 0, MONTH_NONE).fen, 5000);
    rig_close(&r);
}

TEST(the_list_begins_with_the_worst_and_keeps_who_has_left)
{
    struct rig r;
    struct arrear *list;
    size_t n;
    struct err err = ERR_INIT;
    rig_open(&r);
    for (size_t who = 0; who < 4; who++) {
        for (int m = 5; m <= 11; m++) {
            /* The third left after July. */
            if (who != 2 || m <= 7) {
                rig_due(&r, r.person[who], month(2026, m), 5000, (int)who,
                        DUE_OWED);
            }
            /* 1 owes October; 2 all; 3 none before November. */
            if (who == 3 || (who == 0 && m != 10) ||
                (who == 1 && m != 5 && m != 6)) {
                if (m != 11) {
                    pay(&r, who, month(2026, m), 5000);
                }
            }
        }
    }
    rig_month(&r, "2026-10", "2026-10-31");
    rig_month(&r, "2026-11", NULL);
    assert_true(
        arrears_list(r.b, r.a, MONTH_NONE, MONTH_NONE, &list, &n, &err));
    assert_int_equal(n, 3);
    assert_int_equal(list[0].person, r.person[2]);
    assert_int_equal(list[0].longest, 3);
    assert_int_equal(list[1].person, r.person[1]);
    assert_int_equal(list[1].longest, 2);
    assert_int_equal(list[1].run, 0);
    assert_int_equal(list[1].from, MONTH_NONE);
    assert_int_equal(list[2].person, r.person[0]);
    assert_int_equal(list[2].run, 1);
    for (size_t i = 0; i < n; i++) {
        struct arrear one;
        assert_true(arrears_of(r.b, r.a, list[i].person, MONTH_NONE, MONTH_NONE,
                               &one, &err));
        assert_int_equal(one.run, list[i].run);
        assert_int_equal(one.longest, list[i].longest);
        assert_int_equal(one.fen, list[i].fen);
        assert_int_equal(one.n, list[i].n);
    }
    /* With November everybody owes. */
    assert_true(arrears_list(r.b, r.a, month_make(2026, 11), MONTH_NONE, &list,
                             &n, &err));
    assert_int_equal(n, 4);
    rig_close(&r);
}

TEST(a_reminder_says_how_much_it_was_then)
{
    struct rig r;
    struct err err = ERR_INIT;
    rig_open(&r);
    rig_due(&r, r.person[0], "2026-09", 5000, 1, DUE_OWED);
    rig_due(&r, r.person[0], "2026-10", 5000, 1, DUE_OWED);
    struct arrear who = of(&r, 0, MONTH_NONE);
    struct record rem = arrears_reminder(r.b, r.a, &who);
    const char *const rest[] = {"way=电话", "until_on=2026-11-30", "by_id=李敏",
                                NULL};
    rig_type(&r, &rem, rest);
    assert_string_equal(rig_issues(&r, &rem, NULL), "");
    assert_int_equal(record_int(&rem, REMINDER_MONTHS), 2);
    assert_int_equal(record_int(&rem, REMINDER_FEN), 10000);
    assert_string_equal(rig_save(&r, &rem, NULL), "");
    who = of(&r, 0, MONTH_NONE);
    assert_int_equal(who.n_reminded, 1);
    assert_int_equal(who.reminded_on, date_of(2026, 11, 20));
    /* From the person's page: nothing typed but the way. */
    struct record bare = record_new(&ledger_reminder, r.b, r.a);
    record_set_int(&bare, REMINDER_PERSON, r.person[0]);
    rig_type(&r, &bare, (const char *const[]){"way=走访", NULL});
    assert_string_equal(rig_save(&r, &bare, NULL), "");
    assert_int_equal(record_int(&bare, REMINDER_MONTHS), 2);
    assert_int_equal(record_int(&bare, REMINDER_FEN), 10000);
    /* Paid since: what was written down stays. */
    pay(&r, 0, "2026-09", 5000);
    pay(&r, 0, "2026-10", 5000);
    struct record now = record_copy(&bare, r.a);
    rig_type(&r, &now, (const char *const[]){"months=", "answer=忘了", NULL});
    assert_string_equal(rig_save(&r, &now, &bare), "");
    assert_int_equal(record_int(&now, REMINDER_MONTHS), 2);
    assert_true(
        ledger_void(r.b, r.a, &ledger_reminder, rem.id, "记错了人了", &err));
    assert_int_equal(of(&r, 0, MONTH_NONE).n_reminded, 1);
    rig_close(&r);
}

TEST(every_rule_over_a_reminder_bites)
{
    static const struct {
        const char *words[5];
        const char *codes;
    } rows[] = {
        {{"person_id=张建国", "way=电话"}, ""},
        {{"person_id=张建国"}, "E-RECORD-002"},
        {{"person_id=李敏", "way=电话"}, "(E-REMIND-003)"},
        {{"person_id=张建国", "way=电话", "on_day=2026-11-21"}, "E-REMIND-001"},
        {{"person_id=张建国", "way=电话", "until_on=2026-11-19"},
         "E-REMIND-002"},
        {{"person_id=张建国", "way=电话", "until_on=2026-11-20"}, ""},
        {{"person_id=张建国", "way=电话", "by_id=张建国"}, "E-REMIND-004"},
        {{"person_id=张建国", "way=电话", "months=-1"}, "E-REMIND-005"},
    };
    struct rig r;
    rig_open(&r);
    rig_due(&r, r.person[0], "2026-10", 5000, 1, DUE_OWED);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record rem = record_new(&ledger_reminder, r.b, r.a);
        rig_type(&r, &rem, rows[i].words);
        const char *codes = rig_issues(&r, &rem, NULL);
        if (strcmp(codes, rows[i].codes) != 0) {
            fail_msg("row %zu: %s, not %s", i, codes, rows[i].codes);
        }
    }
    rig_close(&r);
}

TEST(every_rule_over_a_notice_bites)
{
    static const struct {
        const char *words[6];
        const char *codes;
    } rows[] = {
        {{"place=公开栏"}, ""},
        {{"from_on=2026-11-21", "to_on=2027-01-30"}, "E-DNOTICE-001"},
        {{"to_on=2026-11-19"}, "E-DNOTICE-002"},
        {{"from_month=2026-10", "to_month=2026-09"}, "E-DNOTICE-005"},
        {{"to_month=2026-12"}, "E-DNOTICE-006"},
        {{"to_month=2026-11"}, ""},
        {{"from_month=2025-10", "to_month=2026-10"},
         "(E-DNOTICE-007) (E-DNOTICE-008)"},
        {{"from_month=2025-12", "to_month=2026-01"}, "(E-DNOTICE-008)"},
        {{"result=没有意见"}, "(E-DNOTICE-004)"},
        {{"to_month="}, "E-RECORD-002"},
    };
    struct rig r;
    rig_open(&r);
    rig_month(&r, "2026-10", "2026-10-31");
    struct record first = record_new(&ledger_dues_notice, r.b, r.a);
    const char *const past[] = {"from_month=2025-10", "to_month=2025-12",
                                "from_on=2026-01-05", "to_on=2026-01-30",
                                "phone=0000-000000",  NULL};
    rig_type(&r, &first, past);
    assert_string_equal(rig_save(&r, &first, NULL), "");
    struct record n = record_new(&ledger_dues_notice, r.b, r.a);
    assert_string_equal(record_text(&n, DUES_NOTICE_FROM), "2026-01");
    assert_string_equal(record_text(&n, DUES_NOTICE_TO), "2026-10");
    assert_string_equal(record_text(&n, DUES_NOTICE_PHONE), "0000-000000");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        n = record_new(&ledger_dues_notice, r.b, r.a);
        rig_type(&r, &n, rows[i].words);
        const char *codes = rig_issues(&r, &n, NULL);
        if (strcmp(codes, rows[i].codes) != 0) {
            fail_msg("row %zu: %s, not %s", i, codes, rows[i].codes);
        }
    }
    /* One day too few is told, the proposal is just enough. */
    n = record_new(&ledger_dues_notice, r.b, r.a);
    record_set_day(&n, r.a, DUES_NOTICE_TO_ON,
                   record_day(&n, DUES_NOTICE_TO_ON) - 1);
    assert_non_null(strstr(rig_issues(&r, &n, NULL), "E-DNOTICE-003"));
    rig_close(&r);
}

/* ---- speed ------------------------------------------------------------ */

/* 5,000 people, ten years; 1,500 months lacking. */
TEST(arrears_of_600000_months_are_listed_at_once)
{
    struct rig r;
    struct stmt st;
    struct arrear *list;
    size_t n;
    struct err err = ERR_INIT;
    rig_open(&r);
    stmt_open(&st, r.b->db,
              SQL("with recursive i (i) as (select 1000 union all"
                  " select i + 1 from i where i < 5999)"
                  " insert into person (id, ver, name, name_key, ord)"
                  " select i, 1, '第' || i, 'd', i from i"));
    if (!stmt_run(&st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    stmt_open(&st, r.b->db,
              SQL("with recursive p (p) as (select 1000 union all"
                  " select p + 1 from p where p < 5999),"
                  " m (m) as (select 0 union all select m + 1 from m"
                  " where m < 119)"
                  " insert into dues_balance (branch_id, person_id, month,"
                  " due_fen, paid_fen) select :branch, p,"
                  " printf('%04d-%02d', 2017 + (m + 10) / 12, (m + 10) % 12"
                  " + 1), 5000, iif((p * 131 + m * 17) % 400 = 0, 4000, 5000)"
                  " from p, m"));
    stmt_int(&st, ":branch", r.b->branch);
    assert_true(stmt_run(&st, &err));
    assert_int_equal(rig_count(&r, SQL("select count(*) from dues_balance")),
                     600000);
    int64_t lacking = rig_count(&r, SQL("select count(*) from dues_balance"
                                        " where paid_fen < due_fen"));
    assert_in_range(lacking, 1400, 1600);
    struct timespec from;
    struct timespec to;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
    assert_true(arrears_list(r.b, r.a, month_make(2027, 10), MONTH_NONE, &list,
                             &n, &err));
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
    int64_t us = (to.tv_sec - from.tv_sec) * 1000000 +
                 (to.tv_nsec - from.tv_nsec) / 1000;
    print_message("arrears: %lld people in %lld us\n", (long long)n,
                  (long long)us);
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        sum += list[i].n;
    }
    assert_int_equal(sum, lacking);
    assert_true(us < 200000);
    rig_close(&r);
}
