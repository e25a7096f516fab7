/* Every setting bites: with another value of its row, from 2027 on, one verdict
   of the rules is another, and before 2027 it is not. */
#include "unit.h"

#include <string.h>

#include "dues_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

/* A verdict in a number. */
typedef int64_t (*ask_fn)(const struct dues_rules *r, int day);

static int64_t ask_rounding(const struct dues_rules *r, int day)
{
    return dues_scene_fen(r, "job", 345641, day); /* 34.5641 */
}

static int64_t ask_cap(const struct dues_rules *r, int day)
{
    return dues_over_cap(r, 100001, day) != NULL;
}

static int64_t ask_early(const struct dues_rules *r, int day)
{
    return dues_too_early(r, month_of(day), month_of(day) + 7);
}

static int64_t ask_late(const struct dues_rules *r, int day)
{
    return dues_too_late(r, month_of(day), month_of(day) - 7);
}

static int64_t ask_first(const struct dues_rules *r, int day)
{
    struct dues_spell s = {day,   day + 90, day,        DATE_NONE,
                           false, false,    MONTH_NONE, MONTH_NONE};
    return dues_months(r, &s).first - month_of(day);
}

static int64_t ask_moved(const struct dues_rules *r, int day)
{
    struct dues_spell s = {DATE_NONE, DATE_NONE, day,           DATE_NONE,
                           true,      false,     month_of(day), MONTH_NONE};
    return dues_months(r, &s).first - month_of(day);
}

/* Which alarm a run of 1, 2 … 9 months gives, one digit each. */
static int64_t ask_alarm(const struct dues_rules *r, int day)
{
    int64_t all = 0;
    for (int run = 1; run <= 9; run++) {
        all = all * 10 + (int64_t)dues_alarm(r, run, day);
    }
    return all;
}

static int64_t ask_cliff(const struct dues_rules *r, int day)
{
    return dues_cliff(r, "job", 505000, day);
}

/* Other rooms ask for the number itself. */
static int64_t ask_large(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_LARGE, day)->value;
}

static int64_t ask_remit(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_REMIT, day)->value;
}

static int64_t ask_most(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_MOST, day)->value;
}

static int64_t ask_shown(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_SHOWN_DAYS, day)->value;
}

static int64_t ask_large_share(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_REMIT_LARGE, day)->value;
}

static int64_t ask_in_year(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_IN_YEAR, day)->value;
}

static int64_t ask_relief(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_RELIEF_FROM, day)->value;
}

/* In May, from April: months that a payer by the quarter owes. */
static int64_t ask_quarter(const struct dues_rules *r, int day)
{
    int may = month_of(day) - month_of(day) % 12 + 4;
    return dues_quarter_open(r, may) - (may - 1);
}

static int64_t ask_spend(const struct dues_rules *r, int day)
{
    return dues_limit(r, DUES_SPEND, day)->value;
}

static const struct {
    const char *code, *value;
    ask_fn ask;
    int64_t was, is;
} rows[DUES_SETTINGS] = {
    [DUES_ROUND_UNIT] = {"round_unit", "元", ask_rounding, 3456, 3500},
    [DUES_ROUND_UP] = {"round_mode", "up", ask_rounding, 3456, 3457},
    [DUES_CAP] = {"cap", "1000.01", ask_cap, 1, 0},
    [DUES_LARGE] = {"large", "2000", ask_large, 100000, 200000},
    [DUES_MOST] = {"most_at_once", "2000", ask_most, 100000000, 200000},
    [DUES_PREPAY_MONTHS] = {"prepay_months", "7", ask_early, 1, 0},
    [DUES_LATE_MONTHS] = {"late_months", "5", ask_late, 1, 2},
    [DUES_FIRST_FROM] = {"first_from", "approval", ask_first, 0, 3},
    [DUES_MOVED_FROM] = {"moved_from", "arrival", ask_moved, 1, 0},
    [DUES_REMIT] = {"remit", "55.5%", ask_remit, 10000, 5550},
    [DUES_WARN_NOTICE] = {"warn_notice", "2", ask_alarm, 123345555, 23345555},
    [DUES_WARN_YELLOW] = {"warn_yellow", "1", ask_alarm, 123345555, 223345555},
    [DUES_WARN_REPORT] = {"warn_report", "4", ask_alarm, 123345555, 122345555},
    [DUES_WARN_RED] = {"warn_red", "4", ask_alarm, 123345555, 123445555},
    [DUES_WARN_LIMIT] = {"warn_limit", "7", ask_alarm, 123345555, 123344555},
    [DUES_CLIFF] = {"cliff", "49.99", ask_cliff, 5000 - 7575, 0},
    [DUES_SHOWN_DAYS] = {"shown_days", "7", ask_shown, 5, 7},
    [DUES_REMIT_LARGE] = {"remit_large", "90%", ask_large_share, 10000, 9000},
    [DUES_IN_YEAR] = {"in_year", "follow", ask_in_year, 1, 0},
    [DUES_RELIEF_FROM] = {"relief_from", "meeting", ask_relief, 1, 0},
    [DUES_QUARTER_DUE] = {"quarter", "2", ask_quarter, 0, 3},
    [DUES_SPEND] = {"spend", "after", ask_spend, 1, 0},
};

TEST(dues_each_setting_bites)
{
    struct arena a = ARENA_INIT;
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (rows[i].code == NULL) {
            fail_msg("setting %zu is not tested", i);
        }
        const struct dues_rules *r = dues_scene_clean(
            &a, arena_printf(&a,
                             "[limit.%s]\nbasis = 某工委〔2026〕9号\n"
                             "from = 2027-01-01\nvalue = %s\n",
                             rows[i].code, rows[i].value));
        enum dues_setting s = (enum dues_setting)i;
        int64_t was = rows[i].ask(r, date_of(2026, 12, 1));
        int64_t is = rows[i].ask(r, date_of(2027, 1, 1));
        if (was != rows[i].was || is != rows[i].is) {
            fail_msg("%s: %lld, %lld", rows[i].code, (long long)was,
                     (long long)is);
        }
        const struct dues_limit *x = dues_limit(r, s, date_of(2027, 1, 1));
        assert_string_equal(x->basis, "某工委〔2026〕9号");
        assert_int_equal(x->own_line, 2);
        /* The sentence has the new number. */
        assert_string_not_equal(x->text,
                                dues_limit(r, s, date_of(2026, 12, 31))->text);
        assert_int_equal(x->local,
                         dues_limit(r, s, date_of(2026, 12, 31))->local);
    }
    arena_clear(&a);
}
