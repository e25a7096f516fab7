/* What is written into a book is counted: one record more of each small
   register, and the figure it feeds rises by it and opens into it.  Meetings:
   coverage_meetings_test.c.

   The branch is the sample's, the day in view 2026-11-20; what a record must
   have and the table does not say is filled in by its kind. */
#include "sample_ground.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/register.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/store/stmt.h"

#include <string.h>

/* Rose by so many, and by the row of that book. */
static void expect(struct ground *g, const struct figure_answer *was,
                   const char *label, int64_t by, const char *book, int64_t id)
{
    const char *code = was->figure->code;
    struct figure_answer is = ground_ask(g, code, 2026);
    long long before = (long long)ground_number(was, label);
    long long now = (long long)ground_number(&is, label);
    struct record rec;
    struct err err = ERR_INIT;
    const struct ledger *l = registry_find(g->book, book);
    if (now - before != by) {
        print_error("%s #%lld: %s %s was %lld, is %lld\n", book, (long long)id,
                    code, label, before, now);
        g->wrong++;
    }
    if (!ground_stands(&is, book, id)) {
        print_error("%s #%lld does not stand behind %s\n", book, (long long)id,
                    code);
        g->wrong++;
    }
    if (l == NULL || !record_read(&rec, l, g->book, &g->arena, id, &err)) {
        fail_msg("%s #%lld does not open: %s", book, (long long)id, err.text);
    }
}

/* ---- a record ----------------------------------------------------------- */

static void type(struct ground *g, struct record *r, int field,
                 const char *typed)
{
    struct err err = ERR_INIT;
    if (!record_type(r, g->book, &g->arena, field, typed, &err)) {
        fail_msg("%s %s=%s: %s %s", r->ledger->name,
                 r->ledger->fields[field].column, typed, err.code, err.text);
    }
}

static int64_t any_of(struct ground *g, const char *book)
{
    struct stmt st;
    const struct ledger *l = registry_find(g->book, book);
    int64_t id = 0;
    assert_non_null(l);
    stmt_open(&st, g->book->db,
              arena_printf(&g->arena,
                           "select max(id) from %s where voided_on is null",
                           l->table));
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL) && id > 0);
    return id;
}

/* A fitting value for what must not be empty. */
static const char *fitting(struct ground *g, const struct field *f)
{
    static const struct {
        const struct field_kind *kind;
        const char *typed;
    } table[] = {
        {&field_date, "2026-11-19"}, {&field_year, "2026"},
        {&field_month, "2026-11"},   {&field_count, "1"},
        {&field_hours, "1"},         {&field_money, "1"},
        {&field_flag, "是"},         {&field_person, "李敏"},
    };
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        if (f->kind == table[i].kind) {
            return table[i].typed;
        }
    }
    if (f->words != NULL) {
        return f->words[0];
    }
    if (f->kind == &field_choice) {
        const struct field_option *list;
        assert_true(field_options(f, g->book, &g->arena, &list) > 0);
        return list[0].text;
    }
    return "试登一条";
}

static void fill_needed(struct ground *g, struct record *r)
{
    const struct ledger *l = r->ledger;
    for (size_t i = 0; i < l->n_fields; i++) {
        const struct field *f = &l->fields[i];
        bool needed = (f->flags & (FIELD_REQUIRED | FIELD_PARENT)) != 0;
        if (!needed || !record_is_null(r, (int)i)) {
            continue;
        }
        if (f->of != NULL && f->kind == &field_link) {
            record_set_int(r, (int)i, any_of(g, f->of));
        } else {
            type(g, r, (int)i, fitting(g, f));
        }
    }
}

