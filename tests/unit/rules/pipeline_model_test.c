/* Random lawful files are accepted step by step, in whatever order; every other
   day of a single step is refused, or asked about, by exactly the rules it
   breaks.  Which those are is said here once more, in plain comparisons of
   days, without the engine and without pipeline.ini. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_scene.h"

#define FILES     150
#define MUTATIONS 30
#define TODAY     day_of("2040-01-01")

/* ---- days, in the test's own words -----------------------------------------
 */

/* n months on; the last day of a shorter month. */
static int plus(int day, int n)
{
    int y, m, d;
    date_split(day, &y, &m, &d);
    int sum = y * 12 + m - 1 + n;
    int found = DATE_NONE;
    while (found == DATE_NONE) {
        found = date_of(sum / 12, sum % 12 + 1, d--);
    }
    return found;
}

struct story {
    int on[PIPELINE_STEPS + 1]; /* 6 and 21 unused */
    int birth, asked;           /* 报送预审 */
    int extended;
};

static int least_of(int x, int y)
{
    return x < y ? x : y;
}

static int most_of(int x, int y)
{
    return x > y ? x : y;
}

static int random_days(uint64_t *s, int n)
{
    /* Boundaries are what matters. */
    return unit_below(s, 3) == 0 ? 0 : (int)unit_below(s, (uint64_t)n + 1);
}

static int story_full_from(const struct story *t)
{
    return plus(plus(t->on[15], 12), t->extended);
}

static void random_admission(struct story *t, uint64_t *s)
{
    int *on = t->on;
    on[8] = on[7] + random_days(s, 40);
    on[9] = on[8] + random_days(s, 30);
    on[10] = on[8] + random_days(s, 60);
    on[11] = on[8] + random_days(s, 60);
    on[12] = most_of(on[9], most_of(on[10], on[11])) + random_days(s, 30);
    t->asked = on[12] + random_days(s, 20);
    on[13] = least_of(t->asked + random_days(s, 40), plus(t->asked, 1));
    on[14] = on[13] + random_days(s, 10);
    on[15] = least_of(on[14] + random_days(s, 30), plus(on[13], 1));
    on[16] = on[15] + random_days(s, 60);
    on[17] = least_of(on[16] + random_days(s, 60), plus(on[15], 3));
}

static void random_story(struct story *t, uint64_t *s)
{
    int *on = t->on;
    static const int extensions[] = {0, 0, 6, 12};
    /* However far a day is moved, the rules of 2014 are in force. */
    on[1] = day_of("2019-01-01") + (int)unit_below(s, 3000);
    t->birth = plus(on[1], -18 * 12) - random_days(s, 5000);
    on[2] = least_of(on[1] + random_days(s, 40), plus(on[1], 1));
    on[3] = most_of(on[2], plus(on[1], 6)) + random_days(s, 200);
    on[4] = least_of(on[3] + random_days(s, 40), plus(on[3], 1));
    on[5] = on[3] + random_days(s, 30);
    on[7] = most_of(on[4], plus(on[3], 12)) + random_days(s, 120);
    random_admission(t, s);
    on[18] = on[17] + random_days(s, 20);
    on[19] = on[17] + random_days(s, 20);
    on[20] = least_of(on[17] + random_days(s, 40), plus(on[17], 1));
    t->extended = extensions[unit_below(s, ARRAY_LEN(extensions))];
    int full = story_full_from(t);
    on[22] = least_of(plus(full, -1) + random_days(s, 20), full - 7);
    on[23] = full + random_days(s, 15);
    on[24] = least_of(on[23] + random_days(s, 100), plus(on[23], 3));
    on[25] = on[24] + random_days(s, 7);
}

/* ---- a story as facts -------------------------------------------------------
 */

/* Entries as far apart as may be, or nearer, from one day to another. */
static void add_entries(struct file_scene *f, const char *kind, int from,
                        int to, int months, uint64_t *s)
{
    for (;;) {
        char iso[11];
        from = plus(from, months) - random_days(s, 3);
        if (from > to) {
            return;
        }
        file_entry(f, kind, date_text(from, iso));
    }
}

