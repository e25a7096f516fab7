/* 年初核定: last year's rows taken over, what stands out, one decision, saved
   as one change and again; two windows. */
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#include <string.h>

static void read_year(struct fixture *f, struct assess_year *y, int year)
{
    struct err err = ERR_INIT;
    if (!assess_year_read(y, f->book, &f->arena, year, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static const char *save_year(struct assess_year *y)
{
    struct err err = ERR_INIT;
    return assess_year_save(y, &err) ? "" : arena_str(y->arena, err.code);
}

static size_t at(const struct assess_year *y, int64_t person)
{
    size_t i = 0;
    while (i < y->n && y->rows[i].person != person) {
        i++;
    }
    if (i == y->n) {
        fail_msg("nobody %lld", (long long)person);
    }
    return i;
}

static struct assess_row *row_of(struct assess_year *y, int64_t person)
{
    return &y->rows[at(y, person)];
}

static bool remarks(struct assess_year *y, int64_t person, const char *word)
{
    return strstr(assess_year_remark(y, at(y, person), y->arena), word) != NULL;
}

static int64_t last_change(struct fixture *f, char label[256])
{
    struct change_info info;
    assert_true(change_next_undo(f->book->db, &info));
    memcpy(label, info.label, sizeof info.label);
    return info.number;
}

/* Last year's rows: 1 plain, 2 near 3,000, 3 near 5,000, 4 near 10,000, 5 has
   retired since, 6 was relieved, 7 has left, 8 has none, 9 pays beyond the
   cap. */
static void last_year(struct fixture *f)
{
    kit_members(f, 9);
    static const char *const bases[] = {"8000",    "3000.00", "5000.01",
                                        "9990.00", "8000",    "5000",
                                        "6000",    NULL,      "60000"};
    for (int64_t id = 1; id <= 9; id++) {
        if (bases[id - 1] != NULL) {
            kit_assess(f, id, "2026-01", bases[id - 1]);
        }
    }
    kit_run(f, SQL("update person set retired_on = '2026-08-20' where id = 5"));
    kit_run(f, SQL("update assess set relief = '2', fen = 0, relief_why = '病',"
                   " relief_by = '示例党委', relief_on = '2026-01-03'"
                   " where person_id = 6"));
    kit_run(f, SQL("update member set to_on = '2026-10-09', out_kind = '41',"
                   " out_dues_to = '2026-09' where person_id = 7"));
}

TEST(a_year_begins_with_what_held_in_december)
{
    static const struct {
        int64_t person;
        unsigned remarks;
        int64_t base, fen;
        const char *word;
    } rows[] = {
        {1, 0, 800000, 12000, ""},
        {2, ASSESS_CLIFF, 300000, 1500, "临近分档：基数再多一点，每月多交 15"},
        {3, ASSESS_CLIFF, 500001, 7500, "临近分档：基数再少一点，每月少交 25"},
        {4, ASSESS_CLIFF, 999000, 14985, "临近分档：基数再多一点，每月多交 50"},
        {5, ASSESS_RETIRED, 800000, 12000, "已于 2026-08-20 退休"},
        {6, ASSESS_RELIEVED, 500000, 5000, "上年免交，要继续减免的须再报批"},
        {7, ASSESS_GONE, -1, -1, "已不在本支部交党费"},
        {8, ASSESS_NEW | ASSESS_MISSING, -1, -1, "上年没有核定；缺基数"},
        {9, ASSESS_CAP, 6000000, 120000, "超过每月一般的限额"},
    };
    struct fixture f;
    struct assess_year y;
    fixture_open(&f);
    last_year(&f);
    read_year(&f, &y, 2027);
    assert_int_equal(y.n, 9);
    assert_int_equal(y.from, month_make(2027, 1));
    assert_int_equal(y.rows[8].person, 7); /* who is gone stands last */
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct assess_row *row = row_of(&y, rows[i].person);
        unsigned cliff = row->remarks & ~(unsigned)ASSESS_CLIFF;
        bool near = rows[i].person == 6; /* 5,000.00 is a cliff, too */
        if ((near ? cliff : row->remarks) != rows[i].remarks ||
            row->base != rows[i].base || row->fen != rows[i].fen ||
            !remarks(&y, rows[i].person, rows[i].word)) {
            fail_msg("%lld: %x %lld %lld %s", (long long)rows[i].person,
                     row->remarks, (long long)row->base, (long long)row->fen,
                     assess_year_remark(&y, at(&y, rows[i].person), y.arena));
        }
    }
    struct assess_sums sums = assess_year_sums(&y);
    assert_int_equal(sums.n, 8);
    assert_int_equal(sums.n_ready, 7);
    assert_int_equal(sums.n_missing, 1);
    assert_int_equal(sums.fen,
                     12000 + 1500 + 7500 + 14985 + 12000 + 5000 + 120000);
    /* Those who pay this year, too: not the one who has left. */
    assert_int_equal(sums.last_fen,
                     12000 + 1500 + 7500 + 14985 + 12000 + 120000);
    assert_false(assess_year_changed(&y));
    fixture_close(&f);
}

TEST(what_is_typed_changes_amount_and_remarks)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    last_year(&f);
    read_year(&f, &y, 2027);
    /* 8,000 at 1.5% last year. */
    assert_true(assess_year_base(&y, at(&y, 1), "10000.01", &err));
    assert_int_equal(row_of(&y, 1)->fen, 20000);
    assert_true(row_of(&y, 1)->typed);
    assert_int_equal(row_of(&y, 1)->remarks,
                     ASSESS_BRACKET | ASSESS_CLIFF | ASSESS_MOVED);
    assert_true(remarks(&y, 1, "比例 1.5% → 2%"));
    assert_true(remarks(&y, 1, "120.00 → 200.00"));
    assert_true(assess_year_changed(&y));
    /* A fifth up is not told, a fen more is. */
    assert_true(assess_year_base(&y, at(&y, 1), "9600", &err));
    assert_int_equal(row_of(&y, 1)->remarks, 0);
    assert_true(assess_year_base(&y, at(&y, 1), "9601", &err));
    assert_int_equal(row_of(&y, 1)->remarks, ASSESS_MOVED);
    assert_true(assess_year_base(&y, at(&y, 1), "8000", &err));
    assert_false(assess_year_changed(&y));
    /* Retired: the category, then the pension. */
    assert_true(assess_year_category(&y, at(&y, 5), "离退休", &err));
    assert_int_equal(row_of(&y, 5)->fen, 8000); /* 1% of what is there */
    assert_int_equal(row_of(&y, 5)->remarks & ASSESS_RETIRED, 0);
    assert_true(assess_year_base(&y, at(&y, 5), "5000", &err));
    assert_int_equal(row_of(&y, 5)->fen, 2500);
    /* Fixed: no base. */
    assert_true(assess_year_category(&y, at(&y, 8), "农民", &err));
    assert_int_equal(row_of(&y, 8)->fen, -1);
    assert_false(assess_year_base(&y, at(&y, 8), "1000", &err));
    assert_true(err_is(&err, "E-ASSESS-036"));
    /* Cleared: it is the category that is missing. */
    assert_true(assess_year_category(&y, at(&y, 8), "", &err));
    assert_true(remarks(&y, 8, "缺类别"));
    assert_true(assess_year_category(&y, at(&y, 8), "农民", &err));
    assert_true(remarks(&y, 8, "缺数额"));
    assert_false(assess_year_amount(&y, at(&y, 8), "0", &err));
    assert_true(err_is(&err, "E-ASSESS-056"));
    err = (struct err)ERR_INIT;
    assert_false(assess_year_amount(&y, at(&y, 8), "1.01", &err));
    assert_true(err_is(&err, "E-DUESRULE-017"));
    assert_int_equal(row_of(&y, 8)->fen, -1);
    assert_true(assess_year_amount(&y, at(&y, 8), "0.50", &err));
    assert_int_equal(row_of(&y, 8)->remarks, ASSESS_NEW);
    assert_false(assess_year_base(&y, at(&y, 7), "1000", &err));
    assert_true(err_is(&err, "E-ASSESS-035"));
    assert_false(assess_year_base(&y, at(&y, 1), "1.234", &err));
    assert_int_equal(row_of(&y, 1)->base, 800000);
    fixture_close(&f);
}

/* A fixed amount goes on; what was approved in its place does not. */
TEST(a_fixed_amount_goes_on_a_relief_of_it_does_not)
{
    struct fixture f;
    struct assess_year y;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 2);
    for (int64_t id = 1; id <= 2; id++) {
        kit_sheet(&f, &s, id, "2026-01");
        kit_put(&s, ASSESS_CATEGORY, "农民");
        kit_put(&s, ASSESS_FEN, "0.50");
        assert_string_equal(kit_save(&s), "");
    }
    kit_run(&f, SQL("update assess set relief = '1', fen = 30, relief_why ="
                    " '病', relief_by = '示例党委', relief_on = '2026-01-03'"
                    " where person_id = 2"));
    read_year(&f, &y, 2027);
    assert_int_equal(row_of(&y, 1)->fen, 50);
    assert_int_equal(row_of(&y, 1)->remarks, 0);
    assert_int_equal(row_of(&y, 2)->fen, -1);
    assert_int_equal(row_of(&y, 2)->last_fen, 30);
    assert_true(remarks(&y, 2, "缺数额；上年少交"));
    assert_int_equal(row_of(&y, 2)->remarks, ASSESS_MISSING | ASSESS_RELIEVED);
    /* This year's own relief is its own amount. */
    struct err err = ERR_INIT;
    read_year(&f, &y, 2026);
    assert_true(assess_year_amount(&y, at(&y, 2), "0.10", &err));
    assert_int_equal(row_of(&y, 2)->fen, 10);
    assert_false(assess_year_amount(&y, at(&y, 1), "0.10", &err));
    assert_true(err_is(&err, "E-ASSESS-056"));
    fixture_close(&f);
}

