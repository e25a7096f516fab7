/* The organisational life of the sample: how much of it there is, that it adds
   up, breaks no rule, and shows what screens and papers are tried on. */
#include "unit.h"

#include "pbtui/app/sample.h"
#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/plans.h"
#include "pbtui/ledger/talks.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void open_sample(struct session *s)
{
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    setenv("XDG_CONFIG_HOME", unit_tmp(), 1);
    struct err err = ERR_INIT;
    if (!sample_open(s, NULL, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

static int64_t number(struct session *s, const char *sql)
{
    struct stmt st;
    int64_t n = -1;
    struct err err = ERR_INIT;
    stmt_open(&st, s->db, sql);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, &err)) {
        fail_msg("%s: %s", sql, err.text);
    }
    return n;
}

/* ---- how much --------------------------------------------------------- */

TEST(sample_life_has_a_whole_year)
{
    static const struct {
        const char *kind, *grp; /* "" none */
        int branch;
        const char *from, *to;
        int want;
    } table[] = {
        {"committee.meeting", "", 1, "2026-01-01", "2026-10-31", 10},
        {"committee.meeting", "", 1, "2026-11-01", "2026-11-30", 0},
        {"committee.meeting", "", 1, "2025-01-01", "2025-12-31", 5},
        {"committee.meeting", "", 1, "2024-01-01", "2024-12-31", 4},
        {"committee.meeting", "", 1, "2022-01-01", "2023-12-31", 2},
        {"themeday", "", 1, "2026-01-01", "2026-12-31", 11},
        {"themeday", "", 1, "2025-01-01", "2025-12-31", 6},
        {"group.meeting", "第一党小组", 1, "2026-01-01", "2026-12-31", 9},
        {"group.meeting", "第一党小组", 1, "2026-03-01", "2026-03-31", 0},
        {"group.meeting", "第二党小组", 1, "2026-01-01", "2026-12-31", 11},
        {"group.meeting", "第三党小组", 1, "2015-01-01", "2026-12-31", 0},
        {"branch.meeting", "", 1, "2026-01-01", "2026-12-31", 5},
        {"lecture", "", 1, "2026-01-01", "2026-12-31", 3},
        {"lecture", "", 1, "2026-10-01", "2026-12-31", 0},
        {"life.branch", "", 1, "2026-01-01", "2026-12-31", 1},
        {"review", "", 1, "2026-01-01", "2026-12-31", 1},
        {"study", "", 1, "2026-01-01", "2026-12-31", 3},
        {"integrity", "", 1, "2026-01-01", "2026-12-31", 2},
        {"seminar", "", 1, "2026-01-01", "2026-12-31", 1},
        {"redsite", "", 1, "2026-01-01", "2026-12-31", 1},
        {"volunteer", "", 1, "2026-01-01", "2026-12-31", 1},
        {"visit", "", 1, "2026-01-01", "2026-12-31", 1},
        {"committee.meeting", "", 2, "2015-01-01", "2026-12-31", 0},
        {"themeday", "", 2, "2026-01-01", "2026-12-31", 5},
    };
    struct session s;
    open_sample(&s);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct stmt st;
        stmt_open(&st, s.db,
                  SQL("select count(*) from event_kind k"
                      " left join grp g on g.id = k.grp_id"
                      " where k.branch_id = :branch and k.kind = :kind"
                      " and coalesce(g.name, '') = :grp and k.counted = 1"
                      " and k.on_day between :from and :to"));
        stmt_int(&st, ":branch", table[i].branch);
        stmt_text(&st, ":kind", table[i].kind);
        stmt_text(&st, ":grp", table[i].grp);
        stmt_text(&st, ":from", table[i].from);
        stmt_text(&st, ":to", table[i].to);
        assert_true(stmt_row(&st));
        if (stmt_col_int(&st, 0) != table[i].want) {
            fail_msg("row %zu %s %s %s: %" PRId64, i, table[i].kind,
                     table[i].grp, table[i].from, stmt_col_int(&st, 0));
        }
        assert_true(stmt_done(&st, NULL));
    }
    session_close(&s);
}

