/* Do the accounts still agree with themselves?  Beside the replay of the audit
   (store/check), which sees every changed row: numbers without holes, parts
   that make up their payment, sittings that make up their sum, reversals that
   are exact opposites, balances that are what the rows come to, the box
   (dues_verify_taken), closed months (dues_verify_months).  All branches of the
   file; or, before a month is closed, what that month holds and the box as a
   whole.  A question that fails keeps no other from being asked. */
#include "dues_verify_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/text/date.h"

void dues_verify_tell(const struct verifying *v, const char *code,
                      const char *table, int64_t id, const char *text)
{
    v->found(v->ctx, code, table, id, text);
}

bool dues_verify_each(const struct verifying *v, const char *sql,
                      const char *code, const char *table,
                      const char *(*say)(const struct verifying *v,
                                         struct stmt *st),
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, v->book->db, sql);
    if (strstr(sql, ":branch") != NULL) {
        stmt_int(&st, ":branch", v->book->branch);
    }
    if (strstr(sql, ":month") != NULL) {
        stmt_text(&st, ":month", v->month);
    }
    while (stmt_row(&st)) {
        dues_verify_tell(v, code, table, stmt_col_int(&st, 0), say(v, &st));
    }
    return stmt_done(&st, err);
}

/* ---- numbers ----------------------------------------------------------- */

static const char *say_number(const struct verifying *v, struct stmt *st)
{
    return arena_printf(
        v->arena,
        "编号 %s %" PRId64 " 年用到第 %" PRId64 " 号，账上却有 %" PRId64
        " 笔、最大 %" PRId64 " 号：有空号或重号。",
        stmt_col_text(st, 1), stmt_col_int(st, 2), stmt_col_int(st, 3),
        stmt_col_int(st, 4), stmt_col_int(st, 5));
}

static const char *say_unnumbered(const struct verifying *v, struct stmt *st)
{
    return arena_printf(
        v->arena, "编号 %s %" PRId64 " 年有 %" PRId64 " 笔，却没有编号记录。",
        stmt_col_text(st, 1), stmt_col_int(st, 2), stmt_col_int(st, 3));
}

/* Counted by series, out of the index of its numbers. */
#define USED(series, table, of)                                                \
    " select branch_id, '" series "', year, count(*), max(no) from " table     \
    " where no is not null" of " group by branch_id, year "
#define AND  " union all "
#define SUMS "with sums (branch_id, series, year, n, top) as ("
#define NUMBERED(of)                                                           \
    SUMS USED("payment", "payment", of)                                        \
    AND USED("sitting", "sitting", of)                                         \
    AND USED("handover", "handover", of)                                       \
    AND USED("fund", "fund_entry", of) ") "

#define HOLES(of, of_t)                                                        \
    NUMBERED(of)                                                               \
    "select t.id, t.series, t.year, t.last, coalesce(s.n, 0),"                 \
    " coalesce(s.top, 0) from number t left join sums s"                       \
    " on s.branch_id = t.branch_id and s.series = t.series"                    \
    " and s.year = t.year where (t.last is not s.n or t.last is not s.top)" of_t

#define UNNUMBERED(of)                                                         \
    NUMBERED(of)                                                               \
    "select 0, s.series, s.year, s.n from sums s"                              \
    " where not exists (select 1 from number t"                                \
    " where t.branch_id = s.branch_id and t.series = s.series"                 \
    " and t.year = s.year)"

/* Of a month: the numbers of its year and, when it is closed late, of the
   next. */
#define OF_YEAR                                                                \
    " and branch_id = :branch"                                                 \
    " and year >= cast(substr(:month, 1, 4) as integer)"
#define OF_YEAR_T                                                              \
    " and t.branch_id = :branch"                                               \
    " and t.year >= cast(substr(:month, 1, 4) as integer)"

static bool verify_numbers(const struct verifying *v, struct err *err)
{
    bool one = v->month != NULL;
    return dues_verify_each(
               v, one ? SQL(HOLES(OF_YEAR, OF_YEAR_T)) : SQL(HOLES("", "")),
               "E-DUES-101", "number", say_number, err) &&
           dues_verify_each(
               v, one ? SQL(UNNUMBERED(OF_YEAR)) : SQL(UNNUMBERED("")),
               "E-DUES-102", "number", say_unnumbered, err);
}

/* ---- sums -------------------------------------------------------------- */

static const char *say_sums(const struct verifying *v, struct stmt *st)
{
    char a[32];
    char b[32];
    return arena_printf(
        v->arena, "%s第 %" PRId64 " 行%s记 %s，明细合计 %s。",
        stmt_col_text(st, 1), stmt_col_int(st, 0), stmt_col_text(st, 2),
        money_text(stmt_col_int(st, 3), a), money_text(stmt_col_int(st, 4), b));
}

