/* The letter of a transfer out. */
#include "unit.h"

#include <string.h>

#include "../../../src/report/source_all.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"
#include "people_ground.h"

static struct form_data letter(struct people_ground *g, int64_t spell)
{
    struct form_ask ask = {
        .book = g->book, .span = {DATE_NONE, DATE_NONE}, .id = spell};
    return people_ground_gather(g, &source_transfer, &ask);
}

static int64_t leaving(struct people_ground *g, const char *const *pairs)
{
    int64_t id = people_ground_add(
        g, &ledger_people,
        (const char *const[]){"name", "买买提·艾力", "idno",
                              "990101199001010019", "phone", "13800000137",
                              "nation", "维吾尔族", "join_on", "2012-07-01",
                              "full_on", "2013-07-01", NULL});
    int64_t spell = people_ground_spell(g, id);
    people_ground_put(g, &ledger_member, spell, pairs);
    return spell;
}

/* domain.md 5.4: issued 2024-03-01 with 90 days → last valid day 2024-05-30. */
TEST(a_letter_says_its_last_valid_day)
{
    struct people_ground g;
    people_ground_open(&g);
    struct form_data d = letter(
        &g, leaving(&g, (const char *const[]){
                            "out_kind", "转出组织关系", "out_to",
                            "中共乙支部委员会（示例）", "out_letter", "0007",
                            "out_letter_on", "2024-03-01", "out_valid_to",
                            "2024-05-30", "out_dues_to", "2024-02", NULL}));
    assert_string_equal(form_get(&d, "kinds"), "out");
    assert_string_equal(form_get(&d, "no"), "第0007号");
    assert_string_equal(form_get(&d, "days"), "90");
    assert_string_equal(form_get(&d, "valid_to"), "2024年5月30日");
    assert_string_equal(form_get(&d, "issued"), "2024年3月1日");
    assert_string_equal(form_get(&d, "dues_to"), "2024年2月");
    assert_string_equal(form_get(&d, "name"), "买买提·艾力");
    assert_string_equal(form_get(&d, "age"), "34");
    assert_string_equal(form_get(&d, "category"), "正式党员");
    assert_string_equal(form_get(&d, "upper"), "__________");
    assert_false(people_ground_shows(&d, "13800000137"));
    assert_false(people_ground_shows(&d, "0019"));
    people_ground_close(&g);
}

TEST(what_a_letter_lacks_is_a_line_to_write_on)
{
    struct people_ground g;
    people_ground_open(&g);
    struct form_data d = letter(
        &g,
        leaving(&g, (const char *const[]){"out_kind", "转出组织关系", "out_to",
                                          "中共乙支部（示例）", NULL}));
    assert_string_equal(form_get(&d, "no"), "第__________号");
    assert_string_equal(form_get(&d, "issued"), "____年__月__日");
    assert_string_equal(form_get(&d, "valid_to"), "____年__月__日");
    assert_string_equal(form_get(&d, "days"), "____");
    assert_string_equal(form_get(&d, "dues_to"), "____年__月");
    people_ground_close(&g);
}

TEST(no_letter_is_offered_for_another_way_out)
{
    struct people_ground g;
    people_ground_open(&g);
    int64_t dead =
        leaving(&g, (const char *const[]){"out_kind", "死亡", "to_on",
                                          "2026-02-11", NULL});
    struct form_data d = letter(&g, dead);
    assert_string_equal(form_get(&d, "kinds"), "");
    people_ground_close(&g);
}

TEST(letters_of_a_span_are_found_by_their_day)
{
    struct people_ground g;
    int64_t *ids;
    size_t n;
    struct err err = ERR_INIT;
    people_ground_open(&g);
    int64_t spell =
        leaving(&g, (const char *const[]){"out_kind", "转出组织关系", "out_to",
                                          "中共乙支部（示例）", "out_letter_on",
                                          "2026-06-08", NULL});
    struct form_ask ask = {.book = g.book,
                           .span = {date_of(2026, 6, 8), date_of(2026, 6, 8)}};
    assert_true(source_transfer.records(&ask, &g.arena, &ids, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(ids[0], spell);
    ask.span = (struct span){date_of(2026, 6, 9), DATE_NONE};
    assert_true(source_transfer.records(&ask, &g.arena, &ids, &n, &err));
    assert_int_equal(n, 0);
    ask.span = (struct span){DATE_NONE, DATE_NONE};
    assert_true(source_transfer.records(&ask, &g.arena, &ids, &n, &err));
    assert_int_equal(n, 1);
    people_ground_close(&g);
}
