/* The flow itself: its sheet, marks, footers and end.  How things become bands
   is in flow_text.c, flow_frame.c and flow_table.c, where pages end in
   flow_break.c, how they look in flow_leaf.c. */
#include "pbtui/report/flow.h"

#include <string.h>

#include "flow_tape.h"
#include "pbtui/base/strbuf.h"

#define DASH_SIZE 88 /* 四号 beside 三号 */

static void use_sheet(struct flow *f, const struct sheet *sheet)
{
    f->sheet = sheet;
    f->how = sheet->terminal ? width_ambiguous() : WIDTH_WIDE;
}

struct flow *flow_new(struct arena *a, const struct sheet *sheet)
{
    static const struct flow_footing none = {"", "", ""};
    struct flow *f = arena_alloc(a, sizeof *f);
    f->arena = a;
    f->foot = &none;
    use_sheet(f, sheet);
    return f;
}

void flow_new_page(struct flow *f)
{
    if (f->tape != NULL) {
        flow_tape_add(f, FLOW_PAGE);
        return;
    }
    if (f->n > 0) {
        flow_close(f);
    }
    flow_release(f);
}

void flow_sheet(struct flow *f, const struct sheet *sheet)
{
    if (f->tape == NULL) {
        flow_new_page(f);
    }
    use_sheet(f, sheet);
}

int flow_page(const struct flow *f)
{
    bool full = f->n > 0 && f->used >= f->sheet->lines;
    return (int)f->n_leaves + (f->held != NULL) + 1 + full;
}

int flow_cols(const struct flow *f)
{
    return f->sheet->cols;
}

/* ---- footers --------------------------------------------------------------
 */

void flow_footer(struct flow *f, const char *left, const char *middle,
                 const char *right)
{
    struct flow_footing *foot = arena_alloc(f->arena, sizeof *foot);
    foot->left = flow_clean_line(f, left);
    foot->middle = flow_clean_line(f, middle);
    foot->right = flow_clean_line(f, right);
    f->foot = foot;
}

/* {n} and {N} filled in. */
static const char *fill_numbers(struct flow *f, const char *s, size_t page)
{
    if (strchr(s, '{') == NULL) {
        return s;
    }
    struct strbuf sb;
    sb_init(&sb);
    while (*s != '\0') {
        if (strncmp(s, "{n}", 3) == 0 || strncmp(s, "{N}", 3) == 0) {
            sb_addf(&sb, "%zu", s[1] == 'n' ? page : f->n_leaves);
            s += 3;
        } else {
            sb_addc(&sb, *s++);
        }
    }
    const char *filled = arena_str(f->arena, sb.s);
    sb_clear(&sb);
    return filled;
}

/* GB/T 9704: outside, one character from the edge of the type area. */
static struct page_text dashed_number(struct flow *f, size_t page)
{
    bool odd = page % 2 == 1;
    return (struct page_text){.line = f->sheet->lines,
                              .col = odd ? 0 : 2,
                              .lines = 1,
                              .cols = f->sheet->cols - 2,
                              .align = odd ? PAGE_RIGHT : PAGE_LEFT,
                              .face = FACE_SONG,
                              .size = f->sheet->terminal ? 100 : DASH_SIZE,
                              .text = arena_printf(f->arena, "— %zu —", page)};
}

/* There is room for the texts: see flow_leaf.c. */
static void set_footer(struct flow *f, struct flow_leaf *leaf, size_t number)
{
    struct page *p = &leaf->page;
    int line = p->sheet->lines;
    use_sheet(f, p->sheet);
    if (p->sheet->dashes) {
        p->texts[p->n_texts++] = dashed_number(f, number);
        line++;
    }
    struct page_text parts[3];
    size_t n;
    flow_three(f, fill_numbers(f, leaf->foot->left, number),
               fill_numbers(f, leaf->foot->middle, number),
               fill_numbers(f, leaf->foot->right, number), parts, &n);
    for (size_t i = 0; i < n; i++) {
        parts[i].line += line;
        p->texts[p->n_texts++] = parts[i];
    }
}

void flow_finish(struct flow *f, const char *title, struct document *out)
{
    flow_new_page(f);
    if (f->n_leaves == 0) {
        flow_close(f); /* a page without anything */
        flow_release(f);
    }
    struct page *pages = arena_array(f->arena, f->n_leaves, sizeof *pages);
    for (size_t i = 0; i < f->n_leaves; i++) {
        set_footer(f, &f->leaves[i], i + 1);
        pages[i] = f->leaves[i].page;
    }
    *out = (struct document){
        .title = flow_clean_line(f, title), .pages = pages, .n = f->n_leaves};
}
