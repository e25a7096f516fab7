/* 归档目录 and 移交清单: what the rules ask for, stage by stage, ticked off
   against what is there, and what else is there. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "source_pipeline.h"
#include "source_say.h"

const char *const track_paper_columns[] = {"no",   "stage",   "step", "name",
                                           "tick", "copies",  "on",   "pages",
                                           "at",   "missing", NULL};
enum { N_PAPER = 10 };
const char *const track_stage_columns[] = {"name", "title", NULL};

struct listing {
    struct track *t;
    int no; /* of the last row */
};

static const struct record *paper_of(const struct track *t, int step,
                                     const char *name)
{
    for (size_t i = 0; i < t->f.n_papers; i++) {
        const struct record *r = &t->f.papers[i];
        if (record_int(r, PAPER_NO) == step &&
            pipeline_paper_counts(&t->f, r) &&
            strcmp(record_text(r, PAPER_NAME), name) == 0) {
            return r;
        }
    }
    return NULL;
}

static void put(struct listing *l, int step, const char *name,
                const struct record *r, const char *missing)
{
    struct track *t = l->t;
    const struct pipeline_step *s = &t->rules->steps[step];
    bool there = r != NULL && record_int(r, PAPER_COPIES) > 0;
    const char *said = r == NULL ? "" : record_text(r, PAPER_MISSING);
    const char *const cells[N_PAPER] = {
        say_number(t->a, ++l->no),
        say_number(t->a, s->stage),
        s->abbr,
        name,
        there ? "■" : "□",
        there ? say_number(t->a, record_int(r, PAPER_COPIES)) : "",
        r == NULL ? "" : record_text(r, PAPER_ON),
        r == NULL ? "" : track_field(t, r, PAPER_PAGES),
        r == NULL ? "" : record_text(r, PAPER_AT),
        said[0] != '\0' ? said
        : there         ? ""
                        : missing};
    form_list_row(t->d, cells);
}

static bool is_taken(const struct track *t, int step)
{
    const struct pipeline_step *s = &t->rules->steps[step];
    return track_on(t, s->running ? s->until : step) != DATE_NONE;
}

bool track_paper_belongs(const struct track *t, int step,
                         const struct pipeline_paper *p)
{
    const char *result = track_field(t, track_step(t, step), STEP_RESULT);
    return p->when[0] == '\0' || result[0] == '\0' ||
           strstr(p->when, result) != NULL;
}

static void put_asked(struct listing *l, int step)
{
    const struct pipeline_step *s = &l->t->rules->steps[step];
    for (size_t i = 0; i < s->n_papers; i++) {
        const struct pipeline_paper *p = &s->papers[i];
        const struct record *r = paper_of(l->t, step, p->name);
        if (!track_paper_belongs(l->t, step, p) && r == NULL) {
            continue;
        }
        bool lacks = is_taken(l->t, step) && !p->local;
        put(l, step, p->name, r,
            p->local ? "当地要求的才有"
            : lacks  ? "缺"
                     : "");
    }
}

static bool is_asked(const struct pipeline_step *s, const char *name)
{
    for (size_t i = 0; i < s->n_papers; i++) {
        if (strcmp(s->papers[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void put_others(struct listing *l, int step)
{
    struct track *t = l->t;
    for (size_t i = 0; i < t->f.n_papers; i++) {
        const struct record *r = &t->f.papers[i];
        const char *name = record_text(r, PAPER_NAME);
        bool counts = pipeline_paper_counts(&t->f, r);
        if (record_int(r, PAPER_NO) == step &&
            (!counts || !is_asked(&t->rules->steps[step], name))) {
            put(l, step,
                counts ? name
                       : arena_printf(t->a, "%s（第 %d 次）", name,
                                      (int)record_int(r, PAPER_ROUND)),
                r, "");
        }
    }
}

static void put_stages(struct track *t)
{
    form_list_begin(t->d, "stages", track_stage_columns, 2);
    for (int i = 0; i < PIPELINE_STAGES; i++) {
        const char *const cells[] = {say_number(t->a, i),
                                     track_stage((enum pipeline_stage)i)};
        form_list_row(t->d, cells);
    }
}

/* What is there and can be handed over, with its copies and pages. */
static void put_handed(struct listing *l)
{
    struct track *t = l->t;
    int64_t copies = 0, pages = 0;
    l->no = 0;
    form_list_begin(t->d, "handed", track_paper_columns, N_PAPER);
    for (size_t i = 0; i < t->f.n_papers; i++) {
        const struct record *r = &t->f.papers[i];
        if (record_int(r, PAPER_COPIES) > 0) {
            put(l, (int)record_int(r, PAPER_NO), record_text(r, PAPER_NAME), r,
                "");
            copies += record_int(r, PAPER_COPIES);
            pages += record_int(r, PAPER_PAGES);
        }
    }
    form_set(t->d, "n_copies", say_number(t->a, copies));
    form_set(t->d, "n_pages", pages > 0 ? say_number(t->a, pages) : "");
}

static int lacking(const struct track *t)
{
    int n = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_step *s = &t->rules->steps[no];
        for (size_t i = 0; is_taken(t, no) && i < s->n_papers; i++) {
            const struct pipeline_paper *p = &s->papers[i];
            const struct record *r = paper_of(t, no, p->name);
            n += !p->local && track_paper_belongs(t, no, p) &&
                 (r == NULL || record_int(r, PAPER_COPIES) == 0);
        }
    }
    return n;
}

void track_put_papers(struct track *t)
{
    struct listing l = {.t = t};
    put_stages(t);
    form_list_begin(t->d, "papers", track_paper_columns, N_PAPER);
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        put_asked(&l, no);
        put_others(&l, no);
    }
    put_handed(&l);
    form_set(t->d, "n_lacking", say_number(t->a, lacking(t)));
}