TEST(a_year_is_saved_as_one_change_and_again_only_what_differs)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    char label[256];
    fixture_open(&f);
    last_year(&f);
    read_year(&f, &y, 2027);
    y.decided_on = date_of(2026, 11, 18);
    assert_string_equal(save_year(&y), "");
    int64_t number = last_change(&f, label);
    assert_string_equal(label, "核定 2027 年党费 7 人");
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " for_year = 2027 and from_month ="
                                       " '2027-01' and reason = '01' and"
                                       " decided_on = '2026-11-18'")),
                     7);
    /* Lines in the roster's order, without a hole. */
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " for_year = 2027 and no = (select"
                                       " count(*) from assess x where"
                                       " x.for_year = 2027 and"
                                       " x.person_id <= assess.person_id)")),
                     7);
    assert_int_equal(kit_holds(&f, 6, "2027-05"), 5000);

    /* Nothing new: nothing is written. */
    assert_string_equal(save_year(&y), "");
    assert_int_equal(last_change(&f, label), number);
    read_year(&f, &y, 2027);
    assert_false(assess_year_changed(&y));
    assert_int_equal(row_of(&y, 1)->id, 8 + 1);
    assert_string_equal(save_year(&y), "");
    assert_int_equal(last_change(&f, label), number);

    /* One differs, one is complete now. */
    assert_true(assess_year_base(&y, at(&y, 1), "8100", &err));
    assert_true(assess_year_base(&y, at(&y, 8), "4000", &err));
    assert_string_equal(save_year(&y), "");
    last_change(&f, label);
    assert_string_equal(label, "核定 2027 年党费 2 人");
    assert_int_equal(kit_holds(&f, 1, "2027-01"), 12150);
    assert_int_equal(kit_holds(&f, 8, "2027-12"), 4000);
    assert_int_equal(kit_holds(&f, 1, "2026-12"), 12000);
    assert_false(assess_year_changed(&y));
    /* And once more from the same page. */
    assert_true(assess_year_base(&y, at(&y, 1), "8000", &err));
    assert_string_equal(save_year(&y), "");
    assert_int_equal(kit_holds(&f, 1, "2027-01"), 12000);

    struct change_info done;
    for (int i = 0; i < 3; i++) {
        assert_true(change_undo(f.book->db, &done, &err));
    }
    assert_string_equal(done.label, "核定 2027 年党费 7 人");
    assert_int_equal(kit_holds(&f, 1, "2027-01"), -1);
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess"
                                       " where for_year = 2027")),
                     0);
    assert_int_equal(kit_holds(&f, 1, "2026-12"), 12000);
    fixture_close(&f);
}

