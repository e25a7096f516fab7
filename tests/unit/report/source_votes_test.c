/* What the forms of reviews, elections, votes and letters show, over a made
   branch: the boundaries that the sample has not. */
#include "unit.h"

#include <string.h>

#include "../../../src/report/source_all.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/election.h"
#include "pbtui/ledger/meeting.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/review.h"
#include "pbtui/text/date.h"
#include "people_ground.h"

static struct form_data gather(struct people_ground *g, const struct source *s,
                               int64_t id, int copies)
{
    struct form_ask ask = {.book = g->book,
                           .span = {DATE_NONE, DATE_NONE},
                           .id = id,
                           .copies = copies};
    return people_ground_gather(g, s, &ask);
}

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s", err->code, err->text);
    }
}

static void open_five(struct people_ground *g)
{
    static const char *const names[] = {"张三", "李四", "王五", "赵六", "孙七"};
    people_ground_open(g);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        people_ground_member(g, names[i], "2012-07-01", "2013-07-01",
                             i < 2 ? "一" : "二");
    }
}

/* ---- review ------------------------------------------------------------- */

TEST(slips_are_for_all_and_name_those_who_are_graded)
{
    struct people_ground g;
    struct review r;
    struct err err = ERR_INIT;
    open_five(&g);
    people_ground_member(&g, "周八", "2026-07-01", NULL, NULL);
    must(review_new(&r, g.book, &g.arena, &err), &err);
    must(review_put(&r, REVIEW_PRESENT, "6", &err), &err);
    must(review_save(&r, NULL, &err), &err);
    struct form_data d = gather(&g, &source_review, r.now.id, 0);
    assert_int_equal(people_ground_rows(&d, "slips"), 6);
    assert_int_equal(people_ground_rows(&d, "all"), 6);
    assert_int_equal(people_ground_rows(&d, "graded"), 5);
    assert_string_equal(people_ground_cell(&d, "all", 4, "note"), "");
    assert_string_equal(people_ground_cell(&d, "all", 5, "note"),
                        "预备党员，不定等次");
    /* A third of five, rounded down; nobody has a grade yet. */
    assert_string_equal(form_get(&d, "most_best"), "1");
    assert_string_equal(form_get(&d, "percent"), "0.0%");
    assert_string_equal(people_ground_cell(&d, "graded", 0, "valid"), "");
    d = gather(&g, &source_review, r.now.id, 2);
    assert_int_equal(people_ground_rows(&d, "slips"), 2);
    people_ground_close(&g);
}

/* ---- election ----------------------------------------------------------- */

static int64_t elect(struct people_ground *g, const char *const *votes,
                     const char *present)
{
    struct election e;
    struct err err = ERR_INIT;
    must(election_new(&e, g->book, &g->arena, &err), &err);
    must(election_put(&e, ELECTION_SEATS, "2", &err), &err);
    if (present != NULL) {
        must(election_put(&e, ELECTION_PRESENT, present, &err), &err);
    }
    for (size_t i = 0; votes[i] != NULL; i += 2) {
        must(election_add(&e, votes[i], &err), &err);
        must(votes[i + 1][0] == '\0' ||
                 election_row_put(&e, e.n - 1, CANDIDATE_YES, votes[i + 1],
                                  &err),
             &err);
    }
    must(election_save(&e, NULL, &err), &err);
    return e.now.id;
}

