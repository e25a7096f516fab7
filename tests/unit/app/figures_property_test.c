/* Figures over random records: every number is what its rows come to, quarters
   are the year, and what is voided or of another branch changes nothing.

   Numbers are worked out a second time by SQL over the figure's rows, rows by
   reading the tables and choosing in C (figures_rows_test.c).  Each check has a
   twin that must fail: the same figures without one of their conditions, or
   with a promise that they cannot keep. */
#include "figures_crowd.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/facts.h"
#include "pbtui/ledger/guest_text.h"
#include "pbtui/store/guest.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include <inttypes.h>
#include <string.h>

#define SEEDS 3

static void crowd_open(struct crowd *c, struct ground *g, uint64_t seed)
{
    ground_open(g);
    *c = (struct crowd){.ground = g, .stream = seed};
    crowd_records(c, 4);
    crowd_meetings(c, 4);
    assert_true(c->n_saved > 250 && c->n_voided > 20);
}

static struct span months(int year, int first, int n)
{
    int month = month_make(year, first);
    return (struct span){month_first_day(month), month_last_day(month + n - 1)};
}

static struct figure_answer ask(struct ground *g, const struct figure *f,
                                struct span span)
{
    struct err err = ERR_INIT;
    struct figure_answer x;
    if (!figure_ask(g->book, &g->arena, f, &span, &x, &err)) {
        fail_msg("%s: %s %s", f->code, err.text, err.detail);
    }
    return x;
}

/* ---- a number is its rows ----------------------------------------------- */

static void bind(struct ground *g, struct stmt *st, const struct span *span)
{
    char from[11], to[11], day[11];
    int year, month, mday;
    int end = g->book->day < span->to ? g->book->day : span->to;
    date_split(span->to, &year, &month, &mday);
    const struct {
        const char *name, *text;
    } texts[] = {{":from", date_text(span->from, from)},
                 {":to", date_text(span->to, to)},
                 {":day", date_text(end, day)}};
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        if (guest_wants(st, texts[i].name)) {
            stmt_text(st, texts[i].name, texts[i].text);
        }
    }
    if (guest_wants(st, ":branch")) {
        stmt_int(st, ":branch", g->book->branch);
    }
    if (guest_wants(st, ":year")) {
        stmt_int(st, ":year", year);
    }
    for (size_t i = 0; facts_names[i] != NULL; i++) {
        const char *json;
        struct err err = ERR_INIT;
        if (guest_wants(st, facts_names[i])) {
            assert_true(facts_json(g->book, &g->arena, facts_names[i], span,
                                   &json, &err));
            stmt_text(st, facts_names[i], json);
        }
    }
}

static int64_t over_rows(struct ground *g, const struct figure *f,
                         const struct span *span, const char *expression)
{
    struct stmt st;
    struct sql sql;
    int64_t n = 0;
    const char *text;
    assert_true(guest_text(g->book, &g->arena, f->sql, &text, NULL));
    sql_init(&sql);
    sql_lit(&sql,
            arena_printf(&g->arena, "select %s from (%s)", expression, text));
    stmt_open_built(&st, g->book->db, &sql);
    bind(g, &st, span);
    if (stmt_row(&st)) {
        n = stmt_col_int(&st, 0);
    }
    assert_true(stmt_done(&st, NULL));
    sql_clear(&sql);
    return n;
}

static int64_t sum_of(struct ground *g, const struct figure *f,
                      const struct span *span, const char *column)
{
    return over_rows(g, f, span,
                     arena_printf(&g->arena,
                                  "coalesce(sum(cast(\"%s\" as integer)), 0)",
                                  column));
}

static int64_t distinct_of(struct ground *g, const struct figure *f,
                           const struct span *span, const char *column)
{
    return over_rows(g, f, span,
                     arena_printf(&g->arena,
                                  "count(distinct nullif(cast(\"%s\" as text),"
                                  " ''))",
                                  column));
}

static int64_t rounded(int64_t over, int64_t under)
{
    return under == 0 ? 0 : (over + under / 2) / under;
}

/* What SQL makes of the same rows. */
static int64_t worked_out(struct ground *g, const struct figure_answer *x,
                          const struct figure_rule *v)
{
    struct arena *a = &g->arena;
    const struct figure *f = x->figure;
    const struct span *s = &x->span;
    switch (v->how) {
    case FIGURE_COUNT:
        return over_rows(g, f, s, "count(*)");
    case FIGURE_COUNT_IS:
        return over_rows(g, f, s,
                         arena_printf(a,
                                      "count(*) filter (where cast(\"%s\" as"
                                      " text) = '%s')",
                                      v->column, v->other));
    case FIGURE_COUNT_HAS:
        return over_rows(g, f, s,
                         arena_printf(a,
                                      "count(*) filter (where cast(\"%s\" as"
                                      " text) not in ('', '0'))",
                                      v->column));
    case FIGURE_SUM:
        return sum_of(g, f, s, v->column);
    case FIGURE_DISTINCT:
        return distinct_of(g, f, s, v->column);
    case FIGURE_SHARE:
        return rounded(sum_of(g, f, s, v->column) * 10000,
                       v->other[0] == '\0' ? over_rows(g, f, s, "count(*)")
                                           : sum_of(g, f, s, v->other));
    case FIGURE_MEAN:
        return rounded(sum_of(g, f, s, v->column) * 100,
                       distinct_of(g, f, s, v->other));
    case FIGURE_LAST:
        break;
    }
    return 0;
}

