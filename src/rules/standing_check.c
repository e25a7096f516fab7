/* Checks a person's dates against each other, and a branch's size against the
   limits.

   What cannot be so is blocked: a date still to come, the order of the five
   dates of admission, an age or a probation that a rule forbids.  What is only
   unlikely, or may be another office's habit, is a warning.  Unknown dates are
   passed over.  Not here: talks, reviews, approvals; they are steps of the
   pipeline, with papers of their own. */
#include <assert.h>

#include "pbtui/base/mem.h"
#include "pbtui/rules/standing.h"
#include "pbtui/text/date.h"

struct sheet {
    const struct standing_rules *rules;
    struct arena *arena;
    struct standing_issue *out;
    size_t n;
    size_t max;
};

/* A date with its name on the form. */
struct moment {
    const char *column;
    const char *label;
    int day;
};

static void add(struct sheet *s, const char *column, bool blocks,
                const char *code, const char *text)
{
    if (s->n < s->max) {
        s->out[s->n++] = (struct standing_issue){column, blocks, code, text};
    }
}

static const char *shown(struct arena *a, int day)
{
    char text[24];
    return arena_str(a, date_text_long(day, text));
}

static void check_future(struct sheet *s, const struct person_dates *d,
                         int today)
{
    const struct moment all[] = {
        {"birth_on", "出生日期", d->birth},
        {"league_on", "入团日期", d->league},
        {"work_on", "参加工作日期", d->work},
        {"apply_on", "申请入党日期", d->apply},
        {"activist_on", "确定为积极分子的日期", d->activist},
        {"candidate_on", "列为发展对象的日期", d->candidate},
        {"join_on", "入党日期", d->join},
        {"full_on", "转正日期", d->full},
    };
    for (size_t i = 0; i < ARRAY_LEN(all); i++) {
        if (all[i].day != DATE_NONE && all[i].day > today) {
            add(s, all[i].column, true, "E-ROSTER-010",
                arena_printf(s->arena,
                             "%s %s还没有到，只能填已经发生的；请改正。",
                             all[i].label, shown(s->arena, all[i].day)));
        }
    }
}

static void check_order(struct sheet *s, const struct person_dates *d)
{
    const struct moment chain[] = {
        {"apply_on", "申请入党日期", d->apply},
        {"activist_on", "确定为积极分子的日期", d->activist},
        {"candidate_on", "列为发展对象的日期", d->candidate},
        {"join_on", "入党日期", d->join},
        {"full_on", "转正日期", d->full},
    };
    const struct moment *before = NULL;
    for (size_t i = 0; i < ARRAY_LEN(chain); i++) {
        const struct moment *m = &chain[i];
        if (m->day == DATE_NONE) {
            continue;
        }
        if (before != NULL && m->day < before->day) {
            add(s, m->column, true, "E-ROSTER-011",
                arena_printf(s->arena,
                             "%s %s早于%s %s，与发展党员的先后次序不合；"
                             "请查对档案，改正其中一个。",
                             m->label, shown(s->arena, m->day), before->label,
                             shown(s->arena, before->day)));
        }
        before = m;
    }
}

/* An age is reached on the birthday; who was born on a leap day reaches it on
   28 February, because a block must not be stricter than the calendar. */
static void check_age(struct sheet *s, int birth, const struct moment *m,
                      const char *limit, bool blocks, const char *code)
{
    if (birth == DATE_NONE || m->day == DATE_NONE) {
        return;
    }
    const struct standing_limit *age = standing_limit(s->rules, limit, m->day);
    int from = date_add_years(birth, age->value);
    if (from == DATE_NONE || m->day >= from) {
        return;
    }
    add(s, m->column, blocks, code,
        arena_printf(s->arena,
                     "%s时不满 %d %s（%s才满），%s；"
                     "请核对这个日期和出生日期。",
                     m->label, age->value, age->unit, shown(s->arena, from),
                     age->basis));
}

static void check_ages(struct sheet *s, const struct person_dates *d)
{
    const struct moment apply = {"apply_on", "申请入党", d->apply};
    const struct moment join = {"join_on", "入党", d->join};
    const struct moment league = {"league_on", "入团", d->league};
    const struct moment work = {"work_on", "参加工作", d->work};
    check_age(s, d->birth, &apply, "apply.min_age", true, "E-ROSTER-012");
    /* The rule speaks of applying; old files hold some who joined younger. */
    check_age(s, d->birth, &join, "apply.min_age", false, "E-ROSTER-013");
    check_age(s, d->birth, &league, "league.min_age", false, "E-ROSTER-014");
    check_age(s, d->birth, &work, "work.min_age", false, "E-ROSTER-015");
}

