/* Funds: what may be spent of 留用党费, what the others are only told. */
#include "planted.h"

#include "accounts_rig.h"
#include "assess_kit.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"

#include <string.h>

static struct record entry(struct rig *r, const char *const *words)
{
    struct record e = record_new(&ledger_fund_entry, r->b, r->a);
    rig_type(r, &e, words);
    return e;
}

static const char *post(struct rig *r, const char *const *words, int64_t *id)
{
    struct record e = entry(r, words);
    const char *code = rig_save(r, &e, NULL);
    if (id != NULL) {
        *id = e.id;
    }
    return code;
}

static const char *reverse(struct rig *r, int64_t id, const char *reason)
{
    struct err err = ERR_INIT;
    return ledger_void(r->b, r->a, &ledger_fund_entry, id, reason, &err)
               ? ""
               : arena_str(r->a, err.code);
}

static void income(struct rig *r, const char *fund, const char *fen,
                   const char *day)
{
    const char *const words[] = {
        arena_printf(r->a, "fund_id=%s", fund),
        arena_printf(r->a, "fen=%s", fen),
        "io=收入",
        "what=拨入",
        "voucher=1",
        arena_printf(r->a, "on_day=%s", day),
        NULL,
    };
    assert_string_equal(post(r, words, NULL), "");
}

static void open_with_funds(struct rig *r)
{
    rig_open(r);
    rig_fund(r, "留用", FUND_DUES, 2026, 30000);
    rig_fund(r, "党建", "2", 2026, 30000);
    income(r, "留用", "100", "2026-01-10");
    income(r, "留用", "400", "2026-02-10");
    income(r, "党建", "500", "2026-01-10");
}

TEST(every_rule_over_a_fund_bites)
{
    static const struct {
        const char *words[6];
        const char *codes;
    } rows[] = {
        {{"name=驻村经费", "kind=驻村经费"}, ""},
        {{"name=党建", "kind=党建经费"}, "E-FUND-001"},
        {{"name=党建", "kind=党建经费", "for_year=2025"}, ""},
        {{"name=新", "kind=党建经费", "for_year=2027"}, ""},
        {{"name=新", "kind=党建经费", "for_year=2028"}, "(E-FUND-005)"},
        {{"name=新"}, "E-RECORD-002"},
    };
    struct rig r;
    open_with_funds(&r);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record f = record_new(&ledger_fund, r.b, r.a);
        rig_type(&r, &f, rows[i].words);
        const char *codes = rig_issues(&r, &f, NULL);
        if (strcmp(codes, rows[i].codes) != 0) {
            fail_msg("row %zu: %s, not %s", i, codes, rows[i].codes);
        }
    }
    struct record f = record_new(&ledger_fund, r.b, r.a);
    rig_type(&r, &f, (const char *const[]){"name=x", "kind=其他", NULL});
    record_set_int(&f, FUND_BUDGET, -1);
    assert_string_equal(rig_issues(&r, &f, NULL), "E-FUND-002");
    struct err err = ERR_INIT;
    struct record old;
    assert_true(record_read(&old, &ledger_fund, r.b, r.a, 1, &err));
    f = record_copy(&old, r.a);
    record_set_int(&f, FUND_YEAR, 2025);
    record_set_text(&f, FUND_KIND, "2");
    assert_string_equal(rig_issues(&r, &f, &old), "E-FUND-003 E-FUND-004");
    assert_false(ledger_void(r.b, r.a, &ledger_fund, 1, "不要这项了", &err));
    assert_string_equal(err.code, "E-SAVE-020");
    rig_close(&r);
}

