/* What the forms about people show: the roster of a day, registers of a year,
   who is away. */
#include "unit.h"

#include <string.h>

#include "../../../src/report/source_all.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "people_ground.h"

static const char *cell(const struct form_data *d, size_t row,
                        const char *column)
{
    return people_ground_cell(d, "people", row, column);
}

TEST(a_roster_counts_its_people)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t first =
        people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", "一");
    int64_t woman =
        people_ground_member(&g, "李四", "2012-07-01", "2013-07-01", "一");
    int64_t other =
        people_ground_member(&g, "乌云·其其格", "2026-07-01", NULL, "二");
    people_ground_put(&g, &ledger_people, first,
                      (const char *const[]){"sex", "男", "ord", "3", NULL});
    people_ground_put(&g, &ledger_people, woman,
                      (const char *const[]){"sex", "女", "ord", "1", NULL});
    people_ground_put(&g, &ledger_people, other,
                      (const char *const[]){"nation", "蒙古族", "sex", "女",
                                            "ord", "2", NULL});
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-20");
    assert_string_equal(form_get(&d, "counts"),
                        "共 3 人：正式党员 2 人，预备党员 1 人；其中女 2 人，"
                        "少数民族 1 人");
    assert_string_equal(form_get(&d, "by_group"),
                        "第一党小组 2 人、第二党小组 1 人");
    /* The clerk's order, counted from one. */
    assert_string_equal(cell(&d, 0, "name"), "李四");
    assert_string_equal(cell(&d, 1, "name"), "乌云·其其格");
    assert_string_equal(cell(&d, 2, "name"), "张三");
    assert_string_equal(cell(&d, 1, "sex_nation"), "女\n蒙古族");
    assert_string_equal(cell(&d, 2, "years"), "13");
    assert_string_equal(cell(&d, 2, "birth"), "1980-06");
    assert_string_equal(cell(&d, 2, "join_full"), "2012-07-01\n2013-07-01");
    assert_string_equal(cell(&d, 2, "from_source"), "2015-06-01\n初始登记");
    people_ground_close(&g);
}

TEST(probationary_members_are_listed_with_the_end_of_it)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", NULL);
    people_ground_member(&g, "李四", "2026-07-01", NULL, NULL);
    int64_t longer = people_ground_member(&g, "王五", "2025-07-01", NULL, NULL);
    people_ground_put(
        &g, &ledger_people, longer,
        (const char *const[]){"probation_until", "2027-01-01", NULL});
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-20");
    assert_int_equal(people_ground_rows(&d, "probation"), 2);
    assert_string_equal(people_ground_cell(&d, "probation", 0, "until"),
                        "2027-07-01");
    assert_string_equal(people_ground_cell(&d, "probation", 1, "until"),
                        "2027-01-01");
    people_ground_close(&g);
}

TEST(a_roster_speaks_for_its_day)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", "一");
    people_ground_member(&g, "李四", "2025-07-01", "2026-07-01", NULL);
    struct form_data d = people_ground_on(&g, &source_roster, "2025-06-30");
    assert_string_equal(form_get(&d, "n"), "1");
    assert_string_equal(cell(&d, 0, "years"), "11");
    d = people_ground_on(&g, &source_roster, "2026-06-30");
    assert_string_equal(form_get(&d, "n"), "2");
    assert_string_equal(form_get(&d, "n_probation"), "1");
    assert_string_equal(cell(&d, 1, "category"), "预备党员");
    d = people_ground_on(&g, &source_roster, "2026-07-01");
    assert_string_equal(form_get(&d, "n_probation"), "0");
    assert_string_equal(cell(&d, 1, "category"), "正式党员");
    people_ground_close(&g);
}

/* In the old branch's total until the receipt is there; from that day on not.
 */
