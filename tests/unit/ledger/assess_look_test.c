/* What a year's 党费核定 is told of worksheets and decisions, and a worksheet
   of closed months. */
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

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