static struct pipeline_done done_of(const struct file_scene *f,
                                    const struct story *t, int no)
{
    static const char *const rules[PIPELINE_STEPS + 1] = {
        [15] = "admission", [23] = "conversion"};
    struct pipeline_done d = pipeline_open();
    d.done = true;
    d.on = t->on[no];
    d.result = f->r.steps[no].usual;
    d.number = "1";
    d.way = "党员推荐";
    d.who = true;
    d.days = no == 11 ? 3 : -1;
    d.asked_on = no == 13 ? t->asked : DATE_NONE;
    d.meeting = (struct pipeline_meeting){
        .kind = no == 15 || no == 23 ? "branch.meeting" : "committee.meeting",
        .on = d.on,
        .valid = true,
        .about = true,
        .rule = rules[no] == NULL ? "" : rules[no],
        .passed = true,
        .tally = ""};
    return d;
}

/* Everything but the steps. */
static void set_beside(struct file_scene *f, const struct story *t, uint64_t *s)
{
    f->f.birth = t->birth;
    f->f.extended_months = t->extended;
    f->f.n_rounds = t->extended > 0 ? 1 : 0;
    f->rounds[0] =
        (struct pipeline_round){23, "延长预备期", t->on[15] + 366, false};
    f->f.n_notices = 1;
    f->notices[0] =
        (struct pipeline_notice){7, t->on[7] - 30, t->on[7] - 1, false};
    f->f.n_papers = 1;
    f->papers[0] = (struct pipeline_paper_fact){7, "征求意见记录", t->on[7]};
    static const char *const roles[] = {"contact", "introducer", "introducer"};
    f->f.n_helpers = ARRAY_LEN(roles);
    for (size_t i = 0; i < ARRAY_LEN(roles); i++) {
        struct pipeline_span always = {t->on[1] - 5000, DATE_NONE};
        f->helpers[i] = (struct pipeline_helper){.role = roles[i],
                                                 .name = "某人",
                                                 .holds = always,
                                                 .full = always,
                                                 .person = (int64_t)i + 1};
    }
    f->f.n_entries = 0;
    add_entries(f, "半年考察", t->on[3], t->on[7], 6, s);
    add_entries(f, "思想汇报", t->on[3], t->on[7], 3, s);
    add_entries(f, "季度考察", t->on[17], t->on[23], 3, s);
}

static bool has_day(int no)
{
    return no >= 1 && no <= PIPELINE_STEPS && no != 6 && no != 21;
}

static void set_all(struct file_scene *f, const struct story *t)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        f->f.steps[no] = has_day(no) ? done_of(f, t, no) : pipeline_open();
    }
}

/* ---- the oracle
 * ---------------------------------------------------------------- */

struct hit {
    int step;
    const char *code;
};
struct hits {
    struct hit list[64];
    size_t n;
};

static void hit(struct hits *h, int step, const char *code, bool broken)
{
    if (broken) {
        h->list[h->n++] = (struct hit){step, code};
    }
}

static int entries_in(const struct file_scene *f, const char *kind, int from,
                      int to)
{
    int n = 0;
    for (size_t i = 0; i < f->f.n_entries; i++) {
        const struct pipeline_entry *e = &f->entries[i];
        n += e->on >= from && e->on <= to && strcmp(e->kind, kind) == 0;
    }
    return n;
}

/* More than half a year without one. */
static bool gap_in(const struct file_scene *f, const char *kind, int from,
                   int to)
{
    int due = plus(from, 6);
    bool gap = false;
    for (size_t i = 0; i < f->f.n_entries; i++) {
        const struct pipeline_entry *e = &f->entries[i];
        if (e->on >= from && e->on <= to && strcmp(e->kind, kind) == 0) {
            gap = gap || e->on > due;
            due = plus(e->on, 6);
        }
    }
    return gap || to > due;
}

static void oracle_cultivation(struct hits *h, const struct file_scene *f,
                               const struct story *t)
{
    const int *on = t->on;
    hit(h, 1, "apply.age", on[1] < plus(t->birth, 18 * 12));
    hit(h, 2, "talk.order", on[2] < on[1]);
    hit(h, 2, "talk.within", on[2] > plus(on[1], 1));
    hit(h, 3, "activist.order", on[3] < on[2]);
    hit(h, 3, "activist.wait", on[3] < plus(on[1], 6));
    hit(h, 4, "record.order", on[4] < on[3]);
    hit(h, 4, "record.within", on[4] > plus(on[3], 1));
    hit(h, 5, "contact.order", on[5] < on[3]);
    hit(h, 7, "candidate.order", on[7] < on[4]);
    hit(h, 7, "candidate.year", on[7] < plus(on[3], 12));
    hit(h, 7, "candidate.reviews", entries_in(f, "半年考察", on[3], on[7]) < 2);
    hit(h, 7, "candidate.spread", gap_in(f, "半年考察", on[3], on[7]));
    hit(h, 7, "candidate.thoughts",
        entries_in(f, "思想汇报", on[3], on[7]) < 4);
    hit(h, 7, "candidate.notice",
        on[7] <= f->notices[0].to || f->notices[0].from < on[3]);
    hit(h, 8, "reply.order", on[8] < on[7]);
    hit(h, 9, "introducer.order", on[9] < on[8]);
    hit(h, 10, "vetting.order", on[10] < on[8]);
    hit(h, 11, "training.order", on[11] < on[8]);
}

