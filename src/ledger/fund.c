/* 经费: the book of the funds, one a kind and year (留用党费, 党建经费,
   驻村经费 …), and what each of them holds.  What comes in and goes out is the
   book of entries (fund_entry.c). */
#include "accounts_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/money.h"
#include "rows.h"

#define FUND_FIELDS(X)                                                         \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(NAME, "name", "名称", text, FIELD_NEEDED | FIELD_SEARCHED, 0, 24, NULL,  \
      "例如：党建工作经费")                                                    \
    X(KIND, "kind", "种类", choice,                                            \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_FACET, 0, 14, "fund_kind",          \
      "“留用党费”只能用在规定的用途上，支出要写用途和集体研究的会议")          \
    X(YEAR, "for_year", "年度", year, FIELD_NEEDED | FIELD_FACET, 0, 6, NULL,  \
      "每年一项；上年结余在新的一年记一笔收入“上年结转”")                      \
    X(BUDGET, "budget_fen", "预算", money, FIELD_NEEDED | FIELD_NEW_ROW, 0,    \
      16, NULL, "全年预算；没有预算就是 0")                                    \
    X(SOURCE, "source", "来源", text, FIELD_SEARCHED, 0, 30, NULL,             \
      "例如：财政拨款、上级下拨")                                              \
    X(ORD, "ord", "顺序", count, FIELD_NEEDED | FIELD_NEW_ROW, 0, 5, NULL,     \
      NULL)                                                                    \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

#define ENTRIES(what, condition)                                               \
    "(select coalesce(" what ", 0) from fund_entry x where x.fund_id = t.id"   \
    " and x.voided_on is null" condition ")"
#define ALL_IN  ENTRIES("sum(x.fen)", " and x.io = '" FUND_IN "'")
#define ALL_OUT ENTRIES("sum(x.fen)", " and x.io = '" FUND_OUT "'")
#define IN_OUT  "sum(iif(x.io = '" FUND_IN "', x.fen, -x.fen))"

#define FUND_SUM(col, lab, expr)                                               \
    {                                                                          \
        .column = (col), .label = (lab), .kind = &field_money,                 \
        .flags = FIELD_COMPUTED, .sql = (expr), .sort = "",                    \
    }

static const struct field fields[] = {
    FUND_FIELDS(FIELD_AS_ROW) FUND_SUM("income_fen", "收入", ALL_IN),
    FUND_SUM("spent_fen", "支出", ALL_OUT),
    FUND_SUM("balance_fen", "结余", ENTRIES(IN_OUT, "")),
    FUND_SUM("left_fen", "预算余额", "t.budget_fen - " ALL_OUT),
};
_Static_assert(ARRAY_LEN(fields) == FUND_LEFT + 1, "enum fund_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {FUND_YEAR, 6, 6, 4},     {FUND_NAME, 10, 24, 1},  {FUND_KIND, 8, 12, 3},
    {FUND_BUDGET, 9, 14, 4},  {FUND_INCOME, 9, 14, 2}, {FUND_SPENT, 9, 14, 2},
    {FUND_BALANCE, 9, 14, 1}, {FUND_LEFT, 9, 14, 5},   {FUND_SOURCE, 8, 24, 6},
};

