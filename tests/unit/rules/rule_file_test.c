/* Rows of rules out of INI text: what loads, what is named and left out. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/rules/rule_file.h"
#include "pbtui/text/date.h"

#define WHOLE "basis = 某条例\nfrom = 2018-10-28\nscope = central\n"

static const char *const keys[] = {"name", "words", "number", NULL};

static void read_text(struct rule_file *f, struct arena *a, const char *text,
                      bool own)
{
    struct err err = ERR_INIT;
    if (!rule_file_read(f, a, text, keys, own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

TEST(rule_file_reads_a_row_with_all_it_says)
{
    struct arena a = ARENA_INIT;
    struct rule_file f;
    read_text(&f, &a,
              "# 头\n[one.two 2027]\nname = 甲 乙\nwords = \"\"\n" WHOLE
              "article = 第三条\nnumber = 0042\n[three]\n" WHOLE,
              false);
    assert_int_equal(f.n_complaints, 0);
    assert_int_equal(f.n, 2);
    const struct rule_row *r = &f.rows[0];
    assert_string_equal(r->section, "one.two 2027");
    assert_string_equal(r->name, "one.two");
    assert_int_equal(r->line, 3);
    assert_false(r->own);
    assert_false(r->local);
    assert_int_equal(r->from, date_of(2018, 10, 28));
    assert_string_equal(r->basis, "某条例");
    assert_string_equal(r->article, "第三条");
    assert_string_equal(rule_basis(&a, r), "某条例第三条");
    assert_string_equal(rule_get(r, "name"), "甲 乙");
    /* an empty value counts as not written */
    assert_int_equal(r->n_keys, 2);
    assert_string_equal(rule_get(r, "words"), "");
    assert_int_equal(rule_line(r, "words"), 3);
    assert_int_equal(rule_line(r, "number"), 9);
    int number = 0;
    assert_true(rule_number(r, "number", &number));
    assert_int_equal(number, 42);
    assert_string_equal(f.rows[1].article, "");
    assert_string_equal(rule_basis(&a, &f.rows[1]), "某条例");
    arena_clear(&a);
}

TEST(rule_file_own_rows_need_a_basis_only)
{
    struct arena a = ARENA_INIT;
    struct rule_file f;
    read_text(&f, &a,
              "[a]\nbasis = 本支部决定\nname = 甲\n"
              "[b]\nbasis = 新条例\nscope = central\nfrom = 2027-01-01\n",
              true);
    assert_int_equal(f.n_complaints, 0);
    assert_int_equal(f.n, 2);
    assert_true(f.rows[0].own);
    assert_true(f.rows[0].local);
    assert_int_equal(f.rows[0].from, DATE_NONE);
    assert_false(f.rows[1].local);
    arena_clear(&a);
}

/* Each bad row is named with line and section and left out; the good one
   behind it loads. */
TEST(rule_file_names_each_bad_row)
{
    static const struct {
        const char *text;
        bool own;
        int line;
        const char *says;
    } rows[] = {
        {"[x]\n" WHOLE "colour = 1\n", false, 5,
         "内置规则第 5 行 [x]：没有 colour 这个项目"},
        {"[x]\nbasis = 1\ncolour = 1\n", true, 3,
         "第 3 行 [x]：没有 colour 这个项目"},
        {"[x]\nbasis = 1\nname = a\nname = b\n", true, 4,
         "第 4 行 [x]：name 写了两次"},
        {"[x]\nbasis = 1\nbasis = 2\n", true, 3, "basis 写了两次"},
        {"[x]\nbasis = 1\nname = a\n[y]\nbasis = 1\n[x]\nname = b\n", true, 7,
         "第 7 行 [x]：name 写了两次"},
        {"[x 1]\nname = a\n", true, 2, "第 2 行 [x 1]：没有写 basis"},
        {"[x]\nbasis =\nname = a\n", true, 2, "没有写 basis"},
        {"[x]\nbasis = 1\nfrom = 2027-02-29\n", true, 2, "from 不是日期"},
        {"[x]\nbasis = 1\nscope = city\n", true, 2, "scope 只能是"},
        {"[x]\nbasis = 1\nscope = local\n", false, 2, "from 或 scope 没有写"},
        {"[x]\nbasis = 1\nfrom = 2018-10-28\n", false, 2,
         "from 或 scope 没有写"},
        {"basis = 1\nname = a\n", true, 1, "前面没有 [小节名]"},
        {"[x]\nbasis = 1\nname = a\nfrom 2027-01-01\n", true, 4,
         "第 4 行：没有等号"},
        {"[x]\nbasis = 1\nname ＝ a\n", true, 3, "全角"},
        {"[x\nbasis = 1\nname = a\n", true, 1, "方括号没有关上"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct rule_file f;
        const char *good = arena_printf(&a, "%s[good]\n" WHOLE, rows[i].text);
        read_text(&f, &a, good, rows[i].own);
        size_t bad = 0;
        for (size_t k = 0; k < f.n; k++) {
            bad += strcmp(f.rows[k].name, "x") == 0 || f.rows[k].name[0] == 0;
        }
        if (f.n_complaints == 0 || f.complaints[0].line != rows[i].line ||
            strstr(f.complaints[0].text, rows[i].says) == NULL || bad != 0 ||
            f.n == 0 || strcmp(f.rows[f.n - 1].name, "good") != 0) {
            fail_msg("row %zu: %s", i,
                     f.n_complaints == 0 ? "no complaint"
                                         : f.complaints[0].text);
        }
        arena_clear(&a);
    }
}

TEST(rule_file_an_unreadable_line_spoils_only_its_row)
{
    struct arena a = ARENA_INIT;
    struct rule_file f;
    read_text(&f, &a,
              "[a]\nbasis = 1\n[b]\nbasis = 1\noops\nname = x\noops\n"
              "[c]\nbasis = 1\n",
              true);
    assert_int_equal(f.n, 2);
    assert_string_equal(f.rows[0].name, "a");
    assert_string_equal(f.rows[1].name, "c");
    assert_int_equal(f.n_complaints, 3); /* both lines, the row once */
    assert_non_null(strstr(f.complaints[1].text, "[b]：有一行读不明白"));
    assert_int_equal(f.complaints[1].line, 5);
    arena_clear(&a);
}

TEST(rule_file_numbers_are_whole_and_short)
{
    static const struct {
        const char *text;
        int value; /* -1: none */
    } rows[] = {{"0", 0},     {"9999", 9999}, {"10000", -1}, {"-1", -1},
                {"1.5", -1},  {"1 年", -1},   {"一", -1},    {"１", -1},
                {"0x10", -1}, {"12", 12}};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct rule_file f;
        read_text(
            &f, &a,
            arena_printf(&a, "[x]\nbasis = 1\nnumber = %s\n", rows[i].text),
            true);
        int got = -1;
        bool ok = rule_number(&f.rows[0], "number", &got);
        if (ok != (rows[i].value >= 0) || got != rows[i].value) {
            fail_msg("%s: %d", rows[i].text, got);
        }
        arena_clear(&a);
    }
}

