/* The file as it will be when a step is saved or taken back: which steps no
   longer count, which count again.

   A step that is begun once more takes along what stood on its last attempt,
   and gives it back when it is taken back; an extension that the superior
   approved takes 22 to 24, which begin anew when it is over; taking that
   approval back brings 22 and 23 in force again. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

#define AGAIN "重新办理"

/* ---- what stands on what ---------------------------------------------- */

static bool leans_on(const struct pipeline_guard *g, const bool *out)
{
    return (g->kind == GUARD_AFTER || g->kind == GUARD_RESULT) && g->of > 0 &&
           g->of <= PIPELINE_STEPS && out[g->of];
}

void pipeline_stands_on(const struct pipeline_rules *r, int no,
                        bool out[PIPELINE_STEPS + 1])
{
    memset(out, 0, (PIPELINE_STEPS + 1) * sizeof *out);
    out[no] = true;
    /* A row only names steps before its own. */
    for (int s = no + 1; s <= PIPELINE_STEPS; s++) {
        for (size_t i = 0; i < r->n_guards && !out[s]; i++) {
            out[s] = r->guards[i].step == s && leans_on(&r->guards[i], out);
        }
    }
}

/* ---- steps out of force, and in again ---------------------------------- */

static struct record *put_other(struct pipeline_follow *w,
                                const struct record *was)
{
    struct record *r = arena_array(w->now.arena, 1, sizeof *r);
    *r = record_copy(was, w->now.arena);
    w->others[w->n_others++] = (struct pipeline_twin){.r = r, .old = was};
    return r;
}

/* Keeps a step that no longer counts among the earlier ones. */
static void retire(struct pipeline_follow *w, struct record *r, const char *why)
{
    record_set_text(r, STEP_DROPPED, why);
    w->now.earlier[w->now.n_earlier++] = *r;
    w->now.steps[record_int(r, STEP_NO)] = (struct record){.ledger = NULL};
}

static void drop(struct pipeline_follow *w, struct pipeline_file *f, int no,
                 const char *why)
{
    if (f->steps[no].ledger != NULL && f->steps[no].id != 0) {
        retire(w, put_other(w, &f->steps[no]), why);
    }
}

/* Each says which attempt it was: that gives it back. */
static void drop_again(struct pipeline_follow *w, struct pipeline_file *f,
                       int no)
{
    bool leans[PIPELINE_STEPS + 1];
    pipeline_stands_on(book_pipeline(f->book), no, leans);
    for (int i = no; i <= PIPELINE_STEPS; i++) {
        if (!leans[i] || f->steps[i].ledger == NULL || f->steps[i].id == 0) {
            continue;
        }
        struct record *r = put_other(w, &f->steps[i]);
        record_set_int(r, STEP_DROPPED_NO, no);
        record_set_int(r, STEP_DROPPED_ROUND, f->round[no] + 1);
        retire(w, r, AGAIN);
        sb_addf(&w->text, "原来的第 %d 步保留备查，不再计算\n", i);
    }
}

/* The approval is one of the three, whichever of them is being saved. */
static void drop_extended(struct pipeline_follow *w, struct pipeline_file *f,
                          struct record *step)
{
    static const int over[] = {AT_REQUEST, AT_CONVERT, AT_CONFIRM};
    for (size_t i = 0; i < ARRAY_LEN(over); i++) {
        if (record_int(step, STEP_NO) == over[i]) {
            retire(w, step, PIPELINE_EXTENDED);
        } else {
            drop(w, f, over[i], PIPELINE_EXTENDED);
        }
    }
    sb_add(&w->text, "转正申请、转正大会、转正审批期满后重新办理\n");
}

/* ---- saved ------------------------------------------------------------- */

static bool after_save(struct pipeline_follow *w, struct pipeline_file *f,
                       struct record *step, struct err *err)
{
    int no = (int)record_int(step, STEP_NO);
    bool again =
        step->id == 0 && f->steps[no].id != 0 && f->steps[no].ledger != NULL;
    if (again) {
        drop_again(w, f, no);
    }
    w->now.steps[no] = *step;
    if (pipeline_decided(&w->now, RESULT_EXTENDED)) {
        drop_extended(w, f, step);
    }
    return pipeline_facts_make(&w->now, err);
}

/* ---- taken back -------------------------------------------------------- */

