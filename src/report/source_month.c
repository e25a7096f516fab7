/* A branch over a span of days in a few figures, for the cover of a bound
   ledger, the page in front of a month and the page that is signed: who was of
   it at the end, what was held, who came, what of the duties is missing. */
#include "source_all.h"

#include "pbtui/ledger/duty_facts.h"
#include "pbtui/ledger/life.h"
#include "pbtui/ledger/outlook.h"
#include "pbtui/ledger/periods.h"
#include "pbtui/ledger/rates.h"
#include "pbtui/report/duties_table.h"
#include "source_say.h"
#include "source_tables.h"

static const char *const values[] = {
    "upper",   "people", "full",   "probation", "groups",
    "events",  "talks",  "rate",   "due",       "came",
    "missing", "gaps",   "sealed", "to_long",   NULL};

static bool put_people(struct form_data *d, const struct form_ask *ask,
                       struct err *err)
{
    struct outlook o;
    if (!outlook_of(ask->book, d->arena, &o, err)) {
        return false;
    }
    form_set(d, "upper", say_upper(d->arena, ask->book));
    form_setf(d, "people", "%d", o.full + o.probation);
    form_setf(d, "full", "%d", o.full);
    form_setf(d, "probation", "%d", o.probation);
    form_setf(d, "groups", "%d", o.groups);
    return true;
}

static bool put_talks(struct form_data *d, const struct form_ask *ask,
                      struct err *err)
{
    struct life_talk *list;
    size_t n;
    if (!life_talks(ask->book, d->arena, &ask->span, &list, &n, err)) {
        return false;
    }
    form_set(d, "talks", say_number(d->arena, (int64_t)n));
    return true;
}

static bool put_rate(struct form_data *d, const struct form_ask *ask,
                     struct err *err)
{
    struct rates r;
    char text[8];
    const struct rate_ask rate = {.span = ask->span, .kinds = NULL};
    if (!rates_read(ask->book, d->arena, &rate, &r, err)) {
        return false;
    }
    form_setf(d, "events", "%d", r.events);
    form_setf(d, "due", "%d", r.total.due);
    form_setf(d, "came", "%d", r.total.present + r.total.online);
    form_set(d, "rate", rate_text(rate_raw(&r.total), text));
    return true;
}

static bool lies_in(const struct duty_cell *c, const struct span *s)
{
    return c->span.to > s->from && c->span.to - 1 <= s->to;
}

/* Periods that ended in the span without what was asked for. */
static bool put_gaps(struct form_data *d, const struct form_ask *ask,
                     struct err *err)
{
    struct duty_matrix m;
    struct strbuf names;
    int year, month, mday;
    int missing = 0;
    date_split(ask->span.to, &year, &month, &mday);
    if (!source_matrix_of(ask, d->arena, year, false, &m, err)) {
        return false;
    }
    sb_init(&names);
    for (size_t i = 0; i < m.n; i++) {
        const struct duty_row *r = &m.rows[i];
        for (size_t c = 0; c < r->n_cells; c++) {
            if (r->cells[c].light == DUTY_MISSING &&
                lies_in(&r->cells[c], &ask->span)) {
                sb_addf(&names, "%s%s %s", missing++ > 0 ? "、" : "",
                        duty_cell_name(d->arena, r, c, year),
                        duty_row_name(d->arena, r, 0));
            }
        }
    }
    form_setf(d, "missing", "%d", missing);
    form_set(d, "gaps", missing > 0 ? names.s : "无");
    sb_clear(&names);
    return true;
}

/* Of one month only: a quarter is not sealed, its months are. */
static bool put_seal(struct form_data *d, const struct form_ask *ask,
                     struct err *err)
{
    struct period_info p;
    int month = month_of(ask->span.to);
    int day = ask->book->day;
    form_set(d, "to_long",
             say_day(d->arena, ask->span.to < day ? ask->span.to : day));
    if (month_of(ask->span.from) != month) {
        form_set(d, "sealed", "");
        return true;
    }
    if (!period_info(ask->book, d->arena, month, &p, err)) {
        return false;
    }
    if (p.sealed) {
        form_setf(d, "sealed", "已于 %s 封账", p.sealed_on);
    } else {
        form_set(d, "sealed", "未封账");
    }
    return true;
}

static bool gather(const struct form_ask *ask, struct form_data *d,
                   struct err *err)
{
    return put_people(d, ask, err) && put_talks(d, ask, err) &&
           put_rate(d, ask, err) && put_gaps(d, ask, err) &&
           put_seal(d, ask, err);
}

const struct source source_month = {
    .name = "month",
    .asks = ASKS_PERIOD,
    .period = "month",
    .values = values,
    .gather = gather,
};
