/* 党费核定, one at a time: the worksheet, what is proposed, every rule at its
   boundary, what holds in which month, two windows. */
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the worksheet ---------------------------------------------------- */

/* domain.md 1.11: 5,531.50 → 82.97. */
static void fill_civil_servant(struct assess_sheet *s)
{
    kit_fill(s, "post-wage", "1990");
    kit_fill(s, "grade-wage", "2360.00");
    kit_fill(s, "work-allowance", "１，８５０");
    kit_fill(s, "life-allowance", "1480");
    kit_fill(s, "tax", "68.50");
    kit_fill(s, "own-pension", "640");
    kit_fill(s, "own-medical", "160");
    kit_fill(s, "own-housing", "960");
    kit_fill(s, "own-annuity", "320");
}

TEST(a_base_is_the_sum_of_its_worksheet)
{
    struct fixture f;
    struct assess_sheet s;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    assert_string_equal(record_text(&s.now, ASSESS_REASON), ASSESSED_YEARLY);
    assert_string_equal(record_text(&s.now, ASSESS_CATEGORY), "job");
    assert_false(assess_sheet_changed(&s));
    fill_civil_servant(&s);
    assert_true(assess_sheet_changed(&s));
    assert_int_equal(record_int(&s.now, ASSESS_BASE), 553150);
    assert_int_equal(record_int(&s.now, ASSESS_FEN), 8297);
    assert_int_equal(record_int(&s.now, ASSESS_RATE), 150);
    assert_false(assess_sheet_put(&s, ASSESS_BASE, "6000", &err));
    assert_true(err_is(&err, "E-ASSESS-030"));
    assert_true(assess_sheet_put(&s, ASSESS_BASE, "5531.50", &err));
    assert_non_null(strstr(assess_sheet_why(&s, &f.arena), "5,531.50"));
    assert_string_equal(kit_save(&s), "");
    assert_int_equal(record_int(&s.now, ASSESS_NO), 1);
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess_item")), 9);

    /* Read again, a line changed, one taken out: one change more. */
    struct assess_sheet t;
    assert_true(assess_sheet_read(&t, f.book, &f.arena, s.now.id, &err));
    assert_false(assess_sheet_changed(&t));
    kit_fill(&t, "own-annuity", "");
    kit_fill(&t, "own-housing", "900");
    assert_int_equal(record_int(&t.now, ASSESS_BASE), 591150);
    assert_string_equal(kit_save(&t), "");
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess_item"
                                       " where voided_on is null")),
                     8);
    /* The other window still has the first. */
    kit_fill(&s, "tax", "70");
    assert_string_equal(kit_save(&s), "E-SAVE-001");
    assert_int_equal(kit_count(&f, SQL("select base_fen from assess")), 591150);

    struct change_info done;
    assert_true(change_undo(f.book->db, &done, &err));
    assert_string_equal(done.label, "修改党费核定 甲一 2026-01 起");
    assert_true(assess_sheet_read(&t, f.book, &f.arena, s.now.id, &err));
    assert_int_equal(record_int(&t.now, ASSESS_BASE), 553150);
    assert_int_equal(t.lines[kit_line(&t, "own-annuity")].fen, 32000);
    assert_true(change_undo(f.book->db, &done, &err));
    assert_int_equal(kit_holds(&f, 1, "2026-01"), -1);
    fixture_close(&f);
}

/* What is only shown changes no base: the sheet is one record all the same. */
TEST(two_windows_meet_at_whatever_line)
{
    struct fixture f;
    struct assess_sheet s;
    struct assess_sheet t;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    fill_civil_servant(&s);
    assert_string_equal(kit_save(&s), "");
    assert_true(assess_sheet_read(&t, f.book, &f.arena, s.now.id, &err));
    kit_fill(&s, "unit-pension", "100");
    kit_fill(&t, "injury", "10");
    assert_int_equal(record_int(&s.now, ASSESS_BASE), 553150);
    assert_string_equal(kit_save(&s), "");
    assert_string_equal(kit_save(&t), "E-SAVE-001");
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess_item")),
                     10);
    fixture_close(&f);
}

/* The amount of an approval does not follow the base. */
TEST(what_was_approved_stays_when_the_base_is_typed)
{
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-03");
    kit_put(&s, ASSESS_RELIEF, "少交");
    kit_put(&s, ASSESS_FEN, "10");
    kit_put(&s, ASSESS_BASE, "8000");
    assert_int_equal(record_int(&s.now, ASSESS_FEN), 1000);
    assert_int_equal(record_int(&s.now, ASSESS_RATE), 150);
    kit_put(&s, ASSESS_RELIEF, "免交");
    assert_int_equal(record_int(&s.now, ASSESS_FEN), 0);
    kit_put(&s, ASSESS_RELIEF, "");
    assert_int_equal(record_int(&s.now, ASSESS_FEN), 12000);
    fixture_close(&f);
}

