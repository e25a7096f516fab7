/* The branch that collects, step by step, through the doors the screens use. */
#include "dues_ground.h"

#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/dues_assess.h"
#include "pbtui/store/stmt.h"

#define OCTOBER  month_make(2026, 10)
#define NOVEMBER month_make(2026, 11)

static void must(bool ok, const struct err *err)
{
    if (!ok) {
        fail_msg("%s %s %s", err->code, err->text, err->detail);
    }
}

void dues_ground_today(struct dues_ground *d, int month, int day)
{
    d->b->today = d->b->day = date_of(2026, month, day);
}

/* ---- assessed ----------------------------------------------------------- */

/* Title of an item, amount. */
static const char *const worksheet[][2] = {
    {"职务工资", "1990.00"},      {"级别工资", "2360.00"},
    {"工作性津贴", "1850.00"},    {"生活性补贴", "1480.00"},
    {"个人所得税", "68.50"},      {"养老保险（个人", "640.00"},
    {"医疗保险（个人", "160.00"}, {"住房公积金（个人", "960.00"},
    {"职业年金（个人", "320.00"}, {"交通补贴", "650.00"},
};

/* The item whose title holds the word, among what is deducted own first. */
static void fill_line(struct assess_sheet *s, const char *word,
                      const char *typed)
{
    struct err err = ERR_INIT;
    for (size_t i = 0; i < s->n; i++) {
        if (strstr(s->lines[i].item->title, word) != NULL) {
            must(assess_sheet_line(s, i, typed, &err), &err);
            return;
        }
    }
    fail_msg("no item %s", word);
}

static int64_t assess(struct dues_ground *d, int64_t person, int month,
                      const char *const *pairs)
{
    struct assess_sheet s;
    struct err err = ERR_INIT;
    must(assess_sheet_new(&s, d->b, d->a, person, month, &err), &err);
    for (size_t i = 0; pairs != NULL && pairs[i] != NULL; i += 2) {
        int field = ledger_field(&ledger_assess, pairs[i]);
        assert_true(field >= 0);
        must(assess_sheet_put(&s, field, pairs[i + 1], &err), &err);
    }
    for (size_t i = 0; pairs == NULL && i < ARRAY_LEN(worksheet); i++) {
        if (i == 0) {
            must(assess_sheet_put(&s, ASSESS_CATEGORY, "在职", &err), &err);
        }
        fill_line(&s, worksheet[i][0], worksheet[i][1]);
    }
    must(assess_sheet_save(&s, "按工资单核定", &err), &err);
    return s.now.id;
}

static void fill(struct dues_ground *d)
{
    static const char *const names[] = {"张建国", "李敏", "周立",
                                        "王伟",   "赵新", "钱多"};
    static const char *const of[][5] = {
        [LI] = {"category", "在职", "base_fen", "5000.00", NULL},
        [ZHOU] = {"category", "离退休", "base_fen", "6283.45", NULL},
        [WANG] = {"category", "在职", "base_fen", "12345.67", NULL},
        [ZHAO] = {"category", "在职", "base_fen", "2999.99", NULL},
        [QIAN] = {"category", "在职", "base_fen", "60000.00", NULL},
    };
    struct err err = ERR_INIT;
    d->b = d->g.book;
    d->a = &d->g.arena;
    must(forms_read(&d->forms, d->a, NULL, &err), &err);
    dues_ground_today(d, 10, 9);
    for (int i = 0; i < DUES_WHO; i++) {
        d->who[i] = people_ground_member(&d->g, names[i], "2012-07-01",
                                         "2013-07-01", NULL);
        d->sheet[i] = assess(d, d->who[i], month_make(2026, 1),
                             i == ZHANG ? NULL : of[i]);
    }
}

void dues_ground_bare(struct dues_ground *d)
{
    memset(d, 0, sizeof *d);
    people_ground_open(&d->g);
    fill(d);
}

