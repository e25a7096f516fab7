/* The things on the page, one key each: lines, grids, areas, paragraphs,
   signatures; what holds for those that follow (rows, if, repeat).  Tables are
   in form_table.c. */
#include "form_parts.h"

#include <string.h>

#include "pbtui/base/mem.h"

enum {
    AREA_LINES_MAX = 200, /* runs over pages */
    SPACE_MAX = 40,
    RIGHT_MAX = 20,
    SIGN_MAX = 8,
    SHARE_MAX = 20,
    BOX_LINES = 20, /* where the sheet is not known */
    TWO = 4,        /* characters, in columns */
};

struct form_item *form_new_item(struct form_reader *r, enum form_thing thing)
{
    static const struct form_item none;
    MEM_PUSH(r->items, r->n, r->cap);
    if (r->n == FORM_ITEMS_MAX) {
        form_wrong(r, "这份表样太长，最多 %d 项", FORM_ITEMS_MAX);
    }
    struct form_item *i = &r->items[r->n++];
    *i = none;
    i->thing = thing;
    i->line = r->line;
    i->cond = r->cond;
    return i;
}

static struct form_item *new_with_parts(struct form_reader *r,
                                        enum form_thing thing,
                                        const char *const *parts, size_t n)
{
    for (size_t p = 0; p < n; p++) {
        form_check_text(r, parts[p]);
    }
    struct form_item *i = form_new_item(r, thing);
    i->parts = parts;
    i->n_parts = n;
    return i;
}

static const char *const *one_part(struct form_reader *r, const char *value)
{
    const char **part = arena_array(r->arena, 1, sizeof *part);
    part[0] = arena_str(r->arena, value);
    return part;
}

/* ---- lines, signatures, cuts ----------------------------------------------
 */

static void take_line(struct form_reader *r, const char *value)
{
    size_t n;
    const char **parts = form_split(r, value, 3, &n);
    const char **three = arena_array(r->arena, 3, sizeof *three);
    three[0] = parts[0];
    three[1] = n == 3 ? parts[1] : "";
    three[2] = n == 1 ? "" : parts[n - 1];
    new_with_parts(r, THING_LINE, three, 3);
}

static void take_sign(struct form_reader *r, const char *value)
{
    size_t n;
    const char **parts = form_split(r, value, SIGN_MAX, &n);
    if (value[0] == '\0') {
        form_wrong(r, "sign 后面是空的，应像 主持人签字 | 记录人签字");
    }
    new_with_parts(r, THING_SIGN, parts, n);
}

static void take_cut(struct form_reader *r, const char *value)
{
    new_with_parts(r, THING_CUT, one_part(r, value), 1);
}

static void take_page(struct form_reader *r, const char *value)
{
    if (strcmp(value, "new") != 0) {
        form_wrong(r, "page 只能写 new（从新的一页开始）");
    }
    form_new_item(r, THING_PAGE);
}

static void take_space(struct form_reader *r, const char *value)
{
    int lines = 1;
    form_number(r, value, 1, SPACE_MAX, &lines);
    form_new_item(r, THING_SPACE)->number = lines;
}

/* ---- grids ----------------------------------------------------------------
 */

/* Takes ` *2` off the end of a cell. */
static int take_share(struct form_reader *r, char *cell)
{
    int share = 1;
    char *star = strrchr(cell, '*');
    if (star == NULL || star == cell || strchr(" \t", star[-1]) == NULL ||
        star[1 + strspn(star + 1, "0123456789")] != '\0') {
        return share;
    }
    form_number(r, star + 1, 1, SHARE_MAX, &share);
    while (star > cell && strchr(" \t", star[-1]) != NULL) {
        star--;
    }
    *star = '\0';
    return share;
}

/* `label: value`; without a colon a value alone. */
static void take_cell(struct form_reader *r, char *cell, const char **label,
                      const char **value)
{
    char *colon = form_colon(cell);
    *label = NULL;
    *value = cell;
    if (colon == NULL && strstr(cell, "：") != NULL) {
        form_wrong(r, "“%s”的冒号是全角的；名目后面请用英文的 :", cell);
    }
    if (colon != NULL) {
        *colon = '\0';
        *value = colon + 1 + strspn(colon + 1, " \t");
        *label = colon == cell ? NULL : cell;
    }
}

