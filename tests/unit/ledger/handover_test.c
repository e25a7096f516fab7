/* Handing up: what is in hand, what a slip may say, taking one back. */
#include "accounts_rig.h"
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/change.h"
#include "pbtui/store/stmt.h"

#include <string.h>

/* 800.00 in cash and 200.00 by transfer for November, 1,500.00 大额. */
static void open_with_money(struct rig *r)
{
    rig_open(r);
    rig_due(r, r->person[0], "2026-10", 5000, 1, DUE_OWED);
    rig_month(r, "2026-10", "2026-10-31");
    rig_month(r, "2026-11", NULL);
    rig_due(r, r->person[0], "2026-11", 80000, 1, DUE_OWED);
    rig_due(r, r->person[1], "2026-11", 20000, 2, DUE_OWED);
    rig_pay(r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-05", "2026-11", 75000,
            r->person[0], "2026-11");
    rig_pay(r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-06", "2026-11", 5000,
            r->person[0], "2026-10");
    rig_pay(r, PAYMENT_MONTHLY, PAY_TRANSFER, "2026-11-10", "2026-11", 20000,
            r->person[1], "2026-11");
    rig_pay(r, PAYMENT_LARGE, PAY_TRANSFER, "2026-11-12", "2026-11", 150000,
            r->person[2], NULL);
}

static struct in_hand hand(struct rig *r, const char *kind, const char *day)
{
    struct in_hand h;
    struct err err = ERR_INIT;
    int on;
    assert_true(date_read(day, &on));
    if (!handover_in_hand(r->b, kind, on, &h, &err)) {
        fail_msg("%s %s", err.text, err.detail);
    }
    return h;
}

static struct record slip(struct rig *r, const char *const *words)
{
    struct record s = record_new(&ledger_handover, r->b, r->a);
    rig_type(r, &s, words);
    return s;
}

static const char *reverse(struct rig *r, int64_t id, const char *reason)
{
    struct err err = ERR_INIT;
    return ledger_void(r->b, r->a, &ledger_handover, id, reason, &err)
               ? ""
               : arena_str(r->a, err.code);
}

TEST(a_slip_is_proposed_with_all_that_is_in_hand)
{
    struct rig r;
    struct record s;
    struct err err = ERR_INIT;
    open_with_money(&r);
    assert_true(handover_propose(r.b, r.a, PAYMENT_MONTHLY, &s, &err));
    assert_string_equal(record_text(&s, HANDOVER_FROM), "2026-10");
    assert_string_equal(record_text(&s, HANDOVER_TO), "2026-11");
    assert_int_equal(record_int(&s, HANDOVER_MEMBERS), 2);
    assert_int_equal(record_int(&s, HANDOVER_DUE), 105000);
    assert_int_equal(record_int(&s, HANDOVER_PAID), 100000);
    assert_int_equal(record_int(&s, HANDOVER_LATE), 0);
    assert_int_equal(record_int(&s, HANDOVER_FEN), 100000);
    assert_int_equal(record_int(&s, HANDOVER_KEPT), 0);
    assert_int_equal(record_int(&s, HANDOVER_CASH), 80000);
    fixture_type(&r.f, &s, "from_month", "2026-11");
    assert_int_equal(record_int(&s, HANDOVER_DUE), 100000);
    assert_int_equal(record_int(&s, HANDOVER_PAID), 95000);
    assert_int_equal(record_int(&s, HANDOVER_LATE), 5000);
    /* What is counted is not typed over. */
    fixture_type(&r.f, &s, "late_fen", "1");
    assert_int_equal(record_int(&s, HANDOVER_LATE), 5000);
    assert_true(handover_propose(r.b, r.a, PAYMENT_LARGE, &s, &err));
    assert_int_equal(record_int(&s, HANDOVER_FEN), 150000);
    assert_int_equal(record_int(&s, HANDOVER_PAID), 150000);
    assert_int_equal(record_int(&s, HANDOVER_MEMBERS), 1);
    assert_int_equal(record_int(&s, HANDOVER_CASH), 0);
    rig_close(&r);
}

