/* The books of money taken: payments, the months they pay, the sittings in
   which they were counted and posted.

   A payment comes in through dues_take and is taken back through dues_untake or
   dues_reverse; as a plain record only what says how it was paid can be
   changed, and only until its sitting is closed. */
#include "dues_parts.h"

#include <string.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/ledger/events.h"
#include "pbtui/text/date.h"
#include "people_links.h"
#include "rows.h"

#define BY_PROGRAM "程序自己填"

#define PAYMENT_FIELDS(X)                                                      \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(MONTH, "month", "记入月份", month, FIELD_NOT_NULL | FIELD_FACET, 0, 10,  \
      NULL, "收到这笔钱时正在收缴的月份；" BY_PROGRAM)                         \
    X(KIND, "kind", "种类", choice, FIELD_NOT_NULL | FIELD_FACET, 0, 12,       \
      "payment_kind", "大额党费在月党费之外，全部上缴")                        \
    X(ON, "paid_on", "交纳日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,    \
      NULL, "钱交到手的那一天")                                                \
    X(WAY, "way", "方式", choice, FIELD_NEEDED | FIELD_FACET, 0, 8, "pay_way", \
      NULL)                                                                    \
    X(PERSON, "person_id", "交款党员", person, FIELD_NEW_ROW | FIELD_SEARCHED, \
      0, 16, "roster", "替别人代交的，这里写来交的人")                         \
    X(PAYER, "payer", "代交人", text, FIELD_SEARCHED, 0, 16, NULL,             \
      "来交的人不是本支部党员时写：亲属某某")                                  \
    X(FEN, "fen", "金额", money, FIELD_NEEDED | FIELD_NEW_ROW, 0, 14, NULL,    \
      NULL)                                                                    \
    X(PROOF, "proof", "凭证号", voucher, FIELD_SEARCHED, 0, 24, NULL,          \
      "转账、线上交的流水号")                                                  \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 50, NULL, \
      NULL)                                                                    \
    X(SITTING, "sitting_id", "收缴单", link, FIELD_HIDDEN, 0, 14, "sittings",  \
      BY_PROGRAM)                                                              \
    X(YEAR, "year", "编号年度", year, FIELD_HIDDEN, 0, 6, NULL, BY_PROGRAM)    \
    X(NO, "no", "号", count, FIELD_HIDDEN, 0, 8, NULL, BY_PROGRAM)             \
    X(REVERSES, "reverses", "冲销的", link, FIELD_HIDDEN, 0, 14, "payments",   \
      BY_PROGRAM)                                                              \
    X(REASON, "reason", "原因", text, FIELD_NEW_ROW, 0, 50, NULL,              \
      "超过预交、补交期限，或多交的，写明原因")

/* 张建国 2026-11、李敏 2026-09—2026-11 */
#define FOR_SQL                                                                \
    "coalesce(" DUES_PAYS_FOR(                                                 \
        "t.id", "(y.voided_on is null or t.voided_on is not null)") ", '')"

#define STATE_SQL                                                              \
    "case when t.reverses is not null then '冲销'"                           \
    " when exists (select 1 from payment v where v.reverses = t.id"            \
    " and v.voided_on is null) then '已冲销'"                               \
    " when t.no is null then '待入账' else '已入账' end"

static const struct field payment_fields[] = {
    PAYMENT_FIELDS(FIELD_AS_ROW){
        .column = "number",
        .label = "单号",
        .kind = &field_text,
        .flags = FIELD_COMPUTED,
        .sql = "case when t.no is null then ''"
               " else printf('%d-%04d', t.year, t.no) end",
    },
    {
        .column = "pays_for",
        .label = "交的是",
        .kind = &field_text,
        .flags = FIELD_COMPUTED,
        .sql = FOR_SQL,
        .sort = "",
    },
    {
        .column = "state",
        .label = "状态",
        .kind = &field_text,
        .flags = FIELD_COMPUTED | FIELD_FACET,
        .sql = STATE_SQL,
        .sort = "",
    },
};
_Static_assert(ARRAY_LEN(payment_fields) == PAYMENT_STATE + 1,
               "enum payment_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column payment_columns[] = {
    {PAYMENT_ON, 10, 10, 1},    {PAYMENT_NUMBER, 9, 9, 2},
    {PAYMENT_PERSON, 8, 12, 2}, {PAYMENT_FOR, 14, 36, 1},
    {PAYMENT_FEN, 9, 12, 1},    {PAYMENT_WAY, 4, 6, 3},
    {PAYMENT_STATE, 6, 6, 1},   {PAYMENT_KIND, 8, 8, 5},
    {PAYMENT_MONTH, 8, 8, 4},   {PAYMENT_NOTE, 8, 20, 6},
};

static const struct ledger_view payment_views[] = {
    {"current", "本年收款", NULL,
     ROWS_OF_BRANCH "null and t.paid_on between substr(:day, 1, 4) || '-01-01'"
                    " and :day",
     payment_columns, ARRAY_LEN(payment_columns)},
    {"drafts", "待入账", NULL, ROWS_OF_BRANCH "null and t.no is null",
     payment_columns, ARRAY_LEN(payment_columns)},
    {"large", "大额党费", NULL,
     ROWS_OF_BRANCH "null and t.kind = '" PAYMENT_LARGE "'", payment_columns,
     ARRAY_LEN(payment_columns)},
    {"reversed", "冲销", NULL, ROWS_OF_BRANCH "null and t.reverses is not null",
     payment_columns, ARRAY_LEN(payment_columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部收款", payment_columns),
};

static void payment_defaults(struct book *b, struct arena *a, struct record *r)
{
    int month = MONTH_NONE;
    char text[8];
    record_set_int(r, PAYMENT_BRANCH, b->branch);
    record_set_text(r, PAYMENT_KIND, PAYMENT_MONTHLY);
    record_set_text(r, PAYMENT_WAY, PAY_CASH);
    record_set_day(r, a, PAYMENT_ON, b->today);
    if (dues_month_now(b, &month, NULL) && month != MONTH_NONE) {
        record_set_text(r, PAYMENT_MONTH,
                        arena_str(a, month_text(month, text)));
    }
}

/* A new one is looked at as it will be taken: see payment_save. */
static void payment_check(struct book *b, const struct record *r,
                          const struct record *old, struct issues *is)
{
    (void)b;
    if (old == NULL) {
        if (record_is_null(r, PAYMENT_PERSON)) {
            issue_add(is, "person_id", true, "E-DUES-030",
                      "请选交款党员；替几个人代交的，在收缴屏幕按 F4。");
        } else {
            dues_tell_months(b, r, is);
        }
        return;
    }
    if (!record_is_null(old, PAYMENT_NO)) {
        char number[16];
        issue_add(is, "note", true, "E-DUES-031",
                  "这笔已经入账，编号 %s，不能再改；收错了用 F8 冲销，再重新"
                  "收。",
                  number_text((int)record_int(old, PAYMENT_YEAR),
                              record_int(old, PAYMENT_NO), number));
        return;
    }
    static const int kept[] = {PAYMENT_MONTH, PAYMENT_KIND, PAYMENT_PERSON,
                               PAYMENT_FEN};
    for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
        if (!value_same(&r->values[kept[i]], &old->values[kept[i]])) {
            issue_add(is, payment_fields[kept[i]].column, true, "E-DUES-032",
                      "%s不能在这里改；请用 F8 撤回这一笔，再重新收。",
                      payment_fields[kept[i]].label);
        }
    }
    dues_check_day(b, record_day(r, PAYMENT_ON), is);
}

static void payment_label(struct book *b, const struct record *r,
                          struct strbuf *out)
{
    char fen[32];
    if (!record_is_null(r, PAYMENT_PERSON)) {
        people_label(b, record_int(r, PAYMENT_PERSON), out);
        sb_addc(out, ' ');
    }
    sb_addf(out, "%s %s", record_text(r, PAYMENT_ON),
            money_text(record_int(r, PAYMENT_FEN), fen));
}

const struct ledger ledger_payment = {
    .name = "payments",
    .aliases = "payment 收款 党费收款",
    .title = "收款",
    .noun = "收款",
    .table = "payment",
    .fields = payment_fields,
    .n_fields = ARRAY_LEN(payment_fields),
    .pages = pages,
    .from = "payment t",
    .order = "t.paid_on",
    .order_descending = true,
    .views = payment_views,
    .n_views = ARRAY_LEN(payment_views),
    .parent = PAYMENT_PERSON,
    .by_branch = true,
    .day_column = "paid_on",
    .defaults = payment_defaults,
    .check = payment_check,
    .save = payment_save,
    .reverse = dues_reverse,
    .label = payment_label,
    .link_column = "paid_on",
    .many = true,
};

/* ---- the months it pays ------------------------------------------------ */

#define PART_FIELDS(X)                                                         \
    X(PAYMENT, "payment_id", "收款", link, FIELD_NEEDED | FIELD_PARENT, 0, 30, \
      "payments", NULL)                                                        \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_HIDDEN, 0, 40, \
      "branches", NULL)                                                        \
    X(PERSON, "person_id", "姓名", person, FIELD_NEEDED | FIELD_SEARCHED, 0,   \
      16, "roster", NULL)                                                      \
    X(MONTH, "month", "所属月份", month, FIELD_NEEDED | FIELD_FACET, 0, 10,    \
      NULL, NULL)                                                              \
    X(FEN, "fen", "金额", money, FIELD_NEEDED, 0, 14, NULL, NULL)

static const struct field part_fields[] = {PART_FIELDS(FIELD_AS_ROW)};
_Static_assert(ARRAY_LEN(part_fields) == PART_FEN + 1,
               "enum payment_part_field");

static const struct ledger_column part_columns[] = {
    {PART_MONTH, 8, 8, 1},
    {PART_PERSON, 8, 16, 1},
    {PART_FEN, 9, 12, 1},
    {PART_PAYMENT, 20, 40, 2},
};

static const struct ledger_view part_views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "收款明细", part_columns),
};

