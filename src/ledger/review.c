/* 民主评议: the books of reviews, of their lines and of a person's grades, and
   the rules over a review's head.

   The whole of a review is review_tally.c (roster, typing) and review_sums.c
   (sums, grades), saving it is review_save.c; a line is never saved but as part
   of its review. */
#include "pbtui/ledger/review.h"

#include <inttypes.h>

#include "pbtui/ledger/habits.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "review_parts.h"
#include "rows.h"

/* ---- reviews ---------------------------------------------------------- */

#define REVIEW_FIELDS(X)                                                       \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(YEAR, "for_year", "所属年度", year,                                      \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_FACET, 0, 6, NULL,                  \
      "评议的是哪一年；一月到三月开的，一般评上一年")                          \
    X(ON, "on_day", "评议日期", date, FIELD_NEEDED, 0, 12, NULL,               \
      "测评那天；名单按那天的在册党员列出")                                    \
    X(DUE, "due", "应参加", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 5, NULL,   \
      "那天在册的正式党员和预备党员")                                          \
    X(PRESENT, "present", "实参加", count, FIELD_NEEDED, 0, 5, NULL, NULL)     \
    X(ISSUED, "issued", "发出票", count, FIELD_NEEDED, 0, 5, NULL, NULL)       \
    X(RETURNED, "returned", "收回票", count, FIELD_NEEDED, 0, 5, NULL,         \
      "收回的不能多于发出的")                                                  \
    X(DECIDED, "decided_on", "定等日期", date, FIELD_NEW_ROW, 0, 12, NULL,     \
      "支部委员会（党员大会）确定等次的那天")                                  \
    X(TELLERS, "tellers", "监票计票", text, 0, 0, 24, NULL,                    \
      "监票人、计票人的姓名")                                                  \
    X(EVENT, "event_id", "会议", link, FIELD_NEW_ROW, 0, 30, "events",         \
      "在哪次会议上评议的")                                                    \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

#define LINE_FIELDS(X)                                                         \
    X(REVIEW, "review_id", "民主评议", link, FIELD_NEEDED | FIELD_PARENT, 0,   \
      14, "reviews", NULL)                                                     \
    X(PERSON, "person_id", "姓名", person, FIELD_NEEDED | FIELD_SEARCHED, 0,   \
      16, "roster", NULL)                                                      \
    X(ORD, "ord", "序号", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 5, NULL,    \
      NULL)                                                                    \
    X(GRADED, "graded", "定等次", flag, FIELD_NOT_NULL, 0, 5, NULL,            \
      "预备党员参加评议，不定等次")                                            \
    X(SPOILED, "spoiled", "废票", count, FIELD_NEW_ROW, 0, 5, NULL,            \
      "对他（她）多选、不选的票")                                              \
    X(BEST, "best", "优秀票", count, 0, 0, 5, NULL, NULL)                      \
    X(GOOD, "good", "合格票", count, 0, 0, 5, NULL, NULL)                      \
    X(BASIC, "basic", "基本合格票", count, 0, 0, 5, NULL, NULL)                \
    X(BAD, "bad", "不合格票", count, 0, 0, 5, NULL, NULL)                      \
    X(OWN, "own_grade", "自评", choice, FIELD_NEW_ROW, 0, 10, "review_grade",  \
      NULL)                                                                    \
    X(GRADE, "grade", "评定", choice, FIELD_FACET, 0, 10, "review_grade",      \
      "支部确定的等次")                                                        \
    X(OPINION, "opinion", "评定意见", text, FIELD_NEW_ROW, 0, 48, NULL, NULL)

static const struct field fields[] = {
    REVIEW_FIELDS(FIELD_AS_ROW){
        .column = "n_graded",
        .label = "定等次人数",
        .kind = &field_count,
        .flags = FIELD_COMPUTED,
        .sql = "(select count(*) from review_line x where x.review_id = t.id"
               " and x.voided_on is null and x.graded = 1)",
        .sort = "",
    },
    {
        .column = "n_best",
        .label = "优秀人数",
        .kind = &field_count,
        .flags = FIELD_COMPUTED,
        .sql = "(select count(*) from review_line x where x.review_id = t.id"
               " and x.voided_on is null and x.grade = '1')",
        .sort = "",
    },
};

static const struct field line_fields[] = {LINE_FIELDS(FIELD_AS_ROW)};

