/* The plan's rows: the month stands only in the first of its rows, the state in
   words as well as in colour. */
#include "plan_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/report/table.h"
#include "pbtui/text/date.h"

const struct list_column plan_columns[N_PLAN_COLUMNS] = {
    {"月份", 5, 5, 1, FIT_RIGHT, false, false},
    {"类型", 12, 24, 1, FIT_LEFT, false, false},
    {"主题", 12, 50, 3, FIT_LEFT, false, false},
    {"责任人", 8, 16, 4, FIT_LEFT, false, false},
    {"完成情况", 14, 20, 2, FIT_LEFT, false, false},
    {"说明", 6, 40, 5, FIT_LEFT, false, false},
};

static const char *month_cell(struct arena *a, int month)
{
    int year, m, day;
    date_split(month_first_day(month), &year, &m, &day);
    return arena_printf(a, "%d 月", m);
}

/* 11-05 */
static const char *short_day(struct arena *a, int day)
{
    int year, month, mday;
    date_split(day, &year, &month, &mday);
    return arena_printf(a, "%02d-%02d", month, mday);
}

static const char *state_cell(struct arena *a, const struct plan_item *i)
{
    const char *text = plan_state_text(i->state);
    return i->on != DATE_NONE
               ? arena_printf(a, "%s %s", text, short_day(a, i->on))
               : text;
}

static const char *remark(const struct plan_item *i)
{
    switch (i->state) {
    case PLAN_UNLINKED:
        return "F4 对应";
    case PLAN_OVERDUE:
        return i->linked && i->on == DATE_NONE ? "会没有开成" : "";
    case PLAN_AHEAD:
        return i->linked ? "已定" : "";
    case PLAN_GIVEN_UP:
        return i->dropped;
    case PLAN_HELD:
        break;
    }
    return "";
}

static enum role role_of(enum plan_state s)
{
    static const enum role roles[] = {
        [PLAN_HELD] = ROLE_OK,       [PLAN_UNLINKED] = ROLE_WARN,
        [PLAN_OVERDUE] = ROLE_ERROR, [PLAN_AHEAD] = ROLE_TEXT,
        [PLAN_GIVEN_UP] = ROLE_DIM,
    };
    return roles[s];
}

void plan_rows_make(struct plan_view *v)
{
    struct arena *a = &v->arena;
    v->rows.n = v->y.n;
    v->rows.n_cells = N_PLAN_COLUMNS;
    v->rows.rows = arena_array(a, v->rows.n, sizeof *v->rows.rows);
    for (size_t i = 0; i < v->y.n; i++) {
        const struct plan_item *item = &v->y.items[i];
        const char **cells = arena_array(a, N_PLAN_COLUMNS, sizeof *cells);
        bool first = i == 0 || v->y.items[i - 1].month != item->month;
        cells[0] = first ? month_cell(a, item->month) : "";
        cells[1] =
            item->grp_name[0] != '\0'
                ? arena_printf(a, "%s %s", item->kind_name, item->grp_name)
                : item->kind_name;
        cells[2] = item->topic;
        cells[3] = item->owner;
        cells[4] = state_cell(a, item);
        cells[5] = remark(item);
        v->rows.rows[i] = (struct list_row){
            .id = (int64_t)i + 1,
            .cells = cells,
            .role = role_of(item->state),
        };
    }
}
