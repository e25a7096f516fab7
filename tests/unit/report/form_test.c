/* Descriptions laid over data: what is filled in, what is left out, what the
   page looks like; finding and fitting.  Longer than a room for the page that
   is spelled out. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "form_ground.h"
#include "pbtui/base/mem.h"
#include "pbtui/report/paper_text.h"

#define HEAD "[form]\ntitle = 表\npaper = 竖排五号\nsource = test\n"

struct ground {
    struct arena arena;
    struct forms forms;
    struct form_data data;
};

static void ground(struct ground *g, const char *text)
{
    struct err err = ERR_INIT;
    memset(g, 0, sizeof *g);
    if (!form_ground_read(&g->forms, &g->arena, text, NULL, &err)) {
        fail_msg("%s", err.text);
    }
    form_ground_data(&g->data, &g->arena);
}

static const char *print(struct ground *g)
{
    return form_ground_print(&g->forms.list[0], &g->arena, 60);
}

static void shows(struct ground *g, const char *what)
{
    const char *text = print(g);
    if (strstr(text, what) == NULL) {
        fail_msg("«%s» is not in\n%s", what, text);
    }
}

static void hides(struct ground *g, const char *what)
{
    const char *text = print(g);
    if (strstr(text, what) != NULL) {
        fail_msg("«%s» is in\n%s", what, text);
    }
}

/* ---- holes ----------------------------------------------------------------
 */

TEST(form_holes_are_filled_in)
{
    static const struct {
        const char *text;
        const char *becomes;
    } rows[] = {
        {"", ""},
        {"没有洞", "没有洞"},
        {"{kind}记录", "党课记录"},
        {"{kind}{n}", "党课7"},
        {"{nothing}", ""},
        {"{nobody}", ""},
        {"{people.n} 人，{empty.n} 人", "3 人，0 人"},
        {"{crowd.n}", "0"},
        {"{nothing?　　}号", "　　号"},
        {"{kind?无}", "党课"},
        {"{nothing?}", ""},
        {"{box:box}{box:nothing}{box:empty.n}", "■□□"},
        {"{{kind}}", "{kind}"},
        {"}{{", "}{"},
        {"{kind", "{kind"},
        {"{ kind}", "{ kind}"},
        {"{row.name}{each.name}", ""},
        {"{memo}", "第一段\n第二段"},
    };
    int bad = 0;
    struct ground g;
    ground(&g, form_ground_everything);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got = form_fill(&g.arena, rows[i].text, &g.data);
        if (strcmp(got, rows[i].becomes) != 0) {
            form_row_wrong(&bad, "«%s» is «%s»", rows[i].text, got);
        }
    }
    assert_int_equal(bad, 0);
    arena_clear(&g.arena);
}

/* ---- the page -------------------------------------------------------------
 */

TEST(form_empty_parts_leave_no_labels)
{
    struct ground g;
    ground(&g, HEAD "line = 甲：{nothing} | 乙：{n} | 丙：{nothing}{n}\n"
                    "line = 丁：{nothing}\n"
                    "text = {nothing}\ngrid = 戊: {nothing}\n");
    shows(&g, "乙：7");
    shows(&g, "丙：7");
    shows(&g, "戊");
    hides(&g, "甲：");
    hides(&g, "丁：");
    arena_clear(&g.arena);
}

TEST(form_conditions_choose)
{
    static const struct {
        const char *cond;
        bool holds;
    } rows[] = {
        {"kind", true},
        {"nothing", false},
        {"not nothing", true},
        {"not kind", false},
        {"kind 党课", true},
        {"kind 谈话 党课", true},
        {"kind 党", false},
        {"not kind 党课", false},
        {"people.n", true},
        {"empty.n", false},
        {"people.n 3", true},
        {"memo 第二段", true},
        {"not nothing 党课", true},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct ground g;
        struct strbuf sb;
        sb_init(&sb);
        sb_addf(&sb, "%sif = %s\ntext = 甲甲\nif = end\ntext = 乙乙\n", HEAD,
                rows[i].cond);
        ground(&g, sb.s);
        const char *text = print(&g);
        if ((strstr(text, "甲甲") != NULL) != rows[i].holds ||
            strstr(text, "乙乙") == NULL) {
            form_row_wrong(&bad, "%s", rows[i].cond);
        }
        sb_clear(&sb);
        arena_clear(&g.arena);
    }
    assert_int_equal(bad, 0);
}

