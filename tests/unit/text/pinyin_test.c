/* Finding and ordering names; a slow backtracking matcher is the model. */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/text/pinyin.h"
#include "pbtui/text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

TEST(pinyin_match_rows)
{
    static const struct {
        const char *name;
        const char *query;
        bool found;
    } rows[] = {
        /* all the ways to shorten */
        {"张三", "zs", true},
        {"张三", "zhs", true},
        {"张三", "zhangs", true},
        {"张三", "zhangsan", true},
        {"张三", "zsan", true},
        {"张三", "ZS", true},
        {"张三", "s", true},
        {"张三", "san", true},
        {"张三", "zhangsanf", false},
        {"张三", "zz", false},
        {"张三", "zx", false},
        {"张三", "sz", false},
        {"张三丰", "zf", false},
        {"曾三", "zs", true},
        {"曾三", "cs", true},
        {"曾三", "zengs", true},
        {"曾三", "cengs", true},
        /* surnames and their other readings */
        {"单田方", "stf", true},
        {"单田方", "shant", true},
        {"单田方", "dtf", true},
        {"仇和", "qiuh", true},
        {"仇和", "chouh", true},
        {"解明", "xiem", true},
        {"解明", "jiem", true},
        {"乐平", "yuep", true},
        {"乐平", "lep", true},
        {"查良", "zhal", true},
        {"区大相", "oudx", true},
        {"盖文", "gew", true},
        {"黑山", "hes", true},
        {"尉迟恭", "yuchig", true},
        {"单于明", "cym", true},
        {"万俟雪", "moqix", true},
        {"澹台宁", "tantain", true},
        {"欧阳修", "oyx", true},
        {"诸葛明", "zgm", true},
        {"重庆", "cq", true},
        {"重庆", "zq", true},
        {"重庆", "chongqing", true},
        /* ü */
        {"吕布", "lvb", true},
        {"吕布", "lub", true},
        {"吕布", "lüb", true},
        {"陆布", "lvb", false},
        {"女贞", "nvz", true},
        {"女贞", "nuz", true},
        /* parts, mixtures, several terms */
        {"张三", "三", true},
        {"张三", "张三", true},
        {"张三", "张s", true},
        {"张三", "z三", true},
        {"张三", "四", false},
        {"张三 二组", "zs 二", true},
        {"张三 二组", "二 zs", true},
        {"张三 二组", "zs 四", false},
        {"张三", "", true},
        {"张三", "  ", true},
        {"", "z", false},
        {"", "", true},
        /* what else names hold */
        {"买买提·艾力", "mmtal", true},
        {"买买提·艾力", "maimaiti", true},
        {"买买提·艾力", "·艾", true},
        {"买买提·艾力", "提艾", true},
        {"欧阳 修", "oyx", true},
        {"Li Ming", "lim", true},
        {"Li Ming", "LI", true},
        {"Li Ming", "mi", true},
        {"王Ｂ", "wb", false},
        {"西安办", "xi'an", true},
        {"西安办", "xian", true},
        {"第3小组", "d3xz", true},
        {"𠮷田", "jt", true}, /* U+20BB7, outside the main plane */
        /* no reading of their own: as what they stand for */
        {"王㐂", "wx", true}, /* U+3402: a form of 喜 */
        {"王㐂", "wangxi", true},
        {"王㐂", "wq", false},
        {"陈䒶", "ct", true}, /* U+44B6: an ancient form of 天 */
        {"陈䒶", "chentian", true},
        {"李䨇", "lis", true},   /* U+4A07: the same as 雙 */
        {"赵䢜", "zhaog", true}, /* U+489C: its variant is 歸 */
        {"陈䶯", "c", true},     /* U+4DAF: nothing is known of it */
        {"陈䶯", "chenl", false},
        {"\xEF\xA7\xA1四", "ls", true}, /* U+F9E1, reads as U+674E */
        {"〇五", "lw", true},
        {"张\xFF三", "z", true},
        {"张\xFF三", "zs", false},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (pinyin_match(rows[i].name, rows[i].query) != rows[i].found) {
            print_error("row %s / %s\n", rows[i].name, rows[i].query);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

TEST(pinyin_match_finds_by_texts_longer_than_its_bits)
{
    struct strbuf sb;
    sb_init(&sb);
    sb_repeat(&sb, "中国共产党党员", 10);
    assert_true(pinyin_match(sb.s, sb.s));
    assert_true(pinyin_match("中国共产党某某支部委员会第一党小组成员名单一",
                             "中国共产党某某支部委员会第一党小组成员名单一"));
    assert_false(pinyin_match("中国共产党", sb.s));
    sb_clear(&sb);
}

TEST(pinyin_readings_come_most_common_first)
{
    static const struct {
        uint32_t cp;
        const char *want;
    } rows[] = {
        {0x5F20, "zhang"},       /* 张 */
        {0x4E50, "le yue"},      /* 乐, at least these */
        {0x91CD, "zhong chong"}, /* 重 */
        {0x5973, "nv"},          /* 女 */
        {0x7565, "lve"},         /* 略 */
        {0x20BB7, "ji"},         /* 𠮷 */
        {0x41, ""},
        {0x110000, ""},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *got[PINYIN_READINGS];
        size_t n = pinyin_readings(rows[i].cp, got);
        struct strbuf sb;
        sb_init(&sb);
        for (size_t k = 0; k < n; k++) {
            sb_addf(&sb, "%s%s", k > 0 ? " " : "", got[k]);
        }
        if (strncmp(sb.s, rows[i].want, strlen(rows[i].want)) != 0 ||
            (rows[i].want[0] == '\0' && n != 0)) {
            print_error("row U+%04X: %s\n", rows[i].cp, sb.s);
            bad++;
        }
        sb_clear(&sb);
    }
    assert_int_equal(bad, 0);
    assert_string_equal(pinyin_surname("单田方"), "shan");
    assert_string_equal(pinyin_surname("单于明"), "chan");
    assert_null(pinyin_surname("张三"));
    assert_null(pinyin_surname(""));
}

static int compare_keys(const void *a, const void *b)
{
    struct strbuf x;
    struct strbuf y;
    sb_init(&x);
    sb_init(&y);
    pinyin_key(&x, *(const char *const *)a);
    pinyin_key(&y, *(const char *const *)b);
    int order = strcmp(x.s, y.s);
    sb_clear(&x);
    sb_clear(&y);
    return order;
}

TEST(pinyin_key_orders_like_a_register)
{
    /* 曾 as zeng, 单 as shan; li by tone and then by character; one surname in
       one block; short before long; without a reading last */
    static const char *const sorted[] = {
        "安平", "白兰", "黎明", "李",     "李二", "李四", "李小",
        "理文", "力子", "连山", "仇和",   "单方", "孙立", "尉迟恭",
        "乐平", "曾三", "张三", "张三丰", "赵敏", "Li",   "\xE2\x98\x85",
    };
    const char *mixed[ARRAY_LEN(sorted)];
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
        mixed[i] = sorted[(i * 8 + 5) % ARRAY_LEN(sorted)];
    }
    qsort(mixed, ARRAY_LEN(mixed), sizeof mixed[0], compare_keys);
    for (size_t i = 0; i < ARRAY_LEN(sorted); i++) {
        assert_string_equal(mixed[i], sorted[i]);
    }
}

TEST(pinyin_key_ignores_blanks_and_dots)
{
    struct strbuf a;
    struct strbuf b;
    sb_init(&a);
    sb_init(&b);
    pinyin_key(&a, "李　四");
    pinyin_key(&b, "李四");
    assert_string_equal(a.s, b.s);
    assert_string_equal(a.s, "li3李si4四");
    sb_clear(&a);
    sb_clear(&b);
}

TEST(pinyin_key_reads_both_characters_of_a_compound_surname)
{
    static const struct {
        const char *name;
        const char *key;
    } rows[] = {
        {"诸葛明", "zhu1诸ge3葛ming2明"},
        {"尉迟恭", "yu4尉chi2迟gong1恭"},
        {"单葛", "shan4单ge2葛"},
        {"吕", "lv3吕"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct strbuf sb;
        sb_init(&sb);
        pinyin_key(&sb, rows[i].name);
        assert_string_equal(sb.s, rows[i].key);
        sb_clear(&sb);
    }
}

TEST(pinyin_initials_for_the_palette)
{
    static const struct {
        const char *text;
        const char *want;
    } rows[] = {
        {"登记会议", "djhy"},
        {"打印 PDF", "dypdf"},
        {"第3组（一）", "d3zy"},
        {"", ""},
        {"★", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct strbuf sb;
        sb_init(&sb);
        pinyin_initials(&sb, rows[i].text);
        assert_string_equal(sb.s, rows[i].want);
        sb_clear(&sb);
    }
}

/* Every character of every Han block that has a reading is found by each of
   its readings, whole and by its first letter; and the key is valid UTF-8. */
TEST(pinyin_every_reading_finds_its_character)
{
    size_t with_reading = 0;
    for (uint32_t cp = 0x3000; cp < 0x32400; cp++) {
        const char *readings[PINYIN_READINGS];
        size_t n = pinyin_readings(cp, readings);
        char name[5] = "";
        utf8_put(name, cp);
        for (size_t i = 0; i < n; i++) {
            char first[2] = {readings[i][0], '\0'};
            assert_true(pinyin_match(name, readings[i]));
            assert_true(pinyin_match(name, first));
        }
        with_reading += n > 0;
    }
    assert_true(with_reading > 41000);
}

/* The slow and obvious way, to check the quick one against. */
static bool model_from(const char *name, const char *q)
{
    if (*q == '\0') {
        return true;
    }
    if (*name == '\0') {
        return false;
    }
    uint32_t cp;
    size_t taken = utf8_next(name, strlen(name), &cp);
    const char *readings[PINYIN_READINGS];
    size_t n = pinyin_readings(cp, readings);
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 1; k <= strlen(readings[i]); k++) {
            if (strncmp(q, readings[i], k) == 0 &&
                model_from(name + taken, q + k)) {
                return true;
            }
        }
    }
    return strncmp(q, name, taken) == 0 && model_from(name + taken, q + taken);
}

static bool model_match(const char *name, const char *q)
{
    for (; *name != '\0'; name++) {
        if (((unsigned char)*name & 0xC0u) != 0x80u && model_from(name, q)) {
            return true;
        }
    }
    return false;
}

PROPERTY(pinyin_match_agrees_with_backtracking)
{
    static const char *const chars[] = {"张", "三", "曾", "单", "重", "庆",
                                        "乐", "安", "阿", "那", "解", "行"};
    static const char letters[] = "zhangscedluyioqxjt";
    uint64_t stream = unit_seed();
    int found = 0;
    for (int i = 0; i < 50000; i++) {
        char name[40] = "";
        char query[16] = "";
        for (uint64_t k = unit_below(&stream, 5); k > 0; k--) {
            strcat(name, chars[unit_below(&stream, ARRAY_LEN(chars))]);
        }
        size_t n = 1 + (size_t)unit_below(&stream, 4);
        for (size_t k = 0; k < n; k++) {
            query[k] = letters[unit_below(&stream, sizeof letters - 1)];
        }
        bool want = model_match(name, query);
        if (pinyin_match(name, query) != want) {
            fail_msg("%s / %s should be %d", name, query, want);
        }
        found += want;
    }
    assert_in_range(found, 500, 49500); /* neither side is trivial */
}
