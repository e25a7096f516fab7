/* The rows of a query that a file brings (a figure, an inspection rule), of the
   branch in view.

   The text may name :branch, :from, :to, :year (of :to), :day (the day in view,
   or :to when that is earlier), and what the program works out and no table
   holds (see ledger/facts.h), which comes as JSON: json_each(:duties).
   {birthdays.state} in it is what the file of that register works out, over a
   row that the query calls t; months_on('2025-08-31', 6), a day with months
   added, is 2026-02-28. */
#ifndef PBTUI_LEDGER_GUEST_ROWS_H
#define PBTUI_LEDGER_GUEST_ROWS_H

#include "pbtui/ledger/ledger.h"
#include "pbtui/text/date.h"

/* The first four columns have these names. */
struct guest_row {
    const char *book; /* name of the ledger; "" when it opens into none */
    int64_t id;
    const char *date, *text;
    const char *const *cells; /* of all columns, as stored; "" for null */
};
struct guest_rows {
    const char *const *columns;
    size_t n_columns;
    struct guest_row *list;
    size_t n;
    const char *lacks; /* of the four; then there is no row.  NULL: none */
};
/* False: the text is not one query that only reads (E-GUEST-…). */
bool guest_rows_ask(struct book *b, struct arena *a, const char *sql,
                    const struct span *span, struct guest_rows *out,
                    struct err *err);
/* What was worked out for one query, kept in its arena for the next ones of the
   same days while nothing is written; starts as {0}. */
#define GUEST_FACTS_MOST 16
struct guest_facts {
    const char *json[GUEST_FACTS_MOST]; /* as facts_names */
};
bool guest_rows_ask_again(struct book *b, struct arena *a, const char *sql,
                          const struct span *span, struct guest_facts *kept,
                          struct guest_rows *out, struct err *err);
/* -1: there is none of that name. */
int guest_rows_column(const struct guest_rows *rows, const char *name);

#endif
