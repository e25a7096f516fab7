/* What a year's assessment is told of the book besides amounts: who has a
   worksheet behind the base, and what was decided for the others already. */
#include "assess_year_parts.h"

#include <stdlib.h>

#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

static int by_id(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *z = b;
    return (*x > *z) - (*x < *z);
}

/* Assessments of the year whose base is the sum of items. */
static bool read_itemised(const struct assess_year *y, int64_t **ids, size_t *n,
                          struct err *err)
{
    struct stmt st;
    int64_t *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, y->book->db,
              SQL("select distinct a.id from assess a"
                  " join assess_item i on i.assess_id = a.id"
                  " and i.voided_on is null"
                  " where a.branch_id = :branch and a.for_year = :year"
                  " and a.voided_on is null order by a.id"));
    stmt_int(&st, ":branch", y->book->branch);
    stmt_int(&st, ":year", y->year);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = stmt_col_int(&st, 0);
    }
    *ids = life_keep(y->arena, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取核定项目");
}

static bool read_decision(struct assess_year *y, struct err *err)
{
    struct stmt st;
    stmt_open(&st, y->book->db,
              SQL("select decided_on from assess"
                  " where branch_id = :branch and for_year = :year"
                  " and reason = :yearly and decided_on is not null"
                  " and voided_on is null order by id limit 1"));
    stmt_int(&st, ":branch", y->book->branch);
    stmt_int(&st, ":year", y->year);
    stmt_text(&st, ":yearly", ASSESSED_YEARLY);
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), &y->decided_before);
    }
    return stmt_done(&st, err) || err_doing(err, "读取党费核定");
}

bool assess_year_look(struct assess_year *y, struct err *err)
{
    int64_t *ids;
    size_t n;
    if (!read_decision(y, err) || !read_itemised(y, &ids, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < y->n; i++) {
        struct assess_row *row = &y->rows[i];
        row->itemised =
            n > 0 && bsearch(&row->id, ids, n, sizeof *ids, by_id) != NULL;
    }
    return true;
}
