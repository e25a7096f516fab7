/* What a year's 党费核定 is told of worksheets and decisions, and a worksheet
   of closed months. */
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

static const struct assess_row *row_of(const struct assess_year *y,
                                       int64_t person)
{
    for (size_t i = 0; i < y->n; i++) {
        if (y->rows[i].person == person) {
            return &y->rows[i];
        }
    }
    fail();
    return NULL;
}

/* 1 has items behind the base, 2 only a base. */
static void two_of_2027(struct fixture *f, struct assess_year *y)
{
    struct assess_sheet s;
    struct err err = ERR_INIT;
    kit_members(f, 3);
    kit_sheet(f, &s, 1, "2027-01");
    kit_put(&s, ASSESS_CATEGORY, "在职");
    kit_put(&s, ASSESS_DECIDED, "2026-11-12");
    kit_fill(&s, "post-wage", "3200");
    assert_string_equal(kit_save(&s), "");
    kit_assess(f, 2, "2027-01", "4800");
    assert_true(assess_year_read(y, f->book, &f->arena, 2027, &err));
}

TEST(a_base_that_items_add_up_is_not_typed_in_the_year)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    two_of_2027(&f, &y);
    assert_true(row_of(&y, 1)->itemised);
    assert_false(row_of(&y, 2)->itemised);
    assert_false(row_of(&y, 3)->itemised);
    size_t at = (size_t)(row_of(&y, 1) - y.rows);
    assert_false(assess_year_base(&y, at, "5000", &err));
    assert_true(err_is(&err, "E-ASSESS-043"));
    assert_int_equal(y.rows[at].base, 320000);
    assert_true(assess_year_base(&y, at, "3200.00", &err)); /* as it is */
    assert_false(assess_year_category(&y, at, "学生", &err));
    assert_true(err_is(&err, "E-ASSESS-044"));
    assert_false(assess_year_changed(&y));
    /* Emptied sheets hold nothing any more. */
    kit_run(&f, SQL("update assess_item set voided_on = '2026-11-20'"));
    assert_true(assess_year_read(&y, f.book, &f.arena, 2027, &err));
    assert_false(row_of(&y, 1)->itemised);
    fixture_close(&f);
}

TEST(a_year_knows_when_it_was_decided)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    two_of_2027(&f, &y);
    assert_int_equal(y.decided_before, date_of(2026, 11, 12));
    assert_int_equal(y.decided_on, DATE_NONE); /* nobody has typed it */
    assert_true(assess_year_read(&y, f.book, &f.arena, 2026, &err));
    assert_int_equal(y.decided_before, DATE_NONE);
    fixture_close(&f);
}

TEST(a_sheet_knows_its_last_closed_month)
{
    struct fixture f;
    struct assess_sheet s;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 1);
    int64_t id = kit_assess(&f, 1, "2026-03", "4800");
    kit_run(&f, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                    " closed_on) values (1, 1, '2026-02', '2026-02-01',"
                    " '2026-02-28')"));
    assert_true(assess_sheet_read(&s, f.book, &f.arena, id, &err));
    assert_int_equal(s.closed, MONTH_NONE);
    kit_run(&f, SQL("insert into dues_month (ver, branch_id, month, opened_on,"
                    " closed_on) values (1, 1, '2026-04', '2026-04-01',"
                    " '2026-04-30')"));
    assert_true(assess_sheet_read(&s, f.book, &f.arena, id, &err));
    assert_int_equal(s.closed, month_make(2026, 4));
    /* One that ended before is not of that month. */
    kit_run(&f, SQL("update assess set to_month = '2026-03'"));
    assert_true(assess_sheet_read(&s, f.book, &f.arena, id, &err));
    assert_int_equal(s.closed, MONTH_NONE);
    fixture_close(&f);
}

/* A worksheet saved before there was a day gets it with the year's. */
TEST(a_year_gives_its_decision_to_who_has_none)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    two_of_2027(&f, &y);
    assert_false(row_of(&y, 1)->undated);
    assert_true(row_of(&y, 2)->undated);
    assert_false(assess_row_wanted(&y, row_of(&y, 2)));
    y.decided_on = date_of(2026, 11, 18);
    assert_false(assess_row_wanted(&y, row_of(&y, 1)));
    assert_true(assess_row_wanted(&y, row_of(&y, 2)));
    assert_true(assess_year_save(&y, &err));
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " decided_on = '2026-11-18'"
                                       " and person_id = 2 and ver = 2")),
                     1);
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " decided_on = '2026-11-12'"
                                       " and person_id = 1 and ver = 1")),
                     1);
    assert_false(assess_row_wanted(&y, row_of(&y, 2)));
    /* One in between has a decision of its own to come. */
    kit_run(&f, SQL("update assess set decided_on = null, reason = '07'"
                    " where person_id = 2"));
    assert_true(assess_year_read(&y, f.book, &f.arena, 2027, &err));
    assert_false(row_of(&y, 2)->undated);
    fixture_close(&f);
}

