/* The page in view as a table, and behind it the forms of the book. */
#include "board_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/print_menu.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/text/date.h"

#define COLUMNS_MAX 10

static const char *title_of(struct board_view *v)
{
    char day[11];
    struct arena *a = &v->arena;
    switch (v->page) {
    case BOARD_CALENDAR:
        return arena_printf(a, "发展党员日历 %s", date_text(v->day, day));
    case BOARD_HELD:
        return arena_printf(a, "%s 开会可以讨论的发展事项",
                            date_text(v->held_on, day));
    default:
        return arena_printf(a, "%s名单 %s",
                            v->stage == BOARD_ALL || v->page == BOARD_GRID
                                ? "发展党员"
                                : board_choice_name(v->stage),
                            date_text(v->day, day));
    }
}

/* The columns by stage print as the list of all. */
static void print_page(void *list)
{
    struct board_view *v = list;
    struct table_column columns[COLUMNS_MAX];
    size_t n = 0;
    const struct list_column *seen = board_columns(v, &n);
    const char *const **rows =
        arena_array(&v->arena, v->rows.n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        columns[i] = (struct table_column){
            .name = arena_printf(&v->arena, "c%zu", i + 1),
            .title = seen[i].title,
            .kind = CELL_TEXT};
    }
    for (size_t i = 0; i < v->rows.n; i++) {
        rows[i] = v->rows.rows[i].cells;
    }
    const struct table t = {
        .title = title_of(v),
        .columns = columns,
        .n_columns = n,
        .rows = rows,
        .n_rows = v->rows.n,
        .foot = arena_printf(&v->arena, "共 %zu 人", v->rows.n),
    };
    print_view_open_table(v->app, t.title, &t);
}

void board_print(struct board_view *v)
{
    print_menu_open_list(v->app, &ledger_candidacy, print_page, v);
}
