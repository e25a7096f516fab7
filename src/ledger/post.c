/* 党内职务: who held which post, from day to day, in which term. */
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define POST_FIELDS(X)                                                         \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_NEW_ROW, 0,    \
      40, "branches", NULL)                                                    \
    X(KIND, "kind", "职务", choice,                                            \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 20, "post", NULL)      \
    X(GRP, "grp_id", "党小组", link, 0, 0, 20, "groups",                       \
      "党小组组长、副组长要写是哪个组")                                        \
    X(FROM, "from_on", "任职日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,  \
      NULL, "选举或任命的日期")                                                \
    X(TO, "to_on", "免职日期", date, 0, 0, 12, NULL, "在任的空着")             \
    X(TERM, "term_id", "届次", link, FIELD_NEW_ROW, 0, 16, "terms", NULL)      \
    X(BASIS, "basis", "依据", text, FIELD_NEW_ROW, 0, 40, NULL,                \
      "批复文号、会议")                                                        \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum post_field {
#define X(id, ...) POST_##id,
    POST_FIELDS(X)
#undef X
};

static const struct field fields[] = {POST_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {POST_PERSON, 8, 16, 1}, {POST_KIND, 10, 16, 1}, {POST_GRP, 8, 14, 4},
    {POST_FROM, 10, 10, 2},  {POST_TO, 10, 10, 2},   {POST_TERM, 8, 12, 5},
    {POST_BASIS, 10, 30, 6},
};

static const struct ledger_view views[] = {
    {"current", "现任", NULL,
     "t.voided_on is null and t.branch_id = :branch"
     " and t.from_on <= :day and (t.to_on is null or t.to_on > :day)",
     columns, ARRAY_LEN(columns)},
    VIEWS_PLAIN("历任", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, POST_BRANCH, b->branch);
    record_set_day(r, a, POST_FROM, b->today);
    int64_t term = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select id from term where branch_id = :branch"
                  " and voided_on is null and ended_on is null"
                  " order by elected_on desc limit 1"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        term = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    if (term > 0) {
        record_set_int(r, POST_TERM, term);
    }
}

/* Only a full member may hold a post (no right to be elected before). */
static bool is_full_member(struct book *b, int64_t person, int day)
{
    char text[11];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from person where id = :id and full_on <= :day"));
    stmt_int(&st, ":id", person);
    stmt_text(&st, ":day", date_text(day, text));
    bool full = stmt_row(&st);
    return stmt_done(&st, NULL) && full;
}

/* One secretary at a time; the old one's term has to be ended first. */
static void check_secretary(struct book *b, const struct record *r,
                            struct issues *is)
{
    struct stmt st;
    if (strcmp(codes_name("post", record_text(r, POST_KIND)), "书记") != 0 ||
        !record_is_null(r, POST_TO)) {
        return;
    }
    stmt_open(&st, b->db,
              SQL("select p.name from post t join person p"
                  " on p.id = t.person_id where t.branch_id = :branch"
                  " and t.kind = :kind and t.person_id <> :person"
                  " and t.id <> :id and t.voided_on is null"
                  " and t.to_on is null limit 1"));
    stmt_int(&st, ":branch", record_int(r, POST_BRANCH));
    stmt_text(&st, ":kind", record_text(r, POST_KIND));
    stmt_int(&st, ":person", record_int(r, POST_PERSON));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "kind", false, "E-POST-006",
                  "%s还在书记任上，请先填他（她）的免职日期。",
                  stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

/* Nobody holds the same post twice at a time. */
static void check_held(struct book *b, const struct record *r,
                       struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select from_on from post where person_id = :person"
                  " and branch_id = :branch and kind = :kind"
                  " and coalesce(grp_id, 0) = :grp and id <> :id"
                  " and voided_on is null"
                  " and from_on < coalesce(:to, '9999')"
                  " and coalesce(to_on, '9999') > :from limit 1"));
    stmt_int(&st, ":person", record_int(r, POST_PERSON));
    stmt_int(&st, ":branch", record_int(r, POST_BRANCH));
    stmt_text(&st, ":kind", record_text(r, POST_KIND));
    stmt_int(&st, ":grp", record_int(r, POST_GRP));
    stmt_int(&st, ":id", r->id);
    people_bind_span(&st, r, POST_FROM, POST_TO);
    if (stmt_row(&st)) {
        issue_add(is, "kind", true, "E-POST-005",
                  "他（她）从 %s 起已任这个职务，请先填那一条的免职日期。",
                  stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    (void)old;
    int from = record_day(r, POST_FROM);
    int to = record_day(r, POST_TO);
    int64_t person = record_int(r, POST_PERSON);
    if (from == DATE_NONE || person == 0) {
        return;
    }
    if (to != DATE_NONE && to < from) {
        issue_add(is, "to_on", true, "E-POST-001", FROM_TO_CHECK_TEXT);
    }
    if (!people_is_member(b, person, record_int(r, POST_BRANCH), from)) {
        issue_add(is, "person_id", true, "E-POST-002",
                  "任职那天他（她）的组织关系不在本支部，请先核对组织关系。");
    } else if (!is_full_member(b, person, from)) {
        issue_add(is, "person_id", true, "E-POST-003",
                  "任职那天还不是正式党员，预备党员没有被选举权（党章第七条），"
                  "请核对人选或日期。");
    }
    check_held(b, r, is);
    check_secretary(b, r, is);
    const char *kind = codes_name("post", record_text(r, POST_KIND));
    if (strstr(kind, "小组") != NULL && record_is_null(r, POST_GRP)) {
        issue_add(is, "grp_id", true, "E-POST-004", "%s要写明是哪个党小组。",
                  kind);
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, POST_PERSON), out);
    sb_addc(out, ' ');
    record_show(r, b, POST_KIND, out);
}

const struct ledger ledger_post = {
    .name = "posts",
    .aliases = "post 职务 党内职务",
    .title = "党内职务",
    .noun = "职务",
    .table = "post",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "post t",
    .order = "t.from_on",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = POST_PERSON,
    .day_column = "from_on",
    .defaults = defaults,
    .check = check,
    .label = label,
    .link_column = "from_on",
};
