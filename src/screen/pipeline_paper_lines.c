/* The papers of a step as lines of the tick list. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"

static const struct record *there(const struct pipeline_file *f, int no,
                                  const char *name)
{
    for (size_t i = 0; i < f->n_papers; i++) {
        const struct record *r = &f->papers[i];
        if (record_int(r, PAPER_NO) == no && pipeline_paper_counts(f, r) &&
            strcmp(record_text(r, PAPER_NAME), name) == 0) {
            return r;
        }
    }
    return NULL;
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

/* A paper of another result (入党通知书 of 批准) is not asked for. */
size_t pipeline_paper_lines(const struct pipeline_file *f, struct arena *a,
                            int no, struct paper_line *out)
{
    const struct pipeline_step *s = &book_pipeline(f->book)->steps[no];
    size_t n = 0;
    for (size_t i = 0; i < s->n_papers; i++) {
        const struct pipeline_paper *p = &s->papers[i];
        const struct record *r = there(f, no, p->name);
        bool other = p->when[0] != '\0' && f->facts.steps[no].done &&
                     strcmp(p->when, f->facts.steps[no].result) != 0;
        if (r != NULL || !other) {
            out[n++] = (struct paper_line){no, p->name, p->local, r};
        }
    }
    for (size_t i = 0; i < f->n_papers; i++) {
        const struct record *r = &f->papers[i];
        const char *name = record_text(r, PAPER_NAME);
        bool counts = pipeline_paper_counts(f, r);
        if (record_int(r, PAPER_NO) == no && (!counts || !is_asked(s, name))) {
            /* Of an attempt that was dropped: it stays, under its own name. */
            out[n++] = (struct paper_line){
                no,
                counts ? name
                       : arena_printf(a, "%s（第 %d 次）", name,
                                      (int)record_int(r, PAPER_ROUND)),
                false, r};
        }
    }
    return n;
}
