/* From which month to which somebody pays in a branch, and how far before or
   behind the open month a payment may reach.

   Nothing is asked of the ledger here: spells come from the roster as they are
   entered. */
#include "dues_parts.h"
#include "pbtui/text/date.h"

/* The setting as it is for somebody who came on that day. */
static bool is_set(const struct dues_rules *r, enum dues_setting s, int day)
{
    return dues_limit(r, s, day)->value == 1;
}

static int month_on(int day)
{
    return day == DATE_NONE ? MONTH_NONE : month_of(day);
}

/* Who was accepted here: by the meeting or by its approval; who was here before
   the book begins: from the first day on. */
static int first_of_joined(const struct dues_rules *r,
                           const struct dues_spell *s)
{
    if (s->joined == DATE_NONE) {
        return month_on(s->from);
    }
    bool by_approval = is_set(r, DUES_FIRST_FROM, s->joined);
    /* An approval that was never entered must not make a member free. */
    return month_on(by_approval && s->approved != DATE_NONE ? s->approved
                                                            : s->joined);
}

static void first_of_moved(const struct dues_rules *r,
                           const struct dues_spell *s, struct dues_months *out)
{
    int arrived = month_on(s->from);
    int paid_to = s->in_paid_to;
    out->first = arrived;
    if (arrived == MONTH_NONE || paid_to == MONTH_NONE) {
        return;
    }
    bool by_arrival = is_set(r, DUES_MOVED_FROM, s->from);
    if (paid_to + 1 < arrived) {
        out->gap_from = paid_to + 1;
        out->n_gap = arrived - paid_to - 1;
    } else if (by_arrival) {
        out->n_twice = paid_to - arrived + 1;
    } else {
        /* The month of the move is rightly paid there. */
        out->first = paid_to + 1;
        out->n_twice = paid_to > arrived ? paid_to - arrived : 0;
    }
}

static int last_of(const struct dues_spell *s)
{
    if (s->to == DATE_NONE) {
        return MONTH_NONE;
    }
    if (!s->moved_out) {
        return month_of(s->to); /* death, expulsion: the month it happened */
    }
    /* Without a letter: the month of the last day here. */
    return s->out_paid_to != MONTH_NONE ? s->out_paid_to : month_of(s->to - 1);
}

struct dues_months dues_months(const struct dues_rules *r,
                               const struct dues_spell *s)
{
    struct dues_months out = {
        .first = MONTH_NONE, .last = last_of(s), .gap_from = MONTH_NONE};
    if (s->moved_in) {
        first_of_moved(r, s, &out);
    } else {
        out.first = first_of_joined(r, s);
    }
    return out;
}

static int beyond(int months, const struct dues_limit *limit)
{
    return months > limit->value ? months - (int)limit->value : 0;
}

int dues_too_early(const struct dues_rules *r, int open, int month)
{
    int day = month_first_day(open);
    return beyond(month - open, dues_limit(r, DUES_PREPAY_MONTHS, day));
}

int dues_too_late(const struct dues_rules *r, int open, int month)
{
    int day = month_first_day(open);
    return beyond(open - month, dues_limit(r, DUES_LATE_MONTHS, day));
}
