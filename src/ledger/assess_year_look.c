/* What a year's assessment is told of the book besides amounts: who has a
   worksheet behind the base, who has neither a day nor a meeting that decided
   it, and what was decided for the others already. */
#include "assess_year_parts.h"

#include <stdlib.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

/* An assessment of the year, as far as it is not in the amounts. */
struct seen {
    int64_t id;
    bool itemised, undated;
};

static int by_id(const void *a, const void *b)
{
    const struct seen *x = a;
    const struct seen *z = b;
    return (x->id > z->id) - (x->id < z->id);
}

static bool read_seen(const struct assess_year *y, struct seen **out, size_t *n,
                      struct err *err)
{
    struct stmt st;
    struct seen *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, y->book->db,
              SQL("select a.id, exists (select 1 from assess_item i"
                  " where i.assess_id = a.id and i.voided_on is null),"
                  " a.decided_on is null and a.event_id is null"
                  " and a.reason = :yearly"
                  " from assess a where a.branch_id = :branch"
                  " and a.for_year = :year and a.voided_on is null"
                  " order by a.id"));
    stmt_text(&st, ":yearly", ASSESSED_YEARLY);
    stmt_int(&st, ":branch", y->book->branch);
    stmt_int(&st, ":year", y->year);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = (struct seen){
            .id = stmt_col_int(&st, 0),
            .itemised = stmt_col_int(&st, 1) != 0,
            .undated = stmt_col_int(&st, 2) != 0,
        };
    }
    *out = life_keep(y->arena, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取核定项目");
}

static bool read_decision(struct assess_year *y, struct err *err)
{
    struct stmt st;
    stmt_open(&st, y->book->db,
              SQL("select decided_on, coalesce(event_id, 0) from assess"
                  " where branch_id = :branch and for_year = :year"
                  " and reason = :yearly"
                  " and (decided_on is not null or event_id is not null)"
                  " and voided_on is null order by id limit 1"));
    stmt_int(&st, ":branch", y->book->branch);
    stmt_int(&st, ":year", y->year);
    stmt_text(&st, ":yearly", ASSESSED_YEARLY);
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), &y->decided_before);
        y->event_before = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err) || err_doing(err, "读取党费核定");
}

bool assess_year_look(struct assess_year *y, struct err *err)
{
    struct seen *list;
    size_t n;
    if (!read_decision(y, err) || !read_seen(y, &list, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < y->n && n > 0; i++) {
        struct assess_row *row = &y->rows[i];
        const struct seen key = {.id = row->id};
        const struct seen *hit = bsearch(&key, list, n, sizeof key, by_id);
        row->itemised = hit != NULL && hit->itemised;
        row->undated = hit != NULL && hit->undated;
    }
    return true;
}
