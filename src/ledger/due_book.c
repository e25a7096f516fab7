/* The books of what is due: 党费台账, a row for everybody who pays in a month,
   and the months themselves.  Both are written by the rooms that open and close
   a month (dues_month, dues_close); by hand only a reason for paying late and a
   note are written into a row. */
#include "pbtui/ledger/dues_books.h"

#include "dues_parts.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

/* ---- 党费台账 ---------------------------------------------------------- */

#define DUE_FIELDS(X)                                                          \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(MONTH, "month", "月份", month, FIELD_NEEDED | FIELD_FACET, 0, 10, NULL,  \
      NULL)                                                                    \
    X(ORD, "ord", "序", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 5, NULL,      \
      NULL)                                                                    \
    X(PERSON, "person_id", "姓名", person, FIELD_NEEDED | FIELD_SEARCHED, 0,   \
      16, "roster", NULL)                                                      \
    X(CATEGORY, "category", "类别", dues_category,                             \
      FIELD_NEW_ROW | FIELD_FACET, 0, 20, NULL, NULL)                          \
    X(BASE, "base_fen", "基数", money, 0, 0, 14, NULL, NULL)                   \
    X(RATE, "rate", "比例", dues_rate, 0, 0, 8, NULL, NULL)                    \
    X(FEN, "fen", "应交", money, FIELD_NOT_NULL, 0, 12, NULL, NULL)            \
    X(STATE, "state", "情况", choice,                                          \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_FACET, 0, 12, "due_state", NULL)    \
    X(DELAYED, "delayed", "迟交原因", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, \
      50, NULL, "本月没有按时交的，写明为什么、说定哪天交")                    \
    X(ASSESS, "assess_id", "核定", link, FIELD_NEW_ROW, 0, 30, "assessments",  \
      "按哪一次核定")                                                          \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 50, NULL, NULL)

#define BALANCE(what)                                                          \
    "(select " what " from dues_balance x where x.person_id = t.person_id"     \
    " and x.month = t.month and x.branch_id = t.branch_id)"

static const struct field due_fields[] = {
    DUE_FIELDS(FIELD_AS_ROW){
        .column = "paid_fen",
        .label = "实交",
        .kind = &field_money,
        .flags = FIELD_COMPUTED,
        .sql = BALANCE("x.paid_fen"),
        .sort = "",
    },
    {
        .column = "lack_fen",
        .label = "欠交",
        .kind = &field_money,
        .flags = FIELD_COMPUTED,
        .sql = BALANCE("max(x.due_fen - x.paid_fen, 0)"),
        .sort = "",
    },
    {
        .column = "paid_on",
        .label = "交纳日期",
        .kind = &field_date,
        .flags = FIELD_COMPUTED,
        .sql = "(select max(p.paid_on) from payment_part x"
               " join payment p on p.id = x.payment_id"
               " where x.person_id = t.person_id and x.month = t.month"
               " and x.branch_id = t.branch_id and x.voided_on is null"
               " and p.voided_on is null and " PAYMENT_STANDS ")",
        .sort = "",
    },
};
_Static_assert(ARRAY_LEN(due_fields) == DUE_PAID_ON + 1, "enum due_field");

static const char *const due_pages[] = {"内容", NULL};

static const struct ledger_column due_columns[] = {
    {DUE_MONTH, 7, 7, 2},  {DUE_PERSON, 8, 16, 1},   {DUE_CATEGORY, 8, 16, 3},
    {DUE_BASE, 10, 12, 5}, {DUE_RATE, 5, 5, 5},      {DUE_FEN, 9, 10, 1},
    {DUE_PAID, 9, 10, 1},  {DUE_PAID_ON, 10, 10, 2}, {DUE_LACK, 9, 10, 3},
    {DUE_STATE, 6, 10, 4}, {DUE_DELAYED, 8, 24, 6},
};

#define DUE_OF_YEAR                                                            \
    " and t.month between substr(:day, 1, 4) || '-01' and substr(:day, 1, 7)"

