/* The rules over an entry of a fund: a fund of 留用党费 is spent on what the
   rules allow, decided together, and never overdrawn; of the others the clerk
   is told. */
#include "accounts_parts.h"

#include <string.h>

#include "pbtui/ledger/events.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/money.h"

static bool is_spent(const struct record *r)
{
    return strcmp(record_text(r, ENTRY_IO), FUND_OUT) == 0;
}

static bool is_dues(const struct fund_row *fund)
{
    return strcmp(fund->kind, FUND_DUES) == 0;
}

/* ---- decided together ------------------------------------------------- */

struct meeting_row {
    bool found, held, valid, decides;
    int day;
};

/* Does one of the meeting's kinds take resolutions? */
static bool decides(struct book *b, int64_t event, bool *out, struct err *err)
{
    struct stmt st;
    *out = false;
    stmt_open(&st, b->db,
              SQL("select kind from event_kind where event_id = :id"
                  " and voided_on is null"));
    stmt_int(&st, ":id", event);
    while (stmt_row(&st)) {
        const struct kind *k =
            kinds_by_code(book_kinds(b), stmt_col_text(&st, 0));
        *out = *out || (k != NULL && k->agenda);
    }
    return stmt_done(&st, err);
}

static bool read_meeting(struct book *b, int64_t event, int64_t branch,
                         struct meeting_row *out, struct err *err)
{
    struct stmt st;
    memset(out, 0, sizeof *out);
    stmt_open(&st, b->db,
              SQL("select on_day, state = '" EVENT_HELD "', valid from event"
                  " where id = :id and branch_id = :branch"
                  " and voided_on is null"));
    stmt_int(&st, ":id", event);
    stmt_int(&st, ":branch", branch);
    if (stmt_row(&st)) {
        out->found = date_read(stmt_col_text(&st, 0), &out->day);
        out->held = stmt_col_int(&st, 1) != 0;
        out->valid = stmt_col_int(&st, 2) != 0;
    }
    return stmt_done(&st, err) && decides(b, event, &out->decides, err);
}

static void check_meeting(struct book *b, const struct record *r, int day,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    struct meeting_row m;
    int decided = record_day(r, ENTRY_DECIDED);
    if (!read_meeting(b, record_int(r, ENTRY_EVENT),
                      record_int(r, ENTRY_BRANCH), &m, &err)) {
        issue_add_err(is, "event_id", &err);
        return;
    }
    if (!m.found || !m.held) {
        issue_add(is, "event_id", true, "E-FUND-017",
                  "集体研究要选本支部已经召开的会议，请另选。");
        return;
    }
    if (m.day > day) {
        issue_add(is, "event_id", true, "E-FUND-018",
                  "那次会议在这笔收支之后才开，应当先研究后支出，请另选会议。");
    }
    if (!m.decides || !m.valid) {
        issue_add(is, "event_id", false, "E-FUND-021",
                  m.decides ? "那次会议到会人数不够，决定不作数，请核对。"
                            : "那次活动不是讨论决定事项的会议，请核对。");
    }
    if (decided != DATE_NONE && decided != m.day) {
        issue_add(is, "decided_on", false, "E-FUND-020",
                  "研究日期和所选会议的日期不是同一天，请核对。");
    }
}

static void check_decision(struct book *b, const struct record *r, int day,
                           bool needed, struct issues *is)
{
    int decided = record_day(r, ENTRY_DECIDED);
    if (!record_is_null(r, ENTRY_EVENT)) {
        check_meeting(b, r, day, is);
    }
    if (decided != DATE_NONE && decided > day) {
        issue_add(is, "decided_on", true, "E-FUND-019",
                  "研究日期在这笔收支之后，应当先研究后支出，请核对。");
    }
    const struct dues_limit *l = dues_limit(book_dues(b), DUES_SPEND, day);
    if (needed && l->value != 0 && decided == DATE_NONE &&
        record_is_null(r, ENTRY_EVENT)) {
        issue_add(is, "event_id", true, "E-FUND-016",
                  "%s（%s）请选研究的会议，或写研究日期。", l->text, l->basis);
    }
}

/* ---- use -------------------------------------------------------------- */

static const char *all_uses(struct book *b, struct arena *a, int day)
{
    const struct dues_use **uses;
    const char *text = "";
    size_t n = dues_uses(book_dues(b), a, day, &uses);
    for (size_t i = 0; i < n; i++) {
        text =
            arena_printf(a, "%s%s%s", text, i > 0 ? "、" : "", uses[i]->title);
    }
    return n == 0 ? text : arena_printf(a, "%s（%s）", text, uses[0]->basis);
}

static void check_use(struct book *b, const struct record *r, int day,
                      bool needed, struct issues *is)
{
    bool none = record_is_null(r, ENTRY_USE);
    if (!is_spent(r)) {
        if (!none) {
            issue_add(is, "use", true, "E-FUND-014",
                      "用途类别只在支出时填，收入请空着。");
        }
    } else if (needed && none) {
        issue_add(is, "use", true, "E-FUND-015",
                  "留用党费只能用在规定的用途上，请选一项：%s。",
                  all_uses(b, is->arena, day));
    }
}

