/* Verdicts from dates alone.  Every compiled-in limit is shown to bite: on the
   day before it, on the day, and on the day after. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/rules/standing.h"
#include "pbtui/text/date.h"

static int day_of(const char *iso)
{
    int day = DATE_NONE;
    if (iso != NULL && iso[0] != '\0') {
        assert_true(date_read(iso, &day));
    }
    return day;
}

static const char *iso_of(int day)
{
    static char text[4][11];
    static int next;
    next = (next + 1) % 4;
    return date_text(day, text[next]);
}

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

static struct person_dates nobody(void)
{
    return (struct person_dates){.birth = DATE_NONE,
                                 .apply = DATE_NONE,
                                 .activist = DATE_NONE,
                                 .candidate = DATE_NONE,
                                 .join = DATE_NONE,
                                 .full = DATE_NONE,
                                 .probation_until = DATE_NONE,
                                 .work = DATE_NONE,
                                 .league = DATE_NONE};
}

/* ---- the compiled-in table ------------------------------------------- */

TEST(standing_builtin_rows_are_whole)
{
    static const struct {
        const char *name;
        int value;
        const char *unit;
        bool local;
    } rows[] = {
        {"apply.min_age", 18, "岁", false},
        {"probation.years", 1, "年", false},
        {"probation.extend_min_months", 6, "个月", false},
        {"probation.extend_max_months", 12, "个月", false},
        {"letter.default_days", 30, "天", true},
        {"letter.max_days", 90, "天", true},
        {"lost.warn1_months", 3, "个月", true},
        {"lost.warn2_months", 5, "个月", true},
        {"lost.months", 6, "个月", false},
        {"removal.years", 2, "年", false},
        {"flow.months", 6, "个月", false},
        {"committee.min_full_members", 7, "人", false},
        {"branch.min_full_members", 3, "人", false},
        {"branch.max_members", 50, "人", false},
        {"term.branch_years", 3, "年", false},
        {"term.warn1_months", 6, "个月", true},
        {"term.warn2_months", 3, "个月", true},
        {"term.warn3_months", 1, "个月", true},
        {"league.min_age", 14, "岁", false},
        {"work.min_age", 16, "岁", false},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    assert_int_equal(r.n_complaints, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const struct standing_limit *x =
            standing_limit(&r, rows[i].name, day_of("2026-11-20"));
        if (x->value != rows[i].value || strcmp(x->unit, rows[i].unit) != 0 ||
            x->local != rows[i].local || x->own_line != 0 ||
            x->basis[0] == '\0' || x->text[0] == '\0' ||
            strstr(x->text, "{}") != NULL) {
            fail_msg("%s: %d %s, %s, %s", x->name, x->value, x->unit, x->basis,
                     x->text);
        }
    }
    assert_string_equal(
        standing_limit(&r, "apply.min_age", day_of("2026-11-20"))->text,
        "申请入党的人应年满 18 岁。");
    assert_string_equal(
        standing_limit(&r, "apply.min_age", day_of("2026-11-20"))->basis,
        "《中国共产党章程》第一条");
    arena_clear(&a);
}

/* The Party constitutions of 1969 and 1973 knew no probation. */
TEST(standing_probation_of_the_day_of_joining)
{
    static const struct {
        const char *join;
        int years;
    } rows[] = {
        {"1950-07-01", 0}, {"1956-09-25", 0}, {"1956-09-26", 1},
        {"1969-04-13", 1}, {"1969-04-14", 0}, {"1977-08-17", 0},
        {"1977-08-18", 1}, {"2026-11-20", 1},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int day = day_of(rows[i].join);
        int years = standing_limit(&r, "probation.years", day)->value;
        if (years != rows[i].years) {
            fail_msg("joined %s: %d years", rows[i].join, years);
        }
    }
    arena_clear(&a);
}

/* ---- dates against each other ---------------------------------------- */

/* One person a row; the codes wanted, "!" in front of one that blocks. */
struct check_row {
    const char *birth, *apply, *activist, *candidate, *join, *full, *until;
    const char *work, *league;
    const char *want;
};

static void expect(const struct standing_rules *r, struct arena *a,
                   const struct check_row *row, size_t number)
{
    const struct person_dates d = {.birth = day_of(row->birth),
                                   .apply = day_of(row->apply),
                                   .activist = day_of(row->activist),
                                   .candidate = day_of(row->candidate),
                                   .join = day_of(row->join),
                                   .full = day_of(row->full),
                                   .probation_until = day_of(row->until),
                                   .work = day_of(row->work),
                                   .league = day_of(row->league)};
    struct standing_issue got[STANDING_ISSUES_MAX];
    size_t n = standing_check_dates(r, a, &d, day_of("2026-11-20"), got,
                                    STANDING_ISSUES_MAX);
    char text[400] = "";
    for (size_t i = 0; i < n; i++) {
        const char *fmt = got[i].blocks ? "!" : "";
        strcat(text, i > 0 ? " " : "");
        strcat(text, fmt);
        strcat(text, got[i].column);
        strcat(text, got[i].code + strlen("E-ROSTER-"));
        assert_non_null(strstr(got[i].text, "请"));
    }
    if (strcmp(text, row->want) != 0) {
        fail_msg("row %zu: got \"%s\", wanted \"%s\"", number, text, row->want);
    }
}

TEST(standing_date_checks_bite_on_their_day)
{
    static const struct check_row rows[] = {
        {.want = ""},
        /* 18 at application */
        {.birth = "2000-05-10", .apply = "2018-05-09", .want = "!apply_on012"},
        {.birth = "2000-05-10", .apply = "2018-05-10", .want = ""},
        {.birth = "2000-05-10", .apply = "2018-05-11", .want = ""},
        {.birth = "2000-02-29", .apply = "2018-02-27", .want = "!apply_on012"},
        {.birth = "2000-02-29", .apply = "2018-02-28", .want = ""},
        {.birth = "2000-05-10", .join = "2018-05-09", .want = "join_on013"},
        {.birth = "2000-05-10", .join = "2018-05-10", .want = ""},
        /* 14 and 16: only told */
        {.birth = "1980-03-01", .league = "1994-02-28", .want = "league_on014"},
        {.birth = "1980-03-01", .league = "1994-03-01", .want = ""},
        {.birth = "1980-03-01", .league = "1994-03-02", .want = ""},
        {.birth = "1980-03-01", .work = "1996-02-29", .want = "work_on015"},
        {.birth = "1980-03-01", .work = "1996-03-01", .want = ""},
        {.birth = "1980-03-01", .work = "1996-03-02", .want = ""},
        /* one year of probation: 2023-06-28 → 2024-06-28 */
        {.join = "2023-06-28", .full = "2024-06-27", .want = "!full_on020"},
        {.join = "2023-06-28", .full = "2024-06-28", .want = ""},
        {.join = "2023-06-28", .full = "2024-06-29", .want = "full_on021"},
        {.join = "2024-02-29", .full = "2025-02-28", .want = ""},
        {.join = "2024-02-29", .full = "2025-02-27", .want = "!full_on020"},
        /* no probation in 1970, one year in 1978 */
        {.join = "1970-07-01", .full = "1970-07-01", .want = ""},
        {.join = "1970-07-01", .full = "1971-07-01", .want = ""},
        {.join = "1978-07-01", .full = "1978-07-01", .want = "!full_on020"},
        /* extended once, by 6 to 12 months */
        {.join = "2023-06-28",
         .until = "2024-12-27",
         .want = "!probation_until017"},
        {.join = "2023-06-28", .until = "2024-12-28", .want = ""},
        {.join = "2023-06-28", .until = "2024-12-29", .want = ""},
        {.join = "2023-06-28", .until = "2025-06-27", .want = ""},
        {.join = "2023-06-28", .until = "2025-06-28", .want = ""},
        {.join = "2023-06-28",
         .until = "2025-06-29",
         .want = "!probation_until018"},
        {.join = "2023-06-28",
         .until = "2024-09-28",
         .want = "!probation_until017"},
        {.join = "2023-06-28",
         .until = "2024-12-28",
         .full = "2024-06-28",
         .want = "!full_on020"},
        {.join = "2023-06-28",
         .until = "2024-12-28",
         .full = "2024-12-28",
         .want = ""},
        {.join = "2023-06-28",
         .until = "2024-12-28",
         .full = "2025-01-15",
         .want = "full_on021"},
        /* still to come: an extension may be, what happened may not */
        {.join = "2025-10-28", .until = "2027-04-28", .want = ""},
        {.birth = "2026-11-20", .want = ""},
        {.birth = "2026-11-21", .want = "!birth_on010"},
        {.apply = "2026-11-21", .want = "!apply_on010"},
        {.join = "2026-11-19",
         .full = "2026-11-21",
         .want = "!full_on010 !full_on020"},
        /* order, over gaps, too */
        {.apply = "2020-01-02",
         .activist = "2020-01-01",
         .want = "!activist_on011"},
        {.apply = "2020-01-01", .activist = "2020-01-01", .want = ""},
        {.activist = "2021-01-02",
         .candidate = "2021-01-01",
         .want = "!candidate_on011"},
        {.apply = "2022-01-02",
         .candidate = "2022-01-01",
         .want = "!candidate_on011"},
        {.apply = "2020-01-01",
         .activist = "2022-01-02",
         .candidate = "2022-01-01",
         .want = "!candidate_on011"},
        {.candidate = "2022-01-02",
         .join = "2022-01-01",
         .want = "!join_on011"},
        {.apply = "2022-01-02",
         .full = "2022-01-01",
         .want = "!full_on011 join_on019"},
        {.join = "2022-01-02", .full = "2022-01-01", .want = "!full_on011"},
        /* half known */
        {.full = "2022-01-01", .want = "join_on019"},
        {.until = "2022-01-01", .want = "probation_until016"},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        expect(&r, &a, &rows[i], i);
    }
    arena_clear(&a);
}

TEST(standing_check_never_writes_past_max)
{
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    struct person_dates d = nobody();
    d.birth = d.apply = d.join = d.full = day_of("2030-01-01");
    struct standing_issue got[3] = {{0}};
    got[2].code = "untouched";
    assert_int_equal(
        standing_check_dates(&r, &a, &d, day_of("2026-11-20"), got, 2), 2);
    assert_string_equal(got[2].code, "untouched");
    arena_clear(&a);
}

TEST(standing_branch_size_bites_on_its_number)
{
    static const struct {
        struct branch_size size;
        const char *want;
    } rows[] = {
        {{2, 2, false}, "030"},     {{3, 3, false}, ""},
        {{4, 4, false}, ""},        {{9, 6, false}, ""},
        {{7, 7, false}, "032"},     {{8, 8, false}, "032"},
        {{7, 7, true}, ""},         {{49, 40, true}, ""},
        {{50, 40, true}, ""},       {{51, 40, true}, "031"},
        {{51, 2, false}, "030031"}, {{51, 7, false}, "031032"},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct standing_issue got[STANDING_ISSUES_MAX];
        size_t n =
            standing_check_branch(&r, &a, &rows[i].size, day_of("2026-11-20"),
                                  got, STANDING_ISSUES_MAX);
        char text[40] = "";
        for (size_t k = 0; k < n; k++) {
            assert_false(got[k].blocks);
            strcat(text, got[k].code + strlen("E-ROSTER-"));
        }
        if (strcmp(text, rows[i].want) != 0) {
            fail_msg("%d members, %d full: \"%s\", wanted \"%s\"",
                     rows[i].size.members, rows[i].size.full, text,
                     rows[i].want);
        }
    }
    arena_clear(&a);
}

/* ---- states and years ------------------------------------------------ */

TEST(standing_category_changes_on_the_day)
{
    static const struct {
        const char *day;
        enum category want;
        const char *text;
    } rows[] = {
        {"2022-03-14", CATEGORY_NONE, ""},
        {"2022-03-15", CATEGORY_APPLICANT, "入党申请人"},
        {"2022-09-19", CATEGORY_APPLICANT, "入党申请人"},
        {"2022-09-20", CATEGORY_ACTIVIST, "入党积极分子"},
        {"2023-10-11", CATEGORY_ACTIVIST, "入党积极分子"},
        {"2023-10-12", CATEGORY_CANDIDATE, "发展对象"},
        {"2024-01-25", CATEGORY_CANDIDATE, "发展对象"},
        {"2024-01-26", CATEGORY_PROBATION, "预备党员"},
        {"2025-01-25", CATEGORY_PROBATION, "预备党员"},
        {"2025-01-26", CATEGORY_FULL, "正式党员"},
        {"2026-01-26", CATEGORY_FULL, "正式党员"},
    };
    struct person_dates d = nobody();
    d.apply = day_of("2022-03-15");
    d.activist = day_of("2022-09-20");
    d.candidate = day_of("2023-10-12");
    d.join = day_of("2024-01-26");
    d.full = day_of("2025-01-26");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        enum category c = standing_category(&d, day_of(rows[i].day));
        if (c != rows[i].want || strcmp(category_text(c), rows[i].text) != 0) {
            fail_msg("%s: %s", rows[i].day, category_text(c));
        }
    }
    const struct person_dates none = nobody();
    assert_int_equal(standing_category(&none, day_of("2026-11-20")),
                     CATEGORY_NONE);
}

