/* 表决权: full members who, from day to day, may not vote or are left out of
   应到会, why, and with whose approval. */
#include "pbtui/ledger/events.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

/* The group in data/codes/rights.tsv of what needs an approval. */
#define LEFT_OUT "不计入应到会"

#define RIGHTS_FIELDS(X)                                                       \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(KIND, "kind", "情形", choice,                                            \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED | FIELD_FACET, 0, 30,      \
      "rights", "前五种经上级同意、党员大会通过才不计入应到会；默认都计入")    \
    X(FROM, "from_on", "从哪天起", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, NULL)                                                              \
    X(TO, "to_on", "到哪天止", date, 0, 0, 12, NULL,                           \
      "从这天起恢复；没恢复的空着")                                            \
    X(APPROVED, "approved_on", "批准日期", date, FIELD_NEW_ROW, 0, 12, NULL,   \
      "上级党组织同意、党员大会通过的日期；不计入应到会的必填")                \
    X(BASIS, "basis", "依据", text, FIELD_NEEDED | FIELD_NEW_ROW, 0, 60, NULL, \
      "批复、处分决定的名称和文号")                                            \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum rights_field {
#define X(id, ...) RIGHTS_##id,
    RIGHTS_FIELDS(X)
#undef X
};

static const struct field fields[] = {RIGHTS_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {RIGHTS_PERSON, 8, 16, 1},    {RIGHTS_KIND, 12, 30, 1},
    {RIGHTS_FROM, 10, 10, 2},     {RIGHTS_TO, 10, 10, 2},
    {RIGHTS_APPROVED, 10, 10, 3}, {RIGHTS_BASIS, 10, 30, 4},
};

static const struct ledger_view views[] = {
    {"current", "现在的", NULL,
     "t.voided_on is null and t.from_on <= :day"
     " and (t.to_on is null or t.to_on > :day)"
     " and exists (select 1 from member m where m.person_id = t.person_id"
     " and m.branch_id = :branch and m.voided_on is null"
     " and m.from_on <= :day and (m.to_on is null or m.to_on > :day))",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("全部", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, RIGHTS_FROM, b->today);
}

static bool is_left_out(const char *kind)
{
    const struct code_table *t = codes_table("rights");
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, kind) == 0) {
            return strcmp(t->codes[i].group, LEFT_OUT) == 0;
        }
    }
    return false;
}

static void check_person(struct book *b, const struct record *r, int from,
                         struct issues *is)
{
    char day[11];
    struct err err = ERR_INIT;
    int64_t person = record_int(r, RIGHTS_PERSON);
    if (person == 0) {
        return;
    }
    if (!people_is_member(b, person, 0, from)) {
        issue_add(is, "from_on", true, "E-RIGHTS-001",
                  "这一天他（她）的组织关系不在支部，请核对日期。");
        return;
    }
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from person where id = :id and full_on <= :day"));
    stmt_int(&st, ":id", person);
    stmt_text(&st, ":day", date_text(from, day));
    bool full = stmt_row(&st);
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "person_id", &err);
    } else if (!full) {
        issue_add(is, "person_id", true, "E-RIGHTS-002",
                  "这一天他（她）还不是正式党员；预备党员本来就没有表决权"
                  "（党章第七条），不用登记。");
    }
}

static void check_approval(struct book *b, const struct record *r,
                           struct issues *is)
{
    int approved = record_day(r, RIGHTS_APPROVED);
    const char *kind = record_text(r, RIGHTS_KIND);
    if (is_left_out(kind) && approved == DATE_NONE) {
        issue_add(is, "approved_on", true, "E-RIGHTS-003",
                  "“%s”要经上级党组织同意并经党员大会通过，才不计入应到会；"
                  "请写批准日期，没有批准的不要登记。",
                  codes_name("rights", kind));
    } else if (approved != DATE_NONE && approved > b->today) {
        issue_add(is, "approved_on", true, "E-RIGHTS-004",
                  "批准日期在今天之后，请核对；批下来再登记。");
    } else if (is_left_out(kind) && approved > record_day(r, RIGHTS_FROM)) {
        issue_add(is, "from_on", true, "E-RIGHTS-005",
                  "批准之前的会议仍计入应到会，开始日期不能早于批准日期 %s。",
                  record_text(r, RIGHTS_APPROVED));
    }
}

static void check_overlap(struct book *b, const struct record *r,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select from_on from rights where person_id = :person"
                  " and kind = :kind and id <> :id and voided_on is null"
                  " and from_on < coalesce(:to, '9999')"
                  " and coalesce(to_on, '9999') > :from limit 1"));
    stmt_int(&st, ":person", record_int(r, RIGHTS_PERSON));
    stmt_text(&st, ":kind", record_text(r, RIGHTS_KIND));
    stmt_int(&st, ":id", r->id);
    people_bind_span(&st, r, RIGHTS_FROM, RIGHTS_TO);
    if (stmt_row(&st)) {
        issue_add(is, "from_on", true, "E-RIGHTS-006",
                  "这段时间与 %s 起的同一情形重叠，请先填那一条的截止日期。",
                  stmt_col_text(&st, 0));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "from_on", &err);
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    int from = record_day(r, RIGHTS_FROM);
    int to = record_day(r, RIGHTS_TO);
    if (from == DATE_NONE) {
        return;
    }
    if (to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-RIGHTS-007", FROM_TO_CHECK_TEXT);
    }
    check_person(b, r, from, is);
    check_approval(b, r, is);
    check_overlap(b, r, is);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, RIGHTS_PERSON), out);
    sb_addc(out, ' ');
    record_show(r, b, RIGHTS_KIND, out);
}

const struct ledger ledger_rights = {
    .name = "rights",
    .aliases = "表决权 应到会 表决权情形",
    .title = "表决权",
    .noun = "表决权情形",
    .table = "rights",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "rights t",
    .order = "t.from_on",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = RIGHTS_PERSON,
    .day_column = "from_on",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "from_on",
};
