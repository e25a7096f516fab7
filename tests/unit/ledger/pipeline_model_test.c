/* Random lawful files through the doors of the books: every step is taken, in
   whatever order the rules leave free; what was entered in another order comes
   to the same roster; undoing everything comes back to where it began; and a
   single day that breaks a rule is refused. */
#include "unit.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pipeline_desk.h"

#define FILES     4
#define MUTATIONS 6

struct story {
    int on[PIPELINE_STEPS + 1]; /* DATE_NONE: not taken */
    int last;
};

/* Days as the central rows want them, boundaries as often as not. */
static int some(uint64_t *s, int n)
{
    return unit_below(s, 2) == 0 ? 0 : (int)unit_below(s, (uint64_t)n);
}

static struct story tell(uint64_t *s)
{
    struct story t;
    for (int no = 0; no <= PIPELINE_STEPS; no++) {
        t.on[no] = DATE_NONE;
    }
    t.on[1] = desk_day("2016-01-05") + (int)unit_below(s, 900);
    t.on[2] = t.on[1] + some(s, 28);
    t.on[3] = t.on[2] + some(s, 300);
    t.on[4] = t.on[3] + some(s, 30);
    t.on[5] = t.on[3] + some(s, 30);
    int year = date_add_years(t.on[3], 1);
    t.on[7] = (year > t.on[4] ? year : t.on[4]) + 30 + some(s, 60);
    t.on[8] = t.on[7] + some(s, 30);
    t.on[9] = t.on[8] + some(s, 30);
    t.on[10] = t.on[8] + some(s, 30);
    t.on[11] = t.on[8] + some(s, 30);
    t.on[12] = t.on[8] + 31 + some(s, 30);
    t.on[13] = t.on[12] + some(s, 30);
    t.on[14] = t.on[13] + some(s, 10);
    t.on[15] = t.on[14] + some(s, 20);
    t.on[16] = t.on[15] + some(s, 20);
    t.on[17] = t.on[16] + some(s, 60);
    t.on[18] = t.on[17] + some(s, 20);
    t.on[19] = t.on[17] + some(s, 20);
    t.on[20] = t.on[17] + some(s, 20);
    int over = date_add_years(t.on[15], 1);
    t.on[22] = over - some(s, 25);
    t.on[23] = over + some(s, 14);
    t.on[24] = t.on[23] + some(s, 80);
    t.on[25] = t.on[24] + some(s, 7);
    return t;
}

static int64_t begin(struct file_desk *d, const struct story *t,
                     const char *name)
{
    char day[11];
    struct err err = ERR_INIT;
    int64_t p = desk_applicant(d, name, date_text(t->on[1], day));
    struct pipeline_file f = desk_file(d, p);
    assert_true(pipeline_file_open(&f, ORIGIN_HERE, &err));
    return p;
}

static void take(struct file_desk *d, int64_t p, const struct story *t, int no)
{
    const char *code = desk_take_step(d, p, no, t->on[no], "");
    if (code[0] != '\0') {
        fail_msg("step %d: %s", no, code);
    }
}

/* By the number of the steps; or those that stand on the same one turned
   round: 5 before 4, 11 10 9, 20 19 18. */
static void take_all(struct file_desk *d, int64_t p, const struct story *t,
                     bool turned)
{
    static const int order[] = {2,  3,  5,  4,  7,  8,  11, 10, 9,  12, 13,
                                14, 15, 16, 17, 20, 19, 18, 22, 23, 24, 25};
    static const int plain[] = {2,  3,  4,  5,  7,  8,  9,  10, 11, 12, 13,
                                14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 25};
    for (size_t i = 0; i < ARRAY_LEN(order); i++) {
        take(d, p, t, turned ? order[i] : plain[i]);
    }
}

static const char *spells(struct file_desk *d, int64_t p)
{
    return desk_text(d,
                     SQL("select group_concat(from_on || in_kind"
                         " || ifnull(to_on, '-')) from member"
                         " where person_id = :id and voided_on is null"),
                     p);
}