TEST(standing_full_membership_begins)
{
    static const struct {
        const char *join;
        const char *until;
        const char *want;
    } rows[] = {
        {"2023-06-28", "", "2024-06-28"},
        {"2023-06-28", "2024-12-28", "2024-12-28"},
        {"2023-06-28", "2025-06-28", "2025-06-28"},
        {"2024-02-29", "", "2025-02-28"},
        {"2024-01-26", "", "2025-01-26"},
        {"1970-07-01", "", "1970-07-01"},
        {"", "", ""},
        {"", "2025-06-28", ""},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct person_dates d = nobody();
        d.join = day_of(rows[i].join);
        d.probation_until = day_of(rows[i].until);
        const char *got = iso_of(standing_full_from(&r, &d));
        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("%s: %s, wanted %s", rows[i].join, got, rows[i].want);
        }
    }
    arena_clear(&a);
}

TEST(standing_party_years_count_from_full_membership)
{
    static const struct {
        const char *full;
        int adjust;
        const char *day;
        int want;
    } rows[] = {
        {"2011-05-20", 0, "2024-05-19", 12},
        {"2011-05-20", 0, "2024-05-20", 13},
        {"2011-05-20", 0, "2024-05-21", 13},
        {"2011-05-20", 0, "2011-05-19", -1},
        {"2011-05-20", 0, "2011-05-20", 0},
        {"2011-05-20", 0, "2012-05-19", 0},
        {"2011-05-20", 12, "2024-05-20", 14},
        {"2011-05-20", 1, "2024-04-20", 13},
        {"2011-05-20", -6, "2024-05-20", 12},
        {"2011-05-20", -6, "2024-11-20", 13},
        {"2024-05-20", -24, "2025-05-20", 0}, /* never below none */
        {"2024-02-29", 0, "2025-02-27", 0},
        {"2024-02-29", 0, "2025-02-28", 1},
        {"", 0, "2024-05-20", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct person_dates d = nobody();
        d.full = day_of(rows[i].full);
        int got = standing_party_years(&d, rows[i].adjust, day_of(rows[i].day));
        if (got != rows[i].want) {
            fail_msg("%s %+d on %s: %d, wanted %d", rows[i].full,
                     rows[i].adjust, rows[i].day, got, rows[i].want);
        }
    }
}

TEST(standing_age_is_in_full_years)
{
    static const struct {
        const char *birth;
        const char *day;
        int want;
    } rows[] = {
        {"1990-01-01", "2025-12-31", 35}, {"1990-01-01", "2026-01-01", 36},
        {"2000-02-29", "2026-02-28", 25}, {"2000-02-29", "2026-03-01", 26},
        {"2000-02-29", "2024-02-29", 24}, {"2026-11-20", "2026-11-20", 0},
        {"2026-11-21", "2026-11-20", -1}, {"", "2026-11-20", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct person_dates d = nobody();
        d.birth = day_of(rows[i].birth);
        int got = standing_age(&d, day_of(rows[i].day));
        if (got != rows[i].want) {
            fail_msg("%s on %s: %d", rows[i].birth, rows[i].day, got);
        }
    }
}

TEST(standing_next_political_birthday)
{
    static const struct {
        const char *join;
        const char *day;
        const char *want;
    } rows[] = {
        {"2010-05-20", "2026-05-19", "2026-05-20"},
        {"2010-05-20", "2026-05-20", "2026-05-20"},
        {"2010-05-20", "2026-05-21", "2027-05-20"},
        {"2026-05-20", "2026-05-20", "2027-05-20"}, /* not the day itself */
        {"2026-05-20", "2026-06-01", "2027-05-20"},
        {"2026-05-20", "2025-06-01", "2027-05-20"},
        {"2008-02-29", "2026-02-01", "2026-02-28"},
        {"2008-02-29", "2026-03-01", "2027-02-28"},
        {"2008-02-29", "2028-02-01", "2028-02-29"},
        {"2009-12-31", "2026-12-31", "2026-12-31"},
        {"2010-01-01", "2026-12-31", "2027-01-01"},
        {"", "2026-12-31", ""},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct person_dates d = nobody();
        d.join = day_of(rows[i].join);
        int got = standing_next_birthday(&d, day_of(rows[i].day));
        if (strcmp(iso_of(got), rows[i].want) != 0) {
            fail_msg("%s on %s: %s", rows[i].join, rows[i].day, iso_of(got));
        }
    }
}

/* ---- periods --------------------------------------------------------- */

TEST(standing_lost_contact_dates)
{
    static const struct {
        const char *contact, *stopped;
        const char *warn1, *warn2, *lost, *removal;
    } rows[] = {
        {"2021-03-10", "2021-10-15", "2021-06-10", "2021-08-10", "2021-09-10",
         "2023-10-15"},
        {"2021-03-10", "", "2021-06-10", "2021-08-10", "2021-09-10", ""},
        {"2023-08-31", "2024-02-29", "2023-11-30", "2024-01-31", "2024-02-29",
         "2026-02-28"},
        {"", "", "", "", "", ""},
        {"", "2021-10-15", "", "", "", "2023-10-15"},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct lost_dates got =
            standing_lost(&r, day_of(rows[i].contact), day_of(rows[i].stopped));
        if (strcmp(iso_of(got.warn1), rows[i].warn1) != 0 ||
            strcmp(iso_of(got.warn2), rows[i].warn2) != 0 ||
            strcmp(iso_of(got.lost_on), rows[i].lost) != 0 ||
            strcmp(iso_of(got.removal_from), rows[i].removal) != 0) {
            fail_msg("row %zu: %s %s %s %s", i, iso_of(got.warn1),
                     iso_of(got.warn2), iso_of(got.lost_on),
                     iso_of(got.removal_from));
        }
    }
    assert_string_equal(iso_of(standing_flow_from(&r, day_of("2026-08-31"))),
                        "2027-02-28");
    assert_int_equal(standing_flow_from(&r, DATE_NONE), DATE_NONE);
    arena_clear(&a);
}

TEST(standing_letter_lasts_as_long_as_it_may)
{
    static const struct {
        const char *issued;
        int days;
        const char *want; /* day or code */
    } rows[] = {
        {"2024-03-01", 89, "2024-05-29"},   {"2024-03-01", 90, "2024-05-30"},
        {"2024-03-01", 91, "E-ROSTER-004"}, {"2024-03-01", 0, "2024-03-31"},
        {"2024-03-01", 1, "2024-03-02"},    {"2024-03-01", -1, "E-ROSTER-003"},
        {"", 30, "E-ROSTER-002"},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct err err = ERR_INIT;
        int until = DATE_NONE;
        bool ok = standing_letter_until(&r, day_of(rows[i].issued),
                                        rows[i].days, &until, &err);
        const char *got = ok ? iso_of(until) : err.code;
        if (strcmp(got, rows[i].want) != 0) {
            fail_msg("%s + %d: %s, wanted %s", rows[i].issued, rows[i].days,
                     got, rows[i].want);
        }
    }
    arena_clear(&a);
}

TEST(standing_term_alarms_change_on_the_day)
{
    static const struct {
        const char *day;
        int want;
    } rows[] = {
        {"2026-02-09", 0}, {"2026-02-10", 1}, {"2026-05-09", 1},
        {"2026-05-10", 2}, {"2026-07-09", 2}, {"2026-07-10", 3},
        {"2026-08-10", 3}, {"2026-08-11", 4}, {"2030-01-01", 4},
    };
    struct arena a = ARENA_INIT;
    struct standing_rules r;
    load(&r, &a, NULL);
    int ends = standing_term_end(&r, day_of("2023-08-10"), 0);
    assert_string_equal(iso_of(ends), "2026-08-10");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int got = standing_term_alarm(&r, ends, day_of(rows[i].day));
        if (got != rows[i].want) {
            fail_msg("%s: %d, wanted %d", rows[i].day, got, rows[i].want);
        }
    }
    assert_string_equal(iso_of(standing_term_end(&r, day_of("2024-02-29"), 5)),
                        "2029-02-28");
    assert_int_equal(standing_term_end(&r, DATE_NONE, 3), DATE_NONE);
    assert_int_equal(standing_term_alarm(&r, DATE_NONE, day_of("2026-01-01")),
                     0);
    arena_clear(&a);
}

/* The birthday found is an anniversary, the first one that is not yet past. */
PROPERTY(standing_next_birthday_is_never_past)
{
    uint64_t stream = unit_seed();
    for (int round = 0; round < 3000; round++) {
        struct person_dates d = nobody();
        d.join = (int)unit_below(&stream, 30000);
        int day = (int)unit_below(&stream, 30000);
        int next = standing_next_birthday(&d, day);
        int years = date_full_years(d.join, next, true);
        if (next < day || next <= d.join || years < 1 ||
            (next - day > 366 && day > d.join) ||
            date_full_years(d.join, next - 1, true) != years - 1) {
            fail_msg("joined %s, on %s: %s", iso_of(d.join), iso_of(day),
                     iso_of(next));
        }
    }
}
