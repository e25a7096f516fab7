/* 配档表: one row for each thing a month is to bring.  What became of it is
   said by the event it is linked with. */
#include "pbtui/ledger/plans.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "rows.h"

#define PLAN_FIELDS(X)                                                         \
    X(MONTH, "month", "月份", month, FIELD_NEEDED, 0, 10, NULL,                \
      "哪个月做，例如 2026-11、11 月")                                         \
    X(KIND, "kind", "类型", event_kind, FIELD_NEEDED | FIELD_SEARCHED, 0, 24,  \
      NULL, "会议、活动的类型，例如主题党日、集中学习")                        \
    X(GRP, "grp_id", "党小组", link, 0, 0, 20, "groups",                       \
      "只是一个党小组的才写；各组都做的空着")                                  \
    X(TOPIC, "topic", "主题", long, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 60,     \
      NULL, "学习专题、活动主题、会议议题")                                    \
    X(READINGS, "readings", "学习内容", memo, FIELD_NEW_ROW, 0, 60, NULL,      \
      "篇目，一行一篇")                                                        \
    X(FORM, "form", "方式", text, FIELD_NEW_ROW, 0, 24, NULL,                  \
      "集体研讨、辅导讲座、现场教学……")                                        \
    X(OWNER, "owner_id", "责任人", person, FIELD_NEW_ROW | FIELD_SEARCHED, 0,  \
      16, "roster", "主持、领学或组织的人")                                    \
    X(OWNER_TEXT, "owner_text", "责任科室", text, 0, 0, 24, NULL,              \
      "科室，或支部以外的人")                                                  \
    X(DROPPED, "dropped", "取消原因", text, FIELD_NEW_ROW, 0, 60, NULL,        \
      "不做了的写明原因；还做的空着")                                          \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 60, NULL, NULL)            \
    X(EVENT, "event_id", "对应的会", link, FIELD_HIDDEN, 0, 20, "events",      \
      NULL)                                                                    \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_NEW_ROW, 0, 40, "branches", NULL)

#define EVENT_SQL                                                              \
    " from event e where e.id = t.event_id and e.voided_on is null)"

/* Held in its month, and no other row's. */
#define UNLINKED_SQL                                                           \
    "exists (select 1 from event_kind k where k.branch_id = t.branch_id"       \
    " and k.kind = t.kind and (t.grp_id is null or k.grp_id = t.grp_id)"       \
    " and k.counted = 1 and k.voided_on is null"                               \
    " and k.on_day between t.month || '-01' and t.month || '-31'"              \
    " and not exists (select 1 from plan o where o.kind = k.kind"              \
    " and o.event_id = k.event_id and o.voided_on is null))"

/* The same words as plan_state_text; a list sees no more than one row. */
#define STATE_SQL                                                              \
    "case when (select e.state = '2'" EVENT_SQL " then '已办'"               \
    " when t.dropped is not null then '取消'"                                \
    " when (select e.state = '1' and e.on_day >= :day" EVENT_SQL               \
    " then '计划' when (select e.state = '1'" EVENT_SQL " then '逾期未办'" \
    " when t.event_id is null and " UNLINKED_SQL " then '有会未挂'"        \
    " when t.month < substr(:day, 1, 7) then '逾期未办'"                   \
    " else '计划' end"

static const struct field fields[] = {
    PLAN_FIELDS(FIELD_AS_ROW){
        .column = "state",
        .label = "完成情况",
        .kind = &field_text,
        .flags = FIELD_COMPUTED | FIELD_FACET,
        .sql = STATE_SQL,
    },
};
_Static_assert(ARRAY_LEN(fields) == PLAN_STATE + 1, "plans.h names them");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {PLAN_MONTH, 8, 8, 1},       {PLAN_KIND, 10, 24, 1}, {PLAN_GRP, 8, 14, 5},
    {PLAN_TOPIC, 12, 40, 2},     {PLAN_FORM, 8, 16, 6},  {PLAN_OWNER, 8, 16, 4},
    {PLAN_OWNER_TEXT, 8, 16, 7}, {PLAN_STATE, 8, 10, 3},
};

