/* Files that are over, archived or ended before their last step, as a list:
   who, how, when, how far he had come.  What stands in one is read by
   pipeline.c. */
#include "pipeline_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define FURTHEST PIPELINE_FURTHEST("c.id")

/* The furthest step that was done; a file that nothing was done in: 0. */
static void open_closed(struct stmt *st, struct book *b)
{
    char day[11];
    stmt_open(st, b->db,
              SQL("select c.id, c.person_id, p.name, c.ended_on,"
                  " coalesce(c.end_kind, ''), coalesce(c.end_reason, ''),"
                  " coalesce((" FURTHEST "), 0)"
                  " from candidacy c join person p on p.id = c.person_id"
                  " where c.branch_id = :branch and c.voided_on is null"
                  " and c.ended_on <= :day order by c.ended_on desc, c.id"));
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":day", date_text(b->day, day));
}

bool pipeline_closed(struct book *b, struct arena *a,
                     struct pipeline_closed **out, size_t *n, struct err *err)
{
    struct pipeline_closed *v = NULL;
    size_t cap = 0;
    struct stmt st;
    *n = 0;
    open_closed(&st, b);
    while (stmt_row(&st)) {
        int ended = DATE_NONE;
        const char *kind = stmt_col_text(&st, 4);
        date_read(stmt_col_text(&st, 3), &ended);
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct pipeline_closed){
            .file = stmt_col_int(&st, 0),
            .person = stmt_col_int(&st, 1),
            .name = arena_str(a, stmt_col_text(&st, 2)),
            .ended_on = ended,
            .how = codes_name("pipeline_end", arena_str(a, kind)),
            .archived = strcmp(kind, END_ARCHIVED) == 0,
            .reason = arena_str(a, stmt_col_text(&st, 5)),
            .step = (int)stmt_col_int(&st, 6),
        };
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (*n > 0) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}
