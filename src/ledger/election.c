/* 换届、补选、选举书记: the books of elections and candidates, the order of the
   papers, and what may no longer be changed once the result holds.

   Counting is election_count.c, what a result makes of terms and posts
   election_posts.c, the rules over the whole election_check.c, saving
   election_save.c, how long a term runs election_term.c. */
#include "pbtui/ledger/election.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "election_parts.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define ELECTION_FIELDS(X)                                                     \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(KIND, "kind", "选举种类", choice, FIELD_NEEDED | FIELD_FACET, 0, 16,     \
      "election_kind", "换届产生新一届；补选的任期到本届届满为止")             \
    X(ON, "on_day", "选举日期", date, FIELD_NEEDED, 0, 12, NULL,               \
      "任期、职务从这天算起")                                                  \
    X(SEATS, "seats", "应选名额", count, FIELD_NEEDED, 0, 4, NULL, NULL)       \
    X(ENTITLED, "entitled", "应到会", count, FIELD_NEW_ROW, 0, 5, NULL,        \
      "那天有选举权的人数")                                                    \
    X(PRESENT, "present", "实到会", count, 0, 0, 5, NULL,                      \
      "有选举权的到会人数；不在场的不能委托投票")                              \
    X(ISSUED, "issued", "发出票", count, 0, 0, 5, NULL, NULL)                  \
    X(RETURNED, "returned", "收回票", count, 0, 0, 5, NULL,                    \
      "收回的多于发出的，选举无效")                                            \
    X(SPOILED, "spoiled", "废票", count, 0, 0, 5, NULL,                        \
      "所选人数多于应选名额的是废票")                                          \
    X(VERDICT, "verdict", "结果", choice, FIELD_HIDDEN | FIELD_FACET, 0, 10,   \
      "vote_verdict", NULL)                                                    \
    X(TERM, "term_id", "届次", link, FIELD_HIDDEN, 0, 10, "terms", NULL)       \
    X(TELLERS, "tellers", "监票计票", text, FIELD_NEW_ROW, 0, 24, NULL,        \
      "监票人、计票人的姓名；候选人不能担任")                                  \
    X(EVENT, "event_id", "会议", link, FIELD_NEW_ROW, 0, 30, "events",         \
      "在哪次会议上选的")                                                      \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)            \
    X(ASKED_ON, "asked_on", "换届请示", date, FIELD_NEW_ROW, 1, 12, NULL,      \
      "向上级报换届选举请示的那天")                                            \
    X(ASKED_PAPER, "asked_paper", "请示文号", text, 0, 1, 24, NULL, NULL)      \
    X(GRANTED_ON, "granted_on", "请示批复", date, FIELD_NEW_ROW, 1, 12, NULL,  \
      NULL)                                                                    \
    X(GRANTED_PAPER, "granted_paper", "批复文号", text, 0, 1, 24, NULL, NULL)  \
    X(NAMES_ON, "names_on", "人选请示", date, FIELD_NEW_ROW, 1, 12, NULL,      \
      "报候选人预备人选请示的那天")                                            \
    X(NAMES_PAPER, "names_paper", "人选请示文号", text, 0, 1, 24, NULL, NULL)  \
    X(NAMES_GRANTED_ON, "names_granted_on", "人选批复", date, FIELD_NEW_ROW,   \
      1, 12, NULL, NULL)                                                       \
    X(NAMES_GRANTED_PAPER, "names_granted_paper", "人选批复文号", text, 0, 1,  \
      24, NULL, NULL)                                                          \
    X(REPORT_ON, "report_on", "结果报告", date, FIELD_NEW_ROW, 1, 12, NULL,    \
      "向上级报选举结果的那天")                                                \
    X(REPORT_PAPER, "report_paper", "报告文号", text, 0, 1, 24, NULL, NULL)    \
    X(FILED_ON, "filed_on", "备案批复", date, FIELD_NEW_ROW, 1, 12, NULL,      \
      NULL)                                                                    \
    X(FILED_PAPER, "filed_paper", "备案文号", text, 0, 1, 24, NULL,            \
      "有了备案文号，任职的依据就写它")

#define CANDIDATE_FIELDS(X)                                                    \
    X(ELECTION, "election_id", "选举", link, FIELD_NEEDED | FIELD_PARENT, 0,   \
      14, "elections", NULL)                                                   \
    X(PERSON, "person_id", "姓名", person, FIELD_NEEDED | FIELD_SEARCHED, 0,   \
      16, "roster", "写姓名、拼音首字母，按 F4 选")                            \
    X(ORD, "ord", "序号", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 5, NULL,    \
      NULL)                                                                    \
    X(ADDED, "added", "另选人", flag, FIELD_NOT_NULL, 0, 4, NULL,              \
      "不是候选人，是选举人在票上另写的")                                      \
    X(YES, "yes", "赞成", count, FIELD_NEW_ROW, 0, 5, NULL, NULL)              \
    X(NO, "no", "不赞成", count, 0, 0, 5, NULL, NULL)                          \
    X(ABSTAIN, "abstain", "弃权", count, 0, 0, 5, NULL, NULL)                  \
    X(ELECTED, "elected", "当选", flag, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 4,   \
      NULL, NULL)                                                              \
    X(POST, "post", "分工", choice, 0, 0, 14, "post", "当选后的职务，按 F4 选")

