/* The table of limits: the user's rows, dated rows, broken rows. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/base/strbuf.h"
#include "pbtui/rules/standing.h"
#include "pbtui/text/date.h"

#define LOCAL_30 "[letter.default_days]\nvalue = 10\nbasis = 某市〔2025〕3号\n"

static const char *builtin_text(void)
{
    const struct embed_file *f = embed_find("rules/roster.ini");
    assert_non_null(f);
    return f->text;
}

static void load(struct standing_rules *r, struct arena *a, const char *own)
{
    struct err err = ERR_INIT;
    if (!standing_load(r, a, builtin_text(), own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static int value_on(const struct standing_rules *r, const char *name,
                    const char *iso)
{
    int day = DATE_NONE;
    assert_true(date_read(iso, &day));
    return standing_limit(r, name, day)->value;
}

TEST(standing_own_local_row_replaces_for_all_days)
{
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, "# 本支部\n" LOCAL_30);
    assert_int_equal(r.n_complaints, 0);
    assert_int_equal(value_on(&r, "letter.default_days", "1990-01-01"), 10);
    assert_int_equal(value_on(&r, "letter.default_days", "2026-11-20"), 10);
    const struct standing_limit *x =
        standing_limit(&r, "letter.default_days", date_of(2026, 11, 20));
    assert_string_equal(x->basis, "某市〔2025〕3号");
    assert_string_equal(x->unit, "天");
    assert_true(x->local);
    assert_int_equal(x->own_line, 3);
    /* the sentence shows the new number */
    assert_non_null(strstr(x->text, "10 天"));
    assert_int_equal(value_on(&r, "letter.max_days", "2026-11-20"), 90);
    int until = 0;
    int issued = date_of(2024, 3, 1);
    assert_true(standing_letter_until(&r, issued, 0, &until, NULL));
    assert_int_equal(until, issued + 10);
    arena_clear(&a);
}

/* Each limit in turn gets a new number for 2030; the day before keeps the old
   one, and no other limit moves. */
TEST(standing_dated_row_changes_only_the_future)
{
    struct arena a = ARENA_INIT;
    struct standing_rules base;
    load(&base, &a, NULL);
    int before = date_of(2029, 12, 31);
    for (size_t i = 0; i < base.n; i++) {
        const char *name = base.limits[i].name;
        int old = standing_limit(&base, name, before)->value;
        struct strbuf own;
        sb_init(&own);
        sb_addf(&own, "[%s 2030]\nvalue = %d\nbasis = 新规定\n", name, old + 1);
        sb_add(&own, "article = 第二条\nfrom = 2030-01-01\n");
        struct standing_rules r;
        load(&r, &a, own.s);
        sb_clear(&own);
        for (size_t k = 0; k < base.n; k++) {
            const char *other = base.limits[k].name;
            int was = standing_limit(&base, other, before)->value;
            int now = standing_limit(&r, other, before + 1)->value;
            int want = strcmp(other, name) == 0 ? was + 1 : was;
            if (now != want ||
                standing_limit(&r, other, before)->value != was) {
                fail_msg("new %s: %s is %d", name, other, now);
            }
        }
        assert_int_equal(standing_limit(&r, name, before + 1)->local,
                         standing_limit(&base, name, before)->local);
        assert_string_equal(standing_limit(&r, name, before + 1)->basis,
                            "新规定第二条");
    }
    arena_clear(&a);
}

