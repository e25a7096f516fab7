/* What a base comes to: the tables of the specification with every bracket end,
   roundings, cliffs, the worksheet; dues_round against a 128-bit model. */
#include "unit.h"

#include <string.h>

#include "dues_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define DAY date_of(2026, 11, 1)

static const char *const modes[] = {"half", "up"};
static const char *const units[] = {"分", "角", "元"};

/* Rounding as set by the branch. */
static struct dues_rules *rounded(struct arena *a, size_t mode, size_t unit)
{
    return dues_scene_clean(a, arena_printf(a,
                                            "[limit.round_unit]\n"
                                            "basis = 某党委规定\nvalue = %s\n"
                                            "[limit.round_mode]\n"
                                            "basis = 某党委规定\nvalue = %s\n",
                                            units[unit], modes[mode]));
}

/* ---- tables ---------------------------------------------------------- */

struct table_row {
    int64_t base;
    int64_t rate;
    int64_t half[3]; /* 分 角 元 */
    int64_t up[3];
};

/* domain.md 1.11, and what rounding up makes of it. */
static const struct table_row on_job[] = {
    {0, 50, {0, 0, 0}, {0, 0, 0}},
    {1, 50, {0, 0, 0}, {1, 10, 100}},
    {99, 50, {0, 0, 0}, {1, 10, 100}},
    {100, 50, {1, 0, 0}, {1, 10, 100}},
    {299999, 50, {1500, 1500, 1500}, {1500, 1500, 1500}},
    {300000, 50, {1500, 1500, 1500}, {1500, 1500, 1500}},
    {300001, 100, {3000, 3000, 3000}, {3001, 3010, 3100}},
    {345678, 100, {3457, 3460, 3500}, {3457, 3460, 3500}},
    {490000, 100, {4900, 4900, 4900}, {4900, 4900, 4900}},
    {499999, 100, {5000, 5000, 5000}, {5000, 5000, 5000}},
    {500000, 100, {5000, 5000, 5000}, {5000, 5000, 5000}},
    {500001, 150, {7500, 7500, 7500}, {7501, 7510, 7600}},
    {510000, 150, {7650, 7650, 7700}, {7650, 7650, 7700}},
    {553150, 150, {8297, 8300, 8300}, {8298, 8300, 8300}},
    {678901, 150, {10184, 10180, 10200}, {10184, 10190, 10200}},
    {999999, 150, {15000, 15000, 15000}, {15000, 15000, 15000}},
    {1000000, 150, {15000, 15000, 15000}, {15000, 15000, 15000}},
    {1000001, 200, {20000, 20000, 20000}, {20001, 20010, 20100}},
    {1234567, 200, {24691, 24690, 24700}, {24692, 24700, 24700}},
    {5000000, 200, {100000, 100000, 100000}, {100000, 100000, 100000}},
    {6000000, 200, {120000, 120000, 120000}, {120000, 120000, 120000}},
};

static const struct table_row retired[] = {
    {0, 50, {0, 0, 0}, {0, 0, 0}},
    {250000, 50, {1250, 1250, 1300}, {1250, 1250, 1300}},
    {300001, 50, {1500, 1500, 1500}, {1501, 1510, 1600}},
    {499999, 50, {2500, 2500, 2500}, {2500, 2500, 2500}},
    {500000, 50, {2500, 2500, 2500}, {2500, 2500, 2500}},
    {500001, 100, {5000, 5000, 5000}, {5001, 5010, 5100}},
    {628345, 100, {6283, 6280, 6300}, {6284, 6290, 6300}},
    {1000000, 100, {10000, 10000, 10000}, {10000, 10000, 10000}},
    {1000001, 100, {10000, 10000, 10000}, {10001, 10010, 10100}},
};

static void check_table(const char *category, const struct table_row *rows,
                        size_t n)
{
    struct arena a = ARENA_INIT;
    for (size_t m = 0; m < 2; m++) {
        for (size_t u = 0; u < 3; u++) {
            const struct dues_rules *r = rounded(&a, m, u);
            const struct dues_category *c = dues_category(r, category, DAY);
            for (size_t i = 0; i < n; i++) {
                int64_t want = m == 0 ? rows[i].half[u] : rows[i].up[u];
                int64_t got = dues_scene_fen(r, category, rows[i].base, DAY);
                if (got != want ||
                    dues_bracket(c, rows[i].base)->rate != rows[i].rate) {
                    fail_msg("%s %lld %s %s: %lld, not %lld", category,
                             (long long)rows[i].base, modes[m], units[u],
                             (long long)got, (long long)want);
                }
            }
        }
    }
    arena_clear(&a);
}