static void oracle_admission(struct hits *h, const struct story *t)
{
    const int *on = t->on;
    hit(h, 12, "board.introducers", on[12] < on[9]);
    hit(h, 12, "board.vetting", on[12] < on[10]);
    hit(h, 12, "board.training", on[12] < on[11]);
    hit(h, 12, "board.valid", on[12] > plus(on[10], 12));
    hit(h, 13, "preview.order", on[13] < on[12]);
    hit(h, 13, "preview.within", on[13] > plus(t->asked, 1));
    hit(h, 13, "date.asked", on[13] < t->asked);
    hit(h, 14, "booklet.order", on[14] < on[13]);
    hit(h, 15, "accept.order", on[15] < on[14]);
    hit(h, 15, "accept.within", on[15] > plus(on[13], 1));
    hit(h, 15, "accept.valid", on[15] > plus(on[10], 12));
    hit(h, 16, "interview.order", on[16] < on[15]);
    hit(h, 17, "approve.order", on[17] < on[15]);
    hit(h, 17, "approve.interview", on[17] < on[16]);
    hit(h, 17, "approve.within", on[17] > plus(on[15], 3));
    hit(h, 17, "approve.limit", on[17] > plus(on[15], 6));
}

static void oracle_probation(struct hits *h, const struct story *t)
{
    const int *on = t->on;
    int full = story_full_from(t);
    hit(h, 18, "filed.order", on[18] < on[17]);
    hit(h, 19, "placed.order", on[19] < on[17]);
    hit(h, 20, "oath.order", on[20] < on[17]);
    hit(h, 20, "oath.within", on[20] > plus(on[17], 1));
    hit(h, 22, "request.order", on[22] < on[17]);
    hit(h, 22, "request.early", on[22] < plus(full, -1));
    hit(h, 22, "request.within", on[22] > full - 7);
    hit(h, 23, "convert.order", on[23] < on[22]);
    hit(h, 23, "convert.admitted", on[23] < on[17]);
    hit(h, 23, "convert.probation", on[23] < full);
    hit(h, 23, "convert.soon", on[23] > full + 15);
    hit(h, 23, "convert.within", on[23] > plus(full, 1));
    hit(h, 24, "confirm.order", on[24] < on[23]);
    hit(h, 24, "confirm.within", on[24] > plus(on[23], 3));
    hit(h, 25, "archive.order", on[25] < on[24]);
    hit(h, 25, "archive.within", on[25] > on[24] + 7);
}

static struct hits oracle(const struct file_scene *f, const struct story *t)
{
    struct hits h = {.n = 0};
    oracle_cultivation(&h, f, t);
    oracle_admission(&h, t);
    oracle_probation(&h, t);
    return h;
}