PROPERTY(lawful_files_are_taken_in_any_order_and_undone_to_the_first_state)
{
    uint64_t s = unit_seed();
    for (int i = 0; i < FILES; i++) {
        struct file_desk d;
        struct change_info done;
        struct err err = ERR_INIT;
        struct story t = tell(&s);
        file_desk_open(&d);
        const char *first = desk_image(&d);
        int64_t p = begin(&d, &t, "陈方");
        take_all(&d, p, &t, false);
        int64_t q = begin(&d, &t, "李禾");
        take_all(&d, q, &t, true);
        assert_string_equal(desk_roster(&d, p), desk_roster(&d, q));
        assert_string_equal(spells(&d, p), spells(&d, q));
        assert_string_equal(desk_check(&d), "");
        const char *last = desk_image(&d);
        /* Everything back but the branch and its members. */
        while (strcmp(desk_image(&d), first) != 0) {
            if (!change_undo(d.b->db, &done, &err)) {
                fail_msg("%s %s", err.code, err.text);
            }
        }
        assert_string_not_equal(first, last);
        assert_string_equal(desk_check(&d), "");
        file_desk_close(&d);
    }
}

/* ---- one day that is wrong -------------------------------------------------
 */

/* What must not be before what (7 not within a year of 3, 23 not before 预备期
   is over), said once more without the rules. */
static bool breaks(const struct story *t, int no, int day)
{
    static const int after[][2] = {
        {2, 1},   {3, 2},   {4, 3},   {5, 3},   {7, 4},   {8, 7},   {9, 8},
        {10, 8},  {11, 8},  {12, 9},  {12, 10}, {12, 11}, {13, 12}, {14, 13},
        {15, 14}, {16, 15}, {17, 15}, {17, 16}, {18, 17}, {19, 17}, {20, 17},
        {22, 17}, {23, 22}, {24, 23}, {25, 24},
    };
    struct story x = *t;
    x.on[no] = day;
    bool broken = x.on[7] < date_add_years(x.on[3], 1) ||
                  x.on[23] < date_add_years(x.on[15], 1) ||
                  x.on[17] > date_add_months(x.on[15], 6);
    for (size_t i = 0; i < ARRAY_LEN(after); i++) {
        broken = broken || x.on[after[i][0]] < x.on[after[i][1]];
    }
    return broken;
}

PROPERTY(a_day_that_breaks_a_rule_is_refused_and_changes_nothing)
{
    static const int moved[] = {2,  4,  8,  10, 11, 13, 14, 16,
                                17, 18, 19, 20, 22, 24, 25};
    uint64_t s = unit_seed() + 1;
    struct file_desk d;
    struct story t = tell(&s);
    int refused = 0;
    file_desk_open(&d);
    int64_t p = begin(&d, &t, "陈方");
    take_all(&d, p, &t, false);
    for (size_t i = 0; i < ARRAY_LEN(moved) * MUTATIONS; i++) {
        int no = moved[i % ARRAY_LEN(moved)];
        int day = t.on[no] + (int)unit_below(&s, 801) - 400;
        if (day == t.on[no]) {
            continue; /* nothing to save, and nothing to undo */
        }
        struct pipeline_file f = desk_file(&d, p);
        struct record r = record_copy(&f.steps[no], d.a);
        struct err err = ERR_INIT;
        const char *before = desk_image(&d);
        record_set_day(&r, d.a, STEP_ON, day);
        bool ok = pipeline_step_save(&f, &r, NULL, &err);
        if (breaks(&t, no, day)) {
            refused++;
            if (ok || strcmp(err.code, "E-PIPE-020") != 0) {
                fail_msg("step %d moved by %d: %s", no, day - t.on[no],
                         ok ? "taken" : err.code);
            }
            assert_string_equal(desk_image(&d), before);
        } else if (ok) {
            struct change_info done;
            assert_true(change_undo(d.b->db, &done, &err));
            assert_string_equal(desk_image(&d), before);
        }
    }
    assert_true(refused > 10);
    assert_string_equal(desk_check(&d), "");
    file_desk_close(&d);
}
