/* Attacks on the accounts of 党费 by plain SQLite (reliability F61): each is
   refused by the file, or, with the triggers taken off and put back, named by
   ledger_check with table and row.  What no check can find is in
   dues_rewrite_test.c. */
#include "dues_forger.h"
#include "dues_target.h"

#include "unit.h"

#include "pbtui/base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- refused or named -------------------------------------------------- */

#define DUE_TRIGGERS "due_closed_insert due_closed_update due_closed_delete"

struct attack {
    const char *what;
    const char *triggers; /* in its way, dropped for it; NULL: none is */
    const char *sql;
    const char *code; /* NULL: the file refuses it all the same */
    const char *table;
    int64_t row;
};
static const struct attack attacks[] = {
    /* a posted payment */
    {"amount", "payment_posted_update",
     "update payment set fen = 4000 where id = 1", "E-CHECK-050", "payment", 1},
    {"amount, with its part, by one's own sum",
     "payment_posted_update part_posted_update",
     "update payment set fen = 4000 where id = 1;"
     "update payment_part set fen = 4000 where id = 1",
     "E-CHECK-050", "payment_part", 1},
    {"day", "payment_posted_update",
     "update payment set paid_on = '2026-10-01' where id = 1", "E-CHECK-050",
     "payment", 1},
    {"cash made transfer", "payment_posted_update",
     "update payment set way = '2' where id = 2", "E-CHECK-050", "payment", 2},
    {"monthly made 大额", "payment_posted_update",
     "update payment set kind = '2' where id = 4", "E-CHECK-050", "payment", 4},
    {"who brought it", "payment_posted_update",
     "update payment set person_id = 3 where id = 1", "E-CHECK-050", "payment",
     1},
    {"month it is booked in", "payment_posted_update",
     "update payment set month = '2026-11' where id = 1", "E-CHECK-050",
     "payment", 1},
    {"sitting", "payment_posted_update",
     "update payment set sitting_id = 3 where id = 1", "E-CHECK-050", "payment",
     1},
    {"numbers swapped", "payment_posted_update",
     "update payment set no = 99 where id = 1;"
     "update payment set no = 1 where id = 2;"
     "update payment set no = 2 where id = 1",
     "E-CHECK-050", "payment", 2},
    {"number beyond the last", "payment_posted_update",
     "update payment set no = 70 where id = 6", "E-DUES-101", "number", 1},
    {"not posted any more", "payment_posted_update",
     "update payment set no = null, sitting_id = null, year = null"
     " where id = 6",
     "E-CHECK-050", "payment", 6},
    {"voided", "payment_posted_update",
     "update payment set voided_on = '2026-11-20' where id = 6", "E-DUES-106",
     "payment", 6},
    {"reversal turned to another", "payment_posted_update",
     "update payment set reverses = 1 where id = 3", "E-DUES-105", "payment",
     3},
    {"reversal made smaller", "payment_posted_update part_posted_update",
     "update payment set fen = -7000 where id = 3;"
     "update payment_part set fen = -7000 where payment_id = 3",
     "E-DUES-105", "payment", 3},
    {"note", "payment_posted_update",
     "update payment set note = '后补' where id = 1", "E-CHECK-050", "payment",
     1},
    {"taken out", "payment_posted_delete", "delete from payment where id = 1",
     "E-CHECK-051", "payment", 1},
    {"taken out with its parts", "payment_posted_delete part_posted_delete",
     "delete from payment_part where payment_id = 6;"
     "delete from payment where id = 6",
     "E-CHECK-051", "payment", 6},
    {"forged", NULL,
     "insert into payment (id, ver, branch_id, month, kind, paid_on, way, fen,"
     " sitting_id, year, no) values (90, 1, 1, '2026-10', '1', '2026-10-20',"
     " '1', 9900, 3, 2026, 7)",
     "E-CHECK-052", "payment", 90},
    {"number given twice", "",
     "insert into payment (ver, branch_id, month, kind, paid_on, way, fen,"
     " sitting_id, year, no) values (1, 1, '2026-10', '1', '2026-10-20',"
     " '1', 9900, 3, 2026, 1)",
     NULL, "", 0},
    {"nothing paid", "",
     "insert into payment (ver, branch_id, month, kind, paid_on, way, fen)"
     " values (1, 1, '2026-11', '1', '2026-11-20', '1', 0)",
     NULL, "", 0},
    {"taken out without being a reversal", "payment_posted_update",
     "update payment set fen = -5000 where id = 1", NULL, "", 0},
    {"number without a sitting", "payment_posted_update",
     "update payment set sitting_id = null where id = 1", NULL, "", 0},
    {"reversed twice", "payment_posted_update",
     "update payment set reverses = 2, fen = -7500 where id = 4", NULL, "", 0},
    {"amount that is text", "payment_posted_update",
     "update payment set fen = '五十' where id = 1", NULL, "", 0},
    /* what it pays */
    {"part for somebody else", "part_posted_update",
     "update payment_part set person_id = 3 where id = 1", "E-CHECK-050",
     "payment_part", 1},
    {"part for another month", "part_posted_update",
     "update payment_part set month = '2026-09' where id = 1", "E-CHECK-050",
     "payment_part", 1},
    {"amount of a part", "part_posted_update",
     "update payment_part set fen = 5001 where id = 1", "E-DUES-103", "payment",
     1},
    {"part moved to another payment", "part_posted_update",
     "update payment_part set payment_id = 2 where id = 1", "E-CHECK-050",
     "payment_part", 1},
    {"part taken out", "part_posted_delete",
     "delete from payment_part where id = 1", "E-CHECK-051", "payment_part", 1},
    {"part put under a posted payment", NULL,
     "insert into payment_part (id, ver, payment_id, branch_id, person_id,"
     " month, fen) values (90, 1, 1, 1, 3, '2026-11', 8297)",
     "E-CHECK-052", "payment_part", 90},
    {"part of nothing", "part_posted_update",
     "update payment_part set fen = 0 where id = 1", NULL, "", 0},
    /* what is not posted yet */
    {"draft's amount", NULL, "update payment set fen = 1 where id = 7",
     "E-CHECK-050", "payment", 7},
    {"draft pocketed", NULL,
     "delete from payment_part where payment_id = 7;"
     "delete from payment where id = 7",
     "E-CHECK-051", "payment", 7},
    {"draft posted by hand", NULL,
     "update payment set sitting_id = 4, year = 2026, no = 7 where id = 7",
     "E-CHECK-050", "payment", 7},
    /* sittings, numbers */
    {"sitting's cash", "sitting_update",
     "update sitting set cash_fen = 12400 where id = 1", "E-DUES-104",
     "sitting", 1},
    {"sitting's count", "sitting_update",
     "update sitting set counted_fen = 1 where id = 1", "E-CHECK-050",
     "sitting", 1},
    {"who took it", "sitting_update",
     "update sitting set taken_by = '别人' where id = 1", "E-CHECK-050",
     "sitting", 1},
    {"sitting of another day", "sitting_update",
     "update sitting set on_day = '2026-10-01' where id = 1", "E-CHECK-050",
     "sitting", 1},
    {"sitting taken out", "sitting_delete", "delete from sitting where id = 4",
     "E-CHECK-051", "sitting", 4},
    {"sitting forged", NULL,
     "insert into sitting (id, ver, branch_id, month, on_day, year, no, kind,"
     " taken_by, n, cash_fen, transfer_fen, online_fen) values (90, 1, 1,"
     " '2026-11', '2026-11-20', 2026, 5, '1', '别人', 0, 0, 0, 0)",
     "E-CHECK-052", "sitting", 90},
    {"counter forward", NULL,
     "update number set last = last + 1 where series = 'payment'", "E-DUES-101",
     "number", 1},
    {"counter back", NULL,
     "update number set last = last - 1 where series = 'sitting'", "E-DUES-101",
     "number", 2},
    {"counter gone", NULL, "delete from number where series = 'payment'",
     "E-CHECK-051", "number", 1},
    {"counter of another year", NULL,
     "insert into number (id, ver, branch_id, series, year, last)"
     " values (90, 1, 1, 'payment', 2025, 3)",
     "E-CHECK-052", "number", 90},
    {"counter below nothing", "", "update number set last = -1", NULL, "", 0},
    /* what was due */
    {"less due in a closed month", DUE_TRIGGERS,
     "update due set fen = 4000 where id = 1", "E-CHECK-050", "due", 1},
    {"freed in a closed month", DUE_TRIGGERS,
     "update due set state = '2', fen = 0 where id = 3", "E-CHECK-050", "due",
     3},
    {"struck off a closed month", DUE_TRIGGERS, "delete from due where id = 2",
     "E-CHECK-051", "due", 2},
    {"put into a closed month", DUE_TRIGGERS,
     "insert into due (id, ver, branch_id, person_id, month, ord, state, fen)"
     " values (90, 1, 1, 77, '2026-10', 4, '1', 100)",
     "E-CHECK-052", "due", 90},
    {"less due in the open month", NULL, "update due set fen = 1 where id = 6",
     "E-CHECK-050", "due", 6},
    {"due twice", DUE_TRIGGERS,
     "insert into due (ver, branch_id, person_id, month, ord, state, fen)"
     " select 1, branch_id, person_id, month, 9, '1', 1 from due where id = 1",
     NULL, "", 0},
    /* months */
    {"figures of a closed month", "dues_month_closed_update",
     "update dues_month set paid_fen = paid_fen - 1000 where id = 1",
     "E-CHECK-050", "dues_month", 1},
    {"cash in hand of a closed month", "dues_month_closed_update",
     "update dues_month set counted_fen = 500 where id = 1", "E-CHECK-050",
     "dues_month", 1},
    {"digest of a closed month", "dues_month_closed_update",
     "update dues_month set digest = hex(zeroblob(32)) where id = 1",
     "E-DUES-109", "dues_month", 1},
    {"code of a closed month", "dues_month_closed_update",
     "update dues_month set head = '0000-0000-0000-0000-0' where id = 1",
     "E-DUES-112", "dues_month", 1},
    {"name of a closed month", "dues_month_closed_update",
     "update dues_month set month = '十月' where id = 1", "E-DUES-113",
     "dues_month", 1},
    {"closed month taken out", "dues_month_closed_delete",
     "delete from dues_month where id = 1", "E-CHECK-051", "dues_month", 1},
    {"closed month opened again", "dues_month_closed_update",
     "update dues_month set closed_on = null where id = 1", NULL, "", 0},
    {"open month closed by hand", NULL,
     "update dues_month set closed_on = '2026-11-20', digest = '' where id = 2",
     "E-CHECK-050", "dues_month", 2},
    /* handing up, funds */
    {"less handed up", "handover_update",
     "update handover set fen = fen - 1000 where id = 1", "E-CHECK-050",
     "handover", 1},
    {"more kept", "handover_update",
     "update handover set kept_fen = 3000 where id = 1", "E-CHECK-050",
     "handover", 1},
    {"slip of another day", "handover_update",
     "update handover set on_day = '2026-10-01' where id = 1", "E-CHECK-050",
     "handover", 1},
    {"slip taken out", "handover_delete", "delete from handover where id = 1",
     "E-CHECK-051", "handover", 1},
    {"voucher of a slip", NULL,
     "update handover set voucher = '99-0001' where id = 1", "E-CHECK-050",
     "handover", 1},
    {"more in the fund", "fund_entry_update",
     "update fund_entry set fen = 9000 where id = 1", "E-CHECK-050",
     "fund_entry", 1},
    {"entry for another use", "fund_entry_update",
     "update fund_entry set io = '2' where id = 1", "E-CHECK-050", "fund_entry",
     1},
    {"entry taken out", "fund_entry_delete",
     "delete from fund_entry where id = 1", "E-CHECK-051", "fund_entry", 1},
    {"who approved", NULL,
     "update fund_entry set approver = '别人' where id = 1", "E-CHECK-050",
     "fund_entry", 1},
    {"budget", NULL, "update fund set budget_fen = 100000 where id = 1",
     "E-CHECK-050", "fund", 1},
    /* what stands around */
    {"assessed at less", NULL, "update assess set fen = 100 where id = 1",
     "E-CHECK-050", "assess", 1},
    {"assessment ended", NULL,
     "update assess set to_month = '2026-10' where id = 2", "E-CHECK-050",
     "assess", 2},
    {"assessment taken out", NULL, "delete from assess where id = 3",
     "E-CHECK-051", "assess", 3},
    {"never reminded", NULL, "delete from reminder where id = 1", "E-CHECK-051",
     "reminder", 1},
    {"shown for longer", NULL,
     "update dues_notice set to_on = '2026-11-16' where id = 1", "E-CHECK-050",
     "dues_notice", 1},
    {"arrears hidden", NULL,
     "update dues_balance set paid_fen = due_fen where person_id = 3",
     "E-DUES-107", "dues_balance", 3},
    {"balance taken out", NULL, "delete from dues_balance where person_id = 2",
     "E-DUES-107", "dues_balance", 2},
    {"balance of nothing", NULL,
     "insert into dues_balance values (1, 2, '2030-01', 0, 100)", "E-DUES-108",
     "dues_balance", 2},
    {"box emptied", NULL, "update dues_taken set cash_fen = 0", "E-DUES-111",
     "dues_taken", 1},
    {"day taken out of the box", NULL,
     "delete from dues_taken where on_day = '2026-11-20'", "E-DUES-111",
     "dues_taken", 1},
    /* the audit and the shape */
    {"row and its image, the chain left", "audit payment_posted_update",
     "update payment set note = '后补' where id = 1; update audit set"
     " after = replace(after, '\"note\":null', '\"note\":\"后补\"')"
     " where tbl = 'payment' and row_id = 1",
     "E-CHECK-042", "audit", 0},
    {"entry of a payment cut out", "audit",
     "delete from audit where seq = (select max(seq) from audit"
     " where tbl = 'payment' and row_id = 1)",
     "E-CHECK-040", "audit", 0},
    {"payment's trigger dropped", NULL, "drop trigger payment_posted_update",
     "E-CHECK-030", "payment_posted_update", 0},
    {"closing's trigger made harmless", NULL,
     "drop trigger dues_month_closed_update; create trigger"
     " dues_month_closed_update before update on dues_month begin select 1;"
     " end",
     "E-CHECK-032", "dues_month_closed_update", 0},
    {"numbers need not differ", NULL, "drop index payment_no", "E-CHECK-030",
     "payment_no", 0},
    {"trigger that steals", NULL,
     "create trigger tithe after insert on payment_part begin update"
     " dues_balance set paid_fen = paid_fen - 1; end",
     "E-CHECK-031", "tithe", 0},
};

