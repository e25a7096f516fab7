/* What is in hand, and what a slip would say.

   In hand is what was taken less what went up less what was kept, of what is
   posted; 月党费 and 大额 apart.  Taken is read by day out of dues_taken, which
   the file keeps beside the payments.  Nothing is written here. */
#include "accounts_parts.h"

#include <string.h>

#include "pbtui/ledger/rulebook.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/money.h"

/* ---- in hand ---------------------------------------------------------- */

static void bind(struct stmt *st, struct book *b, const char *kind, int day)
{
    char text[11];
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":kind", kind);
    stmt_text(st, ":day", date_text(day, text));
}

static bool sum_up(struct stmt *st, struct in_hand *out, struct err *err)
{
    if (stmt_row(st)) {
        out->fen = stmt_col_int(st, 0);
        out->cash = stmt_col_int(st, 1);
    }
    return stmt_done(st, err);
}

bool handover_in_hand(struct book *b, const char *kind, int day,
                      struct in_hand *out, struct err *err)
{
    struct stmt st;
    struct in_hand in = {0, 0};
    struct in_hand gone = {0, 0};
    stmt_open(&st, b->db,
              SQL("select coalesce(sum(fen), 0), coalesce(sum(cash_fen), 0)"
                  " from dues_taken where branch_id = :branch"
                  " and kind in (coalesce(:kind, '" PAYMENT_MONTHLY
                  "'), coalesce(:kind, '" PAYMENT_LARGE "'))"
                  " and on_day <= :day"));
    bind(&st, b, kind, day);
    if (!sum_up(&st, &in, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select coalesce(sum(fen + kept_fen), 0),"
                  " coalesce(sum(cash_fen), 0) from handover"
                  " where branch_id = :branch and on_day <= :day"
                  " and kind = coalesce(:kind, kind)"));
    bind(&st, b, kind, day);
    if (!sum_up(&st, &gone, err)) {
        return false;
    }
    *out = (struct in_hand){in.fen - gone.fen, in.cash - gone.cash};
    return true;
}

/* The lowest points of the days after `day`, seen from it; 0 when it never gets
   less. */
static bool dips(struct book *b, const char *kind, int day,
                 struct hand_least *out, struct err *err)
{
    struct stmt st;
    stmt_open(
        &st, b->db,
        SQL("with moves (day, fen, cash) as ("
            " select on_day, fen, cash_fen from dues_taken"
            " where branch_id = :branch and on_day > :day and kind = :kind"
            " union all"
            " select on_day, -(fen + kept_fen), -cash_fen from handover"
            " where branch_id = :branch and on_day > :day and kind = :kind),"
            " days (day, fen, cash) as ("
            " select day, sum(fen), sum(cash) from moves group by day),"
            " runs (fen, cash, bank) as (select sum(fen) over w,"
            " sum(cash) over w, sum(fen - cash) over w"
            " from days window w as (order by day))"
            " select coalesce(min(fen), 0), coalesce(min(cash), 0),"
            " coalesce(min(bank), 0) from runs"));
    bind(&st, b, kind, day);
    *out = (struct hand_least){0, 0, 0};
    if (stmt_row(&st)) {
        int64_t v[3];
        for (int i = 0; i < 3; i++) {
            v[i] = stmt_col_int(&st, i) < 0 ? stmt_col_int(&st, i) : 0;
        }
        *out = (struct hand_least){v[0], v[1], v[2]};
    }
    return stmt_done(&st, err);
}

bool handover_least(struct book *b, const char *kind, int day,
                    struct hand_least *out, struct err *err)
{
    struct in_hand now;
    struct hand_least dip;
    if (!handover_in_hand(b, kind, day, &now, err) ||
        !dips(b, kind, day, &dip, err)) {
        return false;
    }
    *out = (struct hand_least){now.fen + dip.fen, now.cash + dip.cash,
                               now.fen - now.cash + dip.bank};
    return true;
}

