/* The rows of dues.ini: all that must be there, dated rows, rows of the
   branch's own over them, broken rows by file line. */
#include "unit.h"

#include <string.h>

#include "dues_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

#define DAY     date_of(2026, 11, 20)
#define P_2008  "中组发〔2008〕3号"
#define P_2017  "组电明字〔2017〕5号"
#define CENTRAL false
#define LOCAL   true

/* ---- what is compiled in ---------------------------------------------- */

TEST(dues_all_categories)
{
    static const struct {
        const char *code, *brief;
        enum dues_basis basis;
        size_t n_brackets;
        const char *article;
    } rows[] = {
        {"job", "在职", DUES_WAGE, 4, "第二条"},
        {"retired", "离退休", DUES_PENSION, 2, "第五条"},
        {"year-pay", "年薪制", DUES_PAID, 4, "第三条"},
        {"no-month", "非按月", DUES_QUARTER, 4, "第四条"},
        {"farmer", "农民", DUES_FIXED, 0, "第六条"},
        {"student", "学生", DUES_FIXED, 0, "第六条"},
        {"laid-off", "下岗", DUES_FIXED, 0, "第六条"},
        {"relief", "抚恤救济", DUES_FIXED, 0, "第六条"},
        {"subsistence", "低保", DUES_FIXED, 0, "第六条"},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    const struct dues_category **list = NULL;
    assert_int_equal(dues_categories(r, &a, DAY, &list), ARRAY_LEN(rows));
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct dues_category *c = list[i];
        assert_string_equal(c->code, rows[i].code);
        assert_string_equal(c->brief, rows[i].brief);
        assert_int_equal(c->basis_kind, rows[i].basis);
        assert_int_equal(c->n_brackets, rows[i].n_brackets);
        assert_int_equal(c->base[0] == '\0', rows[i].basis == DUES_FIXED);
        assert_int_equal(c->local, CENTRAL);
        assert_int_equal(c->from, date_of(2008, 4, 1));
        assert_int_equal(c->own_line, 0);
        dues_scene_must_say(c->basis, P_2008);
        dues_scene_must_say(c->basis, rows[i].article);
        dues_scene_must_say(c->rule, "。");
        assert_ptr_equal(dues_category(r, c->code, DAY), c);
        /* Before the first day the first one holds. */
        assert_ptr_equal(dues_category(r, c->code, date_of(1999, 1, 1)), c);
    }
    assert_null(dues_category(r, "jobs", DAY));
    assert_int_equal(dues_categories(r, &a, date_of(1999, 1, 1), &list),
                     ARRAY_LEN(rows));
    arena_clear(&a);
}

