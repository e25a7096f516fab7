/* «为什么是这个数»: the sentences, word for word. */
#include "unit.h"

#include <string.h>

#include "dues_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#define DAY date_of(2026, 11, 1)
/* clang-format off */
#define P2008 "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）"
#define JOB P2008 "第一条、第二条：按月领取工资的党员，以每月工资总额中相对固定的、经常性的税后工资收入为基数，按所在一档的比例全额计算。"
#define RETIRED P2008 "第五条；基数按 2016 年的答复：离退休党员以每月的基本离退休费或基本养老金为基数，津贴补贴不算，按所在一档的比例全额计算。"
#define FARMER P2008 "第六条：农民党员每月交固定数额，在规定的幅度内由当地定。"
#define STUDENT P2008 "第六条：学生党员每月按固定数额交纳，没有计算基数。"
#define CAP "每名党员每月的数额一般不超过 1,000.00 元，自愿可以多交。（《关于进一步规范党费工作的通知》（组电明字〔2017〕5号）第一部分第一项）"
/* clang-format on */

struct why_row {
    struct dues_reason why;
    const char *says;
};

static void check(const char *own, const struct why_row *rows, size_t n)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, own);
    for (size_t i = 0; i < n; i++) {
        struct dues_reason why = rows[i].why;
        why.day = DAY;
        const char *got = dues_why(r, &a, &why);
        if (strcmp(got, rows[i].says) != 0) {
            fail_msg("row %zu: %s", i, got);
        }
    }
    arena_clear(&a);
}

TEST(dues_why_of_each_bracket)
{
    static const struct why_row rows[] = {
        {{"job", 0, 0, 0, NULL, NULL},
         "基数 0.00，在 3,000.00 以下（含）一档，全额 × 0.5% ＝ 0.00。" JOB},
        {{"job", 99, 0, 0, NULL, NULL},
         "基数 0.99，在 3,000.00 以下（含）一档，全额 × 0.5% ＝ 0.00495，"
         "四舍五入到分：0.00。" JOB},
        {{"job", 300000, 1500, 0, NULL, NULL},
         "基数 3,000.00，在 3,000.00 以下（含）一档，全额 × 0.5% ＝ "
         "15.00。" JOB},
        {{"job", 300001, 3000, 0, NULL, NULL},
         "基数 3,000.01，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 30.0001，四舍五入到分：30.00。" JOB},
        {{"job", 500000, 5000, 0, NULL, NULL},
         "基数 5,000.00，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 50.00。" JOB},
        {{"job", 500001, 7500, 0, NULL, NULL},
         "基数 5,000.01，在 5,000.00 以上（不含）、10,000.00 以下（含）一档，"
         "全额 × 1.5% ＝ 75.00015，四舍五入到分：75.00。" JOB},
        {{"job", 553150, 8297, 0, NULL, NULL},
         "基数 5,531.50，在 5,000.00 以上（不含）、10,000.00 以下（含）一档，"
         "全额 × 1.5% ＝ 82.9725，四舍五入到分：82.97。" JOB},
        {{"job", 1000001, 20000, 0, NULL, NULL},
         "基数 10,000.01，在 10,000.00 以上（不含）一档，全额 × 2% ＝ "
         "200.0002，四舍五入到分：200.00。" JOB},
        {{"retired", 500001, 5000, 0, NULL, NULL},
         "基数 5,000.01，在 5,000.00 以上（不含）一档，全额 × 1% ＝ 50.0001，"
         "四舍五入到分：50.00。" RETIRED},
        {{"job", 6000000, 120000, 0, NULL, NULL},
         "基数 60,000.00，在 10,000.00 以上（不含）一档，全额 × 2% ＝ "
         "1,200.00。" CAP JOB},
    };
    check(NULL, rows, ARRAY_LEN(rows));
}

TEST(dues_why_of_other_roundings)
{
    static const struct why_row jiao[] = {
        {{"job", 345678, 3460, 0, NULL, NULL},
         "基数 3,456.78，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 34.5678，四舍五入到角：34.60。" JOB},
    };
    static const struct why_row yuan[] = {
        {{"job", 300001, 3100, 0, NULL, NULL},
         "基数 3,000.01，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 30.0001，有零头进到元：31.00。" JOB},
    };
    check("[limit.round_unit]\nbasis = 甲\nvalue = 角\n", jiao, 1);
    check("[limit.round_unit]\nbasis = 甲\nvalue = 元\n"
          "[limit.round_mode]\nbasis = 甲\nvalue = up\n",
          yuan, 1);
}

