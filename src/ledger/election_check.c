/* What an election is refused or asked about for: 应到会 against the roster,
   who may be elected, the division of work, the verdict, a result that holds
   already.  Nothing is written here. */
#include "election_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static bool has_result(const struct record *r)
{
    return strcmp(record_text(r, ELECTION_VERDICT), ELECTION_PASSED) == 0;
}

/* ---- who may be elected ----------------------------------------------- */

static const struct body_person *find(const struct body_person *list, size_t n,
                                      int64_t id)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].id == id) {
            return &list[i];
        }
    }
    return NULL;
}

static bool is_full(const struct election *e, int64_t person)
{
    struct stmt st;
    stmt_open(&st, e->book->db,
              SQL("select 1 from person where id = :id and full_on <= :day"));
    stmt_int(&st, ":id", person);
    stmt_text(&st, ":day", record_text(&e->now, ELECTION_ON));
    bool full = stmt_row(&st);
    return stmt_done(&st, NULL) && full;
}

static void check_person(const struct election *e,
                         const struct election_row *row,
                         const struct body_person *who, struct issues *is)
{
    int64_t person = record_int(&row->now, CANDIDATE_PERSON);
    if (who == NULL && election_within_committee(e)) {
        issue_add(is, "person_id", true, "E-ELECT-010",
                  "%s那天不是支部委员，书记、副书记在委员中选举产生，请核对"
                  "人选或委员的任职日期。",
                  row->name);
    } else if (who == NULL) {
        issue_add(is, "person_id", true, "E-ELECT-011",
                  "%s的组织关系那天不在本支部，请核对人选或日期。", row->name);
    } else if (!is_full(e, person)) {
        issue_add(is, "person_id", true, "E-ELECT-012",
                  "%s那天还不是正式党员，没有被选举权（党章第七条），请核对"
                  "人选或日期。",
                  row->name);
    } else if (!who->vote) {
        issue_add(is, "person_id", true, "E-ELECT-013",
                  "%s那天没有被选举权（留党察看等，见“表决权和应到会的例外”），"
                  "请核对人选。",
                  row->name);
    }
}

/* Something that 应到会 is judged by is other than in the file. */
static bool asks_anew(const struct election *e)
{
    static const int fields[] = {ELECTION_KIND, ELECTION_ON, ELECTION_ENTITLED,
                                 ELECTION_PRESENT};
    if (e->now.id == 0) {
        return true;
    }
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        if (!value_same(&e->now.values[fields[i]], &e->was.values[fields[i]])) {
            return true;
        }
    }
    return false;
}

/* A quorum of a number that is typed too small is none.  Another number than
   the roster's is asked about; one below half of it wants a reason. */
static void check_entitled(const struct election *e, int64_t roll,
                           struct issues *is)
{
    int64_t typed = record_int(&e->now, ELECTION_ENTITLED);
    bool counted = !record_is_null(&e->now, ELECTION_PRESENT);
    if (record_is_null(&e->now, ELECTION_ENTITLED) || typed == roll ||
        !asks_anew(e)) {
        return;
    }
    if (counted && 2 * typed < roll && record_is_null(&e->now, ELECTION_NOTE)) {
        issue_add(is, "entitled", true, "E-ELECT-019",
                  "应到会填了 %" PRId64 " 人，不到名册上那天有选举权的 %" PRId64
                  " 人的一半；请改正，或先登记“表决权和应到会的例外”，或在备注"
                  "写明为什么。",
                  typed, roll);
        return;
    }
    issue_add(is, "entitled", false, "E-ELECT-018",
              "应到会填了 %" PRId64 " 人，名册上那天有选举权的是 %" PRId64
              " 人，请核对。",
              typed, roll);
}

static void check_people(struct election *e, struct issues *is)
{
    struct body_person *list;
    size_t n;
    struct err err = ERR_INIT;
    if (record_day(&e->now, ELECTION_ON) == DATE_NONE) {
        return;
    }
    if (!election_electors(e, election_within_committee(e), &list, &n, &err)) {
        issue_add(is, "on_day", true, "E-ELECT-014", "%s", err.text);
        return;
    }
    check_entitled(e, election_count_voters(list, n), is);
    for (size_t i = 0; i < e->n; i++) {
        if (!e->rows[i].gone) {
            int64_t id = record_int(&e->rows[i].now, CANDIDATE_PERSON);
            check_person(e, &e->rows[i], find(list, n, id), is);
        }
    }
}