TEST(sample_life_shows_the_cases_it_is_for)
{
    static const struct {
        const char *what, *sql;
        int64_t want;
    } table[] = {
        {"planned", SQL("select count(*) from event where state = '1'"), 1},
        {"failed", SQL("select count(*) from event where state = '3'"), 1},
        {"cancelled", SQL("select count(*) from event where state = '4'"), 1},
        {"late", SQL("select count(*) from event_kind where late = 1"), 1},
        {"the late one",
         SQL("select count(*) from event_kind where late = 1"
             " and kind = 'group.meeting' and on_day = '2026-04-16'"),
         1},
        {"counted and failed",
         SQL("select count(*) from event e join event_kind k"
             " on k.event_id = e.id where e.state <> '2' and k.counted = 1"),
         0},
        {"three kinds on one afternoon",
         SQL("select count(*) from event_kind where on_day = '2026-09-03'"
             " and counted = 1"),
         3},
        {"numbers given twice",
         SQL("select count(*) from event_kind a join event_kind b"
             " on a.id < b.id and a.branch_id = b.branch_id"
             " and a.kind = b.kind and a.for_year = b.for_year"
             " and a.no = b.no and a.grp_id is b.grp_id"),
         0},
        {"who became 积极分子, found by the meeting",
         SQL("select count(*) from agenda g join person p"
             " on p.id = g.subject_id join event e on e.id = g.event_id"
             " where e.on_day = p.activist_on"
             " and g.topic like '%入党积极分子' and g.verdict = '1'"),
         9},
        {"who became 发展对象",
         SQL("select count(*) from agenda g join person p"
             " on p.id = g.subject_id join event e on e.id = g.event_id"
             " where e.on_day = p.candidate_on and g.verdict = '1'"),
         3},
        {"who was admitted, by ballot with written opinions",
         SQL("select count(*) from agenda g join person p"
             " on p.id = g.subject_id join event e on e.id = g.event_id"
             " where e.on_day = p.join_on and g.vote_rule = 'admission'"
             " and g.written_yes > 0 and g.verdict = '1'"),
         3},
        {"whose probation ended",
         SQL("select count(*) from agenda where vote_rule = 'conversion'"
             " and written_yes = 2 and verdict = '1'"),
         1},
        {"votes without a verdict of passed",
         SQL("select count(*) from agenda where vote_rule is not null"
             " and verdict is not '1'"),
         0},
        {"another opinion", SQL("select count(*) from point where differs = 1"),
         1},
        {"open actions on the sample's day",
         SQL("select count(*) from action where done_on is null"), 2},
        {"overdue actions",
         SQL("select count(*) from action where done_on is null"
             " and due_on < '2026-11-20'"),
         1},
        {"make-ups before the meeting",
         SQL("select count(*) from attend t join event e on e.id = t.event_id"
             " where t.makeup_on < e.on_day"),
         0},
        {"absent without a reason",
         SQL("select count(*) from attend where state in ('3', '4')"
             " and reason is null"),
         0},
        {"sealed months", SQL("select count(*) from period"), 2},
        {"posts in force",
         SQL("select count(*) from post where to_on is null"
             " and voided_on is null"),
         9},
        {"terms", SQL("select count(*) from term"), 4},
        {"elected", SQL("select count(*) from candidate where elected = 1"), 5},
        {"best of the review",
         SQL("select count(*) from review_line where grade = '1'"), 8},
        {"graded", SQL("select sum(graded) from review_line"), 26},
    };
    struct session s;
    open_sample(&s);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int64_t n = number(&s, table[i].sql);
        if (n != table[i].want) {
            fail_msg("%s: %" PRId64, table[i].what, n);
        }
    }
    assert_in_range(number(&s, SQL("select count(*) from attend"
                                   " where makeup_on is not null")),
                    20, 60);
    assert_in_range(number(&s, SQL("select count(*) from attend"
                                   " where state in ('3', '4')"
                                   " and makeup_on is null")),
                    60, 200);
    session_close(&s);
}

/* ---- that it adds up -------------------------------------------------- */

TEST(sample_life_rolls_add_up)
{
    struct session s;
    open_sample(&s);
    assert_int_equal(
        number(&s, SQL("select count(*) from event where n_due"
                       " <> n_present + n_online + n_leave + n_absent")),
        0);
    assert_int_equal(
        number(&s, SQL("select count(*) from event e where n_due <> (select"
                       " count(*) from attend t where t.event_id = e.id)"
                       " or n_leave <> (select count(*) from attend t"
                       " where t.event_id = e.id and t.state = '3')")),
        0);
    /* Nobody before joining or after leaving. */
    assert_int_equal(
        number(&s, SQL("select count(*) from attend t"
                       " join event e on e.id = t.event_id where not exists"
                       " (select 1 from member m"
                       " where m.person_id = t.person_id"
                       " and m.branch_id = e.branch_id"
                       " and m.from_on <= e.on_day"
                       " and (m.to_on is null or m.to_on > e.on_day))")),
        0);
    session_close(&s);
}

static void expect_rules_kept(struct session *s, int64_t id, struct arena *a)
{
    struct meeting m;
    struct err err = ERR_INIT;
    struct issues is = {.arena = a};
    if (!meeting_read(&m, &s->book, a, id, &err)) {
        fail_msg("%" PRId64 ": %s", id, err.text);
    }
    meeting_check(&m, &is);
    for (size_t i = 0; i < is.n; i++) {
        if (strcmp(is.list[i].code, "E-PERIOD-001") != 0) {
            fail_msg("%s: %s", record_text(&m.event, EVENT_ON),
                     is.list[i].text);
        }
    }
    if (record_int(&m.event, EVENT_BRANCH) == 1 &&
        strcmp(record_text(&m.event, EVENT_ON), "2026-01-01") >= 0 &&
        strcmp(record_text(&m.event, EVENT_STATE), EVENT_HELD) == 0) {
        size_t bytes = strlen(record_text(&m.event, EVENT_MINUTES));
        assert_in_range(bytes, 100 * strlen("字"), 450 * strlen("字"));
    }
}