TEST(lines_refuse_what_is_no_amount_and_an_empty_sheet_has_no_base)
{
    static const char *const bad[] = {"1.234", "-5", "abc", "1000000000000",
                                      "12,34"};
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    kit_fill(&s, "post-wage", "4000");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct err err = ERR_INIT;
        if (assess_sheet_line(&s, kit_line(&s, "post-wage"), bad[i], &err)) {
            fail_msg("%s was taken", bad[i]);
        }
        assert_int_equal(record_int(&s.now, ASSESS_BASE), 400000);
    }
    kit_fill(&s, "post-wage", "");
    assert_true(record_is_null(&s.now, ASSESS_BASE));
    assert_true(record_is_null(&s.now, ASSESS_FEN));
    /* A fixed category takes the lines away, and refuses new ones. */
    kit_fill(&s, "post-wage", "4000");
    kit_put(&s, ASSESS_CATEGORY, "学生");
    assert_int_equal(s.lines[kit_line(&s, "post-wage")].fen, -1);
    assert_int_equal(record_int(&s.now, ASSESS_FEN), 20);
    assert_true(record_is_null(&s.now, ASSESS_RATE));
    struct err err = ERR_INIT;
    assert_false(
        assess_sheet_line(&s, kit_line(&s, "post-wage"), "4000", &err));
    assert_true(err_is(&err, "E-ASSESS-031"));
    assert_string_equal(kit_save(&s), "");
    fixture_close(&f);
}

/* Whatever is typed in whatever order: the base is counted less deducted. */
PROPERTY(the_items_always_come_to_the_base)
{
    uint64_t stream = unit_seed();
    struct fixture f;
    fixture_open(&f);
    kit_members(&f, 1);
    struct assess_sheet s;
    kit_sheet(&f, &s, 1, "2026-01");
    for (int round = 0; round < 400; round++) {
        struct err err = ERR_INIT;
        char text[32];
        size_t i = unit_below(&stream, s.n);
        int64_t fen = (int64_t)unit_below(&stream, 900000);
        snprintf(text, sizeof text, "%" PRId64 ".%02d", fen / 100,
                 (int)(fen % 100));
        if (unit_below(&stream, 4) == 0) {
            text[0] = '\0';
        }
        assert_true(assess_sheet_line(&s, i, text, &err));
        int64_t sum = 0;
        size_t filled = 0;
        for (size_t k = 0; k < s.n; k++) {
            if (s.lines[k].fen >= 0) {
                filled++;
                sum += s.lines[k].item->kind == ITEM_COUNTS    ? s.lines[k].fen
                       : s.lines[k].item->kind == ITEM_DEDUCTS ? -s.lines[k].fen
                                                               : 0;
            }
        }
        assert_int_equal(record_is_null(&s.now, ASSESS_BASE), filled == 0);
        assert_int_equal(record_int(&s.now, ASSESS_BASE), sum > 0 ? sum : 0);
        if (round % 100 == 99 && filled > 0) {
            bool is_free = record_int(&s.now, ASSESS_FEN) == 0;
            assert_string_equal(kit_save(&s), is_free ? "E-ASSESS-050" : "");
            int64_t kept = kit_count(&f, SQL("select count(*) from assess_item"
                                             " where voided_on is null"));
            assert_true(is_free || kept == (int64_t)filled);
        }
    }
    fixture_close(&f);
}

/* ---- what is proposed ------------------------------------------------- */

TEST(the_next_sheet_goes_on_from_the_last)
{
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 2);
    kit_sheet(&f, &s, 1, "2026-01");
    fill_civil_servant(&s);
    assert_string_equal(kit_save(&s), "");
    kit_sheet(&f, &s, 1, "2027-01");
    assert_int_equal(record_int(&s.now, ASSESS_BASE), 553150);
    assert_int_equal(s.lines[kit_line(&s, "tax")].fen, 6850);
    assert_int_equal(s.lines[kit_line(&s, "tax")].id, 0);
    assert_false(assess_sheet_changed(&s));
    assert_string_equal(kit_save(&s), "");
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess_item")),
                     18);
    /* Lines of the year's sheet count from one. */
    assert_int_equal(kit_count(&f, SQL("select no from assess"
                                       " where for_year = 2027")),
                     1);
    kit_assess(&f, 2, "2027-01", "3000");
    assert_int_equal(kit_count(&f, SQL("select no from assess"
                                       " where person_id = 2")),
                     2);
    fixture_close(&f);
}

/* The first pension is paid in the month after. */
TEST(who_has_retired_is_proposed_as_retired)
{
    static const struct {
        const char *retired, *month, *category;
    } rows[] = {
        {"2026-05-15", "2026-06", "retired"},
        {"2026-05-31", "2026-06", "retired"},
        {"2026-05-15", "2026-05", "job"},
        {"2026-06-01", "2026-06", "job"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        struct assess_sheet s;
        struct stmt st;
        fixture_open(&f);
        kit_members(&f, 1);
        kit_assess(&f, 1, "2026-01", "8000");
        stmt_open(&st, f.book->db, SQL("update person set retired_on = :on"));
        stmt_text(&st, ":on", rows[i].retired);
        assert_true(stmt_run(&st, NULL));
        kit_sheet(&f, &s, 1, rows[i].month);
        assert_string_equal(record_text(&s.now, ASSESS_CATEGORY),
                            rows[i].category);
        bool retired = strcmp(rows[i].category, "retired") == 0;
        assert_int_equal(record_is_null(&s.now, ASSESS_BASE), retired);
        fixture_close(&f);
    }
}

TEST(who_came_this_year_is_assessed_from_the_first_month_here)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "甲一", "1996-02-28", "2026-04-15", NULL);
    kit_members(&f, 1);
    kit_run(&f, SQL("update person set name = '乙二' where id = 2"));
    kit_run(&f, SQL("update member set in_kind = '11' where person_id = 1"));
    kit_run(&f, SQL("update member set in_kind = '31', from_on = '2026-06-12',"
                    " in_dues_to = '2026-05' where person_id = 2"));
    struct record r = record_new(&ledger_assess, f.book, &f.arena);
    fixture_type(&f, &r, "person_id", "甲一");
    assert_string_equal(record_text(&r, ASSESS_FROM), "2026-04");
    assert_string_equal(record_text(&r, ASSESS_REASON), ASSESSED_ADMITTED);
    r = record_new(&ledger_assess, f.book, &f.arena);
    fixture_type(&f, &r, "person_id", "乙二");
    assert_string_equal(record_text(&r, ASSESS_FROM), "2026-06");
    assert_string_equal(record_text(&r, ASSESS_REASON), ASSESSED_MOVED);
    /* By the plain door: the amount follows, the line is given. */
    fixture_type(&f, &r, "base_fen", "5000.01");
    assert_int_equal(record_int(&r, ASSESS_FEN), 7500);
    struct err err = ERR_INIT;
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err));
    assert_int_equal(record_int(&r, ASSESS_NO), 1);
    fixture_close(&f);
}