static const char *say_sitting(const struct verifying *v, struct stmt *st)
{
    if (!stmt_col_is_null(st, 2)) {
        return say_sums(v, st);
    }
    return arena_printf(v->arena,
                        "%s第 %" PRId64 " 行记 %" PRId64 " 笔，账上是 %" PRId64
                        " 笔。",
                        stmt_col_text(st, 1), stmt_col_int(st, 0),
                        stmt_col_int(st, 3), stmt_col_int(st, 4));
}

#define OF_MONTH " and p.branch_id = :branch and p.month = :month"

/* `of` narrows the rows p or s to a month. */
#define SANE_PARTS " and " SANE_FEN("x.fen")
#define PAYMENT_SUMS(of)                                                       \
    "select p.id, '收款', '', p.fen, coalesce(sum(x.fen), 0) from payment p" \
    " left join payment_part x on x.payment_id = p.id"                         \
    " and x.voided_on is null" SANE_PARTS                                      \
    " where p.voided_on is null and p.kind = '" PAYMENT_MONTHLY "'" of         \
    " group by p.id having p.fen <> coalesce(sum(x.fen), 0)"

#define WAY(is, name)                                                          \
    ", coalesce(sum(p.fen) filter (where p.way = '" is "'), 0) as " name

/* Each figure of a sitting by itself, so that the sentence names the one that
   is wrong; null: how many. */
#define GOT                                                                    \
    "with got as (select s.id, s.n, s.cash_fen, s.transfer_fen, s.online_fen," \
    " count(p.id) as count"
#define OF_SITTINGS                                                            \
    " from sitting s left join payment p on p.sitting_id = s.id"               \
    " and " SANE_FEN("p.fen") " where 1 = 1"
#define WRONG(what, kept, is)                                                  \
    " select id, '收缴单', " what ", " kept ", " is " from got"                \
    " where " kept " <> " is
#define BY_SITTING " group by s.id) "
#define SITTING_SUMS(of)                                                       \
    GOT WAY(PAY_CASH, "cash") WAY(PAY_TRANSFER, "transfer")                    \
        WAY(PAY_ONLINE, "online")                                              \
            OF_SITTINGS of BY_SITTING WRONG("null", "n", "count")              \
                AND WRONG("'现金'", "cash_fen", "cash")                        \
                    AND WRONG("'转账'", "transfer_fen", "transfer")            \
                        AND WRONG("'线上'", "online_fen", "online")

static bool verify_sums(const struct verifying *v, struct err *err)
{
    bool one = v->month != NULL;
    return dues_verify_each(
               v, one ? SQL(PAYMENT_SUMS(OF_MONTH)) : SQL(PAYMENT_SUMS("")),
               "E-DUES-103", "payment", say_sums, err) &&
           dues_verify_each(v,
                            one ? SQL(SITTING_SUMS(" and s.branch_id = :branch"
                                                   " and s.month = :month"))
                                : SQL(SITTING_SUMS("")),
                            "E-DUES-104", "sitting", say_sitting, err);
}

/* ---- what was taken back ----------------------------------------------- */

static const char *say_opposite(const struct verifying *v, struct stmt *st)
{
    return arena_printf(v->arena,
                        "收款第 %" PRId64 " 行冲销第 %" PRId64
                        " 行，两笔的金额或月份不相反。",
                        stmt_col_int(st, 0), stmt_col_int(st, 1));
}

static const char *say_voided(const struct verifying *v, struct stmt *st)
{
    return arena_printf(v->arena,
                        "收款第 %" PRId64 " 行已入账，却标成作废；入账的只能"
                        "冲销。",
                        stmt_col_int(st, 0));
}

#define NOT_OPPOSITE(of)                                                       \
    "select p.id, p.reverses from payment p"                                   \
    " left join payment o on o.id = p.reverses"                                \
    " where p.reverses is not null and p.voided_on is null" of                 \
    " and (o.id is null or o.fen <> -p.fen or o.no is null"                    \
    " or o.reverses is not null or exists (select 1 from"                      \
    " (select person_id, month, fen from payment_part"                         \
    " where payment_id = o.id except select person_id, month,"                 \
    " -fen from payment_part where payment_id = p.id)))"

#define POSTED_VOIDED(of)                                                      \
    "select p.id from payment p where p.no is not null"                        \
    " and p.voided_on is not null" of