static void take_grid(struct form_reader *r, const char *value)
{
    size_t n;
    const char **values = form_split(r, value, FORM_CELLS_MAX, &n);
    const char **labels = arena_array(r->arena, n, sizeof *labels);
    int *shares = arena_array(r->arena, n, sizeof *shares);
    for (size_t i = 0; i < n; i++) {
        char *cell = arena_str(r->arena, values[i]);
        if (cell[0] == '\0') {
            form_wrong(r, "第 %zu 格是空的，应像 会议名称: {title}", i + 1);
        }
        shares[i] = take_share(r, cell);
        take_cell(r, cell, &labels[i], &values[i]);
        if (labels[i] != NULL) {
            form_check_text(r, labels[i]);
        }
    }
    struct form_item *item = new_with_parts(r, THING_GRID, values, n);
    item->labels = labels;
    item->shares = shares;
    item->number = r->rows;
}

static void take_rows(struct form_reader *r, const char *value)
{
    form_number(r, value, 1, SPACE_MAX, &r->rows);
}

/* ---- areas and boxes ------------------------------------------------------
 */

static void add_area(struct form_reader *r, const char *value,
                     enum form_thing thing)
{
    size_t n;
    int lines = 1;
    const char **parts = form_split(r, value, 3, &n);
    if (n < 2) {
        form_wrong(r, "缺少内容，应像 会议内容 | {minutes} | 12");
        return;
    }
    if (n == 3) {
        form_number(r, parts[2], 1, AREA_LINES_MAX, &lines);
    }
    new_with_parts(r, thing, parts, 2)->number = lines;
}

static void take_area(struct form_reader *r, const char *value)
{
    add_area(r, value, THING_AREA);
}

static void take_above(struct form_reader *r, const char *value)
{
    add_area(r, value, THING_ABOVE);
}

static void take_photo(struct form_reader *r, const char *value)
{
    size_t n;
    int lines = 1;
    const char **parts = form_split(r, value, 2, &n);
    if (n < 2) {
        form_wrong(r, "缺少高度（行数），应像 照片粘贴处 | 12");
        return;
    }
    /* It is never split, and stands in its frame. */
    form_number(r, parts[1], 1,
                r->sheet == NULL ? BOX_LINES : r->sheet->lines - 1, &lines);
    new_with_parts(r, THING_PHOTO, parts, 1)->number = lines;
}

/* ---- paragraphs -----------------------------------------------------------
 */

static void add_para(struct form_reader *r, const char *value,
                     const struct flow_style *style)
{
    if (value[0] == '\0') {
        form_wrong(r, "后面没有文字；要空行请写 space = 1");
    }
    new_with_parts(r, THING_PARA, one_part(r, value), 1)->style = style;
}

static void take_text(struct form_reader *r, const char *value)
{
    add_para(r, value, &flow_body);
}

static void take_head(struct form_reader *r, const char *value)
{
    static const struct flow_style style = {
        .face = FACE_HEAD, .align = PAGE_LEFT, .indent = TWO, .size = 100};
    add_para(r, value, &style);
}

static void take_kai(struct form_reader *r, const char *value)
{
    static const struct flow_style style = {
        .face = FACE_KAI, .align = PAGE_LEFT, .indent = TWO, .size = 100};
    add_para(r, value, &style);
}

static void take_plain(struct form_reader *r, const char *value)
{
    static const struct flow_style style = {
        .face = FACE_BODY, .align = PAGE_LEFT, .size = 100};
    add_para(r, value, &style);
}

static void take_centre(struct form_reader *r, const char *value)
{
    static const struct flow_style style = {
        .face = FACE_BODY, .align = PAGE_CENTRE, .size = 100};
    add_para(r, value, &style);
}