/* Whose amount changes within the year is told so beside January's. */
TEST(a_year_tells_what_was_assessed_in_between)
{
    struct fixture f;
    struct assess_year y;
    struct assess_sheet s;
    struct err err = ERR_INIT;
    fixture_open(&f);
    kit_members(&f, 2);
    kit_assess(&f, 1, "2026-01", "4800");
    kit_assess(&f, 2, "2026-01", "4800");
    kit_assess(&f, 2, "2026-03", "5200");
    kit_sheet(&f, &s, 2, "2026-05");
    kit_put(&s, ASSESS_REASON, "减免");
    kit_put(&s, ASSESS_RELIEF, "免交");
    kit_put(&s, ASSESS_RELIEF_WHY, "重病");
    kit_put(&s, ASSESS_RELIEF_BY, "示例党委");
    kit_put(&s, ASSESS_RELIEF_ON, "2026-05-06");
    kit_put(&s, ASSESS_TO, "2026-07");
    assert_string_equal(kit_save(&s), "");
    assert_true(assess_year_read(&y, f.book, &f.arena, 2026, &err));
    assert_int_equal(row_of(&y, 1)->remarks & ASSESS_LATER, 0);
    assert_int_equal(row_of(&y, 2)->fen, 4800);
    assert_true((row_of(&y, 2)->remarks & ASSESS_LATER) != 0);
    size_t at = (size_t)(row_of(&y, 2) - y.rows);
    assert_non_null(strstr(assess_year_remark(&y, at, &f.arena),
                           "从 2026-05 起另行核定，每月交 0.00"));
    /* Typing leaves it standing. */
    assert_true(assess_year_base(&y, at, "4900", &err));
    assert_true((row_of(&y, 2)->remarks & ASSESS_LATER) != 0);
    assert_true(assess_year_read(&y, f.book, &f.arena, 2027, &err));
    assert_int_equal(row_of(&y, 2)->remarks & ASSESS_LATER, 0);
    fixture_close(&f);
}

/* A meeting decides as a day does: whoever has either keeps both. */
TEST(what_a_meeting_decided_gets_no_other_day)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    fixture_open(&f);
    two_of_2027(&f, &y);
    kit_run(&f,
            SQL("insert into event (id, ver, branch_id, kind, state, on_day,"
                " for_year, entered_on, n_due, n_present, n_online,"
                " n_leave, n_absent, valid) values (7, 1, 1, 'committee',"
                " '2', '2026-11-10', 2026, '2026-11-10', 3, 3, 0, 0, 0,"
                " 1)"));
    kit_run(&f, SQL("update assess set event_id = 7, decided_on = null"
                    " where for_year = 2027 and person_id = 2"));
    assert_true(assess_year_read(&y, f.book, &f.arena, 2027, &err));
    assert_false(row_of(&y, 2)->undated);
    y.decided_on = date_of(2026, 11, 18);
    assert_false(assess_row_wanted(&y, row_of(&y, 2)));
    /* Another base: it is still what the meeting decided. */
    assert_true(
        assess_year_base(&y, (size_t)(row_of(&y, 2) - y.rows), "5200", &err));
    assert_true(assess_year_save(&y, &err));
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " for_year = 2027 and person_id = 2"
                                       " and event_id = 7"
                                       " and decided_on is null and"
                                       " base_fen = 520000")),
                     1);
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " for_year = 2027 and person_id = 1"
                                       " and decided_on = '2026-11-12'")),
                     1);
    fixture_close(&f);
}

/* What the year was decided by is there: nobody is asked for it again, and who
   is assessed now is decided by it. */
TEST(a_year_that_is_decided_is_not_asked_when)
{
    struct fixture f;
    struct assess_year y;
    struct err err = ERR_INIT;
    struct issues is = {0};
    fixture_open(&f);
    two_of_2027(&f, &y);
    kit_run(&f, SQL("delete from assess where for_year = 2027"
                    " and person_id = 2"));
    assert_true(assess_year_read(&y, f.book, &f.arena, 2027, &err));
    assert_int_equal(y.decided_before, date_of(2026, 11, 12));
    assert_true(
        assess_year_base(&y, (size_t)(row_of(&y, 2) - y.rows), "5200", &err));
    is.arena = &f.arena;
    assess_year_check(&y, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-039"), 0);
    assert_true(assess_year_save(&y, &err));
    assert_int_equal(kit_count(&f, SQL("select count(*) from assess where"
                                       " for_year = 2027 and person_id = 2"
                                       " and decided_on = '2026-11-12'")),
                     1);
    kit_run(&f, SQL("update assess set decided_on = null"));
    assert_true(assess_year_read(&y, f.book, &f.arena, 2027, &err));
    assert_true(
        assess_year_base(&y, (size_t)(row_of(&y, 2) - y.rows), "5300", &err));
    is = (struct issues){.arena = &f.arena};
    assess_year_check(&y, &is);
    assert_int_equal(kit_issue(&is, "E-ASSESS-039"), 1);
    fixture_close(&f);
}