TEST(rule_file_words_by_any_mark)
{
    static const struct {
        const char *value;
        const char *joined;
    } rows[] = {
        {"", ""},
        {"一", "一|"},
        {"01 02", "01|02|"},
        {"有主题、有主讲，有讨论,有收获", "有主题|有主讲|有讨论|有收获|"},
        {" 、a　b\tc ,", "a|b|c|"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct strbuf got;
        sb_init(&got);
        const char *const *words = rule_words(&a, rows[i].value);
        for (; *words != NULL; words++) {
            sb_addf(&got, "%s|", *words);
        }
        if (strcmp(got.s, rows[i].joined) != 0) {
            fail_msg("%s: %s", rows[i].value, got.s);
        }
        sb_clear(&got);
        arena_clear(&a);
    }
}

TEST(rule_file_complains_of_a_key_or_of_its_row)
{
    struct arena a = ARENA_INIT;
    struct rule_file f;
    read_text(&f, &a, "[x 2]\nbasis = 1\nname = a\n", true);
    for (int i = 0; i < 40; i++) {
        rule_complain(&f, &f.rows[0], i % 2 == 0 ? "name" : NULL, "第 %d 个",
                      i);
    }
    assert_int_equal(f.n_complaints, 40);
    assert_string_equal(f.complaints[38].text, "第 3 行 [x 2]：第 38 个");
    assert_string_equal(f.complaints[39].text, "第 2 行 [x 2]：第 39 个");
    assert_string_equal(f.complaints[0].text, "第 3 行 [x 2]：第 0 个");
    arena_clear(&a);
}

TEST(rule_file_own_rows_stand_behind_compiled_in_ones)
{
    struct arena a = ARENA_INIT;
    struct rule_file f;
    read_text(&f, &a, "[a]\n" WHOLE "[bad]\nname = 1\n", false);
    rule_file_add_own(&f, "[a]\nbasis = 1\n[bad]\nname = 1\n", keys);
    assert_int_equal(f.n, 2);
    assert_false(f.rows[0].own);
    assert_true(f.rows[1].own);
    assert_int_equal(f.n_complaints, 2);
    assert_non_null(strstr(f.complaints[0].text, "内置规则第 6 行"));
    assert_true(strncmp(f.complaints[1].text, "第 4 行", 7) == 0);
    rule_file_add_own(&f, NULL, keys);
    assert_int_equal(f.n, 2);
    /* an own text that is none is told, and the rest works */
    rule_file_add_own(&f, "\xff", keys);
    assert_int_equal(f.n, 2);
    assert_int_equal(f.n_complaints, 3);
    assert_non_null(strstr(f.complaints[2].text, "UTF-8"));
    read_text(&f, &a, "", false);
    rule_file_add_own(&f, "[a]\nbasis = 1\n", keys);
    assert_int_equal(f.n, 1);
    arena_clear(&a);
}

/* Any text gives rows and complaints, never both for one row; every row has
   what it must have. */
PROPERTY(rule_file_any_text_is_told_or_loaded)
{
    static const char *const lines[] = {"[a]",         "[b 1]",
                                        "[",           "basis = 1",
                                        "basis =",     "name = x",
                                        "number = 3",  "words = 甲 乙",
                                        "oops",        "scope = local",
                                        "scope = x",   "from = 2020-01-01",
                                        "from = 2020", "[]",
                                        "# x",         "a = 1"};
    uint64_t s = unit_seed();
    for (int round = 0; round < 2000; round++) {
        struct arena a = ARENA_INIT;
        struct strbuf text;
        sb_init(&text);
        for (uint64_t n = unit_below(&s, 20); n > 0; n--) {
            sb_addf(&text, "%s\n", lines[unit_below(&s, ARRAY_LEN(lines))]);
        }
        struct rule_file f;
        read_text(&f, &a, text.s, true);
        for (size_t i = 0; i < f.n; i++) {
            const struct rule_row *r = &f.rows[i];
            char named[40];
            snprintf(named, sizeof named, " [%s]：", r->section);
            bool told = false;
            for (size_t k = 0; k < f.n_complaints; k++) {
                told = told || strstr(f.complaints[k].text, named) != NULL;
            }
            if (told || r->basis == NULL || r->name[0] == '\0') {
                fail_msg("%s", text.s);
            }
        }
        sb_clear(&text);
        arena_clear(&a);
    }
}