void handover_fit_cash(struct book *b, struct record *r, bool is_typed)
{
    struct hand_least hand;
    int64_t sum = record_int(r, HANDOVER_FEN) + record_int(r, HANDOVER_KEPT);
    int64_t cash = record_int(r, HANDOVER_CASH);
    int day = record_day(r, HANDOVER_ON);
    if (record_is_null(r, HANDOVER_FEN) || day == DATE_NONE ||
        record_is_null(r, HANDOVER_KIND) ||
        !handover_least(b, record_text(r, HANDOVER_KIND), day, &hand, NULL) ||
        sum < 0 || sum > hand.fen) {
        return;
    }
    int64_t most = sum < hand.cash ? sum : hand.cash;
    int64_t least = sum > hand.bank ? sum - hand.bank : 0;
    cash = !is_typed || cash > most ? most : cash;
    record_set_int(r, HANDOVER_CASH, cash < least ? least : cash);
}

/* ---- what the months came to ------------------------------------------ */

static void bind_span(struct stmt *st, int64_t branch, const char *from,
                      const char *to)
{
    stmt_int(st, ":branch", branch);
    stmt_text(st, ":from", from);
    stmt_text(st, ":to", to);
}

static bool monthly_sums(struct book *b, int64_t branch, const char *from,
                         const char *to, struct handover_sums *out,
                         struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select count(distinct person_id), coalesce(sum(fen), 0)"
                  " from due where branch_id = :branch"
                  " and month between :from and :to and voided_on is null"));
    bind_span(&st, branch, from, to);
    if (stmt_row(&st)) {
        out->members = stmt_col_int(&st, 0);
        out->due = stmt_col_int(&st, 1);
    }
    if (!stmt_done(&st, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select coalesce(sum(x.fen) filter"
                  " (where x.month >= :from), 0), coalesce(sum(x.fen) filter"
                  " (where x.month < :from), 0) from payment p"
                  " join payment_part x on x.payment_id = p.id"
                  " where p.branch_id = :branch"
                  " and p.month between :from and :to and p.no is not null"
                  " and p.kind = '" PAYMENT_MONTHLY "'"
                  " and p.voided_on is null and x.voided_on is null"));
    bind_span(&st, branch, from, to);
    if (stmt_row(&st)) {
        out->paid = stmt_col_int(&st, 0);
        out->late = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

static bool large_sums(struct book *b, int64_t branch, const char *from,
                       const char *to, struct handover_sums *out,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select count(distinct person_id), coalesce(sum(fen), 0)"
                  " from payment where branch_id = :branch"
                  " and month between :from and :to and no is not null"
                  " and kind = '" PAYMENT_LARGE "' and voided_on is null"));
    bind_span(&st, branch, from, to);
    if (stmt_row(&st)) {
        out->members = stmt_col_int(&st, 0);
        out->paid = stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}

bool handover_sums(struct book *b, int64_t branch, const char *kind,
                   const char *from, const char *to, struct handover_sums *out,
                   struct err *err)
{
    *out = (struct handover_sums){0, 0, 0, 0};
    return strcmp(kind, PAYMENT_LARGE) == 0
               ? large_sums(b, branch, from, to, out, err)
               : monthly_sums(b, branch, from, to, out, err);
}

bool handover_fill(struct book *b, struct record *r, struct err *err)
{
    struct handover_sums s;
    if (!handover_sums(b, record_int(r, HANDOVER_BRANCH),
                       record_text(r, HANDOVER_KIND),
                       record_text(r, HANDOVER_FROM),
                       record_text(r, HANDOVER_TO), &s, err)) {
        return false;
    }
    record_set_int(r, HANDOVER_MEMBERS, s.members);
    record_set_int(r, HANDOVER_DUE, s.due);
    record_set_int(r, HANDOVER_PAID, s.paid);
    record_set_int(r, HANDOVER_LATE, s.late);
    return true;
}

/* ---- proposing -------------------------------------------------------- */

/* From the month after the last slip that stands, or the first anything was
   collected in, to the last that is or was collected. */
static bool propose_months(struct book *b, const char *kind, int *from, int *to,
                           struct err *err)
{
    struct stmt st;
    int last = MONTH_NONE;
    *from = *to = MONTH_NONE;
    stmt_open(
        &st, b->db,
        SQL("select (select max(h.to_month) from handover h"
            " where h.branch_id = :branch and h.kind = :kind"
            " and h.reverses is null and not exists (select 1 from handover x"
            " where x.reverses = h.id)), min(m.month), max(m.month)"
            " from dues_month m where m.branch_id = :branch"
            " and m.voided_on is null and m.month <= substr(:day, 1, 7)"
            " and (m.closed_on is not null or exists (select 1 from payment p"
            " where p.branch_id = m.branch_id and p.month = m.month"
            " and p.no is not null))"));
    bind(&st, b, kind, b->today);
    if (stmt_row(&st)) {
        month_read(stmt_col_text(&st, 0), &last);
        month_read(stmt_col_text(&st, 1), from);
        month_read(stmt_col_text(&st, 2), to);
    }
    if (*to == MONTH_NONE) {
        *from = *to = month_of(b->today);
    }
    if (last != MONTH_NONE) {
        *from = last < *to ? last + 1 : *to;
    }
    return stmt_done(&st, err);
}

/* What the last slip said stands on the next one, too. */
static bool propose_people(struct book *b, struct arena *a, struct record *r,
                           struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select handler_id, receiver from handover"
                  " where branch_id = :branch and reverses is null"
                  " order by on_day desc, id desc limit 1"));
    stmt_int(&st, ":branch", b->branch);
    if (stmt_row(&st)) {
        if (!stmt_col_is_null(&st, 0)) {
            record_set_int(r, HANDOVER_HANDLER, stmt_col_int(&st, 0));
        }
        record_set_text(r, HANDOVER_RECEIVER,
                        arena_str(a, stmt_col_text(&st, 1)));
    }
    return stmt_done(&st, err);
}