/* ---- every rule ------------------------------------------------------- */

struct typed {
    int field;
    const char *text;
};

static const struct typed base_of_5000 = {ASSESS_BASE, "5000"};

static void insert_events(struct fixture *f)
{
    kit_run(f, SQL("insert into branch (id, ver, name, kind, founded_on,"
                   " committee, ord) values (90, 1, '第二支部', '1',"
                   " '2015-01-01', 0, 2)"));
    kit_run(f, SQL("insert into event (id, ver, branch_id, kind, state, on_day,"
                   " for_year, entered_on, n_due, n_present, n_online, n_leave,"
                   " n_absent, valid) values (7, 1, 1, 'committee', '2',"
                   " '2026-01-08', 2026, '2026-01-08', 3, 3, 0, 0, 0, 1),"
                   " (8, 1, 90, 'committee', '2', '2026-01-08', 2026,"
                   " '2026-01-08', 3, 3, 0, 0, 0, 1)"));
}

TEST(every_rule_over_an_assessment_bites)
{
    static const struct {
        const char *code;
        int want; /* 0: not told, 1: a warning, 2: blocks */
        struct typed typed[8];
    } rows[] = {
        {"E-ASSESS-002", 2, {{ASSESS_FROM, "2026-05"}, {ASSESS_TO, "2026-04"}}},
        {"E-ASSESS-002", 0, {{ASSESS_FROM, "2026-05"}, {ASSESS_TO, "2026-05"}}},
        {"E-ASSESS-003", 2, {{ASSESS_TO, "2027-01"}}},
        {"E-ASSESS-003", 0, {{ASSESS_TO, "2026-12"}}},
        {"E-ASSESS-004", 2, {{ASSESS_DECIDED, "2026-11-21"}}},
        {"E-ASSESS-004", 0, {{ASSESS_DECIDED, "2026-11-20"}}},
        {"E-ASSESS-005", 2, {{ASSESS_SIGNED, "2026-11-21"}}},
        {"E-ASSESS-005", 0, {{ASSESS_SIGNED, "2026-11-20"}}},
        {"E-ASSESS-006", 2, {{ASSESS_RELIEF_ON, "2026-11-21"}}},
        {"E-ASSESS-006", 0, {{ASSESS_RELIEF_ON, "2026-11-20"}}},
        {"E-ASSESS-007", 2, {{ASSESS_FEN, "49.99"}}},
        {"E-ASSESS-007", 0, {{ASSESS_FEN, "50"}}},
        {"E-ASSESS-007", 2, {{ASSESS_FEN, "49.99"}, {ASSESS_REASON, "更正"}}},
        {"E-ASSESS-008", 2, {{ASSESS_FEN, "50.01"}}},
        {"E-ASSESS-008", 0, {{ASSESS_FEN, "50.01"}, {ASSESS_REASON, "更正"}}},
        {"E-ASSESS-009", 1, {{ASSESS_FEN, "50.01"}, {ASSESS_REASON, "更正"}}},
        {"E-ASSESS-008",
         0,
         {{ASSESS_FEN, "50.01"}, {ASSESS_REASON_TEXT, "自愿多交"}}},
        {"E-ASSESS-009",
         1,
         {{ASSESS_FEN, "50.01"}, {ASSESS_REASON_TEXT, "自愿多交"}}},
        {"E-ASSESS-009", 0, {{ASSESS_REASON_TEXT, "自愿多交"}}},
        {"E-ASSESS-010", 2, {{ASSESS_RELIEF, "少交"}, {ASSESS_FEN, "50"}}},
        {"E-ASSESS-010", 0, {{ASSESS_RELIEF, "少交"}, {ASSESS_FEN, "49.99"}}},
        {"E-ASSESS-007", 0, {{ASSESS_RELIEF, "少交"}, {ASSESS_FEN, "49.99"}}},
        {"E-ASSESS-012", 2, {{ASSESS_BASE, ""}}},
        {"E-ASSESS-012", 0, {{ASSESS_RELIEF, "免交"}, {ASSESS_BASE, ""}}},
        {"E-RECORD-002", 2, {{ASSESS_BASE, ""}}},
        {"E-ASSESS-014", 2, {{ASSESS_RELIEF, "免交"}, {ASSESS_FEN, "0.01"}}},
        {"E-ASSESS-014", 0, {{ASSESS_RELIEF, "免交"}}},
        {"E-ASSESS-015", 0, {{ASSESS_CATEGORY, "农民"}, {ASSESS_FEN, "0.20"}}},
        {"E-ASSESS-015", 0, {{ASSESS_CATEGORY, "农民"}, {ASSESS_FEN, "1.00"}}},
        {"E-ASSESS-016", 0, {{ASSESS_BASE, "50000"}}},
        {"E-ASSESS-016", 1, {{ASSESS_BASE, "50000.50"}}},
        {"E-ASSESS-017", 2, {{ASSESS_RELIEF, "免交"}}},
        {"E-ASSESS-017",
         2,
         {{ASSESS_RELIEF, "免交"},
          {ASSESS_RELIEF_WHY, "重病"},
          {ASSESS_RELIEF_BY, "示例机关党委"}}},
        {"E-ASSESS-017",
         2,
         {{ASSESS_RELIEF, "免交"},
          {ASSESS_RELIEF_WHY, "重病"},
          {ASSESS_RELIEF_ON, "2026-01-04"}}},
        {"E-ASSESS-017",
         2,
         {{ASSESS_RELIEF, "免交"},
          {ASSESS_RELIEF_BY, "示例机关党委"},
          {ASSESS_RELIEF_ON, "2026-01-04"}}},
        {"E-ASSESS-017",
         0,
         {{ASSESS_RELIEF, "免交"},
          {ASSESS_RELIEF_WHY, "重病"},
          {ASSESS_RELIEF_BY, "示例机关党委"},
          {ASSESS_RELIEF_ON, "2026-01-04"}}},
        {"E-ASSESS-018", 2, {{ASSESS_RELIEF_WHY, "重病"}}},
        {"E-ASSESS-018", 0, {{ASSESS_RELIEF_PAPER, ""}}},
        {"E-ASSESS-019",
         1,
         {{ASSESS_FROM, "2026-07"}, {ASSESS_REASON, "工资变动"}}},
        {"E-ASSESS-019",
         0,
         {{ASSESS_FROM, "2026-07"}, {ASSESS_REASON, "类别变化"}}},
        /* Until 2016 it followed the wage. */
        {"E-ASSESS-019",
         0,
         {{ASSESS_FROM, "2016-12"}, {ASSESS_REASON, "工资变动"}}},
        {"E-ASSESS-019",
         1,
         {{ASSESS_FROM, "2017-01"}, {ASSESS_REASON, "工资变动"}}},
        {"E-ASSESS-048",
         1,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_RELIEF_ON, "2026-02-01"}}},
        {"E-ASSESS-048",
         0,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_RELIEF_ON, "2026-01-31"}}},
        {"E-ASSESS-048",
         0,
         {{ASSESS_FROM, "2026-03"},
          {ASSESS_RELIEF, "少交"},
          {ASSESS_RELIEF_ON, "2026-02-01"}}},
        {"E-ASSESS-048", 0, {{ASSESS_RELIEF_ON, "2026-02-01"}}},
        {"E-ASSESS-048", 0, {{ASSESS_RELIEF, "免交"}}},
        /* A base of nothing is an exemption that nobody approved. */
        {"E-ASSESS-050", 2, {{ASSESS_BASE, "0"}}},
        {"E-ASSESS-050", 2, {{ASSESS_BASE, "0.99"}}},
        {"E-ASSESS-050", 0, {{ASSESS_BASE, "1"}}},
        {"E-ASSESS-050", 0, {{ASSESS_RELIEF, "免交"}, {ASSESS_BASE, "0"}}},
        {"E-ASSESS-052", 1, {{ASSESS_CATEGORY, "离退休"}}},
        {"E-ASSESS-052", 0, {{ASSESS_CATEGORY, "年薪"}}},
        {"E-ASSESS-053", 1, {{ASSESS_RELIEF, "免交"}}},
        {"E-ASSESS-053", 0, {{ASSESS_RELIEF, "免交"}, {ASSESS_TO, "2026-06"}}},
        {"E-ASSESS-053", 0, {{ASSESS_TO, ""}}},
        {"E-ASSESS-054",
         1,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_RELIEF_ON, "2025-01-31"}}},
        {"E-ASSESS-054",
         0,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_RELIEF_ON, "2025-02-01"}}},
        {"E-ASSESS-055",
         1,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_DECIDED, "2025-11-30"}}},
        {"E-ASSESS-055",
         0,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_DECIDED, "2025-12-01"}}},
        {"E-ASSESS-055",
         0,
         {{ASSESS_RELIEF, "免交"}, {ASSESS_DECIDED, "2026-02-01"}}},
        {"E-ASSESS-055", 0, {{ASSESS_DECIDED, "2025-11-30"}}},
        {"E-ASSESS-020", 2, {{ASSESS_REASON, "减免"}}},
        {"E-ASSESS-020", 0, {{ASSESS_RELIEF, "免交"}, {ASSESS_REASON, "减免"}}},
        {"E-ASSESS-025", 2, {{ASSESS_EVENT, "#8"}}},
        {"E-ASSESS-025", 0, {{ASSESS_EVENT, "#7"}}},
    };
    struct fixture f;
    fixture_open(&f);
    kit_members(&f, 1);
    insert_events(&f);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct assess_sheet s;
        struct issues is = {.arena = &f.arena};
        kit_sheet(&f, &s, 1, "2026-01");
        kit_put(&s, base_of_5000.field, base_of_5000.text);
        for (size_t k = 0; k < 8 && rows[i].typed[k].text != NULL; k++) {
            kit_put(&s, rows[i].typed[k].field, rows[i].typed[k].text);
        }
        assess_sheet_check(&s, &is);
        if (kit_issue(&is, rows[i].code) != rows[i].want) {
            fail_msg("row %zu %s: %d, not %d", i, rows[i].code,
                     kit_issue(&is, rows[i].code), rows[i].want);
        }
    }
    fixture_close(&f);
}

