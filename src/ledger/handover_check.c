/* The rules over a slip: never more than there is, no day before what is
   already posted, what goes up entirely, what may be kept; and of a posted one
   that only filing is left. */
#include "accounts_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/money.h"

/* ---- days and months -------------------------------------------------- */

static void check_months(const struct record *r, int day, struct issues *is)
{
    int from;
    int to;
    if (!month_read(record_text(r, HANDOVER_FROM), &from) ||
        !month_read(record_text(r, HANDOVER_TO), &to)) {
        return;
    }
    if (from > to) {
        issue_add(is, "to_month", true, "E-HANDOVER-003",
                  "上缴期间的止月 %s 早于起月 %s，请核对。",
                  record_text(r, HANDOVER_TO), record_text(r, HANDOVER_FROM));
    } else if (to > month_of(day)) {
        issue_add(is, "to_month", true, "E-HANDOVER-004",
                  "上缴日期 %s 时，%s 还没有到，请把止月改早。",
                  record_text(r, HANDOVER_ON), record_text(r, HANDOVER_TO));
    }
}

/* Slips are numbered in the order of their days, and the figures of a closed
   month stay what they were. */
static bool last_posting(struct book *b, int64_t branch, char day[11],
                         struct err *err)
{
    struct stmt st;
    int last;
    day[0] = '\0';
    stmt_open(&st, b->db,
              SQL("select max(day) from (select max(on_day) as day"
                  " from handover where branch_id = :branch union all"
                  " select max(closed_on) from dues_month"
                  " where branch_id = :branch and voided_on is null)"));
    stmt_int(&st, ":branch", branch);
    if (stmt_row(&st) && date_read(stmt_col_text(&st, 0), &last)) {
        date_text(last, day);
    }
    return stmt_done(&st, err);
}

void handover_check_day(struct book *b, const struct record *r, int day,
                        struct issues *is)
{
    struct err err = ERR_INIT;
    char last[11];
    int64_t branch = record_int(r, HANDOVER_BRANCH);
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-HANDOVER-005",
                  "上缴日期在今天之后，上缴了再登记。");
        return;
    }
    period_check(b, branch, day, "on_day", is);
    if (!last_posting(b, branch, last, &err)) {
        issue_add_err(is, "on_day", &err);
    } else if (strcmp(record_text(r, HANDOVER_ON), last) < 0) {
        issue_add(is, "on_day", true, "E-HANDOVER-006",
                  "已有 %s 的上缴或月末结账，上缴单要按日期连续编号，日期不能"
                  "更早；请写 %s 或以后的日期，在备注里注明实际哪天交的。",
                  last, last);
    }
}

/* ---- money ------------------------------------------------------------ */

static void say_over(struct issues *is, const char *column, const char *code,
                     const char *what, int64_t want, int64_t have)
{
    char a[32];
    char b[32];
    issue_add(is, column, true, code,
              "%s %s 元，手上只有 %s 元，不能多交；请核对金额，没有入账的收款"
              "先入账。",
              what, money_text(want, a), money_text(have > 0 ? have : 0, b));
}

static void check_in_hand(struct book *b, const struct record *r, int day,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    struct hand_least hand;
    int64_t fen = record_int(r, HANDOVER_FEN) + record_int(r, HANDOVER_KEPT);
    int64_t cash = record_int(r, HANDOVER_CASH);
    if (!handover_least(b, record_text(r, HANDOVER_KIND), day, &hand, &err)) {
        issue_add_err(is, "fen", &err);
    } else if (fen > hand.fen) {
        say_over(is, "fen", "E-HANDOVER-007", "上缴和留用共", fen, hand.fen);
    } else if (cash > hand.cash) {
        say_over(is, "cash_fen", "E-HANDOVER-008", "其中现金", cash, hand.cash);
    } else if (fen - cash > hand.bank) {
        say_over(is, "cash_fen", "E-HANDOVER-010", "其中不是现金的", fen - cash,
                 hand.bank);
    }
}

