/* The book of the months that are or were collected, with the figures that were
   stored when each was closed.  Written by dues_month (opening) and dues_close
   only. */
#include "dues_parts.h"

#include "pbtui/ledger/events.h"
#include "rows.h"

#define DUES_MONTH_FIELDS(X)                                                   \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(MONTH, "month", "月份", month, FIELD_NEEDED | FIELD_FACET, 0, 10, NULL,  \
      NULL)                                                                    \
    X(OPENED, "opened_on", "启动日期", date, FIELD_NEEDED, 0, 12, NULL, NULL)  \
    X(CLOSED, "closed_on", "结账日期", date, 0, 0, 12, NULL, NULL)             \
    X(BY, "closed_by", "结账人", text, 0, 0, 16, NULL, NULL)                   \
    X(MEMBERS, "n_members", "党员总数", count, FIELD_NEW_ROW, 0, 6, NULL,      \
      NULL)                                                                    \
    X(PAYERS, "n_payers", "应交人数", count, 0, 0, 6, NULL, NULL)              \
    X(DUE, "due_fen", "本月应交", money, 0, 0, 12, NULL, NULL)                 \
    X(N_PAID, "n_paid", "按时交人数", count, FIELD_NEW_ROW, 0, 6, NULL, NULL)  \
    X(PAID, "paid_fen", "本月实交", money, 0, 0, 12, NULL, NULL)               \
    X(N_UNPAID, "n_unpaid", "迟交人数", count, 0, 0, 6, NULL, NULL)            \
    X(UNPAID, "unpaid_fen", "迟交金额", money, 0, 0, 12, NULL, NULL)           \
    X(N_OWED, "n_owed", "应补交人数", count, FIELD_NEW_ROW, 0, 6, NULL, NULL)  \
    X(OWED, "owed_fen", "应补交往月", money, 0, 0, 12, NULL, NULL)             \
    X(N_LATE, "n_late", "补交人数", count, 0, 0, 6, NULL, NULL)                \
    X(LATE, "late_fen", "实补交往月", money, 0, 0, 12, NULL, NULL)             \
    X(EARLY, "early_fen", "预交", money, 0, 0, 12, NULL, NULL)                 \
    X(CASH, "cash_fen", "收到现金", money, FIELD_NEW_ROW, 0, 12, NULL, NULL)   \
    X(TRANSFER, "transfer_fen", "收到转账", money, 0, 0, 12, NULL, NULL)       \
    X(ONLINE, "online_fen", "收到线上", money, 0, 0, 12, NULL, NULL)           \
    X(LARGE, "large_fen", "大额党费", money, 0, 0, 12, NULL, NULL)             \
    X(HANDED, "handed_fen", "本月上缴", money, FIELD_NEW_ROW, 0, 12, NULL,     \
      NULL)                                                                    \
    X(HAND, "hand_fen", "结存", money, 0, 0, 12, NULL, NULL)                   \
    X(HAND_CASH, "hand_cash_fen", "其中现金", money, 0, 0, 12, NULL, NULL)     \
    X(COUNTED, "counted_fen", "盘点现金", money, FIELD_NEW_ROW, 0, 12, NULL,   \
      NULL)                                                                    \
    X(NOTES, "notes", "票面", text, 0, 0, 40, NULL, NULL)                      \
    X(HEAD, "head", "结账时的校验码", text, FIELD_NEW_ROW, 0, 24, NULL, NULL)  \
    X(HEAD_SEQ, "head_seq", "流水号", count, 0, 0, 8, NULL, NULL)              \
    X(DIGEST, "digest", "入账摘要", text, FIELD_NEW_ROW, 0, 64, NULL, NULL)

static const struct field fields[] = {
    DUES_MONTH_FIELDS(FIELD_AS_ROW){
        .column = "state",
        .label = "状态",
        .kind = &field_text,
        .flags = FIELD_COMPUTED | FIELD_FACET,
        .sql = "case when t.closed_on is null then '正在收缴' else '已结账'"
               " end",
    },
};
_Static_assert(ARRAY_LEN(fields) == DUES_MONTH_STATE + 1,
               "enum dues_month_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {DUES_MONTH_MONTH, 8, 8, 1},    {DUES_MONTH_STATE, 8, 8, 1},
    {DUES_MONTH_CLOSED, 10, 10, 3}, {DUES_MONTH_PAYERS, 8, 8, 3},
    {DUES_MONTH_DUE, 10, 12, 1},    {DUES_MONTH_PAID, 10, 12, 1},
    {DUES_MONTH_N_UNPAID, 8, 8, 2}, {DUES_MONTH_LATE, 10, 12, 4},
    {DUES_MONTH_HANDED, 10, 12, 4}, {DUES_MONTH_HAND, 10, 12, 2},
    {DUES_MONTH_LARGE, 10, 12, 6},
};

static const struct ledger_view views[] = {
    VIEWS_OF(ROWS_OF_BRANCH, "党费月份", columns),
};

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    (void)b;
    return err_set(err, ERR_RULE, "E-DUES-005",
                   "%s 的收缴不能作废；启动错了、还没有收款的，用 Ctrl+Z 撤销"
                   "那次启动。",
                   record_text(r, DUES_MONTH_MONTH));
}

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_add(out, record_text(r, DUES_MONTH_MONTH));
}

const struct ledger ledger_dues_month = {
    .name = "dues-months",
    .aliases = "dues-month 党费月份 党费结账",
    .title = "党费月份",
    .noun = "党费月份",
    .table = "dues_month",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "dues_month t",
    .order = "t.month",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = DUES_MONTH_BRANCH,
    .by_branch = true,
    .day_column = "month",
    .save = dues_only_here,
    .may_void = may_void,
    .label = label,
    .link_column = "month",
};