static const struct field fields[] = {
    ELECTION_FIELDS(FIELD_AS_ROW){
        .column = "term_left",
        .label = "任期",
        .kind = &field_term_left,
        .flags = FIELD_COMPUTED,
        .sql = "(select " TERM_LEFT_SQL("x") " from term x"
                                             " where x.id = t.term_id)",
        .sort = "",
    },
    {
        .column = "who",
        .label = "当选人",
        .kind = &field_text,
        .flags = FIELD_COMPUTED,
        .sql = "(select group_concat(x.name, '、') from (select p.name"
               " from candidate c join person p on p.id = c.person_id"
               " where c.election_id = t.id and c.elected = 1"
               " and c.voided_on is null order by c.ord) x)",
        .sort = "",
    },
};

static const struct field candidate_fields[] = {CANDIDATE_FIELDS(FIELD_AS_ROW)};

_Static_assert(ARRAY_LEN(fields) == ELECTION_WHO + 1, "enum election_field");
_Static_assert(ARRAY_LEN(candidate_fields) == CANDIDATE_POST + 1,
               "enum candidate_field");

static const char *const pages[] = {"选举", "报批", NULL};
static const char *const candidate_pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {ELECTION_ON, 10, 10, 1},   {ELECTION_KIND, 8, 16, 1},
    {ELECTION_SEATS, 8, 8, 5},  {ELECTION_VERDICT, 6, 10, 2},
    {ELECTION_WHO, 22, 40, 2},  {ELECTION_TERM, 4, 6, 4},
    {ELECTION_LEFT, 10, 14, 2}, {ELECTION_FILED_ON, 10, 10, 6},
};

static const struct ledger_column candidate_columns[] = {
    {CANDIDATE_ELECTION, 10, 10, 3}, {CANDIDATE_PERSON, 8, 16, 1},
    {CANDIDATE_ADDED, 6, 6, 5},      {CANDIDATE_YES, 6, 6, 2},
    {CANDIDATE_NO, 6, 6, 4},         {CANDIDATE_ABSTAIN, 6, 6, 4},
    {CANDIDATE_ELECTED, 4, 4, 1},    {CANDIDATE_POST, 8, 16, 2},
};

#define CANDIDATE_IN_BRANCH                                                    \
    "t.election_id in"                                                         \
    " (select x.id from election x where x.branch_id = :branch)"               \
    " and t.voided_on is "

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "换届选举", columns),
};
static const struct ledger_view candidate_views[] = {
    VIEWS_OF(CANDIDATE_IN_BRANCH, "候选人", candidate_columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, ELECTION_BRANCH, b->branch);
    record_set_text(r, ELECTION_KIND, ELECTION_WHOLE);
    record_set_day(r, a, ELECTION_ON, b->today);
}

/* ---- rules over the head ---------------------------------------------- */

/* The papers follow one another, the election between them. */
static void check_papers(const struct record *r, struct issues *is)
{
    static const int chain[] = {ELECTION_ASKED_ON, ELECTION_GRANTED_ON,
                                ELECTION_NAMES_ON, ELECTION_NAMES_GRANTED_ON,
                                ELECTION_ON,       ELECTION_REPORT_ON,
                                ELECTION_FILED_ON};
    int before = -1;
    for (size_t i = 0; i < ARRAY_LEN(chain); i++) {
        if (record_is_null(r, chain[i])) {
            continue;
        }
        if (before >= 0 && record_day(r, chain[i]) < record_day(r, before)) {
            issue_add(
                is, r->ledger->fields[chain[i]].column, true, "E-ELECT-001",
                "%s（%s）早于%s（%s）。次序是：请示、批复、候选人请示、"
                "批复、选举、结果报告、备案，请核对日期。",
                r->ledger->fields[chain[i]].label, record_text(r, chain[i]),
                r->ledger->fields[before].label, record_text(r, before));
        }
        before = chain[i];
    }
}

static bool has_counts(const struct record *r)
{
    return !record_is_null(r, ELECTION_PRESENT) ||
           !record_is_null(r, ELECTION_RETURNED);
}

static void check_days(struct book *b, const struct record *r,
                       const struct record *old, struct issues *is)
{
    int day = record_day(r, ELECTION_ON);
    int64_t branch = record_int(r, ELECTION_BRANCH);
    if (day == DATE_NONE) {
        return;
    }
    if (day > b->today && has_counts(r)) {
        issue_add(is, "on_day", true, "E-ELECT-002",
                  "选举日期在今天之后，还不能有计票结果，请核对日期。");
    }
    period_check(b, branch, day, "on_day", is);
    if (old != NULL && record_day(old, ELECTION_ON) != day) {
        period_check(b, branch, record_day(old, ELECTION_ON), "on_day", is);
    }
}

