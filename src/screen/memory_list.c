/* A list box over rows in memory: a key is the row's place. */
#include "memory_list.h"

#include <inttypes.h>
#include <stdlib.h>

#include "pbtui/text/pinyin.h"

static bool matches(const struct memory_list *m, size_t i, const char *filter)
{
    bool found = filter[0] == '\0';
    for (size_t k = 0; !found && k < m->n_cells; k++) {
        const char *cell = m->rows[i].cells[k];
        found = cell != NULL && pinyin_match(cell, filter);
    }
    return found;
}

static bool page(void *ctx, struct arena *a, const struct list_request *req,
                 struct list_row *rows, size_t *n, struct err *err)
{
    (void)err;
    const struct memory_list *m = ctx;
    int64_t step = req->backward ? -1 : 1;
    int64_t at = req->backward ? (int64_t)m->n - 1 : 0;
    if (req->find_id > 0 && (size_t)req->find_id <= m->n &&
        matches(m, (size_t)req->find_id - 1, req->filter)) {
        at = req->find_id - 1;
    } else if (req->key != NULL) {
        at = strtoll(req->key, NULL, 10) + step;
    }
    *n = 0;
    for (; at >= 0 && at < (int64_t)m->n && *n < req->want; at += step) {
        if (matches(m, (size_t)at, req->filter)) {
            rows[*n] = m->rows[at];
            rows[(*n)++].key = arena_printf(a, "%" PRId64, at);
        }
    }
    return true;
}

static bool count(void *ctx, const char *filter, int64_t *n)
{
    const struct memory_list *m = ctx;
    *n = 0;
    for (size_t i = 0; i < m->n; i++) {
        *n += matches(m, i, filter);
    }
    return true;
}

struct list_source memory_list_source(struct memory_list *m)
{
    return (struct list_source){m, page, count};
}
