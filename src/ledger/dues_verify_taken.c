/* Of the check of the accounts: amounts that cannot be, and what was taken by
   day (dues_taken), which the box is summed out of.

   Before a month is closed the payments of all years are not added up again:
   the box as a whole is held against the sittings, of which there are a few a
   month and which are held against their payments in their own month; 大额
   against its payments; and the days of the month one by one. */
#include "dues_verify_parts.h"

#include <inttypes.h>

#include "pbtui/base/mem.h"

_Static_assert(MONEY_MAX == INT64_C(99999999999999), "SANE_FEN");

/* ---- amounts ------------------------------------------------------------ */

static const char *say_amount(const struct verifying *v, struct stmt *st)
{
    char fen[32];
    return arena_printf(v->arena,
                        "%s第 %" PRId64 " 行的金额 %s 超出了能有的范围，"
                        "合计时没有算进去；请从备份恢复。",
                        stmt_col_text(st, 1), stmt_col_int(st, 0),
                        money_text(stmt_col_int(st, 2), fen));
}

#define BEYOND(table, id, word, column)                                        \
    "select " id ", '" word "', " column " from " table " where " column       \
    " not between -99999999999999 and 99999999999999"

struct amount {
    const char *table, *sql;
};
#define AMOUNT(table, id, word, column)                                        \
    {                                                                          \
        table, SQL(BEYOND(table, id, word, column))                            \
    }

bool dues_verify_amounts(const struct verifying *v, struct err *err)
{
    static const struct amount amounts[] = {
        AMOUNT("due", "id", "应交党费", "fen"),
        AMOUNT("payment", "id", "收款", "fen"),
        AMOUNT("payment_part", "id", "收款明细", "fen"),
        AMOUNT("sitting", "id", "收缴单", "cash_fen"),
        AMOUNT("sitting", "id", "收缴单", "transfer_fen"),
        AMOUNT("sitting", "id", "收缴单", "online_fen"),
        AMOUNT("handover", "id", "上缴单", "fen"),
        AMOUNT("handover", "id", "上缴单", "kept_fen"),
        AMOUNT("handover", "id", "上缴单", "cash_fen"),
        AMOUNT("fund_entry", "id", "经费收支", "fen"),
        AMOUNT("dues_balance", "person_id", "应交实交合计", "due_fen"),
        AMOUNT("dues_balance", "person_id", "应交实交合计", "paid_fen"),
        AMOUNT("dues_taken", "branch_id", "各日收款", "fen"),
        AMOUNT("dues_taken", "branch_id", "各日收款", "cash_fen"),
    };
    bool ok = true;
    for (size_t i = 0; i < ARRAY_LEN(amounts); i++) {
        ok = dues_verify_each(v, amounts[i].sql, "E-DUES-114", amounts[i].table,
                              say_amount, ok ? err : NULL) &&
             ok;
    }
    return ok;
}

/* ---- what was taken, by day --------------------------------------------- */

static const char *say_taken(const struct verifying *v, struct stmt *st)
{
    char a[32];
    char b[32];
    return arena_printf(
        v->arena, "%s合计记 %s，各笔合计 %s。", stmt_col_text(st, 1),
        money_text(stmt_col_int(st, 2), a), money_text(stmt_col_int(st, 3), b));
}

/* Columns: id, what, as kept, as it is; of a day the one that differs, so that
   the sentence never says that two equal sums differ. */
#define SANE_ONES " and " SANE_FEN("p.fen")
#define DAYS(payments, days)                                                   \
    "with want (branch_id, kind, on_day, fen, cash) as ("                      \
    " select p.branch_id, p.kind, p.paid_on, sum(p.fen),"                      \
    " coalesce(sum(p.fen) filter (where p.way = '" PAY_CASH "'), 0)"           \
    " from payment p where +p.no is not null"                                  \
    " and p.voided_on is null" SANE_ONES payments                              \
    " group by p.branch_id, p.kind, p.paid_on),"                               \
    " kept as (select t.* from dues_taken t where 1 = 1" days "),"             \
    " both (branch_id, kind, on_day) as ("                                     \
    " select branch_id, kind, on_day from want union"                          \
    " select branch_id, kind, on_day from kept),"                              \
    " pairs as (select a.branch_id, a.on_day, coalesce(x.fen, 0) as fen,"      \
    " coalesce(x.cash_fen, 0) as cash, coalesce(w.fen, 0) as want_fen,"        \
    " coalesce(w.cash, 0) as want_cash from both a left join want w"           \
    " on w.branch_id = a.branch_id and w.kind = a.kind"                        \
    " and w.on_day = a.on_day left join kept x"                                \
    " on x.branch_id = a.branch_id and x.kind = a.kind"                        \
    " and x.on_day = a.on_day)"                                                \
    " select branch_id, on_day || ' 收款', fen, want_fen from pairs"         \
    " where fen <> want_fen union all"                                         \
    " select branch_id, on_day || ' 现金收款', cash, want_cash from pairs" \
    " where cash <> want_cash"

/* Behind the closing before, or earlier when something of the month was taken
   earlier: such a day belongs to the month, or to nobody. */
#define FROM_DAY                                                               \
    " min(coalesce((select min(+m.paid_on) from payment m"                     \
    " where m.branch_id = :branch and m.month = :month and m.no is not null"   \
    " and m.voided_on is null), '9999'), coalesce((select max(c.closed_on)"    \
    " from dues_month c where c.branch_id = :branch and c.month < :month"      \
    " and c.voided_on is null), ''))"

#define KEPT(column, also)                                                     \
    "(select coalesce(sum(" column "), 0) from dues_taken"                     \
    " where branch_id = :branch and " SANE_FEN(column) also ")"
#define POSTED(column)                                                         \
    "(select coalesce(sum(" column "), 0) from sitting"                        \
    " where branch_id = :branch and " SANE_FEN(column) ")"
#define ALL_WAYS                                                               \
    POSTED("cash_fen") "+" POSTED("transfer_fen") "+" POSTED("online_fen")
#define LARGE(also)                                                            \
    "(select coalesce(sum(fen), 0) from payment where branch_id = :branch"     \
    " and kind = '" PAYMENT_LARGE "' and no is not null"                       \
    " and voided_on is null and " SANE_FEN("fen") also ")"
#define IS_LARGE " and kind = '" PAYMENT_LARGE "'"
#define IS_CASH  " and way = '" PAY_CASH "'"

#define EVER(what, kept, posted)                                               \
    " union all select :branch, '" what "', kept, posted from (select " kept   \
    " as kept, " posted " as posted) where kept <> posted"
#define WHOLE                                                                  \
    EVER("历次收款", KEPT("fen", ""), ALL_WAYS)                                \
    EVER("历次现金收款", KEPT("cash_fen", ""), POSTED("cash_fen"))             \
    EVER("历次大额党费", KEPT("fen", IS_LARGE), LARGE(""))                     \
    EVER("历次大额党费现金", KEPT("cash_fen", IS_LARGE), LARGE(IS_CASH))

bool dues_verify_taken(const struct verifying *v, struct err *err)
{
    return dues_verify_each(v,
                            v->month != NULL
                                ? SQL(DAYS(" and +p.branch_id = :branch"
                                           " and p.paid_on >=" FROM_DAY,
                                           " and t.branch_id = :branch"
                                           " and t.on_day >=" FROM_DAY) WHOLE)
                                : SQL(DAYS("", "")),
                            "E-DUES-111", "dues_taken", say_taken, err);
}
