/* If a meeting is held on a day, and nothing else happens before: who could be
   decided on, and who not yet and why.  Each file is judged on that day with
   the step that the meeting decides still open, so that the rules say
   themselves what stands in its way. */
#include "pipeline_parts.h"

#include "pbtui/ledger/rulebook.h"

/* The kinds of meeting that decide a step on a day; NULL: none does. */
static const char *meeting_kinds(const struct pipeline_rules *r, int no,
                                 int day)
{
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        if (g->step == no && g->kind == GUARD_MEETING &&
            pipeline_guard(r, g->code, day) == g) {
            return g->what;
        }
    }
    return NULL;
}

/* The first step still ahead that a meeting decides; 0: none. */
static int meeting_ahead(const struct pipeline_row *row,
                         const struct pipeline_rules *r, int day)
{
    for (int no = row->next; no != 0 && no <= PIPELINE_STEPS; no++) {
        bool open =
            no == row->next || row->verdict->steps[no].state < STEP_DONE;
        if (open && meeting_kinds(r, no, day) != NULL) {
            return no;
        }
    }
    return 0;
}

static struct pipeline_if judge_row(const struct pipeline_row *row,
                                    struct book *b, struct arena *a, int step,
                                    int day)
{
    const struct pipeline_rules *r = book_pipeline(b);
    struct pipeline_if x = {.step = step,
                            .file = row->file,
                            .person = row->person,
                            .name = row->name,
                            .kinds = meeting_kinds(r, step, day),
                            .possible = true};
    struct pipeline_facts facts = row->read->facts;
    struct pipeline_verdict then;
    /* One that was not agreed to is decided once more. */
    facts.steps[step] = pipeline_open();
    pipeline_judge(&then, a, r, &facts, day);
    const struct step_view *v = &then.steps[step];
    for (size_t i = 0; i < v->n_issues; i++) {
        x.possible = x.possible && !v->issues[i].refuses;
    }
    x.why = pipeline_waits(v);
    return x;
}

size_t pipeline_if_held(const struct pipeline_board *p, struct book *b,
                        struct arena *a, int day,
                        const struct pipeline_if **out)
{
    const struct pipeline_rules *r = book_pipeline(b);
    struct pipeline_if *list = arena_array(a, p->n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++) {
        int step = meeting_ahead(&p->rows[i], r, day);
        if (step != 0) {
            list[n++] = judge_row(&p->rows[i], b, a, step, day);
        }
    }
    *out = list;
    return n;
}
