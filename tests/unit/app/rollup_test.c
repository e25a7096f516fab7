/* All branches of a ledger together: the two of the sample, against each asked
   alone. */
#include "figures_crowd.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rollup.h"
#include "pbtui/report/rollup_table.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <string.h>

static struct rollup_figures ask(struct ground *g, const char *code)
{
    struct rollup_figures r;
    struct err err = ERR_INIT;
    struct span span = span_of_year(2026);
    const struct figure *f =
        code == NULL ? NULL : figures_find(book_figures(g->book), code);
    if (!rollup_figures(g->book, &g->arena, &span, f, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
    return r;
}

/* A branch that began and ended on these days; ended NULL: it is there. */
static int64_t add_branch(struct ground *g, const char *name, int ord,
                          const char *founded, const char *ended)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("insert into branch (ver, name, short, kind, founded_on,"
                  " closed_on, committee, ord) select 1, :name, :name, kind,"
                  " :founded, :ended, 0, :ord from branch limit 1"));
    stmt_text(&st, ":name", name);
    stmt_text(&st, ":founded", founded);
    stmt_text(&st, ":ended", ended);
    stmt_int(&st, ":ord", ord);
    assert_true(stmt_run(&st, NULL));
    return stmt_last_id(g->book->db);
}

TEST(what_branches_come_to_is_what_each_says)
{
    struct ground g;
    struct err err = ERR_INIT;
    ground_open(&g);
    int64_t branch = g.book->branch;
    struct rollup_figures r = ask(&g, NULL);
    assert_int_equal(g.book->branch, branch);
    assert_int_equal(r.n_branches, 2);
    assert_int_equal(r.n_failed, 0);
    for (size_t i = 0; i < r.n; i++) {
        const struct figure *f = r.lines[i].figure;
        struct figure_answer x[2];
        for (size_t k = 0; k < 2; k++) {
            g.book->branch = r.branches[k].id;
            assert_true(figure_ask(g.book, &g.arena, f, &r.span, &x[k], &err));
        }
        for (size_t v = 0; v < f->n_values; v++) {
            const struct figure_rule *rule = &f->values[v];
            const char *total = r.lines[i].totals[v];
            if (rule->how <= FIGURE_SUM) {
                int64_t sum = x[0].numbers[v] + x[1].numbers[v];
                assert_string_equal(total, figure_shown(&g.arena, rule, sum));
            } else if (rule->how == FIGURE_DISTINCT ||
                       rule->how == FIGURE_LAST) {
                assert_string_equal(total, "—");
            }
            assert_int_equal(r.lines[i].lacking[v],
                             rollup_lacks(&x[0], v) + rollup_lacks(&x[1], v));
            for (size_t k = 0; k < 2; k++) {
                assert_string_equal(r.lines[i].of[k].values[v], x[k].values[v]);
            }
        }
    }
    ground_close(&g);
}

/* 22 of 28 and 5 of 5 are 27 of 33, not the mean of two shares. */
TEST(a_share_of_all_branches_is_worked_out_anew)
{
    struct ground g;
    ground_open(&g);
    struct rollup_figures r = ask(&g, "R07");
    const struct rollup_line *line = &r.lines[0];
    size_t reached = ground_value(&line->of[0], "达到规定学时");
    size_t members = ground_value(&line->of[0], "党员");
    size_t share = ground_value(&line->of[0], "达标率");
    size_t mean = ground_value(&line->of[0], "人均学时");
    size_t hours = ground_value(&line->of[0], "学时");
    int64_t over = 0;
    int64_t of = 0;
    int64_t minutes = 0;
    for (size_t i = 0; i < r.n_branches; i++) {
        over += line->of[i].numbers[reached];
        of += line->of[i].numbers[members];
        minutes += line->of[i].numbers[hours];
    }
    assert_true(of > line->of[0].numbers[members]);
    const struct figure_rule *v = line->figure->values;
    assert_string_equal(
        line->totals[share],
        figure_shown(&g.arena, &v[share], (over * 10000 + of / 2) / of));
    assert_string_equal(
        line->totals[mean],
        figure_shown(&g.arena, &v[mean], (minutes * 100 + of / 2) / of));
    ground_close(&g);
}