static const struct ledger_view views[] = {
    {"current", "本年经费", NULL,
     ROWS_OF_BRANCH "null and t.for_year = cast(substr(:day, 1, 4) as integer)",
     columns, ARRAY_LEN(columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部经费", columns),
};

static int64_t next_ord(struct book *b, int year)
{
    struct stmt st;
    int64_t ord = 1;
    stmt_open(&st, b->db,
              SQL("select coalesce(max(ord), 0) + 1 from fund"
                  " where branch_id = :branch and for_year = :year"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", year);
    if (stmt_row(&st)) {
        ord = stmt_col_int(&st, 0);
    }
    stmt_done(&st, NULL);
    return ord;
}

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    int year = accounts_year(b->today);
    (void)a;
    record_set_int(r, FUND_BRANCH, b->branch);
    record_set_int(r, FUND_YEAR, year);
    record_set_int(r, FUND_BUDGET, 0);
    record_set_int(r, FUND_ORD, next_ord(b, year));
}

/* ---- rules ------------------------------------------------------------ */

static bool count(struct stmt *st, const struct record *r, int64_t *n,
                  struct err *err)
{
    *n = 0;
    stmt_int(st, ":id", r->id);
    if (stmt_row(st)) {
        *n = stmt_col_int(st, 0);
    }
    return stmt_done(st, err);
}

static void check_name(struct book *b, const struct record *r,
                       struct issues *is)
{
    struct err err = ERR_INIT;
    struct stmt st;
    int64_t n;
    stmt_open(&st, b->db,
              SQL("select count(*) from fund where branch_id = :branch"
                  " and for_year = :year and name = :name and id <> :id"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", record_int(r, FUND_BRANCH));
    stmt_int(&st, ":year", record_int(r, FUND_YEAR));
    stmt_text(&st, ":name", record_text(r, FUND_NAME));
    if (!count(&st, r, &n, &err)) {
        issue_add_err(is, "name", &err);
    } else if (n > 0) {
        issue_add(is, "name", true, "E-FUND-001",
                  "%" PRId64 " 年已有叫“%s”的经费，请改名或用原来那一项。",
                  record_int(r, FUND_YEAR), record_text(r, FUND_NAME));
    }
}

/* What its entries were checked against stays as it was. */
static void check_kept(struct book *b, const struct record *r,
                       const struct record *old, struct issues *is)
{
    struct err err = ERR_INIT;
    struct stmt st;
    int64_t n;
    bool year = record_int(r, FUND_YEAR) != record_int(old, FUND_YEAR);
    bool kind =
        strcmp(record_text(r, FUND_KIND), record_text(old, FUND_KIND)) != 0;
    if (!year && !kind) {
        return;
    }
    stmt_open(&st, b->db,
              SQL("select count(*) from fund_entry where fund_id = :id"));
    if (!count(&st, r, &n, &err)) {
        issue_add_err(is, "name", &err);
        return;
    }
    if (n > 0 && year) {
        issue_add(
            is, "for_year", true, "E-FUND-003",
            "这项经费已有 %" PRId64 " 笔收支，年度不能再改；请另登记一项。", n);
    }
    if (n > 0 && kind) {
        issue_add(
            is, "kind", true, "E-FUND-004",
            "这项经费已有 %" PRId64 " 笔收支，种类不能再改；请另登记一项。", n);
    }
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    if (record_is_null(r, FUND_NAME) || record_is_null(r, FUND_YEAR)) {
        return;
    }
    check_name(b, r, is);
    if (record_int(r, FUND_BUDGET) < 0 ||
        record_int(r, FUND_BUDGET) > MONEY_MAX) {
        issue_add(is, "budget_fen", true, "E-FUND-002",
                  "预算不能是负数，没有就填 0。");
    }
    if (record_int(r, FUND_YEAR) > accounts_year(b->today) + 1) {
        issue_add(is, "for_year", false, "E-FUND-005",
                  "年度在明年之后，请核对。");
    }
    if (old != NULL) {
        check_kept(b, r, old, is);
    }
}

/* 党建工作经费（2026） */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_addf(out, "%s（%" PRId64 "）", record_text(r, FUND_NAME),
            record_int(r, FUND_YEAR));
}

static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    struct arena a = ARENA_INIT;
    struct fund_row f;
    char balance[32];
    char spent[32];
    if (r->id != 0 && fund_read(b, &a, r->id, &f, NULL)) {
        sb_addf(out, "支出 %s 元，结余 %s 元", money_text(f.spent, spent),
                money_text(f.balance, balance));
    }
    arena_clear(&a);
}

const struct ledger ledger_fund = {
    .name = "funds",
    .aliases = "fund 经费",
    .title = "经费",
    .noun = "经费",
    .table = "fund",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "fund t",
    .order = "t.for_year",
    .order_is_int = true,
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = FUND_BRANCH,
    .by_branch = true,
    .defaults = defaults,
    .check = check,
    .label = label,
    .summary = summary,
    .link_column = "name",
    .many = true,
    .in_use = SQL("select count(*) from fund_entry where fund_id = :id"),
};

/* ---- what it holds ---------------------------------------------------- */

bool fund_read(struct book *b, struct arena *a, int64_t id,
               struct fund_row *out, struct err *err)
{
    struct stmt st;
    memset(out, 0, sizeof *out);
    stmt_open(&st, b->db,
              SQL("select t.branch_id, t.name, t.kind, t.for_year,"
                  " t.budget_fen, t.voided_on is not null, " ALL_OUT
                  ", " ENTRIES(IN_OUT, "") " from fund t where t.id = :id"));
    stmt_int(&st, ":id", id);
    if (stmt_row(&st)) {
        out->id = id;
        out->branch = stmt_col_int(&st, 0);
        out->name = arena_str(a, stmt_col_text(&st, 1));
        out->kind = arena_str(a, stmt_col_text(&st, 2));
        out->year = (int)stmt_col_int(&st, 3);
        out->budget = stmt_col_int(&st, 4);
        out->voided = stmt_col_int(&st, 5) != 0;
        out->spent = stmt_col_int(&st, 6);
        out->balance = stmt_col_int(&st, 7);
    }
    return stmt_done(&st, err);
}

bool fund_least(struct book *b, int64_t id, int day, int64_t *out,
                struct err *err)
{
    struct stmt st;
    char text[11];
    *out = 0;
    /* The balance at the end of the day, and at the end of each later one. */
    stmt_open(&st, b->db,
              SQL("with moves (day, fen) as (select :day, 0 union all"
                  " select max(x.on_day, :day), iif(x.io = '" FUND_IN
                  "', x.fen, -x.fen) from fund_entry x where x.fund_id = :id"
                  " and x.voided_on is null),"
                  " days (day, fen) as (select day, sum(fen) from moves"
                  " group by day)"
                  " select min(fen) from (select sum(fen)"
                  " over (order by day) as fen from days)"));
    stmt_int(&st, ":id", id);
    stmt_text(&st, ":day", date_text(day, text));
    if (stmt_row(&st)) {
        *out = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

static bool count_funds(struct book *b, int year, size_t *n, struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select count(*) from fund where branch_id = :branch"
                  " and for_year = :year and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", year);
    if (stmt_row(&st)) {
        *n = (size_t)stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

bool funds_of(struct book *b, struct arena *a, int year,
              struct fund_state **out, size_t *n, struct err *err)
{
    struct stmt st;
    size_t max;
    *n = 0;
    if (!count_funds(b, year, &max, err)) {
        return false;
    }
    *out = arena_array(a, max, sizeof **out);
    stmt_open(&st, b->db,
              SQL("select t.id, t.name, t.kind, t.budget_fen, " ALL_IN
                  ", " ALL_OUT " from fund t where t.branch_id = :branch"
                  " and t.for_year = :year and t.voided_on is null"
                  " order by t.ord, t.id"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", year);
    while (*n < max && stmt_row(&st)) {
        struct fund_state *f = &(*out)[(*n)++];
        f->id = stmt_col_int(&st, 0);
        f->name = arena_str(a, stmt_col_text(&st, 1));
        f->kind = arena_str(a, stmt_col_text(&st, 2));
        f->budget = stmt_col_int(&st, 3);
        f->income = stmt_col_int(&st, 4);
        f->spent = stmt_col_int(&st, 5);
        f->balance = f->income - f->spent;
    }
    return stmt_done(&st, err);
}