TEST(another_kind_changes_what_was_only_proposed)
{
    struct rig r;
    open_with_money(&r);
    const char *const large[] = {"kind=大额党费", NULL};
    const char *const typed[] = {"fen=30", "kind=大额党费", NULL};
    struct record s = slip(&r, large);
    assert_int_equal(record_int(&s, HANDOVER_FEN), 150000);
    assert_int_equal(record_int(&s, HANDOVER_CASH), 0);
    s = slip(&r, typed);
    assert_int_equal(record_int(&s, HANDOVER_FEN), 3000);
    s = slip(&r, (const char *const[]){"fen=30", NULL});
    assert_int_equal(record_int(&s, HANDOVER_CASH), 3000);
    assert_string_equal(rig_issues(&r, &s, NULL), "");
    rig_close(&r);
}

/* The cash follows the amount until somebody types it. */
TEST(the_cash_of_a_slip_follows_its_amount)
{
    static const struct {
        const char *typed[6];
        int64_t cash;
    } rows[] = {
        {{"fen="}, 80000},
        {{"fen=", "fen=1000"}, 80000},
        {{"fen=300", "fen=1000"}, 80000},
        /* There is money that is not cash: nothing forces it up again. */
        {{"fen=300", "fen=700"}, 70000},
        {{"fen=", "fen=700"}, 70000},
        {{"cash_fen=300", "fen=450", "fen=480"}, 30000},
        {{"fen=300"}, 30000},
        {{"fen=900", "kept_fen=100"}, 80000},
        {{"cash_fen=850", "fen=900"}, 80000},
        {{"cash_fen=750", "fen=900"}, 75000},
        {{"cash_fen=750", "fen=300", "fen=900"}, 70000},
        {{"cash_fen=750", "cash_fen=", "fen=900"}, 80000},
        {{"cash_fen=750", "cash_fen="}, 80000},
    };
    struct rig r;
    open_with_money(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record s = slip(&r, rows[i].typed);
        if (record_int(&s, HANDOVER_CASH) != rows[i].cash) {
            fail_msg("row %zu: %lld", i,
                     (long long)record_int(&s, HANDOVER_CASH));
        }
    }
    rig_close(&r);
}

TEST(a_slip_is_told_once_more_before_it_is_posted)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct strbuf out;
    open_with_money(&r);
    sb_init(&out);
    struct record s = slip(&r, (const char *const[]){"fen=900", NULL});
    assert_true(ledger_handover.effects(r.b, r.a, &s, &out, &err));
    assert_string_equal(out.s, "编号入账：上缴 900.00 元，其中现金 800.00 元\n"
                               "缴款凭证号还空着，拿到回单后请补填");
    sb_reset(&out);
    fixture_type(&r.f, &s, "voucher", "8812");
    assert_true(ledger_handover.effects(r.b, r.a, &s, &out, &err));
    assert_string_equal(out.s, "编号入账：上缴 900.00 元，其中现金 800.00 元");
    sb_clear(&out);
    rig_close(&r);
}

