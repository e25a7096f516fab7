/* print --list: bound ledgers and forms, what each asks for, and on what paper
   it is printed. */
#include "print_list.h"

#include "pbtui/base/mem.h"
#include "pbtui/report/bound.h"

static const char *asks_words(const struct form *f)
{
    unsigned asks = f->source->asks;
    return (asks & ASKS_RECORD) != 0
               ? (asks & ASKS_PERIOD) != 0 || f->source->records != NULL
                     ? "编号或时间"
                     : "编号"
           : (asks & ASKS_PERIOD) != 0 ? "时间"
                                       : "日期";
}

bool print_list(struct job *job, const struct forms *forms, struct err *err)
{
    static const struct table_column columns[] = {
        /* What has to be typed is never cut. */
        {.name = "form", .title = "名称", .min_cols = 40},
        {.name = "title", .title = "表格", .min_cols = 40},
        {.name = "asks", .title = "要写", .min_cols = 10},
        {.name = "about", .title = "内容", .min_cols = 22, .priority = 1},
        {.name = "paper", .title = "纸张", .min_cols = 8, .priority = 2},
    };
    size_t n = 0;
    struct arena *a = &job->arena;
    for (const struct bound *b = bounds; b->name != NULL; b++) {
        n++;
    }
    const char *const **rows = arena_array(a, n + forms->n, sizeof *rows);
    size_t at = 0;
    for (const struct bound *b = bounds; b->name != NULL; b++) {
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = b->name;
        cells[1] = b->title;
        cells[2] = "时间";
        cells[3] = b->about;
        cells[4] = "装订成册";
        rows[at++] = cells;
    }
    for (size_t i = 0; i < forms->n; i++) {
        const struct form *f = &forms->list[i];
        if (f->part) {
            continue;
        }
        const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
        cells[0] = f->name;
        cells[1] = f->title;
        cells[2] = asks_words(f);
        cells[3] = f->about;
        cells[4] = f->paper;
        rows[at++] = cells;
    }
    const struct table t = {.columns = columns,
                            .n_columns = ARRAY_LEN(columns),
                            .rows = rows,
                            .n_rows = at};
    return job_table(job, &t, err);
}
