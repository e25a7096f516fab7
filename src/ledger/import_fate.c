/* What becomes of a row: new, the same, filling in what is empty here, or
   saying something else than what is here.

   An empty cell says nothing, so it clears nothing.  What differs is written
   only where the clerk took the file's value. */
#include <string.h>

#include "import_parts.h"
#include "pbtui/ledger/people.h"
#include "pbtui/store/pii.h"
#include "pbtui/text/date.h"

/* ---- a new record -----------------------------------------------------------
 */

static bool is_day(const struct field *f)
{
    return f->kind == &field_date || f->kind == &field_month;
}

/* A form proposes today; rows of somebody else's table are not of today. */
struct record import_record_new(struct import_job *j)
{
    struct record r = record_new(j->l, j->b, &j->row);
    char today[11];
    char month[8];
    date_text(j->b->today, today);
    month_text(month_of(j->b->today), month);
    for (size_t i = 0; i < j->l->n_fields; i++) {
        const char *s = record_text(&r, (int)i);
        if (is_day(&j->l->fields[i]) &&
            (strcmp(s, today) == 0 || strcmp(s, month) == 0)) {
            record_set_null(&r, (int)i);
        }
    }
    return r;
}

static bool is_order(const struct field *f)
{
    return strcmp(f->column, "ord") == 0;
}

/* May this column of the file be written into a record that is (not) new? */
static bool is_written(const struct import_job *j, size_t i, bool is_new)
{
    const struct field *f = j->fields[i];
    if ((f->flags & FIELD_NEW_ONLY) != 0) {
        return is_new;
    }
    /* A running number of another list orders nothing here. */
    return !is_order(f) || (is_new && j->was_empty);
}

static void set(struct import_job *j, struct record *r, size_t i)
{
    r->values[i] = j->typed[i].v;
    if (j->l->typed != NULL && (j->door == NULL || !j->door->untyped)) {
        j->l->typed(j->b, &j->row, r, (int)i);
    }
}

void import_fill_new(struct import_job *j, struct record *r)
{
    for (int turn = 0; turn < 2; turn++) {
        for (size_t i = 0; i < j->l->n_fields; i++) {
            const struct import_typed *t = &j->typed[i];
            if (!t->given || t->masked != NULL || !is_written(j, i, true)) {
                continue;
            }
            /* Once more, in case one was worked out from another. */
            if (turn == 0) {
                set(j, r, i);
            } else {
                r->values[i] = t->v;
            }
        }
    }
}

/* ---- comparing ----------------------------------------------------------- */

static bool takes(const struct import_job *j, const struct field *f)
{
    const struct import_wish *w = j->wish;
    if (w->take_all) {
        return true;
    }
    for (size_t i = 0; w->take != NULL && w->take[i] != NULL; i++) {
        if (strcmp(w->take[i], f->column) == 0 ||
            strcmp(w->take[i], f->label) == 0 ||
            field_is_named(f, w->take[i])) {
            return true;
        }
    }
    return w->takes != NULL && w->takes(w->ctx, j->at->number, f->column);
}

static bool same_value(struct import_job *j, const struct field *f,
                       const struct value *here, const struct value *there)
{
    if (f->kind->secret && here->type == VALUE_INT &&
        there->type == VALUE_TEXT) {
        const char *plain = pii_read(j->b->db, &j->row, here->i);
        return strcmp(plain, there->s) == 0;
    }
    return value_same(here, there);
}

/* A tick that is not set is nothing, too: whether it was looked at, nobody
   knows. */
static bool is_empty(const struct field *f, const struct value *v)
{
    return v->type == VALUE_NULL ||
           (field_is_tick(f) && v->type == VALUE_INT && v->i == 0);
}

static const char *shown(struct import_job *j, const struct field *f,
                         const struct value *v)
{
    struct strbuf sb;
    sb_init(&sb);
    field_format(f, j->b, v, &sb);
    const char *s = arena_str(&j->row, sb.s);
    sb_clear(&sb);
    return s;
}

static struct import_difference difference(struct import_job *j,
                                           const struct field *field,
                                           const struct value *here,
                                           const struct value *there,
                                           bool taken)
{
    return (struct import_difference){
        .label = field->label,
        .here = shown(j, field, here),
        .there = shown(j, field, there),
        .column = field->column,
        .taken = taken,
    };
}

/* Is what the file gives to be written over what is here? */
static bool is_changed(struct import_job *j, struct import_fated *f,
                       const struct field *field, const struct value *here,
                       const struct value *there)
{
    if (same_value(j, field, here, there)) {
        return false;
    }
    if (is_empty(field, here)) {
        f->fills[f->n_fills++] = difference(j, field, here, there, true);
        return true;
    }
    bool taken = takes(j, field);
    f->differences[f->n_differences++] =
        difference(j, field, here, there, taken);
    f->n_taken += taken;
    return taken;
}