static void check_numbers(struct ground *g, const struct figure_answer *x)
{
    const struct figure *f = x->figure;
    for (size_t i = 0; i < f->n_values; i++) {
        int64_t n = worked_out(g, x, &f->values[i]);
        if (n != x->numbers[i]) {
            print_error("%s %s: %lld, its rows come to %lld\n", f->code,
                        f->values[i].label, (long long)x->numbers[i],
                        (long long)n);
            g->wrong++;
        }
    }
    for (size_t p = 0; p < f->n_parts; p++) {
        struct figure_count *list;
        size_t n = figure_counts(x, &g->arena, p, &list);
        size_t all = 0;
        for (size_t i = 0; i < n; i++) {
            all += (size_t)list[i].n;
        }
        if (all != x->rows.n) {
            print_error("%s %s: its parts are not all rows\n", f->code,
                        f->parts[p].label);
            g->wrong++;
        }
    }
}

PROPERTY(every_number_is_what_its_rows_come_to)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ground g;
        struct crowd c;
        crowd_open(&c, &g, unit_seed() + seed);
        const struct figure_set *set = book_figures(g.book);
        assert_true(set->n >= 73);
        for (size_t i = 0; i < set->n; i++) {
            int first = 1 + (int)unit_below(&c.stream, 12);
            int n = 1 + (int)unit_below(&c.stream, (uint64_t)(13 - first));
            struct figure_answer whole =
                ask(&g, &set->list[i], span_of_year(2026));
            struct figure_answer part =
                ask(&g, &set->list[i], months(2026, first, n));
            check_numbers(&g, &whole);
            check_numbers(&g, &part);
        }
        assert_int_equal(g.wrong, 0);
        ground_close(&g);
    }
}

/* ---- spans that follow each other --------------------------------------- */

/* A year cut at random months; false: some value is not the sum of its parts.
 */
static bool adds_up(struct crowd *c, const struct figure *f, int year)
{
    struct ground *g = c->ground;
    struct figure_answer whole = ask(g, f, span_of_year(year));
    int64_t *sums = arena_array(&g->arena, f->n_values + 1, sizeof *sums);
    memset(sums, 0, f->n_values * sizeof *sums);
    for (int first = 1; first <= 12;) {
        int n = 1 + (int)unit_below(&c->stream, 5);
        n = first + n > 13 ? 13 - first : n;
        struct figure_answer x = ask(g, f, months(year, first, n));
        for (size_t i = 0; i < f->n_values; i++) {
            sums[i] += x.numbers[i];
        }
        first += n;
    }
    bool all = true;
    for (size_t i = 0; i < f->n_values; i++) {
        all = all && (!f->values[i].adds || sums[i] == whole.numbers[i]);
    }
    return all;
}

PROPERTY(what_adds_up_over_spans_is_the_year)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ground g;
        struct crowd c;
        size_t n_adding = 0;
        crowd_open(&c, &g, unit_seed() + seed);
        const struct figure_set *set = book_figures(g.book);
        for (size_t i = 0; i < set->n; i++) {
            const struct figure *f = &set->list[i];
            n_adding += f->values[0].adds;
            if (!adds_up(&c, f, 2026) || !adds_up(&c, f, 2025)) {
                print_error("%s does not add up\n", f->code);
                g.wrong++;
            }
        }
        assert_true(n_adding > 40);
        assert_int_equal(g.wrong, 0);
        ground_close(&g);
    }
}

/* What looks at the end of a span, or at a whole year, cannot promise it. */
TEST(a_promise_to_add_up_that_cannot_be_kept_is_found)
{
    static const char *const codes[] = {"R07", "R15", "R36", "R37",
                                        "R48", "R57", "R66", "R67"};
    struct ground g;
    struct crowd c;
    crowd_open(&c, &g, 7);
    for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
        struct figure f = *figures_find(book_figures(g.book), codes[i]);
        struct figure_rule *values =
            arena_array(&g.arena, f.n_values, sizeof *values);
        memcpy(values, f.values, f.n_values * sizeof *values);
        for (size_t k = 0; k < f.n_values; k++) {
            assert_false(values[k].adds);
            values[k].adds = values[k].how <= FIGURE_SUM;
        }
        f.values = values;
        if (adds_up(&c, &f, 2026)) {
            fail_msg("%s adds up", codes[i]);
        }
    }
    ground_close(&g);
}

/* ---- what must not be counted ------------------------------------------- */

