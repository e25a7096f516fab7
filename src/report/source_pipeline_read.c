/* Reading files for the papers of 发展党员: the one asked for, all of a branch,
   or those in which something happened in a span of days. */
#include "source_pipeline.h"

#include "pbtui/base/mem.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/rulebook.h"

static void begin(struct track *t, const struct form_ask *ask,
                  struct form_data *d, int day)
{
    *t = (struct track){.ask = ask,
                        .d = d,
                        .book = ask->book,
                        .a = d->arena,
                        .day = day,
                        .rules = book_pipeline(ask->book)};
}

static bool read_whose(struct track *t, struct err *err)
{
    return record_read(&t->person, &ledger_people, t->book, t->a,
                       t->f.person.id, err);
}

static bool read_file(struct track *t, int64_t file, struct err *err)
{
    return pipeline_read(&t->f, t->book, t->a, file, err) && read_whose(t, err);
}

bool track_read(struct track *t, const struct form_ask *ask,
                struct form_data *d, int64_t file, struct err *err)
{
    begin(t, ask, d, ask->book->day);
    return read_file(t, file, err);
}

/* ---- all of them -------------------------------------------------------- */

struct files {
    int64_t *v;
    size_t n, cap;
};

static bool take_file(void *ctx, const struct query_row *row)
{
    struct files *f = ctx;
    MEM_PUSH(f->v, f->n, f->cap);
    f->v[f->n++] = row->id;
    return true;
}

static const struct pipeline_file *on_board(const struct pipeline_board *board,
                                            int64_t file)
{
    for (size_t i = 0; i < board->n; i++) {
        if (board->rows[i].file == file) {
            return board->rows[i].read;
        }
    }
    return NULL;
}

/* What is going on was read with the board, in one go. */
static bool read_files(const struct files *files,
                       const struct pipeline_board *board, struct track *list,
                       size_t *n, const struct track *like, struct err *err)
{
    for (size_t i = 0; i < files->n; i++) {
        struct track *t = &list[(*n)++];
        const struct pipeline_file *read = on_board(board, files->v[i]);
        *t = *like;
        if (read != NULL) {
            t->f = *read;
        }
        if (read != NULL ? !read_whose(t, err)
                         : !read_file(t, files->v[i], err)) {
            return false;
        }
    }
    return true;
}

/* Those of the board that have no file yet. */
static bool read_others(const struct pipeline_board *board, struct track *list,
                        size_t *n, const struct track *like, struct err *err)
{
    for (size_t i = 0; i < board->n; i++) {
        struct track *t = &list[*n];
        if (board->rows[i].file != 0) {
            continue;
        }
        *t = *like;
        t->f = *board->rows[i].read;
        if (!read_whose(t, err)) {
            return false;
        }
        (*n)++;
    }
    return true;
}

bool track_read_all(const struct form_ask *ask, struct form_data *d, int day,
                    struct track **out, size_t *n, struct err *err)
{
    struct track like;
    struct pipeline_board board;
    struct files files = {NULL, 0, 0};
    struct query q =
        query_of(&ledger_candidacy, ledger_view(&ledger_candidacy, "all"));
    begin(&like, ask, d, day);
    *n = 0;
    bool ok = query_each(ask->book, d->arena, &q, take_file, &files, err) &&
              pipeline_board(&board, ask->book, d->arena, err);
    if (ok) {
        *out = arena_array(d->arena, files.n + board.n + 1, sizeof **out);
        ok = read_files(&files, &board, *out, n, &like, err) &&
             read_others(&board, *out, n, &like, err);
    }
    mem_free(files.v);
    return ok;
}

/* ---- those of a span ---------------------------------------------------- */

bool track_read_touched(const struct form_ask *ask, struct form_data *d,
                        struct span days, struct track **out, size_t *n,
                        struct err *err)
{
    int64_t *ids = NULL;
    size_t n_ids = 0;
    *n = 0;
    if (!pipeline_touched(ask->book, d->arena, days, &ids, &n_ids, err)) {
        return false;
    }
    *out = arena_array(d->arena, n_ids + 1, sizeof **out);
    for (; *n < n_ids; (*n)++) {
        struct track *t = &(*out)[*n];
        begin(t, ask, d, days.to);
        if (!read_file(t, ids[*n], err) ||
            !pipeline_read_stays(t->book, t->a, ids[*n], &t->stays, err)) {
            return false;
        }
    }
    return true;
}