TEST(every_rule_over_a_slip_bites)
{
    static const struct {
        const char *words[8];
        const char *codes;
    } rows[] = {
        {{"fen=1000"}, ""},
        {{"fen=0"}, "E-HANDOVER-001"},
        {{"fen=1000.01"}, "E-HANDOVER-007"},
        {{"fen=900", "cash_fen=800"}, ""},
        {{"fen=900", "cash_fen=800.01"}, "E-HANDOVER-008"},
        {{"fen=900", "cash_fen=900.01"}, "E-HANDOVER-009"},
        {{"fen=900", "cash_fen=699.99"}, "E-HANDOVER-010"},
        {{"fen=900", "cash_fen=700"}, ""},
        {{"from_month=2026-11", "to_month=2026-10"}, "E-HANDOVER-003"},
        {{"to_month=2026-12"}, "E-HANDOVER-004"},
        {{"on_day=2026-11-21"}, "E-HANDOVER-005"},
        {{"on_day=2026-10-31", "to_month=2026-10"}, "E-HANDOVER-007"},
        {{"on_day=2026-10-30", "to_month=2026-10", "fen=1", "cash_fen=1"},
         "E-HANDOVER-006 E-HANDOVER-007"},
        /* Cash of the 5th and 6th only. */
        {{"on_day=2026-11-09", "fen=800", "cash_fen=800"}, ""},
        {{"on_day=2026-11-09", "fen=800.01", "cash_fen=800"}, "E-HANDOVER-007"},
        {{"fen=990", "kept_fen=10"}, "E-HANDOVER-011 (E-HANDOVER-017)"},
        {{"fund_id=留用"}, "E-HANDOVER-012"},
        {{"fen=990", "kept_fen=10", "fund_id=留用"}, "(E-HANDOVER-017)"},
        {{"fen=990", "kept_fen=10", "fund_id=党建"},
         "E-HANDOVER-013 (E-HANDOVER-017)"},
        {{"fen=990", "kept_fen=10", "fund_id=去年"},
         "E-HANDOVER-014 (E-HANDOVER-017)"},
        {{"kind=大额党费"}, ""},
        {{"kind=大额党费", "fen=1499", "kept_fen=1", "fund_id=留用"},
         "E-HANDOVER-015"},
        {{"kind=大额党费", "fen=1499.99"}, "(E-HANDOVER-016)"},
        {{"voucher=A1", "voucher_on=2026-11-19"}, "E-HANDOVER-019"},
        {{"voucher=A1", "voucher_on=2026-11-21"}, "E-HANDOVER-019"},
        {{"voucher=A1", "voucher_on=2026-11-20"}, ""},
        {{"voucher_on=2026-11-20"}, "(E-HANDOVER-020)"},
        {{"to_month="}, "E-RECORD-002"},
    };
    struct rig r;
    open_with_money(&r);
    rig_fund(&r, "留用", FUND_DUES, 2026, 0);
    rig_fund(&r, "党建", "2", 2026, 0);
    rig_fund(&r, "去年", FUND_DUES, 2025, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record s = slip(&r, rows[i].words);
        const char *codes = rig_issues(&r, &s, NULL);
        if (strcmp(codes, rows[i].codes) != 0) {
            fail_msg("row %zu: %s, not %s", i, codes, rows[i].codes);
        }
    }
    struct record s = slip(&r, (const char *const[]){NULL});
    record_set_int(&s, HANDOVER_KEPT, -1);
    assert_string_equal(rig_issues(&r, &s, NULL), "E-HANDOVER-002");
    rig_close(&r);
}

/* How much of 大额党费 goes up is in the rules, with its day. */
TEST(the_share_of_large_dues_is_a_rule)
{
    static const struct {
        const char *words[8];
        const char *codes;
    } rows[] = {
        {{"kind=大额党费", "fen=1350", "kept_fen=150", "fund_id=留用"}, ""},
        {{"kind=大额党费", "fen=1349.99", "kept_fen=150.01", "fund_id=留用"},
         "E-HANDOVER-015"},
        {{"kind=大额党费", "fen=1350"}, ""},
        {{"kind=大额党费", "fen=1349.99"}, "(E-HANDOVER-016)"},
        {{"kind=大额党费", "fen=999", "cash_fen=0", "kept_fen=1",
          "fund_id=留用", "on_day=2026-11-19"},
         "E-HANDOVER-015"},
    };
    struct rig r;
    kit_own_rules("[limit.remit_large]\nvalue = 90%\n"
                  "basis = 某工委〔2026〕9号\nfrom = 2026-11-20\n");
    open_with_money(&r);
    rig_fund(&r, "留用", FUND_DUES, 2026, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record s = slip(&r, rows[i].words);
        const char *codes = rig_issues(&r, &s, NULL);
        if (strcmp(codes, rows[i].codes) != 0) {
            fail_msg("row %zu: %s, not %s", i, codes, rows[i].codes);
        }
    }
    rig_close(&r);
    kit_own_rules(NULL);
}

