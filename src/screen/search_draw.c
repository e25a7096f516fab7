/* How a find looks: the line, how many there are, the hits.  A hit takes two
   rows, title and snippet; where there is room for both, one.  With nothing
   typed the rows explain what can be. */
#include "search_parts.h"

#include <string.h>

#include "pbtui/text/date.h"
#include "pbtui/text/fit.h"
#include "pbtui/text/width.h"

#define HEAD_ROWS 4 /* top line, the line, how many, rule */

#define MARK_COL    1
#define DATE_COL    6
#define TITLE_COL   18
#define TITLE_COLS  34 /* in a single row */
#define SINGLE_COLS 110

/* ---- what the hits look like ------------------------------------------ */

static bool is_single(const struct rect *area)
{
    return area->cols >= SINGLE_COLS;
}

static int snippet_col(bool single)
{
    return single ? TITLE_COL + TITLE_COLS + 2 : DATE_COL;
}

size_t search_page_hits(const struct search_view *v)
{
    int n = v->rows_a_hit > 0 ? v->list.rows / v->rows_a_hit : 1;
    return n > 0 ? (size_t)n : 1;
}

static void keep_cursor_in_sight(struct search_view *v, size_t page)
{
    if (v->cursor < v->top) {
        v->top = v->cursor;
    } else if (v->cursor >= v->top + page) {
        v->top = v->cursor - page + 1;
    }
}

/* When one cannot be read, v->err says why. */
static void make_shown(struct search_view *v, size_t page, int cols)
{
    size_t n = v->n - v->top < page ? v->n - v->top : page;
    if (v->shown != NULL && v->shown_from == v->top && v->n_shown == n &&
        v->shown_cols == cols) {
        return;
    }
    arena_reset(&v->shown_arena);
    v->shown = arena_array(&v->shown_arena, page, sizeof *v->shown);
    v->shown_from = v->top;
    v->shown_cols = cols;
    v->n_shown = 0;
    for (size_t i = 0; i < n; i++) {
        if (!find_show(v->app->book, &v->shown_arena, &v->query,
                       &v->hits[v->top + i], cols, &v->shown[i], &v->err)) {
            return;
        }
        v->n_shown++;
    }
}

/* ---- one hit ---------------------------------------------------------- */

static void draw_snippet(struct canvas *c, int row, int col, enum role role,
                         const struct find_shown *s)
{
    size_t at = 0;
    for (size_t i = 0; i < s->n_spans; i++) {
        const struct find_span *span = &s->spans[i];
        col = canvas_putn(c, row, col, role, s->snippet + at,
                          span->at_bytes - at);
        col = canvas_putn(c, row, col, ROLE_MATCH, s->snippet + span->at_bytes,
                          span->n_bytes);
        at = span->at_bytes + span->n_bytes;
    }
    canvas_put(c, row, col, role, s->snippet + at);
}

static void draw_hit(struct canvas *c, struct rect area, bool single, bool on,
                     const struct find_shown *s)
{
    enum role plain = on ? ROLE_SELECTED : ROLE_TEXT;
    enum role dim = on ? ROLE_SELECTED : ROLE_DIM;
    int row = area.row;
    int last = area.col + area.cols - 1;
    int title_cols = single ? TITLE_COLS : last - TITLE_COL;
    if (on) {
        canvas_fill(c, area, ROLE_SELECTED);
    }
    canvas_put(c, row, MARK_COL, on ? ROLE_SELECTED : ROLE_LABEL, s->mark);
    canvas_put(c, row, DATE_COL, dim, s->date);
    canvas_put_fit(c, row, s->date[0] != '\0' ? TITLE_COL : DATE_COL,
                   title_cols, plain, FIT_LEFT, s->title);
    struct rect before = canvas_clip(
        c, (struct rect){row, area.col, area.rows, last - area.col});
    draw_snippet(c, single ? row : row + 1, snippet_col(single),
                 single ? plain : dim, s);
    canvas_unclip(c, before);
}

/* ---- lines of words --------------------------------------------------- */

struct example {
    const char *typed;
    const char *meaning;
};

#define EXAMPLE_COLS 24

static void draw_examples(struct canvas *c, struct rect area,
                          const struct example *list, size_t n)
{
    for (size_t i = 0; i < n && (int)i < area.rows; i++) {
        int row = area.row + (int)i;
        int col = area.col + 2 + EXAMPLE_COLS;
        canvas_put(c, row, area.col + 2, ROLE_KEY, list[i].typed);
        canvas_put_fit(c, row, col, area.cols - col - 1, ROLE_DIM, FIT_LEFT,
                       list[i].meaning);
    }
}

static void draw_explanation(struct canvas *c, struct rect area)
{
    static const struct example list[] = {
        {"积极分子", "人、会、议题、发言、待办、谈话、计划、台账一起找"},
        {"张三 积极分子", "几个词都要有；一个字也能找"},
        {"“听取汇报”", "照原话找"},
        {"党费 -廉政", "减号后面的不要"},
        {"@张三  @zs", "和这个人有关的：参加、发言、承办……"},
        {"类型：党课", "只找这一类会"},
        {"状态：计划", "已召开、流会、取消、作废也可"},
        {"2026  3月  去年", "一年、一月；2026-Q1 是一季度"},
        {"2026-03..2026-05", "从哪天到哪天"},
    };
    canvas_put(c, area.row, area.col + 2, ROLE_TEXT,
               "打字就找，上下键选，回车打开。可以这样写：");
    draw_examples(
        c, (struct rect){area.row + 2, area.col, area.rows - 2, area.cols},
        list, sizeof list / sizeof list[0]);
}

