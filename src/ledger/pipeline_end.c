/* Ending a file of 发展党员: which ends are open to whom, what an end also
   does, and writing it under the lock. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

static const char *group_of(const char *kind)
{
    const struct code_table *t = codes_table("pipeline_end");
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, kind) == 0) {
            return t->codes[i].group;
        }
    }
    return "";
}

static bool has_left(struct pipeline_file *f, bool *left, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select 1 from member where person_id = :person"
                  " and branch_id = :branch and to_on is null"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    stmt_int(&st, ":branch", f->book->branch);
    *left = !stmt_row(&st);
    return stmt_done(&st, err);
}

/* A way of ending belongs to where he stands: before he was admitted, in
   预备期, or either; who is gone from the branch may be moved. */
static bool fits(const struct pipeline_file *f, const char *kind, bool left)
{
    const char *group = group_of(kind);
    bool in = pipeline_admitted(f);
    bool full = pipeline_decided(f, RESULT_CONVERTED);
    /* Who was admitted here cannot be one whom this branch does not accept. */
    if (strcmp(kind, END_NOT_KNOWN) == 0 &&
        strcmp(record_text(&f->head, CANDIDACY_ORIGIN), ORIGIN_ELSEWHERE) !=
            0) {
        return false;
    }
    return strcmp(group, "死亡") == 0 ||
           (!full && strcmp(group, in ? "预备期" : "入党以前") == 0) ||
           (in && !full && left && strcmp(kind, END_MOVED) == 0);
}

bool pipeline_end_kinds(struct pipeline_file *f, const struct code **out,
                        size_t max, size_t *n, struct err *err)
{
    const struct code_table *t = codes_table("pipeline_end");
    bool left;
    *n = 0;
    if (!has_left(f, &left, err)) {
        return false;
    }
    for (size_t i = 0; i < t->n && *n < max; i++) {
        if (fits(f, t->codes[i].code, left)) {
            out[(*n)++] = &t->codes[i];
        }
    }
    return true;
}

static bool refuse_kind(struct pipeline_file *f, const char *kind,
                        struct err *err)
{
    bool left, in = pipeline_admitted(f);
    if (!has_left(f, &left, err)) {
        return false;
    }
    return fits(f, kind, left) ||
           err_set(
               err, ERR_RULE, "E-PIPE-208", "%s现在是%s，不能按“%s”结束；%s。",
               f->person.name, f->now.state, codes_name("pipeline_end", kind),
               pipeline_decided(f, RESULT_CONVERTED)
                   ? "已经转正的请登记第 25 步材料归档"
               : in
                   ? "取消预备党员资格请登记第 23、24 步，转走的请先登记转出组织关系，不予承认只对外单位转入的"
                   : "入党以前可以撤回、停止培养、取消资格或者"
                     "调离");
}

static bool refuse_day(struct pipeline_file *f, int on, struct err *err)
{
    char text[11];
    if (on == DATE_NONE || on > f->book->today) {
        return err_set(err, ERR_RULE, "E-PIPE-029",
                       "终止日期不能空着，也不能在今天之后。");
    }
    for (int no = PIPELINE_STEPS; no >= 1; no--) {
        int done = pipeline_on_of(pipeline_step_at(f, no));
        if (done != DATE_NONE && done > on) {
            return err_set(err, ERR_RULE, "E-PIPE-209",
                           "第 %d 步%s登记在 %s，终止日期不能早于这一天；登记"
                           "错了的请先收回那一步。",
                           no, book_pipeline(f->book)->steps[no].abbr,
                           date_text(done, text));
        }
    }
    return pipeline_refuse_sealed(f, on, err);
}

static bool refuse_end(struct pipeline_file *f, int on, const char *kind,
                       struct err *err)
{
    bool moves;
    if (f->head.id == 0) {
        return err_set(err, ERR_RULE, "E-PIPE-210",
                       "%s还没有发展档案，没有可以终止的。", f->person.name);
    }
    if (pipeline_is_ended(f)) {
        return err_set(err, ERR_RULE, "E-PIPE-211",
                       "%s的发展档案已于 %s 结束（%s）；结束错了请恢复档案。",
                       f->person.name, record_text(&f->head, CANDIDACY_ENDED),
                       codes_name("pipeline_end",
                                  record_text(&f->head, CANDIDACY_END_KIND)));
    }
    return pipeline_may_write(f, &moves, err) && refuse_kind(f, kind, err) &&
           refuse_day(f, on, err);
}

