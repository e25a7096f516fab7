/* The matrix of duties as rows of text cells. */
#include "pbtui/report/duties_table.h"

#include "pbtui/base/mem.h"
#include "pbtui/text/date.h"

enum { MONTHS = 12 };

static const char *light_word(enum duty_light light)
{
    static const char *const words[] = {
        [DUTY_NA] = "na",           [DUTY_AHEAD] = "ahead",
        [DUTY_RUNNING] = "running", [DUTY_DONE] = "done",
        [DUTY_MISSING] = "missing",
    };
    return words[light];
}

/* ---- columns ---------------------------------------------------------- */

/* A table that is being made. */
struct sheet {
    struct arena *arena;
    const struct duty_matrix *matrix;
    int month;  /* MONTH_NONE: the year */
    bool words; /* for programs */
};

typedef const char *cell_of(const struct sheet *s, const struct duty_row *r);

enum whom { FOR_ALL, FOR_EYES, FOR_PROGRAMS };
struct column {
    enum whom whom;
    cell_of *cell;
    struct table_column as;
};

/* The cell that a month lies in. */
static size_t cell_at(const struct duty_row *r, int month)
{
    return (size_t)(month % MONTHS) / (MONTHS / r->n_cells);
}

static const struct duty_cell *its_cell(const struct sheet *s,
                                        const struct duty_row *r)
{
    return &r->cells[cell_at(r, s->month)];
}

static const char *number(const struct sheet *s, int n)
{
    return arena_printf(s->arena, "%d", n);
}

static const char *code_cell(const struct sheet *s, const struct duty_row *r)
{
    (void)s;
    return r->duty->code;
}

static const char *name_cell(const struct sheet *s, const struct duty_row *r)
{
    return s->words ? r->duty->name : duty_row_name(s->arena, r, 0);
}

static const char *group_cell(const struct sheet *s, const struct duty_row *r)
{
    (void)s;
    return r->grp == 0 ? "" : r->grp_name;
}

static const char *basis_cell(const struct sheet *s, const struct duty_row *r)
{
    (void)s;
    return r->duty->basis;
}

/* ---- the year --------------------------------------------------------- */

static bool is_late(const struct duty_cell *c)
{
    return c->light == DUTY_DONE && c->late > 0;
}

/* In the last month of its period; the months before it are empty. */
static const char *month_cell(const struct sheet *s, const struct duty_row *r,
                              int month)
{
    size_t at = cell_at(r, month);
    const struct duty_cell *c = &r->cells[at];
    if ((size_t)month != (at + 1) * (MONTHS / r->n_cells) - 1) {
        return "";
    }
    if (s->words) {
        return is_late(c) ? "late" : light_word(c->light);
    }
    return is_late(c) ? "●补" : duty_light_sign(c->light);
}

/* What is asked for where anything is. */
static int min_of(const struct duty_row *r)
{
    int min = r->duty->min;
    for (size_t i = 0; i < r->n_cells; i++) {
        min = r->cells[i].light != DUTY_NA ? r->cells[i].min : min;
    }
    return min;
}

static const char *rule_cell(const struct sheet *s, const struct duty_row *r)
{
    const char *period = duty_period_text(r->duty->period);
    return r->duty->period == DUTY_EVENT
               ? period
               : arena_printf(s->arena, "%s %d", period, min_of(r));
}

static const char *reached_cell(const struct sheet *s, const struct duty_row *r)
{
    return r->applicable == 0
               ? ""
               : arena_printf(s->arena, "%d/%d", r->satisfied, r->applicable);
}

static const char *period_cell(const struct sheet *s, const struct duty_row *r)
{
    static const char *const periods[] = {
        [DUTY_MONTH] = "month", [DUTY_QUARTER] = "quarter",
        [DUTY_HALF] = "half",   [DUTY_YEAR] = "year",
        [DUTY_EVENT] = "event",
    };
    (void)s;
    return periods[r->duty->period];
}

