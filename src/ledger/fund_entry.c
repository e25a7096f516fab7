/* 经费收支: the book of what came into a fund and what was spent of it.  A new
   entry is posted with a number, of an old one only what is filed later may be
   written; both are posting.c's, the rules are fund_check.c. */
#include "accounts_parts.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/text/money.h"

#define ENTRY_FIELDS(X)                                                        \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_HIDDEN, 0, 40, \
      "branches", NULL)                                                        \
    X(FUND, "fund_id", "经费", link,                                           \
      FIELD_NEEDED | FIELD_PARENT | FIELD_FACET, 0, 24, "funds", NULL)         \
    X(ON, "on_day", "日期", date, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12, NULL,   \
      "收进来、付出去的那一天，要在这项经费的年度里")                          \
    X(IO, "io", "收支", choice, FIELD_NEEDED | FIELD_FACET, 0, 8, "fund_io",   \
      NULL)                                                                    \
    X(FEN, "fen", "金额", money, FIELD_NEEDED, 0, 16, NULL, NULL)              \
    X(USE, "use", "用途类别", dues_use, FIELD_NEW_ROW | FIELD_FACET, 0, 30,    \
      NULL, "用留用党费的支出必填：只能用在规定的几项上")                      \
    X(WHAT, "what", "摘要", text,                                              \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_SEARCHED, 0, 40, NULL,              \
      "例如：购买学习资料 28 册")                                              \
    X(VOUCHER, "voucher", "凭证号", voucher, FIELD_NEW_ROW | FIELD_SEARCHED,   \
      0, 20, NULL, "发票、收据或银行回单的编号，以后补填也行")                 \
    X(HANDLER, "handler_id", "经办人", person, 0, 0, 16, "roster", NULL)       \
    X(APPROVER, "approver", "审批人", text, 0, 0, 16, NULL, NULL)              \
    X(EVENT, "event_id", "集体研究", link, FIELD_NEW_ROW, 0, 30, "events",     \
      "在哪次会议上研究决定的")                                                \
    X(DECIDED, "decided_on", "研究日期", date, 0, 0, 12, NULL,                 \
      "会议没有在本账本登记时，写研究决定的日期")                              \
    X(HANDOVER, "handover_id", "上缴单", link, FIELD_HIDDEN, 0, 20,            \
      "handovers", NULL)                                                       \
    POSTED_FIELDS(X, "冲销的一笔", "fund-entries")

static const struct field fields[] = {
    ENTRY_FIELDS(FIELD_AS_ROW) POSTED_COMPUTED("fund_entry", "已入账"),
};
_Static_assert(ARRAY_LEN(fields) == ENTRY_STATE + 1, "enum fund_entry_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {ENTRY_NUMBER, 9, 12, 2},   {ENTRY_ON, 10, 10, 1},
    {ENTRY_FUND, 10, 24, 3},    {ENTRY_IO, 4, 6, 1},
    {ENTRY_FEN, 9, 14, 1},      {ENTRY_WHAT, 12, 40, 1},
    {ENTRY_USE, 10, 24, 4},     {ENTRY_VOUCHER, 8, 20, 5},
    {ENTRY_APPROVER, 6, 12, 6}, {ENTRY_STATE, 6, 8, 4},
};

static const struct ledger_view views[] = {
    VIEWS_POSTED("fund_entry", "本年收支", "全部收支", columns),
};

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    record_set_int(r, ENTRY_BRANCH, b->branch);
    record_set_day(r, a, ENTRY_ON, b->today);
    record_set_text(r, ENTRY_IO, FUND_OUT);
}

/* 2026-0007 购买学习资料 */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    char no[16];
    (void)b;
    if (record_int(r, ENTRY_NO) > 0) {
        sb_addf(out, "%s ", posting_number(&fund_posting, r, no));
    }
    sb_add(out, record_text(r, ENTRY_WHAT));
}

static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    char text[32];
    if (r->id == 0 || posting_summary(&fund_posting, b, r, out)) {
        return;
    }
    bool in = strcmp(record_text(r, ENTRY_IO), FUND_IN) == 0;
    sb_addf(out, "%s %s 元", in ? "收入" : "支出",
            money_text(record_int(r, ENTRY_FEN), text));
}

static bool save(struct book *b, struct arena *a, struct record *r,
                 const struct record *old, const char *reason, struct err *err)
{
    return posting_save(&fund_posting, &fund_new, b, a, r, old, reason, err);
}

const struct ledger ledger_fund_entry = {
    .name = "fund-entries",
    .aliases = "fund-entry 经费收支 收支",
    .title = "经费收支",
    .noun = "经费收支",
    .table = "fund_entry",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "fund_entry t",
    .order = "t.on_day",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = ENTRY_FUND,
    .by_branch = true,
    .day_column = "on_day",
    .defaults = defaults,
    .check = fund_entry_check,
    .label = label,
    .summary = summary,
    .save = save,
    .posts = true,
    .reverse = fund_reverse,
    .many = true,
    .link_column = "on_day",
};
