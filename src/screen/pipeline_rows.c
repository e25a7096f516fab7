/* The twenty-five rows: how each step stands, when and by whom it was done, or
   until when and by whom it has to be. */
#include "pipeline_screen.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

const struct list_column pipeline_columns[2][PIPELINE_COLUMNS] = {
    {
        {"", 2, 3, 1, FIT_LEFT, false, false},
        {"步", 2, 2, 1, FIT_RIGHT, true, false},
        {"步骤", 12, 12, 1, FIT_LEFT, false, false},
        {"日期", 10, 10, 1, FIT_LEFT, false, false},
        {"谁办、结果", 12, 30, 3, FIT_LEFT, false, false},
        {"时限和要求", 17, 18, 1, FIT_LEFT, false, false},
        {"材料", 4, 5, 4, FIT_RIGHT, true, false},
    },
    {
        {"", 3, 3, 1, FIT_LEFT, false, false},
        {"步", 2, 2, 1, FIT_RIGHT, true, false},
        {"步骤", 26, 26, 1, FIT_LEFT, false, false},
        {"日期", 10, 10, 1, FIT_LEFT, false, false},
        {"谁办、会议、结果", 24, 36, 3, FIT_LEFT, false, false},
        {"时限和要求", 20, 40, 1, FIT_LEFT, false, false},
        {"材料", 4, 5, 4, FIT_RIGHT, true, false},
    },
};

const char *pipeline_mark(enum step_state state)
{
    static const char *const marks[] = {
        [STEP_AHEAD] = "·",   [STEP_BLOCKED] = "✗", [STEP_POSSIBLE] = "○",
        [STEP_DUE] = "!",     [STEP_RUNNING] = "◐", [STEP_DONE] = "●",
        [STEP_FAULTY] = "●!",
    };
    return marks[state];
}

enum role pipeline_role(enum step_state state)
{
    static const enum role roles[] = {
        [STEP_AHEAD] = ROLE_DIM,     [STEP_BLOCKED] = ROLE_WARN,
        [STEP_POSSIBLE] = ROLE_TEXT, [STEP_DUE] = ROLE_WARN,
        [STEP_RUNNING] = ROLE_TEXT,  [STEP_DONE] = ROLE_TEXT,
        [STEP_FAULTY] = ROLE_ERROR,
    };
    return roles[state];
}

static bool is_done(const struct step_view *v)
{
    return v->state == STEP_DONE || v->state == STEP_FAULTY;
}

/* ---- who and what ----------------------------------------------------- */

static const char *shown(struct pipeline_view *v, const struct record *r,
                         int field)
{
    struct strbuf sb;
    sb_init(&sb);
    record_show(r, v->app->book, field, &sb);
    const char *text = arena_str(&v->rows_arena, sb.s);
    sb_clear(&sb);
    return text;
}

static void join(struct arena *a, const char **all, const char *one)
{
    if (one[0] != '\0') {
        *all = (*all)[0] == '\0' ? one : arena_printf(a, "%s %s", *all, one);
    }
}

/* Those who hold the office on the day in view; "" where nobody is named. */
static const char *helpers_of(struct pipeline_view *v, int no)
{
    const char *role = pipeline_role_of(book_pipeline(v->app->book), no);
    const char *all = "";
    const struct pipeline_facts *f = &v->f.facts;
    int day = v->app->book->day;
    for (size_t i = 0; role != NULL && i < f->n_helpers; i++) {
        const struct pipeline_helper *h = &f->helpers[i];
        if (strcmp(h->role, role) == 0 && h->holds.from <= day &&
            (h->holds.to == DATE_NONE || h->holds.to > day)) {
            join(&v->rows_arena, &all, h->name);
        }
    }
    return all;
}

static const char *day_word(struct arena *a, const char *word, int day)
{
    char text[11];
    return arena_printf(a, "%s%s", word, date_text(day, text));
}

static const char *who_cell(struct pipeline_view *v, int no)
{
    struct arena *a = &v->rows_arena;
    const struct pipeline_step *s = &book_pipeline(v->app->book)->steps[no];
    const struct step_view *view = &v->f.now.steps[no];
    const struct record *r = &v->f.steps[no];
    const char *all = helpers_of(v, no);
    if (s->running && view->want > 0) {
        return arena_printf(a, "已记 %d 次，应有 %d 次", view->have,
                            view->want);
    }
    if (s->running && view->have > 0) {
        return arena_printf(a, "已记 %d 次", view->have);
    }
    if (r->ledger != NULL && !is_done(view) &&
        v->f.facts.steps[no].asked_on != DATE_NONE) {
        return day_word(a, "已报送 ", v->f.facts.steps[no].asked_on);
    }
    if (r->ledger == NULL || !is_done(view)) {
        return all[0] != '\0' ? all : s->who;
    }
    if (pipeline_is_assumed(&v->f, no)) {
        return "按名册";
    }
    join(a, &all, pipeline_meeting_title(&v->f, no));
    join(a, &all, shown(v, r, STEP_BY));
    join(a, &all, record_text(r, STEP_BY_TEXT));
    join(a, &all, shown(v, r, STEP_RESULT));
    join(a, &all, shown(v, r, STEP_WAY));
    join(a, &all, shown(v, r, STEP_GRP));
    join(a, &all, record_text(r, STEP_NUMBER));
    join(a, &all, record_int(r, STEP_ELSEWHERE) != 0 ? "外单位办" : "");
    return all;
}

