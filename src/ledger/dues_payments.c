/* What somebody paid, payment by payment: for whoever wants to take one of them
   back.  Reading only. */
#include "dues_parts.h"

#include <inttypes.h>

#include "pbtui/ledger/dues_accounts.h"
#include "pbtui/text/date.h"

#define PAYS_FOR DUES_PAYS_FOR("p.id", "y.voided_on is null")

static void take_row(struct arena *a, struct stmt *st, struct dues_paid *p)
{
    char number[16] = "";
    *p = (struct dues_paid){
        .id = stmt_col_int(st, 0),
        .on = DATE_NONE,
        .way = arena_str(a, stmt_col_text(st, 4)),
        .fen = stmt_col_int(st, 5),
        .part = stmt_col_int(st, 6),
        .n_people = (size_t)stmt_col_int(st, 7),
        .pays_for = arena_str(a, stmt_col_text(st, 8)),
        .here = stmt_col_int(st, 10),
        .posted = !stmt_col_is_null(st, 2),
    };
    if (p->posted) {
        number_text((int)stmt_col_int(st, 1), stmt_col_int(st, 2), number);
    }
    p->number = arena_str(a, number);
    date_read(stmt_col_text(st, 3), &p->on);
}

bool dues_payments_of(struct book *b, struct arena *a, int64_t person,
                      int month, struct dues_paid **out, size_t *n,
                      struct err *err)
{
    char text[8];
    struct stmt st;
    *out = NULL;
    *n = 0;
    stmt_open(
        &st, b->db,
        SQL("select p.id, p.year, p.no, p.paid_on, p.way, p.fen, sum(x.fen),"
            " (select count(distinct y.person_id) from payment_part y"
            " where y.payment_id = p.id and y.voided_on is null),"
            " " PAYS_FOR ", count(*) over (),"
            " sum(case when x.month = :month then x.fen else 0 end)"
            " from payment_part x join payment p on p.id = x.payment_id"
            " where x.person_id = :person and x.branch_id = :branch"
            " and x.voided_on is null and p.voided_on is null"
            " and exists (select 1 from payment_part y"
            " where y.payment_id = p.id and y.voided_on is null"
            " and y.person_id = :person"
            " and (y.month = :month or p.month = :month))"
            " and " PAYMENT_STANDS " group by p.id order by p.id desc"));
    stmt_int(&st, ":person", person);
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    while (stmt_row(&st)) {
        if (*n == 0) {
            *out = arena_array(a, (size_t)stmt_col_int(&st, 9), sizeof **out);
        }
        take_row(a, &st, &(*out)[(*n)++]);
    }
    return stmt_done(&st, err);
}

bool dues_came_in(struct book *b, int month, struct dues_came *out,
                  struct err *err)
{
    char text[8];
    struct stmt st;
    *out = (struct dues_came){0};
    stmt_open(&st, b->db,
              SQL("select way, sum(fen) from payment where branch_id = :branch"
                  " and month = :month and voided_on is null group by way"));
    stmt_int(&st, ":branch", b->branch);
    stmt_text(&st, ":month", month_text(month, text));
    while (stmt_row(&st)) {
        const char *way = stmt_col_text(&st, 0);
        *dues_of_way(way, &out->cash, &out->transfer, &out->online) +=
            stmt_col_int(&st, 1);
    }
    return stmt_done(&st, err);
}
