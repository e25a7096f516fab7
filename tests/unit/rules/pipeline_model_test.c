/* Random lawful files (domain.md 2, pipeline_story.c) are accepted step by
   step, come to the same verdict in whatever order they are entered, and have
   nothing to be faulted at the end.  What breaks them: pipeline_change_test.c.
 */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_oracle.h"

#define FILES 150
#define TODAY day_of("2040-01-01")

/* ---- lawful files ---------------------------------------------------------
 */

/* One step after another, each looked at before it is put in. */
static void replay(struct file_scene *f, const struct story *t,
                   const int order[PIPELINE_STEPS], bool check)
{
    struct arena a = ARENA_INIT;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        f->f.steps[no] = pipeline_open();
    }
    for (int i = 0; i < PIPELINE_STEPS; i++) {
        int no = order[i];
        if (!story_has_day(no) || t->on[no] == DATE_NONE) {
            continue;
        }
        struct pipeline_done d = story_done(t, no);
        struct step_issue *list;
        size_t n = pipeline_check(&a, &f->r, &f->f, no, &d, d.on, &list);
        if (check && n > 0) {
            fail_msg("%s", list[0].text);
        }
        f->f.steps[no] = d;
    }
    arena_clear(&a);
}

static bool same_view(const struct step_view *x, const struct step_view *y)
{
    return x->state == y->state && x->earliest == y->earliest &&
           x->earliest_strict == y->earliest_strict &&
           x->soonest == y->soonest && x->latest == y->latest &&
           x->n_issues == y->n_issues && x->have == y->have &&
           x->want == y->want && x->next_entry == y->next_entry;
}

static void expect_same(const struct pipeline_verdict *x,
                        const struct pipeline_verdict *y)
{
    assert_string_equal(x->state, y->state);
    assert_int_equal(x->next, y->next);
    assert_int_equal(x->full_from, y->full_from);
    assert_int_equal(x->n_warnings, y->n_warnings);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        assert_true(same_view(&x->steps[no], &y->steps[no]));
    }
}

/* On one day the number decides: none waits for a later one. */
static void order_by_day(const struct story *t, int order[PIPELINE_STEPS])
{
    for (int i = 0; i < PIPELINE_STEPS; i++) {
        int at = i;
        int no = i + 1;
        for (; at > 0 && t->on[no] != DATE_NONE &&
               t->on[order[at - 1]] > t->on[no];
             at--) {
            order[at] = order[at - 1];
        }
        order[at] = no;
    }
}

static void shuffle(int order[PIPELINE_STEPS], uint64_t *s)
{
    for (int i = PIPELINE_STEPS - 1; i > 0; i--) {
        int j = (int)unit_below(s, (uint64_t)i + 1);
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}

static void expect_lawful(const struct file_scene *f, const struct story *t)
{
    struct oracle_hits h = oracle(f, t);
    if (h.n > 0) {
        fail_msg("the story breaks %s", h.list[0].code);
    }
}

PROPERTY(pipeline_lawful_files_are_accepted_in_any_order)
{
    uint64_t stream = unit_seed();
    struct file_scene f;
    file_open(&f, NULL);
    for (int i = 0; i < FILES; i++) {
        struct arena a = ARENA_INIT;
        struct story t;
        struct pipeline_verdict v[3];
        int order[PIPELINE_STEPS];
        story_random(&t, &stream);
        story_set_beside(&f, &t, &stream);
        int day = t.on[1] + (int)unit_below(&stream, 2000);
        expect_lawful(&f, &t);
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            order[no - 1] = no;
        }
        replay(&f, &t, order, false);
        pipeline_judge(&v[0], &a, &f.r, &f.f, day);
        order_by_day(&t, order);
        replay(&f, &t, order, true);
        pipeline_judge(&v[1], &a, &f.r, &f.f, day);
        shuffle(order, &stream);
        replay(&f, &t, order, false);
        pipeline_judge(&v[2], &a, &f.r, &f.f, day);
        expect_same(&v[0], &v[1]);
        expect_same(&v[0], &v[2]);
        arena_clear(&a);
    }
    file_close(&f);
}

/* 2.6: what each end makes of him. */
static const char *const end_states[STORY_ENDS] = {
    [END_FULL] = "正式党员",
    [END_EXTENDED] = "预备党员",
    [END_CANCELLED] = "已取消预备党员资格",
    [END_NOT_APPROVED] = "发展对象",
    [END_NOT_PASSED] = "发展对象",
    [END_NOT_FIT] = "发展对象",
    [END_NOT_VETTED] = "发展对象",
    [END_NOT_AGREED] = "入党积极分子",
};

PROPERTY(pipeline_lawful_files_have_nothing_to_be_faulted)
{
    uint64_t stream = unit_seed();
    int ends[STORY_ENDS] = {0};
    struct file_scene f;
    file_open(&f, NULL);
    for (int i = 0; i < 2 * FILES; i++) {
        struct arena a = ARENA_INIT;
        struct story t;
        struct pipeline_verdict v;
        story_random(&t, &stream);
        story_set_beside(&f, &t, &stream);
        story_set_steps(&f, &t);
        pipeline_judge(&v, &a, &f.r, &f.f, TODAY);
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            if (t.on[no] != DATE_NONE && v.steps[no].state != STEP_DONE) {
                fail_msg("step %d: %s", no, v.steps[no].issues[0].text);
            }
        }
        assert_string_equal(v.state, end_states[t.end]);
        assert_int_equal(v.full_from, t.end <= END_CANCELLED
                                          ? story_full_from(&t)
                                          : DATE_NONE);
        if (t.end == END_FULL) {
            assert_int_equal(v.next, 0);
            assert_int_equal(v.n_warnings, 0);
        }
        ends[t.end]++;
        arena_clear(&a);
    }
    for (int i = 0; i < STORY_ENDS; i++) {
        assert_true(ends[i] > 0);
    }
    file_close(&f);
}