/* ---- money ------------------------------------------------------------ */

static void check_balance(struct book *b, const struct record *r,
                          const struct fund_row *fund, int day,
                          struct issues *is)
{
    struct err err = ERR_INIT;
    char text[32];
    int64_t least;
    int64_t fen = record_int(r, ENTRY_FEN);
    if (!is_spent(r)) {
        return;
    }
    if (!fund_least(b, fund->id, day, &least, &err)) {
        issue_add_err(is, "fen", &err);
        return;
    }
    money_text(least, text);
    if (fen > least && is_dues(fund)) {
        issue_add(is, "fen", true, "E-FUND-022",
                  "%s结余只有 %s 元，不够这笔支出；党费量入为出，不能透支。",
                  fund->name, text);
    } else if (fen > least) {
        issue_add(is, "fen", false, "E-FUND-023",
                  "%s结余只有 %s 元，不够这笔支出，请核对。", fund->name, text);
    }
    if (fund->budget > 0 && fund->spent + fen > fund->budget) {
        issue_add(is, "fen", false, "E-FUND-024",
                  "加上这一笔，%s的支出超过全年预算 %s 元，请核对。",
                  fund->name, money_text(fund->budget, text));
    }
}

static void check_papers(const struct record *r, const struct fund_row *fund,
                         struct issues *is)
{
    if (record_is_null(r, ENTRY_VOUCHER)) {
        issue_add(is, "voucher", false, "E-FUND-025",
                  "还没有凭证号；凭证到了请补填，收支都要据实报销。");
    }
    if (is_dues(fund) && is_spent(r) &&
        (record_is_null(r, ENTRY_HANDLER) ||
         record_is_null(r, ENTRY_APPROVER))) {
        issue_add(is, "approver", false, "E-FUND-026",
                  "使用党费要记下经办人和审批人，请补上。");
    }
}

/* ---- all of it -------------------------------------------------------- */

static void check_day(struct book *b, const struct record *r,
                      const struct fund_row *fund, int day, struct issues *is)
{
    if (day > b->today) {
        issue_add(is, "on_day", true, "E-FUND-011",
                  "日期在今天之后，收了付了再登记。");
    } else if (accounts_year(day) != fund->year) {
        issue_add(is, "on_day", true, "E-FUND-012",
                  "%s是 %d 年的经费，%s 不在这一年，请选那一年的经费或核对"
                  "日期。",
                  fund->name, fund->year, record_text(r, ENTRY_ON));
    }
    period_check(b, record_int(r, ENTRY_BRANCH), day, "on_day", is);
}

static void check_unchanged(const struct record *r, const struct record *old,
                            struct issues *is)
{
    for (int f = ENTRY_BRANCH; f <= ENTRY_REASON; f++) {
        const struct field *field = &r->ledger->fields[f];
        if (f >= ENTRY_WHAT && f <= ENTRY_DECIDED) {
            continue;
        }
        if (!value_same(&r->values[f], &old->values[f])) {
            issue_add(is, field->column, true, "E-FUND-027",
                      "这笔收支已编号入账，“%s”不能改；填错了请冲销后重新登记。"
                      "摘要、凭证、经办人、审批人、集体研究和备注可以补填。",
                      field->label);
        }
    }
}

static void check_old(struct book *b, const struct record *r,
                      const struct record *old, const struct fund_row *fund,
                      struct issues *is)
{
    bool spent = is_spent(old) && record_is_null(old, ENTRY_REVERSES);
    check_unchanged(r, old, is);
    check_decision(b, r, record_day(old, ENTRY_ON), is_dues(fund) && spent, is);
    if (spent) {
        check_papers(r, fund, is);
    }
}

void fund_entry_check(struct book *b, const struct record *r,
                      const struct record *old, struct issues *is)
{
    struct err err = ERR_INIT;
    struct fund_row fund;
    int day = record_day(r, ENTRY_ON);
    if (record_is_null(r, ENTRY_FUND) || day == DATE_NONE) {
        return;
    }
    if (!fund_read(b, is->arena, record_int(r, ENTRY_FUND), &fund, &err)) {
        issue_add_err(is, "fund_id", &err);
        return;
    }
    if (old != NULL) {
        check_old(b, r, old, &fund, is);
        return;
    }
    if (fund.id == 0 || fund.voided ||
        fund.branch != record_int(r, ENTRY_BRANCH)) {
        issue_add(is, "fund_id", true, "E-FUND-010",
                  "请选本支部的一项经费；没有就先在经费里登记。");
        return;
    }
    check_day(b, r, &fund, day, is);
    check_use(b, r, day, is_dues(&fund), is);
    check_decision(b, r, day, is_dues(&fund) && is_spent(r), is);
    check_papers(r, &fund, is);
    if (record_int(r, ENTRY_FEN) <= 0 || record_int(r, ENTRY_FEN) > MONEY_MAX) {
        issue_add(is, "fen", true, "E-FUND-013",
                  "金额要大于零；记错了的用冲销，不能填负数。");
        return;
    }
    check_balance(b, r, &fund, day, is);
}