_Static_assert(ARRAY_LEN(fields) == REVIEW_N_BEST + 1, "enum review_field");
_Static_assert(ARRAY_LEN(line_fields) == REVIEW_LINE_OPINION + 1,
               "enum review_line_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {REVIEW_YEAR, 8, 8, 1},      {REVIEW_ON, 10, 10, 1},
    {REVIEW_DUE, 6, 6, 4},       {REVIEW_PRESENT, 6, 6, 4},
    {REVIEW_RETURNED, 6, 6, 5},  {REVIEW_N_GRADED, 10, 10, 3},
    {REVIEW_N_BEST, 8, 8, 2},    {REVIEW_DECIDED, 10, 10, 3},
    {REVIEW_TELLERS, 10, 24, 6},
};

static const struct ledger_column line_columns[] = {
    {REVIEW_LINE_REVIEW, 8, 8, 2},  {REVIEW_LINE_PERSON, 8, 16, 1},
    {REVIEW_LINE_BEST, 6, 6, 3},    {REVIEW_LINE_GOOD, 6, 6, 3},
    {REVIEW_LINE_BASIC, 10, 10, 4}, {REVIEW_LINE_BAD, 8, 8, 4},
    {REVIEW_LINE_OWN, 8, 8, 5},     {REVIEW_LINE_GRADE, 8, 8, 1},
};

#define LINE_IN_BRANCH                                                         \
    "t.review_id in (select x.id from review x where x.branch_id = :branch)"   \
    " and t.voided_on is "

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "民主评议", columns),
};
static const struct ledger_view line_views[] = {
    VIEWS_OF(LINE_IN_BRANCH, "评议票数", line_columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, REVIEW_BRANCH, b->branch);
    record_set_int(r, REVIEW_YEAR, year_of_report(b->today));
    record_set_day(r, a, REVIEW_ON, b->today);
}

/* ---- rules over the head ---------------------------------------------- */

static void check_days(struct book *b, const struct record *r,
                       struct issues *is)
{
    int day = record_day(r, REVIEW_ON);
    int decided = record_day(r, REVIEW_DECIDED);
    int year;
    int month;
    int mday;
    if (day == DATE_NONE) {
        return;
    }
    date_split(day, &year, &month, &mday);
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-REVIEW-001",
                  "评议日期在今天之后，测评完再登记。");
    }
    if (year < record_int(r, REVIEW_YEAR)) {
        issue_add(is, "for_year", true, "E-REVIEW-002",
                  "评议日期在所属年度之前，请核对年度或日期。");
    } else if (year > record_int(r, REVIEW_YEAR) + 1) {
        issue_add(is, "for_year", false, "E-REVIEW-003",
                  "评议日期离所属年度已过一年多，请核对年度。");
    }
    if (decided != DATE_NONE && decided < day) {
        issue_add(is, "decided_on", true, "E-REVIEW-004",
                  "定等日期早于评议日期，先测评后定等，请核对。");
    }
    if (decided != DATE_NONE && decided > b->today) {
        issue_add(is, "decided_on", true, "E-REVIEW-005",
                  "定等日期在今天之后，等确定了再填。");
    }
    period_check(b, record_int(r, REVIEW_BRANCH), day, "on_day", is);
}

static void check_counts(const struct record *r, struct issues *is)
{
    int64_t due = record_int(r, REVIEW_DUE);
    int64_t present = record_int(r, REVIEW_PRESENT);
    int64_t issued = record_int(r, REVIEW_ISSUED);
    int64_t returned = record_int(r, REVIEW_RETURNED);
    if (due < 0 || present < 0 || issued < 0 || returned < 0) {
        issue_add(is, "due", true, "E-REVIEW-006",
                  "人数和票数不能是负数，请核对。");
        return;
    }
    if (present > due) {
        issue_add(is, "present", true, "E-REVIEW-007",
                  "实参加 %" PRId64 " 人，多于应参加 %" PRId64 " 人，请核对。",
                  present, due);
    }
    if (returned > issued) {
        issue_add(is, "returned", true, "E-REVIEW-008",
                  "收回 %" PRId64 " 张，多于发出的 %" PRId64
                  " 张，测评无效，请核对或重新测评。",
                  returned, issued);
    }
    if (issued > present) {
        issue_add(is, "issued", false, "E-REVIEW-009",
                  "发出 %" PRId64 " 张，多于实参加的 %" PRId64 " 人，请核对。",
                  issued, present);
    }
}

/* Enough must have come, by the rule of the day. */
static void check_attendance(struct book *b, const struct record *r,
                             struct issues *is)
{
    const struct vote_rule *rule =
        vote_rule(book_votes(b), "review", record_day(r, REVIEW_ON));
    struct vote_verdict v =
        vote_attendance(is->arena, rule, record_int(r, REVIEW_DUE),
                        record_int(r, REVIEW_PRESENT));
    if (v.state == VOTE_NOT_ENOUGH) {
        issue_add(is, "present", !rule->local, "E-REVIEW-010", "%s（%s）",
                  v.text, rule->basis);
    }
}