/* Approved from October on. */
static void relieve(struct dues_ground *d)
{
    static const char *const pairs[] = {"reason",
                                        "减免",
                                        "relief",
                                        "免交",
                                        "relief_why",
                                        "家中遭灾，生活困难",
                                        "relief_by",
                                        "中共示例县机关委员会",
                                        "relief_on",
                                        "2026-09-28",
                                        "relief_paper",
                                        "示机党〔2026〕3号",
                                        NULL};
    d->sheet[ZHAO] = assess(d, d->who[ZHAO], OCTOBER, pairs);
}

/* ---- money -------------------------------------------------------------- */

static int64_t take(struct dues_ground *d, const struct dues_take *t)
{
    int64_t id;
    struct err err = ERR_INIT;
    must(dues_take(d->b, d->a, t, 1, &id, &err), &err);
    return id;
}

int64_t dues_ground_take(struct dues_ground *d, int64_t person, int month,
                         int64_t fen, const char *reason)
{
    const struct dues_pay part = {person, month, fen};
    const struct dues_take t = {.on = d->b->today,
                                .way = PAY_CASH,
                                .by = person,
                                .parts = &part,
                                .n = 1,
                                .reason = reason};
    return take(d, &t);
}

void dues_ground_post(struct dues_ground *d, int64_t *sitting)
{
    struct stmt st;
    int64_t id;
    struct err err = ERR_INIT;
    struct dues_count c = {.counted = -1, .notes = "", .note = ""};
    stmt_open(&st, d->b->db,
              SQL("select sum(fen) from payment where no is null"
                  " and voided_on is null and way = '1'"));
    if (stmt_row(&st) && !stmt_col_is_null(&st, 0)) {
        c.counted = stmt_col_int(&st, 0);
    }
    must(stmt_done(&st, &err), &err);
    must(dues_sitting_close(d->b, d->a, &c, &id, &err), &err);
    if (sitting != NULL) {
        *sitting = id;
    }
}

static int64_t take_back(struct dues_ground *d, int64_t payment,
                         const char *reason)
{
    int64_t id;
    struct err err = ERR_INIT;
    must(dues_reverse(d->b, d->a, payment, reason, &id, &err), &err);
    return id;
}

static void open_month(struct dues_ground *d, int month)
{
    struct dues_opening o;
    struct err err = ERR_INIT;
    must(dues_month_open(d->b, d->a, month, &o, &err), &err);
}

static void close_month(struct dues_ground *d, int month)
{
    struct dues_figures f;
    struct err err = ERR_INIT;
    must(dues_figures(d->b, d->a, month, &f, &err), &err);
    struct dues_count c = {.counted = f.hand_cash, .notes = "", .note = ""};
    must(dues_month_close(d->b, d->a, month, &c, &err), &err);
}

static void october(struct dues_ground *d)
{
    const struct dues_pay li = {d->who[LI], OCTOBER, 5000};
    const struct dues_pay wang[] = {{d->who[WANG], OCTOBER, 24691},
                                    {d->who[WANG], NOVEMBER, 24691}};
    const struct dues_take by_zhang = {.on = date_of(2026, 10, 10),
                                       .way = PAY_TRANSFER,
                                       .by = d->who[ZHANG],
                                       .proof = "T-1001",
                                       .parts = &li,
                                       .n = 1};
    const struct dues_take ahead = {.on = date_of(2026, 10, 10),
                                    .way = PAY_ONLINE,
                                    .by = d->who[WANG],
                                    .proof = "W-77",
                                    .parts = wang,
                                    .n = 2,
                                    .reason = "出差，预交一个月"};
    const struct dues_take large = {.kind = PAYMENT_LARGE,
                                    .on = date_of(2026, 10, 12),
                                    .way = PAY_CASH,
                                    .by = d->who[WANG],
                                    .fen = 150000};
    dues_ground_today(d, 10, 12);
    relieve(d);
    open_month(d, OCTOBER);
    d->taken_back = dues_ground_take(d, d->who[ZHANG], OCTOBER, 8297, NULL);
    int64_t wrong = take(d, &by_zhang);
    d->ahead = take(d, &ahead);
    d->large = take(d, &large);
    dues_ground_post(d, &d->sitting);
    take_back(d, wrong, "转账没有到账");
    dues_ground_today(d, 10, 15);
    dues_ground_take(d, d->who[LI], OCTOBER, 5000, NULL);
    dues_ground_post(d, NULL);
    dues_ground_today(d, 10, 31);
    close_month(d, OCTOBER);
}

