/* Lines of branches; nothing here counts. */
#include "pbtui/report/rollup_table.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/duties_table.h"
#include "pbtui/report/source.h"
#include "pbtui/text/date.h"

#define ALL_BRANCHES "全部支部"

const char *rollup_foot(struct arena *a, size_t n_branches, size_t n_lacking,
                        const char *lacks)
{
    if (n_branches == 0) {
        return "这段时间账本里没有支部。";
    }
    if (n_branches == 1) {
        return "账本里只有一个支部，全部支部就是这个支部。";
    }
    return n_lacking == 0
               ? arena_printf(a, "%zu 个支部，按支部序号，不排名次。",
                              n_branches)
               : arena_printf(a,
                              "%zu 个支部，%zu 个%s，排在前面；其余按支部序号，"
                              "不排名次。",
                              n_branches, n_lacking, lacks);
}

static const char *count_text(struct arena *a, size_t n)
{
    return arena_printf(a, "%zu", n);
}

static const char *amount_text(struct arena *a, int64_t n)
{
    return arena_printf(a, "%" PRId64, n);
}

/* Rows of one width, filled from the front. */
struct rows {
    struct arena *arena;
    const char *const **list;
    size_t n, n_columns;
};

static void rows_begin(struct rows *r, struct arena *a, size_t most,
                       size_t n_columns)
{
    *r = (struct rows){.arena = a, .n_columns = n_columns};
    r->list = arena_array(a, most + 1, sizeof *r->list);
}

static const char **rows_add(struct rows *r)
{
    const char **cells = arena_array(r->arena, r->n_columns + 1, sizeof *cells);
    for (size_t i = 0; i < r->n_columns; i++) {
        cells[i] = "";
    }
    r->list[r->n++] = cells;
    return cells;
}

static void finish(struct table *out, const struct rows *r,
                   const struct table_column *columns, const char *title,
                   const char *when, const char *foot)
{
    *out = (struct table){.of = ALL_BRANCHES,
                          .title = title,
                          .when = when,
                          .columns = columns,
                          .n_columns = r->n_columns,
                          .rows = r->list,
                          .n_rows = r->n,
                          .foot = foot};
}

/* ---- all figures -------------------------------------------------------- */

static size_t count_values(const struct rollup_figures *r)
{
    size_t n = 0;
    for (size_t i = 0; i < r->n; i++) {
        n += r->lines[i].figure->n_values;
    }
    return n;
}

/* A branch, a value, a line. */
static void for_programs(struct table *out, struct arena *a,
                         const struct rollup_figures *r, const char *title)
{
    static const struct table_column columns[] = {
        {.name = "branch", .title = "支部"},
        {.name = "code", .title = "编号"},
        {.name = "name", .title = "数字"},
        {.name = "item", .title = "项目"},
        {.name = "value", .title = "本期", .kind = CELL_NUMBER},
        {.name = "unit", .title = "单位"},
    };
    struct rows rows;
    rows_begin(&rows, a, count_values(r) * r->n_branches, ARRAY_LEN(columns));
    for (size_t i = 0; i < r->n; i++) {
        const struct rollup_line *line = &r->lines[i];
        const struct figure *f = line->figure;
        for (size_t k = 0; line->why == NULL && k < r->n_branches; k++) {
            size_t at = line->order[k];
            for (size_t v = 0; v < f->n_values; v++) {
                const char **cells = rows_add(&rows);
                cells[0] = r->branches[at].name;
                cells[1] = f->code;
                cells[2] = f->name;
                cells[3] = f->values[v].label;
                cells[4] = line->of[at].values[v];
                cells[5] = f->values[v].unit;
            }
        }
    }
    finish(out, &rows, columns, title, source_span_text(a, &r->span), NULL);
}

static const char *faults(struct arena *a, const struct rollup_figures *r)
{
    const char *all = rollup_foot(a, r->n_branches, 0, "");
    for (size_t i = 0; i < r->n; i++) {
        const char *why = r->lines[i].why;
        all = why == NULL ? all : arena_printf(a, "%s\n%s", all, why);
    }
    return all;
}

