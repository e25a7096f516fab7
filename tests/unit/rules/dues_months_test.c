/* From which month to which somebody pays, how far a payment may reach, how
   long nothing was paid and what is said about it. */
#include "unit.h"

#include <stdio.h>
#include <string.h>

#include "dues_scene.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#define NO DATE_NONE

#define BY_APPROVAL "[limit.first_from]\nbasis = 某工委\nvalue = approval\n"
#define BY_ARRIVAL  "[limit.moved_from]\nbasis = 某工委\nvalue = arrival\n"

static int day_of(const char *iso)
{
    int day = DATE_NONE;
    assert_true(iso[0] == '\0' || date_read(iso, &day));
    return day;
}

static int month_in(const char *iso)
{
    int month = MONTH_NONE;
    assert_true(iso[0] == '\0' || month_read(iso, &month));
    return month;
}

/* Days and months as text, "" for none. */
struct spell_row {
    const char *joined, *approved, *from, *to;
    bool moved_in, moved_out;
    const char *in_paid_to, *out_paid_to;
    const char *first, *last;
    const char *gap_from;
    int n_gap, n_twice;
};

static void check_spells(const char *own, const struct spell_row *rows,
                         size_t n)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, own);
    for (size_t i = 0; i < n; i++) {
        const struct spell_row *x = &rows[i];
        struct dues_spell s = {
            day_of(x->joined),
            day_of(x->approved),
            day_of(x->from),
            day_of(x->to),
            x->moved_in,
            x->moved_out,
            month_in(x->in_paid_to),
            month_in(x->out_paid_to),
        };
        struct dues_months m = dues_months(r, &s);
        if (m.first != month_in(x->first) || m.last != month_in(x->last) ||
            m.gap_from != month_in(x->gap_from) || m.n_gap != x->n_gap ||
            m.n_twice != x->n_twice) {
            char first[8];
            char last[8];
            fail_msg("row %zu: %s %s, gap %d, twice %d", i,
                     month_text(m.first, first), month_text(m.last, last),
                     m.n_gap, m.n_twice);
        }
    }
    arena_clear(&a);
}

/* ---- beginning ---------------------------------------------------------- */

TEST(dues_months_from_the_branch_meeting)
{
    static const struct spell_row rows[] = {
        {"2026-03-31", "2026-05-06", "2026-03-31", "", false, false, "", "",
         "2026-03", "", "", 0, 0},
        {"2026-03-01", "", "2026-03-01", "", false, false, "", "", "2026-03",
         "", "", 0, 0},
        /* in the roster only since the approval */
        {"2026-03-31", "2026-05-06", "2026-05-06", "", false, false, "", "",
         "2026-03", "", "", 0, 0},
        /* here before the book begins */
        {"", "", "2019-07-15", "", false, false, "", "", "2019-07", "", "", 0,
         0},
        {"", "2019-08-01", "2019-07-15", "", false, false, "", "", "2019-07",
         "", "", 0, 0},
        {"", "", "", "", false, false, "", "", "", "", "", 0, 0},
    };
    check_spells(NULL, rows, ARRAY_LEN(rows));
}

TEST(dues_months_from_the_approval)
{
    static const struct spell_row rows[] = {
        {"2026-03-31", "2026-05-06", "2026-03-31", "", false, false, "", "",
         "2026-05", "", "", 0, 0},
        {"2026-03-31", "", "2026-03-31", "", false, false, "", "", "2026-03",
         "", "", 0, 0},
        {"", "2026-05-06", "2019-07-15", "", false, false, "", "", "2019-07",
         "", "", 0, 0},
    };
    check_spells(BY_APPROVAL, rows, ARRAY_LEN(rows));
}

/* The setting that held on the day of the meeting. */
TEST(dues_months_setting_of_the_day)
{
    static const struct spell_row rows[] = {
        {"2026-12-31", "2027-02-01", "", "", false, false, "", "", "2026-12",
         "", "", 0, 0},
        {"2027-01-01", "2027-03-01", "", "", false, false, "", "", "2027-03",
         "", "", 0, 0},
        {"", "", "2026-12-31", "", true, false, "2027-02", "", "2027-03", "",
         "", 0, 2},
        {"", "", "2027-01-01", "", true, false, "2027-02", "", "2027-01", "",
         "", 0, 2},
    };
    check_spells(BY_APPROVAL "from = 2027-01-01\n" BY_ARRIVAL
                             "from = 2027-01-01\n",
                 rows, ARRAY_LEN(rows));
}

