/* Random lawful files.  What is lawful is taken from domain.md 2.1 to 2.7, not
   from the rules. */
#include "pipeline_story.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "unit.h"

int story_plus(int day, int n)
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

static int least_of(int x, int y)
{
    return x < y ? x : y;
}

static int most_of(int x, int y)
{
    return x > y ? x : y;
}

static int some(uint64_t *s, int n)
{
    /* Boundaries are what matters. */
    return unit_below(s, 3) == 0 ? 0 : (int)unit_below(s, (uint64_t)n + 1);
}

int story_full_from(const struct story *t)
{
    return story_plus(story_plus(t->on[15], 12), t->extended);
}

bool story_has_day(int no)
{
    return no >= 1 && no <= PIPELINE_STEPS && no != 6 && no != 21;
}

/* ---- days ---------------------------------------------------------------- */

static void tell_cultivation(struct story *t, uint64_t *s)
{
    int *on = t->on;
    /* However far a day is moved, the rules of 2014 are in force. */
    on[1] = day_of("2019-01-01") + (int)unit_below(s, 3000);
    t->birth = story_plus(on[1], -18 * 12) - some(s, 5000);
    on[2] = least_of(on[1] + some(s, 40), story_plus(on[1], 1));
    on[3] = most_of(on[2], story_plus(on[1], 6)) + some(s, 200);
    on[4] = least_of(on[3] + some(s, 40), story_plus(on[3], 1));
    on[5] = on[3] + some(s, 30);
    on[7] = most_of(on[4], story_plus(on[3], 12)) + some(s, 120);
}

static void tell_admission(struct story *t, uint64_t *s)
{
    int *on = t->on;
    on[8] = on[7] + some(s, 40);
    on[9] = on[8] + some(s, 30);
    on[10] = on[8] + some(s, 60);
    on[11] = on[8] + some(s, 60);
    on[12] = most_of(on[9], most_of(on[10], on[11])) + some(s, 30);
    t->asked = on[12] + some(s, 20);
    on[13] = least_of(t->asked + some(s, 40), story_plus(t->asked, 1));
    on[14] = on[13] + some(s, 10);
    on[15] = least_of(on[14] + some(s, 30), story_plus(on[13], 1));
    on[16] = on[15] + some(s, 60);
    on[17] = least_of(on[16] + some(s, 60), story_plus(on[15], 3));
}

static void tell_probation(struct story *t, uint64_t *s)
{
    static const int extensions[] = {0, 0, 6, 12};
    int *on = t->on;
    on[18] = on[17] + some(s, 20);
    on[19] = on[17] + some(s, 20);
    on[20] = least_of(on[17] + some(s, 40), story_plus(on[17], 1));
    bool may = t->end == END_FULL || t->end == END_CANCELLED;
    t->extended = may ? extensions[unit_below(s, ARRAY_LEN(extensions))] : 0;
    int full = story_full_from(t);
    on[22] = least_of(story_plus(full, -1) + some(s, 20), full - 7);
    on[23] = full + some(s, 15);
    if (t->end == END_CANCELLED) {
        on[22] = DATE_NONE;
        on[23] = on[17] + some(s, full + 15 - on[17]);
    }
    on[24] = least_of(on[23] + some(s, 100), story_plus(on[23], 3));
    on[25] = on[24] + some(s, 7);
}

/* ---- results and ends ---------------------------------------------------- */

static const struct {
    int last;
    const char *result; /* of `at` */
    int at;
} ends[STORY_ENDS] = {
    [END_FULL] = {25, "按期转正", 23},
    [END_EXTENDED] = {24, "延长预备期", 23},
    [END_CANCELLED] = {24, "取消预备党员资格", 23},
    [END_NOT_APPROVED] = {17, "未批准", 17},
    [END_NOT_PASSED] = {15, "未通过", 15},
    [END_NOT_FIT] = {13, "不合格", 13},
    [END_NOT_VETTED] = {11, "不合格", 10},
    [END_NOT_AGREED] = {8, "不同意", 8},
};

const char *const *story_results(int no)
{
    static const char *const none[] = {NULL};
    static const char *const replies[] = {"同意", "不同意", NULL};
    static const char *const reviews[] = {"合格", "不合格", NULL};
    static const char *const votes[] = {"通过", "未通过", NULL};
    static const char *const approvals[] = {"批准", "未批准", NULL};
    static const char *const decisions[] = {
        "按期转正", "延长预备期", "取消预备党员资格", "未形成决议", NULL};
    switch (no) {
    case 8:
        return replies;
    case 10:
    case 13:
        return reviews;
    case 15:
        return votes;
    case 17:
    case 24:
        return approvals;
    case 23:
        return decisions;
    default:
        return none;
    }
}

