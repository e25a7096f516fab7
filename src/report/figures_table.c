/* Lines of figures; nothing here counts. */
#include "pbtui/report/figures_table.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/report/source.h"

/* ---- the sheet ---------------------------------------------------------- */

enum { CODE, NAME, ITEM, VALUE, UNIT, BEFORE, COUNTS, N_COLUMNS };

static const struct table_column columns[N_COLUMNS] = {
    [CODE] = {.name = "code", .title = "编号", .kind = CELL_TEXT},
    [NAME] = {.name = "name", .title = "数字", .kind = CELL_TEXT},
    [ITEM] = {.name = "item",
              .title = "项目",
              .kind = CELL_TEXT,
              .min_cols = 20},
    [VALUE] = {.name = "value", .title = "本期", .kind = CELL_NUMBER},
    [UNIT] = {.name = "unit", .title = "单位", .kind = CELL_TEXT},
    [BEFORE] = {.name = "before", .title = "上年同期", .kind = CELL_NUMBER},
    [COUNTS] = {.name = "counts",
                .title = "按什么日期算",
                .kind = CELL_MEMO,
                .min_cols = 24,
                .priority = 3},
};

struct lines {
    struct arena *arena;
    const char *const **rows;
    size_t n;
};

static void add(struct lines *l, const char *const cells[N_COLUMNS])
{
    const char **row = arena_array(l->arena, N_COLUMNS, sizeof *row);
    for (size_t i = 0; i < N_COLUMNS; i++) {
        row[i] = cells[i];
    }
    l->rows[l->n++] = row;
}

static void add_values(struct lines *l, const struct figures_line *line,
                       bool words)
{
    const struct figure *f = line->figure;
    for (size_t i = 0; i < f->n_values; i++) {
        bool first = i == 0 || words;
        bool good = line->why == NULL;
        const char *const cells[N_COLUMNS] = {
            [CODE] = first ? f->code : "",
            [NAME] = first ? f->name : "",
            [ITEM] = f->values[i].label,
            [VALUE] = good ? line->now.values[i] : "算不出",
            [UNIT] = f->values[i].unit,
            [BEFORE] = good ? line->before.values[i] : "",
            [COUNTS] = first ? f->counts : "",
        };
        add(l, cells);
    }
}

static size_t count_lines(const struct figures_sheet *s)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++) {
        n += s->lines[i].figure->n_values;
    }
    return n;
}

static const char *faults(struct arena *a, const struct figures_sheet *s)
{
    const char *all = NULL;
    for (size_t i = 0; i < s->n; i++) {
        if (s->lines[i].why != NULL) {
            all = all == NULL ? s->lines[i].why
                              : arena_printf(a, "%s\n%s", all, s->lines[i].why);
        }
    }
    return all;
}

static void finish(struct table *out, struct arena *a,
                   const struct figures_sheet *s, const struct lines *l,
                   const char *title)
{
    *out = (struct table){
        .of = s->branch,
        .title = title,
        .when = source_span_text(a, &s->span),
        .columns = columns,
        .n_columns = N_COLUMNS,
        .rows = l->rows,
        .n_rows = l->n,
        .foot = faults(a, s),
    };
}

void figures_table(struct table *out, struct arena *a,
                   const struct figures_sheet *s, bool words)
{
    struct lines l = {.arena = a};
    l.rows = arena_array(a, count_lines(s) + 1, sizeof *l.rows);
    for (size_t i = 0; i < s->n; i++) {
        add_values(&l, &s->lines[i], words);
    }
    finish(out, a, s, &l, "年终数字");
}

/* ---- one ---------------------------------------------------------------- */

static int64_t count_of(const struct figure_count *list, size_t n,
                        const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i].name, name) == 0) {
            return list[i].n;
        }
    }
    return 0;
}

static void add_part(struct lines *l, const struct figures_line *line,
                     size_t part, bool words)
{
    const struct figure *f = line->figure;
    struct figure_count *now;
    struct figure_count *before;
    size_t n = figure_counts(&line->now, l->arena, part, &now);
    size_t n_before = figure_counts(&line->before, l->arena, part, &before);
    for (size_t i = 0; i < n; i++) {
        const char *const cells[N_COLUMNS] = {
            [CODE] = words ? f->code : "",
            [NAME] = words    ? f->name
                     : i == 0 ? f->parts[part].label
                              : "",
            [ITEM] = now[i].name,
            [VALUE] = arena_printf(l->arena, "%" PRId64, now[i].n),
            [UNIT] = figure_part_unit(f),
            [BEFORE] = arena_printf(l->arena, "%" PRId64,
                                    count_of(before, n_before, now[i].name)),
            [COUNTS] = words ? f->parts[part].label : "",
        };
        add(l, cells);
    }
}

void figures_table_one(struct table *out, struct arena *a,
                       const struct figures_sheet *s, bool words)
{
    const struct figures_line *line = &s->lines[0];
    const struct figure *f = line->figure;
    struct lines l = {.arena = a};
    l.rows = arena_array(a, f->n_values + f->n_parts * (line->now.rows.n + 1),
                         sizeof *l.rows);
    add_values(&l, line, words);
    for (size_t i = 0; line->why == NULL && i < f->n_parts; i++) {
        add_part(&l, line, i, words);
    }
    finish(out, a, s, &l, arena_printf(a, "%s %s", f->code, f->name));
}

/* ---- its rows ----------------------------------------------------------- */

void figures_table_rows(struct table *out, struct arena *a,
                        const struct figures_sheet *s)
{
    static const struct table_column annex[] = {
        {.name = "no", .title = "序号", .kind = CELL_NUMBER},
        {.name = "book", .title = "台账", .kind = CELL_TEXT},
        {.name = "id", .title = "编号", .kind = CELL_NUMBER},
        {.name = "date", .title = "日期", .kind = CELL_TEXT},
        {.name = "text", .title = "内容", .kind = CELL_MEMO},
    };
    const struct figures_line *line = &s->lines[0];
    size_t n = line->now.rows.n;
    const char *const **rows = arena_array(a, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct guest_row *r = &line->now.rows.list[i];
        const char **cells = arena_array(a, 5, sizeof *cells);
        cells[0] = arena_printf(a, "%zu", i + 1);
        cells[1] = r->book;
        cells[2] = arena_printf(a, "%" PRId64, r->id);
        cells[3] = r->date;
        cells[4] = r->text;
        rows[i] = cells;
    }
    *out = (struct table){
        .of = s->branch,
        .title = arena_printf(a, "%s %s 的依据", line->figure->code,
                              line->figure->name),
        .when = source_span_text(a, &s->span),
        .columns = annex,
        .n_columns = 5,
        .rows = rows,
        .n_rows = n,
        .foot = line->why != NULL ? line->why
                                  : arena_printf(a, "共 %zu 条；按%s算。", n,
                                                 line->figure->counts),
    };
}
