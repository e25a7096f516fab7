/* 组织关系: from which day to which day somebody is a member of which branch.

   A spell ends by a way out with a date; a transfer ends on the day of the
   receipt, so that who is on the way stays in the old branch's total (5.4). */
#include "pbtui/ledger/people.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

/* ---- shared ----------------------------------------------------------- */

bool people_is_member(struct book *b, int64_t person, int64_t branch, int day)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from member where person_id = :person"
                  " and (:branch = 0 or branch_id = :branch)"
                  " and voided_on is null and from_on <= :day"
                  " and (to_on is null or to_on > :day)"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", date_text(day, text));
    bool found = stmt_row(&st);
    return stmt_done(&st, NULL) && found;
}

void people_bind_span(struct stmt *st, const struct record *r, int from, int to)
{
    stmt_text(st, ":from", record_text(r, from));
    if (record_is_null(r, to)) {
        stmt_null(st, ":to");
    } else {
        stmt_text(st, ":to", record_text(r, to));
    }
}

void people_label(struct book *b, int64_t person, struct strbuf *out)
{
    struct arena a = ARENA_INIT;
    sb_add(out, people_name(b, &a, person));
    arena_clear(&a);
}

/* ---- 组织关系 ---------------------------------------------------------- */

#define MEMBER_FIELDS(X)                                                       \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_NEW_ROW, 0,    \
      40, "branches", NULL)                                                    \
    X(FROM, "from_on", "进入日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, "从这天起算本支部的人")                                            \
    X(IN_KIND, "in_kind", "进入方式", choice, FIELD_NEEDED, 0, 16, "in_kind",  \
      NULL)                                                                    \
    X(IN_FROM, "in_from", "来自", text, FIELD_NEW_ROW, 0, 40, NULL,            \
      "原支部全称")                                                            \
    X(IN_LETTER, "in_letter", "介绍信号", text, FIELD_NEW_ROW, 0, 20, NULL,    \
      NULL)                                                                    \
    X(IN_LETTER_ON, "in_letter_on", "开信日", date, 0, 0, 12, NULL, NULL)      \
    X(IN_DUES_TO, "in_dues_to", "党费交至", month, FIELD_NEW_ROW, 0, 10, NULL, \
      "介绍信上写的年月，本支部从下个月收起")                                  \
    X(IN_RECEIPT, "in_receipt_on", "回执寄出", date, 0, 0, 12, NULL, NULL)     \
    X(OUT_KIND, "out_kind", "离开方式", choice, 0, 1, 18, "out_kind",          \
      "在册的空着")                                                            \
    X(OUT_TO, "out_to", "去往", text, FIELD_NEW_ROW, 1, 40, NULL,              \
      "转入支部全称")                                                          \
    X(OUT_LETTER, "out_letter", "转出信号", text, FIELD_NEW_ROW, 1, 20, NULL,  \
      "组织关系介绍信编号")                                                    \
    X(OUT_LETTER_ON, "out_letter_on", "开具日期", date, 0, 1, 12, NULL, NULL)  \
    X(OUT_VALID, "out_valid_to", "有效期至", date, FIELD_NEW_ROW, 1, 12, NULL, \
      "空着按规定的天数推定；最长不超过三个月")                                \
    X(OUT_DUES_TO, "out_dues_to", "转出党费至", month, 0, 1, 10, NULL,         \
      "本支部收到这个月为止")                                                  \
    X(OUT_RECEIPT, "out_receipt_on", "回执日期", date, FIELD_NEW_ROW, 1, 12,   \
      NULL, "收到回执才算离开；未回执前仍由本支部管理")                        \
    X(TO, "to_on", "离开日期", date, 0, 1, 12, NULL, "转出的按回执日期自动填") \
    X(OUT_REASON, "out_reason", "离开原因", text, FIELD_NEW_ROW, 1, 40, NULL,  \
      NULL)                                                                    \
    X(BASIS, "basis", "依据", text, FIELD_NEW_ROW, 1, 40, NULL,                \
      "批复文号、会议决议")                                                    \
    X(NOTE, "note", "备注", memo, FIELD_NEW_ROW, 1, 60, NULL, NULL)

enum member_field {
#define X(id, ...) MEMBER_##id,
    MEMBER_FIELDS(X)
#undef X
};

static const struct field member_fields[] = {MEMBER_FIELDS(FIELD_AS_ROW)};

static const char *const member_pages[] = {"进入", "离开", NULL};

static const struct ledger_column member_columns[] = {
    {MEMBER_PERSON, 8, 16, 1},  {MEMBER_BRANCH, 12, 30, 4},
    {MEMBER_FROM, 10, 10, 2},   {MEMBER_IN_KIND, 8, 14, 3},
    {MEMBER_TO, 10, 10, 2},     {MEMBER_OUT_KIND, 8, 14, 3},
    {MEMBER_OUT_TO, 10, 30, 5},
};

static const struct ledger_view member_views[] = {
    VIEWS_PLAIN("组织关系", member_columns),
};

static bool is_kind(const struct record *r, int field, const char *table,
                    const char *name)
{
    return strcmp(codes_name(table, record_text(r, field)), name) == 0;
}

static bool is_transfer_out(const struct record *r)
{
    return is_kind(r, MEMBER_OUT_KIND, "out_kind", "转出组织关系") ||
           is_kind(r, MEMBER_OUT_KIND, "out_kind", "整建制转出");
}

static void member_defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, MEMBER_BRANCH, b->branch);
    record_set_day(r, a, MEMBER_FROM, b->today);
    record_set_text(r, MEMBER_IN_KIND, codes_find("in_kind", "转入组织关系"));
}

