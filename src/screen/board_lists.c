/* The lists behind the board: who is in a stage, the two-sided calendar, and
   who could be decided on if a meeting were held. */
#include "board_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

/* ---- columns ----------------------------------------------------------- */

static const struct list_column list_columns[] = {
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"现状", 12, 22, 1, FIT_LEFT, false, false},
    {"时长", 8, 8, 2, FIT_RIGHT, true, false},
    {"起", 10, 10, 5, FIT_LEFT, false, false},
    {"下一步", 12, 22, 2, FIT_LEFT, false, false},
    {"最早", 10, 10, 3, FIT_LEFT, false, false},
    {"最迟", 10, 10, 4, FIT_LEFT, false, false},
    {"缺材料", 6, 6, 6, FIT_RIGHT, true, false},
};
static const struct list_column calendar_columns[] = {
    {"到期", 10, 10, 1, FIT_LEFT, false, false},
    {"什么", 10, 18, 2, FIT_LEFT, false, false},
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"下一步", 12, 20, 2, FIT_LEFT, false, false},
    {"最早", 10, 10, 3, FIT_LEFT, false, false},
    {"最迟", 10, 10, 4, FIT_LEFT, false, false},
    {"缺材料", 6, 6, 5, FIT_RIGHT, true, false},
    {"由谁办", 8, 18, 6, FIT_LEFT, false, false},
    {"现状", 12, 20, 7, FIT_LEFT, false, false},
};
static const struct list_column held_columns[] = {
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"能否", 6, 6, 1, FIT_LEFT, false, false},
    {"议题", 13, 24, 2, FIT_LEFT, false, false},
    {"会议", 16, 18, 3, FIT_LEFT, false, false},
    {"为什么", 20, 60, 1, FIT_LEFT, false, false},
};

const struct list_column *board_columns(const struct board_view *v, size_t *n)
{
    if (board_shows_closed(v)) {
        return board_closed_columns(n);
    }
    switch (v->page) {
    case BOARD_CALENDAR:
        *n = ARRAY_LEN(calendar_columns);
        return calendar_columns;
    case BOARD_HELD:
        *n = ARRAY_LEN(held_columns);
        return held_columns;
    default:
        *n = ARRAY_LEN(list_columns);
        return list_columns;
    }
}

/* ---- cells ------------------------------------------------------------- */

static const char *day_words(struct arena *a, int day)
{
    char text[11];
    return arena_str(a, date_text(day, text));
}

static const char *step_words(struct board_view *v, int step)
{
    if (step == 0) {
        return "";
    }
    return arena_printf(&v->arena, "%d %s", step,
                        book_pipeline(v->app->book)->steps[step].abbr);
}

static const char *papers_words(struct arena *a, int missing)
{
    return missing == 0 ? "" : arena_printf(a, "%d", missing);
}

static const char **list_cells(struct board_view *v,
                               const struct pipeline_row *row)
{
    struct arena *a = &v->arena;
    const char **cells = arena_array(a, ARRAY_LEN(list_columns), sizeof *cells);
    cells[0] = row->name;
    cells[1] = row->state;
    cells[2] = board_age(a, row->since, v->day, false);
    cells[3] = day_words(a, row->since);
    cells[4] = step_words(v, row->next);
    cells[5] = day_words(a, row->earliest);
    cells[6] = day_words(a, row->latest);
    cells[7] = papers_words(a, row->papers_missing);
    return cells;
}

static const char **calendar_cells(struct board_view *v,
                                   const struct pipeline_row *row)
{
    struct arena *a = &v->arena;
    const char **cells =
        arena_array(a, ARRAY_LEN(calendar_columns), sizeof *cells);
    cells[0] = day_words(a, row->due);
    cells[1] = row->due_what;
    cells[2] = row->name;
    cells[3] = step_words(v, row->next);
    cells[4] = day_words(a, row->earliest);
    cells[5] = day_words(a, row->latest);
    cells[6] = papers_words(a, row->papers_missing);
    cells[7] = row->who;
    cells[8] = row->state;
    return cells;
}

static const char *meeting_words(struct board_view *v, const char *kinds)
{
    struct strbuf sb;
    sb_init(&sb);
    while (*kinds != '\0') {
        size_t n = strcspn(kinds, " ");
        const struct kind *k = kinds_by_code(book_kinds(v->app->book),
                                             arena_strn(&v->arena, kinds, n));
        sb_addf(&sb, "%s%s", sb.len > 0 ? "或" : "", k == NULL ? "" : k->abbr);
        kinds += n + strspn(kinds + n, " ");
    }
    const char *words = arena_strn(&v->arena, sb.s, sb.len);
    sb_clear(&sb);
    return words;
}

