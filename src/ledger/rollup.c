/* Branch by branch, the view of the book is put on each in turn and back again;
   what one of them says is kept, and added up where that has a meaning. */
#include "pbtui/ledger/rollup.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/store/tx.h"
#include "pbtui/text/date.h"

/* Those of which something is to be said first, each of the two in its order.
 */
static size_t *in_order(struct arena *a, const bool *first, size_t n)
{
    size_t *order = arena_array(a, n + 1, sizeof *order);
    size_t at = 0;
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < n; i++) {
            if (first[i] == (turn == 0)) {
                order[at++] = i;
            }
        }
    }
    return order;
}

/* ---- figures ------------------------------------------------------------ */

bool rollup_lacks(const struct figure_answer *of, size_t value)
{
    bool word = of->figure->values[value].how == FIGURE_LAST;
    return word ? of->values[value][0] == '\0' : of->numbers[value] == 0;
}

static bool adds(const struct figure_rule *v)
{
    return v->how != FIGURE_DISTINCT && v->how != FIGURE_LAST;
}

static const char *total_of(const struct rollup_line *line, struct arena *a,
                            size_t n, size_t value)
{
    const struct figure_rule *v = &line->figure->values[value];
    struct figure_sum all = {0, 0};
    if (!adds(v)) {
        return "—";
    }
    for (size_t i = 0; i < n; i++) {
        all.over += line->of[i].sums[value].over;
        all.under += line->of[i].sums[value].under;
    }
    return v->how == FIGURE_SHARE && all.under == 0
               ? "—"
               : figure_shown(a, v, figure_number(v, all));
}

static void add_up(struct rollup_line *line, struct arena *a, size_t n)
{
    size_t n_values = line->figure->n_values;
    bool *none = arena_array(a, n + 1, sizeof *none);
    line->totals = arena_array(a, n_values + 1, sizeof *line->totals);
    line->lacking = arena_array(a, n_values + 1, sizeof *line->lacking);
    for (size_t v = 0; v < n_values; v++) {
        line->totals[v] = total_of(line, a, n, v);
        line->lacking[v] = 0;
        for (size_t i = 0; i < n; i++) {
            bool lacks = rollup_lacks(&line->of[i], v);
            line->lacking[v] += lacks;
            none[i] = v == 0 ? lacks : none[i];
        }
    }
    line->order = in_order(a, none, n);
}

/* What is said of it without its rows. */
static struct figure_answer kept(struct arena *a, const struct figure_answer *x)
{
    size_t n = x->figure->n_values;
    struct figure_answer out = {.figure = x->figure, .span = x->span};
    out.values = arena_array(a, n + 1, sizeof *out.values);
    out.numbers = arena_array(a, n + 1, sizeof *out.numbers);
    out.sums = arena_array(a, n + 1, sizeof *out.sums);
    for (size_t i = 0; i < n; i++) {
        out.values[i] = arena_str(a, x->values[i]);
        out.numbers[i] = x->numbers[i];
        out.sums[i] = x->sums[i];
    }
    return out;
}

/* Figures that all branches are asked for; `rows` are thrown away after each
   when it is not the arena of what is kept. */
struct asking {
    struct book *book;
    struct arena *arena, *rows;
    struct rollup_figures *out;
};

static bool ask_branches(struct asking *as, struct rollup_line *line,
                         struct err *err)
{
    struct rollup_figures *r = as->out;
    for (size_t i = 0; i < r->n_branches; i++) {
        struct figure_answer x;
        as->book->branch = r->branches[i].id;
        if (!figure_ask(as->book, as->rows, line->figure, &r->span, &x, err)) {
            return false;
        }
        line->of[i] = as->rows == as->arena ? x : kept(as->arena, &x);
        if (as->rows != as->arena) {
            arena_reset(as->rows);
        }
    }
    return true;
}

static void add_line(struct asking *as, const struct figure *f)
{
    struct err why = ERR_INIT;
    struct arena *a = as->arena;
    struct rollup_figures *r = as->out;
    struct rollup_line *line = &r->lines[r->n++];
    *line = (struct rollup_line){.figure = f};
    line->of = arena_array(a, r->n_branches + 1, sizeof *line->of);
    if (ask_branches(as, line, &why)) {
        add_up(line, a, r->n_branches);
    } else {
        line->why = arena_printf(a, "%s（%s）", why.text, why.code);
        r->n_failed++;
    }
}

bool rollup_figures(struct book *b, struct arena *a, const struct span *span,
                    const struct figure *only, struct rollup_figures *out,
                    struct err *err)
{
    struct arena rows = ARENA_INIT;
    const struct figure_set *set = book_figures(b);
    struct asking as = {b, a, only != NULL ? a : &rows, out};
    int64_t branch = b->branch;
    *out = (struct rollup_figures){.span = *span};
    out->lines = arena_array(a, set->n + 1, sizeof *out->lines);
    if (!figures_hold(b, err)) {
        return false;
    }
    out->n_branches = org_list_of(b, a, span->from, span->to, &out->branches);
    for (size_t i = 0; i < set->n; i++) {
        if (only == NULL || only == &set->list[i]) {
            add_line(&as, &set->list[i]);
        }
    }
    b->branch = branch;
    arena_clear(&rows);
    return figures_let_go(b, err);
}

/* ---- duties ------------------------------------------------------------- */

static bool judge_branches(struct book *b, struct arena *a,
                           struct rollup_duties *out, struct err *err)
{
    bool *first = arena_array(a, out->n + 1, sizeof *first);
    for (size_t i = 0; i < out->n; i++) {
        b->branch = out->branches[i].id;
        if (!duty_matrix_of(b, a, out->year, false, &out->of[i], err)) {
            return err_doing(err, "统计%s", out->branches[i].short_name);
        }
        out->missing[i] = out->month == MONTH_NONE
                              ? out->of[i].missing
                              : duties_missing_in(&out->of[i], out->month);
        first[i] = out->missing[i] > 0;
        out->n_missing += first[i];
    }
    out->order = in_order(a, first, out->n);
    return true;
}

bool rollup_duties(struct book *b, struct arena *a, int year, int month,
                   struct rollup_duties *out, struct err *err)
{
    struct span span =
        month == MONTH_NONE ? span_of_year(year) : span_of_month(month);
    int64_t branch = b->branch;
    *out =
        (struct rollup_duties){.year = year, .month = month, .today = b->day};
    if (!tx_begin(b->db, TX_READ, err)) {
        return false;
    }
    out->n = org_list_of(b, a, span.from, span.to, &out->branches);
    out->of = arena_array(a, out->n + 1, sizeof *out->of);
    out->missing = arena_array(a, out->n + 1, sizeof *out->missing);
    bool ok = judge_branches(b, a, out, err);
    b->branch = branch;
    return tx_end(b->db, ok, err);
}