/* domain.md 1.3, one by one. */
static const struct {
    const char *code;
    const char *title;
    enum dues_item_kind kind;
    const char *staff; /* with a blank between; "" everybody */
    const char *paper;
    bool local;
} all_items[] = {
    {"post-wage", "职务工资", ITEM_COUNTS, "机关", P_2008, CENTRAL},
    {"grade-wage", "级别工资", ITEM_COUNTS, "机关", P_2008, CENTRAL},
    {"job-wage", "岗位工资", ITEM_COUNTS, "工人 事业 企业", P_2008, CENTRAL},
    {"skill-wage", "技术等级（职务）工资", ITEM_COUNTS, "工人", P_2008,
     CENTRAL},
    {"scale-wage", "薪级工资", ITEM_COUNTS, "事业", P_2008, CENTRAL},
    {"base-performance", "基础性绩效工资", ITEM_COUNTS, "事业", P_2017,
     CENTRAL},
    {"work-allowance", "工作性津贴", ITEM_COUNTS, "机关 工人 事业", P_2008,
     CENTRAL},
    {"life-allowance", "生活性补贴", ITEM_COUNTS, "机关 工人 事业", P_2008,
     CENTRAL},
    {"allowance", "其他普遍发放的津贴补贴", ITEM_COUNTS, "机关 工人 事业",
     P_2008, CENTRAL},
    {"basic-wage", "基本工资", ITEM_COUNTS, "企业", P_2008, CENTRAL},
    {"bonus", "定期、普遍发放的奖金", ITEM_COUNTS, "企业", P_2008, CENTRAL},
    {"paid-salary", "当月实际领取的薪酬", ITEM_COUNTS, "年薪", P_2008, CENTRAL},
    {"pension-basic", "基本养老金", ITEM_COUNTS, "离退休", P_2008, CENTRAL},
    {"retire-basic", "基本离退休费", ITEM_COUNTS, "离退休", P_2008, CENTRAL},
    {"tax", "个人所得税", ITEM_DEDUCTS, "机关 工人 事业 企业", P_2017, CENTRAL},
    {"own-pension", "养老保险（个人缴纳）", ITEM_DEDUCTS, "机关 工人 事业 企业",
     P_2017, LOCAL},
    {"own-medical", "医疗保险（个人缴纳）", ITEM_DEDUCTS, "机关 工人 事业 企业",
     P_2017, LOCAL},
    {"own-unemployment", "失业保险（个人缴纳）", ITEM_DEDUCTS,
     "机关 工人 事业 企业", P_2017, LOCAL},
    {"own-housing", "住房公积金（个人缴纳）", ITEM_DEDUCTS,
     "机关 工人 事业 企业", P_2017, LOCAL},
    {"own-annuity", "职业年金（个人缴纳）", ITEM_DEDUCTS, "机关 工人 事业",
     P_2017, LOCAL},
    {"own-company-annuity", "企业年金（个人缴纳）", ITEM_DEDUCTS, "企业",
     P_2017, LOCAL},
    {"unit-pension", "养老保险（单位缴纳）", ITEM_OUT, "机关 工人 事业 企业",
     P_2017, CENTRAL},
    {"unit-medical", "医疗保险（单位缴纳）", ITEM_OUT, "机关 工人 事业 企业",
     P_2017, CENTRAL},
    {"unit-unemployment", "失业保险（单位缴纳）", ITEM_OUT,
     "机关 工人 事业 企业", P_2017, CENTRAL},
    {"injury", "工伤保险", ITEM_OUT, "机关 工人 事业 企业", P_2017, CENTRAL},
    {"maternity", "生育保险", ITEM_OUT, "机关 工人 事业 企业", P_2017, CENTRAL},
    {"unit-housing", "住房公积金（单位缴纳）", ITEM_OUT, "机关 工人 事业 企业",
     P_2017, CENTRAL},
    {"unit-annuity", "职业年金（单位缴纳）", ITEM_OUT, "机关 工人 事业", P_2017,
     CENTRAL},
    {"unit-company-annuity", "企业年金（单位缴纳）", ITEM_OUT, "企业", P_2017,
     CENTRAL},
    {"housing", "住房补贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"traffic", "交通补贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"car", "公务用车补贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"phone", "通讯补贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"overtime", "加班补贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"meals", "误餐补贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"heating", "取暖费", ITEM_OUT, "", P_2017, CENTRAL},
    {"cooling", "防暑降温费", ITEM_OUT, "", P_2017, CENTRAL},
    {"property", "物业费", ITEM_OUT, "", P_2017, CENTRAL},
    {"remote", "艰苦边远地区津贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"casework", "办案津贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"petition", "信访岗位津贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"government", "政府特殊津贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"special", "其他特殊岗位津贴", ITEM_OUT, "", P_2017, CENTRAL},
    {"reward-performance", "奖励性绩效工资", ITEM_OUT, "事业", P_2017, CENTRAL},
    {"irregular-bonus", "不定期、非普遍发放的奖金和绩效工资", ITEM_OUT, "企业",
     P_2017, CENTRAL},
    {"year-end", "年终一次性奖金", ITEM_OUT, "机关 工人 事业 企业",
     "本程序的默认做法", LOCAL},
    {"retire-allowance", "离退休人员的津贴补贴", ITEM_OUT, "离退休", P_2008,
     CENTRAL},
};

static const char *staff_text(struct arena *a, const struct dues_item *x)
{
    const char *text = "";
    for (size_t i = 0; x->staff != NULL && x->staff[i] != NULL; i++) {
        text = arena_printf(a, "%s%s%s", text, i > 0 ? " " : "", x->staff[i]);
    }
    return text;
}

TEST(dues_all_items)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    const struct dues_item **list = NULL;
    assert_int_equal(dues_items(r, &a, DAY, &list), ARRAY_LEN(all_items));
    for (size_t i = 0; i < ARRAY_LEN(all_items); i++) {
        const struct dues_item *x = list[i];
        bool of_2017 = strcmp(all_items[i].paper, P_2008) != 0;
        assert_string_equal(x->code, all_items[i].code);
        assert_string_equal(x->title, all_items[i].title);
        assert_string_equal(staff_text(&a, x), all_items[i].staff);
        dues_scene_must_say(x->basis, all_items[i].paper);
        dues_scene_must_say(x->rule, "。");
        assert_int_equal(x->to, DATE_NONE);
        if (x->kind != all_items[i].kind || x->local != all_items[i].local ||
            x->from != (of_2017 ? date_of(2017, 1, 1) : date_of(2008, 4, 1))) {
            fail_msg("%s", x->code);
        }
        /* What the kind means for a base of 100. */
        struct dues_line lines[] = {{"post-wage", 10000}, {x->code, 100}};
        struct err err = ERR_INIT;
        int64_t base = -1;
        assert_true(dues_base(r, DAY, lines, 2, &base, &err));
        assert_int_equal(base, x->kind == ITEM_COUNTS    ? 10100
                               : x->kind == ITEM_DEDUCTS ? 9900
                                                         : 10000);
    }
    arena_clear(&a);
}

