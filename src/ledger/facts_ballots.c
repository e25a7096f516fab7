/* :elections and :reviews, each looked at as its sheet looks at it before
   saving. */
#include "facts_parts.h"

#include "pbtui/ledger/election.h"
#include "pbtui/ledger/review.h"
#include "pbtui/store/stmt.h"

#define BALLOTS_MOST 200 /* of a branch in the days asked for */

struct ballots {
    int64_t list[BALLOTS_MOST];
    size_t n;
};

static bool read_ids(struct facts *f, struct stmt *st, struct ballots *out,
                     struct err *err)
{
    char from[11], to[11];
    stmt_int(st, ":branch", f->book->branch);
    stmt_text(st, ":from", date_text(f->span.from, from));
    stmt_text(st, ":to", date_text(f->span.to, to));
    stmt_int(st, ":most", BALLOTS_MOST);
    while (stmt_row(st)) {
        out->list[out->n++] = stmt_col_int(st, 0);
    }
    return stmt_done(st, err);
}

static void put_issues(struct facts *f, int64_t id, int day,
                       const struct issues *is)
{
    for (size_t i = 0; i < is->n; i++) {
        facts_row(f);
        facts_int(f, "id", id);
        facts_day(f, "day", day);
        facts_text(f, "code", is->list[i].code);
        facts_text(f, "text", is->list[i].text);
    }
}

/* ---- elections ---------------------------------------------------------- */

static bool look_at_election(struct facts *f, int64_t id, struct err *err)
{
    struct arena one = ARENA_INIT;
    struct election e;
    struct issues is = {.arena = &one};
    bool ok = election_read(&e, f->book, &one, id, err);
    if (ok) {
        election_check(&e, &is);
        put_issues(f, id, record_day(&e.now, ELECTION_ON), &is);
    }
    arena_clear(&one);
    return ok;
}

bool facts_elections(struct facts *f, struct err *err)
{
    struct ballots all = {.n = 0};
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from election where branch_id = :branch"
                  " and on_day between :from and :to and voided_on is null"
                  " order by on_day, id limit :most"));
    bool ok = read_ids(f, &st, &all, err);
    for (size_t i = 0; ok && i < all.n; i++) {
        ok = look_at_election(f, all.list[i], err);
    }
    return ok;
}

/* ---- reviews ------------------------------------------------------------ */

static bool look_at_review(struct facts *f, int64_t id, struct err *err)
{
    struct arena one = ARENA_INIT;
    struct review r;
    struct issues is = {.arena = &one};
    bool ok = review_read(&r, f->book, &one, id, err);
    if (ok) {
        review_check(&r, &is);
        put_issues(f, id, record_day(&r.now, REVIEW_ON), &is);
    }
    arena_clear(&one);
    return ok;
}

bool facts_reviews(struct facts *f, struct err *err)
{
    struct ballots all = {.n = 0};
    struct stmt st;
    stmt_open(&st, f->book->db,
              SQL("select id from review where branch_id = :branch"
                  " and on_day between :from and :to and voided_on is null"
                  " order by on_day, id limit :most"));
    bool ok = read_ids(f, &st, &all, err);
    for (size_t i = 0; ok && i < all.n; i++) {
        ok = look_at_review(f, all.list[i], err);
    }
    return ok;
}