void rollup_table_figures(struct table *out, struct arena *a,
                          const struct rollup_figures *r, bool words)
{
    static const struct table_column columns[] = {
        {.name = "code", .title = "编号"},
        {.name = "name", .title = "数字"},
        {.name = "item", .title = "项目", .min_cols = 20},
        {.name = "total", .title = "合计", .kind = CELL_NUMBER},
        {.name = "unit", .title = "单位"},
        {.name = "lacking", .title = "没有的支部", .kind = CELL_NUMBER},
        {.name = "counts",
         .title = "按什么日期算",
         .kind = CELL_MEMO,
         .min_cols = 24,
         .priority = 3},
    };
    struct rows rows;
    if (words) {
        for_programs(out, a, r, "各支部年终数字");
        return;
    }
    rows_begin(&rows, a, count_values(r), ARRAY_LEN(columns));
    for (size_t i = 0; i < r->n; i++) {
        const struct rollup_line *line = &r->lines[i];
        const struct figure *f = line->figure;
        for (size_t v = 0; v < f->n_values; v++) {
            const char **cells = rows_add(&rows);
            bool good = line->why == NULL;
            cells[0] = v == 0 ? f->code : "";
            cells[1] = v == 0 ? f->name : "";
            cells[2] = f->values[v].label;
            cells[3] = good ? line->totals[v] : "算不出";
            cells[4] = f->values[v].unit;
            cells[5] = good ? count_text(a, line->lacking[v]) : "";
            cells[6] = v == 0 ? f->counts : "";
        }
    }
    finish(out, &rows, columns, "各支部年终数字", source_span_text(a, &r->span),
           faults(a, r));
}

/* ---- one figure --------------------------------------------------------- */

static const struct table_column *columns_of(struct arena *a,
                                             const struct figure *f)
{
    struct table_column *columns =
        arena_array(a, f->n_values + 2, sizeof *columns);
    columns[0] = (struct table_column){
        .name = "no", .title = "序号", .kind = CELL_NUMBER};
    columns[1] = (struct table_column){
        .name = "branch", .title = "支部", .min_cols = 16};
    for (size_t v = 0; v < f->n_values; v++) {
        const struct figure_rule *x = &f->values[v];
        const char *title =
            x->unit[0] == '\0' ? x->label
                               : arena_printf(a, "%s（%s）", x->label, x->unit);
        columns[v + 2] =
            (struct table_column){.name = arena_printf(a, "value%zu", v + 1),
                                  .title = title,
                                  .kind = CELL_NUMBER};
    }
    return columns;
}

void rollup_table_one(struct table *out, struct arena *a,
                      const struct rollup_figures *r, bool words)
{
    const struct rollup_line *line = &r->lines[0];
    const struct figure *f = line->figure;
    const char *title = arena_printf(a, "各支部 %s %s", f->code, f->name);
    const char *foot = line->why;
    struct rows rows;
    if (words) {
        for_programs(out, a, r, title);
        return;
    }
    rows_begin(&rows, a, r->n_branches + 1, f->n_values + 2);
    for (size_t k = 0; line->why == NULL && k < r->n_branches; k++) {
        const char **cells = rows_add(&rows);
        size_t at = line->order[k];
        cells[0] = count_text(a, k + 1);
        cells[1] = r->branches[at].name;
        for (size_t v = 0; v < f->n_values; v++) {
            cells[v + 2] = line->of[at].values[v];
        }
    }
    if (line->why == NULL) {
        const char **cells = rows_add(&rows);
        cells[1] = "合计";
        for (size_t v = 0; v < f->n_values; v++) {
            cells[v + 2] = line->totals[v];
        }
        foot = rollup_foot(a, r->n_branches, line->lacking[0], "还没有");
    }
    finish(out, &rows, columns_of(a, f), title, source_span_text(a, &r->span),
           foot);
}

void rollup_table_rows(struct table *out, struct arena *a,
                       const struct rollup_figures *r)
{
    static const struct table_column columns[] = {
        {.name = "no", .title = "序号", .kind = CELL_NUMBER},
        {.name = "branch", .title = "支部", .min_cols = 12},
        {.name = "book", .title = "台账"},
        {.name = "id", .title = "编号", .kind = CELL_NUMBER},
        {.name = "date", .title = "日期"},
        {.name = "text", .title = "内容", .kind = CELL_MEMO},
    };
    const struct rollup_line *line = &r->lines[0];
    struct rows rows;
    size_t most = 0;
    for (size_t i = 0; line->why == NULL && i < r->n_branches; i++) {
        most += line->of[i].rows.n;
    }
    rows_begin(&rows, a, most, ARRAY_LEN(columns));
    for (size_t k = 0; line->why == NULL && k < r->n_branches; k++) {
        size_t at = line->order[k];
        for (size_t i = 0; i < line->of[at].rows.n; i++) {
            const struct guest_row *x = &line->of[at].rows.list[i];
            const char **cells = rows_add(&rows);
            cells[0] = count_text(a, rows.n);
            cells[1] = r->branches[at].name;
            cells[2] = x->book;
            cells[3] = amount_text(a, x->id);
            cells[4] = x->date;
            cells[5] = x->text;
        }
    }
    finish(out, &rows, columns,
           arena_printf(a, "各支部 %s %s 的依据", line->figure->code,
                        line->figure->name),
           source_span_text(a, &r->span),
           line->why != NULL ? line->why
                             : arena_printf(a, "共 %zu 条；按%s算。", rows.n,
                                            line->figure->counts));
}

