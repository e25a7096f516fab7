/* 党费核定: the books of assessments and of the worksheets behind them.

   One with its worksheet is assess_sheet.c and assess_save.c, a whole year
   assess_year.c; what holds in a month assess_hold.c; the rules over a record
   assess_check.c; what follows from what was typed assess_follow.c. */
#include "pbtui/ledger/dues_assess.h"

#include "assess_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/text/money.h"
#include "people_links.h"
#include "rows.h"

#define ASSESS_FIELDS(X)                                                       \
    X(BRANCH, "branch_id", "党支部", link, FIELD_NEEDED | FIELD_HIDDEN, 0, 40, \
      "branches", NULL)                                                        \
    X(PERSON, "person_id", "姓名", person,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_SEARCHED, 0, 16, "roster", NULL)     \
    X(YEAR, "for_year", "所属年度", year,                                      \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_FACET, 0, 6, NULL,                  \
      "每名党员月交党费数额每年年初核定一次")                                  \
    X(FROM, "from_month", "起始月份", month, FIELD_NEEDED, 0, 10, NULL,        \
      "从哪个月起按这个数交；年中的要写清核定原因")                            \
    X(TO, "to_month", "截止月份", month, 0, 0, 10, NULL,                       \
      "空着到年底；减免的写批准的截止月份，过后恢复前一次核定")                \
    X(CATEGORY, "category", "缴费类别", dues_category,                         \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_FACET, 0, 28, NULL,                 \
      "在职、离退休……决定按什么基数、比例交")                                  \
    X(BASE, "base_fen", "计算基数", money, FIELD_NEW_ROW, 0, 14, NULL,         \
      "有核定项目的为各项合计；按定额交的空着")                                \
    X(FEN, "fen", "月交数额", money, FIELD_NEEDED, 0, 12, NULL,                \
      "由基数和类别算出；减免、定额的直接填")                                  \
    X(REASON, "reason", "核定原因", choice,                                    \
      FIELD_NEEDED | FIELD_NEW_ROW | FIELD_FACET, 0, 14, "assess_reason",      \
      NULL)                                                                    \
    X(REASON_TEXT, "reason_text", "核定说明", text, 0, 0, 32, NULL,            \
      "自愿多交的在这里写明“自愿多交”")                                        \
    X(DECIDED, "decided_on", "核定日期", date, FIELD_NEW_ROW, 0, 12, NULL,     \
      "支部委员会（党员大会）核定的那天")                                      \
    X(EVENT, "event_id", "核定会议", link, 0, 0, 30, "events", NULL)           \
    X(SIGNED, "signed_on", "本人签字", date, FIELD_NEW_ROW, 0, 12, NULL,       \
      "本人在核定表上签字的那天")                                              \
    X(QUARTERLY, "quarterly", "按季交", flag, FIELD_NOT_NULL, 0, 6, NULL,      \
      "经支部同意可以按季交；每月仍各记一行")                                  \
    X(PLACE, "place", "在哪里交", choice, FIELD_NEEDED | FIELD_NEW_ROW, 0, 12, \
      "dues_place", "持流动党员活动证的可以在流入地交，凭证明登记")            \
    X(RELIEF, "relief", "减免", choice, FIELD_FACET, 1, 8, "dues_relief",      \
      "确有困难的，支部研究后报上一级党委批准，才能少交或免交")                \
    X(RELIEF_WHY, "relief_why", "困难原因", text, FIELD_NEW_ROW, 1, 40, NULL,  \
      NULL)                                                                    \
    X(RELIEF_BY, "relief_by", "审批党委", text, FIELD_NEW_ROW, 1, 32, NULL,    \
      NULL)                                                                    \
    X(RELIEF_ON, "relief_on", "批准日期", date, FIELD_NEW_ROW, 1, 12, NULL,    \
      NULL)                                                                    \
    X(RELIEF_PAPER, "relief_paper", "批准文号", text, 0, 1, 24, NULL, NULL)    \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 1, 40, NULL, NULL)            \
    X(NO, "no", "序号", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 5, NULL,      \
      NULL)                                                                    \
    X(RATE, "rate", "比例", dues_rate, FIELD_HIDDEN, 0, 6, NULL, NULL)

#define ITEM_FIELDS(X)                                                         \
    X(ASSESS, "assess_id", "党费核定", link, FIELD_NEEDED | FIELD_PARENT, 0,   \
      24, "assessments", NULL)                                                 \
    X(ORD, "ord", "序号", count, FIELD_NOT_NULL | FIELD_HIDDEN, 0, 5, NULL,    \
      NULL)                                                                    \
    X(ITEM, "item", "项目", dues_item, FIELD_NEEDED | FIELD_NEW_ROW, 0, 28,    \
      NULL, NULL)                                                              \
    X(FEN, "fen", "金额", money, FIELD_NEEDED, 0, 12, NULL, NULL)              \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

