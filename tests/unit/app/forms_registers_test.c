/* What registers come to on paper, over the sample branch: the points that are
   put up, and the same as a ranking; 政治生日 of a month and the cards. */
#include "form_golden.h"

#include "unit.h"

#include "pbtui/base/folder.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/register.h"
#include "pbtui/report/registers_print.h"
#include "pbtui/text/date.h"

static void open_all(struct form_golden *g)
{
    struct err err = ERR_INIT;
    form_golden_open(g);
    if (!forms_read_of(&g->forms, &g->arena, g->book, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    assert_int_equal(g->forms.n_complaints, 0);
}

static struct form_ask ask_of(struct form_golden *g, int from, int to)
{
    return (struct form_ask){.book = g->book, .span = {from, to}};
}

TEST(points_put_up_are_as_they_were)
{
    struct form_golden g;
    open_all(&g);
    struct form_ask ask = ask_of(&g, date_of(2026, 1, 1), date_of(2026, 6, 30));
    form_golden(&g, "scores-sum", &ask, "scores-sum");
    ask = ask_of(&g, date_of(2026, 7, 1), date_of(2026, 12, 31));
    form_golden(&g, "scores-rank", &ask, "scores-rank");
    /* Nobody has an entry: no annex. */
    ask = ask_of(&g, date_of(2024, 1, 1), date_of(2024, 6, 30));
    form_golden(&g, "scores-sum", &ask, "scores-sum-none");
    form_golden_close(&g);
}

/* With a last column to be signed in. */
TEST(visits_of_a_year_are_as_they_were)
{
    struct form_golden g;
    open_all(&g);
    struct form_ask ask =
        ask_of(&g, date_of(2026, 1, 1), date_of(2026, 12, 31));
    form_golden(&g, "visits", &ask, "visits-year");
    form_golden_close(&g);
}

/* The day in view tells which half-year, when nobody says one. */
TEST(points_are_of_the_half_year_of_the_day)
{
    struct form_golden g;
    open_all(&g);
    const struct source *s = forms_find(&g.forms, "scores-sum")->source;
    struct form_ask ask = ask_of(&g, DATE_NONE, DATE_NONE);
    g.book->day = date_of(2026, 6, 30);
    struct span span = source_span(s, &ask);
    assert_int_equal(span.from, date_of(2026, 1, 1));
    assert_int_equal(span.to, date_of(2026, 6, 30));
    assert_string_equal(source_span_text(&g.arena, &span), "2026年上半年");
    g.book->day = date_of(2026, 7, 1);
    span = source_span(s, &ask);
    assert_int_equal(span.from, date_of(2026, 7, 1));
    assert_int_equal(span.to, date_of(2026, 12, 31));
    assert_string_equal(source_span_text(&g.arena, &span), "2026年下半年");
    form_golden_close(&g);
}

/* ---- 政治生日 ------------------------------------------------------------ */

TEST(birthdays_of_a_month_are_as_they_were)
{
    struct form_golden g;
    open_all(&g);
    struct form_ask ask =
        ask_of(&g, date_of(2026, 11, 1), date_of(2026, 11, 30));
    form_golden_data(&g, "birthday-month", &ask);
    form_golden(&g, "birthday-month", &ask, "birthday-month");
    /* More than one page of cards: none is split. */
    ask = ask_of(&g, date_of(2026, 7, 1), date_of(2026, 7, 31));
    form_golden(&g, "birthday-card", &ask, "birthday-card");
    ask = ask_of(&g, date_of(2026, 1, 1), date_of(2026, 1, 1));
    form_golden(&g, "birthday-month", &ask, "birthday-month-none");
    form_golden(&g, "birthday-card", &ask, "birthday-card-none");
    form_golden_close(&g);
}

TEST(a_card_of_one_is_as_it_was)
{
    struct form_golden g;
    struct person_hit hit;
    open_all(&g);
    struct form_ask ask = ask_of(&g, DATE_NONE, DATE_NONE);
    assert_int_equal(people_find(g.book, &g.arena, "赵敏", &hit, 1), 1);
    ask.id = hit.id;
    form_golden_data(&g, "birthday-card-one", &ask);
    form_golden(&g, "birthday-card-one", &ask, "birthday-card-one");
    form_golden_close(&g);
}

/* An own register without the things to do offers no card, and the other forms
   of a person are there. */
TEST(a_card_is_not_offered_without_its_register)
{
    static const char own[] = "[register]\ntitle = 政治生日\n[on_day]\n"
                              "label = 日期\nkind = day\nlist = 10-10 1\n";
    struct form_golden g;
    struct complaints c = {0};
    form_golden_open(&g);
    c.arena = &g.arena;
    const struct small_register *bare =
        register_read(&c, "birthdays.ini", own, true);
    assert_non_null(bare);
    const struct small_register *const list[] = {bare};
    const struct register_set set = {list, 1, ""};
    g.session.registers = &set;
    struct form_ask ask = ask_of(&g, DATE_NONE, DATE_NONE);
    ask.id = 1;
    struct form_data d = form_golden_data(&g, "birthday-card-one", &ask);
    assert_string_equal(form_get(&d, "years"), "");
    form_golden_close(&g);
}

TEST(what_comes_up_is_as_it_was)
{
    struct form_golden g;
    open_all(&g);
    struct form_ask ask = ask_of(&g, DATE_NONE, DATE_NONE);
    ask.span = source_span(source_find("milestones"), &ask);
    assert_int_equal(ask.span.from, date_of(2026, 11, 20));
    assert_int_equal(ask.span.to, date_of(2027, 5, 20));
    form_golden_data(&g, "milestones-ahead", &ask);
    form_golden(&g, "milestones-ahead", &ask, "milestones-ahead");
    ask = ask_of(&g, date_of(2027, 1, 1), date_of(2027, 1, 31));
    form_golden(&g, "milestones-ahead", &ask, "milestones-ahead-none");
    form_golden_close(&g);
}
