/* How long nothing was paid, and what has to be said about it.  Only warnings:
   what becomes of a member is decided by people. */
#include "dues_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

struct dues_run dues_run(const int *months, const bool *unpaid, size_t n)
{
    struct dues_run out = {.from = -1};
    for (size_t i = 0; i < n; i++) {
        if (!unpaid[i]) {
            out.last = 0;
            out.from = -1;
            continue;
        }
        out.from = out.last == 0 ? (int)i : out.from;
        /* A month that is owed to two branches is one month. */
        out.last += (int)i == out.from || months[i] != months[i - 1];
        out.longest = out.last > out.longest ? out.last : out.longest;
    }
    return out;
}

static enum dues_setting setting_of(enum dues_alarm alarm)
{
    static const enum dues_setting settings[] = {
        [DUES_NOTICE] = DUES_WARN_NOTICE, [DUES_YELLOW] = DUES_WARN_YELLOW,
        [DUES_REPORT] = DUES_WARN_REPORT, [DUES_RED] = DUES_WARN_RED,
        [DUES_LIMIT] = DUES_WARN_LIMIT,
    };
    return settings[alarm];
}

enum dues_alarm dues_alarm(const struct dues_rules *r, int run, int day)
{
    for (int i = DUES_LIMIT; i > DUES_FINE; i--) {
        enum dues_alarm alarm = (enum dues_alarm)i;
        if (run >= dues_limit(r, setting_of(alarm), day)->value) {
            return alarm;
        }
    }
    return DUES_FINE;
}

const char *dues_alarm_text(const struct dues_rules *r, struct arena *a,
                            int run, int day)
{
    enum dues_alarm alarm = dues_alarm(r, run, day);
    if (alarm == DUES_FINE) {
        return "";
    }
    const struct dues_limit *limit = dues_limit(r, setting_of(alarm), day);
    return arena_printf(a, "已连续 %d 个月没有交党费%s。%s（%s）", run,
                        alarm == DUES_LIMIT ? "，需支部调查处理" : "",
                        limit->text, limit->basis);
}

const char *dues_alarm_word(enum dues_alarm alarm)
{
    static const char *const words[] = {
        [DUES_FINE] = "",           [DUES_NOTICE] = "提醒",
        [DUES_YELLOW] = "黄色预警", [DUES_REPORT] = "上报",
        [DUES_RED] = "红色预警",    [DUES_LIMIT] = "需支部调查处理",
    };
    return words[alarm];
}

#define QUARTER 3 /* months; the first begins with January */

int dues_quarter_open(const struct dues_rules *r, int month)
{
    int at = month % QUARTER;
    int64_t due = dues_limit(r, DUES_QUARTER_DUE, month_last_day(month))->value;
    return at + 1 >= due ? month - at + QUARTER : month - at;
}
