/* Decisions and their doing, over a span of days. */
#include "pbtui/ledger/life.h"

#include "life_parts.h"
#include "pbtui/base/mem.h"

bool life_actions(struct book *b, struct arena *a, const struct span *span,
                  struct life_action **out, size_t *n, struct err *err)
{
    struct life_action *v = NULL;
    size_t cap = 0;
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
    life_bind(&st, b, span);
    while (stmt_row(&st)) {
        MEM_PUSH(v, *n, cap);
        v[(*n)++] = (struct life_action){
            .event = stmt_col_int(&st, 0),
            .on = life_day(&st, 1),
            .text = arena_str(a, stmt_col_text(&st, 2)),
            .owner = arena_str(a, stmt_col_text(&st, 3)),
            .due = life_day(&st, 4),
            .done = life_day(&st, 5),
            .done_note = arena_str(a, stmt_col_text(&st, 6)),
        };
    }
    *out = life_keep(a, v, *n, sizeof *v);
    return stmt_done(&st, err) || err_doing(err, "读取待办事项");
}