bool dues_only_here(struct book *b, struct arena *a, struct record *r,
                    const struct record *old, const char *reason,
                    struct err *err)
{
    (void)b;
    (void)a;
    (void)old;
    (void)reason;
    return err_set(err, ERR_RULE, "E-DUES-034",
                   "%s随收款、结账自动登记，不能单独登记或修改；请到收缴屏幕"
                   "去做。",
                   r->ledger->title);
}

static bool never_void(struct book *b, const struct record *r, struct err *err)
{
    (void)b;
    return err_set(err, ERR_RULE, "E-DUES-035",
                   "%s不能单独作废；要退的，冲销那一笔收款。",
                   r->ledger->title);
}

static void part_label(struct book *b, const struct record *r,
                       struct strbuf *out)
{
    people_label(b, record_int(r, PART_PERSON), out);
    sb_addf(out, " %s", record_text(r, PART_MONTH));
}

const struct ledger ledger_payment_part = {
    .name = "payment-parts",
    .aliases = "payment-part 收款明细",
    .title = "收款明细",
    .noun = "收款明细",
    .table = "payment_part",
    .fields = part_fields,
    .n_fields = ARRAY_LEN(part_fields),
    .pages = pages,
    .from = "payment_part t",
    .order = "t.id",
    .order_is_int = true,
    .views = part_views,
    .n_views = ARRAY_LEN(part_views),
    .parent = PART_PAYMENT,
    .by_branch = true,
    .day_column = "month",
    .save = dues_only_here,
    .may_void = never_void,
    .label = part_label,
    .link_column = "month",
    .many = true,
};

