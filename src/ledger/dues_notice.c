/* 党费公示: which months' collecting and spending was shown to the members,
   from when to when and where.  The sheet itself is printed out of the books.
 */
#include "pbtui/ledger/dues_accounts.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "rows.h"

#define MONTHS_MAX 12

#define DUES_NOTICE_FIELDS(X)                                                  \
    X(BRANCH, "branch_id", "党支部", link,                                     \
      FIELD_NEEDED | FIELD_PARENT | FIELD_HIDDEN, 0, 40, "branches", NULL)     \
    X(FROM, "from_month", "起月", month, FIELD_NEEDED, 0, 10, NULL,            \
      "公示哪几个月的收缴和使用")                                              \
    X(TO, "to_month", "止月", month, FIELD_NEEDED, 0, 10, NULL, NULL)          \
    X(FROM_ON, "from_on", "公示开始", date, FIELD_NEEDED | FIELD_NEW_ROW, 0,   \
      12, NULL, "张贴的那一天")                                                \
    X(TO_ON, "to_on", "公示结束", date, FIELD_NEEDED, 0, 12, NULL,             \
      "公示的最后一天")                                                        \
    X(PLACE, "place", "公示地点", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0, 30, \
      NULL, "例如：一楼党务公开栏")                                            \
    X(PHONE, "phone", "监督电话", text, 0, 0, 16, NULL, NULL)                  \
    X(RESULT, "result", "公示结果", text, FIELD_NEW_ROW | FIELD_SEARCHED, 0,   \
      40, NULL, "例如：公示期间没有收到意见")                                  \
    X(NOTE, "note", "备注", text, FIELD_NEW_ROW, 0, 40, NULL, NULL)

static const struct field fields[] = {DUES_NOTICE_FIELDS(FIELD_AS_ROW)};
_Static_assert(ARRAY_LEN(fields) == DUES_NOTICE_NOTE + 1,
               "enum dues_notice_field");

static const char *const pages[] = {"内容", NULL};

static const struct ledger_column columns[] = {
    {DUES_NOTICE_FROM, 7, 7, 1},      {DUES_NOTICE_TO, 7, 7, 1},
    {DUES_NOTICE_FROM_ON, 10, 10, 1}, {DUES_NOTICE_TO_ON, 10, 10, 1},
    {DUES_NOTICE_PLACE, 10, 30, 2},   {DUES_NOTICE_RESULT, 10, 40, 3},
};

static const struct ledger_view views[] = {
    {"current", "本年公示", NULL,
     ROWS_OF_BRANCH "null and substr(t.from_on, 1, 4) = substr(:day, 1, 4)",
     columns, ARRAY_LEN(columns)},
    VIEWS_OF(ROWS_OF_BRANCH, "全部公示", columns),
};

static int least_days(struct book *b, int day)
{
    return (int)dues_limit(book_dues(b), DUES_SHOWN_DAYS, day)->value;
}

/* ---- proposing -------------------------------------------------------- */

/* What was said last time, and the month after it. */
static int put_last(struct book *b, struct arena *a, struct record *r)
{
    struct stmt st;
    int to = MONTH_NONE;
    stmt_open(&st, b->db,
              SQL("select to_month, place, phone from dues_notice"
                  " where branch_id = :branch and voided_on is null"
                  " order by from_on desc, id desc limit 1"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st) && month_read(stmt_col_text(&st, 0), &to)) {
        record_set_text(r, DUES_NOTICE_PLACE,
                        arena_str(a, stmt_col_text(&st, 1)));
        record_set_text(r, DUES_NOTICE_PHONE,
                        arena_str(a, stmt_col_text(&st, 2)));
    }
    stmt_done(&st, NULL);
    return to == MONTH_NONE ? to : to + 1;
}

