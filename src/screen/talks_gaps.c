/* Who has not talked yet: what must be first, each line one talk to arrange. */
#include "talks_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/report/table.h"
#include "pbtui/screen/print_view.h"

const struct list_column talks_gap_columns[N_TALKS_GAP_COLUMNS] = {
    {"谈话双方", 16, 28, 1, FIT_LEFT, false, false},
    {"要求", 10, 16, 2, FIT_LEFT, false, false},
    {"今年", 5, 6, 3, FIT_RIGHT, true, false},
    {"去年", 5, 6, 4, FIT_RIGHT, true, false},
    {"说明", 10, 40, 5, FIT_LEFT, false, false},
};

/* Where anybody would do, the line says who is missing one. */
static const char *remark(struct talks_view *v, const struct talk_gap *g)
{
    if (g->need == TALK_OF_COMMITTEE) {
        return "";
    }
    size_t who = g->need == TALK_WITH_MEMBER ? g->b : g->a;
    return arena_printf(&v->arena, "缺的是%s", v->m.people[who].name);
}

static void make_row(struct talks_view *v, size_t i)
{
    struct arena *a = &v->arena;
    const struct talk_gap *g = &v->m.gaps[i];
    bool advised = g->need == TALK_OF_MEMBERS;
    const char **cells = arena_array(a, N_TALKS_GAP_COLUMNS, sizeof *cells);
    cells[0] = arena_printf(a, "%s ↔ %s", v->m.people[g->a].name,
                            v->m.people[g->b].name);
    cells[1] = arena_printf(a, "%s%s", talk_need_text(g->need),
                            advised ? "（参考）" : "");
    cells[2] = arena_printf(a, "%d 次", g->count.now);
    cells[3] = arena_printf(a, "%d 次", g->count.before);
    cells[4] = remark(v, g);
    v->gaps.rows[i] = (struct list_row){
        .id = (int64_t)i + 1,
        .cells = cells,
        .role = advised ? ROLE_DIM : ROLE_TEXT,
    };
}

void talks_gaps_make(struct talks_view *v)
{
    v->gaps.n = v->m.n_gaps;
    v->gaps.n_cells = 2; /* found by name and by kind of pair */
    v->gaps.rows = arena_array(&v->arena, v->gaps.n, sizeof *v->gaps.rows);
    for (size_t i = 0; i < v->gaps.n; i++) {
        make_row(v, i);
    }
}

static const char *cover_line(struct talks_view *v)
{
    struct strbuf sb;
    sb_init(&sb);
    for (int i = 0; i < N_TALK_NEEDS; i++) {
        sb_addf(&sb, "%s%s %d/%d%s", i > 0 ? "  " : "",
                talk_need_text((enum talk_need)i), v->m.cover[i].done,
                v->m.cover[i].all, i == TALK_OF_MEMBERS ? "（参考）" : "");
    }
    const char *line = arena_strn(&v->arena, sb.s, sb.len);
    sb_clear(&sb);
    return line;
}

void talks_gaps_print(struct talks_view *v)
{
    static const struct table_column columns[] = {
        {.name = "pair", .title = "谈话双方", .kind = CELL_TEXT},
        {.name = "need", .title = "要求", .kind = CELL_TEXT},
        {.name = "now", .title = "今年", .kind = CELL_NUMBER},
        {.name = "before", .title = "去年", .kind = CELL_NUMBER},
        {.name = "remark", .title = "说明", .kind = CELL_TEXT},
    };
    const char *const **rows = arena_array(&v->arena, v->gaps.n, sizeof *rows);
    const char *title = arena_printf(&v->arena, "%d 年谈心谈话缺口", v->year);
    for (size_t i = 0; i < v->gaps.n; i++) {
        rows[i] = v->gaps.rows[i].cells;
    }
    const struct table t = {
        .title = title,
        .columns = columns,
        .n_columns = ARRAY_LEN(columns),
        .rows = rows,
        .n_rows = v->gaps.n,
        .foot = cover_line(v),
    };
    print_view_open_table(v->app, title, &t);
}
