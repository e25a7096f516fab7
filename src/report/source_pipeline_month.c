/* 发展党员 of a span of days, what was done: each step with its person, what it
   came to and the meeting, who came with a file and whose file was closed; by
   day.  A step that was taken elsewhere is none of this branch's. */
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "source_all.h"
#include "source_pipeline.h"
#include "source_say.h"

static const char *const columns[] = {"no",     "on",      "name", "step",
                                      "result", "meeting", "note", NULL};
enum { N_COLUMNS = 7 };

struct happening {
    int on, step;
    int64_t person;
    const char *name, *what, *result, *meeting, *note;
};
struct happenings {
    struct happening *v;
    size_t n, cap;
    struct span span;
};

/* What was done in another branch, before or after he was here, is told
   there. */
static void add(struct happenings *h, const struct track *t, struct happening x)
{
    if (x.on != DATE_NONE && x.on >= h->span.from && x.on <= h->span.to &&
        pipeline_branch_on(&t->stays, x.on) == t->book->branch) {
        MEM_PUSH(h->v, h->n, h->cap);
        h->v[h->n++] = x;
    }
}

static void add_step(struct happenings *h, const struct track *t,
                     const struct record *r)
{
    if (r == NULL || track_is_elsewhere(t, r)) {
        return;
    }
    int no = (int)record_int(r, STEP_NO);
    const char *months = track_field(t, r, STEP_MONTHS);
    const char *came = track_field(t, r, STEP_RESULT);
    struct happening x = {
        .on = record_day(r, STEP_ON),
        .step = no,
        .person = t->f.person.id,
        .name = t->f.person.name,
        .what = arena_printf(t->a, "%d %s", no, t->rules->steps[no].name),
        .result = months[0] == '\0'
                      ? came
                      : arena_printf(t->a, "%s %s 个月", came, months),
        .meeting = track_meeting(t, r),
        .note = track_join(t->a, track_field(t, r, STEP_NUMBER), "；",
                           record_text(r, STEP_REASON))};
    add(h, t, x);
}

static void add_head(struct happenings *h, const struct track *t)
{
    const struct record *head = &t->f.head;
    int on = record_day(head, CANDIDACY_ENDED);
    struct happening x = {.person = t->f.person.id,
                          .name = t->f.person.name,
                          .result = "",
                          .meeting = ""};
    x.on = record_day(head, CANDIDACY_CAME);
    x.what = "转入培养材料";
    x.note = record_text(head, CANDIDACY_FROM);
    add(h, t, x);
    x.on = on > t->day ? DATE_NONE : on;
    x.step = PIPELINE_STEPS + 1;
    x.what = "发展档案终止";
    x.result = track_field(t, head, CANDIDACY_END_KIND);
    x.note = record_text(head, CANDIDACY_END_REASON);
    if (strcmp(record_text(head, CANDIDACY_END_KIND), END_ARCHIVED) != 0) {
        add(h, t, x);
    }
}

static void add_file(struct happenings *h, const struct track *t)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        add_step(h, t, track_step(t, no));
    }
    for (size_t i = 0; i < t->f.n_earlier; i++) {
        if (track_is_attempt(t, &t->f.earlier[i])) {
            add_step(h, t, &t->f.earlier[i]);
        }
    }
    add_head(h, t);
}

static int by_day(const void *x, const void *y)
{
    const struct happening *a = x, *b = y;
    return a->on != b->on ? (a->on > b->on) - (a->on < b->on)
           : a->person != b->person
               ? (a->person > b->person) - (a->person < b->person)
               : (a->step > b->step) - (a->step < b->step);
}

static void put(struct form_data *d, struct happenings *h)
{
    form_list_begin(d, "steps", columns, N_COLUMNS);
    if (h->n > 1) {
        qsort(h->v, h->n, sizeof *h->v, by_day);
    }
    for (size_t i = 0; i < h->n; i++) {
        const struct happening *x = &h->v[i];
        const char *const cells[N_COLUMNS] = {
            say_number(d->arena, (int64_t)i + 1),
            say_iso(d->arena, x->on),
            x->name,
            x->what,
            x->result,
            x->meeting,
            x->note};
        form_list_row(d, cells);
    }
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    struct track *all = NULL;
    size_t n = 0;
    struct happenings h = {.span = track_span(ask)};
    if (!track_read_touched(ask, d, h.span, &all, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        add_file(&h, &all[i]);
    }
    put(d, &h);
    mem_free(h.v);
    return true;
}

static const char *const values[] = {NULL};

static const struct source_list lists[] = {{"steps", columns}};

const struct source source_pipeline_month = {
    .name = "pipeline_month",
    .ledger = &ledger_candidacy,
    SOURCE_OF_PERIOD("month"),
};
