/* Who helps in a file (培养联系人, 入党介绍人), as facts for the rules: from
   when to when, and on which days he is a full member of the branch, with
   rights.

   Stages: spells of membership in the branch of the file → the run of them in
   which he begins to help → the days of it on which he is a full member. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* ---- rights ------------------------------------------------------------ */

bool pipeline_read_barred(struct pipeline_file *f, int64_t person,
                          struct pipeline_helper *h, struct err *err)
{
    struct pipeline_span *spans = arena_array(f->arena, 8, sizeof *spans);
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select from_on, to_on from rights where person_id = :person"
                  " and kind in ('6', '7') and voided_on is null"
                  " order by from_on desc limit 8"));
    stmt_int(&st, ":person", person);
    while (stmt_row(&st)) {
        spans[h->n_barred++] = (struct pipeline_span){
            pipeline_stmt_day(&st, 0), pipeline_stmt_day(&st, 1)};
    }
    h->barred = spans;
    return stmt_done(&st, err);
}

/* ---- membership -------------------------------------------------------- */

/* Before the file came here along with the person it was another branch's, and
   so were its helpers; from that day on only members of this one help. */
static void open_spells(struct stmt *st, struct pipeline_file *f,
                        int64_t person)
{
    stmt_open(st, f->book->db,
              SQL("select m.from_on, case when m.branch_id = :branch"
                  " then m.to_on else min(coalesce(m.to_on, :moved), :moved)"
                  " end, p.full_on from member m"
                  " join person p on p.id = m.person_id"
                  " where m.person_id = :person and m.voided_on is null"
                  " and (m.branch_id = :branch or m.from_on < :moved)"
                  " order by m.from_on"));
    stmt_int(st, ":person", person);
    stmt_int(st, ":branch", record_int(&f->head, CANDIDACY_BRANCH));
    stmt_text(st, ":moved", record_text(&f->head, CANDIDACY_MOVED));
}

/* The run of spells, one beginning where the other ends, in which the day
   lies; else the last one that was over by then. */
static bool read_run(struct pipeline_file *f, int64_t person, int day,
                     struct pipeline_span *out, int *full, struct err *err)
{
    struct pipeline_span run = {DATE_NONE, DATE_NONE};
    struct stmt st;
    *full = DATE_NONE;
    open_spells(&st, f, person);
    while (stmt_row(&st)) {
        int from = pipeline_stmt_day(&st, 0), to = pipeline_stmt_day(&st, 1);
        bool goes_on = run.from != DATE_NONE && from == run.to;
        run = (struct pipeline_span){goes_on ? run.from : from, to};
        *full = pipeline_stmt_day(&st, 2);
        if (run.from <= day) {
            *out = run;
        } else {
            break;
        }
    }
    return stmt_done(&st, err);
}

/* Whoever is no member of the branch when he begins to help is a member
   elsewhere, if at all. */
static bool read_full(struct pipeline_file *f, int64_t person,
                      struct pipeline_helper *h, struct err *err)
{
    struct pipeline_span run = {DATE_NONE, DATE_NONE};
    int full;
    if (!read_run(f, person, h->holds.from, &run, &full, err)) {
        return false;
    }
    if (full != DATE_NONE && run.from != DATE_NONE) {
        h->full.from = full > run.from ? full : run.from;
        h->full.to = run.to;
    }
    return true;
}

/* ---- all of them ------------------------------------------------------- */

static bool read_helper(struct pipeline_file *f, const struct record *r,
                        struct pipeline_helper *h, struct err *err)
{
    int64_t person = record_int(r, HELPER_PERSON);
    struct strbuf name;
    sb_init(&name);
    record_show(r, f->book, person != 0 ? HELPER_PERSON : HELPER_NAME, &name);
    *h = (struct pipeline_helper){
        .role = strcmp(record_text(r, HELPER_ROLE), ROLE_INTRODUCER) == 0
                    ? "introducer"
                    : "contact",
        .name = arena_str(f->arena, name.s != NULL ? name.s : ""),
        .holds = {record_day(r, HELPER_FROM), record_day(r, HELPER_TO)},
        .self = person != 0 && person == f->person.id,
        .person = person,
        .outside = person == 0,
        .kin = record_int(r, HELPER_KIN) != 0,
        .full = {DATE_NONE, DATE_NONE},
        .reason = record_text(r, HELPER_REASON),
    };
    sb_clear(&name);
    return person == 0 ? pipeline_read_named(f, h->name, h->holds.from, h, err)
                       : read_full(f, person, h, err) &&
                             pipeline_read_barred(f, person, h, err);
}

bool pipeline_facts_helpers(struct pipeline_file *f, struct err *err)
{
    struct pipeline_helper *list =
        arena_array(f->arena, f->n_helpers + 1, sizeof *list);
    for (size_t i = 0; i < f->n_helpers; i++) {
        if (!read_helper(f, &f->helpers[i], &list[i], err)) {
            return false;
        }
    }
    f->facts.helpers = list;
    f->facts.n_helpers = f->n_helpers;
    return true;
}
