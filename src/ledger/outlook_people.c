/* Who there is: members with their probation and 政治生日 in one walk, those
   in training, groups, those who are away. */
#include "outlook_parts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_fields.h"

#define PROBATION_DAYS 60
#define BIRTHDAY_DAYS  7

static void see_probation(struct outlook_work *w, int64_t id, const char *name,
                          const struct person_dates *d)
{
    int end = standing_full_from(book_rules(w->book), d);
    if (end != DATE_NONE && end - w->book->day <= PROBATION_DAYS) {
        outlook_add(w, (struct due){.kind = DUE_PROBATION,
                                    .id = id,
                                    .name = arena_str(w->arena, name),
                                    .about = "",
                                    .day = end,
                                    .urgent = true});
    }
}

static void see_birthday(struct outlook_work *w, int64_t id, const char *name,
                         const struct person_dates *d)
{
    int kept = standing_next_birthday(d, w->book->day);
    if (kept == DATE_NONE || kept - w->book->day > BIRTHDAY_DAYS) {
        return;
    }
    int years = date_full_years(d->join, kept, true);
    if (years > 0) {
        outlook_add(w, (struct due){.kind = DUE_BIRTHDAY,
                                    .id = id,
                                    .name = arena_str(w->arena, name),
                                    .about = "",
                                    .day = kept,
                                    .years = years});
    }
}

static bool read_members(struct outlook_work *w, struct outlook *out,
                         struct err *err)
{
    int seen = 0;
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select t.id, t.name, t.join_on, t.full_on,"
                  " t.probation_until from member m"
                  " cross join person t on t.id = m.person_id"
                  " where m.branch_id = :branch and " ON_DAY(
                      "m") " and t.voided_on is null limit :max"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", w->day);
    stmt_int(&st, ":max", OUTLOOK_PEOPLE_MAX + 1);
    while (stmt_row(&st)) {
        if (seen++ == OUTLOOK_PEOPLE_MAX) {
            out->more = true;
            break;
        }
        struct person_dates d = {
            .birth = DATE_NONE,
            .apply = DATE_NONE,
            .activist = DATE_NONE,
            .candidate = DATE_NONE,
            .join = outlook_day(&st, 2),
            .full = outlook_day(&st, 3),
            .probation_until = outlook_day(&st, 4),
            .work = DATE_NONE,
            .league = DATE_NONE,
        };
        const char *name = stmt_col_text(&st, 1);
        bool full = d.full != DATE_NONE && d.full <= w->book->day;
        out->full += full;
        out->probation += !full;
        if (d.full == DATE_NONE && d.join != DATE_NONE) {
            see_probation(w, stmt_col_int(&st, 0), name, &d);
        }
        see_birthday(w, stmt_col_int(&st, 0), name, &d);
    }
    return stmt_done(&st, err);
}

static bool read_training(struct outlook_work *w, struct outlook *out,
                          struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select " CATEGORY_RANK_SQL ", count(*) from person t"
                  " where t.home_id = :branch and t.voided_on is null"
                  " and t.apply_on <= :day and (t.join_on is null"
                  " or t.join_on > :day) group by 1"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", w->day);
    while (stmt_row(&st)) {
        int n = (int)stmt_col_int(&st, 1);
        switch (stmt_col_text(&st, 0)[0]) {
        case '3':
            out->candidates = n;
            break;
        case '4':
            out->activists = n;
            break;
        default:
            out->applicants = n;
            break;
        }
    }
    return stmt_done(&st, err);
}

static bool read_places(struct outlook_work *w, struct outlook *out,
                        struct err *err)
{
    struct stmt st;
    stmt_open(&st, w->book->db,
              SQL("select count(*) from grp where branch_id = :branch"
                  " and voided_on is null and founded_on <= :day"
                  " and (closed_on is null or closed_on > :day)"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", w->day);
    if (stmt_row(&st)) {
        out->groups = (int)stmt_col_int(&st, 0);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    const char *lost = codes_find("away_kind", "失联");
    stmt_open(
        &st, w->book->db,
        SQL("select p.kind, count(distinct p.person_id) from away p"
            " where " ON_DAY("p") " and exists (select 1 from member m"
                                  " where m.person_id = p.person_id"
                                  " and m.branch_id = :branch and " ON_DAY(
                                      "m") ") group by p.kind"));
    stmt_int(&st, ":branch", w->book->branch);
    stmt_text(&st, ":day", w->day);
    while (stmt_row(&st)) {
        int n = (int)stmt_col_int(&st, 1);
        if (strcmp(stmt_col_text(&st, 0), lost) == 0) {
            out->lost += n;
        } else {
            out->away += n;
        }
    }
    return stmt_done(&st, err);
}

bool outlook_people(struct outlook_work *w, struct outlook *out,
                    struct err *err)
{
    return read_members(w, out, err) && read_training(w, out, err) &&
           read_places(w, out, err);
}