TEST(dues_table_of_those_on_the_job)
{
    check_table("job", on_job, ARRAY_LEN(on_job));
}

TEST(dues_table_of_year_pay_and_no_month_is_the_same)
{
    check_table("year-pay", on_job, ARRAY_LEN(on_job));
    check_table("no-month", on_job, ARRAY_LEN(on_job));
}

TEST(dues_table_of_the_retired)
{
    check_table("retired", retired, ARRAY_LEN(retired));
}

/* The unrounded table is what a branch without rows of its own has. */
TEST(dues_rounding_default_is_half_up_to_fen)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(on_job); i++) {
        assert_int_equal(dues_scene_fen(r, "job", on_job[i].base, DAY),
                         on_job[i].half[0]);
    }
    arena_clear(&a);
}

TEST(dues_fixed_categories)
{
    static const struct {
        const char *code;
        int64_t least, most;
    } rows[] = {
        {"farmer", 20, 100}, {"student", 20, 20},     {"laid-off", 20, 20},
        {"relief", 20, 20},  {"subsistence", 20, 20},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct dues_category *c = dues_category(r, rows[i].code, DAY);
        struct err err = ERR_INIT;
        assert_int_equal(c->basis_kind, DUES_FIXED);
        assert_null(dues_bracket(c, 100));
        assert_false(dues_fixed_ok(c, rows[i].least - 1, &err));
        assert_true(dues_fixed_ok(c, rows[i].least, &err));
        assert_true(dues_fixed_ok(c, rows[i].most, &err));
        assert_false(dues_fixed_ok(c, rows[i].most + 1, &err));
        bool one = rows[i].least == rows[i].most;
        assert_true(err_is(&err, one ? "E-DUESRULE-016" : "E-DUESRULE-017"));
        assert_int_equal(dues_scene_fen(r, rows[i].code, -1, DAY),
                         one ? rows[i].least : -1);
    }
    /* A student's year, and a farmer's at 0.50. */
    assert_int_equal(12 * dues_scene_fen(r, "student", -1, DAY), 240);
    struct err err = ERR_INIT;
    assert_true(dues_fixed_ok(dues_category(r, "farmer", DAY), 50, &err));
    assert_false(dues_fixed_ok(dues_category(r, "job", DAY), 50, &err));
    assert_true(err_is(&err, "E-DUESRULE-015"));
    arena_clear(&a);
}

TEST(dues_amount_refuses)
{
    static const struct {
        const char *category;
        int64_t base;
        const char *code;
    } rows[] = {
        {"no-such", 100, "E-DUESRULE-010"},
        {"", 100, "E-DUESRULE-010"},
        {"job", -1, "E-DUESRULE-011"},
        {"job", MONEY_MAX + 1, "E-DUESRULE-012"},
        {"job", INT64_MAX, "E-DUESRULE-012"},
        {"farmer", -1, "E-DUESRULE-013"},
        {"farmer", 100000, "E-DUESRULE-013"},
        {"student", 100000, "E-DUESRULE-013"},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        int64_t fen = 7;
        if (dues_amount(r, rows[i].category, rows[i].base, DAY, &fen, &err) ||
            !err_is(&err, rows[i].code) || fen != 7) {
            fail_msg("row %zu: %s %s", i, err.code, err.text);
        }
    }
    /* The greatest amount of money still has dues. */
    assert_int_equal(dues_scene_fen(r, "job", MONEY_MAX, DAY),
                     INT64_C(2000000000000));
    /* Rounded up to a yuan there is none, when all of it is asked. */
    struct err err = ERR_INIT;
    int64_t fen = 7;
    r = dues_scene_clean(&a, "[category.x]\nbasis = 甲\ntitle = 某\n"
                             "kind = wage\nbase = 某\nbrackets = - 100%\n"
                             "[limit.round_unit]\nbasis = 甲\nvalue = 元\n");
    assert_false(dues_amount(r, "x", MONEY_MAX, DAY, &fen, &err));
    assert_true(err_is(&err, "E-DUESRULE-014"));
    assert_int_equal(fen, 7);
    arena_clear(&a);
}

