/* All branches side by side on the screen: figures and duties. */
#include "rig.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/duties_view.h"
#include "pbtui/screen/figures_view.h"
#include "pbtui/text/width.h"

#include <string.h>

static void set(struct rig *r, struct record *rec, const char *column,
                const char *typed)
{
    struct err err = ERR_INIT;
    int field = ledger_field(rec->ledger, column);
    if (!record_type(rec, r->app.book, &r->arena, field, typed, &err)) {
        fail_msg("%s: %s", column, err.text);
    }
}

static void save(struct rig *r, struct record *rec)
{
    struct err err = ERR_INIT;
    if (!ledger_apply(r->app.book, &r->arena, rec, NULL, NULL, &err)) {
        fail_msg("%s: %s", err.code, err.text);
    }
}

static int64_t add_branch(struct rig *r, const char *name)
{
    struct record b = record_new(&ledger_branch, r->app.book, &r->arena);
    set(r, &b, "name", name);
    set(r, &b, "founded_on", "2014-01-01");
    save(r, &b);
    return b.id;
}

static void add_visit(struct rig *r, const char *day, const char *whom)
{
    struct record v = record_new(registry_find(r->app.book, "visits"),
                                 r->app.book, &r->arena);
    set(r, &v, "on_day", day);
    set(r, &v, "class", "老党员");
    set(r, &v, "whom", whom);
    set(r, &v, "fen", "300");
    set(r, &v, "by", "李敏");
    save(r, &v);
}

/* The first branch has two visits, 丙 one, 乙 none. */
static void open_branches(struct rig *r, int rows, int cols)
{
    rig_open(r, rows, cols, 8);
    int64_t first = r->app.book->branch;
    add_visit(r, "2026-02-03", "甲老");
    add_visit(r, "2026-02-04", "甲老二");
    add_branch(r, "中共示例县乙支部");
    r->app.book->branch = add_branch(r, "中共示例县丙支部");
    add_visit(r, "2026-03-05", "丙老");
    r->app.book->branch = first;
}

/* Down to R56 of the sheet. */
static void open_visits(struct rig *r)
{
    figures_view_open(&r->app);
    rig_keys(r, "F8 /");
    rig_type(r, "走访慰问");
    rig_keys(r, "Enter");
}

TEST(rollup_figures_of_all_branches)
{
    struct rig r;
    open_branches(&r, 24, 80);
    figures_view_open(&r.app);
    rig_sees(&r, "F8 各支部");
    rig_keys(&r, "F8");
    rig_golden(&r, "rollup-figures-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "rollup-figures-120x36");
    rig_keys(&r, "F8"); /* and back */
    rig_sees(&r, "上年同期");
    rig_close(&r);
}

TEST(rollup_of_one_figure_has_who_lacks_it_first)
{
    struct rig r;
    open_branches(&r, 24, 80);
    int64_t first = r.app.book->branch;
    open_visits(&r);
    rig_keys(&r, "Enter");
    rig_golden(&r, "rollup-one-80x24");
    rig_sees(&r, "1 个还没有，排在前面");
    rig_size(&r, 36, 120);
    rig_golden(&r, "rollup-one-120x36");
    rig_size(&r, 24, 80);
    /* 乙, the first one, 丙: the third has its own row behind it. */
    rig_keys(&r, "Down Down Enter");
    rig_sees(&r, "丙老");
    rig_sees_not(&r, "甲老二");
    assert_true(r.app.book->branch != first);
    rig_keys(&r, "Esc");
    rig_keys(&r, "F6");
    rig_sees(&r, "各支部 R56");
    rig_close(&r);
}

TEST(rollup_of_duties_opens_the_branch)
{
    struct rig r;
    open_branches(&r, 24, 80);
    int64_t first = r.app.book->branch;
    duties_view_open(&r.app, 2026, NULL, 0);
    rig_sees(&r, "F8 各支部");
    rig_keys(&r, "F8");
    rig_golden(&r, "rollup-duties-80x24");
    rig_size(&r, 36, 120);
    rig_golden(&r, "rollup-duties-120x36");
    rig_keys(&r, "F6");
    rig_sees(&r, "各支部组织生活达标表");
    rig_keys(&r, "Esc");
    rig_keys(&r, "Down Enter");
    assert_true(r.app.book->branch != first);
    rig_sees(&r, "乙支部");
    rig_sees_not(&r, "各支部 ›");
    rig_close(&r);
}

TEST(rollup_with_one_branch_says_so)
{
    struct rig r;
    rig_open(&r, 24, 80, 8);
    figures_view_open(&r.app);
    rig_keys(&r, "F8");
    rig_sees(&r, "账本里只有一个支部");
    rig_close(&r);
}

TEST(rollup_where_ambiguous_is_wide)
{
    struct rig r;
    open_branches(&r, 24, 80);
    width_set_ambiguous(WIDTH_WIDE);
    r.app.ui.canvas.ascii = true;
    figures_view_open(&r.app);
    rig_keys(&r, "F8");
    rig_golden(&r, "rollup-wide");
    width_set_ambiguous(WIDTH_NARROW);
    rig_close(&r);
}