/* False when the extended end is wrong: nothing can be measured by it. */
static bool check_extension(struct sheet *s, const struct person_dates *d)
{
    if (d->probation_until == DATE_NONE) {
        return true;
    }
    if (d->join == DATE_NONE) {
        add(s, "probation_until", false, "E-ROSTER-016",
            "填了预备期延长到哪一天，却没有入党日期；请补填入党日期。");
        return false;
    }
    struct person_dates plain = *d;
    plain.probation_until = DATE_NONE;
    int end = standing_full_from(s->rules, &plain);
    const struct standing_limit *least =
        standing_limit(s->rules, "probation.extend_min_months", end);
    const struct standing_limit *most =
        standing_limit(s->rules, "probation.extend_max_months", end);
    int from = date_add_months(end, least->value);
    int to = date_add_months(end, most->value);
    if (d->probation_until < from) {
        add(s, "probation_until", true, "E-ROSTER-017",
            arena_printf(s->arena,
                         "预备期延长不足 %d %s，至少延长到%s（%s）；"
                         "请对照批复改正。",
                         least->value, least->unit, shown(s->arena, from),
                         least->basis));
        return false;
    }
    if (d->probation_until > to) {
        add(s, "probation_until", true, "E-ROSTER-018",
            arena_printf(s->arena,
                         "预备期延长超过 %d %s，最多延长到%s（%s）；"
                         "请对照批复改正。",
                         most->value, most->unit, shown(s->arena, to),
                         most->basis));
        return false;
    }
    return true;
}

static void check_conversion(struct sheet *s, const struct person_dates *d)
{
    if (d->full == DATE_NONE) {
        return;
    }
    if (d->join == DATE_NONE) {
        add(s, "join_on", false, "E-ROSTER-019",
            "有转正日期，没有入党日期，政治生日和党费起算都算不出；"
            "请查档案补填。");
        return;
    }
    const struct standing_limit *years =
        standing_limit(s->rules, "probation.years", d->join);
    int due = standing_full_from(s->rules, d);
    if (years->value == 0 && d->probation_until == DATE_NONE) {
        return; /* joined when there was no fixed probation */
    }
    if (d->full >= d->join && d->full < due) {
        add(s, "full_on", true, "E-ROSTER-020",
            arena_printf(s->arena,
                         "转正日期 %s早于预备期满的%s（%s）；"
                         "请对照入党志愿书改正。",
                         shown(s->arena, d->full), shown(s->arena, due),
                         years->basis));
    }
    if (d->full > due) {
        add(s, "full_on", false, "E-ROSTER-021",
            arena_printf(s->arena,
                         "转正日期 %s晚于预备期满的%s；支部大会开晚了，"
                         "转正也从预备期满算起（%s）；"
                         "延长过预备期的，请填延长到哪一天。",
                         shown(s->arena, d->full), shown(s->arena, due),
                         years->basis));
    }
}

size_t standing_check_dates(const struct standing_rules *r, struct arena *a,
                            const struct person_dates *d, int today,
                            struct standing_issue *out, size_t max)
{
    assert(today != DATE_NONE);
    struct sheet s = {.rules = r, .arena = a, .out = out, .max = max};
    check_future(&s, d, today);
    check_order(&s, d);
    check_ages(&s, d);
    if (check_extension(&s, d)) {
        check_conversion(&s, d);
    }
    return s.n;
}

/* ---- the branch ------------------------------------------------------ */

size_t standing_check_branch(const struct standing_rules *r, struct arena *a,
                             const struct branch_size *b, int day,
                             struct standing_issue *out, size_t max)
{
    struct sheet s = {.rules = r, .arena = a, .out = out, .max = max};
    const struct standing_limit *few =
        standing_limit(r, "branch.min_full_members", day);
    const struct standing_limit *many =
        standing_limit(r, "branch.max_members", day);
    const struct standing_limit *committee =
        standing_limit(r, "committee.min_full_members", day);
    if (b->full < few->value) {
        add(&s, "full", false, "E-ROSTER-030",
            arena_printf(a,
                         "正式党员 %d 人，不足 %d %s（%s）；"
                         "请向上级党组织请示成立联合党支部。",
                         b->full, few->value, few->unit, few->basis));
    }
    if (b->members > many->value) {
        add(&s, "members", false, "E-ROSTER-031",
            arena_printf(a,
                         "党员 %d 人，超过 %d %s（%s）；"
                         "请向上级党组织请示是否分设支部。",
                         b->members, many->value, many->unit, many->basis));
    }
    if (b->full >= committee->value && !b->committee) {
        add(&s, "committee", false, "E-ROSTER-032",
            arena_printf(a,
                         "正式党员 %d 人，已到 %d %s，应设支部委员会（%s）；"
                         "请准备选举。",
                         b->full, committee->value, committee->unit,
                         committee->basis));
    }
    return s.n;
}
