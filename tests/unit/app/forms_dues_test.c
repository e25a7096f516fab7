/* The forms of 党费 and 经费 over the sample branch: every source tells just
   what it names, every record has its paper, and the year agrees with itself.
   How they look is tests/unit/report/forms_dues_test.c. */
#include "unit.h"

#include <string.h>

#include "form_golden.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

static struct form_ask ask_of(struct form_golden *g, struct span span)
{
    return (struct form_ask){.book = g->book, .span = span};
}

TEST(forms_of_dues_tell_what_they_name_of_the_sample)
{
    static const struct {
        const char *form;
        bool year;
        const char *list; /* that is not empty */
    } rows[] = {
        {"dues-month", false, "rows"},  {"accounts", false, "entries"},
        {"dues-year", true, "rows"},    {"dues-year-base", true, "rows"},
        {"dues-check", true, "people"}, {"dues-assess", true, "rows"},
        {"dues-large", true, "rows"},   {"reminders", true, "rows"},
        {"funds", true, "funds"},       {"fund-balance", true, "funds"},
        {"arrears", false, "rows"},
    };
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct form_ask ask =
            ask_of(&g, rows[i].year ? span_of_year(2026)
                                    : span_of_month(month_make(2026, 10)));
        struct form_data d = form_golden_data(&g, rows[i].form, &ask);
        const struct form_list *l = form_list_of(&d, rows[i].list);
        assert_non_null(l);
        if (l->n_rows == 0) {
            fail_msg("%s has no %s", rows[i].form, rows[i].list);
        }
    }
    form_golden_close(&g);
}

TEST(every_record_of_dues_of_the_sample_has_its_paper)
{
    static const char *const forms[] = {
        "dues-assess-one", "dues-notice", "handover", "payment",
        "sitting",         "dues-card",   "fund"};
    struct form_golden g;
    form_golden_open(&g);
    for (size_t i = 0; i < ARRAY_LEN(forms); i++) {
        int64_t *ids;
        size_t n;
        struct err err = ERR_INIT;
        const struct form *f = forms_find(&g.forms, forms[i]);
        struct form_ask ask = ask_of(&g, span_of_year(2026));
        if (!f->source->records(&ask, &g.arena, &ids, &n, &err)) {
            fail_msg("%s: %s %s", forms[i], err.code, err.text);
        }
        assert_true(n > 0);
        ask.span = (struct span){DATE_NONE, DATE_NONE};
        for (size_t k = 0; k < n && k < 40; k++) {
            ask.id = ids[k];
            struct form_data d = form_golden_data(&g, forms[i], &ask);
            assert_true(form_fits(f, &d));
        }
    }
    form_golden_close(&g);
}

TEST(the_samples_year_of_dues_agrees_with_itself)
{
    static const char *const agree[] = {"due_agrees", "paid_agrees",
                                        "taken_agrees", "months_agree",
                                        "hand_agrees"};
    struct form_golden g;
    form_golden_open(&g);
    struct form_ask ask = ask_of(&g, span_of_year(2026));
    struct form_data d = form_golden_data(&g, "dues-check", &ask);
    for (size_t i = 0; i < ARRAY_LEN(agree); i++) {
        assert_string_equal(form_get(&d, agree[i]), "相符");
    }
    struct form_data year = form_golden_data(&g, "dues-year", &ask);
    assert_string_equal(form_get(&d, "people_paid"), form_get(&year, "paid"));
    form_golden_close(&g);
}