TEST(dues_all_uses)
{
    static const char *const codes[] = {"training", "material", "commend",
                                        "hardship", "disaster"};
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    const struct dues_use **list = NULL;
    assert_int_equal(dues_uses(r, &a, DAY, &list), ARRAY_LEN(codes));
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        assert_string_equal(list[i]->code, codes[i]);
        dues_scene_must_say(list[i]->basis, P_2008);
        dues_scene_must_say(list[i]->rule, "。");
        assert_true(list[i]->title[0] != '\0' && !list[i]->local);
        assert_ptr_equal(dues_use(r, codes[i], DAY), list[i]);
    }
    assert_null(dues_use(r, "party", DAY));
    arena_clear(&a);
}

TEST(dues_all_settings)
{
    static const struct {
        int64_t value;
        bool local;
        const char *basis, *text;
    } rows[DUES_SETTINGS] = {
        [DUES_ROUND_UNIT] = {1, LOCAL, "默认做法", "算到分。"},
        [DUES_ROUND_UP] = {0, LOCAL, "默认做法", "零头四舍五入。"},
        [DUES_CAP] = {100000, CENTRAL, P_2017, "不超过 1,000.00 元"},
        [DUES_LARGE] = {100000, CENTRAL, P_2008, "1,000.00 元以上"},
        [DUES_MOST] = {100000000, LOCAL, "默认做法", "不超过 1,000,000.00 元"},
        [DUES_PREPAY_MONTHS] = {6, LOCAL, "当地做法", "不超过 6 个月"},
        [DUES_LATE_MONTHS] = {6, CENTRAL, P_2008, "不得超过 6 个月"},
        [DUES_FIRST_FROM] = {0, LOCAL, P_2008, "从支部大会通过的当月"},
        [DUES_MOVED_FROM] = {0, LOCAL, "通常做法", "下一个月起"},
        [DUES_REMIT] = {10000, LOCAL, "当地做法", "100%"},
        [DUES_WARN_NOTICE] = {1, LOCAL, "默认做法", "连续 1 个月"},
        [DUES_WARN_YELLOW] = {2, LOCAL, "默认做法", "连续 2 个月"},
        [DUES_WARN_REPORT] = {3, LOCAL, "当地做法", "连续 3 个月"},
        [DUES_WARN_RED] = {5, LOCAL, "默认做法", "连续 5 个月"},
        [DUES_WARN_LIMIT] = {6, CENTRAL, "党章", "连续 6 个月"},
        [DUES_CLIFF] = {5000, LOCAL, "默认做法", "50.00 元以内"},
        [DUES_SHOWN_DAYS] = {5, LOCAL, "当地做法", "不少于 5 天"},
        [DUES_REMIT_LARGE] = {10000, CENTRAL, P_2008, "100%"},
        [DUES_IN_YEAR] = {1, CENTRAL, P_2017, "年内一般不变动"},
        [DUES_RELIEF_FROM] = {1, LOCAL, P_2008, "从批准的当月起"},
        [DUES_QUARTER_DUE] = {3, LOCAL, "默认做法", "第 3 个月该交齐"},
        [DUES_SPEND] = {1, CENTRAL, P_2008, "必须先经集体讨论决定"},
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    for (int s = 0; s < DUES_SETTINGS; s++) {
        const struct dues_limit *x = dues_limit(r, (enum dues_setting)s, DAY);
        if (x->value != rows[s].value || x->local != rows[s].local) {
            fail_msg("setting %d: %lld", s, (long long)x->value);
        }
        dues_scene_must_say(x->text, rows[s].text);
        dues_scene_must_say(x->basis,
                            s == DUES_WARN_LIMIT ? "章程" : rows[s].basis);
        assert_null(strstr(x->text, "{}"));
        assert_int_equal(x->own_line, 0);
        /* This one had another row before. */
        if (s != DUES_IN_YEAR) {
            assert_ptr_equal(dues_limit(r, (enum dues_setting)s, DATE_NONE), x);
        }
    }
    arena_clear(&a);
}

/* Until 2016 the amount followed the wage (2008, 第十条). */
TEST(dues_of_a_year_stay_since_2017)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    const struct dues_limit *was =
        dues_limit(r, DUES_IN_YEAR, date_of(2016, 12, 31));
    const struct dues_limit *is =
        dues_limit(r, DUES_IN_YEAR, date_of(2017, 1, 1));
    assert_int_equal(was->value, 0);
    dues_scene_must_say(was->basis, "第十条");
    dues_scene_must_say(was->text, "从当月起重新核定");
    assert_int_equal(is->value, 1);
    dues_scene_must_say(is->basis, P_2017);
    arena_clear(&a);
}

