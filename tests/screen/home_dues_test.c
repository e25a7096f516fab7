/* 党费 on the first screen: what stands there, and what its lines open. */
#include "rig.h"

#include "unit.h"

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/dues.h"
#include "pbtui/ledger/people.h"
#include "pbtui/screen/home_view.h"
#include "pbtui/text/date.h"

#include <string.h>

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s", err->code, err->text);
    }
}

static void on_day(struct rig *r, int month, int mday)
{
    r->app.book->today = r->app.book->day = date_of(2026, month, mday);
}

static int64_t member(struct rig *r, const char *name, const char *base)
{
    static const char *const fields[] = {"name", "birth_on", "join_on",
                                         "full_on"};
    const char *const typed[] = {name, "1980-01-01", "2010-05-20",
                                 "2011-05-20"};
    struct err err = ERR_INIT;
    struct arena *a = &r->app.arena;
    struct book *b = r->app.book;
    struct record p = record_new(&ledger_people, b, a);
    for (size_t i = 0; i < 4; i++) {
        must(record_type(&p, b, a, ledger_field(&ledger_people, fields[i]),
                         typed[i], &err),
             &err);
    }
    must(ledger_apply(b, a, &p, NULL, NULL, &err), &err);
    struct record s = record_new(&ledger_assess, b, a);
    record_set_int(&s, ASSESS_PERSON, p.id);
    must(record_type(&s, b, a, ASSESS_FROM, "2026-01", &err) &&
             record_type(&s, b, a, ASSESS_CATEGORY, "在职", &err) &&
             record_type(&s, b, a, ASSESS_BASE, base, &err) &&
             ledger_apply(b, a, &s, NULL, NULL, &err),
         &err);
    return p.id;
}

/* The first one pays nothing when `owes`; in the open month the last one has
   not paid yet. */
static void collect(struct rig *r, int month, bool owes, bool close)
{
    struct err err = ERR_INIT;
    struct dues_opening o;
    struct dues_sheet s;
    struct dues_figures f;
    int64_t sitting;
    struct arena *a = &r->app.arena;
    struct book *b = r->app.book;
    int m = month_make(2026, month);
    on_day(r, month, 5);
    must(dues_month_open(b, a, m, &o, &err) &&
             dues_sheet_read(b, a, m, &s, &err),
         &err);
    int64_t cash = 0;
    size_t end = close ? s.n : s.n - 1;
    for (size_t i = owes ? 1 : 0; i < end; i++) {
        struct dues_pay pay = {s.rows[i].person, m, s.rows[i].due};
        struct dues_take t = {.on = b->today,
                              .way = PAY_CASH,
                              .by = pay.person,
                              .parts = &pay,
                              .n = 1};
        must(dues_take(b, a, &t, 1, NULL, &err), &err);
        cash += pay.fen;
    }
    must(dues_sitting_close(b, a, &(struct dues_count){.counted = cash},
                            &sitting, &err),
         &err);
    if (close) {
        on_day(r, month, 28);
        must(dues_figures(b, a, m, &f, &err) &&
                 dues_month_close(b, a, m,
                                  &(struct dues_count){.counted = f.hand_cash},
                                  &err),
             &err);
    }
}

/* `owed` months before November without the first one's money. */
static void open_home(struct rig *r, int rows, int cols, int owed, bool open)
{
    rig_open(r, rows, cols, 0);
    member(r, "周立", "4980.00");
    member(r, "张建国", "7812.00");
    member(r, "李敏", "5531.50");
    for (int month = 10 - owed; month <= 10; month++) {
        collect(r, month, month > 10 - owed, true);
    }
    if (open) {
        collect(r, 11, owed > 0, false);
    }
    on_day(r, 11, 20);
    home_view_open(&r->app);
}

TEST(home_dues_box)
{
    struct rig r;
    open_home(&r, 24, 80, 3, true);
    rig_golden(&r, "home-dues-80x24");
    rig_close(&r);
    open_home(&r, 36, 120, 3, true);
    rig_golden(&r, "home-dues-120x36");
    rig_close(&r);
}

TEST(home_dues_grades)
{
    static const struct {
        int owed;
        const char *says;
    } rows[] = {
        {2, "周立 欠党费 2 个月 谈话提醒"},
        {3, "周立 欠党费 3 个月 报上级名单"},
        {5, "周立 欠党费 5 个月 限前最后一月"},
        {6, "周立 欠党费 6 个月 支部调查处理"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct rig r;
        open_home(&r, 30, 100, rows[i].owed, true);
        rig_sees(&r, rows[i].says);
        rig_close(&r);
    }
    struct rig r;
    open_home(&r, 24, 80, 1, true);
    rig_sees_not(&r, "周立");
    rig_close(&r);
}

TEST(home_dues_month_that_is_not_opened)
{
    struct rig r;
    open_home(&r, 24, 80, 0, false);
    rig_sees(&r, "11 月党费还没有启动收缴");
    rig_sees(&r, "3/3 人 已结账");
    rig_close(&r);
}

/* Down the right column to the line with this text. */
static void go_to(struct rig *r, const char *text)
{
    rig_keys(r, "Right Home");
    for (int i = 0; i < 20; i++) {
        const char *screen = rig_screen(r);
        const struct view *before = r->app.ui.top;
        rig_keys(r, "Enter");
        if (r->app.ui.top != before) {
            if (strstr(rig_screen(r), text) != NULL) {
                return;
            }
            rig_keys(r, "Esc");
        }
        rig_keys(r, "Down");
        (void)screen;
    }
    fail_msg("nothing opens %s", text);
}

TEST(home_dues_lines_open_the_sitting_and_who_owes)
{
    struct rig r;
    open_home(&r, 24, 80, 3, true);
    go_to(&r, "党费 › 2026 年 11 月");
    rig_keys(&r, "Esc");
    go_to(&r, "党费 › 欠交");
    rig_sees(&r, "周立");
    rig_sees_not(&r, "张建国");
    rig_close(&r);
}

TEST(home_dues_rule_is_told)
{
    struct rig r;
    open_home(&r, 24, 80, 3, true);
    rig_keys(&r, "Right Home");
    for (int i = 0; i < 10; i++) {
        rig_keys(&r, "F1");
        bool told = strstr(rig_screen(&r), "报上级党组织") != NULL;
        rig_keys(&r, "Esc");
        if (told) {
            rig_close(&r);
            return;
        }
        rig_keys(&r, "Down");
    }
    fail_msg("no line has the rule");
}