/* The last round that an extension closed: of each step its newest row. */
static struct record *find_extended(struct pipeline_file *f, int no)
{
    for (size_t i = f->n_earlier; i-- > 0;) {
        struct record *r = &f->earlier[i];
        if (record_int(r, STEP_NO) == no &&
            strcmp(record_text(r, STEP_DROPPED), PIPELINE_EXTENDED) == 0) {
            return r;
        }
    }
    return NULL;
}

static void forget_earlier(struct pipeline_file *now, int64_t id)
{
    for (size_t i = 0; i < now->n_earlier; i++) {
        if (now->earlier[i].id == id) {
            now->earlier[i] = now->earlier[--now->n_earlier];
            return;
        }
    }
}

static void revive(struct pipeline_follow *w, const struct record *was)
{
    if (was == NULL) {
        return;
    }
    struct record *r = put_other(w, was);
    record_set_null(r, STEP_DROPPED);
    record_set_null(r, STEP_DROPPED_NO);
    record_set_null(r, STEP_DROPPED_ROUND);
    forget_earlier(&w->now, was->id);
    w->now.steps[record_int(r, STEP_NO)] = *r;
}

/* What stands in its place by now was taken since, on another ground. */
static bool refuse_taken(const struct pipeline_follow *w,
                         const struct record *was, struct err *err)
{
    int no = (int)record_int(was, STEP_NO);
    return w->now.steps[no].ledger == NULL ||
           err_set(err, ERR_RULE, "E-PIPE-240",
                   "第 %d 步%s重新办理以后又登记了，请先收回那一步，再收回第 "
                   "%d 步。",
                   no, book_pipeline(w->now.book)->steps[no].abbr,
                   (int)record_int(w->back, STEP_NO));
}

/* What the attempt that goes had taken along. */
static bool revive_dropped(struct pipeline_follow *w, struct pipeline_file *f,
                           struct err *err)
{
    for (size_t i = 0; i < f->n_earlier; i++) {
        const struct record *was = &f->earlier[i];
        if (!pipeline_dropped_by(was, w->back)) {
            continue;
        }
        if (!refuse_taken(w, was, err)) {
            return false;
        }
        revive(w, was);
        sb_addf(&w->text, "原来的第 %d 步恢复计算\n",
                (int)record_int(was, STEP_NO));
    }
    return true;
}

static bool take_extension(struct pipeline_follow *w, struct pipeline_file *f)
{
    const struct record *approval = find_extended(f, AT_CONFIRM);
    if (approval == NULL) {
        return false;
    }
    w->back = approval;
    w->now.extends = true; /* the roster's day was its own */
    forget_earlier(&w->now, approval->id);
    revive(w, find_extended(f, AT_REQUEST));
    revive(w, find_extended(f, AT_CONVERT));
    sb_add(&w->text, "延长预备期的决议恢复为等待上级党委审批\n");
    return true;
}

/* He was a member before this file said so. */
static bool assume_again(struct pipeline_follow *w, struct pipeline_file *f,
                         struct err *err)
{
    int before;
    return pipeline_before(f, pipeline_dated[DATED_JOIN].column, &before,
                           err) &&
           (before == DATE_NONE || pipeline_assume(&w->now, err));
}

static bool after_void(struct pipeline_follow *w, struct pipeline_file *f,
                       int no, struct err *err)
{
    if (f->steps[no].ledger != NULL && f->steps[no].id != 0) {
        w->back = &f->steps[no];
        w->now.steps[no] = (struct record){.ledger = NULL};
        if (!revive_dropped(w, f, err) || !assume_again(w, f, err)) {
            return false;
        }
    } else if (no != AT_CONFIRM || !take_extension(w, f)) {
        return err_set(err, ERR_RULE, "E-PIPE-024",
                       "%s的第 %d 步还没有登记，没有可以收回的。",
                       f->person.name, no);
    }
    return pipeline_facts_make(&w->now, err);
}

/* ---- the door ---------------------------------------------------------- */

bool pipeline_after(struct pipeline_follow *w, struct pipeline_file *f,
                    struct record *step, int gone, struct err *err)
{
    w->now = *f;
    w->now.earlier = arena_array(f->arena, f->n_earlier + PIPELINE_STEPS + 1,
                                 sizeof *w->now.earlier);
    if (f->n_earlier > 0) {
        memcpy(w->now.earlier, f->earlier,
               f->n_earlier * sizeof *w->now.earlier);
    }
    w->others = arena_array(f->arena, PIPELINE_STEPS + 1, sizeof *w->others);
    w->n_others = 0;
    return step != NULL ? after_save(w, f, step, err)
                        : after_void(w, f, gone, err);
}
