/* 党内统计 on the screen. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/stats_view.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/width.h"

#include <string.h>

/* Column, text …, NULL: into the spell of the person of that name. */
static void change(struct rig *r, const char *name, const char *const *typed)
{
    struct stmt st;
    struct record m;
    struct err err = ERR_INIT;
    stmt_open(&st, r->app.book->db,
              SQL("select m.id from member m join person p"
                  " on p.id = m.person_id where p.name = :name"));
    stmt_text(&st, ":name", name);
    assert_true(stmt_row(&st));
    int64_t id = stmt_col_int(&st, 0);
    assert_true(stmt_done(&st, NULL));
    assert_true(
        record_read(&m, &ledger_member, r->app.book, &r->arena, id, &err));
    struct record old = record_copy(&m, &r->arena);
    for (; typed[0] != NULL; typed += 2) {
        int field = ledger_field(&ledger_member, typed[0]);
        if (!record_type(&m, r->app.book, &r->arena, field, typed[1], &err)) {
            fail_msg("%s: %s", typed[0], err.text);
        }
    }
    if (!ledger_apply(r->app.book, &r->arena, &m, &old, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

/* 周立 has died, 郑凯 is on his way with a letter. */
static void open_stats(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    change(r, "周立",
           (const char *[]){"out_kind", "死亡", "to_on", "2026-02-14", NULL});
    change(r, "郑凯",
           (const char *[]){"out_kind", "转出组织关系", "out_to",
                            "中共示例县教育局支部委员会（示例）",
                            "out_letter_on", "2026-11-02", NULL});
    stats_view_open(&r->app);
}

TEST(stats_table_1_and_its_difference)
{
    struct rig r;
    open_stats(&r, 24, 80);
    rig_golden(&r, "stats-80x24");
    rig_sees(&r, "党内统计 › 表一　党员数量变化情况 › 截至 2026-11-20");
    rig_size(&r, 36, 120);
    rig_golden(&r, "stats-120x36");
    rig_size(&r, 16, 60);
    rig_golden(&r, "stats-60x16");
    rig_close(&r);
}

TEST(stats_where_ambiguous_is_wide)
{
    struct rig r;
    open_stats(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    rig_golden(&r, "stats-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}

/* F8: who it is, then his 组织关系; with a receipt it is nobody. */
TEST(stats_the_difference_is_a_person_and_goes_with_his_receipt)
{
    struct rig r;
    open_stats(&r, 24, 80);
    rig_keys(&r, "F8");
    rig_golden(&r, "stats-difference");
    rig_sees(&r, "郑凯");
    rig_sees(&r, "还没有回执");
    rig_keys(&r, "Enter");
    rig_sees(&r, "组织关系 › 郑凯");
    rig_keys(&r, "Esc Esc");
    rig_sees(&r, "党内统计 › 表一");
    change(&r, "郑凯", (const char *[]){"out_receipt_on", "2026-11-18", NULL});
    rig_keys(&r, "Tab Shift+Tab F8");
    rig_sees(&r, "差额是 0");
    rig_close(&r);
}

/* From another table without one of its own, too. */
TEST(stats_the_difference_is_found_from_every_table)
{
    struct rig r;
    open_stats(&r, 24, 80);
    rig_keys(&r, "Tab");
    rig_sees(&r, "表二");
    rig_keys(&r, "F8");
    rig_sees(&r, "党内统计 › 表一 › 17");
    rig_keys(&r, "Esc Tab Tab F8");
    rig_sees(&r, "差额是 0");
    rig_sees(&r, "预备党员转正情况");
    rig_close(&r);
}

TEST(stats_table_2_opens_column_by_column)
{
    struct rig r;
    open_stats(&r, 24, 80);
    rig_keys(&r, "Tab");
    rig_golden(&r, "stats-members-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "stats-members-120x36");
    rig_size(&r, 24, 80);
    rig_keys(&r, "Enter");
    rig_sees(&r, "总计 · 总数");
    rig_sees(&r, "张建国");
    rig_keys(&r, "Right");
    rig_golden(&r, "stats-names");
    rig_sees(&r, "总计 · 预备党员");
    rig_sees(&r, "刘晓");
    rig_sees_not(&r, "张建国");
    rig_keys(&r, "Right");
    rig_sees(&r, "总计 · 女");
    rig_sees(&r, "吴桂芳");
    rig_keys(&r, "Left Left Left");
    rig_sees(&r, "71岁及以上");
    rig_sees(&r, "这个数是 0，没有人");
    rig_keys(&r, "Right Enter");
    rig_sees(&r, "党员名册 › 张建国");
    rig_close(&r);
}

TEST(stats_of_other_years_and_halves)
{
    struct rig r;
    open_stats(&r, 24, 80);
    rig_keys(&r, "F5");
    rig_sees(&r, "截至 2026-06-30");
    rig_keys(&r, "F8");
    rig_sees(&r, "差额是 0");
    rig_keys(&r, "F5 Left");
    rig_sees(&r, "截至 2025-12-31");
    rig_sees(&r, "本年底实有数");
    rig_keys(&r, "Right Right");
    rig_sees(&r, "2027 年还没有到");
    rig_sees(&r, "截至 2026-11-20");
    rig_close(&r);
}

TEST(stats_are_printed_with_their_names)
{
    struct rig r;
    open_stats(&r, 24, 80);
    rig_keys(&r, "F6");
    rig_golden(&r, "stats-print");
    rig_sees(&r, "党员数量变化情况");
    rig_keys(&r, "Esc F8 F6");
    rig_golden(&r, "stats-print-names");
    rig_sees(&r, "郑凯");
    rig_close(&r);
}

TEST(stats_from_the_figures_and_from_the_palette)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    rig_keys(&r, "Ctrl+P");
    rig_type(&r, "年终数字");
    rig_keys(&r, "Enter F7");
    rig_sees(&r, "党内统计 › 表一");
    rig_keys(&r, "Esc Esc Ctrl+P");
    rig_type(&r, "党内统计");
    rig_keys(&r, "Enter");
    rig_sees(&r, "党内统计 › 表一");
    rig_keys(&r, "F1");
    rig_sees(&r, "哪天算");
    rig_close(&r);
}

TEST(stats_of_a_branch_without_anybody)
{
    struct rig r;
    rig_open(&r, 24, 80, 0);
    stats_view_open(&r.app);
    rig_golden(&r, "stats-empty");
    rig_keys(&r, "Enter Enter Esc Tab Enter Right Esc Tab Enter Esc Tab Enter");
    rig_keys(&r, "Esc F8 F6");
    rig_size(&r, 60, 120);
    rig_sees(&r, "第 17 行是 0");
    rig_close(&r);
}

/* The row that was opened is looked for again: others come and go above it. */
TEST(stats_names_stay_with_their_row)
{
    struct rig r;
    struct err err = ERR_INIT;
    open_stats(&r, 24, 80);
    rig_keys(&r, "Tab Down Enter");
    rig_sees(&r, "没有登记工作岗位 · 总数");
    rig_keys(&r, "Enter");
    rig_sees(&r, "党员名册 › 张建国");
    struct record p, old;
    assert_true(record_read(&p, &ledger_people, r.app.book, &r.arena, 2, &err));
    old = record_copy(&p, &r.arena);
    assert_true(record_type(&p, r.app.book, &r.arena,
                            ledger_field(&ledger_people, "job"), "离退休人员",
                            &err));
    assert_true(ledger_apply(r.app.book, &r.arena, &p, &old, NULL, &err));
    rig_keys(&r, "Esc");
    rig_sees(&r, "没有登记工作岗位 · 总数");
    rig_sees(&r, "张建国");
    rig_sees_not(&r, "李敏");
    rig_close(&r);
}
