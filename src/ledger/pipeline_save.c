/* Saving in a file of 发展党员: a step with all that follows from it, and
   taking the last step back.  Looked at and written under one lock: what the
   rules were asked about still holds. */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- writing ---------------------------------------------------------- */

struct apply_part *pipeline_add(struct pipeline_write *p,
                                struct apply_part part)
{
    p->list[p->n] = part;
    return &p->list[p->n++];
}

static void add_twin(struct pipeline_write *p, const struct pipeline_twin *t)
{
    if (t->r != NULL) {
        pipeline_add(p, (struct apply_part){.r = t->r,
                                            .old = t->old,
                                            APPLY_ALONE,
                                            .void_reason = t->gone});
    }
}

void pipeline_add_follow(struct pipeline_write *p, struct pipeline_follow *w)
{
    pipeline_add(p, (struct apply_part){.r = &w->person,
                                        .old = &w->person_was,
                                        APPLY_ALONE,
                                        .follows = true});
    for (size_t i = 0; i < w->n_others; i++) {
        add_twin(p, &w->others[i]);
    }
    add_twin(p, &w->member);
    add_twin(p, &w->placement);
}

void pipeline_add_dated(struct pipeline_write *p, struct pipeline_file *f,
                        int but)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        if (no != but && f->steps[no].ledger != NULL && f->steps[no].id == 0 &&
            !pipeline_is_assumed(f, no)) {
            pipeline_add(p,
                         (struct apply_part){.r = &f->steps[no], APPLY_ALONE})
                ->under = 0;
        }
    }
}

static const char *label_of(const struct pipeline_file *f, const char *did,
                            int no)
{
    return arena_printf(f->arena, "%s %s 第 %d 步%s", did, f->person.name, no,
                        book_pipeline(f->book)->steps[no].abbr);
}

/* What the program fills in is never what somebody typed. */
static void set_program(struct pipeline_file *f, struct record *step,
                        const struct record *old)
{
    static const int own[] = {STEP_FILE,          STEP_ROUND,
                              STEP_DROPPED,       STEP_DROPPED_NO,
                              STEP_DROPPED_ROUND, STEP_ENTERED};
    for (size_t i = 0; old != NULL && i < ARRAY_LEN(own); i++) {
        step->values[own[i]] = old->values[own[i]];
    }
    if (old == NULL) {
        record_set_int(step, STEP_FILE, f->head.id);
        record_set_int(step, STEP_ROUND,
                       f->round[record_int(step, STEP_NO)] + 1);
        record_set_null(step, STEP_DROPPED);
        record_set_null(step, STEP_DROPPED_NO);
        record_set_null(step, STEP_DROPPED_ROUND);
        record_set_day(step, f->arena, STEP_ENTERED, f->book->today);
        if (pipeline_was_elsewhere(f, step)) {
            record_set_int(step, STEP_ELSEWHERE, 1);
        }
    }
}

/* Papers that come with a step are of its attempt. */
static void set_rounds(struct pipeline_file *f, const struct record *step)
{
    for (size_t i = 0; i < f->n_fresh; i++) {
        struct record *r = &f->fresh[i];
        if (r->ledger == &ledger_paper &&
            record_int(r, PAPER_NO) == record_int(step, STEP_NO)) {
            record_set_int(r, PAPER_ROUND, record_int(step, STEP_ROUND));
        }
    }
}

static bool check_all(struct pipeline_file *f, const struct record *step,
                      const struct record *old, struct err *err)
{
    struct issues is = {.arena = f->arena};
    record_check(step, f->book, old, &is);
    for (size_t i = 0; i < f->n_fresh; i++) {
        record_check(&f->fresh[i], f->book, NULL, &is);
    }
    pipeline_step_check(f, step, &is);
    for (size_t i = 0; i < f->n_fresh; i++) {
        if (!pipeline_refuse_entry(f, &f->fresh[i], NULL, err)) {
            return false;
        }
    }
    return issues_refuse(&is, err);
}

/* A file that is not in the books yet is opened by its first step, together
   with what the roster already says. */
static bool write_step(struct pipeline_file *f, struct pipeline_follow *w,
                       struct record *step, const struct record *old,
                       const char *reason, struct err *err)
{
    struct pipeline_write p = {.n = 0};
    int no = (int)record_int(step, STEP_NO);
    int under = f->head.id == 0 ? 0 : -1;
    pipeline_add(&p, (struct apply_part){.r = &w->head,
                                         .old = under == 0 ? NULL : &f->head,
                                         APPLY_ALONE});
    pipeline_add_follow(&p, w);
    pipeline_add(&p, (struct apply_part){.r = step, .old = old, APPLY_ALONE})
        ->under = under;
    if (under == 0) {
        pipeline_add_dated(&p, f, no);
    }
    for (size_t i = 0; i < f->n_fresh; i++) {
        pipeline_add(&p, (struct apply_part){.r = &f->fresh[i], APPLY_ALONE})
            ->under = under;
    }
    return ledger_apply_parts(f->book, f->arena, p.list, p.n,
                              label_of(f, old == NULL ? "登记" : "修改", no),
                              reason, err);
}