TEST(who_is_on_the_way_is_on_the_roster_until_the_receipt)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t id =
        people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", NULL);
    people_ground_put(
        &g, &ledger_member, people_ground_spell(&g, id),
        (const char *const[]){"out_kind", "转出组织关系", "out_to",
                              "中共另一个支部委员会（示例）", "out_letter_on",
                              "2026-06-08", "out_receipt_on", "2026-06-25",
                              "to_on", "2026-06-25", NULL});
    struct form_data d = people_ground_on(&g, &source_roster, "2026-06-07");
    assert_string_equal(cell(&d, 0, "state"), "");
    d = people_ground_on(&g, &source_roster, "2026-06-24");
    assert_string_equal(form_get(&d, "n"), "1");
    assert_string_equal(cell(&d, 0, "state"), "转出途中");
    d = people_ground_on(&g, &source_roster, "2026-06-25");
    assert_string_equal(form_get(&d, "n"), "0");
    assert_int_equal(people_ground_rows(&d, "people"), 0);
    people_ground_close(&g);
}

TEST(a_roster_never_shows_whole_numbers)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_add(
        &g, &ledger_people,
        (const char *const[]){"name", "张三", "idno", "990101199001010019",
                              "phone", "13800000137", "join_on", "2012-07-01",
                              "full_on", "2013-07-01", NULL});
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-20");
    assert_string_equal(cell(&d, 0, "phone"), "138****0137");
    assert_false(people_ground_shows(&d, "13800000137"));
    assert_false(people_ground_shows(&d, "990101199001010019"));
    assert_false(people_ground_shows(&d, "01010019"));
    people_ground_close(&g);
}

TEST(a_name_of_sixty_characters_stays_whole)
{
    struct people_ground g;
    struct strbuf name;
    people_ground_open(&g);
    sb_init(&name);
    sb_repeat(&name, "买买提·艾", 12);
    people_ground_member(&g, name.s, "2012-07-01", "2013-07-01", NULL);
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-20");
    assert_string_equal(cell(&d, 0, "name"), name.s);
    sb_clear(&name);
    people_ground_close(&g);
}

TEST(one_group_alone_and_who_is_in_none)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", "一");
    people_ground_member(&g, "李四", "2012-07-01", "2013-07-01", "二");
    people_ground_member(&g, "王五", "2012-07-01", "2013-07-01", NULL);
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-20");
    assert_int_equal(people_ground_rows(&d, "groups"), 3);
    assert_string_equal(people_ground_cell(&d, "groups", 2, "name"), "未编组");
    assert_string_equal(cell(&d, 2, "grp"), "未编组");
    struct form_ask ask = {
        .book = g.book, .span = {DATE_NONE, DATE_NONE}, .grp = 2};
    d = people_ground_gather(&g, &source_roster, &ask);
    assert_string_equal(form_get(&d, "grp"), "第二党小组");
    assert_string_equal(form_get(&d, "n"), "1");
    assert_string_equal(cell(&d, 0, "name"), "李四");
    assert_int_equal(people_ground_rows(&d, "groups"), 1);
    people_ground_close(&g);
}

TEST(a_group_is_there_from_the_day_it_was_founded)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_add(
        &g, &ledger_grp,
        (const char *const[]){"branch_id", "示例支部委员会（示例）", "name",
                              "第三党小组", "founded_on", "2026-11-03", NULL});
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-02");
    assert_int_equal(people_ground_rows(&d, "groups"), 2);
    d = people_ground_on(&g, &source_roster, "2026-11-03");
    assert_int_equal(people_ground_rows(&d, "groups"), 3);
    assert_string_equal(people_ground_cell(&d, "groups", 2, "name"),
                        "第三党小组");
    people_ground_close(&g);
}

/* Who has no nation on file is not counted as one of a minority. */
TEST(what_is_not_on_file_counts_for_nothing)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t id =
        people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", NULL);
    people_ground_put(&g, &ledger_people, id,
                      (const char *const[]){"nation", "", "sex", "", NULL});
    struct form_data d = people_ground_on(&g, &source_roster, "2026-11-20");
    assert_string_equal(form_get(&d, "n_minority"), "0");
    assert_string_equal(form_get(&d, "n_women"), "0");
    assert_string_equal(cell(&d, 0, "sex_nation"), "");
    assert_string_equal(cell(&d, 0, "birth_work"), "1980-06\n—");
    people_ground_close(&g);
}

