/* A meeting more of each kind, held with all that should come, written through
   the meeting's own door: the figures it feeds rise by it and open into it.

   The branch is the sample's with a few posts of the unit's 党组 besides, so
   that the study group and 第一议题 have somebody who is called. */
#include "sample_ground.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

#define FIGURES_MAX 4

static void add_post(struct ground *g, const char *name, const char *kind)
{
    const char *const typed[][2] = {
        {"person_id", name}, {"kind", kind}, {"from_on", "2026-01-01"}};
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_post, g->book, &g->arena);
    for (size_t i = 0; i < ARRAY_LEN(typed); i++) {
        int field = ledger_field(&ledger_post, typed[i][0]);
        if (!record_type(&r, g->book, &g->arena, field, typed[i][1], &err)) {
            fail_msg("%s: %s", typed[i][0], err.text);
        }
    }
    if (!ledger_apply(g->book, &g->arena, &r, NULL, NULL, &err)) {
        fail_msg("%s %s %s", kind, err.code, err.text);
    }
}

static void hall_open(struct ground *g)
{
    ground_open(g);
    add_post(g, "赵敏", "党组书记");
    add_post(g, "郑凯", "党组成员");
    add_post(g, "赵敏", "中心组组长");
    add_post(g, "郑凯", "中心组成员");
}

/* ---- a meeting ---------------------------------------------------------- */

struct held {
    const char *kind, *sub, *lead; /* NULL: none */
    const char *host;
    const char *boxes, *lead_out;
    const char *figures[FIGURES_MAX][2]; /* code, value */
};

static void put_text(struct record *r, int field, const char *text)
{
    if (text != NULL) {
        record_set_text(r, field, text);
    }
}

static int64_t first_group(struct ground *g, const struct kind *k)
{
    struct stmt st;
    int64_t id = 0;
    if (k->body != BODY_GROUP) {
        return 0;
    }
    stmt_open(&st, g->book->db,
              SQL("select min(id) from grp where branch_id = :branch"));
    stmt_int(&st, ":branch", g->book->branch);
    if (stmt_row(&st)) {
        id = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL) && id > 0);
    return id;
}

static struct meeting prepare(struct ground *g, const struct held *row)
{
    struct meeting m;
    struct err err = ERR_INIT;
    const struct kind *k = kinds_by_code(book_kinds(g->book), row->kind);
    if (k == NULL) {
        fail_msg("there is no kind %s", row->kind);
    }
    if (!meeting_new(&m, g->book, &g->arena, row->kind, first_group(g, k),
                     date_of(2026, 11, 19), &err)) {
        fail_msg("%s %s %s", row->kind, err.code, err.text);
    }
    record_set_text(&m.event, EVENT_TIME_FROM, "14:30");
    record_set_text(&m.event, EVENT_TIME_TO, "16:00");
    if (row->host != NULL) {
        record_set_int(&m.event, EVENT_HOST, ground_person(g, row->host));
    }
    if (meeting_count(&m.roll) == 0) {
        meeting_add_person(&m, ground_person(g, "李敏"));
    }
    struct record *kind = &m.kinds.v[0].now;
    put_text(kind, EK_SUB, row->sub);
    put_text(kind, EK_BOXES, row->boxes);
    put_text(kind, EK_LEAD_OUT, row->lead_out);
    put_text(kind, EK_TITLE, "试开一次");
    if (row->lead != NULL) {
        record_set_int(kind, EK_LEAD, ground_person(g, row->lead));
    }
    return m;
}

static void expect_counted(struct ground *g, const struct held *row)
{
    int64_t was[FIGURES_MAX] = {0};
    struct err err = ERR_INIT;
    for (size_t i = 0; i < FIGURES_MAX && row->figures[i][0] != NULL; i++) {
        struct figure_answer x = ground_ask(g, row->figures[i][0], 2026);
        was[i] = ground_number(&x, row->figures[i][1]);
    }
    struct meeting m = prepare(g, row);
    if (!meeting_save(&m, NULL, &err)) {
        fail_msg("%s %s: %s", row->kind, err.code, err.text);
    }
    for (size_t i = 0; i < FIGURES_MAX && row->figures[i][0] != NULL; i++) {
        struct figure_answer x = ground_ask(g, row->figures[i][0], 2026);
        int64_t is = ground_number(&x, row->figures[i][1]);
        if (is != was[i] + 1 || !ground_stands(&x, "events", m.event.id)) {
            print_error("%s %s: %s %s was %lld, is %lld\n", row->kind,
                        row->sub != NULL ? row->sub : "", row->figures[i][0],
                        row->figures[i][1], (long long)was[i], (long long)is);
            g->wrong++;
        }
    }
}

/* ---- the kinds ---------------------------------------------------------- */

