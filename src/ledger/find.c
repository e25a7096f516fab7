/* The cursor of a find.  Candidates come from find_source.c, are looked at as a
   whole (find_rows.c), none of them twice; what holds is a hit. */
#include "pbtui/ledger/find.h"

#include <string.h>

#include "find_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/ledger/events.h"
#include "pbtui/ledger/people.h"
#include "pbtui/ledger/pipeline_books.h"
#include "pbtui/store/search.h"
#include "pbtui/store/stmt.h"
#include "pbtui/store/tx.h"

/* ---- what has been looked at ------------------------------------------ */

static size_t slot_of(const struct find *f, uint64_t key)
{
    size_t at = (size_t)(key * UINT64_C(0x9E3779B97F4A7C15) >> 20);
    at &= f->cap_seen - 1;
    while (f->seen[at] != 0 && f->seen[at] != key) {
        at = (at + 1) & (f->cap_seen - 1);
    }
    return at;
}

static void grow_seen(struct find *f)
{
    uint64_t *old = f->seen;
    size_t n_old = f->cap_seen;
    f->cap_seen = n_old == 0 ? 256 : 2 * n_old;
    f->seen = mem_new(f->cap_seen * sizeof *f->seen);
    for (size_t i = 0; i < n_old; i++) {
        if (old[i] != 0) {
            f->seen[slot_of(f, old[i])] = old[i];
        }
    }
    mem_free(old);
}

/* False: it has been looked at before. */
static bool is_new(struct find *f, const struct find_candidate *c, int64_t id)
{
    if (2 * f->n_seen >= f->cap_seen) {
        grow_seen(f);
    }
    /* Each register has ids of its own. */
    uint64_t in_book = (uint64_t)id * (f->n_registers + 1) + c->reg;
    uint64_t key = in_book * 8 + (uint64_t)c->what + 1;
    size_t at = slot_of(f, key);
    if (f->seen[at] == key) {
        return false;
    }
    f->seen[at] = key;
    f->n_seen++;
    return true;
}

/* ---- looking ---------------------------------------------------------- */

/* The record that the row is or belongs to; 0 when it has just gone. */
static bool target_of(struct find *f, const struct find_candidate *c,
                      int64_t *id, struct err *err)
{
    *id = c->id;
    if (c->part == NULL) {
        return true;
    }
    struct stmt st;
    stmt_open(&st, f->b->db, c->part);
    stmt_int(&st, ":id", c->id);
    *id = stmt_row(&st) ? stmt_col_int(&st, 0) : 0;
    return stmt_done(&st, err);
}

static bool look(struct find *f, const struct find_candidate *c,
                 struct find_hit *out, size_t *n, struct err *err)
{
    int64_t id;
    bool holds;
    int day = c->day;
    if (!target_of(f, c, &id, err)) {
        return false;
    }
    if (id == 0 || !is_new(f, c, id)) {
        return true;
    }
    if (!find_verify(f->b, f->q, c, id, &day, &holds, err)) {
        return false;
    }
    if (holds) {
        const struct ledger *l =
            c->reg == 0 ? NULL : &find_register(f->b, c->reg)->ledger;
        out[(*n)++] = (struct find_hit){c->what, id, day, l};
    }
    return true;
}

/* People first, in the order they came; the rest newest first. */
static bool is_before(const struct find_hit *one, const struct find_hit *other)
{
    if (one->what == FIND_PERSON || other->what == FIND_PERSON) {
        return one->what == FIND_PERSON && other->what != FIND_PERSON;
    }
    return one->day > other->day;
}

/* By insertion: it comes nearly sorted, and equals stay as they came. */
static void sort_hits(struct find_hit *hits, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct find_hit h = hits[i];
        size_t at = i;
        while (at > 0 && is_before(&h, &hits[at - 1])) {
            hits[at] = hits[at - 1];
            at--;
        }
        hits[at] = h;
    }
}

bool find_more(struct find *f, struct find_hit *out, size_t max, size_t *n,
               int budget_rows, struct err *err)
{
    *n = 0;
    /* One lock for the piece, not one for each row. */
    bool ok = tx_begin(f->b->db, TX_READ, err);
    if (!ok) {
        return err_doing(err, "查找");
    }
    while (ok && *n < max && budget_rows > 0 && !find_is_over(f)) {
        if (f->at == f->queue.n) {
            ok = find_refill(f, &budget_rows, err);
        } else {
            ok = look(f, &f->queue.v[f->at++], out, n, err);
            budget_rows--;
        }
    }
    ok = tx_end(f->b->db, ok, err);
    sort_hits(out, *n);
    return ok || err_doing(err, "查找");
}

bool find_is_over(const struct find *f)
{
    return f->phase == PHASE_OVER && f->at == f->queue.n;
}

/* ---- life ------------------------------------------------------------- */

static void add_soft(struct find *f, const struct find_word *w)
{
    for (const char *const *k = w->kinds; *k != NULL; k++) {
        sb_add(&f->soft, f->soft.len == 0 ? "," : "");
        sb_addf(&f->soft, "%s,", *k);
    }
}

/* Words that name no kind must stand in the text; when each of them names one,
   any may. */
static void choose_words(struct find *f)
{
    const struct find_query *q = f->q;
    size_t soft = 0;
    for (size_t i = 0; i < q->n_words; i++) {
        if (q->words[i].kinds[0] == NULL) {
            f->words[f->n_words++] = q->words[i].folded;
        } else {
            soft++;
        }
    }
    if (f->n_words > 0) {
        return;
    }
    f->walks = true;
    for (size_t i = 0; i < soft; i++) {
        f->words[f->n_words++] = q->words[i].folded;
        add_soft(f, &q->words[i]);
    }
}

struct find *find_new(struct book *b, const struct find_query *q)
{
    struct find *f = mem_new(sizeof *f);
    f->b = b;
    f->q = q;
    sb_init(&f->soft);
    f->indexed = search_usable(b->db);
    choose_words(f);
    f->walks = f->walks || !f->indexed;
    f->n_registers = book_registers(b)->n;
    if (find_is_empty(q)) {
        f->phase = PHASE_OVER;
    }
    return f;
}

void find_free(struct find *f)
{
    if (f != NULL) {
        find_source_clear(f);
        mem_free(f->seen);
        sb_clear(&f->soft);
        mem_free(f);
    }
}

const struct ledger *find_ledger(const struct find_hit *hit)
{
    switch (hit->what) {
    case FIND_PERSON:
        return &ledger_people;
    case FIND_TALK:
        return &ledger_talk;
    case FIND_PLAN:
        return &ledger_plan;
    case FIND_FILE:
        return &ledger_candidacy;
    case FIND_ROW:
        return hit->ledger;
    case FIND_EVENT:
        break;
    }
    return &ledger_event;
}
