/* Reading descriptions: what each key means, what each mistake is told.  Sheets
   are the compiled-in ones: 竖排五号 is 84 columns. */
#include "unit.h"

#include <string.h>

#include "../../../src/report/form_parts.h"
#include "form_ground.h"
#include "pbtui/base/file.h"
#include "pbtui/base/mem.h"

#define HEAD "title = 表\npaper = 竖排五号\nsource = test\n"
/* Its things begin on line 5. */
#define FORM(things) "[form]\n" HEAD things

static const char *form_of(struct forms *f, struct arena *a, const char *text)
{
    struct err err = ERR_INIT;
    *a = (struct arena)ARENA_INIT;
    return form_ground_read(f, a, text, NULL, &err) ? NULL
                                                    : arena_str(a, err.code);
}

/* ---- what is good ---------------------------------------------------------
 */

TEST(form_head_says_what_it_is)
{
    struct arena a;
    struct forms f;
    assert_null(form_of(&f, &a,
                        "[form]\n"
                        "text = {each.name}\n"
                        "title = {kind}记录（{n}）\n"
                        "about = 一句话\n"
                        "paper = 竖排五号\n"
                        "source = test\n"
                        "when = kind lecture themeday\n"
                        "file = {day}-{kind}\n"
                        "each = people together\n"));
    assert_int_equal(f.n, 1);
    const struct form *x = &f.list[0];
    assert_string_equal(x->name, "x");
    assert_string_equal(x->title, "记录（）");
    assert_string_equal(x->heading, "{kind}记录（{n}）");
    assert_string_equal(x->about, "一句话");
    assert_string_equal(x->paper, "竖排五号");
    assert_ptr_equal(x->source, &form_ground_source);
    assert_string_equal(x->when_value, "kind");
    assert_string_equal(x->when_word, "lecture themeday");
    assert_string_equal(x->file, "{day}-{kind}");
    assert_string_equal(x->each, "people");
    assert_true(x->together);
    assert_false(x->own);
    assert_int_equal(x->n_items, 1);
    arena_clear(&a);
    assert_null(form_of(&f, &a, FORM("heading = no\nname = 名\nspace = 1\n")));
    assert_string_equal(f.list[0].title, "名");
    assert_string_equal(f.list[0].heading, "");
    assert_int_equal(f.list[0].footer, FOOTER_FULL);
    assert_int_equal(f.list[0].rank, FORM_LAST);
    assert_false(f.list[0].part);
    arena_clear(&a);
    assert_null(form_of(
        &f, &a, FORM("footer = page\noffer = no\nrank = 7\nbig = 封面\n")));
    assert_int_equal(f.list[0].footer, FOOTER_PAGE);
    assert_int_equal(f.list[0].rank, 7);
    assert_true(f.list[0].part);
    assert_int_equal(f.list[0].items[0].style->size, 200);
    arena_clear(&a);
    assert_null(form_of(&f, &a, FORM("footer = no\nspace = 1\n")));
    assert_int_equal(f.list[0].footer, FOOTER_NONE);
    arena_clear(&a);
}

/* As a word in bold: after .B, or after a quote and before the rest. */
static bool stands_in(const char *page, const char *key)
{
    size_t n = strlen(key);
    for (const char *s = strstr(page, key); s != NULL; s = strstr(s + 1, key)) {
        char before = s == page ? '\n' : s[-1];
        if (strchr(" \"\n", before) != NULL && strchr(" =\"\n", s[n]) != NULL) {
            return true;
        }
    }
    return false;
}