static void take_big(struct form_reader *r, const char *value)
{
    static const struct flow_style style = {
        .face = FACE_TITLE, .align = PAGE_CENTRE, .size = 200};
    add_para(r, value, &style);
}

static void take_note(struct form_reader *r, const char *value)
{
    static const struct flow_style style = {
        .face = FACE_BODY, .align = PAGE_LEFT, .hang = TWO, .size = 85};
    add_para(r, value, &style);
}

static void take_right(struct form_reader *r, const char *value)
{
    size_t n;
    int kept = 0;
    const char **parts = form_split(r, value, 2, &n);
    struct flow_style *style = arena_alloc(r->arena, sizeof *style);
    if (n == 2) {
        form_number(r, parts[1], 0, RIGHT_MAX, &kept);
    }
    *style = (struct flow_style){
        .face = FACE_BODY, .align = PAGE_RIGHT, .right = 2 * kept, .size = 100};
    add_para(r, parts[0], style);
}

/* ---- what holds for those that follow -------------------------------------
 */

static void take_if(struct form_reader *r, const char *value)
{
    if (strcmp(value, "end") == 0) {
        if (r->cond == NULL) {
            form_wrong(r, "前面没有 if，不用写 if = end");
        }
        r->cond = NULL;
        return;
    }
    struct form_cond *c = arena_alloc(r->arena, sizeof *c);
    c->name = form_word(r->arena, &value);
    if (strcmp(c->name, "not") == 0) {
        c->not = true;
        c->name = form_word(r->arena, &value);
    }
    c->words = arena_str(r->arena, value);
    r->cond = c;
    if (c->name[0] == '\0') {
        form_wrong(r, "if 后面是空的，应像 lead、kinds lecture、not note；"
                      "结束写 if = end");
        return;
    }
    form_check_name(r, c->name);
}

static void take_repeat(struct form_reader *r, const char *value)
{
    if (strcmp(value, "end") == 0) {
        if (r->repeat == 0) {
            form_wrong(r, "前面没有 repeat，不用写 repeat = end");
            return;
        }
        if (r->cond != NULL && r->cond != r->cond_before) {
            form_wrong(r, "repeat 里的 if 没有结束；请先写 if = end");
        }
        r->items[r->repeat - 1].until = r->n;
        r->repeat = 0;
        return;
    }
    if (r->repeat > 0) {
        form_wrong(r, "repeat 里面不能再写 repeat；请先写 repeat = end");
        return;
    }
    if (form_check_list(r, value)) {
        struct form_item *item = form_new_item(r, THING_REPEAT);
        item->parts = one_part(r, value);
        item->n_parts = 1;
        r->repeat = r->n;
        r->cond_before = r->cond;
    }
}

/* ---- keys -----------------------------------------------------------------
 */

#define ITEM_KEYS(X)                                                           \
    X(line)                                                                    \
    X(grid)                                                                    \
    X(rows)                                                                    \
    X(area)                                                                    \
    X(above)                                                                   \
    X(photo)                                                                   \
    X(text)                                                                    \
    X(head)                                                                    \
    X(kai)                                                                     \
    X(plain)                                                                   \
    X(centre)                                                                  \
    X(big)                                                                     \
    X(right)                                                                   \
    X(note)                                                                    \
    X(space)                                                                   \
    X(cut)                                                                     \
    X(page)                                                                    \
    X(sign)                                                                    \
    X(if)                                                                      \
    X(repeat)

#define X(key) #key,
const char *const form_item_keys[] = {ITEM_KEYS(X) NULL};
#undef X

#define X(key) take_##key,
static void (*const takes[])(struct form_reader *r,
                             const char *value) = {ITEM_KEYS(X)};
#undef X

bool form_take_item(struct form_reader *r, const struct ini_key *k,
                    const char *key)
{
    for (size_t i = 0; i < ARRAY_LEN(takes); i++) {
        if (strcmp(form_item_keys[i], key) == 0) {
            form_end_table(r);
            takes[i](r, k->value);
            return true;
        }
    }
    return false;
}
