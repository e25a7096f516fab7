/* Verdicts about a person on a day: category, years, birthdays, lost contact,
   letters, terms.  The checks of the dates against each other are in
   standing_check.c, the limits in standing_rules.c.

   A period is counted by the limit in force on the day it began, so that a new
   rule never moves what began under the old one.  Months and years are added
   with the end of the month as the last resort (date_add_months). */
#include "pbtui/rules/standing.h"

#include <assert.h>

#include "pbtui/text/date.h"

static int limit_value(const struct standing_rules *r, const char *name,
                       int day)
{
    return standing_limit(r, name, day)->value;
}

static bool reached(int date, int day)
{
    return date != DATE_NONE && date <= day;
}

const char *category_text(enum category c)
{
    switch (c) {
    case CATEGORY_APPLICANT:
        return "入党申请人";
    case CATEGORY_ACTIVIST:
        return "入党积极分子";
    case CATEGORY_CANDIDATE:
        return "发展对象";
    case CATEGORY_PROBATION:
        return "预备党员";
    case CATEGORY_FULL:
        return "正式党员";
    case CATEGORY_NONE:
        break;
    }
    return "";
}

enum category standing_category(const struct person_dates *d, int day)
{
    if (reached(d->full, day)) {
        return CATEGORY_FULL;
    }
    if (reached(d->join, day)) {
        return CATEGORY_PROBATION;
    }
    if (reached(d->candidate, day)) {
        return CATEGORY_CANDIDATE;
    }
    if (reached(d->activist, day)) {
        return CATEGORY_ACTIVIST;
    }
    return reached(d->apply, day) ? CATEGORY_APPLICANT : CATEGORY_NONE;
}

int standing_full_from(const struct standing_rules *r,
                       const struct person_dates *d)
{
    if (d->join == DATE_NONE) {
        return DATE_NONE;
    }
    if (d->probation_until != DATE_NONE) {
        return d->probation_until;
    }
    return date_add_years(d->join, limit_value(r, "probation.years", d->join));
}

int standing_party_years(const struct person_dates *d, int adjust_months,
                         int day)
{
    if (!reached(d->full, day)) {
        return -1;
    }
    int from = date_add_months(d->full, -adjust_months);
    /* As conversion itself: one year from 29 February is 28 February. */
    return from == DATE_NONE ? 0 : date_full_years(from, day, true);
}

int standing_age(const struct person_dates *d, int day)
{
    /* Statistics let a leap-day child grow older on 1 March. */
    return reached(d->birth, day) ? date_full_years(d->birth, day, false) : -1;
}

int standing_next_birthday(const struct person_dates *d, int day)
{
    if (d->join == DATE_NONE || day == DATE_NONE) {
        return DATE_NONE;
    }
    int joined = 0;
    int year = 0;
    int month = 0;
    int mday = 0;
    date_split(d->join, &joined, &month, &mday);
    date_split(day, &year, &month, &mday);
    if (year <= joined) {
        year = joined + 1; /* the day of joining itself is no anniversary */
    }
    /* A celebration is not put off to March. */
    int next = date_anniversary(d->join, year, true);
    return next >= day ? next : date_anniversary(d->join, year + 1, true);
}

struct lost_dates standing_lost(const struct standing_rules *r,
                                int last_contact, int stopped_on)
{
    struct lost_dates lost = {DATE_NONE, DATE_NONE, DATE_NONE, DATE_NONE};
    if (last_contact != DATE_NONE) {
        int warn1 = limit_value(r, "lost.warn1_months", last_contact);
        int warn2 = limit_value(r, "lost.warn2_months", last_contact);
        int months = limit_value(r, "lost.months", last_contact);
        lost.warn1 = date_add_months(last_contact, warn1);
        lost.warn2 = date_add_months(last_contact, warn2);
        lost.lost_on = date_add_months(last_contact, months);
    }
    if (stopped_on != DATE_NONE) {
        int years = limit_value(r, "removal.years", stopped_on);
        lost.removal_from = date_add_years(stopped_on, years);
    }
    return lost;
}

int standing_flow_from(const struct standing_rules *r, int away_since)
{
    if (away_since == DATE_NONE) {
        return DATE_NONE;
    }
    return date_add_months(away_since,
                           limit_value(r, "flow.months", away_since));
}

bool standing_letter_until(const struct standing_rules *r, int issued, int days,
                           int *until, struct err *err)
{
    if (issued == DATE_NONE) {
        return err_set(
            err, ERR_RULE, "E-ROSTER-002",
            "没有填介绍信的开具日期，算不出有效期；请先填开具日期。");
    }
    if (days < 0) {
        return err_set(err, ERR_RULE, "E-ROSTER-003",
                       "介绍信的有效期应是天数；请填大于 0 的整数。");
    }
    const struct standing_limit *most =
        standing_limit(r, "letter.max_days", issued);
    if (days == 0) {
        days = limit_value(r, "letter.default_days", issued);
    }
    if (days > most->value) {
        return err_set(err, ERR_RULE, "E-ROSTER-004",
                       "介绍信的有效期填了 %d 天，最长只能 %d %s（%s）；"
                       "请改短，过期的可以重开。",
                       days, most->value, most->unit, most->basis);
    }
    *until = issued + days;
    return true;
}

int standing_term_end(const struct standing_rules *r, int elected,
                      int term_years)
{
    if (elected == DATE_NONE) {
        return DATE_NONE;
    }
    int years = term_years > 0 ? term_years
                               : limit_value(r, "term.branch_years", elected);
    return date_add_years(elected, years);
}

int standing_term_alarm(const struct standing_rules *r, int ends, int day)
{
    static const char *const warnings[] = {
        "term.warn3_months", "term.warn2_months", "term.warn1_months"};
    if (ends == DATE_NONE || day == DATE_NONE) {
        return 0;
    }
    if (day > ends) {
        return 4;
    }
    for (int i = 0; i < 3; i++) {
        int months = limit_value(r, warnings[i], day);
        if (day >= date_add_months(ends, -months)) {
            return 3 - i;
        }
    }
    return 0;
}
