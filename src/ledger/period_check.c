/* When a month may be sealed: it is over, nothing in it is undecided, no
   earlier month was skipped, its 党费 is closed; and opened again: the latest
   only, by two. */
#include "period.h"

#include <string.h>

#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/record.h"
#include "pbtui/store/db.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#include "rows.h"

#define NAMED_EVENTS 3

/* ---- sealing ------------------------------------------------------------ */

/* 11-05 主题党日 for each that is neither held nor given up. */
static bool name_undecided(struct book *b, int64_t branch, int month,
                           struct strbuf *out, size_t *n, struct err *err)
{
    struct stmt st;
    *n = 0;
    stmt_open(&st, b->db,
              SQL("select kind, on_day from event where branch_id = :branch"
                  " and on_day between :first and :last and state = :planned"
                  " and voided_on is null order by on_day, id"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":planned", EVENT_PLANNED);
    period_bind(&st, month);
    while (stmt_row(&st)) {
        struct value kind = {VALUE_TEXT, 0, stmt_col_text(&st, 0)};
        if ((*n)++ < NAMED_EVENTS) {
            sb_addf(out, "%s%s ", *n > 1 ? "、" : "",
                    stmt_col_text(&st, 1) + strlen("2026-"));
            field_event_kind.format(NULL, b, &kind, out);
        }
    }
    return stmt_done(&st, err);
}

/* The first month between the first sealed one and this that is open and holds
   events; MONTH_NONE: none. */
static bool skipped_month(struct book *b, int64_t branch, int month,
                          int *skipped, struct err *err)
{
    char day[11];
    int first;
    *skipped = MONTH_NONE;
    if (!period_edge(b, branch, false, &first, err)) {
        return false;
    }
    if (first == MONTH_NONE || month <= first) {
        return true;
    }
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select min(substr(on_day, 1, 7)) from event e"
                  " where e.branch_id = :branch and e.on_day >= :first"
                  " and e.on_day < :month and e.voided_on is null"
                  " and not exists (select 1 from period p"
                  " where p.branch_id = :branch"
                  " and p.month = substr(e.on_day, 1, 7)"
                  " and p.opened_on is null and p.voided_on is null)"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":first", date_text(month_first_day(first), day));
    stmt_text(&st, ":month", date_text(month_first_day(month), day));
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), skipped);
    }
    return stmt_done(&st, err);
}

static void check_undecided(struct book *b, int64_t branch, int month,
                            struct issues *is)
{
    struct strbuf sb;
    struct err err = ERR_INIT;
    size_t n;
    sb_init(&sb);
    if (!name_undecided(b, branch, month, &sb, &n, &err)) {
        issue_add_err(is, "month", &err);
    } else if (n > 0) {
        issue_add(is, "month", true, "E-PERIOD-004",
                  "这个月还有 %zu 次会议、活动是“计划”（%s%s），"
                  "请先登记为已召开、流会或取消，再封账。",
                  n, sb.s, n > NAMED_EVENTS ? " 等" : "");
    }
    sb_clear(&sb);
}

static void check_order(struct book *b, int64_t branch, int month,
                        struct issues *is)
{
    char words[32];
    int skipped;
    struct err err = ERR_INIT;
    if (!skipped_month(b, branch, month, &skipped, &err)) {
        issue_add_err(is, "month", &err);
    } else if (skipped != MONTH_NONE) {
        issue_add(is, "month", true, "E-PERIOD-005",
                  "要按月份先后封账：%s有会议记录，还没有封，请先封那个月。",
                  period_words(skipped, words));
    }
}

/* A branch that collects 党费 closes the month's dues before: what is dated in
   it cannot move afterwards.  Months before the first one collected are not
   asked for. */
static void check_dues(struct book *b, int64_t branch, int month,
                       struct issues *is)
{
    char text[8];
    char words[32];
    bool asked = false;
    struct err err = ERR_INIT;
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select coalesce(min(month) <= :month, 0)"
                  " and not coalesce(max(month = :month"
                  " and closed_on is not null), 0) from dues_month"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        asked = stmt_col_int(&st, 0) != 0;
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "month", &err);
    } else if (asked) {
        issue_add(is, "month", true, "E-PERIOD-015",
                  "%s的党费还没有结账，请先在党费屏幕结账（pbtui collect %s"
                  " --close），再封账。",
                  period_words(month, words), text);
    }
}

