/* People on the roster: typed, saved, found, listed, undone. */
#include "support.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static size_t list(struct fixture *f, const char *view, const char *find,
                   struct query_row *rows, size_t max)
{
    struct query q =
        query_of(&ledger_people, ledger_view(&ledger_people, view));
    q.find = find;
    q.limit = max;
    size_t n = 0;
    struct err err = ERR_INIT;
    if (!query_page(f->book, &f->arena, &q, rows, &n, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    return n;
}

static const char *name_of(const struct query_row *row)
{
    return row->cells[1];
}

TEST(descriptors_and_schema_say_the_same)
{
    struct fixture f;
    fixture_open(&f);
    struct strbuf out;
    sb_init(&out);
    size_t bad = registry_check(&f.session.book, &out);
    if (bad > 0) {
        fail_msg("%zu differences:\n%s", bad, out.s);
    }
    sb_clear(&out);
    fixture_close(&f);
}

TEST(registry_check_sees_a_column_without_field_and_one_gone)
{
    struct fixture f;
    fixture_open(&f);
    struct stmt st;
    stmt_open(&st, f.session.db,
              SQL("alter table person add column extra TEXT"));
    assert_true(stmt_run(&st, NULL));
    stmt_open(&st, f.session.db,
              SQL("alter table honour rename column paper to papers"));
    assert_true(stmt_run(&st, NULL));
    struct strbuf out;
    sb_init(&out);
    assert_int_equal(registry_check(&f.session.book, &out), 3);
    assert_non_null(strstr(out.s, "roster: column extra has no field"));
    assert_non_null(strstr(out.s, "honours.paper: no such column"));
    sb_clear(&out);
    fixture_close(&f);
}

TEST(first_start_makes_branch_and_groups)
{
    struct fixture f;
    fixture_open(&f);
    struct org_branch b = org_current(f.book, &f.arena);
    assert_string_equal(b.name, "中共示例县商务局支部委员会（示例）");
    assert_true(b.committee);
    struct query q = query_of(&ledger_grp, NULL);
    q.limit = 9;
    struct query_row rows[9];
    size_t n;
    assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
    assert_int_equal(n, 2);
    assert_string_equal(rows[0].cells[1], "第一党小组");
    assert_string_equal(rows[1].cells[1], "第二党小组");
    fixture_close(&f);
}

TEST(new_member_is_on_the_roster_and_in_a_group)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "陈方");
    fixture_type(&f, &r, "idno", "９９０１０１１９９００１０１００１９");
    fixture_type(&f, &r, "join_on", "2010.5.20");
    fixture_type(&f, &r, "full_on", "2011-5-20");
    fixture_type(&f, &r, "grp", "第二党小组");
    struct err err = ERR_INIT;
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, &err));
    struct strbuf sb;
    sb_init(&sb);
    record_show(&r, f.book, ledger_field(&ledger_people, "birth_on"), &sb);
    assert_string_equal(sb.s, "1990-01-01");
    sb_reset(&sb);
    record_show(&r, f.book, ledger_field(&ledger_people, "sex"), &sb);
    assert_string_equal(sb.s, "男");
    sb_reset(&sb);
    record_show(&r, f.book, ledger_field(&ledger_people, "idno"), &sb);
    assert_string_equal(sb.s, "**************0019");
    sb_clear(&sb);

    struct query_row rows[4];
    assert_int_equal(list(&f, "current", "", rows, 4), 1);
    assert_string_equal(name_of(&rows[0]), "陈方");
    assert_string_equal(rows[0].cells[7], "正式党员");
    assert_string_equal(rows[0].cells[8], "第二党小组");
    assert_string_equal(rows[0].cells[11], "15");
    fixture_close(&f);
}

TEST(roster_of_a_past_day_shows_who_was_there)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "王海燕", "1980-03-04", "2005-07-01", "2006-07-01");
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "孙立");
    fixture_type(&f, &r, "join_on", "2026-06-10");
    fixture_type(&f, &r, "in_kind", "发展入党");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    static const struct {
        int y, m, d;
        size_t n;
    } days[] = {
        {2015, 5, 31, 0}, /* the branch was not there yet */
        {2015, 6, 1, 1},  {2026, 6, 9, 1}, {2026, 6, 10, 2}, {2026, 11, 20, 2},
    };
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++) {
        struct query_row rows[8];
        f.book->day = date_of(days[i].y, days[i].m, days[i].d);
        size_t n = list(&f, "current", "", rows, 8);
        if (n != days[i].n) {
            fail_msg("row %zu: %zu, not %zu", i, n, days[i].n);
        }
    }
    fixture_close(&f);
}

