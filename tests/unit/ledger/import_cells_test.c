/* Cells: each row of these tables is a thing that spreadsheets or offices do
   to a value. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "import_rig.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"

struct cell_row {
    const char *head, *cell;
    const char *column, *shown; /* "" empty; NULL: refused */
    const char *says;           /* in the code or the mending; "": nothing */
};

static size_t bad_rows;
#define ROW_FAIL(row, ...)                                                     \
    do {                                                                       \
        printf("%s = %s: ", (row)->head, (row)->cell);                         \
        printf(__VA_ARGS__);                                                   \
        printf("\n");                                                          \
        bad_rows++;                                                            \
    } while (0)

/* One person a table, so that rows do not see one another. */
static void try_cell(const struct cell_row *row)
{
    struct import_rig r;
    char text[1024];
    import_rig_open(&r);
    bool join = strcmp(row->column, "join_on") == 0;
    bool name = strcmp(row->column, "name") == 0;
    snprintf(text, sizeof text, "%s%s%s\n%s%s%s\n", name ? "" : "姓名|",
             join ? "" : "入党日期|", row->head, name ? "" : "赵一|",
             join ? "" : "2015-07-01|", row->cell);
    bool ok = table_save(&r, &ledger_people, text);
    if (row->shown == NULL) {
        if (ok || strcmp(table_code(&r, 2), row->says) != 0) {
            ROW_FAIL(row, "not refused by %s but %s %s %s", row->says,
                     table_code(&r, 2), r.err.code, r.err.text);
        }
    } else if (!ok) {
        ROW_FAIL(row, "refused: %s %s", r.err.code, r.err.text);
    } else {
        const char *got = table_value(&r, &ledger_people, 1, row->column);
        const char *why = table_reason(&r, 2, true);
        if (strcmp(got, row->shown) != 0) {
            ROW_FAIL(row, "is %s, not %s", got, row->shown);
        }
        if (row->says[0] == '\0' ? why[0] != '\0'
                                 : strstr(why, row->says) == NULL) {
            ROW_FAIL(row, "says “%s”, not “%s”", why, row->says);
        }
    }
    import_rig_close(&r);
}

static void try_cells(const struct cell_row *rows, size_t n)
{
    bad_rows = 0;
    for (size_t i = 0; i < n; i++) {
        try_cell(&rows[i]);
    }
    assert_int_equal(bad_rows, 0);
}

TEST(import_id_numbers)
{
    static const struct cell_row rows[] = {
        {"身份证号", "990101199001010019", "idno", "**************0019", ""},
        {"身份证号", "'990101199001010019", "idno", "**************0019", ""},
        {"身份证号", "=\"990101199001010019\"", "idno", "**************0019",
         ""},
        {"身份证号", "\t990101199001010019 ", "idno", "**************0019", ""},
        {"身份证号", "９９０１０１１９９００１０１００１９", "idno",
         "**************0019", "全角"},
        {"身份证号", "99010119620715046x", "idno", "**************046X",
         "小写"},
        {"身份证号", "99010119620715046", "idno", "**************046X",
         "X 丢了"},
        {"身份证号", "99010119900101001", "idno", NULL, "E-IMPORT-022"},
        {"身份证号", "n:990101199001010000", "idno", NULL, "E-IMPORT-021"},
        {"身份证号", "n:9.90101199001010E+17", "idno", NULL, "E-IMPORT-021"},
        {"身份证号", "9.90101E+17", "idno", NULL, "E-ID-002"},
        {"身份证号", "990101198512318000", "idno", NULL, "E-ID-011"},
        {"身份证号", "990101199001010018", "idno", NULL, "E-ID-012"},
        {"身份证号", "n:990101850101333", "idno", "**************3334",
         "15 位"},
        {"身份证号", "9901****1001010019", "idno", NULL, "E-IMPORT-042"},
        {"身份证号", "e:#N/A", "idno", NULL, "E-IMPORT-020"},
        {"身份证号", "#REF!", "idno", NULL, "E-IMPORT-020"},
        {"身份证号", "无", "idno", "", ""},
        {"身份证号", "—", "idno", "", ""},
    };
    try_cells(rows, ARRAY_LEN(rows));
}