static bool verify_reversals(const struct verifying *v, struct err *err)
{
    bool one = v->month != NULL;
    return dues_verify_each(
               v, one ? SQL(NOT_OPPOSITE(OF_MONTH)) : SQL(NOT_OPPOSITE("")),
               "E-DUES-105", "payment", say_opposite, err) &&
           dues_verify_each(
               v, one ? SQL(POSTED_VOIDED(OF_MONTH)) : SQL(POSTED_VOIDED("")),
               "E-DUES-106", "payment", say_voided, err);
}

/* ---- balances ---------------------------------------------------------- */

static const char *say_balance(const struct verifying *v, struct stmt *st)
{
    char a[32];
    char b[32];
    return arena_printf(v->arena, "%s %s的应交、实交合计（%s、%s）与各笔不符。",
                        stmt_col_text(st, 1), stmt_col_text(st, 2),
                        money_text(stmt_col_int(st, 3), a),
                        money_text(stmt_col_int(st, 4), b));
}

/* Rows that come to nothing may be there or not. */
#define BALANCES(of)                                                           \
    "with moves (branch_id, person_id, month, due, paid) as ("                 \
    " select branch_id, person_id, month, fen, 0 from due"                     \
    " where voided_on is null and " SANE_FEN("fen") of                         \
        " union all"                                                           \
        " select branch_id, person_id, month, 0, fen from payment_part"        \
        " where voided_on is null and " SANE_FEN("fen") of                     \
        "),"                                                                   \
        " want as (select branch_id, person_id, month, sum(due) as due,"       \
        " sum(paid) as paid from moves group by person_id, month, branch_id)"  \
        " select w.person_id, n.name, w.month, coalesce(x.due_fen, 0),"        \
        " coalesce(x.paid_fen, 0) from want w"                                 \
        " join person n on n.id = w.person_id"                                 \
        " left join dues_balance x on x.person_id = w.person_id"               \
        " and x.month = w.month and x.branch_id = w.branch_id"                 \
        " where coalesce(x.due_fen, 0) <> w.due"                               \
        " or coalesce(x.paid_fen, 0) <> w.paid"

static bool verify_balances(const struct verifying *v, struct err *err)
{
    return dues_verify_each(v,
                            v->month != NULL
                                ? SQL(BALANCES(" and branch_id = :branch"
                                               " and month = :month"))
                                : SQL(BALANCES("")),
                            "E-DUES-107", "dues_balance", say_balance, err);
}

/* Balances of what is not there. */
static bool verify_strays(const struct verifying *v, struct err *err)
{
    return dues_verify_each(
        v,
        SQL("select x.person_id, coalesce(n.name, '#' || x.person_id),"
            " x.month, x.due_fen, x.paid_fen from dues_balance x"
            " left join person n on n.id = x.person_id"
            " where (x.due_fen <> 0 or x.paid_fen <> 0)"
            " and not exists (select 1 from due t"
            " where t.person_id = x.person_id and t.month = x.month"
            " and t.branch_id = x.branch_id and t.voided_on is null)"
            " and not exists (select 1 from payment_part t"
            " where t.person_id = x.person_id and t.month = x.month"
            " and t.branch_id = x.branch_id and t.voided_on is null)"),
        "E-DUES-108", "dues_balance", say_balance, err);
}

/* ---- all of them -------------------------------------------------------- */

typedef bool question(const struct verifying *v, struct err *err);

/* Every question is asked; the first failure is the one that is said. */
static bool ask_all(const struct verifying *v, question *const *questions,
                    size_t n, struct err *err)
{
    bool ok = true;
    for (size_t i = 0; i < n; i++) {
        ok = questions[i](v, ok ? err : NULL) && ok;
    }
    return ok;
}

bool dues_verify(struct book *b, struct arena *a,
                 void (*found)(void *ctx, const char *code, const char *table,
                               int64_t id, const char *text),
                 void *ctx, struct err *err)
{
    struct verifying v = {.book = b, .arena = a, .found = found, .ctx = ctx};
    static question *const questions[] = {
        dues_verify_amounts, verify_numbers,    verify_sums,
        verify_reversals,    verify_balances,   verify_strays,
        dues_verify_taken,   dues_verify_months};
    return ask_all(&v, questions, sizeof questions / sizeof *questions, err);
}

bool dues_verify_month(struct book *b, struct arena *a, int month,
                       void (*found)(void *ctx, const char *code,
                                     const char *table, int64_t id,
                                     const char *text),
                       void *ctx, struct err *err)
{
    char text[8];
    struct verifying v = {.book = b,
                          .arena = a,
                          .found = found,
                          .ctx = ctx,
                          .month = month_text(month, text)};
    static question *const questions[] = {verify_numbers, verify_sums,
                                          verify_reversals, verify_balances,
                                          dues_verify_taken};
    return ask_all(&v, questions, sizeof questions / sizeof *questions, err);
}
