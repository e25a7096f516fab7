/* The dated books behind a person: what may stand beside what. */
#include "support.h"

#include "unit.h"

#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/text/date.h"

#include <string.h>

struct typed {
    const char *column;
    const char *text;
};

/* A new record of a book for one person, with what is typed into it. */
static struct record fill(struct fixture *f, const struct ledger *l,
                          int64_t person, const struct typed *t, size_t n)
{
    struct record r = record_new(l, f->book, &f->arena);
    record_set_int(&r, ledger_field(l, "person_id"), person);
    for (size_t i = 0; i < n && t[i].column != NULL; i++) {
        fixture_type(f, &r, t[i].column, t[i].text);
    }
    return r;
}

static struct record first_membership(struct fixture *f, int64_t person)
{
    struct query q = query_of(&ledger_member, NULL);
    struct query_row rows[4];
    size_t n;
    q.parent = person;
    q.limit = 4;
    assert_true(query_page(f->book, &f->arena, &q, rows, &n, NULL));
    assert_true(n >= 1);
    struct record r;
    assert_true(record_read(&r, &ledger_member, f->book, &f->arena,
                            rows[n - 1].id, NULL));
    return r;
}

static size_t count_view(struct fixture *f, const char *view)
{
    struct query q =
        query_of(&ledger_people, ledger_view(&ledger_people, view));
    int64_t n;
    struct err err = ERR_INIT;
    if (!query_count(f->book, &q, &n, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return (size_t)n;
}

/* One letter of transfer, from being written to being received. */
TEST(transfer_leaves_on_the_day_of_the_receipt)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record old = first_membership(&f, who);
    struct record r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "out_kind", "转出");
    fixture_type(&f, &r, "out_to", "中共邻县税务局支部（示例）");
    fixture_type(&f, &r, "out_letter", "2026-07");
    fixture_type(&f, &r, "out_letter_on", "2026-08-01");
    int valid = ledger_field(&ledger_member, "out_valid_to");
    assert_string_equal(record_text(&r, valid), "2026-08-31");
    assert_true(ledger_apply(f.book, &f.arena, &r, &old, NULL, NULL));
    assert_int_equal(count_view(&f, "transfer"), 1);
    assert_int_equal(count_view(&f, "current"), 1);
    assert_int_equal(count_view(&f, "left"), 0);

    old = r;
    r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "out_receipt_on", "2026-08-20");
    int to = ledger_field(&ledger_member, "to_on");
    assert_string_equal(record_text(&r, to), "2026-08-20");
    assert_true(ledger_apply(f.book, &f.arena, &r, &old, NULL, NULL));
    assert_int_equal(count_view(&f, "transfer"), 0);
    assert_int_equal(count_view(&f, "current"), 0);
    assert_int_equal(count_view(&f, "left"), 1);
    f.book->day = date_of(2026, 8, 19);
    assert_int_equal(count_view(&f, "current"), 1);
    assert_int_equal(count_view(&f, "left"), 0);
    fixture_close(&f);
}

TEST(ways_out_of_a_branch_are_checked)
{
    static const struct {
        const char *what;
        struct typed typed[6];
        const char *column;
        const char *code;
    } table[] = {
        {"a date without a way",
         {{"to_on", "2026-08-01"}},
         "out_kind",
         "E-MEMBER-001"},
        {"transfer without receipt",
         {{"out_kind", "转出"}, {"out_to", "某支部"}, {"to_on", "2026-8-1"}},
         "out_receipt_on",
         "E-MEMBER-002"},
        {"transfer to nowhere",
         {{"out_kind", "转出"}},
         "out_to",
         "E-MEMBER-003"},
        {"death without a day",
         {{"out_kind", "死亡"}},
         "to_on",
         "E-MEMBER-004"},
        {"death with its day",
         {{"out_kind", "死亡"}, {"to_on", "2026-8-1"}},
         "to_on",
         ""},
        {"letter of 90 days",
         {{"out_kind", "转出"},
          {"out_to", "某支部"},
          {"out_letter_on", "2024-03-01"},
          {"out_valid_to", "2024-05-30"}},
         "out_valid_to",
         ""},
        {"letter of 91 days",
         {{"out_kind", "转出"},
          {"out_to", "某支部"},
          {"out_letter_on", "2024-03-01"},
          {"out_valid_to", "2024-05-31"}},
         "out_valid_to",
         "E-MEMBER-005"},
        {"receipt before the letter",
         {{"out_kind", "转出"},
          {"out_to", "某支部"},
          {"out_letter_on", "2026-8-1"},
          {"out_receipt_on", "2026-7-31"}},
         "out_receipt_on",
         "E-MEMBER-006"},
        {"left before coming",
         {{"out_kind", "死亡"}, {"to_on", "2015-5-31"}},
         "to_on",
         "E-MEMBER-008"},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record old = first_membership(&f, who);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct record r = record_copy(&old, &f.arena);
        for (size_t k = 0; k < 6 && table[i].typed[k].column != NULL; k++) {
            fixture_type(&f, &r, table[i].typed[k].column,
                         table[i].typed[k].text);
        }
        const char *code = fixture_issue(&f, &r, &old, table[i].column);
        if (strcmp(code, table[i].code) != 0) {
            fail_msg("%s: %s, not %s", table[i].what, code, table[i].code);
        }
    }
    fixture_close(&f);
}