/* The rows decide, not the program. */
TEST(a_branch_has_its_own_year_and_its_own_relief)
{
    struct fixture f;
    struct assess_sheet s;
    kit_own_rules("[limit.in_year]\nvalue = follow\nbasis = 某工委〔2026〕9号\n"
                  "from = 2026-01-01\n[limit.relief_from]\nvalue = meeting\n"
                  "basis = 某工委〔2026〕9号\n");
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-03");
    kit_put(&s, ASSESS_BASE, "5000");
    kit_put(&s, ASSESS_REASON, "工资变动");
    struct issues is = {.arena = &f.arena};
    assess_sheet_check(&s, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-019"), 0);
    kit_put(&s, ASSESS_RELIEF, "免交");
    kit_put(&s, ASSESS_RELIEF_ON, "2026-05-06");
    kit_put(&s, ASSESS_DECIDED, "2026-03-31");
    is = (struct issues){.arena = &f.arena};
    assess_sheet_check(&s, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-048"), 0);
    kit_put(&s, ASSESS_DECIDED, "2026-04-01");
    is = (struct issues){.arena = &f.arena};
    assess_sheet_check(&s, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-048"), 1);
    fixture_close(&f);
    kit_own_rules(NULL);
}

/* What typing does not let happen: a record as another program makes it. */
TEST(rules_hold_for_records_that_nobody_typed)
{
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    kit_put(&s, ASSESS_BASE, "5000");
    struct issues is = {.arena = &f.arena};
    record_set_int(&s.now, ASSESS_YEAR, 2027);
    assess_sheet_check(&s, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-001"), 2);
    record_set_int(&s.now, ASSESS_YEAR, 2026);
    record_set_text(&s.now, ASSESS_CATEGORY, "student");
    record_set_int(&s.now, ASSESS_FEN, 20);
    is = (struct issues){.arena = &f.arena};
    assess_sheet_check(&s, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-011"), 2);
    static const int64_t wrong[] = {19, 101};
    record_set_text(&s.now, ASSESS_CATEGORY, "farmer");
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        record_set_int(&s.now, ASSESS_FEN, wrong[i]);
        is = (struct issues){.arena = &f.arena};
        assess_sheet_check(&s, &is);
        assert_int_equal(kit_issue(&is, "E-ASSESS-015"), 2);
    }
    record_set_text(&s.now, ASSESS_CATEGORY, "no-such");
    is = (struct issues){.arena = &f.arena};
    assess_sheet_check(&s, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-013"), 2);
    fixture_close(&f);
}

/* Far from the last one, however it came about: a digit too many or too few. */
TEST(a_base_far_from_the_last_one_is_told)
{
    static const struct {
        const char *base;
        int want;
    } rows[] = {
        {"4800", 0},    {"14399.99", 0}, {"14400", 1}, {"48000", 1},
        {"1600.01", 0}, {"1600", 1},     {"480", 1},
    };
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_assess(&f, 1, "2026-01", "4800");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct issues is = {.arena = &f.arena};
        kit_sheet(&f, &s, 1, "2027-01");
        kit_put(&s, ASSESS_BASE, rows[i].base);
        assess_sheet_check(&s, &is);
        if (kit_issue(&is, "E-ASSESS-051") != rows[i].want) {
            fail_msg("%s", rows[i].base);
        }
    }
    fixture_close(&f);
}

TEST(who_is_assessed_as_retired_has_retired)
{
    static const struct {
        const char *retired, *before;
        int want;
    } rows[] = {
        {NULL, "在职", 1},         {"2027-02-01", "在职", 1},
        {"2027-01-31", "在职", 0}, {"2020-05-01", "在职", 0},
        {NULL, "离退休", 0}, /* told then */
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct fixture f;
        struct assess_sheet s;
        struct stmt st;
        fixture_open(&f);
        kit_members(&f, 1);
        kit_sheet(&f, &s, 1, "2026-01");
        kit_put(&s, ASSESS_CATEGORY, rows[i].before);
        kit_put(&s, ASSESS_BASE, "4800");
        assert_string_equal(kit_save(&s), "");
        stmt_open(&st, f.book->db, SQL("update person set retired_on = :on"));
        stmt_text(&st, ":on", rows[i].retired);
        assert_true(stmt_run(&st, NULL));
        struct issues is = {.arena = &f.arena};
        kit_sheet(&f, &s, 1, "2027-01");
        kit_put(&s, ASSESS_CATEGORY, "离退休");
        kit_put(&s, ASSESS_BASE, "4800");
        assess_sheet_check(&s, &is);
        if (kit_issue(&is, "E-ASSESS-052") != rows[i].want) {
            fail_msg("row %zu", i);
        }
        fixture_close(&f);
    }
}

TEST(a_fixed_amount_is_refused_where_it_is_typed)
{
    struct fixture f;
    struct assess_sheet s;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    kit_put(&s, ASSESS_CATEGORY, "农民");
    assert_false(assess_sheet_put(&s, ASSESS_FEN, "1.01", &err));
    assert_true(err_is(&err, "E-DUESRULE-017"));
    assert_true(record_is_null(&s.now, ASSESS_FEN));
    kit_put(&s, ASSESS_FEN, "1.00");
    kit_put(&s, ASSESS_FEN, "");
    /* Less than the least is told how it would be approved. */
    assert_false(assess_sheet_put(&s, ASSESS_FEN, "0", &err));
    assert_true(err_is(&err, "E-ASSESS-056"));
    assert_non_null(strstr(err.text, "减免"));
    err = (struct err)ERR_INIT;
    kit_put(&s, ASSESS_CATEGORY, "学生");
    assert_false(assess_sheet_put(&s, ASSESS_FEN, "0", &err));
    assert_true(err_is(&err, "E-ASSESS-056"));
    err = (struct err)ERR_INIT;
    assert_false(assess_sheet_put(&s, ASSESS_FEN, "0.30", &err));
    assert_true(err_is(&err, "E-DUESRULE-016"));
    kit_put(&s, ASSESS_CATEGORY, "农民");
    /* What was approved is another matter. */
    kit_put(&s, ASSESS_RELIEF, "少交");
    kit_put(&s, ASSESS_FEN, "0.10");
    fixture_close(&f);
}

TEST(why_an_amount_is_so_tells_what_is_known_of_the_approval)
{
    static const struct {
        const char *by, *on, *says;
    } rows[] = {
        {"", "", "免交（还没有填批准情况）"},
        {"示例党委", "", "免交（示例党委批准，日期还没有填）"},
        {"", "2026-01-04", "免交（2026-01-04 批准，审批党委还没有填）"},
        {"示例党委", "2026-01-04", "免交（示例党委 2026-01-04 批准）"},
    };
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    kit_put(&s, ASSESS_BASE, "5000");
    kit_put(&s, ASSESS_RELIEF, "免交");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        kit_put(&s, ASSESS_RELIEF_BY, rows[i].by);
        kit_put(&s, ASSESS_RELIEF_ON, rows[i].on);
        const char *why = assess_sheet_why(&s, &f.arena);
        if (strstr(why, rows[i].says) == NULL) {
            fail_msg("row %zu: %s", i, why);
        }
    }
    kit_put(&s, ASSESS_RELIEF_WHY, "重病");
    kit_put(&s, ASSESS_RELIEF_PAPER, "示机党〔2026〕3号");
    assert_non_null(
        strstr(assess_sheet_why(&s, &f.arena),
               "免交（重病；示例党委 2026-01-04 批准，示机党〔2026〕"
               "3号）"));
    fixture_close(&f);
}

/* ---- among others ----------------------------------------------------- */

static int issue_of(struct fixture *f, struct assess_sheet *s, const char *code)
{
    struct issues is = {.arena = &f->arena};
    assess_sheet_check(s, &is);
    return kit_issue(&is, code);
}

TEST(nobody_is_assessed_twice_from_one_month)
{
    struct fixture f;
    struct assess_sheet s;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 2);
    int64_t id = kit_assess(&f, 1, "2026-01", "5000");
    kit_sheet(&f, &s, 1, "2026-01");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-022"), 2);
    kit_put(&s, ASSESS_FROM, "2026-02");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-022"), 0);
    /* A mid-year row is no 年初核定. */
    assert_true(record_is_null(&s.now, ASSESS_REASON));
    kit_put(&s, ASSESS_REASON, "年初核定");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-023"), 2);
    kit_put(&s, ASSESS_REASON, "类别变化");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-023"), 0);
    /* The row itself is no other. */
    assert_true(assess_sheet_read(&s, f.book, &f.arena, id, &err));
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-022"), 0);
    /* A voided one neither. */
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_assess, id, "登记错了", &err));
    kit_sheet(&f, &s, 1, "2026-01");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-022"), 0);
    /* A ledger begun in the year begins with its first month. */
    kit_sheet(&f, &s, 1, "2026-06");
    kit_put(&s, ASSESS_BASE, "5000");
    kit_put(&s, ASSESS_REASON, "年初核定");
    assert_string_equal(kit_save(&s), "");
    kit_sheet(&f, &s, 2, "2026-06");
    kit_put(&s, ASSESS_REASON, "年初核定");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-023"), 0);
    kit_put(&s, ASSESS_FROM, "2026-07");
    kit_put(&s, ASSESS_REASON, "年初核定");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-023"), 2);
    fixture_close(&f);
}

