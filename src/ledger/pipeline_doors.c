/* The doors by which records of 发展党员 come in one by one (command line,
   plain forms, import): a file, a step, or one of the things that hang on a
   file. What a step that is done stands on cannot be changed or voided so that
   the step would no longer be lawful. */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- file and step ---------------------------------------------------- */

/* Branch, person and end come from moving, opening and ending it. */
static bool refuse_own(const struct record *r, const struct record *old,
                       struct err *err)
{
    static const int own[] = {CANDIDACY_BRANCH,   CANDIDACY_PERSON,
                              CANDIDACY_MOVED,    CANDIDACY_ENDED,
                              CANDIDACY_END_KIND, CANDIDACY_END_REASON};
    for (size_t i = 0; i < ARRAY_LEN(own); i++) {
        const struct value empty = {.type = VALUE_NULL};
        const struct value *was = old != NULL ? &old->values[own[i]] : &empty;
        bool filled = old == NULL && own[i] <= CANDIDACY_PERSON;
        if (!filled && !value_same(&r->values[own[i]], was)) {
            return err_set(
                err, ERR_RULE, "E-PIPE-212",
                "“%s”由程序填写，不能手工改；要终止培养请用终止一项，"
                "终止错了请撤销。",
                r->ledger->fields[own[i]].label);
        }
    }
    return true;
}

/* ---- where it came from ------------------------------------------------ */

/* The i-th day on which something of the file lies; false: no more. */
static bool nth_day(const struct pipeline_file *f, size_t i, int *day)
{
    const struct {
        const struct record *list;
        size_t n;
        int field;
    } parts[] = {{f->entries, f->n_entries, STEP_ENTRY_ON},
                 {f->helpers, f->n_helpers, HELPER_FROM},
                 {f->publicities, f->n_publicities, PUBLICITY_TO}};
    if (i < PIPELINE_STEPS) {
        const struct record *r = &f->steps[i + 1];
        *day = r->ledger != NULL ? pipeline_day_of(r) : DATE_NONE;
        return true;
    }
    i -= PIPELINE_STEPS;
    if (i < f->n_earlier) {
        *day = pipeline_day_of(&f->earlier[i]);
        return true;
    }
    i -= f->n_earlier;
    for (size_t p = 0; p < ARRAY_LEN(parts); p++) {
        if (i < parts[p].n) {
            *day = record_day(&parts[p].list[i], parts[p].field);
            return true;
        }
        i -= parts[p].n;
    }
    return false;
}

/* What is sealed does not become history by another origin. */
static bool refuse_unsealing(const struct pipeline_file *was,
                             const struct pipeline_file *now, struct err *err)
{
    struct issues is = {.arena = was->arena};
    int day;
    for (size_t i = 0; nth_day(was, i, &day); i++) {
        if (day != DATE_NONE && pipeline_is_late(now, day)) {
            pipeline_check_period(was, day, "origin", &is);
        }
    }
    return issues_refuse(&is, err);
}

static bool refuse_theirs(struct pipeline_file *now, struct err *err)
{
    for (int no = 1; no <= PIPELINE_STEPS; no++) {
        const struct record *r = &now->steps[no];
        if (r->ledger != NULL && record_int(r, STEP_ELSEWHERE) != 0 &&
            pipeline_day_of(r) >= now->facts.theirs_before) {
            return err_set(err, ERR_RULE, "E-PIPE-230",
                           "第 %d 步%s登记为外单位办理，来源和转入日期不能改成"
                           "由本支部办理这一步；请先改这一步。",
                           no, book_pipeline(now->book)->steps[no].abbr);
        }
    }
    return true;
}

/* What was let through by the old origin must stand by the new one. */
static bool refuse_origin(struct book *b, struct arena *a,
                          const struct record *r, const struct record *old,
                          struct err *err)
{
    struct pipeline_file was, now;
    if (value_same(&r->values[CANDIDACY_ORIGIN],
                   &old->values[CANDIDACY_ORIGIN]) &&
        value_same(&r->values[CANDIDACY_CAME], &old->values[CANDIDACY_CAME])) {
        return true;
    }
    if (!pipeline_read_whole(&was, b, a, r->id, err)) {
        return false;
    }
    now = was;
    now.head = record_copy(r, a);
    return pipeline_facts_make(&now, err) && refuse_theirs(&now, err) &&
           refuse_unsealing(&was, &now, err);
}

