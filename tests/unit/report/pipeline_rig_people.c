/* The six of the branch, each as far as pipeline_rig.h says. */
#include "pipeline_rig.h"

#include "unit.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"

#define P(...)                                                                 \
    (const char *const[])                                                      \
    {                                                                          \
        __VA_ARGS__, NULL                                                      \
    }

static const char *link_to(struct rig *r, int64_t id)
{
    return arena_printf(r->a, "#%" PRId64, id);
}

static void entry(struct rig *r, int64_t file, const char *kind, const char *on,
                  const char *said)
{
    rig_part(r, file, &ledger_step_entry,
             P("kind", kind, "on_day", on, "by_id", "李敏", "conclusion", said,
               "content", "学习、工作表现和思想情况。"));
}

static void helper(struct rig *r, int64_t file, const char *role,
                   const char *name, const char *from)
{
    rig_part(r, file, &ledger_helper,
             P("role", role, "person_id", name, "from_on", from));
}

static void paper(struct rig *r, int64_t file, const char *no, const char *name,
                  const char *on)
{
    rig_part(
        r, file, &ledger_paper,
        P("no", no, "name", name, "copies", "1", "pages", "2", "on_day", on));
}

static void notice(struct rig *r, int64_t file, const char *no,
                   const char *from, const char *to)
{
    rig_part(r, file, &ledger_publicity,
             P("no", no, "from_on", from, "to_on", to, "place",
               "一楼党务公开栏", "phone", "010-00000000"));
}

/* ---- up to 预备期 ---------------------------------------------------------
 */

/* Half-year reviews and four reports within a year and a bit. */
static void cultivate(struct rig *r, int64_t file, const char *const *days)
{
    entry(r, file, "半年考察", days[0], "表现良好，继续培养");
    entry(r, file, "半年考察", days[1], "表现良好");
    for (int i = 2; i < 6; i++) {
        entry(r, file, "思想汇报", days[i], "已阅");
    }
    paper(r, file, "7", "征求意见记录", days[1]);
}

/* The days of one way: see the enum for their order. */
enum day_of_way {
    TALK,
    ACTIVE,
    RECORD,
    STUDY,
    NOTE_FROM,
    NOTE_TO,
    REPLY,
    VET,
    TRAIN,
    TRAIN_TO,
    BOARD,
    PREVIEW,
    BOOKLET,
    ACCEPT,
    INTERVIEW,
    APPROVE,
    OATH,
    DAYS_OF_WAY
};

static void to_activist(struct rig *r, int64_t file, int64_t who,
                        const char *const *d)
{
    rig_step(r, file, 2, P("on_day", d[TALK], "by_id", "李敏"));
    int64_t m = rig_meeting(r, "committee.meeting", d[ACTIVE], who,
                            "确定入党积极分子", "", 0);
    rig_step(
        r, file, 3,
        P("event_id", link_to(r, m), "on_day", d[ACTIVE], "way", "党员推荐"));
    rig_step(r, file, 4,
             P("on_day", d[RECORD], "asked_on", d[ACTIVE], "number",
               "示机党〔2022〕11号"));
    helper(r, file, "培养联系人", "李敏", d[RECORD]);
    helper(r, file, "培养联系人", "王伟", d[RECORD]);
    rig_step(r, file, 5, P("on_day", d[RECORD]));
}

static void to_candidate(struct rig *r, int64_t file, int64_t who,
                         const char *const *d)
{
    notice(r, file, "7", d[NOTE_FROM], d[NOTE_TO]);
    int64_t m = rig_meeting(r, "committee.meeting", d[STUDY], who,
                            "讨论确定发展对象", "", 0);
    rig_step(r, file, 7, P("event_id", link_to(r, m), "on_day", d[STUDY]));
    rig_step(r, file, 8,
             P("on_day", d[REPLY], "asked_on", d[STUDY], "number",
               "示机党〔2023〕20号", "result", "同意"));
    helper(r, file, "入党介绍人", "李敏", d[REPLY]);
    helper(r, file, "入党介绍人", "王伟", d[REPLY]);
    rig_step(r, file, 9, P("on_day", d[REPLY]));
    rig_step(r, file, 10,
             P("on_day", d[VET], "result", "合格", "conclusion",
               "本人及直系亲属政治历史清楚"));
    rig_step(r, file, 11,
             P("on_day", d[TRAIN_TO], "from_on", d[TRAIN], "to_on", d[TRAIN_TO],
               "hours", "24", "days", "3", "number", "示培〔2023〕031"));
}

