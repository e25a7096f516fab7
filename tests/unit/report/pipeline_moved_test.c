/* Papers of 发展党员 about who came: as 预备党员 without a file, of whom the
   roster alone tells, and along with a file from another branch. */
#include "unit.h"

#include <string.h>

#include "form_ground.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pipeline_rig.h"

/* ---- of whom the roster alone tells ---------------------------------------
 */

static int64_t came_in(struct rig *r, const char *until)
{
    rig_bare(r);
    int64_t who = people_ground_add(
        &r->g, &ledger_people,
        (const char *const[]){
            "name", "石磊", "birth_on", "1994-06-12", "politic", "中共预备党员",
            "join_on", "2026-03-01", "in_kind", "转入组织关系", "from_on",
            "2026-09-01", until == NULL ? NULL : "probation_until", until,
            NULL});
    return rig_file(r, who, ORIGIN_ELSEWHERE);
}

static const char *step_cell(const struct form_data *d, const char *no,
                             const char *column)
{
    const struct form_list *l = form_list_of(d, "steps");
    for (size_t i = 0; i < l->n_rows; i++) {
        if (strcmp(form_list_cell(l, i, "no"), no) == 0) {
            return form_list_cell(l, i, column);
        }
    }
    return "(no row)";
}

TEST(an_extension_that_the_roster_alone_knows_is_on_paper)
{
    static const struct {
        const char *until, *period, *to, *result;
    } rows[] = {
        {NULL, "2026-03-01\n2027-02-28", "2027年2月28日", ""},
        {"2027-09-01", "2026-03-01\n2027-08-31", "2027年8月31日",
         "延长 6 个月（按名册）"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct rig r;
        int64_t file = came_in(&r, rows[i].until);
        struct form_data d =
            rig_span(&r, "pipeline-probation", span_of_year(2026));
        assert_string_equal(people_ground_cell(&d, "probation", 0, "period"),
                            rows[i].period);
        assert_string_equal(people_ground_cell(&d, "probation", 0, "result"),
                            rows[i].result);
        d = rig_of(&r, "pipeline-probation-review", file);
        assert_string_equal(form_get(&d, "probation_to"), rows[i].to);
        assert_string_equal(form_get(&d, "admitted_to"), "2027年2月28日");
        rig_close(&r);
    }
}

/* 入党日期 is known, when the superior approved it is not. */
TEST(what_the_roster_does_not_say_is_not_made_up_on_paper)
{
    static const struct {
        const char *no, *on, *who, *what, *note;
    } rows[] = {{"15", "2026-03-01", "", "", "入党日期按名册，没有补录"},
                {"17", "", "", "", "按名册已是预备党员，没有补录"},
                {"16", "", "", "", ""}};
    struct rig r;
    int64_t file = came_in(&r, NULL);
    struct form_data d = rig_of(&r, "pipeline-track", file);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        assert_string_equal(step_cell(&d, rows[i].no, "on"), rows[i].on);
        assert_string_equal(step_cell(&d, rows[i].no, "who"), rows[i].who);
        assert_string_equal(step_cell(&d, rows[i].no, "what"), rows[i].what);
        assert_string_equal(step_cell(&d, rows[i].no, "note"), rows[i].note);
    }
    assert_null(strstr(form_get(&d, "approved"), "2026"));
    assert_string_equal(form_get(&d, "join_on"), "2026-03-01");
    d = rig_span(&r, "pipeline-probation", span_of_year(2026));
    assert_string_equal(people_ground_cell(&d, "probation", 0, "accepted"),
                        "2026-03-01");
    assert_string_equal(people_ground_cell(&d, "probation", 0, "approved"),
                        "按名册");
    rig_close(&r);
}

/* ---- who came with a file -------------------------------------------------
 */

static int64_t second_branch(struct rig *r)
{
    return people_ground_add(
        &r->g, &ledger_branch,
        (const char *const[]){"name", "第二支部委员会（示例）", "founded_on",
                              "2015-06-01", NULL});
}

static void move_home(struct rig *r, int64_t person, int64_t branch,
                      const char *on)
{
    struct stmt st;
    stmt_open(&st, r->b->db,
              SQL("update member set to_on = :day, out_kind = '41'"
                  " where person_id = :id and to_on is null"));
    stmt_text(&st, ":day", on);
    stmt_int(&st, ":id", person);
    assert_true(stmt_run(&st, NULL));
    stmt_open(&st, r->b->db,
              SQL("insert into member (ver, person_id, branch_id, from_on,"
                  " in_kind) values (1, :id, :branch, :day, '31')"));
    stmt_int(&st, ":id", person);
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":day", on);
    assert_true(stmt_run(&st, NULL));
}

static size_t in_month(struct rig *r, int64_t branch, int year, int month)
{
    int64_t was = r->b->branch;
    r->b->branch = branch;
    struct form_data d =
        rig_span(r, "pipeline-month", span_of_month(month_make(year, month)));
    r->b->branch = was;
    return people_ground_rows(&d, "steps");
}

TEST(a_past_month_stays_with_the_branch_that_he_was_in)
{
    static const struct {
        int year, month;
        size_t first, second;
    } rows[] = {{2025, 7, 4, 0},
                {2026, 6, 2, 0},
                {2026, 7, 1, 0},
                {2026, 10, 1, 0},
                {2026, 11, 3, 1}};
    struct rig r;
    int bad = 0;
    rig_open(&r);
    int64_t first = r.b->branch, second = second_branch(&r);
    move_home(&r, r.who[ABDU], second, "2026-11-05");
    r.b->branch = second;
    rig_step(&r, r.file[ABDU], 22,
             (const char *const[]){"on_day", "2026-11-18", "reason",
                                   "本人在外挂职，提前提出", NULL});
    r.b->branch = first;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        size_t one = in_month(&r, first, rows[i].year, rows[i].month);
        size_t other = in_month(&r, second, rows[i].year, rows[i].month);
        if (one != rows[i].first || other != rows[i].second) {
            form_row_wrong(&bad, "%d-%d: %zu, %zu", rows[i].year, rows[i].month,
                           one, other);
        }
    }
    assert_int_equal(bad, 0);
    rig_close(&r);
}