static const char *least_cell(const struct sheet *s, const struct duty_row *r)
{
    return number(s, min_of(r));
}

static const char *satisfied_cell(const struct sheet *s,
                                  const struct duty_row *r)
{
    return number(s, r->satisfied);
}

static const char *applicable_cell(const struct sheet *s,
                                   const struct duty_row *r)
{
    return number(s, r->applicable);
}

/* Where `cell` is NULL stand the twelve months. */
static const struct column year_columns[] = {
    {FOR_ALL, code_cell, {.name = "duty", .title = "代码", .priority = 8}},
    {FOR_ALL, name_cell, {.name = "name", .title = "事项", .priority = 1}},
    {FOR_PROGRAMS, group_cell, {.name = "group", .title = "党小组"}},
    {FOR_ALL, NULL, {.min_cols = 1}},
    {FOR_EYES, rule_cell, {.name = "rule", .title = "规定", .min_cols = 8}},
    {FOR_EYES,
     reached_cell,
     {.name = "reached", .title = "达标", .kind = CELL_NUMBER}},
    {FOR_PROGRAMS, period_cell, {.name = "period", .title = "周期"}},
    {FOR_PROGRAMS,
     least_cell,
     {.name = "min", .title = "应办", .kind = CELL_NUMBER}},
    {FOR_PROGRAMS,
     satisfied_cell,
     {.name = "satisfied", .title = "达标", .kind = CELL_NUMBER}},
    {FOR_PROGRAMS,
     applicable_cell,
     {.name = "applicable", .title = "到期", .kind = CELL_NUMBER}},
    {FOR_ALL,
     basis_cell,
     {.name = "basis", .title = "依据", .min_cols = 24, .priority = 9}},
};

/* ---- one month -------------------------------------------------------- */

static const char *span_cell(const struct sheet *s, const struct duty_row *r)
{
    return duty_cell_name(s->arena, r, cell_at(r, s->month), s->matrix->year);
}

static const char *state_cell(const struct sheet *s, const struct duty_row *r)
{
    enum duty_light light = its_cell(s, r)->light;
    return s->words ? light_word(light)
                    : arena_printf(s->arena, "%s %s", duty_light_sign(light),
                                   duty_light_text(light));
}

static const char *if_counted(const struct sheet *s, const struct duty_row *r,
                              int n)
{
    return its_cell(s, r)->light == DUTY_NA ? "" : number(s, n);
}

static const char *count_cell(const struct sheet *s, const struct duty_row *r)
{
    return if_counted(s, r, its_cell(s, r)->count);
}

static const char *min_cell(const struct sheet *s, const struct duty_row *r)
{
    return if_counted(s, r, its_cell(s, r)->min);
}

static const char *late_cell(const struct sheet *s, const struct duty_row *r)
{
    return if_counted(s, r, its_cell(s, r)->late);
}

static const char *left_cell(const struct sheet *s, const struct duty_row *r)
{
    const struct duty_cell *c = its_cell(s, r);
    return c->light == DUTY_RUNNING ? number(s, c->days_left) : "";
}

static const char *why_cell(const struct sheet *s, const struct duty_row *r)
{
    const struct duty_cell *c = its_cell(s, r);
    return c->light == DUTY_NA ? c->why : r->duty->advisory ? "只提醒" : "";
}

