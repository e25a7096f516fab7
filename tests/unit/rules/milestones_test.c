/* The rows of milestones.ini: the legal age of retirement to the month, own
   rows over the compiled-in ones, what is wrong in them. */
#include "unit.h"

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/rules/milestones.h"
#include "pbtui/text/date.h"

#include <string.h>

static struct milestone_rules load(struct arena *a, const char *own)
{
    struct milestone_rules r;
    struct err err = ERR_INIT;
    const struct embed_file *f = embed_find("rules/milestones.ini");
    assert_non_null(f);
    if (!milestones_load(&r, a, f->text, own, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r;
}

static const struct milestone_rule *named(const struct milestone_rules *r,
                                          const char *name, bool own)
{
    for (size_t i = 0; i < r->n; i++) {
        if (strcmp(r->list[i].name, name) == 0 && r->list[i].own == own) {
            return &r->list[i];
        }
    }
    return NULL;
}

TEST(the_compiled_in_milestones_are_without_fault)
{
    struct arena a = ARENA_INIT;
    struct milestone_rules r = load(&a, NULL);
    assert_int_equal(r.n_complaints, 0);
    assert_int_equal(r.n, 8);
    assert_int_equal(r.months, 6);
    for (size_t i = 0; i < r.n; i++) {
        assert_true(r.list[i].basis[0] != '\0');
    }
    arena_clear(&a);
}

/* As the tables behind the decision of 2024 have it. */
TEST(the_age_of_retirement_is_put_off_month_by_month)
{
    static const struct {
        const char *rule, *birth, *day;
        int years, months;
    } rows[] = {
        {"retire.men", "1964-12-31", "2024-12-31", 60, 0},
        {"retire.men", "1965-01-01", "2025-02-01", 60, 1},
        {"retire.men", "1965-04-30", "2025-05-30", 60, 1},
        {"retire.men", "1965-05-01", "2025-07-01", 60, 2},
        {"retire.men", "1968-02-29", "2028-12-29", 60, 10},
        {"retire.men", "1976-08-15", "2039-07-15", 62, 11},
        {"retire.men", "1976-09-15", "2039-09-15", 63, 0},
        {"retire.men", "1990-01-31", "2053-01-31", 63, 0},
        {"retire.women", "1969-12-31", "2024-12-31", 55, 0},
        {"retire.women", "1970-01-31", "2025-02-28", 55, 1},
        {"retire.women", "1981-08-15", "2039-07-15", 57, 11},
        {"retire.women", "1981-09-15", "2039-09-15", 58, 0},
        {"retire.worker", "1974-12-31", "2024-12-31", 50, 0},
        {"retire.worker", "1975-01-10", "2025-02-10", 50, 1},
        {"retire.worker", "1975-02-10", "2025-03-10", 50, 1},
        {"retire.worker", "1975-03-10", "2025-05-10", 50, 2},
        {"retire.worker", "1984-10-10", "2039-09-10", 54, 11},
        {"retire.worker", "1984-11-10", "2039-11-10", 55, 0},
    };
    struct arena a = ARENA_INIT;
    struct milestone_rules r = load(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        int birth;
        int years;
        int months;
        char day[11];
        assert_true(date_read(rows[i].birth, &birth));
        int on = milestone_retires(named(&r, rows[i].rule, false), birth,
                                   &years, &months);
        if (strcmp(date_text(on, day), rows[i].day) != 0 ||
            years != rows[i].years || months != rows[i].months) {
            fail_msg("%s born %s: %s, %d and %d", rows[i].rule, rows[i].birth,
                     day, years, months);
        }
    }
    arena_clear(&a);
}

TEST(a_row_means_a_sex_and_the_beginning_of_a_job)
{
    static const struct {
        const char *rule, *sex, *job;
        bool means;
    } rows[] = {
        {"retire.men", "男", "011", true},
        {"retire.men", "男", "0164", true},
        {"retire.men", "女", "011", false},
        {"retire.men", "男", "4", false},
        {"retire.men", "男", "", false},
        {"retire.men", "", "011", false},
        {"retire.women", "女", "021", true},
        {"retire.women", "女", "1", false},
        {"retire.worker", "女", "016", true},
        {"retire.worker", "女", "0253", true},
        {"retire.worker", "女", "015", false},
    };
    struct arena a = ARENA_INIT;
    struct milestone_rules r = load(&a, NULL);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (milestone_means(named(&r, rows[i].rule, false), rows[i].sex,
                            rows[i].job) != rows[i].means) {
            fail_msg("row %zu", i);
        }
    }
    arena_clear(&a);
}

TEST(own_milestones_stand_over_the_compiled_in_ones)
{
    static const char own[] = "[ahead]\nmonths = 3\nbasis = 支部决定\n"
                              "[birthday]\nwhat = 送一束花。\n"
                              "basis = 支部决定\n"
                              "[retire.men]\nmost = 65\nbasis = 假设的决定\n"
                              "from = 2040-01-01\n";
    struct arena a = ARENA_INIT;
    struct milestone_rules r = load(&a, own);
    assert_int_equal(r.n_complaints, 0);
    assert_int_equal(r.months, 3);
    const struct milestone_rule *mine = named(&r, "birthday", true);
    assert_string_equal(mine->title, "政治生日");
    assert_string_equal(mine->what, "送一束花。");
    assert_true(milestone_holds(&r, mine, date_of(1990, 1, 1)));
    assert_false(
        milestone_holds(&r, named(&r, "birthday", false), date_of(2026, 1, 1)));
    mine = named(&r, "retire.men", true);
    assert_int_equal(mine->most, 65);
    assert_int_equal(mine->age, 60);
    const struct milestone_rule *was = named(&r, "retire.men", false);
    assert_false(milestone_holds(&r, mine, date_of(2039, 12, 31)));
    assert_true(milestone_holds(&r, was, date_of(2039, 12, 31)));
    assert_true(milestone_holds(&r, mine, date_of(2040, 1, 1)));
    assert_false(milestone_holds(&r, was, date_of(2040, 1, 1)));
    arena_clear(&a);
}

TEST(what_is_wrong_in_own_milestones_is_named)
{
    static const struct {
        const char *own, *says;
    } rows[] = {
        {"[x]\nbasis = 支部\n", "没有写 kind"},
        {"[x]\nkind = dance\nbasis = 支部\n", "kind 要写 list"},
        {"[x]\nkind = party\nbasis = 支部\ntitle = 甲\nwhat = 乙\n",
         "party 要写 years"},
        {"[x]\nkind = party\nbasis = 支部\nwhat = 乙\nyears = 60\n",
         "没有写 title"},
        {"[x]\nkind = party\nbasis = 支部\ntitle = 甲\nyears = 60\n",
         "没有写 what"},
        {"[party.50]\nyears = 60\nbasis = 支部\n", "改它要写 from"},
        {"[party.50]\nyears = 0\nbasis = 支部\nfrom = 2027-01-01\n",
         "years 要写 1 到"},
        {"[ahead]\nmonths = 99\nbasis = 支部\n", "months 要写 1 到"},
        {"[ahead]\nmonths = 三\nbasis = 支部\n", "months 要写 1 到"},
        {"[birthday]\nlate = -1\nbasis = 支部\n", "late 要写 0 到"},
        {"[x]\nkind = retire\ntitle = 甲\nwhat = 乙\nbasis = 支部\nsex = 中\n",
         "sex 要写 男 或 女"},
        {"[x]\nkind = retire\ntitle = 甲\nwhat = 乙\nbasis = 支部\nsex = 男\n",
         "jobs 要写工作岗位代码"},
        {"[x]\nkind = retire\ntitle = 甲\nwhat = 乙\nbasis = 支部\nsex = 男\n"
         "jobs = 2\nage = 60\nmost = 55\nsince = 2025-01\nstep = 4\n",
         "most 不小于 age"},
        {"[retire.men]\nsince = 去年\nbasis = 支部\nfrom = 2040-01-01\n",
         "since 要写年月"},
        {"[ahead]\ncolour = red\nbasis = 支部\n", "colour"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct arena a = ARENA_INIT;
        struct milestone_rules r = load(&a, rows[i].own);
        if (r.n != 8 || r.n_complaints == 0 ||
            strstr(r.complaints[0].text, rows[i].says) == NULL) {
            fail_msg("row %zu: %zu rows, %s", i, r.n,
                     r.n_complaints > 0 ? r.complaints[0].text : "accepted");
        }
        arena_clear(&a);
    }
}