static bool is_told(const struct check_report *r, const struct attack *at)
{
    for (size_t i = 0; i < r->n; i++) {
        const struct check_finding *f = &r->findings[i];
        if (strcmp(f->code, at->code) == 0 &&
            strcmp(f->table, at->table) == 0 && f->row_id == at->row) {
            return f->text[0] != '\0';
        }
    }
    return false;
}

static bool name_it(const char *path, const struct attack *at)
{
    char pc[16];
    struct session s;
    struct arena a = ARENA_INIT;
    snprintf(pc, sizeof pc, "%zu", (size_t)(at - attacks));
    target_open(&s, path, pc);
    struct check_report report = target_check(&s, &a);
    bool told = is_told(&report, at);
    for (size_t i = 0; !told && i < report.n; i++) {
        const struct check_finding *f = &report.findings[i];
        print_error("  «%s»: %s %s %" PRId64 ": %s\n", at->what, f->code,
                    f->table, f->row_id, f->text);
    }
    session_close(&s);
    arena_clear(&a);
    return told;
}

TEST(every_attack_on_the_accounts_is_refused_or_named)
{
    size_t refused = 0;
    size_t named = 0;
    size_t missed = 0;
    const struct place try = target_place("try");
    const char *path = try.path;
    for (size_t i = 0; i < ARRAY_LEN(attacks); i++) {
        const struct attack *at = &attacks[i];
        target_copy(&try);
        if (at->triggers != NULL) {
            bool passed = forger_try(path, at->sql);
            refused += !passed;
            missed += passed;
            if (passed) {
                print_error("«%s» was not refused\n", at->what);
                continue;
            }
        }
        bool done = forger_try_without(
            path, at->triggers != NULL ? at->triggers : "", at->sql);
        bool right = done == (at->code != NULL) && (!done || name_it(path, at));
        named += right && done;
        missed += !right;
        if (!right) {
            print_error("«%s» %s\n", at->what,
                        done ? "was not named" : "was refused");
        }
    }
    print_message("%zu attacks: %zu refused by the file, %zu named by the "
                  "check when the triggers were off or there were none\n",
                  ARRAY_LEN(attacks), refused, named);
    assert_true(ARRAY_LEN(attacks) >= 40);
    assert_int_equal(missed, 0);
}

TEST(the_ledger_that_is_attacked_is_sound_itself)
{
    struct session s;
    struct arena a = ARENA_INIT;
    const struct place sound = target_place("sound");
    target_copy(&sound);
    target_open(&s, sound.path, "sound");
    assert_int_equal(target_check(&s, &a).n, 0);
    session_close(&s);
    arena_clear(&a);
}
