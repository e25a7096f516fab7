/* Which records of 党费 and 经费 a span has paper for, and the entries of the
   funds with what is left behind each.  Reading only; the payments themselves
   are dues_list.c. */
#include "pbtui/ledger/dues_list.h"

#include "accounts_parts.h"
#include "dues_parts.h"
#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/dues_accounts.h"

/* ---- records ----------------------------------------------------------- */

#define OF_BRANCH " where branch_id = :branch and voided_on is null"
#define YEARS                                                                  \
    " between cast(substr(:from, 1, 4) as integer)"                            \
    " and cast(substr(:to, 1, 4) as integer)"
#define MONTHS " between substr(:from, 1, 7) and substr(:to, 1, 7)"

static const char *const papers[] = {
    [DUES_PAPER_PAYMENT] =
        SQL("select id from payment" OF_BRANCH " and no is not null"
            " and paid_on between :from and :to"
            " order by year, no"),
    [DUES_PAPER_LARGE] = SQL("select id from payment" OF_BRANCH
                             " and no is not null and kind = '" PAYMENT_LARGE
                             "' and paid_on between :from and :to"
                             " order by year, no"),
    [DUES_PAPER_SITTING] = SQL("select id from sitting" OF_BRANCH
                               " and on_day between :from and :to"
                               " order by on_day, year, no"),
    [DUES_PAPER_HANDOVER] = SQL("select id from handover" OF_BRANCH
                                " and on_day between :from and :to"
                                " order by on_day, year, no"),
    [DUES_PAPER_NOTICE] = SQL("select id from dues_notice" OF_BRANCH
                              " and from_on between :from and :to"
                              " order by from_on, id"),
    [DUES_PAPER_REMINDER] = SQL("select id from reminder" OF_BRANCH
                                " and on_day between :from and :to"
                                " order by on_day, id"),
    /* Next year is assessed in December: what is ahead is on the sheet. */
    [DUES_PAPER_ASSESS] = SQL("select id from assess" OF_BRANCH
                              " and for_year" YEARS " order by for_year, no"),
    [DUES_PAPER_RELIEF] = SQL("select id from assess" OF_BRANCH
                              " and relief is not null and from_month" MONTHS
                              " order by from_month, no"),
    [DUES_PAPER_FUND] = SQL("select id from fund" OF_BRANCH
                            " and for_year" YEARS " order by for_year, ord,"
                            " id"),
    /* Where they stand in the last month of theirs. */
    [DUES_PAPER_CARD] =
        SQL("select person_id, max(month), ord from due" OF_BRANCH
            " and month" MONTHS " group by person_id"
            " order by 2 desc, 3, 1"),
};

/* The whole year, whatever the day in view: sheets of a year are made up ahead
   of it. */
static bool is_ahead(enum dues_paper kind)
{
    return kind == DUES_PAPER_ASSESS || kind == DUES_PAPER_RELIEF ||
           kind == DUES_PAPER_FUND;
}

static void bind_whole(struct stmt *st, const struct book *b,
                       const struct span *span)
{
    char day[11];
    stmt_int(st, ":branch", b->branch);
    stmt_text(st, ":from", date_text(span->from, day));
    stmt_text(st, ":to", date_text(span->to, day));
}

bool dues_papers(struct book *b, struct arena *a, enum dues_paper kind,
                 const struct span *span, int64_t **ids, size_t *n,
                 struct err *err)
{
    struct stmt st;
    int64_t *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, b->db, papers[kind]);
    if (is_ahead(kind)) {
        bind_whole(&st, b, span);
    } else {
        life_bind(&st, b, span);
    }
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = stmt_col_int(&st, 0);
    }
    *ids = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取要印的党费记录");
}

bool handover_reversed_by(struct book *b, int64_t id, char out[16],
                          struct err *err)
{
    return posting_reversed_by(&handover_posting, b, id, out, err);
}

/* ---- entries ----------------------------------------------------------- */

#define ENTRIES                                                                \
    "with line as (select t.*, sum(iif(t.io = '" FUND_IN                       \
    "', t.fen, -t.fen)) over (partition by t.fund_id"                          \
    " order by t.on_day, t.year, t.no, t.id) as balance"                       \
    " from fund_entry t where t.branch_id = :branch"                           \
    " and t.voided_on is null and (:fund = 0 or t.fund_id = :fund))"           \
    " select l.id, l.fund_id, f.name, f.kind, l.year, l.no, l.on_day,"         \
    " l.io = '" FUND_IN "', l.fen, l.balance, l.use, l.what, l.voucher,"       \
    " h.name, l.approver, l.note, e.title, coalesce(e.on_day, l.decided_on),"  \
    " r.year, r.no, v.year, v.no, v.on_day"                                    \
    " from line l join fund f on f.id = l.fund_id"                             \
    " left join person h on h.id = l.handler_id"                               \
    " left join event e on e.id = l.event_id"                                  \
    " left join fund_entry r on r.id = l.reverses"                             \
    " left join fund_entry v on v.reverses = l.id"                             \
    " where l.on_day between :from and :to"                                    \
    " order by f.for_year, f.ord, f.id, l.on_day, l.year, l.no, l.id"

enum entry_column {
    E_ID,
    E_FUND,
    E_FUND_NAME,
    E_FUND_KIND,
    E_YEAR,
    E_NO,
    E_ON,
    E_IN,
    E_FEN,
    E_BALANCE,
    E_USE,
    E_WHAT,
    E_VOUCHER,
    E_HANDLER,
    E_APPROVER,
    E_NOTE,
    E_EVENT,
    E_DECIDED,
    E_REVERSES_YEAR,
    E_REVERSES_NO,
    E_REVERSED_YEAR,
    E_REVERSED_NO,
    E_REVERSED_ON
};

static struct fund_line read_entry(struct stmt *st, struct arena *a)
{
    return (struct fund_line){
        .id = stmt_col_int(st, E_ID),
        .fund = stmt_col_int(st, E_FUND),
        .fund_name = life_text(st, a, E_FUND_NAME),
        .fund_kind = life_text(st, a, E_FUND_KIND),
        .number = dues_number(st, a, E_YEAR, E_NO),
        .on = life_day(st, E_ON),
        .in = stmt_col_int(st, E_IN) != 0,
        .fen = stmt_col_int(st, E_FEN),
        .balance = stmt_col_int(st, E_BALANCE),
        .use = life_text(st, a, E_USE),
        .what = life_text(st, a, E_WHAT),
        .voucher = life_text(st, a, E_VOUCHER),
        .handler = life_text(st, a, E_HANDLER),
        .approver = life_text(st, a, E_APPROVER),
        .note = life_text(st, a, E_NOTE),
        .event = life_text(st, a, E_EVENT),
        .decided_on = life_day(st, E_DECIDED),
        .reverses_number = dues_number(st, a, E_REVERSES_YEAR, E_REVERSES_NO),
        .reversed_number = dues_number(st, a, E_REVERSED_YEAR, E_REVERSED_NO),
        .reversed_on = life_day(st, E_REVERSED_ON),
    };
}

bool fund_lines(struct book *b, struct arena *a, int64_t fund,
                const struct span *span, struct fund_line **out, size_t *n,
                struct err *err)
{
    struct stmt st;
    struct fund_line *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, b->db, SQL(ENTRIES));
    stmt_int(&st, ":fund", fund);
    life_bind(&st, b, span);
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = read_entry(&st, a);
    }
    *out = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取经费收支");
}
