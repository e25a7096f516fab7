/* What was found, as a table on paper. */
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/text/date.h"
#include "search_parts.h"

enum { SNIPPET_COLS = 90, MOST_HITS = 2000 };

static const struct table_column columns[] = {
    {.name = "no", .title = "序号", .kind = CELL_NUMBER},
    {.name = "mark", .title = "类别"},
    {.name = "day", .title = "日期"},
    {.name = "title", .title = "记录"},
    {.name = "text", .title = "找到的内容", .kind = CELL_MEMO},
};

static bool put_row(struct search_view *v, struct arena *a, size_t i,
                    const char *const **row)
{
    struct find_shown s;
    const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
    if (!find_show(v->app->book, a, &v->query, &v->hits[i], SNIPPET_COLS, &s,
                   &v->err)) {
        return false;
    }
    cells[0] = arena_printf(a, "%zu", i + 1);
    cells[1] = s.mark;
    cells[2] = s.date;
    cells[3] = s.title;
    cells[4] = s.snippet;
    *row = cells;
    return true;
}

void search_print(struct search_view *v)
{
    char day[11];
    struct arena a = ARENA_INIT;
    const size_t n = v->n < MOST_HITS ? v->n : MOST_HITS;
    const char *const **rows = arena_array(&a, n + 1, sizeof *rows);
    bool ok = true;
    for (size_t i = 0; ok && i < n; i++) {
        ok = put_row(v, &a, i, &rows[i]);
    }
    const struct table t = {
        .of = arena_printf(&a, "查找：%s", v->typed.s),
        .title = "查找结果",
        .when = arena_printf(&a, "截至 %s", date_text(v->app->book->day, day)),
        .columns = columns,
        .n_columns = ARRAY_LEN(columns),
        .rows = rows,
        .n_rows = n,
        .foot = n < v->n ? arena_printf(&a, "共 %zu 条，只印前 %zu 条", v->n, n)
                         : arena_printf(&a, "共 %zu 条", n),
    };
    if (ok) {
        print_view_open_table(v->app, "查找结果", &t);
    } else {
        ui_note_err(&v->app->ui, &v->err);
    }
    arena_clear(&a);
}
