/* 表二 党员基本情况: who is there on the closing day, by 工作岗位, and the
   lines below: dues, those who cannot look after themselves, titles. */
#include "stats_facts.h"

#include <string.h>

#include "pbtui/ledger/codes.h"

struct grid {
    struct stats_work *w;
    struct stats_facts *people;
    size_t n_people;
    struct stats_row *rows;
    size_t n;
};

/* Which of them a row is about. */
struct row_of {
    const char *name;
    const char *group; /* of the code; NULL: any */
    const char *code;  /* NULL: any */
};

static const char *group_of(const char *code)
{
    const struct code_table *t = codes_table("job");
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->codes[i].code, code) == 0) {
            return t->codes[i].group;
        }
    }
    return "";
}

static bool is_of(const struct stats_facts *f, const struct row_of *r)
{
    return (r->code == NULL || strcmp(f->job, r->code) == 0) &&
           (r->group == NULL || strcmp(group_of(f->job), r->group) == 0);
}

static struct stats_cell cell_of(const struct grid *g, const struct row_of *r,
                                 const char *rule)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < g->n_people; i++) {
        const struct stats_facts *f = &g->people[i];
        if (is_of(f, r) && stats_facts_fit(g->w, f, rule)) {
            struct stats_entry e = stats_entry_of(
                f->spell, f->spell->begin, stats_facts_words(g->w->arena, f));
            stats_list_add(&l, &e);
        }
    }
    return stats_list_close(&l, g->w->arena);
}

/* Rows of nobody are left out, but for the first. */
static void put_row(struct grid *g, const struct row_of *r, bool derived)
{
    const struct stats_plan *p = &g->w->plan;
    struct stats_cell *cells =
        arena_array(g->w->arena, p->n_columns, sizeof *cells);
    for (size_t c = 0; c < p->n_columns; c++) {
        cells[c] = cell_of(g, r, p->columns[c].rule);
    }
    if (cells[0].n > 0 || g->n == 0) {
        g->rows[g->n++] = (struct stats_row){.no = "",
                                             .name = r->name,
                                             .cells = cells,
                                             .n_cells = p->n_columns,
                                             .derived = derived};
    }
}

/* A group with the codes that belong to it; one that is only itself is one
   row. */
static void put_jobs(struct grid *g)
{
    struct arena *a = g->w->arena;
    const struct code_table *t = codes_table("job");
    const char *last = "";
    for (size_t i = 0; i < t->n; i++) {
        const struct code *c = &t->codes[i];
        bool alone =
            strcmp(c->group, c->name) == 0 &&
            (i + 1 == t->n || strcmp(t->codes[i + 1].group, c->group) != 0);
        if (strcmp(c->group, last) != 0 && !alone) {
            put_row(g, &(struct row_of){c->group, c->group, NULL}, true);
        }
        last = c->group;
        put_row(
            g,
            &(struct row_of){alone ? c->name : arena_printf(a, "　%s", c->name),
                             NULL, c->code},
            false);
    }
    put_row(g, &(struct row_of){"没有登记工作岗位", NULL, ""}, false);
}

/* Is any month of the year closed?  Until then nobody has paid it in time. */
static bool has_dues(const struct grid *g)
{
    for (size_t i = 0; i < g->n_people; i++) {
        if (g->people[i].months > 0) {
            return true;
        }
    }
    return false;
}

static void put_line(struct grid *g, const struct stats_plan_row *line)
{
    struct stats_cell *cell = arena_array(g->w->arena, 1, sizeof *cell);
    struct row_of everybody = {line->name, NULL, NULL};
    *cell = cell_of(g, &everybody, line->rule);
    const char *dues = stats_rule_is(line->rule, "dues");
    cell->blank = dues != NULL && strcmp(dues, "large") != 0 && !has_dues(g);
    g->rows[g->n++] = (struct stats_row){
        .no = "", .name = line->name, .cells = cell, .n_cells = 1};
}

/* ---- beside the numbers -------------------------------------------------- */

static void note_if(struct grid *g, const char *word,
                    bool (*is)(const struct stats_facts *f), const char *what)
{
    struct stats_list l = {.n = 0};
    for (size_t i = 0; i < g->n_people; i++) {
        const struct stats_facts *f = &g->people[i];
        if (is(f)) {
            struct stats_entry e = stats_entry_of(
                f->spell, DATE_NONE, stats_facts_words(g->w->arena, f));
            stats_list_add(&l, &e);
        }
    }
    struct stats_cell c = stats_list_close(&l, g->w->arena);
    if (c.n > 0) {
        stats_note_add(
            g->w, word, c,
            arena_printf(g->w->arena, "%lld 名%s", (long long)c.n, what));
    }
}

static bool has_no_age(const struct stats_facts *f)
{
    return f->age < 0;
}

static bool has_odd_title(const struct stats_facts *f)
{
    return f->level == NULL;
}

static bool is_behind(const struct stats_facts *f)
{
    return f->exempt == 0 && f->reduced == 0 &&
           (f->owed == 0 || f->in_time < f->owed);
}

bool stats_members(struct stats_work *w, struct stats_table *out)
{
    const struct code_table *t = codes_table("job");
    struct grid g = {.w = w};
    if (!stats_facts_read(w, &g.people, &g.n_people)) {
        return false;
    }
    g.rows =
        arena_array(w->arena, 2 * t->n + w->plan.n_lines + 2, sizeof *g.rows);
    put_row(&g, &(struct row_of){"总计", NULL, NULL}, true);
    put_jobs(&g);
    for (size_t i = 0; i < w->plan.n_lines; i++) {
        put_line(&g, &w->plan.lines[i]);
    }
    note_if(&g, "age", has_no_age,
            "没有登记出生日期，没有算进各年龄段，请补登。");
    if (has_dues(&g)) {
        note_if(&g, "dues", is_behind,
                "既没有按时按标准交清党费，也没有批准少交、免交（没有核定、在"
                "流入地交的也在内）。");
    } else {
        stats_note_add(w, "months", (struct stats_cell){.n = 0},
                       "到截止日没有一个月的党费结了账，党费各项空着。");
    }
    note_if(&g, "title", has_odd_title,
            "的专业技术职务认不出是哪一档，没有算进高、中、初级，请核对。");
    out->rows = g.rows;
    out->n_rows = g.n;
    return true;
}