static const char **held_cells(struct board_view *v,
                               const struct pipeline_if *x)
{
    const char **cells =
        arena_array(&v->arena, ARRAY_LEN(held_columns), sizeof *cells);
    cells[0] = x->name;
    cells[1] = !x->possible ? "不行" : x->why[0] == '\0' ? "可以" : "写原因";
    cells[2] = step_words(v, x->step);
    cells[3] = meeting_words(v, x->kinds);
    cells[4] = x->why;
    return cells;
}

/* ---- rows -------------------------------------------------------------- */

static bool is_shown(const struct board_view *v, const struct pipeline_row *row)
{
    return v->stage == BOARD_ALL || v->stage == (int)row->stage;
}

static void put_line(struct board_view *v, const char **cells, enum role role)
{
    struct list_row *line = &v->rows.rows[v->rows.n++];
    *line = (struct list_row){
        .id = (int64_t)v->rows.n, .cells = cells, .role = role};
}

/* In the order of the board, or of what is due: there somebody may have more
   than one. */
static void make_rows(struct board_view *v)
{
    bool calendar = v->page == BOARD_CALENDAR;
    size_t n = v->board.n;
    const struct pipeline_row *all =
        calendar ? pipeline_calendar(&v->board, &v->arena, &n) : v->board.rows;
    v->shown = arena_array(&v->arena, n + 1, sizeof *v->shown);
    v->rows.rows = arena_array(&v->arena, n + 1, sizeof *v->rows.rows);
    for (size_t i = 0; i < n; i++) {
        const struct pipeline_row *row = &all[i];
        if (is_shown(v, row)) {
            v->shown[v->rows.n] = *row;
            put_line(v, calendar ? calendar_cells(v, row) : list_cells(v, row),
                     board_role(row));
        }
    }
}

static bool is_of_kind(const struct board_view *v, const struct pipeline_if *x)
{
    return v->kind == NULL || strstr(x->kinds, v->kind) != NULL;
}

/* Who could be decided on first. */
static void make_held(struct board_view *v)
{
    const struct pipeline_if *all = NULL;
    size_t n =
        pipeline_if_held(&v->board, v->app->book, &v->arena, v->held_on, &all);
    struct pipeline_if *list = arena_array(&v->arena, n + 1, sizeof *list);
    v->n_possible = 0;
    v->n_reasons = 0;
    for (int possible = 1; possible >= 0; possible--) {
        for (size_t i = 0; i < n; i++) {
            if (all[i].possible != (possible == 1) || !is_of_kind(v, &all[i])) {
                continue;
            }
            list[v->rows.n] = all[i];
            v->n_reasons += possible == 1 && all[i].why[0] != '\0';
            put_line(v, held_cells(v, &all[i]),
                     possible == 0           ? ROLE_DIM
                     : all[i].why[0] != '\0' ? ROLE_WARN
                                             : ROLE_TEXT);
        }
        v->n_possible = possible == 1 ? v->rows.n : v->n_possible;
    }
    v->held = list;
}

static const char *empty_words(const struct board_view *v)
{
    if (board_shows_closed(v)) {
        return "没有。按 F5 换一个阶段。";
    }
    if (v->board.n == 0) {
        return "还没有申请入党的人。按 F3 登记第一个。";
    }
    return v->page == BOARD_HELD ? "没有要开会讨论的人。"
                                 : "这一阶段没有人。按 F5 换一个阶段。";
}

/* The first line where the person has none. */
static int64_t line_of(const struct board_view *v, int64_t person)
{
    for (size_t i = 0; i < v->rows.n; i++) {
        int64_t at = board_shows_closed(v)   ? v->over[i]->person
                     : v->page == BOARD_HELD ? v->held[i].person
                                             : v->shown[i].person;
        if (at == person) {
            return (int64_t)i + 1;
        }
    }
    return 1;
}

void board_lists_make(struct board_view *v, int64_t person)
{
    v->rows = (struct memory_list){
        .rows = arena_array(&v->arena, v->board.n + 1, sizeof *v->rows.rows),
        .n_cells = 1, /* found by the name … */
    };
    if (board_shows_closed(v)) {
        board_closed_make(v);
    } else if (v->page == BOARD_HELD) {
        make_held(v);
    } else {
        v->rows.n_cells = v->page == BOARD_CALENDAR ? 3 : 1; /* in the third */
        make_rows(v);
    }
    v->box.columns = board_columns(v, &v->box.n_columns);
    v->box.empty = empty_words(v);
    v->box.sort = -1;
    listbox_reload(&v->box);
    listbox_go_to(&v->box, v->rows.n > 0 ? line_of(v, person) : 0);
    listbox_load(&v->box);
}