TEST(a_ballot_before_the_election_has_lines_where_nothing_is_known)
{
    struct people_ground g;
    open_five(&g);
    int64_t id = elect(
        &g, (const char *const[]){"张三", "", "李四", "", "王五", "", NULL},
        NULL);
    struct form_data d = gather(&g, &source_election, id, 0);
    assert_int_equal(people_ground_rows(&d, "ballots"), 5);
    assert_int_equal(people_ground_rows(&d, "candidates"), 3);
    assert_string_equal(people_ground_cell(&d, "candidates", 1, "name"),
                        "李四");
    assert_string_equal(form_get(&d, "candidate_names"), "张三、李四、王五");
    assert_string_equal(form_get(&d, "elected_names"), "__________");
    assert_string_equal(form_get(&d, "asked_on"), "____年__月__日");
    assert_string_equal(form_get(&d, "asked_paper"), "____〔2026〕__号");
    assert_string_equal(form_get(&d, "term_no"), "____");
    assert_string_equal(form_get(&d, "term_end"), "____年__月__日");
    assert_string_equal(form_get(&d, "spoiled"), "");
    assert_string_equal(form_get(&d, "attendance"), "__________");
    d = gather(&g, &source_election, id, 3);
    assert_int_equal(people_ground_rows(&d, "ballots"), 3);
    people_ground_close(&g);
}

TEST(who_was_written_in_is_in_the_return_and_not_on_the_ballot)
{
    struct people_ground g;
    open_five(&g);
    int64_t id = elect(&g,
                       (const char *const[]){"张三", "5", "李四", "3", "王五",
                                             "1", "赵六", "1", NULL},
                       "5");
    struct form_data d = gather(&g, &source_election, id, 0);
    assert_int_equal(people_ground_rows(&d, "candidates"), 4);
    static const char added[] = "赵六";
    struct election e;
    struct err err = ERR_INIT;
    must(election_read(&e, g.book, &g.arena, id, &err), &err);
    must(election_row_put(&e, 3, CANDIDATE_ADDED, "是", &err), &err);
    must(election_save(&e, NULL, &err), &err);
    d = gather(&g, &source_election, id, 0);
    assert_int_equal(people_ground_rows(&d, "candidates"), 3);
    assert_int_equal(people_ground_rows(&d, "all"), 4);
    assert_string_equal(people_ground_cell(&d, "all", 3, "name"), added);
    assert_string_equal(people_ground_cell(&d, "all", 3, "added"), "另选人");
    assert_string_equal(people_ground_cell(&d, "all", 0, "result"), "当选");
    assert_string_equal(people_ground_cell(&d, "all", 2, "result"), "");
    assert_string_equal(form_get(&d, "elected_names"), "张三、李四");
    assert_string_equal(form_get(&d, "spoiled"), "0");
    assert_string_equal(form_get(&d, "attendance"), "符合规定人数");
    assert_string_equal(form_get(&d, "valid"), "5");
    people_ground_close(&g);
}

TEST(a_tie_about_the_last_seat_is_voted_on_again)
{
    struct people_ground g;
    open_five(&g);
    int64_t id = elect(
        &g, (const char *const[]){"张三", "4", "李四", "3", "王五", "3", NULL},
        "5");
    struct form_data d = gather(&g, &source_election, id, 0);
    assert_string_equal(people_ground_cell(&d, "all", 0, "result"), "当选");
    assert_string_equal(people_ground_cell(&d, "all", 1, "result"), "再投");
    assert_string_equal(people_ground_cell(&d, "all", 2, "result"), "再投");
    assert_string_equal(form_get(&d, "elected_names"), "张三");
    people_ground_close(&g);
}

static int64_t elect_kind(struct people_ground *g, const char *kind)
{
    struct election e;
    struct err err = ERR_INIT;
    must(election_new(&e, g->book, &g->arena, &err), &err);
    must(election_put(&e, ELECTION_KIND, kind, &err), &err);
    must(election_put(&e, ELECTION_SEATS, "1", &err), &err);
    must(election_add(&e, "张三", &err), &err);
    must(election_save(&e, NULL, &err), &err);
    return e.now.id;
}

