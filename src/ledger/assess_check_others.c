/* How an assessment stands to others: another one from the same month, months
   that are closed, who pays here, the meeting, the one before it; what may be
   voided.  What it says by itself is assess_check.c. */
#include "assess_parts.h"

#include <inttypes.h>

#include "pbtui/ledger/people.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"
#include "pbtui/text/money.h"

/* Further than anybody's months reach. */
#define EVER_MONTHS 1200
/* A base so many times the one before, or a part of it, is looked at again: a
   digit too many or too few makes ten. */
#define BASE_TIMES 3

/* ---- looked up ------------------------------------------------------- */

bool assess_closed(struct book *b, int64_t branch, int from, int to, int *out,
                   struct err *err)
{
    char first[8];
    char last[8];
    struct stmt st;
    *out = MONTH_NONE;
    stmt_open(&st, b->db,
              SQL("select max(month) from dues_month"
                  " where branch_id = :branch and month between :from and :to"
                  " and closed_on is not null and voided_on is null"));
    stmt_int(&st, ":branch", branch);
    stmt_text(&st, ":from", month_text(from, first));
    stmt_text(&st, ":to", month_text(to, last));
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), out);
    }
    return stmt_done(&st, err);
}

bool assess_is_first(struct book *b, int64_t branch, int year, int from,
                     bool *out, struct err *err)
{
    char text[8];
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select 1 from assess where branch_id = :branch"
                  " and for_year = :year and from_month < :from"
                  " and voided_on is null limit 1"));
    stmt_int(&st, ":branch", branch);
    stmt_int(&st, ":year", year);
    stmt_text(&st, ":from", month_text(from, text));
    *out = !stmt_row(&st);
    return stmt_done(&st, err);
}

static const char *month_word(struct issues *is, int month)
{
    char text[8];
    return arena_str(is->arena, month_text(month, text));
}

/* ---- months ----------------------------------------------------------- */

static int last_month(const struct record *r)
{
    int to = assess_month(r, ASSESS_TO);
    int from = assess_month(r, ASSESS_FROM);
    return to != MONTH_NONE ? to : from - from % 12 + 11;
}

static int min_int(int a, int b)
{
    return a < b ? a : b;
}

static int max_int(int a, int b)
{
    return a > b ? a : b;
}

/* What a closed month rests on. */
static bool matters_differ(const struct record *r, const struct record *old)
{
    static const int matter[] = {ASSESS_BRANCH,   ASSESS_PERSON, ASSESS_FROM,
                                 ASSESS_CATEGORY, ASSESS_BASE,   ASSESS_FEN,
                                 ASSESS_PLACE,    ASSESS_RELIEF};
    for (size_t i = 0; i < sizeof matter / sizeof matter[0]; i++) {
        if (!value_same(&r->values[matter[i]], &old->values[matter[i]])) {
            return true;
        }
    }
    return false;
}

static void check_closed(struct book *b, const struct record *r,
                         const struct record *old, struct issues *is)
{
    struct err err = ERR_INIT;
    int from = assess_month(r, ASSESS_FROM);
    int to = last_month(r);
    int closed;
    if (old != NULL && matters_differ(r, old)) {
        from = min_int(from, assess_month(old, ASSESS_FROM));
        to = max_int(to, last_month(old));
    } else if (old != NULL) {
        from = min_int(to, last_month(old)) + 1;
        to = max_int(to, last_month(old));
    }
    if (!assess_closed(b, record_int(r, ASSESS_BRANCH), from, to, &closed,
                       &err)) {
        issue_add_err(is, "from_month", &err);
    } else if (closed != MONTH_NONE) {
        issue_add(is, "from_month", true, "E-ASSESS-021",
                  "%s 的党费已经结账，结了账的月份不再变动；请从 %s 起另行"
                  "核定。",
                  month_word(is, closed), month_word(is, closed + 1));
    }
}

