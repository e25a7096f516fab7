/* What the environment may fix about the clock, and that bad values do not. */
#include "unit.h"

#include "pbtui/base/clock.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

TEST(clock_day_comes_from_the_environment_only_when_it_is_a_day)
{
    static const struct {
        const char *given;
        bool taken;
    } rows[] = {
        {"2026-11-20", true},  {"2024-02-29", true},  {"2023-02-29", false},
        {"2026-13-01", false}, {"2026-00-10", false}, {"2026-4-31", false},
        {"2026-04-31", false}, {"20261120", false},   {"2026-11-201", false},
        {"", false},           {"昨天", false},
    };
    int bad = 0;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        setenv("PBTUI_TODAY", rows[i].given, 1);
        char today[11];
        clock_today(today);
        if ((strcmp(today, rows[i].given) == 0) != rows[i].taken) {
            print_error("row %s: got %s\n", rows[i].given, today);
            bad++;
        }
    }
    unsetenv("PBTUI_TODAY");
    assert_int_equal(bad, 0);
}

TEST(clock_now_joins_the_fixed_day_and_time)
{
    char now[20];
    setenv("PBTUI_TODAY", "2026-11-20", 1);
    setenv("PBTUI_NOW", "08:31:09", 1);
    clock_now(now);
    assert_string_equal(now, "2026-11-20 08:31:09");
    setenv("PBTUI_NOW", "24:00:00", 1);
    clock_now(now);
    assert_string_not_equal(now + 11, "24:00:00");
    assert_memory_equal(now, "2026-11-20 ", 11);
    unsetenv("PBTUI_NOW");
    unsetenv("PBTUI_TODAY");
}

TEST(clock_without_environment_is_local_time)
{
    time_t before = time(NULL);
    char now[20];
    clock_now(now);
    struct tm tm;
    memset(&tm, 0, sizeof tm);
    assert_non_null(strptime(now, "%Y-%m-%d %H:%M:%S", &tm));
    tm.tm_isdst = -1;
    time_t back = mktime(&tm);
    assert_true(back >= before && back <= before + 2);
}

TEST(clock_monotonic_counts_suspended_time_too)
{
    struct timespec boot;
    clock_gettime(CLOCK_BOOTTIME, &boot);
    int64_t ms = clock_monotonic_ms();
    int64_t want = (int64_t)boot.tv_sec * 1000 + boot.tv_nsec / 1000000;
    assert_in_range(ms - want, 0, 1000);
}