TEST(registers_take_the_days_of_their_year)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_member(&g, "张三", "2024-12-31", "2025-12-31", NULL);
    people_ground_member(&g, "李四", "2025-01-01", "2026-01-01", NULL);
    int64_t id = people_ground_add(
        &g, &ledger_people,
        (const char *const[]){
            "name", "王五", "birth_on", "1980-06-15", "join_on", "2012-07-01",
            "full_on", "2013-07-01", "in_kind", "转入组织关系", "from_on",
            "2025-12-31", "in_from", "中共甲支部（示例）", NULL});
    people_ground_put(
        &g, &ledger_member, people_ground_spell(&g, id),
        (const char *const[]){"out_kind", "死亡", "to_on", "2026-01-01", NULL});
    struct form_ask ask = {.book = g.book, .span = span_of_year(2025)};
    struct form_data d = people_ground_gather(&g, &source_moves, &ask);
    assert_int_equal(people_ground_rows(&d, "joined"), 1);
    assert_string_equal(people_ground_cell(&d, "joined", 0, "name"), "李四");
    assert_int_equal(people_ground_rows(&d, "confirmed"), 1);
    assert_string_equal(people_ground_cell(&d, "confirmed", 0, "name"), "张三");
    assert_int_equal(people_ground_rows(&d, "came"), 1);
    assert_string_equal(people_ground_cell(&d, "came", 0, "unit"),
                        "中共甲支部（示例）");
    assert_string_equal(people_ground_cell(&d, "came", 0, "category"),
                        "正式党员");
    assert_int_equal(people_ground_rows(&d, "left"), 0);
    ask.span = span_of_year(2026);
    d = people_ground_gather(&g, &source_moves, &ask);
    assert_string_equal(form_get(&d, "period"), "2026年");
    assert_int_equal(people_ground_rows(&d, "joined"), 0);
    assert_string_equal(people_ground_cell(&d, "left", 0, "kind"), "死亡");
    assert_string_equal(people_ground_cell(&d, "left", 0, "on"), "2026-01-01");
    people_ground_close(&g);
}

/* ---- away --------------------------------------------------------------- */

static void call(struct people_ground *g, const char *day, const char *reached,
                 const char *note)
{
    people_ground_add(g, &ledger_contact,
                      (const char *const[]){"person_id", "张三", "on_day", day,
                                            "way", "电话", "by_id", "李四",
                                            "reached", reached, "note", note,
                                            NULL});
}

TEST(who_lives_elsewhere_is_listed_with_every_contact)
{
    struct people_ground g;
    people_ground_open(&g);
    people_ground_member(&g, "张三", "2012-07-01", "2013-07-01", NULL);
    people_ground_member(&g, "李四", "2012-07-01", "2013-07-01", NULL);
    people_ground_add(&g, &ledger_away,
                      (const char *const[]){"person_id", "张三", "kind",
                                            "流动党员", "from_on", "2025-09-01",
                                            "place", "示例省滨海市", NULL});
    people_ground_add(&g, &ledger_away,
                      (const char *const[]){"person_id", "李四", "kind", "请假",
                                            "from_on", "2026-10-08", NULL});
    call(&g, "2025-11-18", "是", "已报到。");
    call(&g, "2026-05-14", "否", "接不通。");
    struct form_data d = people_ground_on(&g, &source_flow_out, "2026-11-20");
    assert_string_equal(form_get(&d, "n"), "1");
    assert_string_equal(cell(&d, 0, "name"), "张三");
    assert_string_equal(cell(&d, 0, "calls"),
                        "2025-11-18 电话 李四：已报到。\n"
                        "2026-05-14 电话 李四（未联系上）：接不通。");
    /* Six months after the last that got through. */
    assert_string_equal(cell(&d, 0, "last"), "2025-11-18");
    assert_string_equal(cell(&d, 0, "lost"), "2026-05-18");
    /* As it was known then. */
    d = people_ground_on(&g, &source_flow_out, "2026-05-13");
    assert_int_equal(people_ground_rows(&d, "calls"), 1);
    assert_string_equal(cell(&d, 0, "lost"), "");
    d = people_ground_on(&g, &source_flow_out, "2025-08-31");
    assert_int_equal(people_ground_rows(&d, "people"), 0);
    people_ground_close(&g);
}