static void member_typed(struct book *b, struct arena *a, struct record *r,
                         int field)
{
    int issued = record_day(r, MEMBER_OUT_LETTER_ON);
    int valid = record_day(r, MEMBER_OUT_VALID);
    if (field == MEMBER_OUT_LETTER_ON && issued != DATE_NONE &&
        (valid == DATE_NONE || valid < issued)) {
        int until;
        if (standing_letter_until(book_rules(b), issued, 0, &until, NULL)) {
            record_set_day(r, a, MEMBER_OUT_VALID, until);
        }
    }
    /* A transfer leaves on the day of the receipt, and moves with it. */
    if (field == MEMBER_OUT_RECEIPT &&
        (is_transfer_out(r) || record_is_null(r, MEMBER_TO))) {
        record_set_day(r, a, MEMBER_TO, record_day(r, MEMBER_OUT_RECEIPT));
    }
}

static void check_out(struct book *b, const struct record *r, struct issues *is)
{
    int to = record_day(r, MEMBER_TO);
    bool out = !record_is_null(r, MEMBER_OUT_KIND);
    if (to != DATE_NONE && !out) {
        issue_add(is, "out_kind", true, "E-MEMBER-001",
                  "填了离开日期，还要选离开方式。");
    }
    if (out && is_transfer_out(r)) {
        int receipt = record_day(r, MEMBER_OUT_RECEIPT);
        if (to != DATE_NONE && receipt == DATE_NONE) {
            issue_add(is, "out_receipt_on", true, "E-MEMBER-002",
                      "收到回执才算转出（未被接收前仍由原支部管理），请填回执"
                      "日期，或清空离开日期。");
        }
        if (to != DATE_NONE && receipt != DATE_NONE && to != receipt) {
            issue_add(
                is, "to_on", true, "E-MEMBER-010",
                "转出组织关系从回执日期起离开，离开日期应与回执日期一致。");
        }
        if (record_is_null(r, MEMBER_OUT_TO)) {
            issue_add(is, "out_to", true, "E-MEMBER-003",
                      "转出组织关系须写明转入支部全称。");
        }
    } else if (out && to == DATE_NONE) {
        issue_add(is, "to_on", true, "E-MEMBER-004", "请填离开日期。");
    }
    int issued = record_day(r, MEMBER_OUT_LETTER_ON);
    int valid = record_day(r, MEMBER_OUT_VALID);
    int until;
    struct err err = ERR_INIT;
    if (issued != DATE_NONE && valid != DATE_NONE && valid < issued) {
        issue_add(is, "out_valid_to", true, "E-MEMBER-011",
                  "有效期至早于开具日期，请核对。");
    } else if (issued != DATE_NONE && valid != DATE_NONE &&
               !standing_letter_until(book_rules(b), issued, valid - issued,
                                      &until, &err)) {
        issue_add(is, "out_valid_to", true, "E-MEMBER-005", "%s", err.text);
    }
    int receipt = record_day(r, MEMBER_OUT_RECEIPT);
    if (receipt != DATE_NONE && issued != DATE_NONE && receipt < issued) {
        issue_add(is, "out_receipt_on", true, "E-MEMBER-006",
                  "回执日期早于介绍信开具日期，请核对。");
    }
}