TEST(form_words_of_a_value_are_apart_by_any_mark)
{
    struct ground g;
    struct arena a = ARENA_INIT;
    struct form_data d;
    ground(&g, "[form]\ntitle = 表\npaper = 竖排五号\nsource = test\n"
               "when = kind 党课 谈话\nspace = 1\n");
    static const struct {
        const char *kind;
        bool fits;
    } rows[] = {{"党课", true},           {"支部党员大会、党课", true},
                {"大会，谈话", true},     {"大会 党课", true},
                {"大会,党课;其他", true}, {"", false},
                {"党课题目", false},      {"大会、", false}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        form_data_init(&d, &a);
        form_set(&d, "kind", rows[i].kind);
        if (form_fits(&g.forms.list[0], &d) != rows[i].fits) {
            fail_msg("%s", rows[i].kind);
        }
    }
    arena_clear(&a);
    arena_clear(&g.arena);
}

TEST(form_table_spreads_picks_and_counts)
{
    struct ground g;
    ground(&g, HEAD "table = people | 序:no 4 r | 名:name 8 |"
                    " {events.day}:mark* 6 c | 注:{row.no}号{row.grp} 8\n"
                    "where = grp 甲\nblank = 3\ntotal = 合 | 二人 | 好\n");
    shows(&g, "10-22");
    shows(&g, "11-05");
    shows(&g, "张建国");
    shows(&g, "1号甲");
    shows(&g, "2号甲");
    shows(&g, " 3|");
    shows(&g, "好");
    hides(&g, "李敏");
    hides(&g, "没有记录");
    hides(&g, "3号");
    hides(&g, " 4|");
    arena_clear(&g.arena);
}

/* Three people, two marks: the third column holds nothing, no number. */
TEST(form_family_without_its_column_is_empty)
{
    struct ground g;
    ground(&g, HEAD "table = people | {people.name}:mark* 10 c | 号:no 4\n");
    shows(&g, "欧阳𠮷");
    shows(&g, "|       ✓       |      假       |               |1   ");
    shows(&g, "|      缺       |       ✓       |               |3   ");
    arena_clear(&g.arena);
}

/* A family stands for as many columns as its list has rows, even none. */
TEST(form_total_passes_over_families)
{
    static const char *const columns[] = {"name", "grp", "mark1"};
    static const char *const row[] = {"张", "甲", "✓"};
    static const char *const days[] = {"10月\n22日"};
    static const char total[] =
        HEAD "table = people | 名:name 8 | {events.day}:mark* 12 | 组:grp 8\n"
             "total = 合计 | 见后 | 末尾\n"
             "table = people | 名:name 8 | {events.day}:mark* 12\n"
             "total = 合计 | 也见后\n";
    for (size_t n = 0; n < 2; n++) {
        struct ground g;
        struct document doc;
        struct strbuf sb;
        ground(&g, total);
        form_data_init(&g.data, &g.arena);
        form_list_begin(&g.data, "people", columns, 3);
        form_list_row(&g.data, row);
        form_list_begin(&g.data, "events", (const char *const[]){"day"}, 1);
        if (n > 0) {
            form_list_row(&g.data, days);
        }
        struct flow *flow = flow_new(&g.arena, paper_text_sheet(&g.arena, 40));
        form_put(&g.forms.list[0], flow, &g.data);
        flow_finish(flow, "合计", &doc);
        sb_init(&sb);
        paper_text(&sb, &doc);
        assert_non_null(strstr(sb.s, "合计"));
        assert_non_null(strstr(sb.s, "末尾"));
        assert_int_equal(strstr(sb.s, "见后") != NULL, n > 0);
        assert_int_equal(strstr(sb.s, "10月") != NULL, n > 0);
        assert_null(strstr(sb.s, "10月 22日"));
        sb_clear(&sb);
        arena_clear(&g.arena);
    }
}