/* ---- dated rows --------------------------------------------------------- */

#define RATES_2027                                                             \
    "[category.job 2027]\nbasis = 新规定\narticle = 第九条\n"            \
    "from = 2027-01-01\nbrackets = 5000.00 1%, 8000 2.25%, - 3%\n"

TEST(dues_rate_row_of_2027_changes_nothing_before)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *was = dues_scene_clean(&a, NULL);
    const struct dues_rules *is = dues_scene_clean(&a, RATES_2027);
    static const int64_t bases[] = {0,      299999, 300000, 300001,  500000,
                                    500001, 800000, 800001, 1000001, 5000000};
    for (size_t i = 0; i < ARRAY_LEN(bases); i++) {
        for (int month = month_make(2008, 4); month < month_make(2027, 1);
             month++) {
            int day = month_first_day(month);
            assert_int_equal(dues_scene_fen(is, "job", bases[i], day),
                             dues_scene_fen(was, "job", bases[i], day));
        }
    }
    int last = date_of(2026, 12, 31);
    int first = date_of(2027, 1, 1);
    assert_int_equal(dues_scene_fen(is, "job", 500000, last), 5000);
    assert_int_equal(dues_scene_fen(is, "job", 500000, first), 5000);
    assert_int_equal(dues_scene_fen(is, "job", 300000, first), 3000);
    assert_int_equal(dues_scene_fen(is, "job", 500001, first), 11250);
    assert_int_equal(dues_scene_fen(is, "job", 800000, first), 18000);
    assert_int_equal(dues_scene_fen(is, "job", 800001, last), 12000);
    assert_int_equal(dues_scene_fen(is, "job", 800001, first), 24000);
    /* Only this category; it stands where it stood, with its own paper. */
    assert_int_equal(dues_scene_fen(is, "year-pay", 800001, first), 12000);
    const struct dues_category *c = dues_category(is, "job", first);
    assert_string_equal(c->basis, "新规定第九条");
    assert_string_equal(c->title, "在职（按月领取工资）");
    assert_string_equal(c->base, "税后工资收入");
    assert_int_equal(c->local, CENTRAL);
    assert_int_equal(c->own_line, 2);
    const struct dues_category **list = NULL;
    assert_int_equal(dues_categories(is, &a, first, &list), 9);
    assert_ptr_equal(list[0], c);
    assert_int_equal(dues_categories(is, &a, last, &list), 9);
    assert_int_equal(list[0]->own_line, 0);
    arena_clear(&a);
}

/* A later row is built on the one before it. */
TEST(dues_dated_rows_follow_each_other)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(
        &a, RATES_2027 "[category.job 2028]\nbasis = 更新的规定\n"
                       "from = 2028-01-01\ntitle = 在岗\n");
    const struct dues_category *c =
        dues_category(r, "job", date_of(2028, 1, 1));
    assert_string_equal(c->title, "在岗");
    assert_int_equal(c->n_brackets, 3);
    assert_string_equal(dues_category(r, "job", date_of(2027, 12, 31))->title,
                        "在职（按月领取工资）");
    arena_clear(&a);
}

TEST(dues_local_rows_may_change_all_days)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(
        &a, "[limit.round_unit]\nbasis = 某机关党委\nvalue = 角\n"
            "[limit.cliff]\nbasis = 某机关党委\nfrom = 2008-04-01\n"
            "value = 10\nrule = 离上限 {} 元、{} 元以内。\n"
            "[item.own-annuity]\nbasis = 某市规定\nkind = out\n"
            "[item.year-end]\nbasis = 某市规定\nkind = counts\nstaff = -\n");
    int day = date_of(2015, 6, 1);
    const struct dues_limit *unit = dues_limit(r, DUES_ROUND_UNIT, day);
    assert_int_equal(unit->value, 10);
    assert_string_equal(unit->text, "党费算到角。");
    assert_string_equal(unit->basis, "某机关党委");
    assert_int_equal(unit->own_line, 2);
    assert_true(unit->local);
    /* One of the same day takes the place of what is compiled in. */
    assert_string_equal(dues_limit(r, DUES_CLIFF, DATE_NONE)->text,
                        "离上限 10.00 元、10.00 元以内。");
    assert_int_equal(dues_item(r, "own-annuity", DAY)->kind, ITEM_OUT);
    assert_string_equal(dues_item(r, "own-annuity", DAY)->rule, "不计入基数。");
    const struct dues_item *x = dues_item(r, "year-end", DAY);
    assert_int_equal(x->kind, ITEM_COUNTS);
    assert_null(x->staff);
    struct dues_line line = {"year-end", 500};
    struct err err = ERR_INIT;
    int64_t base = -1;
    assert_true(dues_base(r, DAY, &line, 1, &base, &err));
    assert_int_equal(base, 500);
    arena_clear(&a);
}