TEST(every_rule_over_an_entry_bites)
{
#define DUES   "fund_id=留用", "what=资料"
#define OTHER  "fund_id=党建", "what=资料", "voucher=1"
#define PAPERS "voucher=1", "approver=张建国", "handler_id=李敏"
    static const struct {
        const char *words[12];
        const char *codes;
    } rows[] = {
        {{OTHER, "fen=500"}, "(E-FUND-024)"},
        {{OTHER, "fen=300"}, ""},
        {{OTHER, "fen=300.01"}, "(E-FUND-024)"},
        {{OTHER, "fen=500.01"}, "(E-FUND-023) (E-FUND-024)"},
        {{OTHER, "fen=0"}, "E-FUND-013"},
        {{OTHER, "fen=1", "voucher="}, "(E-FUND-025)"},
        {{OTHER, "fen=1", "on_day=2026-11-21"}, "E-FUND-011"},
        {{OTHER, "fen=1", "on_day=2025-12-31"}, "E-FUND-012 (E-FUND-023)"},
        {{OTHER, "fen=1", "on_day=2026-01-09"}, "(E-FUND-023)"},
        {{OTHER, "fen=1", "on_day=2026-01-10"}, ""},
        {{OTHER, "fen=1", "decided_on=2026-11-21"}, "E-FUND-019"},
        {{OTHER, "fen=1", "io=收入", "use=1"}, "E-FUND-014"},
        {{DUES, PAPERS, "fen=1"}, "E-FUND-015 E-FUND-016"},
        {{DUES, PAPERS, "fen=1", "use=1"}, "E-FUND-016"},
        {{DUES, PAPERS, "fen=1", "use=1", "decided_on=2026-11-20"}, ""},
        {{DUES, PAPERS, "fen=1", "use=1", "decided_on=2026-11-21"},
         "E-FUND-019"},
        {{DUES, PAPERS, "fen=1", "use=1", "event_id=#1"}, ""},
        {{DUES, PAPERS, "fen=1", "use=1", "event_id=#2"}, "E-FUND-017"},
        {{DUES, PAPERS, "fen=1", "use=1", "event_id=#1", "on_day=2026-10-31"},
         "E-FUND-018"},
        {{DUES, PAPERS, "fen=1", "use=1", "event_id=#3"}, "(E-FUND-021)"},
        {{DUES, PAPERS, "fen=1", "use=1", "event_id=#1",
          "decided_on=2026-11-02"},
         "(E-FUND-020)"},
        {{DUES, "fen=1", "use=1", "decided_on=2026-11-20"},
         "(E-FUND-025) (E-FUND-026)"},
        {{DUES, PAPERS, "fen=300", "use=1", "decided_on=2026-11-20"}, ""},
        {{DUES, PAPERS, "fen=500.01", "use=1", "decided_on=2026-11-20"},
         "E-FUND-022 (E-FUND-024)"},
    };
    struct rig r;
    const struct dues_use **uses;
    open_with_funds(&r);
    assert_true(dues_uses(book_dues(r.b), r.a, r.b->today, &uses) >= 5);
    plant_event(&r.f, "committee.meeting", "2026-11-01", EVENT_HELD, 0);
    plant_event(&r.f, "committee.meeting", "2026-11-18", EVENT_PLANNED, 0);
    plant_event(&r.f, "lecture", "2026-11-01", EVENT_HELD, 0);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        const char *words[12] = {NULL};
        bool use = false;
        size_t n = 0;
        for (size_t k = 0; rows[i].words[k] != NULL; k++) {
            if (strcmp(rows[i].words[k], "use=1") == 0) {
                use = true;
            } else {
                words[n++] = rows[i].words[k];
            }
        }
        struct record e = entry(&r, words);
        if (use) {
            record_set_text(&e, ENTRY_USE, uses[0]->code);
        }
        const char *codes = rig_issues(&r, &e, NULL);
        if (strcmp(codes, rows[i].codes) != 0) {
            fail_msg("row %zu: %s, not %s", i, codes, rows[i].codes);
        }
    }
    struct record e = entry(&r, (const char *const[]){OTHER, "fen=1", NULL});
    record_set_int(&e, ENTRY_FUND, 99);
    assert_string_equal(rig_issues(&r, &e, NULL), "E-FUND-010");
    rig_close(&r);
}

/* That it is decided together first is in the rules, with its day. */
TEST(deciding_before_spending_is_a_rule)
{
    static const struct {
        const char *day, *codes;
    } rows[] = {{"on_day=2026-11-09", "E-FUND-016"}, {"on_day=2026-11-10", ""}};
    struct rig r;
    const struct dues_use **uses;
    kit_own_rules("[limit.spend]\nvalue = after\nbasis = 某工委〔2026〕9号\n"
                  "from = 2026-11-10\n");
    open_with_funds(&r);
    dues_uses(book_dues(r.b), r.a, r.b->today, &uses);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct record e = entry(&r, (const char *const[]){DUES, PAPERS, "fen=1",
                                                          rows[i].day, NULL});
        record_set_text(&e, ENTRY_USE, uses[0]->code);
        assert_string_equal(rig_issues(&r, &e, NULL), rows[i].codes);
    }
    rig_close(&r);
    kit_own_rules(NULL);
}

TEST(a_dues_fund_is_never_overdrawn_on_any_day)
{
    struct rig r;
    open_with_funds(&r);
    const char *const late[] = {
        "fund_id=留用",          "fen=400",           "what=慰问", "voucher=1",
        "decided_on=2026-06-01", "on_day=2026-11-01", "use=慰问",  NULL};
    struct record e = record_new(&ledger_fund_entry, r.b, r.a);
    const struct dues_use **uses;
    dues_uses(book_dues(r.b), r.a, r.b->today, &uses);
    for (size_t i = 0; i < 6; i++) {
        rig_type(&r, &e, (const char *const[]){late[i], NULL});
    }
    record_set_text(&e, ENTRY_USE, uses[0]->code);
    assert_string_equal(rig_save(&r, &e, NULL), "");
    /* There were 500.00 in July, but 400.00 of them go in November. */
    struct record early = record_copy(&e, r.a);
    early.id = early.ver = 0;
    record_set_text(&early, ENTRY_ON, "2026-07-01");
    record_set_int(&early, ENTRY_FEN, 10001);
    assert_string_equal(rig_save(&r, &early, NULL), "E-FUND-022");
    record_set_int(&early, ENTRY_FEN, 10000);
    assert_string_equal(rig_save(&r, &early, NULL), "");
    /* The income is spent: it stays. */
    assert_string_equal(reverse(&r, 1, "不该记的收入"), "E-FUND-032");
    rig_close(&r);
}