TEST(form_places_of_one_line_take_one)
{
    struct ground g;
    ground(&g, "[form]\ntitle = 题{memo}\npaper = 竖排五号\nsource = test\n"
               "line = 左{memo}\ncut = 裁{memo}\nline = {box:nothing} 勾\n");
    shows(&g, "题第一段 第二段");
    shows(&g, "左第一段 第二段");
    shows(&g, "裁第一段 第二段");
    shows(&g, "□ 勾");
    arena_clear(&g.arena);
}

TEST(form_table_without_rows_says_so)
{
    struct ground g;
    ground(&g, HEAD "table = empty | 名:name 8+\n");
    shows(&g, "没有记录");
    arena_clear(&g.arena);
    ground(&g, HEAD "table = empty | 名:name 8+\nnone = 无{kind}\n");
    shows(&g, "无党课");
    hides(&g, "没有记录");
    arena_clear(&g.arena);
    ground(&g, HEAD "table = empty | 序:no 4 r | 名:name 8+\nblank = +2\n");
    shows(&g, "|   2|");
    hides(&g, "没有记录");
    hides(&g, "|   3|");
    arena_clear(&g.arena);
    ground(&g, HEAD "table = people | 序:no 4 r | 名:name 8+\nblank = +2\n");
    shows(&g, "|   5|");
    hides(&g, "|   6|");
    arena_clear(&g.arena);
}

static size_t count(const char *text, const char *what)
{
    size_t n = 0;
    for (const char *s = strstr(text, what); s != NULL;
         s = strstr(s + 1, what)) {
        n++;
    }
    return n;
}

TEST(form_each_is_the_whole_for_every_row)
{
    struct ground g;
    ground(&g, HEAD "each = people\nheading = no\n"
                    "text = {each.no}号{each.name}\n");
    shows(&g, "1号张建国");
    shows(&g, "3号欧阳𠮷");
    assert_int_equal(count(print(&g), "\f"), 2);
    arena_clear(&g.arena);
    ground(&g, HEAD "each = people together\ntext = {each.name}\n");
    assert_int_equal(count(print(&g), "\f"), 0);
    assert_int_equal(count(print(&g), "表"), 3);
    arena_clear(&g.arena);
    ground(&g, HEAD "each = empty\ntext = {each.name}号\n");
    shows(&g, "没有可以打印的内容。");
    shows(&g, "表");
    hides(&g, "号");
    arena_clear(&g.arena);
}

TEST(form_repeat_and_table_of_its_row)
{
    struct ground g;
    ground(&g,
           HEAD "each = people\nrepeat = events\n"
                "text = {row.day}日{each.grp}\n"
                "table = people | {row.day}:name 12 | 又:{row.day}{row.name}"
                " 20\nwhere = grp {each.grp}\nrepeat = end\ntext = 完\n");
    shows(&g, "10-22日乙");
    shows(&g, "11-05李敏");
    shows(&g, "11-05欧阳𠮷");
    assert_int_equal(count(print(&g), "完"), 3);
    assert_int_equal(count(print(&g), "10-22张建国"), 2);
    arena_clear(&g.arena);
}