/* ---- sittings ---------------------------------------------------------- */

#define SITTING_FIELDS(X)                                                      \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(MONTH, "month", "记入月份", month, FIELD_NEEDED | FIELD_FACET, 0, 10,    \
      NULL, NULL)                                                              \
    X(ON, "on_day", "日期", date, FIELD_NEEDED, 0, 12, NULL, NULL)             \
    X(YEAR, "year", "编号年度", year, FIELD_NEEDED | FIELD_HIDDEN, 0, 6, NULL, \
      NULL)                                                                    \
    X(NO, "no", "号", count, FIELD_NEEDED | FIELD_HIDDEN, 0, 8, NULL, NULL)    \
    X(KIND, "kind", "种类", choice, FIELD_NEEDED | FIELD_FACET, 0, 8,          \
      "sitting_kind", NULL)                                                    \
    X(BY, "taken_by", "收款人", text, FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 16,   \
      NULL, NULL)                                                              \
    X(N, "n", "笔数", count, FIELD_NOT_NULL, 0, 6, NULL, NULL)                 \
    X(CASH, "cash_fen", "现金", money, FIELD_NOT_NULL | FIELD_NEW_ROW, 0, 12,  \
      NULL, NULL)                                                              \
    X(TRANSFER, "transfer_fen", "转账", money, FIELD_NOT_NULL, 0, 12, NULL,    \
      NULL)                                                                    \
    X(ONLINE, "online_fen", "线上", money, FIELD_NOT_NULL, 0, 12, NULL, NULL)  \
    X(COUNTED, "counted_fen", "点钞", money, FIELD_NEW_ROW, 0, 12, NULL, NULL) \
    X(NOTES, "notes", "票面", text, 0, 0, 40, NULL, NULL)                      \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 50, NULL, NULL)

