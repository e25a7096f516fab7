/* 流动, 请假, 借调, 失联 …: away from the branch, but still of it. */
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define AWAY_FIELDS(X)                                                         \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(KIND, "kind", "情形", choice,                                            \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 14, "away_kind", NULL) \
    X(FROM, "from_on", "开始日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, NULL)                                                              \
    X(TO, "to_on", "返回日期", date, 0, 0, 12, NULL,                           \
      "从这天起算回来了；没回来的空着")                                        \
    X(PLACE, "place", "去向", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40,     \
      NULL, "省市、单位")                                                      \
    X(REASON, "reason", "原因", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)        \
    X(HOST, "host", "流入党组织", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)      \
    X(CARD, "card_no", "活动证号", text, FIELD_NEW_ROW, 0, 20, NULL, NULL)     \
    X(CONTACT, "contact", "联系人", text, FIELD_NEW_ROW, 0, 20, NULL,          \
      "本支部负责联系他（她）的人")                                            \
    X(NOTE, "note", "备注", memo, FIELD_NEW_ROW, 0, 60, NULL, NULL)

enum away_field {
#define X(id, ...) AWAY_##id,
    AWAY_FIELDS(X)
#undef X
};

static const struct field fields[] = {AWAY_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {AWAY_PERSON, 8, 16, 1}, {AWAY_KIND, 8, 10, 1},   {AWAY_FROM, 10, 10, 2},
    {AWAY_TO, 10, 10, 2},    {AWAY_PLACE, 10, 30, 3}, {AWAY_REASON, 8, 24, 4},
};

static const struct ledger_view views[] = {
    {"current", "在外", NULL,
     "t.voided_on is null and t.from_on <= :day"
     " and (t.to_on is null or t.to_on > :day)",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, AWAY_FROM, b->today);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    int from = record_day(r, AWAY_FROM);
    int to = record_day(r, AWAY_TO);
    if (from == DATE_NONE) {
        return;
    }
    if (to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-AWAY-001", FROM_TO_CHECK_TEXT);
    }
    if (!people_is_member(b, record_int(r, AWAY_PERSON), 0, from)) {
        issue_add(is, "from_on", true, "E-AWAY-002",
                  "这一天他（她）不在本支部，请核对日期。");
    }
    const struct standing_limit *flow =
        standing_limit(book_rules(b), "flow.months", from);
    const char *kind = codes_name("away_kind", record_text(r, AWAY_KIND));
    if (strcmp(kind, "流动党员") == 0 && to != DATE_NONE &&
        to < date_add_months(from, flow->value)) {
        issue_add(is, "kind", false, "E-AWAY-003",
                  "流动党员指外出连续 %d 个月以上、不能参加组织生活的（%s），"
                  "时间不够的请选“请假”或“借调”。",
                  flow->value, flow->basis);
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, AWAY_PERSON), out);
    sb_addc(out, ' ');
    record_show(r, b, AWAY_KIND, out);
}

const struct ledger ledger_away = {
    .name = "away",
    .aliases = "流动 请假 流动党员 流动请假",
    .title = "流动请假",
    .noun = "外出",
    .table = "away",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "away t",
    .order = "t.from_on",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = AWAY_PERSON,
    .day_column = "from_on",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "from_on",
};
