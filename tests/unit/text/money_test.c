/* Amounts: the tables of the rules, and wide integers as the model. */
#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/text/money.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 wide_int;

TEST(money_words_follow_the_table)
{
    static const struct {
        int64_t fen;
        const char *words;
    } rows[] = {
        {0, "人民币零元整"},
        {5, "人民币伍分"},
        {20, "人民币贰角"},
        {25, "人民币贰角伍分"},
        {1000, "人民币壹拾元整"},
        {1050, "人民币壹拾元零伍角"},
        {2002, "人民币贰拾元零贰分"},
        {8297, "人民币捌拾贰元玖角柒分"},
        {10100, "人民币壹佰零壹元整"},
        {11010, "人民币壹佰壹拾元零壹角"},
        {32504, "人民币叁佰贰拾伍元零肆分"},
        {100100, "人民币壹仟零壹元整"},
        {101000, "人民币壹仟零壹拾元整"},
        {140950, "人民币壹仟肆佰零玖元伍角"},
        {168032, "人民币壹仟陆佰捌拾元零叁角贰分"},
        {600714, "人民币陆仟零柒元壹角肆分"},
        {1001005, "人民币壹万零壹拾元零伍分"},
        {1640902, "人民币壹万陆仟肆佰零玖元零贰分"},
        {10700053, "人民币壹拾万柒仟元零伍角叁分"},
        {100010000, "人民币壹佰万零壹佰元整"},
        {10001000007, "人民币壹亿零壹万元零柒分"},
        /* beyond the table: skipped sections, the ends of the range */
        {10000500000, "人民币壹亿零伍仟元整"},
        {1000000000000, "人民币壹佰亿元整"},
        {MONEY_MAX, "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元"
                    "玖角玖分"},
        {-8297, "人民币负捌拾贰元玖角柒分"},
        {INT64_MIN, "人民币负玖亿贰仟贰佰叁拾叁万柒仟贰佰零叁亿陆仟捌佰伍拾肆万"
                    "柒仟柒佰伍拾捌元零捌分"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct strbuf sb;
        sb_init(&sb);
        money_words(&sb, rows[i].fen);
        if (strcmp(sb.s, rows[i].words) != 0) {
            print_error("row %lld: %s\n", (long long)rows[i].fen, sb.s);
            bad++;
        }
        sb_clear(&sb);
    }
    assert_int_equal(bad, 0);
}

TEST(money_is_read_as_people_write_it)
{
    static const struct {
        const char *text;
        int64_t fen;
    } rows[] = {
        {"82.97", 8297},
        {"８２．９７", 8297},
        {"82。97", 8297},
        {" 82.97 ", 8297},
        {"　82.9", 8290},
        {"0", 0},
        {"0.05", 5},
        {"1500", 150000},
        {"1,500", 150000},
        {"１，５００．５", 150050},
        {"12,345,678.90", 1234567890},
        {"¥20", 2000},
        {"￥ 1,234.50", 123450},
        {"20元", 2000},
        {"20.5元", 2050},
        {"20 元 整", 2000},
        {"20元5角", 2050},
        {"20元5角3分", 2053},
        {"20元零3分", 2003},
        {"1,500元", 150000},
        {"5角", 50},
        {"5角3分", 53},
        {"3分", 3},
        {"007", 700},
        {"999,999,999,999.99", MONEY_MAX},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t fen = -1;
        struct err e = ERR_INIT;
        if (!money_parse(rows[i].text, &fen, &e) || fen != rows[i].fen) {
            print_error("row %s: %lld %s\n", rows[i].text, (long long)fen,
                        e.code);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

TEST(money_refuses_instead_of_guessing)
{
    static const struct {
        const char *text;
        const char *code;
    } rows[] = {
        {"", "E-MONEY-005"},
        {"  　", "E-MONEY-005"},
        {"-5", "E-MONEY-006"},
        {"－５", "E-MONEY-006"},
        {"−5", "E-MONEY-006"},
        {"负5元", "E-MONEY-006"},
        {"+5", "E-MONEY-006"},
        {"¥-5", "E-MONEY-006"},
        {"0.005", "E-MONEY-004"},
        {"1.234", "E-MONEY-004"},
        {"15,00", "E-MONEY-003"},
        {"1500,000", "E-MONEY-003"},
        {"1,,500", "E-MONEY-003"},
        {",500", "E-MONEY-003"},
        {"1,5000", "E-MONEY-003"},
        {"1,500,", "E-MONEY-003"},
        {"99999999999999999999", "E-MONEY-002"},
        {"1000000000000", "E-MONEY-002"},
        {"999999999999999.99", "E-MONEY-002"},
        {"1e9", "E-MONEY-001"},
        {"NaN", "E-MONEY-001"},
        {"inf", "E-MONEY-001"},
        {"0x10", "E-MONEY-001"},
        {".5", "E-MONEY-001"},
        {"5.", "E-MONEY-001"},
        {"1.2.3", "E-MONEY-001"},
        {"二十元", "E-MONEY-001"},
        {"1.5万元", "E-MONEY-001"},
        {"20元5", "E-MONEY-001"},
        {"20元整5角", "E-MONEY-001"},
        {"20.5元5角", "E-MONEY-001"},
        {"20元10角", "E-MONEY-001"},
        {"5角5角", "E-MONEY-001"},
        {"20 30", "E-MONEY-001"},
        {"¥", "E-MONEY-001"},
        {"¥¥5", "E-MONEY-001"},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t fen = 4242;
        struct err e = ERR_INIT;
        if (money_parse(rows[i].text, &fen, &e) || fen != 4242 ||
            strcmp(e.code, rows[i].code) != 0 || e.kind != ERR_RULE) {
            print_error("row %s: %s %lld\n", rows[i].text, e.code,
                        (long long)fen);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

TEST(money_text_groups_and_survives_the_extremes)
{
    char out[32];
    assert_string_equal(money_text(184230, out), "1,842.30");
    assert_string_equal(money_text(99999, out), "999.99");
    assert_string_equal(money_text(-100000, out), "-1,000.00");
    assert_string_equal(money_text(-5, out), "-0.05");
    assert_string_equal(money_text(0, out), "0.00");
    assert_string_equal(money_text(INT64_MIN, out),
                        "-92,233,720,368,547,758.08");
    assert_string_equal(money_plain(184230, out), "1842.30");
}

PROPERTY(money_read_back_is_what_was_written)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 200000; i++) {
        /* all magnitudes alike, not only the large ones */
        int64_t fen = (int64_t)(unit_random(&stream) >> 17) % (MONEY_MAX + 1);
        fen >>= unit_below(&stream, 47);
        char out[32];
        int64_t back = -1;
        assert_true(money_parse(money_text(fen, out), &back, NULL));
        assert_int_equal(back, fen);
        assert_true(money_parse(money_plain(fen, out), &back, NULL));
        assert_int_equal(back, fen);
    }
}

PROPERTY(money_add_agrees_with_wide_integers)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 200000; i++) {
        int64_t a =
            (int64_t)unit_random(&stream) >> (17 + unit_below(&stream, 40));
        int64_t b = (int64_t)unit_random(&stream) >> unit_below(&stream, 60);
        if (a > MONEY_MAX || a < -MONEY_MAX) {
            continue;
        }
        wide_int want = (wide_int)a + b;
        bool fits = want <= MONEY_MAX && want >= -MONEY_MAX;
        int64_t sum = a;
        assert_int_equal(money_add(&sum, b), fits);
        assert_true(sum == (fits ? (int64_t)want : a));
    }
}

PROPERTY(money_share_agrees_with_wide_integers)
{
    static const int64_t units[] = {1, 10, 100};
    uint64_t stream = unit_seed();
    for (int i = 0; i < 200000; i++) {
        int64_t fen = (int64_t)unit_random(&stream) >> unit_below(&stream, 60);
        int64_t part = (int64_t)unit_below(&stream, 20001);
        int64_t unit = units[unit_below(&stream, 3)];
        /* floor of (2x + d) / 2d is half up; the sign goes around it */
        wide_int exact = (wide_int)fen * part;
        wide_int size = exact < 0 ? -exact : exact;
        wide_int d = (wide_int)10000 * unit;
        wide_int want = (2 * size + d) / (2 * d) * unit;
        bool fits = want <= MONEY_MAX;
        int64_t got = 4242;
        bool ok = money_share(fen, part, unit, &got);
        bool too_wide = exact > INT64_MAX || exact < INT64_MIN;
        assert_int_equal(ok, fits && !too_wide);
        assert_true(got == (ok ? (int64_t)(exact < 0 ? -want : want) : 4242));
    }
}

TEST(money_share_gives_the_dues_of_the_worked_examples)
{
    static const struct {
        int64_t base;
        int64_t permyriad;
        int64_t fen, jiao, yuan; /* rounded to each unit */
    } rows[] = {
        {0, 50, 0, 0, 0},
        {99, 50, 0, 0, 0},
        {100, 50, 1, 0, 0},
        {299999, 50, 1500, 1500, 1500},
        {300000, 50, 1500, 1500, 1500},
        {300001, 100, 3000, 3000, 3000},
        {345678, 100, 3457, 3460, 3500},
        {499999, 100, 5000, 5000, 5000},
        {500001, 150, 7500, 7500, 7500},
        {510000, 150, 7650, 7650, 7700},
        {553150, 150, 8297, 8300, 8300},
        {678901, 150, 10184, 10180, 10200},
        {999999, 150, 15000, 15000, 15000},
        {1000001, 200, 20000, 20000, 20000},
        {1234567, 200, 24691, 24690, 24700},
        {628345, 100, 6283, 6280, 6300},
    };
    int bad = 0;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t got[3] = {-1, -1, -1};
        assert_true(money_share(rows[i].base, rows[i].permyriad, 1, &got[0]));
        assert_true(money_share(rows[i].base, rows[i].permyriad, 10, &got[1]));
        assert_true(money_share(rows[i].base, rows[i].permyriad, 100, &got[2]));
        if (got[0] != rows[i].fen || got[1] != rows[i].jiao ||
            got[2] != rows[i].yuan) {
            print_error("row %lld: %lld %lld %lld\n", (long long)rows[i].base,
                        (long long)got[0], (long long)got[1],
                        (long long)got[2]);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}
