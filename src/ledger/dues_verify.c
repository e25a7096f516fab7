/* Do the accounts still agree with themselves?  Beside the replay of the audit
   (store/check), which sees every changed row: numbers without holes, parts
   that make up their payment, sittings that make up their sum, reversals that
   are exact opposites, balances that are what the rows come to, closed months
   whose digest is the stored one.  All branches of the file; or, before a month
   is closed, what that month holds. */
#include "dues_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/text/date.h"

struct verifying {
    struct book *book;
    struct arena *arena;
    void (*found)(void *ctx, const char *code, const char *table, int64_t id,
                  const char *text);
    void *ctx;
    const char *month; /* only this one of the branch in view; NULL: all */
};

static void tell(const struct verifying *v, const char *code, const char *table,
                 int64_t id, const char *text)
{
    v->found(v->ctx, code, table, id, text);
}

/* Every row of a query is a finding: id first, then what the sentence needs. */
static bool each(const struct verifying *v, const char *sql, const char *code,
                 const char *table,
                 const char *(*say)(const struct verifying *v, struct stmt *st),
                 struct err *err)
{
    struct stmt st;
    stmt_open(&st, v->book->db, sql);
    if (v->month != NULL) {
        stmt_int(&st, ":branch", v->book->branch);
        stmt_text(&st, ":month", v->month);
    }
    while (stmt_row(&st)) {
        tell(v, code, table, stmt_col_int(&st, 0), say(v, &st));
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

#define NUMBERED                                                               \
    "with used (branch_id, series, year, no) as ("                             \
    " select branch_id, 'payment', year, no from payment where no is not null" \
    " union all select branch_id, 'sitting', year, no from sitting"            \
    " union all select branch_id, 'handover', year, no from handover"          \
    " union all select branch_id, 'fund', year, no from fund_entry),"          \
    " sums as (select branch_id, series, year, count(*) as n, max(no) as top"  \
    " from used group by branch_id, series, year) "

static bool verify_numbers(const struct verifying *v, struct err *err)
{
    return each(v,
                SQL(NUMBERED
                    "select t.id, t.series, t.year, t.last, coalesce(s.n, 0),"
                    " coalesce(s.top, 0) from number t left join sums s"
                    " on s.branch_id = t.branch_id and s.series = t.series"
                    " and s.year = t.year where t.last is not s.n"
                    " or t.last is not s.top"),
                "E-DUES-101", "number", say_number, err) &&
           each(v,
                SQL(NUMBERED
                    "select 0, s.series, s.year, s.n from sums s"
                    " where not exists (select 1 from number t"
                    " where t.branch_id = s.branch_id and t.series = s.series"
                    " and t.year = s.year)"),
                "E-DUES-102", "number", say_unnumbered, err);
}

/* ---- sums -------------------------------------------------------------- */

static const char *say_sums(const struct verifying *v, struct stmt *st)
{
    char a[32];
    char b[32];
    return arena_printf(v->arena, "%s第 %" PRId64 " 行记 %s，明细合计 %s。",
                        stmt_col_text(st, 1), stmt_col_int(st, 0),
                        money_text(stmt_col_int(st, 2), a),
                        money_text(stmt_col_int(st, 3), b));
}

/* `of` narrows the rows p or s to a month. */
#define PAYMENT_SUMS(of)                                                       \
    "select p.id, '收款', p.fen, coalesce(sum(x.fen), 0) from payment p"     \
    " left join payment_part x on x.payment_id = p.id"                         \
    " and x.voided_on is null where p.voided_on is null"                       \
    " and p.kind = '" PAYMENT_MONTHLY "'" of                                   \
    " group by p.id having p.fen <> coalesce(sum(x.fen), 0)"

#define SITTING_SUMS(of)                                                       \
    "select s.id, '收缴单', s.cash_fen + s.transfer_fen + s.online_fen,"    \
    " coalesce(sum(p.fen), 0) from sitting s"                                  \
    " left join payment p on p.sitting_id = s.id where 1 = 1" of               \
    " group by s.id having s.n <> count(p.id)"                                 \
    " or s.cash_fen <> coalesce(sum(p.fen)"                                    \
    " filter (where p.way = '" PAY_CASH "'), 0)"                               \
    " or s.transfer_fen <> coalesce(sum(p.fen)"                                \
    " filter (where p.way = '" PAY_TRANSFER "'), 0)"                           \
    " or s.online_fen <> coalesce(sum(p.fen)"                                  \
    " filter (where p.way = '" PAY_ONLINE "'), 0)"

static bool verify_sums(const struct verifying *v, struct err *err)
{
    bool one = v->month != NULL;
    return each(v,
                one ? SQL(PAYMENT_SUMS(" and p.branch_id = :branch"
                                       " and p.month = :month"))
                    : SQL(PAYMENT_SUMS("")),
                "E-DUES-103", "payment", say_sums, err) &&
           each(v,
                one ? SQL(SITTING_SUMS(" and s.branch_id = :branch"
                                       " and s.month = :month"))
                    : SQL(SITTING_SUMS("")),
                "E-DUES-104", "sitting", say_sums, err);
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

static bool verify_reversals(const struct verifying *v, struct err *err)
{
    return each(v,
                SQL("select p.id, p.reverses from payment p"
                    " left join payment o on o.id = p.reverses"
                    " where p.reverses is not null and p.voided_on is null"
                    " and (o.id is null or o.fen <> -p.fen or o.no is null"
                    " or o.reverses is not null or exists (select 1 from"
                    " (select person_id, month, fen from payment_part"
                    " where payment_id = o.id except select person_id, month,"
                    " -fen from payment_part where payment_id = p.id)))"),
                "E-DUES-105", "payment", say_opposite, err) &&
           each(v,
                SQL("select id from payment where no is not null"
                    " and voided_on is not null"),
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
    " where voided_on is null" of " union all"                                 \
    " select branch_id, person_id, month, 0, fen from payment_part"            \
    " where voided_on is null" of "),"                                         \
    " want as (select branch_id, person_id, month, sum(due) as due,"           \
    " sum(paid) as paid from moves group by person_id, month, branch_id)"      \
    " select w.person_id, n.name, w.month, coalesce(x.due_fen, 0),"            \
    " coalesce(x.paid_fen, 0) from want w"                                     \
    " join person n on n.id = w.person_id"                                     \
    " left join dues_balance x on x.person_id = w.person_id"                   \
    " and x.month = w.month and x.branch_id = w.branch_id"                     \
    " where coalesce(x.due_fen, 0) <> w.due"                                   \
    " or coalesce(x.paid_fen, 0) <> w.paid"

static bool verify_balances(const struct verifying *v, struct err *err)
{
    return each(v,
                v->month != NULL ? SQL(BALANCES(" and branch_id = :branch"
                                                " and month = :month"))
                                 : SQL(BALANCES("")),
                "E-DUES-107", "dues_balance", say_balance, err);
}

/* Balances of what is not there. */
static bool verify_strays(const struct verifying *v, struct err *err)
{
    return each(v,
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

/* ---- what was taken, by day ---------------------------------------------- */

static const char *say_taken(const struct verifying *v, struct stmt *st)
{
    char a[32];
    char b[32];
    return arena_printf(
        v->arena, "%s 收款合计记 %s，各笔合计 %s。", stmt_col_text(st, 1),
        money_text(stmt_col_int(st, 2), a), money_text(stmt_col_int(st, 3), b));
}

static bool verify_taken(const struct verifying *v, struct err *err)
{
    return each(v,
                SQL("with want (branch_id, kind, on_day, fen, cash) as ("
                    " select branch_id, kind, paid_on, sum(fen),"
                    " coalesce(sum(fen) filter (where way = '" PAY_CASH
                    "'), 0) from payment where no is not null"
                    " and voided_on is null group by branch_id, kind, paid_on),"
                    " both (branch_id, kind, on_day) as ("
                    " select branch_id, kind, on_day from want union"
                    " select branch_id, kind, on_day from dues_taken)"
                    " select a.branch_id, a.on_day, coalesce(x.fen, 0),"
                    " coalesce(w.fen, 0) from both a left join want w"
                    " on w.branch_id = a.branch_id and w.kind = a.kind"
                    " and w.on_day = a.on_day left join dues_taken x"
                    " on x.branch_id = a.branch_id and x.kind = a.kind"
                    " and x.on_day = a.on_day"
                    " where coalesce(x.fen, 0) <> coalesce(w.fen, 0)"
                    " or coalesce(x.cash_fen, 0) <> coalesce(w.cash, 0)"),
                "E-DUES-111", "dues_taken", say_taken, err);
}

/* ---- months ------------------------------------------------------------ */

static const char *say_month(const struct verifying *v, struct stmt *st)
{
    return arena_printf(v->arena,
                        "收款第 %" PRId64 " 行记在 %s，这个月没有启动过收缴。",
                        stmt_col_int(st, 0), stmt_col_text(st, 1));
}

static bool verify_digest(const struct verifying *v, int64_t id, int64_t branch,
                          const char *text, const char *stored, struct err *err)
{
    char digest[65];
    int month;
    if (!month_read(text, &month) ||
        !dues_month_digest(v->book, branch, month, digest, err)) {
        return false;
    }
    if (strcmp(digest, stored) != 0) {
        tell(v, "E-DUES-109", "dues_month", id,
             arena_printf(v->arena,
                          "%s 的党费结账以后又被改动过：入账摘要与结账时"
                          "不符。",
                          text));
    }
    return true;
}

struct closed {
    int64_t id, branch;
    const char *month, *digest;
};

static bool verify_months(const struct verifying *v, struct err *err)
{
    struct closed *list = NULL;
    size_t n = 0;
    struct stmt st;
    stmt_open(&st, v->book->db,
              SQL("select id, branch_id, month, digest, count(*) over ()"
                  " from dues_month where closed_on is not null"
                  " and voided_on is null order by month"));
    while (stmt_row(&st)) {
        if (n == 0) {
            list = arena_array(v->arena, (size_t)stmt_col_int(&st, 4),
                               sizeof *list);
        }
        list[n++] = (struct closed){stmt_col_int(&st, 0), stmt_col_int(&st, 1),
                                    arena_str(v->arena, stmt_col_text(&st, 2)),
                                    arena_str(v->arena, stmt_col_text(&st, 3))};
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (!verify_digest(v, list[i].id, list[i].branch, list[i].month,
                           list[i].digest, err)) {
            return false;
        }
    }
    return each(v,
                SQL("select p.id, p.month from payment p"
                    " where p.voided_on is null and not exists (select 1 from"
                    " dues_month m where m.branch_id = p.branch_id"
                    " and m.month = p.month and m.voided_on is null)"),
                "E-DUES-110", "payment", say_month, err);
}

bool dues_verify(struct book *b, struct arena *a,
                 void (*found)(void *ctx, const char *code, const char *table,
                               int64_t id, const char *text),
                 void *ctx, struct err *err)
{
    struct verifying v = {.book = b, .arena = a, .found = found, .ctx = ctx};
    return verify_numbers(&v, err) && verify_sums(&v, err) &&
           verify_reversals(&v, err) && verify_balances(&v, err) &&
           verify_strays(&v, err) && verify_taken(&v, err) &&
           verify_months(&v, err);
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
    return verify_sums(&v, err) && verify_balances(&v, err);
}