TEST(form_keys_all_stand_in_the_manual)
{
    static const char *const pages[] = {"man/pbtui-forms.5",
                                        "man/zh_CN/pbtui-forms.5"};
    static const char *const *const keys[] = {form_head_keys, form_item_keys,
                                              form_table_keys};
    for (size_t p = 0; p < ARRAY_LEN(pages); p++) {
        struct strbuf page;
        sb_init(&page);
        assert_true(file_read(&page, pages[p], 1 << 20, NULL));
        for (size_t k = 0; k < ARRAY_LEN(keys); k++) {
            for (size_t i = 0; keys[k][i] != NULL; i++) {
                if (!stands_in(page.s, keys[k][i])) {
                    fail_msg("%s: no %s", pages[p], keys[k][i]);
                }
            }
        }
        sb_clear(&page);
    }
}

TEST(form_things_stand_in_their_order)
{
    static const enum form_thing order[] = {
        THING_LINE,  THING_GRID, THING_AREA,  THING_ABOVE,
        THING_PHOTO, THING_PARA, THING_SPACE, THING_TABLE,
        THING_CUT,   THING_PAGE, THING_SIGN};
    struct arena a;
    struct forms f;
    assert_null(form_of(&f, &a,
                        FORM("line.1 = 左\nline.b = 左 | 右\n"
                             "rows = 3\n"
                             "grid.1 = 甲: {n} *3 | {kind}\n"
                             "area = 甲 | {n} | 12\nabove = 乙 | {n}\n"
                             "photo = 照片 | 9\ntext = 文\nspace = 4\n"
                             "table = people | 序:no 4 r | 名:name 8+2\n"
                             "columns = 另: 2+ c\nblank = +5\ntwice = 2\n"
                             "tall = 2\ntotal = 合 | {n}\nnone =\n"
                             "cut = 裁\npage = new\nsign = 甲 | 乙\n")));
    const struct form_item *i = f.list[0].items;
    assert_int_equal(f.list[0].n_items, 12);
    for (size_t n = 0; n < sizeof order / sizeof order[0]; n++) {
        assert_int_equal(i[n + 1].thing, order[n]);
    }
    assert_string_equal(i[1].parts[0], "左");
    assert_string_equal(i[1].parts[1], "");
    assert_string_equal(i[1].parts[2], "右");
    assert_string_equal(i[2].labels[0], "甲");
    assert_null(i[2].labels[1]);
    assert_string_equal(i[2].parts[0], "{n}");
    assert_int_equal(i[2].shares[0], 3);
    assert_int_equal(i[2].shares[1], 1);
    assert_int_equal(i[2].number, 3);
    assert_int_equal(i[3].number, 12);
    assert_int_equal(i[4].number, 1);
    assert_int_equal(i[5].number, 9);
    const struct form_table *t = i[8].table;
    assert_int_equal(t->n, 3);
    assert_string_equal(t->columns[0].column, "no");
    assert_int_equal(t->columns[0].align, PAGE_RIGHT);
    assert_int_equal(t->columns[0].share, 0);
    assert_int_equal(t->columns[1].min_cols, 8);
    assert_int_equal(t->columns[1].share, 2);
    assert_null(t->columns[2].column);
    assert_string_equal(t->columns[2].text, "");
    assert_int_equal(t->columns[2].align, PAGE_CENTRE);
    assert_int_equal(t->blank, 5);
    assert_true(t->blank_more);
    assert_int_equal(t->twice, 2);
    assert_int_equal(t->tall, 2);
    assert_int_equal(t->n_total, 2);
    assert_string_equal(t->none, "");
    arena_clear(&a);
}

/* ---- what is told ---------------------------------------------------------
 */

