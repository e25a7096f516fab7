/* The table of sources: who fills in what a form shows.

   Stages: a source is found by name → the common values (branch, period, days)
   are set → the source's own gather adds what it names.  A description is held
   against the names when it is read (form_check.c).

   Not here: the values themselves (source_data.c), the sources, one file
   source_NAME.c each. */
#include "pbtui/report/source.h"

#include <string.h>

#include "pbtui/ledger/org.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/db.h"
#include "source_all.h"

enum { QUARTER_MONTHS = 3, HALF_MONTHS = 6, YEAR_MONTHS = 12 };

/* A new source: its line in source_all.h and its row here, `&source_NAME,`. */
const struct source *const sources[] = {
    &source_meeting,
    &source_rolls,
    &source_year,
    &source_rates,
    &source_duties,
    &source_duties_month,
    &source_plan,
    &source_talk,
    &source_talks,
    &source_birthdays,
    &source_birthday,
    &source_milestones,
    &source_month,
    &source_actions,
    &source_changes,
    &source_registers,
    &source_roster,
    &source_moves,
    &source_flow_out,
    &source_transfer,
    &source_review,
    &source_election,
    &source_vote,
    &source_letters,
    &source_publicity,
    &source_dues_month,
    &source_dues_year,
    &source_dues_check,
    &source_dues_close,
    &source_payment,
    &source_sitting,
    &source_dues_large,
    &source_dues_card,
    &source_dues_arrears,
    &source_dues_reminders,
    &source_dues_assess,
    &source_dues_assess_one,
    &source_handover,
    &source_dues_notice,
    &source_funds,
    &source_fund,
    &source_accounts,
    &source_pipeline,
    &source_pipeline_notice,
    &source_pipeline_rolls,
    &source_pipeline_board,
    &source_pipeline_month,
    &source_stats_change,
    &source_stats_members,
    &source_stats_conversion,
    &source_stats_review,
    NULL,
};

const char *const source_common[] = {"org",      "branch", "period",  "day",
                                     "day_long", "year",   "printed", "clerk",
                                     "void",     NULL};

/* ---- periods ---------------------------------------------------------- */

static bool is_named(const struct span *s)
{
    return s->from != DATE_NONE || s->to != DATE_NONE;
}

struct span source_span_around(const struct source *s, int month)
{
    static const struct {
        const char *name;
        int months;
    } periods[] = {{"quarter", QUARTER_MONTHS},
                   {"half", HALF_MONTHS},
                   {"year", YEAR_MONTHS}};
    int months = 1;
    for (size_t i = 0; s->period != NULL && i < ARRAY_LEN(periods); i++) {
        if (strcmp(s->period, periods[i].name) == 0) {
            months = periods[i].months;
        }
    }
    int first = month - month % months;
    return (struct span){month_first_day(first),
                         month_last_day(first + months - 1)};
}

struct span source_span(const struct source *s, const struct form_ask *ask)
{
    return (s->asks & ASKS_PERIOD) == 0 || is_named(&ask->span) ? ask->span
           : s->usual != NULL                                   ? s->usual(ask)
                              : source_span_around(s, month_of(ask->book->day));
}

static bool is_months(const struct span *s, int first, int months)
{
    return s->from == month_first_day(first) &&
           s->to == month_last_day(first + months - 1);
}

static const char *days_text(struct arena *a, const struct span *s)
{
    char from[24];
    char to[24];
    date_text_long(s->from, from);
    date_text_long(s->to, to);
    if (s->to == DATE_NONE) {
        return arena_printf(a, "%s%s", from, from[0] != '\0' ? "起" : "");
    }
    return s->from == DATE_NONE ? arena_printf(a, "截至%s", to)
           : s->from == s->to   ? arena_str(a, from)
                                : arena_printf(a, "%s至%s", from, to);
}

