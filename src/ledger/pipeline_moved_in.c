/* Who came here as 预备党员 without a file: he stands after the approval, as
   the roster says it.  Steps 15 and 17 are put down in memory alone, on the day
   of the roster; what is in the books of them comes before it.  Nothing is
   written: whoever has the papers types the steps in. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define TO_EXAMINE                                                             \
    "名册里已是预备党员；转入的入党材料要认真审查，以前各步可按“外单位办理”补录"

static void put(struct pipeline_file *f, int no, const char *result, int on)
{
    struct record *s = &f->steps[no];
    if (s->ledger != NULL) {
        return;
    }
    *s = record_new(&ledger_step, f->book, f->arena);
    record_set_int(s, STEP_NO, no);
    record_set_day(s, f->arena, STEP_ON, on);
    record_set_text(s, STEP_RESULT, result);
    record_set_int(s, STEP_ELSEWHERE, 1);
    record_set_text(s, STEP_REASON, TO_EXAMINE);
}

static bool ended_as_member(const struct pipeline_file *f)
{
    return pipeline_is_over(f) ||
           strcmp(record_text(&f->head, CANDIDACY_END_KIND), END_DIED) == 0;
}

/* The day of the roster, of a member by another way than being admitted here.
   Of whom the file itself says that he was converted, or is a member no longer,
   that came after it; who has been a full member for long, whether the day is
   known or not, is none of these. */
static bool read_joined(struct pipeline_file *f, int *joined, struct err *err)
{
    char today[11];
    struct stmt st;
    *joined = DATE_NONE;
    stmt_open(&st, f->book->db,
              SQL("select p.join_on from person p join member m"
                  " on m.person_id = p.id and m.voided_on is null"
                  " and m.from_on <= :today"
                  " and (m.to_on is null or m.to_on > :today or :ended)"
                  " and m.in_kind not in (:admitted, :again)"
                  " where p.id = :id and ((p.full_on is null"
                  " and p.politic is not :full) or :confirmed)"));
    stmt_text(&st, ":full", codes_find("politic", "中共党员"));
    stmt_int(&st, ":ended", ended_as_member(f));
    stmt_int(&st, ":confirmed", f->steps[AT_CONFIRM].ledger != NULL);
    stmt_text(&st, ":today", date_text(f->book->today, today));
    stmt_text(&st, ":admitted", codes_find("in_kind", "发展入党"));
    stmt_text(&st, ":again", codes_find("in_kind", "重新入党"));
    stmt_int(&st, ":id", f->person.id);
    if (stmt_row(&st)) {
        *joined = pipeline_stmt_day(&st, 0);
    }
    return stmt_done(&st, err);
}

bool pipeline_assume(struct pipeline_file *f, struct err *err)
{
    int joined;
    char day[11];
    f->assumed = DATE_NONE;
    f->notice = "";
    if (f->steps[AT_ACCEPT].ledger != NULL &&
        f->steps[AT_APPROVE].ledger != NULL) {
        return true;
    }
    if (!read_joined(f, &joined, err)) {
        return false;
    }
    if (joined == DATE_NONE) {
        return true;
    }
    put(f, AT_ACCEPT, RESULT_PASSED, joined);
    put(f, AT_APPROVE, RESULT_APPROVED, joined);
    f->assumed = joined;
    f->notice = arena_printf(
        f->arena, "%s%s（入党日期 %s），没有补录的按第 %d 步%s以后接着办。",
        f->person.name, TO_EXAMINE, date_text(joined, day), AT_APPROVE,
        book_pipeline(f->book)->steps[AT_APPROVE].abbr);
    return true;
}

bool pipeline_is_assumed(const struct pipeline_file *f, int no)
{
    const struct record *r = &f->steps[no];
    return f->assumed != DATE_NONE && r->ledger != NULL && r->id == 0 &&
           record_int(r, STEP_FILE) == 0 &&
           (no == AT_ACCEPT || no == AT_APPROVE);
}

bool pipeline_assume_origin(struct pipeline_file *f, struct err *err)
{
    struct stmt st;
    if (f->head.id != 0 || f->assumed == DATE_NONE) {
        return true;
    }
    stmt_open(&st, f->book->db,
              SQL("select from_on, in_from from member where person_id = :id"
                  " and voided_on is null and to_on is null"
                  " and in_kind in (:moved, :whole)"));
    stmt_int(&st, ":id", f->person.id);
    stmt_text(&st, ":moved", codes_find("in_kind", "转入组织关系"));
    stmt_text(&st, ":whole", codes_find("in_kind", "整建制转入"));
    if (stmt_row(&st)) {
        const char *from = stmt_col_text(&st, 1);
        record_set_text(&f->head, CANDIDACY_ORIGIN, ORIGIN_ELSEWHERE);
        record_set_text(&f->head, CANDIDACY_CAME,
                        arena_str(f->arena, stmt_col_text(&st, 0)));
        record_set_text(&f->head, CANDIDACY_FROM,
                        from[0] != '\0' ? arena_str(f->arena, from)
                                        : "转入前的党组织（待补）");
    }
    return stmt_done(&st, err);
}

bool pipeline_was_elsewhere(const struct pipeline_file *f,
                            const struct record *step)
{
    int came = record_day(&f->head, CANDIDACY_CAME);
    int on = record_day(step, STEP_ON);
    return f->assumed != DATE_NONE &&
           strcmp(record_text(&f->head, CANDIDACY_ORIGIN), ORIGIN_ELSEWHERE) ==
               0 &&
           came != DATE_NONE && on != DATE_NONE && on < came;
}
