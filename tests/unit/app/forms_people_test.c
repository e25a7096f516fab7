/* The forms about people, votes and letters, printed over the sample branch. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "form_golden.h"
#include "pbtui/ledger/people.h"
#include "pbtui/text/date.h"

static struct form_ask ask_of(struct form_golden *g)
{
    return (struct form_ask){.book = g->book, .span = {DATE_NONE, DATE_NONE}};
}

/* The first record the source finds from a day on. */
static struct form_ask ask_from(struct form_golden *g, const char *source,
                                const char *from)
{
    int64_t *ids;
    size_t n;
    struct err err = ERR_INIT;
    const struct source *s = source_find(source);
    struct form_ask ask = ask_of(g);
    assert_non_null(s);
    assert_true(date_read(from, &ask.span.from));
    if (!s->records(&ask, &g->arena, &ids, &n, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_true(n > 0);
    ask.span.from = DATE_NONE;
    ask.id = ids[0];
    return ask;
}

static struct form_ask ask_person(struct form_golden *g, const char *name)
{
    struct person_hit hit;
    struct form_ask ask = ask_of(g);
    assert_int_equal(people_find(g->book, &g->arena, name, &hit, 1), 1);
    ask.id = hit.id;
    return ask;
}

/* ---- goldens ------------------------------------------------------------ */

TEST(forms_of_the_roster_are_as_they_were)
{
    static const char *const forms[] = {
        "roster",        "roster-short",     "roster-contact",
        "roster-groups", "roster-probation", "register-in",
        "register-out",  "register-joined",  "register-confirmed",
        "floating"};
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_of(&g);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        form_golden(&g, forms[i], &ask, forms[i]);
    }
    form_golden_close(&g);
}

TEST(a_past_roster_is_as_it_was)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_of(&g);
    g.book->day = date_of(2025, 12, 31);
    form_golden(&g, "roster-short", &ask, "roster-short-2025");
    form_golden_close(&g);
}

TEST(a_list_without_rows_is_a_page_that_says_so)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_of(&g);
    g.book->day = date_of(2016, 1, 31);
    form_golden(&g, "floating", &ask, "floating-none");
    ask.span = span_of_year(2016);
    form_golden(&g, "register-in", &ask, "register-in-none");
    form_golden_close(&g);
}

TEST(forms_of_a_transfer_are_as_they_were)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "transfer", "2026-11-01");
    form_golden(&g, "transfer", &ask, "transfer");
    form_golden_close(&g);
}

TEST(forms_of_a_review_are_as_they_were)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "review", "2026-01-01");
    ask.copies = 2;
    form_golden(&g, "review-slip", &ask, "review-slip");
    form_golden(&g, "review-tally", &ask, "review-tally");
    form_golden(&g, "review-person", &ask, "review-person");
    form_golden_close(&g);
}

TEST(forms_of_an_election_are_as_they_were)
{
    static const char *const forms[] = {"ballot", "election-result", "request",
                                        "request-names", "election-report"};
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "election", "2024-01-01");
    ask.copies = 1;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        form_golden(&g, forms[i], &ask, forms[i]);
    }
    form_golden_close(&g);
}

TEST(forms_of_a_vote_are_as_they_were)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "vote", "2026-06-20");
    ask.copies = 1;
    form_golden(&g, "vote-result", &ask, "vote-result");
    form_golden(&g, "vote-ballot", &ask, "vote-ballot");
    form_golden_close(&g);
}

TEST(letters_are_as_they_were)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "notice", "2026-11-20");
    form_golden(&g, "notice", &ask, "notice");
    ask = ask_person(&g, "顾一诺");
    form_golden(&g, "publicity", &ask, "publicity-blank");
    ask.span = (struct span){date_of(2026, 11, 20), date_of(2026, 11, 27)};
    form_golden(&g, "publicity", &ask, "publicity");
    form_golden_close(&g);
}

/* ---- values ------------------------------------------------------------- */

