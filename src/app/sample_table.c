/* Sample records out of a table: tab-separated, the first line names fields,
   lines with # are for the reader.

   Every cell goes through record_type and every row through ledger_apply, so
   that the sample holds nothing a clerk could not have typed; an empty cell
   leaves the default.  The files are compiled in: what they get wrong about
   fields is caught by asserts, what the rules refuse is an error. */
#include "sample_table.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/embed.h"
#include "pbtui/ledger/apply.h"
#include "pbtui/ledger/derived.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/registry.h"

#define MAX_CELLS 32

struct line {
    const char *cells[MAX_CELLS];
    size_t n;
};

static struct line split(struct arena *a, const char *s, size_t n)
{
    struct line l = {.n = 0};
    const char *end = s + n;
    for (;;) {
        size_t left = (size_t)(end - s);
        const char *tab = memchr(s, '\t', left);
        size_t len = tab != NULL ? (size_t)(tab - s) : left;
        assert(l.n < MAX_CELLS);
        l.cells[l.n++] = arena_strn(a, s, len);
        if (tab == NULL) {
            return l;
        }
        s = tab + 1;
    }
}

static bool type_cells(struct record *r, struct book *b, struct arena *a,
                       const struct line *heads, const struct line *row,
                       size_t from, struct err *err)
{
    assert(row->n == heads->n);
    for (size_t i = from; i < row->n; i++) {
        int field = ledger_field(r->ledger, heads->cells[i]);
        assert(field >= 0);
        if (row->cells[i][0] != '\0' &&
            !record_type(r, b, a, field, row->cells[i], err)) {
            return false;
        }
    }
    return true;
}

static bool add_row(struct book *b, struct arena *a, const struct ledger *l,
                    const struct line *heads, const struct line *row,
                    struct err *err)
{
    struct record r = record_new(l, b, a);
    return type_cells(&r, b, a, heads, row, 0, err) &&
           ledger_apply(b, a, &r, NULL, NULL, err);
}

static bool find_row(struct book *b, struct arena *a, const struct ledger *l,
                     const char *name, int64_t *id, struct err *err)
{
    const struct ledger *owner =
        l->parent < 0 ? l : registry_find(b, l->fields[l->parent].of);
    size_t hits = derived_find_link(b, a, owner, name, id);
    assert(hits == 1);
    (void)hits;
    if (owner == l) {
        return true;
    }
    struct query q = query_of(l, ledger_view(l, "all"));
    q.parent = *id;
    q.limit = 1;
    struct query_row newest;
    size_t n;
    if (!query_page(b, a, &q, &newest, &n, err)) {
        return false;
    }
    assert(n == 1);
    *id = newest.id;
    return true;
}

static bool change_row(struct book *b, struct arena *a, const struct ledger *l,
                       const struct line *heads, const struct line *row,
                       struct err *err)
{
    int64_t id;
    struct record old;
    if (!find_row(b, a, l, row->cells[0], &id, err) ||
        !record_read(&old, l, b, a, id, err)) {
        return false;
    }
    struct record r = record_copy(&old, a);
    return type_cells(&r, b, a, heads, row, 1, err) &&
           ledger_apply(b, a, &r, &old, NULL, err);
}

bool sample_table_save(struct book *b, const struct sample_table *t,
                       struct err *err)
{
    const struct embed_file *file = embed_find(t->file);
    assert(file != NULL);
    struct arena whole = ARENA_INIT; /* the heads */
    struct arena one = ARENA_INIT;   /* a row and what saving it needs */
    struct line heads = {.n = 0};
    bool ok = true;
    int number = 0;
    for (const char *s = file->text; ok && *s != '\0';) {
        size_t n = strcspn(s, "\n");
        number++;
        if (s[0] == '#') {
            s += n + (s[n] == '\n');
            continue;
        }
        if (heads.n == 0) {
            heads = split(&whole, s, n);
        } else {
            struct line row = split(&one, s, n);
            ok = t->changes ? change_row(b, &one, t->ledger, &heads, &row, err)
                            : add_row(b, &one, t->ledger, &heads, &row, err);
            arena_reset(&one);
        }
        s += n + (s[n] == '\n');
    }
    arena_clear(&one);
    arena_clear(&whole);
    return ok || err_doing(err, "写入示例 %s 第 %d 行", t->file, number);
}
