/* Who is on the roster on the day in view, with all a printed list may show:
   the view of the ledger with more columns, and the spell in the branch that
   each of them is in.  No ID numbers; phones are masked by their field. */
#include "source_roster.h"

#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/query.h"
#include "pbtui/ledger/rolls.h"
#include "source_say.h"

static const char *const asked[ROSTER_N_CELLS] = {
#define X(id, column) [ROSTER_##id] = (column),
    ROSTER_ASKED(X)
#undef X
};

struct reading {
    struct arena *arena;
    struct roster_person *v;
    size_t n, cap;
};

static bool take_row(void *ctx, const struct query_row *row)
{
    struct reading *r = ctx;
    struct roster_person p = {
        .id = row->id, .from_on = "", .in_kind = "", .in_from = ""};
    for (size_t i = 0; i < ROSTER_N_CELLS; i++) {
        p.cell[i] = arena_str(r->arena, row->cells[i]);
    }
    MEM_PUSH(r->v, r->n, r->cap);
    r->v[r->n++] = p;
    return true;
}

/* ---- spells ------------------------------------------------------------- */

static bool add_spells(struct book *b, struct arena *a, struct roster_person *v,
                       size_t n, struct err *err)
{
    struct roll_spell *spells;
    size_t n_spells;
    if (!rolls_spells(b, a, &spells, &n_spells, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        const struct roll_spell *s = rolls_spell_of(spells, n_spells, v[i].id);
        if (s != NULL) {
            v[i].from_on = s->from_on;
            v[i].in_kind = say_code("in_kind", s->in_kind);
            v[i].in_from = s->in_from;
            v[i].in_transfer = s->in_transfer;
        }
    }
    return true;
}

/* ---- the roster --------------------------------------------------------- */

bool roster_read(struct book *b, struct arena *a, const char *grp,
                 struct roster_person **out, size_t *n, struct err *err)
{
    struct ledger_column columns[ROSTER_N_CELLS] = {0};
    struct ledger_view view = *ledger_view(&ledger_people, "current");
    for (size_t i = 0; i < ROSTER_N_CELLS; i++) {
        columns[i].field = ledger_field(&ledger_people, asked[i]);
    }
    view.columns = columns;
    view.n_columns = ROSTER_N_CELLS;
    struct query q = query_of(&ledger_people, &view);
    if (grp[0] != '\0') {
        q.facet = columns[ROSTER_GRP].field;
        q.facet_value = grp;
    }
    struct reading r = {.arena = a};
    bool ok = query_each(b, a, &q, take_row, &r, err) &&
              add_spells(b, a, r.v, r.n, err);
    *out = arena_array(a, r.n + 1, sizeof **out);
    *n = r.n;
    if (r.n > 0) {
        memcpy(*out, r.v, r.n * sizeof *r.v);
    }
    mem_free(r.v);
    return ok;
}

bool roster_is_probation(const struct roster_person *p)
{
    return strcmp(p->cell[ROSTER_CATEGORY],
                  category_text(CATEGORY_PROBATION)) == 0;
}

bool roster_grp_name(struct book *b, struct arena *a, int64_t grp,
                     const char **out, struct err *err)
{
    struct record r;
    *out = "";
    if (grp == 0) {
        return true;
    }
    if (!record_read(&r, &ledger_grp, b, a, grp, err)) {
        return false;
    }
    *out = say_column(a, b, &r, "name");
    return true;
}
