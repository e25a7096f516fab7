/* Figures asked: the set of them, the rows of one, and the numbers out of those
   rows and nothing else. */
#include "pbtui/ledger/figures.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "guest_file.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/session.h"
#include "pbtui/text/money.h"

/* ---- the set ------------------------------------------------------------ */

static const void *read_one(struct complaints *to,
                            const struct folder_file *file)
{
    return figure_read(to, file->name, file->text, file->own);
}

static struct guest_id id_of(const void *thing)
{
    const struct figure *f = thing;
    return (struct guest_id){f->code, f->name, f->file};
}

static const struct figure_set *load(struct arena *a)
{
    static const struct guest_kind kind = {"figures", sizeof(struct figure),
                                           read_one, id_of};
    struct figure_set *set = arena_alloc(a, sizeof *set);
    struct complaints complaints;
    set->list = guest_files_load(a, &kind, &set->n, &complaints);
    set->complaints = complaints.list;
    set->n_complaints = complaints.n;
    return set;
}

const struct figure_set *book_figures(struct book *b)
{
    struct session *s = b->session;
    if (s->figures == NULL) {
        s->figures = load(&s->arena);
    }
    return s->figures;
}

const struct figure *figures_find(const struct figure_set *set,
                                  const char *word)
{
    for (size_t i = 0; i < set->n; i++) {
        if (strcasecmp(set->list[i].code, word) == 0 ||
            strcmp(set->list[i].name, word) == 0) {
            return &set->list[i];
        }
    }
    return NULL;
}

/* ---- rows --------------------------------------------------------------- */

static int column_of(const struct figure_answer *x, const char *name)
{
    return guest_rows_column(&x->rows, name);
}

static const char *lacking(const struct figure_answer *x)
{
    const struct figure *f = x->figure;
    const char *lacks = x->rows.lacks;
    for (size_t i = 0; i < f->n_values; i++) {
        const struct figure_rule *v = &f->values[i];
        bool two = v->how == FIGURE_MEAN || v->how == FIGURE_SHARE;
        const char *other = two ? v->other : "";
        bool there = v->column[0] == '\0' || column_of(x, v->column) >= 0;
        lacks = lacks == NULL && !there ? v->column : lacks;
        there = other[0] == '\0' || column_of(x, other) >= 0;
        lacks = lacks == NULL && !there ? other : lacks;
    }
    for (size_t i = 0; i < f->n_parts; i++) {
        bool there = column_of(x, f->parts[i].column) >= 0;
        lacks = lacks == NULL && !there ? f->parts[i].column : lacks;
    }
    return lacks;
}

static bool read_rows(struct book *b, struct arena *a, struct figure_answer *x,
                      struct err *err)
{
    const struct figure *f = x->figure;
    if (!guest_rows_ask(b, a, f->sql, &x->span, &x->rows, err)) {
        return false;
    }
    const char *lacks = lacking(x);
    return lacks == NULL ||
           err_set(err, ERR_USAGE, "E-FIG-001",
                   "数字 %s（%s）的查询缺少“%s”这一列；前四列要是 book、id、"
                   "date、text，value 和 part 说到的列也要有。",
                   f->code, f->file, lacks);
}

/* ---- numbers ------------------------------------------------------------ */

static const char *cell(const struct figure_answer *x, size_t row, int column)
{
    return x->rows.list[row].cells[column];
}

static bool has(const char *s)
{
    return s[0] != '\0' && strcmp(s, "0") != 0;
}

static int64_t sum(const struct figure_answer *x, int column)
{
    int64_t total = 0;
    for (size_t i = 0; i < x->rows.n; i++) {
        total += strtoll(cell(x, i, column), NULL, 10);
    }
    return total;
}

static int64_t distinct(const struct figure_answer *x, int column)
{
    int64_t n = 0;
    for (size_t i = 0; i < x->rows.n; i++) {
        const char *s = cell(x, i, column);
        size_t k = 0;
        while (k < i && strcmp(cell(x, k, column), s) != 0) {
            k++;
        }
        n += k == i && s[0] != '\0';
    }
    return n;
}

static int64_t count(const struct figure_answer *x, const struct figure_rule *v,
                     int column)
{
    int64_t n = 0;
    for (size_t i = 0; i < x->rows.n; i++) {
        const char *s = cell(x, i, column);
        n += v->how == FIGURE_COUNT_IS ? strcmp(s, v->other) == 0 : has(s);
    }
    return n;
}

/* Rounded to the nearest, halves up. */
static int64_t divided(int64_t over, int64_t under)
{
    int64_t o = over < 0 ? -over : over;
    int64_t u = under < 0 ? -under : under;
    if (u == 0) {
        return 0;
    }
    bool minus = (over < 0) != (under < 0);
    int64_t n = (o + u / 2) / u;
    return minus ? -n : n;
}

/* What a share is a share of. */
static int64_t whole_of(const struct figure_answer *x,
                        const struct figure_rule *v)
{
    return v->other[0] == '\0' ? (int64_t)x->rows.n
                               : sum(x, column_of(x, v->other));
}

