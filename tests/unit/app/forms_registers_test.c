/* What registers come to on paper, over the sample branch: the points that are
   put up, and the same as a ranking. */
#include "form_golden.h"

#include "unit.h"

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
