/* 党费上缴: the book of the slips.  A new one is posted with a number, an old
   one can only be filed; both are posting.c's.  What a slip proposes and what
   is in hand is handover_hand.c, the rules are handover_check.c. */
#include "accounts_parts.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/text/money.h"

#define HANDOVER_FIELDS(X)                                                     \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(KIND, "kind", "种类", choice, FIELD_NEEDED | FIELD_FACET, 0, 12,         \
      "payment_kind", "月党费和大额党费分开上缴")                              \
    X(FROM, "from_month", "起月", month, FIELD_NEEDED | FIELD_NEW_ROW, 0, 10,  \
      NULL, "这次上缴的是哪几个月收的党费")                                    \
    X(TO, "to_month", "止月", month, FIELD_NEEDED, 0, 10, NULL, NULL)          \
    X(ON, "on_day", "上缴日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12,     \
      NULL, "交出去的那一天；不早于上一张上缴单")                              \
    X(MEMBERS, "n_members", "党员人数", count, FIELD_NOT_NULL | FIELD_NEW_ROW, \
      0, 6, NULL, "程序自己算：期间里列入台账的人数")                          \
    X(DUE, "due_fen", "应交", money, FIELD_NOT_NULL, 0, 14, NULL,              \
      "程序自己算：期间里各月应交的合计")                                      \
    X(PAID, "paid_fen", "实交", money, FIELD_NOT_NULL, 0, 14, NULL,            \
      "程序自己算：期间里收的、属于本期（含预交）的")                          \
    X(LATE, "late_fen", "补交", money, FIELD_NOT_NULL, 0, 14, NULL,            \
      "程序自己算：期间里收的、属于以前月份的")                                \
    X(FEN, "fen", "上缴金额", money, FIELD_NEEDED | FIELD_NEW_ROW, 0, 16,      \
      NULL, "交给上级的金额；手上有多少、按规定交多少，已经算好")              \
    X(KEPT, "kept_fen", "留用金额", money, FIELD_NEEDED, 0, 16, NULL,          \
      "上级核定留给支部用的；没有就是 0")                                      \
    X(FUND, "fund_id", "留用经费", link, 0, 0, 24, "funds",                    \
      "留用的转入哪一项“留用党费”经费")                                        \
    X(CASH, "cash_fen", "其中现金", money, FIELD_NEEDED, 0, 16, NULL,          \
      "上缴和留用里，从现金里拿出去的")                                        \
    X(VOUCHER, "voucher", "缴款凭证号", voucher,                               \
      FIELD_NEW_ROW | FIELD_SEARCHED, 0, 24, NULL,                             \
      "银行回单或上级收据的编号，以后补填也行")                                \
    X(VOUCHER_ON, "voucher_on", "凭证日期", date, 0, 0, 12, NULL,              \
      "凭证归档的那一天")                                                      \
    X(HANDLER, "handler_id", "经办人", person, FIELD_NEW_ROW, 0, 16, "roster", \
      NULL)                                                                    \
    X(RECEIVER, "receiver", "接收单位", text, FIELD_SEARCHED, 0, 30, NULL,     \
      NULL)                                                                    \
    POSTED_FIELDS(X, "冲销的单子", "handovers")

static const struct field fields[] = {
    HANDOVER_FIELDS(FIELD_AS_ROW) POSTED_COMPUTED("handover", "已上缴"),
};
_Static_assert(ARRAY_LEN(fields) == HANDOVER_STATE + 1, "enum handover_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {HANDOVER_NUMBER, 9, 12, 1},    {HANDOVER_ON, 10, 10, 1},
    {HANDOVER_KIND, 6, 8, 4},       {HANDOVER_FROM, 7, 7, 2},
    {HANDOVER_TO, 7, 7, 2},         {HANDOVER_DUE, 9, 14, 6},
    {HANDOVER_PAID, 9, 14, 5},      {HANDOVER_LATE, 9, 14, 6},
    {HANDOVER_FEN, 9, 14, 1},       {HANDOVER_KEPT, 9, 14, 5},
    {HANDOVER_VOUCHER, 10, 20, 3},  {HANDOVER_STATE, 6, 8, 2},
    {HANDOVER_RECEIVER, 10, 30, 7},
};

static const struct ledger_view views[] = {
    VIEWS_POSTED("handover", "本年上缴", "全部上缴", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    handover_put(b, a, r, PAYMENT_MONTHLY);
}

/* Another kind is another slip: what was only proposed for the first one
   follows, what was typed stays. */
static void other_kind(struct book *b, struct arena *a, struct record *r)
{
    static const int proposed[] = {HANDOVER_FROM, HANDOVER_TO,   HANDOVER_FEN,
                                   HANDOVER_KEPT, HANDOVER_FUND, HANDOVER_CASH};
    struct record was = record_new(&ledger_handover, b, a);
    struct record now = record_new(&ledger_handover, b, a);
    bool large = strcmp(record_text(r, HANDOVER_KIND), PAYMENT_LARGE) == 0;
    handover_put(b, a, &was, large ? PAYMENT_MONTHLY : PAYMENT_LARGE);
    handover_put(b, a, &now, large ? PAYMENT_LARGE : PAYMENT_MONTHLY);
    for (size_t i = 0; i < ARRAY_LEN(proposed); i++) {
        int f = proposed[i];
        if (value_same(&r->values[f], &was.values[f])) {
            r->values[f] = now.values[f];
        }
    }
}

/* A new slip takes nothing back: until it is posted, which clears it, the
   hidden 冲销原因 says whether the cash was typed. */
static void mark_cash(struct record *r)
{
    bool is_typed = !record_is_null(r, HANDOVER_CASH);
    record_set_text(r, HANDOVER_REASON, is_typed ? "现金是填的" : NULL);
}

/* What the program counts is counted again, whatever was typed over it. */
static void typed(struct book *b, struct arena *a, struct record *r, int field)
{
    if (r->id != 0) {
        return;
    }
    if (field == HANDOVER_KIND) {
        other_kind(b, a, r);
    }
    if (field == HANDOVER_CASH) {
        mark_cash(r);
    }
    if (field == HANDOVER_FEN || field == HANDOVER_KEPT ||
        (field == HANDOVER_CASH && record_is_null(r, HANDOVER_CASH))) {
        handover_fit_cash(b, r, !record_is_null(r, HANDOVER_REASON));
    }
    if (field <= HANDOVER_LATE && !record_is_null(r, HANDOVER_KIND)) {
        handover_fill(b, r, NULL);
    }
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    char no[16];
    (void)b;
    if (record_int(r, HANDOVER_NO) > 0) {
        sb_add(out, posting_number(&handover_posting, r, no));
        return;
    }
    sb_addf(out, "%s—%s", record_text(r, HANDOVER_FROM),
            record_text(r, HANDOVER_TO));
}

static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    char text[32];
    if (r->id != 0 && !posting_summary(&handover_posting, b, r, out)) {
        sb_addf(out, "上缴 %s 元",
                money_text(record_int(r, HANDOVER_FEN), text));
    }
}

/* What is posted for good is read once more; a voucher comes from the bank
   later and is easily forgotten. */
static bool effects(struct book *b, struct arena *a, const struct record *r,
                    struct strbuf *out, struct err *err)
{
    char fen[32];
    char cash[32];
    char kept[32];
    (void)b;
    (void)a;
    (void)err;
    if (r->id != 0) {
        return true;
    }
    sb_addf(out, "编号入账：上缴 %s 元，其中现金 %s 元",
            money_text(record_int(r, HANDOVER_FEN), fen),
            money_text(record_int(r, HANDOVER_CASH), cash));
    if (record_int(r, HANDOVER_KEPT) != 0) {
        sb_addf(out, "（含留用 %s 元的）",
                money_text(record_int(r, HANDOVER_KEPT), kept));
    }
    if (record_is_null(r, HANDOVER_VOUCHER)) {
        sb_add(out, "\n缴款凭证号还空着，拿到回单后请补填");
    }
    return true;
}

static bool save(struct book *b, struct arena *a, struct record *r,
                 const struct record *old, const char *reason, struct err *err)
{
    return posting_save(&handover_posting, &handover_new, b, a, r, old, reason,
                        err);
}

const struct ledger ledger_handover = {
    .name = "handovers",
    .aliases = "handover 上缴 党费上缴 上缴单",
    .title = "党费上缴",
    .noun = "上缴单",
    .table = "handover",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "handover t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = HANDOVER_BRANCH,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .typed = typed,
    .check = handover_check,
    .label = label,
    .summary = summary,
    .effects = effects,
    .save = save,
    .posts = true,
    .reverse = handover_reverse,
    .many = true,
    .link_column = "on_day",
};