static struct figure_sum sum_of(const struct figure_answer *x,
                                const struct figure_rule *v)
{
    int column = v->column[0] == '\0' ? -1 : column_of(x, v->column);
    switch (v->how) {
    case FIGURE_COUNT:
        return (struct figure_sum){(int64_t)x->rows.n, 0};
    case FIGURE_COUNT_IS:
    case FIGURE_COUNT_HAS:
        return (struct figure_sum){count(x, v, column), 0};
    case FIGURE_SUM:
        return (struct figure_sum){sum(x, column), 0};
    case FIGURE_DISTINCT:
        return (struct figure_sum){distinct(x, column), 0};
    case FIGURE_SHARE:
        return (struct figure_sum){sum(x, column), whole_of(x, v)};
    case FIGURE_MEAN:
        return (struct figure_sum){sum(x, column),
                                   distinct(x, column_of(x, v->other))};
    case FIGURE_LAST:
        break;
    }
    return (struct figure_sum){0, 0};
}

int64_t figure_number(const struct figure_rule *v, struct figure_sum of)
{
    return v->how == FIGURE_SHARE  ? divided(of.over * 10000, of.under)
           : v->how == FIGURE_MEAN ? divided(of.over * 100, of.under)
                                   : of.over;
}

static bool ends_in(const char *s, const char *tail)
{
    size_t n = strlen(s);
    size_t m = strlen(tail);
    return n >= m && strcmp(s + n - m, tail) == 0;
}

/* 12.5, without zeros that say nothing. */
static const char *hundredths(struct arena *a, int64_t n)
{
    const char *minus = n < 0 ? "-" : "";
    int64_t v = n < 0 ? -n : n;
    return v % 100 == 0  ? arena_printf(a, "%s%" PRId64, minus, v / 100)
           : v % 10 == 0 ? arena_printf(a, "%s%" PRId64 ".%" PRId64, minus,
                                        v / 100, v % 100 / 10)
                         : arena_printf(a, "%s%" PRId64 ".%02" PRId64, minus,
                                        v / 100, v % 100);
}

const char *figure_shown(struct arena *a, const struct figure_rule *v,
                         int64_t n)
{
    char text[32];
    bool minutes = ends_in(v->column, "minutes");
    switch (v->how) {
    case FIGURE_SHARE:
        return hundredths(a, n);
    case FIGURE_MEAN:
        return hundredths(a, minutes ? divided(n, 60) : n);
    case FIGURE_SUM:
        return ends_in(v->column, "fen") ? arena_str(a, money_text(n, text))
               : minutes                 ? hundredths(a, divided(n * 100, 60))
                                         : arena_printf(a, "%" PRId64, n);
    case FIGURE_COUNT:
    case FIGURE_COUNT_IS:
    case FIGURE_COUNT_HAS:
    case FIGURE_DISTINCT:
    case FIGURE_LAST:
        break;
    }
    return arena_printf(a, "%" PRId64, n);
}

/* A word, or nothing to make a number of. */
static const char *shown(const struct figure_answer *x, struct arena *a,
                         const struct figure_rule *v, struct figure_sum of)
{
    if (v->how == FIGURE_LAST) {
        return x->rows.n == 0 ? ""
                              : cell(x, x->rows.n - 1, column_of(x, v->column));
    }
    return v->how == FIGURE_SHARE && of.under == 0
               ? "—"
               : figure_shown(a, v, figure_number(v, of));
}

bool figure_ask(struct book *b, struct arena *a, const struct figure *f,
                const struct span *span, struct figure_answer *out,
                struct err *err)
{
    *out = (struct figure_answer){.figure = f, .span = *span};
    if (!read_rows(b, a, out, err)) {
        return err_doing(err, "计算 %s %s", f->code, f->name);
    }
    out->numbers = arena_array(a, f->n_values, sizeof *out->numbers);
    out->values = arena_array(a, f->n_values, sizeof *out->values);
    out->sums = arena_array(a, f->n_values, sizeof *out->sums);
    for (size_t i = 0; i < f->n_values; i++) {
        const struct figure_rule *v = &f->values[i];
        out->sums[i] = sum_of(out, v);
        out->numbers[i] = figure_number(v, out->sums[i]);
        out->values[i] = shown(out, a, v, out->sums[i]);
    }
    return true;
}

/* ---- parts -------------------------------------------------------------- */

static int most_first(const void *x, const void *y)
{
    const struct figure_count *a = x;
    const struct figure_count *b = y;
    return a->n != b->n ? (a->n < b->n ? 1 : -1) : strcmp(a->name, b->name);
}

const char *figure_part_unit(const struct figure *f)
{
    const struct figure_rule *first = &f->values[0];
    return first->how == FIGURE_COUNT && first->unit[0] != '\0' ? first->unit
                                                                : "条";
}

size_t figure_counts(const struct figure_answer *answer, struct arena *a,
                     size_t part, struct figure_count **out)
{
    int column = column_of(answer, answer->figure->parts[part].column);
    struct figure_count *list =
        arena_array(a, answer->rows.n + 1, sizeof *list);
    size_t n = 0;
    for (size_t i = 0; i < answer->rows.n; i++) {
        const char *s = cell(answer, i, column);
        const char *name = s[0] == '\0' ? "（未填）" : s;
        size_t k = 0;
        while (k < n && strcmp(list[k].name, name) != 0) {
            k++;
        }
        list[k].name = name;
        list[k].n++;
        n += k == n;
    }
    qsort(list, n, sizeof *list, most_first);
    *out = list;
    return n;
}
