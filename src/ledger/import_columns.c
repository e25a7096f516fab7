/* What each column is: what the clerk said, the ledger's own words, synonyms,
   and where there is no head at all, what stands below. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/base/mem.h"

/* ---- heads --------------------------------------------------------------- */

/* All parts from above, each once: 联系方式 手机. */
const char *import_head_joined(struct import_job *j,
                               const struct import_heads *h, size_t col,
                               struct arena *a)
{
    sb_reset(&j->scratch2);
    const char *before = "";
    for (size_t d = 0; d < h->deep; d++) {
        const char *part = h->parts[d][col];
        if (part[0] == '\0' || strcmp(part, before) == 0) {
            continue;
        }
        sb_addf(&j->scratch2, "%s%s", j->scratch2.len > 0 ? " " : "", part);
        before = part;
    }
    return arena_strn(a, j->scratch2.s, j->scratch2.len);
}

static const char *last_part(const struct import_heads *h, size_t col,
                             bool *only)
{
    const char *last = "";
    *only = true;
    for (size_t d = 0; d < h->deep; d++) {
        const char *part = h->parts[d][col];
        if (part[0] != '\0' && strcmp(part, last) != 0) {
            *only = last[0] == '\0';
            last = part;
        }
    }
    return last;
}

/* 配偶 over 姓名: somebody else's name. */
static bool is_of_others(struct import_job *j, const struct import_heads *h,
                         size_t col)
{
    const char *last;
    bool only;
    last = last_part(h, col, &only);
    for (size_t d = 0; d < h->deep; d++) {
        if (h->parts[d][col] == last || h->parts[d][col][0] == '\0') {
            continue;
        }
        sb_reset(&j->scratch);
        import_key(&j->scratch, h->parts[d][col], true);
        if (import_list_has(&j->words.others, j->scratch.s)) {
            return true;
        }
    }
    return false;
}

static int target_of(struct import_job *j, const struct import_heads *h,
                     size_t col, const bool *taken, enum import_how how)
{
    bool only;
    const char *last = last_part(h, col, &only);
    if (last[0] == '\0') {
        return TARGET_NONE;
    }
    int target = TARGET_NONE;
    if (!only) {
        target = import_words_target(j, import_head_joined(j, h, col, &j->row),
                                     taken, how);
    }
    if (target == TARGET_NONE && (only || !is_of_others(j, h, col))) {
        target = import_words_target(j, last, taken, how);
    }
    return target;
}

void import_column_put(struct import_found *f, size_t col, int target,
                       enum import_how how)
{
    f->targets[col] = target;
    f->hows[col] = how;
    if (target >= 0) {
        f->taken[target] = true;
    }
}

/* The ledger's own words first, wherever they stand. */
static void resolve(struct import_job *j, const struct import_heads *h,
                    struct import_found *f)
{
    static const enum import_how turns[] = {IMPORT_HOW_SAME,
                                            IMPORT_HOW_SYNONYM};
    for (size_t t = 0; t < ARRAY_LEN(turns); t++) {
        for (size_t c = 0; c < h->n_cols; c++) {
            if (f->hows[c] != IMPORT_HOW_NONE) {
                continue;
            }
            int target = target_of(j, h, c, f->taken, turns[t]);
            if (target != TARGET_NONE) {
                import_column_put(f, c, target, turns[t]);
            }
        }
    }
}

static struct import_found found_new(struct import_job *j, size_t n_cols)
{
    struct import_found f = {
        .targets = arena_array(&j->row, n_cols, sizeof(int)),
        .hows = arena_array(&j->row, n_cols, sizeof(enum import_how)),
        .taken = arena_array(&j->row, j->n_fields, sizeof(bool)),
    };
    for (size_t c = 0; c < n_cols; c++) {
        f.targets[c] = TARGET_NONE;
    }
    return f;
}

/* By all of its head, else by the lowest part of it: what stands above may be
   the title of the whole. */