static bool follow_end(struct pipeline_follow *w, struct pipeline_file *f,
                       int on, const char *kind, struct err *err)
{
    static const struct {
        const char *end, *out;
    } ways[] = {{END_CANCELLED, "取消预备党员资格"},
                {END_NOT_KNOWN, "不予承认"},
                {END_DIED, "死亡"}};
    w->now = *f;
    w->now.head = w->head;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (strcmp(ways[i].end, kind) == 0 && pipeline_admitted(f) &&
            !pipeline_end_membership(w, f, on, ways[i].out, err)) {
            return false;
        }
    }
    return pipeline_put_roster(w, f, err);
}

bool pipeline_end_effects(struct pipeline_file *f, int on, const char *kind,
                          struct strbuf *out, struct err *err)
{
    struct pipeline_follow w;
    bool ok = pipeline_follow_begin(&w, f, err);
    if (ok) {
        record_set_day(&w.head, f->arena, CANDIDACY_ENDED, on);
        record_set_text(&w.head, CANDIDACY_END_KIND, kind);
        ok = follow_end(&w, f, on, kind, err);
    }
    if (ok && w.text.len > 0) {
        sb_add(out, w.text.s);
    }
    pipeline_follow_clear(&w);
    return ok;
}

static bool write_end(struct pipeline_file *f, int on, const char *kind,
                      const char *reason, struct err *err)
{
    struct pipeline_follow w;
    struct pipeline_write p = {.n = 0};
    bool ok = pipeline_follow_begin(&w, f, err);
    if (ok) {
        record_set_day(&w.head, f->arena, CANDIDACY_ENDED, on);
        record_set_text(&w.head, CANDIDACY_END_KIND, kind);
        record_set_text(&w.head, CANDIDACY_END_REASON, reason);
        ok = follow_end(&w, f, on, kind, err);
    }
    if (ok) {
        pipeline_add(&p, (struct apply_part){
                             .r = &w.head, .old = &f->head, APPLY_ALONE});
        pipeline_add_follow(&p, &w);
        ok = ledger_apply_parts(f->book, f->arena, p.list, p.n,
                                arena_printf(f->arena, "终止 %s 的培养（%s）",
                                             f->person.name,
                                             codes_name("pipeline_end", kind)),
                                reason, err);
    }
    pipeline_follow_clear(&w);
    return ok;
}

static bool refuse_changed(const struct pipeline_file *now,
                           const struct pipeline_file *f, struct err *err)
{
    return (now->head.id == f->head.id && now->head.ver == f->head.ver) ||
           err_set(err, ERR_RULE, "E-PIPE-233",
                   "%s的发展档案刚由另一个窗口改过，请重新打开核对后再终止。",
                   f->person.name);
}

/* 不予承认 is decided by the superior, in writing. */
static bool refuse_unnumbered(const char *kind, const char *reason,
                              struct err *err)
{
    return strcmp(kind, END_NOT_KNOWN) != 0 ||
           (strstr(reason, "号") != NULL &&
            strpbrk(reason, "0123456789") != NULL) ||
           err_set(err, ERR_RULE, "E-PIPE-235",
                   "不予承认由上级党组织决定，请在原因里写明批复的文号，如"
                   "“示例组〔2026〕3 号”，终止日期写批复的日期。");
}

bool pipeline_end(struct pipeline_file *f, int on, const char *kind,
                  const char *reason, struct err *err)
{
    struct pipeline_file now;
    if (apply_reason_is_short(reason)) {
        return err_set(err, ERR_RULE, "E-PIPE-028",
                       "终止培养要写明原因，至少 %d 个字。",
                       APPLY_REASON_CHARS);
    }
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    bool ok = pipeline_reread(&now, f, err) &&
              refuse_end(&now, on, kind, err) && refuse_changed(&now, f, err) &&
              refuse_unnumbered(kind, reason, err) &&
              write_end(&now, on, kind, reason, err) &&
              pipeline_reread(&now, &now, err);
    if (!tx_end(f->book->db, ok, err)) {
        return false;
    }
    *f = now;
    return true;
}