TEST(people_are_found_by_two_letters)
{
    struct fixture f;
    fixture_open(&f);
    static const char *const names[] = {"张三", "曾三", "单小军",
                                        "仇英", "解放", "欧阳文"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        fixture_member(&f, names[i], "1980-01-01", "2010-01-01", "2011-01-01");
    }
    static const struct {
        const char *find;
        size_t n;
        const char *first;
    } table[] = {
        {"zs", 2, "张三"},   {"shan", 1, "单小军"},
        {"qiu", 1, "仇英"},  {"xie", 1, "解放"},
        {"三", 2, "张三"},   {"oyw", 1, "欧阳文"},
        {"ＺＳ", 2, "张三"}, {"zz", 0, NULL},
        {"z s", 2, "张三"},  {"'; drop table person; --", 0, NULL},
        {"%", 0, NULL},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct query_row rows[8];
        size_t n = list(&f, "current", table[i].find, rows, 8);
        if (n != table[i].n ||
            (n > 0 && strcmp(name_of(&rows[0]), table[i].first) != 0)) {
            fail_msg("%s: %zu rows", table[i].find, n);
        }
    }
    fixture_close(&f);
}

TEST(a_person_is_found_by_the_whole_id_number)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "李敏");
    fixture_type(&f, &r, "idno", "990101198808081040");
    fixture_type(&f, &r, "join_on", "2010-01-01");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    struct query_row rows[2];
    assert_int_equal(list(&f, "current", "990101198808081040", rows, 2), 1);
    assert_int_equal(list(&f, "current", "990101198808081041", rows, 2), 0);
    fixture_close(&f);
}

TEST(the_same_id_number_twice_is_refused)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "李敏");
    fixture_type(&f, &r, "idno", "990101198808081040");
    fixture_type(&f, &r, "join_on", "2010-01-01");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    struct record s = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &s, "name", "李明");
    fixture_type(&f, &s, "idno", "990101198808081040");
    fixture_type(&f, &s, "join_on", "2012-01-01");
    assert_string_equal(fixture_issue(&f, &s, NULL, "idno"), "E-PEOPLE-003");
    struct err err = ERR_INIT;
    assert_false(ledger_apply(f.book, &f.arena, &s, NULL, NULL, &err));
    assert_string_equal(err.code, "E-PEOPLE-003");
    fixture_close(&f);
}

TEST(file_and_card_may_differ_and_both_stay)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "李敏");
    fixture_type(&f, &r, "birth_on", "1988-08-09");
    fixture_type(&f, &r, "idno", "990101198808081040");
    fixture_type(&f, &r, "join_on", "2010-01-01");
    assert_string_equal(fixture_issue(&f, &r, NULL, "birth_on"),
                        "E-PEOPLE-001");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    int birth = ledger_field(&ledger_people, "birth_on");
    assert_string_equal(record_text(&r, birth), "1988-08-09");
    fixture_close(&f);
}

TEST(a_saved_person_is_undone_by_name_and_redone)
{
    struct fixture f;
    fixture_open(&f);
    fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct change_info info;
    assert_true(change_next_undo(f.session.db, &info));
    assert_string_equal(info.label, "登记党员 郑凯");
    struct err err = ERR_INIT;
    if (!change_undo(f.session.db, &info, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    struct query_row rows[2];
    assert_int_equal(list(&f, "current", "", rows, 2), 0);
    assert_true(change_redo(f.session.db, &info, &err));
    assert_int_equal(list(&f, "current", "", rows, 2), 1);
    struct check_report report;
    assert_true(check_run(f.session.db, &f.arena, &report, NULL, NULL, &err));
    assert_int_equal(report.n, 0);
    fixture_close(&f);
}

TEST(two_saves_of_one_version_meet_the_conflict)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id =
        fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", "2013-01-01");
    struct record base;
    assert_true(record_read(&base, &ledger_people, f.book, &f.arena, id, NULL));
    struct record mine = record_copy(&base, &f.arena);
    struct record other = record_copy(&base, &f.arena);
    fixture_type(&f, &other, "unit", "商务局办公室");
    assert_true(ledger_apply(f.book, &f.arena, &other, &base, NULL, NULL));
    fixture_type(&f, &mine, "unit", "商务局财务股");
    struct err err = ERR_INIT;
    assert_false(ledger_apply(f.book, &f.arena, &mine, &base, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-001");
    assert_int_equal(err.kind, ERR_RULE);
    fixture_close(&f);
}

TEST(voiding_needs_a_reason_and_takes_the_membership_along)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id = fixture_member(&f, "错登记", "1985-02-03", "2012-01-01", NULL);
    struct err err = ERR_INIT;
    assert_false(ledger_void(f.book, &f.arena, &ledger_people, id, "错", &err));
    assert_string_equal(err.code, "E-SAVE-021");
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_people, id, "重复登记了", &err));
    struct query_row rows[2];
    assert_int_equal(list(&f, "current", "", rows, 2), 0);
    assert_int_equal(list(&f, "all", "", rows, 2), 1);
    struct query q = query_of(&ledger_member, NULL);
    q.limit = 2;
    size_t n;
    assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
    assert_int_equal(n, 0);
    fixture_close(&f);
}

