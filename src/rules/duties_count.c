/* Counts facts into the cells of a matrix, in one walk over the facts.

   Stages: the names that rows count are put in order of their hashes → each
   fact of the year is looked up there → the rows under its hash take it or
   not, by name, sub-kind, group and the version in force in that cell. */
#include <stdlib.h>
#include <string.h>

#include "duties_work.h"
#include "pbtui/text/date.h"

struct name {
    uint32_t hash;
    const char *what;
    struct duty_work *work;
};

struct index {
    struct name *names; /* by hash */
    size_t n;
};

static const char *what_of(const struct duty *d)
{
    return d->kind[0] != '\0' ? d->kind : d->book;
}

/* FNV-1a: comparing the names themselves took most of the time. */
static uint32_t hash_of(const char *s)
{
    uint32_t h = UINT32_C(2166136261);
    for (; *s != '\0'; s++) {
        h = (h ^ (unsigned char)*s) * UINT32_C(16777619);
    }
    return h;
}

static int compare_names(const void *a, const void *b)
{
    const struct name *x = a;
    const struct name *y = b;
    return (x->hash > y->hash) - (x->hash < y->hash);
}

static void add_name(struct index *ix, size_t first, const char *what,
                     struct duty_work *w)
{
    for (size_t i = first; i < ix->n; i++) {
        if (strcmp(ix->names[i].what, what) == 0) {
            return;
        }
    }
    ix->names[ix->n++] = (struct name){hash_of(what), what, w};
}

/* A row has more than one name only when its versions count different things.
 */
static struct index make_index(struct duty_works *works)
{
    struct index ix = {NULL, 0};
    ix.names = arena_array(works->arena, works->n * (DUTY_CELLS + 1) + 1,
                           sizeof *ix.names);
    for (size_t i = 0; i < works->n; i++) {
        struct duty_work *w = &works->list[i];
        size_t first = ix.n;
        add_name(&ix, first, what_of(w->row.duty), w);
        for (size_t c = 0; c < w->row.n_cells; c++) {
            add_name(&ix, first, what_of(w->row.cells[c].version), w);
        }
    }
    qsort(ix.names, ix.n, sizeof ix.names[0], compare_names);
    return ix;
}

static size_t find_first(const struct index *ix, uint32_t hash)
{
    size_t low = 0;
    size_t high = ix->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (ix->names[mid].hash < hash) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Where a fact counts in a row; n_cells: nowhere.  `month` counts from the
   year's first; what counts for the year may lie before or behind it, and falls
   into the first or the last cell. */
static size_t cell_of(const struct duty_row *r, const struct duty_fact *f,
                      int year, int month)
{
    bool inside = month >= 0 && month < 12;
    if ((r->grp != 0 && f->grp != r->grp) ||
        (r->duty->by_year ? f->year != year : !inside)) {
        return r->n_cells;
    }
    size_t nearest = month < 0 ? 0 : month > 11 ? 11 : (size_t)month;
    size_t cell = nearest * r->n_cells / 12;
    const struct duty *v = r->cells[cell].version;
    if ((v->sub[0] != '\0' && strcmp(v->sub, f->sub) != 0) ||
        strcmp(what_of(v), f->what) != 0) {
        return r->n_cells;
    }
    return cell;
}

static int month_in(int year, const struct duty_fact *f)
{
    return month_of(f->day) - month_make(year, 1);
}

size_t duty_cell_of_fact(const struct duty_row *r, const struct duty_fact *f,
                         int year)
{
    return cell_of(r, f, year, month_in(year, f));
}

static void take_fact(struct duty_row *r, const struct duty_fact *f, int year,
                      int month)
{
    size_t at = cell_of(r, f, year, month);
    if (at == r->n_cells) {
        return;
    }
    struct duty_cell *cell = &r->cells[at];
    if (cell->count == 0 || f->day >= cell->last) {
        cell->last = f->day;
        cell->last_late = f->late;
    }
    cell->count++;
    cell->late += f->late;
}

void duties_count(struct duty_works *works, const struct duty_fact *facts,
                  size_t n, int year)
{
    struct index ix = make_index(works);
    struct span days = span_of_year(year);
    for (size_t i = 0; i < n; i++) {
        const struct duty_fact *f = &facts[i];
        if (f->year != year && (f->day < days.from || f->day > days.to)) {
            continue;
        }
        int month = month_in(year, f);
        uint32_t hash = hash_of(f->what);
        for (size_t k = find_first(&ix, hash);
             k < ix.n && ix.names[k].hash == hash; k++) {
            take_fact(&ix.names[k].work->row, f, year, month);
        }
    }
}