const char *source_span_text(struct arena *a, const struct span *s)
{
    static const char *const quarters[] = {"一", "二", "三", "四"};
    int year, month, mday;
    if (s->from == DATE_NONE || s->to == DATE_NONE) {
        return days_text(a, s);
    }
    int first = month_of(s->from);
    date_split(s->from, &year, &month, &mday);
    if (month == 1 && is_months(s, first, YEAR_MONTHS)) {
        return arena_printf(a, "%d年", year);
    }
    if (month % HALF_MONTHS == 1 && is_months(s, first, HALF_MONTHS)) {
        return arena_printf(a, "%d年%s半年", year, month == 1 ? "上" : "下");
    }
    if (month % QUARTER_MONTHS == 1 && is_months(s, first, QUARTER_MONTHS)) {
        return arena_printf(a, "%d年%s季度", year,
                            quarters[month / QUARTER_MONTHS]);
    }
    if (month % HALF_MONTHS == 1 && is_months(s, first, HALF_MONTHS)) {
        return arena_printf(a, "%d年%s半年", year, month == 1 ? "上" : "下");
    }
    return is_months(s, first, 1) ? arena_printf(a, "%d年%d月", year, month)
                                  : days_text(a, s);
}

/* ---- what every form can show ---------------------------------------------
 */

bool source_set_common(const struct form_ask *ask, struct form_data *d,
                       struct err *err)
{
    struct org_branch branch = org_current(ask->book, d->arena);
    if (branch.id == 0 ||
        (branch.founded != DATE_NONE && branch.founded > ask->book->day)) {
        return err_set(err, ERR_RULE, "E-SOURCE-001",
                       "在所看的日期没有这个支部，不能打印；"
                       "请换一个支部，或换一个日期。");
    }
    char text[24];
    int year, month, mday;
    const struct span *span = &ask->span;
    int in_year = span->from != DATE_NONE ? span->from
                  : span->to != DATE_NONE ? span->to
                                          : ask->book->day;
    date_split(in_year, &year, &month, &mday);
    form_set(d, "org", branch.name);
    form_set(d, "branch", branch.short_name);
    form_set(d, "period", source_span_text(d->arena, span));
    form_set(d, "day", date_text(ask->book->day, (char[11]){""}));
    form_set(d, "day_long", date_text_long(ask->book->day, text));
    form_setf(d, "year", "%d", year);
    form_set(d, "printed", date_text_long(ask->book->today, text));
    form_set(d, "clerk", db_actor(ask->book->db));
    form_set(d, "void", "");
    return true;
}

/* What is no longer in force says so on its paper. */
static bool set_void(const struct source *s, const struct form_ask *ask,
                     struct form_data *d, struct err *err)
{
    struct record r;
    if (s->ledger == NULL || ask->id == 0) {
        return true;
    }
    if (!record_read(&r, s->ledger, ask->book, d->arena, ask->id, err)) {
        return false;
    }
    if (r.voided_on[0] != '\0') {
        form_setf(d, "void", "作废（%s）：%s", r.voided_on, r.void_reason);
    }
    return true;
}

bool source_gather(const struct source *s, const struct form_ask *ask,
                   struct form_data *d, struct err *err)
{
    struct form_ask whole = *ask;
    whole.span = source_span(s, ask);
    whole.source = s;
    return source_set_common(&whole, d, err) && set_void(s, ask, d, err) &&
           s->gather(&whole, d, err);
}

/* ---- the table ------------------------------------------------------------
 */

const struct source *source_find(const char *name)
{
    for (const struct source *const *s = sources; *s != NULL; s++) {
        if (strcmp((*s)->name, name) == 0) {
            return *s;
        }
    }
    return NULL;
}

static bool is_among(const char *const *names, const char *name)
{
    for (; names != NULL && *names != NULL; names++) {
        if (strcmp(*names, name) == 0) {
            return true;
        }
    }
    return false;
}

bool source_has_value(const struct source *s, const char *name)
{
    return is_among(source_common, name) || is_among(s->values, name);
}

const struct source_list *source_list(const struct source *s, const char *name)
{
    for (size_t i = 0; i < s->n_lists; i++) {
        if (strcmp(s->lists[i].name, name) == 0) {
            return &s->lists[i];
        }
    }
    return NULL;
}

bool source_has_column(const struct source *s, const char *list,
                       const char *column)
{
    const struct source_list *l = source_list(s, list);
    return l != NULL && is_among(l->columns, column);
}
