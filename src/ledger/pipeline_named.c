/* Whoever is written by name where nobody of the roster was picked
   (外单位联系人, 外单位责任人), as a fact for the rules: a stranger, of whom
   only the name is known, unless the roster has somebody of exactly that name.
   Then he is who that is: the person himself, or a full member since some day,
   in whatever branch.  A name with a unit or an office behind it is a
   stranger's. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* Of a full member of long ago the day is often not known: he was one when he
   joined, for all that can be told. */
static int full_from(struct stmt *st, const char *full)
{
    int on = pipeline_stmt_day(st, 1);
    bool unknown = on == DATE_NONE && strcmp(stmt_col_text(st, 3), full) == 0;
    return unknown ? pipeline_stmt_day(st, 2) : on;
}

static bool suits(const struct pipeline_helper *h, int day)
{
    bool full = h->full.from != DATE_NONE && h->full.from <= day;
    for (size_t i = 0; i < h->n_barred; i++) {
        full =
            full && (day < h->barred[i].from ||
                     (h->barred[i].to != DATE_NONE && day >= h->barred[i].to));
    }
    return full;
}

bool pipeline_read_named(struct pipeline_file *f, const char *name, int day,
                         struct pipeline_helper *out, struct err *err)
{
    struct stmt st;
    bool ok = true;
    bool found = false;
    stmt_open(&st, f->book->db,
              SQL("select id, full_on, join_on, coalesce(politic, '')"
                  " from person where name = :name and voided_on is null"
                  " order by id <> :self, id"));
    stmt_text(&st, ":name", name);
    stmt_int(&st, ":self", f->person.id);
    while (ok && !found && stmt_row(&st)) {
        struct pipeline_helper h = *out;
        int64_t person = stmt_col_int(&st, 0);
        h.named = true;
        h.outside = false;
        h.self = person == f->person.id;
        h.full = (struct pipeline_span){
            full_from(&st, codes_find("politic", "中共党员")), DATE_NONE};
        h.n_barred = 0;
        ok = pipeline_read_barred(f, person, &h, err);
        found = ok && !h.self && suits(&h, day);
        /* Nobody who may be it: then the person himself, if it is his name. */
        if (found || !out->named) {
            *out = h;
        }
    }
    return stmt_done(&st, ok ? err : NULL) && ok;
}
