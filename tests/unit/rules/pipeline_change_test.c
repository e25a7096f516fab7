/* Every other day of a single step of a lawful file, every other result and
   every “外单位办理” that is none is refused, or asked about, by exactly the
   rules it breaks.  Which those are is said by pipeline_oracle.c, which knows
   the document only. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_oracle.h"

#define FILES     150
#define MUTATIONS 20
#define TODAY     day_of("2040-01-01")

/* ---- one thing changed ----------------------------------------------------
 */

static void expect_hits(const struct oracle_hits *want,
                        const struct step_issue *list, size_t n,
                        const char *where)
{
    for (size_t i = 0; i < n; i++) {
        const struct oracle_hit *h =
            oracle_hit_of(want, list[i].step, list[i].guard->code);
        if (h == NULL) {
            fail_msg("%s: %s should not bite: %s", where, list[i].guard->code,
                     list[i].text);
        } else if (h->asks == list[i].refuses) {
            fail_msg("%s: %s should %s: %s", where, h->code,
                     h->asks ? "ask" : "refuse", list[i].text);
        }
    }
    for (size_t i = 0; i < want->n; i++) {
        const struct step_issue *x = issue_of(list, n, want->list[i].code);
        if (x == NULL || x->step != want->list[i].step) {
            fail_msg("%s: %s should bite", where, want->list[i].code);
        }
    }
    assert_int_equal(n, want->n);
}

/* `changed` differs from the lawful file in step `no` alone: saved into it, and
   in the file itself, exactly what the document says is said. */
static size_t expect_said(struct file_scene *f, const struct story *lawful,
                          const struct story *changed, int no)
{
    struct arena a = ARENA_INIT;
    struct step_issue *list;
    struct pipeline_verdict v;
    struct oracle_hits want = oracle(f, changed);
    struct pipeline_done d = story_done(changed, no);
    story_set_steps(f, lawful);
    f->f.theirs_before = changed->theirs_before;
    size_t n = pipeline_check(&a, &f->r, &f->f, no, &d, TODAY, &list);
    expect_hits(&want, list, n, f->r.steps[no].abbr);
    story_set_steps(f, changed);
    pipeline_judge(&v, &a, &f->r, &f->f, TODAY);
    for (int s = 1; s <= PIPELINE_STEPS; s++) {
        for (size_t x = 0;
             changed->on[s] != DATE_NONE && x < v.steps[s].n_issues; x++) {
            const char *code = v.steps[s].issues[x].guard->code;
            if (oracle_hit_of(&want, s, code) == NULL) {
                fail_msg("the file: %s should not bite", code);
            }
        }
    }
    arena_clear(&a);
    return n;
}

/* A day of one step, or 报送, moved by some days. */
static int mutate(struct story *t, uint64_t *s)
{
    static const int reach[] = {3, 40, 400, 1500};
    int far = reach[unit_below(s, ARRAY_LEN(reach))];
    int by = (int)unit_below(s, 2 * (uint64_t)far + 1) - far;
    int no = 0;
    while (no == 0 || t->on[no] == DATE_NONE) {
        no = 1 + (int)unit_below(s, PIPELINE_STEPS);
    }
    if (no == 13 && unit_below(s, 2) == 0) {
        t->asked += by;
    } else {
        t->on[no] += by;
    }
    return no;
}

typedef void (*story_fn)(struct file_scene *f, const struct story *lawful,
                         uint64_t *s, void *ctx);

static void for_stories(int n, story_fn fn, void *ctx)
{
    uint64_t stream = unit_seed();
    struct file_scene f;
    file_open(&f, NULL);
    for (int i = 0; i < n; i++) {
        struct story t;
        story_random(&t, &stream);
        story_set_beside(&f, &t, &stream);
        fn(&f, &t, &stream, ctx);
    }
    file_close(&f);
}

static void change_days(struct file_scene *f, const struct story *lawful,
                        uint64_t *s, void *ctx)
{
    size_t *bitten = ctx;
    for (int m = 0; m < MUTATIONS; m++) {
        struct story t = *lawful;
        int no = mutate(&t, s);
        *bitten += expect_said(f, lawful, &t, no) > 0;
    }
}

PROPERTY(pipeline_every_changed_day_is_held_to_the_rules_it_breaks)
{
    size_t bitten = 0;
    for_stories(FILES, change_days, &bitten);
    /* Else nothing would have been looked at. */
    assert_true(bitten > FILES * MUTATIONS / 4);
}

/* ---- each row of the document, on its boundary and a day beyond ------------
 */

#define ROWS_MAX 96
struct row_counts {
    int kept[ROWS_MAX], broken[ROWS_MAX];
};

/* The day of its step on the limit of the row, or one day on the wrong side. */
static void at_limit(struct file_scene *f, const struct story *lawful, size_t i,
                     int beyond, struct row_counts *counts)
{
    const struct oracle_row *r = &oracle_rows[i];
    struct story t = *lawful;
    int limit = oracle_limit(r, &t);
    if (limit == DATE_NONE) {
        return;
    }
    t.on[r->step] = r->kind == NOT_BEFORE ? limit - beyond : limit + beyond;
    struct oracle_hits h = oracle(f, &t);
    bool hit = oracle_hit_of(&h, r->step, r->code) != NULL;
    if (hit != (beyond > 0)) {
        fail_msg("oracle: %s (%s) %d beyond", r->code, r->place, beyond);
    }
    (hit ? counts->broken : counts->kept)[i]++;
    expect_said(f, lawful, &t, r->step);
}

