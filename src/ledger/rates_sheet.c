/* Who came to what, as a grid of people and events.

   Stages: the events of the span are counted by what the sums know of them →
   each line of a roll is put into its cell.  Rolls mostly stand in the roster's
   order, so that a line's person is looked for behind the last one. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "rates_parts.h"

/* Place of a person; r->n: not among them. */
static size_t find(const struct rates *r, size_t last, int64_t id)
{
    for (size_t i = 1; i <= r->n; i++) {
        size_t at = (last + i) % r->n;
        if (r->people[at].id == id) {
            return at;
        }
    }
    return r->n;
}

bool rates_sheet(struct book *b, struct arena *a, const struct rate_ask *ask,
                 const struct rates *r, struct rate_sheet *out, struct err *err)
{
    struct rate_reader reader = {.book = b, .arena = a};
    size_t width = (size_t)r->events;
    size_t last = r->n;
    *out = (struct rate_sheet){
        .events = arena_array(a, width, sizeof *out->events),
        .marks = arena_array(a, width * r->n, sizeof *out->marks),
    };
    stmt_open(&reader.st, b->db,
              SQL(RATE_SELECT_SQL RATE_WHERE_SQL " order by e.on_day, e.id"));
    rate_reader_bind(&reader, ask);
    while (rate_reader_next(&reader)) {
        size_t n = out->n_events;
        if (n == 0 || out->events[n - 1].id != reader.event.id) {
            if (n == width) {
                break; /* another program has just saved one */
            }
            out->events[out->n_events++] =
                (struct rate_event_on){reader.event.id, reader.event.on};
        }
        size_t at = find(r, last, rate_reader_person(&reader));
        if (at < r->n) {
            out->marks[at * width + out->n_events - 1] = (struct rate_mark){
                rate_reader_state(&reader), rate_reader_is_made_up(&reader)};
            last = at;
        }
    }
    return stmt_done(&reader.st, err) || err_doing(err, "读取到会情况");
}