TEST(dues_item_that_ends)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(
        &a, "[item.own-annuity]\nbasis = 某市规定\nto = 2026-12-31\n");
    const struct dues_item **list = NULL;
    size_t n = dues_items(r, &a, date_of(2026, 12, 31), &list);
    assert_int_equal(n, ARRAY_LEN(all_items));
    n = dues_items(r, &a, date_of(2027, 1, 1), &list);
    assert_int_equal(n, ARRAY_LEN(all_items) - 1);
    /* Old worksheets still show its name. */
    assert_string_equal(dues_item(r, "own-annuity", date_of(2027, 1, 1))->title,
                        "职业年金（个人缴纳）");
    /* A later row may take the end back. */
    r = dues_scene_clean(
        &a, "[item.own-annuity]\nbasis = 某市规定\nto = 2026-12-31\n"
            "[item.own-annuity 2028]\nbasis = 某市规定\n"
            "from = 2028-01-01\nto = -\n");
    assert_int_equal(dues_items(r, &a, date_of(2027, 12, 31), &list),
                     ARRAY_LEN(all_items) - 1);
    assert_int_equal(dues_items(r, &a, date_of(2028, 1, 1), &list),
                     ARRAY_LEN(all_items));
    arena_clear(&a);
}

/* ---- codes of the branch's own ------------------------------------------ */

TEST(dues_own_codes)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(
        &a,
        "[category.grad]\nbasis = 某大学党委〔2027〕1号\nfrom = 2027-01-01\n"
        "title = 领取助学金的研究生\nbrief = 研究生\nkind = wage\n"
        "base = 每月助学金\nbrackets = 3000.00 0.5%，5000.00 1%、- 1.5%\n"
        "[category.village]\nbasis = 某镇党委\ntitle = 村干部\nkind = fixed\n"
        "least = 1\nmost = 1.50\nrule = 每月一元到一元五角。\n"
        "[item.teach]\nbasis = 某大学党委\ntitle = 课时费\nkind = deducts\n"
        "[use.badge]\nbasis = 某市规定\ntitle = 党徽党旗\n");
    const struct dues_category *c =
        dues_category(r, "grad", date_of(2027, 1, 1));
    assert_non_null(c);
    assert_string_equal(c->brief, "研究生");
    assert_string_equal(c->rule,
                        "以每月助学金为基数，按所在一档的比例全额计算。");
    assert_true(c->local);
    assert_int_equal(c->own_line, 2);
    assert_int_equal(dues_scene_fen(r, "grad", 500001, date_of(2027, 1, 1)),
                     7500);
    /* Not there before its day, and no amount comes of it. */
    assert_null(dues_category(r, "grad", date_of(2026, 12, 31)));
    assert_int_equal(dues_scene_fen(r, "grad", 100000, date_of(2026, 12, 31)),
                     -1);
    const struct dues_category **list = NULL;
    assert_int_equal(dues_categories(r, &a, date_of(2026, 12, 31), &list), 10);
    assert_int_equal(dues_categories(r, &a, date_of(2027, 1, 1), &list), 11);
    assert_string_equal(list[9]->code, "grad");
    /* Without a day: always. */
    c = dues_category(r, "village", date_of(1990, 1, 1));
    assert_string_equal(c->brief, "村干部");
    assert_int_equal(c->least, 100);
    assert_int_equal(c->most, 150);
    assert_string_equal(dues_item(r, "teach", DAY)->rule, "从基数中扣除。");
    assert_null(dues_item(r, "teach", DAY)->staff);
    assert_string_equal(dues_use(r, "badge", DAY)->rule, "党徽党旗。");
    arena_clear(&a);
}

/* From a fixed amount to brackets and back. */
TEST(dues_category_changes_its_kind)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(
        &a, "[category.student]\nbasis = 甲\nfrom = 2027-01-01\nkind = paid\n"
            "base = 助学金\nbrackets = - 0.5%\n"
            "[category.no-month]\nbasis = 甲\nfrom = 2027-01-01\nkind = fixed\n"
            "least = 5\nmost = 5\n");
    int day = date_of(2027, 1, 1);
    assert_int_equal(dues_scene_fen(r, "student", 100000, day), 500);
    assert_int_equal(dues_scene_fen(r, "student", -1, DAY), 20);
    assert_int_equal(dues_category(r, "student", day)->most, 0);
    assert_int_equal(dues_scene_fen(r, "no-month", -1, day), 500);
    const struct dues_category *c = dues_category(r, "no-month", day);
    assert_int_equal(c->n_brackets, 0);
    assert_string_equal(c->base, "");
    assert_string_equal(c->rule, "每月交固定数额。");
    arena_clear(&a);
}

