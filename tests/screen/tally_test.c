/* 积分公示表 on the screen: from the list of entries by a key. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/book_view.h"

static void add(struct rig *r, const char *book, const char *const *pairs)
{
    struct err err = ERR_INIT;
    const struct ledger *l = registry_find(r->app.book, book);
    struct record rec = record_new(l, r->app.book, &r->arena);
    for (size_t i = 0; pairs[i] != NULL; i += 2) {
        int f = ledger_field(l, pairs[i]);
        if (!record_type(&rec, r->app.book, &r->arena, f, pairs[i + 1], &err)) {
            fail_msg("%s %s: %s", book, pairs[i], err.text);
        }
    }
    if (!ledger_apply(r->app.book, &r->arena, &rec, NULL, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void add_score(struct rig *r, const char *who, const char *day,
                      const char *item, const char *points)
{
    const char *const pairs[] = {"on_day",  day,    "person_id", who,
                                 "rule_id", item,   "points",    points,
                                 "basis",   "依据", NULL};
    add(r, "scores", pairs);
}

static void add_rules(struct rig *r)
{
    static const char *const plus[] = {
        "on_day",      "2026-01-08", "kind", "加分", "item", "讲党课",
        "unit_points", "5",          "cap",  "8",    NULL};
    static const char *const minus[] = {"on_day",      "2026-01-08", "kind",
                                        "减分",        "item",       "缺席",
                                        "unit_points", "-3",         NULL};
    add(r, "score_rules", plus);
    add(r, "score_rules", minus);
}

TEST(points_of_a_half_year_from_their_list)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    add_rules(&r);
    add_score(&r, "周立", "2026-07-01", "#1", "5");
    add_score(&r, "李敏", "2026-08-01", "#1", "5");
    add_score(&r, "李敏", "2026-09-01", "#1", "5");
    add_score(&r, "李敏", "2026-09-02", "#2", "-3");
    add_score(&r, "周立", "2026-06-30", "#2", "-3");
    book_view_open(&r.app, registry_find(r.app.book, "scores"), 0, NULL);
    rig_sees(&r, "总表");
    rig_sees(&r, "3 超出上限");
    rig_keys(&r, "F4");
    rig_sees(&r, "积分公示表 › 2026年下半年");
    rig_golden(&r, "tally");
    rig_keys(&r, "F5");
    rig_sees(&r, "按合计排");
    rig_keys(&r, "F5 Left");
    rig_sees(&r, "积分公示表 › 2026年上半年");
    rig_keys(&r, "Right Right");
    rig_sees(&r, "后一个半年还没有到");
    /* What somebody's sum is made of, and the entry itself. */
    rig_keys(&r, "Down Enter");
    rig_sees(&r, "讲党课");
    rig_sees(&r, "计 3（超出上限）");
    rig_keys(&r, "Enter");
    rig_sees(&r, "依据");
    rig_keys(&r, "Esc Esc");
    rig_sees(&r, "总表");
    rig_close(&r);
}

TEST(points_print_as_they_are_seen)
{
    struct rig r;
    rig_open(&r, 24, 80, 4);
    add_rules(&r);
    add_score(&r, "周立", "2026-07-01", "#1", "5");
    book_view_open(&r.app, registry_find(r.app.book, "scores"), 0, NULL);
    rig_keys(&r, "F4 F6");
    rig_sees(&r, "2026年下半年积分公示表");
    rig_keys(&r, "Esc F5 F6");
    rig_sees(&r, "按合计排列");
    rig_close(&r);
}
