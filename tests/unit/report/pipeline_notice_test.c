/* 公示 of a file by the step that it is registered for. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pipeline_rig.h"

static void put_notice(struct rig *r, enum rig_who who, const char *no,
                       const char *from, const char *to)
{
    rig_part(
        r, r->file[who], &ledger_publicity,
        (const char *const[]){"no", no, "from_on", from, "to_on", to, NULL});
}

TEST(a_notice_is_printed_as_what_its_step_is_about)
{
    static const struct {
        const char *no, *kinds;
    } rows[] = {
        {"1", ""},
        {"3", "publicity activist"},
        {"4", ""},
        {"6", ""},
        {"7", "publicity candidate"},
        {"8", "publicity candidate"},
        {"9", ""},
        {"14", ""},
        {"15", "publicity admission"},
        {"17", "publicity admission"},
        {"18", ""},
        {"22", ""},
        {"23", "publicity conversion"},
        {"24", "publicity conversion"},
        {"25", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct rig r;
        rig_open(&r);
        put_notice(&r, HE, rows[i].no, "2026-11-12", "2026-11-18");
        struct form_data d = rig_of(&r, "pipeline-publicity", r.file[HE]);
        if (strcmp(form_get(&d, "kinds"), rows[i].kinds) != 0) {
            fail_msg("step %s: %s", rows[i].no, form_get(&d, "kinds"));
        }
        if (rows[i].kinds[0] != '\0') {
            assert_string_equal(form_get(&d, "from"), "2026年11月12日");
        }
        rig_close(&r);
    }
}

/* One that cannot be printed does not hide the one before. */
TEST(the_last_notice_that_is_one_is_printed)
{
    struct rig r;
    rig_open(&r);
    put_notice(&r, MA, "18", "2026-11-12", "2026-11-18");
    struct form_data d = rig_of(&r, "pipeline-publicity", r.file[MA]);
    assert_string_equal(form_get(&d, "kinds"), "publicity candidate");
    assert_string_equal(form_get(&d, "from"), "2026年11月2日");
    put_notice(&r, MA, "8", "2026-11-13", "2026-11-19");
    d = rig_of(&r, "pipeline-publicity", r.file[MA]);
    assert_string_equal(form_get(&d, "from"), "2026年11月13日");
    d = rig_of(&r, "publicity", r.who[MA]);
    assert_string_equal(form_get(&d, "kinds"), "publicity candidate");
    assert_string_equal(form_get(&d, "from"), "2026年11月13日");
    rig_close(&r);
}
