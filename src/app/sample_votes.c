/* Reviews and elections of the sample, filled in as their forms do it: the
   roster of the day gives the names, the ballots are typed, and what follows
   from them (shares, who is elected, posts) is the ledger's own doing. */
#include "sample_votes.h"

#include <assert.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/election.h"
#include "pbtui/ledger/review.h"

#define REVIEWED  "测评"
#define CANDIDATE "候选人"

/* ---- reviews ---------------------------------------------------------- */

static bool take_row(struct review *r, const char *s, struct err *err)
{
    static const int fields[] = {REVIEW_LINE_BEST, REVIEW_LINE_GOOD,
                                 REVIEW_LINE_BASIC, REVIEW_LINE_BAD,
                                 REVIEW_LINE_GRADE};
    const char *name = sample_word(r->arena, &s);
    size_t at = 0;
    while (at < r->n && strcmp(r->rows[at].name, name) != 0) {
        at++;
    }
    assert(at < r->n);
    bool ok = true;
    for (size_t i = 0; ok && i < ARRAY_LEN(fields); i++) {
        const char *word = sample_word(r->arena, &s);
        ok = review_row_put(r, at, fields[i], word, err);
    }
    return ok;
}

static bool save_review(struct book *b, struct arena *a,
                        const struct sample_block *block, struct err *err)
{
    struct review r;
    bool ok = review_new(&r, b, a, err);
    for (size_t i = 0; ok && i < block->n; i++) {
        const struct sample_line *l = &block->lines[i];
        ok = strcmp(l->key, REVIEWED) == 0
                 ? take_row(&r, l->value, err)
                 : review_put(&r, sample_field(&ledger_review, l->key),
                              l->value, err);
    }
    return ok && review_save(&r, NULL, err);
}

/* ---- elections -------------------------------------------------------- */

static bool take_candidate(struct election *e, const char *s, struct err *err)
{
    static const int fields[] = {CANDIDATE_YES, CANDIDATE_NO,
                                 CANDIDATE_ABSTAIN};
    bool ok = election_add(e, sample_word(e->arena, &s), err);
    for (size_t i = 0; ok && i < ARRAY_LEN(fields); i++) {
        const char *word = sample_word(e->arena, &s);
        ok = election_row_put(e, e->n - 1, fields[i], word, err);
    }
    return ok;
}

/* The posts, once it is known who is elected. */
static bool take_posts(struct election *e, const struct sample_block *block,
                       struct err *err)
{
    enum { WORDS_BEFORE = 4 };
    size_t at = 0;
    election_judge_now(e);
    for (size_t i = 0; i < block->n; i++) {
        if (strcmp(block->lines[i].key, CANDIDATE) != 0) {
            continue;
        }
        const char *s = block->lines[i].value;
        for (size_t k = 0; k < WORDS_BEFORE; k++) {
            sample_word(e->arena, &s);
        }
        if (*s != '\0' && !election_row_put(e, at, CANDIDATE_POST, s, err)) {
            return false;
        }
        at++;
    }
    return true;
}

static bool save_election(struct book *b, struct arena *a,
                          const struct sample_block *block, struct err *err)
{
    struct election e;
    bool ok = election_new(&e, b, a, err);
    for (size_t i = 0; ok && i < block->n; i++) {
        const struct sample_line *l = &block->lines[i];
        ok = strcmp(l->key, CANDIDATE) == 0
                 ? take_candidate(&e, l->value, err)
                 : election_put(&e, sample_field(&ledger_election, l->key),
                                l->value, err);
    }
    return ok && take_posts(&e, block, err) && election_save(&e, NULL, err);
}

bool sample_vote_save(struct book *b, struct arena *a,
                      const struct sample_block *block, struct err *err)
{
    for (size_t i = 0; i < block->n; i++) {
        if (strcmp(block->lines[i].key, CANDIDATE) == 0) {
            return save_election(b, a, block, err);
        }
    }
    return save_review(b, a, block, err);
}
