/* Duties: the compiled-in rows of domain.md 3.1, a branch's own rows, broken
   ones. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "duties_scene.h"
#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

/* ---- the compiled-in rows -------------------------------------------- */

static const struct want {
    const char *code;
    enum duty_period period;
    enum duty_if applies;
    const char *what; /* kind, or book */
    const char *sub;
    const char *flags; /* group, off, by_year, local: g f y l */
} wants[] = {
    {"M01", DUTY_QUARTER, DUTY_ALWAYS, "branch.meeting", "", "----"},
    {"M02", DUTY_MONTH, DUTY_HAS_COMMITTEE, "committee.meeting", "", "----"},
    {"M03", DUTY_MONTH, DUTY_HAS_GROUPS, "group.meeting", "", "g---"},
    {"M04", DUTY_QUARTER, DUTY_ALWAYS, "lecture", "", "---l"},
    {"M05", DUTY_YEAR, DUTY_ALWAYS, "lecture", "书记", "---l"},
    {"M06", DUTY_MONTH, DUTY_ALWAYS, "themeday", "", "----"},
    {"M07", DUTY_YEAR, DUTY_ALWAYS, "life.branch", "", "--y-"},
    {"M08", DUTY_YEAR, DUTY_ALWAYS, "review", "", "--y-"},
    {"M09", DUTY_YEAR, DUTY_ALWAYS, "talks", "", "----"},
    {"M10", DUTY_QUARTER, DUTY_ALWAYS, "centre.study", "", "-f--"},
    {"M11", DUTY_YEAR, DUTY_ALWAYS, "life.leaders", "", "-fy-"},
    {"M12", DUTY_YEAR, DUTY_ALWAYS, "double", "", "-f--"},
    {"M13", DUTY_EVENT, DUTY_ALWAYS, "first.topic", "", "-f-l"},
    {"M14", DUTY_MONTH, DUTY_ALWAYS, "dues", "", "----"},
    {"M15", DUTY_YEAR, DUTY_ALWAYS, "notice", "", "----"},
    {"M16", DUTY_YEAR, DUTY_ALWAYS, "done", "M16", "----"},
    {"M17", DUTY_EVENT, DUTY_ALWAYS, "done", "M17", "----"},
    {"M18", DUTY_EVENT, DUTY_ALWAYS, "done", "M18", "----"},
    {"M19", DUTY_HALF, DUTY_HAS_ACTIVISTS, "reviews", "", "----"},
    {"M20", DUTY_EVENT, DUTY_ALWAYS, "done", "M20", "----"},
    {"M21", DUTY_EVENT, DUTY_ALWAYS, "election", "", "----"},
    {"M22", DUTY_YEAR, DUTY_ALWAYS, "done", "M22", "----"},
    {"M23", DUTY_HALF, DUTY_ALWAYS, "party.building", "从严治党", "-f-l"},
    {"M24", DUTY_HALF, DUTY_ALWAYS, "ideology", "专题研究", "-f-l"},
    {"M25", DUTY_QUARTER, DUTY_ALWAYS, "done", "M25", "-f-l"},
    {"M26", DUTY_HALF, DUTY_ALWAYS, "done", "M26", "-f-l"},
    {"M27", DUTY_MONTH, DUTY_ALWAYS, "birthdays", "", "-f-l"},
    {"M28", DUTY_HALF, DUTY_ALWAYS, "done", "M28", "-f-l"},
    {"M29", DUTY_YEAR, DUTY_ALWAYS, "report", "", "--yl"},
    {"M30", DUTY_HALF, DUTY_ALWAYS, "done", "M30", "----"},
    {"M31", DUTY_YEAR, DUTY_ALWAYS, "assess", "", "--y-"},
};

TEST(duties_compiled_in_are_those_of_the_domain)
{
    struct scene s;
    scene_open(&s, NULL);
    const struct duties d = s.d;
    assert_int_equal(d.n_complaints, 0);
    assert_int_equal(d.n, ARRAY_LEN(wants));
    assert_int_equal(d.warn_days[0], 10);
    assert_int_equal(d.warn_days[1], 5);
    assert_int_equal(d.warn_days[2], 1);
    assert_false(d.founding_month);
    for (size_t i = 0; i < ARRAY_LEN(wants); i++) {
        const struct want *w = &wants[i];
        const struct duty *x = duty_find(&d, w->code, on("2026-01-01"));
        assert_non_null(x);
        assert_ptr_equal(x, &d.list[i]); /* in this order */
        char flags[8];
        snprintf(flags, sizeof flags, "%c%c%c%c", x->per_group ? 'g' : '-',
                 x->off ? 'f' : '-', x->by_year ? 'y' : '-',
                 x->local ? 'l' : '-');
        if (x->period != w->period || x->applies != w->applies || x->min != 1 ||
            strcmp(what_of(x), w->what) != 0 || strcmp(x->sub, w->sub) != 0 ||
            strcmp(flags, w->flags) != 0) {
            fail_msg("%s: %d %d %s %s %s", w->code, (int)x->period,
                     (int)x->applies, what_of(x), x->sub, flags);
        }
        if (x->name[0] == '\0' || x->abbr[0] == '\0' || x->note[0] == '\0' ||
            x->basis[0] == '\0' || x->own || x->advisory) {
            fail_msg("%s: not whole", w->code);
        }
    }
    scene_close(&s);
}

