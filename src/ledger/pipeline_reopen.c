/* A file that was ended by hand is gone on with: what the end did is taken back
   (the roster's dates, the spell of a member), with a reason, as one change.
   What a step ended (材料归档, 取消预备党员资格) is taken back with that step.
 */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

int pipeline_ending_step(const struct pipeline_file *f)
{
    return !pipeline_is_ended(f)                     ? 0
           : pipeline_decided(f, RESULT_CANCELLED)   ? AT_CONFIRM
           : pipeline_step_at(f, AT_ARCHIVE) != NULL ? AT_ARCHIVE
                                                     : 0;
}

bool pipeline_is_stopped(const struct pipeline_file *f)
{
    return pipeline_is_ended(f) && pipeline_ending_step(f) == 0 &&
           record_day(&f->head, CANDIDACY_ENDED) <= f->book->day;
}

bool pipeline_refuse_ended(const struct pipeline_file *f, int no,
                           struct err *err)
{
    return !pipeline_is_ended(f) || pipeline_ending_step(f) != 0 ||
           err_set(err, ERR_RULE, "E-PIPE-281",
                   "%s的发展档案已于 %s 结束（%s），第 %d 步不能收回；结束错了"
                   "请先恢复档案：屏幕上按 F8，命令行写 --reopen。",
                   f->person.name, record_text(&f->head, CANDIDACY_ENDED),
                   codes_name("pipeline_end",
                              record_text(&f->head, CANDIDACY_END_KIND)),
                   no);
}

/* ---- may it ------------------------------------------------------------- */

static bool refuse_second(struct pipeline_file *f, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select 1 from candidacy where person_id = :person"
                  " and id <> :id and ended_on is null and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_int(&st, ":id", f->head.id);
    bool second = stmt_row(&st);
    return stmt_done(&st, err) &&
           (!second ||
            err_set(err, ERR_RULE, "E-PIPE-282",
                    "%s已另有一份正在办理的发展档案，原来的这一份不能恢复。",
                    f->person.name));
}

static bool refuse_reopen(struct pipeline_file *f, struct err *err)
{
    bool moves;
    if (!pipeline_is_ended(f)) {
        return err_set(err, ERR_RULE, "E-PIPE-283",
                       "%s的发展档案没有结束，不用恢复。", f->person.name);
    }
    int by = pipeline_ending_step(f);
    if (by != 0) {
        return err_set(err, ERR_RULE, "E-PIPE-284",
                       "%s的发展档案是第 %d 步结束的，请收回第 %d 步，档案随着"
                       "恢复。",
                       f->person.name, by, by);
    }
    return pipeline_may_write(f, &moves, err) && refuse_second(f, err) &&
           pipeline_refuse_sealed(f, record_day(&f->head, CANDIDACY_ENDED),
                                  err);
}

/* ---- what follows ------------------------------------------------------- */

/* The spell that the end closed, by its day and kind. */
static bool open_spell(struct pipeline_follow *w, struct pipeline_file *f,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from member where person_id = :person"
                  " and to_on = :day and out_kind in (:unknown, :died)"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_text(&st, ":day", record_text(&f->head, CANDIDACY_ENDED));
    stmt_text(&st, ":unknown", codes_find("out_kind", "不予承认"));
    stmt_text(&st, ":died", codes_find("out_kind", "死亡"));
    if (!pipeline_twin_read(&w->member, f, &ledger_member, &st, err)) {
        return false;
    }
    if (w->member.r != NULL) {
        record_set_null(w->member.r, ledger_field(&ledger_member, "to_on"));
        record_set_null(w->member.r, ledger_field(&ledger_member, "out_kind"));
        sb_add(&w->text, "党员名册：恢复为本支部党员\n");
    }
    return true;
}

static bool follow_reopen(struct pipeline_follow *w, struct pipeline_file *f,
                          struct err *err)
{
    static const int said[] = {CANDIDACY_ENDED, CANDIDACY_END_KIND,
                               CANDIDACY_END_REASON};
    if (!pipeline_follow_begin(w, f, err)) {
        return false;
    }
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        record_set_null(&w->head, said[i]);
    }
    w->now = *f;
    w->now.head = w->head;
    return (!pipeline_admitted(f) || open_spell(w, f, err)) &&
           pipeline_put_roster(w, f, err);
}

bool pipeline_reopen_effects(struct pipeline_file *f, struct strbuf *out,
                             struct err *err)
{
    struct pipeline_follow w;
    bool ok = refuse_reopen(f, err);
    if (!ok) {
        return false;
    }
    ok = follow_reopen(&w, f, err);
    if (ok && w.text.len > 0) {
        sb_add(out, w.text.s);
    }
    pipeline_follow_clear(&w);
    return ok;
}

/* ---- the door ----------------------------------------------------------- */

static bool write_reopen(struct pipeline_file *f, const char *reason,
                         struct err *err)
{
    struct pipeline_follow w;
    struct pipeline_write p = {.n = 0};
    bool ok = follow_reopen(&w, f, err);
    if (ok) {
        pipeline_add(&p, (struct apply_part){
                             .r = &w.head, .old = &f->head, APPLY_ALONE});
        pipeline_add_follow(&p, &w);
        ok = ledger_apply_parts(
            f->book, f->arena, p.list, p.n,
            arena_printf(f->arena, "恢复 %s 的发展档案", f->person.name),
            reason, err);
    }
    pipeline_follow_clear(&w);
    return ok;
}

bool pipeline_reopen(struct pipeline_file *f, const char *reason,
                     struct err *err)
{
    struct pipeline_file now;
    if (apply_reason_is_short(reason)) {
        return err_set(err, ERR_RULE, "E-PIPE-285",
                       "恢复档案要写明原因，至少 %d 个字。",
                       APPLY_REASON_CHARS);
    }
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    bool ok = pipeline_reread(&now, f, err) && refuse_reopen(&now, err) &&
              write_reopen(&now, reason, err) &&
              pipeline_reread(&now, &now, err);
    if (!tx_end(f->book->db, ok, err)) {
        return false;
    }
    *f = now;
    return true;
}