/* Half goes up, half is kept for the branch. */
static void hand_up(struct dues_ground *d)
{
    struct record r;
    struct err err = ERR_INIT;
    static const char *const fund[] = {"name",       "留用党费", "kind",
                                       "留用党费",   "for_year", "2026",
                                       "budget_fen", "500.00",   NULL};
    static const char *const slip[] = {"fen",      "326.79",  "kept_fen",
                                       "300",      "fund_id", "留用党费",
                                       "cash_fen", "132.97",  NULL};
    d->fund = people_ground_add(&d->g, &ledger_fund, fund);
    must(handover_propose(d->b, d->a, PAYMENT_MONTHLY, &r, &err), &err);
    for (size_t i = 0; slip[i] != NULL; i += 2) {
        must(record_type(&r, d->b, d->a,
                         ledger_field(&ledger_handover, slip[i]), slip[i + 1],
                         &err),
             &err);
    }
    must(handover_post(d->b, d->a, &r, &err), &err);
    d->slip = r.id;
}

static void spend(struct dues_ground *d)
{
    struct err err = ERR_INIT;
    int64_t wrong;
    static const char *const books[] = {
        "fund_id",    "留用党费", "io",       "支出",   "fen",
        "120.50",     "use",      "training", "what",   "学习资料 28 册",
        "voucher",    "F-01",     "approver", "张建国", "decided_on",
        "2026-11-05", NULL};
    static const char *const twice[] = {
        "fund_id",  "留用党费", "io",         "支出",       "fen",
        "30.00",    "use",      "training",   "what",       "登记重了的资料",
        "approver", "张建国",   "decided_on", "2026-11-05", NULL};
    people_ground_add(&d->g, &ledger_fund_entry, books);
    int64_t id = people_ground_add(&d->g, &ledger_fund_entry, twice);
    must(fund_reverse(d->b, d->a, id, "登记重了一笔", &wrong, &err), &err);
}

static void november(struct dues_ground *d)
{
    static const char *const reminder[] = {
        "person_id", "周立",         "on_day", "2026-11-05", "way",
        "电话",      "by_id",        "李敏",   "until_on",   "2026-11-15",
        "answer",    "住院，下周补", NULL};
    dues_ground_today(d, 11, 10);
    open_month(d, NOVEMBER);
    people_ground_add(&d->g, &ledger_reminder, reminder);
    dues_ground_take(d, d->who[ZHOU], OCTOBER, 6283, NULL);
    dues_ground_take(d, d->who[ZHOU], NOVEMBER, 6283, NULL);
    dues_ground_post(d, NULL);
    d->reversal = take_back(d, d->taken_back, "收的是别人的钱");
    dues_ground_today(d, 11, 20);
    d->draft = dues_ground_take(d, d->who[ZHANG], NOVEMBER, 8297, NULL);
}

static void show(struct dues_ground *d)
{
    static const char *const notice[] = {
        "from_month", "2026-10",      "to_month",   "2026-11", "from_on",
        "2026-11-12", "to_on",        "2026-11-18", "place",   "一楼党务公开栏",
        "phone",      "010-00000000", NULL};
    d->notice = people_ground_add(&d->g, &ledger_dues_notice, notice);
}

static void live(struct dues_ground *d)
{
    october(d);
    hand_up(d);
    november(d);
    spend(d);
    show(d);
}

void dues_ground_open(struct dues_ground *d)
{
    dues_ground_bare(d);
    live(d);
}

void dues_ground_slip(struct dues_ground *d)
{
    dues_ground_bare(d);
    october(d);
    hand_up(d);
}

void dues_ground_disk(struct dues_ground *d, const char *name)
{
    char path[256];
    memset(d, 0, sizeof *d);
    snprintf(path, sizeof path, "%s/%s", unit_tmp(), name);
    setenv("XDG_STATE_HOME", unit_tmp(), 1);
    people_ground_open_at(&d->g, path);
    fill(d);
    live(d);
}

void dues_ground_close(struct dues_ground *d)
{
    people_ground_close(&d->g);
}