TEST(a_posted_slip_has_a_number_and_is_only_filed)
{
    struct rig r;
    struct change_info info;
    struct err err = ERR_INIT;
    open_with_money(&r);
    const char *const some[] = {"fen=400", "cash_fen=400", NULL};
    struct record s = slip(&r, some);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_int_equal(record_int(&s, HANDOVER_NO), 1);
    assert_int_equal(record_int(&s, HANDOVER_YEAR), 2026);
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").fen, 60000);
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").cash, 40000);
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-19").fen, 100000);
    assert_int_equal(hand(&r, NULL, "2026-11-20").fen, 210000);
    assert_false(change_undo(r.b->db, &info, &err));
    assert_string_equal(err.code, "E-UNDO-003");
    /* Another for the same months: told, not refused; numbers go on. */
    struct record more = slip(&r, (const char *const[]){NULL});
    assert_string_equal(record_text(&more, HANDOVER_FROM), "2026-11");
    assert_string_equal(rig_issues(&r, &more, NULL), "(E-HANDOVER-018)");
    assert_string_equal(rig_save(&r, &more, NULL), "");
    assert_int_equal(record_int(&more, HANDOVER_NO), 2);
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").fen, 0);
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").cash, 0);
    /* Filing. */
    struct record now = record_copy(&s, r.a);
    const char *const filed[] = {"voucher=银 0012", "voucher_on=2026-11-20",
                                 "receiver=县直机关工委", "note=x", NULL};
    rig_type(&r, &now, filed);
    assert_string_equal(rig_save(&r, &now, &s), "");
    assert_string_equal(record_text(&now, HANDOVER_VOUCHER), "银 0012");
    /* Filing is a change like any other. */
    err = (struct err)ERR_INIT;
    if (!change_undo(r.b->db, &info, &err) ||
        !change_redo(r.b->db, &info, &err)) {
        fail_msg("%s %s %s", err.code, err.text, err.detail);
    }
    assert_true(record_read(&now, &ledger_handover, r.b, r.a, s.id, &err));
    assert_string_equal(record_text(&now, HANDOVER_VOUCHER), "银 0012");
    static const char *const frozen[] = {
        "kind=大额",
        "from_month=2026-09",
        "to_month=2026-10",
        "on_day=2026-11-19",
        "fen=1",
        "kept_fen=1",
        "cash_fen=1",
        "n_members=9",
        "year=2025",
        "no=7",
    };
    for (size_t i = 0; i < ARRAY_LEN(frozen); i++) {
        struct record bad = record_copy(&now, r.a);
        rig_type(&r, &bad, (const char *const[]){frozen[i], NULL});
        assert_string_equal(rig_save(&r, &bad, &now), "E-HANDOVER-021");
    }
    rig_close(&r);
}

TEST(slips_keep_to_the_order_of_their_days_and_to_open_months)
{
    struct rig r;
    struct err err = ERR_INIT;
    open_with_money(&r);
    const char *const first[] = {"fen=10", "cash_fen=10", "on_day=2026-11-15",
                                 NULL};
    const char *const early[] = {"fen=10", "cash_fen=10", "on_day=2026-11-14",
                                 NULL};
    struct record s = slip(&r, first);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    s = slip(&r, early);
    assert_string_equal(rig_save(&r, &s, NULL), "E-HANDOVER-006");
    s = slip(&r, first);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_true(period_seal(r.b, r.a, month_make(2026, 10), &err));
    s = slip(&r, (const char *const[]){"on_day=2026-10-31", NULL});
    assert_non_null(strstr(rig_issues(&r, &s, NULL), "E-PERIOD-001"));
    /* Money taken back later leaves less for the days before it, too. */
    int64_t p = rig_pay(&r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-16", "2026-11",
                        100, r.person[3], "2026-11");
    rig_take_back(&r, p, "2026-11-18", "2026-11");
    s = slip(&r, (const char *const[]){"fen=981", "cash_fen=781",
                                       "on_day=2026-11-17", NULL});
    assert_string_equal(rig_save(&r, &s, NULL), "E-HANDOVER-007");
    s = slip(&r, (const char *const[]){"fen=980", "cash_fen=780",
                                       "on_day=2026-11-17", NULL});
    assert_string_equal(rig_save(&r, &s, NULL), "");
    rig_close(&r);
}