TEST(only_who_pays_here_then_is_assessed)
{
    struct fixture f;
    struct assess_sheet s;
    fixture_open(&f);
    kit_members(&f, 2);
    kit_run(&f, SQL("update member set in_kind = '31', from_on = '2026-06-12',"
                    " in_dues_to = '2026-04', to_on = '2026-10-09',"
                    " out_kind = '41', out_dues_to = '2026-09'"
                    " where person_id = 1"));
    static const struct {
        const char *month;
        int want;
    } rows[] = {{"2026-04", 2}, {"2026-05", 0}, {"2026-06", 0},
                {"2026-09", 0}, {"2026-10", 2}, {"2025-01", 2}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        kit_sheet(&f, &s, 1, rows[i].month);
        if (issue_of(&f, &s, "E-ASSESS-024") != rows[i].want) {
            fail_msg("%s", rows[i].month);
        }
    }
    kit_run(&f, SQL("update member set voided_on = '2026-01-01'"
                    " where person_id = 2"));
    kit_sheet(&f, &s, 2, "2026-06");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-024"), 2);
    fixture_close(&f);
}

static void close_month(struct fixture *f, const char *month)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                  " closed_on) values (1, 1, :month, '2026-01-01',"
                  " '2026-05-31')"));
    stmt_text(&st, ":month", month);
    assert_true(stmt_run(&st, NULL));
}