/* domain.md 1.5: received on 12 June 2024. */
TEST(dues_months_after_a_transfer)
{
    static const struct spell_row rows[] = {
        {"", "", "2024-06-12", "", true, false, "2024-05", "", "2024-06", "",
         "", 0, 0},
        {"", "", "2024-06-12", "", true, false, "2024-04", "", "2024-06", "",
         "2024-05", 1, 0},
        {"", "", "2024-06-12", "", true, false, "2023-12", "", "2024-06", "",
         "2024-01", 5, 0},
        /* the month of the move was paid there */
        {"", "", "2024-06-12", "", true, false, "2024-06", "", "2024-07", "",
         "", 0, 0},
        {"", "", "2024-06-12", "", true, false, "2024-07", "", "2024-08", "",
         "", 0, 1},
        {"", "", "2024-06-12", "", true, false, "2024-09", "", "2024-10", "",
         "", 0, 3},
        /* over the end of a year, first and last day of a month */
        {"", "", "2024-01-01", "", true, false, "2023-11", "", "2024-01", "",
         "2023-12", 1, 0},
        {"", "", "2024-01-31", "", true, false, "2023-12", "", "2024-01", "",
         "", 0, 0},
        {"", "", "2024-06-12", "", true, false, "", "", "2024-06", "", "", 0,
         0},
        {"", "", "", "", true, false, "2024-05", "", "", "", "", 0, 0},
        /* accepted elsewhere: that does not count here */
        {"2020-07-01", "", "2024-06-12", "", true, false, "2024-05", "",
         "2024-06", "", "", 0, 0},
    };
    check_spells(NULL, rows, ARRAY_LEN(rows));
}

TEST(dues_months_from_the_arrival)
{
    static const struct spell_row rows[] = {
        {"", "", "2024-06-12", "", true, false, "2024-05", "", "2024-06", "",
         "", 0, 0},
        {"", "", "2024-06-12", "", true, false, "2024-04", "", "2024-06", "",
         "2024-05", 1, 0},
        {"", "", "2024-06-12", "", true, false, "2024-06", "", "2024-06", "",
         "", 0, 1},
        {"", "", "2024-06-12", "", true, false, "2024-08", "", "2024-06", "",
         "", 0, 3},
        {"", "", "2024-06-12", "", true, false, "", "", "2024-06", "", "", 0,
         0},
    };
    check_spells(BY_ARRIVAL, rows, ARRAY_LEN(rows));
}

/* ---- end ---------------------------------------------------------------- */

TEST(dues_months_end)
{
    static const struct spell_row rows[] = {
        /* death, expulsion, 停止党籍: through the month it happened */
        {"", "", "2019-01-01", "2026-06-12", false, false, "", "", "2019-01",
         "2026-06", "", 0, 0},
        {"", "", "2019-01-01", "2026-06-01", false, false, "", "", "2019-01",
         "2026-06", "", 0, 0},
        {"", "", "2019-01-01", "2026-06-30", false, false, "", "", "2019-01",
         "2026-06", "", 0, 0},
        /* transfer: what the letter says */
        {"", "", "2019-01-01", "2024-05-20", false, true, "", "2024-05",
         "2019-01", "2024-05", "", 0, 0},
        {"", "", "2019-01-01", "2024-05-20", false, true, "", "2024-04",
         "2019-01", "2024-04", "", 0, 0},
        {"", "", "2019-01-01", "2024-05-20", false, true, "", "2024-08",
         "2019-01", "2024-08", "", 0, 0},
        /* it says nothing: the month of the last day here */
        {"", "", "2019-01-01", "2024-05-20", false, true, "", "", "2019-01",
         "2024-05", "", 0, 0},
        {"", "", "2019-01-01", "2024-06-01", false, true, "", "", "2019-01",
         "2024-05", "", 0, 0},
        /* a letter that was entered, but nobody has left */
        {"", "", "2019-01-01", "", false, true, "", "2024-05", "2019-01", "",
         "", 0, 0},
        /* in and out within a month that was paid there */
        {"", "", "2024-06-02", "2024-06-20", true, true, "2024-06", "2024-06",
         "2024-07", "2024-06", "", 0, 0},
    };
    check_spells(NULL, rows, ARRAY_LEN(rows));
}

/* ---- early and late ----------------------------------------------------- */

TEST(dues_early_and_late_limits)
{
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(
        &a, "[limit.prepay_months]\nbasis = 甲\nfrom = 2027-01-01\nvalue = 0\n"
            "[limit.late_months]\nbasis = 甲\nfrom = 2027-01-01\nvalue = 2\n");
    int open = month_make(2026, 11);
    assert_int_equal(dues_too_early(r, open, open - 12), 0);
    assert_int_equal(dues_too_early(r, open, open), 0);
    assert_int_equal(dues_too_early(r, open, open + 1), 0);
    assert_int_equal(dues_too_early(r, open, open + 6), 0);
    assert_int_equal(dues_too_early(r, open, open + 7), 1);
    assert_int_equal(dues_too_early(r, open, open + 12), 6);
    assert_int_equal(dues_too_late(r, open, open + 12), 0);
    assert_int_equal(dues_too_late(r, open, open), 0);
    assert_int_equal(dues_too_late(r, open, open - 6), 0);
    assert_int_equal(dues_too_late(r, open, open - 7), 1);
    assert_int_equal(dues_too_late(r, open, open - 12), 6);
    /* The month that is open decides which limit holds. */
    open = month_make(2026, 12);
    assert_int_equal(dues_too_early(r, open, open + 6), 0);
    assert_int_equal(dues_too_late(r, open, open - 6), 0);
    open = month_make(2027, 1);
    assert_int_equal(dues_too_early(r, open, open), 0);
    assert_int_equal(dues_too_early(r, open, open + 1), 1);
    assert_int_equal(dues_too_late(r, open, open - 2), 0);
    assert_int_equal(dues_too_late(r, open, open - 3), 1);
    arena_clear(&a);
}

