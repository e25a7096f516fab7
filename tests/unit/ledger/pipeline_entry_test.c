/* Entries of a running step: only of an activist, only while the file goes on,
   and not without a word. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
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

static struct record entry_of(struct file_desk *d, int64_t p, const char *kind,
                              const char *on)
{
    struct pipeline_file f = desk_file(d, p);
    struct record r = record_new(&ledger_step_entry, d->b, d->a);
    record_set_int(&r, STEP_ENTRY_FILE, f.head.id);
    record_set_text(&r, STEP_ENTRY_KIND, codes_find("step_entry", kind));
    record_set_text(&r, STEP_ENTRY_ON, on);
    record_set_text(&r, STEP_ENTRY_CONTENT, "学习态度端正");
    return r;
}

static const char *save(struct file_desk *d, struct record *r,
                        const struct record *old)
{
    struct err err = ERR_INIT;
    return ledger_apply(d->b, d->a, r, old, NULL, &err)
               ? ""
               : arena_str(d->a, err.code);
}

static const char *put(struct file_desk *d, int64_t p, const char *kind,
                       const char *on)
{
    struct record r = entry_of(d, p, kind, on);
    return save(d, &r, NULL);
}

TEST(nobody_is_reviewed_before_he_is_an_activist)
{
    static const char *const kinds[] = {"思想汇报", "半年考察", "季度考察",
                                        "培训", "谈话"};
    for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
        struct file_desk d;
        int64_t p = worked(&d, 2);
        assert_string_equal(put(&d, p, kinds[i], "2022-09-20"), "E-PIPE-245");
        desk_go(&d, p, 3, 3); /* 2022-09-20 */
        assert_string_equal(put(&d, p, kinds[i], "2022-09-19"), "E-PIPE-248");
        assert_string_equal(put(&d, p, kinds[i], "2022-09-20"), "");
        file_desk_close(&d);
    }
}

TEST(an_entry_is_not_moved_before_that_day)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 3);
    struct record was, r = entry_of(&d, p, "思想汇报", "2022-12-20");
    assert_true(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    assert_true(record_read(&was, &ledger_step_entry, d.b, d.a, r.id, &err));
    r = record_copy(&was, d.a);
    record_set_text(&r, STEP_ENTRY_ON, "2022-09-19");
    assert_string_equal(save(&d, &r, &was), "E-PIPE-248");
    record_set_text(&r, STEP_ENTRY_ON, "2022-09-21");
    assert_string_equal(save(&d, &r, &was), "");
    file_desk_close(&d);
}

/* Along with a step as well as by itself. */
TEST(an_entry_that_comes_with_a_step_is_looked_at_too)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 4);
    struct pipeline_file f = desk_file(&d, p);
    struct record e = entry_of(&d, p, "思想汇报", "2022-09-19");
    assert_true(pipeline_put(&f, &e, &err));
    struct record r = desk_step(&d, &f, 5, desk_day("2022-10-10"), "");
    assert_false(pipeline_step_save(&f, &r, NULL, &err));
    assert_string_equal(err.code, "E-PIPE-248");
    file_desk_close(&d);
}

TEST(nothing_is_entered_into_a_file_that_ended)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 5);
    struct record was, r = entry_of(&d, p, "思想汇报", "2022-12-20");
    assert_true(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    assert_true(record_read(&was, &ledger_step_entry, d.b, d.a, r.id, &err));
    struct pipeline_file f = desk_file(&d, p);
    assert_true(pipeline_end(&f, desk_day("2023-02-01"), END_WITHDRAWN,
                             "本人书面申请", &err));
    assert_string_equal(put(&d, p, "思想汇报", "2023-01-10"), "E-PIPE-246");
    assert_string_equal(put(&d, p, "思想汇报", "2023-02-10"), "E-PIPE-246");
    r = record_copy(&was, d.a);
    record_set_text(&r, STEP_ENTRY_ON, "2023-02-02");
    assert_string_equal(save(&d, &r, &was), "E-PIPE-246");
    /* A slip of the pen may be mended. */
    r = record_copy(&was, d.a);
    record_set_text(&r, STEP_ENTRY_CONTENT, "学习态度端正，工作认真");
    assert_string_equal(save(&d, &r, &was), "");
    file_desk_close(&d);
}

