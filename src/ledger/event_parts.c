/* The parts of an event as books of their own: its kinds, its roll, topics,
   what was said, what is to be done, files.  They can be listed, found and
   printed; writing them leads through the meeting. */
#include "pbtui/ledger/events.h"

#include "event_rows.h"
#include "pbtui/ledger/record.h"
#include "people_links.h"

static const char *const pages[] = {"内容", NULL};

/* A part goes with its meeting, never by itself. */
static bool not_alone(struct book *b, const struct record *r, struct err *err)
{
    (void)b;
    return err_set(err, ERR_RULE, "E-EVENT-001",
                   "%s是会议记录的一部分，不能单独作废；请打开会议修改。",
                   r->ledger->noun);
}

/* Rows of events of the branch in view.  The part comes first (cross join),
   because pages go by its number. */
#define OF_EVENT                                                               \
    "cross join event e on e.id = t.event_id and e.branch_id = :branch"

#define PART_LEDGER                                                            \
    .pages = pages, .parent = 0, .check = meeting_check_part,                  \
    .save = meeting_save_part, .may_void = not_alone, .many = true

/* ---- kinds -------------------------------------------------------------- */

static const struct field kind_fields[] = {EVENT_KIND_FIELDS(EVENT_AS_ROW)};

static const struct ledger_column kind_columns[] = {
    {EK_ON, 10, 10, 1},      {EK_KIND, 12, 18, 1},  {EK_SUB, 6, 12, 3},
    {EK_NO, 6, 6, 4},        {EK_TITLE, 12, 40, 2}, {EK_LEAD, 6, 12, 3},
    {EK_LEAD_OUT, 8, 20, 5},
};

static const struct ledger_view kind_views[] = {
    {"all", "各类次数", NULL, "t.voided_on is null and t.branch_id = :branch",
     kind_columns, ARRAY_LEN(kind_columns)},
    {"late", "补登", NULL,
     "t.voided_on is null and t.branch_id = :branch and t.late = 1",
     kind_columns, ARRAY_LEN(kind_columns)},
};

static void kind_label(struct book *b, const struct record *r,
                       struct strbuf *out)
{
    record_show(r, b, EK_KIND, out);
    sb_addf(out, " %s", record_text(r, EK_ON));
}

const struct ledger ledger_event_kind = {
    .name = "event-kinds",
    .aliases = "各类次数 会议类别",
    .title = "各类次数",
    .noun = "类别",
    .table = "event_kind",
    .fields = kind_fields,
    .n_fields = ARRAY_LEN(kind_fields),
    .from = "event_kind t",
    .order = "t.on_day",
    .order_descending = true,
    .views = kind_views,
    .n_views = ARRAY_LEN(kind_views),
    .day_column = "on_day",
    .label = kind_label,
    .link_column = "title",
    .of_kind = "t.kind = :kind and (:grp = 0 or t.grp_id = :grp)"
               " and (:year = 0 or t.for_year = :year)",
    PART_LEDGER,
};

/* ---- roll --------------------------------------------------------------- */

static const struct field attend_fields[] = {ATTEND_FIELDS(EVENT_AS_ROW){
    .column = "on_day",
    .label = "日期",
    .kind = &field_text,
    .flags = FIELD_COMPUTED,
    .cols = 10,
    .sql = "select e.on_day from event e where e.id = t.event_id",
    .sort = ""}};

enum { ATTEND_ON = ATTEND_MAKEUP_BY + 1 };

static const struct ledger_column attend_columns[] = {
    {ATTEND_PERSON, 8, 14, 1},      {ATTEND_ON, 10, 10, 2},
    {ATTEND_STATE, 6, 8, 1},        {ATTEND_REASON, 8, 16, 3},
    {ATTEND_REASON_TEXT, 8, 24, 5}, {ATTEND_MAKEUP_ON, 10, 10, 4},
    {ATTEND_MAKEUP_FORM, 8, 10, 6},
};

static const struct ledger_view attend_views[] = {
    {"all", "到会情况", NULL, "t.voided_on is null", attend_columns,
     ARRAY_LEN(attend_columns)},
    {"absent", "未到", OF_EVENT,
     "t.voided_on is null and t.state in ('3', '4') and e.voided_on is null",
     attend_columns, ARRAY_LEN(attend_columns)},
    {"makeup", "待补学", OF_EVENT,
     "t.voided_on is null and t.state in ('3', '4') and t.makeup_on is null"
     " and e.voided_on is null",
     attend_columns, ARRAY_LEN(attend_columns)},
};

static void attend_label(struct book *b, const struct record *r,
                         struct strbuf *out)
{
    people_label(b, record_int(r, ATTEND_PERSON), out);
    sb_addc(out, ' ');
    record_show(r, b, ATTEND_STATE, out);
}