TEST(a_closed_month_keeps_what_it_was_assessed_with)
{
    struct fixture f;
    struct assess_sheet s;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 2);
    int64_t id = kit_assess(&f, 1, "2026-01", "5000");
    close_month(&f, "2026-04");
    /* New rows: the closed month and before, no; behind it, yes. */
    kit_sheet(&f, &s, 2, "2026-04");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 2);
    kit_put(&s, ASSESS_FROM, "2026-03");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 2);
    kit_put(&s, ASSESS_TO, "2026-03"); /* March was never closed */
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 0);
    kit_put(&s, ASSESS_TO, "");
    kit_put(&s, ASSESS_FROM, "2026-05");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 0);
    /* The old row: notes may be added, amounts not; it may end behind. */
    assert_true(assess_sheet_read(&s, f.book, &f.arena, id, &err));
    kit_put(&s, ASSESS_NOTE, "补了签字");
    kit_put(&s, ASSESS_SIGNED, "2026-01-09");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 0);
    kit_put(&s, ASSESS_TO, "2026-04");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 0);
    kit_put(&s, ASSESS_TO, "2026-03");
    assert_int_equal(issue_of(&f, &s, "E-ASSESS-021"), 2);
    kit_put(&s, ASSESS_TO, "");
    kit_put(&s, ASSESS_BASE, "5100");
    assert_string_equal(kit_save(&s), "E-ASSESS-021");
    /* Nor is it voided. */
    assert_false(
        ledger_void(f.book, &f.arena, &ledger_assess, id, "登记错了", &err));
    assert_true(err_is(&err, "E-ASSESS-026"));
    fixture_close(&f);
}

