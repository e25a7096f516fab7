/* Whether a step may be saved as it is proposed: its day, its rows, and the
   rows of later steps that are done already.

   A later step is only named for what this change does to it: what was broken
   before, and just as much, is left to the audit. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "pipeline_parts.h"

enum date_rule {
    DATE_MISSING,
    DATE_FUTURE,
    DATE_BIRTH,
    DATE_CLOSED,
    DATE_ASKED,
    DATE_SPAN,
    DATE_ELSEWHERE
};

#define DATE_COMMON                                                            \
    .kind = GUARD_DATE, .what = "", .only = "", .unless = "", .refuses = true, \
    .warn = "", .basis = "账本的规定", .from = DATE_NONE

static const struct pipeline_guard date_rules[] = {
    [DATE_MISSING] = {.code = "date.missing",
                      .text = "每一步都要写明哪一天办的。",
                      DATE_COMMON},
    [DATE_FUTURE] = {.code = "date.future",
                     .text = "办完了才登记，日期不能在今天以后。",
                     DATE_COMMON},
    [DATE_BIRTH] = {.code = "date.birth",
                    .text = "日期不能在本人出生以前。",
                    DATE_COMMON},
    [DATE_CLOSED] = {.code = "date.closed",
                     .text = "档案终止以后不再登记新的步骤。",
                     DATE_COMMON},
    [DATE_ASKED] = {.code = "date.asked",
                    .text = "先报送，后办结。",
                    DATE_COMMON},
    [DATE_SPAN] = {.code = "date.span",
                   .text = "起止日期先起后止，都不晚于办结的日期。",
                   DATE_COMMON},
    [DATE_ELSEWHERE] = {.code = "date.elsewhere",
                        .text = "只有外单位转入的档案在转入以前、补录的档案在"
                                "建档以前办的，才写外单位办理。",
                        DATE_COMMON},
};

/* ---- days of any step ------------------------------------------------ */

struct date_issues {
    const struct pipe_case *c;
    struct step_issue *list;
    size_t n, most;
};

static void add_date(struct date_issues *out, enum date_rule rule, int day,
                     const char *brief, const char *remedy)
{
    const struct pipe_say say = {brief, remedy, day};
    if (out->n < out->most) {
        struct step_issue *x = &out->list[out->n++];
        *x = (struct step_issue){.waits = false};
        pipe_tell(out->c, &date_rules[rule], &say, x);
    }
}

static bool is_after(int x, int y)
{
    return x != DATE_NONE && y != DATE_NONE && x > y;
}

static void check_spans(struct date_issues *out, const struct pipeline_done *d)
{
    struct arena *a = out->c->a;
    if (d->done && is_after(d->asked_on, d->on)) {
        add_date(out, DATE_ASKED, d->asked_on,
                 arena_printf(a, "报送日期 %s 晚于办结日期 %s",
                              pipe_day(a, d->asked_on), pipe_day(a, d->on)),
                 "请核对两个日期");
    }
    if (is_after(d->from_on, d->to_on) ||
        (d->done &&
         (is_after(d->to_on, d->on) || is_after(d->from_on, d->on)))) {
        add_date(out, DATE_SPAN, DATE_NONE,
                 arena_printf(a, "起止日期 %s 至 %s 前后不对",
                              pipe_day(a, d->from_on), pipe_day(a, d->to_on)),
                 "请核对起止日期");
    }
}

static void check_elsewhere(struct date_issues *out,
                            const struct pipeline_done *d)
{
    const struct pipeline_facts *f = out->c->f;
    struct arena *a = out->c->a;
    if (!d->elsewhere || pipe_elsewhere(f, out->c->no)) {
        return;
    }
    bool any = f->theirs_before != DATE_NONE;
    add_date(out, DATE_ELSEWHERE, DATE_NONE,
             any ? arena_printf(a, "%s 起已经由本支部办理",
                                pipe_day(a, f->theirs_before))
                 : "这份档案不是外单位转入或者补录的",
             "请去掉外单位办理，或者核对档案的来源、转入日期");
}

/* Was there already, and is what ended the file: the end moves along. */
static bool is_the_end(const struct pipeline_facts *f, int no)
{
    bool cancelled =
        strcmp(pipe_text(f->steps[AT_CONVERT].result), "取消预备党员资格") == 0;
    return f->steps[no].id != 0 &&
           (no == AT_ARCHIVE || (no == AT_CONFIRM && cancelled));
}

