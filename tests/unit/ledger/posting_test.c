/* What posting has in common whatever the book: the length of a reason, what
   stays as it was typed, the words it leaves in the history. */
#include "accounts_rig.h"
#include "dues_desk.h"

#include "unit.h"

#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"

#include <string.h>

/* Labels of all that was posted, in order. */
static const char *posted(struct book *b, struct arena *a)
{
    struct stmt st;
    struct strbuf out;
    sb_init(&out);
    stmt_open(&st, b->db,
              SQL("select label from audit where op = 'post'"
                  " group by change order by change"));
    while (stmt_row(&st)) {
        sb_addf(&out, "%s%s", out.len > 0 ? " | " : "", stmt_col_text(&st, 0));
    }
    assert_true(stmt_done(&st, NULL));
    const char *s = arena_str(a, out.s);
    sb_clear(&out);
    return s;
}

static void open_with_money(struct rig *r)
{
    rig_open(r);
    rig_fund(r, "留用", FUND_DUES, 2026, 0);
    rig_month(r, "2026-11", NULL);
    rig_due(r, r->person[0], "2026-11", 100000, 1, DUE_OWED);
    rig_pay(r, PAYMENT_MONTHLY, PAY_CASH, "2026-11-05", "2026-11", 100000,
            r->person[0], "2026-11");
}

TEST(a_reason_is_counted_in_characters)
{
    static const struct {
        const char *reason;
        bool is_short;
    } rows[] = {
        {NULL, true},
        {"", true},
        {"三个字", true},
        {"abc", true},
        {"四个字了", false},
        {"abcd", false},
        {"a字b字", false},
        /* Blanks say nothing, whatever they are called. */
        {"    ", true},
        {"　　　　　", true},
        {"a b c   ", true},
        {"四 个 字", true},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        if (apply_reason_is_short(rows[i].reason) != rows[i].is_short) {
            fail_msg("%s", rows[i].reason != NULL ? rows[i].reason : "NULL");
        }
    }
}

TEST(records_are_the_same_when_every_value_is)
{
    struct rig r;
    rig_open(&r);
    struct record x = record_new(&ledger_fund_entry, r.b, r.a);
    for (int f = ENTRY_BRANCH; f <= ENTRY_STATE; f++) {
        struct record y = record_copy(&x, r.a);
        assert_true(record_same(&x, &y));
        record_set_int(&y, f, 77);
        assert_false(record_same(&x, &y));
    }
    rig_close(&r);
}

TEST(what_may_not_be_posted_stays_as_it_was_typed)
{
    struct rig r;
    open_with_money(&r);
    struct record s = record_new(&ledger_handover, r.b, r.a);
    rig_type(&r, &s, (const char *const[]){"fen=1000.01", NULL});
    /* Counted by the program before its rules look. */
    record_set_int(&s, HANDOVER_MEMBERS, 99);
    record_set_text(&s, HANDOVER_REASON, "不该有的");
    struct record was = record_copy(&s, r.a);
    assert_string_equal(rig_save(&r, &s, NULL), "E-HANDOVER-007");
    assert_true(record_same(&s, &was));
    assert_int_equal(s.id, 0);
    /* And so when the file refuses what its rules let through. */
    rig_type(&r, &s, (const char *const[]){"fen=1000", NULL});
    was = record_copy(&s, r.a);
    struct stmt st;
    stmt_open(&st, r.b->db,
              SQL("create temp trigger refuse before insert on main.handover"
                  " begin select raise(abort, 'x'); end"));
    assert_true(stmt_run(&st, NULL));
    assert_string_not_equal(rig_save(&r, &s, NULL), "");
    assert_true(record_same(&s, &was));
    assert_int_equal(s.id, 0);
    assert_int_equal(rig_count(&r, SQL("select count(*) from number")), 0);
    rig_close(&r);
}

