/* Where the candidates of a find come from, one source after the other:

   - People whose name fits the words; only when nothing but words is asked.
     Files of people whom one of the words may mean.
   - A walk through all, newest first: when there are no words, when every word
     is part of a kind's name (for events of those kinds), or when the index
     cannot be used (a ledger opened for reading, with an index not its own).
   - The index, for rows that hold all words: the newest entry first.
   - The index, a word at a time, for events whose words stand in different
     parts.  All words are followed page by page at once; the one that ends
     first is the rarest, and its rows are the candidates.
   - The registers, one after the other.  All of their rows when the index does
     not help, or when a word is part of the register's name; else those that
     are called by somebody whom one of the words may mean.

   Words that name kinds are not asked of the index beside others: they need
   not stand in the text. */
#include <inttypes.h>
#include <string.h>

#include "find_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/search.h"
#include "pbtui/store/stmt.h"

#define PAGE 512

static void push(struct find_candidates *list, enum find_what what,
                 const char *part, int64_t id, int day)
{
    MEM_PUSH(list->v, list->n, list->cap);
    list->v[list->n++] = (struct find_candidate){what, part, id, day, 0};
}

static void push_row(struct find_candidates *list, size_t reg, int64_t id)
{
    push(list, FIND_ROW, NULL, id, DATE_NONE);
    list->v[list->n - 1].reg = reg;
}

/* Of a table that is not found here, nothing. */
static void push_hit(struct book *b, struct find_candidates *list,
                     const struct search_hit *hit)
{
    static const struct {
        const char *table;
        enum find_what what;
        const char *part;
    } tables[] = {
        {"event", FIND_EVENT, NULL},
        {"talk", FIND_TALK, NULL},
        {"plan", FIND_PLAN, NULL},
        {"agenda", FIND_EVENT,
         SQL("select event_id from agenda where id = :id")},
        {"point", FIND_EVENT, SQL("select event_id from point where id = :id")},
        {"action", FIND_EVENT,
         SQL("select event_id from action where id = :id")},
        {"event_kind", FIND_EVENT,
         SQL("select event_id from event_kind where id = :id")},
        {"candidacy", FIND_FILE, NULL},
        {"step", FIND_FILE,
         SQL("select candidacy_id from step where id = :id")},
        {"step_entry", FIND_FILE,
         SQL("select candidacy_id from step_entry where id = :id")},
        {"helper", FIND_FILE,
         SQL("select candidacy_id from helper where id = :id")},
        {"publicity", FIND_FILE,
         SQL("select candidacy_id from publicity where id = :id")},
        {"paper", FIND_FILE,
         SQL("select candidacy_id from paper where id = :id")},
    };
    for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
        if (strcmp(tables[i].table, hit->table) == 0) {
            push(list, tables[i].what, tables[i].part, hit->row_id, DATE_NONE);
            return;
        }
    }
    size_t reg = find_register_of(b, hit->table);
    if (reg > 0) {
        push_row(list, reg, hit->row_id);
    }
}

static void empty_queue(struct find *f)
{
    f->queue.n = 0;
    f->at = 0;
}

static void next_phase(struct find *f)
{
    f->phase++;
    f->walking = false;
}

static bool take_all(struct find *f, enum find_what what, struct err *err)
{
    int64_t *ids;
    size_t n;
    bool ok = what == FIND_PERSON
                  ? find_people(f->b, &f->q->words[0], &ids, &n, err)
                  : find_files(f->b, f->q, &ids, &n, err);
    for (size_t i = 0; ok && i < n; i++) {
        push(&f->queue, what, NULL, ids[i], DATE_NONE);
    }
    mem_free(ids);
    return ok;
}

static bool take_people(struct find *f, int *budget, struct err *err)
{
    const struct find_query *q = f->q;
    bool only_words = q->n_words > 0 && q->n_who == 0 && q->kinds == NULL &&
                      q->state == NULL && !q->voided && q->from == DATE_NONE &&
                      q->to == DATE_NONE;
    next_phase(f);
    *budget -= 1;
    return (!only_words || take_all(f, FIND_PERSON, err)) &&
           (q->n_words == 0 || take_all(f, FIND_FILE, err));
}