size_t pipe_date_issues(const struct pipe_case *c, int today,
                        struct step_issue *list, size_t most)
{
    struct date_issues out = {c, list, 0, most};
    const struct pipeline_facts *f = c->f;
    const struct pipeline_done *d = &f->steps[c->no];
    struct arena *a = c->a;
    int on = d->done ? d->on : d->asked_on;
    if (d->done && d->on == DATE_NONE) {
        add_date(&out, DATE_MISSING, DATE_NONE, "没有填日期", "请填写日期");
        return out.n;
    }
    if (is_after(on, today) || is_after(d->asked_on, today)) {
        add_date(
            &out, DATE_FUTURE, today,
            arena_printf(a, "日期 %s 还没有到",
                         pipe_day(a, is_after(on, today) ? on : d->asked_on)),
            arena_printf(a, "请改为 %s 或以前的日期", pipe_day(a, today)));
    }
    if (is_after(f->birth, on) ||
        (d->asked_on != DATE_NONE && is_after(f->birth, d->asked_on))) {
        add_date(
            &out, DATE_BIRTH, f->birth,
            arena_printf(a, "日期在出生日期 %s 以前", pipe_day(a, f->birth)),
            "请核对日期和出生日期");
    }
    bool is_new = d->id == 0 && f->ended_on != DATE_NONE;
    if (is_new || (is_after(on, f->ended_on) && !is_the_end(f, c->no))) {
        add_date(&out, DATE_CLOSED, f->ended_on,
                 arena_printf(a, "档案已在 %s 终止", pipe_day(a, f->ended_on)),
                 "要接着办的先恢复档案，或者核对日期");
    }
    check_spans(&out, d);
    check_elsewhere(&out, d);
    return out.n;
}

/* ---- rows of later steps --------------------------------------------- */

/* Does the change break it, or break it otherwise than before? */
static bool newly_broken(const struct pipe_case *before,
                         const struct pipe_case *after, size_t i,
                         struct step_issue *out)
{
    struct step_issue old;
    const struct pipeline_guard *now = pipe_asked(after, i, after->on);
    if (now == NULL || !pipe_broken(after, now, out)) {
        return false;
    }
    const struct pipeline_guard *was = pipe_asked(before, i, before->on);
    return was == NULL || !pipe_broken(before, was, &old) ||
           old.day != out->day || old.waits != out->waits;
}

static size_t check_later(struct arena *a, const struct pipeline_rules *r,
                          const struct pipeline_facts *before,
                          const struct pipeline_facts *after, int no, int today,
                          struct step_issue *list)
{
    size_t n = 0;
    for (int s = no + 1; s <= PIPELINE_STEPS; s++) {
        if (!after->steps[s].done || r->steps[s].running) {
            continue;
        }
        struct pipe_case was = pipe_case_of(a, r, before, s, today);
        struct pipe_case now = pipe_case_of(a, r, after, s, today);
        for (size_t i = 0; i < r->n_of_step[s]; i++) {
            if (newly_broken(&was, &now, r->of_step[s][i], &list[n])) {
                n++;
            }
        }
    }
    return n;
}

/* ---- the door -------------------------------------------------------- */

size_t pipeline_check(struct arena *a, const struct pipeline_rules *r,
                      const struct pipeline_facts *f, int no,
                      const struct pipeline_done *proposed, int today,
                      struct step_issue **out)
{
    struct pipeline_facts after = *f;
    after.steps[no] = *proposed;
    struct step_issue *list = arena_array(
        a, PIPE_ISSUES_MOST(r, f) + PIPE_DATE_ISSUES + 1, sizeof *list);
    struct pipe_case c = pipe_case_of(a, r, &after, no, today);
    size_t n = 0;
    if (!r->steps[no].running) {
        n = pipe_date_issues(&c, today, list, PIPE_DATE_ISSUES);
    }
    bool dated = !c.planned && c.on != DATE_NONE;
    if (dated) {
        struct step_issue *own;
        size_t n_own = pipe_issues(&c, &own);
        memcpy(list + n, own, n_own * sizeof *own);
        n += n_own;
    }
    if (dated || c.planned) {
        n += check_later(a, r, f, &after, no, today, list + n);
    }
    *out = list;
    return n;
}

bool step_issues_refuse(const struct step_issue *is, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (is[i].refuses) {
            return true;
        }
    }
    return false;
}

bool step_issues_want_reason(const struct step_issue *is, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!is[i].refuses && !is[i].reasoned) {
            return true;
        }
    }
    return false;
}
