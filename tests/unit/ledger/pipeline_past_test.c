/* A file looked at on a past day, and what only the attempt in hand has: what
   came later leaves no trace, what was dropped keeps its papers. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

static int64_t extended(struct file_desk *d)
{
    file_desk_open(d);
    int64_t p = desk_applicant(d, "陈方", worked_days[1]);
    desk_worked(d, p, 17);
    desk_go(d, p, 22, 22);
    return p;
}

static void extend(struct file_desk *d, int64_t p)
{
    assert_string_equal(
        desk_take_step(d, p, 23, desk_day("2025-02-05"), RESULT_EXTENDED), "");
    assert_string_equal(desk_take_step(d, p, 24, desk_day("2025-03-20"), ""),
                        "");
}

static const char *put_paper(struct file_desk *d, int64_t person, int no,
                             const char *name, const char *day)
{
    struct err err = ERR_INIT;
    struct pipeline_file f = desk_file(d, person);
    struct record r = record_new(&ledger_paper, d->b, d->a);
    record_set_int(&r, PAPER_FILE, f.head.id);
    record_set_int(&r, PAPER_NO, no);
    record_set_text(&r, PAPER_NAME, name);
    record_set_text(&r, PAPER_ON, day);
    return ledger_apply(d->b, d->a, &r, NULL, NULL, &err)
               ? ""
               : arena_str(d->a, err.code);
}

static size_t papers_of(const struct pipeline_file *f, int no)
{
    size_t n = 0;
    for (size_t i = 0; i < f->facts.n_papers; i++) {
        n += f->facts.papers[i].step == no;
    }
    return n;
}

#define ROUNDS                                                                 \
    SQL("select group_concat(round, ' ') from (select p.round from paper p"    \
        " join candidacy c on c.id = p.candidacy_id where c.person_id = :id"   \
        " and p.voided_on is null order by p.id)")

TEST(a_paper_is_there_once_in_each_attempt)
{
    struct file_desk d;
    int64_t p = extended(&d);
    assert_string_equal(put_paper(&d, p, 22, "转正申请书", "2025-01-10"), "");
    assert_string_equal(put_paper(&d, p, 22, "转正申请书", "2025-01-11"),
                        "E-PIPE-216");
    extend(&d, p);
    struct pipeline_file f = desk_file(&d, p);
    assert_int_equal(papers_of(&f, 22), 0); /* that was the first attempt's */
    assert_int_equal(f.n_papers, 1);
    assert_false(pipeline_paper_counts(&f, &f.papers[0]));
    assert_string_equal(put_paper(&d, p, 22, "转正申请书", "2025-07-10"), "");
    assert_string_equal(put_paper(&d, p, 22, "转正申请书", "2025-07-11"),
                        "E-PIPE-216");
    assert_string_equal(desk_text(&d, ROUNDS, p), "1 2");
    f = desk_file(&d, p);
    assert_int_equal(papers_of(&f, 22), 1);
    file_desk_close(&d);
}

