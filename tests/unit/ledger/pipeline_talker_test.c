/* Who talks with him, steps 2 and 16: somebody else, and a full member with
   rights on that day (domain.md 2.1 #2 and #16). */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

/* The step by that member (0: by that name), saved: "" or the code. */
static const char *talk(struct file_desk *d, int64_t p, int no, int64_t who,
                        const char *name, const char *reason)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = desk_step(d, &f, no, desk_day(worked_days[no]), "");
    record_set_null(&r, STEP_BY_TEXT);
    if (who != 0) {
        record_set_int(&r, STEP_BY, who);
    } else {
        record_set_text(&r, STEP_BY_TEXT, name);
    }
    record_set_null(&r, STEP_REASON);
    if (reason[0] != '\0') {
        record_set_text(&r, STEP_REASON, reason);
    }
    return pipeline_step_save(&f, &r, NULL, &err) ? ""
                                                  : arena_str(d->a, err.code);
}

static int64_t open_file(struct file_desk *d, int to)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, to);
    return p;
}

TEST(nobody_talks_with_himself)
{
    static const int before[] = {1, 15};
    static const int steps[] = {2, AT_ACCEPT + 1};
    for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
        struct file_desk d;
        int64_t p = open_file(&d, before[i]);
        assert_string_equal(talk(&d, p, steps[i], p, "", "有原因也不行"),
                            "E-PIPE-020");
        assert_string_equal(talk(&d, p, steps[i], 0, "陈方", "有原因也不行"),
                            "E-PIPE-020");
        assert_string_equal(talk(&d, p, steps[i], 0, "示例委员", ""), "");
        file_desk_close(&d);
    }
}

TEST(who_talks_is_a_full_member_on_that_day)
{
    static const struct {
        int before, no;
        const char *full, *reason, *said;
    } rows[] = {
        {1, 2, "2022-04-10", "", ""},
        {1, 2, "2022-04-11", "", "E-PIPE-022"},
        {1, 2, "2022-04-11", "书记出差，由他谈的", ""},
        {15, 16, "2024-04-10", "", ""},
        {15, 16, "2024-04-11", "", "E-PIPE-020"},
        {15, 16, "2024-04-11", "书记出差，由他谈的", "E-PIPE-020"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = open_file(&d, rows[i].before);
        int64_t who = fixture_member(&d.f, "示例新", "1980-01-01", "2021-04-01",
                                     rows[i].full);
        assert_string_equal(talk(&d, p, rows[i].no, who, "", rows[i].reason),
                            rows[i].said);
        file_desk_close(&d);
    }
}

/* 留党察看 from that day on, and up to it. */
TEST(who_talks_has_his_rights_on_that_day)
{
    static const struct {
        const char *from, *to, *said;
    } rows[] = {
        {"2024-04-11", "2025-04-11", ""},
        {"2024-04-10", "2025-04-10", "E-PIPE-020"},
        {"2023-04-11", "2024-04-11", "E-PIPE-020"},
        {"2023-04-10", "2024-04-10", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        struct stmt st;
        int64_t p = open_file(&d, 15);
        stmt_open(
            &st, d.b->db,
            SQL("insert into rights (ver, person_id, kind, basis, from_on,"
                " to_on) values (1, :id, '6', '处分决定', :from, :to)"));
        stmt_int(&st, ":id", d.member[3]);
        stmt_text(&st, ":from", rows[i].from);
        stmt_text(&st, ":to", rows[i].to);
        assert_true(stmt_run(&st, NULL));
        assert_string_equal(talk(&d, p, 16, d.member[3], "", ""), rows[i].said);
        file_desk_close(&d);
    }
}
