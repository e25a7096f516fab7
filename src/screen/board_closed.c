/* Files that are over, in place of a stage: archived, or ended before their
   last step.  They open like any other, to be looked at. */
#include "board_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"
#include "sheet_grid.h"

static const struct list_column columns[] = {
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"怎样结束", 14, 18, 1, FIT_LEFT, false, false},
    {"日期", 10, 10, 1, FIT_LEFT, false, false},
    {"办到", 12, 20, 2, FIT_LEFT, false, false},
    {"原因", 10, 40, 3, FIT_LEFT, false, false},
};

const struct list_column *board_closed_columns(size_t *n)
{
    *n = ARRAY_LEN(columns);
    return columns;
}

bool board_shows_closed(const struct board_view *v)
{
    return v->page == BOARD_LIST &&
           (v->stage == BOARD_ARCHIVED || v->stage == BOARD_ENDED);
}

static const char *step_words(const struct board_view *v, struct arena *a,
                              int step)
{
    return step == 0
               ? ""
               : arena_printf(a, "%d %s", step,
                              book_pipeline(v->app->book)->steps[step].abbr);
}

static const char **cells_of(struct board_view *v,
                             const struct pipeline_closed *x)
{
    char day[11];
    struct arena *a = &v->arena;
    const char **cells = arena_array(a, ARRAY_LEN(columns), sizeof *cells);
    cells[0] = x->name;
    cells[1] = x->how;
    cells[2] = arena_str(a, date_text(x->ended_on, day));
    cells[3] = step_words(v, a, x->step);
    cells[4] = x->reason;
    return cells;
}

void board_closed_make(struct board_view *v)
{
    v->over = arena_array(&v->arena, v->n_closed + 1, sizeof(void *));
    v->rows.rows =
        arena_array(&v->arena, v->n_closed + 1, sizeof *v->rows.rows);
    for (size_t i = 0; i < v->n_closed; i++) {
        const struct pipeline_closed *x = &v->closed[i];
        if (x->archived == (v->stage == BOARD_ARCHIVED)) {
            v->over[v->rows.n++] = x;
            v->rows.rows[v->rows.n - 1] =
                (struct list_row){.id = (int64_t)v->rows.n,
                                  .cells = cells_of(v, x),
                                  .role = ROLE_TEXT};
        }
    }
}

const struct pipeline_closed *board_closed_row(const struct board_view *v)
{
    int64_t id = board_shows_closed(v) ? listbox_id(&v->box) : 0;
    return id > 0 && (size_t)id <= v->rows.n ? v->over[id - 1] : NULL;
}

void board_closed_foot(const struct board_view *v, struct canvas *c,
                       struct rect area)
{
    char day[11];
    struct arena *a = &v->app->ui.frame;
    const struct pipeline_closed *x = board_closed_row(v);
    if (x == NULL) {
        return;
    }
    grid_draw_text(c, area, ROLE_TEXT,
                   arena_printf(a, "%s  %s %s%s%s", x->name,
                                date_text(x->ended_on, day), x->how,
                                x->step > 0 ? "  办到 " : "",
                                step_words(v, a, x->step)));
    area.row++;
    area.rows--;
    grid_draw_text(c, area, ROLE_TEXT,
                   x->reason[0] == '\0'
                       ? "档案已经结束，只供查看。"
                       : arena_printf(a, "原因：%s", x->reason));
}
