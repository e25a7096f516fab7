/* Decisions and their doing, over a span of days. */
#include "pbtui/ledger/life.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

static int day_at(struct stmt *st, int column)
{
    int day = DATE_NONE;
    date_read(stmt_col_text(st, column), &day);
    return day;
}

bool life_actions(struct book *b, struct arena *a, const struct span *span,
                  struct life_action **out, size_t *n, struct err *err)
{
    struct life_action *v = NULL;
    size_t cap = 0;
    char day[11];
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select c.event_id, e.on_day, c.text,"
                  " coalesce(p.name, c.owner_text, ''), c.due_on,"
                  " case when c.done_on <= :to then c.done_on end,"
                  " case when c.done_on <= :to then c.done_note end"
                  " from action c join event e on e.id = c.event_id"
                  " left join person p on p.id = c.owner_id"
                  " where c.branch_id = :branch and c.voided_on is null"
                  " and e.voided_on is null and e.on_day <= :to"
                  " and (c.done_on is null or c.done_on >= :from)"
                  " order by e.on_day, e.id, c.ord, c.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":from", date_text(span->from, day));
    stmt_text(&st, ":to",
              date_text(span->to != DATE_NONE ? span->to : b->day, day));
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct life_action){
            .event = stmt_col_int(&st, 0),
            .on = day_at(&st, 1),
            .text = arena_str(a, stmt_col_text(&st, 2)),
            .owner = arena_str(a, stmt_col_text(&st, 3)),
            .due = day_at(&st, 4),
            .done = day_at(&st, 5),
            .done_note = arena_str(a, stmt_col_text(&st, 6)),
        };
    }
    *out = arena_array(a, *n + 1, sizeof **out);
    if (v != NULL) {
        memcpy(*out, v, *n * sizeof *v);
    }
    mem_free(v);
    return stmt_done(&st, err);
}