/* ---- broken rows -------------------------------------------------------- */

#define JOB   "[category.job]\nbasis = 甲\nfrom = 2027-01-01\n"
#define OWN   "[category.x]\nbasis = 甲\ntitle = 某\n"
#define FIXED "[category.farmer]\nbasis = 甲\nfrom = 2027-01-01\n"
#define UNIT  "[limit.round_unit]\nbasis = 甲\n"

TEST(dues_broken_own_rows_are_named_and_left_out)
{
    static const struct {
        const char *row; /* begins on line 1 */
        int line;
        const char *says;
    } rows[] = {
        {JOB "brackets = 5000 1%, 3000 2%, - 3%\n", 4, "从低到高"},
        {JOB "brackets = 5000 1%, 5000.00 2%, - 3%\n", 4, "从低到高"},
        {JOB "brackets = 3000, 5000 1%, - 2%\n", 4, "3000 后面没有写比例"},
        {JOB "brackets = 3000 1%, -\n", 4, "- 后面没有写比例"},
        {JOB "brackets = 3000 1, - 2%\n", 4, "没有写比例"},
        {JOB "brackets = 3000 1%, - 100.01%\n", 4, "100.01%"},
        {JOB "brackets = 3000 150%, - 2%\n", 4, "150%"},
        {JOB "brackets = 3000 0.005%, - 2%\n", 4, "0.005%"},
        {JOB "brackets = 3000 -1%, - 2%\n", 4, "-1%"},
        {JOB "brackets = 3000.001 1%, - 2%\n", 4, "3000.001 不是金额"},
        {JOB "brackets = 3,000.00 1%, - 2%\n", 4, "brackets"},
        {JOB "brackets = 三千 1%, - 2%\n", 4, "三千 不是金额"},
        {JOB "brackets = -3000 1%, - 2%\n", 4, "-3000 不是金额"},
        {JOB "brackets = 3000 1%\n", 4, "最后一档"},
        {JOB "brackets = - 1%, 3000 2%\n", 4, "最后一档"},
        {JOB "brackets = - 1%, - 2%\n", 4, "最后一档"},
        {JOB "brackets = ，\n", 4, "brackets"},
        {JOB "bracket = - 1%\n", 4, "没有 bracket"},
        {JOB "value = 5\n", 4, "不能写 value"},
        {JOB "least = 5\n", 4, "不能写 least"},
        {JOB "kind = monthly\n", 4, "monthly"},
        {JOB "kind = fixed\n", 1 + 1, "least"},
        {JOB "brackets = - 1%\nbrackets = - 2%\n", 5, "两次"},
        {"[category.job]\nfrom = 2027-01-01\nbrackets = - 1%\n", 2, "basis"},
        {"[category.job]\nbasis = 甲\nbrackets = - 1%\n", 2, "from"},
        {"[category.job]\nbasis = 甲\nfrom = 2008-04-01\nbrackets = - 1%\n", 2,
         "晚于"},
        {"[category.job]\nbasis = 甲\nfrom = 2027-2-1\nbrackets = - 1%\n", 2,
         "from"},
        {"[category.job]\nbasis = 甲\nbrackets - 1%\n", 3, "第 3 行"},
        {FIXED "least = 0.205\n", 4, "两位小数"},
        {FIXED "least = 1.01\n", 2, "比 most 大"},
        {FIXED "most = 0.19\n", 4, "比 most 大"},
        {FIXED "most = -1\n", 4, "most"},
        {FIXED "brackets = - 1%\n", 4, "不能写 brackets"},
        {FIXED "kind = wage\n", 2, "base"},
        {FIXED "kind = wage\nbase = 收入\n", 2, "brackets"},
        {OWN, 2, "kind"},
        {OWN "kind = wage\nbrackets = - 1%\n", 2, "base"},
        {OWN "kind = wage\nbase = 甲\n", 2, "brackets"},
        {OWN "kind = fixed\nmost = 1\n", 2, "least"},
        {OWN "kind = fixed\nleast = 1\n", 2, "most"},
        {"[category.x]\nbasis = 甲\nkind = fixed\nleast = 1\nmost = 1\n", 2,
         "title"},
        {"[category.某]\nbasis = 甲\ntitle = 某\n", 2, "小节名"},
        {"[category.]\nbasis = 甲\ntitle = 某\n", 2, "小节名"},
        {"[job]\nbasis = 甲\nbrackets = - 1%\n", 2, "小节名"},
        {"[item.x]\nbasis = 甲\ntitle = 某\n", 2, "kind"},
        {"[item.x]\nbasis = 甲\nkind = out\n", 2, "title"},
        {"[item.x]\nbasis = 甲\ntitle = 某\nkind = in\n", 4, "in"},
        {"[item.x]\nbasis = 甲\ntitle = 某\nkind = out\nstaff = 军人\n", 5,
         "军人"},
        {"[item.x]\nbasis = 甲\ntitle = 某\nkind = out\nto = 明年\n", 5, "to"},
        {"[item.x]\nbasis = 甲\ntitle = 某\nkind = out\nfrom = 2027-01-01\n"
         "to = 2026-12-31\n",
         6, "早于"},
        {"[item.tax]\nbasis = 甲\nkind = out\n", 2, "from"},
        {"[item.own-housing]\nbasis = 甲\nbrackets = - 1%\n", 3, "brackets"},
        {"[use.x]\nbasis = 甲\n", 2, "title"},
        {"[use.x]\nbasis = 甲\ntitle = 某\nkind = out\n", 4, "kind"},
        {"[limit.x]\nbasis = 甲\nvalue = 1\n", 2, "小节名"},
        {UNIT "value = 厘\n", 3, "分、角、元"},
        {UNIT "value = 10\n", 3, "分、角、元"},
        {UNIT "title = 某\n", 3, "不能写 title"},
        {"[limit.round_mode]\nbasis = 甲\nvalue = down\n", 3, "half、up"},
        {"[limit.first_from]\nbasis = 甲\nvalue = 1\n", 3, "meeting、approval"},
        {"[limit.moved_from]\nbasis = 甲\nvalue = 1\n", 3, "letter、arrival"},
        {"[limit.prepay_months]\nbasis = 甲\nvalue = 半年\n", 3, "整数"},
        {"[limit.prepay_months]\nbasis = 甲\nvalue = 10000\n", 3, "整数"},
        {"[limit.warn_notice]\nbasis = 甲\nvalue = 0\n", 3, "1 至 9999"},
        {"[limit.cliff]\nbasis = 甲\nvalue = 0.001\n", 3, "两位小数"},
        {"[limit.cliff]\nbasis = 甲\nvalue = 1,000\n", 3, "金额"},
        {"[limit.remit]\nbasis = 甲\nvalue = 100.5%\n", 3, "100%"},
        {"[limit.remit]\nbasis = 甲\nvalue = 50\n", 3, "比例"},
        {"[limit.cap]\nbasis = 甲\nvalue = 2000\n", 2, "from"},
        {"[limit.late_months]\nbasis = 甲\nvalue = 12\n", 2, "from"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct dues_rules *r = dues_scene_load(
            &a, arena_printf(&a,
                             "%s[category.retired 2030]\nfrom = 2030-01-01\n"
                             "basis = 乙\nbrackets = - 3%%\n",
                             rows[i].row));
        size_t n = 0;
        const struct ini_complaint *list = dues_complaints(r, &n);
        if (n == 0) {
            fail_msg("row %zu: nothing said", i);
        }
        if (list[0].line != rows[i].line) {
            fail_msg("row %zu: %s", i, list[0].text);
        }
        dues_scene_must_say(list[0].text, rows[i].says);
        /* What it was about stays, the good row loads. */
        int day = date_of(2030, 1, 1);
        assert_int_equal(dues_scene_fen(r, "job", 500001, day), 7500);
        assert_int_equal(dues_scene_fen(r, "retired", 500001, day), 15000);
        assert_int_equal(dues_category(r, "farmer", day)->own_line, 0);
        assert_int_equal(dues_limit(r, DUES_ROUND_UNIT, day)->own_line, 0);
        const struct dues_category **categories = NULL;
        assert_int_equal(dues_categories(r, &a, day, &categories), 9);
        const struct dues_item **items = NULL;
        assert_int_equal(dues_items(r, &a, day, &items), ARRAY_LEN(all_items));
    }
    arena_clear(&a);
}

TEST(dues_two_own_rows_of_one_day)
{
    static const char *const rows[] = {
        RATES_2027 "[category.job 2]\nbasis = 乙\nfrom = 2027-01-01\n"
                   "brackets = - 9%\n",
        UNIT "value = 角\n[limit.round_unit 2]\nbasis = 乙\nvalue = 元\n",
        UNIT "value = 角\nfrom = 2027-01-01\n[limit.round_unit 2]\n"
             "basis = 乙\nvalue = 元\nfrom = 2027-01-01\n",
        OWN "kind = fixed\nleast = 1\nmost = 1\n[category.x 2]\nbasis = 乙\n"
            "most = 2\n",
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct dues_rules *r = dues_scene_load(&a, rows[i]);
        int day = date_of(2027, 1, 1);
        if (dues_scene_complaints(r) != 1) {
            fail_msg("row %zu: %zu", i, dues_scene_complaints(r));
        }
        size_t n = 0;
        dues_scene_must_say(dues_complaints(r, &n)[0].text, "同一天");
        assert_int_not_equal(dues_scene_fen(r, "job", 100000, day), 9000);
        assert_int_not_equal(dues_limit(r, DUES_ROUND_UNIT, day)->value, 100);
    }
    arena_clear(&a);
}

TEST(dues_unreadable_own_text_leaves_the_rest_working)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r =
        dues_scene_load(&a, "[category.job]\nbasis = \xff\n");
    assert_int_equal(dues_scene_complaints(r), 1);
    assert_int_equal(dues_scene_fen(r, "job", 500001, DAY), 7500);
    assert_int_equal(dues_scene_complaints(dues_scene_load(&a, "")), 0);
    arena_clear(&a);
}