static int last_closed(struct book *b)
{
    struct stmt st;
    int month = MONTH_NONE;
    stmt_open(&st, b->db,
              SQL("select max(month) from dues_month"
                  " where branch_id = :branch and closed_on is not null"
                  " and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), &month);
    }
    stmt_done(&st, NULL);
    return month;
}

static void defaults(struct book *b, struct arena *a, struct record *r)
{
    char text[8];
    record_set_int(r, DUES_NOTICE_BRANCH, b->branch);
    record_set_day(r, a, DUES_NOTICE_FROM_ON, b->today);
    record_set_day(r, a, DUES_NOTICE_TO_ON,
                   b->today + least_days(b, b->today) - 1);
    int from = put_last(b, a, r);
    int to = last_closed(b);
    if (to == MONTH_NONE) {
        to = month_of(b->today) - 1;
    }
    if (from == MONTH_NONE) {
        from = to - to % 12;
    }
    if (from > to) {
        return;
    }
    record_set_text(r, DUES_NOTICE_FROM, arena_str(a, month_text(from, text)));
    record_set_text(r, DUES_NOTICE_TO, arena_str(a, month_text(to, text)));
}

/* ---- rules ------------------------------------------------------------ */

static void check_days(struct book *b, const struct record *r, int from, int to,
                       struct issues *is)
{
    const struct dues_limit *shown =
        dues_limit(book_dues(b), DUES_SHOWN_DAYS, from);
    if (from > b->today) {
        issue_add(is, "from_on", true, "E-DNOTICE-001",
                  "公示开始的日期在今天之后，贴出去了再登记。");
    }
    if (to < from) {
        issue_add(is, "to_on", true, "E-DNOTICE-002",
                  "公示结束早于开始，请核对。");
    } else if (to - from + 1 < shown->value) {
        issue_add(is, "to_on", !shown->local, "E-DNOTICE-003",
                  "公示了 %d 天，不够规定的天数。%s（%s）", to - from + 1,
                  shown->text, shown->basis);
    }
    if (!record_is_null(r, DUES_NOTICE_RESULT) && to > b->today) {
        issue_add(is, "result", false, "E-DNOTICE-004",
                  "公示还没有结束，结果请等到期后再填。");
    }
}

static void check_overlap(struct book *b, const struct record *r,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select from_month, to_month, from_on from dues_notice"
                  " where branch_id = :branch and from_month <= :to"
                  " and to_month >= :from and id <> :id"
                  " and voided_on is null order by from_on desc limit 1"));
    stmt_int(&st, ":branch", record_int(r, DUES_NOTICE_BRANCH));
    stmt_text(&st, ":from", record_text(r, DUES_NOTICE_FROM));
    stmt_text(&st, ":to", record_text(r, DUES_NOTICE_TO));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "from_month", false, "E-DNOTICE-008",
                  "%s 已公示过 %s 至 %s，期间有重叠，请核对。",
                  stmt_col_text(&st, 2), stmt_col_text(&st, 0),
                  stmt_col_text(&st, 1));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "from_month", &err);
    }
}

static void check_months(struct book *b, const struct record *r, int day,
                         struct issues *is)
{
    int from;
    int to;
    if (!month_read(record_text(r, DUES_NOTICE_FROM), &from) ||
        !month_read(record_text(r, DUES_NOTICE_TO), &to)) {
        return;
    }
    if (to < from) {
        issue_add(is, "to_month", true, "E-DNOTICE-005",
                  "公示期间的止月早于起月，请核对。");
        return;
    }
    if (to > month_of(day)) {
        issue_add(is, "to_month", true, "E-DNOTICE-006",
                  "贴出公示时 %s 还没有到，请把止月改早。",
                  record_text(r, DUES_NOTICE_TO));
    }
    if (to - from + 1 > MONTHS_MAX) {
        issue_add(is, "from_month", false, "E-DNOTICE-007",
                  "一次公示了 %d 个月；党费每年至少公示一次，请核对期间。",
                  to - from + 1);
    }
    check_overlap(b, r, is);
}

static void check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    int from = record_day(r, DUES_NOTICE_FROM_ON);
    int to = record_day(r, DUES_NOTICE_TO_ON);
    int64_t branch = record_int(r, DUES_NOTICE_BRANCH);
    if (old != NULL) {
        period_check(b, record_int(old, DUES_NOTICE_BRANCH),
                     record_day(old, DUES_NOTICE_FROM_ON), "from_on", is);
    }
    if (from == DATE_NONE || to == DATE_NONE) {
        return;
    }
    check_days(b, r, from, to, is);
    check_months(b, r, from, is);
    period_check(b, branch, from, "from_on", is);
}

static bool may_void(struct book *b, const struct record *r, struct err *err)
{
    return period_is_open(b, record_int(r, DUES_NOTICE_BRANCH),
                          record_day(r, DUES_NOTICE_FROM_ON), err);
}

/* 2026-01—2026-10 */
static void label(struct book *b, const struct record *r, struct strbuf *out)
{
    (void)b;
    sb_addf(out, "%s—%s", record_text(r, DUES_NOTICE_FROM),
            record_text(r, DUES_NOTICE_TO));
}

static void summary(struct book *b, const struct record *r, struct strbuf *out)
{
    int from = record_day(r, DUES_NOTICE_FROM_ON);
    int to = record_day(r, DUES_NOTICE_TO_ON);
    if (r->id == 0 || from == DATE_NONE || to == DATE_NONE) {
        return;
    }
    if (to >= b->day) {
        sb_addf(out, "公示中，到 %s 为止", record_text(r, DUES_NOTICE_TO_ON));
    } else {
        sb_addf(out, "公示了 %d 天", to - from + 1);
    }
}

const struct ledger ledger_dues_notice = {
    .name = "dues-notices",
    .aliases = "dues-notice 党费公示 公示",
    .title = "党费公示",
    .noun = "党费公示",
    .table = "dues_notice",
    .fields = fields,
    .n_fields = ARRAY_LEN(fields),
    .pages = pages,
    .from = "dues_notice t",
    .order = "t.from_on",
    .order_descending = true,
    .views = views,
    .n_views = ARRAY_LEN(views),
    .parent = DUES_NOTICE_BRANCH,
    .by_branch = true,
    .day_column = "from_on",
    .defaults = defaults,
    .check = check,
    .label = label,
    .summary = summary,
    .may_void = may_void,
    .link_column = "from_on",
};