TEST(a_year_is_checked_row_by_row)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    struct issues is = {0};
    fixture_open(&f);
    last_year(&f);
    read_year(&f, &y, 2027);
    is.arena = &f.arena;
    assess_year_check(&y, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-038"), 1);
    assert_int_equal(kit_issue(&is, "E-ASSESS-039"), 1);
    assert_int_equal(kit_issue(&is, "E-ASSESS-040"), 1);
    assert_int_equal(kit_issue(&is, "E-ASSESS-016"), 1);
    assert_false(issues_block(&is));
    y.decided_on = date_of(2026, 11, 20);
    is = (struct issues){.arena = &f.arena};
    assess_year_check(&y, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-039"), 0);
    assert_false(issues_block(&is));
    y.decided_on = date_of(2026, 11, 21);
    assert_string_equal(save_year(&y), "E-ASSESS-004");
    y.decided_on = date_of(2026, 11, 20);
    /* Less than the rule, and who it is. */
    assert_true(assess_year_amount(&y, at(&y, 1), "100", &err));
    is = (struct issues){.arena = &f.arena};
    assess_year_check(&y, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-007"), 2);
    bool named = false;
    for (size_t i = 0; i < is.n; i++) {
        named = named ||
                (strcmp(is.list[i].code, "E-ASSESS-007") == 0 &&
                 strncmp(is.list[i].text, "甲一：", strlen("甲一：")) == 0);
    }
    assert_true(named);
    assert_string_equal(save_year(&y), "E-ASSESS-007");
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess"
                                       " where for_year = 2027")),
                     0);
    assert_true(assess_year_amount(&y, at(&y, 1), "", &err));
    assert_int_equal(row_of(&y, 1)->fen, 12000);
    assert_string_equal(save_year(&y), "");
    fixture_close(&f);
}