/* ---- what is compiled in must be whole ---------------------------------- */

/* The text without the sections that begin so. */
static const char *without(struct arena *a, const char *text,
                           const char *section)
{
    struct strbuf out;
    sb_init(&out);
    for (const char *at = text; *at != '\0';) {
        const char *next = strstr(at + 1, "\n[");
        size_t n = next == NULL ? strlen(at) : (size_t)(next + 1 - at);
        if (strncmp(at, section, strlen(section)) != 0) {
            sb_addn(&out, at, n);
        }
        at += n;
    }
    const char *kept = arena_str(a, out.s);
    sb_clear(&out);
    return kept;
}

TEST(dues_builtin_text_must_be_whole)
{
    static const char *const sections[] = {
        "[category.",
        "[item.",
        "[use.",
        "[limit.round_unit]",
        "[limit.round_mode]",
        "[limit.cap]",
        "[limit.large]",
        "[limit.most_at_once]",
        "[limit.prepay_months]",
        "[limit.late_months]",
        "[limit.first_from]",
        "[limit.moved_from]",
        "[limit.remit]",
        "[limit.warn_notice]",
        "[limit.warn_yellow]",
        "[limit.warn_report]",
        "[limit.warn_red]",
        "[limit.warn_limit]",
        "[limit.cliff]",
        "[limit.shown_days]",
        "[limit.remit_large]",
        "[limit.in_year",
        "[limit.relief_from]",
        "[limit.quarter]",
        "[limit.spend]",
    };
    struct arena a = ARENA_INIT;
    assert_int_equal(ARRAY_LEN(sections), DUES_SETTINGS + 3);
    for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
        struct dues_rules *r = NULL;
        struct err err = ERR_INIT;
        const char *text = without(&a, dues_scene_builtin(), sections[i]);
        /* An own row is no cure. */
        if (dues_load(&r, &a, text, UNIT "value = 角\n", &err) ||
            !err_is(&err, "E-DUESRULE-001")) {
            fail_msg("%s", sections[i]);
        }
    }
    struct dues_rules *r = NULL;
    struct err err = ERR_INIT;
    assert_false(dues_load(&r, &a, "\xff", NULL, &err));
    err_clear(&err);
    const char *broken =
        arena_printf(&a,
                     "[category.x]\ntitle = 甲\nkind = wage\nbase = 乙\n"
                     "brackets = - 101%%\nbasis = 丙\nfrom = 2008-04-01\n"
                     "scope = central\n%s",
                     dues_scene_builtin());
    assert_false(dues_load(&r, &a, broken, NULL, &err));
    assert_true(err_is(&err, "E-DUESRULE-001"));
    dues_scene_must_say(err.text, "内置规则第 5 行");
    arena_clear(&a);
}

/* A limit must say its number and its sentence where nothing is under it. */
TEST(dues_builtin_limits_must_say_all)
{
    static const char *const rows[][2] = {
        {"[limit.cap]\nrule = 甲。\nbasis = 乙\nfrom = 2001-01-01\n"
         "scope = local\n",
         "value"},
        {"[limit.cap]\nvalue = 1\nbasis = 乙\nfrom = 2001-01-01\n"
         "scope = local\n",
         "rule"},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct dues_rules *r = NULL;
        struct err err = ERR_INIT;
        assert_false(dues_load(&r, &a, rows[i][0], NULL, &err));
        dues_scene_must_say(
            err.text,
            arena_printf(&a, "没有写 %s，这一条没有采用", rows[i][1]));
    }
    arena_clear(&a);
}
