/* :duties, out of the matrix of each year that the days asked for touch. */
#include "facts_parts.h"

#include "pbtui/ledger/duty_facts.h"

static const char *period_name(enum duty_period p)
{
    static const char *const names[] = {[DUTY_MONTH] = "月",
                                        [DUTY_QUARTER] = "季",
                                        [DUTY_HALF] = "半年",
                                        [DUTY_YEAR] = "年",
                                        [DUTY_EVENT] = "事"};
    return names[p];
}

static void put_cell(struct facts *f, const struct duty_row *r,
                     const struct duty_cell *c)
{
    bool applies = c->light != DUTY_NA && c->light != DUTY_AHEAD;
    facts_row(f);
    facts_text(f, "code", r->duty->code);
    facts_text(f, "name", c->version->name);
    facts_text(f, "abbr", c->version->abbr);
    facts_int(f, "grp", r->grp);
    facts_text(f, "grp_name", r->grp_name);
    facts_text(f, "kind", c->version->kind);
    facts_text(f, "period", period_name(c->version->period));
    facts_day(f, "from", c->span.from);
    facts_day(f, "to", c->span.to == DATE_NONE ? DATE_NONE : c->span.to - 1);
    facts_int(f, "need", c->min);
    facts_int(f, "held", c->count);
    facts_int(f, "late", c->late);
    facts_day(f, "last", c->count > 0 ? c->last : DATE_NONE);
    facts_int(f, "applies", applies);
    facts_int(f, "over", c->span.to <= f->book->day);
    facts_int(f, "met", c->light == DUTY_DONE);
    facts_int(f, "advisory", c->version->advisory);
    facts_int(f, "local", c->version->local);
    facts_text(f, "basis", c->version->basis);
}

/* Begun, and inside the days asked for. */
static bool is_asked(const struct facts *f, const struct duty_cell *c)
{
    return c->span.from <= f->book->day && c->span.from <= f->span.to &&
           c->span.to > f->span.from;
}

static bool put_year(struct facts *f, int year, struct err *err)
{
    struct duty_matrix m;
    if (!duty_matrix_of(f->book, f->arena, year, false, &m, err)) {
        return false;
    }
    for (size_t i = 0; i < m.n; i++) {
        for (size_t k = 0; k < m.rows[i].n_cells; k++) {
            if (is_asked(f, &m.rows[i].cells[k])) {
                put_cell(f, &m.rows[i], &m.rows[i].cells[k]);
            }
        }
    }
    return true;
}

bool facts_duties(struct facts *f, struct err *err)
{
    int from, to, month, day;
    date_split(f->span.from, &from, &month, &day);
    date_split(f->span.to < f->book->day ? f->span.to : f->book->day, &to,
               &month, &day);
    for (int year = from; year <= to; year++) {
        if (!put_year(f, year, err)) {
            return false;
        }
    }
    return true;
}