static const struct field sitting_fields[] = {
    SITTING_FIELDS(FIELD_AS_ROW){
        .column = "number",
        .label = "单号",
        .kind = &field_text,
        .flags = FIELD_COMPUTED,
        .sql = "printf('%d-%04d', t.year, t.no)",
    },
    {
        .column = "fen",
        .label = "合计",
        .kind = &field_money,
        .flags = FIELD_COMPUTED,
        .sql = "t.cash_fen + t.transfer_fen + t.online_fen",
    },
};
_Static_assert(ARRAY_LEN(sitting_fields) == SITTING_FEN + 1,
               "enum sitting_field");

static const struct ledger_column sitting_columns[] = {
    {SITTING_NUMBER, 9, 9, 1},     {SITTING_ON, 10, 10, 1},
    {SITTING_KIND, 4, 6, 2},       {SITTING_N, 4, 6, 2},
    {SITTING_FEN, 10, 12, 1},      {SITTING_CASH, 10, 12, 3},
    {SITTING_TRANSFER, 10, 12, 4}, {SITTING_ONLINE, 10, 12, 4},
    {SITTING_MONTH, 8, 8, 3},      {SITTING_BY, 8, 12, 5},
};

static const struct ledger_view sitting_views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "收缴单", sitting_columns),
};

static void sitting_label(struct book *b, const struct record *r,
                          struct strbuf *out)
{
    char number[16];
    (void)b;
    sb_add(out, number_text((int)record_int(r, SITTING_YEAR),
                            record_int(r, SITTING_NO), number));
}

const struct ledger ledger_sitting = {
    .name = "sittings",
    .aliases = "sitting 收缴单",
    .title = "收缴单",
    .noun = "收缴单",
    .table = "sitting",
    .fields = sitting_fields,
    .n_fields = ARRAY_LEN(sitting_fields),
    .pages = pages,
    .from = "sitting t",
    .order = "t.on_day",
    .order_descending = true,
    .views = sitting_views,
    .n_views = ARRAY_LEN(sitting_views),
    .parent = SITTING_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .save = dues_only_here,
    .may_void = never_void,
    .label = sitting_label,
    .link_column = "on_day",
    .many = true,
};
