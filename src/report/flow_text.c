/* Text without a frame: titles, lines, paragraphs, signatures, cutting lines.
 */
#include "flow_tape.h"

#include <string.h>

const struct flow_style flow_body = {
    .face = FACE_BODY, .align = PAGE_LEFT, .indent = 4, .size = 100};

void flow_space(struct flow *f, int lines)
{
    if (f->tape != NULL) {
        flow_tape_add(f, FLOW_SPACE)->lines = lines;
        return;
    }
    int left = f->sheet->lines - f->used;
    if (lines > left) {
        lines = left;
    }
    if (lines > 0) {
        flow_put(f, (struct flow_band){.lines = lines, .space = true});
    }
}

/* ---- lines ----------------------------------------------------------------
 */

static bool is_heading(enum page_face face)
{
    return face == FACE_HEAD || face == FACE_KAI || face == FACE_TITLE;
}

/* Of larger type: every line is a band, so that a split never goes through
   one. */
static void put_tall(struct flow *f, const struct page_text *texts, size_t n,
                     int height, bool keep_next)
{
    for (size_t i = 0; i < n; i++) {
        flow_put(f, (struct flow_band){.texts = &texts[i],
                                       .n_texts = 1,
                                       .from = texts[i].line,
                                       .lines = height,
                                       .keep_next = keep_next || i + 1 < n});
    }
}

/* One paragraph, without \n. */
static void put_para(struct flow *f, const struct flow_style *s,
                     const char *text)
{
    const int size = f->sheet->terminal ? 100 : s->size;
    const int height = flow_size_lines(f, size);
    const int all = f->sheet->cols - s->right;
    struct page_text *texts = NULL;
    size_t n = 0;
    size_t cap = 0;
    int lines = 0;
    int indent = s->indent < all - 2 ? s->indent : 0;
    struct flow_rest rest = {.text = text};
    const char *line;
    while (
        flow_next_line(f, &rest, flow_size_cols(all - indent, size), &line)) {
        if (n == cap) {
            texts = flow_grow(f, texts, n, &cap, 1, sizeof *texts);
        }
        if (line[0] != '\0') { /* not only blanks */
            texts[n++] = (struct page_text){.line = lines,
                                            .col = indent,
                                            .lines = height,
                                            .cols = all - indent,
                                            .align = s->align,
                                            .face = s->face,
                                            .size = size,
                                            .text = line};
        }
        lines += height;
        indent = s->hang < all - 2 ? s->hang : 0;
    }
    bool heading = is_heading(s->face);
    if (height > 1 && n > 0) {
        put_tall(f, texts, n, height, heading);
        return;
    }
    flow_put(f, (struct flow_band){.texts = texts,
                                   .n_texts = n,
                                   .lines = lines == 0 ? 1 : lines,
                                   .keep_next = heading,
                                   .loose = !heading});
}

void flow_para(struct flow *f, const struct flow_style *style, const char *text)
{
    const char *s = flow_clean(f, text);
    while (*s != '\0') {
        size_t n = strcspn(s, "\n");
        const char *para = s[n] == '\0' ? s : arena_strn(f->arena, s, n);
        if (f->tape != NULL) {
            flow_tape_say(f, FLOW_PARA, &para, 1)->style = *style;
        } else {
            put_para(f, style, para);
        }
        s += n + (s[n] == '\n');
    }
}

void flow_title(struct flow *f, const char *text)
{
    const struct sheet *s = f->sheet;
    int size = s->size > 0 && s->title > 0 ? s->title * 100 / s->size : 100;
    const struct flow_style style = {
        .face = FACE_TITLE, .align = PAGE_CENTRE, .size = size};
    flow_para(f, &style, text);
}

/* Below a title it belongs to what comes. */
void flow_line(struct flow *f, const char *left, const char *middle,
               const char *right)
{
    const char *const parts[] = {flow_clean(f, left), flow_clean(f, middle),
                                 flow_clean(f, right)};
    static const enum page_align aligns[] = {PAGE_LEFT, PAGE_CENTRE,
                                             PAGE_RIGHT};
    if (f->tape != NULL) {
        flow_tape_say(f, FLOW_LINE, parts, 3);
        return;
    }
    const char *rest[3];
    for (int i = 0; i < 3; i++) {
        bool wide = flow_width(f, parts[i]) > f->sheet->cols ||
                    strchr(parts[i], '\n') != NULL;
        rest[i] = wide ? "" : parts[i];
        if (wide) {
            const struct flow_style style = {
                .face = FACE_SONG, .align = aligns[i], .size = 100};
            flow_para(f, &style, parts[i]);
        }
    }
    struct page_text *texts = arena_array(f->arena, 3, sizeof *texts);
    size_t n;
    int lines = flow_three(f, rest[0], rest[1], rest[2], texts, &n);
    if (lines > 0) {
        flow_put(f, (struct flow_band){
                        .texts = texts,
                        .n_texts = n,
                        .lines = lines,
                        .keep_next = f->n > 0 && f->bands[f->n - 1].keep_next});
    }
}