/* ---- duties ------------------------------------------------------------- */

static bool is_missing(const struct duty_row *row, size_t cell, int month)
{
    return row->cells[cell].light == DUTY_MISSING &&
           (month == MONTH_NONE ||
            cell == (size_t)(month % 12) / (12 / row->n_cells));
}

/* 1 月、3—6 月; 一季度、二季度 */
static void add_cells(struct strbuf *sb, struct arena *a,
                      const struct duty_row *row, const struct duty_matrix *m,
                      int month)
{
    const char *gap = "";
    for (size_t c = 0; c < row->n_cells; c++) {
        size_t end = c;
        while (end < row->n_cells && is_missing(row, end, month)) {
            end++;
        }
        if (end == c) {
            continue;
        }
        if (row->n_cells == 12 && end - c > 2) {
            sb_addf(sb, "%s%zu—%zu 月", gap, c + 1, end);
            c = end - 1;
        } else {
            sb_addf(sb, "%s%s", gap, duty_cell_name(a, row, c, m->year));
        }
        gap = "、";
    }
}

const char *rollup_missing_text(struct arena *a, const struct rollup_duties *r,
                                size_t branch)
{
    const struct duty_matrix *m = &r->of[branch];
    struct strbuf all;
    struct strbuf cells;
    sb_init(&all);
    sb_init(&cells);
    for (size_t i = 0; i < m->n; i++) {
        sb_reset(&cells);
        add_cells(&cells, a, &m->rows[i], m, r->month);
        if (cells.len > 0) {
            sb_addf(&all, "%s%s %s", all.len > 0 ? "；" : "",
                    duty_row_name(a, &m->rows[i], 0), cells.s);
        }
    }
    const char *text = arena_str(a, all.s);
    sb_clear(&all);
    sb_clear(&cells);
    return text;
}

void rollup_table_duties(struct table *out, struct arena *a,
                         const struct rollup_duties *r, bool words)
{
    static const struct table_column columns[] = {
        {.name = "no", .title = "序号", .kind = CELL_NUMBER},
        {.name = "branch", .title = "支部", .min_cols = 16},
        {.name = "missing", .title = "缺", .kind = CELL_NUMBER},
        {.name = "applicable", .title = "全年到期", .kind = CELL_NUMBER},
        {.name = "satisfied", .title = "其中达标", .kind = CELL_NUMBER},
        {.name = "lacks", .title = "缺哪些", .kind = CELL_MEMO, .min_cols = 24},
    };
    struct rows rows;
    char day[11];
    rows_begin(&rows, a, r->n, ARRAY_LEN(columns));
    for (size_t k = 0; k < r->n; k++) {
        const char **cells = rows_add(&rows);
        size_t at = r->order[k];
        const char *lacks = rollup_missing_text(a, r, at);
        cells[0] = count_text(a, k + 1);
        cells[1] = r->branches[at].name;
        cells[2] = amount_text(a, r->missing[at]);
        cells[3] = amount_text(a, r->of[at].applicable);
        cells[4] = amount_text(a, r->of[at].satisfied);
        cells[5] = lacks[0] == '\0' && !words ? "没有缺的" : lacks;
    }
    const char *what =
        r->month == MONTH_NONE
            ? arena_printf(a, "%d 年各支部组织生活达标表", r->year)
            : arena_printf(a, "%d 年 %d 月各支部应办事项", r->year,
                           r->month % 12 + 1);
    finish(out, &rows, columns, what,
           arena_printf(a, "截至 %s", date_text(r->today, day)),
           rollup_foot(a, r->n, r->n_missing, "有缺"));
}