TEST(nobody_is_in_two_branches_on_one_day)
{
    static const struct {
        const char *from, *to;
        const char *code;
    } table[] = {
        {"2014-01-01", "2015-06-01", ""}, /* leaves on the day he comes */
        {"2014-01-01", "2015-06-02", "E-MEMBER-007"},
        {"2016-01-01", NULL, "E-MEMBER-007"},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct typed t[] = {{"from_on", table[i].from},
                            {"out_kind", table[i].to ? "死亡" : NULL},
                            {"to_on", table[i].to}};
        struct record r = fill(&f, &ledger_member, who, t, 1);
        if (table[i].to != NULL) {
            r = fill(&f, &ledger_member, who, t, 3);
        }
        const char *code = fixture_issue(&f, &r, NULL, "from_on");
        if (strcmp(code, table[i].code) != 0) {
            fail_msg("row %zu: %s, not %s", i, code, table[i].code);
        }
    }
    fixture_close(&f);
}

TEST(moving_to_another_group_ends_the_old_placement)
{
    struct fixture f;
    fixture_open(&f);
    struct record p = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &p, "name", "郑凯");
    fixture_type(&f, &p, "join_on", "2012-01-01");
    fixture_type(&f, &p, "grp", "第一党小组");
    assert_true(ledger_apply(f.book, &f.arena, &p, NULL, NULL, NULL));
    struct typed t[] = {{"grp_id", "第二党小组"}, {"from_on", "2026-09-01"}};
    struct record r = fill(&f, &ledger_placement, p.id, t, 2);
    struct err err = ERR_INIT;
    if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    struct query q = query_of(&ledger_people, NULL);
    q.limit = 1;
    size_t n;
    struct query_row row;
    assert_true(query_page(f.book, &f.arena, &q, &row, &n, NULL));
    assert_string_equal(row.cells[8], "第二党小组");
    f.book->day = date_of(2026, 8, 31);
    assert_true(query_page(f.book, &f.arena, &q, &row, &n, NULL));
    assert_string_equal(row.cells[8], "第一党小组");
    fixture_close(&f);
}

TEST(a_group_before_coming_is_refused)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct typed t[] = {{"grp_id", "第二党小组"}, {"from_on", "2015-05-31"}};
    struct record r = fill(&f, &ledger_placement, who, t, 2);
    assert_string_equal(fixture_issue(&f, &r, NULL, "from_on"), "E-PLACE-002");
    fixture_close(&f);
}

TEST(posts_are_for_full_members_of_that_day)
{
    static const struct {
        const char *kind, *from, *column, *code;
    } table[] = {
        {"书记", "2026-06-01", "person_id", ""},
        {"书记", "2012-12-31", "person_id", "E-POST-002"},
        {"党小组组长", "2026-06-01", "grp_id", "E-POST-004"},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct typed t[] = {{"kind", table[i].kind},
                            {"from_on", table[i].from}};
        struct record r = fill(&f, &ledger_post, who, t, 2);
        const char *code = fixture_issue(&f, &r, NULL, table[i].column);
        if (strcmp(code, table[i].code) != 0) {
            fail_msg("row %zu: %s, not %s", i, code, table[i].code);
        }
    }
    int64_t new_one =
        fixture_member(&f, "刘晓", "1996-02-29", "2025-12-03", NULL);
    struct typed t[] = {{"kind", "组织委员"}, {"from_on", "2026-06-01"}};
    struct record r = fill(&f, &ledger_post, new_one, t, 2);
    assert_string_equal(fixture_issue(&f, &r, NULL, "person_id"), "E-POST-003");
    fixture_close(&f);
}