static const struct ledger_view views[] = {
    {"current", "本年计划", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and substr(t.month, 1, 4) = substr(:day, 1, 4)",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    char text[8];
    record_set_int(r, PLAN_BRANCH, b->branch);
    record_set_text(r, PLAN_MONTH,
                    arena_str(a, month_text(month_of(b->today), text)));
}

static void check_group(struct book *b, const struct record *r,
                        const struct kind *k, struct issues *is)
{
    int64_t branch = 0;
    struct stmt st;
    if (record_is_null(r, PLAN_GRP)) {
        return;
    }
    stmt_open(&st, b->db, SQL("select branch_id from grp where id = :id"));
    stmt_int(&st, ":id", record_int(r, PLAN_GRP));
    if (stmt_row(&st)) {
        branch = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    if (branch != record_int(r, PLAN_BRANCH)) {
        issue_add(is, "grp_id", true, "E-PLAN-002",
                  "这个党小组不是本支部的，请另选。");
    } else if (k->body != BODY_GROUP) {
        issue_add(is, "grp_id", true, "E-PLAN-003",
                  "%s不是党小组的活动，请清空“党小组”。", k->name);
    }
}

/* The event is of the branch, of this kind, of this group. */
static void check_event(struct book *b, const struct record *r,
                        const struct kind *k, struct issues *is)
{
    struct stmt st;
    if (record_is_null(r, PLAN_EVENT)) {
        return;
    }
    stmt_open(&st, b->db,
              SQL("select 1 from event_kind where event_id = :id"
                  " and kind = :kind and branch_id = :branch"
                  " and (:grp = 0 or grp_id = :grp) and voided_on is null"));
    stmt_int(&st, ":id", record_int(r, PLAN_EVENT));
    stmt_text(&st, ":kind", k->code);
    stmt_int(&st, ":branch", record_int(r, PLAN_BRANCH));
    stmt_int(&st, ":grp", record_int(r, PLAN_GRP));
    bool fits = stmt_row(&st);
    if (stmt_done(&st, NULL) && !fits) {
        issue_add(is, "event_id", true, "E-PLAN-004",
                  "对应的会不是本支部的%s（或不是这个党小组的），"
                  "请另选，或先取消对应。",
                  k->name);
    }
    if (!record_is_null(r, PLAN_DROPPED)) {
        issue_add(is, "dropped", true, "E-PLAN-005",
                  "这一项已经对应了会议，不能取消；会议没开成的，"
                  "请先取消对应。");
    }
}

static void check_same(struct book *b, const struct record *r,
                       struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from plan where branch_id = :branch"
                  " and month = :month and kind = :kind and id <> :id"
                  " and coalesce(grp_id, 0) = :grp"
                  " and coalesce(topic, '') = :topic"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", record_int(r, PLAN_BRANCH));
    stmt_text(&st, ":month", record_text(r, PLAN_MONTH));
    stmt_text(&st, ":kind", record_text(r, PLAN_KIND));
    stmt_int(&st, ":id", r->id);
    stmt_int(&st, ":grp", record_int(r, PLAN_GRP));
    stmt_text(&st, ":topic", record_text(r, PLAN_TOPIC));
    if (stmt_row(&st)) {
        issue_add(is, "topic", false, "E-PLAN-006",
                  "这个月已有类型、主题都相同的一项，请看看是不是重复了。");
    }
    stmt_done(&st, NULL);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    const char *code = record_text(r, PLAN_KIND);
    const struct kind *k = kinds_by_code(book_kinds(b), code);
    if (code[0] == '\0') {
        return;
    }
    if (k == NULL) {
        issue_add(is, "kind", true, "E-PLAN-001",
                  "规则里已经没有“%s”这个类型，请另选。", code);
        return;
    }
    check_group(b, r, k, is);
    check_event(b, r, k, is);
    check_same(b, r, is);
}

/* 2026-11 主题党日 */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    sb_addf(out, "%s ", record_text(r, PLAN_MONTH));
    record_show(r, b, PLAN_KIND, out);
}

const struct ledger ledger_plan = {
    .name = "plan",
    .aliases = "plans 配档表 计划 年度计划 学习计划",
    .title = "配档表",
    .noun = "计划",
    .table = "plan",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "plan t",
    .order = "t.month",
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = PLAN_BRANCH,
    .by_branch = true,
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "topic",
};
