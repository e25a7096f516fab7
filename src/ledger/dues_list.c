/* Payments for paper: each month that one pays is a line, with the payment it
   is of, its number and what took it back.

   One query for each way of asking, over the same columns.  What was taken back
   before it was posted is not listed, except when it is asked for by itself. */
#include "pbtui/ledger/dues_list.h"

#include <string.h>

#include "dues_parts.h"
#include "life_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

#define LINES                                                                  \
    "select p.id, p.year, p.no, p.kind, p.way, p.month, p.paid_on, p.fen,"     \
    " coalesce(p.person_id, 0), coalesce(p.payer, g.name, ''), p.proof,"       \
    " p.note, p.reason, s.taken_by, coalesce(p.reverses, 0), r.year, r.no,"    \
    " v.year, v.no, v.month, v.paid_on, coalesce(r.month, p.month),"           \
    " coalesce(x.person_id, p.person_id, 0),"                                  \
    " coalesce(n.name, g.name, p.payer, ''), x.month,"                         \
    " coalesce(x.fen, p.fen)"                                                  \
    " from payment p left join payment_part x on x.payment_id = p.id"          \
    " and (x.voided_on is null or p.voided_on is not null)"                    \
    " left join person n on n.id = x.person_id"                                \
    " left join person g on g.id = p.person_id"                                \
    " left join sitting s on s.id = p.sitting_id"                              \
    " left join payment r on r.id = p.reverses"                                \
    " left join payment v on v.reverses = p.id and v.voided_on is null"
#define IN_ORDER " order by p.no is null, p.year, p.no, p.id, x.id"
#define IN_FORCE " and p.voided_on is null and p.paid_on <= :until"

enum line_column {
    L_ID,
    L_YEAR,
    L_NO,
    L_KIND,
    L_WAY,
    L_BOOKED,
    L_ON,
    L_TOTAL,
    L_PAYER,
    L_BY,
    L_PROOF,
    L_NOTE,
    L_REASON,
    L_TAKEN_BY,
    L_REVERSES,
    L_REVERSES_YEAR,
    L_REVERSES_NO,
    L_REVERSED_YEAR,
    L_REVERSED_NO,
    L_REVERSED_MONTH,
    L_REVERSED_ON,
    L_CAME,
    L_PERSON,
    L_NAME,
    L_MONTH,
    L_FEN
};

/* MONTH_NONE for null. */
static int col_month(struct stmt *st, int i)
{
    int month = MONTH_NONE;
    month_read(stmt_col_text(st, i), &month);
    return month;
}

static struct dues_line_of read_line(struct stmt *st, struct arena *a)
{
    return (struct dues_line_of){
        .payment = stmt_col_int(st, L_ID),
        .number = dues_number(st, a, L_YEAR, L_NO),
        .kind = life_text(st, a, L_KIND),
        .way = life_text(st, a, L_WAY),
        .booked = col_month(st, L_BOOKED),
        .came = col_month(st, L_CAME),
        .on = life_day(st, L_ON),
        .total = stmt_col_int(st, L_TOTAL),
        .payer = stmt_col_int(st, L_PAYER),
        .by = life_text(st, a, L_BY),
        .proof = life_text(st, a, L_PROOF),
        .note = life_text(st, a, L_NOTE),
        .reason = life_text(st, a, L_REASON),
        .taken_by = life_text(st, a, L_TAKEN_BY),
        .reverses = stmt_col_int(st, L_REVERSES),
        .reverses_number = dues_number(st, a, L_REVERSES_YEAR, L_REVERSES_NO),
        .reversed_number = dues_number(st, a, L_REVERSED_YEAR, L_REVERSED_NO),
        .reversed_month = col_month(st, L_REVERSED_MONTH),
        .reversed_on = life_day(st, L_REVERSED_ON),
        .person = stmt_col_int(st, L_PERSON),
        .name = life_text(st, a, L_NAME),
        .month = col_month(st, L_MONTH),
        .fen = stmt_col_int(st, L_FEN),
    };
}

static const char *const queries[] = {
    [DUES_LINES_BOOKED] = SQL(LINES " where p.branch_id = :branch"
                                    " and p.month = :month" IN_FORCE IN_ORDER),
    [DUES_LINES_FOR] = SQL(LINES " where x.branch_id = :branch"
                                 " and x.month = :month"
                                 " and p.month <= :month" IN_FORCE IN_ORDER),
    [DUES_LINES_SITTING] = SQL(LINES " where p.sitting_id = :id" IN_ORDER),
    [DUES_LINES_PAYMENT] = SQL(LINES " where p.id = :id" IN_ORDER),
    [DUES_LINES_PERSON] = SQL(LINES " where x.person_id = :id"
                                    " and x.month between :first and :last"
                                    " and +x.branch_id = :branch" IN_FORCE
                                    " order by x.month, p.paid_on, p.id"),
    [DUES_LINES_LARGE] =
        SQL(LINES " where p.branch_id = :branch"
                  " and p.kind = '" PAYMENT_LARGE "'"
                  " and p.paid_on between :from and :to"
                  " and p.voided_on is null"
                  " order by p.paid_on, p.no is null, p.year, p.no,"
                  " p.id"),
};