/* All of the language on two pages. */
TEST(form_with_everything_looks_so)
{
    static const char golden[] =
        "                          党课记录\n"
        "单位：示例支部委员会                                 共 3 人\n"
        "+--------+------------------------------+------------------+\n"
        "|  类型  |党课                          |■ 是　□ 否        |\n"
        "+--------+-------------------+--------+-+------------------+\n"
        "|   无   |——                 | 花括号 |{x}                 |\n"
        "|        |                   |        |                    |\n"
        "+--------+-------------------+--------+--------------------+\n"
        "|        |第一段                                           |\n"
        "|  内容  |第二段                                           |\n"
        "|        |                                                 |\n"
        "|        |                                                 |\n"
        "+--------+-------------------------------------------------+\n"
        "|决议                                                      |\n"
        "|第 7 号                                                   |\n"
        "|                                                          |\n"
        "+--------+-------------------------------------------------+\n"
        "|        |                                                 |\n"
        "|  照片  |                                                 |\n"
        "|        |                                                 |\n"
        "+--------+-------------------------------------------------+\n"
        "    第一段\n"
        "    第二段\n"
        "    1、张建国\n"
        "    2、李敏\n"
        "    （乙组）\n"
        "    3、欧阳𠮷\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|序号|   姓   |10-2|11-0|            记             | 签名 |\n"
        "|    |   名   | 2  | 5  |                           |      |\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|   1|张建国  | ✓  | 假 |张建国（甲）               |      |\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|   2|李敏    | ✓  |    |李敏（乙）                 |      |\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|   3|欧阳𠮷  | 缺 | ✓  |欧阳𠮷（甲）               |      |\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|   4|        |    |    |                           |      |\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|  合|计      | 7  |    |                           |      |\n"
        "+----+--------+----+----+---------------------------+------+\n"
        "|                           甲组                           |\n"
        "+----------------------------------------------------------+\n"
        "|张建国                                                    |\n"
        "+----------------------------------------------------------+\n"
        "|欧阳𠮷                                                    |\n"
        "+----------------------------------------------------------+\n"
        "|                            名                            |\n"
        "+----------------------------------------------------------+\n"
        "|                        党课没有人                        |\n"
        "+----------------------------------------------------------+\n"
        "抬头：\n"
        "                            正中\n"
        "                                          示例支部委员会\n"
        "注：小字。\n"
        "\n"
        "\n"
        "- - - - - - - - - - - - - - 裁开  - - - - - - - - - - - - -\n"
        "\f\n"
        "主持人：__________  记录人：__________  年　月　日\n";
    struct ground g;
    ground(&g, form_ground_everything);
    const char *text = print(&g);
    if (strcmp(text, golden) != 0) {
        fail_msg("it is\n%s", text);
    }
    arena_clear(&g.arena);
}

/* A value may hold what a description means something by. */
TEST(form_values_are_not_read_as_holes)
{
    struct ground g;
    ground(&g, HEAD "line = {kind}\ngrid = 甲: {kind}\n"
                    "table = people | {kind}:name 20\n");
    form_set(&g.data, "kind", "{n} | {box:n} *3");
    assert_string_equal(form_fill(&g.arena, "{kind}", &g.data),
                        "{n} | {box:n} *3");
    arena_clear(&g.arena);
}

TEST(form_data_that_lacks_all_is_laid_out)
{
    struct ground g;
    struct form_data none;
    struct document doc;
    ground(&g, form_ground_everything);
    form_data_init(&none, &g.arena);
    struct flow *flow =
        flow_new(&g.arena, sheet_find(&g.forms.sheets, "竖排五号"));
    form_put(&g.forms.list[0], flow, &none);
    flow_finish(flow, "空", &doc);
    assert_true(doc.n >= 1);
    arena_clear(&g.arena);
}

/* ---- finding --------------------------------------------------------------
 */

TEST(forms_are_found_by_name_title_or_beginning)
{
    static const struct form list[] = {
        {.name = "roster", .title = "党员名册"},
        {.name = "roster-groups", .title = "党小组名册"},
        {.name = "signin", .title = "签到表"},
    };
    static const struct {
        const char *word;
        int index; /* -1: none */
    } rows[] = {
        {"roster", 0},   {"roster-", 1}, {"roster-groups", 1},
        {"r", -1},       {"s", 2},       {"签到表", 2},
        {"签", 2},       {"党", -1},     {"党小组名册", 1},
        {"党员", 0},     {"", -1},       {"x", -1},
        {"signin2", -1},
    };
    const struct forms f = {.list = list, .n = ARRAY_LEN(list)};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct form *want =
            rows[i].index < 0 ? NULL : &list[rows[i].index];
        if (forms_find(&f, rows[i].word) != want) {
            fail_msg("%s", rows[i].word);
        }
    }
}