/* ---- saved by itself -------------------------------------------------- */

TEST(head_and_items_do_not_part)
{
    struct fixture f;
    struct assess_sheet s;
    struct record r;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 1);
    kit_sheet(&f, &s, 1, "2026-01");
    fill_civil_servant(&s);
    assert_string_equal(kit_save(&s), "");
    /* The head by the plain door. */
    assert_true(
        record_read(&r, &ledger_assess, f.book, &f.arena, s.now.id, &err));
    struct record old = record_copy(&r, &f.arena);
    fixture_type(&f, &r, "base_fen", "6000");
    assert_false(ledger_apply(f.book, &f.arena, &r, &old, NULL, &err));
    assert_true(err_is(&err, "E-ASSESS-032"));
    r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "quarterly", "是");
    assert_true(ledger_apply(f.book, &f.arena, &r, &old, NULL, &err));
    assert_int_equal(record_int(&r, ASSESS_QUARTERLY), 1);
    /* An item by itself. */
    struct record item;
    assert_true(
        record_read(&item, &ledger_assess_item, f.book, &f.arena, 1, &err));
    struct record was = record_copy(&item, &f.arena);
    fixture_type(&f, &item, "fen", "1");
    assert_false(ledger_apply(f.book, &f.arena, &item, &was, NULL, &err));
    assert_true(err_is(&err, "E-ASSESS-034"));
    assert_false(ledger_void(f.book, &f.arena, &ledger_assess_item, 1,
                             "登记错了", &err));
    assert_true(err_is(&err, "E-ASSESS-027"));
    /* Voiding the head takes its items along; then it is not saved again. */
    assert_true(assess_sheet_read(&s, f.book, &f.arena, s.now.id, &err));
    assert_true(ledger_void(f.book, &f.arena, &ledger_assess, s.now.id,
                            "登记错了", &err));
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess_item"
                                       " where voided_on is null")),
                     0);
    kit_put(&s, ASSESS_NOTE, "改一改");
    assert_string_equal(kit_save(&s), "E-SAVE-001");
    assert_true(assess_sheet_read(&s, f.book, &f.arena, s.now.id, &err));
    assert_string_equal(kit_save(&s), "E-ASSESS-033");
    fixture_close(&f);
}

