/* Entries of a running step: only of an activist, only while the file goes on,
   and not without a word. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
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
    /* The letter itself is the content of the others. */
    r = entry_of(&d, p, "思想汇报", "2023-03-21");
    record_set_null(&r, STEP_ENTRY_CONTENT);
    assert_string_equal(save(&d, &r, NULL), "");
    file_desk_close(&d);
}