TEST(dues_cap_is_a_limit_and_not_a_refusal)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    assert_null(dues_over_cap(r, 99999, DAY));
    assert_null(dues_over_cap(r, 100000, DAY));
    const struct dues_limit *cap = dues_over_cap(r, 100001, DAY);
    assert_non_null(cap);
    assert_string_equal(
        cap->text, "每名党员每月的数额一般不超过 1,000.00 元，自愿可以多交。");
    dues_scene_must_say(cap->basis, "组电明字〔2017〕5号");
    assert_ptr_equal(
        dues_over_cap(r, dues_scene_fen(r, "job", 6000000, DAY), DAY), cap);
    assert_null(dues_over_cap(r, dues_scene_fen(r, "job", 5000000, DAY), DAY));
    arena_clear(&a);
}

/* ---- cliffs ---------------------------------------------------------- */

TEST(dues_cliff_on_both_sides_of_each_end)
{
    static const struct {
        const char *category;
        int64_t base, cliff;
    } rows[] = {
        /* reach: 50.00 */
        {"job", 294999, 0},
        {"job", 295000, 3000 - 1475},
        {"job", 300000, 1500},
        {"job", 300001, -1500},
        {"job", 305000, 1500 - 3050},
        {"job", 305001, 0},
        {"job", 494999, 0},
        {"job", 495000, 7500 - 4950},
        {"job", 500000, 2500},
        {"job", 500001, -2500},
        {"job", 505000, 5000 - 7575},
        {"job", 505001, 0},
        {"job", 995000, 20000 - 14925},
        {"job", 1000000, 5000},
        {"job", 1000001, -5000},
        {"job", 1005000, 15000 - 20100},
        {"job", 1005001, 0},
        {"job", 0, 0},
        {"job", -1, 0},
        {"retired", 300000, 0},
        {"retired", 500000, 2500},
        {"retired", 500001, -2500},
        {"retired", 1000000, 0},
        {"student", 500000, 0},
        {"no-such", 500000, 0},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t got = dues_cliff(r, rows[i].category, rows[i].base, DAY);
        if (got != rows[i].cliff) {
            fail_msg("%s %lld: %lld", rows[i].category, (long long)rows[i].base,
                     (long long)got);
        }
    }
    arena_clear(&a);
}

TEST(dues_cliff_between_two_near_ends_is_the_nearer)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r =
        dues_scene_clean(&a, "[category.job]\nbasis = 甲\nfrom = 2020-01-01\n"
                             "brackets = 100.00 1%, 130.00 2%, - 4%\n");
    assert_int_equal(dues_cliff(r, "job", 10001, DAY), 100 - 200);
    assert_int_equal(dues_cliff(r, "job", 12900, DAY), 520 - 258);
    arena_clear(&a);
}

/* ---- rounding -------------------------------------------------------- */

TEST(dues_round_boundaries)
{
    static const struct {
        int64_t base, rate, unit;
        bool up;
        int64_t want; /* INT64_MIN: refused */
    } rows[] = {
        {0, 0, 1, true, 0},
        {1, 1, 1, false, 0},
        {1, 1, 1, true, 1},
        {-1, 1, 1, true, -1},
        {4999, 1, 1, false, 0},
        {5000, 1, 1, false, 1},
        {-4999, 1, 1, false, 0},
        {-5000, 1, 1, false, -1},
        {10000, 1, 1, true, 1},
        {10001, 1, 1, true, 2},
        {-10001, 1, 1, true, -2},
        {100, 10000, 100, true, 100},
        {101, 10000, 100, true, 200},
        {149, 10000, 100, false, 100},
        {150, 10000, 100, false, 200},
        {-150, 10000, 100, false, -200},
        /* one division: 0.0449 must not climb to 0.1 by way of 0.05 */
        {449, 100, 10, false, 0},
        {MONEY_MAX, 10000, 1, true, MONEY_MAX},
        {-MONEY_MAX, 10000, 1, true, -MONEY_MAX},
        {MONEY_MAX, 10000, 100, true, INT64_MIN},
        {MONEY_MAX, 10000, 100, false, INT64_MIN},
        {MONEY_MAX, 10001, 1, true, INT64_MIN},
        {INT64_MAX, 10000, 1, true, INT64_MIN},
        {INT64_MIN, 10000, 1, true, INT64_MIN},
        {INT64_MIN, -1, 1, true, INT64_MIN},
        {100, 50, 0, true, INT64_MIN},
        {100, 50, 5, false, INT64_MIN},
        {100, 50, -1, true, INT64_MIN},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t got = 7;
        bool ok = dues_round(rows[i].base, rows[i].rate, rows[i].unit,
                             rows[i].up, &got);
        bool want_ok = rows[i].want != INT64_MIN;
        if (ok != want_ok || got != (want_ok ? rows[i].want : 7)) {
            fail_msg("row %zu: %d %lld", i, ok, (long long)got);
        }
    }
}