/* The month is over, and open. */
static bool check_month(struct book *b, int64_t branch, int month,
                        struct issues *is)
{
    char words[32];
    char day[24];
    int64_t id;
    struct err err = ERR_INIT;
    if (month_last_day(month) > b->today) {
        issue_add(is, "month", true, "E-PERIOD-002",
                  "%s还没有过完，到 %s 起才能封账。",
                  period_words(month, words),
                  date_text_long(month_last_day(month), day));
        return false;
    }
    if (!period_row(b, branch, month, &id, day, &err)) {
        issue_add_err(is, "month", &err);
        return false;
    }
    if (id != 0) {
        issue_add(is, "month", true, "E-PERIOD-003",
                  "%s已于 %s 封账，不用再封。", period_words(month, words),
                  day);
        return false;
    }
    return true;
}

static void check_seal(struct book *b, const struct record *r,
                       struct issues *is)
{
    static const int by_program[] = {
        PERIOD_SEALED_ON, PERIOD_SEALED_BY, PERIOD_EVENTS,
        PERIOD_HEAD,      PERIOD_HEAD_SEQ,  PERIOD_WHY,
        PERIOD_WITH,      PERIOD_OPENED_ON, PERIOD_OPENED_BY};
    int month;
    int64_t branch = record_int(r, PERIOD_BRANCH);
    for (size_t i = 0; i < ARRAY_LEN(by_program); i++) {
        if (!record_is_null(r, by_program[i])) {
            issue_add(is, ledger_period.fields[by_program[i]].column, true,
                      "E-PERIOD-006", "封账只写月份，“%s”不用填，请空着。",
                      ledger_period.fields[by_program[i]].label);
            return;
        }
    }
    if (!month_read(record_text(r, PERIOD_MONTH), &month)) {
        return;
    }
    if (check_month(b, branch, month, is)) {
        check_undecided(b, branch, month, is);
        check_order(b, branch, month, is);
        check_dues(b, branch, month, is);
    }
}

/* ---- opening again ------------------------------------------------------ */

bool period_opens(const struct record *r, const struct record *old)
{
    return !value_same(&r->values[PERIOD_WHY], &old->values[PERIOD_WHY]) ||
           !value_same(&r->values[PERIOD_WITH], &old->values[PERIOD_WITH]);
}

static bool only_opens(const struct record *r, const struct record *old)
{
    for (int i = 0; i < PERIOD_STATE; i++) {
        if (i != PERIOD_WHY && i != PERIOD_WITH &&
            !value_same(&r->values[i], &old->values[i])) {
            return false;
        }
    }
    return true;
}

static void check_second(struct book *b, const struct record *r,
                         struct issues *is)
{
    const char *why = record_text(r, PERIOD_WHY);
    const char *second = record_text(r, PERIOD_WITH);
    if (apply_reason_is_short(why)) {
        issue_add(is, "opened_why", true, "E-PERIOD-012",
                  "启封须写明原因（至少 %d 个字），请补充。",
                  APPLY_REASON_CHARS);
    }
    if (second[0] == '\0') {
        issue_add(is, "opened_with", true, "E-PERIOD-010",
                  "启封要两个人在场，请写第二人的姓名（例如书记）。");
    } else if (strcmp(second, db_actor(b->db)) == 0) {
        issue_add(is, "opened_with", true, "E-PERIOD-011",
                  "第二人不能是经手人%s自己，请写另一位。", second);
    }
}

bool period_may_open(struct book *b, const struct record *r, struct arena *a,
                     struct err *err)
{
    struct issues is = {.arena = a};
    check_second(b, r, &is);
    return is.n == 0 ||
           err_set(err, ERR_RULE, is.list[0].code, "%s", is.list[0].text);
}

static void check_open(struct book *b, const struct record *r,
                       const struct record *old, struct issues *is)
{
    char words[32];
    int month;
    int latest;
    struct err err = ERR_INIT;
    if (only_opens(r, old) && !period_opens(r, old)) {
        return; /* looked at, and saved as it was */
    }
    if (!record_is_null(old, PERIOD_OPENED_ON)) {
        issue_add(is, "month", true, "E-PERIOD-008",
                  "这次封账已于 %s 启封，不能再改；要再封请新增一次封账。",
                  record_text(old, PERIOD_OPENED_ON));
        return;
    }
    if (!only_opens(r, old)) {
        issue_add(is, "month", true, "E-PERIOD-007",
                  "封账记录不能修改，只能启封：写启封原因和第二人。");
        return;
    }
    if (!period_edge(b, record_int(old, PERIOD_BRANCH), true, &latest, &err)) {
        issue_add_err(is, "month", &err);
    } else if (month_read(record_text(old, PERIOD_MONTH), &month) &&
               month != latest) {
        issue_add(is, "month", true, "E-PERIOD-009",
                  "只能启封最近封的月份，请先启封%s。",
                  period_words(latest, words));
    }
    check_second(b, r, is);
}

void period_check_row(struct book *b, const struct record *r,
                      const struct record *old, struct issues *is)
{
    if (old == NULL) {
        check_seal(b, r, is);
    } else {
        check_open(b, r, old, is);
    }
}