/* `old` is the step as the caller read it. */
static bool save_step(struct pipeline_file *f, struct record *step,
                      const struct record *old, const char *reason,
                      struct err *err)
{
    struct pipeline_follow w = {.text = {0}};
    set_program(f, step, old);
    set_rounds(f, step);
    bool ok = check_all(f, step, old, err) &&
              pipeline_follow_make(&w, f, step, 0, err) &&
              pipeline_refuse_stranded(f, &w.now, step, err) &&
              write_step(f, &w, step, old, reason, err);
    if (ok) {
        f->head = w.head;
    }
    pipeline_follow_clear(&w);
    return ok;
}

bool pipeline_put(struct pipeline_file *f, const struct record *part,
                  struct err *err)
{
    if (f->fresh == NULL) {
        f->fresh = arena_array(f->arena, PIPELINE_FRESH_MAX, sizeof *f->fresh);
    }
    if (f->n_fresh == PIPELINE_FRESH_MAX) {
        return err_set(err, ERR_RULE, "E-PIPE-042",
                       "一次最多连同 %d 项材料和人员一起登记，请先保存。",
                       PIPELINE_FRESH_MAX);
    }
    struct record *r = &f->fresh[f->n_fresh++];
    *r = record_copy(part, f->arena);
    record_set_int(r, r->ledger->parent, f->head.id);
    if (r->ledger == &ledger_paper) {
        record_set_int(r, PAPER_ROUND,
                       pipeline_round(f, (int)record_int(r, PAPER_NO)));
    }
    return pipeline_part_put(f, r, false, err);
}

static bool put_again(struct pipeline_file *now, const struct pipeline_file *f,
                      struct err *err)
{
    for (size_t i = 0; i < f->n_fresh; i++) {
        if (!pipeline_put(now, &f->fresh[i], err)) {
            return false;
        }
    }
    return true;
}

static int64_t id_at(const struct pipeline_file *f, int64_t no)
{
    return f->steps[no].ledger != NULL ? f->steps[no].id : 0;
}

/* A step of which the caller knew nothing is not begun once more. */
static bool refuse_other(const struct pipeline_file *now,
                         const struct pipeline_file *f,
                         const struct record *step, struct err *err)
{
    int64_t no = record_int(step, STEP_NO);
    int64_t known = id_at(f, no);
    return (known == id_at(now, no) && (step->id == 0 || step->id == known)) ||
           err_set(err, ERR_RULE, "E-PIPE-030",
                   "%s的第 %d 步刚由另一个窗口登记或收回，请重新打开再填。",
                   f->person.name, (int)no);
}

bool pipeline_step_save(struct pipeline_file *f, struct record *step,
                        const char *reason, struct err *err)
{
    struct pipeline_file now;
    struct record was = record_copy(step, f->arena);
    int64_t no = record_int(step, STEP_NO);
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    const struct record *old = step->id != 0 ? &f->steps[no] : NULL;
    bool ok = pipeline_reread(&now, f, err) &&
              refuse_other(&now, f, step, err) && put_again(&now, f, err) &&
              save_step(&now, step, old, reason, err) &&
              pipeline_reread(&now, &now, err);
    if (!tx_end(f->book->db, ok, err)) {
        *step = was;
        return false;
    }
    *f = now;
    return true;
}

/* ---- taking back ------------------------------------------------------ */

/* No step of its own stands there: only an approved extension can be meant,
   which is over when the round after it has begun. */
static bool refuse_begun(const struct pipeline_file *f, struct err *err)
{
    const struct pipeline_rules *rules = book_pipeline(f->book);
    for (int i = AT_CONFIRM; i >= AT_REQUEST; i--) {
        if (pipeline_extended(f) > 0 && f->steps[i].ledger != NULL) {
            return err_set(
                err, ERR_RULE, "E-PIPE-204",
                "延长以后的第 %d 步%s已经登记，请先收回那一步，再收回"
                "延长预备期的审批。",
                i, rules->steps[i].abbr);
        }
    }
    return true;
}