static const struct ledger_view due_views[] = {
    {"current", "本年党费", NULL, ROWS_OF_BRANCH "null" DUE_OF_YEAR,
     due_columns, ARRAY_LEN(due_columns)},
    /* Begins at what is lacking, by its partial index. */
    {"unpaid", "欠交", NULL,
     "t.id in (select d.id from dues_balance x cross join due d"
     " where x.branch_id = :branch and x.paid_fen < x.due_fen"
     " and d.branch_id = x.branch_id and d.month = x.month"
     " and d.person_id = x.person_id and d.voided_on is null)",
     due_columns, ARRAY_LEN(due_columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部党费", due_columns),
};

/* What a row is made of comes out of roster and assessment; opening the month
   again brings it up to date. */
static void due_check(struct book *b, const struct record *r,
                      const struct record *old, struct issues *is)
{
    bool closed = true;
    struct err err = ERR_INIT;
    int month;
    if (!month_read(record_text(r, DUE_MONTH), &month) ||
        !dues_month_is_closed(b, record_int(r, DUE_BRANCH), month, &closed,
                              &err)) {
        issue_add_err(is, "month", &err);
        return;
    }
    if (closed) {
        issue_add(is, "month", true, "E-DUES-001",
                  "%s 已经结账，当月应交的不能再改；迟交的记到现在收的月份，"
                  "多收错收的用冲销。",
                  record_text(r, DUE_MONTH));
    }
    for (int f = DUE_BRANCH; old != NULL && f <= DUE_NOTE; f++) {
        bool typed = f == DUE_DELAYED || f == DUE_NOTE;
        if (!typed && !value_same(&r->values[f], &old->values[f])) {
            issue_add(is, due_fields[f].column, true, "E-DUES-002",
                      "%s由名册和核定算出，不在这里改；请改核定，再重新启动"
                      "本月收缴。",
                      due_fields[f].label);
        }
    }
    if (old == NULL) {
        issue_add(is, "person_id", true, "E-DUES-003",
                  "党费台账随启动当月收缴列出，不能单独加人；请核对他（她）的"
                  "组织关系和核定。");
    }
}

static void due_label(struct book *b, const struct record *r,
                      struct strbuf *out)
{
    people_label(b, record_int(r, DUE_PERSON), out);
    sb_addf(out, " %s", record_text(r, DUE_MONTH));
}

/* Checked and written under one lock: the month may be closed meanwhile. */
static bool due_save(struct book *b, struct arena *a, struct record *r,
                     const struct record *old, const char *reason,
                     struct err *err)
{
    struct issues is = {.arena = a};
    struct apply_part part = {.r = r, .old = old, APPLY_ALONE};
    record_check(r, b, old, &is);
    if (!dues_refuse(&is, "", err)) {
        return false;
    }
    struct strbuf label;
    sb_init(&label);
    sb_add(&label, "修改应交党费 ");
    due_label(b, r, &label);
    bool ok = ledger_apply_parts(b, a, &part, 1, arena_str(a, label.s), reason,
                                 err) &&
              record_read(r, &ledger_due, b, a, old->id, err);
    sb_clear(&label);
    return ok;
}

static bool due_may_void(struct book *b, const struct record *r,
                         struct err *err)
{
    (void)b;
    (void)r;
    return err_set(err, ERR_RULE, "E-DUES-004",
                   "党费台账里的人不能单独作废；已离开的，改他（她）的组织"
                   "关系，再重新启动本月收缴。");
}

const struct ledger ledger_due = {
    .name = "dues",
    .aliases = "due 党费 党费台账",
    .title = "党费台账",
    .noun = "应交党费",
    .table = "due",
    .fields = due_fields,
    .n_fields = ARRAY_LEN(due_fields),
    .pages = due_pages,
    .from = "due t",
    .order = "t.id", /* as months were opened, people as in the roster */
    .order_is_int = true,
    .views = due_views,
    .n_views = ARRAY_LEN(due_views),
    .parent = DUE_PERSON,
    .by_branch = true,
    .day_column = "month",
    .check = due_check,
    .save = due_save,
    .may_void = due_may_void,
    .label = due_label,
    .link_column = "month",
    .many = true,
};
