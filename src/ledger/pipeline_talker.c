/* 责任人 of a step (谈话人), as a fact for the rules: whether he is the person
   himself, and whether he is a full member with rights on that day, in whatever
   branch.  Only of steps whose rows ask for it; of a stranger to the roster
   only the name is known (pipeline_named), and he is not looked at. */
#include "pipeline_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static bool is_asked(const struct pipeline_rules *r, int64_t no)
{
    for (size_t i = 0; i < r->n_guards; i++) {
        if (r->guards[i].step == no && r->guards[i].kind == GUARD_BY) {
            return true;
        }
    }
    return false;
}

/* The spell, and what bars him, that the day lies in. */
static bool read_days(struct pipeline_file *f, int64_t person, int on,
                      struct pipeline_helper *h, struct err *err)
{
    char day[11];
    struct pipeline_span *barred = arena_array(f->arena, 1, sizeof *barred);
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select p.name, p.full_on, m.from_on, m.to_on, r.from_on,"
                  " r.to_on from person p left join member m"
                  " on m.person_id = p.id and m.voided_on is null"
                  " and m.from_on <= :day"
                  " and (m.to_on is null or m.to_on > :day)"
                  " left join rights r on r.person_id = p.id"
                  " and r.kind in ('6', '7') and r.voided_on is null"
                  " and r.from_on <= :day"
                  " and (r.to_on is null or r.to_on > :day)"
                  " where p.id = :person order by m.from_on desc limit 1"));
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":day", date_text(on, day));
    if (stmt_row(&st)) {
        int full = pipeline_stmt_day(&st, 1), from = pipeline_stmt_day(&st, 2);
        h->name = arena_str(f->arena, stmt_col_text(&st, 0));
        if (full != DATE_NONE && from != DATE_NONE) {
            h->full.from = full > from ? full : from;
            h->full.to = pipeline_stmt_day(&st, 3);
        }
        barred->from = pipeline_stmt_day(&st, 4);
        barred->to = pipeline_stmt_day(&st, 5);
        h->n_barred = barred->from != DATE_NONE;
    }
    h->barred = barred;
    return stmt_done(&st, err);
}

bool pipeline_read_talker(struct pipeline_file *f, const struct record *step,
                          const struct pipeline_helper **out, struct err *err)
{
    int64_t person = record_int(step, STEP_BY);
    int on = record_day(step, STEP_ON);
    const char *name = record_text(step, STEP_BY_TEXT);
    *out = NULL;
    if (on == DATE_NONE || (person == 0 && name[0] == '\0') ||
        !is_asked(book_pipeline(f->book), record_int(step, STEP_NO))) {
        return true;
    }
    struct pipeline_helper *h = arena_array(f->arena, 1, sizeof *h);
    *h = (struct pipeline_helper){.role = "",
                                  .name = name,
                                  .self = person == f->person.id,
                                  .outside = person == 0,
                                  .person = person,
                                  .holds = {on, DATE_NONE},
                                  .full = {DATE_NONE, DATE_NONE}};
    *out = h;
    return person == 0 ? pipeline_read_named(f, name, on, h, err)
                       : read_days(f, person, on, h, err);
}