/* One branch at a time: spells of a person may not overlap. */
static void check_overlap(struct book *b, const struct record *r,
                          struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select m.from_on, coalesce(m.to_on, ''), b.name"
                  " from member m join branch b on b.id = m.branch_id"
                  " where m.person_id = :person and m.id <> :id"
                  " and m.voided_on is null"
                  " and m.from_on < coalesce(:to, '9999')"
                  " and coalesce(m.to_on, '9999') > :from limit 1"));
    stmt_int(&st, ":person", record_int(r, MEMBER_PERSON));
    stmt_int(&st, ":id", r->id);
    people_bind_span(&st, r, MEMBER_FROM, MEMBER_TO);
    if (stmt_row(&st)) {
        const char *to = stmt_col_text(&st, 1);
        issue_add(is, "from_on", true, "E-MEMBER-007",
                  "这段时间与在%s的组织关系（%s 至%s%s）重叠，一名党员同时只能"
                  "编入一个支部，请先结束那一段。",
                  stmt_col_text(&st, 2), stmt_col_text(&st, 0),
                  to[0] != '\0' ? " " : "", to[0] != '\0' ? to : "今");
    }
    stmt_done(&st, NULL);
}

static void member_check(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is)
{
    (void)old;
    int from = record_day(r, MEMBER_FROM);
    int to = record_day(r, MEMBER_TO);
    if (from == DATE_NONE || record_is_null(r, MEMBER_PERSON)) {
        return;
    }
    if (to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-MEMBER-008", FROM_TO_CHECK_TEXT);
    }
    if (from > b->today) {
        issue_add(is, "from_on", true, "E-MEMBER-009",
                  "进入日期在今天之后，请核对。");
    }
    check_out(b, r, is);
    check_overlap(b, r, is);
}

static void member_label(struct book *b, const struct record *r,
                         struct strbuf *out)
{
    people_label(b, record_int(r, MEMBER_PERSON), out);
}

const struct ledger ledger_member = {
    .name = "membership",
    .aliases = "member 组织关系",
    .title = "组织关系",
    .noun = "组织关系",
    .table = "member",
    .fields = member_fields,
    .n_fields = ARRAY_LEN(member_fields),
    .pages = member_pages,
    .from = "member t",
    .order = "t.from_on",
    .order_descending = true,
    .views = member_views,
    .n_views = ARRAY_LEN(member_views),
    .parent = MEMBER_PERSON,
    .day_column = "from_on",
    .defaults = member_defaults,
    .typed = member_typed,
    .check = member_check,
    .may_void = pipeline_may_void_member,
    .label = member_label,
    .link_column = "from_on",
};

/* ---- the first rows of a new person ----------------------------------- */

/* Registered when the book is opened: in the branch since it was founded, or
   since joining; by admission: since joining; else from today. */
static int entry_day(struct book *b, struct arena *a,
                     const struct people_entry *e)
{
    if (e->from != DATE_NONE) {
        return e->from;
    }
    const char *kind = codes_name("in_kind", e->kind);
    if (strcmp(kind, "发展入党") == 0) {
        return e->joined;
    }
    if (strcmp(kind, "初始登记") == 0) {
        int founded = org_current(b, a).founded;
        return founded > e->joined ? founded : e->joined;
    }
    return b->today;
}

static void set_person(struct change_row *row, const struct people_entry *e)
{
    if (e->person != NULL) {
        change_ref(row, "person_id", e->person);
    } else {
        change_int(row, "person_id", e->person_id);
    }
}

void people_enter(struct book *b, struct arena *a, struct change *c,
                  const struct people_entry *e)
{
    char text[11];
    const char *from = arena_str(a, date_text(entry_day(b, a, e), text));
    struct change_row *row = change_insert(c, "member");
    set_person(row, e);
    change_int(row, "branch_id", e->branch);
    change_text(row, "from_on", from);
    change_text(row, "in_kind",
                e->kind[0] != '\0' ? e->kind
                                   : codes_find("in_kind", "初始登记"));
    if (e->from_unit[0] != '\0') {
        change_text(row, "in_from", e->from_unit);
    }
    if (e->grp > 0) {
        row = change_insert(c, "placement");
        set_person(row, e);
        change_int(row, "grp_id", e->grp);
        change_text(row, "from_on", from);
    }
}
