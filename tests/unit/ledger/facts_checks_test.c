/* What the checks of meetings, ballots and members say, told as facts: each
   with a row that has to be there, and none where there is nothing to say. */
#include "meeting_fixture.h"

#include "unit.h"

#include "pbtui/ledger/facts.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static const char *asked(struct fixture *f, const char *name)
{
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    const char *json = NULL;
    if (!facts_json(f->book, &f->arena, name, &span, &json, &err)) {
        fail_msg("%s: %s %s", name, err.text, err.detail);
    }
    return json;
}

static void run(struct fixture *f, const char *sql)
{
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, f->book->db, sql);
    if (!stmt_run(&st, &err)) {
        fail_msg("%s: %s", sql, err.detail);
    }
}

static void says(struct fixture *f, const char *name, const char *part)
{
    const char *json = asked(f, name);
    if (strstr(json, part) == NULL) {
        fail_msg("%s has no %s: %s", name, part, json);
    }
}

TEST(facts_tell_the_kinds_with_their_body)
{
    struct fixture f;
    fixture_open(&f);
    says(&f, ":kinds",
         "{\"code\":\"committee.meeting\",\"name\":\"支部委员会会议\","
         "\"abbr\":\"支委会\",\"body\":\"committee\",\"agenda\":1,"
         "\"number\":1,\"late_days\":3}");
    says(&f, ":kinds",
         "\"code\":\"volunteer\",\"name\":\"志愿服务\","
         "\"abbr\":\"志愿服务\",\"body\":\"named\","
         "\"agenda\":0,\"number\":0");
    fixture_close(&f);
}

TEST(facts_tell_which_duties_are_meetings_and_which_are_local)
{
    struct fixture f;
    fixture_open(&f);
    says(&f, ":duties",
         "{\"code\":\"M04\",\"name\":\"党课\",\"abbr\":"
         "\"党课\",\"grp\":0,\"grp_name\":\"\",\"kind\":"
         "\"lecture\",\"period\":\"季\"");
    says(&f, ":duties",
         "\"code\":\"M09\",\"name\":\"谈心谈话\",\"abbr\":"
         "\"谈心谈话\",\"grp\":0,\"grp_name\":\"\",\"kind\":"
         "\"\"");
    says(&f, ":duties", "\"local\":1");
    fixture_close(&f);
}

TEST(facts_hold_a_roll_against_the_roster_as_it_is_now)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 5);
    struct meeting m = meeting_make(&f, "study", DAY(2026, 3, 5));
    meeting_saved(&m);
    assert_null(strstr(asked(&f, ":meetings"), "missing"));
    assert_null(strstr(asked(&f, ":meetings"), "extra"));
    run(&f, "update attend set voided_on = '2026-03-06' where id ="
            " (select min(id) from attend)");
    run(&f, "update member set to_on = '2026-03-05' where person_id ="
            " (select max(person_id) from attend)");
    const char *json = asked(&f, ":meetings");
    const char *missing = strstr(json, "\"code\":\"missing\"");
    const char *extra = strstr(json, "\"code\":\"extra\"");
    assert_non_null(missing);
    assert_non_null(extra);
    assert_null(strstr(missing + 1, "\"code\":\"missing\""));
    assert_null(strstr(extra + 1, "\"code\":\"extra\""));
    fixture_close(&f);
}

TEST(facts_look_at_members_and_branch_and_hide_the_number)
{
    struct fixture f;
    fixture_open(&f);
    int64_t id =
        fixture_member(&f, "张三", "1990-01-01", "2012-07-01", "2013-07-01");
    says(&f, ":roster",
         "{\"person\":0,\"name\":\"\",\"code\":"
         "\"E-ROSTER-030\"");
    assert_null(strstr(asked(&f, ":roster"), "张三"));
    run(&f, "update person set full_on = '2013-06-30'");
    says(&f, ":roster", "\"name\":\"张三\",\"code\":\"E-ROSTER-020\"");
    run(&f, "insert into pii (salt, value) values (x'00',"
            " '990101199001010018')");
    run(&f, "update person set idno = (select max(id) from pii)");
    const char *json = asked(&f, ":roster");
    assert_non_null(strstr(json, "\"code\":\"E-ID-012\""));
    assert_null(strstr(json, "990101199001010018"));
    run(&f, "update member set to_on = '2026-01-01'");
    assert_null(strstr(asked(&f, ":roster"), "张三"));
    assert_true(id > 0);
    fixture_close(&f);
}

TEST(facts_look_at_elections_and_reviews_of_the_days_asked_for)
{
    struct fixture f;
    fixture_open(&f);
    meeting_members(&f, 5);
    assert_string_equal(asked(&f, ":elections"), "[]");
    assert_string_equal(asked(&f, ":reviews"), "[]");
    run(&f, "insert into election (ver, branch_id, kind, on_day, seats,"
            " entitled, present, issued, returned) values"
            " (1, 1, '1', '2026-03-05', 3, 5, 5, 5, 6)");
    run(&f, "insert into review (ver, branch_id, for_year, on_day, due,"
            " present, issued, returned) values"
            " (1, 1, 2025, '2026-01-22', 5, 6, 5, 5)");
    says(&f, ":elections",
         "{\"id\":1,\"day\":\"2026-03-05\",\"code\":"
         "\"E-ELECT-021\"");
    says(&f, ":reviews",
         "{\"id\":1,\"day\":\"2026-01-22\",\"code\":"
         "\"E-REVIEW-007\"");
    run(&f, "update election set on_day = '2025-12-31'");
    run(&f, "update review set voided_on = '2026-02-01'");
    assert_string_equal(asked(&f, ":elections"), "[]");
    assert_string_equal(asked(&f, ":reviews"), "[]");
    fixture_close(&f);
}