static bool change_head(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err)
{
    struct apply_part part = {.r = r, .old = old, APPLY_ALONE};
    struct strbuf who;
    sb_init(&who);
    pipeline_whose(b, r->id, &who);
    bool ok = ledger_apply_parts(b, a, &part, 1,
                                 arena_printf(a, "修改 %s 的发展档案", who.s),
                                 reason, err);
    sb_clear(&who);
    return ok;
}

bool candidacy_save(struct book *b, struct arena *a, struct record *r,
                    const struct record *old, const char *reason,
                    struct err *err)
{
    struct issues is = {.arena = a};
    record_check(r, b, old, &is);
    if (!issues_refuse(&is, err) || !refuse_own(r, old, err)) {
        return false;
    }
    struct pipeline_file f;
    if (old != NULL) {
        bool moves = false;
        return pipeline_read_whole(&f, b, a, r->id, err) &&
               pipeline_may_write(&f, &moves, err) &&
               (!moves || pipeline_move(&f, r, err)) &&
               refuse_origin(b, a, r, old, err) &&
               change_head(b, a, r, old, reason, err);
    }
    if (!pipeline_read_whole_person(&f, b, a, record_int(r, CANDIDACY_PERSON),
                                    err) ||
        !pipeline_open_as(&f, r, err)) {
        return false;
    }
    *r = f.head;
    return true;
}

bool candidacy_may_void(struct book *b, const struct record *r, struct err *err)
{
    struct arena a = ARENA_INIT;
    struct pipeline_file f;
    bool moves;
    bool ok = pipeline_read_whole(&f, b, &a, r->id, err) &&
              pipeline_may_write(&f, &moves, err);
    for (int no = PIPELINE_STEPS; ok && no >= 1; no--) {
        if (f.steps[no].ledger != NULL) {
            ok =
                err_set(err, ERR_RULE, "E-PIPE-213",
                        "%s的第 %d 步%s还登记着，请从最后一步起逐步收回，再作废"
                        "发展档案。",
                        f.person.name, no, book_pipeline(b)->steps[no].abbr);
        }
    }
    arena_clear(&a);
    return ok;
}

bool step_save(struct book *b, struct arena *a, struct record *r,
               const struct record *old, const char *reason, struct err *err)
{
    struct pipeline_file f;
    if (!pipeline_read_whole(&f, b, a, record_int(r, STEP_FILE), err)) {
        return false;
    }
    int64_t no = record_int(r, STEP_NO);
    if (old != NULL &&
        (no != record_int(old, STEP_NO) || f.steps[no].id != r->id)) {
        return err_set(
            err, ERR_RULE, "E-PIPE-032",
            "已经登记的一步不能改成另一步，不再计算的也不能改；请收回"
            "后重新登记。");
    }
    if (old != NULL) {
        f.steps[no] = *old;
    }
    return pipeline_step_helpers(&f, r, err) &&
           pipeline_step_save(&f, r, reason, err);
}

bool step_may_void(struct book *b, const struct record *r, struct err *err)
{
    (void)b;
    (void)r;
    return err_set(err, ERR_RULE, "E-PIPE-033",
                   "发展步骤不单独作废，请打开本人的发展档案，从最后一步"
                   "收回。");
}

/* ---- what hangs on a file --------------------------------------------- */

static bool was_said(const struct step_view *v, const struct step_issue *s)
{
    for (size_t i = 0; i < v->n_issues; i++) {
        if (v->issues[i].guard == s->guard) {
            return true;
        }
    }
    return false;
}

/* Whatever day is in view: what is done is done. */
static void judge_all(struct pipeline_file *f)
{
    pipeline_judge(&f->now, f->arena, book_pipeline(f->book), &f->facts,
                   f->book->today);
}

const struct step_issue *pipeline_broken(struct pipeline_file *was,
                                         struct pipeline_file *now, int *no)
{
    judge_all(was);
    judge_all(now);
    for (*no = 1; *no <= PIPELINE_STEPS; (*no)++) {
        const struct step_view *v = &now->now.steps[*no];
        for (size_t i = 0; now->facts.steps[*no].done && i < v->n_issues; i++) {
            if (v->issues[i].refuses &&
                !was_said(&was->now.steps[*no], &v->issues[i])) {
                return &v->issues[i];
            }
        }
    }
    return NULL;
}

static bool refuse_broken(struct pipeline_file *was, struct pipeline_file *f,
                          struct err *err)
{
    int no = 0;
    const struct step_issue *s = pipeline_broken(was, f, &no);
    return s == NULL ||
           err_set(err, ERR_RULE, "E-PIPE-034",
                   "已经登记的第 %d 步%s以此为依据，不能这样改：%s", no,
                   book_pipeline(f->book)->steps[no].abbr, s->text);
}

