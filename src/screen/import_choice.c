/* What the clerk decides of an import: columns, values, rows left out.  Kept
   apart from what was found, so that looking again loses none of it. */
#include <string.h>

#include "import_screen.h"
#include "pbtui/base/mem.h"

/* ---- columns ------------------------------------------------------------- */

const struct import_said *importing_said(const struct importing *i, size_t at)
{
    for (size_t k = 0; k < i->n_said; k++) {
        if (i->said[k].at == at) {
            return &i->said[k];
        }
    }
    return NULL;
}

void importing_say(struct importing *i, size_t at, const char *field)
{
    size_t k = 0;
    while (k < i->n_said && i->said[k].at != at) {
        k++;
    }
    if (field == NULL) {
        if (k < i->n_said) {
            i->said[k] = i->said[--i->n_said];
        }
        return;
    }
    if (k == i->n_said) {
        MEM_PUSH(i->said, i->n_said, i->cap_said);
        i->n_said++;
    }
    i->said[k] = (struct import_said){at, arena_str(&i->arena, field)};
}

/* ---- values -------------------------------------------------------------- */

static int compare(const struct import_pick *p, size_t row, const char *column)
{
    return p->row != row ? (p->row < row ? -1 : 1) : strcmp(p->column, column);
}

/* Where it is, or belongs. */
static size_t pick_place(const struct importing *i, size_t row,
                         const char *column)
{
    size_t low = 0;
    size_t high = i->n_picks;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (compare(&i->picks[mid], row, column) < 0) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

bool importing_takes(const struct importing *i, size_t row, const char *column)
{
    size_t at = pick_place(i, row, column);
    bool picked = at < i->n_picks && compare(&i->picks[at], row, column) == 0;
    return picked ? i->picks[at].taken : i->take_all;
}

void importing_take(struct importing *i, size_t row, const char *column,
                    bool taken)
{
    size_t at = pick_place(i, row, column);
    if (at == i->n_picks || compare(&i->picks[at], row, column) != 0) {
        MEM_PUSH(i->picks, i->n_picks, i->cap_picks);
        memmove(i->picks + at + 1, i->picks + at,
                (i->n_picks - at) * sizeof *i->picks);
        i->n_picks++;
        i->picks[at].row = row;
        i->picks[at].column = arena_str(&i->arena, column);
    }
    i->picks[at].taken = taken;
}

void importing_take_all(struct importing *i, bool taken)
{
    i->n_picks = 0;
    i->take_all = taken;
}

bool importing_takes_any(const struct importing *i)
{
    bool any = i->take_all;
    for (size_t k = 0; !any && k < i->n_picks; k++) {
        any = i->picks[k].taken;
    }
    return any;
}

/* ---- rows ---------------------------------------------------------------- */

static size_t left_place(const struct importing *i, size_t row)
{
    size_t low = 0;
    size_t high = i->n_left;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (i->left[mid] < row) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

bool importing_is_left(const struct importing *i, size_t row)
{
    size_t at = left_place(i, row);
    return at < i->n_left && i->left[at] == row;
}

void importing_leave(struct importing *i, size_t row, bool left)
{
    size_t at = left_place(i, row);
    bool is_left = at < i->n_left && i->left[at] == row;
    if (left && !is_left) {
        MEM_PUSH(i->left, i->n_left, i->cap_left);
        memmove(i->left + at + 1, i->left + at,
                (i->n_left - at) * sizeof *i->left);
        i->left[at] = row;
        i->n_left++;
    } else if (!left && is_left) {
        i->n_left--;
        memmove(i->left + at, i->left + at + 1,
                (i->n_left - at) * sizeof *i->left);
    }
}

void importing_leave_line(struct importing *i, const struct import_line *line,
                          bool left)
{
    const struct import_report *r = &i->report;
    importing_leave(i, line->row, left);
    for (size_t k = 0; k < r->n_lines; k++) {
        if (r->lines[k].twin == line->row) {
            importing_leave(i, r->lines[k].row, left);
        }
    }
}

/* ---- all ----------------------------------------------------------------- */

bool importing_has_decided(const struct importing *i)
{
    return i->n_said > 0 || i->n_left > 0 || i->n_picks > 0 || i->take_all;
}

/* Rows are other ones in another sheet, another version of the file. */
void importing_forget_rows(struct importing *i)
{
    importing_take_all(i, false);
    i->n_left = 0;
}
