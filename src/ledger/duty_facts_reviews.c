/* 积极分子半年考察 as facts: a half of the year in which everybody who was an
   activist all through it has been reviewed, on the day of the last of the
   first reviews.

   A half before the branch began to keep files of 发展党员, and one in which
   there was nobody to review, asks for nothing; it is told so, too. */
#include "duty_facts_parts.h"

#include <limits.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

struct activist {
    int64_t person;
    int from, until; /* first day as one, first as one no longer */
};

/* The first day on which anything was written down in the first file. */
static bool read_begin(struct duty_gather *g, struct err *err)
{
    struct stmt st;
    g->reviews_from = INT_MAX;
    stmt_open(&st, g->book->db,
              SQL("select min(entered_on) from step where candidacy_id ="
                  " (select min(id) from candidacy where branch_id = :branch"
                  " and voided_on is null)"));
    stmt_int(&st, ":branch", g->book->branch);
    if (stmt_row(&st) && !stmt_col_is_null(&st, 0)) {
        g->reviews_from = duty_gather_day(&st, 0);
    }
    return stmt_done(&st, err);
}

/* He is one until he is determined as a candidate, or his file comes to an
   end. */
static bool read_activists(struct duty_gather *g, struct activist **out,
                           size_t *n, struct err *err)
{
    size_t cap = 0;
    struct stmt st;
    stmt_open(
        &st, g->book->db,
        SQL("select p.id, p.activist_on, min(coalesce((select s.on_day"
            " from candidacy c cross join step s on s.candidacy_id = c.id"
            " where c.person_id = p.id and c.voided_on is null and s.no = 7"
            " and s.dropped is null and s.voided_on is null"
            " order by c.id desc limit 1), p.candidate_on, p.join_on, '9999'),"
            " coalesce((select coalesce(c.ended_on, '9999') from candidacy c"
            " where c.person_id = p.id and c.voided_on is null"
            " order by c.id desc limit 1), '9999')) as until from person p"
            " where p.home_id = :branch and p.voided_on is null"
            " and p.activist_on < :behind and until > :from"));
    duty_gather_bind(g, &st);
    while (stmt_row(&st)) {
        int until = duty_gather_day(&st, 2);
        MEM_PUSH(*out, *n, cap);
        (*out)[(*n)++] =
            (struct activist){stmt_col_int(&st, 0), duty_gather_day(&st, 1),
                              until == DATE_NONE ? INT_MAX : until};
    }
    return stmt_done(&st, err);
}

static bool first_review(struct duty_gather *g, int64_t person,
                         const struct span *half, int *day, struct err *err)
{
    char from[11];
    char to[11];
    struct stmt st;
    *day = DATE_NONE;
    stmt_open(&st, g->book->db,
              SQL("select min(e.on_day) from candidacy c"
                  " cross join step_entry e on e.candidacy_id = c.id"
                  " where c.person_id = :person and c.voided_on is null"
                  " and e.kind = :kind and e.voided_on is null"
                  " and e.on_day between :from and :to"));
    stmt_int(&st, ":person", person);
    stmt_text(&st, ":kind", codes_find("step_entry", "半年考察"));
    stmt_text(&st, ":from", date_text(half->from, from));
    stmt_text(&st, ":to", date_text(half->to, to));
    if (stmt_row(&st)) {
        *day = duty_gather_day(&st, 0);
    }
    return stmt_done(&st, err);
}

static bool gather_half(struct duty_gather *g, int which,
                        const struct activist *list, size_t n, struct err *err)
{
    struct span half = {date_of(g->year, which == 0 ? 1 : 7, 1),
                        month_last_day(month_make(g->year, 6 + 6 * which))};
    int today = g->book->day;
    half.to = half.to < today ? half.to : today;
    int last = DATE_NONE;
    bool complete = true;
    g->no_reviews[which] = true;
    for (size_t i = 0; i < n && half.from <= today; i++) {
        int day = DATE_NONE;
        if (list[i].from > half.from || list[i].until <= half.to) {
            continue;
        }
        g->no_reviews[which] = false;
        if (!first_review(g, list[i].person, &half, &day, err)) {
            return false;
        }
        complete = complete && day != DATE_NONE;
        last = day > last ? day : last;
    }
    if (!g->no_reviews[which] && complete) {
        duty_gather_add(
            g, (struct duty_fact){
                   .what = "reviews", .sub = "", .day = last, .year = g->year});
    }
    return true;
}

bool duty_gather_reviews(struct duty_gather *g, struct err *err)
{
    struct activist *list = NULL;
    size_t n = 0;
    if (!read_begin(g, err)) {
        return false;
    }
    if (g->reviews_from == INT_MAX) {
        return true;
    }
    bool ok = read_activists(g, &list, &n, err);
    for (int which = 0; ok && which < 2; which++) {
        ok = gather_half(g, which, list, n, err);
    }
    mem_free(list);
    return ok;
}