static void bind_until(struct stmt *st, const struct dues_lines_ask *ask)
{
    char day[11];
    stmt_text(st, ":until",
              ask->until == DATE_NONE ? "9999" : date_text(ask->until, day));
}

static void bind_months(struct stmt *st, struct book *b,
                        const struct dues_lines_ask *ask)
{
    char text[8];
    stmt_int(st, ":branch", b->branch);
    if (ask->which == DUES_LINES_PERSON) {
        stmt_int(st, ":id", ask->id);
        stmt_text(st, ":first", month_text(month_of(ask->span.from), text));
        stmt_text(st, ":last", month_text(month_of(ask->span.to), text));
    } else {
        stmt_text(st, ":month", month_text(ask->month, text));
    }
    bind_until(st, ask);
}

bool dues_lines(struct book *b, struct arena *a,
                const struct dues_lines_ask *ask, struct dues_line_of **out,
                size_t *n, struct err *err)
{
    struct stmt st;
    struct dues_line_of *list = NULL;
    size_t cap = 0;
    *n = 0;
    stmt_open(&st, b->db, queries[ask->which]);
    if (ask->which == DUES_LINES_SITTING || ask->which == DUES_LINES_PAYMENT) {
        stmt_int(&st, ":id", ask->id);
    } else if (ask->which == DUES_LINES_LARGE) {
        life_bind(&st, b, &ask->span);
    } else {
        bind_months(&st, b, ask);
    }
    while (stmt_row(&st)) {
        MEM_PUSH(list, *n, cap);
        list[(*n)++] = read_line(&st, a);
    }
    *out = life_keep(a, list, *n, sizeof *list);
    return stmt_done(&st, err) || err_doing(err, "读取收款");
}

bool dues_begun(struct book *b, int month, bool *out, struct err *err)
{
    struct stmt st;
    char text[8];
    stmt_open(&st, b->db,
              SQL("select 1 from dues_month where branch_id = :branch"
                  " and month <= :month and voided_on is null limit 1"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    *out = stmt_row(&st);
    return stmt_done(&st, err);
}

bool dues_month_id(struct book *b, int month, int64_t *id, struct err *err)
{
    struct stmt st;
    char text[8];
    *id = 0;
    stmt_open(&st, b->db,
              SQL("select id from dues_month where branch_id = :branch"
                  " and month = :month and voided_on is null"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    if (stmt_row(&st)) {
        *id = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err);
}

/* ---- a year's payments and a year's months ------------------------------ */

static void bind_year(struct stmt *st, struct book *b, int year)
{
    char text[11];
    struct span s = span_of_year(year);
    stmt_int(st, ":branch", b->branch);
    stmt_int(st, ":year", year);
    stmt_text(st, ":from", date_text(s.from, text));
    stmt_text(st, ":to", date_text(s.to, text));
}

static bool sum_taken(struct book *b, int year, struct dues_bridge *out,
                      struct err *err)
{
    struct stmt st;
    stmt_open(&st, b->db,
              SQL("with part as (select p.fen as fen, x.fen as part,"
                  " cast(substr(x.month, 1, 4) as integer) as of_year"
                  " from payment p left join payment_part x"
                  " on x.payment_id = p.id and x.voided_on is null"
                  " where p.branch_id = :branch and p.no is not null"
                  " and p.voided_on is null"
                  " and p.paid_on between :from and :to)"
                  " select coalesce(sum(fen) filter"
                  " (where of_year is null), 0),"
                  " coalesce(sum(part) filter (where of_year < :year), 0),"
                  " coalesce(sum(part) filter (where of_year > :year), 0),"
                  " coalesce(sum(part) filter (where of_year = :year), 0)"
                  " from part"));
    bind_year(&st, b, year);
    if (stmt_row(&st)) {
        out->large = stmt_col_int(&st, 0);
        out->before = stmt_col_int(&st, 1);
        out->after = stmt_col_int(&st, 2);
        out->own = stmt_col_int(&st, 3);
    }
    return stmt_done(&st, err);
}

bool dues_bridge_of(struct book *b, int year, struct dues_bridge *out,
                    struct err *err)
{
    struct stmt st;
    memset(out, 0, sizeof *out);
    if (!sum_taken(b, year, out, err)) {
        return false;
    }
    stmt_open(&st, b->db,
              SQL("select coalesce(sum(x.fen), 0) from payment_part x"
                  " join payment p on p.id = x.payment_id"
                  " where x.branch_id = :branch and x.month"
                  " between :year || '-01' and :year || '-12'"
                  " and x.voided_on is null and p.voided_on is null"
                  " and p.no is not null"
                  " and p.paid_on not between :from and :to"));
    bind_year(&st, b, year);
    if (stmt_row(&st)) {
        out->elsewhere = stmt_col_int(&st, 0);
    }
    return stmt_done(&st, err) || err_doing(err, "核对全年党费");
}