/* Stars: the same as here, or no number at all. */
static void compare_masked(struct import_job *j, const struct import_fated *f,
                           size_t i)
{
    const struct import_typed *t = &j->typed[i];
    const struct field *field = j->fields[i];
    if (f->item.old != NULL && i < j->l->n_fields &&
        strcmp(shown(j, field, &f->old.values[i]), t->masked) == 0) {
        return;
    }
    const char *reason =
        f->item.old == NULL
            ? arena_printf(&j->row,
                           "%s有几位被 * 遮住了，不能登记；请填完整的号码，或把"
                           "这一格空着。",
                           field->label)
            : arena_printf(&j->row,
                           "%s有几位被 * 遮住了，露出的几位与账本里的也不同，不"
                           "能核对；请填完整的号码，或把这一格空着。",
                           field->label);
    import_fault(j, t->col, t->masked, "E-IMPORT-042", reason);
}

static void compare_own(struct import_job *j, struct import_fated *f)
{
    for (size_t i = 0; i < j->l->n_fields; i++) {
        const struct import_typed *t = &j->typed[i];
        const struct field *field = j->fields[i];
        if (!t->given || t->masked != NULL) {
            continue;
        }
        if (!is_written(j, i, false)) {
            j->n_new_only += (field->flags & FIELD_NEW_ONLY) != 0;
            continue;
        }
        if (is_changed(j, f, field, &f->old.values[i], &t->v)) {
            set(j, &f->record, i);
        }
    }
}

static bool compare_extras(struct import_job *j, struct import_fated *f,
                           struct value *extras, struct err *err)
{
    for (size_t i = j->l->n_fields; i < j->n_fields; i++) {
        const struct import_typed *t = &j->typed[i];
        size_t k = i - j->l->n_fields;
        struct value here = {VALUE_NULL, 0, NULL};
        if (!t->given || t->masked != NULL) {
            continue;
        }
        if (f->item.old != NULL && (j->fields[i]->flags & FIELD_NEW_ONLY)) {
            j->n_new_only++;
            continue;
        }
        if (f->item.old != NULL && j->door->here != NULL &&
            !j->door->here(&f->item, k, &here, err)) {
            return false;
        }
        if (f->item.old == NULL ||
            is_changed(j, f, j->fields[i], &here, &t->v)) {
            extras[k] = t->v;
        }
    }
    return true;
}

/* ---- all ----------------------------------------------------------------- */

static bool read_old(struct import_job *j, struct import_fated *f,
                     struct err *err)
{
    if (f->match.id == 0) {
        return true;
    }
    if (!record_read(&f->old, j->l, j->b, &j->row, f->match.id, err)) {
        return false;
    }
    f->record = record_copy(&f->old, &j->row);
    f->item.old = &f->old;
    return true;
}

static void settle(struct import_fated *f)
{
    f->fate = f->item.old == NULL    ? IMPORT_FATE_NEW
              : f->n_differences > 0 ? IMPORT_FATE_CONFLICT
              : f->n_fills > 0       ? IMPORT_FATE_FILL
                                     : IMPORT_FATE_SAME;
}

/* All that the file says of a new record, to be looked through before it is
   saved. */
static void tell_new(struct import_job *j, struct import_fated *f)
{
    const struct value nothing = {VALUE_NULL, 0, NULL};
    for (size_t i = 0; i < j->n_fields; i++) {
        const struct import_typed *t = &j->typed[i];
        if (t->given && t->masked == NULL) {
            f->fills[f->n_fills++] =
                difference(j, j->fields[i], &nothing, &t->v, true);
        }
    }
}

/* With a match, and no fault so far that leaves it open which record it is. */
bool import_fate_row(struct import_job *j, struct import_fated *f,
                     struct err *err)
{
    size_t n_extras = j->n_fields - j->l->n_fields;
    struct value *extras = arena_array(&j->row, n_extras + 1, sizeof *extras);
    f->differences = arena_array(&j->row, j->n_fields, sizeof *f->differences);
    f->fills = arena_array(&j->row, j->n_fields, sizeof *f->fills);
    if (!read_old(j, f, err)) {
        return false;
    }
    f->item.record = &f->record;
    f->item.extras = extras;
    if (f->item.old != NULL) {
        compare_own(j, f);
    }
    if (!compare_extras(j, f, extras, err)) {
        return false;
    }
    for (size_t i = 0; i < j->n_fields; i++) {
        if (j->typed[i].given && j->typed[i].masked != NULL) {
            compare_masked(j, f, i);
        }
    }
    settle(f);
    if (f->fate == IMPORT_FATE_NEW && import_line_wanted(j, IMPORT_FATE_NEW)) {
        tell_new(j, f);
    }
    return true;
}