/* True: the amounts are such that comparing them means something. */
static bool check_amounts(const struct record *r, struct issues *is)
{
    int64_t fen = record_int(r, HANDOVER_FEN);
    int64_t kept = record_int(r, HANDOVER_KEPT);
    int64_t cash = record_int(r, HANDOVER_CASH);
    if (fen <= 0 || fen > MONEY_MAX) {
        issue_add(is, "fen", true, "E-HANDOVER-001",
                  "上缴金额要大于零；交错了的单子用冲销，不能填负数。");
        return false;
    }
    if (kept < 0 || kept > MONEY_MAX || cash < 0) {
        issue_add(is, "kept_fen", true, "E-HANDOVER-002",
                  "留用金额和现金都不能是负数，没有就填 0。");
        return false;
    }
    if (cash > fen + kept) {
        issue_add(is, "cash_fen", true, "E-HANDOVER-009",
                  "其中现金多于上缴和留用的合计，请核对。");
        return false;
    }
    return true;
}

static void check_fund(struct book *b, const struct record *r, int day,
                       struct issues *is)
{
    struct err err = ERR_INIT;
    struct fund_row fund;
    int64_t kept = record_int(r, HANDOVER_KEPT);
    if (record_is_null(r, HANDOVER_FUND)) {
        if (kept > 0) {
            issue_add(is, "fund_id", true, "E-HANDOVER-011",
                      "有留用金额，请选转入哪一项“留用党费”经费；还没有就先在"
                      "经费里登记一项。");
        }
        return;
    }
    if (kept == 0) {
        issue_add(is, "fund_id", true, "E-HANDOVER-012",
                  "没有留用金额，留用经费请空着。");
        return;
    }
    if (!fund_read(b, is->arena, record_int(r, HANDOVER_FUND), &fund, &err)) {
        issue_add_err(is, "fund_id", &err);
    } else if (fund.id == 0 || fund.voided ||
               fund.branch != record_int(r, HANDOVER_BRANCH) ||
               strcmp(fund.kind, FUND_DUES) != 0) {
        issue_add(is, "fund_id", true, "E-HANDOVER-013",
                  "留用的党费只能转入本支部“留用党费”一类的经费，请另选。");
    } else if (fund.year != accounts_year(day)) {
        issue_add(is, "fund_id", true, "E-HANDOVER-014",
                  "%s是 %d 年的经费，上缴日期在 %d 年，请选当年的经费。",
                  fund.name, fund.year, accounts_year(day));
    }
}

static void check_large(struct book *b, const struct record *r, int day,
                        struct issues *is)
{
    char text[32];
    struct in_hand hand;
    int64_t due;
    int64_t fen = record_int(r, HANDOVER_FEN);
    int64_t kept = record_int(r, HANDOVER_KEPT);
    const struct dues_limit *share =
        dues_limit(book_dues(b), DUES_REMIT_LARGE, day);
    if (money_share(fen + kept, share->value, 1, &due) && fen < due) {
        issue_add(is, "kept_fen", true, "E-HANDOVER-015",
                  "%s（%s）请把留用金额改为 %s 元。", share->text, share->basis,
                  money_text(fen + kept - due, text));
        return;
    }
    if (handover_in_hand(b, PAYMENT_LARGE, day, &hand, NULL) &&
        money_share(hand.fen, share->value, 1, &due) && fen < due) {
        issue_add(is, "fen", false, "E-HANDOVER-016",
                  "手上共有大额党费 %s 元，这次没有交完。%s（%s）",
                  money_text(hand.fen, text), share->text, share->basis);
    }
}

static void check_ratio(struct book *b, const struct record *r, int day,
                        struct issues *is)
{
    char up[32];
    char want[32];
    int64_t due;
    int64_t fen = record_int(r, HANDOVER_FEN);
    const struct dues_limit *remit = dues_limit(book_dues(b), DUES_REMIT, day);
    if (!money_share(fen + record_int(r, HANDOVER_KEPT), remit->value, 1,
                     &due) ||
        due == fen) {
        return;
    }
    issue_add(is, "fen", false, "E-HANDOVER-017",
              "这次上缴 %s 元，按规定应上缴 %s 元，请核对。%s（%s）",
              money_text(fen, up), money_text(due, want), remit->text,
              remit->basis);
}

