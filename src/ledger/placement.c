/* 党小组: who is in which group, from day to day. */
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define PLACEMENT_FIELDS(X)                                                    \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(GRP, "grp_id", "党小组", link, FIELD_NEEDED | FIELD_NEW_ROW, 0, 24,      \
      "groups", NULL)                                                          \
    X(FROM, "from_on", "编入日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, "原来的小组到这天为止，会自动结束")                                \
    X(TO, "to_on", "离开日期", date, 0, 0, 12, NULL, "还在组里的空着")         \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum placement_field {
#define X(id, ...) PLACEMENT_##id,
    PLACEMENT_FIELDS(X)
#undef X
};

static const struct field fields[] = {PLACEMENT_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {PLACEMENT_PERSON, 8, 16, 1}, {PLACEMENT_GRP, 10, 20, 1},
    {PLACEMENT_FROM, 10, 10, 2},  {PLACEMENT_TO, 10, 10, 2},
    {PLACEMENT_NOTE, 8, 40, 3},
};

static const struct ledger_view views[] = {
    VIEWS_PLAIN("党小组变动", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_day(r, a, PLACEMENT_FROM, b->today);
}

/* In one group at a time.  For a new placement the open one that began before
   is no hindrance: it ends where this one begins (see expand). */
static void check_overlap(struct book *b, const struct record *r,
                          struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select g.name, p.from_on from placement p"
                  " join grp g on g.id = p.grp_id"
                  " where p.person_id = :person and p.id <> :id"
                  " and p.voided_on is null"
                  " and p.from_on < coalesce(:to, '9999')"
                  " and coalesce(p.to_on, '9999') > :from"
                  " and not (:id = 0 and p.to_on is null"
                  " and p.from_on <= :from) limit 1"));
    stmt_int(&st, ":person", record_int(r, PLACEMENT_PERSON));
    stmt_int(&st, ":id", r->id);
    people_bind_span(&st, r, PLACEMENT_FROM, PLACEMENT_TO);
    if (stmt_row(&st)) {
        issue_add(is, "from_on", true, "E-PLACE-003",
                  "这段时间与编入%s（%s 起）重叠，一个人同时只在一个党小组，"
                  "请先改那一条。",
                  stmt_col_text(&st, 0), stmt_col_text(&st, 1));
    }
    stmt_done(&st, NULL);
}

static void check_group(struct book *b, const struct record *r,
                        struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select founded_on, closed_on from grp where id = :id"
                  " and (founded_on > :from or closed_on <= :from)"));
    stmt_int(&st, ":id", record_int(r, PLACEMENT_GRP));
    stmt_text(&st, ":from", record_text(r, PLACEMENT_FROM));
    if (stmt_row(&st)) {
        issue_add(is, "grp_id", true, "E-PLACE-004",
                  "这一天这个党小组还没成立或已撤销（成立 %s），请核对。",
                  stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    int from = record_day(r, PLACEMENT_FROM);
    int to = record_day(r, PLACEMENT_TO);
    if (from == DATE_NONE) {
        return;
    }
    if (to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-PLACE-001", FROM_TO_CHECK_TEXT);
    }
    if (!people_is_member(b, record_int(r, PLACEMENT_PERSON), 0, from)) {
        issue_add(is, "from_on", true, "E-PLACE-002",
                  "这一天他（她）不在本支部，不能编入党小组，请核对日期。");
    }
    check_overlap(b, r, is);
    check_group(b, r, is);
}

/* Somebody is in one group: the open placement ends where this one begins. */
static bool expand(struct book *b, struct arena *a, const struct record *r,
                   const struct record *old, struct change *c,
                   struct change_row *row, struct err *err)
{
    (void)a;
    (void)row;
    if (old != NULL) {
        return true;
    }
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id, ver from placement where person_id = :person"
                  " and to_on is null and voided_on is null"
                  " and from_on <= :from"));
    stmt_int(&st, ":person", record_int(r, PLACEMENT_PERSON));
    stmt_text(&st, ":from", record_text(r, PLACEMENT_FROM));
    while (stmt_row(&st)) {
        struct change_row *before = change_update(
            c, "placement", stmt_col_int(&st, 0), stmt_col_int(&st, 1));
        change_text(before, "to_on", record_text(r, PLACEMENT_FROM));
    }
    return stmt_done(&st, err);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, PLACEMENT_PERSON), out);
    sb_addc(out, ' ');
    record_show(r, b, PLACEMENT_GRP, out);
}

const struct ledger ledger_placement = {
    .name = "placement",
    .aliases = "党小组变动 编组",
    .title = "党小组变动",
    .noun = "编组",
    .table = "placement",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "placement t",
    .order = "t.from_on",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = PLACEMENT_PERSON,
    .day_column = "from_on",
    .defaults = defaults,
    .check = check,
    .expand = expand,
    .may_void = pipeline_may_void_placement,
    .label = label,
    .link_column = "from_on",
};
