/* Which book a file is for, when nobody has said: those are first that the
   file is named after, or whose fields stand in one of its first rows. */
#include <stdlib.h>
#include <string.h>

#include "import_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/export_rows.h"
#include "pbtui/ledger/registry.h"
#include "pbtui/screen/pickers.h"
#include "pbtui/text/clean.h"
#include "pbtui/tui/dialog.h"

enum {
    LOOK_ROWS = 12,
    CELLS_MAX = 512,
    BOOKS_MAX = 160,
    NAMED_AFTER = 100 /* worth more than any number of columns */
};

struct guess {
    const struct ledger *ledger;
    size_t score;
    size_t columns;
};

struct asking {
    struct app *app;
    struct arena arena;
    const char *cells[LOOK_ROWS][CELLS_MAX]; /* as they are compared */
    size_t n_cells[LOOK_ROWS];
    size_t n_rows;
    struct guess list[BOOKS_MAX];
    size_t n;
    void (*answer)(void *ctx, const struct ledger *l);
    void *ctx;
};

/* ---- the first rows --------------------------------------------------------
 */

static const char *compared(struct arena *a, const char *text)
{
    struct strbuf sb;
    sb_init(&sb);
    text_compare_key(&sb, text);
    const char *out = arena_str(a, sb.s);
    sb_clear(&sb);
    return out;
}

/* Where cells are one does not matter here. */
static bool take_merges(void *to, const struct import_merge *list, size_t n,
                        struct err *err)
{
    (void)to;
    (void)list;
    (void)n;
    (void)err;
    return true;
}

static bool take_row(void *to, const struct import_row *row, struct err *err)
{
    struct asking *q = to;
    if (q->n_rows == LOOK_ROWS) {
        return err_set(err, ERR_RULE, "E-IMPORT-090", "看够了。");
    }
    for (size_t i = 0; i < row->n && i < CELLS_MAX; i++) {
        if (row->cells[i].text[0] != '\0') {
            q->cells[q->n_rows][q->n_cells[q->n_rows]++] =
                compared(&q->arena, row->cells[i].text);
        }
    }
    q->n_rows++;
    return true;
}

/* A few rows are enough; what is wrong with the file is told when it is read
   whole. */
static void look(struct asking *q, const char *path)
{
    struct cells_file *f = arena_alloc(&q->arena, sizeof *f);
    const struct cells_wish wish = {.path = path};
    const struct import_taker taker = {take_merges, take_row, q};
    struct err err = ERR_INIT;
    if (cells_open(f, &q->arena, &wish, &err)) {
        f->source.read(f->source.from, &taker, &err);
    }
}

/* ---- how well a book fits --------------------------------------------------
 */

static bool row_has(const struct asking *q, size_t row, const char *label)
{
    bool found = false;
    for (size_t i = 0; !found && i < q->n_cells[row]; i++) {
        found = strcmp(q->cells[row][i], label) == 0;
    }
    return found;
}

/* Most labels that stand in one row. */
static size_t columns_of(struct asking *q, const struct ledger *l)
{
    size_t counts[LOOK_ROWS] = {0};
    size_t best = 0;
    for (size_t k = 0; k < l->n_fields; k++) {
        if (!export_has(l, &l->fields[k])) {
            continue;
        }
        const char *label = compared(&q->arena, l->fields[k].label);
        for (size_t row = 0; row < q->n_rows; row++) {
            counts[row] += row_has(q, row, label);
            best = counts[row] > best ? counts[row] : best;
        }
    }
    return best;
}

static bool is_named_after(const char *path, const struct ledger *l)
{
    const char *slash = strrchr(path, '/');
    return strstr(slash != NULL ? slash + 1 : path, l->title) != NULL;
}

/* Those that fit equally well stay as the registry has them. */
static void add_book(struct asking *q, const struct ledger *l, const char *path)
{
    struct guess g = {.ledger = l, .columns = columns_of(q, l)};
    g.score = g.columns + (is_named_after(path, l) ? NAMED_AFTER : 0);
    size_t at = q->n++;
    while (at > 0 && q->list[at - 1].score < g.score) {
        q->list[at] = q->list[at - 1];
        at--;
    }
    q->list[at] = g;
}

/* ---- asking ----------------------------------------------------------------
 */

static void book_answer(void *ctx, struct ui *ui, int64_t id)
{
    struct asking *q = ctx;
    const struct ledger *l =
        id > 0 && (size_t)id <= q->n ? q->list[id - 1].ledger : NULL;
    void (*answer)(void *answer_ctx, const struct ledger *book) = q->answer;
    void *answer_ctx = q->ctx;
    (void)ui;
    arena_clear(&q->arena);
    mem_free(q);
    if (l != NULL) {
        answer(answer_ctx, l);
    }
}

static const char *about(struct arena *a, const struct guess *g)
{
    return g->columns > 0 ? arena_printf(a, "%zu 列同名", g->columns) : "";
}

void importing_ask_book(struct app *app, const char *path,
                        void (*answer)(void *ctx, const struct ledger *l),
                        void *ctx)
{
    struct asking *q = mem_new(sizeof *q);
    const struct ledger *l;
    q->app = app;
    q->answer = answer;
    q->ctx = ctx;
    look(q, path);
    for (size_t i = 0;
         q->n < BOOKS_MAX && (l = registry_at(app->book, i)) != NULL; i++) {
        if (import_refusal(app->book, l) == NULL) {
            add_book(q, l, path);
        }
    }
    struct pick_text *rows = arena_array(&q->arena, q->n, sizeof *rows);
    for (size_t i = 0; i < q->n; i++) {
        rows[i] = (struct pick_text){q->list[i].ledger->title,
                                     about(&q->arena, &q->list[i])};
    }
    pick_texts(app, "导入到哪本台账（打字筛选）", rows, q->n, 0, book_answer,
               q);
}