/* Only taking back writes these, however they were typed. */
TEST(what_is_posted_new_takes_nothing_back)
{
    struct rig r;
    struct err err = ERR_INIT;
    struct record saved;
    open_with_money(&r);
    struct record s = record_new(&ledger_handover, r.b, r.a);
    rig_type(
        &r, &s,
        (const char *const[]){"fen=600", "kept_fen=400", "fund_id=留用", NULL});
    assert_string_equal(rig_save(&r, &s, NULL), "");
    struct record e = record_new(&ledger_fund_entry, r.b, r.a);
    rig_type(&r, &e,
             (const char *const[]){"fund_id=留用", "io=收入", "fen=5",
                                   "what=拨入", "voucher=1", NULL});
    record_set_int(&e, ENTRY_REVERSES, 1);
    record_set_int(&e, ENTRY_HANDOVER, s.id);
    record_set_text(&e, ENTRY_REASON, "不该有的");
    assert_string_equal(rig_save(&r, &e, NULL), "");
    assert_true(record_read(&saved, &ledger_fund_entry, r.b, r.a, e.id, &err));
    assert_true(record_is_null(&saved, ENTRY_REVERSES));
    assert_true(record_is_null(&saved, ENTRY_HANDOVER));
    assert_true(record_is_null(&saved, ENTRY_REASON));
    rig_close(&r);
}

TEST(slips_and_entries_are_named_in_the_history)
{
    struct rig r;
    struct err err = ERR_INIT;
    int64_t back;
    open_with_money(&r);
    struct record s = record_new(&ledger_handover, r.b, r.a);
    rig_type(
        &r, &s,
        (const char *const[]){"fen=600", "kept_fen=400", "fund_id=留用", NULL});
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_true(handover_reverse(r.b, r.a, s.id, "金额多填了", &back, &err));
    struct record e = record_new(&ledger_fund_entry, r.b, r.a);
    rig_type(&r, &e,
             (const char *const[]){"fund_id=留用", "io=收入", "fen=5",
                                   "what=拨入", "voucher=1", NULL});
    assert_string_equal(rig_save(&r, &e, NULL), "");
    assert_true(fund_reverse(r.b, r.a, e.id, "金额多填了", &back, &err));
    assert_string_equal(posted(r.b, r.a),
                        "登记上缴单 2026-0001 | 冲销上缴单 2026-0001 | "
                        "登记经费收支 2026-0003 拨入 | "
                        "冲销经费收支 2026-0003 拨入");
    /* The slip, its number; the entry, its number. */
    assert_int_equal(
        rig_count(&r, SQL("select count(*) from audit"
                          " where label = '登记上缴单 2026-0001'")),
        4);
    struct record old;
    assert_true(record_read(&old, &ledger_handover, r.b, r.a, s.id, &err));
    struct record now = record_copy(&old, r.a);
    rig_type(&r, &now, (const char *const[]){"voucher=A1", NULL});
    assert_string_equal(rig_save(&r, &now, &old), "");
    assert_int_equal(rig_count(&r, SQL("select count(*) from audit where op ="
                                       " 'do' and label ="
                                       " '补填上缴单 2026-0001'")),
                     1);
    rig_close(&r);
}

TEST(payments_are_named_in_the_history_and_by_what_took_them_back)
{
    struct desk d;
    struct err err = ERR_INIT;
    int64_t id;
    int64_t back;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    desk_take(&d, 0, 2026, 11, 5000, "", &id);
    assert_string_equal(desk_post(&d), "");
    assert_false(dues_reverse(d.b, d.a, id, "三个字", &back, &err));
    assert_string_equal(err.text, "冲销须写明原因（至少 4 个字），请补充。");
    assert_true(dues_reverse(d.b, d.a, id, "记错了人", &back, &err));
    assert_string_equal(posted(d.b, d.a), "收缴单 2026-0001 入账 1 笔 50.00 | "
                                          "冲销收款 2026-0001");
    assert_false(dues_reverse(d.b, d.a, id, "再来一次", &back, &err));
    assert_string_equal(err.text,
                        "这一笔已由第 2026-0002 号冲销，不用再冲销。");
    desk_close(&d);
}

