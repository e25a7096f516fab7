/* Imports: fates, saving, undoing. */
#include "unit.h"

#include <string.h>

#include "import_rig.h"
#include "pbtui/ledger/import.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/change.h"
#include "pbtui/store/check.h"

static void expect_saved(struct import_rig *r)
{
    if (r->err.code[0] != '\0') {
        fail_msg("%s %s %s", r->err.code, r->err.text, r->err.detail);
    }
}

#define HEAD "姓名|身份证号|出生日期|民族|入党日期|转正日期|手机|党小组\n"

TEST(import_a_roster_is_one_change_and_one_undo)
{
    struct import_rig r;
    import_rig_open(&r);
    const char *before = table_dump(&r);
    bool ok =
        table_save(&r, &ledger_people,
                   HEAD "赵一|990101199001010019||汉|2015-07-01|2016-07-01|"
                        "13900000001|一组\n"
                        "钱二|990101199001010027||回族|2016.7.1|2017.7.1|"
                        "13900000002|第二党小组\n");
    expect_saved(&r);
    assert_true(ok);
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 2);
    assert_int_equal(r.report.number, 1);
    int64_t id = table_person(&r, "赵一");
    assert_string_equal(table_value(&r, &ledger_people, id, "birth_on"),
                        "1990-01-01");
    assert_string_equal(table_value(&r, &ledger_people, id, "nation"), "汉族");
    assert_string_equal(table_value(&r, &ledger_people, id, "phone"),
                        "139****0001");
    assert_int_equal(table_count(&r, "select count(*) from placement"), 2);
    struct change_info info;
    assert_true(change_next_undo(r.f.book->db, &info));
    assert_string_equal(info.label, "导入党员名册：名册.csv（新 2 补 0 改 0）");

    struct import_done *done;
    size_t n;
    assert_true(import_list(r.f.book, &r.arena, &done, &n, NULL));
    assert_int_equal(n, 1);
    assert_false(done[0].undone);
    assert_string_equal(done[0].book, "roster");
    assert_int_equal(done[0].counts[IMPORT_FATE_NEW], 2);

    assert_true(import_undo(r.f.book, 1, NULL));
    assert_string_equal(table_dump(&r), before);
    assert_true(import_list(r.f.book, &r.arena, &done, &n, NULL));
    assert_true(done[0].undone);
    struct err err = ERR_INIT;
    assert_false(import_undo(r.f.book, 1, &err));
    assert_string_equal(err.code, "E-UNDO-009");
    assert_false(import_undo(r.f.book, 9, &err));
    assert_string_equal(err.code, "E-IMPORT-050");
    import_rig_close(&r);
}