/* Who comes in the year begins with the first month paid here; months that are
   closed are left alone. */
TEST(who_comes_later_and_what_is_closed)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 4);
    kit_run(&f, SQL("update member set in_kind = '31', from_on = '2026-06-12',"
                    " in_dues_to = '2026-04' where person_id = 2"));
    kit_run(&f, SQL("update member set in_kind = '11', from_on = '2026-09-10'"
                    " where person_id = 3"));
    kit_run(&f, SQL("update person set join_on = '2026-09-10', full_on = null"
                    " where id = 3"));
    read_year(&f, &y, 2026);
    assert_int_equal(row_of(&y, 1)->first, month_make(2026, 1));
    assert_string_equal(row_of(&y, 1)->reason, ASSESSED_YEARLY);
    assert_int_equal(row_of(&y, 2)->first, month_make(2026, 5)); /* a gap */
    assert_string_equal(row_of(&y, 2)->reason, ASSESSED_MOVED);
    assert_int_equal(row_of(&y, 3)->first, month_make(2026, 9));
    assert_string_equal(row_of(&y, 3)->reason, ASSESSED_ADMITTED);
    for (size_t i = 0; i < 3; i++) {
        assert_true(assess_year_base(&y, i, "5000", &err));
    }
    assert_string_equal(save_year(&y), "");
    assert_int_equal(kit_holds(&f, 2, "2026-04"), -1);
    assert_int_equal(kit_holds(&f, 2, "2026-05"), 5000);
    assert_int_equal(kit_holds(&f, 3, "2026-08"), -1);

    /* The fourth was forgotten, and January to October are closed. */
    kit_run(&f, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                    " closed_on) values (1, 1, '2026-10', '2026-10-01',"
                    " '2026-10-31')"));
    read_year(&f, &y, 2026);
    assert_int_equal(y.from, month_make(2026, 11));
    assert_int_equal(row_of(&y, 1)->first, month_make(2026, 1));
    assert_int_equal(row_of(&y, 4)->first, month_make(2026, 11));
    assert_string_equal(row_of(&y, 4)->reason, ASSESSED_WRONG);
    assert_true(assess_year_base(&y, at(&y, 4), "5000", &err));
    /* What stands under a closed month is not changed here. */
    assert_true(assess_year_base(&y, at(&y, 1), "6000", &err));
    assert_string_equal(save_year(&y), "E-ASSESS-021");
    assert_true(assess_year_base(&y, at(&y, 1), "5000", &err));
    assert_string_equal(save_year(&y), "");
    assert_int_equal(kit_holds(&f, 4, "2026-10"), -1);
    assert_int_equal(kit_holds(&f, 4, "2026-11"), 5000);

    /* Closed after it was read. */
    kit_run(&f, SQL("update assess set voided_on = '2026-11-20'"
                    " where person_id = 4"));
    read_year(&f, &y, 2026);
    assert_true(assess_year_base(&y, at(&y, 4), "5000", &err));
    kit_run(&f, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                    " closed_on) values (1, 1, '2026-11', '2026-11-01',"
                    " '2026-11-20')"));
    assert_string_equal(save_year(&y), "E-ASSESS-037");
    fixture_close(&f);
}