TEST(what_is_kept_comes_and_goes_with_its_slip)
{
    struct rig r;
    struct fund_state *funds;
    size_t n;
    struct err err = ERR_INIT;
    open_with_money(&r);
    int64_t fund = rig_fund(&r, "留用", FUND_DUES, 2026, 0);
    const char *const words[] = {"fen=600", "kept_fen=400", "fund_id=留用",
                                 NULL};
    struct record s = slip(&r, words);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").fen, 0);
    assert_true(funds_of(r.b, r.a, 2026, &funds, &n, &err));
    assert_int_equal(n, 1);
    assert_int_equal(funds[0].id, fund);
    assert_int_equal(funds[0].balance, 40000);
    assert_int_equal(rig_count(&r, SQL("select count(*) from fund_entry"
                                       " where handover_id is not null"
                                       " and no = 1 and io = '1'")),
                     1);
    int64_t entry =
        rig_count(&r, SQL("select id from fund_entry where no = 1"));
    assert_false(
        ledger_void(r.b, r.a, &ledger_fund_entry, entry, "金额记错了", &err));
    assert_string_equal(err.code, "E-FUND-031");
    assert_string_equal(reverse(&r, s.id, "金额多填了"), "");
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").fen, 100000);
    assert_int_equal(hand(&r, PAYMENT_MONTHLY, "2026-11-20").cash, 80000);
    assert_true(funds_of(r.b, r.a, 2026, &funds, &n, &err));
    assert_int_equal(funds[0].balance, 0);
    assert_int_equal(rig_count(&r, SQL("select last from number"
                                       " where series = 'fund'")),
                     2);
    /* Spent already: the slip stays until what spent it is taken back. */
    s = slip(&r, words);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    struct record e = record_new(&ledger_fund_entry, r.b, r.a);
    const char *const spent[] = {"fund_id=留用", "fen=0.01", "what=学习资料",
                                 "decided_on=2026-11-19", NULL};
    rig_type(&r, &e, spent);
    const struct dues_use **uses;
    assert_true(dues_uses(book_dues(r.b), r.a, r.b->today, &uses) >= 5);
    record_set_text(&e, ENTRY_USE, uses[0]->code);
    assert_string_equal(rig_save(&r, &e, NULL), "");
    assert_string_equal(reverse(&r, s.id, "金额多填了"), "E-FUND-032");
    assert_true(
        ledger_void(r.b, r.a, &ledger_fund_entry, e.id, "票据作废了", &err));
    assert_string_equal(reverse(&r, s.id, "金额多填了"), "");
    rig_close(&r);
}