TEST(a_review_of_the_sample_keeps_within_a_third)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "review", "2026-01-01");
    struct form_data d = form_golden_data(&g, "review-tally", &ask);
    assert_string_equal(form_get(&d, "for_year"), "2025");
    assert_string_equal(form_get(&d, "share"), "≤1/3");
    assert_string_equal(form_get(&d, "n_graded"), "26");
    assert_string_equal(form_get(&d, "n_best"), "8");
    assert_string_equal(form_get(&d, "most_best"), "8");
    assert_string_equal(form_get(&d, "percent"), "30.8%");
    /* As many slips as take part; who is not graded is on none of them. */
    const struct form_list *slips = form_list_of(&d, "slips");
    const struct form_list *all = form_list_of(&d, "all");
    const struct form_list *graded = form_list_of(&d, "graded");
    assert_int_equal(slips->n_rows, all->n_rows);
    assert_int_equal(graded->n_rows, 26);
    for (size_t i = 0; i < all->n_rows; i++) {
        bool is =
            strcmp(form_list_cell(all, i, "note"), "预备党员，不定等次") == 0;
        assert_true(!is || form_list_cell(all, i, "valid")[0] == '\0');
        assert_true(is == (form_list_cell(all, i, "grade")[0] == '\0'));
    }
    ask.copies = 3;
    d = form_golden_data(&g, "review-slip", &ask);
    assert_int_equal(form_list_of(&d, "slips")->n_rows, 3);
    form_golden_close(&g);
}

TEST(an_election_of_the_sample_tells_term_papers_and_result)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "election", "2024-01-01");
    struct form_data d = form_golden_data(&g, "election-result", &ask);
    assert_string_equal(form_get(&d, "kinds"), "whole");
    assert_string_equal(form_get(&d, "office"), "支部委员会委员");
    assert_string_equal(form_get(&d, "seats"), "5");
    assert_string_equal(form_get(&d, "n_candidates"), "6");
    assert_string_equal(form_get(&d, "elected_names"),
                        "张建国、赵敏、李敏、王海燕、孙立");
    /* The term before this election, and the papers in hexagonal brackets. */
    assert_string_equal(form_get(&d, "term_no"), "3");
    assert_string_equal(form_get(&d, "term_from"), "2021年4月20日");
    assert_string_equal(form_get(&d, "term_end"), "2024年4月20日");
    assert_string_equal(form_get(&d, "asked_paper"), "示商党支〔2024〕3号");
    assert_string_equal(form_get(&d, "report_on"), "2024年4月19日");
    /* A ballot for everybody who may vote. */
    char n[32];
    snprintf(n, sizeof n, "%zu", form_list_of(&d, "ballots")->n_rows);
    assert_string_equal(n, form_get(&d, "entitled"));
    const struct form_list *all = form_list_of(&d, "all");
    assert_string_equal(form_list_cell(all, 5, "name"), "曾宪义");
    assert_string_equal(form_list_cell(all, 5, "result"), "");
    assert_string_equal(form_list_cell(all, 4, "result"), "当选");
    form_golden_close(&g);
}

TEST(publicity_says_what_is_made_of_whom)
{
    static const struct {
        const char *name, *day, *kinds, *title;
    } rows[] = {
        {"顾一诺", "2025-11-17", "publicity candidate", "拟列为发展对象人选"},
        {"顾一诺", "2025-11-18", "publicity admission", "拟接收预备党员"},
        {"顾一诺", "2026-06-26", "publicity conversion", "预备党员转正"},
        {"顾一诺", "2023-06-19", "", "__________"},
        {"张建国", "2026-11-20", "", "__________"},
    };
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        g.book->day = g.book->today;
        struct form_ask ask = ask_person(&g, rows[i].name);
        assert_true(date_read(rows[i].day, &g.book->day));
        struct form_data d = form_golden_data(&g, "publicity", &ask);
        assert_string_equal(form_get(&d, "kinds"), rows[i].kinds);
        assert_string_equal(form_get(&d, "title"), rows[i].title);
    }
    form_golden_close(&g);
}

/* 2026-10-08 is the first working day after the holiday; both ends count. */
TEST(publicity_counts_working_days_where_they_are_known)
{
    static const struct {
        const char *from, *to, *days;
    } rows[] = {
        {"2026-11-20", "2026-11-26", "5"},    {"2026-11-20", "2026-11-20", "1"},
        {"2026-11-21", "2026-11-22", "0"},    {"2026-10-01", "2026-10-08", "1"},
        {"2031-03-03", "2031-03-07", "____"},
    };
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct form_ask ask = ask_person(&g, "顾一诺");
        assert_true(date_read(rows[i].from, &ask.span.from));
        assert_true(date_read(rows[i].to, &ask.span.to));
        struct form_data d = form_golden_data(&g, "publicity", &ask);
        assert_string_equal(form_get(&d, "workdays"), rows[i].days);
    }
    form_golden_close(&g);
}

TEST(only_what_is_planned_has_a_notice)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_from(&g, "notice", "2026-11-20");
    struct form_data d = form_golden_data(&g, "notice", &ask);
    assert_string_equal(form_get(&d, "kinds"), "planned");
    assert_string_equal(form_get(&d, "to"), "全体党员");
    assert_string_equal(form_get(&d, "on"), "2026-12-03");
    form_golden_close(&g);
}
