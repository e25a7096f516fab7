/* Which files something happened in between two days: a step that was taken,
   the coming of a file from elsewhere, its end.  So that a month does not read
   every file there is. */
#include "pbtui/ledger/pipeline.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

bool pipeline_touched(struct book *b, struct arena *a, struct span days,
                      int64_t **out, size_t *n, struct err *err)
{
    char from[11], to[11];
    int64_t *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select c.id from candidacy c where c.branch_id = :branch"
                  " and c.voided_on is null"
                  " and (c.came_on between :from and :to"
                  " or c.ended_on between :from and :to"
                  " or exists (select 1 from step s where s.candidacy_id = c.id"
                  " and s.voided_on is null"
                  " and s.on_day between :from and :to)) order by c.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":from", date_text(days.from, from));
    stmt_text(&st, ":to", date_text(days.to, to));
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = stmt_col_int(&st, 0);
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}