TEST(a_slip_is_taken_back_once_and_for_all)
{
    struct rig r;
    struct err err = ERR_INIT;
    int64_t back;
    open_with_money(&r);
    struct record s = slip(&r, (const char *const[]){NULL});
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_string_equal(reverse(&r, s.id, "三个字"), "E-HANDOVER-022");
    assert_false(handover_reverse(r.b, r.a, s.id, "三个字", &back, &err));
    assert_string_equal(err.code, "E-HANDOVER-022");
    assert_true(handover_reverse(r.b, r.a, s.id, "金额多填了", &back, &err));
    struct record o;
    assert_true(record_read(&o, &ledger_handover, r.b, r.a, back, &err));
    assert_int_equal(record_int(&o, HANDOVER_FEN), -100000);
    assert_int_equal(record_int(&o, HANDOVER_CASH), -80000);
    assert_int_equal(record_int(&o, HANDOVER_REVERSES), s.id);
    assert_int_equal(record_int(&o, HANDOVER_NO), 2);
    assert_string_equal(record_text(&o, HANDOVER_REASON), "金额多填了");
    assert_string_equal(reverse(&r, s.id, "再冲销一次"), "E-HANDOVER-024");
    assert_string_equal(reverse(&r, back, "再冲销一次"), "E-HANDOVER-023");
    /* Its months are free again. */
    struct record again = slip(&r, (const char *const[]){NULL});
    assert_string_equal(rig_issues(&r, &again, NULL), "");
    assert_string_equal(record_text(&again, HANDOVER_FROM), "2026-10");
    /* Shown as such. */
    struct query_row rows[4];
    size_t n;
    struct query q =
        query_of(&ledger_handover, ledger_view(&ledger_handover, "reversed"));
    q.limit = 4;
    assert_true(query_page(r.b, r.a, &q, rows, &n, &err));
    assert_int_equal(n, 2);
    struct strbuf out;
    sb_init(&out);
    ledger_handover.summary(r.b, &s, &out);
    assert_string_equal(out.s, "已由第 2026-0002 号冲销");
    sb_reset(&out);
    ledger_handover.summary(r.b, &o, &out);
    assert_string_equal(out.s, "冲销第 2026-0001 号：金额多填了");
    sb_clear(&out);
    rig_close(&r);
}

TEST(the_file_itself_keeps_a_posted_slip)
{
    static const struct {
        const char *sql;
        bool ok;
    } rows[] = {
        {SQL("update handover set fen = fen - 1"), false},
        {SQL("update handover set fund_id = null, voided_on = 'x'"), false},
        {SQL("delete from handover"), false},
        {SQL("update handover set fen = fen, voucher = '1'"), true},
        {SQL("update fund_entry set fen = fen + 1"), false},
        {SQL("update fund_entry set reason = '更正'"), false},
        {SQL("delete from fund_entry"), false},
        {SQL("update fund_entry set fen = fen, voucher = '1'"), true},
    };
    struct rig r;
    open_with_money(&r);
    rig_fund(&r, "留用", FUND_DUES, 2026, 0);
    struct record s = slip(&r, (const char *const[]){"fen=600", "kept_fen=400",
                                                     "fund_id=留用", NULL});
    assert_string_equal(rig_save(&r, &s, NULL), "");
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct stmt st;
        stmt_open(&st, r.b->db, rows[i].sql);
        if (stmt_run(&st, NULL) != rows[i].ok) {
            fail_msg("%s", rows[i].sql);
        }
    }
    rig_close(&r);
}

/* ---- a model ---------------------------------------------------------- */

struct model {
    int64_t fen[2], cash[2], fund;
    struct {
        int64_t id, fen, kept, cash;
        int kind;
        bool gone;
    } slips[4000];
    size_t n, posted; /* posted: slips and reversals */
};

static void pay_something(struct rig *r, struct model *m, uint64_t *seed)
{
    bool large = unit_below(seed, 5) == 0;
    bool cash = unit_below(seed, 2) == 0;
    int64_t fen = 1 + (int64_t)unit_below(seed, 30000);
    rig_pay(r, large ? PAYMENT_LARGE : PAYMENT_MONTHLY,
            cash ? PAY_CASH : PAY_ONLINE, "2026-11-20", "2026-11", fen, 0,
            NULL);
    m->fen[large] += fen;
    m->cash[large] += cash ? fen : 0;
}

