/* Rows of a table of 党内统计: what the table's own room fills in, and formulas
   over other rows, which put the lists together by what their entries are, so
   that a sum is its people and a difference names who is one too many. */
#include "stats_parts.h"

#include <stdlib.h>
#include <string.h>

#include "pbtui/base/log.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"

/* ---- lists --------------------------------------------------------------- */

void stats_list_add(struct stats_list *l, const struct stats_entry *e)
{
    MEM_PUSH(l->v, l->n, l->cap);
    l->v[l->n++] = *e;
}

struct stats_cell stats_list_close(struct stats_list *l, struct arena *a)
{
    struct stats_entry *v = arena_array(a, l->n + 1, sizeof *v);
    struct stats_cell c = {.list = v, .n_list = l->n};
    for (size_t i = 0; i < l->n; i++) {
        v[i] = l->v[i];
        c.n += v[i].sign;
    }
    mem_free(l->v);
    *l = (struct stats_list){.n = 0};
    return c;
}

void stats_note_add(struct stats_work *w, const char *word,
                    struct stats_cell who, const char *text)
{
    struct stats_note *v =
        arena_array(w->arena, w->n_notes + 1, sizeof *w->notes);
    if (w->n_notes > 0) {
        memcpy(v, w->notes, w->n_notes * sizeof *v);
    }
    v[w->n_notes++] = (struct stats_note){word, text, who};
    w->notes = v;
}

const char *stats_day(struct arena *a, int day)
{
    char text[11];
    return arena_str(a, date_text(day, text));
}

bool stats_is_kind(const char *table, const char *code, const char *word)
{
    const struct code_table *t = codes_table(table);
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return strcmp(t->codes[i].name, word) == 0 ||
                   strcmp(t->codes[i].group, word) == 0;
        }
    }
    return false;
}

const char *stats_rule_is(const char *rule, const char *word)
{
    size_t n = strlen(word);
    if (strncmp(rule, word, n) != 0 || (rule[n] != ' ' && rule[n] != '\0')) {
        return NULL;
    }
    return rule[n] == ' ' ? rule + n + 1 : rule + n;
}

/* ---- formulas ------------------------------------------------------------ */

static const struct stats_row *row_of(const struct stats_row *rows, size_t n,
                                      long no)
{
    for (size_t i = 0; i < n; i++) {
        if (strtol(rows[i].no, NULL, 10) == no) {
            return &rows[i];
        }
    }
    die("there is no row %ld", no);
}

/* The same one again: what it comes to, all taken together. */
static void put_together(struct stats_list *l, const struct stats_entry *e,
                         int sign)
{
    for (size_t i = 0; i < l->n; i++) {
        if (l->v[i].key == e->key) {
            l->v[i].sign += sign * e->sign;
            return;
        }
    }
    struct stats_entry more = *e;
    more.sign *= sign;
    stats_list_add(l, &more);
}

static void drop_even(struct stats_list *l)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++) {
        if (l->v[i].sign != 0) {
            l->v[n++] = l->v[i];
        }
    }
    l->n = n;
}

/* "3 5 -7" over the rows. */
static struct stats_cell formula(struct stats_work *w, const char *terms,
                                 const struct stats_row *rows, size_t n,
                                 size_t column)
{
    struct stats_list l = {.n = 0};
    for (const char *s = terms; *s != '\0';) {
        char *next;
        long no = strtol(s, &next, 10);
        if (next == s) {
            die("%s is no formula", terms);
        }
        const struct stats_row *row = row_of(rows, n, no < 0 ? -no : no);
        const struct stats_cell *c = &row->cells[column];
        for (size_t i = 0; i < c->n_list; i++) {
            put_together(&l, &c->list[i], no < 0 ? -1 : 1);
        }
        s = next + strspn(next, " ");
    }
    drop_even(&l);
    return stats_list_close(&l, w->arena);
}

static void explain_all(struct stats_work *w, stats_explain *explain, void *ctx,
                        struct stats_cell *c)
{
    struct stats_entry *v = arena_array(w->arena, c->n_list + 1, sizeof *v);
    for (size_t i = 0; i < c->n_list; i++) {
        v[i] = c->list[i];
        explain(w, &v[i], ctx);
    }
    c->list = v;
}

/* ---- all of them --------------------------------------------------------- */

static bool is_everybody(const char *rule)
{
    return stats_rule_is(rule, "before") != NULL ||
           stats_rule_is(rule, "after") != NULL;
}

/* Sums stand above what they add, so that they wait for it; of sums of sums the
   one above comes first. */
static void put_formulas(struct stats_work *w, struct stats_row *rows,
                         stats_explain *explain, void *ctx)
{
    const struct stats_plan *p = &w->plan;
    for (size_t i = 0; i < p->n_rows; i++) {
        const char *sum = stats_rule_is(p->rows[i].rule, "sum");
        const char *gap = stats_rule_is(p->rows[i].rule, "gap");
        const char *terms = sum != NULL ? sum : gap;
        if (terms == NULL) {
            continue;
        }
        struct stats_cell *cells =
            arena_array(w->arena, p->n_columns, sizeof *cells);
        for (size_t c = 0; c < p->n_columns; c++) {
            cells[c] = formula(w, terms, rows, p->n_rows, c);
            if (sum == NULL && explain != NULL) {
                explain_all(w, explain, ctx, &cells[c]);
            }
        }
        rows[i].cells = cells;
        rows[i].derived = sum != NULL;
        rows[i].must_be_0 = sum == NULL;
    }
}

bool stats_rows(struct stats_work *w, stats_fill *fill, stats_explain *explain,
                void *ctx, struct stats_table *out)
{
    const struct stats_plan *p = &w->plan;
    struct stats_row *rows = arena_array(w->arena, p->n_rows + 1, sizeof *rows);
    for (size_t i = 0; i < p->n_rows; i++) {
        const char *rule = p->rows[i].rule;
        struct stats_cell *cells =
            arena_array(w->arena, p->n_columns, sizeof *cells);
        bool waits = stats_rule_is(rule, "sum") != NULL ||
                     stats_rule_is(rule, "gap") != NULL;
        if (!waits && !fill(w, rule, cells, ctx)) {
            return false;
        }
        rows[i] = (struct stats_row){.no = p->rows[i].no,
                                     .name = p->rows[i].name,
                                     .cells = cells,
                                     .n_cells = p->n_columns,
                                     .derived = is_everybody(rule)};
    }
    put_formulas(w, rows, explain, ctx);
    out->rows = rows;
    out->n_rows = p->n_rows;
    return true;
}
