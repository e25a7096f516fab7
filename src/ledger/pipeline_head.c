/* A file of 发展党员 as a whole: whose branch may write in it and until when,
   what is sealed, opening it (and one more when the first came to its end).
   Ending it is in pipeline_end.c. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* ---- whose it is --------------------------------------------------------- */

/* A member is of the branch of his spell, anybody else of the one that trains
   him; 0: of none yet. */
struct home {
    int64_t branch;
    int since; /* DATE_NONE: not known */
    const char *name;
};

static bool read_home(struct pipeline_file *f, struct home *out,
                      struct err *err)
{
    char day[11];
    struct stmt st;
    *out = (struct home){0, DATE_NONE, ""};
    stmt_open(&st, f->book->db,
              SQL("select coalesce(m.branch_id, p.home_id, 0), m.from_on,"
                  " (select b.name from branch b"
                  " where b.id = coalesce(m.branch_id, p.home_id))"
                  " from person p left join member m on m.person_id = p.id"
                  " and m.voided_on is null and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)"
                  " where p.id = :id"));
    stmt_text(&st, ":day", date_text(f->book->today, day));
    stmt_int(&st, ":id", f->person.id);
    if (stmt_row(&st)) {
        out->branch = stmt_col_int(&st, 0);
        out->since = pipeline_stmt_day(&st, 1);
        out->name = arena_str(f->arena, stmt_col_text(&st, 2));
    }
    return stmt_done(&st, err);
}

static bool refuse_foreign(struct pipeline_file *f, struct err *err)
{
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

bool pipeline_may_write(struct pipeline_file *f, bool *moves, struct err *err)
{
    struct home home;
    bool here = record_int(&f->head, CANDIDACY_BRANCH) == f->book->branch;
    *moves = false;
    if (!read_home(f, &home, err)) {
        return false;
    }
    if (home.branch == 0 || home.branch == f->book->branch) {
        *moves = f->head.id != 0 && !here;
        return true;
    }
    if (f->head.id == 0 || !here) {
        return refuse_foreign(f, err);
    }
    return err_set(err, ERR_RULE, "E-PIPE-241",
                   "%s已经转到%s，发展档案由那里接着办，本支部只能查看。",
                   f->person.name, home.name);
}

bool pipeline_move(struct pipeline_file *f, struct record *head,
                   struct err *err)
{
    struct home home;
    if (!read_home(f, &home, err)) {
        return false;
    }
    record_set_int(head, CANDIDACY_BRANCH, f->book->branch);
    record_set_day(head, f->arena, CANDIDACY_MOVED,
                   home.since != DATE_NONE ? home.since : f->book->today);
    return true;
}

bool pipeline_add_moved(struct book *b, struct arena *a, int64_t file,
                        struct apply_part *out, bool *moves, struct err *err)
{
    struct pipeline_file *f = arena_alloc(a, sizeof *f);
    *moves = false;
    if (!pipeline_read_whole(f, b, a, file, err) ||
        !pipeline_may_write(f, moves, err)) {
        return false;
    }
    if (!*moves) {
        return true;
    }
    struct record *head = arena_alloc(a, sizeof *head);
    *head = record_copy(&f->head, a);
    *out = (struct apply_part){.r = head, .old = &f->head, APPLY_ALONE};
    return pipeline_move(f, head, err);
}

bool pipeline_refuse_left(struct pipeline_file *f, int day, struct err *err)
{
    char today[11];
    int left = DATE_NONE;
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select max(m.to_on) from member m"
                  " where m.person_id = :person and m.branch_id = :branch"
                  " and m.voided_on is null and m.out_kind in (:out, :whole)"
                  " and not exists (select 1 from member x"
                  " where x.person_id = m.person_id and x.voided_on is null"
                  " and x.from_on <= :today"
                  " and (x.to_on is null or x.to_on > :today))"));
    stmt_int(&st, ":person", f->person.id);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":out", codes_find("out_kind", "转出组织关系"));
    stmt_text(&st, ":whole", codes_find("out_kind", "整建制转出"));
    stmt_text(&st, ":today", date_text(f->book->today, today));
    if (stmt_row(&st)) {
        left = pipeline_stmt_day(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    return left == DATE_NONE || day == DATE_NONE || day < left ||
           err_set(err, ERR_RULE, "E-PIPE-242",
                   "%s已于 %s 转出组织关系，从那天起由转入的党组织办理，请核对"
                   "日期；本支部的发展档案请按“调离”结束。",
                   f->person.name, date_text(left, today));
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

bool pipeline_is_ended(const struct pipeline_file *f)
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
   membership stand as long as that does, but 预备期 is no longer put off. */
static void forget_first(struct pipeline_follow *w, bool was_member)
{
    static const char *const columns[] = {"join_kind", "introducers"};
    int n = was_member ? DATED_JOIN : PIPELINE_DATES;
    for (int i = 0; i < n; i++) {
        record_set_null(&w->person,
                        ledger_field(&ledger_people, pipeline_dated[i].column));
    }
    record_set_null(
        &w->person,
        ledger_field(&ledger_people, pipeline_dated[DATED_UNTIL].column));
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
    if (f->head.id != 0 && !pipeline_is_ended(f)) {
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
    if (!tx_end(f->book->db, open_file(&now, f, head, err), err)) {
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