/* A ledger that is begun in the middle of a year has no January. */
TEST(the_first_year_may_begin_later)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 2);
    kit_run(&f, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                    " closed_on) values (1, 1, '2026-05', '2026-05-01',"
                    " '2026-05-31')"));
    read_year(&f, &y, 2026);
    assert_int_equal(y.from, month_make(2026, 6));
    assert_string_equal(row_of(&y, 1)->reason, ASSESSED_YEARLY);
    assert_true(assess_year_base(&y, 0, "5000", &err));
    assert_true(assess_year_base(&y, 1, "5000", &err));
    assert_string_equal(save_year(&y), "");
    assert_int_equal(kit_holds(&f, 1, "2026-06"), 5000);
    fixture_close(&f);
}

/* ---- two windows ------------------------------------------------------ */

TEST(two_windows_assess_nobody_twice)
{
    struct fixture f;
    struct assess_year one;
    struct assess_year two;
    struct err err = ERR_INIT;
    fixture_open(&f);
    last_year(&f);
    read_year(&f, &one, 2027);
    read_year(&f, &two, 2027);
    assert_string_equal(save_year(&one), "");
    assert_string_equal(save_year(&two), "E-ASSESS-042");
    /* Both have the saved rows, both change the same one. */
    read_year(&f, &two, 2027);
    assert_true(assess_year_base(&one, at(&one, 1), "8100", &err));
    assert_true(assess_year_base(&two, at(&two, 1), "8200", &err));
    assert_string_equal(save_year(&one), "");
    assert_string_equal(save_year(&two), "E-SAVE-001");
    assert_int_equal(kit_holds(&f, 1, "2027-01"), 12150);
    /* Somebody left while it was open. */
    read_year(&f, &one, 2027);
    assert_true(assess_year_base(&one, at(&one, 8), "4000", &err));
    kit_run(&f, SQL("update member set to_on = '2026-11-02', out_kind = '51'"
                    " where person_id = 8"));
    assert_string_equal(save_year(&one), "E-ASSESS-041");
    fixture_close(&f);
}

/* ---- rates of the year ------------------------------------------------ */

/* A rate row from 2027-01-01 changes January 2027 and nothing before. */
TEST(a_new_rate_changes_the_new_year_only)
{
    struct fixture f;
    struct assess_year y;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_assess(&f, 1, "2026-01", "5000");
    kit_assess(&f, 1, "2027-01", "5000");
    kit_own_rules("[category.job]\n"
                  "brackets = 3000.00 0.5%, 5000.00 1.2%, 10000.00 1.5%, - 2%\n"
                  "basis = 测试用的规定\n"
                  "from = 2027-01-01\n");
    f.session.rulebook = NULL;
    book_dues(f.book);
    kit_own_rules(NULL);
    assert_int_equal(kit_holds(&f, 1, "2026-12"), 5000);
    assert_int_equal(kit_holds(&f, 1, "2027-01"), 6000);
    read_year(&f, &y, 2026);
    assert_false(assess_year_changed(&y));
    /* What was assessed by the old rate is offered to be saved again. */
    read_year(&f, &y, 2027);
    assert_true(y.rows[0].typed);
    assert_int_equal(y.rows[0].last_fen, 5000);
    assert_int_equal(y.rows[0].fen, 6000);
    assert_int_equal(y.rows[0].rate, 120);
    assert_string_equal(save_year(&y), "");
    assert_int_equal(kit_count(&f, SQL("select fen from assess"
                                       " where for_year = 2027")),
                     6000);
    read_year(&f, &y, 2027);
    assert_false(assess_year_changed(&y));
    fixture_close(&f);
}