TEST(sample_life_breaks_no_rule_and_has_minutes)
{
    struct session s;
    struct arena a = ARENA_INIT;
    open_sample(&s);
    int64_t last = number(&s, SQL("select max(id) from event"));
    assert_in_range(last, 75, 150);
    for (int64_t id = 1; id <= last; id++) {
        expect_rules_kept(&s, id, &a);
        arena_reset(&a);
    }
    arena_clear(&a);
    session_close(&s);
}

/* ---- what the screens make of it -------------------------------------- */

/* "●" done, "补" done with a late one, "✗", "○", "·", "–". */
static void show_row(const struct duty_row *r, struct strbuf *out)
{
    static const char *const signs[] = {"–", "·", "○", "●", "✗"};
    for (size_t i = 0; i < r->n_cells; i++) {
        const struct duty_cell *c = &r->cells[i];
        sb_add(out, c->late > 0 ? "补" : signs[c->light]);
    }
}

TEST(sample_life_lights)
{
    static const struct {
        const char *duty, *grp, *want;
    } table[] = {
        {"M01", "", "●●●●"},
        {"M02", "", "●●●●●●●●●●○·"},
        {"M03", "第一党小组", "●●✗●●●●●●●○·"},
        {"M03", "第二党小组", "●●●补●●●●●●●·"},
        {"M03", "第三党小组", "––––––––––"},
        {"M04", "", "●●●○"},
        {"M05", "", "●"},
        {"M06", "", "●●●●●●●●●●●·"},
        {"M07", "", "○"},
        {"M08", "", "○"},
        {"M09", "", "○"},
        {"M14", "", "●●●补●●●✗✗✗○·"},
        {"M15", "", "●"},
        {"M23", "", "●●"},
        {"M30", "", "●○"},
        {"M31", "", "●"},
    };
    struct session s;
    struct arena a = ARENA_INIT;
    struct duty_matrix m;
    open_sample(&s);
    assert_true(duty_matrix_of(&s.book, &a, 2026, false, &m, NULL));
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct strbuf sb;
        sb_init(&sb);
        for (size_t k = 0; k < m.n; k++) {
            if (strcmp(m.rows[k].duty->code, table[i].duty) == 0 &&
                strcmp(m.rows[k].grp_name, table[i].grp) == 0) {
                show_row(&m.rows[k], &sb);
            }
        }
        if (strncmp(sb.s, table[i].want, strlen(table[i].want)) != 0) {
            fail_msg("%s %s: %s", table[i].duty, table[i].grp, sb.s);
        }
        sb_clear(&sb);
    }
    assert_int_equal(m.missing, 4);
    arena_clear(&a);
    session_close(&s);
}

TEST(sample_life_plan_and_talks)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct plan_year y;
    struct talk_matrix t;
    open_sample(&s);
    assert_true(plan_year(&s.book, &a, 2026, &y, NULL));
    assert_int_equal(y.n, 35);
    assert_int_equal(y.planned, 34);
    assert_int_equal(y.held, 29);
    assert_int_equal(y.overdue, 1);
    assert_int_equal(y.unlinked, 0);
    assert_true(talk_matrix(&s.book, &a, 2026, &t, NULL));
    assert_int_equal(t.cover[TALK_OF_COMMITTEE].all, 10);
    assert_int_equal(t.cover[TALK_OF_COMMITTEE].done, 7);
    assert_int_equal(t.cover[TALK_WITH_MEMBER].all, 23);
    assert_int_equal(t.cover[TALK_WITH_MEMBER].done, 19);
    arena_clear(&a);
    session_close(&s);
}

/* ---- sealed ----------------------------------------------------------- */

TEST(sample_life_of_february_does_not_move)
{
    struct session s;
    struct arena a = ARENA_INIT;
    struct meeting m;
    struct err err = ERR_INIT;
    open_sample(&s);
    int64_t id = number(&s, SQL("select id from event where branch_id = 1"
                                " and on_day = '2026-02-05'"));
    assert_true(meeting_read(&m, &s.book, &a, id, &err));
    record_set_text(&m.event, EVENT_PLACE, "别处");
    assert_false(meeting_save(&m, NULL, &err));
    assert_string_equal(err.code, "E-PERIOD-001");
    /* March is open. */
    id = number(&s, SQL("select id from event where branch_id = 1"
                        " and on_day = '2026-03-05'"));
    assert_true(meeting_read(&m, &s.book, &a, id, &err));
    record_set_text(&m.event, EVENT_PLACE, "别处");
    assert_true(meeting_save(&m, NULL, &err));
    arena_clear(&a);
    session_close(&s);
}
