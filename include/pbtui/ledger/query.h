/* Lists: filter, order, keyset pages.  SQL is put together from literals of
   the descriptors; values are only bound. */
#ifndef PBTUI_LEDGER_QUERY_H
#define PBTUI_LEDGER_QUERY_H

#include "pbtui/ledger/ledger.h"

struct query {
    const struct ledger *ledger;
    const struct ledger_view *view;
    int sort; /* field, -1: the ledger's order */
    bool descending;
    const char *find;        /* words, all must be found; "" none */
    int facet;               /* field that must have one value, -1: none */
    const char *facet_value; /* as SQL gives it; "" is null */
    int64_t parent;          /* only rows of this owner; 0: all */
    int64_t only_id;         /* > 0: begin at this row */
    const char *key;         /* go on behind this one, NULL: from the end */
    bool backward;
    size_t limit;
    int from, to;     /* DATE_NONE: no bound; on the ledger's day column */
    const char *kind; /* only rows of this kind (of_kind); NULL: all */
    int64_t grp;      /* with it: only of this 党小组; 0: all */
    int year;         /* with it: only for this 所属年度; 0: all */
};

struct query_row {
    int64_t id;
    const char **cells; /* one a column of the view, as shown */
    const char *key;
    bool voided;
};

struct query query_of(const struct ledger *l, const struct ledger_view *v);
bool query_page(struct book *b, struct arena *a, const struct query *q,
                struct query_row *rows, size_t *n, struct err *err);
bool query_count(struct book *b, const struct query *q, int64_t *n,
                 struct err *err);
/* The values a field has among the view's rows, most frequent first. */
struct query_facet {
    const char *value; /* for facet_value */
    const char *shown;
    int64_t count;
};
bool query_facets(struct book *b, struct arena *a, const struct query *q,
                  int field, struct query_facet *out, size_t *n,
                  struct err *err);
/* Every row, one at a time; stops when `row` says false. */
bool query_each(struct book *b, struct arena *a, const struct query *q,
                bool (*row)(void *ctx, const struct query_row *r), void *ctx,
                struct err *err);

#endif