__extension__ typedef __int128 wide;

/* Everything in 128 bits, from the definition. */
static bool model(int64_t base, int64_t rate, int64_t unit, bool up,
                  int64_t *out)
{
    wide product = (wide)base * rate;
    bool negative = product < 0;
    wide size = negative ? -product : product;
    wide divisor = (wide)10000 * unit;
    wide n = (size + (up ? divisor - 1 : divisor / 2)) / divisor;
    wide fen = n * unit;
    if (fen > MONEY_MAX || (negative ? -product : product) > INT64_MAX) {
        return false;
    }
    *out = (int64_t)(negative ? -fen : fen);
    return true;
}

static int64_t any_base(uint64_t *stream)
{
    static const int64_t marks[] = {0,       300000,    500000,   1000000,
                                    5000000, MONEY_MAX, INT64_MAX};
    int64_t near = (int64_t)unit_below(stream, 5) - 2;
    int64_t base = 0;
    switch (unit_below(stream, 4)) {
    case 0:
        base = marks[unit_below(stream, ARRAY_LEN(marks) - 1)] + near;
        break;
    case 1:
        base = (int64_t)unit_below(stream, 10000000);
        break;
    case 2:
        base = (int64_t)unit_below(stream, (uint64_t)MONEY_MAX);
        break;
    default:
        base = (int64_t)(unit_random(stream) >> 1);
        break;
    }
    return unit_below(stream, 4) == 0 ? -base : base;
}

PROPERTY(dues_round_agrees_with_128_bits)
{
    static const int64_t grains[] = {1, 10, 100};
    uint64_t stream = unit_seed();
    size_t n_ok = 0;
    for (int i = 0; i < 200000; i++) {
        int64_t base = any_base(&stream);
        int64_t rate = (int64_t)unit_below(&stream, 10001);
        int64_t unit = grains[unit_below(&stream, 3)];
        bool up = unit_below(&stream, 2) == 1;
        int64_t got = 7;
        int64_t want = 7;
        bool ok = dues_round(base, rate, unit, up, &got);
        if (ok != model(base, rate, unit, up, &want) || got != want) {
            fail_msg("%lld × %lld, %lld %d: %lld, not %lld", (long long)base,
                     (long long)rate, (long long)unit, up, (long long)got,
                     (long long)want);
        }
        n_ok += ok;
    }
    assert_true(n_ok > 50000);
}

/* More base never costs less, whatever the rounding. */
PROPERTY(dues_amount_never_falls)
{
    uint64_t stream = unit_seed();
    struct arena a = ARENA_INIT;
    for (size_t k = 0; k < 6; k++) {
        const struct dues_rules *r = rounded(&a, k / 3, k % 3);
        for (int i = 0; i < 2000; i++) {
            int64_t low = (int64_t)unit_below(&stream, 1200000);
            int64_t high = low + (int64_t)unit_below(&stream, 100);
            if (dues_scene_fen(r, "job", low, DAY) >
                dues_scene_fen(r, "job", high, DAY)) {
                fail_msg("%lld, %lld", (long long)low, (long long)high);
            }
        }
    }
    arena_clear(&a);
}

