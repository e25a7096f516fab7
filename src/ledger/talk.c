/* 谈心谈话: one talk of two people, with what it was about and what came of
   it.  Which kind of pair they were is worked out from the posts and the
   memberships of that day. */
#include "pbtui/ledger/talks.h"

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"
#include "talk_sql.h"

#define TALK_FIELDS(X)                                                         \
    X(ON, "on_day", "谈话日期", date, FIELD_NEEDED, 0, 12, NULL,               \
      "谈话的那一天")                                                          \
    X(KIND, "kind", "种类", choice, FIELD_FACET, 0, 18, "talk_kind", NULL)     \
    X(BY, "by_id", "谈话人", person,                                           \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 16, "roster",          \
      "本支部的党员；谁还没同谁谈，看“谈心谈话”屏幕的缺口")                    \
    X(WITH, "with_id", "谈话对象", person, FIELD_NEEDED | FIELD_SEARCHED, 0,   \
      16, "roster", "党员，或本支部培养的申请人、积极分子、发展对象")          \
    X(PLACE, "place", "地点", text, FIELD_NEW_ROW, 0, 30, NULL, NULL)          \
    X(TOPIC, "topic", "主题", long, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 60,     \
      NULL, NULL)                                                              \
    X(CONTENT, "content", "主要内容", memo, FIELD_NEW_ROW | FIELD_SEARCHED, 0, \
      60, NULL, NULL)                                                          \
    X(FOLLOW, "follow", "意见和跟进", memo, FIELD_NEW_ROW | FIELD_SEARCHED, 0, \
      60, NULL, "提出的意见、商定的事、怎么落实")                              \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)            \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_NEW_ROW, 0, 40, "branches", NULL)

static const struct field fields[] = {
    TALK_FIELDS(FIELD_AS_ROW){
        .column = "pair",
        .label = "谁与谁",
        .kind = &field_text,
        .flags = FIELD_COMPUTED | FIELD_FACET,
        .sql = TALK_PAIR_SQL,
    },
};
_Static_assert(ARRAY_LEN(fields) == TALK_PAIR + 1, "talks.h names them");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {TALK_ON, 10, 10, 1},   {TALK_BY, 8, 16, 1},      {TALK_WITH, 8, 16, 1},
    {TALK_PAIR, 10, 12, 2}, {TALK_KIND, 10, 16, 3},   {TALK_TOPIC, 10, 30, 4},
    {TALK_PLACE, 8, 20, 6}, {TALK_FOLLOW, 10, 30, 5},
};

static const struct ledger_view views[] = {
    {"current", "本年谈话", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and t.on_day between substr(:day, 1, 4) || '-01-01' and :day",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部谈话", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, TALK_BRANCH, b->branch);
    record_set_day(r, a, TALK_ON, b->today);
    record_set_text(r, TALK_KIND, codes_find("talk_kind", "日常谈心"));
}

/* Applied here, and not yet a member on that day. */
static bool is_cultivated(struct book *b, int64_t person, int64_t branch,
                          int day)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from person where id = :id and home_id = :branch"
                  " and apply_on <= :day"
                  " and (join_on is null or join_on > :day)"));
    stmt_int(&st, ":id", person);
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", date_text(day, text));
    bool found = stmt_row(&st);
    return stmt_done(&st, NULL) && found;
}

static void check_people(struct book *b, const struct record *r, int day,
                         struct issues *is)
{
    int64_t branch = record_int(r, TALK_BRANCH);
    int64_t by = record_int(r, TALK_BY);
    int64_t with = record_int(r, TALK_WITH);
    if (by == with && by != 0) {
        issue_add(is, "with_id", true, "E-TALK-001",
                  "谈话对象不能是谈话人自己，请改成另一位。");
        return;
    }
    if (by != 0 && !people_is_member(b, by, branch, day)) {
        issue_add(is, "by_id", true, "E-TALK-003",
                  "谈话那天谈话人的组织关系不在本支部，请核对人和日期。");
    }
    if (with != 0 && !people_is_member(b, with, branch, day) &&
        !is_cultivated(b, with, branch, day)) {
        issue_add(is, "with_id", true, "E-TALK-004",
                  "谈话那天谈话对象不是本支部的党员，也不是本支部培养的"
                  "申请人、积极分子，请核对人和日期。");
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    int day = record_day(r, TALK_ON);
    if (old != NULL) {
        period_check(b, record_int(old, TALK_BRANCH), record_day(old, TALK_ON),
                     "on_day", is);
    }
    if (day == DATE_NONE) {
        return;
    }
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-TALK-002",
                  "谈话日期在今天之后；谈过了再登记。");
    }
    period_check(b, record_int(r, TALK_BRANCH), day, "on_day", is);
    check_people(b, r, day, is);
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, TALK_BRANCH), record_day(r, TALK_ON),
                          err);
}

/* 李敏与孙立 2026-03-12 */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, TALK_BY), out);
    sb_add(out, "与");
    people_label(b, record_int(r, TALK_WITH), out);
    sb_addf(out, " %s", record_text(r, TALK_ON));
}

const struct ledger ledger_talk = {
    .name = "talks",
    .aliases = "talk 谈心谈话 谈心 谈话",
    .title = "谈心谈话",
    .noun = "谈话",
    .table = "talk",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "talk t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = TALK_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .label = label,
    .may_void = may_void,
    .link_column = "on_day",
};