static void to_admission(struct rig *r, int64_t file, int64_t who,
                         const char *const *d)
{
    int64_t m = rig_meeting(r, "committee.meeting", d[BOARD], who,
                            "审查发展对象", "", 0);
    rig_step(r, file, 12, P("event_id", link_to(r, m), "on_day", d[BOARD]));
    rig_step(r, file, 13,
             P("on_day", d[PREVIEW], "asked_on", d[BOARD], "number",
               "示机党〔2024〕1号", "result", "合格"));
    rig_step(r, file, 14, P("on_day", d[BOOKLET], "number", "9900-0001234"));
    m = rig_meeting(r, "branch.meeting", d[ACCEPT], who, "接收预备党员",
                    "admission", 1);
    rig_step(
        r, file, 15,
        P("event_id", link_to(r, m), "on_day", d[ACCEPT], "result", "通过"));
    rig_step(r, file, 16,
             P("on_day", d[INTERVIEW], "by_text", "机关党委委员 林远"));
    rig_step(r, file, 17,
             P("on_day", d[APPROVE], "asked_on", d[INTERVIEW], "number",
               "示机党〔2024〕9号", "result", "批准"));
    rig_step(r, file, 18, P("on_day", d[APPROVE]));
    rig_step(r, file, 19, P("on_day", d[APPROVE], "grp_id", "一"));
    rig_step(r, file, 20,
             P("on_day", d[OATH], "by_id", "张建国", "place", "党员活动室"));
}

/* ---- who ---------------------------------------------------------------- */