TEST(import_days)
{
    static const struct cell_row rows[] = {
        {"入党日期", "2015-07-01", "join_on", "2015-07-01", ""},
        {"入党日期", "d:2015-07-01", "join_on", "2015-07-01", ""},
        {"入党日期", "d:2015-07-01 14:30", "join_on", "2015-07-01", "时刻"},
        {"入党日期", "2015-07-01 00:00:00", "join_on", "2015-07-01", ""},
        {"入党日期", "2015.7.1", "join_on", "2015-07-01", ""},
        {"入党日期", "2015.07.01.", "join_on", "2015-07-01", ""},
        {"入党日期", "２０１５．７．１", "join_on", "2015-07-01", ""},
        {"入党日期", "20150701", "join_on", "2015-07-01", ""},
        {"入党日期", "n:20150701", "join_on", "2015-07-01", ""},
        {"入党日期", "2015年7月1日", "join_on", "2015-07-01", ""},
        {"入党日期", "2015/7/1", "join_on", "2015-07-01", ""},
        {"入党日期", "n:42186", "join_on", "2015-07-01", "序号"},
        {"入党日期", "42186", "join_on", "2015-07-01", "序号"},
        {"入党日期", "n:42186.5", "join_on", "2015-07-01", "序号"},
        {"入党日期", "n:99999", "join_on", NULL, "E-DATE-006"},
        {"入党日期", "2015年7月", "join_on", NULL, "E-IMPORT-026"},
        {"入党日期", "2015.07", "join_on", NULL, "E-IMPORT-026"},
        {"入党日期", "n:2015.7", "join_on", NULL, "E-IMPORT-026"},
        {"入党日期", "201507", "join_on", NULL, "E-IMPORT-026"},
        {"入党日期", "15.7.1", "join_on", NULL, "E-DATE-002"},
        {"入党日期", "7月1日", "join_on", NULL, "E-IMPORT-025"},
        {"入党日期", "7-1", "join_on", NULL, "E-IMPORT-025"},
        {"入党日期", "n:701", "join_on", NULL, "E-DATE-001"},
        {"入党日期", "0701", "join_on", NULL, "E-IMPORT-025"},
        {"入党日期", "2015-02-30", "join_on", NULL, "E-DATE-005"},
        {"入党日期", "2035-07-01", "join_on", NULL, "E-ROSTER-010"},
        {"转正日期", "—", "full_on", "", ""},
        {"退休日期", "无", "retired_on", "", ""},
    };
    try_cells(rows, ARRAY_LEN(rows));
}

TEST(import_words_and_numbers)
{
    static const struct cell_row rows[] = {
        {"姓名|入党日期", "张　三|2015-07-01", "name", "张三", "空格"},
        {"姓名|入党日期", "张 三|2015-07-01", "name", "张三", "空格"},
        {"姓名|入党日期", "阿依·努尔|2015-07-01", "name", "阿依·努尔", ""},
        {"姓名|入党日期", "阿依•努尔|2015-07-01", "name", "阿依·努尔", ""},
        {"姓名|入党日期", "Ivan Petrov|2015-07-01", "name", "Ivan Petrov", ""},
        {"姓名|入党日期", "'=cmd|2015-07-01", "name", "=cmd", ""},
        {"姓名|入党日期", "''abc|2015-07-01", "name", "'abc", ""},
        {"民族", "汉", "nation", "汉族", "汉族"},
        {"民族", "汉族", "nation", "汉族", ""},
        {"民族", "毛难族", "nation", "毛南族", "毛南族"},
        {"民族", "n:1", "nation", "汉族", "汉族"},
        {"民族", "精灵", "nation", NULL, "E-IMPORT-031"},
        {"学历", "大学", "education", "大学本科", "大学本科"},
        {"学历", "本科", "education", "大学本科", "大学本科"},
        {"文化程度", "大学本科（全日制）", "education", "大学本科", "大学本科"},
        {"最高学历", "研究生(在职)", "education", "研究生", "研究生"},
        {"性别", "男", "sex", "男", ""},
        {"性别", "1", "sex", "男", ""},
        {"性别", "n:2.0", "sex", "女", "女"},
        {"性别", "男性", "sex", "男", "男"},
        {"学位", "无", "degree", "无", ""},
        {"手机", "n:13900000001", "phone", "139****0001", ""},
        {"手机", "n:13900000001.0", "phone", "139****0001", "号码"},
        {"手机", "n:1.3900000001E+10", "phone", "139****0001", "号码"},
        {"手机", "1.39E+10", "phone", NULL, "E-IMPORT-023"},
        {"手机", "139****0001", "phone", NULL, "E-IMPORT-042"},
        {"手机", "139-0000-0001", "phone", "***********01", ""},
        {"手机", "见附件", "phone", NULL, "E-FIELD-011"},
        {"生活困难", "√", "hardship", "是", ""},
        {"生活困难", "✓", "hardship", "是", ""},
        {"生活困难", "否", "hardship", "否", ""},
        {"生活困难", "×", "hardship", "否", ""},
        {"是否困难党员", "有", "hardship", "是", ""},
        {"生活困难", "也许", "hardship", NULL, "E-IMPORT-032"},
        {"党龄校正", "n:-12", "age_adjust", "-12", ""},
        {"党龄校正", "12月", "age_adjust", "12", ""},
        {"备注", "无", "note", "无", ""},
        {"住址", "n:1.2E+15", "address", NULL, "E-IMPORT-024"},
    };
    try_cells(rows, ARRAY_LEN(rows));
}