TEST(dues_why_of_fixed_amounts)
{
    static const struct why_row rows[] = {
        {{"student", -1, 20, 0, NULL, NULL},
         "“学生”每月交固定数额 0.20。" STUDENT},
        {{"student", -1, 30, 0, NULL, NULL},
         "“学生”每月交固定数额 0.20。账上是 0.30，比按规定算的多 "
         "0.10。" STUDENT},
        {{"farmer", -1, 50, 0, NULL, NULL},
         "“农民”每月交固定数额 0.20 至 1.00，由当地定。核定为 "
         "0.50。" FARMER},
        {{"farmer", -1, 150, 0, NULL, NULL},
         "“农民”每月交固定数额 0.20 至 1.00，由当地定。核定为 1.50，"
         "不在这个幅度内。" FARMER},
        {{"farmer", -1, -1, 0, NULL, NULL},
         "“农民”每月交固定数额 0.20 至 1.00，由当地定。" FARMER},
    };
    check(NULL, rows, ARRAY_LEN(rows));
}

TEST(dues_why_of_what_was_decided)
{
    static const struct why_row rows[] = {
        {{"job", 490000, 1000, 0,
          "少交：某县委组织部 2026-01-20 批准，2026-01 至 2026-12", NULL},
         "少交：某县委组织部 2026-01-20 批准，2026-01 至 2026-12，每月交 "
         "10.00。按规定：基数 4,900.00，在 3,000.00 以上（不含）、5,000.00 "
         "以下（含）一档，全额 × 1% ＝ 49.00。" JOB},
        {{"job", 490000, 0, 0, "免交：某县委组织部 2026-01-20 批准", NULL},
         "免交：某县委组织部 2026-01-20 批准，每月交 0.00。按规定：基数 "
         "4,900.00，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，全额 "
         "× 1% ＝ 49.00。" JOB},
        {{"retired", 250000, 0, 0, NULL, "在流入地交"},
         "在流入地交，本支部不收。按规定：基数 2,500.00，在 5,000.00 以下（含"
         "）一档，全额 × 0.5% ＝ 12.50。" RETIRED},
        {{"farmer", -1, 0, 0, "", "在流入地交"},
         "在流入地交，本支部不收。按规定：“农民”每月交固定数额 0.20 至 1.00，"
         "由当地定。" FARMER},
    };
    check(NULL, rows, ARRAY_LEN(rows));
}

TEST(dues_why_when_the_book_says_otherwise)
{
    static const struct why_row rows[] = {
        {{"job", 490000, 5000, 0, NULL, NULL},
         "基数 4,900.00，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 49.00。账上是 50.00，比按规定算的多 1.00。" JOB},
        {{"job", 490000, 4850, 0, NULL, NULL},
         "基数 4,900.00，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 49.00。账上是 48.50，比按规定算的少 0.50。" JOB},
        {{"job", 490000, -1, 0, NULL, NULL},
         "基数 4,900.00，在 3,000.00 以上（不含）、5,000.00 以下（含）一档，"
         "全额 × 1% ＝ 49.00。" JOB},
        {{"job", -1, 4900, 0, NULL, NULL},
         "“在职（按月领取工资）”按税后工资收入算，还没有核定基数。账上是 "
         "49.00。" JOB},
        {{"job", INT64_MAX, -1, 0, NULL, NULL}, "基数超出范围，算不出来。" JOB},
        {{"no-such", 490000, 4900, 0, NULL, NULL},
         "当时没有“no-such”这个缴费类别。账上是 49.00。"},
    };
    check(NULL, rows, ARRAY_LEN(rows));
}

TEST(dues_why_of_the_branchs_own_row)
{
    static const struct why_row rows[] = {
        {{"grad", 123400, 1234, 0, NULL, NULL},
         "基数 1,234.00，不分档，全额 × 1% ＝ 12.34。某大学党委规定第三条：以"
         "助学金为基数，按所在一档的比例全额计算。"},
    };
    check("[category.grad]\nbasis = 某大学党委规定\narticle = 第三条\n"
          "title = 研究生\nkind = wage\nbase = 助学金\nbrackets = - 1%\n",
          rows, ARRAY_LEN(rows));
}