/* The fund that is kept for, when there is just one in the year. */
static bool propose_fund(struct book *b, struct record *r, struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("select min(id), count(*) from fund"
                  " where branch_id = :branch and for_year = :year"
                  " and kind = '" FUND_DUES "' and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    stmt_int(&st, ":year", accounts_year(b->today));
    if (stmt_row(&st) && stmt_col_int(&st, 1) == 1) {
        record_set_int(r, HANDOVER_FUND, stmt_col_int(&st, 0));
    }
    return stmt_done(&st, err);
}

/* All that is in hand, shared by the ratio that goes up. */
static bool propose_money(struct book *b, struct record *r, const char *kind,
                          struct err *err)
{
    struct in_hand hand;
    int64_t up;
    if (!handover_in_hand(b, kind, b->today, &hand, err)) {
        return false;
    }
    hand.fen = hand.fen > 0 ? hand.fen : 0;
    hand.cash = hand.cash > 0 ? hand.cash : 0;
    const struct dues_limit *remit =
        dues_limit(book_dues(b), DUES_REMIT, b->today);
    up = hand.fen;
    if (strcmp(kind, PAYMENT_LARGE) != 0) {
        money_share(hand.fen, remit->value, 1, &up);
    }
    record_set_int(r, HANDOVER_FEN, up);
    record_set_int(r, HANDOVER_KEPT, hand.fen - up);
    record_set_int(r, HANDOVER_CASH,
                   hand.cash < hand.fen ? hand.cash : hand.fen);
    record_set_null(r, HANDOVER_FUND);
    return hand.fen == up || propose_fund(b, r, err);
}

static bool propose(struct book *b, struct arena *a, struct record *r,
                    const char *kind, struct err *err)
{
    char text[8];
    int from;
    int to;
    record_set_int(r, HANDOVER_BRANCH, b->branch);
    record_set_text(r, HANDOVER_KIND, arena_str(a, kind));
    record_set_day(r, a, HANDOVER_ON, b->today);
    if (!propose_months(b, kind, &from, &to, err)) {
        return false;
    }
    record_set_text(r, HANDOVER_FROM, arena_str(a, month_text(from, text)));
    record_set_text(r, HANDOVER_TO, arena_str(a, month_text(to, text)));
    return handover_fill(b, r, err) && propose_money(b, r, kind, err) &&
           propose_people(b, a, r, err);
}

/* What cannot be read is left to be typed; saving says why. */
void handover_put(struct book *b, struct arena *a, struct record *r,
                  const char *kind)
{
    if (b->branch != 0) {
        propose(b, a, r, kind, NULL);
    }
}

bool handover_propose(struct book *b, struct arena *a, const char *kind,
                      struct record *out, struct err *err)
{
    *out = record_new(&ledger_handover, b, a);
    return propose(b, a, out, kind, err);
}
