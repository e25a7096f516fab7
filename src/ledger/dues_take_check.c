/* What the rules say to money before it is taken: is the month open, is the day
   possible, does that person pay that month here, is it paid already, is it too
   early, too late, too much.

   What cannot be blocks; what is beyond a limit that a committee may agree to
   is a warning, which a reason answers. */
#include "dues_parts.h"

#include <inttypes.h>
#include <string.h>

#include "dues_payers.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

struct looking {
    struct book *book;
    const struct dues_take *take;
    struct issues *is;
    int open; /* the month that is collected */
};

static const char *words(const struct looking *l, int month)
{
    return dues_month_words(l->is->arena, month);
}

static const char *name_of(const struct looking *l, int64_t person)
{
    return people_name(l->book, l->is->arena, person);
}

/* ---- the whole --------------------------------------------------------- */

/* Money is dated behind the closing of the month before. */
static void check_day(const struct looking *l)
{
    int closed = DATE_NONE;
    char day[11];
    struct err err = ERR_INIT;
    struct stmt st;
    if (l->take->on == DATE_NONE) {
        issue_add(l->is, "paid_on", true, "E-DUES-040",
                  "请填交纳日期：钱交到手的那一天。");
        return;
    }
    if (l->take->on > l->book->today) {
        issue_add(l->is, "paid_on", true, "E-DUES-041",
                  "交纳日期 %s 在今天之后，收到钱再登记。",
                  date_text(l->take->on, day));
    }
    stmt_open(&st, l->book->db,
              SQL("select max(closed_on) from dues_month"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", l->book->branch);
    if (stmt_row(&st)) {
        date_read(stmt_col_text(&st, 0), &closed);
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(l->is, "paid_on", &err);
    } else if (closed != DATE_NONE && l->take->on < closed) {
        issue_add(l->is, "paid_on", true, "E-DUES-042",
                  "交纳日期早于上个月结账的 %s，那时的账已经结了；请按实际"
                  "记到账上的日期填。",
                  date_text(closed, day));
    }
    period_check(l->book, l->book->branch, l->take->on, "paid_on", l->is);
}

static void check_way(const struct looking *l)
{
    if (l->take->way == NULL ||
        codes_name("pay_way", l->take->way)[0] == '\0') {
        issue_add(l->is, "way", true, "E-DUES-043",
                  "交款方式不对，请选现金、转账或线上。");
    }
}

static void check_large(const struct looking *l)
{
    const struct dues_take *t = l->take;
    const struct dues_limit *large =
        dues_limit(book_dues(l->book), DUES_LARGE, t->on);
    char fen[32];
    if (t->by == 0) {
        issue_add(l->is, "person_id", true, "E-DUES-044",
                  "大额党费要写明是哪位党员交的，请选人。");
    }
    if (t->n > 0) {
        issue_add(l->is, "kind", true, "E-DUES-045",
                  "大额党费在月党费之外，不抵任何一个月，请分开收。");
    }
    if (t->fen <= large->value) {
        issue_add(l->is, "fen", true, "E-DUES-046",
                  "%s 不到大额党费（%s%s），请记到月党费。",
                  money_text(t->fen, fen), large->text, large->basis);
    }
}

/* ---- a part ------------------------------------------------------------ */

struct owed { /* of one person in one month */
    bool is_due;
    char state[4];
    int64_t due, paid;
};

static bool read_owed(const struct looking *l, const struct dues_pay *p,
                      struct owed *out, struct err *err)
{
    char month[8];
    struct stmt st;
    *out = (struct owed){0};
    stmt_open(&st, l->book->db,
              SQL("select t.state, t.fen, t.id is not null,"
                  " coalesce((select x.paid_fen from dues_balance x"
                  " where x.person_id = :person and x.month = :month"
                  " and x.branch_id = :branch), 0)"
                  " from (select 1) left join due t on t.branch_id = :branch"
                  " and t.month = :month and t.person_id = :person"
                  " and t.voided_on is null"));
    stmt_int(&st, ":branch", l->book->branch);
    stmt_int(&st, ":person", p->person);
    stmt_text(&st, ":month", month_text(p->month, month));
    if (stmt_row(&st)) {
        const char *state = stmt_col_text(&st, 0);
        size_t n = strnlen(state, sizeof out->state - 1);
        memcpy(out->state, state, n);
        out->due = stmt_col_int(&st, 1);
        out->is_due = stmt_col_int(&st, 2) != 0;
        out->paid = stmt_col_int(&st, 3) - l->take->instead;
    }
    return stmt_done(&st, err);
}

/* No row: ahead of the open month, in a gap before the first one here, or not a
   month of this branch at all. */
static void check_other_month(const struct looking *l, const struct dues_pay *p)
{
    struct dues_payer *list;
    size_t n;
    bool pays = false;
    struct err err = ERR_INIT;
    if (!dues_payers_one(l->book, l->is->arena, p->person, p->month, p->month,
                         &list, &n, &err)) {
        issue_add_err(l->is, "month", &err);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        pays = pays || list[i].pays || p->month < l->open;
    }
    if (n == 0 || !pays) {
        issue_add(l->is, "month", true, "E-DUES-047",
                  "%s在 %s时组织关系不在本支部，或还没有入党，不在这里交这个月"
                  "的党费，请核对月份和组织关系。",
                  name_of(l, p->person), words(l, p->month));
    } else if (p->month == l->open) {
        issue_add(l->is, "month", true, "E-DUES-048",
                  "%s 不在 %s的应交名单里，请先更新本月名单（F3）。",
                  name_of(l, p->person), words(l, p->month));
    }
}

static void check_row(const struct looking *l, const struct dues_pay *p,
                      const struct owed *o)
{
    const char *name = name_of(l, p->person);
    char fen[32];
    char due[32];
    if (strcmp(o->state, DUE_UNASSESSED) == 0) {
        issue_add(l->is, "person_id", true, "E-DUES-049",
                  "%s还没有核定党费，请先核定基数，再更新本月名单。", name);
        return;
    }
    if (strcmp(o->state, DUE_EXEMPT) == 0) {
        issue_add(l->is, "person_id", false, "E-DUES-050",
                  "%s %s经批准免交党费。", name, words(l, p->month));
        return;
    }
    if (strcmp(o->state, DUE_ELSEWHERE) == 0) {
        issue_add(l->is, "person_id", false, "E-DUES-051",
                  "%s在流入地党组织交党费。", name);
        return;
    }
    if (o->due > 0 && o->paid >= o->due) {
        issue_add(l->is, "month", true, "E-DUES-052",
                  "%s %s的党费已交清（%s），不能再收一次；多交的按预交收以后"
                  "的月份，够数的按大额党费收。",
                  name, words(l, p->month), money_text(o->paid, fen));
    } else if (o->paid + p->fen > o->due) {
        issue_add(l->is, "fen", false, "E-DUES-053",
                  "%s %s应交 %s，这样收就多交了。", name, words(l, p->month),
                  money_text(o->due, due));
    }
}

static void check_limits(const struct looking *l, const struct dues_pay *p)
{
    const struct dues_rules *rules = book_dues(l->book);
    int day = l->take->on == DATE_NONE ? l->book->today : l->take->on;
    const struct dues_limit *cap = dues_limit(rules, DUES_CAP, day);
    int early = dues_too_early(rules, l->open, p->month);
    int late = dues_too_late(rules, l->open, p->month);
    if (early > 0) {
        const struct dues_limit *at =
            dues_limit(rules, DUES_PREPAY_MONTHS, day);
        issue_add(l->is, "month", false, "E-DUES-054",
                  "预交到 %s，超过期限 %d 个月：%s（%s）", words(l, p->month),
                  early, at->text, at->basis);
    }
    if (late > 0) {
        const struct dues_limit *at = dues_limit(rules, DUES_LATE_MONTHS, day);
        issue_add(l->is, "month", false, "E-DUES-055",
                  "补交 %s，超过期限 %d 个月：%s（%s）", words(l, p->month),
                  late, at->text, at->basis);
    }
    if (p->fen > cap->value) {
        issue_add(l->is, "fen", false, "E-DUES-056", "%s：%s（%s）",
                  name_of(l, p->person), cap->text, cap->basis);
    }
}

static bool is_twice(const struct dues_take *t, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (t->parts[k].person == t->parts[i].person &&
            t->parts[k].month == t->parts[i].month) {
            return true;
        }
    }
    return false;
}

static void check_part(const struct looking *l, size_t i)
{
    const struct dues_pay *p = &l->take->parts[i];
    struct owed o;
    struct err err = ERR_INIT;
    if (p->fen <= 0 || p->fen > MONEY_MAX) {
        issue_add(l->is, "fen", true, "E-DUES-057",
                  "%s %s的金额要大于零；退钱请用冲销（F8）。",
                  name_of(l, p->person), words(l, p->month));
        return;
    }
    if (is_twice(l->take, i)) {
        issue_add(l->is, "month", true, "E-DUES-058",
                  "%s %s写了两次，请合成一行。", name_of(l, p->person),
                  words(l, p->month));
        return;
    }
    if (!read_owed(l, p, &o, &err)) {
        issue_add_err(l->is, "month", &err);
        return;
    }
    if (o.is_due) {
        check_row(l, p, &o);
    } else {
        check_other_month(l, p);
    }
    check_limits(l, p);
}

void dues_take_check(struct book *b, const struct dues_take *t,
                     struct issues *is)
{
    struct looking l = {.book = b, .take = t, .is = is};
    struct err err = ERR_INIT;
    int64_t sum = 0;
    if (!dues_need_open(b, &l.open, &err)) {
        issue_add_err(is, "month", &err);
        return;
    }
    check_day(&l);
    check_way(&l);
    if (t->kind != NULL && strcmp(t->kind, PAYMENT_LARGE) == 0) {
        check_large(&l);
        return;
    }
    if (t->n == 0) {
        issue_add(is, "month", true, "E-DUES-059",
                  "没有写交哪个月的党费，请至少选一个月。");
    }
    for (size_t i = 0; i < t->n; i++) {
        check_part(&l, i);
        if (t->parts[i].fen > 0 && !money_add(&sum, t->parts[i].fen)) {
            issue_add(is, "fen", true, "E-DUES-060",
                      "金额合计太大，请核对每一行。");
            return;
        }
    }
}