static void hand_something(struct rig *r, struct model *m, uint64_t *seed,
                           struct record *base)
{
    bool large = unit_below(seed, 4) == 0;
    struct record s = record_copy(base, r->a);
    int64_t total = (int64_t)unit_below(
        seed, (uint64_t)(m->fen[large] < 0 ? 0 : m->fen[large]) + 500);
    int64_t kept = large ? 0 : (int64_t)unit_below(seed, 3) * total / 4;
    int64_t cash = (int64_t)unit_below(seed, (uint64_t)m->cash[large] + 500);
    record_set_text(&s, HANDOVER_KIND, large ? PAYMENT_LARGE : PAYMENT_MONTHLY);
    record_set_int(&s, HANDOVER_FEN, total - kept);
    record_set_int(&s, HANDOVER_KEPT, kept);
    record_set_int(&s, HANDOVER_CASH, cash);
    if (kept == 0) {
        record_set_null(&s, HANDOVER_FUND);
    }
    bool may = total - kept > 0 && total <= m->fen[large] &&
               cash <= m->cash[large] && cash <= total &&
               total - cash <= m->fen[large] - m->cash[large];
    const char *code = rig_save(r, &s, NULL);
    if (may != (code[0] == '\0')) {
        fail_msg("%lld kept %lld cash %lld: %s", (long long)total,
                 (long long)kept, (long long)cash, code);
    }
    if (may) {
        m->fen[large] -= total;
        m->cash[large] -= cash;
        m->fund += kept;
        m->slips[m->n].id = s.id;
        m->slips[m->n].fen = total - kept;
        m->slips[m->n].kept = kept;
        m->slips[m->n].cash = cash;
        m->slips[m->n].kind = large;
        m->n++;
        m->posted++;
    }
}

static void take_something_back(struct rig *r, struct model *m, uint64_t *seed)
{
    if (m->n == 0) {
        return;
    }
    size_t i = (size_t)unit_below(seed, m->n);
    const char *code = reverse(r, m->slips[i].id, "随机的原因");
    assert_int_equal(code[0] != '\0', m->slips[i].gone);
    if (!m->slips[i].gone) {
        m->slips[i].gone = true;
        m->fen[m->slips[i].kind] += m->slips[i].fen + m->slips[i].kept;
        m->cash[m->slips[i].kind] += m->slips[i].cash;
        m->fund -= m->slips[i].kept;
        m->posted++;
    }
}

PROPERTY(in_hand_is_exact_over_thousands_of_slips_and_reversals)
{
    static struct model m;
    struct rig r;
    uint64_t seed = unit_seed();
    memset(&m, 0, sizeof m);
    rig_open(&r);
    int64_t fund = rig_fund(&r, "留用", FUND_DUES, 2026, 0);
    struct record base = record_new(&ledger_handover, r.b, r.a);
    record_set_int(&base, HANDOVER_FUND, fund);
    struct arena keep = r.f.arena;
    r.f.arena = (struct arena)ARENA_INIT;
    for (int i = 0; i < 3000; i++) {
        uint64_t what = unit_below(&seed, 10);
        if (what < 4) {
            pay_something(&r, &m, &seed);
        } else if (what < 8) {
            hand_something(&r, &m, &seed, &base);
        } else {
            take_something_back(&r, &m, &seed);
        }
        struct in_hand monthly = hand(&r, PAYMENT_MONTHLY, "2026-11-20");
        struct in_hand large = hand(&r, PAYMENT_LARGE, "2026-11-20");
        assert_int_equal(monthly.fen, m.fen[0]);
        assert_int_equal(monthly.cash, m.cash[0]);
        assert_int_equal(large.fen, m.fen[1]);
        assert_int_equal(large.cash, m.cash[1]);
        assert_true(m.fen[0] >= 0 && m.cash[0] >= 0 && m.cash[0] <= m.fen[0]);
        arena_reset(&r.f.arena);
    }
    assert_true(m.n > 200);
    assert_int_equal(rig_count(&r, SQL("select count(*) from handover")),
                     (int64_t)m.posted);
    assert_int_equal(rig_count(&r, SQL("select max(no) from handover")),
                     (int64_t)m.posted);
    assert_int_equal(rig_count(&r, SQL("select last from number"
                                       " where series = 'handover'")),
                     (int64_t)m.posted);
    assert_int_equal(
        rig_count(&r, SQL("select sum(iif(io = '1', fen, -fen)) from"
                          " fund_entry")),
        m.fund);
    assert_int_equal(
        rig_count(&r, SQL("select count(*) - max(no) from fund_entry")), 0);
    arena_clear(&r.f.arena);
    r.f.arena = keep;
    rig_close(&r);
}