static const char *map_word(struct import_job *j, const struct import_heads *h,
                            size_t c)
{
    const char *word =
        import_map_field(j->map, import_head_joined(j, h, c, &j->row), c);
    const char *part = h->deep > 1 ? h->parts[h->deep - 1][c] : "";
    return word != NULL || part[0] == '\0' ? word
                                           : import_map_field(j->map, part, c);
}

static void take_map(struct import_job *j, const struct import_heads *h,
                     struct import_found *f)
{
    for (size_t c = 0; j->map != NULL && c < h->n_cols; c++) {
        const char *word = map_word(j, h, c);
        int target = word == NULL ? TARGET_NONE : import_map_target(j, word);
        /* A field that the book no longer has: as if nothing had been said. */
        if (word != NULL && (word[0] == '\0' || target != TARGET_NONE)) {
            import_column_put(f, c, target, IMPORT_HOW_MAP);
        }
    }
}

/* One understood column of one is a head; of several it takes two. */
size_t import_columns_score(struct import_job *j, const struct import_heads *h)
{
    struct import_found f = found_new(j, h->n_cols);
    size_t score = 0;
    size_t filled = 0;
    size_t fields = 0;
    take_map(j, h, &f);
    resolve(j, h, &f);
    for (size_t c = 0; c < h->n_cols; c++) {
        bool only;
        filled += last_part(h, c, &only)[0] != '\0';
        score += f.targets[c] != TARGET_NONE;
        fields += f.targets[c] >= 0;
    }
    return fields == 0 || (score < 2 && filled > 1) ? 0 : score;
}

/* ---- what is told of them ------------------------------------------------ */

static void add_name(struct strbuf *out, size_t *n, const char *name)
{
    if ((*n)++ < 12) {
        sb_addf(out, "%s%s", *n > 1 ? "、" : "", name);
    }
}

static const char *or_nth(struct import_job *j, const struct import_column *c)
{
    return c->head[0] != '\0'
               ? c->head
               : arena_printf(&j->kept, "第 %zu 列（无表头）", c->at + 1);
}

static void note_columns(struct import_job *j)
{
    struct strbuf unused;
    struct strbuf computed;
    size_t n_unused = 0;
    size_t n_computed = 0;
    sb_init(&unused);
    sb_init(&computed);
    for (size_t c = 0; c < j->n_cols; c++) {
        const struct import_column *x = &j->columns[c];
        if (j->cols[c].target == TARGET_COMPUTED) {
            add_name(&computed, &n_computed, x->head);
        } else if (j->cols[c].target == TARGET_NONE &&
                   x->how != IMPORT_HOW_MAP &&
                   (x->head[0] != '\0' || x->example[0] != '\0')) {
            add_name(&unused, &n_unused, or_nth(j, x));
        }
    }
    if (n_unused > 0) {
        import_note(j, "有 %zu 列没有用上：%s%s。", n_unused, unused.s,
                    n_unused > 12 ? "等" : "");
    }
    if (n_computed > 0) {
        import_note(j, "有 %zu 列由账本自己算出，不导入：%s。", n_computed,
                    computed.s);
    }
    sb_clear(&computed);
    sb_clear(&unused);
}

static bool has_column(const struct import_job *j, size_t field)
{
    for (size_t c = 0; c < j->n_cols; c++) {
        if (j->cols[c].target == (int)field) {
            return true;
        }
    }
    return false;
}

/* What a new record must have, and nobody but the file could give. */
static void note_missing(struct import_job *j)
{
    struct strbuf names;
    size_t n = 0;
    struct record fresh = record_new(j->l, j->b, &j->row);
    sb_init(&names);
    for (size_t i = 0; i < j->n_fields; i++) {
        bool needed = (j->fields[i]->flags & FIELD_REQUIRED) != 0;
        bool given = i < j->l->n_fields && !record_is_null(&fresh, (int)i);
        if (needed && !given && !has_column(j, i)) {
            add_name(&names, &n, j->fields[i]->label);
        }
    }
    if (n > 0) {
        import_note(j, "文件里没有新登记必须有的列：%s。", names.s);
    }
    sb_clear(&names);
}