static const struct column month_columns[] = {
    {FOR_ALL, code_cell, {.name = "duty", .title = "代码", .priority = 6}},
    {FOR_ALL, name_cell, {.name = "name", .title = "事项", .priority = 1}},
    {FOR_PROGRAMS, group_cell, {.name = "group", .title = "党小组"}},
    {FOR_ALL, span_cell, {.name = "period", .title = "周期", .min_cols = 7}},
    {FOR_ALL, state_cell, {.name = "state", .title = "状态", .min_cols = 8}},
    {FOR_ALL,
     count_cell,
     {.name = "count", .title = "已办", .kind = CELL_NUMBER}},
    {FOR_ALL, min_cell, {.name = "min", .title = "应办", .kind = CELL_NUMBER}},
    {FOR_ALL,
     late_cell,
     {.name = "late", .title = "补登", .kind = CELL_NUMBER, .priority = 7}},
    {FOR_ALL,
     left_cell,
     {.name = "days_left", .title = "剩工作日", .kind = CELL_NUMBER}},
    {FOR_ALL,
     why_cell,
     {.name = "why", .title = "说明", .min_cols = 14, .priority = 5}},
    {FOR_ALL,
     basis_cell,
     {.name = "basis", .title = "依据", .min_cols = 24, .priority = 9}},
};

/* ---- both ------------------------------------------------------------- */

static bool is_wanted(const struct sheet *s, const struct column *c)
{
    return c->whom == FOR_ALL || (c->whom == FOR_PROGRAMS) == s->words;
}

static size_t put_columns(const struct sheet *s, const struct column *columns,
                          size_t n, struct table_column *out)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_wanted(s, &columns[i])) {
            continue;
        }
        for (int m = 0; m < (columns[i].cell == NULL ? MONTHS : 1); m++) {
            out[at] = columns[i].as;
            if (columns[i].cell == NULL) {
                out[at].name = arena_printf(s->arena, "m%d", m + 1);
                out[at].title = number(s, m + 1);
            }
            at++;
        }
    }
    return at;
}

static const char *const *put_row(const struct sheet *s,
                                  const struct column *columns, size_t n,
                                  const struct duty_row *r)
{
    const char **cells = arena_array(s->arena, n + MONTHS, sizeof *cells);
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_wanted(s, &columns[i])) {
            continue;
        }
        if (columns[i].cell != NULL) {
            cells[at++] = columns[i].cell(s, r);
            continue;
        }
        for (int m = 0; m < MONTHS; m++) {
            cells[at++] = month_cell(s, r, m);
        }
    }
    return (const char *const *)cells;
}

static void make(struct table *out, const struct sheet *s,
                 const struct column *columns, size_t n, const char *branch,
                 const char *what)
{
    char day[11];
    struct arena *a = s->arena;
    const struct duty_matrix *m = s->matrix;
    struct table_column *as = arena_array(a, n + MONTHS, sizeof *as);
    const char *const **rows = arena_array(a, m->n, sizeof *rows);
    for (size_t i = 0; i < m->n; i++) {
        rows[i] = put_row(s, columns, n, &m->rows[i]);
    }
    *out = (struct table){
        .of = branch,
        .title = what,
        .when = arena_printf(a, "截至 %s", date_text(m->today, day)),
        .columns = as,
        .n_columns = put_columns(s, columns, n, as),
        .rows = rows,
        .n_rows = m->n,
    };
}

void duties_table_year(struct table *out, struct arena *a,
                       const struct duty_matrix *m, const char *branch,
                       bool words)
{
    const struct sheet s = {a, m, MONTH_NONE, words};
    make(out, &s, year_columns, ARRAY_LEN(year_columns), branch,
         arena_printf(a, "%d 年组织生活达标表", m->year));
    out->foot = arena_printf(a,
                             "到期 %d 项，缺 %d 项；● 已办 ○ 进行中 ✗ 缺 "
                             "– 不计 · 未到；季、年的记在末月",
                             m->applicable, m->missing);
}

void duties_table_month(struct table *out, struct arena *a,
                        const struct duty_matrix *m, const char *branch,
                        int month, bool words)
{
    const struct sheet s = {a, m, month, words};
    make(out, &s, month_columns, ARRAY_LEN(month_columns), branch,
         arena_printf(a, "%d 年 %d 月应办事项", m->year, month % MONTHS + 1));
    out->foot = arena_printf(a, "缺 %d 项", duties_missing_in(m, month));
}