TEST(dues_rates_are_read_exactly)
{
    static const struct {
        const char *text;
        int64_t rate; /* -1: refused */
    } rows[] = {
        {"0%", 0},
        {"0.5%", 50},
        {"0.05%", 5},
        {"0.01%", 1},
        {"1%", 100},
        {"1.5%", 150},
        {"1.50%", 150},
        {"1.25", 125},
        {"1.5", 150},
        {"100%", 10000},
        {"100.00%", 10000},
        {"100.01%", -1},
        {"101%", -1},
        {"1.505%", -1},
        {"-1%", -1},
        {"+1%", -1},
        {".5%", -1},
        {"5.%", -1},
        {"", -1},
        {"%", -1},
        {"1%%", -1},
        {"1 %", -1},
        {"1e1%", -1},
        {"1000%", -1},
        {"99999999999999999999%", -1},
        {"百分之一", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int64_t rate = -1;
        bool ok = dues_rate_read(rows[i].text, &rate);
        if (ok != (rows[i].rate >= 0) || rate != rows[i].rate) {
            fail_msg("%s: %lld", rows[i].text, (long long)rate);
        }
    }
    for (int64_t rate = 0; rate <= 10000; rate++) {
        char text[16];
        int64_t back = -1;
        assert_true(dues_rate_read(dues_rate_text(rate, text), &back));
        assert_int_equal(back, rate);
    }
    char text[16];
    assert_string_equal(dues_rate_text(150, text), "1.5%");
    assert_string_equal(dues_rate_text(5, text), "0.05%");
    assert_string_equal(dues_rate_text(100, text), "1%");
    assert_string_equal(dues_rate_text(-1, text), "");
    assert_string_equal(dues_rate_text(10001, text), "");
}

/* ---- bases ----------------------------------------------------------- */

/* domain.md 1.11, the civil servant. */
TEST(dues_base_of_a_civil_servant)
{
    static const struct dues_line lines[] = {
        {"post-wage", 199000},      {"grade-wage", 236000},
        {"work-allowance", 185000}, {"life-allowance", 148000},
        {"traffic", 65000},         {"phone", 10000},
        {"housing", 30000},         {"remote", 21000},
        {"overtime", 18000},        {"tax", 6850},
        {"own-pension", 64000},     {"own-medical", 16000},
        {"own-housing", 96000},     {"own-annuity", 32000},
    };
    struct arena a = ARENA_INIT;
    struct err err = ERR_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    int64_t base = -1;
    assert_true(dues_base(r, DAY, lines, ARRAY_LEN(lines), &base, &err));
    assert_int_equal(base, 553150);
    assert_int_equal(dues_scene_fen(r, "job", base, DAY), 8297);
    /* A quarter's payer gives three times the month. */
    assert_int_equal(3 * dues_scene_fen(r, "job", base, DAY), 24891);
    assert_true(dues_base(r, DAY, lines, 4, &base, &err));
    assert_int_equal(base, 768000);
    /* Deducted more than counted: nothing is left. */
    assert_true(
        dues_base(r, DAY, lines + 4, ARRAY_LEN(lines) - 4, &base, &err));
    assert_int_equal(base, 0);
    assert_true(dues_base(r, DAY, NULL, 0, &base, &err));
    assert_int_equal(base, 0);
    arena_clear(&a);
}

TEST(dues_base_refuses)
{
    static const struct {
        struct dues_line lines[2];
        const char *code;
    } rows[] = {
        {{{"post-wage", 1}, {"no-such", 1}}, "E-DUESRULE-020"},
        {{{"post-wage", 1}, {"old", 1}}, "E-DUESRULE-021"},
        {{{"post-wage", 1}, {"grade-wage", -1}}, "E-DUESRULE-022"},
        {{{"phone", -1}, {"grade-wage", 1}}, "E-DUESRULE-022"},
        {{{"post-wage", MONEY_MAX}, {"grade-wage", 1}}, "E-DUESRULE-023"},
        {{{"tax", MONEY_MAX}, {"own-housing", 1}}, "E-DUESRULE-023"},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r =
        dues_scene_clean(&a, "[item.old]\nbasis = 甲\ntitle = 旧津贴\n"
                             "kind = counts\nto = 2026-10-31\n");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        int64_t base = 7;
        if (dues_base(r, DAY, rows[i].lines, 2, &base, &err) ||
            !err_is(&err, rows[i].code) || base != 7) {
            fail_msg("row %zu: %s", i, err.code);
        }
    }
    /* What is only shown may be any amount; the last day still counts. */
    struct err err = ERR_INIT;
    int64_t base = 7;
    struct dues_line shown[] = {{"phone", MONEY_MAX}, {"traffic", MONEY_MAX}};
    assert_true(dues_base(r, DAY, shown, 2, &base, &err));
    assert_int_equal(base, 0);
    struct dues_line old = {"old", 5};
    assert_true(dues_base(r, date_of(2026, 10, 31), &old, 1, &base, &err));
    assert_int_equal(base, 5);
    arena_clear(&a);
}

TEST(dues_base_of_a_quarter)
{
    static const int64_t rows[][2] = {
        {960000, 320000}, {0, 0},
        {1, 0},           {2, 1},
        {3, 1},           {4, 1},
        {5, 2},           {-1, 0},
        {-2, -1},         {INT64_MAX, INT64_C(3074457345618258602)},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_int_equal(dues_quarter_base(rows[i][0]), rows[i][1]);
    }
    assert_int_equal(
        dues_scene_fen(r, "no-month", dues_quarter_base(960000), DAY), 3200);
    arena_clear(&a);
}
