/* Parts onto pages.

   The index stands in front of what it names, so everything is laid out until
   the page numbers are those of the round before: the first round tells how
   many pages the index has itself, the second is right. */
#include <stdio.h>
#include <string.h>

#include "bound_parts.h"
#include "pbtui/base/mem.h"

#define ROUNDS      5
#define INDEX_PAPER "竖排五号"

struct bound_part *binding_add(struct binding *b)
{
    if (b->n == b->cap) {
        size_t cap = b->cap == 0 ? 16 : b->cap * 2;
        struct bound_part *more = arena_array(b->arena, cap, sizeof *more);
        if (b->n > 0) {
            memcpy(more, b->parts, b->n * sizeof *more);
        }
        b->parts = more;
        b->cap = cap;
    }
    struct bound_part *p = &b->parts[b->n++];
    *p = (struct bound_part){.day = "", .says = ""};
    return p;
}

static const struct sheet *paper_of(const struct binding *b, const char *name)
{
    return b->text != NULL ? b->text : sheet_find(&b->forms->sheets, name);
}

const struct sheet *bound_paper(const struct binding *b,
                                const struct bound_part *p)
{
    return paper_of(b, p->form != NULL ? p->form->paper : INDEX_PAPER);
}

static void put_index(const struct binding *b, struct flow *f)
{
    static const struct flow_column columns[] = {
        {"内容", 20, 1, PAGE_LEFT},
        {"日期", 10, 0, PAGE_LEFT},
        {"页码", 6, 0, PAGE_RIGHT},
    };
    struct arena scratch = ARENA_INIT;
    const char *const **rows = arena_array(&scratch, b->n, sizeof *rows);
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++) {
        const struct bound_part *p = &b->parts[i];
        if (p->title == NULL) {
            continue;
        }
        const char **cells = arena_array(&scratch, 3, sizeof *cells);
        cells[0] =
            arena_printf(&scratch, "%s%s", p->inner ? "　　" : "", p->title);
        cells[1] = p->day;
        cells[2] = arena_printf(&scratch, "%d", p->page);
        rows[n++] = cells;
    }
    const struct flow_table t = {
        .columns = columns,
        .n_columns = 3,
        .rows = rows,
        .n_rows = n,
    };
    flow_sheet(f, paper_of(b, INDEX_PAPER));
    flow_new_page(f);
    flow_title(f, "目　录");
    flow_put_table(f, &t);
    arena_clear(&scratch);
}

void bound_put(struct flow *f, const struct bound_part *p)
{
    if (p->form != NULL) {
        form_put(p->form, f, &p->data);
    } else {
        flow_title(f, p->title);
        flow_para(f, &flow_body, p->says);
    }
}

/* True: no page number is another than before. */
static bool lay_round(struct binding *b, struct flow *f)
{
    bool same = true;
    for (size_t i = 0; i < b->n; i++) {
        struct bound_part *p = &b->parts[i];
        if (b->index && i == 1) {
            put_index(b, f);
        }
        flow_sheet(f, bound_paper(b, p));
        if (i > 0) {
            flow_new_page(f);
        }
        same = same && p->page == flow_page(f);
        p->page = flow_page(f);
        bound_put(f, p);
    }
    return same;
}

static struct flow *new_flow(struct arena *a, const struct binding *b,
                             const struct bound_footer *footer)
{
    struct flow *f = flow_new(a, bound_paper(b, &b->parts[0]));
    flow_footer(f, footer->left, footer->middle, footer->right);
    return f;
}

/* Page numbers do not depend on the footer. */
static void settle(struct binding *b, const struct bound_footer *footer)
{
    b->settled = !b->index;
    for (int round = 0; !b->settled && round < ROUNDS; round++) {
        struct arena scratch = ARENA_INIT;
        b->settled = lay_round(b, new_flow(&scratch, b, footer));
        arena_clear(&scratch);
    }
}

void bound_lay(struct binding *b, struct arena *into, const char *title,
               const struct bound_footer *footer, struct document *out)
{
    if (!b->settled) {
        settle(b, footer);
    }
    struct flow *f = new_flow(into, b, footer);
    lay_round(b, f);
    flow_finish(f, title, out);
}
