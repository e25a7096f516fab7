/* What the tests of 发展党员 share. */
#include "pipeline_scene.h"

#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"
#include "unit.h"

static const struct worked {
    int no;
    const char *on, *result, *kind, *rule;
} worked[] = {
    {1, "2022-03-15", "", "", ""},
    {2, "2022-04-10", "", "", ""},
    {3, "2022-09-20", "", "committee.meeting", ""},
    {4, "2022-10-08", "", "", ""},
    {5, "2022-10-10", "", "", ""},
    {7, "2023-09-25", "", "committee.meeting", ""},
    {8, "2023-10-12", "同意", "", ""},
    {9, "2023-10-20", "", "", ""},
    {10, "2023-11-10", "合格", "", ""},
    {11, "2023-11-30", "", "", ""},
    {12, "2023-12-15", "", "committee.meeting", ""},
    {13, "2024-01-08", "合格", "", ""},
    {14, "2024-01-15", "", "", ""},
    {15, "2024-01-26", "通过", "branch.meeting", "admission"},
    {16, "2024-04-10", "", "", ""},
    {17, "2024-04-20", "批准", "", ""},
    {18, "2024-04-25", "", "", ""},
    {19, "2024-04-22", "", "", ""},
    {20, "2024-05-10", "", "", ""},
    {22, "2025-01-10", "", "", ""},
    {23, "2025-02-05", "按期转正", "branch.meeting", "conversion"},
    {24, "2025-03-20", "批准", "", ""},
    {25, "2025-03-25", "", "", ""},
};
static const char *const worked_entries[][2] = {
    {"思想汇报", "2022-12-20"}, {"半年考察", "2023-03-20"},
    {"思想汇报", "2023-03-20"}, {"思想汇报", "2023-06-20"},
    {"半年考察", "2023-09-20"}, {"思想汇报", "2023-09-20"},
    {"季度考察", "2024-07-20"}, {"季度考察", "2024-10-20"},
    {"季度考察", "2025-01-20"},
};

int day_of(const char *iso)
{
    int day = DATE_NONE;
    assert_true(date_read(iso, &day));
    return day;
}

void file_open(struct file_scene *s, const char *own)
{
    struct err err = ERR_INIT;
    *s = (struct file_scene){.a = ARENA_INIT};
    const struct embed_file *e = embed_find("rules/pipeline.ini");
    assert_non_null(e);
    if (!pipeline_load(&s->r, &s->a, e->text, own, &err)) {
        fail_msg("%s", err.text);
    }
    pipeline_facts_init(&s->f);
    s->f.helpers = s->helpers;
    s->f.entries = s->entries;
    s->f.notices = s->notices;
    s->f.papers = s->papers;
    s->f.rounds = s->rounds;
}

void file_close(struct file_scene *s)
{
    arena_clear(&s->a);
}

/* ---- the worked file ------------------------------------------------- */

static void add_helper(struct file_scene *s, const char *role, const char *name,
                       const char *from)
{
    s->helpers[s->f.n_helpers++] =
        (struct pipeline_helper){.role = role,
                                 .name = name,
                                 .holds = {day_of(from), DATE_NONE},
                                 .full = {day_of("2005-07-01"), DATE_NONE}};
}

static void add_notice(struct file_scene *s, int step, const char *from,
                       const char *to)
{
    s->notices[s->f.n_notices++] =
        (struct pipeline_notice){step, day_of(from), day_of(to), false};
}

static void add_papers(struct file_scene *s)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_step *step = &s->r.steps[no];
        for (size_t i = 0; i < step->n_papers; i++) {
            assert_true(s->f.n_papers < ARRAY_LEN(s->papers));
            s->papers[s->f.n_papers++] = (struct pipeline_paper_fact){
                no, step->papers[i].name, s->f.steps[no].on};
        }
    }
}

static void add_steps(struct file_scene *s)
{
    for (size_t i = 0; i < ARRAY_LEN(worked); i++) {
        const struct worked *w = &worked[i];
        struct pipeline_done *d = &s->f.steps[w->no];
        d->done = true;
        d->on = day_of(w->on);
        d->result = w->result;
        d->number = "0001";
        d->who = true;
        d->meeting = (struct pipeline_meeting){.event = (int64_t)i,
                                               .kind = w->kind,
                                               .on = d->on,
                                               .valid = true,
                                               .about = true,
                                               .rule = w->rule,
                                               .passed = true,
                                               .tally = "应到 20 赞成 11"};
    }
    s->f.steps[3].way = "党员推荐";
    s->f.steps[11].hours = 24;
    s->f.steps[13].asked_on = day_of("2023-12-20");
}

void file_worked(struct file_scene *s)
{
    s->f.birth = day_of("1998-05-01");
    add_steps(s);
    for (size_t i = 0; i < ARRAY_LEN(worked_entries); i++) {
        file_entry(s, worked_entries[i][0], worked_entries[i][1]);
    }
    add_helper(s, "contact", "钱惠", "2022-10-10");
    add_helper(s, "introducer", "钱惠", "2023-10-20");
    add_helper(s, "introducer", "孙立", "2023-10-20");
    add_notice(s, 3, "2022-09-12", "2022-09-16");
    add_notice(s, 7, "2023-09-18", "2023-09-22");
    add_notice(s, 15, "2024-01-15", "2024-01-19");
    add_notice(s, 23, "2025-01-13", "2025-01-17");
    add_papers(s);
}

/* ---- changes --------------------------------------------------------- */

void file_move(struct file_scene *s, int no, int day)
{
    s->f.steps[no].on = day;
    s->f.steps[no].meeting.on = day;
}

void file_cut(struct file_scene *s, int no)
{
    for (; no <= PIPELINE_STEPS; no++) {
        s->f.steps[no] = pipeline_open();
    }
}

void file_entry(struct file_scene *s, const char *kind, const char *iso)
{
    size_t at = s->f.n_entries++;
    int on = day_of(iso);
    assert_true(at < ARRAY_LEN(s->entries));
    for (; at > 0 && s->entries[at - 1].on > on; at--) {
        s->entries[at] = s->entries[at - 1];
    }
    s->entries[at] = (struct pipeline_entry){kind, on};
}

void file_drop_entries(struct file_scene *s, const char *kind)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->f.n_entries; i++) {
        if (strcmp(s->entries[i].kind, kind) != 0) {
            s->entries[kept++] = s->entries[i];
        }
    }
    s->f.n_entries = kept;
}

void file_drop_paper(struct file_scene *s, int no, const char *name)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->f.n_papers; i++) {
        if (s->papers[i].step != no || strcmp(s->papers[i].name, name) != 0) {
            s->papers[kept++] = s->papers[i];
        }
    }
    assert_int_equal(kept + 1, s->f.n_papers);
    s->f.n_papers = kept;
}

/* ---- looking --------------------------------------------------------- */

const struct step_issue *issue_of(const struct step_issue *list, size_t n,
                                  const char *code)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].guard->code, code) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

const struct step_issue *file_issue(struct file_scene *s, int no,
                                    const char *code, int today)
{
    struct step_issue *list;
    struct pipeline_done proposed = s->f.steps[no];
    size_t n = pipeline_check(&s->a, &s->r, &s->f, no, &proposed, today, &list);
    return issue_of(list, n, code);
}

const struct pipeline_warning *warning_of(const struct pipeline_verdict *v,
                                          const char *code)
{
    for (size_t i = 0; i < v->n_warnings; i++) {
        if (strcmp(v->warnings[i].guard->warn, code) == 0) {
            return &v->warnings[i];
        }
    }
    return NULL;
}
