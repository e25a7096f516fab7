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
            if (w->version[c] != NULL) {
                add_name(&ix, first, what_of(w->version[c]), w);
            }
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

/* `month` counts from the year's first; what counts for the year may lie before
   or behind it, and falls into the first or the last cell. */
static void take_fact(struct duty_work *w, const struct duty_fact *f, int year,
                      int month)
{
    const struct duty *d = w->row.duty;
    bool inside = month >= 0 && month < 12;
    if ((w->group != NULL && f->grp != w->group->id) ||
        (d->by_year ? f->year != year : !inside)) {
        return;
    }
    size_t nearest = month < 0 ? 0 : month > 11 ? 11 : (size_t)month;
    size_t cell = nearest * w->row.n_cells / 12;
    const struct duty *v = w->version[cell] != NULL ? w->version[cell] : d;
    if ((v->sub[0] != '\0' && strcmp(v->sub, f->sub) != 0) ||
        strcmp(what_of(v), f->what) != 0) {
        return;
    }
    w->row.cells[cell].count++;
    w->row.cells[cell].late += f->late;
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
        int month = month_of(f->day) - month_make(year, 1);
        uint32_t hash = hash_of(f->what);
        for (size_t k = find_first(&ix, hash);
             k < ix.n && ix.names[k].hash == hash; k++) {
            take_fact(ix.names[k].work, f, year, month);
        }
    }
}
