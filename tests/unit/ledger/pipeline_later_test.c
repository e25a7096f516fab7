/* 培养联系人 and 入党介绍人 who are named after the step (F3 in the person's
   file, `pbtui add helpers`): held to its rows on the day they begin. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

#define DAY "2024-06-01"

/* Step 15 is done; 示例A is contact, 示例A and 示例B introduce. */
static int64_t open_file(struct file_desk *d)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", "2022-03-15");
    desk_worked(d, p, 15);
    return p;
}

static struct record helper(struct file_desk *d, int64_t file, const char *role,
                            int64_t who)
{
    struct record r = record_new(&ledger_helper, d->b, d->a);
    record_set_int(&r, HELPER_FILE, file);
    record_set_text(&r, HELPER_ROLE, role);
    record_set_int(&r, HELPER_PERSON, who);
    record_set_text(&r, HELPER_FROM, DAY);
    return r;
}

/* "" or the code of the refusal, which changes nothing. */
static const char *save(struct file_desk *d, struct record *r,
                        const struct record *old)
{
    struct err err = ERR_INIT;
    const char *before = desk_image(d);
    if (ledger_apply(d->b, d->a, r, old, NULL, &err)) {
        return "";
    }
    assert_string_equal(desk_image(d), before);
    return arena_str(d->a, err.code);
}

static void end_introducer(struct file_desk *d, int64_t p, int64_t who)
{
    struct pipeline_file f = desk_file(d, p);
    for (size_t i = 0; i < f.n_helpers; i++) {
        struct record r = record_copy(&f.helpers[i], d->a);
        if (record_int(&r, HELPER_PERSON) == who &&
            strcmp(record_text(&r, HELPER_ROLE), ROLE_INTRODUCER) == 0) {
            record_set_text(&r, HELPER_TO, DAY);
            record_set_text(&r, HELPER_REASON, "工作调动");
            assert_string_equal(save(d, &r, &f.helpers[i]), "");
        }
    }
}

TEST(who_takes_an_introducers_place_is_full_on_the_day_he_begins)
{
    static const struct {
        const char *full, *said;
    } rows[] = {{"2024-06-01", ""}, {"2024-06-02", "E-PIPE-250"}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        int64_t p = open_file(&d);
        int64_t who = fixture_member(&d.f, "示例新", "1980-01-01", "2023-06-01",
                                     rows[i].full);
        int64_t file = desk_file(&d, p).head.id;
        end_introducer(&d, p, d.member[1]);
        struct record r = helper(&d, file, ROLE_INTRODUCER, who);
        assert_string_equal(save(&d, &r, NULL), rows[i].said);
        file_desk_close(&d);
    }
}

TEST(a_third_introducer_and_the_person_himself_are_refused)
{
    struct file_desk d;
    int64_t p = open_file(&d);
    int64_t file = desk_file(&d, p).head.id;
    struct record r = helper(&d, file, ROLE_INTRODUCER, d.member[2]);
    assert_string_equal(save(&d, &r, NULL), "E-PIPE-250");
    end_introducer(&d, p, d.member[1]);
    struct record himself = helper(&d, file, ROLE_INTRODUCER, p);
    assert_string_equal(save(&d, &himself, NULL), "E-PIPE-250");
    struct record twice = helper(&d, file, ROLE_INTRODUCER, d.member[0]);
    assert_string_equal(save(&d, &twice, NULL), "E-PIPE-250");
    assert_string_equal(save(&d, &r, NULL), "");
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(f.now.steps[AT_INTRODUCERS].n_issues, 0);
    file_desk_close(&d);
}

/* 示例A and a second are the two there may be. */
TEST(a_third_contact_is_refused)
{
    struct file_desk d;
    int64_t p = open_file(&d);
    int64_t file = desk_file(&d, p).head.id;
    struct record second = helper(&d, file, ROLE_CONTACT, d.member[2]);
    struct record third = helper(&d, file, ROLE_CONTACT, d.member[3]);
    assert_string_equal(save(&d, &second, NULL), "");
    assert_string_equal(save(&d, &third, NULL), "E-PIPE-250");
    file_desk_close(&d);
}

TEST(kin_who_comes_later_takes_a_reason)
{
    struct file_desk d;
    int64_t p = open_file(&d);
    int64_t file = desk_file(&d, p).head.id;
    struct record r = helper(&d, file, ROLE_CONTACT, d.member[2]);
    record_set_int(&r, HELPER_KIN, 1);
    assert_string_equal(save(&d, &r, NULL), "E-PIPE-251");
    record_set_text(&r, HELPER_REASON, "支部没有别的正式党员");
    assert_string_equal(save(&d, &r, NULL), "");
    struct pipeline_file f = desk_file(&d, p);
    const struct step_view *v = &f.now.steps[5];
    assert_int_equal(v->state, STEP_DONE);
    assert_int_equal(v->n_issues, 1);
    assert_string_equal(v->issues[0].reason, "支部没有别的正式党员");
    file_desk_close(&d);
}