/* ---- signatures -----------------------------------------------------------
 */

enum { SIGN_GAP = 2, SIGN_ROOM = 8, SIGN_MOST = 16 };

/* A name is followed by room to write, unless it says already what stands
   there; a date has its own. */
static bool wants_room(const char *part)
{
    bool date = strstr(part, "年") != NULL && strstr(part, "日") != NULL;
    const char *colon = strstr(part, "：");
    bool said = colon != NULL && colon[strlen("：")] != '\0';
    return part[0] != '\0' && !date && !said && strchr(part, '_') == NULL;
}

const char *flow_with_room(struct flow *f, const char *part, int cols)
{
    if (!wants_room(part)) {
        return part;
    }
    const char *colon = strstr(part, "：") == NULL ? "：" : "";
    int left = cols - flow_width(f, part) - flow_width(f, colon);
    left = left > SIGN_MOST ? SIGN_MOST : left < 0 ? 0 : left;
    return arena_printf(f->arena, "%s%s%.*s", part, colon, left,
                        "________________");
}

static bool fit_beside(struct flow *f, const char *const *parts, size_t n,
                       size_t per_line)
{
    int slot = f->sheet->cols / (int)per_line - SIGN_GAP;
    for (size_t i = 0; i < n; i++) {
        int room = wants_room(parts[i]) ? 2 + SIGN_ROOM : 0;
        if (flow_width(f, parts[i]) + room > slot) {
            return false;
        }
    }
    return true;
}

void flow_sign(struct flow *f, const char *const *parts, size_t n)
{
    const char **clean = arena_array(f->arena, n + 1, sizeof *clean);
    for (size_t i = 0; i < n; i++) {
        clean[i] = flow_clean_line(f, parts[i]);
    }
    if (n == 0) {
        return;
    }
    if (f->tape != NULL) {
        flow_tape_say(f, FLOW_SIGN, clean, n);
        return;
    }
    size_t per_line = n;
    while (per_line > 1 && !fit_beside(f, clean, n, per_line)) {
        per_line--;
    }
    int slot = f->sheet->cols / (int)per_line;
    struct page_text *texts = NULL;
    size_t n_texts = 0;
    size_t cap = 0;
    int line = 1; /* room for a hand above */
    for (size_t i = 0; i < n; i++) {
        int cols = slot - SIGN_GAP;
        struct flow_lines l =
            flow_wrap(f, flow_with_room(f, clean[i], cols), cols);
        for (int k = 0; k < l.n; k++) { /* several: alone on the line */
            if (n_texts == cap) {
                texts = flow_grow(f, texts, n_texts, &cap, 1, sizeof *texts);
            }
            line += k > 0;
            texts[n_texts++] =
                (struct page_text){.line = line,
                                   .col = (int)(i % per_line) * slot,
                                   .lines = 1,
                                   .cols = cols,
                                   .align = PAGE_LEFT,
                                   .face = FACE_SONG,
                                   .size = 100,
                                   .text = l.s[k]};
        }
        line += (i + 1) % per_line == 0 && i + 1 < n ? 2 : 0;
    }
    flow_put(f, (struct flow_band){.texts = texts,
                                   .n_texts = n_texts,
                                   .lines = line + 1,
                                   .keep_before = 2,
                                   .fixed = true});
}

/* ---- cutting lines --------------------------------------------------------
 */

/* The dashes run along the edge between two lines, the word in the middle of
   them both. */
void flow_cut(struct flow *f, const char *text)
{
    const int all = f->sheet->cols;
    const char *word = flow_clean_line(f, text);
    if (f->tape != NULL) {
        flow_tape_say(f, FLOW_CUT, &word, 1);
        return;
    }
    int cols = flow_width(f, word);
    cols = cols > all - 8 ? all - 8 : cols;
    struct flow_lines lines = flow_wrap(f, word, cols);
    struct page_rule *rules = arena_array(f->arena, 2, sizeof *rules);
    struct page_text *t = arena_alloc(f->arena, sizeof *t);
    int left = cols == 0 ? all : (all - cols) / 2 - 1;
    rules[0] = (struct page_rule){
        .line = 1, .col = 0, .length = left, .weight = RULE_DASHED};
    rules[1] = rules[0];
    rules[1].col = left + cols + 2;
    rules[1].length = all - rules[1].col;
    *t = (struct page_text){.line = 0,
                            .col = left + 1,
                            .lines = 2,
                            .cols = cols,
                            .align = PAGE_CENTRE,
                            .face = FACE_SONG,
                            .size = 100,
                            .text = lines.n == 0 ? "" : lines.s[0]};
    flow_put(f, (struct flow_band){.texts = t,
                                   .n_texts = lines.n == 0 ? 0 : 1,
                                   .rules = rules,
                                   .n_rules = lines.n == 0 ? 1 : 2,
                                   .lines = 2,
                                   .fixed = true});
}