static void papers_of_chen(struct rig *r, int64_t file)
{
    static const char *const rows[][3] = {
        {"1", "入党申请书", "2022-03-15"},
        {"2", "谈话记录", "2022-04-10"},
        {"3", "推荐（推优）表", "2022-09-19"},
        {"3", "支委会会议记录", "2022-09-20"},
        {"3", "入党积极分子登记表", "2022-09-20"},
        {"10", "综合政审报告", "2023-11-15"},
        {"14", "入党志愿书", "2024-01-12"},
        {"22", "转正申请书", "2025-01-10"},
        {"22", "本人思想小结", "2025-01-10"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        paper(r, file, rows[i][0], rows[i][1], rows[i][2]);
    }
    rig_part(r, file, &ledger_paper,
             P("no", "15", "name", "表决票", "copies", "0", "missing",
               "支部留存，未移交"));
}

static void quarters(struct rig *r, int64_t file, const char *const *days)
{
    for (int i = 0; days[i] != NULL; i++) {
        entry(r, file, "季度考察", days[i], "合格");
    }
}

/* The worked timeline. */
static void chen(struct rig *r)
{
    static const char *const d[DAYS_OF_WAY] = {
        "2022-04-10", "2022-09-20", "2022-10-11", "2023-09-20", "2023-09-11",
        "2023-09-15", "2023-10-12", "2023-11-15", "2023-11-28", "2023-11-30",
        "2023-12-12", "2024-01-08", "2024-01-12", "2024-01-26", "2024-04-10",
        "2024-04-20", "2024-05-10"};
    static const char *const months[] = {"2023-03-10", "2023-09-05",
                                         "2022-12-15", "2023-03-12",
                                         "2023-06-10", "2023-09-08"};
    static const char *const q[] = {"2024-07-15", "2024-10-12", "2025-01-08",
                                    NULL};
    r->who[CHEN] = rig_person(r, "陈方", "1994-06-12", "2022-03-15");
    int64_t f = r->file[CHEN] = rig_file(r, r->who[CHEN], ORIGIN_HERE);
    to_activist(r, f, r->who[CHEN], d);
    cultivate(r, f, months);
    to_candidate(r, f, r->who[CHEN], d);
    to_admission(r, f, r->who[CHEN], d);
    quarters(r, f, q);
    papers_of_chen(r, f);
    rig_step(r, f, 22, P("on_day", "2025-01-10"));
    int64_t m = rig_meeting(r, "branch.meeting", "2025-01-26", r->who[CHEN],
                            "预备党员转正", "conversion", 0);
    rig_step(r, f, 23,
             P("event_id", link_to(r, m), "on_day", "2025-01-26", "result",
               "按期转正"));
    rig_step(r, f, 24,
             P("on_day", "2025-04-16", "asked_on", "2025-02-07", "number",
               "示机党〔2025〕6号", "result", "批准"));
    rig_step(r, f, 25,
             P("on_day", "2025-04-22", "by_id", "李敏", "number",
               "档案移交 2025-03"));
}

/* Extended in 2026-07 by six months. */
static void abdu(struct rig *r)
{
    static const char *const d[DAYS_OF_WAY] = {
        "2023-04-10", "2023-09-20", "2023-10-11", "2024-10-21", "2024-10-08",
        "2024-10-14", "2024-11-12", "2024-12-16", "2025-04-22", "2025-04-24",
        "2025-05-12", "2025-06-09", "2025-06-12", "2025-06-27", "2025-07-10",
        "2025-07-25", "2025-08-08"};
    static const char *const months[] = {"2024-03-10", "2024-09-05",
                                         "2023-12-15", "2024-03-12",
                                         "2024-06-10", "2024-09-08"};
    static const char *const q[] = {"2025-10-15", "2026-01-12", "2026-04-10",
                                    "2026-06-15", "2026-09-12", NULL};
    r->who[ABDU] = people_ground_add(
        &r->g, &ledger_people,
        P("name", "阿不都热合曼·买买提江", "birth_on", "1990-02-03", "sex",
          "男", "nation", "维吾尔族", "education", "大学本科", "unit",
          "示例县商务局市场体系建设科副科长", "apply_on", "2023-03-15"));
    int64_t f = r->file[ABDU] = rig_file(r, r->who[ABDU], ORIGIN_HERE);
    to_activist(r, f, r->who[ABDU], d);
    cultivate(r, f, months);
    to_candidate(r, f, r->who[ABDU], d);
    to_admission(r, f, r->who[ABDU], d);
    quarters(r, f, q);
    rig_step(r, f, 22, P("on_day", "2026-06-10"));
    int64_t m = rig_meeting(r, "branch.meeting", "2026-06-29", r->who[ABDU],
                            "延长预备期", "extension", 2);
    rig_step(r, f, 23,
             P("event_id", link_to(r, m), "on_day", "2026-06-29", "result",
               "延长预备期", "months", "6"));
    rig_step(r, f, 24,
             P("on_day", "2026-07-20", "asked_on", "2026-07-01", "number",
               "示机党〔2026〕15号", "result", "批准"));
}

static void liu(struct rig *r)
{
    static const char *const d[DAYS_OF_WAY] = {"2025-02-20", "2025-08-20",
                                               "2025-09-01"};
    struct pipeline_file f;
    struct err err = ERR_INIT;
    r->who[LIU] = rig_person(r, "刘洋", "1998-09-01", "2025-02-10");
    r->file[LIU] = rig_file(r, r->who[LIU], ORIGIN_HERE);
    to_activist(r, r->file[LIU], r->who[LIU], d);
    entry(r, r->file[LIU], "半年考察", "2026-02-15", "学习不够主动");
    assert_true(pipeline_read(&f, r->b, r->a, r->file[LIU], &err));
    if (!pipeline_end(&f, date_of(2026, 11, 9), "2",
                      "本人长期不参加集中学习，经谈话没有改进", &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void ma(struct rig *r)
{
    static const char *const d[DAYS_OF_WAY] = {
        [NOTE_FROM] = "2026-11-02", [NOTE_TO] = "2026-11-06"};
    r->who[MA] = rig_person(r, "马晓燕", "1995-03-08", "2024-09-02");
    int64_t f = r->file[MA] = rig_file(r, r->who[MA], ORIGIN_ELSEWHERE);
    rig_step(r, f, 2,
             P("on_day", "2024-09-20", "by_text", "高远", "elsewhere", "是"));
    rig_step(r, f, 3,
             P("on_day", "2025-04-10", "way", "团组织推优", "elsewhere", "是"));
    rig_step(r, f, 4, P("on_day", "2025-04-28", "elsewhere", "是"));
    rig_part(r, f, &ledger_helper,
             P("role", "培养联系人", "name_text", "高远", "from_on",
               "2025-04-28", "to_on", "2026-03-02", "reason", "转入本支部"));
    rig_step(r, f, 5, P("on_day", "2025-04-28", "elsewhere", "是"));
    helper(r, f, "培养联系人", "周立", "2026-03-02");
    static const char *const reviews[] = {"2025-10-08", "2026-04-07",
                                          "2026-10-06"};
    for (size_t i = 0; i < ARRAY_LEN(reviews); i++) {
        entry(r, f, "半年考察", reviews[i], "表现良好");
    }
    static const char *const thoughts[] = {"2025-07-05", "2025-10-05",
                                           "2026-01-04", "2026-04-03",
                                           "2026-07-02", "2026-09-30"};
    for (size_t i = 0; i < ARRAY_LEN(thoughts); i++) {
        entry(r, f, "思想汇报", thoughts[i], "已阅");
    }
    paper(r, f, "7", "征求意见记录", "2026-10-26");
    notice(r, f, "7", d[NOTE_FROM], d[NOTE_TO]);
    int64_t m = rig_meeting(r, "committee.meeting", "2026-11-10", r->who[MA],
                            "讨论确定发展对象", "", 0);
    rig_step(r, f, 7, P("event_id", link_to(r, m), "on_day", "2026-11-10"));
}

void rig_open(struct rig *r)
{
    rig_bare(r);
    chen(r);
    abdu(r);
    liu(r);
    ma(r);
    r->who[HE] = rig_person(r, "何平", "2000-12-01", "2026-10-20");
    r->file[HE] = rig_file(r, r->who[HE], ORIGIN_HERE);
    rig_step(r, r->file[HE], 2, P("on_day", "2026-11-12", "by_id", "张建国"));
    r->who[MENG] = rig_person(r, "孟雪", "1999-01-20", "2026-09-08");
}
