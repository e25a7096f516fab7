/* The forms of 党内统计, printed over the sample branch: its year, its half
   year, and the year before. */
#include "unit.h"

#include <string.h>

#include "form_golden.h"
#include "pbtui/ledger/stats.h"
#include "pbtui/text/date.h"

static struct form_ask ask_of(struct form_golden *g, int year, bool half)
{
    struct form_ask ask = {.book = g->book, .span = span_of_year(year)};
    ask.span.to = stats_closing(year, half);
    return ask;
}

TEST(forms_of_the_statistics_are_as_they_were)
{
    static const char *const forms[] = {"stats-change", "stats-members",
                                        "stats-conversion", "stats-review"};
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_of(&g, 2026, false);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        form_golden(&g, forms[i], &ask, forms[i]);
    }
    form_golden_close(&g);
}

TEST(forms_of_half_a_year_and_of_the_year_before)
{
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask half = ask_of(&g, 2026, true);
    form_golden(&g, "stats-change", &half, "stats-change-half");
    struct form_ask before = ask_of(&g, 2025, false);
    form_golden(&g, "stats-change", &before, "stats-change-2025");
    form_golden(&g, "stats-members", &before, "stats-members-2025");
    form_golden_close(&g);
}

TEST(statistics_are_found_by_their_chinese_names)
{
    struct form_golden g;
    form_golden_open(&g);
    assert_string_equal(forms_find(&g.forms, "党统表一")->name, "stats-change");
    assert_string_equal(forms_find(&g.forms, "党统表二")->name,
                        "stats-members");
    assert_string_equal(forms_find(&g.forms, "党统预备党员转正")->name,
                        "stats-conversion");
    assert_string_equal(forms_find(&g.forms, "党统民主评议")->name,
                        "stats-review");
    form_golden_close(&g);
}

/* A year that has not begun is refused, not printed as another. */
TEST(statistics_of_next_year_are_refused)
{
    struct form_golden g;
    struct form_data d;
    struct err err = ERR_INIT;
    form_golden_open(&g);
    struct form_ask ask = ask_of(&g, 2027, false);
    form_data_init(&d, &g.arena);
    assert_false(source_gather(source_find("stats_change"), &ask, &d, &err));
    assert_string_equal(err.code, "E-STATS-001");
    form_golden_close(&g);
}