static const struct held table[] = {
    {"branch.meeting",
     .figures = {{"R21", "次数"}, {"R24", "合计"}, {"R24", "党员大会"}}},
    {"committee.meeting",
     .figures = {{"R22", "次数"}, {"R24", "合计"}, {"R24", "支委会"}}},
    {"group.meeting",
     .figures = {{"R23", "次数"}, {"R24", "合计"}, {"R24", "党小组会"}}},
    {"lecture", .sub = "书记", .lead = "张建国",
     .figures = {{"R09", "次数"}, {"R10", "书记讲党课"}, {"R24", "党课"}}},
    {"lecture", .sub = "微党课", .lead = "李敏",
     .figures = {{"R09", "其中微党课"}, {"R10", "支部委员讲党课"}}},
    {"lecture", .sub = "领导", .lead = "郑凯",
     .figures = {{"R09", "次数"}, {"R10", "领导讲党课"}}},
    {"lecture", .lead_out = "县委党校 王教员",
     .figures = {{"R09", "次数"}, {"R10", "外请授课"}}},
    {"themeday", .boxes = "有主题 有主讲 有讨论 有收获 重温誓词 戴徽章",
     .figures = {{"R26", "次数"},
                 {"R26", "四有齐全"},
                 {"R19", "重温誓词"},
                 {"R19", "戴徽章"}}},
    {"life.branch", .figures = {{"R28", "次数"}}},
    {"life.leaders", .host = "赵敏", .figures = {{"R27", "次数"}}},
    {"centre.study", .sub = "集体学习研讨", .host = "赵敏",
     .figures = {{"R01", "次数"}, {"R02", "次数"}}},
    {"centre.study", .sub = "扩大会", .host = "赵敏",
     .figures = {{"R01", "次数"}}},
    {"centre.study", .sub = "巡学旁听", .host = "赵敏",
     .figures = {{"R03", "次数"}}},
    {"first.topic", .host = "赵敏", .figures = {{"R04", "次数"}}},
    {"seminar", .sub = "中层干部", .figures = {{"R05", "次数"}}},
    {"study", .figures = {{"R06", "次数"}}},
    {"broadcast", .figures = {{"R06", "次数"}, {"R06", "其中集中收看"}}},
    {"coaching", .lead_out = "县委党校 王教员",
     .figures = {{"R08", "次数"}, {"R08", "外请辅导"}}},
    {"contest", .sub = "知识竞赛", .figures = {{"R12", "次数"}}},
    {"contest", .sub = "理论研讨", .figures = {{"R12", "次数"}}},
    {"party.building", .sub = "从严治党",
     .figures = {{"R34", "次数"}, {"R34", "其中从严治党"}}},
    {"ideology", .sub = "专题研究",
     .figures = {{"R35", "合计"}, {"R35", "专题研究"}}},
    {"ideology", .sub = "培训", .figures = {{"R35", "合计"}, {"R35", "培训"}}},
    {"ideology", .sub = "研判",
     .figures = {{"R35", "合计"}, {"R35", "分析研判"}}},
    {"integrity", .sub = "警示教育",
     .figures = {{"R63", "次数"}, {"R63", "其中警示教育"}}},
    {"integrity", .sub = "案例学习", .figures = {{"R63", "次数"}}},
    {"integrity", .sub = "新任职教育", .figures = {{"R63", "次数"}}},
    {"training", .figures = {{"R16", "次数"}, {"R16", "人次"}}},
    {"volunteer", .sub = "社区治理", .figures = {{"R58", "次数"}}},
    {"visit", .sub = "企业",
     .figures = {{"R50", "走访调研"}, {"R50", "其中走访企业"}}},
    {"visit", .sub = "群众", .figures = {{"R50", "其中走访群众"}}},
    {"redsite", .boxes = "重温誓词 重温志愿书",
     .figures = {{"R19", "次数"},
                 {"R19", "到教育基地"},
                 {"R19", "重温誓词"},
                 {"R19", "重温志愿书"}}},
};

TEST(one_meeting_more_of_each_kind_is_counted)
{
    struct ground g;
    hall_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(table); i++) {
        expect_counted(&g, &table[i]);
    }
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

/* The review of members is written as its papers, not counted as a meeting. */
TEST(every_kind_of_meeting_is_counted_by_something)
{
    struct ground g;
    hall_open(&g);
    const struct kinds *kinds = book_kinds(g.book);
    for (size_t i = 0; i < kinds->n; i++) {
        const char *code = kinds->list[i].code;
        size_t k = 0;
        while (k < ARRAY_LEN(table) && strcmp(table[k].kind, code) != 0) {
            k++;
        }
        if (k == ARRAY_LEN(table) && strcmp(code, "review") != 0) {
            fail_msg("nothing counts %s", code);
        }
    }
    ground_close(&g);
}

/* ---- who was there ------------------------------------------------------ */

/* A leader among the members, one who joined from afar, the campaign it was
   held for, and the hours it lasted. */
TEST(what_a_meeting_says_of_people_is_counted)
{
    static const struct held row = {"study", .host = "张建国"};
    static const char *const codes[] = {"R25", "R20", "R18", "R07"};
    struct ground g;
    struct err err = ERR_INIT;
    struct figure_answer was[ARRAY_LEN(codes)], is[ARRAY_LEN(codes)];
    hall_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        was[i] = ground_ask(&g, codes[i], 2026);
    }
    struct meeting m = prepare(&g, &row);
    record_set_text(&m.event, EVENT_CAMPAIGN, "试办教育");
    record_set_int(&m.kinds.v[0].now, EK_HOURS, 90);
    for (size_t i = 0; i < m.roll.n; i++) {
        if (record_int(&m.roll.v[i].now, ATTEND_PERSON) ==
            ground_person(&g, "周立")) {
            meeting_mark(&m, i, ATTEND_ONLINE, NULL);
        }
    }
    struct meeting_counts came = meeting_counts(&m);
    if (!meeting_save(&m, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        is[i] = ground_ask(&g, codes[i], 2026);
    }
    assert_int_equal(ground_number(&is[1], "线上参加"),
                     ground_number(&was[1], "线上参加") + 1);
    assert_int_equal(ground_number(&is[2], "活动"),
                     ground_number(&was[2], "活动") + 1);
    assert_int_equal(ground_number(&is[2], "到会"),
                     ground_number(&was[2], "到会") + came.came);
    assert_true(ground_stands(&is[2], "events", m.event.id));
    assert_int_equal(ground_number(&is[3], "学时"),
                     ground_number(&was[3], "学时") + 90 * came.came);
    /* 赵敏 and 郑凯 are of the 党组. */
    assert_int_equal(ground_number(&is[0], "人次"),
                     ground_number(&was[0], "人次") + 2);
    ground_close(&g);
}
