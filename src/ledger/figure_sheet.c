/* All figures of a span with those of the year before, in one look at the
   ledger, so that all numbers are of one moment.  A figure that cannot be asked
   says why and stops no other. */
#include "pbtui/ledger/figures.h"
#include "pbtui/ledger/org.h"
#include "pbtui/store/tx.h"

static int year_before(int day)
{
    int year, month, mday;
    date_split(day, &year, &month, &mday);
    /* The last of a month stays it: a year to the 28th ends on the 29th. */
    bool last = month_last_day(month_of(day)) == day;
    int then = month_make(year - 1, month);
    return last ? month_last_day(then) : date_add_months(day, -12);
}

static struct span figures_before(const struct span *span)
{
    return (struct span){year_before(span->from), year_before(span->to)};
}

bool figures_hold(struct book *b, struct err *err)
{
    return tx_begin(b->db, TX_READ, err);
}

bool figures_let_go(struct book *b, struct err *err)
{
    return tx_end(b->db, true, err);
}

bool figures_line(struct book *b, struct arena *a, const struct figure *f,
                  const struct span *span, struct figures_line *out)
{
    struct span before = figures_before(span);
    struct err why = ERR_INIT;
    *out = (struct figures_line){.figure = f};
    if (!figure_ask(b, a, f, span, &out->now, &why) ||
        !figure_ask(b, a, f, &before, &out->before, &why)) {
        out->why = arena_printf(a, "%s（%s）", why.text, why.code);
    }
    return out->why == NULL;
}

bool figures_sheet(struct book *b, struct arena *a, const struct span *span,
                   const struct figure *only, struct figures_sheet *out,
                   struct err *err)
{
    const struct figure_set *set = book_figures(b);
    *out = (struct figures_sheet){
        .branch = org_current(b, a).name,
        .span = *span,
        .before = figures_before(span),
    };
    out->lines = arena_array(a, set->n + 1, sizeof *out->lines);
    if (!figures_hold(b, err)) {
        return false;
    }
    for (size_t i = 0; i < set->n; i++) {
        const struct figure *f = &set->list[i];
        if (only == NULL || only == f) {
            out->n_failed +=
                !figures_line(b, a, f, span, &out->lines[out->n++]);
        }
    }
    return figures_let_go(b, err);
}