/* ---- the division of work --------------------------------------------- */

static void check_posts(const struct election *e, struct issues *is)
{
    bool secretary =
        strcmp(record_text(&e->now, ELECTION_KIND), ELECTION_SECRETARY) == 0;
    const char *first = NULL;
    for (size_t i = 0; i < e->n; i++) {
        const struct election_row *row = &e->rows[i];
        const char *post = record_text(&row->now, CANDIDATE_POST);
        if (row->gone || record_int(&row->now, CANDIDATE_ELECTED) == 0) {
            continue;
        }
        if (!election_is_committee_post(post)) {
            issue_add(is, "post", true, "E-ELECT-015",
                      "%s的分工应是支部委员会的职务，请按 F4 选。", row->name);
        } else if (secretary && !election_is_secretary_post(post)) {
            issue_add(is, "post", true, "E-ELECT-016",
                      "这次选的是书记、副书记，%s的职务请从这两个里选。",
                      row->name);
        }
        if (strcmp(codes_name("post", post), "书记") == 0) {
            if (first != NULL) {
                issue_add(is, "post", true, "E-ELECT-017",
                          "%s和%s都写了书记，一个支部只有一名书记，请改一人的"
                          "分工。",
                          first, row->name);
            }
            first = row->name;
        }
    }
}

/* ---- the verdict ------------------------------------------------------ */

/* Before anybody has come, the papers are prepared: what is wrong is told, but
   can be kept. */
static void check_verdict(struct election *e, const struct election_verdict *v,
                          struct issues *is)
{
    const struct vote_rule *rule = election_rule(e);
    bool counted = !record_is_null(&e->now, ELECTION_PRESENT);
    switch (v->state) {
    case VOTE_NOT_ENOUGH:
        issue_add(is, "present", true, "E-ELECT-020", "%s（%s）", v->text,
                  rule->basis);
        break;
    case VOTE_BAD_BALLOTS:
        issue_add(is, "returned", true, "E-ELECT-021", "%s（%s）", v->text,
                  rule->basis);
        break;
    case VOTE_BAD_SUM:
        issue_add(is, "seats", counted, "E-ELECT-022", "%s（%s）", v->text,
                  rule->basis);
        break;
    case VOTE_FAILED:
        issue_add(is, "seats", false, "E-ELECT-023", "%s（%s）", v->text,
                  rule->basis);
        break;
    case VOTE_OPEN:
        if (counted) {
            issue_add(is, "present", false, "E-ELECT-024",
                      "%s。先存下的话，届次和职务要等填全了再登记。", v->text);
        }
        break;
    case VOTE_PASSED:
        break;
    }
}

static void check_result(struct election *e, struct issues *is)
{
    int64_t term = 0;
    struct err err = ERR_INIT;
    if (!record_is_null(&e->was, ELECTION_VERDICT) && has_result(&e->was) &&
        !has_result(&e->now)) {
        issue_add(is, "seats", true, "E-ELECT-025",
                  "这次选举的结果已生效，照现在的数字却没有结果；请核对计票，"
                  "确要推翻的，请撤销那次保存，或写明原因作废。");
    }
    bool vacancy =
        strcmp(record_text(&e->now, ELECTION_KIND), ELECTION_VACANCY) == 0;
    bool ok = election_term_on(e->book, record_int(&e->now, ELECTION_BRANCH),
                               record_day(&e->now, ELECTION_ON), &term, &err);
    if (vacancy && has_result(&e->now) && (!ok || term == 0)) {
        issue_add(is, "kind", true, "E-ELECT-026",
                  "那天没有任期内的一届，补选的职务无处归属；请先登记届次，"
                  "或改为换届选举。");
    }
}

void election_check(struct election *e, struct issues *is)
{
    const struct record *old = e->now.id != 0 ? &e->was : NULL;
    struct election_verdict v = election_judge_now(e);
    record_check(&e->now, e->book, old, is);
    check_people(e, is);
    if (record_day(&e->now, ELECTION_ON) != DATE_NONE) {
        check_verdict(e, &v, is);
        check_result(e, is);
    }
    check_posts(e, is);
}