static const struct {
    const char *things; /* from line 5 on */
    const char *says;   /* the first complaint, from its beginning */
} mistakes[] = {
    {"line = 甲\nlines = 乙\n",
     "forms/x.ini:6：“lines”不认识，可以写：title、"},
    {"[else]\nline = 甲\n",
     "forms/x.ini:6：“line”不在 [form] 这一节里；表样只有这一节"},
    {"", "forms/x.ini:1：标题下面什么也没有"},
    {"line 甲\nline = 乙\n", "forms/x.ini:5：没有等号，应写成 名称 = 值。"},
    {"title = 又一个\nline = 甲\n",
     "forms/x.ini:5：title 在第 2 行已经写过，只能写一次"},
    {"about =\nline = 甲\n", "forms/x.ini:5：about 后面是空的"},
    {"heading = maybe\nline = 甲\n", "forms/x.ini:5：heading 只能写 yes 或 no"},
    {"offer = maybe\nline = 甲\n", "forms/x.ini:5：offer 只能写 yes 或 no"},
    {"footer = yes\nline = 甲\n",
     "forms/x.ini:5：footer 只能写 full（有校验码）、page（只有页码）或 no"},
    {"rank = 0\nline = 甲\n", "forms/x.ini:5：“0”应是 1 到 99 的整数"},
    {"rank = 100\nline = 甲\n", "forms/x.ini:5：“100”应是 1 到 99 的整数"},
    {"each = nobody\nline = 甲\n",
     "forms/x.ini:5：来源“test”没有列表“nobody”，可以写：people、events、empty"},
    {"each = people often\nline = 甲\n",
     "forms/x.ini:5：列表后面的“often”看不懂，只能写 together"},
    {"when = sort lecture\nline = 甲\n",
     "forms/x.ini:5：来源“test”没有“sort”这一项，可以写：kind、n、memo、box、"
     "nothing、org、branch、period、"},
    {"when = Kind lecture\nline = 甲\n", "forms/x.ini:5：“Kind”不是名称"},
    {"file = {sort}\nline = 甲\n", "forms/x.ini:5：来源“test”没有“sort”这一项"},
    {"line = {sort}\n", "forms/x.ini:5：来源“test”没有“sort”这一项"},
    {"line = {kind\n", "forms/x.ini:5：“{kind”里的花括号看不懂，应像 {title}"},
    {"line = {}\n", "forms/x.ini:5：“{}”里的花括号看不懂"},
    {"line = {kind?a{b}\n", "forms/x.ini:5：“{kind?a{b}”里的花括号看不懂"},
    {"line = {crowd.n}\n", "forms/x.ini:5：来源“test”没有列表“crowd”"},
    {"line = {people.name}\n",
     "forms/x.ini:5：{people.name} 不能这样写：列表的行数是 {people.n}，"
     "表格里一行的内容是 {row.name}"},
    {"line = {row.name}\n",
     "forms/x.ini:5：{row.name} 只能写在表格的列里，或写在 repeat 里"},
    {"line = {each.name}\n", "forms/x.ini:5：{each.name} 要先写明 each = 列表"},
    {"line = 甲 | 乙 | 丙 | 丁\n",
     "forms/x.ini:5：用 | 隔开的太多，这里最多 3 段"},
    {"line = 甲｜乙\n", "forms/x.ini:5：竖线是全角的“｜”；请改成英文的 |"},
    {"grid = 甲：{n}\n", "forms/x.ini:5：“甲：{n}”的冒号是全角的"},
    {"grid = 甲: {n} |\n", "forms/x.ini:5：第 2 格是空的"},
    {"grid = 甲: {n} *0\n", "forms/x.ini:5：“0”应是 1 到 20 的整数"},
    {"grid = 甲: {n} *21\n", "forms/x.ini:5：“21”应是 1 到 20 的整数"},
    {"grid = {sort}: {n}\n", "forms/x.ini:5：来源“test”没有“sort”这一项"},
    {"rows = 0\nline = 甲\n", "forms/x.ini:5：“0”应是 1 到 40 的整数"},
    {"rows = 41\nline = 甲\n", "forms/x.ini:5：“41”应是 1 到 40 的整数"},
    {"rows = two\nline = 甲\n", "forms/x.ini:5：“two”应是 1 到 40 的整数"},
    {"rows = 100000000000\nline = 甲\n",
     "forms/x.ini:5：“100000000000”应是 1 到 40 的整数"},
    {"area = 内容\n",
     "forms/x.ini:5：缺少内容，应像 会议内容 | {minutes} | 12"},
    {"area = 内容 | {n} | 201\n", "forms/x.ini:5：“201”应是 1 到 200 的整数"},
    {"above = 内容 | {sort}\n", "forms/x.ini:5：来源“test”没有“sort”这一项"},
    {"photo = 照片\n", "forms/x.ini:5：缺少高度（行数）"},
    {"photo = 照片 | 46\n", "forms/x.ini:5：“46”应是 1 到 45 的整数"},
    {"text =\n", "forms/x.ini:5：后面没有文字；要空行请写 space = 1"},
    {"right = 甲 | 21\n", "forms/x.ini:5：“21”应是 0 到 20 的整数"},
    {"space = 0\n", "forms/x.ini:5：“0”应是 1 到 40 的整数"},
    {"page = old\n", "forms/x.ini:5：page 只能写 new"},
    {"sign =\n", "forms/x.ini:5：sign 后面是空的"},
    {"if = end\nline = 甲\n", "forms/x.ini:5：前面没有 if，不用写 if = end"},
    {"if =\nline = 甲\n", "forms/x.ini:5：if 后面是空的"},
    {"if = not sort\nline = 甲\n", "forms/x.ini:5：来源“test”没有“sort”这一项"},
    {"repeat = crowd\nline = 甲\n", "forms/x.ini:5：来源“test”没有列表“crowd”"},
    {"repeat = people\nline = 甲\n", "forms/x.ini:5：repeat 没有结束"},
    {"repeat = end\nline = 甲\n", "forms/x.ini:5：前面没有 repeat"},
    {"repeat = people\nrepeat = events\nrepeat = end\n",
     "forms/x.ini:6：repeat 里面不能再写 repeat"},
    {"repeat = people\nif = row.grp 甲\nline = 甲\nrepeat = end\n",
     "forms/x.ini:8：repeat 里的 if 没有结束；请先写 if = end"},
    {"repeat = people\nline = {row.age}\nrepeat = end\n",
     "forms/x.ini:6：列表“people”没有“age”这一列，可以写：name、grp、mark*"},
    {"table = crowd | 名:name 8\n", "forms/x.ini:5：来源“test”没有列表“crowd”"},
    {"table = people\n", "forms/x.ini:5：表格没有列"},
    {"table = people | 名name 8\n",
     "forms/x.ini:5：“名name 8”里没有英文的冒号，应像 姓名:name 8"},
    {"table = people | 龄:age 8\n",
     "forms/x.ini:5：列表“people”没有“age”这一列，可以写：name、grp、mark*"},
    {"table = people | 龄:{row.age}岁 8\n",
     "forms/x.ini:5：列表“people”没有“age”这一列"},
    {"table = people | 名:name\n", "forms/x.ini:5：“名:name”的列宽看不懂"},
    {"table = people | 名:name 8 x\n",
     "forms/x.ini:5：“名:name 8 x”的列宽看不懂，应像 8、10+，宽 2 到 200，"
     "后面可加 l、c、r"},
    {"table = people | 名:name 1\n", "forms/x.ini:5：“名:name 1”的列宽看不懂"},
    {"table = people | 名:name 201\n", "forms/x.ini:5：“名:name 201”的列宽"},
    {"table = people | 名:name 8+21\n", "forms/x.ini:5：“名:name 8+21”的列宽"},
    {"table = people | 名:name 8-\n", "forms/x.ini:5：“名:name 8-”的列宽"},
    {"table = people | 名:name 40 | 组:grp 42\n",
     "forms/x.ini:5：列宽连同边线共 85，纸张“竖排五号”只有 84，放不下；"
     "请改小，或用 fixed = 2"},
    {"table = people | 名:name 40\ncolumns = 组:grp 42\nline = 甲\n",
     "forms/x.ini:5：列宽连同边线共 85"},
    {"table = people | 名:name 19 | 组:grp 21\ntwice = 2\n",
     "forms/x.ini:5：列宽连同边线共 85，纸张“竖排五号”只有 84，放不下；请改小"},
    {"table = people | 名:name 20 | 组:grp 63\nfixed = 1\n",
     "forms/x.ini:5：列宽连同边线共 86"},
    {"table = people | 名:name 41 | 组:grp 8\nfixed = 1\n",
     "forms/x.ini:5：每段重复的前 1 列共宽 42，不能超过纸宽 84 的一半"},
    {"table = people | 名:name 8 | 组:grp 8\nfixed = 2\n",
     "forms/x.ini:5：fixed = 2 不比列数 2 少"},
    {"table = people | 名:name 8 | 组:grp 8\nfixed = 1\ntwice = 2\n",
     "forms/x.ini:5：fixed 和 twice 不能同时用"},
    {"table = people | 名:name 8\ntwice = 1\n",
     "forms/x.ini:6：“1”应是 2 到 4 的整数"},
    {"table = people | 名:name 8\nblank = many\n",
     "forms/x.ini:6：“many”应是 0 到 200 的整数"},
    {"table = people | 名:name 8\ntall = 21\n",
     "forms/x.ini:6：“21”应是 1 到 20 的整数"},
    {"table = people | 名:name 8\ntotal = 合计 | 二\n",
     "forms/x.ini:5：total 有 2 段，表格只有 1 列"},
    {"table = people | 名:name 8\ntotal = {row.name}\n",
     "forms/x.ini:6：{row.name} 只能写在表格的列里"},
    {"table = people | 名:name 8\nwhere = age 甲\n",
     "forms/x.ini:6：列表“people”没有“age”这一列"},
    {"table = people | 名:name 8\nwhere =\n",
     "forms/x.ini:6：where 后面是空的"},
    {"line = 甲\nblank = 3\n",
     "forms/x.ini:6：blank 说的是上面的表格，要紧接在 table 后面"},
    {"table = people | 名:name 8\nline = 甲\nnone = 无\n",
     "forms/x.ini:7：none 说的是上面的表格"},
    {"table = people | 次:mark* 4\n",
     "forms/x.ini:5：“mark*”是随内容增加的一组列，标题应像 {events.day}"},
    {"table = people | {events.date}:mark* 4\n",
     "forms/x.ini:5：列表“events”没有“date”这一列，可以写：day"},
    {"table = people | {crowd.day}:mark* 4\n",
     "forms/x.ini:5：来源“test”没有列表“crowd”"},
    {"table = people | {events.day}:tick* 4\n",
     "forms/x.ini:5：列表“people”没有“tick*”这一列"},
};