static void check_overlap(struct book *b, const struct record *r,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    struct stmt st;
    char no[16];
    stmt_open(&st, b->db,
              SQL("select h.year, h.no, h.from_month, h.to_month"
                  " from handover h where h.branch_id = :branch"
                  " and h.kind = :kind and h.from_month <= :to"
                  " and h.to_month >= :from and h.reverses is null"
                  " and not exists (select 1 from handover x"
                  " where x.reverses = h.id) order by h.id desc limit 1"));
    stmt_int(&st, ":branch", record_int(r, HANDOVER_BRANCH));
    stmt_text(&st, ":kind", record_text(r, HANDOVER_KIND));
    stmt_text(&st, ":from", record_text(r, HANDOVER_FROM));
    stmt_text(&st, ":to", record_text(r, HANDOVER_TO));
    if (stmt_row(&st)) {
        number_text((int)stmt_col_int(&st, 0), stmt_col_int(&st, 1), no);
        issue_add(is, "from_month", false, "E-HANDOVER-018",
                  "第 %s 号上缴单已包括 %s 至 %s，期间有重叠；补交晚收的没有"
                  "关系，重复上缴请改。",
                  no, stmt_col_text(&st, 2), stmt_col_text(&st, 3));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "from_month", &err);
    }
}

/* ---- filing ----------------------------------------------------------- */

static void check_filing(struct book *b, const struct record *r, int day,
                         struct issues *is)
{
    int filed = record_day(r, HANDOVER_VOUCHER_ON);
    if (filed == DATE_NONE) {
        return;
    }
    if (filed < day || filed > b->today) {
        issue_add(is, "voucher_on", true, "E-HANDOVER-019",
                  "凭证日期要在上缴日期（%s）和今天之间，请核对。",
                  record_text(r, HANDOVER_ON));
    } else if (record_is_null(r, HANDOVER_VOUCHER)) {
        issue_add(is, "voucher_on", false, "E-HANDOVER-020",
                  "填了凭证日期，没有填缴款凭证号。");
    }
}

static void check_unchanged(const struct record *r, const struct record *old,
                            struct issues *is)
{
    for (int f = HANDOVER_BRANCH; f <= HANDOVER_REASON; f++) {
        const struct field *field = &r->ledger->fields[f];
        if (f >= HANDOVER_VOUCHER && f <= HANDOVER_RECEIVER) {
            continue;
        }
        if (!value_same(&r->values[f], &old->values[f])) {
            issue_add(is, field->column, true, "E-HANDOVER-021",
                      "上缴单已编号入账，“%s”不能改；填错了请冲销后重新登记。"
                      "凭证、经办人、接收单位和备注可以补填。",
                      field->label);
        }
    }
}

void handover_check(struct book *b, const struct record *r,
                    const struct record *old, struct issues *is)
{
    int day = record_day(r, HANDOVER_ON);
    if (old != NULL) {
        check_unchanged(r, old, is);
        check_filing(b, r, record_day(old, HANDOVER_ON), is);
        return;
    }
    if (day == DATE_NONE || record_is_null(r, HANDOVER_KIND)) {
        return;
    }
    handover_check_day(b, r, day, is);
    check_months(r, day, is);
    check_filing(b, r, day, is);
    if (!check_amounts(r, is)) {
        return;
    }
    check_fund(b, r, day, is);
    check_in_hand(b, r, day, is);
    check_overlap(b, r, is);
    if (strcmp(record_text(r, HANDOVER_KIND), PAYMENT_LARGE) == 0) {
        check_large(b, r, day, is);
    } else {
        check_ratio(b, r, day, is);
    }
}