TEST(the_same_post_is_not_held_twice_at_a_time)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct typed first[] = {
        {"kind", "书记"}, {"from_on", "2020-01-01"}, {"to_on", "2023-01-01"}};
    struct record r = fill(&f, &ledger_post, who, first, 3);
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    static const struct {
        const char *kind, *from, *code;
    } table[] = {
        {"书记", "2022-12-31", "E-POST-005"},
        {"书记", "2023-01-01", ""},
        {"组织委员", "2022-12-31", ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct typed t[] = {{"kind", table[i].kind},
                            {"from_on", table[i].from}};
        struct record again = fill(&f, &ledger_post, who, t, 2);
        assert_string_equal(fixture_issue(&f, &again, NULL, "kind"),
                            table[i].code);
    }
    fixture_close(&f);
}

TEST(a_short_absence_is_no_migrant_member)
{
    static const struct {
        const char *to, *code;
    } table[] = {
        {"2026-08-31", "E-AWAY-003"},
        {"2026-09-01", ""},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    for (size_t i = 0; i < 2; i++) {
        struct typed t[] = {{"kind", "流动党员"},
                            {"from_on", "2026-03-01"},
                            {"to_on", table[i].to}};
        struct record r = fill(&f, &ledger_away, who, t, 3);
        assert_string_equal(fixture_issue(&f, &r, NULL, "kind"), table[i].code);
    }
    fixture_close(&f);
}

TEST(a_group_in_use_is_not_voided)
{
    struct fixture f;
    fixture_open(&f);
    struct record p = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &p, "name", "郑凯");
    fixture_type(&f, &p, "join_on", "2012-01-01");
    fixture_type(&f, &p, "grp", "第一党小组");
    assert_true(ledger_apply(f.book, &f.arena, &p, NULL, NULL, NULL));
    struct err err = ERR_INIT;
    assert_false(
        ledger_void(f.book, &f.arena, &ledger_grp, 1, "合并小组了", &err));
    assert_string_equal(err.code, "E-SAVE-020");
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_grp, 2, "合并小组了", &err));
    fixture_close(&f);
}

TEST(what_is_typed_wrong_says_so_by_its_own_code)
{
    static const struct {
        const char *column, *text, *code;
    } table[] = {
        {"name", " \u3164 ", "E-TEXT-003"},
        {"birth_on", "1994.2.30", NULL},
        {"birth_on", "94.6.12", NULL},
        {"sex", "男女", "E-FIELD-006"},
        {"nation", "毛难族", ""},
        {"nation", "火星族", "E-FIELD-006"},
        {"phone", "１３８００００１２３４", ""},
        {"phone", "一三八", "E-FIELD-011"},
        {"phone", "123", "E-FIELD-011"},
        {"hardship", "也许", "E-FIELD-005"},
        {"hardship", "是", ""},
        {"age_adjust", "-12", ""},
        {"age_adjust", "1.5", "E-FIELD-004"},
        {"age_adjust", "9999999999", "E-FIELD-004"},
        {"name", "张\xff三", "E-TEXT-001"},
        {"name", "张\u202e三", "E-TEXT-002"},
        {"tags", "骨干 骨干,乒乓球", ""},
    };
    struct fixture f;
    fixture_open(&f);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct record r = record_new(&ledger_people, f.book, &f.arena);
        const char *code =
            fixture_refusal(&f, &r, table[i].column, table[i].text);
        bool ok = table[i].code == NULL ? code[0] == 'E'
                                        : strcmp(code, table[i].code) == 0;
        if (!ok) {
            fail_msg("%s = %s: %s", table[i].column, table[i].text, code);
        }
    }
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "tags", "骨干 骨干，乒乓球");
    assert_string_equal(record_text(&r, ledger_field(&ledger_people, "tags")),
                        "乒乓球 骨干");
    fixture_close(&f);
}

