/* Splitting a band between two lines: what stays, what goes on another page,
   and how that says that it goes on. */
#include "flow_parts.h"

#include <assert.h>

int flow_least(const struct flow_band *b)
{
    int least = b->label.above ? 3 : 2;
    int label = b->label.above ? 0 : b->label.lines.n;
    least = label > least ? label : least;
    return least < b->lines ? least : b->lines;
}

int flow_content(const struct flow_band *b)
{
    return b->lines - b->spare;
}

/* Cells are written one after the other; a part takes a run of lines.  What
   stands between two lines, because its cell has one too many, goes up by half
   a line, or else it would be cut. */
static const struct page_text *by_line(struct flow *f,
                                       const struct flow_band *b)
{
    bool in_order = true;
    for (size_t i = 0; i < b->n_texts && in_order; i++) {
        in_order = b->texts[i].lines == 1 &&
                   (i == 0 || b->texts[i - 1].line <= b->texts[i].line);
    }
    if (in_order) {
        return b->texts;
    }
    size_t lines = (size_t)b->lines;
    size_t *starts = arena_array(f->arena, lines + 2, sizeof *starts);
    for (size_t i = 0; i < b->n_texts; i++) {
        starts[b->texts[i].line - b->from + 1]++;
    }
    for (size_t l = 0; l < lines; l++) {
        starts[l + 1] += starts[l];
    }
    struct page_text *sorted =
        arena_array(f->arena, b->n_texts, sizeof *sorted);
    for (size_t i = 0; i < b->n_texts; i++) {
        size_t at = starts[b->texts[i].line - b->from]++;
        sorted[at] = b->texts[i];
        sorted[at].lines = 1;
    }
    return sorted;
}

/* What a further part needs for its label. */
static void go_on(struct flow *f, struct flow_band *b)
{
    if (b->label.text == NULL) {
        return;
    }
    if (!b->continued && !b->label.above) {
        const char *more = b->label.cols >= 6 ? "（续）" : "续";
        b->label.lines =
            flow_wrap(f, arena_printf(f->arena, "%s%s", b->label.text, more),
                      b->label.cols);
    }
    b->continued = true;
    if (b->label.above) {
        b->from--;
        b->lines++;
    } else if (b->lines < b->label.lines.n) {
        b->spare += b->label.lines.n - b->lines;
        b->lines = b->label.lines.n;
    }
}

struct flow_band flow_split(struct flow *f, struct flow_band *b, int lines)
{
    assert(lines > 0 && lines < b->lines);
    b->texts = by_line(f, b);
    struct flow_band rest = *b;
    rest.from += lines;
    rest.lines -= lines;
    rest.spare = rest.spare < rest.lines ? rest.spare : rest.lines - 1;
    size_t before = 0;
    while (before < b->n_texts && b->texts[before].line < rest.from) {
        before++;
    }
    rest.texts += before;
    rest.n_texts -= before;
    rest.keep_before = 0;
    rest.twin = NULL;
    go_on(f, &rest);
    b->n_texts = before;
    b->lines = lines;
    b->spare = 0;
    b->keep_next = false;
    return rest;
}