TEST(assessments_are_listed_by_branch_and_year)
{
    struct fixture f;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 2);
    kit_assess(&f, 1, "2025-01", "4000");
    kit_assess(&f, 1, "2026-01", "5000");
    kit_assess(&f, 2, "2026-01", "6000");
    static const struct {
        const char *view;
        int64_t rows;
    } views[] = {{"current", 2}, {"all", 3}, {"voided", 0}};
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        int64_t n = -1;
        struct query q = query_of(&ledger_assess,
                                  ledger_view(&ledger_assess, views[i].view));
        assert_true(query_count(f.book, &q, &n, &err));
        assert_int_equal(n, views[i].rows);
        f.book->branch = 2;
        assert_true(query_count(f.book, &q, &n, &err));
        assert_int_equal(n, 0);
        f.book->branch = 1;
    }
    struct query q =
        query_of(&ledger_assess, ledger_view(&ledger_assess, "all"));
    struct query_facet facets[8];
    size_t n = 8;
    assert_true(
        query_facets(f.book, &f.arena, &q, ASSESS_YEAR, facets, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(facets[0].shown, "2026");
    n = 8;
    assert_true(
        query_facets(f.book, &f.arena, &q, ASSESS_CATEGORY, facets, &n, &err));
    assert_int_equal(n, 1);
    const struct ledger *children[REGISTRY_CHILDREN_MAX];
    size_t n_children = registry_children(f.book, &ledger_people, children,
                                          REGISTRY_CHILDREN_MAX);
    bool found = false;
    for (size_t i = 0; i < n_children; i++) {
        found = found || children[i] == &ledger_assess;
    }
    assert_true(found);
    struct record r;
    struct strbuf sb;
    assert_true(record_read(&r, &ledger_assess, f.book, &f.arena, 2, &err));
    sb_init(&sb);
    ledger_assess.label(f.book, &r, &sb);
    assert_string_equal(sb.s, "甲一 2026-01 起");
    sb_reset(&sb);
    ledger_assess.summary(f.book, &r, &sb);
    assert_string_equal(sb.s, "在职，基数 5,000.00，1%，月交 50.00 元");
    sb_clear(&sb);
    fixture_close(&f);
}

/* ---- what holds ------------------------------------------------------- */

static void relieve(struct fixture *f, int64_t person, const char *from,
                    const char *to, const char *kind, const char *fen)
{
    struct assess_sheet s;
    struct err err = ERR_INIT;
    kit_sheet(f, &s, person, from);
    kit_put(&s, ASSESS_RELIEF, kind);
    kit_put(&s, ASSESS_REASON, "减免");
    kit_put(&s, ASSESS_TO, to);
    kit_put(&s, ASSESS_FEN, fen);
    kit_put(&s, ASSESS_RELIEF_WHY, "家中有重病人");
    kit_put(&s, ASSESS_RELIEF_BY, "示例机关党委");
    kit_put(&s, ASSESS_RELIEF_ON, "2026-02-10");
    kit_put(&s, ASSESS_RELIEF_PAPER, "示机党〔2026〕3号");
    if (!assess_sheet_save(&s, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(what_holds_in_which_month)
{
    static const struct {
        int64_t person;
        const char *month;
        int64_t fen;
    } rows[] = {
        {1, "2025-12", -1},   {1, "2026-01", 5000}, {1, "2026-12", 5000},
        {1, "2027-01", -1}, /* each year is assessed by itself */
        {2, "2026-02", 5000}, {2, "2026-03", 1000}, {2, "2026-08", 1000},
        {2, "2026-09", 5000}, /* the relief has run out */
        {3, "2026-04", 5000}, {3, "2026-05", 0},    {3, "2026-06", 0},
        {3, "2026-07", 9000}, /* a later row wins while the relief runs */
        {3, "2026-12", 9000}, {4, "2026-01", -1},
    };
    struct fixture f;
    fixture_open(&f);
    kit_members(&f, 4);
    kit_assess(&f, 1, "2026-01", "5000");
    kit_assess(&f, 2, "2026-01", "5000");
    relieve(&f, 2, "2026-03", "2026-08", "少交", "10");
    kit_assess(&f, 3, "2026-01", "5000");
    relieve(&f, 3, "2026-05", "2026-10", "免交", "0");
    kit_assess(&f, 3, "2026-07", "6000");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        int64_t got = kit_holds(&f, rows[i].person, rows[i].month);
        if (got != rows[i].fen) {
            fail_msg("%lld %s: %lld, not %lld", (long long)rows[i].person,
                     rows[i].month, (long long)got, (long long)rows[i].fen);
        }
    }
    struct dues_reason why = {.category = "job",
                              .base = 500000,
                              .kept = 1000,
                              .day = date_of(2026, 3, 1)};
    const char *text = assess_why(f.book, &f.arena, 3, &why);
    assert_non_null(strstr(text, "2026 年核定表第 3 行（减免）"));
    assert_non_null(strstr(text, "家中有重病人"));
    assert_non_null(strstr(text, "示机党〔2026〕3号"));
    assert_non_null(strstr(text, "10.00"));
    text = assess_why(f.book, &f.arena, 0, &why);
    assert_null(strstr(text, "核定表"));
    fixture_close(&f);
}

/* A rate row dated 2027-07-01 changes July 2027 and nothing before; what was
   approved, what is fixed, what is paid freely stays. */
TEST(a_dated_rate_changes_what_holds_from_its_month_on)
{
    struct fixture f;
    fixture_open(&f);
    kit_members(&f, 5);
    kit_assess(&f, 1, "2027-01", "5000");
    kit_assess(&f, 2, "2027-01", "5000");
    kit_assess(&f, 5, "2027-01", "8000"); /* 1.5%, then 1.4% */
    relieve(&f, 2, "2027-02", "2027-12", "少交", "10");
    struct assess_sheet s;
    kit_sheet(&f, &s, 3, "2027-01");
    kit_put(&s, ASSESS_CATEGORY, "农民");
    kit_put(&s, ASSESS_FEN, "0.50");
    assert_string_equal(kit_save(&s), "");
    kit_sheet(&f, &s, 4, "2027-01");
    kit_put(&s, ASSESS_BASE, "5000");
    kit_put(&s, ASSESS_FEN, "80");
    kit_put(&s, ASSESS_REASON_TEXT, "自愿多交");
    assert_string_equal(kit_save(&s), "");

    /* The same book with other rules. */
    kit_own_rules("[category.job]\n"
                  "brackets = 3000.00 0.5%, 5000.00 1.2%, 10000.00 1.4%, - 2%\n"
                  "basis = 测试用的规定\n"
                  "from = 2027-07-01\n");
    f.session.rulebook = NULL;
    assert_int_equal(dues_amount(book_dues(f.book), "job", 500000,
                                 date_of(2027, 7, 1), &(int64_t){0}, NULL),
                     true);
    kit_own_rules(NULL);
    static const struct {
        int64_t person, june, july;
    } rows[] = {{1, 5000, 6000},
                {2, 1000, 1000},
                {3, 50, 50},
                {4, 8000, 8000},
                {5, 12000, 11200}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        assert_int_equal(kit_holds(&f, rows[i].person, "2027-06"),
                         rows[i].june);
        assert_int_equal(kit_holds(&f, rows[i].person, "2027-07"),
                         rows[i].july);
    }
    fixture_close(&f);
}