/* What is compiled in counts only kinds and sub-kinds that there are. */
TEST(duties_count_kinds_that_exist)
{
    const char *kinds = embed_find("rules/kinds.ini")->text;
    for (size_t i = 0; i < ARRAY_LEN(wants); i++) {
        char section[40];
        snprintf(section, sizeof section, "\n[%s]\n", wants[i].what);
        const char *at = strstr(kinds, section);
        bool is_kind = strchr(wants[i].what, '.') != NULL || at != NULL;
        if (!is_kind) {
            continue;
        }
        if (at == NULL) {
            fail_msg("%s: no kind %s", wants[i].code, wants[i].what);
        }
        const char *sub = strstr(at, "\nsub ");
        const char *next = strstr(at + 2, "\n[");
        if (wants[i].sub[0] != '\0' &&
            (sub == NULL || (next != NULL && sub > next) ||
             strstr(sub, wants[i].sub) == NULL)) {
            fail_msg("%s: no sub %s", wants[i].code, wants[i].sub);
        }
    }
}

/* A duty put on with two as its minimum, `count` facts that fit, and as many
   as make six that do not: of another sub-kind, kind or group. */
static void bite(struct scene *s, const struct want *w, int count)
{
    static const struct duty_group group = {7, "一组", {0, DATE_NONE}};
    const struct duty_own own = {w->code, always, true, 2, "某决定"};
    struct duty_fact f[6];
    for (int k = 0; k < 6; k++) {
        bool fits = k < count;
        f[k] = fact(fits || w->sub[0] != '\0' ? w->what : "no", "2026-03-10");
        f[k].sub = fits ? w->sub : "别的";
        f[k].grp = fits ? 7 : 8;
    }
    scene_open(s, NULL);
    s->b = (struct duty_branch){
        .life = always,
        .committee = &always,
        .n_committee = 1,
        .activists = &always,
        .n_activists = 1,
        .groups = &group,
        .n_groups = 1,
        .own = &own,
        .n_own = 1,
    };
    scene_judge(s, f, 6, 2026, "2027-01-01");
}

TEST(duties_each_row_bites)
{
    for (size_t i = 0; i < ARRAY_LEN(wants); i++) {
        const struct want *w = &wants[i];
        for (int count = 0; count <= 3; count++) {
            struct scene s;
            bite(&s, w, count);
            const struct duty_row *r = row_of(&s.m, w->code);
            assert_non_null(r);
            size_t cell = duty_cell_of(w->period, on("2026-03-10"));
            const struct duty_cell *c = &r->cells[cell];
            bool scored = w->period != DUTY_EVENT;
            enum duty_light want = count >= 2 ? DUTY_DONE
                                   : scored   ? DUTY_MISSING
                                              : DUTY_NA;
            if (c->light != want || c->count != count || c->min != 2) {
                fail_msg("%s with %d: light %d, count %d of %d", w->code, count,
                         (int)c->light, c->count, c->min);
            }
            for (size_t k = 0; k < r->n_cells; k++) {
                assert_true(k == cell || r->cells[k].count == 0);
            }
            assert_int_equal(r->satisfied, scored && count >= 2);
            assert_int_equal(r->applicable, scored ? (int)r->n_cells : 0);
            scene_close(&s);
        }
    }
}

/* ---- own rows -------------------------------------------------------- */

TEST(duties_an_own_row_is_a_new_duty)
{
    struct scene s;
    scene_open(&s, "[Z01]\nname = 读书会\nkind = reading.club\n"
                   "period = quarter\nmin = 2\nbasis = 本支部决定\n"
                   "[Z02]\nname = 公示\nbook = done\nperiod = half\nmin = 1\n"
                   "advisory = yes\nbasis = 本支部决定\n");
    assert_int_equal(s.d.n_complaints, 0);
    assert_int_equal(s.d.n, ARRAY_LEN(wants) + 2);
    struct duty_fact f[] = {
        fact("reading.club", "2026-01-05"), fact("reading.club", "2026-04-05"),
        fact("reading.club", "2026-05-05"), fact("done", "2026-08-05")};
    f[3].sub = "Z02";
    scene_judge(&s, f, 4, 2026, "2026-11-20");
    expect(&s.m, "Z01", "!*!o");
    expect(&s.m, "Z02", "-*"); /* advisory: never missing */
    expect_why(row_of(&s.m, "Z02"), 0, "只提醒，不算缺");
    assert_int_equal(row_of(&s.m, "Z02")->applicable, 0);
    assert_true(row_of(&s.m, "Z01")->duty->own);
    assert_true(row_of(&s.m, "Z01")->duty->local);
    scene_close(&s);
}

