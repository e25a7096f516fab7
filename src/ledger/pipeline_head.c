/* A file of 发展党员 as a whole: whose branch may write in it, opening it (and
   one more when the first came to its end), ending it. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- whose it is --------------------------------------------------------- */

/* A member is of the branch of his spell, anybody else of the one that trains
   him. */
static bool is_ours(struct pipeline_file *f, bool *ours, struct err *err)
{
    char day[11];
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select coalesce((select m.branch_id = :branch from member m"
                  " where m.person_id = p.id and m.voided_on is null"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)),"
                  " p.home_id = :branch, 1) from person p where p.id = :id"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":day", date_text(f->book->today, day));
    stmt_int(&st, ":id", f->person.id);
    *ours = stmt_row(&st) && stmt_col_int(&st, 0) != 0;
    return stmt_done(&st, err);
}

bool pipeline_may_write(struct pipeline_file *f, bool *moves, struct err *err)
{
    bool ours;
    bool here = record_int(&f->head, CANDIDACY_BRANCH) == f->book->branch;
    *moves = false;
    if (f->head.id != 0 && here) {
        return true;
    }
    if (!is_ours(f, &ours, err)) {
        return false;
    }
    *moves = ours && f->head.id != 0;
    if (ours) {
        return true;
    }
    struct strbuf where;
    sb_init(&where);
    if (f->head.id != 0) {
        record_show(&f->head, f->book, CANDIDACY_BRANCH, &where);
    }
    err_set(err, ERR_RULE, "E-PIPE-206",
            "%s不是本支部的人%s%s，请换到他（她）所在的支部再办。",
            f->person.name, where.len > 0 ? "，发展档案在" : "",
            where.len > 0 ? where.s : "");
    sb_clear(&where);
    return false;
}

/* ---- sealed months ------------------------------------------------------- */

bool pipeline_is_late(const struct pipeline_file *f, int day)
{
    return day < f->facts.theirs_before && day < pipeline_opened_on(f);
}

void pipeline_check_period(const struct pipeline_file *f, int day,
                           const char *column, struct issues *is)
{
    if (day != DATE_NONE && !pipeline_is_late(f, day)) {
        period_check(f->book, f->book->branch, day, column, is);
    }
}

bool pipeline_refuse_sealed(struct pipeline_file *f, int day, struct err *err)
{
    struct issues is = {.arena = f->arena};
    pipeline_check_period(f, day, "on_day", &is);
    return issues_refuse(&is, err);
}

bool pipeline_reread(struct pipeline_file *now, struct pipeline_file *f,
                     struct err *err)
{
    return f->head.id != 0
               ? pipeline_read_whole(now, f->book, f->arena, f->head.id, err)
               : pipeline_read_whole_person(now, f->book, f->arena,
                                            f->person.id, err);
}

/* ---- opening ---------------------------------------------------------- */

static bool is_ended(const struct pipeline_file *f)
{
    return !record_is_null(&f->head, CANDIDACY_ENDED);
}

static bool was_member(struct pipeline_file *f, bool *was, struct err *err)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select 1 from member where person_id = :person"
                  " and voided_on is null"));
    stmt_int(&st, ":person", f->person.id);
    *was = stmt_row(&st);
    return stmt_done(&st, err);
}

/* What the roster kept of the way that was gone in vain; the days of a
   membership stand as long as that does. */
static void forget_first(struct pipeline_follow *w, bool was_member)
{
    static const char *const columns[] = {"join_kind", "introducers"};
    int n = was_member ? DATED_JOIN : PIPELINE_DATES;
    for (int i = 0; i < n; i++) {
        record_set_null(&w->person,
                        ledger_field(&ledger_people, pipeline_dated[i].column));
    }
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++) {
        record_set_null(&w->person, ledger_field(&ledger_people, columns[i]));
    }
}

static bool write_open(struct pipeline_file *f, bool again, struct err *err)
{
    struct pipeline_follow w;
    struct pipeline_write p = {.n = 0};
    bool member = false;
    bool ok = pipeline_follow_begin(&w, f, err) && was_member(f, &member, err);
    if (ok) {
        pipeline_add(&p, (struct apply_part){.r = &f->head, APPLY_ALONE});
        if (again) {
            forget_first(&w, member);
            pipeline_add_follow(&p, &w);
        }
        pipeline_add_dated(&p, f, 0);
        ok = ledger_apply_parts(
            f->book, f->arena, p.list, p.n,
            arena_printf(f->arena, "建立 %s 的发展档案", f->person.name), NULL,
            err);
    }
    pipeline_follow_clear(&w);
    return ok;
}

static bool refuse_open(struct pipeline_file *f, struct err *err)
{
    if (f->head.id != 0 && !is_ended(f)) {
        return err_set(err, ERR_RULE, "E-PIPE-027",
                       "%s已经有发展档案，请打开那一份。", f->person.name);
    }
    if (f->head.id != 0 &&
        strcmp(record_text(&f->head, CANDIDACY_END_KIND), END_ARCHIVED) == 0) {
        return err_set(err, ERR_RULE, "E-PIPE-207",
                       "%s已经转正，入党材料已归档，不用再建发展档案。",
                       f->person.name);
    }
    return true;
}

/* Steps, parts and dates of the first way are no longer looked at. */
static bool open_file(struct pipeline_file *now, struct pipeline_file *f,
                      const struct record *head, struct err *err)
{
    bool moves;
    if (!pipeline_reread(now, f, err) || !refuse_open(now, err)) {
        return false;
    }
    bool again = now->head.id != 0;
    if (again &&
        !pipeline_read_empty(now, f->book, f->arena, f->person.id, err)) {
        return false;
    }
    now->head = record_copy(head, f->arena);
    record_set_int(&now->head, CANDIDACY_PERSON, f->person.id);
    return pipeline_may_write(now, &moves, err) &&
           write_open(now, again, err) && pipeline_reread(now, now, err);
}

bool pipeline_open_as(struct pipeline_file *f, const struct record *head,
                      struct err *err)
{
    struct pipeline_file now;
    if (!tx_begin(f->book->db, TX_WRITE, err)) {
        return false;
    }
    if (!open_file(&now, f, head, err)) {
        tx_rollback(f->book->db);
        return false;
    }
    if (!tx_commit(f->book->db, err)) {
        return false;
    }
    *f = now;
    return true;
}

bool pipeline_file_open(struct pipeline_file *f, const char *origin,
                        struct err *err)
{
    struct record head = record_new(&ledger_candidacy, f->book, f->arena);
    record_set_text(&head, CANDIDACY_ORIGIN, origin);
    return pipeline_open_as(f, &head, err);
}

/* ---- ending ------------------------------------------------------------- */

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
    stmt_int(&st, ":branch", record_int(&f->head, CANDIDACY_BRANCH));
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
    if (is_ended(f)) {
        return err_set(err, ERR_RULE, "E-PIPE-211",
                       "%s的发展档案已于 %s 结束（%s）；结束错了请撤销。",
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
    if (!pipeline_reread(&now, f, err) || !refuse_end(&now, on, kind, err) ||
        !refuse_changed(&now, f, err) ||
        !refuse_unnumbered(kind, reason, err) ||
        !write_end(&now, on, kind, reason, err) ||
        !pipeline_reread(&now, &now, err)) {
        tx_rollback(f->book->db);
        return false;
    }
    if (!tx_commit(f->book->db, err)) {
        return false;
    }
    *f = now;
    return true;
}
