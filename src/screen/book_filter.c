/* Filter by one value of one field: the values that are there, with how many
   rows each has. */
#include "book_parts.h"

#include "pbtui/base/mem.h"
#include "pbtui/screen/pickers.h"

static void set_facet(struct book_view *v, int field, const char *value,
                      const char *shown)
{
    mem_free(v->facet_value);
    mem_free(v->facet_shown);
    v->facet = field;
    v->facet_value = value != NULL ? mem_str(value) : NULL;
    v->facet_shown = shown != NULL ? mem_str(shown) : NULL;
    listbox_reload(&v->list);
}

enum { MAX_FACETS = 64 };

/* What is worked out (category, group) first: that is what lists are narrowed
   by most. */
static size_t facet_values(struct book_view *v, struct query_facet *out,
                           int *fields)
{
    size_t n = 0;
    struct query q = book_query(v, v->list.filter.text.s);
    const unsigned passes[] = {FIELD_FACET | FIELD_COMPUTED, FIELD_FACET};
    for (size_t pass = 0; pass < ARRAY_LEN(passes); pass++) {
        for (size_t i = 0; i < v->ledger->n_fields; i++) {
            unsigned flags = v->ledger->fields[i].flags;
            size_t got = MAX_FACETS - n;
            if ((flags & (FIELD_FACET | FIELD_COMPUTED)) != passes[pass] ||
                !query_facets(v->app->book, &v->arena, &q, (int)i, out + n,
                              &got, NULL) ||
                got < 2) {
                continue; /* one value for all rows narrows nothing */
            }
            for (size_t k = 0; k < got; k++) {
                fields[n++] = (int)i;
            }
        }
    }
    return n;
}

void book_filter_none(struct book_view *v)
{
    set_facet(v, -1, NULL, NULL);
}

static void facet_answer(void *ctx, struct ui *ui, int64_t id)
{
    (void)ui;
    struct book_view *v = ctx;
    struct query_facet values[MAX_FACETS];
    int fields[MAX_FACETS];
    if (id == 1) {
        set_facet(v, -1, NULL, NULL);
    } else if (id > 1) {
        arena_reset(&v->arena);
        size_t n = facet_values(v, values, fields);
        size_t at = (size_t)id - 2;
        if (at < n) {
            set_facet(v, fields[at], values[at].value, values[at].shown);
        }
    }
}

void book_filter(struct book_view *v)
{
    struct query_facet values[MAX_FACETS];
    struct pick_text rows[MAX_FACETS + 1];
    int fields[MAX_FACETS];
    arena_reset(&v->arena);
    size_t n = facet_values(v, values, fields);
    if (n == 0) {
        ui_note(&v->app->ui, ROLE_WARN, "这张表没有可筛选的项目。");
        return;
    }
    rows[0] = (struct pick_text){"全部（取消筛选）", NULL};
    for (size_t i = 0; i < n; i++) {
        const char *shown = values[i].shown;
        rows[i + 1].text = arena_printf(&v->arena, "%s：%s",
                                        v->ledger->fields[fields[i]].label,
                                        shown[0] != '\0' ? shown : "（空）");
        rows[i + 1].about =
            arena_printf(&v->arena, "%lld", (long long)values[i].count);
    }
    pick_texts(v->app, "只看哪些", rows, n + 1, 0, facet_answer, v);
}