static bool hits_have(const struct hits *h, int step, const char *code)
{
    for (size_t i = 0; i < h->n; i++) {
        if (h->list[i].step == step && strcmp(h->list[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- lawful files
 * ---------------------------------------------------------------- */

/* One step after another, each looked at before it is put in. */
static void replay(struct file_scene *f, const struct story *t,
                   const int order[PIPELINE_STEPS], bool check)
{
    struct arena a = ARENA_INIT;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        f->f.steps[no] = pipeline_open();
    }
    for (int i = 0; i < PIPELINE_STEPS; i++) {
        if (!has_day(order[i])) {
            continue;
        }
        struct pipeline_done d = done_of(f, t, order[i]);
        struct step_issue *list;
        size_t n = pipeline_check(&a, &f->r, &f->f, order[i], &d, d.on, &list);
        if (check && n > 0) {
            fail_msg("%s", list[0].text);
        }
        f->f.steps[order[i]] = d;
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

static void order_by_day(const struct story *t, int order[PIPELINE_STEPS])
{
    for (int i = 0; i < PIPELINE_STEPS; i++) {
        int at = i;
        int no = i + 1;
        for (; at > 0 && has_day(no) && has_day(order[at - 1]) &&
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
        random_story(&t, &stream);
        set_beside(&f, &t, &stream);
        int day = t.on[1] +
                  (int)unit_below(&stream, (uint64_t)(t.on[25] - t.on[1] + 60));
        assert_int_equal(oracle(&f, &t).n, 0);
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            order[no - 1] = no;
        }
        /* Steps are numbered so that none waits for a later one; on one day
           the number decides. */
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

PROPERTY(pipeline_lawful_files_have_nothing_to_be_faulted)
{
    uint64_t stream = unit_seed();
    struct file_scene f;
    file_open(&f, NULL);
    for (int i = 0; i < FILES; i++) {
        struct arena a = ARENA_INIT;
        struct story t;
        struct pipeline_verdict v;
        random_story(&t, &stream);
        set_beside(&f, &t, &stream);
        set_all(&f, &t);
        pipeline_judge(&v, &a, &f.r, &f.f, TODAY);
        for (int no = 1; no <= PIPELINE_STEPS; no++) {
            if (v.steps[no].state != STEP_DONE) {
                fail_msg("step %d: %s", no, v.steps[no].issues[0].text);
            }
        }
        assert_string_equal(v.state, "正式党员");
        assert_int_equal(v.full_from, story_full_from(&t));
        assert_int_equal(v.next, 0);
        assert_int_equal(v.n_warnings, 0);
        arena_clear(&a);
    }
    file_close(&f);
}

/* ---- single days changed
 * ------------------------------------------------------------ */

static void expect_hits(const struct hits *want, const struct step_issue *list,
                        size_t n, const char *where)
{
    for (size_t i = 0; i < n; i++) {
        if (!hits_have(want, list[i].step, list[i].guard->code)) {
            fail_msg("%s: %s should not bite: %s", where, list[i].guard->code,
                     list[i].text);
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

/* A day of one step, or 报送, moved by some days or to another step's. */
static int mutate(struct story *t, uint64_t *s)
{
    int no = 0;
    while (!has_day(no)) {
        no = 1 + (int)unit_below(s, PIPELINE_STEPS);
    }
    static const int reach[] = {3, 40, 400, 1500};
    int far = reach[unit_below(s, ARRAY_LEN(reach))];
    int by = (int)unit_below(s, 2 * (uint64_t)far + 1) - far;
    if (no == 13 && unit_below(s, 2) == 0) {
        t->asked += by;
    } else {
        t->on[no] += by;
    }
    return no;
}

PROPERTY(pipeline_every_changed_day_is_held_to_the_rules_it_breaks)
{
    uint64_t stream = unit_seed();
    struct file_scene f;
    size_t bitten = 0;
    file_open(&f, NULL);
    for (int i = 0; i < FILES; i++) {
        struct story lawful;
        random_story(&lawful, &stream);
        set_beside(&f, &lawful, &stream);
        for (int m = 0; m < MUTATIONS; m++) {
            struct arena a = ARENA_INIT;
            struct story t = lawful;
            struct step_issue *list;
            struct pipeline_verdict v;
            int no = mutate(&t, &stream);
            set_all(&f, &lawful);
            struct hits want = oracle(&f, &t);
            struct pipeline_done d = done_of(&f, &t, no);
            size_t n = pipeline_check(&a, &f.r, &f.f, no, &d, TODAY, &list);
            expect_hits(&want, list, n, f.r.steps[no].abbr);
            bitten += n > 0;
            /* And in the file itself. */
            set_all(&f, &t);
            pipeline_judge(&v, &a, &f.r, &f.f, TODAY);
            for (int s = 1; s <= PIPELINE_STEPS; s++) {
                for (size_t x = 0; has_day(s) && x < v.steps[s].n_issues; x++) {
                    const char *code = v.steps[s].issues[x].guard->code;
                    assert_true(hits_have(&want, s, code));
                }
            }
            arena_clear(&a);
        }
    }
    /* Else nothing would have been looked at. */
    assert_true(bitten > FILES * MUTATIONS / 4);
    file_close(&f);
}
