/* What an import tells of people: their numbers never, a namesake always. */
#include "unit.h"

#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"

/* Nothing of it may stand in the report, the error or the ledger's audit. */
static bool tells(struct import_rig *r, const char *number)
{
    struct stmt st;
    bool told = strstr(r->err.text, number) != NULL;
    for (size_t i = 0; i < r->report.n_lines; i++) {
        const struct import_line *x = &r->report.lines[i];
        told = told || strstr(x->name, number) != NULL;
        for (size_t k = 0; k < x->n_faults; k++) {
            told = told || strstr(x->faults[k].reason, number) != NULL ||
                   strstr(x->faults[k].value, number) != NULL;
        }
    }
    stmt_open(&st, r->f.session.db,
              SQL("select 1 from audit where instr(label, :n) > 0"
                  " or instr(after, :n) > 0 limit 1"));
    stmt_text(&st, ":n", number);
    told = stmt_row(&st) || told;
    assert_true(stmt_done(&st, NULL));
    return told;
}

TEST(import_tells_no_number_wherever_it_stands)
{
    /* Where somebody put it, and the part that must not be seen. */
    static const struct {
        const char *table, *hidden;
    } rows[] = {
        {"姓名|民族\n赵一|990101198001010014\n", "99010119800101"},
        {"姓名|民族\n赵一|990101 19800101 0014\n", "990101 1980"},
        {"姓名|民族\n赵一|138-0013-8000\n", "138-0013"},
        {"姓名|民族\n赵一|１３８００１３８０００\n", "13800013"},
        {"姓名|出生日期\n赵一|13800138000\n", "13800138"},
        {"姓名|身份证号\n赵一|n:9.90101198001010E+17\n", "9.901011980"},
        {"姓名|入党日期|备注\n13800138000|2015年7月|\n", "13800138"},
    };
    size_t bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct import_rig r;
        import_rig_open(&r);
        if (table_save(&r, &ledger_people, rows[i].table) ||
            tells(&r, rows[i].hidden)) {
            print_error("row %zu: %s %s\n", i, r.err.text,
                        table_reason(&r, 2, false));
            bad++;
        }
        import_rig_close(&r);
    }
    assert_int_equal(bad, 0);
}

TEST(import_shows_days_and_amounts_as_they_are)
{
    struct import_rig r;
    import_rig_open(&r);
    assert_false(table_look(&r, &ledger_people,
                            "姓名|入党日期|党小组\n"
                            "赵一|2015-07-01|2026-03-05 到 2026-03-06\n") &&
                 r.report.counts[IMPORT_FATE_BAD] == 0);
    assert_non_null(
        strstr(table_reason(&r, 2, false), "2026-03-05 到 2026-03-06"));
    import_rig_close(&r);
}

TEST(import_of_the_file_s_name_tells_no_number_for_good)
{
    struct import_rig r;
    import_rig_open(&r);
    r.source.name = "990101198001010014.csv";
    assert_true(
        table_save(&r, &ledger_people, "姓名|入党日期\n赵一|2015-07-01\n"));
    assert_false(tells(&r, "9901011980"));
    import_rig_close(&r);
}

TEST(import_of_a_namesake_born_on_another_day_is_told)
{
    struct import_rig r;
    import_rig_open(&r);
    fixture_member(&r.f, "赵敏", "1980-02-03", "2012-01-01", NULL);
    assert_true(table_look(&r, &ledger_people,
                           "姓名|出生日期|入党日期\n"
                           "赵敏|1980-02-04|2012-01-01\n"
                           "钱二|1980-02-04|2012-01-01\n"));
    assert_int_equal(r.report.counts[IMPORT_FATE_NEW], 2);
    const struct import_line *line = table_line(&r, 2);
    bool told = false;
    for (size_t i = 0; line != NULL && i < line->n_faults; i++) {
        told = told || strcmp(line->faults[i].code, "E-IMPORT-049") == 0;
    }
    assert_true(told);
    line = table_line(&r, 3);
    for (size_t i = 0; line != NULL && i < line->n_faults; i++) {
        assert_string_not_equal(line->faults[i].code, "E-IMPORT-049");
    }
    import_rig_close(&r);
}

TEST(import_of_a_name_with_another_s_birth_is_nobody)
{
    static const struct {
        const char *who;
        const char *code; /* "" taken */
    } rows[] = {
        {"赵敏（1980-02-03）", ""},
        {"赵敏（1980）", ""},
        {"赵敏（1990-01-01）", "E-IMPORT-030"},
        {"赵敏（办公室）", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct import_rig r;
        import_rig_open(&r);
        fixture_member(&r.f, "赵敏", "1980-02-03", "2012-01-01", NULL);
        const char *text = arena_printf(
            &r.arena, "姓名|日期|荣誉名称\n%s|2021-07-01|先进\n", rows[i].who);
        table_look(&r, &ledger_honour, text);
        if (strcmp(table_code(&r, 2), rows[i].code) != 0) {
            fail_msg("%s: %s", rows[i].who, table_code(&r, 2));
        }
        import_rig_close(&r);
    }
}

TEST(import_takes_the_day_of_birth_from_the_id_number)
{
    static const struct {
        const char *birth;
        const char *shown; /* "" refused */
    } rows[] = {
        {"1980.1", "1980-01-01"},
        {"1980年1月", "1980-01-01"},
        {"198001", "1980-01-01"},
        {"1980.2", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct import_rig r;
        import_rig_open(&r);
        const char *text = arena_printf(&r.arena,
                                        "姓名|出生年月|身份证号|入党日期\n"
                                        "赵一|%s|990101198001010014|"
                                        "2015-07-01\n",
                                        rows[i].birth);
        bool ok = table_save(&r, &ledger_people, text);
        const char *got =
            ok ? table_value(&r, &ledger_people, 1, "birth_on") : "";
        if (strcmp(got, rows[i].shown) != 0) {
            fail_msg("%s: %s %s", rows[i].birth, got, r.err.text);
        }
        import_rig_close(&r);
    }
}
