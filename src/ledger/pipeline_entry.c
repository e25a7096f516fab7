/* Entries of a running step (思想汇报, 半年考察 …): of whom and until when
   there may be any, and that the step they stand on is not taken from under
   them; and one saved together with the papers and helpers that
   were named with it, as one change.  Every one of them is asked what its own
   door asks; nothing is written when one is refused. */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- of whom --------------------------------------------------------------
 */

static bool refuse_early(const struct pipeline_file *f, int on, struct err *err)
{
    char day[11];
    int since = pipeline_on_of(pipeline_step_at(f, AT_ACTIVIST));
    if (since == DATE_NONE) {
        /* Whose first steps were not typed in had gone them. */
        return pipeline_admitted(f) ||
               err_set(err, ERR_RULE, "E-PIPE-245",
                       "%s还没有确定为入党积极分子，不能登记考察记载；请先登记"
                       "第 %d 步。",
                       f->person.name, AT_ACTIVIST);
    }
    return on >= since ||
           err_set(err, ERR_RULE, "E-PIPE-248",
                   "%s是 %s 确定为入党积极分子的，考察记载不能早于这一天，请"
                   "核对日期。",
                   f->person.name, date_text(since, day));
}

bool pipeline_refuse_entry(const struct pipeline_file *f,
                           const struct record *r, const struct record *old,
                           struct err *err)
{
    int on = record_day(r, STEP_ENTRY_ON);
    if (r->ledger != &ledger_step_entry ||
        (old != NULL && on == record_day(old, STEP_ENTRY_ON))) {
        return true;
    }
    if (pipeline_is_ended(f) &&
        (old == NULL || on > record_day(&f->head, CANDIDACY_ENDED))) {
        return err_set(err, ERR_RULE, "E-PIPE-246",
                       "%s的发展档案已于 %s 结束，不再登记考察记载；结束错了请"
                       "先恢复档案。",
                       f->person.name, record_text(&f->head, CANDIDACY_ENDED));
    }
    return refuse_early(f, on, err);
}

static const struct record *first_entry(const struct pipeline_file *f)
{
    const struct record *first = NULL;
    for (size_t i = 0; i < f->n_entries; i++) {
        const struct record *r = &f->entries[i];
        if (first == NULL ||
            record_day(r, STEP_ENTRY_ON) < record_day(first, STEP_ENTRY_ON)) {
            first = r;
        }
    }
    return first;
}

bool pipeline_refuse_stranded(const struct pipeline_file *was,
                              const struct pipeline_file *now,
                              const struct record *step, struct err *err)
{
    int before = pipeline_on_of(pipeline_step_at(was, AT_ACTIVIST));
    int since = pipeline_on_of(pipeline_step_at(now, AT_ACTIVIST));
    const struct record *first = first_entry(was);
    if (first == NULL || since == before || before == DATE_NONE) {
        return true;
    }
    int on = record_day(first, STEP_ENTRY_ON);
    if (since == DATE_NONE) {
        return pipeline_admitted(now) ||
               err_set(err, ERR_RULE, "E-PIPE-260",
                       "%s还有 %zu 条考察记载，第一条是 %s 的%s；请先作废这些"
                       "记载，再收回第 %d 步。",
                       was->person.name, was->n_entries,
                       record_text(first, STEP_ENTRY_ON),
                       codes_name("step_entry",
                                  record_text(first, STEP_ENTRY_KIND)),
                       AT_ACTIVIST);
    }
    /* Begun once more, or as it was before: what was noted then stays. */
    bool mended = step != NULL && step->id != 0;
    return !mended || on >= since || on < before ||
           err_set(err, ERR_RULE, "E-PIPE-261",
                   "%s已有 %s 的考察记载，第 %d 步不能改到这一天以后；请核对"
                   "两个日期。",
                   was->person.name, record_text(first, STEP_ENTRY_ON),
                   AT_ACTIVIST);
}

/* ---- saved --------------------------------------------------------------- */

static bool look_at(struct pipeline_file *f, const struct record *r,
                    struct issues *is, struct err *err)
{
    record_check(r, f->book, NULL, is);
    return issues_refuse(is, err) &&
           pipeline_part_look(f->book, f->arena, r, NULL, false, err);
}

static bool save_all(struct pipeline_file *f, struct record *entry,
                     struct err *err)
{
    struct apply_part parts[PIPELINE_FRESH_MAX + 2];
    bool moves = false;
    struct issues is = {.arena = f->arena};
    size_t n = 0;
    if (!look_at(f, entry, &is, err)) {
        return false;
    }
    parts[n++] = (struct apply_part){.r = entry, APPLY_ALONE};
    for (size_t i = 0; i < f->n_fresh; i++) {
        if (!look_at(f, &f->fresh[i], &is, err)) {
            return false;
        }
        parts[n++] = (struct apply_part){.r = &f->fresh[i], APPLY_ALONE};
    }
    if (!pipeline_add_moved(f->book, f->arena, f->head.id, &parts[n], &moves,
                            err)) {
        return false;
    }
    n += moves;
    return ledger_apply_parts(f->book, f->arena, parts, n,
                              arena_printf(f->arena, "登记%s %s",
                                           entry->ledger->noun, f->person.name),
                              NULL, err);
}

bool pipeline_entry_save(struct pipeline_file *f, struct record *entry,
                         struct err *err)
{
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    return tx_end(f->book->db, save_all(f, entry, err), err);
}