const struct ledger ledger_attend = {
    .name = "attendance",
    .aliases = "attend 到会 出勤 到会情况",
    .title = "到会情况",
    .noun = "到会",
    .table = "attend",
    .fields = attend_fields,
    .n_fields = ARRAY_LEN(attend_fields),
    .from = "attend t",
    .order = "t.id",
    .order_is_int = true,
    .order_descending = true,
    .views = attend_views,
    .n_views = ARRAY_LEN(attend_views),
    .label = attend_label,
    .link_column = "state",
    PART_LEDGER,
};

/* ---- topics ------------------------------------------------------------- */

static const struct field agenda_fields[] = {AGENDA_FIELDS(EVENT_AS_ROW){
    .column = "on_day",
    .label = "日期",
    .kind = &field_text,
    .flags = FIELD_COMPUTED,
    .cols = 10,
    .sql = "select e.on_day from event e where e.id = t.event_id",
    .sort = ""}};

enum { AGENDA_ON = AGENDA_VERDICT + 1 };

static const struct ledger_column agenda_columns[] = {
    {AGENDA_ON, 10, 10, 1},     {AGENDA_TOPIC, 16, 50, 1},
    {AGENDA_SUBJECT, 6, 12, 4}, {AGENDA_RESOLUTION, 12, 50, 2},
    {AGENDA_VERDICT, 6, 10, 3},
};

static const struct ledger_view agenda_views[] = {
    {"all", "议题和决议", OF_EVENT,
     "t.voided_on is null and e.voided_on is null", agenda_columns,
     ARRAY_LEN(agenda_columns)},
    {"voted", "表决的", OF_EVENT,
     "t.voided_on is null and e.voided_on is null"
     " and t.vote_rule is not null",
     agenda_columns, ARRAY_LEN(agenda_columns)},
};

static void agenda_label(struct book *b, const struct record *r,
                         struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, AGENDA_TOPIC));
}

const struct ledger ledger_agenda = {
    .name = "topics",
    .aliases = "agenda 议题 决议 议题和决议",
    .title = "议题和决议",
    .noun = "议题",
    .table = "agenda",
    .fields = agenda_fields,
    .n_fields = ARRAY_LEN(agenda_fields),
    .from = "agenda t",
    .order = "t.id",
    .order_is_int = true,
    .order_descending = true,
    .views = agenda_views,
    .n_views = ARRAY_LEN(agenda_views),
    .label = agenda_label,
    .link_column = "topic",
    PART_LEDGER,
};

/* ---- what was said ------------------------------------------------------ */

static const struct field point_fields[] = {POINT_FIELDS(EVENT_AS_ROW)};

static const struct ledger_column point_columns[] = {
    {POINT_PERSON, 8, 14, 1},
    {POINT_SPEAKER, 8, 14, 3},
    {POINT_TEXT, 20, 80, 1},
    {POINT_DIFFERS, 8, 8, 2},
};

static const struct ledger_view point_views[] = {
    {"all", "发言要点", OF_EVENT, "t.voided_on is null and e.voided_on is null",
     point_columns, ARRAY_LEN(point_columns)},
};

static void point_label(struct book *b, const struct record *r,
                        struct strbuf *out)
{
    if (record_is_null(r, POINT_PERSON)) {
        sb_add(out, record_text(r, POINT_SPEAKER));
    } else {
        people_label(b, record_int(r, POINT_PERSON), out);
    }
}

const struct ledger ledger_point = {
    .name = "points",
    .aliases = "point 发言 发言要点",
    .title = "发言要点",
    .noun = "发言",
    .table = "point",
    .fields = point_fields,
    .n_fields = ARRAY_LEN(point_fields),
    .from = "point t",
    .order = "t.id",
    .order_is_int = true,
    .order_descending = true,
    .views = point_views,
    .n_views = ARRAY_LEN(point_views),
    .label = point_label,
    .link_column = "text",
    PART_LEDGER,
};

/* ---- files -------------------------------------------------------------- */

static const struct field file_fields[] = {ATTACHMENT_FIELDS(EVENT_AS_ROW)};

static const struct ledger_column file_columns[] = {
    {ATTACHMENT_KIND, 8, 12, 2},
    {ATTACHMENT_NAME, 20, 50, 1},
    {ATTACHMENT_BYTES, 8, 12, 3},
    {ATTACHMENT_NOTE, 8, 30, 4},
};

static const struct ledger_view file_views[] = {
    {"all", "附件", OF_EVENT, "t.voided_on is null and e.voided_on is null",
     file_columns, ARRAY_LEN(file_columns)},
};

static void file_label(struct book *b, const struct record *r,
                       struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, ATTACHMENT_NAME));
}

const struct ledger ledger_attachment = {
    .name = "attachments",
    .aliases = "attachment 附件 文件",
    .title = "附件",
    .noun = "附件",
    .table = "attachment",
    .fields = file_fields,
    .n_fields = ARRAY_LEN(file_fields),
    .from = "attachment t",
    .order = "t.id",
    .order_is_int = true,
    .order_descending = true,
    .views = file_views,
    .n_views = ARRAY_LEN(file_views),
    .label = file_label,
    .link_column = "name",
    PART_LEDGER,
};