/* Whether it can be taken back comes before why. */
TEST(nobody_is_asked_why_what_was_taken_back_already_is)
{
    struct rig r;
    struct err err = ERR_INIT;
    int64_t back;
    open_with_money(&r);
    struct record s = record_new(&ledger_handover, r.b, r.a);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_true(handover_reverse(r.b, r.a, s.id, "金额多填了", &back, &err));
    assert_false(handover_reverse(r.b, r.a, s.id, "错", &back, &err));
    assert_string_equal(err.code, "E-HANDOVER-024");
    err = (struct err)ERR_INIT;
    assert_false(
        ledger_void(r.b, r.a, &ledger_handover, s.id, "　　　　", &err));
    assert_string_equal(err.code, "E-HANDOVER-024");
    rig_close(&r);
}

TEST(a_draft_that_was_taken_back_is_not_taken_back_again)
{
    struct desk d;
    struct err err = ERR_INIT;
    int64_t id;
    int64_t back;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 0, 2026, 11, 5000, NULL, &id), "");
    assert_true(dues_reverse(d.b, d.a, id, "收重了一笔", &back, &err));
    assert_false(dues_reverse(d.b, d.a, id, "收重了一笔", &back, &err));
    assert_string_equal(err.code, "E-DUES-080");
    desk_close(&d);
}

/* Blanks are no reason for what is beyond a limit. */
TEST(blanks_answer_no_warning)
{
    struct desk d;
    int64_t id;
    desk_open(&d, 1);
    desk_month(&d, 2026, 11);
    assert_string_equal(desk_take(&d, 0, 2026, 11, 5100, " 　 ", &id),
                        "E-DUES-053");
    assert_string_equal(desk_take(&d, 0, 2026, 11, 5100, "本人自愿多交", &id),
                        "");
    desk_close(&d);
}

/* Payments, sittings, slips and entries are found by what stands on paper. */
TEST(what_is_numbered_is_found_by_its_number)
{
    struct rig r;
    struct err err = ERR_INIT;
    int64_t id;
    open_with_money(&r);
    struct record s = record_new(&ledger_handover, r.b, r.a);
    assert_string_equal(rig_save(&r, &s, NULL), "");
    assert_true(number_is_of(&ledger_handover));
    assert_true(number_is_of(&ledger_payment));
    assert_true(number_is_of(&ledger_sitting));
    assert_true(number_is_of(&ledger_fund_entry));
    assert_false(number_is_of(&ledger_assess));
    assert_true(number_find(r.b, &ledger_handover, 2026, 1, &id, &err));
    assert_int_equal(id, s.id);
    assert_true(number_find(r.b, &ledger_handover, 2026, 2, &id, &err));
    assert_int_equal(id, 0);
    assert_true(number_find(r.b, &ledger_handover, 2025, 1, &id, &err));
    assert_int_equal(id, 0);
    r.b->branch++;
    assert_true(number_find(r.b, &ledger_handover, 2026, 1, &id, &err));
    assert_int_equal(id, 0);
    rig_close(&r);
}

/* On the way out: still here, but paid to the month the letter says. */
TEST(who_is_on_the_way_out_is_named_when_a_month_is_opened)
{
    static const struct {
        const char *sql, *leaving;
        size_t n;
    } rows[] = {
        {SQL("update member set out_dues_to = '2026-10', out_kind = '41'"
             " where person_id = 1"),
         "甲一 2026-10", 1},
        {SQL("update member set out_dues_to = '2026-11', out_kind = '41'"
             " where person_id = 1"),
         "", 2},
        {SQL("update member set out_kind = '41' where person_id = 1"), "", 2},
        {SQL("update member set out_dues_to = '2026-10', out_kind = '41',"
             " to_on = '2026-11-18' where person_id = 1"),
         "", 1},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct desk d;
        struct stmt st;
        desk_open(&d, 2);
        stmt_open(&st, d.b->db,
                  SQL("update person set name = '甲一' where id = 1"));
        assert_true(stmt_run(&st, NULL));
        stmt_open(&st, d.b->db, rows[i].sql);
        assert_true(stmt_run(&st, NULL));
        struct dues_opening o = desk_month(&d, 2026, 11);
        assert_string_equal(o.leaving, rows[i].leaving);
        assert_int_equal(o.n, rows[i].n);
        desk_close(&d);
    }
}