TEST(a_review_says_something)
{
    struct file_desk d;
    int64_t p = worked(&d, 5);
    struct record r = entry_of(&d, p, "半年考察", "2023-03-20");
    record_set_null(&r, STEP_ENTRY_CONTENT);
    assert_string_equal(save(&d, &r, NULL), "E-PIPE-247");
    record_set_text(&r, STEP_ENTRY_CONCLUSION, "继续培养");
    assert_string_equal(save(&d, &r, NULL), "");
    /* A report was at least read by somebody; the rest speaks for itself. */
    r = entry_of(&d, p, "思想汇报", "2023-03-21");
    record_set_null(&r, STEP_ENTRY_CONTENT);
    assert_string_equal(save(&d, &r, NULL), "E-PIPE-287");
    record_set_text(&r, STEP_ENTRY_BY_TEXT, "示例委员");
    assert_string_equal(save(&d, &r, NULL), "");
    r = entry_of(&d, p, "培训", "2023-03-22");
    record_set_null(&r, STEP_ENTRY_CONTENT);
    assert_string_equal(save(&d, &r, NULL), "");
    file_desk_close(&d);
}

/* ---- what they stand on -------------------------------------------------- */

static const char *back(struct file_desk *d, int64_t p, int no)
{
    const char *said = desk_back(d, p, no);
    return said[0] == '\0' ? "" : arena_strn(d->a, said, 10);
}

TEST(an_activist_with_entries_stays_one)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    int64_t p = worked(&d, 3);
    struct record r = entry_of(&d, p, "思想汇报", "2022-12-20");
    assert_true(ledger_apply(d.b, d.a, &r, NULL, NULL, &err));
    assert_string_equal(back(&d, p, 3), "E-PIPE-260");
    assert_true(ledger_void(d.b, d.a, &ledger_step_entry, r.id,
                            "登记错了，作废重来", &err));
    assert_string_equal(back(&d, p, 3), "");
    file_desk_close(&d);
}

static const char *move_activist(struct file_desk *d, int64_t p, const char *on)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, p);
    struct record r = record_copy(&f.steps[AT_ACTIVIST], d->a);
    record_set_null(&r, STEP_EVENT);
    record_set_text(&r, STEP_ON, on);
    record_set_int(&r, STEP_EVENT, desk_meeting(d, p, "", desk_day(on)));
    record_set_text(&r, STEP_ON, on);
    return pipeline_step_save(&f, &r, NULL, &err) ? ""
                                                  : arena_str(d->a, err.code);
}

TEST(an_activist_is_not_made_one_after_his_entries)
{
    struct file_desk d;
    int64_t p = worked(&d, 3);
    assert_string_equal(put(&d, p, "思想汇报", "2022-12-20"), "");
    assert_string_equal(move_activist(&d, p, "2022-12-21"), "E-PIPE-261");
    assert_string_equal(move_activist(&d, p, "2022-12-20"), "");
    file_desk_close(&d);
}

/* Those of the first attempt stay when he is made one once more. */
TEST(entries_of_an_earlier_attempt_stay)
{
    struct file_desk d;
    int64_t p = worked(&d, 3);
    assert_string_equal(put(&d, p, "思想汇报", "2022-12-20"), "");
    assert_string_equal(desk_take_step(&d, p, 3, desk_day("2023-02-20"), ""),
                        "");
    assert_string_equal(back(&d, p, 3), "");
    assert_string_equal(back(&d, p, 3), "E-PIPE-260");
    file_desk_close(&d);
}

TEST(entries_before_that_day_are_found_when_the_file_is_looked_over)
{
    static const struct {
        const char *on;
        bool told;
    } rows[] = {{"2022-09-19", true}, {"2022-09-20", false}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct file_desk d;
        struct stmt st;
        struct file_finding *list = NULL;
        int64_t p = worked(&d, 5);
        assert_string_equal(put(&d, p, "思想汇报", "2022-12-20"), "");
        stmt_open(&st, d.b->db, SQL("update step_entry set on_day = :on"));
        stmt_text(&st, ":on", rows[i].on);
        assert_true(stmt_run(&st, NULL));
        struct pipeline_file f = desk_file(&d, p);
        size_t n = pipeline_audit(d.a, book_pipeline(d.b), &f.facts, d.b->today,
                                  &list);
        bool found = false;
        for (size_t k = 0; k < n; k++) {
            found = found || strstr(list[k].text, "2022-09-19") != NULL;
        }
        assert_int_equal(found, rows[i].told);
        file_desk_close(&d);
    }
}