static void change_to_limits(struct file_scene *f, const struct story *lawful,
                             uint64_t *s, void *ctx)
{
    (void)s;
    for (size_t i = 0; i < n_oracle_rows; i++) {
        for (int beyond = 0; beyond <= 1; beyond++) {
            at_limit(f, lawful, i, beyond, ctx);
        }
    }
}

PROPERTY(pipeline_each_row_of_the_document_bites_a_day_beyond_it)
{
    struct row_counts counts = {.kept = {0}};
    assert_true(n_oracle_rows <= ROWS_MAX);
    for_stories(40, change_to_limits, &counts);
    for (size_t i = 0; i < n_oracle_rows; i++) {
        bool dated = oracle_rows[i].kind != NEEDS;
        if (dated && (counts.kept[i] == 0 || counts.broken[i] == 0)) {
            fail_msg("%s was kept %d times, broken %d times",
                     oracle_rows[i].code, counts.kept[i], counts.broken[i]);
        }
    }
}

/* ---- results --------------------------------------------------------------
 */

/* What was said of each row that needs a result. */
static void change_results(struct file_scene *f, const struct story *lawful,
                           uint64_t *s, void *ctx)
{
    static const int months[] = {3, 5, 6, 12, 13};
    int *counts = ctx;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const char *const *all = story_results(no);
        for (size_t i = 0; lawful->on[no] != DATE_NONE && all[i] != NULL; i++) {
            struct story t = *lawful;
            t.result[no] = all[i];
            t.months =
                no == 23 ? months[unit_below(s, ARRAY_LEN(months))] : t.months;
            struct oracle_hits h = oracle(f, &t);
            for (size_t r = 0; r < n_oracle_rows; r++) {
                counts[r] += oracle_rows[r].kind == NEEDS &&
                             oracle_hit_of(&h, oracle_rows[r].step,
                                           oracle_rows[r].code) != NULL;
            }
            counts[n_oracle_rows] +=
                oracle_hit_of(&h, 23, "extend.months") != NULL;
            counts[n_oracle_rows + 1] +=
                oracle_hit_of(&h, 23, "extend.once") != NULL;
            expect_said(f, lawful, &t, no);
        }
    }
}

PROPERTY(pipeline_every_changed_result_is_held_to_the_rules_it_breaks)
{
    int counts[ROWS_MAX + 2] = {0};
    for_stories(FILES, change_results, counts);
    for (size_t i = 0; i < n_oracle_rows + 2; i++) {
        bool wanted = i >= n_oracle_rows || oracle_rows[i].kind == NEEDS;
        if (wanted && counts[i] == 0) {
            fail_msg("%s was never broken",
                     i < n_oracle_rows ? oracle_rows[i].code : "an extension");
        }
    }
}

/* ---- 外单位办理 ------------------------------------------------------------
 */

struct theirs_counts {
    int believed, not_believed;
};

/* Every step, said to be another branch's: believed to the day before they
   came, not on it, and not of one that never came. */
static void change_theirs(struct file_scene *f, const struct story *lawful,
                          uint64_t *s, void *ctx)
{
    struct theirs_counts *counts = ctx;
    const bool bare = unit_below(s, 2) == 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        int on = lawful->on[no];
        if (on == DATE_NONE || lawful->theirs_before != DATE_NONE) {
            continue;
        }
        const int before[] = {on + 1, on, DATE_NONE};
        for (size_t i = 0; i < ARRAY_LEN(before); i++) {
            struct story t = *lawful;
            t.theirs[no] = true;
            t.theirs_before = before[i];
            t.result[no] = bare && no < 23 ? "" : t.result[no];
            struct oracle_hits h = oracle(f, &t);
            bool told = oracle_hit_of(&h, no, "date.elsewhere") != NULL;
            assert_int_equal(told, i > 0);
            *(told ? &counts->not_believed : &counts->believed) += 1;
            expect_said(f, lawful, &t, no);
        }
    }
}

PROPERTY(pipeline_what_was_done_elsewhere_is_believed_of_days_before_he_came)
{
    struct theirs_counts counts = {0, 0};
    for_stories(FILES, change_theirs, &counts);
    assert_true(counts.believed > 0 && counts.not_believed > 0);
}

/* ---- nothing left out -----------------------------------------------------
 */

static bool is_dated(const struct pipeline_guard *g)
{
    return g->kind == GUARD_AGE || g->kind == GUARD_AFTER ||
           g->kind == GUARD_WITHIN || g->kind == GUARD_VALID ||
           g->kind == GUARD_RESULT;
}

TEST(pipeline_no_row_about_days_or_results_is_without_its_place)
{
    struct file_scene f;
    int wrong = 0;
    file_open(&f, NULL);
    for (size_t i = 0; i < f.r.n_guards; i++) {
        const struct pipeline_guard *g = &f.r.guards[i];
        size_t n = 0;
        for (size_t r = 0; r < n_oracle_rows; r++) {
            n += strcmp(oracle_rows[r].code, g->code) == 0;
        }
        if (is_dated(g) && n != 1) {
            fprintf(stderr, "%s stands %zu times in the oracle\n", g->code, n);
            wrong++;
        }
    }
    for (size_t r = 0; r < n_oracle_rows; r++) {
        const struct oracle_row *row = &oracle_rows[r];
        const struct pipeline_guard *g = pipeline_guard(&f.r, row->code, TODAY);
        bool local = strstr(row->place, "LOCAL") != NULL;
        bool fits = g == NULL ? strncmp(row->code, "date.", 5) == 0
                              : g->local == local && g->refuses == !row->asks;
        if (!fits) {
            fprintf(stderr, "%s (%s) is no such row\n", row->code, row->place);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    file_close(&f);
}