TEST(duties_an_own_row_changes_a_local_one)
{
    struct scene s;
    scene_open(&s, "[M04]\nmin = 2\nwhen = 每季末\nbasis = 某市规定\n"
                   "[M23]\noff = no\nbasis = 某市规定\n"
                   "[M10]\noff = no\nbasis = 本单位有党组\n"
                   "[M29]\nbook = done\nbasis = 某市规定\n");
    assert_int_equal(s.d.n_complaints, 0);
    assert_int_equal(s.d.n, ARRAY_LEN(wants));
    scene_judge(&s, NULL, 0, 2026, "2026-11-20");
    const struct duty *d = row_of(&s.m, "M04")->duty;
    assert_int_equal(d->min, 2);
    assert_string_equal(d->name, "党课");
    assert_string_equal(d->when, "每季末");
    assert_string_equal(d->basis, "某市规定");
    assert_true(d->own);
    expect(&s.m, "M23", "!o");
    expect(&s.m, "M10", "!!!o");
    assert_string_equal(row_of(&s.m, "M29")->duty->sub, "M29");
    scene_close(&s);
}

TEST(duties_a_dated_row_changes_only_the_future)
{
    struct scene s;
    scene_open(&s, "[M01 2026]\nperiod = month\nbasis = 新条例\n"
                   "article = 第九条\nfrom = 2026-04-01\n"
                   "[M06 2026]\nmin = 2\nkind = redsite\nbasis = 新条例\n"
                   "from = 2026-08-15\n"
                   "[M04]\nmin = 3\nbasis = 某市规定\nfrom = 2018-01-01\n"
                   "[M05]\nmin = 4\nbasis = 某市规定\nfrom = 2018-10-28\n");
    assert_int_equal(s.d.n_complaints, 0);
    assert_int_equal(duty_find(&s.d, "M01", on("2026-03-31"))->period,
                     DUTY_QUARTER);
    assert_int_equal(duty_find(&s.d, "M01", on("2026-04-01"))->period,
                     DUTY_MONTH);
    assert_string_equal(duty_find(&s.d, "M01", on("2026-04-01"))->basis,
                        "新条例第九条");
    /* a local one gives way altogether */
    assert_int_equal(duty_find(&s.d, "M04", on("2018-01-01"))->min, 3);
    assert_int_equal(duty_find(&s.d, "M04", on("2026-01-01"))->min, 3);
    assert_null(duty_find(&s.d, "M04", on("2017-12-31")));
    assert_int_equal(duty_find(&s.d, "M05", on("2018-10-28"))->min, 4);
    struct duty_fact f[] = {
        fact("branch.meeting", "2026-02-01"), fact("themeday", "2026-08-20"),
        fact("redsite", "2026-08-20"),        fact("redsite", "2026-09-01"),
        fact("redsite", "2026-09-02"),        fact("themeday", "2026-09-03")};
    scene_judge(&s, f, ARRAY_LEN(f), 2026, "2026-11-20");
    size_t n = 0;
    for (size_t i = 0; i < s.m.n; i++) {
        const struct duty_row *r = &s.m.rows[i];
        char got[16];
        if (strcmp(r->duty->code, "M01") == 0) {
            n++;
            assert_string_equal(lights(r, got),
                                r->n_cells == 4 ? "*---" : "---!!!!!!!o.");
        }
    }
    assert_int_equal(n, 2);
    /* a month goes by the version of its first day */
    expect(&s.m, "M06", "!!!!!!!**!o.");
    assert_int_equal(row_of(&s.m, "M06")->cells[7].count, 1);
    assert_int_equal(row_of(&s.m, "M06")->cells[8].count, 2);
    scene_close(&s);
}

TEST(duties_nothing_is_asked_before_the_rule)
{
    struct scene s;
    scene_open(&s, NULL);
    scene_judge(&s, NULL, 0, 2018, "2026-11-20");
    expect(&s.m, "M06", "----------!!");
    assert_null(row_of(&s.m, "M07"));
    expect_why(row_of(&s.m, "M06"), 0, "当时没有这条规定");
    expect(&s.m, "M14", "!!!!!!!!!!!!");
    duties_judge(&s.m, &s.a, &s.d, &s.b, NULL, 0, 2018, on("2026-11-20"), true);
    expect(&s.m, "M07", "-");
    assert_int_equal(s.m.n, ARRAY_LEN(wants));
    scene_close(&s);
}