/* Keyset pages put together are the whole list, both ways, in every order. */
PROPERTY(pages_join_to_the_whole_list)
{
    struct fixture f;
    fixture_open(&f);
    uint64_t rnd = unit_seed();
    for (int i = 0; i < 60; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s%d", unit_below(&rnd, 2) ? "张" : "李",
                 i);
        char birth[16] = "1960-01-01";
        birth[3] = (char)('0' + (char)unit_below(&rnd, 5));
        fixture_member(&f, name, birth, "2001-01-01",
                       unit_below(&rnd, 3) ? "2002-01-01" : NULL);
    }
    const struct ledger *l = &ledger_people;
    int sorts[] = {-1, ledger_field(l, "name"), ledger_field(l, "birth_on"),
                   ledger_field(l, "category"), ledger_field(l, "full_on")};
    for (size_t s = 0; s < 5; s++) {
        for (int down = 0; down < 2; down++) {
            int64_t forward[64];
            size_t n_forward = 0;
            struct query q = query_of(l, NULL);
            q.sort = sorts[s];
            q.descending = down;
            q.limit = 1 + unit_below(&rnd, 9);
            for (;;) {
                struct query_row rows[16];
                size_t n;
                assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
                for (size_t i = 0; i < n; i++) {
                    forward[n_forward++] = rows[i].id;
                }
                if (n < q.limit) {
                    break;
                }
                q.key = rows[n - 1].key;
            }
            assert_int_equal(n_forward, 60);
            q.key = NULL;
            q.backward = true;
            size_t at = n_forward;
            for (;;) {
                struct query_row rows[16];
                size_t n;
                assert_true(query_page(f.book, &f.arena, &q, rows, &n, NULL));
                for (size_t i = 0; i < n; i++) {
                    assert_int_equal(forward[--at], rows[i].id);
                }
                if (n < q.limit) {
                    break;
                }
                q.key = rows[n - 1].key;
            }
            assert_int_equal(at, 0);
        }
    }
    fixture_close(&f);
}

TEST(an_applicant_who_joins_becomes_a_member_in_the_same_save)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "陈方");
    fixture_type(&f, &r, "apply_on", "2024-01-10");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    struct query_row rows[4];
    assert_int_equal(list(&f, "stage", "", rows, 4), 1);
    struct record old = record_copy(&r, &f.arena);
    fixture_type(&f, &r, "join_on", "2026-06-10");
    struct err err = ERR_INIT;
    if (!ledger_apply(f.book, &f.arena, &r, &old, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    assert_int_equal(list(&f, "stage", "", rows, 4), 0);
    assert_int_equal(list(&f, "current", "", rows, 4), 1);
    f.book->day = date_of(2026, 6, 9);
    assert_int_equal(list(&f, "current", "", rows, 4), 0);
    fixture_close(&f);
}

TEST(a_voided_record_is_not_written_again)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id = fixture_member(&f, "郑凯", "1985-02-03", "2012-01-01", NULL);
    struct err err = ERR_INIT;
    assert_true(
        ledger_void(f.book, &f.arena, &ledger_people, id, "重复登记了", &err));
    struct record old;
    assert_true(record_read(&old, &ledger_people, f.book, &f.arena, id, NULL));
    struct record r = record_copy(&old, &f.arena);
    fixture_type(&f, &r, "unit", "某单位");
    assert_false(ledger_apply(f.book, &f.arena, &r, &old, NULL, &err));
    assert_string_equal(err.code, "E-SAVE-012");
    fixture_close(&f);
}