static const struct field fields[] = {ASSESS_FIELDS(FIELD_AS_ROW)};
static const struct field item_fields[] = {ITEM_FIELDS(FIELD_AS_ROW)};

_Static_assert(ARRAY_LEN(fields) == ASSESS_RATE + 1, "enum assess_field");
_Static_assert(ARRAY_LEN(item_fields) == ASSESS_ITEM_NOTE + 1,
               "enum assess_item_field");

static const char *const pages[] = {"核定", "减免", NULL};
static const char *const item_pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {ASSESS_NO, 4, 4, 6},        {ASSESS_PERSON, 8, 16, 1},
    {ASSESS_CATEGORY, 8, 28, 3}, {ASSESS_BASE, 10, 14, 2},
    {ASSESS_RATE, 5, 5, 4},      {ASSESS_FEN, 8, 12, 1},
    {ASSESS_FROM, 8, 8, 2},      {ASSESS_TO, 8, 8, 5},
    {ASSESS_REASON, 8, 10, 4},   {ASSESS_RELIEF, 4, 6, 5},
    {ASSESS_DECIDED, 10, 10, 7}, {ASSESS_SIGNED, 10, 10, 8},
};

static const struct ledger_column item_columns[] = {
    {ASSESS_ITEM_ASSESS, 16, 24, 2},
    {ASSESS_ITEM_ITEM, 12, 28, 1},
    {ASSESS_ITEM_FEN, 10, 14, 1},
    {ASSESS_ITEM_NOTE, 8, 40, 3},
};

#define ITEM_OF_BRANCH                                                         \
    "t.assess_id in (select x.id from assess x where x.branch_id = :branch)"   \
    " and t.voided_on is "

static const struct ledger_view views[] = {
    {"current", "本年核定", NULL,
     ROWS_OF_BRANCH "null and t.for_year >= cast(substr(:day, 1, 4) as int)",
     columns, ARRAY_LEN(columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部", columns),
};
static const struct ledger_view item_views[] = {
    VIEWS_OF(ITEM_OF_BRANCH, "核定项目", item_columns),
};

static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    people_label(b, record_int(r, ASSESS_PERSON), out);
    sb_addf(out, " %s 起", record_text(r, ASSESS_FROM));
}

/* 在职，基数 5,531.50，1.5%，月交 82.97 元 */
static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    char text[32];
    char rate[16];
    const struct dues_category *c = assess_category(b, r);
    if (c == NULL || record_is_null(r, ASSESS_FEN)) {
        return;
    }
    sb_add(out, c->brief);
    if (!record_is_null(r, ASSESS_BASE)) {
        sb_addf(out, "，基数 %s", money_text(record_int(r, ASSESS_BASE), text));
    }
    if (!record_is_null(r, ASSESS_RATE)) {
        sb_addf(out, "，%s", dues_rate_text(record_int(r, ASSESS_RATE), rate));
    }
    if (!record_is_null(r, ASSESS_RELIEF)) {
        sb_add(out, "，");
        record_show(r, b, ASSESS_RELIEF, out);
    }
    sb_addf(out, "，月交 %s 元", money_text(record_int(r, ASSESS_FEN), text));
}

const struct ledger ledger_assess = {
    .name = "assessments",
    .aliases = "assess assessment 核定 党费核定 基数",
    .title = "党费核定",
    .noun = "党费核定",
    .table = "assess",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "assess t",
    .order = "t.from_month",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = ASSESS_PERSON,
    .day_column = "from_month",
    .by_branch = true,
    .defaults = assess_defaults,
    .typed = assess_typed,
    .check = assess_check,
    .save = assess_save_head,
    .may_void = assess_may_void,
    .label = label,
    .summary = summary,
    .link_column = "from_month",
    .many = true,
    .void_children = true,
};

static void item_label(struct book *b, const struct record *r,
                       struct strbuf *out)
{
    record_show(r, b, ASSESS_ITEM_ITEM, out);
    sb_addc(out, ' ');
    record_show(r, b, ASSESS_ITEM_FEN, out);
}

const struct ledger ledger_assess_item = {
    .name = "assess-items",
    .aliases = "assess-item 核定项目 工资项目",
    .title = "核定项目",
    .noun = "核定项目",
    .table = "assess_item",
    .fields = item_fields,
    .n_fields = ARRAY_LEN(item_fields),
    .pages = item_pages,
    .from = "assess_item t",
    .order = "t.id",
    .order_is_int = true,
    .views = item_views,
    .n_views = ARRAY_LEN(item_views),
    .parent = ASSESS_ITEM_ASSESS,
    .label = item_label,
    .save = assess_save_item,
    .may_void = assess_item_may_void,
    .link_column = "item",
};
