/* Makes the ledger that is attacked, once for the program. */
#include "dues_target.h"

#include "dues_desk.h"
#include "dues_forger.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

static void hand_up(struct desk *d)
{
    struct err err = ERR_INIT;
    struct record f = record_new(&ledger_fund, d->b, d->a);
    record_set_text(&f, FUND_NAME, "留用党费");
    record_set_text(&f, FUND_KIND, FUND_DUES);
    record_set_int(&f, FUND_YEAR, 2026);
    record_set_int(&f, FUND_BUDGET, 0);
    assert_true(ledger_apply(d->b, d->a, &f, NULL, NULL, &err));
    struct record r;
    assert_true(handover_propose(d->b, d->a, PAYMENT_MONTHLY, &r, &err));
    record_set_int(&r, HANDOVER_FEN, record_int(&r, HANDOVER_FEN) - 2000);
    record_set_int(&r, HANDOVER_KEPT, 2000);
    record_set_int(&r, HANDOVER_FUND, f.id);
    if (!handover_post(d->b, d->a, &r, &err)) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void remind_and_show(struct desk *d)
{
    struct err err = ERR_INIT;
    struct record r = record_new(&ledger_reminder, d->b, d->a);
    record_set_int(&r, REMINDER_PERSON, d->person[2]);
    record_set_text(&r, REMINDER_WAY, "1");
    record_set_int(&r, REMINDER_MONTHS, 1);
    record_set_int(&r, REMINDER_FEN, 8297);
    bool ok = ledger_apply(d->b, d->a, &r, NULL, NULL, &err);
    struct record n = record_new(&ledger_dues_notice, d->b, d->a);
    record_set_text(&n, DUES_NOTICE_FROM, "2026-10");
    record_set_text(&n, DUES_NOTICE_TO, "2026-10");
    record_set_text(&n, DUES_NOTICE_FROM_ON, "2026-11-02");
    record_set_text(&n, DUES_NOTICE_TO_ON, "2026-11-09");
    ok = ok && ledger_apply(d->b, d->a, &n, NULL, NULL, &err);
    if (!ok) {
        fail_msg("%s %s", err.code, err.text);
    }
}

static void collect(struct desk *d)
{
    struct err err = ERR_INIT;
    int64_t second;
    int64_t back;
    desk_open(d, 3); /* 50.00 75.00 82.97 */
    desk_today(d, 2026, 10, 31);
    desk_month(d, 2026, 10);
    assert_string_equal(desk_take(d, 0, 2026, 10, 5000, "", NULL), "");
    assert_string_equal(desk_take(d, 1, 2026, 10, 7500, "", &second), "");
    assert_string_equal(desk_post(d), "");
    assert_true(dues_reverse(d->b, d->a, second, "记错了人", &back, &err));
    assert_string_equal(desk_take(d, 1, 2026, 10, 7500, "", NULL), "");
    assert_string_equal(desk_take(d, 2, 2026, 10, 8297, "", NULL), "");
    assert_string_equal(desk_post(d), "");
    hand_up(d);
    assert_string_equal(desk_close_month(d, 2026, 10), "");
    desk_today(d, 2026, 11, 20);
    desk_month(d, 2026, 11);
    assert_string_equal(desk_take(d, 0, 2026, 11, 5000, "", NULL), "");
    assert_string_equal(desk_post(d), "");
    remind_and_show(d);
    assert_string_equal(desk_take(d, 1, 2026, 11, 7500, "", NULL), "");
}

struct place target_place(const char *name)
{
    struct place p;
    snprintf(p.path, sizeof p.path, "%s/attack-%s.db", unit_tmp(), name);
    return p;
}

/* Made once, copied for each attack. */
void target_copy(const struct place *to)
{
    static bool made;
    struct err err = ERR_INIT;
    const struct place whole = target_place("whole");
    if (!made) {
        struct desk d;
        collect(&d);
        if (!db_backup(d.b->db, whole.path, &err)) {
            fail_msg("%s %s %s", err.code, err.text, err.detail);
        }
        desk_close(&d);
        made = true;
    }
    forger_copy(whole.path, to->path);
}

void target_open(struct session *s, const char *path, const char *pc)
{
    char state[160];
    struct err err = ERR_INIT;
    snprintf(state, sizeof state, "%s/pc-%s", unit_tmp(), pc);
    setenv("XDG_STATE_HOME", state, 1);
    if (!session_open(s, path, DB_WRITE, "测试", &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
}

struct check_report target_check(struct session *s, struct arena *a)
{
    struct check_report report;
    struct err err = ERR_INIT;
    if (!ledger_check(&s->book, a, &report, NULL, NULL, &err)) {
        fail_msg("the check gave up: «%s» %s %s", err.code, err.text,
                 err.detail);
    }
    return report;
}