TEST(duties_a_broken_row_is_named_and_the_rest_loads)
{
    static const struct {
        const char *text;
        int line;
        const char *says;
    } rows[] = {
        {"[Z]\nname = 甲\nkind = x\nperiod = week\nmin = 1\n", 4, "week"},
        {"[Z]\nname = 甲\nkind = x\nmin = 1\n", 2, "没有写 period"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\n", 2, "没有写 min"},
        {"[Z]\nkind = x\nperiod = month\nmin = 1\n", 2, "没有写 name"},
        {"[Z]\nname = 甲\nperiod = month\nmin = 1\n", 2, "没有写 kind 或 book"},
        {"[Z]\nname = 甲\nkind = x\nbook = y\nperiod = month\nmin = 1\n", 4,
         "只能写一个"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\nmin = 0\n", 5, "min 应是"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\nmin = 1.5\n", 5,
         "min 应是"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\nmin = 1\napplies = big\n",
         6, "applies 不认识 big"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\nmin = 1\noff = 1\n", 6,
         "off 不认识 1"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\nmin = 1\nvalue = 1\n", 6,
         "不能写 value"},
        {"[Z]\nname = 甲\nkind = x\nperiod = month\nmin = 1\ncount = 1\n", 6,
         "没有 count"},
        {"[甲]\nname = 甲\nkind = x\nperiod = month\nmin = 1\n", 2,
         "只能用英文字母"},
        {"[M01]\nmin = 2\n", 2, "改它要写 from"},
        {"[M01]\noff = yes\n", 2, "改它要写 from"},
        {"[M01 x]\nmin = 2\nfrom = 2018-10-28\n", 2, "应晚于"},
        {"[M01 x]\nmin = 2\nfrom = 2018-10-27\n", 2, "应晚于"},
        {"[M04]\nname = -\n", 2, "没有写 name"},
        {"[limit.warn_days]\nvalue = 10 5\n", 2, "三个从多到少"},
        {"[limit.warn_days]\nvalue = 10 5 1 0\n", 2, "三个从多到少"},
        {"[limit.warn_days]\nvalue = 1 5 10\n", 2, "三个从多到少"},
        {"[limit.warn_days]\nvalue = 10 五 1\n", 2, "三个从多到少"},
        {"[limit.founding_month]\nvalue = 是\n", 2, "yes 或 no"},
        {"[limit.other]\nvalue = 1\n", 2, "没有这条规定"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct scene s;
        struct arena text = ARENA_INIT;
        scene_open(&s, arena_printf(&text,
                                    "%sbasis = 1\n[Z09]\nname = 乙\nkind = x\n"
                                    "period = year\nmin = 1\nbasis = 1\n",
                                    rows[i].text));
        const struct ini_complaint *c = s.d.complaints;
        if (s.d.n_complaints != 1 || c->line != rows[i].line ||
            strstr(c->text, rows[i].says) == NULL) {
            fail_msg("row %zu: %s", i,
                     s.d.n_complaints > 0 ? c->text : "no complaint");
        }
        assert_int_equal(s.d.n, ARRAY_LEN(wants) + 1);
        assert_int_equal(duty_find(&s.d, "M01", on("2026-01-01"))->min, 1);
        assert_string_equal(duty_find(&s.d, "M04", on("2026-01-01"))->name,
                            "党课");
        assert_int_equal(s.d.warn_days[0], 10);
        assert_non_null(duty_find(&s.d, "Z09", 0));
        scene_close(&s);
        arena_clear(&text);
    }
    struct scene s;
    scene_open(&s, "[M04 a]\nmin = 2\nbasis = 1\nfrom = 2027-01-01\n"
                   "[M04 b]\nmin = 3\nbasis = 1\nfrom = 2027-01-01\n");
    assert_int_equal(s.d.n_complaints, 1);
    assert_int_equal(s.d.complaints[0].line, 6);
    assert_int_equal(duty_find(&s.d, "M04", on("2027-01-01"))->min, 2);
    scene_close(&s);
}

TEST(duties_compiled_in_rows_must_be_whole)
{
    const char *whole = embed_find("rules/duties.ini")->text;
    struct arena a = ARENA_INIT;
    struct duties d;
    struct err err = ERR_INIT;
    assert_false(duties_load(&d, &a, "", NULL, &err));
    assert_string_equal(err.code, "E-DUTY-001");
    assert_false(
        duties_load(&d, &a, strstr(whole, "[limit.founding"), NULL, &err));
    assert_string_equal(err.code, "E-DUTY-001");
    assert_false(duties_load(
        &d, &a, arena_printf(&a, "%s[M31]\n%s", whole, "x = 1\n"), NULL, &err));
    assert_string_equal(err.code, "E-DUTY-001");
    assert_true(duties_load(&d, &a, whole, NULL, &err));
    arena_clear(&a);
}
