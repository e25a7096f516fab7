/* The rows of the three lists, and their tables.  What is owed is said in words
   as well as in colour. */
#include "rates_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/codes.h"
#include "pbtui/ledger/events.h"
#include "pbtui/screen/print_view.h"
#include "pbtui/tui/dialog.h"

static const struct list_column people_columns[] = {
    {"姓名", 12, 16, 1, FIT_LEFT, false, false},
    {"应到", 4, 6, 2, FIT_RIGHT, true, false},
    {"出席", 4, 6, 5, FIT_RIGHT, true, false},
    {"线上", 4, 6, 7, FIT_RIGHT, true, false},
    {"请假", 4, 6, 4, FIT_RIGHT, true, false},
    {"缺席", 4, 6, 4, FIT_RIGHT, true, false},
    {"已补", 4, 6, 6, FIT_RIGHT, true, false},
    {"待补", 4, 6, 3, FIT_RIGHT, true, false},
    {"出勤率", 6, 8, 1, FIT_RIGHT, true, false},
    {"补学后", 6, 8, 2, FIT_RIGHT, true, false},
    {"双重", 4, 6, 8, FIT_RIGHT, true, false},
    {"最近未到", 10, 10, 9, FIT_LEFT, false, false},
};

static const struct list_column away_columns[] = {
    {"日期", 10, 10, 3, FIT_LEFT, false, false},
    {"姓名", 8, 12, 1, FIT_LEFT, false, false},
    {"会议、活动", 12, 50, 4, FIT_LEFT, false, false},
    {"情况", 4, 4, 2, FIT_LEFT, false, false},
    {"原因", 8, 14, 5, FIT_LEFT, false, false},
    {"补学", 11, 20, 1, FIT_LEFT, false, false},
};

static const struct list_column person_columns[] = {
    {"日期", 10, 10, 1, FIT_LEFT, false, false},
    {"会议、活动", 14, 60, 1, FIT_LEFT, false, false},
    {"到会", 4, 4, 1, FIT_LEFT, false, false},
    {"原因", 8, 14, 3, FIT_LEFT, false, false},
    {"补学", 11, 20, 2, FIT_LEFT, false, false},
    {"双重", 4, 4, 4, FIT_LEFT, false, false},
};

void rates_rows_init(struct rates_view *v)
{
    static const struct {
        const struct list_column *columns;
        size_t n;
        const char *empty;
    } panes[N_RATES_PANES] = {
        {people_columns, ARRAY_LEN(people_columns),
         "这段时间没有已召开的会议、活动。PgUp/PgDn 换时间；F5 换范围。"},
        {away_columns, ARRAY_LEN(away_columns),
         "这段时间没有人请假、缺席。按 Tab 看人员。"},
        {person_columns, ARRAY_LEN(person_columns),
         "这段时间没有应到的会议、活动。按 Esc 回到人员。"},
    };
    for (size_t i = 0; i < N_RATES_PANES; i++) {
        listbox_init(&v->list[i], panes[i].columns, panes[i].n,
                     memory_list_source(&v->rows[i]));
        v->list[i].empty = panes[i].empty;
        v->rows[i].n_cells = panes[i].n;
    }
    v->rows[RATES_PEOPLE].n_cells = 1; /* found by name, not by a number */
}

static const char *number(struct arena *a, int n)
{
    return arena_printf(a, "%d", n);
}

static const char *percent(struct arena *a, int share)
{
    char text[8];
    return arena_str(a, rate_text(share, text));
}

static const char *day_cell(struct arena *a, int day)
{
    char text[11];
    return arena_str(a, date_text(day, text));
}

static const char *const *people_cells(struct arena *a,
                                       const struct rate_person *p)
{
    const struct rate_count *c = &p->count;
    const int counts[] = {c->due,    c->present, c->online, c->leave,
                          c->absent, c->made_up, c->owed};
    const char **cells =
        arena_array(a, ARRAY_LEN(people_columns), sizeof *cells);
    size_t n = 0;
    cells[n++] = p->name;
    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        cells[n++] = number(a, counts[i]);
    }
    cells[n++] = percent(a, rate_raw(c));
    cells[n++] = percent(a, rate_after(c));
    cells[n++] = number(a, c->leader);
    cells[n++] = day_cell(a, p->last_away);
    return (const char *const *)cells;
}

static const char *const *away_cells(struct arena *a, const struct rate_line *l)
{
    const char **cells = arena_array(a, ARRAY_LEN(away_columns), sizeof *cells);
    size_t n = 0;
    cells[n++] = day_cell(a, l->on);
    cells[n++] = l->name;
    cells[n++] = l->meeting;
    cells[n++] = codes_name("attend_state", l->state);
    cells[n++] = l->reason;
    cells[n++] = rates_made_up_text(a, l);
    return (const char *const *)cells;
}