static struct span both_years(void)
{
    return (struct span){span_of_year(2025).from, span_of_year(2026).to};
}

static bool same_rows(const struct figure_answer *x,
                      const struct figure_answer *y)
{
    if (x->rows.n != y->rows.n) {
        return false;
    }
    for (size_t i = 0; i < x->rows.n; i++) {
        for (size_t k = 0; k < x->rows.n_columns; k++) {
            if (strcmp(x->rows.list[i].cells[k], y->rows.list[i].cells[k]) !=
                0) {
                return false;
            }
        }
    }
    return true;
}

PROPERTY(voided_rows_and_other_branches_count_for_nothing)
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct ground g;
        struct crowd c;
        crowd_open(&c, &g, unit_seed() + seed);
        const struct figure_set *set = book_figures(g.book);
        crowd_faults(&c);
        struct figure_answer *was = arena_array(&g.arena, set->n, sizeof *was);
        for (size_t i = 0; i < set->n; i++) {
            was[i] = ask(&g, &set->list[i], both_years());
        }
        int64_t before = crowd_count(&c, "r_visits");
        crowd_noise(&c);
        assert_int_equal(crowd_count(&c, "r_visits"), 5 * before);
        for (size_t i = 0; i < set->n; i++) {
            struct figure_answer is = ask(&g, &set->list[i], both_years());
            if (!same_rows(&was[i], &is)) {
                print_error("%s: %zu rows, with what must not count %zu\n",
                            set->list[i].code, was[i].rows.n, is.rows.n);
                g.wrong++;
            }
        }
        assert_int_equal(g.wrong, 0);
        ground_close(&g);
    }
}

/* The query with the n-th of a text replaced, or all of them; NULL: there is no
   n-th. */
#define ALL SIZE_MAX
static const char *without(struct arena *a, const char *sql, const char *what,
                           const char *with, size_t nth)
{
    struct strbuf sb;
    size_t n = 0;
    size_t changed = 0;
    sb_init(&sb);
    for (const char *s = sql; *s != '\0';) {
        if (strncmp(s, what, strlen(what)) == 0) {
            bool it = nth == ALL || n == nth;
            sb_add(&sb, it ? with : what);
            changed += it;
            n++;
            s += strlen(what);
        } else {
            sb_addn(&sb, s++, 1);
        }
    }
    const char *text = changed == 0 ? NULL : arena_str(a, sb.s);
    sb_clear(&sb);
    return text;
}

/* Is it noticed that a figure asks without a condition? */
static bool is_caught(struct ground *g, const struct figure *f,
                      const char *mutant)
{
    struct figure bad = *f;
    bad.sql = mutant;
    struct figure_answer good_rows = ask(g, f, both_years());
    struct figure_answer bad_rows = ask(g, &bad, both_years());
    return !same_rows(&good_rows, &bad_rows);
}

static const struct {
    const char *what, *with;
} conditions[] = {
    {"voided_on is null", "voided_on is not 0"},
    {"branch_id = :branch", "branch_id > 0"},
};

TEST(a_figure_without_its_conditions_is_caught)
{
    struct ground g;
    struct crowd c;
    crowd_open(&c, &g, 11);
    crowd_faults(&c);
    crowd_noise(&c);
    const struct figure_set *set = book_figures(g.book);
    for (size_t i = 0; i < set->n; i++) {
        const struct figure *f = &set->list[i];
        for (size_t k = 0; k < ARRAY_LEN(conditions); k++) {
            const char *mutant = without(&g.arena, f->sql, conditions[k].what,
                                         conditions[k].with, ALL);
            /* What the program works out is of the branch by itself. */
            bool given = strstr(f->sql, "json_each(:") != NULL;
            bool good = mutant == NULL ? given : is_caught(&g, f, mutant);
            if (!good) {
                print_error("%s without %s is not caught\n", f->code,
                            conditions[k].what);
                g.wrong++;
            }
        }
    }
    assert_int_equal(g.wrong, 0);
    ground_close(&g);
}

/* The others say again what holds of the row they are joined to, or look for
   something where one voided record more or less makes no difference. */
TEST(of_single_conditions_more_than_three_in_four_are_needed)
{
    struct ground g;
    struct crowd c;
    size_t n = 0;
    size_t caught = 0;
    crowd_open(&c, &g, 13);
    crowd_faults(&c);
    crowd_noise(&c);
    const struct figure_set *set = book_figures(g.book);
    for (size_t i = 0; i < set->n * ARRAY_LEN(conditions); i++) {
        const struct figure *f = &set->list[i / ARRAY_LEN(conditions)];
        size_t k = i % ARRAY_LEN(conditions);
        const char *mutant;
        for (size_t nth = 0;
             (mutant = without(&g.arena, f->sql, conditions[k].what,
                               conditions[k].with, nth)) != NULL;
             nth++) {
            n++;
            caught += is_caught(&g, f, mutant);
        }
    }
    assert_true(n > 300);
    assert_true(caught * 4 > n * 3);
    ground_close(&g);
}