/* ---- taking -------------------------------------------------------------- */

static const char *as_words(const struct import_job *j, int target)
{
    switch (target) {
    case TARGET_NONE:
        return "不用";
    case TARGET_NUMBER:
        return "编号";
    case TARGET_IDNO:
        return "此人身份证号";
    case TARGET_COMPUTED:
        return "账本会算";
    case TARGET_LINE:
        return "行号";
    default:
        return j->fields[target]->label;
    }
}

const char *import_column_sample(const struct import_job *j, size_t i,
                                 size_t col)
{
    const struct import_held *h = &j->held[i];
    return h->row.number <= j->out->head_row || col >= h->row.n ||
                   import_counts_columns(j, &h->row)
               ? ""
               : h->cells[col].text;
}

/* What a value of the column is masked as; NULL: it is shown as it is. */
static const struct field *field_of(const struct import_job *j, int target)
{
    static const struct field idno = {.kind = &field_idno};
    if (target == TARGET_IDNO) {
        return &idno;
    }
    return target >= 0 ? j->fields[target] : NULL;
}

static const char *example_of(struct import_job *j, size_t col, int target)
{
    for (size_t i = 0; i < j->n_held; i++) {
        const char *s = import_column_sample(j, i, col);
        if (s[0] != '\0') {
            return import_shown(j, j->a, field_of(j, target), s);
        }
    }
    return "";
}

static void take_column(struct import_job *j, const struct import_heads *h,
                        size_t c, int target, enum import_how how)
{
    struct import_col *col = &j->cols[c];
    struct import_column *out = &j->columns[c];
    col->target = target;
    col->label = as_words(j, target);
    if (target >= 0) {
        col->seen = arena_array(&j->kept, IMPORT_SEEN, sizeof *col->seen);
    }
    for (size_t d = 0; d < h->deep; d++) {
        sb_reset(&j->scratch);
        import_key(&j->scratch, h->parts[d][c], false);
        if (j->scratch.len > 0) {
            col->keys[col->n_keys++] = arena_str(&j->kept, j->scratch.s);
        }
    }
    *out = (struct import_column){
        .at = c,
        .head =
            import_shown(j, j->a, NULL, import_head_joined(j, h, c, &j->row)),
        .field = target >= 0 ? target : -1,
        .how = how,
        .as = col->label,
        .example = example_of(j, c, target),
    };
}

static void make_columns(struct import_job *j, const struct import_heads *h,
                         const struct import_found *f)
{
    for (size_t c = 0; c < h->n_cols; c++) {
        take_column(j, h, c, f->targets[c], f->hows[c]);
    }
}

void import_columns_take(struct import_job *j, const struct import_heads *h)
{
    j->n_cols = h->n_cols;
    j->cols = arena_array(&j->kept, j->n_cols, sizeof *j->cols);
    j->columns = arena_array(j->a, j->n_cols, sizeof *j->columns);
    struct import_found f = found_new(j, h->n_cols);
    if (j->map == NULL) {
        /* What it is kept under are the heads. */
        make_columns(j, h, &f);
        j->map = import_map_saved(j);
        j->map_is_saved = j->map != NULL;
        memset(j->cols, 0, j->n_cols * sizeof *j->cols);
    }
    take_map(j, h, &f);
    resolve(j, h, &f);
    import_column_guess(j, h, &f, &field_idno);
    import_column_guess(j, h, &f, &field_phone);
    make_columns(j, h, &f);
    if (j->map_is_saved) {
        import_note(j, "列的对应用了上次导入这种表时的说法。");
    }
    note_columns(j);
    note_missing(j);
    j->out->columns = j->columns;
    j->out->n_columns = j->n_cols;
}
