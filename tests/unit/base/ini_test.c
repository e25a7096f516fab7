/* INI texts as people spoil them: what is read, what is complained about. */
#include "unit.h"

#include "pbtui/base/embed.h"
#include "pbtui/base/file.h"
#include "pbtui/base/ini.h"
#include "pbtui/base/strbuf.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LIMIT 65536

/* Everything a parse gave, as one readable text. */
static void describe(struct strbuf *out, const char *text)
{
    struct arena a = ARENA_INIT;
    struct ini ini;
    struct err e = ERR_INIT;
    if (!ini_parse(&ini, &a, text, strlen(text), LIMIT, &e)) {
        sb_addf(out, "!%s", e.code);
    }
    for (size_t i = 0; i < ini.n; i++) {
        const struct ini_key *k = &ini.keys[i];
        sb_addf(out, "%d [%s] %s=<%s>\n", k->line, k->section, k->key,
                k->value);
    }
    for (size_t i = 0; i < ini.n_complaints; i++) {
        sb_addf(out, "?%d %.*s\n", ini.complaints[i].line, 120,
                ini.complaints[i].text);
    }
    arena_clear(&a);
}

TEST(ini_keeps_order_case_and_line_numbers)
{
    struct strbuf sb;
    sb_init(&sb);
    describe(&sb, "\xEF\xBB\xBFtop = 1\r\n"
                  "; comment\r\n"
                  "[界面]\r\n"
                  "  联系人A = 张三 \r\n"
                  "\r\n"
                  "[Second] # two\r\n"
                  "b=2\n"
                  "a = \n"
                  "b = 3");
    assert_string_equal(sb.s, "1 [] top=<1>\n"
                              "4 [界面] 联系人A=<张三>\n"
                              "7 [Second] b=<2>\n"
                              "8 [Second] a=<>\n"
                              "9 [Second] b=<3>\n");
    sb_clear(&sb);
}

TEST(ini_values)
{
    static const struct {
        const char *line;
        const char *want; /* NULL: a complaint instead */
    } rows[] = {
        {"k = plain words", "plain words"},
        {"k=a=b", "a=b"},
        {"k = \"a;b#c\"", "a;b#c"},
        {"k = 'a;b#c'", "a;b#c"},
        {"k = \"  blanks  \"", "  blanks  "},
        {"k = \"\"", ""},
        {"k = ''", ""},
        {"k =", ""},
        {"k = \"it's\"", "it's"},
        {"k = 'say \"x\"'", "say \"x\""},
        {"k = it's", "it's"},
        {"k = value ; comment", "value"},
        {"k = value\t# comment", "value"},
        {"k = \"value\" ; comment", "value"},
        {"k = \"C:\\\"", "C:\\"},
        {"k = “引号”", "“引号”"},
        {"k = 100%d %s %n", "100%d %s %n"},
        {"k = ＝", "＝"},
        {"k = a#b", NULL},
        {"k = #ff0000", NULL},
        {"k = ;", NULL},
        {"k = \"unclosed", NULL},
        {"k = \"a\" b", NULL},
        {"k = a\\", NULL},
        {"k = a\033[31m", NULL},
        {"= v", NULL},
        {"no equals", NULL},
        {"k＝v", NULL},
    };
    int bad = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a = ARENA_INIT;
        struct ini ini;
        const char *line = rows[i].line;
        assert_true(ini_parse(&ini, &a, line, strlen(line), LIMIT, NULL));
        const char *got = ini_get(&ini, "", "k");
        bool good = rows[i].want == NULL
                        ? got == NULL && ini.n_complaints == 1
                        : got != NULL && strcmp(got, rows[i].want) == 0 &&
                              ini.n_complaints == 0;
        if (!good) {
            print_error("row %s: got <%s>, %zu complaints\n", line,
                        got == NULL ? "-" : got, ini.n_complaints);
            bad++;
        }
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}