TEST(who_has_nothing_stands_first_and_nobody_is_ranked)
{
    struct ground g;
    struct table t;
    ground_open(&g);
    int64_t last = add_branch(&g, "丙支部", 90, "2020-01-01", NULL);
    int64_t first = add_branch(&g, "甲支部", 0, "2020-01-01", NULL);
    struct rollup_figures r = ask(&g, "R56");
    const struct rollup_line *line = &r.lines[0];
    assert_int_equal(r.n_branches, 4);
    assert_int_equal(r.branches[0].id, first);
    assert_int_equal(r.branches[3].id, last);
    assert_int_equal(line->lacking[0], 3);
    /* 甲, 离退休, 丙 have no visit; the office has, and stands behind. */
    static const size_t order[] = {0, 2, 3, 1};
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(line->order[i], order[i]);
    }
    rollup_table_one(&t, &g.arena, &r, false);
    assert_int_equal(t.n_rows, 5);
    assert_string_equal(t.rows[0][1], "甲支部");
    assert_string_equal(t.rows[4][1], "合计");
    assert_string_equal(t.rows[4][2], t.rows[3][2]);
    assert_non_null(strstr(t.foot, "3 个还没有，排在前面"));
    rollup_table_one(&t, &g.arena, &r, true);
    assert_int_equal(t.n_rows, 4 * line->figure->n_values);
    ground_close(&g);
}

TEST(a_dissolved_branch_counts_for_its_days)
{
    static const struct {
        const char *from, *to;
        size_t n;
    } rows[] = {
        {"2024-01-01", "2024-05-31", 2}, /* before it was founded */
        {"2024-01-01", "2024-06-01", 3}, {"2025-01-01", "2025-12-31", 3},
        {"2026-03-30", "2026-12-31", 3}, {"2026-03-31", "2026-12-31", 2},
    };
    struct ground g;
    ground_open(&g);
    add_branch(&g, "丁支部", 90, "2024-06-01", "2026-03-31");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct org_branch *list;
        int from, to;
        assert_true(date_read(rows[i].from, &from) &&
                    date_read(rows[i].to, &to));
        if (org_list_of(g.book, &g.arena, from, to, &list) != rows[i].n) {
            fail_msg("row %zu", i);
        }
    }
    ground_close(&g);
}

TEST(more_branches_than_a_screen_has_are_all_there)
{
    struct ground g;
    struct org_branch *list;
    ground_open(&g);
    int64_t id = 0;
    for (int i = 0; i < 98; i++) {
        id = add_branch(&g, arena_printf(&g.arena, "第%d支部", i + 1), 10 + i,
                        "2020-01-01", NULL);
    }
    assert_int_equal(org_list(g.book, &g.arena, &list), 100);
    g.book->branch = id;
    assert_string_equal(org_current(g.book, &g.arena).name, "第98支部");
    ground_close(&g);
}

/* Months that follow each other are said as one. */
TEST(what_a_branch_misses_is_said_briefly)
{
    static const struct {
        const char *months; /* - for the missing ones */
        const char *text;
    } rows[] = {
        {"-...........", "支委会 1 月"},
        {"--..........", "支委会 1 月、2 月"},
        {"---.........", "支委会 1—3 月"},
        {"-.----.--..-", "支委会 1 月、3—6 月、8 月、9 月、12 月"},
        {"------------", "支委会 1—12 月"},
        {"............", ""},
    };
    struct arena a = ARENA_INIT;
    const struct duty duty = {.name = "支部委员会会议", .abbr = "支委会"};
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct duty_row row = {.duty = &duty, .n_cells = 12, .grp_name = ""};
        for (size_t k = 0; k < 12; k++) {
            row.cells[k].light =
                rows[i].months[k] == '-' ? DUTY_MISSING : DUTY_DONE;
        }
        struct duty_matrix m = {.rows = &row, .n = 1, .year = 2026};
        struct rollup_duties r = {.month = MONTH_NONE, .of = &m, .n = 1};
        assert_string_equal(rollup_missing_text(&a, &r, 0), rows[i].text);
        r.month = month_make(2026, 3);
        assert_string_equal(rollup_missing_text(&a, &r, 0),
                            rows[i].months[2] == '-' ? "支委会 3 月" : "");
    }
    arena_clear(&a);
}