static const char *const *person_cells(struct arena *a,
                                       const struct rate_line *l)
{
    const char **cells =
        arena_array(a, ARRAY_LEN(person_columns), sizeof *cells);
    size_t n = 0;
    cells[n++] = day_cell(a, l->on);
    cells[n++] = l->meeting;
    cells[n++] = codes_name("attend_state", l->state);
    cells[n++] = l->reason;
    cells[n++] = rates_made_up_text(a, l);
    cells[n++] = l->leader ? "是" : "";
    return (const char *const *)cells;
}

static enum role line_role(const struct rate_line *l)
{
    if (l->owed_days >= 0) {
        return strcmp(l->state, ATTEND_ABSENT) == 0 ? ROLE_ERROR : ROLE_WARN;
    }
    return l->made_up_on != DATE_NONE ? ROLE_DIM : ROLE_TEXT;
}

static void put_row(struct memory_list *m, size_t i, const char *const *cells,
                    enum role role)
{
    m->rows[i] =
        (struct list_row){.id = (int64_t)i + 1, .cells = cells, .role = role};
}

void rates_rows_make(struct rates_view *v)
{
    struct arena *a = &v->arena;
    const size_t n[N_RATES_PANES] = {v->r.n, v->r.n_away, v->n_lines};
    for (size_t i = 0; i < N_RATES_PANES; i++) {
        v->rows[i].n = n[i];
        v->rows[i].rows = arena_array(a, n[i], sizeof *v->rows[i].rows);
    }
    for (size_t i = 0; i < v->r.n; i++) {
        const struct rate_person *p = &v->r.people[i];
        put_row(&v->rows[RATES_PEOPLE], i, people_cells(a, p),
                p->count.owed > 0 ? ROLE_WARN : ROLE_TEXT);
    }
    for (size_t i = 0; i < v->r.n_away; i++) {
        const struct rate_line *l = &v->r.away[i];
        put_row(&v->rows[RATES_AWAY], i, away_cells(a, l), line_role(l));
    }
    for (size_t i = 0; i < v->n_lines; i++) {
        const struct rate_line *l = &v->lines[i];
        put_row(&v->rows[RATES_PERSON], i, person_cells(a, l), line_role(l));
    }
}

/* ---- paper -------------------------------------------------------------- */

/* The name becomes a file's: a kind of the branch's own may have a / in it. */
static void show(struct rates_view *v, const char *what, const struct table *t)
{
    struct arena *a = &v->arena;
    const struct rates_heading h = rates_heading(v, a);
    char *name = arena_printf(a, "%s-%s", what, rates_about(a, &h));
    for (char *s = name; *s != '\0'; s++) {
        *s = *s == '/' ? '-' : *s;
    }
    print_view_open_table(v->app, name, t);
}

static void print_sheet(struct rates_view *v, const struct rates_heading *h)
{
    struct table t;
    struct rate_sheet sheet;
    struct err err = ERR_INIT;
    const struct rate_ask ask = rates_asked(v);
    if (!rates_sheet(v->app->book, &v->arena, &ask, &v->r, &sheet, &err)) {
        ui_note_err(&v->app->ui, &err);
        return;
    }
    rates_table_sheet(&t, &v->arena, &v->r, &sheet, h);
    show(v, "个人组织生活出勤表", &t);
}

static void people_answer(void *ctx, struct ui *ui, int answer)
{
    (void)ui;
    struct table t;
    struct rates_view *v = ctx;
    const struct rates_heading h = rates_heading(v, &v->arena);
    if (answer == 0) {
        rates_table_people(&t, &v->arena, &v->r, &h);
        show(v, "出勤统计", &t);
    } else if (answer == 1) {
        print_sheet(v, &h);
    }
}

void rates_print(struct rates_view *v)
{
    static const char *const sheets[] = {"出勤统计", "逐次出勤表", NULL};
    struct table t;
    struct arena *a = &v->arena;
    const struct rates_heading h = rates_heading(v, a);
    const struct rate_person who = rates_who(v);
    switch (v->pane) {
    case RATES_PEOPLE:
        dialog_ask(&v->app->ui, "打印",
                   "出勤统计每人一行；逐次出勤表每次会议一栏，一个月、一个季度"
                   "的适合打印，全年的适合存成 CSV。",
                   sheets, 0, people_answer, v);
        break;
    case RATES_AWAY:
        rates_table_away(&t, a, &v->r, &h);
        show(v, "未到名单", &t);
        break;
    case RATES_PERSON:
        rates_table_person(&t, a, v->lines, v->n_lines, &who, v->r.day, &h);
        show(v, arena_printf(a, "组织生活出勤表-%s", who.name), &t);
        break;
    }
}