/* From nothing to the whole file was done by another branch. */
static void tell_theirs(struct story *t, uint64_t *s)
{
    t->theirs_before = DATE_NONE;
    if (unit_below(s, 2) == 0) {
        return;
    }
    t->theirs_before = t->on[1] + 1 + (int)unit_below(s, 1800);
    for (int no = 1; no <= ends[t->end].last; no++) {
        t->theirs[no] = t->on[no] != DATE_NONE &&
                        t->on[no] < t->theirs_before && unit_below(s, 3) > 0;
        /* Of some only the day is known. */
        if (t->theirs[no] && no != ends[t->end].at && unit_below(s, 2) == 0) {
            t->result[no] = "";
        }
    }
}

void story_random(struct story *t, uint64_t *s)
{
    *t = (struct story){.end = (enum story_end)unit_below(s, STORY_ENDS * 2)};
    t->end = t->end >= STORY_ENDS ? END_FULL : t->end;
    t->months = 6 + (int)unit_below(s, 7);
    t->on[6] = t->on[21] = DATE_NONE;
    tell_cultivation(t, s);
    tell_admission(t, s);
    tell_probation(t, s);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const char *usual = story_results(no)[0];
        t->result[no] = usual == NULL ? "" : usual;
        t->on[no] = no > ends[t->end].last ? DATE_NONE : t->on[no];
    }
    t->result[ends[t->end].at] = ends[t->end].result;
    tell_theirs(t, s);
}

/* ---- a story as facts ---------------------------------------------------- */

static const char *rule_of(const struct story *t, int no)
{
    const char *result = t->result[no];
    if (no == 15) {
        return "admission";
    }
    return no != 23                                  ? ""
           : strcmp(result, "延长预备期") == 0       ? "extension"
           : strcmp(result, "取消预备党员资格") == 0 ? "cancellation"
                                                     : "conversion";
}

struct pipeline_done story_done(const struct story *t, int no)
{
    struct pipeline_done d = pipeline_open();
    bool bare = t->theirs[no];
    d.done = true;
    d.on = t->on[no];
    d.result = t->result[no];
    d.elsewhere = bare;
    d.days = no == 11 ? 3 : -1;
    d.months = no == 23 ? t->months : -1;
    d.asked_on = no == 13 ? t->asked : DATE_NONE;
    if (!bare) {
        d.number = "1";
        d.way = "党员推荐";
        d.who = true;
        d.meeting = (struct pipeline_meeting){.kind = no == 15 || no == 23
                                                          ? "branch.meeting"
                                                          : "committee.meeting",
                                              .on = d.on,
                                              .valid = true,
                                              .about = true,
                                              .rule = rule_of(t, no),
                                              .passed = true,
                                              .tally = ""};
    }
    return d;
}

void story_set_steps(struct file_scene *f, const struct story *t)
{
    f->f.theirs_before = t->theirs_before;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        f->f.steps[no] =
            t->on[no] != DATE_NONE ? story_done(t, no) : pipeline_open();
    }
}

static void add_entries(struct file_scene *f, const char *kind, int from,
                        int to, int months, uint64_t *s)
{
    for (;;) {
        char iso[11];
        from = story_plus(from, months) - some(s, 3);
        if (from > to) {
            return;
        }
        file_entry(f, kind, date_text(from, iso));
    }
}

static void set_helpers(struct file_scene *f, const struct story *t)
{
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
}

void story_set_beside(struct file_scene *f, const struct story *t, uint64_t *s)
{
    f->f.birth = t->birth;
    f->f.extended_months = t->extended;
    f->f.theirs_before = t->theirs_before;
    f->f.n_rounds = t->extended > 0 ? 1 : 0;
    f->rounds[0] =
        (struct pipeline_round){23, "延长预备期", t->on[15] + 366, false};
    f->f.n_notices = 1;
    f->notices[0] =
        (struct pipeline_notice){7, t->on[7] - 30, t->on[7] - 1, false};
    f->f.n_papers = 1;
    f->papers[0] = (struct pipeline_paper_fact){7, "征求意见记录", t->on[7]};
    set_helpers(f, t);
    f->f.n_entries = 0;
    add_entries(f, "半年考察", t->on[3], t->on[7], 6, s);
    add_entries(f, "思想汇报", t->on[3], t->on[7], 3, s);
    if (t->on[23] != DATE_NONE) {
        add_entries(f, "季度考察", t->on[17], t->on[23], 3, s);
    }
}
