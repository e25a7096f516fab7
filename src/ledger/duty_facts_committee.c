/* The days on which a branch had a 支委会.

   Terms and posts are read → somebody who holds a post of the committee other
   than 书记 and 副书记 shows that there is one (a branch without a committee
   has these two as well) → so does a term, from the first such post in it; one
   without any is a committee's unless its 书记 stands alone while others are
   written down elsewhere → the branch's own word, which holds for today, has
   the last say on today.

   The months in which a committee comes or goes are rules/duties' matter. */
#include "duty_facts_parts.h"

#include <string.h>

#include "election_parts.h"
#include "pbtui/base/mem.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

struct spans {
    struct duty_span *v;
    size_t n, cap;
};

struct known {
    struct spans members; /* posts other than 书记 and 副书记 */
    struct spans leads;   /* these two */
    struct spans terms;
    struct spans out;
};

static void add(struct spans *s, struct duty_span span)
{
    MEM_PUSH(s->v, s->n, s->cap);
    s->v[s->n++] = span;
}

static bool is_open(const struct duty_span *s)
{
    return s->to == DATE_NONE;
}

static bool meet(const struct duty_span *a, const struct duty_span *b)
{
    return (is_open(a) || a->to > b->from) && (is_open(b) || b->to > a->from);
}

/* The first day of those that meet `span`, or of all (NULL); DATE_NONE. */
static int first_day(const struct spans *s, const struct duty_span *span)
{
    int first = DATE_NONE;
    for (size_t i = 0; i < s->n; i++) {
        bool asked = span == NULL || meet(&s->v[i], span);
        if (asked && (first == DATE_NONE || s->v[i].from < first)) {
            first = s->v[i].from;
        }
    }
    return first;
}

/* ---- reading ---------------------------------------------------------- */

static bool read_posts(const struct duty_gather *g, struct known *k,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select kind, from_on, to_on from post"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", g->book->branch);
    while (stmt_row(&st)) {
        const char *kind = stmt_col_text(&st, 0);
        if (election_is_committee_post(kind)) {
            add(election_is_secretary_post(kind) ? &k->leads : &k->members,
                (struct duty_span){duty_gather_day(&st, 1),
                                   duty_gather_day(&st, 2)});
        }
    }
    return stmt_done(&st, err);
}

static bool read_terms(const struct duty_gather *g, struct known *k,
                       struct err *err)
{
    struct stmt st;
    stmt_open(&st, g->book->db,
              SQL("select elected_on, ended_on from term"
                  " where branch_id = :branch and voided_on is null"));
    stmt_int(&st, ":branch", g->book->branch);
    while (stmt_row(&st)) {
        add(&k->terms, (struct duty_span){duty_gather_day(&st, 0),
                                          duty_gather_day(&st, 1)});
    }
    return stmt_done(&st, err);
}

/* ---- weighing --------------------------------------------------------- */

static void weigh_term(struct known *k, const struct duty_span *term,
                       bool today)
{
    int member = first_day(&k->members, term);
    if (member != DATE_NONE) {
        add(&k->out, (struct duty_span){
                         member > term->from ? member : term->from, term->to});
        return;
    }
    bool alone = first_day(&k->leads, term) != DATE_NONE;
    bool told = today && k->members.n == 0; /* the word is all there is */
    if (alone ? told : today || !is_open(term)) {
        add(&k->out, *term);
    }
}

static bool covers(const struct duty_span *s, int day)
{
    return s->from <= day && (is_open(s) || s->to > day);
}

/* There is one today: the last one known has not ended, or it began with the
   first 书记, or with the branch. */
static void see_one_today(struct known *k, const struct duty_branch *b,
                          int today)
{
    struct duty_span *last = NULL;
    for (size_t i = 0; i < k->out.n; i++) {
        struct duty_span *s = &k->out.v[i];
        if (covers(s, today)) {
            return;
        }
        if (s->from <= today && (last == NULL || s->to > last->to)) {
            last = s;
        }
    }
    if (last != NULL) {
        last->to = b->life.to;
        return;
    }
    int lead = first_day(&k->leads, NULL);
    add(&k->out, (struct duty_span){lead == DATE_NONE ? b->life.from : lead,
                                    b->life.to});
}

/* There is none today: what is still open has ended, nobody wrote when. */
static void see_none_today(struct known *k, int today)
{
    for (size_t i = 0; i < k->out.n; i++) {
        if (covers(&k->out.v[i], today)) {
            k->out.v[i].to = today;
        }
    }
}

static void weigh(struct known *k, const struct duty_branch *b, int today,
                  bool has)
{
    for (size_t i = 0; i < k->members.n; i++) {
        add(&k->out, k->members.v[i]);
    }
    for (size_t i = 0; i < k->terms.n; i++) {
        weigh_term(k, &k->terms.v[i], has);
    }
    if (has) {
        see_one_today(k, b, today);
    } else {
        see_none_today(k, today);
    }
}

bool duty_gather_committee(struct duty_gather *g, struct duty_branch *b,
                           bool has, struct err *err)
{
    struct known k;
    memset(&k, 0, sizeof k);
    bool ok = read_posts(g, &k, err) && read_terms(g, &k, err);
    if (ok) {
        weigh(&k, b, g->book->today, has);
        struct duty_span *kept = arena_array(g->arena, k.out.n, sizeof *kept);
        if (k.out.n > 0) {
            memcpy(kept, k.out.v, k.out.n * sizeof *kept);
        }
        b->committee = kept;
        b->n_committee = k.out.n;
    }
    mem_free(k.members.v);
    mem_free(k.leads.v);
    mem_free(k.terms.v);
    mem_free(k.out.v);
    return ok;
}
