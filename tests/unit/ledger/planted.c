/* Rows put straight into the tables. */
#include "planted.h"

#include "unit.h"

#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"

#include <stdlib.h>
#include <string.h>

static void run(struct fixture *f, struct stmt *st)
{
    struct err err = ERR_INIT;
    (void)f;
    if (!stmt_run(st, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
}

static void bind_grp(struct stmt *st, int64_t grp)
{
    if (grp != 0) {
        stmt_int(st, ":grp", grp);
    } else {
        stmt_null(st, ":grp");
    }
}

int64_t plant_event(struct fixture *f, const char *kind, const char *day,
                    const char *state, int64_t grp)
{
    struct stmt st;
    int year = (int)strtol(day, NULL, 10);
    stmt_open(&st, f->book->db,
              SQL("insert into event (ver, branch_id, kind, grp_id, state,"
                  " on_day, for_year, entered_on, n_due, n_present, n_online,"
                  " n_leave, n_absent, valid) values (1, :branch, :kind, :grp,"
                  " :state, :day, :year, :day, 0, 0, 0, 0, 0, 1)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":state", state);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":year", year);
    bind_grp(&st, grp);
    run(f, &st);
    int64_t id = stmt_last_id(f->book->db);
    stmt_open(&st, f->book->db,
              SQL("insert into event_kind (ver, event_id, ord, kind, branch_id,"
                  " grp_id, on_day, for_year, counted, late) values (1, :event,"
                  " 1, :kind, :branch, :grp, :day, :year, :counted, 0)"));
    stmt_int(&st, ":event", id);
    stmt_text(&st, ":kind", kind);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":year", year);
    stmt_int(&st, ":counted", strcmp(state, EVENT_HELD) == 0);
    bind_grp(&st, grp);
    run(f, &st);
    return id;
}

void plant_post(struct fixture *f, int64_t person, const char *kind,
                const char *from, const char *to)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into post (ver, person_id, branch_id, kind, from_on,"
                  " to_on) values (1, :person, :branch, :kind, :from, :to)"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":kind", kind);
    stmt_text(&st, ":from", from);
    stmt_text(&st, ":to", to);
    run(f, &st);
}

void plant_talk(struct fixture *f, const char *day, int64_t by, int64_t with)
{
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("insert into talk (ver, branch_id, on_day, by_id, with_id)"
                  " values (1, :branch, :day, :by, :with)"));
    stmt_int(&st, ":branch", f->book->branch);
    stmt_text(&st, ":day", day);
    stmt_int(&st, ":by", by);
    stmt_int(&st, ":with", with);
    run(f, &st);
}
