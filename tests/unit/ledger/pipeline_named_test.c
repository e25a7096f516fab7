/* Who is written by name where nobody of the roster was picked: of another
   branch or unit, unless the roster knows better. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static int64_t worked(struct file_desk *d, int to)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, to);
    return p;
}

/* Step 5 with that contact: "" or code and text. */
static const char *name_contact(struct file_desk *d, int64_t p,
                                const char *name)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record h = record_new(&ledger_helper, d->b, d->a);
    struct record r = desk_step(d, &f, 5, desk_day(worked_days[5]), "");
    f = desk_file(d, p);
    record_set_text(&h, HELPER_ROLE, ROLE_CONTACT);
    record_set_text(&h, HELPER_FROM, worked_days[5]);
    record_set_text(&h, HELPER_NAME, name);
    assert_true(pipeline_put(&f, &h, &err));
    return pipeline_step_save(&f, &r, NULL, &err)
               ? ""
               : arena_printf(d->a, "%s %s", err.code, err.text);
}

static const char *talk(struct file_desk *d, int64_t p, int no,
                        const char *name)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = desk_step(d, &f, no, desk_day(worked_days[no]), "");
    record_set_null(&r, STEP_BY);
    record_set_text(&r, STEP_BY_TEXT, name);
    record_set_null(&r, STEP_REASON);
    return pipeline_step_save(&f, &r, NULL, &err) ? ""
                                                  : arena_str(d->a, err.code);
}

TEST(a_contact_by_name_is_neither_himself_nor_an_applicant)
{
    static const struct {
        const char *name, *said;
    } rows[] = {
        {"陈方", "E-PIPE-020"},
        {"石磊", "E-PIPE-020"},
        {"石磊（县教育局）", ""},
        {"刘某", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = worked(&d, 4);
        desk_applicant(&d, "石磊", "2022-01-10");
        const char *said = name_contact(&d, p, rows[i].name);
        if (rows[i].said[0] == '\0') {
            assert_string_equal(said, "");
        } else {
            assert_non_null(strstr(said, rows[i].said));
            assert_non_null(strstr(said, rows[i].name));
            assert_non_null(strstr(said, "姓名后写单位"));
        }
        file_desk_close(&d);
    }
}

/* 转正 on 2022-10-10, the day of step 5, is early enough. */
TEST(a_contact_by_name_is_full_by_then)
{
    static const char *const full[] = {"2022-10-10", "2022-10-11"};
    for (size_t i = 0; i < ARRAY_LEN(full); i++) {
        struct file_desk d;
        int64_t p = worked(&d, 4);
        int64_t other =
            fixture_member(&d.f, "石磊", "1980-01-01", "2021-10-01", full[i]);
        struct stmt st;
        /* Came after step 5: what he was before is known by his days alone. */
        stmt_open(&st, d.b->db,
                  SQL("update member set from_on = '2026-01-05'"
                      " where person_id = :id"));
        stmt_int(&st, ":id", other);
        assert_true(stmt_run(&st, NULL));
        const char *said = name_contact(&d, p, "石磊");
        assert_string_equal(i == 0 ? said : "", "");
        assert_true(i == 0 || strstr(said, "不是正式党员") != NULL);
        file_desk_close(&d);
    }
}

/* Of two of that name one who may be it is meant. */
TEST(of_two_of_that_name_the_full_member_is_meant)
{
    struct file_desk d;
    int64_t p = worked(&d, 1);
    struct err err = ERR_INIT;
    struct record r;
    struct record old;
    int64_t other =
        fixture_member(&d.f, "石磊", "1980-01-01", "2005-07-01", "2006-07-01");
    desk_applicant(&d, "石磊甲", "2022-01-10");
    assert_int_not_equal(other, p);
    assert_true(record_read(&old, &ledger_people, d.b, d.a, p, &err));
    r = record_copy(&old, d.a);
    fixture_type(&d.f, &r, "name", "石磊");
    assert_true(ledger_apply(d.b, d.a, &r, &old, NULL, &err));
    assert_string_equal(talk(&d, p, 2, "石磊"), "");
    file_desk_close(&d);
}

TEST(who_talks_by_name_is_no_applicant)
{
    static const int before[] = {1, 15};
    static const int steps[] = {2, AT_ACCEPT + 1};
    static const char *const said[] = {"E-PIPE-022", "E-PIPE-020"};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct file_desk d;
        int64_t p = worked(&d, before[i]);
        desk_applicant(&d, "石磊", "2022-01-10");
        assert_string_equal(talk(&d, p, steps[i], "石磊"), said[i]);
        assert_string_equal(talk(&d, p, steps[i], "石磊书记"), "");
        file_desk_close(&d);
    }
}

/* What stands there from before is found when the file is looked over. */
TEST(a_contact_by_name_is_looked_at_in_the_audit)
{
    struct file_desk d;
    struct stmt st;
    struct file_finding *list = NULL;
    int64_t p = worked(&d, 6);
    stmt_open(&st, d.b->db,
              SQL("update helper set person_id = null, name_text = '陈方'"));
    assert_true(stmt_run(&st, NULL));
    struct pipeline_file f = desk_file(&d, p);
    size_t n =
        pipeline_audit(d.a, book_pipeline(d.b), &f.facts, d.b->today, &list);
    bool found = false;
    for (size_t i = 0; i < n; i++) {
        found = found || strstr(list[i].text, "陈方 是本人") != NULL;
    }
    assert_true(found);
    file_desk_close(&d);
}
