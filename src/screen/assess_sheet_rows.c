/* The rows of a worksheet: what counts, what is deducted, what does not count
   (folded away until asked for), relief, the rest.  Which items are asked
   depends on the kind of staff; what is filled in is always shown. */
#include <string.h>

#include "assess_screen.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/rulebook.h"
#include "pbtui/text/date.h"

#define STAFF_MAX  16
#define FIXED_ROWS 20 /* groups and fields, at most */

int assess_sheet_day(const struct assess_sheet_view *v)
{
    int from;
    return month_read(record_text(&v->s.now, ASSESS_FROM), &from)
               ? month_first_day(from)
               : v->sheet.app->book->today;
}

const struct dues_category *assess_sheet_category(
    const struct assess_sheet_view *v)
{
    const char *code = record_text(&v->s.now, ASSESS_CATEGORY);
    return code[0] == '\0' ? NULL
                           : dues_category(book_dues(v->sheet.app->book), code,
                                           assess_sheet_day(v));
}

/* ---- staff ------------------------------------------------------------ */

static bool is_listed(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(list[i], word) == 0) {
            return true;
        }
    }
    return false;
}

const char *const *assess_staff(struct assess_sheet_view *v, struct arena *a)
{
    const char **out = arena_array(a, STAFF_MAX + 1, sizeof *out);
    size_t n = 0;
    for (size_t i = 0; i < v->s.n; i++) {
        const char *const *staff = v->s.lines[i].item->staff;
        for (; staff != NULL && *staff != NULL && n < STAFF_MAX; staff++) {
            if (!is_listed(out, n, *staff)) {
                out[n++] = *staff;
            }
        }
    }
    return out;
}

static bool is_of(const struct dues_item *item, const char *staff)
{
    const char *const *s = item->staff;
    if (s == NULL || *s == NULL || staff[0] == '\0') {
        return true;
    }
    for (; *s != NULL; s++) {
        if (strcmp(*s, staff) == 0) {
            return true;
        }
    }
    return false;
}

/* All that is filled in is asked of them. */
static bool fits(const struct assess_sheet_view *v, const char *staff)
{
    for (size_t i = 0; i < v->s.n; i++) {
        if (v->s.lines[i].fen >= 0 && !is_of(v->s.lines[i].item, staff)) {
            return false;
        }
    }
    return true;
}

/* The first that fits; pensioners and those paid by the year have items of
   their own, told by what only they have. */
void assess_sheet_guess_staff(struct assess_sheet_view *v)
{
    const struct dues_category *c = assess_sheet_category(v);
    enum dues_basis basis = c != NULL ? c->basis_kind : DUES_WAGE;
    const char *const *staff = assess_staff(v, &v->sheet.arena);
    const char *own = basis == DUES_PENSION ? "离退休"
                      : basis == DUES_PAID  ? "年薪"
                                            : NULL;
    v->staff = "";
    for (size_t i = 0; staff[i] != NULL; i++) {
        bool meant = own == NULL || strcmp(own, staff[i]) == 0;
        if (meant && fits(v, staff[i])) {
            v->staff = staff[i];
            return;
        }
    }
}

/* ---- rows ------------------------------------------------------------- */

/* Who pays a fixed amount, or by what came in over a quarter, has no items. */
static bool has_items(const struct assess_sheet_view *v)
{
    const struct dues_category *c = assess_sheet_category(v);
    return c == NULL ||
           (c->basis_kind != DUES_FIXED && c->basis_kind != DUES_QUARTER);
}

static bool is_asked(const struct assess_sheet_view *v,
                     const struct assess_line *l)
{
    return l->fen >= 0 || l->was >= 0 ||
           (has_items(v) && is_of(l->item, v->staff));
}

static size_t add_items(struct assess_sheet_view *v, size_t n,
                        enum dues_item_kind kind, bool all)
{
    for (size_t i = 0; i < v->s.n; i++) {
        const struct assess_line *l = &v->s.lines[i];
        if (l->item->kind == kind && is_asked(v, l) &&
            (all || l->fen >= 0 || l->was >= 0)) {
            v->rows[n++] =
                (struct assess_shown){.kind = ASSESS_ITEM, .line = i};
        }
    }
    return n;
}

static size_t add_group(struct assess_sheet_view *v, size_t n,
                        enum assess_line_kind kind, const char *title)
{
    v->rows[n] = (struct assess_shown){.kind = kind, .title = title};
    return n + 1;
}

static size_t add_fields(struct assess_sheet_view *v, size_t n,
                         const int *fields, size_t n_fields)
{
    for (size_t i = 0; i < n_fields; i++) {
        v->rows[n++] =
            (struct assess_shown){.kind = ASSESS_FIELD, .field = fields[i]};
    }
    return n;
}

static size_t add_relief(struct assess_sheet_view *v, size_t n)
{
    static const int fields[] = {ASSESS_RELIEF, ASSESS_RELIEF_WHY,
                                 ASSESS_RELIEF_BY, ASSESS_RELIEF_ON,
                                 ASSESS_RELIEF_PAPER};
    bool any = false;
    for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
        any = any || !record_is_null(&v->s.now, fields[i]);
    }
    n = add_group(v, n, ASSESS_GROUP_FIELDS, "少交、免交");
    return add_fields(v, n, fields, any ? ARRAY_LEN(fields) : 1);
}

void assess_sheet_show(struct sheet *s)
{
    static const int others[] = {ASSESS_REASON_TEXT, ASSESS_PLACE,
                                 ASSESS_QUARTERLY, ASSESS_NOTE};
    struct assess_sheet_view *v = (struct assess_sheet_view *)s;
    size_t n = 0;
    if (v->staff == NULL) {
        assess_sheet_guess_staff(v);
    }
    v->rows = arena_array(&s->arena, v->s.n + FIXED_ROWS, sizeof *v->rows);
    if (has_items(v)) {
        n = add_group(v, n, ASSESS_GROUP_IN, "计入");
        n = add_items(v, n, ITEM_COUNTS, true);
        n = add_group(v, n, ASSESS_GROUP_LESS, "扣除");
        n = add_items(v, n, ITEM_DEDUCTS, true);
        n = add_group(v, n, ASSESS_GROUP_OUT, "不计入");
        n = add_items(v, n, ITEM_OUT, v->outs);
    }
    n = add_relief(v, n);
    n = add_group(v, n, ASSESS_GROUP_FIELDS, "其他");
    n = add_fields(v, n, others, ARRAY_LEN(others));
    grid_set_rows(&s->grid, (int)n);
}

const struct assess_shown *assess_shown_at(const struct assess_sheet_view *v,
                                           struct grid_at at)
{
    return at.row == GRID_HEAD || at.row >= v->sheet.grid.n_rows
               ? NULL
               : &v->rows[at.row];
}

struct assess_sheet_sums assess_sheet_sums(const struct assess_sheet_view *v)
{
    struct assess_sheet_sums s = {0};
    for (size_t i = 0; i < v->s.n; i++) {
        const struct assess_line *l = &v->s.lines[i];
        int64_t fen = l->fen > 0 ? l->fen : 0;
        s.in += l->item->kind == ITEM_COUNTS ? fen : 0;
        s.less += l->item->kind == ITEM_DEDUCTS ? fen : 0;
        s.n_out += l->item->kind == ITEM_OUT && is_asked(v, l);
    }
    return s;
}