/* The list's category is the rule's category, on every day. */
PROPERTY(category_in_sql_is_the_category_of_the_rules)
{
    struct fixture f;
    fixture_open(&f);
    uint64_t rnd = unit_seed();
    static const char *const columns[] = {"apply_on", "activist_on",
                                          "candidate_on", "join_on", "full_on"};
    for (int i = 0; i < 40; i++) {
        struct record r = record_new(&ledger_people, f.book, &f.arena);
        fixture_type(&f, &r, "name", "某某");
        int day = date_of(1990, 1, 1) + (int)unit_below(&rnd, 3000);
        size_t stages = 1 + unit_below(&rnd, 5);
        for (size_t k = 0; k < stages; k++) {
            char text[11];
            day += 400 + (int)unit_below(&rnd, 400);
            fixture_type(&f, &r, columns[k], date_text(day, text));
        }
        struct err err = ERR_INIT;
        if (!ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err)) {
            fail_msg("%s", err.text);
        }
    }
    for (int round = 0; round < 50; round++) {
        f.book->day = date_of(1990, 1, 1) + (int)unit_below(&rnd, 6000);
        struct query q =
            query_of(&ledger_people, ledger_view(&ledger_people, "all"));
        struct query_row rows[64];
        size_t n;
        q.limit = 64;
        assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
        assert_int_equal(n, 40);
        for (size_t i = 0; i < n; i++) {
            struct record r;
            assert_true(record_read(&r, &ledger_people, f.book, &f.arena,
                                    rows[i].id, NULL));
            struct person_dates d = {
                .birth = DATE_NONE,
                .apply = record_day(&r, ledger_field(r.ledger, columns[0])),
                .activist = record_day(&r, ledger_field(r.ledger, columns[1])),
                .candidate = record_day(&r, ledger_field(r.ledger, columns[2])),
                .join = record_day(&r, ledger_field(r.ledger, columns[3])),
                .full = record_day(&r, ledger_field(r.ledger, columns[4])),
                .probation_until = DATE_NONE,
            };
            const char *rule =
                category_text(standing_category(&d, f.book->day));
            assert_string_equal(rows[i].cells[4],
                                rule[0] != '\0' ? rule : "群众");
        }
        arena_reset(&f.arena);
    }
    fixture_close(&f);
}

TEST(nobody_is_in_two_groups_on_one_day)
{
    static const struct {
        const char *grp, *from, *column, *code;
    } table[] = {
        {"第二党小组", "2020-01-01", "from_on", "E-PLACE-003"},
        {"第二党小组", "2026-01-01", "from_on", ""}, /* ends the open one */
        {"第二党小组", "2015-05-31", "grp_id", "E-PLACE-004"},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct typed first[] = {{"grp_id", "第一党小组"},
                            {"from_on", "2022-01-01"}};
    struct record r = fill(&f, &ledger_placement, who, first, 2);
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct typed t[] = {{"grp_id", table[i].grp},
                            {"from_on", table[i].from}};
        struct record again = fill(&f, &ledger_placement, who, t, 2);
        const char *code = fixture_issue(&f, &again, NULL, table[i].column);
        if (strcmp(code, table[i].code) != 0) {
            fail_msg("row %zu: %s, not %s", i, code, table[i].code);
        }
    }
    fixture_close(&f);
}

TEST(a_post_in_another_branch_is_refused)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record b = record_new(&ledger_branch, f.book, &f.arena);
    fixture_type(&f, &b, "name", "离退休支部（示例）");
    fixture_type(&f, &b, "founded_on", "2016-01-01");
    assert_true(ledger_apply(f.book, &f.arena, &b, NULL, NULL, NULL));
    struct typed t[] = {{"kind", "书记"}, {"from_on", "2026-06-01"}};
    struct record r = fill(&f, &ledger_post, who, t, 2);
    assert_string_equal(fixture_issue(&f, &r, NULL, "person_id"), "");
    record_set_int(&r, ledger_field(&ledger_post, "branch_id"), b.id);
    assert_string_equal(fixture_issue(&f, &r, NULL, "person_id"), "E-POST-002");
    fixture_close(&f);
}

TEST(a_transfer_leaves_on_its_receipt_and_moves_with_it)
{
    struct fixture f;
    fixture_open(&f);
    int64_t who =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record old = first_membership(&f, who);
    struct record r = record_copy(&old, &f.arena);
    int to = ledger_field(&ledger_member, "to_on");
    fixture_type(&f, &r, "out_kind", "转出");
    fixture_type(&f, &r, "out_to", "某支部（示例）");
    fixture_type(&f, &r, "out_receipt_on", "2026-11-01");
    fixture_type(&f, &r, "out_receipt_on", "2026-11-10");
    assert_string_equal(record_text(&r, to), "2026-11-10");
    fixture_type(&f, &r, "to_on", "2026-11-09");
    assert_string_equal(fixture_issue(&f, &r, &old, "to_on"), "E-MEMBER-010");
    fixture_close(&f);
}

TEST(dated_books_are_searched_by_the_person)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    fixture_member(&f, "李敏", "1985-02-03", "2012-01-01", "2013-01-01");
    struct query q = query_of(&ledger_member, NULL);
    struct query_row rows[4];
    size_t n;
    q.limit = 4;
    q.find = "zk";
    assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
    assert_int_equal(n, 1);
    assert_string_equal(rows[0].cells[0], "郑凯");
    q.find = "";
    q.sort = ledger_field(&ledger_member, "person_id");
    assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
    assert_int_equal(n, 2);
    assert_string_equal(rows[0].cells[0], "李敏"); /* li before zheng */
    fixture_close(&f);
}