/* pairs: on_day=2026-11-10 kind=方案; a link to the record before: # */
static void type_pairs(struct ground *g, struct record *r, const char *pairs,
                       int64_t last)
{
    while (*pairs != '\0') {
        size_t n = strcspn(pairs, " ");
        size_t is = strcspn(pairs, "=");
        assert_true(is < n);
        int field = ledger_field(r->ledger, arena_strn(&g->arena, pairs, is));
        const char *typed = arena_strn(&g->arena, pairs + is + 1, n - is - 1);
        if (field < 0) {
            fail_msg("%s has no %s", r->ledger->name, pairs);
        }
        if (strcmp(typed, "#") == 0) {
            record_set_int(r, field, last);
        } else {
            type(g, r, field, typed);
        }
        pairs += n + (pairs[n] == ' ');
    }
}

static int64_t add(struct ground *g, const struct ledger *l, const char *pairs,
                   int64_t last)
{
    struct err err = ERR_INIT;
    struct record r = record_new(l, g->book, &g->arena);
    type_pairs(g, &r, pairs, last);
    const struct small_register *reg = register_of(l);
    if (reg != NULL && strstr(pairs, l->fields[reg->day].column) == NULL) {
        type(g, &r, reg->day, "2026-11-10");
    }
    fill_needed(g, &r);
    if (!ledger_apply(g->book, &g->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s: %s %s", l->name, pairs, err.code, err.text);
    }
    return r.id;
}

/* ---- small registers ---------------------------------------------------- */

/* One of each, and one more where several figures are fed.  A figure whose rows
   are people names the book of the row; code NULL: counted with the record
   after it, which is linked to it. */
static const struct {
    const char *book, *pairs, *code, *label;
    int64_t by;
    const char *row_book; /* NULL: the book; its row is the person of 李敏 */
} adds[] = {
    {"analysis", "", "R35", "分析研判", 1, NULL},
    {"area_sheets", "", "R58", "双创任务", 1, NULL},
    {"area_sheets", "done_on=2026-11-19", "R58", "其中完成", 1, NULL},
    {"bases", "used=3", "R19", "在用基地", 1, NULL},
    {"bases", "title=试办基地 used=3", "R19", "另外使用", 3, NULL},
    {"birthdays", "person_id=李敏", "R32", "已登记", 1, NULL},
    {"birthdays", "person_id=郑凯 booked=是 card=是 talk=是 oath=是 visit=是",
     "R32", "五项齐全", 1, NULL},
    {"books", "", NULL, NULL, 0, NULL},
    {"book_issues", "book_id=# copies=2 person_id=李敏", "R17", "种数", 1,
     NULL},
    {"book_issues", "copies=2 person_id=李敏", "R17", "册数", 2, NULL},
    {"brands", "", "R71", "品牌", 1, NULL},
    {"campaigns", "title=试办教育", NULL, NULL, 0, NULL},
    {"essays", "campaign_id=#", "R18", "心得体会", 1, NULL},
    {"essays", "", "R11", "篇数", 1, NULL},
    {"essays", "words=1200", "R11", "字数", 1200, NULL},
    {"campaigns", "title=又办教育", NULL, NULL, 0, NULL},
    {"researches", "campaign_id=#", "R18", "调研", 1, NULL},
    {"researches", "", "R50", "走访调研", 1, NULL},
    {"researches", "problems=2", "R50", "调研发现问题", 2, NULL},
    {"campaigns", "title=再办教育", NULL, NULL, 0, NULL},
    {"good_deeds", "campaign_id=#", "R18", "办实事", 1, NULL},
    {"good_deeds", "", "R59", "件数", 1, NULL},
    {"good_deeds", "done_on=2026-11-19", "R59", "办结", 1, NULL},
    {"civil", "", "R71", "文明创建活动", 1, NULL},
    {"classes", "trainees=5", "R41", "期数", 1, NULL},
    {"classes", "trainees=5", "R41", "学员", 5, NULL},
    {"clean_files", "", "R66", "材料", 1, NULL},
    {"clean_files", "person_id=顾一诺", "R66", "份数", 1, NULL},
    {"clean_talks", "kind=提醒谈话 person_id=赵敏 by_id=张建国", "R65",
     "其中提醒谈话", 1, NULL},
    {"clean_talks", "kind=函询 person_id=赵敏 by_id=张建国", "R65", "函询", 1,
     NULL},
    {"co_resources", "", "R60", "清单", 1, NULL},
    {"commentators", "role=网评员", "R69", "网评员", 1, NULL},
    {"commentators", "role=宣讲员", "R69", "信息员等", 1, NULL},
    {"creation", "", "R71", "创建项目", 1, NULL},
    {"creation", "stage=命名 won_on=2026-11-12 level=市级", "R46", "集体", 1,
     NULL},
    {"discipline", "subject=日常监督", "R31", "次数", 1, NULL},
    {"discipline", "subject=信访反映", "R65", "监督执纪", 1, NULL},
    {"documents", "kind=方案", "R53", "制度和方案", 1, NULL},
    {"documents", "kind=措施 change=修订", "R53", "其中修订", 1, NULL},
    {"documents", "kind=通知", "R53", "其他文件", 1, NULL},
    {"duties_list", "layer=书记", "R48", "书记", 1, NULL},
    {"duties_list", "", "R48", "条数", 1, NULL},
    {"equipment", "number=4", "R36", "在用设备", 4, NULL},
    {"help_events", "", "R61", "帮扶活动", 1, NULL},
    {"help_events", "fen=300", "R61", "帮扶金额", 30000, NULL},
    {"home_visits", "", "R65", "监督家访", 1, NULL},
    {"indicators", "", "R62", "指标", 1, NULL},
    {"inspections", "", "R31", "次数", 1, NULL},
    {"inspections", "round=第九轮 due_on=2026-11-30", "R31", "发现问题", 1,
     NULL},
    {"majors", "fen=200", "R33", "涉及金额", 20000, NULL},
    {"majors", "", "R33", "件数", 1, NULL},
    {"problems", "source=主题教育", "R18", "问题", 1, NULL},
    {"campaigns", "title=四办教育", NULL, NULL, 0, NULL},
    {"problems", "source=督查 campaign_id=#", "R18", "问题", 1, NULL},
    {"problems", "source=走访企业 category=服务群众", "R50", "问题", 1, NULL},
    {"problems", "", "R49", "问题", 1, NULL},
    {"measures", "", "R49", "措施", 1, NULL},
    {"measures", "done_on=2026-11-19", "R49", "完成措施", 1, NULL},
    {"projects", "", "R71", "融合项目", 1, NULL},
    {"milestones", "done_on=2026-11-19", "R71", "项目节点完成", 1, NULL},
    {"missions", "", "R43", "重大任务", 1, NULL},
    {"missions", "people=6", "R43", "参加任务", 6, NULL},
    {"net_conduct", "", "R47", "次数", 1, NULL},
    {"online_hours", "hours=2 person_id=李敏", "R07", "学时", 120, "roster"},
    {"opinion", "", "R69", "舆情信息", 1, NULL},
    {"org_setting", "", "R73", "组织设置检查", 1, NULL},
    {"pairing", "", "R60", "结对单位", 1, NULL},
    {"pairing_events", "", "R60", "共建活动", 1, NULL},
    {"party_workers", "person_id=顾一诺 time=专职", "R45", "专职", 1, NULL},
    {"party_workers", "person_id=郑凯 time=兼职", "R45", "人数", 1, NULL},
    {"personal_matters", "reported=是", "R68", "个人事项已报", 1, NULL},
    {"personal_matters", "reported=否", "R68", "没有报", 1, NULL},
    {"platform", "", "R44", "录入", 1, NULL},
    {"platform", "entries=8", "R44", "条数", 8, NULL},
    {"pledges", "kind=廉洁承诺书 copies=2", "R67", "承诺书", 2, NULL},
    {"pledges", "copies=2", "R67", "份数", 2, NULL},
    {"posts_vanguard", "", "R43", "先锋岗和责任区", 1, NULL},
    {"promises", "", "R43", "承诺", 1, NULL},
    {"promises", "done_on=2026-11-19", "R43", "已兑现", 1, NULL},
    {"publicity_items", "number=2", "R70", "条数", 2, NULL},
    {"publicity_items", "kind=党建故事", "R70", "党建故事", 1, NULL},
    {"reminders_clean", "", "R64", "次数", 1, NULL},
    {"reminders_clean", "people=12", "R64", "人次", 12, NULL},
    {"report_in", "person_id=孙立", "R57", "已报到", 1, NULL},
    {"report_in", "kind=单位党组织", "R57", "单位报到", 1, NULL},
    {"risks", "level=高", "R68", "高风险", 1, NULL},
    {"rooms", "title=试用活动室", "R36", "活动场所", 1, NULL},
    {"rooms",
     "title=又一活动室 has_plan=是 has_record=是 has_material=是 has_system=是",
     "R36", "四有齐全", 1, NULL},
    {"score_rules", "kind=加分", NULL, NULL, 0, NULL},
    {"scores", "rule_id=# points=3 person_id=李敏", "R14", "加分", 3, "roster"},
    {"shortcomings", "kind=打算", "R51", "打算", 1, NULL},
    {"standard_checks", "result=达标", "R72", "达标", 1, NULL},
    {"standard_checks", "", "R72", "自查指标", 1, NULL},
    {"stats_pack", "kind=月报", "R44", "党统报送", 1, NULL},
    {"strong", "", "R72", "评定", 1, NULL},
    {"supervision", "", "R31", "次数", 1, NULL},
    {"supervision", "found=2", "R31", "发现问题", 2, NULL},
    {"supervision", "kind=党费收缴", "R54", "党费检查", 1, NULL},
    {"tasks_year", "", "R15", "任务", 1, NULL},
    {"tasks_year", "done_on=2026-11-19", "R15", "完成", 1, NULL},
    {"training_log", "", "R16", "人次", 1, NULL},
    {"training_log", "hours=2 person_id=李敏", "R07", "学时", 120, "roster"},
    {"unit_honours", "", "R46", "集体", 1, NULL},
    {"village", "", "R61", "驻村干部", 1, NULL},
    {"visits", "fen=300", "R56", "慰问金", 30000, NULL},
    {"visits", "", "R56", "次数", 1, NULL},
    {"volunteering", "served=9", "R58", "受益", 9, NULL},
    {"volunteering", "", "R58", "次数", 1, NULL},
    {"xuexi", "quarter=四季度", "R13", "通报", 1, NULL},
    {"xuexi_scores", "xuexi_id=# person_id=李敏", "R13", "个人得分", 1, NULL},
};

TEST(one_record_more_of_each_small_register_is_counted)
{
    struct ground g;
    int64_t last = 0;
    ground_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(adds); i++) {
        const struct ledger *l = registry_find(g.book, adds[i].book);
        if (l == NULL || register_of(l) == NULL) {
            fail_msg("%s is no small register", adds[i].book);
        }
        if (adds[i].code == NULL) {
            last = add(&g, l, adds[i].pairs, last);
            continue;
        }
        struct figure_answer was = ground_ask(&g, adds[i].code, 2026);
        last = add(&g, l, adds[i].pairs, last);
        const char *book = adds[i].row_book;
        expect(&g, &was, adds[i].label, adds[i].by,
               book != NULL ? book : l->name,
               book != NULL ? ground_person(&g, "李敏") : last);
    }
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

TEST(every_small_register_is_counted_by_something)
{
    /* No report asks for it: relief is counted where it is paid. */
    static const char hardship[] = "hardship";
    struct ground g;
    ground_open(&g);
    const struct register_set *regs = book_registers(g.book);
    for (size_t i = 0; i < regs->n; i++) {
        const char *name = regs->list[i]->ledger.name;
        size_t k = 0;
        while (k < ARRAY_LEN(adds) && strcmp(adds[k].book, name) != 0) {
            k++;
        }
        if (k == ARRAY_LEN(adds) && strcmp(name, hardship) != 0) {
            fail_msg("nothing counts %s", name);
        }
    }
    ground_close(&g);
}