/* ---- runs --------------------------------------------------------------- */

/* u: unpaid, .: paid; a figure before it: so many months later (1 when there
   is none). */
static struct dues_run run_of(const char *text)
{
    int months[32];
    bool unpaid[32];
    size_t n = 0;
    int month = month_make(2024, 1);
    int step = 1;
    for (; *text != '\0'; text++) {
        if (*text >= '0' && *text <= '9') {
            step = *text - '0';
            continue;
        }
        month += n > 0 ? step : 0;
        months[n] = month;
        unpaid[n++] = *text == 'u';
        step = 1;
    }
    return dues_run(months, unpaid, n);
}

TEST(dues_runs)
{
    static const struct {
        const char *months;
        int longest, last, from;
    } rows[] = {
        {"", 0, 0, -1},
        {".", 0, 0, -1},
        {"u", 1, 1, 0},
        /* domain.md 1.7: paid through 2024-01, nothing after */
        {".uuuuuu", 6, 6, 1},
        /* 2024-05 is paid later: 02–04 and 06–07 */
        {".uuu.uu", 3, 2, 5},
        {".uuuu.u", 4, 1, 6},
        {"uuu.", 3, 0, -1},
        {"u.uu.uuu", 3, 3, 5},
        {"uuuuu.u", 5, 1, 6},
        /* months without anything due (免交) break no run */
        {".uu4uu", 4, 4, 1},
        /* owed to two branches in one month: one month */
        {"u0u", 1, 1, 0},
        {"uu0uu", 3, 3, 0},
        {".u0u0u", 1, 1, 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct dues_run got = run_of(rows[i].months);
        if (got.longest != rows[i].longest || got.last != rows[i].last ||
            got.from != rows[i].from) {
            fail_msg("%s: %d %d %d", rows[i].months, got.longest, got.last,
                     got.from);
        }
    }
}

/* Against looking at every pair of ends. */
PROPERTY(dues_runs_agree_with_every_pair)
{
    uint64_t stream = unit_seed();
    for (int i = 0; i < 2000; i++) {
        int months[24];
        bool unpaid[24];
        size_t n = unit_below(&stream, 24);
        int month = month_make(2020, 1);
        for (size_t k = 0; k < n; k++) {
            month += 1 + (int)unit_below(&stream, 3);
            months[k] = month;
            unpaid[k] = unit_below(&stream, 3) > 0;
        }
        int longest = 0;
        int last = 0;
        for (size_t from = 0; from < n; from++) {
            for (size_t to = from; to < n && unpaid[to]; to++) {
                int length = (int)(to - from) + 1;
                longest = length > longest ? length : longest;
                last = to + 1 == n && length > last ? length : last;
            }
        }
        struct dues_run got = dues_run(months, unpaid, n);
        assert_int_equal(got.longest, longest);
        assert_int_equal(got.last, last);
        assert_int_equal(got.from, last > 0 ? (int)n - last : -1);
    }
}

/* ---- alarms ------------------------------------------------------------- */

TEST(dues_alarms)
{
    static const enum dues_alarm rows[] = {
        DUES_FINE,   DUES_NOTICE, DUES_YELLOW, DUES_REPORT,
        DUES_REPORT, DUES_RED,    DUES_LIMIT,  DUES_LIMIT,
    };
    struct arena a = ARENA_INIT;
    const struct dues_rules *r = dues_scene_clean(&a, NULL);
    int day = date_of(2026, 11, 20);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *text = dues_alarm_text(r, &a, (int)i, day);
        assert_int_equal(dues_alarm(r, (int)i, day), rows[i]);
        if (i == 0) {
            assert_string_equal(text, "");
            continue;
        }
        dues_scene_must_say(text,
                            arena_printf(&a, "已连续 %zu 个月没有交党费", i));
        assert_int_equal(strstr(text, "需支部调查处理") != NULL, i >= 6);
    }
    assert_int_equal(dues_alarm(r, -1, day), DUES_FINE);
    assert_string_equal(
        dues_alarm_text(r, &a, 2, day),
        "已连续 2 个月没有交党费。连续 2 个月没有交的，由支部委员谈话提醒、"
        "限期交纳。（中央没有规定，本程序的默认做法）");
    assert_string_equal(
        dues_alarm_text(r, &a, 7, day),
        "已连续 7 个月没有交党费，需支部调查处理。没有正当理由，连续 6 个月不"
        "交纳党费的，按自行脱党处理；是否没有正当理由，要由支部调查，党员大会"
        "决定，报上级批准。（《中国共产党章程》第九条、《关于中国共产党党费收缴"
        "、使用和管理的规定》（中组发〔2008〕3号））");
    arena_clear(&a);
}