TEST(ini_a_bad_line_costs_only_itself)
{
    static const struct {
        const char *line;
        const char *says;
    } rows[] = {
        {"k＝v", "第 3 行：等号是全角"},
        {"nothing", "第 3 行：没有等号"},
        {"= v", "第 3 行：等号前面没有名称"},
        {"k = a;b", "第 3 行：值里有 ; 或 #"},
        {"k = \"a", "第 3 行：引号没有配对"},
        {"k = \x01", "第 3 行里有看不见的控制字符"},
        {"k = a\\", "第 3 行：行尾的"},
    };
    int bad = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "[s]\na = 1\n%s\nz = 2\n", rows[i].line);
        struct arena a = ARENA_INIT;
        struct ini ini;
        assert_true(ini_parse(&ini, &a, text, strlen(text), LIMIT, NULL));
        if (ini.n != 2 || ini.n_complaints != 1 ||
            ini.complaints[0].line != 3 ||
            strncmp(ini.complaints[0].text, rows[i].says,
                    strlen(rows[i].says)) != 0) {
            print_error("row %s: %zu keys, %s\n", rows[i].line, ini.n,
                        ini.n_complaints > 0 ? ini.complaints[0].text : "-");
            bad++;
        }
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}

TEST(ini_keys_below_a_bad_section_do_not_fall_into_the_one_before)
{
    static const char *const heads[] = {"[unclosed", "[]",       "[a] b",
                                        "［全角］",  "【方头】", "［x=y］",
                                        "[a\x01]"};
    int bad = 0;
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        char text[200];
        snprintf(text, sizeof text, "[one]\na=1\n%s\na=2\n[two]\na=3\n",
                 heads[i]);
        struct arena a = ARENA_INIT;
        struct ini ini;
        assert_true(ini_parse(&ini, &a, text, strlen(text), LIMIT, NULL));
        if (ini.n != 2 || strcmp(ini_get(&ini, "one", "a"), "1") != 0 ||
            strcmp(ini_get(&ini, "two", "a"), "3") != 0 ||
            ini.n_complaints != 1 || ini.complaints[0].line != 3) {
            print_error("row %s: %zu keys\n", heads[i], ini.n);
            bad++;
        }
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}

TEST(ini_line_length_limit_is_a_thousand_bytes)
{
    for (int extra = 0; extra < 2; extra++) {
        char text[1100] = "k=";
        memset(text + 2, 'x', (size_t)(998 + extra));
        strcat(text, "\nz=1\n");
        struct arena a = ARENA_INIT;
        struct ini ini;
        assert_true(ini_parse(&ini, &a, text, strlen(text), LIMIT, NULL));
        assert_int_equal(ini.n, extra == 0 ? 2 : 1);
        assert_int_equal(ini.n_complaints, extra);
        assert_string_equal(ini_get(&ini, "", "z"), "1");
        arena_clear(&a);
    }
}

TEST(ini_refuses_what_is_no_text_at_all)
{
    static const struct {
        const char *text;
        size_t n;
        size_t limit;
        const char *code;
    } rows[] = {
        {"a=1\n", 4, 3, "E-INI-001"},
        {"a=\0\n", 4, LIMIT, "E-INI-002"},
        {"a=1\nb=\xD5\xC5\n", 9, LIMIT, "E-INI-003"},  /* GBK */
        {"a=\xC0\xAF", 4, LIMIT, "E-INI-003"},         /* overlong */
        {"a=\xED\xA0\x80", 5, LIMIT, "E-INI-003"},     /* surrogate */
        {"a=\xF4\x90\x80\x80", 6, LIMIT, "E-INI-003"}, /* over 10FFFF */
        {"a=\xE5\xBC", 4, LIMIT, "E-INI-003"},         /* cut off */
    };
    int bad = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena a = ARENA_INIT;
        struct ini ini;
        struct err e = ERR_INIT;
        if (ini_parse(&ini, &a, rows[i].text, rows[i].n, rows[i].limit, &e) ||
            strcmp(e.code, rows[i].code) != 0 || ini.n != 0) {
            print_error("row %zu: %s\n", i, e.code);
            bad++;
        }
        arena_clear(&a);
    }
    assert_int_equal(bad, 0);
}