/* ---- until when ------------------------------------------------------- */

/* 正式党员 1–2 人 */
static const char *helpers_need(struct pipeline_view *v, int no)
{
    const struct pipeline_rules *r = book_pipeline(v->app->book);
    struct arena *a = &v->rows_arena;
    for (size_t i = 0; i < r->n_guards; i++) {
        const struct pipeline_guard *g = &r->guards[i];
        if (g->step != no || g->kind != GUARD_HELPERS || g->off) {
            continue;
        }
        bool range = g->most.set && g->most.n != g->least.n;
        return range
                   ? arena_printf(a, "正式党员 %d–%d 人", g->least.n, g->most.n)
                   : arena_printf(a, "正式党员 %d 人", g->least.n);
    }
    return "";
}

/* A row asked for the reason that is written; what the roster brought has one
   as well, which nobody asked for. */
static bool has_reasoned(const struct step_view *view)
{
    for (size_t i = 0; i < view->n_issues; i++) {
        if (view->issues[i].reasoned) {
            return true;
        }
    }
    return false;
}

static const char *done_limit(struct pipeline_view *v, int no)
{
    struct arena *a = &v->rows_arena;
    const struct step_view *view = &v->f.now.steps[no];
    char text[11];
    if (view->state == STEP_FAULTY && view->n_issues > 0) {
        return view->issues[0].brief;
    }
    if (has_reasoned(view)) {
        return "有原因说明";
    }
    return view->latest == DATE_NONE
               ? ""
               : arena_printf(a, "≤ %s ✓", date_text(view->latest, text));
}

static const char *limit_cell(struct pipeline_view *v, int no)
{
    struct arena *a = &v->rows_arena;
    const struct pipeline_step *s = &book_pipeline(v->app->book)->steps[no];
    const struct step_view *view = &v->f.now.steps[no];
    int today = v->app->book->day;
    if (is_done(view) && v->f.steps[no].ledger != NULL) {
        return done_limit(v, no);
    }
    if (s->running) {
        return view->state == STEP_RUNNING && view->next_entry != DATE_NONE
                   ? day_word(a, "下次 ≤ ", view->next_entry)
                   : "";
    }
    if (view->earliest != DATE_NONE && view->earliest > today) {
        return day_word(a, "最早 ", view->earliest);
    }
    if (view->latest != DATE_NONE && view->state != STEP_AHEAD) {
        return day_word(a, view->latest < today ? "已过 " : "≤ ", view->latest);
    }
    return pipeline_role_of(book_pipeline(v->app->book), no) != NULL
               ? helpers_need(v, no)
               : "";
}

/* ---- rows ------------------------------------------------------------- */

/* Of what the roster alone tells, only 入党日期 is known. */
static const char *day_cell(struct pipeline_view *v, int no)
{
    char day[11];
    bool known = no == AT_ACCEPT || !pipeline_is_assumed(&v->f, no);
    return known ? arena_str(&v->rows_arena,
                             date_text(v->f.facts.steps[no].on, day))
                 : "";
}

static const char *const *cells_of(struct pipeline_view *v, int no)
{
    struct arena *a = &v->rows_arena;
    const struct pipeline_step *s = &book_pipeline(v->app->book)->steps[no];
    const struct step_view *view = &v->f.now.steps[no];
    const char **c = arena_array(a, PIPELINE_COLUMNS, sizeof *c);
    size_t n = 0;
    c[n++] = pipeline_mark(view->state);
    c[n++] = arena_printf(a, "%d", no);
    c[n++] = v->wide ? s->name : s->abbr;
    c[n++] = day_cell(v, no);
    c[n++] = who_cell(v, no);
    c[n++] = limit_cell(v, no);
    c[n++] = view->papers_asked > 0
                 ? arena_printf(a, "%d/%d", view->papers, view->papers_asked)
                 : "";
    return (const char *const *)c;
}

void pipeline_rows_make(struct pipeline_view *v)
{
    arena_reset(&v->rows_arena);
    v->rows.rows =
        arena_array(&v->rows_arena, PIPELINE_STEPS, sizeof *v->rows.rows);
    v->rows.n_cells = PIPELINE_COLUMNS;
    v->rows.n = v->err.kind == ERR_NONE ? PIPELINE_STEPS : 0;
    for (size_t i = 0; i < v->rows.n; i++) {
        int no = (int)i + 1;
        v->rows.rows[i] = (struct list_row){
            .id = no,
            .cells = cells_of(v, no),
            .role = pipeline_role(v->f.now.steps[no].state),
        };
    }
}
