/* Pickers: small sources behind dialog_pick. */
#include "pbtui/screen/pickers.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/text/pinyin.h"
#include "pbtui/text/width.h"

static const struct list_column person_columns[] = {
    {"姓名", 12, 24, 1, FIT_LEFT, false, false},
    {"情况", 16, 40, 2, FIT_LEFT, false, false},
};

/* ---- a list of texts -------------------------------------------------- */

struct text_source {
    struct arena arena;
    struct pick_text *rows;
    size_t n;
    struct list_column columns[2]; /* as wide as the texts */
    dialog_row *answer;
    void *ctx;
};

static bool matches(const struct pick_text *row, const char *filter)
{
    return filter[0] == '\0' || pinyin_match(row->text, filter) ||
           (row->about != NULL && (strstr(row->about, filter) != NULL ||
                                   pinyin_match(row->about, filter)));
}

static void put_row(struct arena *a, struct list_row *out,
                    const struct text_source *s, size_t i)
{
    const char **cells = arena_array(a, 2, sizeof *cells);
    cells[0] = s->rows[i].text;
    cells[1] = s->rows[i].about != NULL ? s->rows[i].about : "";
    *out = (struct list_row){
        .id = (int64_t)i + 1,
        .cells = cells,
        .key = arena_printf(a, "%zu", i),
    };
}

static bool text_page(void *ctx, struct arena *a,
                      const struct list_request *req, struct list_row *rows,
                      size_t *n, struct err *err)
{
    (void)err;
    const struct text_source *s = ctx;
    *n = 0;
    /* Positions run from 0 to n; the key is the row last given. */
    int64_t step = req->backward ? -1 : 1;
    int64_t at = req->backward ? (int64_t)s->n - 1 : 0;
    if (req->find_id > 0 && (size_t)req->find_id <= s->n &&
        matches(&s->rows[req->find_id - 1], req->filter)) {
        at = req->find_id - 1;
    } else if (req->key != NULL) {
        at = strtoll(req->key, NULL, 10) + step;
    }
    for (; at >= 0 && at < (int64_t)s->n && *n < req->want; at += step) {
        if (matches(&s->rows[at], req->filter)) {
            put_row(a, &rows[(*n)++], s, (size_t)at);
        }
    }
    return true;
}

static bool text_count(void *ctx, const char *filter, int64_t *n)
{
    const struct text_source *s = ctx;
    *n = 0;
    for (size_t i = 0; i < s->n; i++) {
        *n += matches(&s->rows[i], filter);
    }
    return true;
}

static void widen(struct list_column *column, const char *text)
{
    int cols = text != NULL ? width_cols(text) : 0;
    column->max_cols = cols > column->max_cols ? cols : column->max_cols;
}

static void text_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct text_source *s = ctx;
    dialog_row *answer = s->answer;
    void *answer_ctx = s->ctx;
    arena_clear(&s->arena);
    mem_free(s);
    answer(answer_ctx, ui, id);
}

void pick_texts(struct app *app, const char *title,
                const struct pick_text *rows, size_t n, size_t start,
                dialog_row *answer, void *ctx)
{
    struct text_source *s = mem_new(sizeof *s);
    s->answer = answer;
    s->ctx = ctx;
    s->n = n;
    s->rows = arena_array(&s->arena, n, sizeof *s->rows);
    s->columns[0] = (struct list_column){
        .title = "", .min_cols = 8, .max_cols = 16, .priority = 1};
    s->columns[1] =
        (struct list_column){.title = "", .min_cols = 4, .priority = 2};
    for (size_t i = 0; i < n; i++) {
        s->rows[i].text = arena_str(&s->arena, rows[i].text);
        s->rows[i].about =
            rows[i].about != NULL ? arena_str(&s->arena, rows[i].about) : NULL;
        widen(&s->columns[0], rows[i].text);
        widen(&s->columns[1], rows[i].about);
    }
    struct list_source source = {s, text_page, text_count};
    dialog_pick(&app->ui, title, s->columns, s->columns[1].max_cols > 0 ? 2 : 1,
                source, (int64_t)start + 1, text_answer, s);
}

/* ---- people ----------------------------------------------------------- */

enum { MAX_HITS = 200 };

/* At most MAX_HITS people: who is looked for is found by two letters. */
static bool person_page(void *ctx, struct arena *a,
                        const struct list_request *req, struct list_row *rows,
                        size_t *n, struct err *err)
{
    (void)err;
    struct app *app = ctx;
    struct person_hit *hits = arena_array(a, MAX_HITS, sizeof *hits);
    size_t found = people_find(app->book, a, req->filter, hits, MAX_HITS);
    int64_t step = req->backward ? -1 : 1;
    int64_t at = req->backward ? (int64_t)found - 1 : 0;
    if (req->key != NULL) {
        at = strtoll(req->key, NULL, 10) + step;
    }
    *n = 0;
    for (; at >= 0 && at < (int64_t)found && *n < req->want; at += step) {
        const char **cells = arena_array(a, 2, sizeof *cells);
        cells[0] = hits[at].name;
        cells[1] = hits[at].about;
        rows[(*n)++] = (struct list_row){
            .id = hits[at].id,
            .cells = cells,
            .key = arena_printf(a, "%" PRId64, at),
        };
    }
    return true;
}

void pick_person(struct app *app, const char *title, dialog_row *answer,
                 void *ctx)
{
    struct list_source source = {app, person_page, NULL};
    dialog_pick(&app->ui, title, person_columns, ARRAY_LEN(person_columns),
                source, 0, answer, ctx);
}

/* ---- records ---------------------------------------------------------- */

struct record_source {
    struct app *app;
    const struct ledger *ledger;
    struct list_column *columns;
    dialog_row *answer;
    void *ctx;
};

static bool record_page(void *ctx, struct arena *a,
                        const struct list_request *req, struct list_row *rows,
                        size_t *n, struct err *err)
{
    struct record_source *s = ctx;
    struct query q = query_of(s->ledger, NULL);
    q.find = req->filter;
    q.key = req->key;
    q.backward = req->backward;
    q.limit = req->want;
    struct query_row *found = arena_array(a, req->want, sizeof *found);
    if (!query_page(s->app->book, a, &q, found, n, err)) {
        return false;
    }
    for (size_t i = 0; i < *n; i++) {
        rows[i] = (struct list_row){
            .id = found[i].id,
            .cells = (const char *const *)found[i].cells,
            .key = found[i].key,
        };
    }
    return true;
}

static void record_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct record_source *s = ctx;
    dialog_row *answer = s->answer;
    void *answer_ctx = s->ctx;
    mem_free(s->columns);
    mem_free(s);
    answer(answer_ctx, ui, id);
}

void pick_record(struct app *app, const struct ledger *l, const char *title,
                 dialog_row *answer, void *ctx)
{
    struct record_source *s = mem_new(sizeof *s);
    const struct ledger_view *v = &l->views[0];
    *s = (struct record_source){app, l, NULL, answer, ctx};
    s->columns = mem_new(v->n_columns * sizeof *s->columns);
    for (size_t i = 0; i < v->n_columns; i++) {
        s->columns[i] = (struct list_column){
            .title = l->fields[v->columns[i].field].label,
            .min_cols = v->columns[i].min_cols,
            .max_cols = v->columns[i].max_cols,
            .priority = v->columns[i].priority,
        };
    }
    struct list_source source = {s, record_page, NULL};
    dialog_pick(&app->ui, title, s->columns, v->n_columns, source, 0,
                record_answer, s);
}
