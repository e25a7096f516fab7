/* Where the head of a table is.

   Of the first rows each one, and each two or three below one another, is
   taken for the head in turn; the one in which most columns are understood is
   it, the shortest and uppermost of several.  Merged cells stand in every
   column they cover; a csv has lost them, so an empty cell over a filled one
   takes what stands left of it. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"

static const char *text_at(const struct import_held *h, size_t col)
{
    if (col >= h->row.n || h->cells[col].kind == IMPORT_EMPTY ||
        h->cells[col].kind == IMPORT_FAULT) {
        return "";
    }
    return h->cells[col].text;
}

static const struct import_held *row_numbered(const struct import_job *j,
                                              size_t number)
{
    for (size_t i = 0; i < j->n_held; i++) {
        if (j->held[i].row.number == number) {
            return &j->held[i];
        }
    }
    return NULL;
}

/* What a reader sees there: of merged cells the first one's text. */
static const char *seen_at(const struct import_job *j, size_t i, size_t col)
{
    const struct import_held *h = &j->held[i];
    for (size_t m = 0; m < j->n_merges; m++) {
        const struct import_merge *x = &j->merges[m];
        if (h->row.number >= x->row && h->row.number <= x->last_row &&
            col >= x->col && col <= x->last_col) {
            const struct import_held *first = row_numbered(j, x->row);
            return first == NULL ? "" : text_at(first, x->col);
        }
    }
    return text_at(h, col);
}

static bool any_below(const struct import_heads *h, size_t deep, size_t col)
{
    for (size_t d = deep + 1; d < h->deep; d++) {
        if (h->parts[d][col][0] != '\0') {
            return true;
        }
    }
    return false;
}

static void carry(struct import_heads *h, size_t deep)
{
    for (size_t c = 1; c < h->n_cols; c++) {
        if (h->parts[deep][c][0] == '\0' && any_below(h, deep, c) &&
            any_below(h, deep, c - 1)) {
            h->parts[deep][c] = h->parts[deep][c - 1];
        }
    }
}

static void heads_of(struct import_job *j, struct import_heads *h, size_t first,
                     size_t deep)
{
    h->deep = deep;
    h->n_cols = 0;
    for (size_t d = 0; d < deep; d++) {
        size_t n = j->held[first + d].row.n;
        h->n_cols = n > h->n_cols ? n : h->n_cols;
    }
    for (size_t m = 0; m < j->n_merges; m++) {
        const struct import_merge *x = &j->merges[m];
        if (x->row == j->held[first].row.number && x->last_col >= h->n_cols &&
            h->n_cols > 0 && x->last_col < h->n_cols + 64) {
            h->n_cols = x->last_col + 1;
        }
    }
    for (size_t d = 0; d < deep; d++) {
        h->parts[d] = arena_array(&j->row, h->n_cols, sizeof *h->parts[d]);
        for (size_t c = 0; c < h->n_cols; c++) {
            h->parts[d][c] = seen_at(j, first + d, c);
        }
    }
    for (size_t d = deep; j->n_merges == 0 && d-- > 0;) {
        carry(h, d);
    }
}

/* Rows below one another, with nothing between them. */
static bool are_together(const struct import_job *j, size_t first, size_t deep)
{
    return first + deep <= j->n_held &&
           j->held[first + deep - 1].row.number ==
               j->held[first].row.number + deep - 1;
}

/* In the middle of a merged cell, or right below 配偶: what stands above
   belongs to the head. */
static bool begins_too_late(struct import_job *j, size_t first)
{
    size_t number = j->held[first].row.number;
    for (size_t m = 0; m < j->n_merges; m++) {
        if (j->merges[m].row < number && j->merges[m].last_row >= number) {
            return true;
        }
    }
    if (first == 0 || j->held[first - 1].row.number + 1 != number) {
        return false;
    }
    const struct import_held *above = &j->held[first - 1];
    for (size_t c = 0; c < above->row.n; c++) {
        sb_reset(&j->scratch);
        import_key(&j->scratch, text_at(above, c), true);
        if (j->scratch.len > 0 &&
            import_list_has(&j->words.others, j->scratch.s)) {
            return true;
        }
    }
    return false;
}

static void keep_titles(struct import_job *j, size_t first)
{
    for (size_t i = 0; i < first; i++) {
        for (size_t c = 0; c < j->held[i].row.n; c++) {
            sb_reset(&j->scratch);
            import_key(&j->scratch, text_at(&j->held[i], c), false);
            if (j->scratch.len > 0) {
                import_list_add(&j->titles, arena_str(&j->kept, j->scratch.s));
            }
        }
    }
}

static bool no_head(const struct import_job *j, struct err *err)
{
    if (j->n_held == 0) {
        return err_set(err, ERR_RULE, "E-IMPORT-003",
                       "文件里没有内容，什么也没有导入；请看是不是选错了文件或"
                       "工作表。");
    }
    return err_set(err, ERR_RULE, "E-IMPORT-004",
                   "前 %d 行里没有找到%s的表头；请在数据上面留一行表头（例如"
                   "“%s”），或用 pbtui export --template %s 取一张空表来填。",
                   IMPORT_LOOK_ROWS, j->l->title, j->fields[0]->label,
                   j->l->name);
}

bool import_head_find(struct import_job *j, struct err *err)
{
    size_t best = 0;
    size_t at = 0;
    size_t best_deep = 0;
    struct import_heads h;
    for (size_t deep = 1; deep <= IMPORT_HEAD_DEEP; deep++) {
        for (size_t i = 0; i < j->n_held && i < IMPORT_LOOK_ROWS; i++) {
            if (!are_together(j, i, deep) || begins_too_late(j, i)) {
                continue;
            }
            heads_of(j, &h, i, deep);
            size_t score = import_columns_score(j, &h);
            /* Of a head that comes again on every page the first one. */
            if (score > best ||
                (score == best && score > 0 && i + deep < at + best_deep)) {
                best = score;
                at = i;
                best_deep = deep;
            }
            arena_reset(&j->row);
        }
    }
    if (best == 0) {
        return no_head(j, err);
    }
    heads_of(j, &h, at, best_deep);
    keep_titles(j, at);
    j->head_first = j->held[at].row.number;
    j->out->head_row = j->held[at + best_deep - 1].row.number;
    import_columns_take(j, &h);
    return true;
}