/* The day that a part lies on; who helps is changed later, too: only the day
   it begins.  Papers are gathered when they are gathered. */
static int day_of(const struct record *r)
{
    return r->ledger == &ledger_step_entry  ? record_day(r, STEP_ENTRY_ON)
           : r->ledger == &ledger_helper    ? record_day(r, HELPER_FROM)
           : r->ledger == &ledger_publicity ? record_day(r, PUBLICITY_TO)
                                            : DATE_NONE;
}

static bool refuse_day(struct pipeline_file *f, const struct record *r,
                       const struct record *old, bool gone, struct err *err)
{
    bool moved = old == NULL || gone || day_of(r) != day_of(old);
    bool content = r->ledger != &ledger_helper;
    if (!moved && !content) {
        return true;
    }
    return (gone || pipeline_refuse_left(f, day_of(r), err)) &&
           pipeline_refuse_sealed(f, day_of(r), err) &&
           (old == NULL || pipeline_refuse_sealed(f, day_of(old), err));
}

/* A part belongs to the same file for good. */
static bool refuse_file(struct pipeline_file *f, const struct record *r,
                        const struct record *old, struct err *err)
{
    if (old != NULL && !value_same(&r->values[0], &old->values[0])) {
        return err_set(err, ERR_RULE, "E-PIPE-214",
                       "%s不能改到另一个人的发展档案里，请作废后重新登记。",
                       r->ledger->noun);
    }
    return f->head.voided_on == NULL || f->head.voided_on[0] == '\0' ||
           err_set(err, ERR_RULE, "E-PIPE-215",
                   "%s的发展档案已作废，不能再登记%s。", f->person.name,
                   r->ledger->noun);
}

bool pipeline_part_look(struct book *b, struct arena *a, const struct record *r,
                        const struct record *old, bool gone, struct err *err)
{
    struct pipeline_file was, f;
    bool moves;
    int64_t file = record_int(r, 0);
    if (!pipeline_read_whole(&was, b, a, file, err) ||
        !refuse_file(&was, r, old, err) ||
        !pipeline_may_write(&was, &moves, err) ||
        !refuse_day(&was, r, old, gone, err) ||
        (!gone && !pipeline_refuse_entry(&was, r, old, err)) ||
        !pipeline_read_whole(&f, b, a, file, err) ||
        !pipeline_part_put(&f, r, gone, err)) {
        return false;
    }
    return refuse_broken(&was, &f, err);
}

/* A paper that moves to another step moves to the attempt in hand of that. */
static bool set_round(struct book *b, struct record *r,
                      const struct record *old, struct err *err)
{
    int round = 0;
    if (r->ledger != &ledger_paper) {
        return true;
    }
    int no = (int)record_int(r, PAPER_NO);
    if (old != NULL && no == record_int(old, PAPER_NO)) {
        r->values[PAPER_ROUND] = old->values[PAPER_ROUND];
        return true;
    }
    if (!pipeline_read_round(b, record_int(r, PAPER_FILE), no, &round, err)) {
        return false;
    }
    record_set_int(r, PAPER_ROUND, round);
    return true;
}

bool pipeline_part_save(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err)
{
    struct issues is = {.arena = a};
    struct strbuf who;
    if (!tx_begin(b->db, TX_WRITE, err)) {
        return false;
    }
    if (!set_round(b, r, old, err)) {
        return tx_end(b->db, false, err);
    }
    record_check(r, b, old, &is);
    bool moves = false;
    struct apply_part parts[2] = {{.r = r, .old = old, APPLY_ALONE}};
    sb_init(&who);
    pipeline_whose(b, record_int(r, 0), &who);
    bool ok =
        issues_refuse(&is, err) &&
        pipeline_part_look(b, a, r, old, false, err) &&
        pipeline_add_moved(b, a, record_int(r, 0), &parts[1], &moves, err) &&
        ledger_apply_parts(b, a, parts, moves ? 2 : 1,
                           arena_printf(a, "%s%s %s",
                                        old == NULL ? "登记" : "修改",
                                        r->ledger->noun, who.s),
                           reason, err);
    sb_clear(&who);
    return tx_end(b->db, ok, err);
}

bool pipeline_part_may_void(struct book *b, const struct record *r,
                            struct err *err)
{
    struct arena a = ARENA_INIT;
    bool ok = pipeline_part_look(b, &a, r, NULL, true, err);
    arena_clear(&a);
    return ok;
}