TEST(a_posted_entry_is_only_filed_or_taken_back)
{
    struct rig r;
    struct fund_state *funds;
    size_t n;
    int64_t id;
    struct err err = ERR_INIT;
    open_with_funds(&r);
    const char *const words[] = {"fund_id=党建", "fen=120", "what=资料", NULL};
    assert_string_equal(post(&r, words, &id), "");
    struct record old;
    assert_true(record_read(&old, &ledger_fund_entry, r.b, r.a, id, &err));
    assert_int_equal(record_int(&old, ENTRY_NO), 4);
    struct record now = record_copy(&old, r.a);
    const char *const filed[] = {"voucher=12", "what=学习资料",
                                 "approver=张建国", "note=x", NULL};
    rig_type(&r, &now, filed);
    assert_string_equal(rig_save(&r, &now, &old), "");
    static const char *const frozen[] = {"fund_id=留用", "on_day=2026-11-19",
                                         "io=收入", "fen=1", "no=9"};
    for (size_t i = 0; i < ARRAY_LEN(frozen); i++) {
        struct record bad = record_copy(&now, r.a);
        rig_type(&r, &bad, (const char *const[]){frozen[i], NULL});
        const char *code = rig_save(&r, &bad, &now);
        if (strcmp(code, "E-FUND-027") != 0) {
            fail_msg("%s: %s", frozen[i], code);
        }
    }
    assert_true(funds_of(r.b, r.a, 2026, &funds, &n, &err));
    assert_int_equal(n, 2);
    assert_string_equal(funds[1].name, "党建");
    assert_int_equal(funds[1].income, 50000);
    assert_int_equal(funds[1].spent, 12000);
    assert_int_equal(funds[1].balance, 38000);
    int64_t back;
    assert_false(fund_reverse(r.b, r.a, id, "三个字", &back, &err));
    assert_string_equal(err.code, "E-FUND-028");
    assert_true(fund_reverse(r.b, r.a, id, "票据退回了", &back, &err));
    assert_string_equal(reverse(&r, id, "再冲销一次"), "E-FUND-030");
    assert_string_equal(reverse(&r, back, "再冲销一次"), "E-FUND-029");
    assert_true(funds_of(r.b, r.a, 2026, &funds, &n, &err));
    assert_int_equal(funds[1].spent, 0);
    assert_int_equal(funds[1].balance, 50000);
    assert_int_equal(rig_count(&r, SQL("select count(*) - max(no)"
                                       " from fund_entry")),
                     0);
    rig_close(&r);
}

PROPERTY(a_fund_holds_what_a_model_says)
{
    struct rig r;
    uint64_t seed = unit_seed();
    int64_t ids[600];
    bool gone[600];
    int64_t amount[600];
    size_t n = 0;
    int64_t model = 0;
    rig_open(&r);
    int64_t fund = rig_fund(&r, "党建", "2", 2026, 0);
    for (int i = 0; i < 600; i++) {
        struct err err = ERR_INIT;
        if (n > 0 && unit_below(&seed, 4) == 0) {
            size_t k = (size_t)unit_below(&seed, n);
            const char *code = reverse(&r, ids[k], "随机的原因");
            assert_int_equal(code[0] == '\0', !gone[k]);
            model -= gone[k] ? 0 : amount[k];
            gone[k] = true;
        } else {
            struct record e = record_new(&ledger_fund_entry, r.b, r.a);
            bool in = unit_below(&seed, 2) == 0;
            int64_t fen = 1 + (int64_t)unit_below(&seed, 99999);
            record_set_int(&e, ENTRY_FUND, fund);
            record_set_text(&e, ENTRY_IO, in ? FUND_IN : FUND_OUT);
            record_set_int(&e, ENTRY_FEN, fen);
            record_set_text(&e, ENTRY_WHAT, "随机");
            assert_true(fund_post(r.b, r.a, &e, &err));
            ids[n] = e.id;
            gone[n] = false;
            amount[n] = in ? fen : -fen;
            model += amount[n++];
        }
    }
    struct fund_state *funds;
    size_t n_funds;
    struct err err = ERR_INIT;
    assert_true(funds_of(r.b, r.a, 2026, &funds, &n_funds, &err));
    assert_int_equal(funds[0].balance, model);
    rig_close(&r);
}