TEST(papers_say_who_elects_what)
{
    static const struct {
        const char *committee, *kind, *kinds, *office, *held_as, *studied_by;
    } rows[] = {
        {"是", "换届选举", "whole", "支部委员会委员", "党员大会", "支部委员会"},
        {"是", "补选", "vacancy", "支部委员会委员", "党员大会", "支部委员会"},
        {"是", "选举书记、副书记", "secretary", "书记、副书记",
         "新一届支部委员会第一次会议", "支部委员会"},
        {"否", "换届选举", "whole", "支部书记、副书记", "党员大会", "党员大会"},
        {"否", "选举书记、副书记", "secretary", "书记、副书记", "党员大会",
         "党员大会"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct people_ground g;
        open_five(&g);
        people_ground_put(
            &g, &ledger_branch, g.book->branch,
            (const char *const[]){"committee", rows[i].committee, NULL});
        if (strcmp(rows[i].committee, "是") == 0) {
            people_ground_add(&g, &ledger_post,
                              (const char *const[]){"person_id", "张三", "kind",
                                                    "委员", "from_on",
                                                    "2024-01-01", NULL});
        }
        struct form_data d =
            gather(&g, &source_election, elect_kind(&g, rows[i].kind), 0);
        assert_string_equal(form_get(&d, "kinds"), rows[i].kinds);
        assert_string_equal(form_get(&d, "office"), rows[i].office);
        assert_string_equal(form_get(&d, "held_as"), rows[i].held_as);
        assert_string_equal(form_get(&d, "studied_by"), rows[i].studied_by);
        people_ground_close(&g);
    }
}

/* ---- votes -------------------------------------------------------------- */

static struct meeting meet(struct people_ground *g, const char *kind,
                           int64_t grp, int day)
{
    struct meeting m;
    struct err err = ERR_INIT;
    must(meeting_new(&m, g->book, &g->arena, kind, grp, day, &err), &err);
    return m;
}

static void type(struct people_ground *g, struct record *r, int field,
                 const char *typed)
{
    struct err err = ERR_INIT;
    must(record_type(r, g->book, &g->arena, field, typed, &err), &err);
}

TEST(a_topic_that_was_voted_on_tells_its_counts)
{
    struct people_ground g;
    struct err err = ERR_INIT;
    open_five(&g);
    struct meeting m = meet(&g, "branch.meeting", 0, date_of(2026, 11, 18));
    type(&g, &m.event, EVENT_MINUTES, "讨论。");
    struct record *t = &meeting_add_agenda(&m, "设立责任区")->now;
    type(&g, t, AGENDA_VOTE_RULE, "general");
    type(&g, t, AGENDA_VOTE_WAY, "举手");
    type(&g, t, AGENDA_YES, "5");
    must(meeting_save(&m, NULL, &err), &err);
    struct form_data d = gather(&g, &source_vote, m.agenda.v[0].now.id, 0);
    assert_string_equal(form_get(&d, "kinds"), "vote general");
    assert_string_equal(form_get(&d, "entitled"), "5");
    assert_string_equal(form_get(&d, "present"), "5");
    assert_string_equal(form_get(&d, "yes"), "5");
    assert_string_equal(form_get(&d, "no"), "0");
    assert_string_equal(form_get(&d, "issued"), "—");
    assert_string_equal(form_get(&d, "spoiled"), "—");
    assert_string_equal(form_get(&d, "written"), "无");
    assert_string_equal(form_get(&d, "subject"), "设立责任区");
    assert_string_equal(form_get(&d, "result"), "通过");
    assert_int_equal(people_ground_rows(&d, "ballots"), 5);
    people_ground_close(&g);
}

static const char *void_of(struct people_ground *g, const struct source *s,
                           int64_t id)
{
    struct form_data d = gather(g, s, id, 1);
    return form_get(&d, "void");
}

static void make_void(struct people_ground *g, const struct ledger *l,
                      int64_t id)
{
    struct err err = ERR_INIT;
    must(ledger_void(g->book, &g->arena, l, id, "登记重了", &err), &err);
}

/* The paper of a topic is void with its meeting. */
TEST(what_is_void_says_so)
{
    static const char says[] = "作废（2026-11-20）：登记重了";
    struct people_ground g;
    struct review r;
    struct err err = ERR_INIT;
    open_five(&g);
    struct meeting m = meet(&g, "branch.meeting", 0, date_of(2026, 11, 18));
    type(&g, &m.event, EVENT_MINUTES, "讨论。");
    type(&g, &meeting_add_agenda(&m, "设立责任区")->now, AGENDA_VOTE_RULE,
         "general");
    must(meeting_save(&m, NULL, &err), &err);
    must(review_new(&r, g.book, &g.arena, &err), &err);
    must(review_save(&r, NULL, &err), &err);
    const struct {
        const struct source *source;
        int64_t id;
        const struct ledger *ledger; /* is made void */
        int64_t whole;
    } rows[] = {
        {&source_review, r.now.id, &ledger_review, r.now.id},
        {&source_vote, m.agenda.v[0].now.id, &ledger_event, m.event.id},
        {&source_letters, m.event.id, NULL, 0},
        {&source_meeting, m.event.id, NULL, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].ledger != NULL) {
            assert_string_equal(void_of(&g, rows[i].source, rows[i].id), "");
            make_void(&g, rows[i].ledger, rows[i].whole);
        }
        assert_string_equal(void_of(&g, rows[i].source, rows[i].id), says);
    }
    people_ground_close(&g);
}