TEST(standing_a_period_keeps_the_rule_of_its_first_day)
{
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a,
         "[lost.months]\nvalue = 9\nbasis = 新条例\nfrom = 2027-01-01\n"
         "[removal.years]\nvalue = 3\nbasis = 新条例\nfrom = 2027-01-01\n"
         "[term.branch_years]\nvalue = 5\nbasis = 新条例\nfrom = 2027-01-01\n"
         "[flow.months]\nvalue = 3\nbasis = 新条例\nfrom = 2027-01-01\n"
         "[apply.min_age]\nvalue = 20\nbasis = 新党章\nfrom = 2027-01-01\n"
         "[probation.years]\nvalue = 2\nbasis = 新党章\nfrom = 2027-01-01\n");
    assert_int_equal(r.n_complaints, 0);
    int old = date_of(2026, 12, 31);
    int new = date_of(2027, 1, 1);
    assert_int_equal(standing_lost(&r, old, old).lost_on, date_of(2027, 6, 30));
    assert_int_equal(standing_lost(&r, new, new).lost_on, date_of(2027, 10, 1));
    assert_int_equal(standing_lost(&r, old, old).removal_from,
                     date_of(2028, 12, 31));
    assert_int_equal(standing_lost(&r, new, new).removal_from,
                     date_of(2030, 1, 1));
    assert_int_equal(standing_term_end(&r, old, 0), date_of(2029, 12, 31));
    assert_int_equal(standing_term_end(&r, new, 0), date_of(2032, 1, 1));
    assert_int_equal(standing_flow_from(&r, old), date_of(2027, 6, 30));
    assert_int_equal(standing_flow_from(&r, new), date_of(2027, 4, 1));
    struct person_dates d = {.birth = date_of(2008, 6, 1),
                             .apply = old,
                             .activist = DATE_NONE,
                             .candidate = DATE_NONE,
                             .join = DATE_NONE,
                             .full = DATE_NONE,
                             .probation_until = DATE_NONE,
                             .work = DATE_NONE,
                             .league = DATE_NONE};
    struct standing_issue got[STANDING_ISSUES_MAX];
    assert_int_equal(
        standing_check_dates(&r, &a, &d, new, got, STANDING_ISSUES_MAX), 0);
    d.apply = new;
    assert_int_equal(
        standing_check_dates(&r, &a, &d, new, got, STANDING_ISSUES_MAX), 1);
    assert_non_null(strstr(got[0].text, "20 岁"));
    assert_non_null(strstr(got[0].text, "新党章"));
    d.join = old;
    assert_int_equal(standing_full_from(&r, &d), date_of(2027, 12, 31));
    d.join = new;
    assert_int_equal(standing_full_from(&r, &d), date_of(2029, 1, 1));
    arena_clear(&a);
}

/* Each broken row is named with its line, and the good row after it loads. */
TEST(standing_broken_own_rows_are_named_and_left_out)
{
    static const struct {
        const char *row; /* begins on line 1 */
        const char *name;
        int line;
        const char *says;
    } rows[] = {
        {"[lost.days]\nvalue = 5\nbasis = 甲\n", "lost.months", 2,
         "[lost.days]"},
        {"[letter.max_days]\nvalue = 六十\nbasis = 甲\n", "letter.max_days", 2,
         "value"},
        {"[letter.max_days]\nvalue = 0\nbasis = 甲\n", "letter.max_days", 2,
         "value"},
        {"[letter.max_days]\nvalue = -5\nbasis = 甲\n", "letter.max_days", 2,
         "value"},
        {"[letter.max_days]\nvalue = 60天\nbasis = 甲\n", "letter.max_days", 2,
         "value"},
        {"[letter.max_days]\nvalue = 12345\nbasis = 甲\n", "letter.max_days", 2,
         "value"},
        {"[letter.max_days]\nbasis = 甲\n", "letter.max_days", 2, "value"},
        {"[letter.max_days]\nvalue = 60\n", "letter.max_days", 2, "basis"},
        {"[letter.max_days]\nvalue = 60\nbasis =\n", "letter.max_days", 2,
         "basis"},
        {"[letter.max_days]\nvalue = 2\nunit = 个月\nbasis = 甲\n",
         "letter.max_days", 2, "unit"},
        {"[letter.max_days]\nvalue = 60\nbasis = 甲\nfrom = 2025-02-30\n",
         "letter.max_days", 2, "from"},
        {"[letter.max_days]\nvalue = 60\nbasis = 甲\nscope = 本地\n",
         "letter.max_days", 2, "scope"},
        {"[letter.max_days]\nvalue = 60\nbasis = 甲\ndays = 60\n",
         "letter.max_days", 4, "没有这个项目"},
        {"[letter.max_days]\nvalue = 60\nvalue = 70\nbasis = 甲\n",
         "letter.max_days", 3, "两次"},
        /* without this line it would hold for the past, too */
        {"[letter.max_days]\nvalue = 60\nbasis = 甲\nfrom 2027-01-01\n",
         "letter.max_days", 4, "第 4 行"},
        {"[letter.max_days]\nfrom 2027-01-01\nvalue = 60\nbasis = 甲\n",
         "letter.max_days", 2, "第 2 行"},
        {"［letter.max_days］\nvalue = 60\nbasis = 甲\n", "letter.max_days", 1,
         "第 1 行"},
        /* central: only for the future, and said so */
        {"[lost.months]\nvalue = 4\nbasis = 甲\n", "lost.months", 2, "from"},
        {"[lost.months]\nvalue = 4\nbasis = 甲\nfrom = 2019-05-06\n",
         "lost.months", 2, "from"},
        {"[lost.months]\nvalue = 4\nbasis = 甲\nfrom = 2001-01-01\n",
         "lost.months", 2, "from"},
        {"[lost.months]\nvalue = 4\nbasis = 甲\nscope = local\n", "lost.months",
         2, "from"},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules base;
    load(&base, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        char own[400];
        snprintf(own, sizeof own, "%s%s", rows[i].row, LOCAL_30);
        struct standing_rules r;
        load(&r, &a, own);
        bool named = false;
        for (size_t k = 0; k < r.n_complaints; k++) {
            named = named || (r.complaints[k].line == rows[i].line &&
                              strstr(r.complaints[k].text, rows[i].says));
        }
        int day = date_of(2026, 11, 20);
        if (!named || standing_limit(&r, rows[i].name, day)->value !=
                          standing_limit(&base, rows[i].name, day)->value) {
            fail_msg("row %zu: %s", i,
                     r.n_complaints > 0 ? r.complaints[0].text : "silent");
        }
        if (value_on(&r, "letter.default_days", "2026-11-20") != 10) {
            fail_msg("row %zu took the good row with it", i);
        }
    }
    arena_clear(&a);
}

TEST(standing_second_row_of_one_day_is_left_out)
{
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a,
         LOCAL_30 "[letter.default_days b]\nvalue = 20\nbasis = 乙\n"
                  "[letter.default_days c]\nvalue = 25\nbasis = 丙\n"
                  "from = 2027-01-01\n");
    assert_int_equal(r.n_complaints, 1);
    assert_int_equal(r.complaints[0].line, 5);
    assert_int_equal(value_on(&r, "letter.default_days", "2026-12-31"), 10);
    assert_int_equal(value_on(&r, "letter.default_days", "2027-01-01"), 25);
    arena_clear(&a);
}