TEST(ini_load_reads_a_private_file_and_names_it_in_errors)
{
    char path[300];
    snprintf(path, sizeof path, "%s/pbtui.ini", unit_tmp());
    struct arena a = ARENA_INIT;
    struct ini ini;
    struct err e = ERR_INIT;
    assert_false(ini_load(&ini, &a, path, &e));
    assert_string_equal(e.code, "E-FILE-004");
    assert_non_null(strstr(e.text, "读取配置文件"));
    assert_true(file_write(path, "[a]\nB = c\n", 10, FILE_NEW, &e));
    assert_true(ini_load(&ini, &a, path, &e));
    assert_string_equal(ini_get(&ini, "A", "b"), "c");
    assert_null(ini_get(&ini, "a", "x"));
    assert_int_equal(chmod(path, 0666), 0);
    assert_false(ini_load(&ini, &a, path, &e));
    assert_string_equal(e.code, "E-FILE-012");
    arena_clear(&a);
}

/* Whatever comes in: no crash, no loss of the line that is surely good, and
   nothing but keys whose value stands in their line. */
PROPERTY(ini_survives_any_bytes)
{
    static const char *const bits[] = {"[",  "]", "=",  "＝", "\"",   "'",
                                       ";",  "#", "\\", "\n", "\r\n", " ",
                                       "\t", "a", "键", "%s", "%n",   "0"};
    uint64_t stream = unit_seed();
    for (int round = 0; round < 3000; round++) {
        struct strbuf text;
        sb_init(&text);
        for (uint64_t i = unit_below(&stream, 60); i > 0; i--) {
            sb_add(&text,
                   bits[unit_below(&stream, sizeof bits / sizeof bits[0])]);
        }
        sb_add(&text, "\n[last]\nsure = yes\n");
        struct arena a = ARENA_INIT;
        struct ini ini;
        assert_true(ini_parse(&ini, &a, text.s, text.len, LIMIT, NULL));
        assert_string_equal(ini_get(&ini, "last", "sure"), "yes");
        for (size_t i = 0; i < ini.n; i++) {
            assert_non_null(strstr(text.s, ini.keys[i].value));
        }
        arena_clear(&a);
        sb_clear(&text);
    }
}

TEST(ini_the_largest_file_is_read_in_reasonable_time)
{
    struct strbuf text;
    sb_init(&text);
    while (text.len + 4 < LIMIT) {
        sb_add(&text, "a=\n");
    }
    struct arena a = ARENA_INIT;
    struct ini ini;
    assert_true(ini_parse(&ini, &a, text.s, text.len, LIMIT, NULL));
    assert_int_equal(ini.n, text.len / 3);
    arena_clear(&a);
    sb_clear(&text);
}

/* What lets ini_parse_builtin do without iniparser. */
TEST(compiled_in_files_are_read_alike_with_iniparser_and_without)
{
    size_t files = 0;
    for (const struct embed_file *f = embed_files; f->name != NULL; f++) {
        size_t len = strlen(f->name);
        if (len < 4 || strcmp(f->name + len - 4, ".ini") != 0) {
            continue;
        }
        struct arena a = ARENA_INIT;
        struct ini with;
        struct ini without;
        struct err err = ERR_INIT;
        assert_true(ini_parse(&with, &a, f->text, f->n, f->n + 1, &err));
        assert_true(ini_parse_builtin(&without, &a, f->text, f->n, &err));
        assert_int_equal(with.n_complaints, 0);
        assert_int_equal(without.n_complaints, 0);
        assert_int_equal(with.n, without.n);
        for (size_t i = 0; i < with.n; i++) {
            assert_string_equal(with.keys[i].value, without.keys[i].value);
            assert_string_equal(with.keys[i].key, without.keys[i].key);
        }
        arena_clear(&a);
        files++;
    }
    assert_true(files >= 4);
}
