/* Pages out of bands: the last stage of report/flow.

   Bands are set below each other, a head before the rows of its table; their
   texts get the lines of the page.  Frames become rules: a line above each
   framed band and below the last of a run, and verticals as long as the bands
   below each other have one in the same column. */
#include "flow_parts.h"

#include <string.h>

#define FOOTER_TEXTS 4 /* three parts and a page number */

struct leaf {
    struct flow *flow;
    struct page_text *texts;
    size_t n_texts;
    struct page_rule *rules;
    size_t n_rules;
    int line;         /* where the next band begins */
    const int *edges; /* of the band above; NULL: no frame */
    size_t n_edges;
    int *starts; /* for each column the line its vertical began, or -1 */
};

static void add_text(struct leaf *l, const struct page_text *t)
{
    struct flow *f = l->flow;
    if (t->text[0] == '\0') {
        return;
    }
    if (l->n_texts == f->cap_texts) {
        f->texts = flow_grow(f, l->texts, l->n_texts, &f->cap_texts, 1,
                             sizeof *l->texts);
        l->texts = f->texts;
    }
    l->texts[l->n_texts++] = *t;
}

static void add_rule(struct leaf *l, const struct page_rule *r)
{
    struct flow *f = l->flow;
    if (l->n_rules == f->cap_rules) {
        f->rules = flow_grow(f, l->rules, l->n_rules, &f->cap_rules, 1,
                             sizeof *l->rules);
        l->rules = f->rules;
    }
    l->rules[l->n_rules++] = *r;
}

/* ---- frames ---------------------------------------------------------------
 */

static void add_across(struct leaf *l, const int *edges, size_t n)
{
    add_rule(l, &(struct page_rule){.line = l->line,
                                    .col = edges[0],
                                    .length = edges[n - 1] - edges[0] + 1});
}

static bool has_edge(const int *edges, size_t n, int col)
{
    for (size_t i = 0; i < n; i++) {
        if (edges[i] == col) {
            return true;
        }
    }
    return false;
}

/* Verticals that do not go on below end, new ones begin. */
static void turn_edges(struct leaf *l, const int *edges, size_t n)
{
    if (l->edges == edges) {
        return;
    }
    for (size_t i = 0; i < l->n_edges; i++) {
        int col = l->edges[i];
        if (!has_edge(edges, n, col)) {
            add_rule(l,
                     &(struct page_rule){.down = true,
                                         .line = l->starts[col],
                                         .col = col,
                                         .length = l->line - l->starts[col]});
            l->starts[col] = -1;
        }
    }
    for (size_t i = 0; i < n; i++) {
        if (l->starts[edges[i]] < 0) {
            l->starts[edges[i]] = l->line;
        }
    }
}

/* The line above a band, or below the run of framed ones it ends. */
static void set_frame(struct leaf *l, const int *edges, size_t n)
{
    if (edges != NULL) {
        add_across(l, edges, n);
    } else if (l->edges != NULL) {
        add_across(l, l->edges, l->n_edges);
    }
    turn_edges(l, edges, n);
    l->edges = edges;
    l->n_edges = n;
}

/* ---- bands ----------------------------------------------------------------
 */

/* The label as this part of the band shows it: what does not fit is left out
   of a further part only, the first is as high as its label. */
static struct flow_lines label_lines(struct flow *f, const struct flow_band *b)
{
    struct flow_lines lines = b->label.lines;
    if (!b->continued) {
        lines.n = b->label.above ? 0 : lines.n; /* it is among the texts */
        return lines;
    }
    if (b->label.above || lines.n > b->lines) {
        const char *more = b->label.cols >= 6 ? "（续）" : "续";
        const char *text =
            b->label.above ? arena_printf(f->arena, "%s%s", b->label.text, more)
                           : more;
        lines = flow_wrap(f, text, b->label.cols);
        lines.n = lines.n > 1 ? 1 : lines.n;
    }
    return lines;
}

static void set_label(struct leaf *l, const struct flow_band *b)
{
    const struct flow_label *x = &b->label;
    struct flow_lines lines = label_lines(l->flow, b);
    int left = x->above || b->lines < lines.n ? 0 : b->lines - lines.n;
    for (int i = 0; i < lines.n; i++) {
        add_text(l, &(struct page_text){.line = l->line + left / 2 + i,
                                        .col = x->col,
                                        .lines = 1 + left % 2,
                                        .cols = x->cols,
                                        .align = x->align,
                                        .face = x->face,
                                        .size = 100,
                                        .text = lines.s[i]});
    }
}

static void set_band(struct leaf *l, const struct flow_band *b)
{
    set_frame(l, b->edges, b->n_edges);
    if (b->label.text != NULL) {
        set_label(l, b);
    }
    int down = l->line - b->from;
    for (size_t i = 0; i < b->n_texts; i++) {
        struct page_text t = b->texts[i];
        t.line += down;
        add_text(l, &t);
    }
    for (size_t i = 0; i < b->n_rules; i++) {
        struct page_rule r = b->rules[i];
        r.line += down;
        add_rule(l, &r);
    }
    l->line += b->lines;
}

/* ---- pages ----------------------------------------------------------------
 */

/* What was put together, in as much memory as it takes; the footer comes when
   the number of pages is known. */
static void keep_leaf(struct flow *f, const struct leaf *l,
                      const struct flow_footing *foot)
{
    if (f->n_leaves == f->cap_leaves) {
        f->leaves = flow_grow(f, f->leaves, f->n_leaves, &f->cap_leaves, 1,
                              sizeof *f->leaves);
    }
    struct flow_leaf *leaf = &f->leaves[f->n_leaves++];
    struct page_text *texts =
        arena_array(f->arena, l->n_texts + FOOTER_TEXTS, sizeof *texts);
    struct page_rule *rules =
        arena_array(f->arena, l->n_rules + 1, sizeof *rules);
    if (l->n_texts > 0) {
        memcpy(texts, l->texts, l->n_texts * sizeof *texts);
    }
    if (l->n_rules > 0) {
        memcpy(rules, l->rules, l->n_rules * sizeof *rules);
    }
    *leaf = (struct flow_leaf){.page = {.sheet = f->sheet,
                                        .texts = texts,
                                        .n_texts = l->n_texts,
                                        .rules = rules,
                                        .n_rules = l->n_rules},
                               .foot = foot};
}

void flow_seal(struct flow *f, const struct flow_band *bands, size_t n,
               const struct flow_footing *foot)
{
    struct leaf l = {.flow = f, .texts = f->texts, .rules = f->rules};
    l.starts =
        arena_array(f->arena, (size_t)f->sheet->cols + 1, sizeof *l.starts);
    for (int c = 0; c <= f->sheet->cols; c++) {
        l.starts[c] = -1;
    }
    const struct flow_group *group = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct flow_band *b = &bands[i];
        if (b->group != NULL && b->group != group && b->group->head.lines > 0) {
            set_band(&l, &b->group->head);
        }
        group = b->group;
        set_band(&l, b);
    }
    set_frame(&l, NULL, 0);
    keep_leaf(f, &l, foot);
}