static bool take_walk(struct find *f, int *budget, struct err *err)
{
    static const enum find_what whats[] = {[PHASE_EVENTS] = FIND_EVENT,
                                           [PHASE_TALKS] = FIND_TALK,
                                           [PHASE_PLANS] = FIND_PLAN,
                                           [PHASE_FILES] = FIND_FILE};
    const char *soft = f->indexed && f->soft.len > 0 ? f->soft.s : NULL;
    bool no_kind = f->phase == PHASE_TALKS || f->phase == PHASE_FILES;
    if (!f->walks || (soft != NULL && no_kind)) {
        next_phase(f);
        return true;
    }
    int64_t ids[PAGE];
    int days[PAGE];
    size_t n;
    size_t looked;
    enum find_what what = whats[f->phase];
    if (!f->walking) {
        f->place = find_place_first(f->q, what);
        f->walking = true;
    }
    if (!find_page(f->b, f->q, what, soft, &f->place, ids, days, PAGE, &n,
                   &looked, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        push(&f->queue, what, NULL, ids[i], days[i]);
    }
    if (looked < PAGE) {
        next_phase(f);
    }
    *budget -= (int)(looked - n) / 2; /* a row passed over is half a look */
    return true;
}

/* One page of the index into a list; *over: there are no more. */
static bool read_index(struct find *f, const char *const *words, int64_t *below,
                       struct find_candidates *list, bool *over,
                       struct err *err)
{
    struct search_hit hits[PAGE];
    struct arena a = ARENA_INIT;
    size_t n = 0;
    bool ok =
        search_page(f->b->db, &a, words, NULL, *below, hits, PAGE, &n, err);
    for (size_t i = 0; ok && i < n; i++) {
        push_hit(f->b, list, &hits[i]);
        *below = hits[i].doc;
    }
    *over = n < PAGE;
    arena_clear(&a);
    return ok;
}

static bool take_rows(struct find *f, struct err *err)
{
    bool over = true;
    bool ok = f->n_words == 0 || !f->indexed ||
              read_index(f, f->words, &f->below, &f->queue, &over, err);
    if (over) {
        next_phase(f);
    }
    return ok;
}

static void forget_trails(struct find *f)
{
    for (size_t i = 0; i < f->n_words; i++) {
        mem_free(f->trails[i].rows.v);
        f->trails[i].rows = (struct find_candidates){NULL, 0, 0};
    }
}

static bool take_parts(struct find *f, int *budget, struct err *err)
{
    if (f->n_words < 2 || !f->indexed || f->raced) {
        next_phase(f);
        return true;
    }
    for (size_t i = 0; i < f->n_words; i++) {
        struct find_trail *t = &f->trails[i];
        bool over;
        t->words[0] = f->words[i];
        if (!read_index(f, t->words, &t->below, &t->rows, &over, err)) {
            return false;
        }
        *budget -= PAGE / 8; /* nothing of the rows has been read */
        if (over) {
            struct find_candidates queue = f->queue;
            f->queue = t->rows;
            t->rows = queue;
            f->raced = true;
            forget_trails(f);
            break;
        }
    }
    return true;
}

/* ---- registers ---------------------------------------------------------- */

/* Whose records are candidates: those of all people that a word may mean. */
static bool take_called(struct find *f, struct err *err)
{
    struct strbuf ids;
    bool ok = true;
    sb_init(&ids);
    for (size_t i = 0; ok && i < f->q->n_words; i++) {
        int64_t *v;
        size_t n;
        ok = find_people(f->b, &f->q->words[i], &v, &n, err);
        for (size_t k = 0; ok && k < n; k++) {
            sb_addf(&ids, "%c%" PRId64, ids.len == 0 ? '[' : ',', v[k]);
        }
        mem_free(v);
    }
    if (ids.len > 0) {
        sb_addc(&ids, ']');
        f->people = mem_str(ids.s);
    }
    sb_clear(&ids);
    return ok;
}

/* By names: the index gives what stands in texts, so of most registers only
   those that are called by somebody are walked. */
static bool by_names(const struct find *f)
{
    return f->q->n_words > 0 && f->indexed;
}

/* The next register that has to be walked; NULL: no more. */
static const struct small_register *register_to_walk(struct find *f)
{
    const struct find_query *q = f->q;
    const struct small_register *reg;
    struct find_register_page *p = &f->page;
    if (q->kinds != NULL || q->state != NULL) {
        return NULL;
    }
    while ((reg = find_register_at(f->b, &f->register_at)) != NULL) {
        bool named = by_names(f) && !find_register_is_called(reg, q);
        p->called = named;
        p->ids = named ? f->people : q->n_who > 0 ? q->who[0].ids : NULL;
        if (!named || p->ids != NULL) {
            break;
        }
        f->register_at++;
    }
    return reg;
}

static bool take_registers(struct find *f, int *budget, struct err *err)
{
    struct find_register_page *p = &f->page;
    bool begins = !f->walking;
    f->walking = true;
    if (begins && by_names(f) && !take_called(f, err)) {
        return false;
    }
    const struct small_register *reg = register_to_walk(f);
    if (reg == NULL) {
        next_phase(f);
        return true;
    }
    p->below = p->reg == reg ? p->below : INT64_MAX;
    p->reg = reg;
    if (!find_register_page(f->b, f->q, p, err)) {
        return false;
    }
    for (size_t i = 0; i < p->n; i++) {
        push_row(&f->queue, f->register_at + 1, p->found[i]);
    }
    f->register_at += p->looked < ARRAY_LEN(p->found);
    *budget -= 1 + (int)(p->looked - p->n) / 2;
    return true;
}

bool find_refill(struct find *f, int *budget, struct err *err)
{
    empty_queue(f);
    switch (f->phase) {
    case PHASE_PEOPLE:
        return take_people(f, budget, err);
    case PHASE_EVENTS:
    case PHASE_TALKS:
    case PHASE_PLANS:
    case PHASE_FILES:
        return take_walk(f, budget, err);
    case PHASE_ROWS:
        return take_rows(f, err);
    case PHASE_PARTS:
        return take_parts(f, budget, err);
    case PHASE_REGISTERS:
        return take_registers(f, budget, err);
    case PHASE_OVER:
        break;
    }
    return true;
}

void find_source_clear(struct find *f)
{
    forget_trails(f);
    mem_free(f->people);
    mem_free(f->queue.v);
}
