/* Saving an election: election, candidates, term and posts as one change,
   checked (election_check.c) and written under one lock; and the plain doors of
   a head or a candidate that came by itself. */
#include "election_parts.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/ledger/codes.h"
#include "pbtui/store/tx.h"

static bool refuse_first(const struct issues *is, struct err *err)
{
    for (size_t i = 0; i < is->n; i++) {
        if (is->list[i].blocks) {
            return err_set(err, ERR_RULE, is->list[i].code, "%s",
                           is->list[i].text);
        }
    }
    return true;
}

/* A new term first, because election and posts point to it; then the election,
   its candidates, and whatever else follows. */
static size_t put_parts(struct election *e, const struct election_deeds *d,
                        struct apply_part *parts)
{
    bool is_new = e->now.id == 0;
    size_t n = 0;
    size_t first = d->new_term ? 1 : 0;
    if (d->new_term) {
        parts[n++] = (struct apply_part){.r = d->list[0].r, APPLY_ALONE};
    }
    size_t at = n;
    parts[n] = (struct apply_part){
        .r = &e->now, .old = is_new ? NULL : &e->was, APPLY_ALONE};
    if (d->new_term) {
        parts[n].ref = (struct apply_ref){ELECTION_TERM, 0};
    } else if (d->term != 0) {
        record_set_int(&e->now, ELECTION_TERM, d->term);
    }
    n++;
    for (size_t i = 0; i < e->n; i++) {
        struct election_row *row = &e->rows[i];
        parts[n] = (struct apply_part){
            .r = &row->now,
            .old = row->now.id != 0 ? &row->was : NULL,
            APPLY_ALONE,
            .void_reason = row->gone ? "不是候选人" : NULL,
        };
        parts[n++].under = is_new ? (int)at : -1;
    }
    for (size_t i = first; i < d->n; i++) {
        const struct election_deed *deed = &d->list[i];
        parts[n] = (struct apply_part){.r = deed->r,
                                       .old = deed->old,
                                       APPLY_ALONE,
                                       .void_reason = deed->void_reason};
        if (deed->of_new_term) {
            parts[n].ref =
                (struct apply_ref){ledger_field(deed->r->ledger, "term_id"), 0};
        }
        n++;
    }
    return n;
}

static const char *label_of(const struct election *e)
{
    return arena_printf(
        e->arena, "%s%s %s", e->now.id == 0 ? "登记" : "修改",
        codes_name("election_kind", record_text(&e->now, ELECTION_KIND)),
        record_text(&e->now, ELECTION_ON));
}

static bool save(struct election *e, const char *reason, struct err *err)
{
    struct issues is = {.arena = e->arena};
    struct election_deeds deeds;
    if (e->was.voided_on[0] != '\0') {
        return err_set(err, ERR_RULE, "E-ELECT-027",
                       "这次选举已在 %s 作废，不能再改；作废错了请撤销那次"
                       "作废。",
                       e->was.voided_on);
    }
    if (!election_look_committee(e, err)) {
        return false;
    }
    election_check(e, &is);
    if (!refuse_first(&is, err) || !election_deeds_make(&deeds, e, err)) {
        return false;
    }
    struct apply_part *parts =
        arena_array(e->arena, e->n + deeds.n + 1, sizeof *parts);
    size_t n = put_parts(e, &deeds, parts);
    return ledger_apply_parts(e->book, e->arena, parts, n, label_of(e), reason,
                              err);
}

/* Whoever is elected, whatever term is in force, still holds when it is
   written. */
bool election_save(struct election *e, const char *reason, struct err *err)
{
    if (!tx_begin(e->book->db, TX_WRITE, err)) {
        return false;
    }
    struct record head = e->now;
    struct election_row *rows = arena_array(e->arena, e->n + 1, sizeof *rows);
    if (e->n > 0) {
        memcpy(rows, e->rows, e->n * sizeof *rows);
    }
    if (!tx_end(e->book->db, save(e, reason, err), err)) {
        /* None of the numbers that were given stands. */
        e->now = head;
        e->rows = rows;
        e->cap = e->n + 1;
        return false;
    }
    return true;
}

bool election_save_head(struct book *b, struct arena *a, struct record *r,
                        const struct record *old, const char *reason,
                        struct err *err)
{
    struct election whole;
    if (old == NULL) {
        if (!election_new(&whole, b, a, err)) {
            return false;
        }
        whole.now = *r;
        whole.was = record_copy(r, a);
        if (!election_follow(&whole, err)) {
            return false;
        }
    } else {
        if (!election_read(&whole, b, a, r->id, err)) {
            return false;
        }
        whole.now = *r;
        whole.was = *old;
    }
    return election_save(&whole, reason, err) &&
           record_read(r, &ledger_election, b, a, whole.now.id, err);
}

static bool put_candidate(struct election *e, const struct record *r,
                          const struct record *old)
{
    struct election_row *row = NULL;
    for (size_t i = 0; i < e->n; i++) {
        if (old != NULL && e->rows[i].now.id == r->id) {
            row = &e->rows[i];
        }
    }
    if (row != NULL) {
        row->now = *r;
        row->was = *old;
    }
    return row != NULL;
}

bool election_save_candidate(struct book *b, struct arena *a, struct record *r,
                             const struct record *old, const char *reason,
                             struct err *err)
{
    struct election whole;
    const struct record *owner = old != NULL ? old : r;
    if (!election_read(&whole, b, a, record_int(owner, CANDIDATE_ELECTION),
                       err)) {
        return false;
    }
    if (!put_candidate(&whole, r, old)) {
        const char *who =
            arena_printf(a, "#%" PRId64, record_int(r, CANDIDATE_PERSON));
        if (!election_add(&whole, who, err)) {
            return false;
        }
        struct election_row *row = &whole.rows[whole.n - 1];
        record_set_int(r, CANDIDATE_ORD, record_int(&row->now, CANDIDATE_ORD));
        row->now = *r;
    }
    if (!election_save(&whole, reason, err)) {
        return false;
    }
    int64_t id = old != NULL ? r->id : whole.rows[whole.n - 1].now.id;
    return record_read(r, &ledger_candidate, b, a, id, err);
}
