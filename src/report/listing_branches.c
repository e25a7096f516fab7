/* The lists of all branches, one below the other: each is made as that of the
   branch in view, and gets a column with the branch's name. */
#include "pbtui/report/listing.h"

#include <string.h>

#include "listing_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/report/rollup_table.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

#define NOTHING "没有记录"

struct merging {
    struct book *book;
    struct arena *arena;
    const struct query *query;
    const struct listing_options *opt;
    struct org_branch *branches;
    size_t n;
    struct table *parts; /* one a branch */
    size_t n_columns;    /* of the widest */
    size_t at;           /* where the branch stands */
};

static bool make_parts(struct merging *m, struct err *err)
{
    struct book *b = m->book;
    int64_t branch = b->branch;
    bool ok = true;
    m->parts = arena_array(m->arena, m->n + 1, sizeof *m->parts);
    for (size_t i = 0; ok && i < m->n; i++) {
        b->branch = m->branches[i].id;
        ok = listing_make_as(&m->parts[i], b, m->arena, m->query, m->opt, err);
        if (ok && m->parts[i].n_columns > m->n_columns) {
            m->n_columns = m->parts[i].n_columns;
        }
    }
    b->branch = branch;
    return ok;
}

static const struct table_column *columns_of(const struct merging *m)
{
    struct table_column *columns =
        arena_array(m->arena, m->n_columns + 2, sizeof *columns);
    /* A part that is narrower has the last column all the same, unshown. */
    const struct table_column *own = m->parts[0].columns;
    for (size_t i = 0; i < m->n_columns; i++) {
        columns[i + (i >= m->at)] = own[i];
    }
    columns[m->at] = (struct table_column){
        .name = "branch", .title = "支部", .max_cols = 24, .min_cols = 8};
    return columns;
}

static const char **row_of(const struct merging *m, const char *const *cells,
                           size_t branch)
{
    const char **out = arena_array(m->arena, m->n_columns + 2, sizeof *out);
    for (size_t i = 0; i < m->n_columns; i++) {
        out[i + (i >= m->at)] = cells != NULL ? cells[i] : "";
    }
    out[m->at] = m->branches[branch].short_name;
    if (cells == NULL) {
        out[m->at + 1] = NOTHING;
    }
    return out;
}

/* Those without a record first. */
static void put_rows(const struct merging *m, struct table *out)
{
    size_t most = m->n;
    for (size_t i = 0; i < m->n; i++) {
        most += m->parts[i].n_rows;
    }
    const char *const **rows = arena_array(m->arena, most + 1, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < m->n; i++) {
        if (m->parts[i].n_rows == 0) {
            rows[n++] = row_of(m, NULL, i);
        }
    }
    size_t n_lacking = n;
    for (size_t i = 0; i < m->n; i++) {
        for (size_t k = 0; k < m->parts[i].n_rows; k++) {
            rows[n++] = row_of(m, m->parts[i].rows[k], i);
        }
    }
    out->rows = rows;
    out->n_rows = n;
    out->foot =
        arena_printf(m->arena, "共 %zu 条；%s", n - n_lacking,
                     rollup_foot(m->arena, m->n, n_lacking, "没有记录"));
}

static bool make_all(struct table *out, struct book *b, struct arena *a,
                     const struct query *q, const struct listing_options *opt,
                     struct err *err)
{
    struct merging m = {
        .book = b, .arena = a, .query = q, .opt = opt, .at = opt->ids};
    if (!listing_is_of_branch(q->view)) {
        bool ok = listing_make_as(out, b, a, q, opt, err);
        if (ok) {
            out->foot = arena_printf(a, "%s；这本台账不分支部。", out->foot);
        }
        return ok;
    }
    /* Up to a day: of the branches that there were then, too. */
    int first = q->to == DATE_NONE ? b->day : date_of(1900, 1, 1);
    int from = q->from == DATE_NONE ? first : q->from;
    int to = q->to == DATE_NONE ? b->day : q->to;
    m.n = org_list_of(b, a, from, to, &m.branches);
    if (m.n == 0) {
        return listing_make_as(out, b, a, q, opt, err);
    }
    if (!make_parts(&m, err)) {
        return false;
    }
    *out = m.parts[0];
    out->of = "全部支部";
    out->columns = columns_of(&m);
    out->n_columns = m.n_columns + 1;
    put_rows(&m, out);
    return true;
}

/* One look at the ledger: what another window saves meanwhile is in all of the
   parts or in none. */
bool listing_make_all(struct table *out, struct book *b, struct arena *a,
                      const struct query *q, const struct listing_options *opt,
                      struct err *err)
{
    return tx_begin(b->db, opt->reveal != NULL ? TX_WRITE : TX_READ, err) &&
           tx_end(b->db, make_all(out, b, a, q, opt, err), err);
}