TEST(a_topic_that_was_taken_out_has_no_ballot)
{
    struct people_ground g;
    struct form_data d;
    struct err err = ERR_INIT;
    open_five(&g);
    struct meeting m = meet(&g, "branch.meeting", 0, date_of(2026, 12, 18));
    meeting_add_agenda(&m, "第一项");
    meeting_add_agenda(&m, "第二项");
    must(meeting_save(&m, NULL, &err), &err);
    int64_t id = m.agenda.v[1].now.id;
    meeting_drop(&m.agenda, 1);
    must(meeting_save(&m, NULL, &err), &err);
    struct form_ask ask = {
        .book = g.book, .span = {DATE_NONE, DATE_NONE}, .id = id};
    form_data_init(&d, &g.arena);
    assert_false(source_gather(&source_vote, &ask, &d, &err));
    assert_string_equal(err.code, "E-SOURCE-050");
    people_ground_close(&g);
}

/* ---- notices ------------------------------------------------------------ */

TEST(a_notice_goes_to_those_who_are_called)
{
    static const struct {
        const char *kind;
        int64_t grp;
        const char *to, *verb, *n;
    } rows[] = {
        {"branch.meeting", 0, "全体党员", "召开", "5"},
        {"group.meeting", 1, "第一党小组全体党员", "召开", "2"},
        {"committee.meeting", 0, "全体支部委员", "召开", "0"},
        {"themeday", 0, "全体党员", "开展", "5"},
    };
    struct people_ground g;
    open_five(&g);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct err err = ERR_INIT;
        struct meeting m =
            meet(&g, rows[i].kind, rows[i].grp, date_of(2026, 12, 3));
        type(&g, &m.event, EVENT_TIME_FROM, "1430");
        meeting_add_agenda(&m, "第一项");
        meeting_add_agenda(&m, "第二项");
        must(meeting_save(&m, NULL, &err), &err);
        struct form_data d = gather(&g, &source_letters, m.event.id, 0);
        assert_string_equal(form_get(&d, "kinds"), "planned");
        assert_string_equal(form_get(&d, "to"), rows[i].to);
        assert_string_equal(form_get(&d, "verb"), rows[i].verb);
        assert_string_equal(form_get(&d, "n"), rows[i].n);
        assert_string_equal(form_get(&d, "when"),
                            "2026年12月3日（星期四）14:30");
        assert_string_equal(form_get(&d, "place"), "__________");
        assert_string_equal(form_get(&d, "about"), "1. 第一项\n2. 第二项");
    }
    people_ground_close(&g);
}
