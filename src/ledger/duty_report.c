/* 述职评议: what a secretary or a member of the committee answered for, before
   whom, and how it was judged; one a person and year. */
#include <inttypes.h>

#include "election_parts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define REPORT_FIELDS(X)                                                       \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(YEAR, "for_year", "所属年度", year, FIELD_NEEDED | FIELD_FACET, 0, 6,    \
      NULL, "述的是哪一年的职；一月到三月述的，一般是上一年")                  \
    X(ON, "on_day", "述职日期", date, FIELD_NEEDED, 0, 12, NULL, NULL)         \
    X(PERSON, "person_id", "述职人", person,                                   \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 16, "roster",          \
      "那天的书记，或支部委员会的委员")                                        \
    X(LISTENER, "listener", "向谁述职", text, FIELD_NEW_ROW | FIELD_SEARCHED,  \
      0, 40, NULL, "例如：机关党委、支部党员大会")                             \
    X(GRADE, "grade", "评议等次", choice, FIELD_NEW_ROW | FIELD_FACET, 0, 10,  \
      "report_grade", NULL)                                                    \
    X(TALLY, "tally", "测评票数", text, 0, 0, 36, NULL,                        \
      "例如：好 20 较好 3 一般 0 差 0")                                        \
    X(COMMENT, "comment", "点评意见", memo, FIELD_NEW_ROW, 0, 60, NULL,        \
      "听取述职的人指出的问题")                                                \
    X(REMEDY, "remedy", "整改措施", memo, FIELD_NEW_ROW, 0, 60, NULL, NULL)    \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

enum report_field {
#define X(id, ...) REPORT_##id,
    REPORT_FIELDS(X)
#undef X
};

static const struct field fields[] = {REPORT_FIELDS(FIELD_AS_ROW)};

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {REPORT_YEAR, 8, 8, 1},    {REPORT_ON, 10, 10, 2},
    {REPORT_PERSON, 8, 16, 1}, {REPORT_LISTENER, 10, 24, 4},
    {REPORT_GRADE, 8, 8, 2},   {REPORT_TALLY, 10, 28, 5},
};

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "述职评议", columns),
};

/* Who holds a post of the committee on a day; person 0: the first of them in
   the order of posts, that is the secretary.  Returns the person, 0 none. */
static int64_t on_committee(struct book *b, int64_t branch, int64_t person,
                            int day)
{
    char text[11];
    int64_t found = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select person_id, kind from post where branch_id = :branch"
                  " and (:person = 0 or person_id = :person)"
                  " and from_on <= :day and (to_on is null or to_on > :day)"
                  " and voided_on is null order by kind, from_on desc"));
    stmt_int(&st, ":branch", branch);
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":day", date_text(day, text));
    while (found == 0 && stmt_row(&st)) {
        if (election_is_committee_post(stmt_col_text(&st, 1))) {
            found = stmt_col_int(&st, 0);
        }
    }
    return stmt_done(&st, NULL) ? found : 0;
}

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    int64_t secretary = on_committee(b, b->branch, 0, b->today);
    record_set_int(r, REPORT_BRANCH, b->branch);
    record_set_int(r, REPORT_YEAR, year_of_report(b->today));
    record_set_day(r, a, REPORT_ON, b->today);
    if (secretary != 0) {
        record_set_int(r, REPORT_PERSON, secretary);
    }
}

static void check_once(struct book *b, const struct record *r,
                       struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select on_day from duty_report where branch_id = :branch"
                  " and for_year = :year and person_id = :person and id <> :id"
                  " and voided_on is null limit 1"));
    stmt_int(&st, ":branch", record_int(r, REPORT_BRANCH));
    stmt_int(&st, ":year", record_int(r, REPORT_YEAR));
    stmt_int(&st, ":person", record_int(r, REPORT_PERSON));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "for_year", true, "E-ANSWER-001",
                  "他（她）%" PRId64 " 年度的述职已在 %s 登记，一年一次；请改"
                  "那一条，或核对年度。",
                  record_int(r, REPORT_YEAR), stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

static void check_days(struct book *b, const struct record *r,
                       struct issues *is)
{
    int day = record_day(r, REPORT_ON);
    int year;
    int month;
    int mday;
    date_split(day, &year, &month, &mday);
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-ANSWER-002",
                  "述职日期在今天之后，述完职再登记。");
    }
    if (year < record_int(r, REPORT_YEAR)) {
        issue_add(is, "for_year", true, "E-ANSWER-003",
                  "述职日期在所属年度之前，请核对年度或日期。");
    }
    period_check(b, record_int(r, REPORT_BRANCH), day, "on_day", is);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    int day = record_day(r, REPORT_ON);
    int64_t person = record_int(r, REPORT_PERSON);
    if (old != NULL) {
        period_check(b, record_int(old, REPORT_BRANCH),
                     record_day(old, REPORT_ON), "on_day", is);
    }
    if (day == DATE_NONE || person == 0) {
        return;
    }
    check_days(b, r, is);
    check_once(b, r, is);
    if (on_committee(b, record_int(r, REPORT_BRANCH), person, day) == 0) {
        issue_add(is, "person_id", true, "E-ANSWER-004",
                  "那天他（她）不是支部书记，也不是支部委员，请核对人选、日期，"
                  "或先登记职务。");
    }
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, REPORT_BRANCH),
                          record_day(r, REPORT_ON), err);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, REPORT_PERSON), out);
    sb_addf(out, " %" PRId64 " 年度", record_int(r, REPORT_YEAR));
}

const struct ledger ledger_duty_report = {
    .name = "duty-reports",
    .aliases = "duty-report 述职 述职评议 书记述职",
    .title = "述职评议",
    .noun = "述职",
    .table = "duty_report",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "duty_report t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = REPORT_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .may_void = may_void,
    .label = label,
    .link_column = "on_day",
};