static void check_again(struct book *b, const struct record *r,
                        struct issues *is)
{
    struct stmt st;
    struct err err = ERR_INIT;
    stmt_open(&st, b->db,
              SQL("select no, for_year from assess where branch_id = :branch"
                  " and person_id = :person and from_month = :from"
                  " and id <> :id and voided_on is null"));
    stmt_int(&st, ":branch", record_int(r, ASSESS_BRANCH));
    stmt_int(&st, ":person", record_int(r, ASSESS_PERSON));
    stmt_text(&st, ":from", record_text(r, ASSESS_FROM));
    stmt_int(&st, ":id", r->id);
    if (stmt_row(&st)) {
        issue_add(is, "from_month", true, "E-ASSESS-022",
                  "%s从 %s 起已经核定过（%" PRId64 " 年核定表第 %" PRId64
                  " 行），请改那一行，或换起始月份。",
                  people_name(b, is->arena, record_int(r, ASSESS_PERSON)),
                  record_text(r, ASSESS_FROM), stmt_col_int(&st, 1),
                  stmt_col_int(&st, 0));
    }
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "from_month", &err);
    }
}

/* January's assessment comes once a year; a ledger that was begun later may
   begin with its first month. */
static void check_mid_year(struct book *b, const struct record *r,
                           struct issues *is)
{
    int from = assess_month(r, ASSESS_FROM);
    bool first;
    struct err err = ERR_INIT;
    if (from % 12 == 0 || !assess_is(r, ASSESS_REASON, ASSESSED_YEARLY)) {
        return;
    }
    if (!assess_is_first(b, record_int(r, ASSESS_BRANCH), from / 12, from,
                         &first, &err)) {
        issue_add_err(is, "reason", &err);
    } else if (!first) {
        issue_add(is, "reason", true, "E-ASSESS-023",
                  "从 %s 起的不是年初核定：月交数额年内一般不变动，请选变动的"
                  "原因（新入党、转入、退休、类别变化、减免、更正）。",
                  record_text(r, ASSESS_FROM));
    }
}

/* Which months are paid here, when it is not this one. */
static const char *months_here(struct book *view, struct issues *is,
                               int64_t person, int near)
{
    struct dues_payer *p;
    size_t n;
    if (!dues_payers_one(view, is->arena, person, near - EVER_MONTHS,
                         near + EVER_MONTHS, &p, &n, NULL) ||
        n == 0) {
        return "不是本支部的党员，党费交到组织关系所在的支部";
    }
    const struct dues_months *m = &p[n - 1].months;
    const char *first = month_word(is, m->first);
    return m->last == MONTH_NONE
               ? arena_printf(is->arena, "从 %s 起才在本支部交党费", first)
               : arena_printf(is->arena, "%s 至 %s 在本支部交党费", first,
                              month_word(is, m->last));
}

static void check_payer(struct book *b, const struct record *r,
                        struct issues *is)
{
    struct err err = ERR_INIT;
    struct book view = *b;
    struct dues_payer *p;
    size_t n;
    int from = assess_month(r, ASSESS_FROM);
    int64_t person = record_int(r, ASSESS_PERSON);
    view.branch = record_int(r, ASSESS_BRANCH);
    if (!dues_payers_one(&view, is->arena, person, from, from, &p, &n, &err)) {
        issue_add_err(is, "from_month", &err);
    } else if (n == 0) {
        issue_add(is, "from_month", true, "E-ASSESS-024",
                  "%s %s，不能从 %s 起核定，请核对组织关系或起始月份。",
                  people_name(b, is->arena, person),
                  months_here(&view, is, person, from),
                  record_text(r, ASSESS_FROM));
    }
}

static void check_event(struct book *b, const struct record *r,
                        struct issues *is)
{
    struct stmt st;
    struct err err = ERR_INIT;
    if (record_is_null(r, ASSESS_EVENT)) {
        return;
    }
    stmt_open(&st, b->db,
              SQL("select 1 from event where id = :id and branch_id = :branch"
                  " and voided_on is null"));
    stmt_int(&st, ":id", record_int(r, ASSESS_EVENT));
    stmt_int(&st, ":branch", record_int(r, ASSESS_BRANCH));
    bool found = stmt_row(&st);
    if (!stmt_done(&st, &err)) {
        issue_add_err(is, "event_id", &err);
    } else if (!found) {
        issue_add(is, "event_id", true, "E-ASSESS-025",
                  "这次会议不是本支部的，或已作废，请另选核定党费的会议。");
    }
}

/* ---- against the one before ------------------------------------------- */