TEST(duties_of_branches_are_those_of_each)
{
    struct ground g;
    struct table t;
    struct rollup_duties r;
    struct err err = ERR_INIT;
    ground_open(&g);
    int64_t branch = g.book->branch;
    for (int month = MONTH_NONE; month != month_make(2026, 12);
         month = month == MONTH_NONE ? month_make(2026, 1) : month + 1) {
        assert_true(rollup_duties(g.book, &g.arena, 2026, month, &r, &err));
        assert_int_equal(g.book->branch, branch);
        assert_int_equal(r.n, 2);
        bool over = false;
        for (size_t k = 0; k < r.n; k++) {
            struct duty_matrix m;
            size_t at = r.order[k];
            g.book->branch = r.branches[at].id;
            assert_true(
                duty_matrix_of(g.book, &g.arena, 2026, false, &m, &err));
            assert_int_equal(r.missing[at], month == MONTH_NONE
                                                ? m.missing
                                                : duties_missing_in(&m, month));
            const char *lacks = rollup_missing_text(&g.arena, &r, at);
            assert_int_equal(lacks[0] != '\0', r.missing[at] > 0);
            assert_false(over && r.missing[at] > 0);
            over = r.missing[at] == 0;
        }
        g.book->branch = branch;
        rollup_table_duties(&t, &g.arena, &r, false);
        assert_int_equal(t.n_rows, 2);
    }
    ground_close(&g);
}

TEST(with_one_branch_it_says_so)
{
    struct ground g;
    struct table t;
    struct stmt st;
    ground_open(&g);
    stmt_open(&st, g.book->db,
              SQL("update branch set voided_on = '2026-11-20', void_reason ="
                  " '只留一个' where id <> :branch"));
    stmt_int(&st, ":branch", g.book->branch);
    assert_true(stmt_run(&st, NULL));
    struct rollup_figures r = ask(&g, "R56");
    rollup_table_one(&t, &g.arena, &r, false);
    assert_int_equal(r.n_branches, 1);
    assert_non_null(strstr(t.foot, "只有一个支部"));
    ground_close(&g);
}

/* The rows of each branch are its own: a twin of this one has as many. */
TEST(rows_of_branches_stand_under_their_names)
{
    struct ground g;
    struct table t;
    ground_open(&g);
    struct crowd c = {.ground = &g, .stream = 5};
    crowd_faults(&c);
    crowd_noise(&c);
    struct rollup_figures r = ask(&g, "R56");
    const struct rollup_line *line = &r.lines[0];
    int64_t own = 0;
    size_t same = 0;
    size_t rows = 0;
    for (size_t i = 0; i < r.n_branches; i++) {
        own = r.branches[i].id == g.book->branch ? line->of[i].numbers[0] : own;
        rows += line->of[i].rows.n;
    }
    for (size_t i = 0; i < r.n_branches; i++) {
        same += line->of[i].numbers[0] == own;
    }
    assert_true(own > 0);
    assert_int_equal(same, 3); /* itself, its twin, the shared one */
    rollup_table_rows(&t, &g.arena, &r);
    assert_int_equal(t.n_rows, rows);
    assert_int_equal(t.n_rows, 3 * own);
    ground_close(&g);
}
