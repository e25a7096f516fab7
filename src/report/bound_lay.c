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

static const struct sheet *paper_of_part(const struct binding *b,
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
    bool under = false; /* a heading */
    for (size_t i = 0; i < b->n; i++) {
        const struct bound_part *p = &b->parts[i];
        under = under || (p->head && p->title != NULL);
        if (p->title == NULL) {
            continue;
        }
        const char **cells = arena_array(&scratch, 3, sizeof *cells);
        cells[0] = arena_printf(&scratch, "%s%s",
                                under && !p->head ? "　　" : "", p->title);
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

static void put_part(struct flow *f, const struct bound_part *p)
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
        flow_sheet(f, paper_of_part(b, p));
        if (i > 0) {
            flow_new_page(f);
        }
        same = same && p->page == flow_page(f);
        p->page = flow_page(f);
        put_part(f, p);
    }
    return same;
}

static struct flow *new_flow(struct arena *a, const struct binding *b,
                             const struct bound_footer *footer)
{
    struct flow *f = flow_new(a, paper_of_part(b, &b->parts[0]));
    flow_footer(f, footer->left, footer->middle, footer->right);
    return f;
}

void bound_lay(struct binding *b, const char *title,
               const struct bound_footer *footer, struct document *out)
{
    struct arena scratch = ARENA_INIT;
    bool same = !b->index;
    for (int round = 0; !same && round < ROUNDS; round++) {
        arena_clear(&scratch);
        same = lay_round(b, new_flow(&scratch, b, footer));
    }
    arena_clear(&scratch);
    struct flow *f = new_flow(b->arena, b, footer);
    lay_round(b, f);
    flow_finish(f, title, out);
}