/* Terms and posts stand on a result: day and kind are theirs, too. */
static void check_settled(const struct record *r, const struct record *old,
                          struct issues *is)
{
    if (old == NULL || record_is_null(old, ELECTION_VERDICT)) {
        return;
    }
    static const int settled[] = {ELECTION_KIND, ELECTION_ON};
    for (size_t i = 0; i < ARRAY_LEN(settled); i++) {
        if (!value_same(&r->values[settled[i]], &old->values[settled[i]])) {
            issue_add(is, r->ledger->fields[settled[i]].column, true,
                      "E-ELECT-003",
                      "选举结果已生效，届次、职务从 %s 起都照它登记，%s不能"
                      "再改；请撤销那次保存，再重新登记。",
                      record_text(old, ELECTION_ON),
                      r->ledger->fields[settled[i]].label);
        }
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    check_papers(r, is);
    check_days(b, r, old, is);
    check_settled(r, old, is);
    if (!record_is_null(r, ELECTION_SEATS) &&
        record_int(r, ELECTION_SEATS) < 1) {
        issue_add(is, "seats", true, "E-ELECT-004",
                  "应选名额至少一名，请填写。");
    }
}

/* What its result made and still stands: the posts, and the term of a renewal
   (that of a by-election is not its own). */
static bool stands(struct book *b, int64_t id, int64_t *terms, int64_t *posts,
                   struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select (select count(*) from term m where m.id = e.term_id"
                  " and m.voided_on is null and e.kind = '" ELECTION_WHOLE "'),"
                  " (select count(*) from candidate c"
                  " join post p on p.person_id = c.person_id"
                  " and p.kind = c.post and p.from_on = e.on_day"
                  " and p.branch_id = e.branch_id"
                  " where c.election_id = e.id and c.elected = 1"
                  " and c.voided_on is null and p.voided_on is null)"
                  " from election e where e.id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        *terms = stmt_col_int(&st, 0);
        *posts = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

/* Saving ended a term and posts besides: only undoing that save brings them
   back. */
static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    int64_t terms = 0;
    int64_t posts = 0;
    if (!period_is_open(b, record_int(r, ELECTION_BRANCH),
                        record_day(r, ELECTION_ON), err) ||
        !stands(b, r->id, &terms, &posts, err)) {
        return false;
    }
    if (terms == 0 && posts == 0) {
        return true;
    }
    char n_posts[32] = "";
    if (posts > 0) {
        snprintf(n_posts, sizeof n_posts, " %" PRId64 " 个职务", posts);
    }
    return err_set(err, ERR_RULE, "E-ELECT-006",
                   "这次选举的结果已登记成%s%s%s，单独作废选举，这些还在；请"
                   "撤销那次保存，撤销不了的，先作废这些，再改回原来的届满日期"
                   "和职务。",
                   terms > 0 ? "新的一届" : "",
                   terms > 0 && posts > 0 ? "和" : "", n_posts);
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    sb_addf(out, "%s ", record_text(r, ELECTION_ON));
    record_show(r, b, ELECTION_KIND, out);
}

const struct ledger ledger_election = {
    .name = "elections",
    .aliases = "election 选举 换届选举 补选",
    .title = "换届选举",
    .noun = "选举",
    .table = "election",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "election t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = ELECTION_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = check,
    .save = election_save_head,
    .label = label,
    .link_column = "on_day",
    .void_children = true,
    .may_void = may_void,
};

/* ---- candidates ------------------------------------------------------- */

static void candidate_label(struct book *b, const struct record *r,
                            struct strbuf *out)
{
    people_label(b, record_int(r, CANDIDATE_PERSON), out);
}

static bool candidate_may_void(struct book *b, const struct record *r,
                               struct err *err)
{
    (void)b;
    (void)r;
    return err_set(err, ERR_RULE, "E-ELECT-005",
                   "候选人不能单独作废；写错了，请在那次选举的计票表里按 F8"
                   "去掉。");
}

const struct ledger ledger_candidate = {
    .name = "candidates",
    .aliases = "candidate 候选人",
    .title = "候选人",
    .noun = "候选人",
    .table = "candidate",
    .fields = candidate_fields,
    .n_fields = ARRAY_LEN(candidate_fields),
    .pages = candidate_pages,
    .from = "candidate t",
    .order = "t.ord",
    .order_is_int = true,
    .views = candidate_views,
    .n_views = ARRAY_LEN(candidate_views),
    .parent = CANDIDATE_ELECTION,
    .save = election_save_candidate,
    .may_void = candidate_may_void,
    .label = candidate_label,
    .link_column = "ord",
};
