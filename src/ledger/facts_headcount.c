/* :headcount, the people behind each row of table 1 of 党内统计, on the last
   of the days asked for. */
#include "facts_parts.h"

#include "pbtui/ledger/stats.h"

static void put_entry(struct facts *f, const struct stats_row *row,
                      const struct stats_entry *e)
{
    facts_row(f);
    facts_text(f, "row", row->no);
    facts_text(f, "row_name", row->name);
    facts_int(f, "sign", e->sign);
    facts_int(f, "gap", row->must_be_0);
    facts_text(f, "book", e->book);
    facts_int(f, "id", e->id);
    facts_int(f, "person", e->person);
    facts_text(f, "name", e->name);
    facts_day(f, "day", e->on);
    facts_text(f, "why", e->why);
}

bool facts_headcount(struct facts *f, struct err *err)
{
    struct stats_table t;
    int first = f->span.to < f->book->day ? f->span.to : f->book->day;
    if (!stats_table(f->book, f->arena, STATS_CHANGE, first, &t, err)) {
        return false;
    }
    for (size_t i = 0; i < t.n_rows; i++) {
        for (size_t k = 0; k < t.rows[i].n_cells; k++) {
            for (size_t e = 0; e < t.rows[i].cells[k].n_list; e++) {
                put_entry(f, &t.rows[i], &t.rows[i].cells[k].list[e]);
            }
        }
    }
    return true;
}
