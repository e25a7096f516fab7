/* The book of events: what was held, when, as what, who came.

   An event is never saved alone: ledger/meeting keeps it together with its
   kinds, its roll and what was decided. */
#include "pbtui/ledger/events.h"

#include "event_rows.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define KINDS_SQL                                                              \
    "select group_concat(kind, ',') from (select k.kind from event_kind k"     \
    " where k.event_id = t.id and k.voided_on is null order by k.ord)"

#define NO_SQL                                                                 \
    "select k.no from event_kind k where k.event_id = t.id"                    \
    " and k.voided_on is null order by k.ord limit 1"

/* What it was about, from the most telling text that there is. */
#define ABOUT_SQL                                                              \
    "coalesce(t.title, (select k.title from event_kind k"                      \
    " where k.event_id = t.id and k.voided_on is null"                         \
    " and k.title is not null order by k.ord limit 1),"                        \
    " (select a.topic from agenda a where a.event_id = t.id"                   \
    " and a.voided_on is null order by a.ord limit 1))"

#define CAME_SQL                                                               \
    "case when t.state = '2' then"                                             \
    " (t.n_present + t.n_online) || '/' || t.n_due end"

#define LATE_SQL                                                               \
    "case when exists (select 1 from event_kind k where k.event_id = t.id"     \
    " and k.late = 1 and k.voided_on is null) then '补登' end"

static const struct field fields[] = {
    EVENT_FIELDS(EVENT_AS_ROW){.column = "kinds",
                               .label = "会议活动",
                               .kind = &field_event_kinds,
                               .flags = FIELD_COMPUTED,
                               .cols = 20,
                               .sql = KINDS_SQL,
                               .sort = "t.kind"},
    {.column = "no",
     .label = "次",
     .kind = &field_count,
     .flags = FIELD_COMPUTED,
     .cols = 4,
     .sql = NO_SQL,
     .sort = ""},
    {.column = "about",
     .label = "主题或议题",
     .kind = &field_text,
     .flags = FIELD_COMPUTED | FIELD_SEARCHED,
     .cols = 40,
     .sql = ABOUT_SQL,
     .sort = ""},
    {.column = "came",
     .label = "实到",
     .kind = &field_text,
     .flags = FIELD_COMPUTED,
     .cols = 7,
     .sql = CAME_SQL,
     .sort = ""},
    {.column = "late",
     .label = "登记",
     .kind = &field_text,
     .flags = FIELD_COMPUTED,
     .cols = 4,
     .sql = LATE_SQL,
     .sort = ""},
};

static const char *const pages[] = {"会议", "更多", NULL};

static const struct ledger_column columns[] = {
    {EVENT_ON, 10, 10, 1},    {EVENT_KINDS, 12, 24, 1}, {EVENT_NO, 3, 4, 4},
    {EVENT_ABOUT, 12, 60, 2}, {EVENT_CAME, 6, 7, 3},    {EVENT_HOST, 6, 10, 5},
    {EVENT_STATE, 6, 6, 3},   {EVENT_PLACE, 8, 20, 7},  {EVENT_LATE, 4, 4, 6},
};

static const struct ledger_column failed[] = {
    {EVENT_ON, 10, 10, 1},    {EVENT_KINDS, 12, 24, 1},
    {EVENT_STATE, 6, 6, 1},   {EVENT_STATE_REASON, 12, 40, 2},
    {EVENT_ABOUT, 12, 40, 4},
};

#define IN_BRANCH "t.voided_on is null and t.branch_id = :branch"

static const struct ledger_view views[] = {
    {"all", "组织生活", NULL, IN_BRANCH, columns, ARRAY_LEN(columns)},
    {"year", "本年", NULL,
     IN_BRANCH " and t.on_day >= substr(:day, 1, 4) || '-01-01'"
               " and t.on_day <= substr(:day, 1, 4) || '-12-31'",
     columns, ARRAY_LEN(columns)},
    {"planned", "计划", NULL, IN_BRANCH " and t.state = '1'", columns,
     ARRAY_LEN(columns)},
    {"failed", "没开成", NULL, IN_BRANCH " and t.state in ('3', '4')", failed,
     ARRAY_LEN(failed)},
    {"voided", "已作废", NULL,
     "t.voided_on is not null and t.branch_id = :branch", columns,
     ARRAY_LEN(columns)},
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    int year, month, day;
    date_split(b->today, &year, &month, &day);
    record_set_int(r, EVENT_BRANCH, b->branch);
    record_set_day(r, a, EVENT_ON, b->today);
    record_set_day(r, a, EVENT_ENTERED, b->today);
    record_set_text(r, EVENT_STATE, EVENT_HELD);
    record_set_int(r, EVENT_FOR_YEAR, year);
    for (int i = EVENT_DUE; i <= EVENT_ABSENT; i++) {
        record_set_int(r, i, 0);
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    event_title(b, r, out);
    sb_addf(out, " %s", record_text(r, EVENT_ON));
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct issues is = {.arena = &a};
    period_check(b, record_int(r, EVENT_BRANCH), record_day(r, EVENT_ON),
                 "on_day", &is);
    bool ok = is.n == 0 ||
              err_set(err, ERR_RULE, is.list[0].code, "%s", is.list[0].text);
    arena_clear(&a);
    return ok;
}

const struct ledger ledger_event = {
    .name = "events",
    .aliases = "event meetings 组织生活 会议 活动 会议活动",
    .title = "组织生活",
    .noun = "会议",
    .table = "event",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "event t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = -1,
    .day_column = "on_day",
    .by_branch = true,
    .many = true,
    .defaults = defaults,
    .label = label,
    .check = meeting_check_event,
    .save = meeting_save_event,
    .may_void = may_void,
    .void_children = true,
    .in_use = SQL("select (select count(*) from review where event_id = :id"
                  " and voided_on is null) + (select count(*) from election"
                  " where event_id = :id and voided_on is null)"
                  " + (select count(*) from assess where event_id = :id"
                  " and voided_on is null) + (select count(*) from fund_entry"
                  " where event_id = :id) + (select count(*) from step"
                  " where event_id = :id and voided_on is null)"),
    .link_column = "on_day",
    .of_kind = "exists (select 1 from event_kind k where k.event_id = t.id"
               " and k.voided_on is null and k.kind = :kind"
               " and (:grp = 0 or k.grp_id = :grp)"
               " and (:year = 0 or k.for_year = :year))",
    .from_year = "(select distinct k.event_id from event_kind k"
                 " indexed by event_kind_year where k.branch_id = :branch"
                 " and k.for_year = :year and k.kind = :kind"
                 " and k.voided_on is null) y"
                 " cross join event t on t.id = y.event_id",
};