static void check_again(struct book *b, const struct record *r,
                        struct issues *is)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select on_day from review where branch_id = :branch"
                  " and for_year = :year and id <> :id"
                  " and voided_on is null limit 1"));
    stmt_int(&st, ":branch", record_int(r, REVIEW_BRANCH));
    stmt_int(&st, ":year", record_int(r, REVIEW_YEAR));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "for_year", false, "E-REVIEW-011",
                  "%" PRId64 " 年度已在 %s 评议过，一年评议一次，请核对所属"
                  "年度。",
                  record_int(r, REVIEW_YEAR), stmt_col_text(&st, 0));
    }
    stmt_done(&st, NULL);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    if (old != NULL && record_day(old, REVIEW_ON) != record_day(r, REVIEW_ON)) {
        period_check(b, record_int(old, REVIEW_BRANCH),
                     record_day(old, REVIEW_ON), "on_day", is);
    }
    check_days(b, r, is);
    check_counts(r, is);
    if (record_day(r, REVIEW_ON) != DATE_NONE) {
        check_attendance(b, r, is);
    }
    if (old == NULL ||
        record_int(old, REVIEW_YEAR) != record_int(r, REVIEW_YEAR)) {
        check_again(b, r, is);
    }
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, REVIEW_BRANCH),
                          record_day(r, REVIEW_ON), err);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_addf(out, "%" PRId64 " 年度", record_int(r, REVIEW_YEAR));
}

const struct ledger ledger_review = {
    .name = "reviews",
    .aliases = "review 评议 民主评议 民主评议党员",
    .title = "民主评议",
    .noun = "民主评议",
    .table = "review",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "review t",
    .order = "t.for_year",
    .order_is_int = true,
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = REVIEW_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .save = review_save_head,
    .may_void = may_void,
    .label = label,
    .link_column = "for_year",
    .void_children = true,
};

/* ---- lines ------------------------------------------------------------ */

static void line_label(struct book *b, const struct record *r,
                       struct strbuf *out)
{
    people_label(b, record_int(r, REVIEW_LINE_PERSON), out);
    sb_addc(out, ' ');
    record_show(r, b, REVIEW_LINE_GRADE, out);
}

static bool line_may_void(struct book *b, const struct record *r,
                          struct err *err)
{
    (void)b;
    (void)r;
    return err_set(err, ERR_RULE, "E-REVIEW-012",
                   "一个人的评议不能单独作废；名单不对的，请在那次民主评议的"
                   "测评表里按 F8 去掉这个人。");
}

const struct ledger ledger_review_line = {
    .name = "review-lines",
    .aliases = "review-line 评议票数 测评票数",
    .title = "评议票数",
    .noun = "评议票数",
    .table = "review_line",
    .fields = line_fields,
    .n_fields = ARRAY_LEN(line_fields),
    .pages = pages,
    .from = "review_line t",
    .order = "t.ord",
    .order_is_int = true,
    .views = line_views,
    .n_views = ARRAY_LEN(line_views),
    .parent = REVIEW_LINE_REVIEW,
    .label = line_label,
    .save = review_save_line,
    .may_void = line_may_void,
    .link_column = "grade",
};

/* ---- a person's grades ------------------------------------------------ */

static const struct ledger_column grade_columns[] = {
    {REVIEW_LINE_REVIEW, 8, 8, 1},   {REVIEW_LINE_PERSON, 8, 16, 3},
    {REVIEW_LINE_GRADE, 8, 8, 1},    {REVIEW_LINE_OWN, 8, 8, 2},
    {REVIEW_LINE_BEST, 6, 6, 4},     {REVIEW_LINE_GOOD, 6, 6, 4},
    {REVIEW_LINE_BASIC, 10, 10, 5},  {REVIEW_LINE_BAD, 8, 8, 5},
    {REVIEW_LINE_OPINION, 8, 40, 6},
};

static const struct ledger_view grade_views[] = {
    VIEWS_PLAIN("评议等次", grade_columns)};

const struct ledger ledger_review_grade = {
    .name = "grades",
    .aliases = "grade 评议等次 评议结果 等次",
    .title = "评议等次",
    .noun = "评议等次",
    .table = "review_line",
    .fields = line_fields,
    .n_fields = ARRAY_LEN(line_fields),
    .pages = pages,
    .from = "review_line t",
    .order = "t.id",
    .order_is_int = true,
    .order_descending = true,
    .views = grade_views,
    .n_views = ARRAY_LEN(grade_views),
    .parent = REVIEW_LINE_PERSON,
    .label = line_label,
    .save = review_save_line,
    .may_void = line_may_void,
    .link_column = "grade",
};