struct before {
    int64_t base;     /* -1: none */
    bool same;        /* category */
    bool has_retired; /* by the first month, in the roster */
};

static bool read_before(struct book *b, const struct record *r,
                        struct before *out, struct err *err)
{
    struct stmt st;
    char day[11];
    int from = assess_month(r, ASSESS_FROM);
    *out = (struct before){.base = -1};
    stmt_open(&st, b->db,
              SQL("select a.base_fen, coalesce(a.category, '') = :category,"
                  " coalesce(p.retired_on <= :day, 0) from person p"
                  " left join assess a on a.id = (select x.id from assess x"
                  " where x.person_id = p.id and x.from_month < :from"
                  " and x.voided_on is null"
                  " order by x.from_month desc, x.id desc limit 1)"
                  " where p.id = :person"));
    stmt_int(&st, ":person", record_int(r, ASSESS_PERSON));
    stmt_text(&st, ":category", record_text(r, ASSESS_CATEGORY));
    stmt_text(&st, ":from", record_text(r, ASSESS_FROM));
    stmt_text(&st, ":day", date_text(month_last_day(from), day));
    if (stmt_row(&st)) {
        out->base = stmt_col_is_null(&st, 0) ? -1 : stmt_col_int(&st, 0);
        out->same = stmt_col_int(&st, 1) != 0;
        out->has_retired = stmt_col_int(&st, 2) != 0;
    }
    return stmt_done(&st, err);
}

static void check_base(const struct record *r, const struct before *was,
                       struct issues *is)
{
    char now[32];
    char then[32];
    int64_t base = record_int(r, ASSESS_BASE);
    if (record_is_null(r, ASSESS_BASE) || was->base <= 0 ||
        (base < was->base * BASE_TIMES && was->base < base * BASE_TIMES)) {
        return;
    }
    issue_add(is, "base_fen", false, "E-ASSESS-051",
              "基数 %s 元和上一次核定的 %s 元相差 %d 倍以上，请核对有没有多打或"
              "少打数字。",
              money_text(base, now), money_text(was->base, then), BASE_TIMES);
}

void assess_check_before(struct book *b, const struct record *r,
                         struct issues *is)
{
    struct before was;
    struct err err = ERR_INIT;
    const struct dues_category *c = assess_category(b, r);
    if (!read_before(b, r, &was, &err)) {
        issue_add_err(is, "base_fen", &err);
        return;
    }
    check_base(r, &was, is);
    if (c != NULL && c->basis_kind == DUES_PENSION && !was.same &&
        !was.has_retired) {
        issue_add(is, "category", false, "E-ASSESS-052",
                  "类别是“%s”，名册里到 %s 还没有退休；请核对类别，已退休的请"
                  "在名册里补上退休日期。",
                  c->title, record_text(r, ASSESS_FROM));
    }
}

void assess_check(struct book *b, const struct record *r,
                  const struct record *old, struct issues *is)
{
    assess_check_values(b, r, is);
    check_event(b, r, is);
    if (assess_month(r, ASSESS_FROM) == MONTH_NONE ||
        record_is_null(r, ASSESS_PERSON)) {
        return;
    }
    assess_check_before(b, r, is);
    check_closed(b, r, old, is);
    check_again(b, r, is);
    check_mid_year(b, r, is);
    check_payer(b, r, is);
}

/* ---- voiding ---------------------------------------------------------- */

bool assess_may_void(struct book *b, const struct record *r, struct err *err)
{
    char text[8];
    int closed;
    if (!assess_closed(b, record_int(r, ASSESS_BRANCH),
                       assess_month(r, ASSESS_FROM), last_month(r), &closed,
                       err)) {
        return false;
    }
    return closed == MONTH_NONE ||
           err_set(err, ERR_RULE, "E-ASSESS-026",
                   "%s 的党费已按这次核定结账，不能作废；以后月份不同的请另行"
                   "核定。",
                   month_text(closed, text));
}

bool assess_item_may_void(struct book *b, const struct record *r,
                          struct err *err)
{
    (void)b;
    (void)r;
    return err_set(err, ERR_RULE, "E-ASSESS-027",
                   "核定项目不能单独作废，不然基数就不对了；请打开那次党费"
                   "核定，把这一项清空。");
}
