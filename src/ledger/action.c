/* 待办: what a meeting decided that somebody must do, until it is reported
   done.  Unlike the other parts of a meeting an action lives on by itself: it
   is reported done from its own list or from a later meeting. */
#include "pbtui/ledger/events.h"

#include <string.h>

#include "event_rows.h"
#include "pbtui/ledger/record.h"
#include "pbtui/text/date.h"

static const struct field fields[] = {
    ACTION_FIELDS(EVENT_AS_ROW){
        .column = "on_day",
        .label = "哪天定的",
        .kind = &field_text,
        .flags = FIELD_COMPUTED,
        .cols = 10,
        .sql = "select e.on_day from event e where e.id = t.event_id",
        .sort = ""},
    {.column = "standing",
     .label = "进展",
     .kind = &field_text,
     .flags = FIELD_COMPUTED | FIELD_FACET,
     .cols = 8,
     .sql = "case when t.done_on is not null then '已办结'"
            " when t.due_on < :day then '逾期' else '在办' end",
     .sort = ""},
};

enum { ACTION_ON = ACTION_DONE_NOTE + 1, ACTION_STANDING };

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {ACTION_DUE, 10, 10, 1},       {ACTION_STANDING, 6, 6, 1},
    {ACTION_TEXT, 16, 60, 1},      {ACTION_OWNER, 6, 12, 2},
    {ACTION_OWNER_TEXT, 8, 16, 5}, {ACTION_ON, 10, 10, 4},
    {ACTION_DONE, 10, 10, 3},
};

#define IN_BRANCH "t.voided_on is null and t.branch_id = :branch"

static const struct ledger_view views[] = {
    {"open", "在办", NULL, IN_BRANCH " and t.done_on is null", columns,
     ARRAY_LEN(columns)},
    {"overdue", "逾期", NULL,
     IN_BRANCH " and t.done_on is null and t.due_on < :day", columns,
     ARRAY_LEN(columns)},
    {"done", "已办结", NULL, IN_BRANCH " and t.done_on is not null", columns,
     ARRAY_LEN(columns)},
    {"all", "全部待办", NULL, IN_BRANCH, columns, ARRAY_LEN(columns)},
    {"voided", "已作废", NULL,
     "t.voided_on is not null and t.branch_id = :branch", columns,
     ARRAY_LEN(columns)},
};

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, ACTION_TEXT));
}

const struct ledger ledger_action = {
    .name = "actions",
    .aliases = "action 待办 决定事项",
    .title = "会议待办",
    .noun = "待办",
    .table = "action",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "action t",
    .order = "coalesce(t.due_on, '9999')",
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = ACTION_EVENT,
    .day_column = "due_on",
    .many = true,
    .label = label,
    .check = meeting_check_part,
    .save = meeting_save_part,
    .link_column = "text",
};