TEST(form_mistakes_are_told_with_line_and_remedy)
{
    int bad = 0;
    for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
        struct arena a;
        struct forms f;
        struct strbuf text;
        sb_init(&text);
        sb_addf(&text, "[form]\n%s%s", HEAD, mistakes[i].things);
        const char *code = form_of(&f, &a, text.s);
        if (code == NULL || strcmp(code, "E-FORM-001") != 0 || f.n != 0) {
            form_row_wrong(&bad, "«%s»: taken", mistakes[i].things);
        } else if (strncmp(f.complaints[0], mistakes[i].says,
                           strlen(mistakes[i].says)) != 0) {
            form_row_wrong(&bad, "«%s»: %s", mistakes[i].things,
                           f.complaints[0]);
        }
        sb_clear(&text);
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}

TEST(form_head_must_be_whole)
{
    int bad = 0;
    static const struct {
        const char *text;
        const char *says;
    } rows[] = {
        {"[form]\npaper = 竖排五号\nsource = test\nline = 甲\n",
         "forms/x.ini:1：缺少 title（表名）"},
        {"[form]\ntitle = 表\nsource = test\nline = 甲\n",
         "forms/x.ini:1：缺少 paper（纸张）"},
        {"[form]\ntitle = 表\npaper = 竖排五号\nline = {any}\n",
         "forms/x.ini:1：缺少 source（数据来源）"},
        {"[form]\ntitle = 表\npaper = 羊皮\nsource = test\nline = 甲\n",
         "forms/x.ini:3：没有“羊皮”这种纸张，可以写：竖排五号、"},
        {"[form]\ntitle = 表\npaper = 竖排五号\nsource = toast\nline = {any}\n",
         "forms/x.ini:4：没有“toast”这个数据来源，可以写：test"},
        {"[form]\ntitle = {kind}\npaper = 竖排五号\nsource = test\nline = 甲\n",
         "forms/x.ini:2：标题全由花括号组成"},
        {"", "forms/x.ini:1：缺少 title（表名）"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a;
        struct forms f;
        form_of(&f, &a, rows[i].text);
        if (f.n_complaints == 0 ||
            strncmp(f.complaints[0], rows[i].says, strlen(rows[i].says)) != 0) {
            form_row_wrong(&bad, "%zu: %s", i,
                           f.n_complaints > 0 ? f.complaints[0] : "");
        }
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}

/* Whether `line` so many times behind `first` is taken. */
static bool takes(const char *first, const char *line, int times)
{
    struct arena a;
    struct forms f;
    struct strbuf text;
    sb_init(&text);
    sb_addf(&text, "[form]\n%s%s", HEAD, first);
    for (int i = 0; i < times; i++) {
        sb_add(&text, line);
    }
    bool taken = form_of(&f, &a, text.s) == NULL;
    if (!taken) {
        assert_non_null(strstr(f.complaints[0], "最多"));
    }
    sb_clear(&text);
    arena_clear(&a);
    return taken;
}

TEST(form_limits_are_told)
{
    const char *table = "table = people | 名:name 4\nfixed = 1\n";
    assert_true(takes("", "line = 甲\n", FORM_ITEMS_MAX));
    assert_false(takes("", "line = 甲\n", FORM_ITEMS_MAX + 1));
    assert_true(takes(table, "columns = 甲: 4\n", FORM_COLUMNS_MAX - 1));
    assert_false(takes(table, "columns = 甲: 4\n", FORM_COLUMNS_MAX));
    assert_true(takes("grid = 甲: 1", " | 乙: 2", FORM_CELLS_MAX - 1));
    assert_false(takes("grid = 甲: 1", " | 乙: 2", FORM_CELLS_MAX));
    assert_true(takes("sign = 甲", " | 乙", 7));
    assert_false(takes("sign = 甲", " | 乙", 8));
}

/* At the edge of what fits. */
TEST(form_widths_that_just_fit_are_taken)
{
    int bad = 0;
    static const char *const rows[] = {
        "table = people | 名:name 40 | 组:grp 41\n",
        "table = people | 名:name 20 | 组:grp 19\ntwice = 2\n",
        "table = people | 名:name 20 | 组:grp 61\nfixed = 1\n",
        "table = people | 名:name 40 | 组:grp 41 | 又: 30\nfixed = 1\n",
        "photo = 照片 | 45\n",
        "table = people | 名:name 2+20\n",
        "table = people | 序:no 4 | 甲: 2 l\n",
        "table = people | 甲:□是　□否 12 c | 乙:{row.name}（{row.no}） 20 r\n",
        "table = people | {events.day}:mark* 4 c | 丙: 4\n",
        "grid = : 甲：乙 | {box:box} 党课 *2\n",
        "line = {{}} {kind?无} {people.n}\n",
        "if = n\nrepeat = people\nline = {row.no}\nrepeat = end\nif = end\n",
        "repeat = people\nif = row.grp\nline = 甲\nif = end\nrepeat = end\n",
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a;
        struct forms f;
        struct strbuf text;
        sb_init(&text);
        sb_addf(&text, "[form]\n%s%s", HEAD, rows[i]);
        if (form_of(&f, &a, text.s) != NULL) {
            form_row_wrong(&bad, "«%s»: %s", rows[i], f.complaints[0]);
        }
        sb_clear(&text);
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}