TEST(namesakes_are_told_apart_by_their_number)
{
    struct fixture f;
    fixture_open(&f);
    int64_t a = fixture_member(&f, "张伟", "1985-02-03", "2012-01-01", NULL);
    int64_t b = fixture_member(&f, "张伟", "1990-02-03", "2014-01-01", NULL);
    struct record r = record_new(&ledger_honour, f.book, &f.arena);
    assert_string_equal(fixture_refusal(&f, &r, "person_id", "张伟"),
                        "E-FIELD-008");
    const char *whole = people_whole_name(f.book, &f.arena, b);
    assert_string_equal(whole, "张伟 #2");
    fixture_type(&f, &r, "person_id", whole);
    assert_int_equal(record_int(&r, ledger_field(&ledger_honour, "person_id")),
                     b);
    assert_int_not_equal(a, b);
    fixture_close(&f);
}

TEST(namesakes_are_told_apart_by_their_birth_where_numbers_mean_nothing)
{
    static const struct {
        const char *typed;
        int who; /* of the two, from 1; 0: refused */
    } rows[] = {
        {"张伟（1985-02-03）", 1}, {"张伟(1990-02-03)", 2},
        {"张伟（1990）", 2},       {"张伟（1990-02）", 2},
        {"张伟（1991-02-03）", 0}, {"张伟（19）", 0},
        {"张（1990-02-03）", 0},   {"张伟（）", 0},
    };
    struct fixture f;
    fixture_open(&f);
    int64_t ids[] = {
        fixture_member(&f, "张伟", "1985-02-03", "2012-01-01", NULL),
        fixture_member(&f, "张伟", "1990-02-03", "2014-01-01", NULL)};
    int64_t other =
        fixture_member(&f, "赵敏", "1980-02-03", "2012-01-01", NULL);
    const int person = ledger_field(&ledger_honour, "person_id");
    assert_string_equal(people_dated_name(f.book, &f.arena, ids[1]),
                        "张伟（1990-02-03）");
    assert_string_equal(people_dated_name(f.book, &f.arena, other), "赵敏");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record r = record_new(&ledger_honour, f.book, &f.arena);
        if (rows[i].who == 0) {
            assert_string_equal(
                fixture_refusal(&f, &r, "person_id", rows[i].typed),
                "E-FIELD-007");
            continue;
        }
        fixture_type(&f, &r, "person_id", rows[i].typed);
        assert_int_equal(record_int(&r, person), ids[rows[i].who - 1]);
    }
    fixture_close(&f);
}

TEST(a_first_start_that_is_refused_leaves_no_file)
{
    char path[128];
    struct session s;
    struct err err = ERR_INIT;
    struct org_first first = {"   ", date_of(2015, 6, 1), true, 2};
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    snprintf(path, sizeof path, "%s/first.db", unit_tmp());
    assert_false(session_create(&s, path, "", &first, &err));
    assert_int_not_equal(access(path, F_OK), 0);
    first.name = "中共示例支部（示例）";
    assert_true(session_create(&s, path, "", &first, &err));
    assert_int_equal(access(path, F_OK), 0);
    session_close(&s);
}

TEST(signs_are_found_as_they_were_typed)
{
    struct fixture f;
    fixture_open(&f);
    struct record r = record_new(&ledger_people, f.book, &f.arena);
    fixture_type(&f, &r, "name", "孙立");
    fixture_type(&f, &r, "unit", "县局（机关）办公室");
    fixture_type(&f, &r, "join_on", "2026-01-01");
    assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    struct query_row rows[4];
    assert_int_equal(list(&f, "current", "（机关）", rows, 4), 1);
    assert_int_equal(list(&f, "current", "ｓｌ　县局", rows, 4), 1);
    assert_int_equal(list(&f, "current", "sl 乡", rows, 4), 0);
    fixture_close(&f);
}

TEST(a_number_found_belongs_to_its_own_word)
{
    struct fixture f;
    fixture_open(&f);
    static const char *const who[][2] = {{"孙立", "13911112222"},
                                         {"张建国", "13811112222"}};
    for (size_t i = 0; i < 2; i++) {
        struct record r = record_new(&ledger_people, f.book, &f.arena);
        fixture_type(&f, &r, "name", who[i][0]);
        fixture_type(&f, &r, "phone", who[i][1]);
        fixture_type(&f, &r, "join_on", "2026-01-01");
        assert_true(ledger_apply(f.book, &f.arena, &r, NULL, NULL, NULL));
    }
    struct query_row rows[4];
    assert_int_equal(list(&f, "current", "13911112222", rows, 4), 1);
    assert_int_equal(list(&f, "current", "13911112222 孙立", rows, 4), 1);
    assert_int_equal(list(&f, "current", "13911112222 张建国", rows, 4), 0);
    fixture_close(&f);
}
