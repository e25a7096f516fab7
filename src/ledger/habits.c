/* Counts over the recent past of the branch in view; the year a gathering looks
   back on. */
#include "pbtui/ledger/habits.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

size_t habits_kinds(struct book *b, struct arena *a, struct used_kind **out)
{
    const struct kinds *k = book_kinds(b);
    char day[11];
    struct stmt st;
    *out = arena_array(a, k->n, sizeof **out);
    for (size_t i = 0; i < k->n; i++) {
        (*out)[i].kind = &k->list[i];
    }
    stmt_open(&st, b->db,
              SQL("select kind, count(*) from event_kind"
                  " where branch_id = :branch and on_day >= :from"
                  " and voided_on is null group by kind order by 2"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":from", date_text(date_add_years(b->today, -1), day));
    while (stmt_row(&st)) { /* the most frequent is moved to the front last */
        const struct kind *used = kinds_by_code(k, stmt_col_text(&st, 0));
        size_t at = 0;
        while (at < k->n && (*out)[at].kind != used) {
            at++;
        }
        if (at < k->n) {
            struct used_kind first = {used, stmt_col_int(&st, 1)};
            memmove(&(*out)[1], &(*out)[0], at * sizeof first);
            (*out)[0] = first;
        }
    }
    stmt_done(&st, NULL);
    return k->n;
}

size_t habits_places(struct book *b, struct arena *a,
                     struct used_place out[HABITS_PLACES])
{
    size_t n = 0;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select place, count(*) from (select place from event"
                  " where branch_id = :branch and place is not null"
                  " and voided_on is null order by on_day desc limit 200)"
                  " group by place order by 2 desc, 1 limit :max"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":max", HABITS_PLACES);
    while (stmt_row(&st)) {
        out[n++] = (struct used_place){arena_str(a, stmt_col_text(&st, 0)),
                                       stmt_col_int(&st, 1)};
    }
    return stmt_done(&st, NULL) ? n : 0;
}

int year_of_report(int day)
{
    enum { LAST_MONTH_FOR_LAST_YEAR = 3 };
    int year;
    int month;
    int mday;
    date_split(day, &year, &month, &mday);
    return month <= LAST_MONTH_FOR_LAST_YEAR ? year - 1 : year;
}
