/* Rows of 发展党员, straight into the tables. */
#include "pipeline_plant.h"

#include "unit.h"

#include "pbtui/rules/pipeline.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define WEEKS3 21

static int64_t done(struct fixture *f, struct stmt *st)
{
    struct err err = ERR_INIT;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return stmt_last_id(f->book->db);
}

int64_t plant_person(struct fixture *f, const char *name, const char *apply,
                     const char *activist)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into person (ver, name, name_key, ord, birth_on,"
                  " home_id, apply_on, activist_on) values (1, :name, '', 1,"
                  " '1994-06-12', :branch, :apply, :activist)"));
    stmt_text(&st, ":name", name);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":apply", apply);
    stmt_text(&st, ":activist", activist);
    return done(f, &st);
}

int64_t plant_file(struct fixture *f, int64_t person)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into candidacy (ver, branch_id, person_id, origin)"
                  " values (1, :branch, :person, '1')"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_int(&st, ":person", person);
    return done(f, &st);
}

int64_t plant_step(struct fixture *f, int64_t file, int no, const char *day,
                   const char *result)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into step (ver, candidacy_id, no, round, on_day,"
                  " result, elsewhere, entered_on) values (1, :file, :no, 1,"
                  " :day, :result, 0, :day)"));
    stmt_int(&st, ":file", file);
    stmt_int(&st, ":no", no);
    stmt_text(&st, ":day", day);
    stmt_text(&st, ":result", result);
    return done(f, &st);
}

void plant_dropped(struct fixture *f, int64_t step, const char *why)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("update step set dropped = :why where id = :id"));
    stmt_text(&st, ":why", why);
    stmt_int(&st, ":id", step);
    done(f, &st);
}

void plant_dropped_by(struct fixture *f, int64_t step, int no, int round)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("update step set dropped = '重新办理', dropped_no = :no,"
                  " dropped_round = :round where id = :id"));
    stmt_int(&st, ":no", no);
    stmt_int(&st, ":round", round);
    stmt_int(&st, ":id", step);
    done(f, &st);
}

void plant_round(struct fixture *f, int64_t step, int round)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("update step set round = :round where id = :id"));
    stmt_int(&st, ":round", round);
    stmt_int(&st, ":id", step);
    done(f, &st);
}

void plant_entry(struct fixture *f, int64_t file, const char *kind,
                 const char *day)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into step_entry (ver, candidacy_id, kind, on_day)"
                  " values (1, :file, :kind, :day)"));
    stmt_int(&st, ":file", file);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":day", day);
    done(f, &st);
}

void plant_paper(struct fixture *f, int64_t file, int no, const char *name,
                 const char *day)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into paper (ver, candidacy_id, no, name, copies,"
                  " round, on_day) values (1, :file, :no, :name, 1, 1, :day)"));
    stmt_int(&st, ":file", file);
    stmt_int(&st, ":no", no);
    stmt_text(&st, ":name", name);
    stmt_text(&st, ":day", day);
    done(f, &st);
}

void plant_ended(struct fixture *f, int64_t file, const char *day)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("update candidacy set ended_on = :day, end_kind = '2'"
                  " where id = :id"));
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":id", file);
    done(f, &st);
}

void plant_quota(struct fixture *f, int year, int n)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into quota (ver, branch_id, for_year, n)"
                  " values (1, :branch, :year, :n)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_int(&st, ":year", year);
    stmt_int(&st, ":n", n);
    done(f, &st);
}

/* What each step usually comes to. */
static const char *usual(int no)
{
    switch (no) {
    case AT_REPLY:
        return "01";
    case AT_VETTING:
    case AT_PREVIEW:
        return "03";
    case AT_ACCEPT:
        return "05";
    case AT_APPROVE:
    case AT_CONFIRM:
        return "07";
    case AT_CONVERT:
        return "09";
    default:
        return NULL;
    }
}

int64_t plant_row(struct fixture *f, const char *name, int first, int last)
{
    char day[11];
    int64_t file =
        plant_file(f, plant_person(f, name, date_text(first, day), NULL));
    for (int no = 1; no <= last; no++) {
        if (no != 6 && no != 21) {
            plant_step(f, file, no, date_text(first + (no - 1) * WEEKS3, day),
                       usual(no));
        }
    }
    return file;
}