/* What may be in the way, out of what was asked. */
static void draw_none(const struct search_view *v, struct canvas *c,
                      struct rect area)
{
    const struct find_query *q = &v->query;
    const struct {
        bool told;
        const char *text;
    } ways[] = {
        {q->n_words > 0, "一个字也能找：只写最要紧的一两个字试试"},
        {q->n_words > 1, "几个词都要有才算：少写一个"},
        {strpbrk(v->typed.s, "\"“”「」") != NULL, "引号里要一字不差：去掉引号"},
        {q->n_without > 0, "去掉减号和它后面的词"},
        {q->n_who > 0, "去掉 @，只写姓名，看哪里提到他"},
        {q->from != DATE_NONE || q->to != DATE_NONE, "去掉时间，或者放宽"},
        {q->kinds != NULL || q->state != NULL, "去掉类型和状态"},
        {!q->voided, "作废了的，要写 状态：作废"},
    };
    int row = area.row;
    canvas_put(c, row, area.col + 2, ROLE_TEXT, "没有找到。可以试试：");
    row += 2;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        if (ways[i].told && row < area.row + area.rows) {
            int col = canvas_put(c, row, area.col + 2, ROLE_DIM, "· ");
            canvas_put_fit(c, row, col, area.cols - col - 1, ROLE_DIM, FIT_LEFT,
                           ways[i].text);
            row++;
        }
    }
}

/* ---- the head --------------------------------------------------------- */

/* One word, and it finds a person: what the person did is found by @. */
static bool is_name(const struct search_view *v)
{
    return v->n > 0 && v->hits[0].what == FIND_PERSON &&
           v->query.n_words == 1 && v->query.n_without == 0;
}

static void draw_count(struct search_view *v, struct canvas *c, int row)
{
    struct arena *a = &v->app->ui.frame;
    bool over = search_is_over(v);
    int cols = c->cols - 2;
    const struct find_query *q = &v->query;
    if (v->err.text[0] != '\0') {
        canvas_put_fit(c, row, 1, cols, ROLE_ERROR, FIT_LEFT,
                       arena_printf(a, "%s（%s）", v->err.text, v->err.code));
        return;
    }
    if (v->line.complaint[0] != '\0' || q->n_complaints > 0) {
        canvas_put_fit(c, row, 1, cols, ROLE_WARN, FIT_LEFT,
                       v->line.complaint[0] != '\0' ? v->line.complaint
                                                    : q->complaints[0]);
        return;
    }
    if (v->find == NULL) {
        return;
    }
    const char *text = "";
    if (v->n == 0) {
        text = over ? "没有找到" : "还在找…";
    } else {
        text = arena_printf(a, "共 %zu 处%s", v->n, over ? "" : "，还在找…");
    }
    int col = canvas_put(c, row, 1, ROLE_DIM, text);
    if (is_name(v)) {
        canvas_putf(c, row, col + 2, ROLE_DIM, "和这个人有关的：@%s",
                    q->words[0].typed);
    }
    if (v->n > 0) {
        const char *place = arena_printf(a, "第 %zu 处", v->cursor + 1);
        canvas_put(c, row, c->cols - 1 - width_cols(place), ROLE_DIM, place);
    }
}

/* ---- all -------------------------------------------------------------- */

static void draw_list(struct search_view *v, struct canvas *c, struct rect area)
{
    bool single = is_single(&area);
    v->rows_a_hit = single ? 1 : 2;
    size_t page = search_page_hits(v);
    keep_cursor_in_sight(v, page);
    make_shown(v, page, area.cols - snippet_col(single) - 1);
    for (size_t i = 0; i < v->n_shown; i++) {
        struct rect r = {area.row + (int)i * v->rows_a_hit, area.col,
                         v->rows_a_hit, area.cols};
        draw_hit(c, r, single, v->top + i == v->cursor, &v->shown[i]);
    }
}

void search_draw(struct search_view *v, struct canvas *c, struct rect area)
{
    app_draw_top(v->app, c, area.row, "查找");
    int col = canvas_put(c, area.row + 1, 1, ROLE_LABEL, "找") + 1;
    editline_draw(&v->line, c, area.row + 1, col, area.cols - col - 1, true);
    canvas_hline(c, area.row + 3, area.col, area.cols);
    v->list = (struct rect){area.row + HEAD_ROWS, area.col,
                            area.rows - HEAD_ROWS, area.cols};
    if (v->n > 0) {
        draw_list(v, c, v->list);
    } else if (v->find != NULL && find_is_over(v->find)) {
        draw_none(v, c, v->list);
    } else if (v->find == NULL) {
        draw_explanation(c, v->list);
    }
    draw_count(v, c, area.row + 2); /* last: it tells what reading came to */
}