TEST(a_paper_that_comes_with_a_step_begun_once_more_is_of_that)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", worked_days[1]);
    desk_worked(&d, p, 10);
    assert_string_equal(put_paper(&d, p, 10, "本人政审材料", "2023-11-10"), "");
    struct pipeline_file f = desk_file(&d, p);
    struct record r = desk_step(&d, &f, 10, desk_day("2024-11-20"), "");
    struct record paper = record_new(&ledger_paper, d.b, d.a);
    record_set_int(&paper, PAPER_NO, 10);
    record_set_text(&paper, PAPER_NAME, "本人政审材料");
    record_set_text(&paper, PAPER_ON, "2024-11-20");
    assert_true(pipeline_put(&f, &paper, &err));
    if (!pipeline_step_save(&f, &r, NULL, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_string_equal(desk_text(&d, ROUNDS, p), "1 2");
    f = desk_file(&d, p);
    assert_int_equal(papers_of(&f, 10), 1);
    /* Taken back and done again: still the second attempt. */
    assert_string_equal(desk_back(&d, p, 10), "");
    f = desk_file(&d, p);
    assert_int_equal(papers_of(&f, 10), 1);
    file_desk_close(&d);
}

TEST(a_past_day_knows_no_later_extension_paper_or_drop)
{
    struct file_desk d;
    int64_t p = extended(&d);
    assert_string_equal(put_paper(&d, p, 22, "转正申请书", "2025-01-10"), "");
    extend(&d, p);
    assert_string_equal(put_paper(&d, p, 22, "转正申请书", "2025-07-10"), "");
    static const struct {
        const char *day;
        int months, earlier, papers;
        bool request, conversion;
        const char *state;
    } rows[] = {
        {"2025-01-09", 0, 0, 0, false, false, "预备党员"},
        {"2025-01-10", 0, 0, 1, true, false, "预备党员"},
        {"2025-03-19", 0, 0, 1, true, true, "待批延长"},
        {"2025-03-20", 6, 3, 0, false, false, "预备党员"},
        {"2025-07-10", 6, 3, 1, false, false, "预备党员"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        d.b->day = desk_day(rows[i].day);
        struct pipeline_file f = desk_file(&d, p);
        print_message("%s\n", rows[i].day);
        assert_int_equal(f.facts.extended_months, rows[i].months);
        assert_int_equal(f.n_earlier, rows[i].earlier);
        assert_int_equal(papers_of(&f, 22), rows[i].papers);
        assert_int_equal(f.facts.steps[22].done, rows[i].request);
        assert_int_equal(f.facts.steps[23].done, rows[i].conversion);
        assert_string_equal(f.now.state, rows[i].state);
    }
    d.b->day = d.b->today;
    file_desk_close(&d);
}

TEST(what_is_checked_is_the_file_of_today_whatever_day_is_in_view)
{
    struct file_desk d;
    int64_t p = extended(&d);
    extend(&d, p);
    d.b->day = desk_day("2023-01-01");
    assert_string_equal(desk_check(&d), "");
    d.b->day = d.b->today;
    file_desk_close(&d);
}

/* ---- what was found missing ---------------------------------------------- */

TEST(a_member_did_not_apply_after_he_was_admitted)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = d.member[0]; /* joined on 2005-07-01 */
    const char *said = desk_take_step(&d, p, 1, desk_day("2026-03-10"), "");
    assert_int_equal(strncmp(said, "E-PIPE-227", 10), 0);
    assert_non_null(strstr(said, "2005-07-01"));
    said = desk_take_step(&d, p, 1, desk_day("2005-07-02"), "");
    assert_int_equal(strncmp(said, "E-PIPE-227", 10), 0);
    assert_string_equal(desk_take_step(&d, p, 1, desk_day("2004-03-10"), ""),
                        "");
    file_desk_close(&d);
}

TEST(a_tally_tells_what_is_known)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", worked_days[1]);
    desk_worked(&d, p, 15);
    static const struct {
        const char *sql, *tally;
    } rows[] = {
        {SQL("update agenda set entitled = null, present = null"),
         "赞成 6 反对 0 弃权 0"},
        {SQL("update agenda set entitled = 6, abstain = null"),
         "应到 6 赞成 6 反对 0"},
        {SQL("update agenda set yes = 5, written_yes = 1"),
         "应到 6 赞成 6 反对 0 其中书面 1"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        struct stmt st;
        stmt_open(&st, d.b->db, rows[i].sql);
        if (!stmt_run(&st, &err)) {
            fail_msg("%s %s", err.text, err.detail);
        }
        struct pipeline_file f = desk_file(&d, p);
        assert_string_equal(f.facts.steps[15].meeting.tally, rows[i].tally);
    }
    file_desk_close(&d);
}

TEST(a_meeting_about_a_longer_name_is_not_offered_as_his)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", worked_days[1]);
    int64_t other = desk_applicant(&d, "陈方明", worked_days[1]);
    desk_meeting(&d, other, "", desk_day("2022-09-20"));
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, d.b->db,
              SQL("update agenda set subject_id = null,"
                  " topic = '研究确定陈方明为入党积极分子'"));
    assert_true(stmt_run(&st, &err));
    struct pipeline_file f = desk_file(&d, p);
    const struct pipeline_choice *list = NULL;
    assert_int_equal(pipeline_meetings(&f, 15, &list), 1);
    assert_false(list[0].about);
    f = desk_file(&d, other);
    assert_int_equal(pipeline_meetings(&f, 15, &list), 1);
    assert_true(list[0].about);
    file_desk_close(&d);
}

TEST(the_membership_of_an_approval_is_not_voided_by_hand)
{
    struct file_desk d;
    struct err err = ERR_INIT;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", worked_days[1]);
    desk_worked(&d, p, 17);
    int64_t id =
        desk_int(&d, SQL("select id from member where person_id = :id"), p);
    assert_false(ledger_void(d.b, d.a, &ledger_member, id, "登记错了", &err));
    assert_string_equal(err.code, "E-PIPE-228");
    assert_non_null(strstr(err.text, "第 17 步"));
    /* Another's is free, and this one when the approval is taken back. */
    id = desk_int(&d, SQL("select id from member where person_id = :id"),
                  d.member[5]);
    struct err other = ERR_INIT;
    (void)ledger_void(d.b, d.a, &ledger_member, id, "登记错了", &other);
    assert_string_not_equal(other.code, "E-PIPE-228");
    assert_string_equal(desk_back(&d, p, 17), "");
    file_desk_close(&d);
}

TEST(young_people_of_the_league_are_recommended_by_it)
{
    struct file_desk d;
    file_desk_open(&d);
    int64_t p = desk_applicant(&d, "陈方", "2022-03-15"); /* 1994-06-12 */
    desk_worked(&d, p, 2);
    static const struct {
        const char *politic, *birth, *way;
    } rows[] = {
        {"共青团员", "1998-11-21", "团组织推优"}, /* 28 tomorrow */
        {"共青团员", "1998-11-20", ""},
        {"群众", "1998-11-21", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        struct stmt st;
        stmt_open(&st, d.b->db,
                  SQL("update person set politic = :politic,"
                      " birth_on = :birth where id = :id"));
        stmt_text(&st, ":politic", codes_find("politic", rows[i].politic));
        stmt_text(&st, ":birth", rows[i].birth);
        stmt_int(&st, ":id", p);
        assert_true(stmt_run(&st, &err));
        struct pipeline_file f = desk_file(&d, p);
        struct record r = pipeline_step_new(&f, 3);
        assert_string_equal(
            codes_name("recommend_way", record_text(&r, STEP_WAY)),
            rows[i].way);
    }
    file_desk_close(&d);
}