TEST(standing_limits_that_contradict_are_told)
{
    static const struct {
        const char *own;
        size_t complaints;
    } rows[] = {
        {"[letter.default_days]\nvalue = 90\nbasis = 甲\n", 0},
        {"[letter.default_days]\nvalue = 91\nbasis = 甲\n", 1},
        {"[letter.default_days]\nvalue = 100\nbasis = 甲\n"
         "[letter.max_days]\nvalue = 120\nbasis = 甲\n",
         0},
        {"[lost.warn2_months]\nvalue = 7\nbasis = 甲\n", 1},
        {"[lost.warn2_months]\nvalue = 2\nbasis = 甲\n", 1},
        {"[term.warn2_months]\nvalue = 8\nbasis = 甲\n", 1},
    };
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct standing_rules r;
        load(&r, &a, rows[i].own);
        if (r.n_complaints != rows[i].complaints) {
            fail_msg("row %zu: %zu complaints", i, r.n_complaints);
        }
    }
    arena_clear(&a);
}

TEST(standing_unreadable_own_text_leaves_the_rest_working)
{
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, "[letter.max_days]\nvalue = 60\xff\n");
    assert_int_equal(r.n_complaints, 1);
    assert_true(strlen(r.complaints[0].text) > 10);
    assert_int_equal(value_on(&r, "letter.max_days", "2026-11-20"), 90);
    load(&r, &a, "");
    assert_int_equal(r.n_complaints, 0);
    arena_clear(&a);
}

/* The text without the section of that name. */
static void without(struct strbuf *out, const char *text, const char *section)
{
    const char *at = strstr(text, section);
    assert_non_null(at);
    const char *end = strstr(at + 1, "\n[");
    sb_addn(out, text, (size_t)(at - text));
    sb_add(out, end == NULL ? "" : end + 1);
}

TEST(standing_builtin_text_must_be_whole)
{
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    struct err err = ERR_INIT;
    struct strbuf text;
    sb_init(&text);
    without(&text, builtin_text(), "[flow.months]");
    assert_false(standing_load(&r, &a, text.s, NULL, &err));
    assert_true(err_is(&err, "E-ROSTER-001"));
    assert_non_null(strstr(err.text, "flow.months"));
    sb_clear(&text);
    assert_false(standing_load(&r, &a, "", LOCAL_30, &err));
    assert_false(standing_load(&r, &a, "\xff", NULL, &err));
    /* a row that is not whole is a missing row */
    assert_false(standing_load(&r, &a,
                               "[apply.min_age]\nvalue = 18\n"
                               "basis = 甲\n",
                               NULL, &err));
    assert_true(err_is(&err, "E-ROSTER-001"));
    assert_non_null(strstr(err.text, "内置规则第 2 行"));
    arena_clear(&a);
}
