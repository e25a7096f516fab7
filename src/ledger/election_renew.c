/* 换届: the term that begins, the term that ends.  A term that was typed by
   hand for that very day is taken as it is; one that was followed by another
   already ends where that one begins. */
#include "election_making.h"

#include <inttypes.h>
#include <string.h>

#include "pbtui/base/mem.h"
#include "pbtui/ledger/org.h"
#include "pbtui/store/stmt.h"
#include "pbtui/text/date.h"

#define DAY_BYTES 11

void election_push(struct making *m, struct election_deed deed)
{
    struct election_deeds *d = m->out;
    if (d->n == d->cap) {
        size_t cap = d->cap == 0 ? 16 : 2 * d->cap;
        struct election_deed *more = arena_array(m->a, cap, sizeof *more);
        if (d->n > 0) {
            memcpy(more, d->list, d->n * sizeof *more);
        }
        d->list = more;
        d->cap = cap;
    }
    d->list[d->n++] = deed;
}

struct record *election_keep_record(struct making *m, struct record r)
{
    struct record *kept = arena_alloc(m->a, sizeof *kept);
    *kept = r;
    return kept;
}

bool election_collect(struct stmt *st, struct making *m, int64_t **ids,
                      size_t *n, struct err *err)
{
    size_t cap = 0;
    *ids = NULL;
    *n = 0;
    while (stmt_row(st)) {
        if (*n == cap) {
            cap = cap == 0 ? 16 : 2 * cap;
            int64_t *more = arena_array(m->a, cap, sizeof *more);
            if (*n > 0) {
                memcpy(more, *ids, *n * sizeof *more);
            }
            *ids = more;
        }
        (*ids)[(*n)++] = stmt_col_int(st, 0);
    }
    return stmt_done(st, err);
}

/* ---- the term --------------------------------------------------------- */

/* The term that was elected on that very day, typed by hand before; and the
   first one after it. */
static bool look_for_terms(struct making *m, int64_t *same, int64_t *no,
                           struct err *err)
{
    struct stmt st;
    *same = 0;
    *no = 1;
    stmt_open(&st, m->e->book->db,
              SQL("select id, no, elected_on from term"
                  " where branch_id = :branch and voided_on is null"
                  " order by elected_on"));
    stmt_int(&st, ":branch", m->branch);
    while (stmt_row(&st)) {
        const char *elected = stmt_col_text(&st, 2);
        int order = strcmp(elected, m->day);
        if (order == 0) {
            *same = stmt_col_int(&st, 0);
        } else if (order < 0) {
            *no = stmt_col_int(&st, 1) + 1;
        } else if (m->until == NULL) {
            m->until = arena_str(m->a, elected);
        }
    }
    return stmt_done(&st, err);
}

const char *election_basis(const struct making *m)
{
    static const int papers[] = {ELECTION_FILED_PAPER, ELECTION_GRANTED_PAPER};
    char text[24];
    for (size_t i = 0; i < ARRAY_LEN(papers); i++) {
        if (!record_is_null(&m->e->now, papers[i])) {
            return record_text(&m->e->now, papers[i]);
        }
    }
    date_text_long(record_day(&m->e->now, ELECTION_ON), text);
    return arena_printf(m->a, "%s%s选举", text,
                        election_within_committee(m->e) ? "支部委员会"
                                                        : "支部党员大会");
}

static void make_term(struct making *m, int64_t no, struct strbuf *text)
{
    const struct ledger *l = &ledger_term;
    struct book *b = m->e->book;
    int day = record_day(&m->e->now, ELECTION_ON);
    int years = standing_limit(book_rules(b), "term.branch_years", day)->value;
    char end[DAY_BYTES];
    struct record r = record_new(l, b, m->a);
    record_set_int(&r, ledger_field(l, "branch_id"), m->branch);
    record_set_int(&r, ledger_field(l, "no"), no);
    record_set_text(&r, ledger_field(l, "elected_on"), m->day);
    record_set_int(&r, ledger_field(l, "years"), years);
    record_set_text(&r, ledger_field(l, "ended_on"), m->until);
    record_set_text(&r, ledger_field(l, "basis"), election_basis(m));
    election_push(m, (struct election_deed){.r = election_keep_record(m, r)});
    m->out->new_term = true;
    sb_addf(text, "第 %" PRId64 " 届：%s 起，任期 %d 年，到 %s\n", no, m->day,
            years,
            date_text(standing_term_end(book_rules(b), day, years), end));
}

static bool end_old_terms(struct making *m, struct strbuf *text,
                          struct err *err)
{
    struct stmt st;
    int64_t *ids;
    size_t n;
    stmt_open(&st, m->e->book->db,
              SQL("select id from term where branch_id = :branch"
                  " and voided_on is null and elected_on < :day"
                  " and (ended_on is null or ended_on > :day)"));
    stmt_int(&st, ":branch", m->branch);
    stmt_text(&st, ":day", m->day);
    if (!election_collect(&st, m, &ids, &n, err)) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        struct record old;
        if (!record_read(&old, &ledger_term, m->e->book, m->a, ids[i], err)) {
            return false;
        }
        struct record r = record_copy(&old, m->a);
        record_set_text(&r, ledger_field(&ledger_term, "ended_on"), m->day);
        election_push(
            m, (struct election_deed){.r = election_keep_record(m, r),
                                      .old = election_keep_record(m, old)});
        sb_addf(text, "第 %" PRId64 " 届：%s 届满\n",
                record_int(&r, ledger_field(&ledger_term, "no")), m->day);
    }
    return true;
}

bool election_renew_term(struct making *m, struct strbuf *text, struct err *err)
{
    int64_t same;
    int64_t no;
    if (!look_for_terms(m, &same, &no, err)) {
        return false;
    }
    m->out->term = same;
    if (same == 0) {
        make_term(m, no, text);
    }
    return end_old_terms(m, text, err);
}
