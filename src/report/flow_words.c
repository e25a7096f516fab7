/* Texts of a flow: cleaned, measured as paper does, wrapped, put into cells. */
#include "flow_parts.h"

#include <string.h>

#include "pbtui/base/strbuf.h"
#include "pbtui/text/clean.h"
#include "pbtui/text/fit.h"

#define GAP_COLS 2 /* between parts of a line */

void *flow_grow(struct flow *f, const void *old, size_t n, size_t *cap,
                size_t more, size_t size)
{
    size_t wanted = *cap < 16 ? 16 : *cap;
    while (wanted < n + more) {
        wanted *= 2;
    }
    *cap = wanted;
    void *grown = arena_array(f->arena, wanted, size);
    return n == 0 ? grown : memcpy(grown, old, n * size);
}

static bool is_plain(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (s[i] < 0x20 || s[i] > 0x7E) {
            return false;
        }
    }
    return true;
}

static size_t without_end(const char *s, size_t n)
{
    while (n > 0 && (s[n - 1] == '\n' || s[n - 1] == ' ')) {
        n--;
    }
    return n;
}

static const char *clean_as(struct flow *f, const char *text,
                            enum text_kind kind)
{
    if (text == NULL || text[0] == '\0') {
        return "";
    }
    size_t n = strlen(text);
    if (is_plain(text, n)) {
        return arena_strn(f->arena, text, without_end(text, n));
    }
    struct strbuf sb;
    sb_init(&sb);
    text_out(&sb, text, n, kind);
    char *clean = arena_strn(f->arena, sb.s, without_end(sb.s, sb.len));
    sb_clear(&sb);
    return clean;
}

const char *flow_clean(struct flow *f, const char *text)
{
    return clean_as(f, text, TEXT_MEMO);
}

const char *flow_clean_line(struct flow *f, const char *text)
{
    return clean_as(f, text, TEXT_LINE);
}

int flow_width(const struct flow *f, const char *text)
{
    return width_n_cols_as(text, strlen(text), f->how);
}

bool flow_next_line(struct flow *f, struct flow_rest *rest, int cols,
                    const char **line)
{
    struct fit_line l;
    size_t n_bytes = rest->at == 0 ? strlen(rest->text) : rest->n_bytes;
    rest->n_bytes = n_bytes;
    if (n_bytes == 0 ||
        !fit_wrap_line_as(rest->text, n_bytes, rest->at, cols, f->how, &l)) {
        return false;
    }
    rest->at = l.next_bytes;
    *line = arena_strn(f->arena, rest->text + l.at_bytes, l.n_bytes);
    return true;
}

struct flow_lines flow_wrap(struct flow *f, const char *text, int cols)
{
    size_t n_bytes = strlen(text);
    if (n_bytes == 0) {
        return (struct flow_lines){0};
    }
    const char **lines = arena_array(f->arena, 1, sizeof *lines);
    if (memchr(text, '\n', n_bytes) == NULL &&
        width_n_cols_as(text, n_bytes, f->how) <= cols) {
        lines[0] = text;
        return (struct flow_lines){lines, 1};
    }
    size_t n = 0;
    size_t cap = 1;
    struct flow_rest rest = {.text = text};
    const char *line;
    while (flow_next_line(f, &rest, cols, &line)) {
        if (n == cap) {
            lines = flow_grow(f, lines, n, &cap, 1, sizeof *lines);
        }
        lines[n++] = line;
    }
    return (struct flow_lines){lines, (int)n};
}

/* A text needs a little more than its size, so that lines do not touch. */
int flow_size_lines(const struct flow *f, int size)
{
    const struct sheet *s = f->sheet;
    if (s->terminal || s->lines <= 0 || s->area_height <= 0) {
        return 1;
    }
    long pitch = (long)s->area_height * 720 / 254 / s->lines;
    long wanted = (long)s->size * size * 115 / 10000;
    return wanted <= pitch ? 1 : (int)((wanted + pitch - 1) / pitch);
}

int flow_size_cols(int cols, int size)
{
    int taken = cols * 100 / size;
    return taken < 2 ? 2 : taken;
}

void flow_set_boxes(struct flow *f, struct flow_band *b,
                    const struct flow_box *boxes, size_t n)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++) {
        total += (size_t)boxes[i].lines.n;
    }
    struct page_text *texts =
        arena_array(f->arena, total == 0 ? 1 : total, sizeof *texts);
    b->texts = texts;
    for (size_t i = 0; i < n; i++) {
        const struct flow_box *x = &boxes[i];
        int left = x->top ? 0 : b->lines - x->lines.n;
        left = left < 0 ? 0 : left;
        for (int l = 0; l < x->lines.n; l++) {
            if (x->lines.s[l][0] != '\0') {
                texts[b->n_texts++] =
                    (struct page_text){.line = b->from + x->down + left / 2 + l,
                                       .col = x->col,
                                       .lines = 1 + left % 2,
                                       .cols = x->cols,
                                       .align = x->align,
                                       .face = x->face,
                                       .size = 100,
                                       .text = x->lines.s[l]};
            }
        }
    }
}

/* ---- three parts ----------------------------------------------------------
 */

/* Columns taken on a line, from the left and from the right. */
struct taken {
    int left, right;
};

static struct page_text part_text(const char *s, int line, int col, int cols,
                                  enum page_align align)
{
    return (struct page_text){.line = line,
                              .col = col,
                              .lines = 1,
                              .cols = cols,
                              .align = align,
                              .face = FACE_SONG,
                              .size = 100,
                              .text = s};
}

/* Where a part begins on this line, -1 when it does not fit there. */
static int part_col(const struct taken *t, int all, int cols,
                    enum page_align align)
{
    int free_to = all - t->right;
    int col = align == PAGE_LEFT     ? 0
              : align == PAGE_CENTRE ? (all - cols) / 2
                                     : all - cols;
    bool fits = col >= t->left && col + cols <= free_to && col >= 0;
    return fits ? col : -1;
}

int flow_three(struct flow *f, const char *left, const char *middle,
               const char *right, struct page_text *out, size_t *n)
{
    const char *const parts[] = {left, middle, right};
    static const enum page_align aligns[] = {PAGE_LEFT, PAGE_CENTRE,
                                             PAGE_RIGHT};
    const int all = f->sheet->cols;
    struct taken t = {0, 0};
    int line = 0;
    *n = 0;
    for (int i = 0; i < 3; i++) {
        int cols = flow_width(f, parts[i]);
        if (cols == 0) {
            continue;
        }
        int col = part_col(&t, all, cols, aligns[i]);
        if (col < 0 && *n > 0) {
            line++;
            t = (struct taken){0, 0};
            col = part_col(&t, all, cols, aligns[i]);
        }
        if (col < 0) { /* wider than the sheet: as much as goes */
            size_t fits =
                fit_prefix_bytes_as(parts[i], strlen(parts[i]), all, f->how);
            out[(*n)++] = part_text(arena_strn(f->arena, parts[i], fits), line,
                                    0, all, PAGE_LEFT);
            t.left = all;
            continue;
        }
        out[(*n)++] = part_text(parts[i], line, col, cols, aligns[i]);
        t.left = col + cols + GAP_COLS;
    }
    return *n == 0 ? 0 : line + 1;
}