static bool refuse_later(const struct pipeline_file *f, int no, struct err *err)
{
    const struct pipeline_rules *rules = book_pipeline(f->book);
    int on = pipeline_on_of(pipeline_step_at(f, no));
    if (on == DATE_NONE) {
        return true; /* only 报送: nothing stands on it */
    }
    for (int i = PIPELINE_STEPS; i > no; i--) {
        if (f->facts.steps[i].done && f->facts.steps[i].on >= on &&
            !pipeline_is_assumed(f, i)) {
            return err_set(err, ERR_RULE, "E-PIPE-025",
                           "后面的第 %d 步%s已经登记，请先收回那一步，再收回"
                           "第 %d 步。",
                           i, rules->steps[i].abbr, no);
        }
    }
    /* What an extension closed is kept, and stands on 预备期, too. */
    return pipeline_extended(f) == 0 || no >= AT_REQUEST ||
           err_set(err, ERR_RULE, "E-PIPE-205",
                   "%s的预备期已经延长，请先收回第 %d 步的延长审批，再收回第 "
                   "%d 步。",
                   f->person.name, AT_CONFIRM, no);
}

static bool write_void(struct pipeline_file *f, struct pipeline_follow *w,
                       int no, const char *reason, struct err *err)
{
    struct pipeline_write p = {.n = 0};
    struct record back = record_copy(w->back, f->arena);
    pipeline_add(
        &p, (struct apply_part){.r = &w->head, .old = &f->head, APPLY_ALONE});
    /* Its place is free before another takes it. */
    pipeline_add(&p, (struct apply_part){.r = &back,
                                         .old = w->back,
                                         APPLY_ALONE,
                                         .void_reason = reason});
    pipeline_add_follow(&p, w);
    return ledger_apply_parts(f->book, f->arena, p.list, p.n,
                              label_of(f, "收回", no), reason, err);
}

static bool void_step(struct pipeline_file *f, int no, const char *reason,
                      struct err *err)
{
    struct pipeline_follow w = {.text = {0}};
    bool ok =
        (id_at(f, no) != 0 ? refuse_later(f, no, err) : refuse_begun(f, err)) &&
        pipeline_follow_make(&w, f, NULL, no, err) &&
        pipeline_refuse_stranded(f, &w.now, NULL, err) &&
        (record_int(w.back, STEP_ELSEWHERE) != 0 ||
         pipeline_refuse_sealed(f, pipeline_day_of(w.back), err)) &&
        write_void(f, &w, no, reason, err);
    pipeline_follow_clear(&w);
    return ok;
}

/* Taken back is what the caller saw. */
static bool refuse_changed(const struct pipeline_file *now,
                           const struct pipeline_file *f, int no,
                           struct err *err)
{
    bool same = id_at(f, no) == id_at(now, no) &&
                (id_at(f, no) == 0 ? f->n_earlier == now->n_earlier ||
                                         f->book->day < f->book->today
                                   : f->steps[no].ver == now->steps[no].ver);
    return same || err_set(err, ERR_RULE, "E-PIPE-232",
                           "%s的第 %d 步刚由另一个窗口改过，请重新打开核对后再"
                           "收回。",
                           f->person.name, no);
}

bool pipeline_step_void(struct pipeline_file *f, int no, const char *reason,
                        struct err *err)
{
    struct pipeline_file now;
    if (apply_reason_is_short(reason)) {
        return err_set(err, ERR_RULE, "E-PIPE-026",
                       "收回一步要写明原因，至少 %d 个字。",
                       APPLY_REASON_CHARS);
    }
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    bool ok =
        pipeline_reread(&now, f, err) && refuse_changed(&now, f, no, err) &&
        pipeline_refuse_ended(&now, no, err) &&
        void_step(&now, no, reason, err) && pipeline_reread(&now, &now, err);
    if (!tx_end(f->book->db, ok, err)) {
        return false;
    }
    *f = now;
    return true;
}

/* An approved extension closed the round that it belongs to: it is the last
   thing that was done, until the round after it has begun. */
int pipeline_last_step(const struct pipeline_file *f)
{
    int last = 0;
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct pipeline_done *d = &f->facts.steps[no];
        if (d->done && d->id != 0 &&
            (last == 0 || d->on >= f->facts.steps[last].on)) {
            last = no;
        }
    }
    return pipeline_extended(f) > 0 && last < AT_REQUEST ? AT_CONFIRM : last;
}

bool pipeline_void_effects(struct pipeline_file *f, int no, struct strbuf *out,
                           struct err *err)
{
    struct pipeline_follow w = {.text = {0}};
    bool ok = pipeline_follow_make(&w, f, NULL, no, err);
    if (ok && w.text.len > 0) {
        sb_add(out, w.text.s);
    }
    pipeline_follow_clear(&w);
    return ok;
}
